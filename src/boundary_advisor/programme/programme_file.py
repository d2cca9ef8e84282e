"""A programme file -> the programme, or every problem at once; a new file, and its JSON Schema."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from boundary_advisor.errors import KnowledgeError, Problem, ProgrammeError, UsageError
from boundary_advisor.knowledge.names import find_challenge, find_size
from boundary_advisor.knowledge.provenance import retired_in
from boundary_advisor.knowledge.schemas import Plain, Shape, headed, shapes_in
from boundary_advisor.programme.csv_table import read_csv
from boundary_advisor.programme.programme import Answer, Programme, ProgrammeSituation
from boundary_advisor.programme.yaml_edit import scalar
from boundary_advisor.text import did_you_mean, listing, lower_first, printable, show
from boundary_advisor.validation import fit, in_short
from boundary_advisor.yamlfile import MAX_FAULTS, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.entry import Entry
    from boundary_advisor.knowledge.guide import Guide, Question
    from boundary_advisor.validation import Located
    from boundary_advisor.yamlfile import Loc

MAX_SITUATIONS = 2_000

_MAX_PARTS = 150_000  # of a YAML file: enough for so many situations with all of their fields

_MAX_NAME = 2_000  # characters: no name in the knowledge is longer

CSV = ".csv"

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")
"""How files end that only a spreadsheet program can read."""


def load_programme(path: Path, kb: KnowledgeBase, guide: Guide) -> Programme:
    """Read a programme file: YAML, or a table where its name ends in `.csv`.

    Args:
        path: Where the file lies.
        kb: The knowledge that its names are looked up in.
        guide: The questions that its signs answer.

    Returns:
        The programme, with ids for whatever names the file gives.

    Raises:
        ProgrammeError: All problems of the file, each with its line and column.
    """
    problems: list[Problem] = []
    read: Located | None = None
    try:
        read = _read(path, problems)
        _check_size(read)
        resolver = _Resolver(kb, guide, read, problems)
        programme = resolver.resolve(_shape(read, problems))
    except KnowledgeError as error:
        problems += error.problems
    if problems:
        hint = _hint(path, problems)
        raise ProgrammeError(*in_short(problems, f"{hint} {_otherwise(read, kb)}".rstrip()))
    return programme


def _otherwise(read: Located | None, kb: KnowledgeBase) -> str:
    """Say that a file was made with other knowledge, where that may be why names are not known."""
    made_with = None if read is None else _name(_group(read.data).get("knowledge"))
    gone = sorted(retired_in(kb.layers, "challenge"))
    told = f"Packs have retired {', '.join(gone)}. " if gone else ""
    if made_with and made_with != kb.edition:
        told += f"It names the knowledge {show(made_with)}, and {kb.edition} is in use; "
        told += "packs are named with --knowledge, a whole one with --only."
    return told


def _check_size(read: Located) -> None:
    """Refuse what is no programme of any city before time is spent on it."""
    top = _group(read.data)
    situations = _list(top.get("situations"))
    if len(situations) > MAX_SITUATIONS:
        loc: Loc = ("situations", MAX_SITUATIONS)
        what, fix = f"there are {len(situations):,} situations", f"a file holds {MAX_SITUATIONS:,}"
        raise KnowledgeError((read.problem(loc, what, fix),))


def _shape(read: Located, problems: list[Problem]) -> Programme:
    """Make a programme of what was read; where it does not fit, as far as it does."""
    try:
        return fit(read, Programme)
    except KnowledgeError as error:
        problems += error.problems
        return _partly(read.data)


def _partly(data: object) -> Programme:
    """Take from data what can be looked up by name, whatever the rest is like."""
    top = _group(data)
    return Programme.model_construct(
        programme="",
        city_size=_name(top.get("city_size")),
        applies=_group(top.get("applies")),
        situations=tuple(map(_situation, _list(top.get("situations")))),
    )


def _situation(data: object) -> ProgrammeSituation:
    fields = _group(data)
    return ProgrammeSituation.model_construct(
        challenge=_name(fields.get("challenge")) or "",
        initiative=_text(fields.get("initiative")),
        signs=_group(fields.get("signs")),
    )


def _group(data: object) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def _list(data: object) -> tuple[Any, ...]:
    return data if isinstance(data, tuple) else ()


def _text(data: object) -> str | None:
    return str(data) if isinstance(data, str | int) and str(data).strip() else None


def _name(data: object) -> str | None:
    """Take a text for a name in the knowledge; that it is too long for one has been told."""
    text = _text(data) or ""
    return text if 0 < len(text) <= _MAX_NAME else None


def _read(path: Path, refused: list[Problem]) -> Located:
    shown, ending = printable(str(path)), path.suffix.lower()
    if ending in WORKBOOKS:
        what, fix = "this is a workbook", "only a spreadsheet program reads it"
        problem = Problem(shown, 0, 0, what, fix)
        raise KnowledgeError((problem,))
    if ending == CSV:
        return read_csv(path, shown)
    return read_yaml(path, shown, refused, most=_MAX_PARTS)


def _hint(path: Path, problems: list[Problem]) -> str:
    """Say what to do next: about what stands in the file, or about the file as such."""
    ending = path.suffix.lower()
    if ending in WORKBOOKS:
        return "Save the sheet as CSV UTF-8, and give that file."
    if not any(problem.line for problem in problems):
        return "Give a programme file, in YAML or CSV."
    return f"Mend the file{', save it as CSV UTF-8' if ending == CSV else ''}, then try again."


class _Resolver:
    """Looks up the names in a programme, and notes what does not fit."""

    def __init__(
        self, kb: KnowledgeBase, guide: Guide, read: Located, problems: list[Problem]
    ) -> None:
        self._kb = kb
        self._guide = guide
        self._read = read
        self._known = {each.id for each in kb.challenges}
        self._problems = problems

    def resolve(self, raw: Programme) -> Programme:
        """Give the same programme with ids for names."""
        situations = tuple(self._situation(i, each) for i, each in enumerate(raw.situations))
        resolved = raw.model_copy(
            update={
                "city_size": self._size(raw.city_size),
                "applies": self._applies(raw, situations),
                "situations": situations,
            }
        )
        self._check_doubles(situations)
        return resolved

    def _size(self, name: str | None) -> str | None:
        if name is None:
            return None
        try:
            return find_size(self._kb, name).id
        except UsageError as error:
            self._refuse(("city_size",), error)
            return None

    def _challenge(self, name: str, loc: Loc, *, at_key: bool = False) -> str:
        if not name:
            return name  # that it is missing has been told
        try:
            return find_challenge(self._kb, name).id
        except UsageError as error:
            self._refuse(loc, error, at_key=at_key)
            return name

    def _applies(
        self, raw: Programme, situations: tuple[ProgrammeSituation, ...]
    ) -> dict[str, Answer]:
        told = {each.challenge for each in situations}
        applies: dict[str, Answer] = {}
        for name, answer in raw.applies.items():
            loc: Loc = ("applies", name)
            challenge = self._challenge(name, loc, at_key=True)
            if challenge in applies and applies[challenge] != answer:
                self._refuse(loc, f"challenge '{challenge}' is answered twice", "keep one of them")
            elif answer == Answer.NO and challenge in told:
                what = f"challenge '{challenge}' has a situation, so it applies"
                self._refuse(loc, what, "change one")
            applies[challenge] = answer
        return applies

    def _situation(self, place: int, raw: ProgrammeSituation) -> ProgrammeSituation:
        top: Loc = ("situations", place)
        challenge = self._challenge(raw.challenge, (*top, "challenge"))
        for question in raw.signs:
            self._check_sign(challenge, question, (*top, "signs", question))
        return raw.model_copy(update={"challenge": challenge})

    def _check_sign(self, challenge: str, question: str, loc: Loc) -> None:
        known = self._guide.questions.get(question)
        if known is None:
            fix = did_you_mean(question, self._guide.questions) or "take it out"
            self._refuse(loc, f"there is no question {show(question)}", fix, at_key=True)
        elif not known.is_asked_of(challenge) and challenge in self._known:
            what = f"question '{question}' is not asked of challenge '{challenge}'"
            self._refuse(loc, what, "take it out", at_key=True)

    def _check_doubles(self, situations: tuple[ProgrammeSituation, ...]) -> None:
        seen: set[tuple[str, str | None]] = set()
        for i, each in enumerate(situations):
            key = (each.challenge, each.initiative)
            if key in seen and each.challenge:
                of = f"for {show(each.initiative)}" if each.initiative else "without an initiative"
                message = f"challenge {show(each.challenge)} is there twice {of}"
                self._refuse(("situations", i), message, "give each an initiative of its own")
            seen.add(key)

    def _refuse(
        self, loc: Loc, what: str | UsageError, fix: str = "", *, at_key: bool = False
    ) -> None:
        if isinstance(what, UsageError):
            mark = "" if what.message.endswith("?") else "."
            what = f"{what.message}{mark} {what.hint}"
        self._problems.append(self._read.problem(loc, what, fix, at_key=at_key))
        if len(self._problems) > 2 * MAX_FAULTS:  # what has the wrong shape may be half of them
            raise KnowledgeError((self._read.problem((), "too many faults to look at them all"),))


_HEAD = """\
# A programme file, begun by the interview: boundary-advisor assess
# You can change it by hand. The interview keeps your comments and what you write.
#
"""

_WIDTH = 83  # columns for what a field means


def begin_file(kb: KnowledgeBase, name: str, on: date) -> str:
    """Begin a programme file: a head that explains each field, and what is known already.

    Args:
        kb: The knowledge that the programme is assessed with.
        name: The name of the programme; any text.
        on: The day of the assessment.
    """
    sizes = listing([size.id for size in kb.sizes], "or")
    head = [line for model in (Programme, ProgrammeSituation) for line in _explain(model, sizes)]
    version = json.dumps(kb.edition)  # in quotes, as other programs would read a number
    known = f"programme: {scalar(name)}\nassessed: {on.isoformat()}\nknowledge: {version}\n"
    return f"{_HEAD}{''.join(head)}\n{known}"


def _explain(model: type[Entry], sizes: str) -> Iterator[str]:
    """Give a line of comment for each field of a model, or more where its words need them."""
    indent = "  " if model is ProgrammeSituation else ""
    for name, field in model.model_fields.items():
        words = lower_first(str(field.description).removesuffix(".")).format(size=sizes)
        first, *others = wrap(words, _WIDTH, break_on_hyphens=False)
        yield f"# {indent + name:<15}{first}\n"
        yield from (f"#{' ' * 16}{line}\n" for line in others)


PROGRAMME = "programme"
"""The name of the schema."""

_ANSWER = {"$ref": "#/$defs/Answer"}

_NULL = "null"


def programme_schema(kb: KnowledgeBase, guide: Guide) -> Shape:
    """Describe what a programme file may hold.

    It lets all through that `load_programme` reads. What takes looking up names or comparing
    fields, such as a question that is not asked of the challenge, it lets through too.

    Args:
        kb: The knowledge whose names an editor shall offer.
        guide: The questions that it shall offer as signs.
    """
    whole: Shape = Programme.model_json_schema(schema_generator=Plain)
    parts: Shape = whole.pop("$defs")
    situation: Shape = parts["ProgrammeSituation"]
    _as_read([whole, parts])
    _offer_names(kb, guide, whole["properties"], situation["properties"])
    size = whole["properties"]["city_size"]
    size["description"] = size["description"].format(size="Id of a class of city size")
    for axis, levels in _levels(kb):
        situation["properties"][axis]["description"] += f" {levels}"
    return headed(PROGRAMME, "Programme file", whole, parts)


def _as_read(parts: object) -> None:
    """Allow what is read before the models see it: a number as a name, a blank as an empty part."""
    for shape in shapes_in(parts):
        shape.pop("title", None)
        if shape.get("pattern") == r"\S":
            shape["type"] = ["string", "integer"]
        if shape.get("format") == "date":
            shape["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        if shape.get("type") == "array" or isinstance(shape.get("additionalProperties"), dict):
            shape["type"] = [shape["type"], _NULL]


def _offer_names(kb: KnowledgeBase, guide: Guide, whole: Shape, situation: Shape) -> None:
    """Put ids where names are looked up; of challenges and sizes, any other name stays allowed."""
    challenges = [(each.id, f"{each.title} ({each.number})") for each in kb.challenges]
    sizes = [(each.id, f"{each.title}: {each.population}") for each in kb.sizes]
    _offer(situation, "challenge", challenges)
    _offer(whole, "city_size", sizes)
    _offer(situation, "advised", [(each.id, each.name) for each in kb.strategies])
    whole["applies"]["properties"] = {name: _answer(words) for name, words in challenges}
    situation["signs"]["properties"] = {
        each.id: _answer(_question(each)) for each in guide.questions.values()
    }
    situation["signs"]["additionalProperties"] = False


def _offer(fields: Shape, name: str, known: Iterable[tuple[str, str]]) -> None:
    words = fields[name].pop("description")
    allowed = fields[name].get("anyOf", [fields[name]])
    offered = [{"const": entry, "description": title} for entry, title in known]
    fields[name] = {"anyOf": [*offered, *allowed], "description": words}


def _answer(words: str) -> Shape:
    return {**_ANSWER, "description": words}


def _question(question: Question) -> str:
    of = f" Asked of {listing(list(question.challenges))} only." if question.challenges else ""
    return f"{question.text}{of}"


def _levels(kb: KnowledgeBase) -> Iterator[tuple[str, str]]:
    threat, horizon = kb.threat, kb.horizon
    yield "threat", f"Low: {threat.low.meaning} High: {threat.high.meaning}"
    yield "horizon", f"Short: {horizon.short.meaning} Long: {horizon.long.meaning}"
