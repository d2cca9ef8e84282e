"""A newcomer's walk: a pack is begun, written in an editor, checked, and seen in the answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from tests.support.models import read_yaml
from tests.support.readers import flat
from tests.support.schemas import valid

if TYPE_CHECKING:
    import pytest

    from tests.support.program import Cli

PLACE = """\
  - name: Our own experience
    where: Notes of the office that wrote this pack
"""
MORE_PLACES = """\
  - name: Our own experience
    where: Notes of the office that wrote this pack
  - name: Harbour diary
    where: The diary of the harbour office, June 2026
"""
TACTIC = """\
    - strategy: building
      id: leave-on-paper
      title: Leave a vendor on paper first
      summary: Write down how you would leave, and what you would take with you.
      first_step: Ask for a list of all data that the vendor holds.
      serves:
        - {challenge: data, source: Harbour diary}
      source: Harbour diary
"""
CITY = """\
    - id: westhaven
      name: Westhaven
      size: medium-city
      source: Harbour diary
"""
CASE = """\
    - id: westhaven-list
      cities: [westhaven]
      summary: The harbour office asked its vendor for the list.
      outcome: It came after two letters.
      tactics: [leave-on-paper]
      challenges: [data]
      source: Harbour diary
"""
ASKED = ("-c", "data", "-t", "high", "-z", "long")
PACK = ("--knowledge", "harbour")
MARKED, SOURCE = "Leave a vendor on paper first [harbour]", "harbour: Harbour diary"


def write(file: str, section: str, entry: str) -> None:
    """Type an entry below the line that names its section under `add`, as a person would."""
    path = Path("harbour", file)
    begin, found, end = path.read_text("utf-8").partition(f"\n  {section}:\n")
    assert found
    assert "add:" in begin
    path.write_text(f"{begin}{found}{entry}{end}", "utf-8")


def underlined() -> list[str]:
    """Give what an editor would underline: all that the schemas beside the files refuse."""
    found = []
    for file in sorted(Path("harbour").glob("*.yaml")):
        first = file.read_text("utf-8").partition("\n")[0]
        schema = file.parent / first.rpartition("$schema=")[2]
        data: Any = json.loads(json.dumps(read_yaml(file).data))
        validator = Draft202012Validator(json.loads(schema.read_text("utf-8")))
        found += [f"{file.name}: {each.json_path}" for each in validator.iter_errors(data)]
    return found


def look_at_json(cli: Cli) -> None:
    shape = valid("advice", cli("advise", *ASKED, *PACK, "--format", "json").out)
    tactics = {each["id"]: each for each in shape["recommendation"]["tactics"]}
    ours = tactics["leave-on-paper"]
    (city,) = ours["named_cities"]
    assert (ours["pack"], ours["title"], ours["source"], city["name"]) == (
        "harbour",
        MARKED,
        SOURCE,
        "Westhaven",
    )
    cells = valid("matrix", cli("matrix", *PACK, "--format", "json").out)["cells"]
    assert [
        (each["challenge"], each["strategy"], each["local"]) for each in cells if "local" in each
    ] == [("data", "building", {"tactics": 1, "cities": 1})]
    brief = valid("report", cli("report", *ASKED, *PACK, "--format", "json").out)
    assert brief["knowledge"]["packs"][0]["name"] == "harbour"
    assert json.dumps(brief).count('"pack": "harbour"') >= 3


def test_from_nothing_to_a_mark_in_every_answer(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOUNDARY_ADVISOR_KNOWLEDGE", raising=False)
    before = {name: cli(name, *asked).out for name, asked in (("advise", ASKED), ("matrix", ()))}

    # A pack is begun, and the command says what comes next.
    made = cli("knowledge", "new", "harbour")
    assert made.code == 0
    following = made.out.rpartition("then run: boundary-advisor ")[2].split()
    assert following == ["knowledge", "check", "harbour"]

    # An entry with a slip in it: the editor underlines it, and the check says where it is.
    write("case_examples.yaml", "cities", CITY.replace("size:", "sise:"))
    assert underlined() != []
    told = cli(*following)
    assert told.code == 3
    assert re.search(
        r"^harbour/case_examples\.yaml:\d+:\d+: .*'sise'.*'size'", told.out, re.MULTILINE
    )
    path = Path("harbour/case_examples.yaml")
    path.write_text(path.read_text("utf-8").replace("sise:", "size:"), "utf-8")

    # A source whose place is not listed yet: the schema cannot know, the check does.
    write("case_examples.yaml", "cases", CASE)
    write("strategies.yaml", "tactics", TACTIC)
    assert underlined() == []
    told = cli(*following)
    assert told.code == 3
    assert "the pack has no place 'Harbour diary'; list it under 'places' in pack.yaml" in told.out
    path = Path("harbour/pack.yaml")
    path.write_text(path.read_text("utf-8").replace(PLACE, MORE_PLACES), "utf-8")

    # Now it is sound, and the check says how to use it.
    assert underlined() == []
    told = cli(*following)
    assert told.out.splitlines()[0] == "harbour 0.1: adds 3"
    assert told.out.splitlines()[-1].endswith(f"add: {' '.join(PACK)}")
    assert told.code == 0

    # The mark stands in what is read ...
    advice = flat(cli("advise", *ASKED, *PACK, "--full").out)
    for each in (MARKED, SOURCE, "Westhaven [harbour]", "Local: harbour 0.1"):
        assert each in advice
    for command in (("advise", *ASKED, "--full"), ("report", *ASKED)):
        markdown = flat(cli(*command, *PACK, "--format", "markdown").out.replace("\\", ""))
        assert MARKED in markdown
        assert SOURCE in markdown
    report = flat(cli("report", *ASKED, *PACK, "--format", "terminal").out)
    assert MARKED in report
    assert "Westhaven" in report
    assert cli("matrix", *PACK).out != before["matrix"]
    assert "harbour" in cli("matrix", *PACK).out
    assert "harbour" in cli("matrix", *PACK, "--format", "markdown").out

    # ... and in what programs read.
    look_at_json(cli)

    # Without the pack, all is as before.
    assert cli("advise", *ASKED).out == before["advise"]
    assert cli("matrix").out == before["matrix"]
