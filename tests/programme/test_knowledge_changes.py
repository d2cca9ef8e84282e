"""What the knowledge changed since a programme was assessed: who is told what, and where."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from boundary_advisor import KnowledgeBase, Planner, load_guide
from boundary_advisor.programme.knowledge_changes import (
    KnowledgeChanges,
    find_knowledge_changes,
    history_of,
)
from tests.support.keyboard import typed
from tests.support.knowledge import cities
from tests.support.models import Edition, Layer, PackHead
from tests.support.packs import head_of, strategies, write_pack
from tests.support.programmes import made
from tests.support.readers import flat
from tests.support.schemas import valid

if TYPE_CHECKING:
    from tests.support.program import Cli

KB = cities().kb
GUIDE = load_guide(KB)
TITLE = KB.about.title
ON_DATA = {"text": "The grid of data changed.", "challenges": ["data"]}
ON_LAW = {"text": "The law changed.", "challenges": ["legal", "politics"]}
ON_ALL = {"text": "All sources were read again."}
HISTORY: tuple[tuple[str, list[dict[str, Any]]], ...] = (
    ("1.2", [ON_DATA, ON_LAW]),
    ("1.1", [ON_ALL]),
    ("1.0", [{"text": "The first version."}]),
)

cli_only = pytest.mark.usefixtures("_here")


def told(history: tuple[tuple[str, list[dict[str, Any]]], ...]) -> tuple[Edition, ...]:
    entries = [{"version": version, "changes": changes} for version, changes in history]
    return tuple(Edition.model_validate_json(json.dumps(each)) for each in entries)


def head(name: str, version: str, **more: Any) -> PackHead:  # noqa: ANN401  # any field
    shape = head_of(name, version=version) | more
    return PackHead.model_validate_json(json.dumps(shape))


def knowledge(
    version: str = "1.2",
    *heads: PackHead,
    history: tuple[tuple[str, list[dict[str, Any]]], ...] = HISTORY,
) -> KnowledgeBase:
    """Give the built-in knowledge as another version, below packs that do nothing."""
    file = KB.files.challenges
    about = file.about.model_copy(update={"version": version, "history": told(history)})
    files = KB.files._replace(challenges=file.model_copy(update={"about": about}))
    return KnowledgeBase(files, layers=tuple(Layer(each, (), ()) for each in heads))


def found(
    kb: KnowledgeBase,
    then: str | None,
    *situations: Any,  # noqa: ANN401
    **top: Any,  # noqa: ANN401
) -> KnowledgeChanges | None:
    """Compare the knowledge with that of a programme, which is about data unless said."""
    planner = Planner(kb, GUIDE)
    programme = made(*(situations or ("data bu",)), knowledge=then, **top)
    return find_knowledge_changes(kb, programme, planner.place_situations(programme))


def changes(kb: KnowledgeBase, then: str, *situations: Any, **top: Any) -> list[str]:  # noqa: ANN401
    changed = found(kb, then, *situations, **top)
    assert changed is not None
    assert (changed.then, changed.now) == (then, kb.edition)
    return [each.removeprefix(f"{TITLE}: ") for each in changed.changes]


# -- the knowledge -------------------------------------------------------------------------------


def test_nothing_is_told_of_the_same_version_or_of_none() -> None:
    ours = head("ours", "1.0")
    assert found(knowledge(), "1.2") is None
    assert found(knowledge(), None) is None
    assert found(knowledge("1.2", ours), "1.2 + ours 1.0") is None
    assert found(knowledge(), "1.2", {"challenge": "data", "advised": "building"}) is None


def test_the_sentence_names_both() -> None:
    changed = found(knowledge("1.2", head("ours", "1.0")), "1.1")
    assert changed is not None
    assert changed.text == (
        "The file was assessed with version 1.1; version 1.2 + ours 1.0 is in use."
    )


def test_an_older_version_is_told_what_came_after_it_for_its_challenges() -> None:
    data = "The grid of data changed. (data)"
    more = "1 change more, of challenges that this programme has not."
    assert changes(knowledge(), "1.1") == [data, more]
    assert changes(knowledge(), "1.0") == [data, ON_ALL["text"], more]
    assert changes(knowledge(), "1.0", "culture bu") == [
        ON_ALL["text"],
        "2 changes more, of challenges that this programme has not.",
    ]


def test_a_challenge_that_applies_or_may_apply_counts_as_met() -> None:
    law = "The law changed. (legal and politics)"
    first, last = "The grid of data changed. (data)", "1 change more, of challenges that"
    for answer in ("yes", "not sure"):
        assert changes(knowledge(), "1.1", applies={"politics": answer}) == [first, law]
    (one, two) = changes(knowledge(), "1.1", applies={"politics": "no"})
    assert (one, two.startswith(last)) == (first, True)


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ("0.9", "1.2", "it does not tell what changed between version 0.9 and version 1.2."),
        ("spring", "1.2", "it does not tell what changed between version spring and version 1.2."),
        ("1.10", "1.2", "version 1.10 is newer than version 1.2. Get the newer one, and use it."),
        ("1.2", "1.1", "version 1.2 is newer than version 1.1. Get the newer one, and use it."),
        ("2", "1.2", "version 2 is newer than version 1.2. Get the newer one, and use it."),
        ("1.2", "1.3", "it does not tell what version 1.3 changed."),
        ("1.2", "next", "it does not tell what version next changed."),
    ],
)
def test_what_cannot_be_told_is_said(then: str, now: str, said: str) -> None:
    assert changes(knowledge(now), then) == [said]


def test_a_version_that_the_history_leaves_out_hides_none_of_the_others() -> None:
    assert changes(knowledge("1.3"), "1.1")[:2] == [
        "it does not tell what version 1.3 changed.",
        "The grid of data changed. (data)",
    ]


def test_a_version_between_is_not_told_what_came_after_the_one_in_use() -> None:
    assert changes(knowledge("1.1"), "1.0") == [ON_ALL["text"]]


def test_a_whole_pack_tells_its_history_in_either_place() -> None:
    history = [{"version": "1.2", "changes": [ON_DATA]}, {"version": "1.1", "changes": [ON_ALL]}]
    bare = knowledge(history=())
    assert history_of(bare) == ()
    whole = head("field", "1.2", kind="whole", history=history)
    kb = KnowledgeBase(bare.files, head=whole)
    assert changes(kb, "field 1.1") == ["The grid of data changed. (data)"]
    assert found(kb, "field 1.2") is None
    assert history_of(KnowledgeBase(knowledge().files, head=whole)) == told(HISTORY)


@pytest.mark.parametrize("then", ["1.1", "field 1.1", "other 1.1 + ours 1.0"])
def test_other_knowledge_is_told_apart_from_another_version(then: str) -> None:
    bare = knowledge("1.2")
    kb = KnowledgeBase(bare.files, head=head("streets", "1.2", kind="whole"))
    first, *_ = then.split(" + ", maxsplit=1)
    said = f"It was assessed with other knowledge, {first}. What it says may not fit this one."
    assert changes(kb, then)[0] == said
    if first != "1.1":
        assert changes(bare, then)[0] == said


# -- packs ---------------------------------------------------------------------------------------


def test_packs_that_came_and_went_are_told() -> None:
    kb = knowledge("1.2", head("ours", "1.0"))
    assert changes(kb, "1.2") == ["The pack ours 1.0 is laid over now, and was not then."]
    assert changes(kb, "1.2 + theirs 0.3 + ours 1.0") == [
        (
            "The pack theirs 0.3 was laid over then, and is not now. If it still holds, name its "
            "folder with --knowledge."
        )
    ]


def test_packs_in_another_order_are_told_as_the_last_one_wins() -> None:
    kb = knowledge("1.2", head("ours", "1.0"), head("theirs", "1.0"), head("more", "1.0"))
    assert changes(kb, "1.2 + theirs 1.0 + ours 1.0 + more 1.0") == [
        "The packs are laid over in another order now, the last one on top: ours, theirs then more."
    ]
    assert len(changes(kb, "1.2 + ours 1.0 + more 1.0")) == 1


def test_a_pack_tells_its_own_changes() -> None:
    history = [
        {"version": "1.1", "changes": [ON_DATA, ON_LAW]},
        {"version": "1.0", "changes": [ON_ALL]},
    ]
    kb = knowledge("1.2", head("ours", "1.1", history=history))
    assert changes(kb, "1.2 + ours 1.0") == [
        "The pack ours: The grid of data changed. (data)",
        "The pack ours: 1 change more, of challenges that this programme has not.",
    ]
    assert changes(knowledge("1.2", head("ours", "1.1")), "1.2 + ours 1.0") == [
        "The pack ours: it does not tell what changed between version 1.0 and version 1.1."
    ]
    assert changes(kb, "1.1 + ours 2.0")[-1] == (
        "The pack ours: version 2.0 is newer than version 1.1. Get the newer one, and use it."
    )


def test_advice_on_record_that_differs_is_told_with_its_situation() -> None:
    given = {"challenge": "data", "threat": "high", "horizon": "short"}
    assert changes(knowledge(), "1.1", given | {"advised": "buffering"})[-1].startswith("1 change")
    assert changes(knowledge(), "1.1", given | {"advised": "building"})[-1] == (
        "2 data: On record is the advice Building; for the levels in the file it is Buffering "
        "now. So the knowledge has changed, or the file was edited after that advice."
    )


# -- what shows it -------------------------------------------------------------------------------

OLDER = """\
programme: Made up
assessed: 2025-05-01
knowledge: "1.0 + ours 1.0" # as we did it then
city_size:
applies:
  structures: no
  legal: no
  culture: no
  data-use: no
  capability: no
  citizens: no
  politics: no
situations:
  - challenge: data
    threat: high
    horizon: short
    owner: CIO
    status: planned
    review:
    note:
    advised: building
"""
TOLD = (
    "The file was assessed with version 1.0 + ours 1.0; version 1.0 + ours 1.1 is in use.",
    "The pack ours: The grid of data changed. (data)",
    "On record is the advice Building; for the levels in the file it is Buffering now.",
)


@pytest.fixture
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    steps = [{"id": "choose-battles", "first_step": "List them.", "source": "Visit"}]
    history = [{"version": "1.1", "changes": [ON_DATA]}, {"version": "1.0", "changes": [ON_ALL]}]
    contents = strategies(override={"tactics": steps})
    write_pack(tmp_path / "ours", contents, version="1.1", history=history)
    monkeypatch.setenv("BOUNDARY_ADVISOR_KNOWLEDGE", "ours")
    Path("city.yaml").write_text(OLDER, "utf-8")


@cli_only
@pytest.mark.parametrize("command", ["portfolio", "roadmap", "report"])
@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_what_is_made_of_an_older_file_says_so(cli: Cli, command: str, form: str) -> None:
    if (command, form) == ("report", "terminal"):
        form = "html"
    ran = cli(command, "city.yaml", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    for each in (*TOLD, "The command assess brings it up to date."):
        assert each in flat(ran.out)


@cli_only
@pytest.mark.parametrize(
    ("command", "schema"),
    [("portfolio", "portfolio"), ("roadmap", "roadmap"), ("report", "programme-report")],
)
def test_json_holds_it(cli: Cli, command: str, schema: str) -> None:
    shape = valid(schema, cli(command, "city.yaml", "--format", "json").out)
    changed = shape["knowledge_changes"]
    assert (changed["then"], changed["now"]) == ("1.0 + ours 1.0", "1.0 + ours 1.1")
    assert changed["changes"][0] == TOLD[1]
    assert len(changed["changes"]) == 2


@cli_only
@pytest.mark.parametrize("line", ["", 'knowledge: "1.0 + ours 1.1"\n'])
def test_a_file_that_names_no_version_or_this_one_is_told_nothing(cli: Cli, line: str) -> None:
    text = re.sub(r"knowledge: .*\n", line, OLDER)
    Path("city.yaml").write_text(text, "utf-8")
    for command in ("portfolio", "roadmap", "report"):
        assert "was assessed with" not in flat(cli(command, "city.yaml").out)
        shape = json.loads(cli(command, "city.yaml", "--format", "json").out)
        assert "knowledge_changes" not in shape
    assert "was assessed with" not in flat(cli("assess", "city.yaml", "--no-input").out)
    assert cli("assess", "city.yaml", "--no-input", "--force").code == 0
    assert Path("city.yaml").read_text("utf-8") == text


# -- what assess makes of the file ---------------------------------------------------------------

RENEWED = OLDER.replace('"1.0 + ours 1.0"', "1.0 + ours 1.1").replace(
    "advised: building", "advised: buffering"
)
NOW = "The file names the version in use from now on."


def text() -> str:
    return Path("city.yaml").read_text("utf-8")


@cli_only
def test_assess_shows_it_and_says_how_the_file_gets_up_to_date(cli: Cli) -> None:
    ran = cli("assess", "city.yaml", "--no-input")
    assert ran.code == 0
    for each in (*TOLD, "boundary-advisor assess city.yaml --no-input --force"):
        assert each in flat(ran.out)
    assert text() == OLDER


@cli_only
def test_a_file_that_is_answered_in_full_gets_the_version_in_use(cli: Cli) -> None:
    ran = cli("assess", "city.yaml", "--no-input", "--force")
    for each in (*TOLD, NOW):
        assert each in flat(ran.out)
    assert text() == RENEWED
    assert "was assessed with" not in flat(cli("assess", "city.yaml", "--no-input").out)
    assert "knowledge_changes" not in cli("portfolio", "city.yaml", "--format", "json").out


@cli_only
def test_a_file_that_leaves_something_open_keeps_its_version(cli: Cli) -> None:
    older = OLDER.replace("  legal: no\n", "")
    Path("city.yaml").write_text(older, "utf-8")
    ran = cli("assess", "city.yaml", "--no-input", "--force")
    assert "The file goes on to name the old one until every question is answered." in flat(ran.out)
    assert text() == older


@cli_only
def test_answers_of_another_file_bring_it_up_to_date_with_what_they_add(
    cli: Cli,
) -> None:
    older = OLDER.replace("  legal: no\n", "")
    Path("city.yaml").write_text(older, "utf-8")
    Path("more.yaml").write_text("programme: Made up\napplies: {legal: no}\n", "utf-8")
    more = ("--answers", "more.yaml", "--no-input")
    refused = cli("assess", "city.yaml", *more)
    assert (refused.code, text()) == (1, older)
    assert "Add --force" in refused.err
    assert NOW in flat(cli("assess", "city.yaml", *more, "--force").out)
    assert text() == RENEWED.replace("  legal: no\n", "").replace(
        "  politics: no\n", "  politics: no\n  legal: no\n"
    )


@cli_only
def test_what_is_done_keeps_the_advice_on_record(cli: Cli) -> None:
    Path("city.yaml").write_text(OLDER.replace("planned", "done"), "utf-8")
    assert cli("assess", "city.yaml", "--no-input", "--force").code == 0
    assert "knowledge: 1.0 + ours 1.1 # as we did it then\n" in text()
    assert "advised: building\n" in text()


@cli_only
def test_a_version_that_reads_as_a_number_is_quoted(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOUNDARY_ADVISOR_KNOWLEDGE")
    assert cli("assess", "city.yaml", "--no-input", "--force").code == 0
    assert 'knowledge: "1.0" # as we did it then\n' in text()


@cli_only
def test_at_the_keyboard_it_is_told_before_anything_is_asked(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = typed(monkeypatch, cli, ("assess", "city.yaml"), "no")
    asked = flat(ran.err)
    assert asked.index(TOLD[1]) < asked.index("Go on, and write your answers into city.yaml?")
    assert text() == OLDER
    ran = typed(monkeypatch, cli, ("assess", "city.yaml"), "yes", "")
    assert text() == RENEWED
    assert NOW in flat(ran.out)


def test_a_file_of_other_knowledge_says_so_where_its_names_are_not_known(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("city.yaml").write_text(
        'programme: P\nknowledge: "streets 1.0"\nsituations:\n  - challenge: noise\n', "utf-8"
    )
    ran = cli("portfolio", "city.yaml")
    assert ran.code == 3
    assert (
        "It names the knowledge 'streets 1.0', and 1.0 is in use; packs are named with" in ran.err
    )
    Path("city.yaml").write_text("programme: P\nsituations:\n  - challenge: noise\n", "utf-8")
    assert "names the knowledge" not in cli("portfolio", "city.yaml").err
