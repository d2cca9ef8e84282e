"""One change in a YAML text: every other byte, comments and layout among them, stays as it is."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

import yaml

from boundary_advisor.errors import AdvisorError, KnowledgeError
from boundary_advisor.text import printable, show
from boundary_advisor.yamlfile import open_yaml, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from boundary_advisor.yamlfile import Loc

Plain: TypeAlias = "str | Mapping[str, Plain] | None"
"""What can be written: text, a blank, or a group of fields."""

_Items: TypeAlias = "tuple[Mapping[str, Plain], ...]"

_Value: TypeAlias = "str | _Items | Mapping[str, _Value] | None"

_COLON = re.compile(r"\s*:")

_COMMENT = re.compile(r"#[^\r\n]*")

_KEEPS_BLANK_LINES = re.compile(r"[|>][1-9]?\+")

_LINE_END = re.compile(r"\r?\n|\Z")


class EditError(AdvisorError):
    """The text cannot be changed in this way without harm to what else it holds."""


class Edit(NamedTuple):
    """A change: a field set to a value, or an entry, which is a group, added to a list."""

    loc: Loc
    value: str | Mapping[str, Plain] | None


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Make changes in a YAML text, one after the other.

    Raises:
        EditError: One of them cannot be made in this text.
    """
    for loc, value in edits:
        if value is None or isinstance(value, str):
            text = set_field(text, loc, value)
        else:
            text = append_item(text, loc, value)
    return text


def set_field(text: str, loc: Loc, value: Plain) -> str:
    """Set a field to a value, whether it is there or not; missing parents are made.

    Comments that stand inside a value that is replaced are kept beside the new one.

    Args:
        text: What `parse_yaml` accepts, with a mapping at its top.
        loc: The way to the field, or to an entry that a list has.
        value: The new value.

    Raises:
        EditError: The text would not read back as before with this one change.
    """
    return _checked(text, loc, lambda _: value, lambda: _set(text, loc, value))


def append_item(text: str, loc: Loc, item: Mapping[str, Plain]) -> str:
    """Add an entry at the end of a list; a list that is missing or blank is begun.

    Args:
        text: What `parse_yaml` accepts, with a mapping at its top.
        loc: The way to the list.
        item: The new entry.

    Raises:
        EditError: There is something else than a list, or the text would not read back as before
            with this one change.
    """

    def longer(old: object) -> object:
        items = () if old is None else old
        if isinstance(items, tuple):
            return (*items, item)
        raise LookupError

    return _checked(text, loc, longer, lambda: _append(text, loc, item))


def scalar(text: str) -> str:
    r"""Write a text as YAML on one line, wherever it shall stand.

    It stays plain where the strict reader then reads the same text; else it is put in double
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


def _checked(
    text: str, loc: Loc, change: Callable[[object], object], edit: Callable[[], str]
) -> str:
    """Edit a text, and prove that the data has the change and no other."""
    with suppress(LookupError):
        expected = _changed(parse_yaml(text, "").data, loc, change)
        edited = edit()
        if _reads_as(edited, expected):
            return edited
    name = show(".".join(map(str, loc)))
    hint = "Change it by hand, or write to another file."
    raise EditError(f"the field {name} cannot be changed in this text", hint)


def _changed(data: object, loc: Loc, change: Callable[[object], object]) -> object:
    """Change data at a place; a LookupError tells that there can be no such place."""
    if not loc:
        return change(data)
    step, rest = loc[0], loc[1:]
    if isinstance(data, tuple) and data:
        items: dict[str | int, object] = dict(enumerate(data))
        return tuple({**items, step: _changed(items[step], rest, change)}.values())
    held = {} if data is None or data == () else data
    if isinstance(held, dict) and isinstance(step, str):
        return {**held, step: _changed(held.get(step), rest, change)}
    raise LookupError


class _Place(NamedTuple):
    """Where a value stands.

    Attributes:
        node: The value.
        after: Where the `key:` before it ends, or where the value itself begins.
        column: Of the field or the dash; what belongs to it is indented more.
        flow: Whether brackets or braces stand around it.
    """

    node: yaml.Node
    after: int
    column: int
    flow: bool

    @property
    def blank(self) -> bool:
        return self.node.start_mark.index == self.node.end_mark.index


def _find(text: str, loc: Loc) -> tuple[_Place, Loc]:
    """Go as far as the text does; give the place reached and the rest of the way."""
    top = cast("yaml.Node", open_yaml(text).get_single_node())  # an empty text was refused
    place = _Place(top, 0, 0, _is_flow(top))
    for depth, step in enumerate(loc):
        inside = _inside(text, place)
        if step not in inside:
            return place, loc[depth:]
        place = inside[step]
    return place, ()


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _inside(text: str, place: _Place) -> dict[str | int, _Place]:
    """Give what stands in a collection, by name or position; nothing where there is none."""
    node, column, flow = place.node, place.node.start_mark.column, _is_flow(place.node)
    if isinstance(node, yaml.MappingNode):
        return {
            key.value: _Place(value, _after_key(text, key), column, flow)
            for key, value in node.value
        }
    if isinstance(node, yaml.SequenceNode):
        return {
            at: _Place(item, item.start_mark.index, column, flow)
            for at, item in enumerate(node.value)
        }
    return {}


def _after_key(text: str, key: yaml.Node) -> int:
    end = key.end_mark.index
    colon = _COLON.match(text, end)
    return colon.end() if colon else end


def _end(text: str, place: _Place) -> int:
    """Tell where a value really ends; the parser takes in blanks and comments behind it."""
    node = place.node
    if place.blank:
        return place.after
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        *_, last = _inside(text, place).values()
        return _end(text, last)
    start, end = node.start_mark.index, node.end_mark.index
    if getattr(node, "style", None) not in {"|", ">"}:
        return end
    if _KEEPS_BLANK_LINES.match(text, start):
        return len(text[:end].removesuffix("\n").removesuffix("\r"))
    return len(text[:end].rstrip("\r\n"))


def _set(text: str, loc: Loc, value: _Value) -> str:
    place, rest = _find(text, loc)
    for step in reversed(rest[1:]):
        value = {str(step): value}
    if not rest:
        return _replace(text, place, value)
    field = {str(rest[0]): value}
    if isinstance(place.node, yaml.MappingNode) and place.node.value:
        return _add(text, place, field)
    return _replace(text, place, field)


def _append(text: str, loc: Loc, item: Mapping[str, Plain]) -> str:
    place, rest = _find(text, loc)
    if not rest and isinstance(place.node, yaml.SequenceNode) and place.node.value:
        return _add(text, place, (item,))
    return _set(text, loc, (item,))


def _add(text: str, place: _Place, more: _Items | Mapping[str, _Value]) -> str:
    """Add to a collection that holds something already."""
    *_, last = _inside(text, place).values()
    end = _end(text, last)
    if _is_flow(place.node):
        comma = " , " if text[end - 1] == ":" else ", "  # the parser refuses `key:,`
        return text[:end] + comma + _flow(more)[1:-1] + text[end:]
    end = _line_end(text, end)
    return text[:end] + _below(text, place.node.start_mark.column, _lines(more)) + text[end:]


def _replace(text: str, place: _Place, value: _Value) -> str:
    if not place.flow:
        return _replace_in_block(text, place, value)
    start, end = _span(text, place)
    fresh_line = _below(text, place.column, [""])
    kept = "".join(f" {comment}{fresh_line}" for comment in _comments(text, place))
    return text[:start] + " " * place.blank + _flow(value) + kept + text[end:]


def _replace_in_block(text: str, place: _Place, value: _Value) -> str:
    start, end = _span(text, place)
    before, gap = text[: place.after], text[place.after : start]
    apart = "\n" in gap  # the old value began on a line of its own
    kept = gap.rstrip() * apart + _below(text, place.column + 2, [*_comments(text, place)])
    if value and not isinstance(value, str):
        rest = _line_end(text, end)
        lines = _below(text, place.column + 2, _lines(value))
        return before.rstrip(" ") + kept + text[end:rest] + lines + text[rest:]
    if value is None:
        return before.rstrip(" ") + kept + text[end:]
    return before + (" " if place.blank or apart else gap) + _flow(value) + kept + text[end:]


def _span(text: str, place: _Place) -> tuple[int, int]:
    start = place.after if place.blank else place.node.start_mark.index
    return start, _end(text, place)


def _comments(text: str, place: _Place) -> Iterator[str]:
    """Give the comments inside a value: what begins with `#` and is in no text."""
    at, end = _span(text, place)
    for start, stop in (*_texts(text, place), (end, end)):
        yield from _COMMENT.findall(text[at:start])
        at = stop


def _texts(text: str, place: _Place) -> Iterator[tuple[int, int]]:
    """Give start and end of each name and text in a value, in order."""
    node = place.node
    if isinstance(node, yaml.MappingNode):
        for (key, _), inner in zip(node.value, _inside(text, place).values(), strict=True):
            yield key.start_mark.index, inner.after
            yield from _texts(text, inner)
    elif isinstance(node, yaml.SequenceNode):
        for inner in _inside(text, place).values():
            yield from _texts(text, inner)
    elif getattr(node, "style", None) in {"|", ">"}:  # a comment may stand in its first line
        yield _line_end(text, node.start_mark.index), _end(text, place)
    else:
        yield _span(text, place)


def _line_end(text: str, at: int) -> int:
    return next(_LINE_END.finditer(text, at)).start()


def _below(text: str, column: int, lines: list[str]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    return "".join(newline + " " * column + line for line in lines)


def _flow(value: _Value) -> str:
    """Write a value on one line."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_flow, value))}]"
    return f"{{{', '.join(f'{scalar(key)}: {_flow(inner)}' for key, inner in value.items())}}}"


def _lines(value: _Items | Mapping[str, _Value]) -> list[str]:
    """Write a group or a list in lines, not yet indented."""
    if isinstance(value, tuple):
        return [line for item in value for line in _item(item)]
    return [line for key, inner in value.items() for line in _field(scalar(key), inner)]


def _item(value: Mapping[str, Plain]) -> list[str]:
    first, *others = _lines(value) or ["{}"]
    return [f"- {first}", *(f"  {line}" for line in others)]


def _field(key: str, value: _Value) -> list[str]:
    if value is None:
        return [f"{key}:"]
    if isinstance(value, str) or not value:
        return [f"{key}: {_flow(value)}"]
    return [f"{key}:", *(f"  {line}" for line in _lines(value))]
