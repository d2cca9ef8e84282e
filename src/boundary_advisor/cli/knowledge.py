"""The commands `knowledge …`: packs begun, checked and shown, and schemas for an editor."""

from __future__ import annotations

from typing import Annotated

import typer

from boundary_advisor.cli.options import Force, FormatName, Only, Output, Packs, complete_schema

CHECK_EXAMPLES = """\b
Examples:
  boundary-advisor knowledge check examples/packs/north-network
  boundary-advisor knowledge check examples/packs/school-streets --format json
"""

SHOW_PACKS_EXAMPLES = """\b
Examples:
  boundary-advisor knowledge show
  boundary-advisor knowledge show examples/packs/north-network
"""

SCHEMA_EXAMPLES = """\b
Examples:
  boundary-advisor knowledge schema
  boundary-advisor knowledge schema overlay-case-examples
"""

NEW_EXAMPLES = """\b
Examples:
  boundary-advisor knowledge new our-cities
  boundary-advisor knowledge new north --name north-cities
"""

Folders = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="DIR",
        help="The folders of packs, in the order in which they are laid over; a whole one first. "
        "Otherwise those named in BOUNDARY_ADVISOR_KNOWLEDGE.",
        show_default=False,
    ),
]

NewFolder = Annotated[
    str, typer.Argument(metavar="DIR", help="The folder to make.", show_default=False)
]

PackName = Annotated[
    str | None,
    typer.Option(
        "--name", metavar="NAME", help="The name of the pack. Otherwise that of the folder."
    ),
]

Schema = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME",
        help="The name of a schema; without it all are listed.",
        show_default=False,
        autocompletion=complete_schema,
    ),
]

CheckFormat = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="terminal|json", help="How to tell the problems."),
]


def check(
    folders: Folders = None,
    format_name: CheckFormat = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002  # typer makes a flag of it
) -> None:
    """Check packs, or the built-in knowledge: every problem at once, each with its place.

    Each problem stands on a line: file, line, column, what is wrong and how to mend it. The exit
    code is 3 where there are any.
    """
    from pathlib import Path

    from boundary_advisor.cli.options import folders_of, options_for
    from boundary_advisor.cli.publish import target, write
    from boundary_advisor.errors import KnowledgeError
    from boundary_advisor.output.formats import LISTS, Format
    from boundary_advisor.output.json_packs import check_json
    from boundary_advisor.packs.loading import examine
    from boundary_advisor.views.packs_page import check_text

    to = target(format_name, output, force=force, formats=LISTS, reads=folders_of(folders))
    paths = [Path(each) for each in folders_of(folders)]
    found = examine(paths)
    in_use = options_for(folders_of(folders), only=bool(found.kb and found.kb.head))
    write(check_json(found) if to.format is Format.JSON else check_text(found, in_use), to)
    if found.problems:
        raise typer.Exit(KnowledgeError.exit_code)


def show_packs(
    folders: Folders = None,
    format_name: FormatName = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002  # typer makes a flag of it
) -> None:
    """Show which knowledge is used, and what each pack adds, changes and retires."""
    from pathlib import Path

    from boundary_advisor.cli.options import folders_of
    from boundary_advisor.cli.publish import publish, target
    from boundary_advisor.errors import KnowledgeError
    from boundary_advisor.output.formats import View
    from boundary_advisor.output.json_packs import packs_json
    from boundary_advisor.packs.loading import AGAIN, examine
    from boundary_advisor.validation import in_short
    from boundary_advisor.views.packs_page import packs_document

    to = target(format_name, output, force=force, reads=folders_of(folders))
    paths = [Path(each) for each in folders_of(folders)]
    kb, problems = examine(paths)
    if kb is None or problems:
        raise KnowledgeError(*in_short(problems, AGAIN))
    publish(View(lambda: (packs_document(kb),), lambda: packs_json(kb)), to)


def schema(
    name: Schema = None,
    output: Output = None,
    force: Force = False,  # noqa: FBT002  # typer makes a flag of it
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Write the JSON Schema of a file, with which an editor completes and explains it.

    Those that begin with overlay are of the files that are laid over other knowledge; they offer
    the ids that are there. That of a programme file offers the challenges and questions.
    """
    from boundary_advisor.cli.options import folders_of, knowledge_of, pick
    from boundary_advisor.cli.publish import target, write
    from boundary_advisor.knowledge.guide import load_guide
    from boundary_advisor.output.formats import Format
    from boundary_advisor.packs.starter import SCHEMAS, as_text, schema_text
    from boundary_advisor.programme.programme_file import PROGRAMME, programme_schema

    to = target(
        None,
        output,
        force=force,
        default=Format.JSON,
        formats=(Format.JSON,),
        reads=folders_of(knowledge),
    )
    if name is None:
        listed = [f"{each}: {SCHEMAS[each].title}" for each in SCHEMAS]
        write("\n".join((*listed, f"{PROGRAMME}: Programme file", "")), to)
        return
    chosen = pick("schema", name, (*SCHEMAS, PROGRAMME))
    kb = knowledge_of(knowledge, only=only)
    if chosen == PROGRAMME:
        write(as_text(programme_schema(kb, load_guide(kb))), to)
    else:
        write(schema_text(chosen, kb), to)


def new(folder: NewFolder, name: PackName = None) -> None:
    """Begin a pack: a folder of files that explain themselves, with schemas for an editor.

    It is laid over the built-in knowledge, and changes nothing until you write into it.
    """
    from shlex import quote

    from boundary_advisor.cli.options import day_or_today
    from boundary_advisor.cli.pack_files import begin_pack
    from boundary_advisor.cli.streams import write_stdout
    from boundary_advisor.text import printable

    begun = begin_pack(folder, name, day_or_today(None))
    shown = printable(folder)
    told = f"Made the pack '{begun}' in '{shown}'.\nNext: edit its files, then run: "
    if code := write_stdout(f"{told}boundary-advisor knowledge check {quote(shown)}\n"):
        raise typer.Exit(code)
