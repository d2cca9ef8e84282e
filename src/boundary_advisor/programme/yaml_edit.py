"""Edit a YAML text in place: comments, layout and every other byte stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

import yaml

from boundary_advisor.errors import AdvisorError, KnowledgeError
from boundary_advisor.text import printable, show
from boundary_advisor.yamlfile import Loc, open_yaml, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable


NewEntry: TypeAlias = Mapping[str, str | None]
"""An entry of a list: a group of fields."""

_Group: TypeAlias = "Mapping[str, str | _Group | None] | tuple[NewEntry]"
"""A value of several lines: a group of fields, or a list of one entry."""

_COLON = re.compile(r"\s*:")

_COMMENT = re.compile(r"#[^\r\n]*")

_KEEPS_BLANK_LINES = re.compile(r"[|>][1-9]?\+")

_LINE_END = re.compile(r"\r?\n|\Z")


class EditError(AdvisorError):
    """The text cannot be changed in this way without changing more."""


class Edit(NamedTuple):
    """A change: set a field to a text or a blank, or append an entry to a list.

    Attributes:
        loc: Path to the field or the list; missing parents are created.
        value: The new text, None for a blank, or the entry to append.
    """

    loc: Loc
    value: str | NewEntry | None


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits to a text, one after the other.

    The text is what `parse_yaml` accepts, with a mapping at its top. Comments inside a value that
    is replaced move behind the new one.

    Raises:
        EditError: One of them cannot be made, or the text would not read back as before with this
            one change.
    """
    for edit in edits:
        text = _apply(text, *edit)
    return text


def scalar(text: str) -> str:
    r"""Return a text as a YAML scalar on one line that is valid anywhere.

    It stays plain if the strict reader reads it back unchanged; otherwise it is put in double
    quotes, with hidden characters as escapes such as `\n` or `\x1b`.
    """
    one_line = printable(text) == text and "?" not in text  # in brackets, some parsers end at a ?
    is_decimal = re.fullmatch(r"[-+]?[0-9.]*\.[0-9.]*", text)  # other programs read a number
    if one_line and not is_decimal and _reads_as(text, text) and _reads_as(f"[{text}]", (text,)):
        return text
    return '"' + printable(text.replace("\\", r"\\").replace('"', r"\"")) + '"'


def _reads_as(text: str, data: object) -> bool:
    try:
        return parse_yaml(text, "").data == data
    except KnowledgeError:
        return False


def _apply(text: str, loc: Loc, value: str | NewEntry | None) -> str:
    """Apply an edit, and prove that the data has this change and no other."""
    with suppress(LookupError):
        expected = _changed(parse_yaml(text, "").data, loc, value)
        edited = _edited(text, loc, value)
        if _reads_as(edited, expected):
            return edited
    name = show(".".join(map(str, loc)))
    hint = "Change it by hand, or write to another file."
    raise EditError(f"the field {name} cannot be changed in this text", hint)


def _changed(data: object, loc: Loc, value: str | NewEntry | None) -> object:
    """Apply an edit to plain data.

    Raises:
        LookupError: The path leads nowhere, or to a group or list that is not empty.
    """
    if not loc and isinstance(value, Mapping):
        items = () if data is None else data
        if isinstance(items, tuple):
            return (*items, value)
        raise LookupError
    if not loc:
        if data and isinstance(data, tuple | dict):
            raise LookupError
        return value
    step, rest = loc[0], loc[1:]
    if isinstance(data, tuple) and data:
        entries: dict[str | int, object] = dict(enumerate(data))
        return tuple({**entries, step: _changed(entries[step], rest, value)}.values())
    fields = {} if data is None or data == () else data
    if isinstance(fields, dict) and isinstance(step, str):
        return {**fields, step: _changed(fields.get(step), rest, value)}
    raise LookupError


class _Slot(NamedTuple):
    """The position of a value in the text.

    Attributes:
        after: Index behind the `key:` before it, or of the value itself.
        column: Column of its key or dash.
        flow: Whether it is inside brackets or braces.
    """

    node: yaml.Node
    after: int
    column: int
    flow: bool

    @property
    def blank(self) -> bool:
        return self.node.start_mark.index == self.node.end_mark.index


def _edited(text: str, loc: Loc, value: str | NewEntry | None) -> str:
    slot, rest = _find(text, loc)
    more: str | _Group | None = (value,) if isinstance(value, Mapping) else value
    for step in reversed(rest):
        more = {str(step): more}
    is_filled = isinstance(slot.node, yaml.CollectionNode) and bool(slot.node.value)
    if isinstance(more, str | None) or not is_filled:
        return _replace(text, slot, more)
    return _add(text, slot, more)


def _find(text: str, loc: Loc) -> tuple[_Slot, Loc]:
    """Follow a path as far as the text does; return the slot reached and the rest of the path."""
    top = cast("yaml.Node", open_yaml(text).get_single_node())  # an empty text was refused
    slot = _Slot(top, 0, 0, _is_flow(top))
    for depth, step in enumerate(loc):
        inside = _inside(text, slot)
        if step not in inside:
            return slot, loc[depth:]
        slot = inside[step]
    return slot, ()


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _inside(text: str, slot: _Slot) -> dict[str | int, _Slot]:
    """Return the slots in a collection, by name or index; none for a scalar."""
    node, column, flow = slot.node, slot.node.start_mark.column, _is_flow(slot.node)
    found: dict[str | int, _Slot] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            colon = _COLON.match(text, key.end_mark.index)
            after = colon.end() if colon else key.end_mark.index
            found[key.value] = _Slot(value, after, column, flow)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            found[index] = _Slot(item, item.start_mark.index, column, flow)
    return found


def _end(text: str, slot: _Slot) -> int:
    """Return the index behind a value, without the blanks and comments that the parser includes."""
    node = slot.node
    if slot.blank:
        return slot.after
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        *_, last = _inside(text, slot).values()
        return _end(text, last)
    start, end = node.start_mark.index, node.end_mark.index
    if not _is_block(node):
        return end
    if _KEEPS_BLANK_LINES.match(text, start):
        return len(text[:end].removesuffix("\n").removesuffix("\r"))
    return len(text[:end].rstrip("\r\n"))


def _is_block(node: yaml.Node) -> bool:
    return getattr(node, "style", None) in {"|", ">"}


def _add(text: str, slot: _Slot, more: _Group) -> str:
    """Add to a collection that is not empty."""
    *_, last = _inside(text, slot).values()
    end = _end(text, last)
    if _is_flow(slot.node):
        comma = " , " if text[end - 1] == ":" else ", "  # the parser refuses `key:,`
        return text[:end] + comma + _flow(more)[1:-1] + text[end:]
    end = _line_end(text, end)
    return text[:end] + _below(text, slot.node.start_mark.column, _lines(more)) + text[end:]


def _replace(text: str, slot: _Slot, value: str | _Group | None) -> str:
    if not slot.flow:
        return _replace_in_block(text, slot, value)
    start, end = _span(text, slot)
    fresh_line = _below(text, slot.column, [""])
    comments = "".join(f" {comment}{fresh_line}" for comment in _comments(text, slot))
    return text[:start] + " " * slot.blank + _flow(value) + comments + text[end:]


def _replace_in_block(text: str, slot: _Slot, value: str | _Group | None) -> str:
    start, end = _span(text, slot)
    before, gap = text[: slot.after], text[slot.after : start]
    apart = "\n" in gap  # the old value began on a line of its own
    comments = gap.rstrip() * apart + _below(text, slot.column + 2, _comments(text, slot))
    if value is None:
        return before.rstrip(" ") + comments + text[end:]
    if isinstance(value, str):
        gap = " " if slot.blank or apart else gap
        return before + gap + scalar(value) + comments + text[end:]
    rest = _line_end(text, end)
    lines = _below(text, slot.column + 2, _lines(value))
    return before.rstrip(" ") + comments + text[end:rest] + lines + text[rest:]


def _span(text: str, slot: _Slot) -> tuple[int, int]:
    start = slot.after if slot.blank else slot.node.start_mark.index
    return start, _end(text, slot)


def _comments(text: str, slot: _Slot) -> list[str]:
    """Return the comments inside a value that is a scalar or an empty collection."""
    start, end = _span(text, slot)
    if isinstance(slot.node, yaml.CollectionNode):
        return _COMMENT.findall(text[start:end])
    return _COMMENT.findall(text[start : _line_end(text, start)] if _is_block(slot.node) else "")


def _line_end(text: str, at: int) -> int:
    return next(_LINE_END.finditer(text, at)).start()


def _below(text: str, column: int, lines: list[str]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    return "".join(newline + " " * column + line for line in lines)


def _flow(value: str | _Group | None) -> str:
    """Write a value on one line."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, tuple):
        return f"[{_flow(value[0])}]"
    return f"{{{', '.join(f'{scalar(key)}: {_flow(inner)}' for key, inner in value.items())}}}"


def _lines(value: _Group) -> list[str]:
    """Write a group or a list in block style, not yet indented."""
    if isinstance(value, tuple):
        first, *others = _lines(value[0])
        return [f"- {first}", *(f"  {line}" for line in others)]
    lines = []
    for key, inner in value.items():
        if inner is None or isinstance(inner, str):
            lines.append(f"{scalar(key)}:{'' if inner is None else ' ' + scalar(inner)}")
        else:
            lines += [f"{scalar(key)}:", *(f"  {line}" for line in _lines(inner))]
    return lines
