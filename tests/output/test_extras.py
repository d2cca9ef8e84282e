"""A library that only some formats need, and that is not there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.output.office import filled
from tests.support.models import MissingExtraError
from tests.support.writers import BINARY, FILE, Format, View

VIEW = View(documents=lambda: (filled("a"),), json=str)


@pytest.mark.parametrize("form", sorted(BINARY))
def test_a_library_that_is_there_is_no_fault(form: Format) -> None:
    assert isinstance(form.write(VIEW, FILE), bytes)


@pytest.mark.parametrize(
    ("form", "blocked", "message", "hint"),
    [
        (
            Format.DOCX,
            "docx",
            "Word files need python-docx, which is not installed",
            "Install it: pip install python-docx",
        ),
        (
            Format.XLSX,
            "openpyxl",
            "Excel files need openpyxl, which is not installed",
            "Install it: pip install openpyxl",
        ),
    ],
)
def test_one_that_is_missing_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, form: Format, blocked: str, message: str, hint: str
) -> None:
    monkeypatch.setitem(sys.modules, blocked, None)
    with pytest.raises(MissingExtraError) as caught:
        form.write(VIEW, FILE)
    assert (caught.value.message, caught.value.hint) == (message, hint)
    assert caught.value.exit_code == 1


def test_no_library_is_imported_before_a_file_is_written() -> None:
    code = (
        "import sys, boundary_advisor.output.formats, boundary_advisor.output.sheets\n"
        "print({'docx', 'openpyxl', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
