"""What pydantic refuses is put in plain words; `bad_data/` holds most of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import pytest
from pydantic import Field

from boundary_advisor import KnowledgeError
from boundary_advisor.knowledge.entry import Entry, Text
from boundary_advisor.validation import fit
from tests.support.models import read_yaml

if TYPE_CHECKING:
    from pathlib import Path


class Leaf(Entry):
    size: Annotated[int, Field(multiple_of=3)] = 0
    note: Text | None = None


class Tree(Entry):
    title: Text
    left: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    grid: tuple[tuple[int, ...], ...] = ()


def refusal(folder: Path, text: str, name: str = "") -> str:
    path = folder / "tree.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(KnowledgeError) as caught:
        fit(read_yaml(path, name), Tree)
    return str(caught.value)


def test_a_sound_file_becomes_a_model_and_keeps_its_places(tmp_path: Path) -> None:
    path = tmp_path / "tree.yaml"
    path.write_text("title: Pear\nleaves:\n  - size: 3\n    note:\n", "utf-8")
    read = read_yaml(path)
    assert fit(read, Tree) == Tree(title="Pear", leaves=(Leaf(size=3),))
    assert str(read.problem(("leaves", 0, "size"), "here")) == "tree.yaml:3:11: here"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: x\nleft: {sise: 3}", "2:8: unknown field 'sise'; did you mean 'size'?"),
        ("title: x\nleaves: [{noto: a}]", "2:11: unknown field 'noto'; did you mean 'note'?"),
        ("title: x\nleaves: [{'a\tb': a}]", "2:11: unknown field 'a\\tb'"),
        ("title: x\nleft: {size: 4}", "2:14: size: Input should be a multiple of 3"),
        (
            "title: x\ngrid: [[1], [2, x]]",
            "2:17: grid, item 2, item 2: must be a whole number, not text",
        ),
        (f"title: {'x' * 2001}", "1:8: title: is longer than 2000 characters"),
        ("7", "1:1: the file must be a group of fields, not a number"),
        ("title: {}", "1:8: title: must be text, not a group of fields"),
    ],
)
def test_what_does_not_fit_is_said_in_plain_words(tmp_path: Path, text: str, said: str) -> None:
    assert refusal(tmp_path, text) == f"tree.yaml:{said}"


def test_the_caller_names_the_file(tmp_path: Path) -> None:
    assert refusal(tmp_path, "{}", "my/tree.yaml") == "my/tree.yaml:1:1: missing field 'title'"
