"""Every file, folder, module and link that a page names is there."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from tests.docs.pages import PAGES, PROGRAMS, ROOT, blocks_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = ROOT / "src" / "boundary_advisor"
PATH = re.compile(r"[\w.*-]*/[\w.*/-]*|[\w*-]+\.(?:py|md|toml|svg|yaml)")
MODULE = re.compile(r"boundary_advisor(?:\.\w+)+")
ANYWHERE = ("data", "docs", "examples", "tests")
"""Where a file may be that is named without its folder."""
NOT_HERE = {
    "/dev/stdout": "a device",
    "/tmp/measure": "an environment that a line above makes",  # noqa: S108  # nothing is written
    "../shared/source": "the study, which is not part of the repository",
}
"""What looks like a path but is none of the repository's, with what it is."""
WRITTEN = re.compile(r"\.venv/.*|/tmp/measure/.*|.*\.(docx|xlsx|pdf)")
"""What an environment or another program holds."""


def spans(text: str) -> Iterator[str]:
    """Return what stands in backticks."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield from (each.content for each in token.children or () if each.type == "code_inline")


def listed_words(page: str) -> Iterator[str]:
    """Return the words of the command lines that the tests do not run."""
    for block in blocks_of(page):
        for line in block.commands:
            if line.split(" ", 1)[0] not in PROGRAMS:
                yield from shlex.split(line)


def paths(page: str, text: str | None = None) -> set[str]:
    """Return what looks like a path."""
    words = [word for span in spans(text or text_of(page)) for word in span.split()]
    every = {*words, *(() if text else listed_words(page))}
    return {word for word in every if PATH.fullmatch(word) and not WRITTEN.fullmatch(word)}


def missing(names: set[str], folders: tuple[Path, ...]) -> list[str]:
    """Return the paths that no folder has, as a file, a folder or a pattern that fits some."""
    return sorted(
        name for name in names - {*NOT_HERE} if not any(_fits(folder, name) for folder in folders)
    )


def _fits(folder: Path, name: str) -> bool:
    if "/" not in name and any(any((ROOT / each).rglob(name)) for each in ANYWHERE):
        return True
    return any(folder.glob(name)) if "*" in name else (folder / name).exists()


@pytest.mark.parametrize("page", PAGES)
def test_every_path_on_a_page_is_there(page: str) -> None:
    assert missing(paths(page), (ROOT, PACKAGE, (ROOT / page).parent)) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    targets = set(re.findall(r"\]\(([^)#:]+)\)", text_of(page)))
    assert missing(targets, ((ROOT / page).parent,)) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_module_on_a_page_is_there(page: str) -> None:
    for name in MODULE.findall(" ".join(spans(text_of(page)))):
        path = PACKAGE.parent / Path(*name.split("."))
        assert path.is_dir() or path.with_suffix(".py").is_file(), name


def test_a_path_that_is_gone_is_found() -> None:
    named = paths("invented.md", "See `output/gone.py`, `output/*.nothing` and `output/svg.py`.")
    assert missing(named, (PACKAGE,)) == ["output/*.nothing", "output/gone.py"]


def test_what_is_said_not_to_be_here_is_named() -> None:
    named = {name for page in PAGES for name in paths(page)}
    assert {*NOT_HERE} <= named


RECIPES = text_of("CONTRIBUTING.md").partition("## Recipes")[2].partition("\n## ")[0]


@pytest.mark.parametrize("recipe", RECIPES.split("\n\n**")[1:], ids=lambda text: text.split("*")[0])
def test_every_name_in_a_recipe_stands_in_a_file_that_it_names(recipe: str) -> None:
    files = [path for name in paths("", recipe) for path in _files(name)]
    text = "\n".join(path.read_text("utf-8") for path in files)
    names = {name.strip("@") for name in spans(recipe) if re.fullmatch(r"@?\w[\w.]*", name)}
    names -= paths("", recipe)
    assert [name for name in sorted(names) if not re.search(rf"\b{re.escape(name)}\b", text)] == []


def _files(name: str) -> list[Path]:
    found = [path for folder in (ROOT, PACKAGE) for path in folder.glob(name.rstrip("/"))]
    return [
        file
        for path in found
        for file in (path.glob("*.*") if path.is_dir() else [path])
        if file.is_file() and file.suffix in {".py", ".yaml", ".md"}
    ]


def test_what_faults_are_put_into_is_there() -> None:
    lines = [line.split() for page in PAGES for block in blocks_of(page) for line in block.commands]
    named = [name for line in lines if line[0] == ".ci/mutation" for name in line[1:]]
    for name in named:
        assert Path(PACKAGE, *name.split(".")).with_suffix(".py").is_file(), name
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    assert missing({*tools["mutmut"]["only_mutate"]}, (ROOT,)) == []
