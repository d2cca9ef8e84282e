"""Elements of a Word file that its library has no names for. Imports docx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


def element(tag: str, /, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """Make an element of WordprocessingML.

    Args:
        tag: Its name without the prefix, as are the names of the attributes.
        children: What it holds, in the order that the format asks for.
        attributes: Its attributes.
    """
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made
