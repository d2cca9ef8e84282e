"""Values that have broken programs before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

TEXTS = (
    "",
    " ",
    "\n",
    "x",
    "x" * 2001,
    "a " * 1500,
    "no",
    "yes",
    "not sure",
    "HIGH",
    "short",
    "data",
    "2",
    "1:30",
    "~",
    "null",
    "&a",
    "*a",
    "!!str x",
    "<<",
    "-",
    "---",
    "2026-02-30",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "31.12.9999",
    "[/x]",
    "[bold]x",
    "{0}",
    "%s",
    "=cmd()|'/C calc'!A0",
    "<script>alert(1)</script>",
    "a | b",
    "\x00",
    "\x1b[31m",
    "\u202eabc",
    "\u2066x",
    "\ufeff",
    "\u2028",
    "\x85",
    "\r",
    "\ud800",
    "\udcff",
    "\uffff",
    "e\u0301\u0301\u0301",
    "\u0130\u0131\u00df",
    "\u0663",
    "\u6f22\u5b57",
    "\U0001f469\u200d\U0001f4bb",
    "\u0645\u0631\u062d\u0628\u0627",
    "../x",
    "-h",
    "--",
)
OTHERS: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    999,
    10**17,
    10**18,
    10**40,
    1.5,
    float("inf"),
    [],
    {},
    [[]],
    [None],
    ["x", "x"],
    {"": ""},
    {"x": {"y": []}},
)


def hostile(random: Random) -> Any:  # noqa: ANN401  # anything a file can hold
    """Give any of the values; a new one each time, for it may be changed."""
    value = random.choice((*TEXTS, *OTHERS))
    return type(value)(value) if isinstance(value, list | dict) else value


def hostile_text(random: Random) -> str:
    """Give a text that may be short, long, or of characters that do something."""
    return random.choice(TEXTS)
