"""Contents of files just below the limit of size, each the worst of its kind.

What is repeated is given as a text; the file is full of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from boundary_advisor.yamlfile import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = MAX_BYTES - 1_000
_ORCHARD = Path(__file__).parents[1] / "fixtures" / "orchard" / "case_examples.yaml"
_CASE = (
    "- {id: case-{}, cities: [1], summary: s, tactics: [tea-break], challenges: [water], "
    "source: Walks}\n"
)
_TOP = "programme: x\n"
_IN = f"{_TOP}situations:\n"
_HEAD = "challenge;initiative;note\n"

REPEATED = {
    "square brackets": "[",
    "braces": "{",
    "question marks": "? ",
    "dashes": "- ",
    "brackets of all sorts": "- [{a: [? ",
    "braces in braces": "{a: ",
    "empty entries": "-\n",
    "empty texts in a list": "- ''\n",
    "empty blocks of text": "- |\n",
    "the same field": "a: \n",
    "the same field with a value": "a: 1\n",
    "empty keys": ": \n",
    "tags": "!!x ",
    "tags on lines": "- !x a\n",
    "anchors": "&a ",
    "anchors on lines": "- &a b\n",
    "aliases": "- *a\n",
    "merge keys": "<<: *a\n",
    "double quotes": '"',
    "single quotes": "'",
    "backslashes": "\\",
    "percent signs": "%",
    "directives": "%a\n",
    "versions": "%YAML 1.1\n",
    "document starts": "---\n",
    "document ends": "...\n",
    "documents": "--- a\n",
    "hashes": "#",
    "comments": "#\n",
    "newlines": "\n",
    "line ends of Windows": "\r\n",
    "carriage returns": "\r",
    "blanks": " ",
    "tabs": "\t",
    "letters": "a",
    "words": "a ",
    "digits": "1",
    "commas": ",",
    "semicolons": ";",
    "colons": ":",
    "colons and blanks": ": ",
    "pipes": "|",
    "stars": "*",
    "ampersands": "&",
    "exclamation marks": "!",
    "null characters": "\0",
    "escape codes": "\x1b",
    "turned writing": "\u202e",
    "byte order marks": "\ufeff",
    "characters of two bytes": "\u00e9",
    "characters of four bytes": "\U0001f600",
    "characters upon one another": "\u0301",
}
"""Name -> what the file is full of, in YAML and as a table."""


def filled(piece: str, head: str = "", tail: str = "") -> bytes:
    """Give a file that is full of a piece of text, between a head and a tail."""
    raw, first, last = piece.encode(), head.encode(), tail.encode()
    return first + raw * ((SIZE - len(first) - len(last)) // len(raw)) + last


def counted(line: str, head: str = "", tail: str = "") -> bytes:
    """Give a file full of lines, each with its number in place of `{}`."""
    room = SIZE - len(head) - len(tail) - 10
    lines: list[str] = []
    used = 0
    for number in range(room):
        lines.append(line.replace("{}", str(number)))
        used += len(lines[-1])
        if used > room:
            lines.pop()
            break
    return f"{head}{''.join(lines)}{tail}".encode()


def _steps(line: str) -> bytes:
    """Give lines that are each indented by one more blank."""
    return "".join(f"{' ' * depth}{line}\n" for depth in range(3_100)).encode()[:SIZE]


YAML: dict[str, Callable[[], bytes]] = {
    "steps of entries": lambda: _steps("-"),
    "steps of fields": lambda: _steps("a:"),
    "UTF-16": lambda: "programme: x\n".encode("utf-16"),
    "UTF-32": lambda: "programme: x\n".encode("utf-32"),
    "UTF-16 without a mark": lambda: ("programme: x\n" * 100_000).encode("utf-16-le"),
    "latin-1": lambda: b"a" * (SIZE - 1) + b"\xe9",
    "bombs of aliases": lambda: (
        b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (i, i) for i in range(50))
    ),
    "one list": lambda: filled("a,", "[", "]"),
    "one list of lists": lambda: filled("[],", "[", "]"),
    "one list of groups": lambda: filled("{},", "[", "]"),
    "a list never closed": lambda: filled("a,", "["),
    "fields of one line": lambda: counted("k{}: 1,", "{", "}"),
    "unknown fields": lambda: counted("k{}: 1\n", _TOP),
    "unknown fields, as many as are read": lambda: counted("k{}: 1\n", _TOP)[:700_000] + b"\n",
    "a name as long as the file": lambda: filled("a b ", f"{_TOP}? ", "\n: 1\n"),
    "a text as long as the file": lambda: filled("a b ", "programme: ", "\n"),
    "escapes in quotes": lambda: filled("\\x41", 'programme: "', '"\n'),
    "hidden escapes in quotes": lambda: filled("\\x1b", 'programme: "', '"\n'),
    "situations of nothing": lambda: filled("- {}\n", _IN),
    "situations of numbers": lambda: filled("0,", f"{_TOP}situations: [", "]\n"),
    "situations": lambda: counted("- challenge: data\n  initiative: {}\n", _IN),
    "the same situation": lambda: filled("- challenge: data\n", _IN),
    "situations of no challenge": lambda: counted("- challenge: dta{}\n", _IN),
    "situations that are read and wrong": lambda: (
        counted("- challenge: dta{}\n  threat: mid\n  x: 1\n", _IN)[:70_000] + b"\n"
    ),
    "long names of no challenge": lambda: counted(f"- challenge: {{}}{'ab ' * 600}\n", _IN),
    "a name of no challenge as long as the file": lambda: filled(
        "a b ", f"{_TOP}situations: [{{challenge: ", "}]\n"
    ),
    "answers to no question": lambda: counted(
        "    k{}: yes\n", f"{_IN}- challenge: data\n  signs:\n"
    ),
    "answers to no question, as many as are read": lambda: (
        counted("    k{}: yes\n", f"{_IN}- challenge: data\n  signs:\n")[:1_000_000] + b"\n"
    ),
    "challenges that apply": lambda: counted("  k{}: yes\n", f"{_TOP}applies:\n"),
}
"""Name -> the bytes of a YAML file."""


def _cases(line: str) -> bytes:
    """Give a file of as many cases as are read, in the field that tests invent."""
    head = _ORCHARD.read_text("utf-8").partition("\ncases:")[0] + "\ncases:\n"
    lines = (line.replace("{}", str(number)) for number in range(10_000))
    return f"{head}{''.join(lines)}".encode()


KNOWLEDGE: dict[str, Callable[[], bytes]] = {
    "cases of no tactic": lambda: _cases(_CASE.replace("tea-break", "tea-brek{}")),
    "cases of one id": lambda: _cases(_CASE.replace("case-{}", "case")),
    "cases with a fault each": lambda: _cases(_CASE.replace("tea-break", "[]")),
    "cases with three faults each": lambda: _cases("- {id: Case, summary: 1, x: y}\n"),
    "a case of many tactics": lambda: (
        _cases("").rstrip()
        + counted(
            "t{},",
            "\n- {id: c, cities: [1], summary: s, challenges: [water], source: x, tactics: [",
            "t]}\n",
        )
    ),
}
"""Name -> the bytes of a file of cases; such files alone have so many entries and references."""

CSV: dict[str, Callable[[], bytes]] = {
    "rows": lambda: counted("data;{};b\n", _HEAD),
    "the same row": lambda: filled("data;a;b\n", _HEAD),
    "rows of one letter": lambda: filled("a\n", "challenge\n"),
    "rows of no challenge": lambda: counted("dta{};a;b\n", _HEAD),
    "rows with a cell too many": lambda: filled("data;a;b;c\n", _HEAD),
    "blank rows": lambda: filled(";;\n", _HEAD),
    "a quote never closed": lambda: filled("a", f'{_HEAD}data;"'),
    "a quote never closed, over lines": lambda: filled("a\n", f'{_HEAD}data;"'),
    "quoted cells": lambda: filled('"",', "challenge,note\n"),
    "columns": lambda: counted("c{};", "challenge;"),
    "the same column": lambda: filled("challenge;"),
    "long columns": lambda: filled("a" * 130_000 + ";", "challenge;"),
    "long cells": lambda: counted(f"data;{{}};{'a' * 130_000}\n", _HEAD),
    "signs that are none": lambda: filled(f'data;"{"a;" * 50_000}"\n', "challenge;signs\n"),
    "answers to no question": lambda: filled(
        f'data;"{";".join(f"{i}=yes" for i in range(12_000))}"\n', "challenge;signs\n"
    ),
    "challenges that apply": lambda: counted("k{};yes\n", "challenge;applies\n"),
    "lines that tell the separator": lambda: filled("sep=;\n"),
    "UTF-16": lambda: "challenge\ndata\n".encode("utf-16"),
    "latin-1": lambda: b"challenge;note\ndata;Stra\xdfe\n",
}
"""Name -> the bytes of a table."""
