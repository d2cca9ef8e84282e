"""Command lines: every command with every option, in and out of their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.output.formats import Format
from boundary_advisor.packs.starter import SCHEMAS
from tests.cli.shell import ADVISE, COMMANDS, PACK_COMMANDS, PROGRAM
from tests.fuzz.values import TEXTS

if TYPE_CHECKING:
    from random import Random

NAMES = ("data", "2", "legal", "Culture", "8", "data-use", "c", "dta", "buffering", "building", "b")
FILES = ("town.yaml", "medium-city-2025.yaml", "medium-city-2026.yaml", "large-metropolitan.csv")
PACKS = ("north-network", "school-streets", "nowhere", "town.yaml", "")
_LEVELS = ("low", "high", "short", "long", "HIGH", "medium", "not sure")
_SIZES = ("large-town", "small-city", "metropolitan", "village")
_DAYS = ("2027-03-31", "2026-02-30", "0001-01-01", "9999-12-31", "today")
_TARGETS = ("-", "a.md", "a.json", "a.html", "a.docx", "a.xlsx", "a.svg", "a.csv", "a.txt", "no/a")
_OPTIONS: dict[str, tuple[str, ...]] = {
    "--challenge": NAMES,
    "-c": NAMES,
    "--strategy": NAMES,
    "-s": NAMES,
    "--threat": _LEVELS,
    "-t": _LEVELS,
    "--horizon": _LEVELS,
    "-z": _LEVELS,
    "--city-size": _SIZES,
    "--size": _SIZES,
    "--city": ("1", "12", "13", "0", "-1", "9" * 30),
    "--date": _DAYS,
    "--format": (*Format, "pdf"),
    "-f": (*Format,),
    "--output": _TARGETS,
    "-o": (*_TARGETS, *FILES),
    "--answers": FILES,
    "--knowledge": PACKS,
}
_FLAGS = ("--full", "--force", "--no-input", "--only", "--help", "-h", "--version")


def command_line(random: Random) -> tuple[str, list[str]]:
    """Give the name of a program, and arguments for it."""
    command = random.choice(COMMANDS)
    arguments = _wanted(command, random)
    for _ in range(random.choice((0, 0, 1, 1, 1, 2, 5))):
        arguments[random.randint(0, len(arguments)) :] = _more(random)
    if random.random() < 0.1:
        random.shuffle(arguments)
    if command == ADVISE and random.random() < 0.3:
        return ADVISE, arguments
    return PROGRAM, [command, *arguments] if random.random() < 0.98 else arguments


def _wanted(command: str, random: Random) -> list[str]:
    """Give what a command asks for."""
    if command in {"portfolio", "roadmap", "assess"}:
        return [random.choice(FILES)]
    if command == "compare":
        return [random.choice(FILES), random.choice(FILES)]
    if command in {"advise", "report"}:
        return ["-c", random.choice(NAMES), "-t", random.choice(_LEVELS[:2])]
    if command == "knowledge":
        return [random.choice(PACK_COMMANDS), random.choice((*PACKS, *SCHEMAS))]
    return ["-o", random.choice(_TARGETS)] if command == "explore" else []


def _more(random: Random) -> list[str]:
    kind = random.random()
    if kind < 0.2:
        return [random.choice(_FLAGS)]
    if kind < 0.3:
        return [random.choice((*NAMES, *FILES, *TEXTS))]
    option = random.choice(list(_OPTIONS))
    value = random.choice(TEXTS) if random.random() < 0.2 else random.choice(_OPTIONS[option])
    return [f"{option}={value}"] if random.random() < 0.1 else [option, value]
