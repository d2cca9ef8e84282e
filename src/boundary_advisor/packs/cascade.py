"""Cascade: drop references to retired entries, and refuse to retire the last of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from boundary_advisor.knowledge.provenance import HEAD, Act, Effect
from boundary_advisor.packs.changes import field_changes, title_of
from boundary_advisor.packs.pack import (
    CASE,
    CELL,
    CHALLENGE,
    CITY,
    SERVICE,
    STRATEGY,
    TACTIC,
    Key,
    Kind,
)
from boundary_advisor.validation import Fault

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from boundary_advisor.knowledge.entry import Traced
    from boundary_advisor.knowledge.models import Case, Challenge, Tactic
    from boundary_advisor.packs.changes import Draft

Gone: TypeAlias = dict[Kind, dict[Key, "Traced"]]
"""What was retired, kind by kind, as it was."""


def follow(draft: Draft, gone: Gone, pack: str) -> list[Effect]:
    """Take out every mention of what was retired, and what is left without a purpose.

    A tactic that served nothing else goes, and so does a case that showed nothing else, or was
    told of no other city. What the pack itself adds is left as it is: there it is a mistake.

    Args:
        draft: The knowledge, which is changed.
        gone: What was retired; what follows is added.
        pack: Name of the pack that retired it.
    """
    if not gone:
        return []
    return [
        *_challenges(draft, gone, pack),
        *_tactics(draft, gone, pack),
        *_cases(draft, gone, pack),
    ]


def _names(gone: Gone, kind: Kind) -> set[str | int]:
    return {key[0] for key in gone.get(kind, {})}


def _challenges(draft: Draft, gone: Gone, pack: str) -> Iterator[Effect]:
    names = _names(gone, CHALLENGE)
    for strategy, of in [key for key in draft.of(CELL) if key[1] in names]:
        del draft.of(CELL)[strategy, of]
        why = "it is retired too, as its challenge is"
        yield Effect(Act.FOLLOWED, CELL.name, f"{strategy}, {of}", why=why)
    challenge: Challenge
    for key, challenge in draft.of(CHALLENGE).items():
        left = tuple(each for each in challenge.confused_with if each.challenge not in names)
        if left != challenge.confused_with and challenge.origin.pack != pack:
            why = "what it was easily confused with is retired"
            yield _change(draft, CHALLENGE, key, {"confused_with": left}, why)


def _tactics(draft: Draft, gone: Gone, pack: str) -> Iterator[Effect]:
    names = _names(gone, CHALLENGE)
    tactic: Tactic
    for key, tactic in list(draft.of(TACTIC).items()):
        left = tuple(each for each in tactic.serves if each.challenge not in names)
        if left == tactic.serves or tactic.origin.pack == pack:
            continue
        if left or tactic.general:
            why = "a challenge that it served is retired"
            yield _change(draft, TACTIC, key, {"serves": left}, why)
        else:
            gone.setdefault(TACTIC, {})[key] = draft.of(TACTIC).pop(key)
            why = "it is retired too, as it served nothing else"
            yield Effect(Act.FOLLOWED, TACTIC.name, tactic.id, tactic.title, why=why)


def _cases(draft: Draft, gone: Gone, pack: str) -> Iterator[Effect]:
    case: Case
    for key, case in list(draft.of(CASE).items()):
        left = _left_of(case, draft, gone)
        if case.origin.pack == pack or all(getattr(case, name) == left[name] for name in left):
            continue
        if _is_pointless(case, left):
            del draft.of(CASE)[key]
            why = "it is retired too, as it showed nothing else"
            yield Effect(Act.FOLLOWED, CASE.name, case.id, why=why)
        else:
            why = "it names no longer what is retired"
            yield _change(draft, CASE, key, left, why)


def _left_of(case: Case, draft: Draft, gone: Gone) -> dict[str, tuple[Any, ...]]:
    """Give what a case still names, field by field."""
    cities, challenges = _names(gone, CITY), _names(gone, CHALLENGE)
    told = tuple(each for each in case.challenges if each not in challenges)
    loosened = _names(gone, SERVICE) | (set(case.tactics) if told != case.challenges else set())
    idle = _names(gone, TACTIC) | {
        each for each in loosened & set(case.tactics) if not _fits(draft, str(each), told)
    }
    return {
        "cities": tuple(each for each in case.cities if each not in cities),
        "challenges": told,
        "tactics": tuple(each for each in case.tactics if each not in idle),
    }


def _fits(draft: Draft, tactic_id: str, challenges: tuple[str, ...]) -> bool:
    """Say whether a tactic serves one of the challenges of a case, or any."""
    tactic: Tactic | None = draft.of(TACTIC).get((tactic_id,))
    if tactic is None or tactic.general or not challenges:
        return True
    return any(service.challenge in challenges for service in tactic.serves)


def _is_pointless(case: Case, left: dict[str, tuple[Any, ...]]) -> bool:
    nowhere = bool(case.cities) and not left["cities"]
    shows_nothing = bool(case.tactics) and not left["tactics"]
    return nowhere or shows_nothing or not (left["tactics"] or left["challenges"])


def _change(
    draft: Draft, kind: Kind, key: Key, left: dict[str, tuple[Any, ...]], why: str
) -> Effect:
    """Leave an entry with what it still names, and without losing its origin."""
    old: Traced = draft.of(kind)[key]
    fields = {name: value for name, value in left.items() if value != getattr(old, name)}
    draft.of(kind)[key] = old.model_copy(update=fields)
    changes = field_changes(old, fields)
    return Effect(Act.FOLLOWED, kind.name, str(key[0]), title_of(old), changes, why)


def find_emptied(draft: Draft, files: Container[str]) -> Iterator[Fault]:
    """Find lists of which nothing is left.

    Args:
        draft: The knowledge, with the pack laid over it.
        files: Names of the pack's files, one of which will have emptied the list.
    """
    for kind in (CHALLENGE, CITY, CASE):
        if not draft.of(kind):
            file = kind.file if kind.file in files else HEAD
            yield Fault(file, (), f"no {kind.name} is left", "keep one, or add one")
    owners = {draft.owners[str(name)] for (name,) in draft.of(TACTIC)}
    for strategy in (str(name) for (name,) in draft.of(STRATEGY)):
        if strategy not in owners:
            file = TACTIC.file if TACTIC.file in files else HEAD
            message = f"strategy '{strategy}' has no tactic left"
            yield Fault(file, (), message, "keep one, or add one")
