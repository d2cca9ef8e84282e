"""How wide a text is on a screen; rich knows, and is asked only where a text is not ASCII."""

from __future__ import annotations


def width_of(text: str) -> int:
    """Count the columns of a text: two for a wide character, none for a combining one.

    The text holds no control characters.
    """
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  # few texts need it

    return cell_len(text)


def chop(text: str, width: int) -> list[str]:
    """Break a text after every so many columns; before a wide character that would stand across."""
    if text.isascii():
        return [text[start : start + width] for start in range(0, len(text), width)]
    from rich.cells import chop_cells  # noqa: PLC0415  # few texts need it

    return chop_cells(text, width)
