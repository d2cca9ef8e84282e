"""A picture of what the terminal shows, as SVG: text only, no font or file from elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from rich.style import Style

CHAR = 8.4  # width of a character, in pixels, at the size of font below
LINE = 19  # height of a line
MARGIN = 20
FONT = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"


def picture(command: str, answer: str, columns: int) -> str:
    """Draw a terminal that was asked something and answered.

    Args:
        command: What was typed.
        answer: What was shown, with ANSI codes.
        columns: Width of the terminal, in characters.
    """
    lines = [Text.assemble("$ ", (command, "bold")), Text(), *Text.from_ansi(answer).split("\n")]
    width = round(2 * MARGIN + columns * CHAR)
    height = 2 * MARGIN + len(lines) * LINE
    rows = "\n".join(
        _row(line, MARGIN + (number + 0.75) * LINE) for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img">\n'
        f"<title>{escape(command)}</title>\n"
        f'<rect width="{width}" height="{height}" rx="8" fill="#1b1f27"/>\n'
        f'<g font-family="{FONT}" font-size="14" fill="#e4e7ec">\n{rows}\n</g>\n</svg>\n'
    )


def _row(line: Text, y: float) -> str:
    """Draw one line: each run of one style at its column, so that no font can shift it."""
    marks = []
    column = 0
    for run in line.divide(
        sorted({edge for span in line.spans for edge in (span.start, span.end)})
    ):
        if run.plain.strip():
            style = run.spans[0].style if run.spans else None
            marks.append(_run(run.plain, column, y, style))
        column += len(run.plain)
    return "".join(marks)


def _run(text: str, column: int, y: float, style: Style | str | None) -> str:
    lead = len(text) - len(text.lstrip())
    x, width = MARGIN + (column + lead) * CHAR, len(text.strip()) * CHAR
    look = str(style or "").split()
    weight = ' font-weight="700"' if "bold" in look else ""
    shade = ' fill-opacity="0.65"' if "dim" in look else ""
    colour = ' fill="#1b1f27"' if "reverse" in look else ""
    behind = (
        f'<rect x="{x:.1f}" y="{y - 14:.1f}" width="{width:.1f}" height="{LINE}" fill="#e4e7ec"/>'
        if "reverse" in look
        else ""
    )
    return (
        f'{behind}<text x="{x:.1f}" y="{y:.1f}" textLength="{width:.1f}" xml:space="preserve"'
        f"{weight}{shade}{colour}>{escape(text.strip())}</text>"
    )
