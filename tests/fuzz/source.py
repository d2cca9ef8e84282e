"""What can be fuzzed: files that are sound to begin with, and how the program is given them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from hypothesis import note

from tests.fuzz.text import edited
from tests.fuzz.tree import mutated, thawed
from tests.support.models import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Source:
    """Files of one kind.

    Attributes:
        files: Path within a folder -> text. All are written; one of them is changed.
        spoil: Changes the text of one of them; gives the bytes to write.
    """

    files: Mapping[str, str] = field(repr=False)
    spoil: Callable[[str, Random], bytes]

    def write(self, folder: Path, random: Random) -> str:
        """Write all files into a folder, one of them changed; gives the path of that one."""
        chosen = random.choice(sorted(self.files))
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        spoilt = self.spoil(self.files[chosen], random)
        note(f"{chosen}: {spoilt!r}")
        (folder / chosen).write_bytes(spoilt)
        return chosen


def texts(folder: Path, suffix: str = ".yaml") -> dict[str, str]:
    """Give the text of each file of a folder."""
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob(f"*{suffix}"))}


def spoil_yaml(text: str, random: Random) -> bytes:
    """Change what a YAML text holds, now and then its text as well."""
    changed = mutated(thawed(parse_yaml(text, "").data), random)
    if random.random() < 0.5:
        written = json.dumps(changed, indent=2)
    else:
        written = yaml.safe_dump(changed, sort_keys=False, allow_unicode=random.random() < 0.5)
    if random.random() < 0.2:
        return edited(written, random)
    return written.encode("utf-8", "surrogatepass")


def spoil_text(text: str, random: Random) -> bytes:
    """Change the text alone, whatever it means."""
    return edited(text, random)
