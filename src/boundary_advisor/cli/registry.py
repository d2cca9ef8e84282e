"""The program: how its commands are declared, each once, and how a called one is run."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from inspect import Parameter, Signature, signature
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args

import typer

from boundary_advisor.cli import options
from boundary_advisor.cli.streams import standard_output, write_stdout
from boundary_advisor.errors import UsageError
from boundary_advisor.output.formats import BINARY, FILE, Format, View, format_of
from boundary_advisor.text import listing, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.planner import Planner

    Function = TypeVar("Function", bound=Callable[..., View | str | None])

_PROGRAMS = ("advise ", "boundary-advisor ")

_SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,  # else brackets in a text would be taken for markup
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100},
}


class Run:
    """One call of a command.

    Args:
        formats: The formats that the command can write.
        default: The format if no option names one.
        reads: Files that the command reads, which its answer must not overwrite.
        form: The value of --format; those below are likewise values of shared options.

    Attributes:
        packs: The folders of the packs in use.
        form: The format of the answer.

    Raises:
        UsageError: The options of output contradict each other, the command, or what it reads.
    """

    def __init__(  # noqa: PLR0913  # one parameter for each shared option
        self,
        formats: tuple[Format, ...] = (),
        default: Format = Format.TERMINAL,
        reads: tuple[str, ...] = (),
        *,
        form: str | None = None,
        output: str | None = None,
        force: bool = False,
        knowledge: list[str] | None = None,
        only: bool = False,
    ) -> None:
        self.packs = options.folders_of(knowledge)
        self._only, self._force = only, force
        self._file = None if output == "-" else output
        if self._file is not None and _is_read(self._file, (*reads, *self.packs)):
            hint = "Give another name to --output; not even --force writes over it."
            raise UsageError(f"'{printable(self._file)}' is a file that is read", hint)
        self.form = default
        if form is not None:
            self.form = _format_named(form, formats)
        elif self._file is not None:
            self.form = _format_of_file(self._file, formats)
        if self.form in BINARY and self._file is None:
            hint = f"Add --output with a name that ends in {self.form.suffix}."
            raise UsageError(f"{self.form} is no text, so it needs a file", hint)

    @property
    def is_whole(self) -> bool:
        """True where there is room for everything: anywhere but on the screen."""
        return self._file is not None or self.form is not Format.TERMINAL

    @cached_property
    def kb(self) -> KnowledgeBase:
        """The knowledge in use, read when it is first needed."""
        return options.knowledge_of(self.packs, only=self._only)

    @cached_property
    def planner(self) -> Planner:
        """What reads programme files, with that knowledge."""
        from boundary_advisor.programme.planner import Planner

        return Planner(self.kb)

    def publish(self, answer: View | str) -> None:
        """Write the answer.

        Raises:
            OutputError: The file cannot be written.
            MissingExtraError: The format needs a library that is not installed.
            typer.Exit: Standard output cannot be written; this has been reported.
        """
        screen = standard_output() if self._file is None else FILE
        made = answer if isinstance(answer, str) else self.form.write(answer, screen)
        if self._file is not None:
            from boundary_advisor.cli.writing import write_file

            write_file(self._file, made, force=self._force)
        elif isinstance(made, str) and (code := write_stdout(made)):
            raise typer.Exit(code)


def _is_read(file: str, reads: tuple[str, ...]) -> bool:
    """Return whether a file is one that is read, or stands in a folder of knowledge that is."""
    from boundary_advisor.knowledge.base import KNOWLEDGE_FILES
    from boundary_advisor.knowledge.load import data_dir

    for each in (*reads, str(data_dir())):
        for name in ("", *KNOWLEDGE_FILES):
            with suppress(OSError, ValueError):  # one of them does not exist, or cannot
                if Path(file).samefile(Path(each, name)):
                    return True
    return False


def _format_named(name: str, formats: tuple[Format, ...]) -> Format:
    """Read a format by its name, or by the suffix of its files without the dot."""
    by_suffix = format_of(f".{name}")
    if by_suffix and by_suffix in formats:
        return by_suffix
    return Format[options.pick("format", name, formats).upper()]


def _format_of_file(file: str, formats: tuple[Format, ...]) -> Format:
    chosen = format_of(PurePath(file).suffix)
    if chosen and chosen in formats:
        return chosen
    what = f"the name '{printable(file)}' does not tell the format"
    if chosen:
        what = f"'{printable(file)}' asks for {chosen}, which this command does not write"
    more = ", or add --format" if len(formats) > 1 else ""
    suffixes = listing([each.suffix for each in formats], "or")
    raise UsageError(what, f"End the name in {suffixes}{more}.")


@dataclass(frozen=True)
class Command:
    """A declared command.

    Attributes:
        function: Takes a `Run` and the command's own options; returns what to publish, if anything.
        line: What it does, for the list of commands.
        examples: Command lines that its help shows.
        formats: The formats it can write; none if it has no options of output.
        default: The format to write if neither --format nor a suffix names one.
        replaced: By the name of a shared option the annotation to use in its place, or None to
            leave it out.
    """

    function: Callable[..., View | str | None]
    line: str
    examples: tuple[str, ...]
    formats: tuple[Format, ...] = ()
    default: Format = Format.TERMINAL
    replaced: Mapping[str, object] = field(default_factory=dict)

    def add_to(self, app: typer.Typer, name: str, _called: Container[str] | None) -> None:
        """Register it with all its options."""
        app.command(name, short_help=self.line, epilog=_epilog(self.examples))(self._callback())

    def _callback(self) -> Callable[..., None]:
        """Return the function that typer calls, with the signature that typer reads."""
        _, *own = signature(self.function, eval_str=True).parameters.values()
        shared = [
            Parameter(name, Parameter.KEYWORD_ONLY, annotation=each, default=_default(each))
            for name, each in {**_shared(self.formats), **self.replaced}.items()
            if each is not None
        ]
        reads = [each.name for each in own if options.READ in get_args(each.annotation)]

        def call(**values: Any) -> None:  # noqa: ANN401  # of the types in the signature
            shared_values = {each.name: values.pop(each.name) for each in shared}
            files = tuple(values[name] for name in reads if values[name])
            run = Run(self.formats, self.default, files, **shared_values)
            answer = self.function(run, **values)
            if answer is not None:
                run.publish(answer)

        call.__signature__ = Signature([*own, *shared])  # type: ignore[attr-defined]
        call.__doc__ = self.function.__doc__
        return call


@dataclass(frozen=True)
class Group:
    """A group of commands with a help page of its own: the whole program, or a part of it.

    Attributes:
        about: The text of its help page.
        examples: Command lines for its help page.
        line: One line on its purpose, for the help page that lists it.
        callback: The function that typer calls before a command, or when none is named.
        members: Its commands and groups by name, in the order in which help lists them.
    """

    about: str
    examples: tuple[str, ...]
    line: str = ""
    callback: Callable[..., None] | None = None
    members: dict[str, Command | Group] = field(default_factory=dict)

    def command(self, name: str, line: str, **more: Any) -> Callable[[Function], Function]:  # noqa: ANN401
        """Declare the function below as a command; `Command` says what more to declare."""

        def declare(function: Function) -> Function:
            self.members[name] = Command(function, line, **more)
            return function

        return declare

    def add_to(self, app: typer.Typer, name: str, called: Container[str] | None) -> None:
        """Register it with those of its commands that may be called."""
        app.add_typer(self.application(called), name=name, short_help=self.line)

    def application(self, called: Container[str] | None) -> typer.Typer:
        """Build what typer runs.

        Args:
            called: The names of the commands that may be called; None for all. The others are only
                listed, as building a command takes longer than most answers.
        """
        app = typer.Typer(help=self.about, epilog=_epilog(self.examples), **_SETTINGS)
        if self.callback:
            app.callback(invoke_without_command=True)(self.callback)
        for name, each in self.members.items():
            if called is None or name in called:
                each.add_to(app, name, called)
            else:
                app.command(name, short_help=each.line)(_listed)
        return app

    def only(self, name: str) -> typer.Typer:
        """Build a program of one of the commands."""
        app = typer.Typer(**_SETTINGS)
        self.members[name].add_to(app, name, None)
        return app


def _listed() -> None:
    """Stand in for a command that is not called."""


def _shared(formats: tuple[Format, ...]) -> dict[str, Any]:
    """Return the annotations of the options that commands share, by name."""
    text = "How to show it. Otherwise the suffix of --output decides."
    form = options.option(text, "|".join(formats), "--format", "-f")
    return {
        "form": Annotated[str | None, form] if len(formats) > 1 else None,
        "output": options.Output if formats else None,
        "force": options.Force if formats else None,
        "knowledge": options.Packs,
        "only": options.Only,
    }


def _default(annotation: object) -> object:
    """Return the default of an option by its type: a plain text has to be given."""
    kind = get_args(annotation)[0]
    return False if kind is bool else Parameter.empty if kind is str else None


def _epilog(examples: tuple[str, ...]) -> str:
    """Show examples; one without the name of a program is of `boundary-advisor`."""
    lines = (
        each if each.startswith(_PROGRAMS) else f"boundary-advisor {each}" for each in examples
    )
    return "\n  ".join(("\b\nExamples:", *lines))


def _start(context: typer.Context, *, version: options.Version = False) -> None:  # noqa: ARG001  # eager
    if context.invoked_subcommand is None:
        from boundary_advisor.views.catalogue_page import start_document

        run = Run()
        run.publish(View(lambda: (start_document(run.kb),), str))


PROGRAM = Group(
    """
    Strategy advice for people who lead a smart city's digital transformation.

    Bring a challenge, or a whole programme in a file. It says which boundary management strategy
    fits, what to do, what cities did, why, and what would change the answer. The knowledge is from
    Cranefield and Pries-Heje (2023), a study of 12 cities.
    """,
    examples=(
        "boundary-advisor advise --challenge data --threat high --horizon long",
        "challenges",
        "report -c data -t high -z long --output brief.md",
    ),
    callback=_start,
)
