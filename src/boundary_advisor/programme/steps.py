"""The steps of the interview, the answers that a file holds, and the edits that write them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from boundary_advisor.knowledge.names import find_challenge
from boundary_advisor.programme.models import Answer
from boundary_advisor.programme.yaml_edit import append_item, set_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.files import Loc
    from boundary_advisor.programme.models import Programme, ProgrammeSituation
    from boundary_advisor.programme.yaml_edit import Plain


class Kind(StrEnum):
    """What a step asks for."""

    PROGRAMME = "programme"
    CITY_SIZE = "city_size"
    APPLIES = "applies"
    SIGN = "sign"
    OWNER = "owner"


CAN_BE_BLANK = frozenset({Kind.CITY_SIZE, Kind.OWNER})
"""What may be answered with nothing: the city size does not matter, nobody owns it yet."""


class Step(NamedTuple):
    """One thing that the interview asks.

    Attributes:
        kind: What it asks for.
        challenge: Id of the challenge; empty where it is about the whole programme.
        initiative: The initiative of the situation, where it is about one.
        question: Id of the question, where it asks for a sign.
    """

    kind: Kind
    challenge: str = ""
    initiative: str | None = None
    question: str = ""


Replies: TypeAlias = "Mapping[Step, str]"
"""Step -> the answer as a file holds it; empty where it was left blank."""


class Edit(NamedTuple):
    """A change in a programme file: a field set to a value, or an entry added to a list."""

    loc: Loc
    value: Plain | Mapping[str, Plain]
    is_entry: bool = False


class Sheet(NamedTuple):
    """A programme, and what only its file tells.

    Attributes:
        programme: The programme.
        is_sized: Whether the file says something of the city size, if only a blank.
        names: Id of a challenge -> all that the file calls it under `applies`.
    """

    programme: Programme
    is_sized: bool
    names: Mapping[str, tuple[str, ...]]


def sheet_of(programme: Programme, data: object, kb: KnowledgeBase) -> Sheet:
    """Put a programme together with the data of its file that it was made from."""
    fields = data if isinstance(data, dict) else {}
    names: dict[str, tuple[str, ...]] = {}
    for name in fields.get("applies") or ():
        challenge = find_challenge(kb, name).id
        names[challenge] = (*names.get(challenge, ()), name)
    return Sheet(programme, "city_size" in fields, names)


def replies_in(sheet: Sheet) -> dict[Step, str]:
    """Give every answer that a file holds. A challenge with a situation applies."""
    programme = sheet.programme
    held = {Step(Kind.PROGRAMME): programme.programme}
    if sheet.is_sized:
        held[Step(Kind.CITY_SIZE)] = programme.city_size or ""
    held |= {Step(Kind.APPLIES, name): str(told) for name, told in programme.applies.items()}
    for situation in programme.situations:
        held[Step(Kind.APPLIES, situation.challenge)] = Answer.YES.value
        held |= replies_on(situation)
    return held


def replies_on(situation: ProgrammeSituation) -> dict[Step, str]:
    """Give every answer that a situation of a file holds; a blank owner is one too."""
    key = situation.challenge, situation.initiative
    held = {Step(Kind.SIGN, *key, name): str(told) for name, told in situation.signs.items()}
    if "owner" in situation.model_fields_set:
        held[Step(Kind.OWNER, *key)] = situation.owner or ""
    return held


def written(text: str, edits: Iterable[Edit]) -> str:
    """Bring the text of a programme file up to date.

    Raises:
        EditError: One of the edits cannot be made in this text.
    """
    for loc, value, is_entry in edits:
        if is_entry and value and not isinstance(value, str):
            text = append_item(text, loc, value)
        else:
            text = set_field(text, loc, value)
    return text
