"""What a pack may not retire: the last of what the knowledge cannot be without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.knowledge.files import Finding
from boundary_advisor.knowledge.packs.head import HEAD
from boundary_advisor.knowledge.packs.shapes import CASE, CHALLENGE, CITY, STRATEGY, TACTIC

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from boundary_advisor.knowledge.packs.draft import Draft


def find_emptied(draft: Draft, files: Container[str]) -> Iterator[Finding]:
    """Find lists of which nothing is left.

    Args:
        draft: The knowledge, with the pack laid over it.
        files: Names of the pack's files, one of which will have emptied the list.
    """
    for kind in (CHALLENGE, CITY, CASE):
        if not draft.of(kind):
            file = kind.file if kind.file in files else HEAD
            yield Finding(file, (), f"no {kind.name} is left; keep one, or add one")
    owners = {draft.owners[str(name)] for (name,) in draft.of(TACTIC)}
    for strategy in (str(name) for (name,) in draft.of(STRATEGY)):
        if strategy not in owners:
            file = TACTIC.file if TACTIC.file in files else HEAD
            message = f"strategy '{strategy}' has no tactic left; keep one, or add one"
            yield Finding(file, (), message)
