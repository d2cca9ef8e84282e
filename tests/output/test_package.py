"""The package that an Office file is: the same bytes, whatever the clock says."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.output.office import dates, filled
from tests.support.writers import BINARY, FILE, Format, View

if TYPE_CHECKING:
    from collections.abc import Callable

VIEW = View(documents=lambda: (filled("a"),), json=str)


@pytest.mark.parametrize("form", sorted(BINARY))
@pytest.mark.parametrize("year", [1970, 1979, 2026, 2108, 9999])
def test_a_file_can_be_written_in_any_year(
    form: Format, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A zip entry cannot tell a time before 1980 or after 2107."""
    expected = form.write(VIEW, FILE)
    real: Callable[..., time.struct_time] = time.localtime
    now = time.struct_time((year, *real()[1:]))
    monkeypatch.setattr(time, "localtime", lambda second=None: real(second) if second else now)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    written = form.write(VIEW, FILE)
    assert written == expected
    assert isinstance(written, bytes)
    assert dates(written) == {(1980, 1, 1, 0, 0, 0)}
