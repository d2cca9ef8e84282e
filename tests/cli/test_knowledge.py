"""The commands `knowledge …`: what each tells, what it leaves behind, and what it refuses."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from boundary_advisor.packs.pack import OVERLAID
from boundary_advisor.packs.starter import SCHEMAS
from tests.support.knowledge import cities, orchard
from tests.support.models import Act, read_yaml
from tests.support.packs import (
    Contents,
    cases,
    challenges,
    of_everything,
    retire,
    strategies,
    write_orchard,
    write_pack,
)
from tests.support.readers import flat
from tests.support.schemas import valid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.program import Cli, Ran

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "examples" / "packs"
NORTH, SCHOOLS = str(PACKS / "north-network"), str(PACKS / "school-streets")
TITLE = "Boundary management for smart city leaders"
BATTLES = strategies(
    override={"tactics": [{"id": "choose-battles", "title": "Choose", "source": "Visit"}]}
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOUNDARY_ADVISOR_KNOWLEDGE", raising=False)
    return tmp_path


def pack(folder_name: str, contents: Contents, **more: object) -> str:
    write_pack(Path(folder_name), contents, **more)
    return folder_name


def everything(**more: object) -> str:
    return pack("ours", of_everything(cities().kb), **more)


# -- check ---------------------------------------------------------------------------------------


def test_a_sound_pack_is_said_to_be_so_and_how_to_use_it(cli: Cli) -> None:
    assert cli("knowledge", "check", everything()) == (
        0,
        (
            "ours 1.0: adds 16, changes 6\n"
            f"No problems: {TITLE}, 1.0 + ours 1.0.\n"
            "To use it with a command, add: --knowledge ours\n"
        ),
        "",
    )


def test_without_packs_the_built_in_knowledge_is_checked(cli: Cli) -> None:
    assert cli("knowledge", "check") == (0, f"No problems: {TITLE}, 1.0.\n", "")
    shape = valid("check", cli("knowledge", "check", "--format", "json").out)
    assert shape == {
        "format_version": 1,
        "sound": True,
        "problems": [],
        "notes": [],
        "packs": [],
    }


def test_packs_can_be_named_in_the_environment(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOUNDARY_ADVISOR_KNOWLEDGE", NORTH)
    assert cli("knowledge", "check").out.startswith("north-network 1.0: adds 12, changes 1, ")


def test_a_whole_pack_comes_first_and_others_lie_over_it(cli: Cli) -> None:
    write_orchard(Path("orchard"))
    first = orchard().kb.strategies[0].tactics[0].id
    over = strategies(override={"tactics": [{"id": first, "title": "M", "source": "Visit"}]})
    Path(pack("ours", over)).rename("our own")
    ran = cli("knowledge", "check", "orchard", "our own")
    assert ran.code == 0
    assert ran.out.startswith("ours 1.0: changes 1\nNo problems: ")
    assert ran.out.endswith("add: --knowledge orchard --knowledge 'our own' --only\n")
    shape = valid("check", cli("knowledge", "check", "orchard", "our own", "-f", "json").out)
    assert [each["name"] for each in shape["packs"]] == ["orchard", "ours"]
    ran = cli("knowledge", "check", "our own", "orchard")
    assert ran.code == 3
    assert "this pack takes the place of other knowledge; name it first" in ran.out


def test_every_problem_of_all_packs_is_told_at_once_where_it_is(cli: Cli) -> None:
    first = pack(
        "first",
        strategies(add={"services": [{"tactic": "no", "challenge": "data", "source": "Vist"}]})
        | cases(retire=retire("cases", "no-such")),
    )
    second = pack(
        "second",
        challenges(override={"challenges": [{"id": "dta", "title": "D", "source": "Visit"}]})
        | strategies(retire=retire("tactics", "choose-battle")),
    )
    third = pack("third", BATTLES)
    ran = cli("knowledge", "check", first, second, third, "gone")
    assert (ran.code, ran.err) == (3, "")
    *problems, blank, about, verdict = ran.out.splitlines()
    assert (blank, about, verdict) == ("", "third 1.0: changes 1", "4 problems.")
    assert problems == [
        "first/strategies.yaml:7:15: the pack has no place 'Vist'; did you mean 'Visit'?",
        "second/challenges.yaml:4:4: there is no challenge 'dta'; did you mean 'data'?",
        (
            "second/strategies.yaml:4:4: there is no tactic 'choose-battle'; did you mean "
            "'choose-battles'?"
        ),
        "gone: there is no such folder",
    ]


def test_of_very_many_problems_the_first_are_listed(cli: Cli) -> None:
    unknown: Contents = {"strategies.yaml": {f"field{number}": {} for number in range(600)}}
    ran = cli("knowledge", "check", pack("ours", unknown))
    *listed, more, blank, verdict = ran.out.splitlines()
    assert len(listed) == 500
    assert (more, blank, verdict) == (
        "1 more problems are not listed here.",
        "",
        "at least 501 problems.",
    )


def test_each_problem_leads_to_its_place_as_the_folder_was_named(cli: Cli) -> None:
    Path("deep").mkdir()
    name = pack("deep/ours", strategies(retire=retire("tactics", "no-such", "nor-this")))
    for given in (name, str(Path(name).absolute()), f"./{name}"):
        found = cli("knowledge", "check", given).out.splitlines()[:2]
        for line, row in zip(found, (4, 8), strict=True):
            file, *place, _ = line.split(":", 3)
            assert [int(each) for each in place] == [row, 4]
            assert Path(file).samefile(f"{name}/strategies.yaml")
            assert file.startswith(str(Path(given)))


def test_problems_in_json_are_in_parts(cli: Cli) -> None:
    name = pack("ours", strategies(retire=retire("tactics", "choose-battle")))
    ran = cli("knowledge", "check", name, "gone", "--format", "json")
    assert ran.code == 3
    shape = valid("check", ran.out)
    assert (shape["sound"], shape["packs"]) == (False, [])
    here, gone = shape["problems"]
    assert here == {
        "file": "ours/strategies.yaml",
        "line": 4,
        "column": 4,
        "message": "there is no tactic 'choose-battle'; did you mean 'choose-battles'?",
        "what": "there is no tactic 'choose-battle'",
        "fix": "did you mean 'choose-battles'?",
    }
    assert (gone["file"], gone["line"], gone["column"], gone["fix"]) == ("gone", None, None, None)


def test_what_is_wrong_may_hold_a_semicolon_of_its_own(cli: Cli) -> None:
    name = pack("ours", {"strategies.yaml": {"ad; d": {}, "retir": {}}})
    unknown, near = valid("check", cli("knowledge", "check", name, "-f", "json").out)["problems"]
    assert (unknown["what"], unknown["fix"]) == ("unknown field 'ad; d'", "did you mean 'add'?")
    assert near["message"] == "unknown field 'retir'; did you mean 'retire'?"


def test_a_whole_pack_that_is_not_sound_is_told_with_its_folder(cli: Cli) -> None:
    write_orchard(Path("orchard"))
    text = Path("orchard/questions.yaml").read_text("utf-8")
    Path("orchard/questions.yaml").write_text(text.replace("id:", "ids:", 1), "utf-8")
    ran = cli("knowledge", "check", "orchard")
    assert ran.code == 3
    assert ran.out.startswith("orchard/questions.yaml:")
    assert valid("check", cli("knowledge", "check", "orchard", "-f", "json").out)["problems"]
    Path("orchard/challenges.yaml").write_text("- no\n", "utf-8")
    ran = cli("knowledge", "check", "orchard", "ours")
    assert ran.code == 3
    assert "orchard/challenges.yaml:1:1: " in ran.out
    shape = valid("check", cli("knowledge", "check", "orchard", "-f", "json").out)
    assert shape["packs"] == []


def test_what_does_nothing_is_a_note_and_no_problem(cli: Cli) -> None:
    same = [{"id": "choose-battles", "title": _title("choose-battles"), "source": "Visit"}]
    name = pack("ours", strategies(override={"tactics": same}))
    ran = cli("knowledge", "check", name)
    assert ran.code == 0
    note = (
        "pack 'ours' overrides tactic 'choose-battles' and changes nothing: "
        "what it gives is so already"
    )
    assert ran.out.splitlines()[:3] == [f"note: {note}", "", "ours 1.0: changes nothing"]
    assert valid("check", cli("knowledge", "check", name, "-f", "json").out)["notes"] == [note]


def test_a_history_that_ends_before_the_version_is_noted(cli: Cli) -> None:
    history = [{"version": "1.0", "changes": [{"text": "The first."}]}]
    assert "note" not in cli("knowledge", "check", pack("ours", BATTLES, history=history)).out
    newer = pack("newer", BATTLES, history=history, version="1.1")
    assert cli("knowledge", "check", newer).out.startswith(
        "note: pack 'newer' is version 1.1, and its history begins with 1.0: tell there what the "
        "new version changed\n"
    )
    lost = [{"version": "1.0", "changes": [{"text": "It grew.", "challenges": ["data", "noise"]}]}]
    assert cli("knowledge", "check", pack("lost", BATTLES, history=lost)).out.startswith(
        "note: pack 'lost' tells in its history of challenge 'noise', which is not there\n"
    )


def test_a_report_of_problems_can_be_written_to_a_file(cli: Cli) -> None:
    ran = cli("knowledge", "check", "gone", "--output", "found.json")
    assert (ran.code, ran.out) == (3, "")
    assert valid("check", Path("found.json").read_text("utf-8"))["sound"] is False


def test_a_pack_that_cannot_be_used_says_so_in_any_command(cli: Cli) -> None:
    name = pack("ours", strategies(retire=retire("tactics", "choose-battle")))
    for command in (("knowledge", "show", name), ("matrix", "--knowledge", name)):
        ran = cli(*command)
        assert (ran.code, ran.out) == (3, "")
        assert "ours/strategies.yaml:4:4: there is no tactic 'choose-battle'" in ran.err
        assert "'boundary-advisor knowledge check DIR' tells all of it." in flat(ran.err)
    assert cli("knowledge", "show", "gone").code == 3


def test_what_does_nothing_is_said_beside_an_answer(cli: Cli) -> None:
    ran = cli("matrix", "--knowledge", pack("ours", {}))
    assert ran.code == 0
    assert "note: pack 'ours' changes nothing: it holds no entries" in ran.err


def test_only_needs_a_pack(cli: Cli) -> None:
    ran = cli("matrix", "--only")
    assert ran.code == 2
    assert "Name it with --knowledge DIR, or in the variable BOUNDARY_ADVISOR_KNOW" in flat(ran.err)


def _title(tactic: str) -> str:
    return next(
        each.title for s in cities().kb.strategies for each in s.tactics if each.id == tactic
    )


# -- show ----------------------------------------------------------------------------------------


def test_what_is_used_without_packs_is_shown(cli: Cli) -> None:
    ran = cli("knowledge", "show")
    assert ran.code == 0
    assert ran.out.startswith(f"{TITLE}\nVersion: 1.0. 8 challenges, 62 tactics, 91 cases and 12 ")
    assert "with all packs" not in ran.out
    shape = valid("packs", cli("knowledge", "show", "-f", "json").out)
    assert shape["layers"] == []
    assert shape["history"][-1]["version"] == "1.0"


def test_what_a_pack_does_is_shown_entry_by_entry_and_field_by_field(cli: Cli) -> None:
    contents = of_everything(cities().kb)
    contents["strategies.yaml"] |= {"retire": retire("tactics", "choose-battles")}
    history = [
        {"version": "1.1", "changes": [{"text": "It grew.", "challenges": ["data"]}]},
        {"version": "1.0", "changes": [{"text": "It began."}]},
    ]
    name = pack("ours", contents, version="1.1", history=history, summary="All that we know.")
    shown = flat(cli("knowledge", "show", name).out)
    for each in (
        "9 challenges, 65 tactics, ",
        " and 14 cities, with all packs.",
        "ours 1.1: adds 16, changes 6, retires 1, so changes besides ",
        "All that we know.",
        "Added (16) - challenge zufrost: Zufrost.",
        "Changed (6) - challenge ",
        "- city zuville: Zuville.",
        '- title: it was "',
        '", and is "Zuretitled"',
        ' - effort: it was nothing, and is "ours: Visit"',
        (
            "Retired (1) - tactic choose-battles: Choose the battles that are worth it. "
            "It is of no use here."
        ),
        "What the versions changed",
        "- ours, 1.1: It grew. - ours, 1.0: It began.",
    ):
        assert each in shown, each
    (layer,) = valid("packs", cli("knowledge", "show", name, "-f", "json").out)["layers"]
    assert layer["history"][0]["changes"] == [{"text": "It grew.", "challenges": ["data"]}]
    assert {each["act"] for each in layer["effects"]} == set(Act)
    (cell,) = [
        each for each in layer["effects"] if (each["act"], each["kind"]) == ("changed", "cell")
    ]
    assert cell["changes"] == [{"field": "effort", "old": None, "new": "ours: Visit"}]


def test_what_follows_of_itself_is_shown_with_its_reason(cli: Cli) -> None:
    name = pack("ours", challenges(retire=retire("challenges", "citizens")))
    shown = flat(cli("knowledge", "show", name).out)
    assert re.search(r"retires 1, so changes besides \d+", shown)
    assert "What follows from it (" in shown
    assert "It is retired too, as its challenge is." in shown
    (layer,) = valid("packs", cli("knowledge", "show", name, "-f", "json").out)["layers"]
    assert all(each["why"] for each in layer["effects"])


def test_a_whole_pack_and_one_without_effect_are_shown(cli: Cli) -> None:
    ran = cli("knowledge", "show", SCHOOLS, pack("ours", {}))
    assert "Knowledge pack: school-streets 1.0" in flat(ran.out)
    assert "ours 1.0: changes nothing" in ran.out
    assert "- Note: pack 'ours' changes nothing: it holds no entries." in ran.out
    shape = valid("packs", cli("knowledge", "show", SCHOOLS, "-f", "json").out)
    assert shape["knowledge"]["pack"]["name"] == "school-streets"


def test_one_city_is_one_city(cli: Cli) -> None:
    text = (PACKS / "school-streets" / "case_examples.yaml").read_text("utf-8")
    shutil.copytree(SCHOOLS, "schools")
    data = yaml.safe_load(text)
    data["cities"] = data["cities"][:1]
    for case in data["cases"]:
        case["cities"] = []
    Path("schools/case_examples.yaml").write_text(json.dumps(data), "utf-8")
    ran = cli("knowledge", "show", "schools")
    assert ran.code == 0, ran.err
    assert " and 1 city." in flat(ran.out)
    shutil.rmtree("schools/schemas", ignore_errors=True)


def test_without_any_history_there_is_no_heading_for_it(cli: Cli) -> None:
    write_orchard(Path("orchard"))
    assert "What the versions changed" not in cli("knowledge", "show", "orchard").out


# -- schema --------------------------------------------------------------------------------------


def test_the_schemas_are_listed(cli: Cli) -> None:
    ran = cli("knowledge", "schema")
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == [*SCHEMAS, "programme"]


def schema(cli: Cli, name: str, *options: str) -> Draft202012Validator:
    ran = cli("knowledge", "schema", name, *options)
    assert (ran.code, ran.err) == (0, ""), ran
    shape = json.loads(ran.out)
    Draft202012Validator.check_schema(shape)
    return Draft202012Validator(shape)


def data_of(file: Path) -> Any:  # noqa: ANN401  # what a file holds
    """Read a file as an editor does, by the rules of YAML 1.2."""
    return json.loads(json.dumps(read_yaml(file).data))


def files_of(name: str) -> Iterator[Path]:
    """Give the files that a schema is for: those of the study and of the examples."""
    file = SCHEMAS[name].file
    if name == "pack":
        yield from PACKS.glob(f"*/{file}")
    elif name.startswith("overlay"):
        yield from PACKS.glob(f"north-network/{file}")
    else:
        yield ROOT / "data" / file
        yield ROOT / "tests" / "fixtures" / "orchard" / file
        yield PACKS / "school-streets" / file


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_accepts_what_can_be_read_and_refuses_faults(cli: Cli, name: str) -> None:
    validator = schema(cli, name)
    files = list(files_of(name))
    assert files or name == "overlay-challenges"
    for file in files:
        data = data_of(file)
        assert [each.message for each in validator.iter_errors(data)] == [], file
        faults: tuple[object, ...] = ([], "text", {**data, "x": 1}, {**data, next(iter(data)): 7})
        for fault in faults:
            assert not validator.is_valid(fault), file


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("pack", {"name": "ours"}),
        ("overlay-strategies", {"add": {"tactics": [{"id": "x"}]}}),
        ("overlay-strategies", {"retire": {"tactics": [{"id": "x"}]}}),
        ("overlay-strategies", {"ad": {}}),
        ("overlay-strategies", {"add": {"tactics": {"id": "x"}}}),
        ("overlay-challenges", {"override": {"challenges": [{"id": "data", "titel": "D"}]}}),
        ("overlay-case-examples", {"add": {"cities": [{"id": "Ours", "name": "Ours"}]}}),
        ("programme", {"programme": "P", "situations": [{"threat": "high"}]}),
    ],
)
def test_obvious_faults_are_refused(cli: Cli, name: str, fault: object) -> None:
    assert not schema(cli, name).is_valid(fault)


def test_an_overlay_with_everything_is_accepted(cli: Cli) -> None:
    everything()
    for file in OVERLAID:
        name = f"overlay-{file.partition('.')[0].replace('_', '-')}"
        errors = schema(cli, name).iter_errors(data_of(Path("ours", file)))
        assert [each.message for each in errors] == []


def test_with_a_pack_its_ids_are_offered(cli: Cli) -> None:
    options = ("--knowledge", everything())
    for name, ids in (
        ("overlay-strategies", ("zufrost", "zutactic0", "building")),
        ("overlay-case-examples", ("zufrost", "zutactic0", "zuville", "metropolitan")),
        ("programme", ("zufrost",)),
    ):
        with_pack, without = (
            {each.get("const") for each in _parts(schema(cli, name, *more).schema)}
            for more in (options, ())
        )
        assert with_pack.issuperset(ids)
        assert {each for each in with_pack - without if each} >= {
            each for each in ids if each.startswith("zu")
        }


def _parts(part: object) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    for each in part if isinstance(part, list) else ():
        yield from _parts(each)


def test_the_schema_of_a_programme_is_that_of_a_whole_pack_where_it_is_named(cli: Cli) -> None:
    validator = schema(cli, "programme", "--knowledge", SCHOOLS, "--only")
    assert validator.is_valid(data_of(PACKS / "school-streets-programme.yaml"))
    offered = {each.get("const") for each in _parts(validator.schema)}
    assert "residents" in offered
    assert "politics" not in offered


def test_a_schema_can_be_written_to_a_file_and_is_chosen_by_name(cli: Cli) -> None:
    assert cli("knowledge", "schema", "pack", "--output", "pack.schema.json").code == 0
    assert json.loads(Path("pack.schema.json").read_text("utf-8"))["title"]
    ran = cli("knowledge", "schema", "packs")
    assert ran.code == 2
    assert "no schema 'packs'; did you mean 'pack'?" in ran.err


# -- new -----------------------------------------------------------------------------------------

EXAMPLE = re.compile(r"^ {4}# - .*\n(?: {4}#   .*\n)*", re.MULTILINE)


def uncommented(text: str) -> str:
    return re.sub(r"^ {4}# ", "    ", text, flags=re.MULTILINE)


def examples() -> list[tuple[str, str]]:
    """Give every commented example of a starter pack, with its file."""
    return [
        (file, match.group())
        for file in OVERLAID
        for match in EXAMPLE.finditer(Path("ours", file).read_text("utf-8"))
    ]


def uncomment(wanted: list[tuple[str, str]]) -> None:
    for file, example in wanted:
        path = Path("ours", file)
        text = path.read_text("utf-8")
        assert text.count(example) == 1
        path.write_text(text.replace(example, uncommented(example)), "utf-8")


def editor_finds() -> list[str]:
    """Hold every file against the schema that its first line names, as an editor does."""
    found = []
    for file in sorted(Path("ours").glob("*.yaml")):
        line = file.read_text("utf-8").partition("\n")[0]
        named = file.parent / line.removeprefix("# yaml-language-server: $schema=")
        validator = Draft202012Validator(json.loads(named.read_text("utf-8")))
        found += [f"{file}: {each.message}" for each in validator.iter_errors(data_of(file))]
    return found


def test_a_new_pack_is_sound_and_does_nothing(cli: Cli) -> None:
    ran = cli("knowledge", "new", "ours")
    assert ran == (
        0,
        (
            "Made the pack 'ours' in 'ours'.\n"
            "Next: edit its files, then run: boundary-advisor knowledge check ours\n"
        ),
        "",
    )
    assert {each.name for each in Path("ours").iterdir()} == {"pack.yaml", "schemas", *OVERLAID}
    assert editor_finds() == []
    ran = cli("knowledge", "check", "ours")
    assert ran.code == 0
    assert ran.out.startswith("note: pack 'ours' changes nothing: it holds no entries\n")


def test_every_example_in_a_new_pack_is_sound_alone_and_with_the_others(cli: Cli) -> None:
    cli("knowledge", "new", "ours")
    shutil.copytree("ours", "kept")
    every = examples()
    assert len(every) > 15
    noise, northby = ([each for each in every if word in each[1]] for word in ("noise", "northby"))
    alone = [[each] for each in every if each not in (*noise, *northby)]
    for wanted in (noise, northby, *alone, every):
        shutil.rmtree("ours")
        shutil.copytree("kept", "ours")
        uncomment(wanted)
        ran = cli("knowledge", "check", "ours")
        assert (ran.code, "note" in ran.out) == (0, False), (wanted, ran.out)
        assert editor_finds() == []


@pytest.mark.parametrize(
    ("folder_name", "options", "name"),
    [
        ("Our Cities 2", (), "our-cities-2"),
        ("--", ("--name", "ours"), "ours"),
        ("north", ("--name", "a-b-1"), "a-b-1"),
    ],
)
def test_the_name_is_that_of_the_folder_or_as_wanted(
    cli: Cli, folder_name: str, options: tuple[str, ...], name: str
) -> None:
    ran = cli("knowledge", "new", *options, "--", folder_name)
    assert ran.code == 0, ran.err
    assert data_of(Path(folder_name, "pack.yaml"))["name"] == name
    assert cli("knowledge", "check", "--", folder_name).code == 0


@pytest.mark.parametrize(
    ("folder_name", "options"),
    [
        ("2026", ()),
        ("---", ()),
        ("ours", ("--name", "Our Own")),
        ("ours", ("--name", "")),
        ("ours", ("--name", "a" * 61)),
        ("a" * 61, ()),
    ],
)
def test_what_is_no_name_is_refused(
    cli: Cli, folder: Path, folder_name: str, options: tuple[str, ...]
) -> None:
    ran = cli("knowledge", "new", *options, "--", folder_name)
    assert (ran.code, ran.out) == (2, "")
    assert "is no name for a pack" in ran.err
    assert "Give one with --name: small letters" in ran.err
    assert list(folder.iterdir()) == []


def test_an_empty_folder_is_filled_even_the_one_that_one_stands_in(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "ours").mkdir()
    (folder / "mine").mkdir()
    assert cli("knowledge", "new", "ours").code == 0
    monkeypatch.chdir(folder / "mine")
    assert cli("knowledge", "new", ".").code == 0
    assert data_of(Path("pack.yaml"))["name"] == "mine"
    names = [sorted(each.name for each in (folder / name).iterdir()) for name in ("ours", "mine")]
    assert names[0] == names[1] == sorted((*OVERLAID, "pack.yaml", "schemas"))


@pytest.mark.parametrize("what", ["file", "full", "pack", "dangling"])
def test_what_is_there_already_stays_as_it_is(cli: Cli, folder: Path, what: str) -> None:
    target = folder / "ours"
    if what == "file":
        target.write_text("mine", "utf-8")
    elif what == "dangling":
        target.symlink_to("nowhere")
    else:
        target.mkdir()
        (target / ("pack.yaml" if what == "pack" else "mine.txt")).write_text("mine", "utf-8")
    before = sorted(folder.rglob("*"))
    ran = cli("knowledge", "new", "ours")
    assert ran == (
        1,
        "",
        (
            "boundary-advisor: 'ours' is there already, and no empty folder\n"
            "Name a folder that is not there yet, or an empty one.\n"
        ),
    )
    assert sorted(folder.rglob("*")) == before


def test_a_folder_without_a_parent_is_refused_with_what_to_do(cli: Cli, folder: Path) -> None:
    ran = cli("knowledge", "new", "no/such/ours")
    assert (ran.code, list(folder.iterdir())) == (1, [])
    assert "cannot make 'no/such/ours': " in ran.err
    assert "Name a folder inside one that is there" in ran.err
    (folder / "a-file").write_text("", "utf-8")
    assert cli("knowledge", "new", "a-file/ours").code == 1
    assert cli("knowledge", "new", "ours\0").code in {1, 2}


@pytest.mark.parametrize("is_there", [False, True])
def test_nothing_is_left_where_it_cannot_be_made(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    if is_there:
        (folder / "ours").mkdir()
    before = sorted(folder.rglob("*"))
    rename, seen = Path.rename, []

    def full(self: Path, target: Path) -> Path:
        seen.append(self)
        if len(seen) == (3 if is_there else 1):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    ran = cli("knowledge", "new", "ours")
    assert ran.code == 1
    assert "cannot make 'ours': No space left on device" in ran.err
    assert sorted(folder.rglob("*")) == before


def test_a_closed_pipe_is_no_fault(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boundary_advisor.cli.registry.write_stdout", lambda _: 141)
    ran: Ran = cli("knowledge", "new", "ours")
    assert ran.code == 141
