"""Programme files: reading one or reporting all its problems, beginning one, and their schema."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from boundary_advisor.errors import KnowledgeError, Problem, ProgrammeError, UnresolvedNameError
from boundary_advisor.knowledge.names import find_challenge, find_size
from boundary_advisor.knowledge.provenance import retired_challenges
from boundary_advisor.knowledge.schemas import Shape, bare_schema, headed, shapes_in
from boundary_advisor.programme.csv_table import parse_csv
from boundary_advisor.programme.fields import Answer, Programme, ProgrammeSituation
from boundary_advisor.programme.yaml_edit import scalar
from boundary_advisor.text import did_you_mean, listing, lower_first, printable, show
from boundary_advisor.validation import fit, in_short
from boundary_advisor.yamlfile import MAX_FAULTS, Loc, ReadFile, parse_yaml, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.entry import Entry
    from boundary_advisor.knowledge.guide import Guide, Question
    from boundary_advisor.knowledge.models import Challenge, SizeClass

MAX_SITUATIONS = 2_000

_MAX_PARTS = 150_000  # of a YAML file: enough for so many situations with all of their fields

_MAX_NAME = 2_000  # characters: no name in the knowledge is longer

CSV = ".csv"

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")
"""Suffixes of files that only a spreadsheet program reads."""


class NamedProgramme(NamedTuple):
    """A programme with ids for names, and by id of a challenge its names under `applies`."""

    programme: Programme
    names: Mapping[str, tuple[str, ...]]


def load_programme(path: Path, kb: KnowledgeBase, guide: Guide) -> NamedProgramme:
    """Read a programme file: a table if its name ends in `.csv`, YAML otherwise.

    Raises:
        ProgrammeError: All problems of the file, each with its line and column.
    """
    problems: list[Problem] = []
    read = programme = None
    try:
        read = _read(path, problems)
        try:
            programme = fit(read, Programme)
        except KnowledgeError as error:  # wrong names are reported all the same
            problems += error.problems
        names = _NameResolver(kb, guide, read, problems)
    except KnowledgeError as error:
        problems += error.problems
    if problems or programme is None:
        hint = f"{_hint(path, problems)} {_otherwise(read, kb)}".rstrip()
        raise ProgrammeError(*in_short(problems, hint))
    return NamedProgramme(names.resolve(programme), names.applies)


def _otherwise(read: ReadFile | None, kb: KnowledgeBase) -> str:
    """Say whether names may be unknown because the file was made with other knowledge."""
    made_with = None if read is None else _name(_group(read.data).get("knowledge"))
    gone = sorted(retired_challenges(kb.layers))
    text = f"Packs have retired {', '.join(gone)}. " if gone else ""
    if made_with and made_with != kb.edition:
        text += f"It names the knowledge {show(made_with)}, and {kb.edition} is in use; "
        text += "packs are named with --knowledge, a whole one with --only."
    return text


def _group(data: object) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def _list(data: object) -> tuple[Any, ...]:
    return data if isinstance(data, tuple) else ()


def _text(data: object) -> str | None:
    return str(data) if isinstance(data, str | int) and str(data).strip() else None


def _name(data: object) -> str | None:
    """Return a name to look up; None for what fitting the model reports anyway."""
    text = _text(data) or ""
    return text if 0 < len(text) <= _MAX_NAME else None


def _read(path: Path, refused: list[Problem]) -> ReadFile:
    shown, ending = printable(str(path)), path.suffix.lower()
    if ending in WORKBOOKS:
        what, fix = "this is a workbook", "only a spreadsheet program reads it"
        raise KnowledgeError((Problem(shown, 0, 0, what, fix),))
    text = read_text(path, shown, refused)
    if ending == CSV:
        read = parse_csv(text, shown, refused, title=path.stem)
    else:
        read = parse_yaml(text, shown, refused, most=_MAX_PARTS)
    if (number := len(_list(_group(read.data).get("situations")))) > MAX_SITUATIONS:
        what, fix = f"there are {number:,} situations", f"a file holds {MAX_SITUATIONS:,}"
        raise KnowledgeError((read.problem(("situations", MAX_SITUATIONS), what, fix),))
    return read


def _hint(path: Path, problems: list[Problem]) -> str:
    """Say what to do about the problems of a file."""
    ending = path.suffix.lower()
    if ending in WORKBOOKS:
        return "Save the sheet as CSV UTF-8, and give that file."
    if not any(problem.line for problem in problems):
        return "Give a programme file, in YAML or CSV."
    return f"Mend the file{', save it as CSV UTF-8' if ending == CSV else ''}, then try again."


class _NameResolver:
    """Looks up the names in a file, and reports those that do not fit.

    It works on the plain data, so that wrong names are reported whatever else is wrong. `applies`
    holds the names under that field by the id of the challenge.
    """

    def __init__(
        self, kb: KnowledgeBase, guide: Guide, read: ReadFile, problems: list[Problem]
    ) -> None:
        self._kb = kb
        self._guide = guide
        self._read = read
        self._known = {challenge.id for challenge in kb.challenges}
        self._problems = problems
        top = _group(read.data)
        self._size = self._find(find_size, _name(top.get("city_size")), ("city_size",))
        self._challenges = self._situations(_list(top.get("situations")))
        self.applies = self._answers(_group(top.get("applies")))

    def resolve(self, programme: Programme) -> Programme:
        """Return the same programme with ids for names."""
        situations = zip(programme.situations, self._challenges, strict=True)
        update = {
            "applies": {id_: programme.applies[names[0]] for id_, names in self.applies.items()},
            "situations": tuple(
                each.model_copy(update={"challenge": id_}) for each, id_ in situations
            ),
        }
        if programme.city_size is not None:
            update["city_size"] = self._size
        return programme.model_copy(update=update)

    def _find(
        self,
        find: Callable[[KnowledgeBase, str], Challenge | SizeClass],
        name: str | None,
        loc: Loc,
        *,
        at_key: bool = False,
    ) -> str:
        if not name:
            return ""  # fitting the model reports a missing name
        try:
            return find(self._kb, name).id
        except UnresolvedNameError as error:
            end = "" if error.near else "."  # the nearest name is asked for with a question mark
            self._refuse(loc, f"{error.message}{end} {error.hint}", at_key=at_key)
            return name

    def _answers(self, answers: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        names: dict[str, tuple[str, ...]] = {}
        first: dict[str, str] = {}
        for name, written in answers.items():
            loc: Loc = ("applies", name)
            challenge = self._find(find_challenge, name, loc, at_key=True)
            answer = str(written).strip().lower()
            if first.setdefault(challenge, answer) != answer:
                self._refuse(loc, f"challenge '{challenge}' is answered twice", "keep one of them")
            elif answer == Answer.NO and challenge in self._challenges:
                what = f"challenge '{challenge}' has a situation, so it applies"
                self._refuse(loc, what, "change one")
            names[challenge] = (*names.get(challenge, ()), name)
        return names

    def _situations(self, situations: tuple[Any, ...]) -> list[str]:
        """Return the id of the challenge of each situation."""
        challenges: list[str] = []
        seen: set[tuple[str, str | None]] = set()
        for i, fields in enumerate(map(_group, situations)):
            top: Loc = ("situations", i)
            name = _name(fields.get("challenge"))
            challenge = self._find(find_challenge, name, (*top, "challenge"))
            for question in _group(fields.get("signs")):
                self._check_sign(challenge, question, (*top, "signs", question))
            initiative = _text(fields.get("initiative"))
            if challenge and (challenge, initiative) in seen:
                of = f"for {show(initiative)}" if initiative else "without an initiative"
                what = f"challenge {show(challenge)} is there twice {of}"
                self._refuse(top, what, "give each an initiative of its own")
            seen.add((challenge, initiative))
            challenges.append(challenge)
        return challenges

    def _check_sign(self, challenge: str, question: str, loc: Loc) -> None:
        known = self._guide.questions.get(question)
        if known is None:
            fix = did_you_mean(question, self._guide.questions) or "take it out"
            self._refuse(loc, f"there is no question {show(question)}", fix, at_key=True)
        elif not known.is_asked_of(challenge) and challenge in self._known:
            what = f"question '{question}' is not asked of challenge '{challenge}'"
            self._refuse(loc, what, "take it out", at_key=True)

    def _refuse(self, loc: Loc, what: str, fix: str = "", *, at_key: bool = False) -> None:
        self._problems.append(self._read.problem(loc, what, fix, at_key=at_key))
        if len(self._problems) > 2 * MAX_FAULTS:  # faults of shape may be half of them
            raise KnowledgeError((self._read.problem((), "too many faults to look at them all"),))


_HEAD = """\
# A programme file, begun by the interview: boundary-advisor assess
# You can change it by hand. The interview keeps your comments and what you write.
#
"""

_WIDTH = 83  # columns of an explanation


def begin_file(kb: KnowledgeBase, name: str, on: date) -> str:
    """Return the text of a new programme file: comments that explain each field, and the name."""
    sizes = listing([size.id for size in kb.sizes], "or")
    head = [line for model in (Programme, ProgrammeSituation) for line in _explain(model, sizes)]
    version = json.dumps(kb.edition)  # in quotes, as other programs would read a number
    known = f"programme: {scalar(name)}\nassessed: {on.isoformat()}\nknowledge: {version}\n"
    return f"{_HEAD}{''.join(head)}\n{known}"


def _explain(model: type[Entry], sizes: str) -> Iterator[str]:
    """Yield a line of comment for each field of a model, or more if its words need them."""
    indent = "  " if model is ProgrammeSituation else ""
    for name, field in model.model_fields.items():
        words = lower_first(str(field.description).removesuffix(".")).format(size=sizes)
        first, *others = wrap(words, _WIDTH, break_on_hyphens=False)
        yield f"# {indent + name:<15}{first}\n"
        yield from (f"#{' ' * 16}{line}\n" for line in others)


PROGRAMME = "programme"
"""The name of the schema."""


def programme_schema(kb: KnowledgeBase, guide: Guide) -> Shape:
    """Return the JSON Schema of a programme file.

    It accepts every file that `load_programme` reads, and some more: a schema cannot look up names
    or compare fields. An editor offers the names in the knowledge, and the questions as signs.
    """
    whole, parts = bare_schema(Programme)
    _as_read([whole, parts])
    fields, situation = whole["properties"], parts["ProgrammeSituation"]["properties"]
    challenges = {each.id: f"{each.title} ({each.number})" for each in kb.challenges}
    _offer(situation["challenge"], challenges)
    _offer(situation["advised"], {each.id: each.name for each in kb.strategies})
    _offer(fields["city_size"], {each.id: f"{each.title}: {each.population}" for each in kb.sizes})
    _offer_answers(fields["applies"], challenges)
    _offer_answers(situation["signs"], {id_: _ask(each) for id_, each in guide.questions.items()})
    situation["signs"]["additionalProperties"] = False
    size = fields["city_size"]["description"]
    fields["city_size"]["description"] = size.format(size="Id of a class of city size")
    for axis in kb.axes:
        ends = (f"{level.capitalize()}: {axis.end(level).meaning}" for level in axis.levels)
        situation[axis.name]["description"] += f" {' '.join(ends)}"
    return headed(PROGRAMME, "Programme file", whole, parts)


def _as_read(parts: object) -> None:
    """Allow what is read before the models see it: a number as a name, a blank as an empty part."""
    for shape in shapes_in(parts):
        if shape.get("pattern") == r"\S":
            shape["type"] = ["string", "integer"]
        if shape.get("format") == "date":
            shape["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        if shape.get("type") == "array" or isinstance(shape.get("additionalProperties"), dict):
            shape["type"] = [shape["type"], "null"]


def _offer(field: Shape, known: dict[str, str]) -> None:
    """Offer ids, each with its title, beside what the field allows already."""
    words = field.pop("description")
    allowed = field.get("anyOf") or [dict(field)]
    field.clear()
    offered = [{"const": id_, "description": title} for id_, title in known.items()]
    field |= {"anyOf": [*offered, *allowed], "description": words}


def _offer_answers(field: Shape, known: dict[str, str]) -> None:
    answer = {"$ref": "#/$defs/Answer"}
    field["properties"] = {id_: {**answer, "description": text} for id_, text in known.items()}


def _ask(question: Question) -> str:
    of = f" Asked of {listing(list(question.challenges))} only." if question.challenges else ""
    return f"{question.text}{of}"
