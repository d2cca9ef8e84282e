"""What the knowledge changed between two programmes, apart from what the situations did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.programme.comparing.model import Editions, Otherwise
from boundary_advisor.text import listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.programme.placing import Placed
    from boundary_advisor.programme.programme import Programme


def editions_of(
    kb: KnowledgeBase,
    old: tuple[Programme, Sequence[Placed]],
    new: tuple[Programme, Sequence[Placed]],
) -> Editions:
    """Compare the knowledge of two programmes with the one in use.

    Args:
        kb: The knowledge in use, with which both programmes were placed.
        old: The old programme, and its situations.
        new: The new one, likewise.
    """
    in_use, then, now = kb.edition, old[0].knowledge, new[0].knowledge
    return Editions(
        in_use=in_use,
        old=then,
        new=now,
        text=f"Both files are read with version {in_use} here. {_versions(in_use, then, now)}",
        otherwise=(
            *otherwise_of(kb, old[1], then, is_old=True),
            *otherwise_of(kb, new[1], now, is_old=False),
        ),
    )


def _versions(in_use: str, then: str | None, now: str | None) -> str:
    if then == now == in_use:
        return "Both were assessed with it, so nothing here comes from a change of the knowledge."
    if then == now:
        made = f"Both were assessed with version {now}" if now else "Neither names its version"
    else:
        made = f"The old one {_with(then, in_use)}, the new one {_with(now, in_use)}"
    return (
        f"{made}. What was advised then may have been something else; what moved comes from the "
        "files alone."
    )


def _with(version: str | None, in_use: str) -> str:
    if version is None:
        return "does not say with which it was assessed"
    return f"was assessed with {'it' if version == in_use else f'version {version}'}"


def otherwise_of(
    kb: KnowledgeBase, situations: Sequence[Placed], version: str | None, *, is_old: bool
) -> Iterator[Otherwise]:
    """Find advice on record that is not what is advised for the same levels now.

    Args:
        kb: The knowledge in use.
        situations: The situations, placed with it.
        version: The version of the knowledge that they were assessed with.
        is_old: Whether they are of the old one of two programmes.
    """
    known = {each.id: each for each in kb.strategies}
    for placed in situations:
        advised = placed.given.advised
        possible = {answer.strategy.id: answer.strategy.name for answer in placed.answers}
        if advised is None or advised in possible:
            continue
        strategy = known.get(advised)
        name = f"'{advised}'" if strategy is None else strategy.name
        today = listing(list(possible.values()), "or")
        text = f"On record is the advice {name}; for the levels in the file it is {today} now."
        if strategy is None:
            text += f" Version {kb.edition} knows no strategy of that name."
        elif version == kb.edition:
            text += " The version is the same, so the file was edited after that advice."
        else:
            text += " So the knowledge has changed, or the file was edited after that advice."
        yield Otherwise(placed, is_old, advised, strategy, text)
