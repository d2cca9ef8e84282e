"""Each file in `bad_packs/` is a pack over the orchard, and the whole of what must be said of it.

# why this is wrong
head: {kind: whole}           # what its head has beside the usual; may be left out
pack:                         # its files, each as it is written; null: there is no such file
  strategies.yaml: |
    override: ...
says:                         # every problem, in any order
  - at: "id: »bucket"         # stands once in the file; the place is that of the sign »; left out:
                              # no place
    file: strategies.yaml     # that of the first of its files unless given
    message: ...              # FOLDER is where the pack lies
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from boundary_advisor import KnowledgeError
from boundary_advisor.packs.loading import AGAIN
from tests.knowledge.test_bad_data import At, at, expected
from tests.support.packs import over_orchard, write_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

BAD_PACKS = sorted((Path(__file__).parents[1] / "bad_packs").iterdir())


def _write(case: dict[str, Any], folder: Path) -> Path:
    texts = {file: text for file, text in case["pack"].items() if text is not None}
    write_pack(folder, texts, **case.get("head", {}))
    for file in case["pack"].keys() - texts.keys():
        (folder / file).unlink()
    return folder


def _expected(case: dict[str, Any], folder: Path) -> Iterator[At]:
    first = next(iter(case["pack"]), "pack.yaml")
    for said in case["says"]:
        file, line, column, message = expected(said, folder, first)
        yield str(folder / file), line, column, message.replace("FOLDER", str(folder))


@pytest.mark.parametrize("path", BAD_PACKS, ids=lambda path: path.stem)
def test_a_bad_pack_is_refused_with_just_these_problems(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    folder = _write(case, tmp_path / "ours")
    with pytest.raises(KnowledgeError) as caught:
        over_orchard(folder)
    assert list(map(at, caught.value.problems)) == sorted(_expected(case, folder))
    assert caught.value.hint == AGAIN
