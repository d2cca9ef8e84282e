"""The command lines that every test here goes through.

A new command gets its lines in `LINES`, and is then held to everything in this folder.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.support.program import QUESTION, formats_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.writers import Format

DAY = ("--date", "2026-11-22")
TOWN = "examples/town.yaml"
TABLE = "examples/large-metropolitan.csv"
OLD, NEW = "examples/medium-city-2025.yaml", "examples/medium-city-2026.yaml"
PACK, WHOLE = "examples/packs/north-network", "examples/packs/school-streets"
_EXAMPLES = Path(__file__).parents[2] / "examples"


class Line(NamedTuple):
    """A command line, to be run in a folder that `prepare` has made.

    Attributes:
        words: The words of it.
        reads: The files that it names and reads.
        writes: The file or folder that it writes without --output.
        code: Its exit code.
        is_fitted: Whether what it shows is laid out to the width of the screen.
    """

    words: tuple[str, ...]
    reads: tuple[str, ...] = ()
    writes: str = ""
    code: int = 0
    is_fitted: bool = True

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that it can write with --output; none where it fails."""
        return () if self.code else formats_of(self.words)

    def to_file(self, name: str) -> tuple[str, ...]:
        """Give the words that write to a file instead of the screen."""
        return (*self.words, "--output", name)


LINES: dict[str, Line] = {
    "start": Line(()),
    "help": Line(("--help",), is_fitted=False),
    "version": Line(("--version",), is_fitted=False),
    "advise": Line(("advise", *QUESTION)),
    "advise-open": Line(("advise", "-c", "data", "-c", "8", "--no-input", "--full")),
    "report": Line(("report", *QUESTION)),
    "report-programme": Line(("report", TOWN, *DAY), (TOWN,)),
    "assess": Line(
        ("assess", "begun.yaml", "--answers", TOWN, "--no-input", "--force", *DAY),
        reads=(TOWN,),
        writes="begun.yaml",
    ),
    "portfolio": Line(("portfolio", TOWN, *DAY), (TOWN,)),
    "portfolio-table": Line(("portfolio", TABLE, *DAY, "--full"), (TABLE,)),
    "roadmap": Line(("roadmap", NEW), (NEW,)),
    "compare": Line(("compare", OLD, NEW, *DAY), (OLD, NEW)),
    "challenges": Line(("challenges",)),
    "challenge": Line(("challenges", "data")),
    "strategies": Line(("strategies",)),
    "strategy": Line(("strategies", "buffering")),
    "cases": Line(("cases",)),
    "matrix": Line(("matrix",)),
    "explore": Line(("explore", "--output", "-"), is_fitted=False),
    "advise-pack": Line(("advise", *QUESTION, "--knowledge", PACK), (PACK,)),
    "roadmap-pack": Line(("roadmap", TOWN, "--knowledge", PACK), (TOWN, PACK)),
    "cases-only": Line(("cases", "--knowledge", WHOLE, "--only"), (WHOLE,)),
    "knowledge-check": Line(("knowledge", "check", PACK), (PACK,), is_fitted=False),
    "knowledge-show": Line(("knowledge", "show", PACK), (PACK,)),
    "knowledge-new": Line(("knowledge", "new", "fresh"), writes="fresh", is_fitted=False),
    "knowledge-schema": Line(("knowledge", "schema", "programme"), is_fitted=False),
    "wrong-file": Line(("portfolio", "gone.yaml"), reads=("gone.yaml",), code=3),
    "wrong-folder": Line(("matrix", "--output", "gone/matrix.md"), code=1),
    "wrong-word": Line(("advise", "-c", "nothing"), code=2),
}


def prepare(folder: Path) -> Path:
    """Make a folder that the command lines can be run in."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(_EXAMPLES, folder / "examples")
    return folder


def clean(folder: Path) -> None:
    """Take away what the command lines write without --output, so that they can be run again."""
    for line in LINES.values():
        written = folder / line.writes
        if line.writes and written.is_dir():
            shutil.rmtree(written)
        elif line.writes:
            written.unlink(missing_ok=True)


def files() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give a file name for every command and every format, and the words that write it."""
    for label, line in LINES.items():
        for form in line.formats:
            name = f"{label}{form.suffix}"
            yield name, line.to_file(name)
