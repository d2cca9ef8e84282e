"""A library that only some formats need, and that is not there."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from boundary_advisor.errors import MissingExtraError
from boundary_advisor.output.formats import DOCX, XLSX, require
from boundary_advisor.output.sheets import to_xlsx
from boundary_advisor.output.word import to_docx
from tests.render.office import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from boundary_advisor.output.formats import Extra
    from boundary_advisor.views.document import Document


@pytest.mark.parametrize("extra", [DOCX, XLSX], ids=lambda extra: extra.name)
def test_a_library_that_is_there_is_no_fault(extra: Extra) -> None:
    require(extra)
    assert extra.module in sys.modules


@pytest.mark.parametrize(
    ("write", "blocked", "message", "hint"),
    [
        (
            to_docx,
            "docx",
            "Word files need python-docx, which is not installed",
            "Install it: pip install python-docx",
        ),
        (
            to_xlsx,
            "openpyxl",
            "Excel files need openpyxl, which is not installed",
            "Install it: pip install openpyxl",
        ),
    ],
)
def test_one_that_is_missing_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[[Iterable[Document]], bytes],
    blocked: str,
    message: str,
    hint: str,
) -> None:
    monkeypatch.setitem(sys.modules, blocked, None)
    with pytest.raises(MissingExtraError) as caught:
        write([filled("a")])
    assert (caught.value.message, caught.value.hint) == (message, hint)
    assert caught.value.exit_code == 1


def test_no_library_is_imported_before_a_file_is_written() -> None:
    code = (
        "import sys, boundary_advisor.output.word, boundary_advisor.output.sheets\n"
        "print({'docx', 'openpyxl', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
