"""The command `assess`: by keyboard and by file, back and forth, and what it leaves alone."""

from __future__ import annotations

import os
import re
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from boundary_advisor import Planner
from tests.support.interviews import DATA, SHORT
from tests.support.keyboard import typed
from tests.support.marks import quick_and_long
from tests.support.program import environment, module, process

if TYPE_CHECKING:
    from tests.support.keyboard import Keys
    from tests.support.program import Cli, Ran

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = ("--date", "2026-11-22")
FILE = ("assess", "city.yaml", *DAY)
ALONE = ("--no-input",)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def text(name: str = "city.yaml") -> str:
    return Path(name).read_text("utf-8")


def write(content: str, name: str = "city.yaml") -> None:
    Path(name).write_text(content, "utf-8")


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> partial[Ran]:
    return partial(typed, monkeypatch, cli)


# -- from nothing to a file ----------------------------------------------------------------------


def test_from_nothing_to_a_programme_and_its_roadmap(
    cli: Cli, session: partial[Ran], whole: str
) -> None:
    done = session(FILE, *SHORT)
    assert (done.code, text()) == (0, whole)
    assert done.out.startswith("Assessment: Port Aldren\nYou meet 1 of 8 challenges. All 8 ")
    assert "  - 2 data: Building. (rule grid; Framework section; Figure 1)\n    - Thr" in done.out
    programme = Planner().read("city.yaml")
    (data,) = programme.situations
    assert (data.threat, data.horizon, data.owner, data.advised) == (
        "high",
        "long",
        "CIO",
        "building",
    )
    for command in ("portfolio", "roadmap"):
        assert f"boundary-advisor {command} city.yaml" in done.out
        assert cli(command, "city.yaml").code == 0


def test_every_question_says_where_it_stands(session: partial[Ran]) -> None:
    done = session(FILE, *SHORT)
    told = re.sub(r"\s+", " ", done.err)
    for number, challenge in enumerate(Planner().kb.challenges, start=1):
        assert f"Challenge {number} of 8: {challenge.title}" in told
        assert f"[{number} of 8] Do you meet this challenge?" in told
    assert "[2 of 8] Threat, question 2: Can the people" in told
    assert "[2 of 8] Horizon, question 6: " in told
    assert "Where it lands: 2 data Threat: high, because the way ahead is blocked." in told
    assert "(rule signs; Framework section)" in told
    assert "Strategy: Building. (rule grid; Framework section; Figure 1) First tactic: " in told
    assert max(map(len, done.err.splitlines())) <= 80


def test_it_fits_a_narrow_window(session: partial[Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    done = session(FILE, *SHORT)
    assert max(map(len, (done.err + done.out).splitlines())) <= 60


def test_the_file_is_the_same_from_keyboard_and_from_a_file(
    cli: Cli, session: partial[Ran]
) -> None:
    by_hand = session(FILE, *SHORT)
    write(text(), "answers.yaml")
    kept = text()
    Path("city.yaml").unlink()
    alone = cli(*FILE, "--answers", "answers.yaml", *ALONE)
    assert text() == kept
    assert alone == (0, by_hand.out, "")
    again = process(module("assess", "third.yaml", "--answers", "answers.yaml", *ALONE, *DAY))
    assert again == (0, by_hand.out.replace("city.yaml", "third.yaml"), "")
    assert text("third.yaml") == kept


def test_a_table_is_a_file_of_answers_too(cli: Cli) -> None:
    table = str(EXAMPLES / "large-metropolitan.csv")
    assert cli(*FILE, "--answers", table, *ALONE).code == 0
    planner = Planner()
    there, here = planner.read(table), planner.read("city.yaml")
    assert [e.initiative for e in here.situations] == [
        e.initiative for e in sorted(there.situations, key=lambda e: _number(e.challenge))
    ]


def _number(challenge: str) -> int:
    return Planner().kb.challenge(challenge).number


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Port: # Aldren", 'programme: "Port: # Aldren"'),
        ('"It\'s"', 'programme: "\\"It\'s\\""'),
        ("- {x", 'programme: "- {x"'),
        ("\u00d8resund \U0001f600", "programme: \u00d8resund \U0001f600"),
    ],
)
def test_any_name_is_kept_and_shown(name: str, line: str, session: partial[Ran]) -> None:
    done = session(FILE, name, "q")
    assert line in text().splitlines()
    assert Planner().read("city.yaml").programme == name
    assert done.out.startswith(f"Assessment: {name}\n")


def test_what_is_pasted_with_a_line_end_cannot_slip_in(session: partial[Ran]) -> None:
    done = session(FILE, "Port", "situations: []", "q")
    assert "'situations: []' is no answer here." in done.err
    assert Planner().read("city.yaml").programme == "Port"


def test_escape_codes_do_not_reach_the_file_or_the_screen(session: partial[Ran]) -> None:
    done = session(FILE, "\x1b[31mred", "Port", "\x1b[A", "q")
    assert "\x1b" not in done.err + done.out + text()
    assert "'\\x1b[A' is no answer here." in done.err


# -- going back ----------------------------------------------------------------------------------


def test_back_leads_to_the_question_before_across_challenges_and_enter_keeps(
    session: partial[Ran],
) -> None:
    done = session(FILE, "Port", "3", "no", "no", "b", "b", "b", "b", "b", "", "", "", "", "q")
    assert "This is the first question." in done.err
    assert "(now: Port, Enter keeps it, b back, q stop, ? why)" in done.err
    assert "(now: Medium-sized city (200,000 to 500,000), Enter keeps it, b back" in done.err
    assert done.err.count("(now: no, Enter keeps it, b back, q stop, ? why)") == 4
    assert "  structures: no\n  data: no\n" in text()


def test_the_name_can_be_taken_back_and_the_first_question_has_none_before_it(
    session: partial[Ran],
) -> None:
    done = session(FILE, "b", "Port", "b", "Haven", "q")
    assert done.err.count("This is the first question.") == 1
    assert "programme: Haven\n" in text()


def test_the_file_depends_on_the_last_answers_alone(session: partial[Ran], whole: str) -> None:
    to_data = ("Port Aldren", "6", "b", "3", "yes", "no", "b", "b", "no")
    changed = (
        "yes",
        "yes",
        "yes",
        "b",
        "no",
        "b",
        "b",
        "",
        "",
        *DATA[3:9],
        "b",
        "",
        "Me",
        "b",
        "CIO",
    )
    session(FILE, *to_data, *changed, *["no"] * 6, "b", "", "")
    assert text() == whole


def test_a_landing_is_told_anew_where_an_answer_changes_it(session: partial[Ran]) -> None:
    done = session(FILE, "P", "6", "no", *DATA, *["b"] * 8, "yes", "no", "q")
    assert "could this stop the transformation" in re.sub(r"\s+", " ", done.err)
    assert "high, because" in re.sub(r"\s+", " ", done.err)
    (data,) = Planner().read("city.yaml").situations
    assert data.signs["can-be-won"] == "yes"
    assert data.signs["could-stop"] == "no"
    assert (data.threat, data.advised) == ("low", "bridging-knowledge")
    assert done.err.count("Where it lands: 2 data") == 2


def test_why_a_question_is_asked(session: partial[Ran]) -> None:
    done = session(
        FILE,
        "?",
        "P",
        "?",
        "6",
        "?",
        "yes",
        "?",
        "not sure",
        "not sure",
        "?",
        *["b"] * 4,
        "no",
        "q",
    )
    told = re.sub(r"\s+", " ", done.err)
    assert "The name stands at the head of every report." in told
    assert "It does not change which strategy fits." in told
    assert "gets a place in your programme. Source: Challenge 1 section." in told
    assert "A yes speaks for a high threat. The wording is ours. Source: Framework section." in told
    assert "The other answers do not settle it, so this one does. A yes speaks for a high" in told


# -- stopping ------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", quick_and_long(range(len(SHORT)), 6))
@pytest.mark.parametrize(("end", "code"), [("q", 0), (KeyboardInterrupt, 130), (EOFError, 130)])
def test_stopped_at_any_question_nothing_is_lost(
    known: int, end: Keys, code: int, session: partial[Ran], whole: str
) -> None:
    stopped = session(FILE, *SHORT[:known], end)
    assert stopped.code == code
    assert bool(stopped.out) is (code == 0 and known > 0)
    if known == 0:
        assert "Nothing was written.\n" in stopped.err
        assert not Path("city.yaml").exists()
        return
    assert "Your answers so far are saved in city.yaml.\n" in stopped.err
    assert "To go on: boundary-advisor assess city.yaml\n" in stopped.err
    assert stopped.err.endswith("boundary-advisor: interrupted\n") is (code == 130)
    left = SHORT[known:]
    assert session(("assess", "city.yaml"), "1", *left).code == 0
    assert text() == whole


def test_the_end_of_the_keys_is_an_interruption(session: partial[Ran]) -> None:
    assert session(FILE, "Port").code == 130
    assert "programme: Port\n" in text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_question_and_spoils_no_save(
    number: int, session: partial[Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(number)
    calls: list[int] = []

    def sync(file: int) -> None:
        calls.append(file)
        if len(calls) == 3:  # while the second answer is saved; each save has two of them
            os.kill(os.getpid(), number)

    monkeypatch.setattr("boundary_advisor.cli.writing.os.fsync", sync)
    stopped = session(FILE, "Port", "3")
    assert stopped.code == 130
    assert text().endswith("city_size: medium-city\n")
    assert signal.getsignal(number) == before


def test_a_signal_while_it_waits_ends_it_at_once(session: partial[Ran]) -> None:
    def killed() -> str:
        os.kill(os.getpid(), signal.SIGHUP)
        return "3"

    assert session(FILE, "Port", killed).code == 130
    assert "city_size" not in text().partition("\n\n")[2]


def test_a_terminal_that_is_lost_gets_no_goodbye(
    session: partial[Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost() -> str:
        def fails(_: str) -> int:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(sys.stderr, "write", fails)
        return "3"

    assert session(FILE, "Port", lost).code == 130
    assert "city_size: medium-city" in text()


# -- a file that is there ------------------------------------------------------------------------

HAND_WRITTEN = """\
# Ours.
programme: Brookmere  # the town
applies:
  structures: no
  legal: no
  culture: not sure
  data-use: no
  citizens: no
  politics: no

situations:

  # Known for long.
  - challenge: 6
    threat: low
    horizon: long
    owner: Head
    note: keep me

  - challenge: data
    initiative: Meters
    signs:
      way-blocked: yes   # says the vendor
"""


def test_a_file_is_not_touched_before_the_question(session: partial[Ran]) -> None:
    write(HAND_WRITTEN)
    done = session(FILE, "?", "no")
    assert (done.code, text()) == (0, HAND_WRITTEN)
    assert done.err.startswith("Brookmere: You meet 2 of 8 challenges. 7 are answered in full; l")
    assert "What it holds already stays, comments too." in done.err
    assert done.err.endswith("Nothing was written.\n")
    assert "2 data: Meters: undecided." in done.out


@pytest.mark.parametrize("end", [KeyboardInterrupt, EOFError])
def test_breaking_off_before_leave_is_given_changes_nothing(
    end: Keys, session: partial[Ran]
) -> None:
    write(HAND_WRITTEN)
    done = session(FILE, end)
    assert (done.code, text()) == (130, HAND_WRITTEN)
    assert "Nothing was written.\n" in done.err


def test_comments_and_fields_of_a_person_stay(session: partial[Ran]) -> None:
    write(HAND_WRITTEN)
    done = session(FILE, "yes", "6", *DATA[2:], "")
    assert done.code == 0
    assert [each for each in HAND_WRITTEN.splitlines() if each not in text().splitlines()] == []
    capability, data = Planner().read("city.yaml").situations
    assert (capability.note, capability.owner, capability.advised) == (
        "keep me",
        "Head",
        "bridging-knowledge",
    )
    assert (data.threat, data.horizon, data.owner) == ("high", "long", "CIO")
    assert "[2 of 8] Threat, question 2 (Meters): " in done.err
    assert "[2 of 8] Who owns this? A name or a role. (Meters)" in done.err


def test_force_asks_no_leave(session: partial[Ran]) -> None:
    write(HAND_WRITTEN)
    assert "Go on, and write" not in session((*FILE, "--force"), "6", "q").err
    assert "city_size:\n" in text()


def test_what_is_whole_can_be_looked_through(session: partial[Ran], whole: str) -> None:
    write(whole)
    done = session(FILE, "yes", "b", "", "sure", "1")
    assert (done.code, text()) == (0, whole)
    assert "Port Aldren: You meet 1 of 8 challenges. All 8 are answered in full.\n" in done.err
    assert "[8 of 8] Do you meet this challenge?" in done.err
    assert "'sure' is no answer here. Type a number or a word: 1 finish." in done.err


def test_a_challenge_that_is_in_the_file_can_be_dropped(session: partial[Ran]) -> None:
    session(FILE, "Port", "6", "yes", "q")
    done = session(FILE, "yes", "b", "3", "no", "1", "q")
    assert "1 yes   2 no\n(now: yes, " in done.err
    assert "This sets the status of 1 structures from open to dropped.\n  1 yes   2 no" in done.err
    (structures,) = Planner().read("city.yaml").situations
    assert structures.status == "dropped"
    assert "1 structures: dropped." in done.out


STARTED = """\
programme: Port
city_size:
applies:
  structures: no
  data: no
  legal: no
  culture: no
  data-use: no
  capability: no
  citizens: no
  politics: yes
situations:
- challenge: politics
  threat: low
  horizon: long
  owner: Me
  status: started
"""


def test_work_that_has_started_is_dropped_on_a_second_yes_only_and_comes_back(
    session: partial[Ran],
) -> None:
    write(STARTED)
    again = (*FILE, "--force")
    assert session(again, "").code == 0
    before = text()

    def status() -> str | None:
        return Planner().read("city.yaml").situations[0].status

    def back_once_dropped() -> str:
        assert status() == "dropped"
        return "b"

    refused = session(again, "b", "b", "no", "no", "", "")
    assert (refused.code, text()) == (0, before)
    told = "This sets the status of 8 politics from started to dropped."
    assert told in refused.err
    undone = session(again, "b", "b", "no", "yes", back_once_dropped, "yes", "q")
    assert (undone.code, text()) == (0, before)
    assert undone.err.count(told) == 1
    session(again, "b", "b", "no", "yes", "b", "", "q")
    assert status() == "dropped"


def test_what_was_left_undecided_can_be_taken_up_at_the_end(session: partial[Ran]) -> None:
    unsure = ("not sure",) * 3
    first = session(
        FILE, "P", "6", "no", "yes", *unsure, *DATA[3:], "not sure", *["no"] * 5, "finish"
    )
    left = "Left undecided: the threat of 2 data and whether you meet 3 legal. 1 finish 2 take up"
    assert left in re.sub(r"\s+", " ", first.err)
    again = session((*FILE, "--force"), "2", *unsure, "no", "take", "no", "not sure", "no", "")
    assert again.code == 0
    assert "That was the last question.\n  1 finish\n(Enter" in again.err
    assert again.err.count("Left undecided: the threat of 2 data.") == 1
    (data,) = Planner().read("city.yaml").situations
    assert (data.signs["could-stop"], data.threat) == ("no", "low")


OTHERS = """\
programme: Elsewhere
city_size: small-city
applies: {politics: no, structures: yes}
situations:
- challenge: capability
  threat: high
  horizon: short
  owner: Other
  signs: {could-stop: yes}
- {challenge: data, initiative: Meters, signs: {way-blocked: no}, review: 2027-01-31}
"""


def test_what_differs_in_the_answers_is_told_and_what_the_file_holds_stays(
    cli: Cli, session: partial[Ran]
) -> None:
    write(f"{HAND_WRITTEN}    review: 2027-02-28\n")
    write(OTHERS, "answers.yaml")
    kept = (
        "Kept from city.yaml, and otherwise in answers.yaml: "
        "programme (Brookmere here, Elsewhere there), "
        "1 structures applies (no here, yes there), "
        "6 capability owner (Head here, Other there), "
        "2 data: Meters, way-blocked (yes here, no there), "
        "6 capability threat (low here, high there), "
        "6 capability horizon (long here, short there), "
        "6 capability could-stop (given as low here, yes there) and "
        "2 data: Meters, review (2027-02-28 here, 2027-01-31 there)."
    )
    asked = session((*FILE, "--answers", "answers.yaml"), "no")
    assert kept in re.sub(r"\s+", " ", asked.err)
    done = cli(*FILE, "--answers", "answers.yaml", *ALONE, "--force")
    assert done.err == f"boundary-advisor: {kept}\n"
    assert kept in re.sub(r"\s+", " ", done.out)
    capability, data = Planner().read("city.yaml").situations
    assert (capability.signs, capability.threat, capability.owner) == ({}, "low", "Head")
    assert data.signs == {"way-blocked": "yes"}


def test_a_challenge_that_the_file_meets_stays_met(cli: Cli) -> None:
    write(STARTED)
    write("programme: Port\napplies: {politics: no}\n", "answers.yaml")
    done = cli(*FILE, "--answers", "answers.yaml", *ALONE, "--force")
    assert "otherwise in answers.yaml: 8 politics applies (yes here, no there).\n" in done.err
    assert Planner().read("city.yaml").situations[0].status == "started"


def test_the_day_of_the_answers_stays_until_something_new_is_answered(
    cli: Cli, session: partial[Ran]
) -> None:
    write("programme: Port\nassessed: 2026-01-31\n", "answers.yaml")
    order = ("assess", "city.yaml", "--answers", "answers.yaml")
    for arguments, day in ((order, "2026-01-31"), ((*order, *DAY), "2026-11-22")):
        assert cli(*arguments, *ALONE).code == 0
        assert f"\nassessed: {day}\n" in text()
        Path("city.yaml").unlink()
    session(order, "q")
    assert "\nassessed: 2026-01-31\n" in text()
    Path("city.yaml").unlink()
    session(order, "6", "q")
    assert "\nassessed: 2026-01-31\n" not in text()


def test_line_ends_and_a_mark_of_other_programs_stay(session: partial[Ran]) -> None:
    raw = b"\xef\xbb\xbf" + HAND_WRITTEN.replace("\n", "\r\n").encode()
    Path("city.yaml").write_bytes(raw)
    session(FILE, "yes", "6", "q")
    after = Path("city.yaml").read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# Ours.\r\n")
    assert after.count(b"\n") == after.count(b"\r\n") > raw.count(b"\n")


def test_what_another_program_writes_meanwhile_is_not_overwritten(session: partial[Ran]) -> None:
    def changes() -> str:
        write(f"{text()}# theirs\n")
        return "no"

    done = session(FILE, "Port", "3", changes)
    assert done.code == 1
    assert "'city.yaml' was changed by another program meanwhile\nIt is left as it is" in done.err
    assert text().endswith("city_size: medium-city\n# theirs\n")


def test_a_file_that_vanishes_meanwhile_is_not_made_anew(session: partial[Ran]) -> None:
    def vanishes() -> str:
        Path("city.yaml").unlink()
        return "no"

    assert session(FILE, "Port", "3", vanishes).code == 1
    assert not Path("city.yaml").exists()


def test_a_disk_that_is_full_keeps_the_answers_before(
    session: partial[Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> str:
        def fails(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("boundary_advisor.cli.writing.os.fsync", fails)
        return "no"

    done = session(FILE, "Port", "3", full)
    assert done.code == 1
    assert "cannot write 'city.yaml': No space left on device\nYour last answer is" in done.err
    assert text().endswith("city_size: medium-city\n")


def test_a_file_that_comes_up_meanwhile_is_not_replaced(session: partial[Ran]) -> None:
    def comes() -> str:
        write("theirs")
        return "Port"

    done = session(FILE, comes)
    assert (done.code, text()) == (1, "theirs")
    assert "'city.yaml' is there already\nChoose another file.\n" in done.err


def test_a_layout_that_cannot_be_changed_is_told_and_left(session: partial[Ran]) -> None:
    laid_out = "programme: |\n  A line end below would be a part of this"
    write(laid_out)
    done = session(FILE, "yes", "6")
    assert (done.code, text()) == (1, laid_out)
    assert "the field 'city_size' cannot be changed in this text\nChange it by hand" in done.err


def test_problems_of_a_file_are_told_with_their_place(cli: Cli, session: partial[Ran]) -> None:
    write("programme: x\nstatus: y\n")
    told = "boundary-advisor: city.yaml:2:1: unknown field 'status'"
    done = session(FILE)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(told)
    assert cli("assess", "new.yaml", "--answers", "city.yaml", *ALONE).err.startswith(told)
    assert not Path("new.yaml").exists()


def test_a_file_that_cannot_be_read_again_is_told(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(HAND_WRITTEN)
    monkeypatch.setattr("boundary_advisor.cli.assessment._read", lambda _: None)
    done = cli(*FILE, *ALONE)
    assert done == (1, "", "boundary-advisor: 'city.yaml' cannot be read any more\nStart again.\n")


# -- without a keyboard --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["city.yaml", "there.yaml"])
def test_without_a_terminal_it_says_so_and_does_not_wait(name: str, cli: Cli) -> None:
    write(HAND_WRITTEN, "there.yaml")
    told = (
        "boundary-advisor: there is no terminal to ask in\n"
        "Take the answers from a file with --answers FILE, or add --no-input.\n"
    )
    assert cli("assess", name) == (2, "", told)
    assert process(module("assess", name), env=environment()) == (2, "", told)


def test_answers_without_a_terminal_are_enough(cli: Cli) -> None:
    write(HAND_WRITTEN, "answers.yaml")
    done = cli(*FILE, "--answers", "answers.yaml")
    assert done.code == 0
    assert done.err == (
        "boundary-advisor: there is no terminal to ask in, so what the answers leave open stays "
        "open\n"
    )
    assert cli("assess", "b.yaml", *DAY, "--answers", "answers.yaml", *ALONE).err == ""
    assert text("b.yaml") == text()


def test_what_the_answers_leave_open_is_asked(session: partial[Ran]) -> None:
    write(HAND_WRITTEN, "answers.yaml")
    done = session((*FILE, "--answers", "answers.yaml"), "6", *DATA[2:], "")
    assert "What answers.yaml answers is not asked again." in done.err
    assert "What is your programme called?" not in done.err
    assert "All 8 are answered in full." in done.out
    data, capability = Planner().read("city.yaml").situations
    assert (data.initiative, capability.note) == ("Meters", "keep me")


def test_without_asking_a_file_is_written_into_only_with_force(cli: Cli) -> None:
    write(HAND_WRITTEN)
    done = cli(*FILE, *ALONE)
    assert done == (
        1,
        "",
        "boundary-advisor: 'city.yaml' is there already\nAdd --force to write into it.\n",
    )
    assert text() == HAND_WRITTEN
    done = cli(*FILE, *ALONE, "--force")
    assert (done.code, done.err) == (0, "")
    assert "advised: bridging-knowledge" in text()
    before = text()
    assert cli(*FILE, *ALONE).code == 0  # there is nothing left to write
    assert text() == before


def test_signs_in_a_file_are_made_levels(cli: Cli) -> None:
    write((EXAMPLES / "town.yaml").read_text("utf-8"))
    assert cli(*FILE, *ALONE, "--force").code == 0
    levels = {e.challenge: (e.threat, e.horizon) for e in Planner().read("city.yaml").situations}
    assert levels["data"] == ("low", "short")
    assert levels["politics"] == ("not sure", "short")
    for line in (EXAMPLES / "town.yaml").read_text("utf-8").splitlines():
        assert line in text().splitlines()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("new.yaml", *ALONE), "there is no file 'new.yaml' yet, and no answers\nAdd --answers"),
        (("a.csv", *ALONE), "answers cannot be written into a table such as 'a.csv'\nGive a YAML"),
        (("a.XLSX", *ALONE), "answers cannot be written into a table such as 'a.XLSX'\nGive a Y"),
        (("a.yaml", "--date", "soon"), "no day 'soon'\nWrite it like 2027-03-31."),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, ...], told: str, cli: Cli) -> None:
    done = cli("assess", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"boundary-advisor: {told}")


def test_a_folder_that_is_not_there_is_told_before_anything_is_asked(session: partial[Ran]) -> None:
    done = session(("assess", "no/where.yaml"))
    assert (done.code, done.out) == (1, "")
    assert "'no/where.yaml' cannot be begun\nGive a file in a folder that is there" in done.err


def test_the_day_is_that_of_the_clock_unless_given(session: partial[Ran]) -> None:
    session(("assess", "city.yaml"), "Port", "q")
    assert re.search(r"^assessed: 20\d\d-\d\d-\d\d$", text(), re.MULTILINE)
