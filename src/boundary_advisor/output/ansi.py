"""Lines with ANSI codes for their styles, by rich: to be imported only where colour is wanted.

Importing rich's console takes a tenth of a run. A text is never read as markup, so brackets in
it are only brackets.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundary_advisor.output.lines import Line


def to_ansi(lines: Sequence[Line]) -> str:
    """Write lines with ANSI codes, none with blanks at its end.

    The result depends on the lines alone, whatever the terminal and the environment.
    """
    out = StringIO()
    console = Console(
        file=out,
        width=80,  # any, as the lines are wrapped already
        height=25,  # any: with both given, rich does not ask the terminal
        color_system="standard",
        force_terminal=True,
        force_jupyter=False,
        no_color=False,  # whatever NO_COLOR says
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(Text("\n").join(map(_text, lines)), soft_wrap=True)
    return out.getvalue()


def _text(line: Line) -> Text:
    text = Text.assemble(*line)
    text.rstrip()
    return text
