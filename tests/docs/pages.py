"""The pages that people read, and the fenced blocks in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGES = tuple(
    path.relative_to(ROOT).as_posix()
    for folder in ("", "docs", "examples/packs")
    for path in sorted((ROOT / folder).glob("*.md"))
    if not path.name.endswith(".in.md")  # docs/build.py makes a page of it
)
PROGRAMS = ("advise", "boundary-advisor")


class Block(NamedTuple):
    """A block of a page.

    Attributes:
        page: The page, from the root of the repository.
        number: The line of the page that it begins on.
        language: What stands behind its fence.
        text: What stands in it.
        shown: The output that the page shows for it, in a `text` block of its own.
    """

    page: str
    number: int
    language: str
    text: str
    shown: str | None = None

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.page}:{self.number}"

    @property
    def commands(self) -> list[str]:
        """Its command lines, without comments."""
        lines = (line.split(" # ")[0].strip() for line in self.text.splitlines())
        return [line for line in lines if line] if self.language == "sh" else []


def text_of(page: str) -> str:
    """Return the text of a page."""
    return (ROOT / page).read_text(encoding="utf-8")


def blocks_of(page: str, text: str | None = None) -> list[Block]:
    """Return the blocks of a page from top to bottom, each with the output shown for it."""
    found: list[Block] = []
    for block in _every(page, text_of(page) if text is None else text):
        if block.language == "text" and found and found[-1].shown is None:
            found[-1] = found[-1]._replace(shown=block.text)
        else:
            found.append(block)
    return found


def _every(page: str, text: str) -> Iterator[Block]:
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in {"fence", "code_block"} and token.map:
            yield Block(page, token.map[0] + 1, token.info.strip(), token.content)


ALL_BLOCKS = [block for page in PAGES for block in blocks_of(page)]
