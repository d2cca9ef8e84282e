"""Packs on every command: what is theirs is marked in every format, and what is not stays so."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from boundary_advisor import load_knowledge
from boundary_advisor.cli.options import VARIABLE, folders_of
from tests.support.packs import cases, of_everything, write_pack
from tests.support.program import QUESTION, formats_of
from tests.support.readers import units_of
from tests.support.writers import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.mark import ParameterSet

    from tests.support.program import Cli

EXAMPLES = Path(__file__).parents[2] / "examples"
NORTH = EXAMPLES / "packs" / "north-network"
STREETS = EXAMPLES / "packs" / "school-streets"
STREETS_PROGRAMME = EXAMPLES / "packs" / "school-streets-programme.yaml"
PACK = "elm-group"
WORD = "Zu"
TITLES = ("tactic0", "tactic1", "tactic2", "tactic3", "retitled", "renamed", "frost")
"""What titles of the pack go on with; each has its mark right behind it."""

MARKED = re.compile(
    rf"\[(changed by )?{PACK}[\],]|\b{PACK}: |'?pack'?: '?{PACK}|by {PACK}\b|{PACK}$"
)
"""How a unit says that it, or a part of it, is the pack's."""

PROGRAMME = """\
programme: Elmwick
assessed: 2026-11-16
situations:
  - {challenge: 9, threat: high, horizon: long, status: started, owner: Mayor}
  - {challenge: zufrost, threat: low, horizon: short, initiative: Second}
  - {challenge: data, threat: low, horizon: long}
  - {challenge: citizens, threat: not sure, horizon: short}
"""
LATER = PROGRAMME.replace("2026-11-16", "2027-05-03").replace("threat: high", "threat: low")


COMMANDS: dict[str, tuple[str, ...]] = {
    "advise": ("advise", "-c", "zufrost", "-t", "low", "-z", "short"),
    "advise-full": ("advise", "-c", "9", "-t", "high", "-z", "long", "--full"),
    "advise-candidates": ("advise", "-c", "zufrost", "--city-size", "large-town"),
    "advise-changed": ("advise", "-c", "data", "-t", "low", "-z", "short"),
    "advise-effort": ("advise", "-c", "1", "-t", "high", "-z", "short"),
    "report": ("report", "-c", "zufrost", "-t", "low", "-z", "short"),
    "report-programme": ("report", "PROGRAMME"),
    "portfolio": ("portfolio", "PROGRAMME", "--full"),
    "roadmap": ("roadmap", "PROGRAMME", "--full"),
    "compare": ("compare", "PROGRAMME", "LATER", "--full"),
    "challenges": ("challenges",),
    "challenge": ("challenges", "zufrost"),
    "challenge-changed": ("challenges", "data"),
    "strategies": ("strategies",),
    "strategy": ("strategies", "bridging-support"),
    "strategy-changed": ("strategies", "building"),
    "cases": ("cases",),
    "cases-of-city": ("cases", "--city", "Zuville"),
    "matrix": ("matrix",),
    "explore": ("explore",),
}


def _product(commands: dict[str, tuple[str, ...]]) -> Iterator[ParameterSet]:
    """Give every command in every format; all but a few of them are long."""
    for name, command in commands.items():
        for form in formats_of(command):
            is_quick = form is Format.JSON or name in {"advise", "portfolio", "matrix"}
            marks = () if is_quick else pytest.mark.long
            yield pytest.param(command, form, id=f"{name}-{form}", marks=marks)


EVERY = list(_product(COMMANDS))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a folder with a pack that does everything, and two programmes that use it."""
    write_pack(tmp_path / PACK, of_everything(load_knowledge(), WORD))
    (tmp_path / "programme.yaml").write_text(PROGRAMME)
    (tmp_path / "later.yaml").write_text(LATER)
    return tmp_path


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("COLUMNS", "2000")


def _made(cli: Cli, place: Path, command: tuple[str, ...], form: Format, *more: str) -> list[str]:
    names = {"PROGRAMME": "programme.yaml", "LATER": "later.yaml"}
    words = [str(place / names[word]) if word in names else word for word in command]
    file = place / f"answer{form.suffix}"
    if form is Format.TERMINAL:  # as wide as asked for, which a file is not
        done = cli(*words, "--format", "terminal", *more)
        file.write_text(done.out, "utf-8")
    else:
        done = cli(*words, "--output", str(file), "--force", *more)
    assert (done.code, done.err) == (0, "")
    return units_of(form, file)


@pytest.mark.parametrize(("command", "form"), EVERY)
def test_what_a_pack_says_is_marked_wherever_it_stands(
    cli: Cli, place: Path, command: tuple[str, ...], form: Format
) -> None:
    units = _made(cli, place, command, form, "--knowledge", str(place / PACK))
    whole = "\n".join(units)
    unmarked = [unit for unit in units if WORD in unit and not MARKED.search(unit)]
    assert unmarked == []
    bare = re.findall(
        rf"{WORD}(?:{'|'.join(TITLES)})\b(?! \[(?:changed by )?{PACK}\]).{{9}}", whole
    )
    assert bare == []
    assert PACK in whole


def test_cases_and_counts_of_the_study_stay_apart_from_local_ones(cli: Cli, place: Path) -> None:
    pack = ("--knowledge", str(place / PACK))
    before = json.loads(cli("matrix", "--format", "json").out)["cells"]
    after = json.loads(cli("matrix", "--format", "json", *pack).out)["cells"]
    known = [each for each in after if each["challenge"] != "zufrost"]
    for old, new in zip(before, known, strict=True):
        assert {key: new[key] for key in ("tactics", "cities", "state")} == {
            key: old[key] for key in ("tactics", "cities", "state")
        }
    local = {
        (each["challenge"], each["strategy"]): each["local"] for each in after if "local" in each
    }
    assert local == {
        ("structures", "bridging-support"): {"tactics": 0, "cities": 1},
        ("data", "bridging-support"): {"tactics": 1, "cities": 0},
        ("zufrost", "bridging-support"): {"tactics": 1, "cities": 2},
        ("zufrost", "bridging-knowledge"): {"tactics": 1, "cities": 0},
        ("zufrost", "buffering"): {"tactics": 1, "cities": 0},
        ("zufrost", "building"): {"tactics": 1, "cities": 1},
    }


def test_the_study_s_own_counts_are_told_as_before(cli: Cli, place: Path) -> None:
    question = ("advise", "-c", "structures", "-t", "low", "-z", "short")
    evidence = re.compile(r"Evidence: For this challenge: (.*?)[.;]", re.DOTALL)
    before = evidence.search(cli(*question).out)
    after = evidence.search(cli(*question, "--knowledge", str(place / PACK)).out)
    assert before
    assert after
    assert after[1] == before[1]


def test_a_case_of_one_pack_marks_a_city_of_another(cli: Cli, tmp_path: Path) -> None:
    city = {"id": "brook", "name": "Brook", "size": "large-town", "source": "Visit"}
    case = {
        "id": "brook-day",
        "cities": ["brook"],
        "summary": "They carried.",
        "challenges": ["data"],
        "source": "Visit",
    }
    first = write_pack(tmp_path / "first", cases(add={"cities": [city]}))
    second = write_pack(tmp_path / "second", cases(add={"cases": [case]}))
    packs = ("--knowledge", str(first), "--knowledge", str(second))
    shown = cli("cases", "carried", *packs).out
    assert "- Brook (large town) [first] [second]: They carried. (second: Visit)" in shown
    rows = cli("cases", "carried", "--format", "csv", *packs).out.splitlines()
    assert rows[1].startswith("brook-day,Brook [first],Large town,They carried.,")
    assert rows[1].endswith(",second: Visit,second")


def test_a_city_of_the_study_whose_size_is_changed_says_so(cli: Cli, tmp_path: Path) -> None:
    over = {"number": 9, "size": "metropolitan", "source": "Visit"}
    pack = write_pack(tmp_path / "ours", cases(override={"cities": [over]}))
    shown = cli("cases", "--city", "9", "--knowledge", str(pack)).out
    assert "City 9 (metropolitan area) [changed by ours]:" in shown


def test_the_packs_are_named_with_what_they_are(cli: Cli) -> None:
    told = cli("advise", *QUESTION, "--knowledge", str(NORTH)).out
    assert (
        "Local: north-network 1.0 (The boundary-advisor project (invented), 2026-11-22, MIT)."
        in (" ".join(told.split()))
    )
    head = json.loads(cli("advise", *QUESTION, "-f", "json", "--knowledge", str(NORTH)).out)
    (pack,) = head["knowledge"]["packs"]
    assert pack["name"] == "north-network"
    assert pack["date"] == "2026-11-22"
    assert "pack" not in head["knowledge"]


@pytest.mark.parametrize(
    "command", [("advise", *QUESTION), ("matrix",), ("cases",), ("challenges", "data")]
)
def test_without_a_pack_nothing_of_packs_is_said(cli: Cli, command: tuple[str, ...]) -> None:
    told = cli(*command).out
    assert not re.search(r"\blocal:|\blocal cases?\b|\[|Local|Knowledge pack|\+ \d", told)
    said = cli(*command, "--format", "json").out
    assert not re.search(r'"(pack|packs|changed_by|changed_fields|local|named_cities)":', said)


class TestEnvironment:
    """The variable that names packs."""

    def test_it_names_packs_one_after_another(
        self, cli: Cli, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        both = (str(NORTH), str(place / PACK))
        monkeypatch.setenv(VARIABLE, os.pathsep.join(("", *both, "")))
        assert folders_of(None) == folders_of([]) == both
        packs = json.loads(cli("matrix", "-f", "json").out)["knowledge"]["packs"]
        assert [each["name"] for each in packs] == ["north-network", PACK]
        assert "Zufrost [elm-group]" in cli().out

    def test_the_option_wins(self, cli: Cli, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(VARIABLE, str(place / "nowhere"))
        done = cli("matrix", "-f", "json", "--knowledge", str(NORTH))
        assert [each["name"] for each in json.loads(done.out)["knowledge"]["packs"]] == [
            "north-network"
        ]
        failed = cli("matrix")
        assert (failed.code, failed.out) == (3, "")
        assert f"{place / 'nowhere'}: there is no such folder" in failed.err

    def test_it_can_name_the_whole_pack(self, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(VARIABLE, str(STREETS))
        assert "Knowledge pack: school-streets 1.0" in cli("matrix", "--only").out
        assert cli("matrix").code == 3


@pytest.mark.parametrize("command", ["matrix", "explore"])
def test_only_needs_a_pack(cli: Cli, command: str) -> None:
    done = cli(command, *(("-o", "-") if command == "explore" else ()), "--only")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "boundary-advisor: --only needs a knowledge pack\n"
        f"Name it with --knowledge DIR, or in the variable {VARIABLE}.\n"
    )


def test_only_needs_a_whole_pack(cli: Cli) -> None:
    done = cli("matrix", "--knowledge", str(NORTH), "--only")
    assert (done.code, done.out) == (3, "")
    assert re.search(r"pack\.yaml:\d+:\d+: this pack is laid over other knowledge", done.err)


def test_a_whole_pack_needs_only(cli: Cli) -> None:
    done = cli("matrix", "--knowledge", str(STREETS))
    assert (done.code, done.out) == (3, "")
    assert "this pack takes the place of other knowledge; name it first" in done.err
    below = cli("matrix", "--knowledge", str(NORTH), "--knowledge", str(STREETS))
    assert (below.code, below.out) == (3, "")


def test_a_pack_that_changes_nothing_is_told_so_beside_the_answer(cli: Cli, tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "idle", {})
    done = cli("matrix", "-f", "json", "--knowledge", str(pack))
    assert done.err == "boundary-advisor: note: pack 'idle' changes nothing: it holds no entries\n"
    assert json.loads(done.out)["knowledge"]["packs"][0]["name"] == "idle"


def test_the_problems_of_a_pack_are_told_with_their_place(cli: Cli, tmp_path: Path) -> None:
    over = {"number": 77, "setting": "Nowhere", "source": "Visit"}
    pack = write_pack(tmp_path / "ours", cases(override={"cities": [over]}))
    done = cli("advise", *QUESTION, "--knowledge", str(pack))
    assert (done.code, done.out) == (3, "")
    assert (
        "case_examples.yaml:4:4: there is no city 77; to add it, write it under 'add'" in done.err
    )
    assert "knowledge check DIR" in done.err


STREETS_COMMANDS: dict[str, tuple[str, ...]] = {
    "advise": ("advise", "-c", "residents", "-t", "high", "-z", "short"),
    "advise-full": ("advise", "-c", "access", "-t", "low", "-z", "long", "--full"),
    "advise-candidates": ("advise", "-c", "4"),
    "report": ("report", "-c", "staffing", "-t", "low", "-z", "short"),
    "report-programme": ("report", "PROGRAMME"),
    "portfolio": ("portfolio", "PROGRAMME", "--full"),
    "roadmap": ("roadmap", "PROGRAMME", "--full"),
    "compare": ("compare", "PROGRAMME", "PROGRAMME", "--full"),
    "challenges": ("challenges",),
    "challenge": ("challenges", "residents"),
    "strategies": ("strategies",),
    "strategy": ("strategies", "trial"),
    "cases": ("cases", "--city", "Saltreach"),
    "matrix": ("matrix",),
    "explore": ("explore",),
}
STREETS_EVERY = list(_product(STREETS_COMMANDS))
STUDY = re.compile(
    r"Cranefield|smart city|municipal|\bbuffering\b|\bBridging\b|\bCity \d", re.IGNORECASE
)
"""Words that another field must not be answered in."""


@pytest.mark.parametrize(("command", "form"), STREETS_EVERY)
def test_a_whole_pack_answers_in_its_own_words_everywhere(
    cli: Cli, tmp_path: Path, command: tuple[str, ...], form: Format
) -> None:
    (tmp_path / "programme.yaml").write_text(STREETS_PROGRAMME.read_text("utf-8"), "utf-8")
    units = _made(cli, tmp_path, command, form, "--knowledge", str(STREETS), "--only")
    assert len(units) > 1 or form is Format.SVG
    assert [unit for unit in units if STUDY.search(unit)] == []
    assert not any("[school-streets" in unit for unit in units)


@pytest.mark.parametrize(("command", "form"), STREETS_EVERY)
def test_an_overlay_lies_on_a_whole_pack(
    cli: Cli, tmp_path: Path, command: tuple[str, ...], form: Format
) -> None:
    write_pack(tmp_path / PACK, of_everything(load_knowledge(STREETS), WORD))
    programme = yaml.safe_load(STREETS_PROGRAMME.read_text("utf-8"))
    programme["assessed"] = str(programme["assessed"])
    programme["situations"][-1]["challenge"] = "zufrost"
    for each in programme["situations"]:
        each.pop("review", None)
        each.pop("signs", None)
    (tmp_path / "programme.yaml").write_text(json.dumps(programme), "utf-8")
    packs = ("--knowledge", str(STREETS), "--knowledge", str(tmp_path / PACK), "--only")
    units = _made(cli, tmp_path, command, form, *packs)
    assert [unit for unit in units if WORD in unit and not MARKED.search(unit)] == []


def test_a_retired_challenge_is_asked_no_more(cli: Cli, tmp_path: Path) -> None:
    gone = {"retire": {"challenges": [{"id": "data", "why": "It is settled."}]}}
    pack = write_pack(tmp_path / "ours", {"challenges.yaml": gone})
    file = tmp_path / "programme.yaml"
    file.write_text(
        "programme: Elmwick\nsituations:\n"
        "  - {challenge: citizens, threat: low, horizon: short}\n"
        "  - {challenge: structures, signs: {way-blocked: no, scale-up: no}}\n"
    )
    done = cli("portfolio", str(file), "--knowledge", str(pack), "--full")
    assert (done.code, done.err) == (0, "")
    assert "Restrictive Data Arrangements" not in done.out


def test_assess_takes_packs_and_writes_which(cli: Cli, place: Path) -> None:
    answers = place / "answers.yaml"
    answers.write_text(PROGRAMME)
    file = place / "assessed.yaml"
    more = ("--knowledge", str(place / PACK))
    done = cli("assess", str(file), "--answers", str(answers), "--no-input", *more)
    assert done.code == 0
    assert "9 zufrost [elm-group]" in done.out
    assert "elm-group 1.0" in file.read_text()


def test_a_changed_cell_leaves_the_order_of_its_tactics(cli: Cli, tmp_path: Path) -> None:
    question = ("advise", "-c", "data-use", "-t", "high", "-z", "long", "--format", "json")
    over = {"strategy": "building", "challenge": "data-use", "effort": None, "source": "Visit"}
    pack = write_pack(tmp_path / "ours", {"strategies.yaml": {"override": {"cells": [over]}}})
    before, after = (
        [each["id"] for each in json.loads(cli(*question, *more).out)["recommendation"]["tactics"]]
        for more in ((), ("--knowledge", str(pack)))
    )
    assert after == before
