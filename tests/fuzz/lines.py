"""Command lines: every command with every option, in and out of their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.packs.starter import SCHEMAS
from tests.fuzz.values import TEXTS
from tests.support.program import ADVISE, DECLARED, PROGRAM, parameters_of
from tests.support.writers import Format

if TYPE_CHECKING:
    from random import Random

NAMES = ("data", "2", "legal", "Culture", "8", "data-use", "c", "dta", "buffering", "building", "b")
FILES = ("town.yaml", "medium-city-2025.yaml", "medium-city-2026.yaml", "large-metropolitan.csv")
PACKS = ("north-network", "school-streets", "nowhere", "town.yaml", "")
_LEVELS = ("low", "high", "short", "long", "HIGH", "medium", "not sure")
_DAYS = ("2027-03-31", "2026-02-30", "0001-01-01", "9999-12-31", "today")
_TARGETS = ("-", "a.md", "a.json", "a.html", "a.docx", "a.xlsx", "a.svg", "a.csv", "a.txt", "no/a")
_VALUES: dict[str, tuple[str, ...]] = {
    "NAME": (*NAMES, *SCHEMAS),
    "WORDS": (*NAMES, "privacy"),
    "low|high": _LEVELS,
    "short|long": _LEVELS,
    "SIZE": ("large-town", "small-city", "metropolitan", "village"),
    "NUMBER": ("1", "12", "13", "0", "-1", "9" * 30),
    "YYYY-MM-DD": _DAYS,
    "FILE": FILES,
    "OLD": FILES,
    "NEW": FILES,
    "DIR": PACKS,
}
"""Values by what help calls them."""

_OF_OPTIONS = {"--output": (*_TARGETS, *FILES), "--format": (*Format, "pdf")}
"""Values of options that take others than help says."""

_PARAMETERS = {words: parameters_of(words) for words in DECLARED}
_ALL = [(each, name) for found in _PARAMETERS.values() for each in found for name in each.opts]
_FLAGS = sorted({name for each, name in _ALL if getattr(each, "is_flag", False)})
_FLAGS += ["--help", "-h", "--version"]
_OPTIONS = {
    name: _OF_OPTIONS.get(each.opts[0]) or _VALUES[each.metavar]
    for each, name in _ALL
    if name.startswith("-") and name not in _FLAGS
}


def command_line(random: Random) -> tuple[str, list[str]]:
    """Give the name of a program, and arguments for it."""
    command = random.choice(list(DECLARED))
    arguments = _wanted(command, random)
    for _ in range(random.choice((0, 0, 1, 1, 1, 2, 5))):
        arguments[random.randint(0, len(arguments)) :] = _more(random)
    if random.random() < 0.1:
        random.shuffle(arguments)
    if command == (ADVISE,) and random.random() < 0.3:
        return ADVISE, arguments
    return PROGRAM, [*command, *arguments] if random.random() < 0.98 else arguments


def _wanted(command: tuple[str, ...], random: Random) -> list[str]:
    """Give what a command asks for."""
    wanted = []
    for each in _PARAMETERS[command]:
        is_option = each.opts[0].startswith("-")
        if each.opts[0] == "--challenge":
            wanted += ["-c", random.choice(NAMES), "-t", random.choice(_LEVELS[:2])]
        elif each.required or (not is_option and random.random() < 0.5):
            values = _OPTIONS[each.opts[0]] if is_option else _VALUES[each.metavar]
            wanted += [*each.opts[:is_option], random.choice(values)]
    return wanted


def _more(random: Random) -> list[str]:
    kind = random.random()
    if kind < 0.2:
        return [random.choice(_FLAGS)]
    if kind < 0.3:
        return [random.choice((*NAMES, *FILES, *TEXTS))]
    option = random.choice(list(_OPTIONS))
    value = random.choice(TEXTS) if random.random() < 0.2 else random.choice(_OPTIONS[option])
    return [f"{option}={value}"] if random.random() < 0.1 else [option, value]
