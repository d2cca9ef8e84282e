"""The commands `knowledge …`: what each tells, what it leaves behind, and what it refuses."""

from __future__ import annotations

import json
import re
import shutil
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from boundary_advisor.cli import pack_files
from boundary_advisor.knowledge.packs import compiled as compiled_module
from boundary_advisor.knowledge.packs import read
from boundary_advisor.knowledge.packs.effects import Act
from boundary_advisor.knowledge.packs.overlay import OVERLAID
from boundary_advisor.knowledge.packs.schemas import SCHEMAS
from boundary_advisor.knowledge.reader import read_yaml
from tests.cli.schemas import valid
from tests.cli.shell import QUESTION
from tests.engine.fields import cities, orchard
from tests.knowledge.packs.made import (
    Contents,
    cases,
    challenges,
    of_everything,
    retire,
    strategies,
    write_orchard,
    write_pack,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.shell import Cli, Ran

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


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


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
        "mend": "did you mean 'choose-battles'?",
    }
    assert (gone["file"], gone["line"], gone["column"], gone["mend"]) == ("gone", None, None, None)


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


# -- compile -------------------------------------------------------------------------------------


def advise(cli: Cli, *packs: str) -> str:
    options = [each for name in packs for each in ("--knowledge", name)]
    ran = cli("cases", *options, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return ran.out + cli("advise", *QUESTION, *options).out


@pytest.fixture
def ours(cli: Cli) -> tuple[str, str]:
    """A compiled pack, and what it says."""
    name = everything()
    said = advise(cli, name)
    assert cli("knowledge", "compile", name) == (
        0,
        "Compiled ours: adds 16, changes 6. After an edit, compile it again.\n",
        "",
    )
    return name, said


def test_the_compiled_form_is_used_and_says_the_same(
    cli: Cli, ours: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(read, "read_pack", never)
        assert advise(cli, ours[0]) == ours[1]
    assert cli("knowledge", "check", ours[0]).code == 0
    shown = cli("knowledge", "show", ours[0]).out
    Path("ours/compiled.json").unlink()
    assert cli("knowledge", "show", ours[0]).out == shown


@pytest.mark.parametrize("file", ["pack.yaml", *OVERLAID])
def test_after_an_edit_it_is_passed_over_until_compiled_again(
    cli: Cli, ours: tuple[str, str], file: str
) -> None:
    path = Path("ours", file)
    path.write_text(path.read_text("utf-8").replace("Zu", "Wy").replace("keepers", "Wyers"))
    edited = advise(cli, ours[0])
    assert edited != ours[1] or file == "challenges.yaml"
    assert cli("knowledge", "compile", ours[0]).code == 0
    assert advise(cli, ours[0]) == edited


def test_a_file_that_came_or_went_makes_it_passed_over(cli: Cli, ours: tuple[str, str]) -> None:
    text = Path("ours/case_examples.yaml").read_text("utf-8")
    Path("ours/case_examples.yaml").unlink()
    assert advise(cli, ours[0]) != ours[1]
    Path("ours/case_examples.yaml").write_text(text, "utf-8")
    assert advise(cli, ours[0]) == ours[1]


def signed(shape: dict[str, Any]) -> bytes:
    """Write a compiled form with a digest that fits, as one who knows how can."""
    rest = '",' + json.dumps({k: v for k, v in shape.items() if k != "digest"})[1:]
    digest = blake2b(rest.encode()).hexdigest()
    return f'{{"digest":"{digest}{rest}'.encode()


def forged(change: str) -> bytes:
    shape = json.loads(Path("ours/compiled.json").read_bytes())
    if change == "source":
        shape["case_examples"]["add"]["cases"][0]["source"] = "Introduction section"
    elif change == "place":
        shape["case_examples"]["add"]["cases"][0]["source"] = "ours: Elsewhere"
    elif change == "kind":
        shape["head"]["kind"] = "whole"
    elif change == "field":
        shape["case_examples"]["add"]["cases"][0]["origin"] = "study"
    elif change == "version":
        shape["version"] = "0.0"
    elif change == "files":
        shape["digests"]["strategies.yaml"] = "0"
    return signed(shape)


@pytest.mark.parametrize("change", ["source", "place", "kind", "field", "version", "files"])
def test_a_forged_form_says_nothing_that_the_files_do_not(
    cli: Cli, ours: tuple[str, str], change: str
) -> None:
    Path("ours/compiled.json").write_bytes(forged(change))
    assert advise(cli, ours[0]) == ours[1]


def test_a_form_that_is_signed_again_without_a_change_is_used(
    cli: Cli, ours: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("ours/compiled.json").write_bytes(forged("nothing"))
    monkeypatch.delattr(read, "_strangers")  # without it no pack is read from its files
    assert advise(cli, ours[0]) == ours[1]


def test_a_forged_form_is_checked_as_the_files_are(cli: Cli, ours: tuple[str, str]) -> None:
    shape = json.loads(Path("ours/compiled.json").read_bytes())
    shape["case_examples"]["add"]["cases"][0]["tactics"] = ["no-such"]
    Path("ours/compiled.json").write_bytes(signed(shape))
    ran = cli("cases", "--knowledge", ours[0])
    assert ran.code == 3
    assert "ours/case_examples.yaml:" in ran.err
    assert "'no-such'" in ran.err
    ran = cli("knowledge", "check", ours[0])
    assert ran.code == 3
    assert ran.out.startswith("ours/compiled.json: this does not say what the YAML files say; ")
    assert cli("knowledge", "compile", ours[0]).code == 0
    assert cli("knowledge", "check", ours[0]).code == 0  # the files are sound


DAMAGES: dict[str, bytes] = {
    "empty": b"",
    "braces": b"{}",
    "list": b"[]",
    "no-text": b"\xff\xfe\x00",
    "begin": b'{"digest":"',
    "digest-of-no-letters": b'{"digest":"' + b"\xff" * 200,
}


@pytest.mark.parametrize("damage", [*DAMAGES, "cut", "swapped", "typed", "folder", "large"])
def test_a_damaged_form_is_passed_over(
    cli: Cli, ours: tuple[str, str], damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path("ours/compiled.json")
    raw = path.read_bytes()
    if damage == "folder":
        path.unlink()
        path.mkdir()
    elif damage == "large":
        monkeypatch.setattr(compiled_module, "MAX_BYTES", 10)
    else:
        changed = {"cut": raw[:-9], "swapped": raw.replace(b"Zuville", b"Zuvilla")}
        changed["typed"] = raw.replace(b"Visit", b"visit")
        path.write_bytes(DAMAGES.get(damage) or changed.get(damage) or b"")
    assert advise(cli, ours[0]) == ours[1]


def test_what_cannot_be_compiled_says_why(cli: Cli) -> None:
    assert cli("knowledge", "compile", "gone").code == 3
    ran = cli("knowledge", "compile", SCHOOLS)
    assert ran.code == 2
    assert "only a pack that is laid over other knowledge can be compiled" in flat(ran.err)
    name = pack("ours", strategies(retire=retire("tactics", "no-such")))
    ran = cli("knowledge", "compile", name)
    assert (ran.code, Path("ours/compiled.json").exists()) == (3, False)
    assert "ours/strategies.yaml:4:4: there is no tactic 'no-such'" in ran.err


def test_a_pack_that_is_edited_while_it_is_compiled_is_not_compiled(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = pack("ours", BATTLES)
    make = compiled_module.compile_pack

    def late(made: Any, folder: Path) -> str:  # noqa: ANN401  # as it is given
        path = folder / "strategies.yaml"
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        return make(made, folder)

    monkeypatch.setattr(pack_files, "compile_pack", late)
    ran = cli("knowledge", "compile", name)
    assert (ran.code, Path("ours/compiled.json").exists()) == (1, False)
    assert "'ours' was edited meanwhile" in ran.err


# -- source --------------------------------------------------------------------------------------

WORK = """\
Introduction

The Clash Between Smart City Logic and the rest. Nothing more of it stands here.

Challenge 2: Restrictive Data arrangements. Data is held by vendors.
"""


@pytest.fixture
def work() -> str:
    Path("work.txt").write_text(WORK, "utf-8")
    return "work.txt"


def test_the_places_of_a_text_are_counted_in_every_format(cli: Cli, work: str) -> None:
    told = valid("source", cli("knowledge", "source", work, "--format", "json").out)
    assert sum(told["counts"].values()) == len(told["places"])
    assert told["counts"]["missing"] > told["counts"]["own-judgement"] > 0
    shown = cli("knowledge", "source", work)
    assert shown.code == 0
    for verdict, number in told["counts"].items():
        assert re.search(rf"^{verdict} +{number} ", shown.out, re.MULTILINE)
    rows = cli("knowledge", "source", work, "--format", "csv").out
    assert len(rows.splitlines()) == len(told["places"]) + 1
    assert cli("knowledge", "source", work, "--format", "markdown").out.startswith("# Sources ch")
    assert cli("knowledge", "source", work, "--output", "out.csv").code == 0
    assert Path("out.csv").read_text("utf-8").splitlines() == rows.splitlines()


def test_another_text_is_told_to_be_so(cli: Cli) -> None:
    Path("other.txt").write_text("A tale of two gardens.\n", "utf-8")
    ran = cli("knowledge", "source", "other.txt")
    assert ran.code == 0
    assert "Not one of the places was found, so this looks like another text." in flat(ran.out)


def test_packs_laid_over_are_left_out_and_a_whole_one_is_looked_at(cli: Cli, work: str) -> None:
    plain = cli("knowledge", "source", work, "-f", "json").out
    assert cli("knowledge", "source", work, "-f", "json", "--knowledge", NORTH).out == plain
    whole = cli("knowledge", "source", work, "-f", "json", "--knowledge", SCHOOLS, "--only").out
    assert valid("source", whole)["knowledge"]["pack"]["name"] == "school-streets"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (None, "there is no such file"),
        (b"%PDF-1.7\nwhatever", "this is a PDF; save its text as a file of its own, as pdftotext"),
        (b"PK\x03\x04\x00\x00", "this is no text in UTF-8; save its text as a file of its own"),
        ("Tale".encode("utf-16"), "this is no text in UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(cli: Cli, raw: bytes | None, said: str) -> None:
    if raw is not None:
        Path("work.pdf").write_bytes(raw)
    ran = cli("knowledge", "source", "work.pdf")
    assert (ran.code, ran.out) == (3, "")
    assert flat(ran.err).startswith(f"boundary-advisor: work.pdf: {said}")


def test_a_few_bytes_that_are_no_text_do_no_harm(cli: Cli, work: str) -> None:
    plain = cli("knowledge", "source", work).out
    Path(work).write_bytes(WORK.encode() + b"\xff\xfe caf\xe9 \x0c\n")
    assert cli("knowledge", "source", work).out.splitlines()[:2] == plain.splitlines()[:2]


def test_a_closed_pipe_is_no_fault(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boundary_advisor.cli.output.write_stdout", lambda _: 141)
    ran: Ran = cli("knowledge", "new", "ours")
    assert ran.code == 141
    assert cli("knowledge", "compile", "ours").code == 141


def test_a_link_in_place_of_a_compiled_form_is_never_written_through(
    cli: Cli, ours: tuple[str, str]
) -> None:
    victim = Path("victim.txt")
    victim.write_text("precious", "utf-8")
    Path("ours/compiled.json").unlink()
    Path("ours/compiled.json").symlink_to(victim.resolve())
    ran = cli("knowledge", "compile", ours[0])
    assert (ran.code, ran.out) == (1, "")
    assert "'ours/compiled.json' is a link" in ran.err
    assert victim.read_text("utf-8") == "precious"


def test_a_compiled_form_beside_what_is_no_file_is_passed_over(
    cli: Cli, ours: tuple[str, str]
) -> None:
    Path("ours/strategies.yaml").unlink(missing_ok=True)
    Path("ours/strategies.yaml").mkdir()
    ran = cli("advise", *QUESTION, "--knowledge", ours[0])
    assert ran.code == 3
    assert "ours/strategies.yaml: this is a folder, not a file" in ran.err


def test_a_text_far_larger_than_an_article_is_refused(cli: Cli) -> None:
    Path("book.txt").write_text("word " * 200_000, "utf-8")
    ran = cli("knowledge", "source", "book.txt")
    assert (ran.code, ran.out) == (3, "")
    assert "book.txt: this is larger than 600 kB" in ran.err


def test_more_problems_than_anybody_reads_are_counted(cli: Cli) -> None:
    entry = {"id": "x", "wrong": 1}
    many = {"retire": {"tactics": [entry] * 400}}
    cases_too = {"retire": {"cases": [entry] * 400}}
    write_pack(Path("many"), {"strategies.yaml": many, "case_examples.yaml": cases_too})
    ran = cli("knowledge", "check", "many")
    assert ran.code == 3
    *lines, more, _, verdict = ran.out.splitlines()
    assert len(lines) == 500
    assert re.fullmatch(r"\d+ more problems are not listed here\.", more)
    assert re.fullmatch(r"at least \d+ problems\.", verdict)


def test_an_answer_never_takes_the_place_of_what_is_read(cli: Cli, ours: tuple[str, str]) -> None:
    for name in ("pack.yaml", "compiled.json"):
        before = Path("ours", name).read_bytes()
        given = ("--knowledge", ours[0], "-f", "json", "-o", f"ours/{name}", "--force")
        ran = cli("advise", *QUESTION, *given)
        assert ran.code == 2
        assert f"'ours/{name}' is a file that is read" in ran.err
        assert Path("ours", name).read_bytes() == before
    assert cli("advise", *QUESTION, "-o", "ours/new.md", "--knowledge", ours[0]).code == 0
