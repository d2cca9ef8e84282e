"""Libraries that only some formats need, and that are installed only when they are asked for."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from boundary_advisor.errors import MissingExtraError


class Extra(NamedTuple):
    """A library that comes with an extra of this package.

    Attributes:
        name: The extra, as the installer knows it.
        module: The name by which the library is imported.
        library: The name by which it is installed.
        makes: What it makes.
    """

    name: str
    module: str
    library: str
    makes: str


DOCX = Extra("docx", "docx", "python-docx", "Word files")
XLSX = Extra("xlsx", "openpyxl", "openpyxl", "Excel files")


def require(extra: Extra) -> None:
    """Make sure that a library is there before a module that imports it is.

    Raises:
        MissingExtraError: It is not installed; the hint says how to install it.
    """
    try:
        import_module(extra.module)
    except ImportError:
        message = f"{extra.makes} need {extra.library}, which is not installed"
        hint = f"Install it: pip install {extra.library}"
        raise MissingExtraError(message, hint) from None
