"""Every answer in JSON, with packs and without: it fits its schema, and tells what is of a pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import Advisor, load_with_packs
from tests.support.knowledge import cities, situations
from tests.support.packs import of_everything, write_pack
from tests.support.schemas import OF_PACKS, objects, valid
from tests.support.writers import advice_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.program import Cli

EXAMPLES = Path(__file__).parents[2] / "examples"
NORTH = str(EXAMPLES / "packs" / "north-network")
SCHOOLS = str(EXAMPLES / "packs" / "school-streets")
PROGRAMME = """\
programme: Made up
knowledge: "0.9 + gone 1.0"
applies: {legal: no}
situations:
  - {challenge: data, threat: high, horizon: long, status: planned, review: 2026-01-01}
  - {challenge: data, initiative: Meters, threat: low, horizon: short, advised: building}
  - {challenge: FIRST, threat: high, horizon: long}
  - {challenge: capability, threat: low, horizon: long}
  - {challenge: culture, threat: high}
"""
LATER = PROGRAMME.replace("threat: low", "threat: high").replace("horizon: long", "horizon: short")


class Setting:
    """Knowledge, and a question, two programmes and a text for it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.options: tuple[str, ...] = ()
        self.packs: tuple[str, ...] = ()
        self.challenge, first = "data", "politics"
        if name == "north":
            self.packs = (NORTH,)
        if name == "everything":
            first = "zufrost"
            rich = write_pack(folder / "ours", of_everything(cities().kb), version="2.0")
            self.packs = (NORTH, str(rich))
        for pack in self.packs:
            self.options += ("--knowledge", pack)
        self.old, self.new = str(folder / "old.yaml"), str(folder / "new.yaml")
        Path(self.old).write_text(PROGRAMME.replace("FIRST", first), "utf-8")
        Path(self.new).write_text(LATER.replace("FIRST", first), "utf-8")
        if name == "schools":
            self.packs = (SCHOOLS,)
            self.options = ("--knowledge", SCHOOLS, "--only")
            self.challenge = "residents"
            self.old = self.new = str(EXAMPLES / "packs" / "school-streets-programme.yaml")

    def asked(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give the name of every schema, and a command line that it is for."""
        question = ("-c", self.challenge, "-t", "high", "-z", "long")
        for name, command in (
            ("advice", ("advise", *question)),
            ("advice", ("advise", "-c", self.challenge)),
            ("report", ("report", *question)),
            ("challenges", ("challenges",)),
            ("strategies", ("strategies",)),
            ("cases", ("cases",)),
            ("matrix", ("matrix",)),
            ("portfolio", ("portfolio", self.old)),
            ("programme-report", ("report", self.old)),
            ("roadmap", ("roadmap", self.old)),
            ("compare", ("compare", self.old, self.new)),
        ):
            yield name, (*command, *self.options, "--format", "json")
        yield "packs", ("knowledge", "show", *self.packs, "--format", "json")
        yield "check", ("knowledge", "check", *self.packs, "--format", "json")


def answers(cli: Cli, setting: Setting) -> dict[str, dict[str, Any]]:
    """Ask everything; give the last answer of each schema, all of them valid."""
    found = {}
    for name, command in setting.asked():
        ran = cli(*command)
        assert (ran.code, ran.err) == (0, ""), command
        found[name] = valid(name, ran.out)
    return found


def entries(part: object, key: str, value: object) -> list[dict[str, Any]]:
    """Give every object that holds a value under a key."""
    return [each for _, each in objects(part) if each.get(key) == value]


@pytest.mark.long
def test_without_packs_there_is_nothing_of_packs(cli: Cli, tmp_path: Path) -> None:
    setting = Setting(tmp_path, "built-in")
    for name, shape in answers(cli, setting).items():
        told = {key for _, part in objects(shape) for key in part} & OF_PACKS
        assert told <= {"knowledge_changes", *(("packs",) if name == "check" else ())}
    for name in ("portfolio", "programme-report", "roadmap", "compare"):
        changes = answers(cli, setting)[name]["knowledge_changes"]
        assert (changes["then"], changes["now"]) == ("0.9 + gone 1.0", "1.0")


@pytest.mark.parametrize("name", ["north", "everything", "schools"])
def test_every_answer_with_packs_fits_its_schema(cli: Cli, tmp_path: Path, name: str) -> None:
    setting = Setting(tmp_path, name)
    for told, shape in answers(cli, setting).items():
        if told == "check":
            names = [each["name"] for each in shape["packs"]]
        elif name == "schools":
            names = [shape["knowledge"]["pack"]["name"]]
        else:
            names = [each["name"] for each in shape["knowledge"]["packs"]]
        assert names == [Path(pack).name for pack in setting.packs]


@pytest.mark.parametrize("name", ["north", "everything", "schools"])
def test_every_situation_with_packs_fits_the_schema(tmp_path: Path, name: str) -> None:
    setting = Setting(tmp_path, name)
    kb = load_with_packs([Path(pack) for pack in setting.packs], only=name == "schools")
    advisor = Advisor(kb)
    for situation in situations(kb):
        valid("advice", advice_json(kb, (advisor.advise(situation),)))


def test_what_a_pack_added_or_changed_says_so_in_every_list(cli: Cli, tmp_path: Path) -> None:
    found = answers(cli, Setting(tmp_path, "everything"))
    known = found["strategies"]["strategies"]
    assert len(entries(known, "changed_by", ["ours"])) >= 3  # a strategy, two tactics
    assert {each["id"] for each in known if each.get("changed_by")} == {"building"}
    tactics = [tactic for each in known for tactic in each["tactics"]]
    added = {each["id"] for each in tactics if each.get("pack") == "ours"}
    assert added == {f"zutactic{n}" for n in range(4)}
    served = [each for tactic in tactics for each in tactic["serves"] if each.get("pack")]
    assert {each["pack"] for each in served} == {"north-network", "ours"}
    challenges = found["challenges"]["challenges"]
    assert [each["id"] for each in challenges if each.get("pack") == "ours"] == ["zufrost"]
    (renamed,) = [each for each in challenges if "changed_by" in each]
    assert renamed["changed_fields"] == ["title"]
    cells = found["matrix"]["cells"]
    assert len(entries(cells, "pack", "ours")) == len(known)
    assert entries(cells, "changed_fields", ["effort"])
    assert all(each["local"]["tactics"] for each in entries(cells, "challenge", "zufrost"))
    cases = found["cases"]
    assert {each["id"] for each in cases["cities"] if each.get("pack") == "ours"} == {
        "zuville",
        "zuport",
    }
    assert [each["number"] for each in entries(cases["cities"], "changed_fields", ["setting"])]
    assert entries(cases["cases"], "changed_fields", ["outcome"])
    (case,) = entries(cases["cases"], "id", "zu-tactic0")
    assert case["cities"] == []
    assert [(each["id"], each["name"], each["pack"]) for each in case["named_cities"]] == [
        ("zuville", "Zuville", "ours"),
        ("zuport", "Zuport", "ours"),
    ]


def test_what_a_pack_added_says_so_in_what_is_made_of_a_programme(cli: Cli, tmp_path: Path) -> None:
    found = answers(cli, Setting(tmp_path, "everything"))
    placed = {each["challenge"]["id"]: each for each in found["portfolio"]["situations"]}
    assert placed["zufrost"]["challenge"]["pack"] == "ours"
    assert placed["zufrost"]["first_tactic"]["pack"] == "ours"
    steps = [step for stage in found["roadmap"]["stages"] for step in stage["steps"]]
    assert "ours" in {step["tactic"].get("pack") for step in steps}
    tactics = [each for changes in found["compare"]["tactics"].values() for each in changes]
    assert "ours" in {each.get("pack") for each in tactics}
    assert entries(found["compare"]["changes"], "pack", "ours")
    assert found["programme-report"]["knowledge_changes"]["changes"] == [
        (
            "Boundary management for smart city leaders: it does not tell what changed between "
            "version 0.9 and version 1.0."
        ),
        "The pack north-network 1.0 is laid over now, and was not then.",
        "The pack ours 2.0 is laid over now, and was not then.",
        (
            "The pack gone 1.0 was laid over then, and is not now. If it still holds, name its "
            "folder with --knowledge."
        ),
        (
            "2 data [changed by ours]: Meters: On record is the advice Building [changed by ours]; "
            "for the levels in the file it is Bridging for Support now. So the knowledge has "
            "changed, or the file was edited after that advice."
        ),
    ]
