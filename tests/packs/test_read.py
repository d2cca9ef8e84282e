"""What a folder has to be to be a pack, beside the bad packs that are told of as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from boundary_advisor import KnowledgeError
from boundary_advisor.packs.loading import read_pack
from tests.support.models import PackKind
from tests.support.packs import head_of, strategies, write_pack


def _fails(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        read_pack(folder, PackKind.OVERLAY)
    return [str(each) for each in caught.value.problems]


def test_a_folder_that_is_not_there_or_is_none(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    long = tmp_path / ("x" * 5000)
    for folder in (tmp_path / "no", file, long, Path("a\x00b")):
        (told,) = _fails(folder)
        assert told.endswith(": there is no such folder")
        assert told.isprintable()


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "ours", {})
    (folder / "strategies.yaml").mkdir()
    (folder / "challenges.yaml").symlink_to(tmp_path / "nowhere")
    told = _fails(folder)
    assert told == [
        f"{folder}/challenges.yaml: there is no such file",
        f"{folder}/strategies.yaml: this is a folder, not a file",
    ]


def test_a_folder_whose_names_cannot_be_listed_is_read_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_pack(tmp_path / "ours", {"stranger.yaml": "{}"})

    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert read_pack(folder, PackKind.OVERLAY).contents == {}


def test_sources_are_marked_as_the_pack_s(tmp_path: Path) -> None:
    over = {"id": "x", "title": "T", "source": "Visit; own judgement"}
    pack = read_pack(
        write_pack(tmp_path / "ours", strategies(override={"tactics": [over]})), PackKind.OVERLAY
    )
    part = pack.contents["strategies.yaml"].model_dump()["override"]["tactics"][0]
    assert (part["source"], part["title"]) == ("ours: Visit; ours: own judgement", "T")


def test_the_head_is_read_in_full(tmp_path: Path) -> None:
    history = [{"version": "0.9", "changes": [{"text": "It began."}]}]
    folder = write_pack(tmp_path / "ours", {}, summary="Ours.", history=history)
    head = read_pack(folder, PackKind.OVERLAY).head
    assert (head.edition, head.kind, head.summary) == ("ours 1.0", PackKind.OVERLAY, "Ours.")
    assert head.date.isoformat() == head_of("ours")["date"]
    assert head.history[0].changes[0].text == "It began."
