"""Folders in, knowledge out: in order, each once, and with the whole one first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from boundary_advisor import KnowledgeError, UsageError, load_knowledge, load_with_packs
from boundary_advisor.packs.loading import AGAIN
from tests.support.packs import over_orchard, strategies, write_orchard, write_pack

if TYPE_CHECKING:
    from pathlib import Path


def _tea(title: str) -> dict[str, object]:
    over = {"id": "tea-break", "title": title, "source": "Visit"}
    return dict(strategies(override={"tactics": [over]}))


def test_without_a_pack_it_is_the_built_in_knowledge() -> None:
    assert load_with_packs([]).files == load_knowledge().files
    with pytest.raises(UsageError, match="no whole pack is given"):
        load_with_packs([], only=True)


def test_a_whole_pack_alone_has_its_head_and_no_marks(tmp_path: Path) -> None:
    kb = load_with_packs([write_orchard(tmp_path / "orchard")], only=True)
    assert kb.head is not None
    assert (kb.head.name, kb.head.edition, kb.layers) == ("orchard", "orchard 0.1", ())
    assert kb.folder == tmp_path / "orchard"
    assert kb.edition.endswith("0.1")


def test_packs_lie_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    first = write_pack(tmp_path / "first", _tea("Milk"), version="3")
    second = write_pack(tmp_path / "second", _tea("Sugar"))
    kb = over_orchard(first, second)
    assert [layer.head.edition for layer in kb.layers] == ["first 3", "second 1.0"]
    assert kb.tactic("tea-break").title == "Sugar [changed by first, second]"
    assert kb.edition.endswith("first 3 + second 1.0")


def test_a_pack_is_named_as_text_too(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "ours", {})
    assert [layer.head.name for layer in load_with_packs([str(pack)]).layers] == ["ours"]


def test_a_pack_is_laid_over_once(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "ours", _tea("Milk"))
    with pytest.raises(KnowledgeError, match="a pack 'ours' is laid over already") as caught:
        over_orchard(pack, pack)
    assert [each.line > 0 for each in caught.value.problems] == [True]
    namesake = write_pack(tmp_path / "other" / "ours", {})
    with pytest.raises(KnowledgeError, match="give each once, under its own name"):
        load_with_packs([write_pack(tmp_path / "more" / "ours", {}), namesake])


def test_the_versions_of_a_whole_pack_agree(tmp_path: Path) -> None:
    orchard = write_orchard(tmp_path / "orchard")
    head = orchard / "pack.yaml"
    head.write_text(head.read_text().replace("0.1", "0.2"))
    with pytest.raises(KnowledgeError) as caught:
        load_with_packs([orchard], only=True)
    (problem,) = caught.value.problems
    assert problem.file == str(head)
    assert problem.message == "the version is '0.1' in challenges.yaml; make both the same"


def test_faults_of_a_whole_pack_name_its_folder(tmp_path: Path) -> None:
    orchard = write_orchard(tmp_path / "orchard")
    (orchard / "strategies.yaml").unlink()
    with pytest.raises(KnowledgeError) as caught:
        load_with_packs([orchard], only=True)
    assert [each.file for each in caught.value.problems] == [str(orchard / "strategies.yaml")]
    assert caught.value.hint == AGAIN


def test_an_overlay_cannot_come_first_with_only(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="--only needs a whole one; leave --only out"):
        load_with_packs([write_pack(tmp_path / "ours", {})], only=True)
