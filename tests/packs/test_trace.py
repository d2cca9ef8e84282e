"""A fault of the whole is put to the entry of the pack that brought it, or to the pack itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from boundary_advisor.packs.draft import KnowledgeDraft
from boundary_advisor.packs.loading import read_pack
from boundary_advisor.packs.overlay import Overlay
from boundary_advisor.validation import Fault
from tests.support.knowledge import orchard
from tests.support.models import CASES, CHALLENGES, STRATEGIES, PackKind
from tests.support.packs import of_everything, write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.models import Loc

KB = orchard().kb
LAST = len(KB.files.strategies.strategies[0].tactics)


@pytest.mark.parametrize(
    ("file", "loc", "to"),
    [
        (CHALLENGES, ("challenges", 1, "title"), ("override", "challenges", 0, "title")),
        (CHALLENGES, ("challenges", 3, "signs", 0), ("add", "challenges", 0, "signs", 0)),
        (STRATEGIES, ("strategies", 3, "purpose"), ("override", "strategies", 0, "purpose")),
        (STRATEGIES, ("strategies", 0, "tactics", LAST, "id"), ("add", "tactics", 0, "id")),
        (STRATEGIES, ("strategies", 1, "cells", 3), ("add", "cells", 1)),
        (
            STRATEGIES,
            ("strategies", 0, "tactics", 0, "serves", 2, "challenge"),
            ("add", "services", 0, "challenge"),
        ),
        (CASES, ("cities", 3), ("add", "cities", 0)),
        (CASES, ("cases", 7, "tactics", 0), ("add", "cases", 0, "tactics", 0)),
    ],
)
def test_a_fault_is_put_to_what_the_pack_gives(
    file: str, loc: Loc, to: Loc, tmp_path: Path
) -> None:
    assert _traced(tmp_path, Fault(file, loc, "no")) == Fault(file, to, "no")


@pytest.mark.parametrize(
    "loc",
    [
        ("strategies",),
        ("grounds", 0, "rule"),
        ("strategies", 0, "tactics", 0, "serves", 0),
        ("strategies", 2, "cells"),
        ("strategies", 3, "tactics", 0, "summary"),  # the pack overrides the strategy, not this
    ],
)
def test_what_the_pack_does_not_give_is_put_to_its_file(loc: Loc, tmp_path: Path) -> None:
    told = "no (this pack makes it so)"
    assert _traced(tmp_path, Fault(STRATEGIES, loc, "no")) == Fault(STRATEGIES, (), told)


def _traced(folder: Path, fault: Fault) -> Fault:
    pack = read_pack(write_pack(folder / "ours", of_everything(KB)), PackKind.OVERLAY)
    draft = KnowledgeDraft(KB.files)
    overlay = Overlay(draft, pack)
    overlay.lay()
    assert overlay.faults == []
    return overlay.trace(fault, draft.files())
