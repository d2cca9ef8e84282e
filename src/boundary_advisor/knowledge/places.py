"""Where everything in a YAML text stands: the way to a value -> its line and column.

Made only where a problem is told. It is built of events in one pass, so that its cost grows with
the text alone, however many problems there are, and whatever aliases the text holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml

from boundary_advisor.knowledge.strict_yaml import line_and_column, open_yaml

if TYPE_CHECKING:
    from boundary_advisor.knowledge.files import Loc

_Spot: TypeAlias = int
"""A line and a column as one number, which takes little room; both are counted from 1."""

_LINE = 1 << 24  # more than a column can be, in a file of the size that is read


class _Found(NamedTuple):
    """A value: where the name before it stands, or it itself; where it stands; what is in it."""

    key: _Spot
    value: _Spot
    inside: dict[str | int, _Found] | None


class Places:
    """Where everything in a text stands.

    Args:
        text: What `parse_yaml` reads, whether it refuses parts of it or not.
    """

    def __init__(self, text: str) -> None:
        self._top = _walk(text)

    def find(self, loc: Loc, *, at_key: bool = False) -> tuple[int, int]:
        """Give the line and column of a value, counted from 1; 0 and 0 in a text without any.

        Args:
            loc: The way to the value; where it leads nowhere, its nearest ancestor counts.
            at_key: Give the place of the field's name instead.
        """
        found = self._top
        if found is None:
            return 0, 0
        for step in loc:
            inner = (found.inside or {}).get(step)
            if inner is None:
                return divmod(found.value, _LINE)
            found = inner
        return divmod(found.key if at_key else found.value, _LINE)


class _Open:
    """A collection whose end has not been read yet; `key` and `name` wait for their value."""

    __slots__ = ("inside", "is_mapping", "key", "name", "spot")

    def __init__(self, spot: _Spot, *, is_mapping: bool) -> None:
        self.spot = spot
        self.is_mapping = is_mapping
        self.inside: dict[str | int, _Found] = {}
        self.key: _Spot | None = None
        self.name = ""

    def add(self, spot: _Spot, name: str, inside: dict[str | int, _Found] | None) -> None:
        """Take a value in; of two of the same name, the first counts."""
        if not self.is_mapping:
            self.inside[len(self.inside)] = _Found(spot, spot, inside)
        elif self.key is None:
            self.key, self.name = spot, name
        else:
            self.inside.setdefault(self.name, _Found(self.key, spot, inside))
            self.key = None


def _walk(text: str) -> _Found | None:
    next_event = open_yaml(text).get_event
    opened = [_Open(0, is_mapping=False)]
    while (event := next_event()) is not None:
        if isinstance(event, yaml.CollectionStartEvent):
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            opened.append(_Open(_spot(event), is_mapping=is_mapping))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = opened.pop()
            opened[-1].add(done.spot, "", done.inside)
        elif isinstance(event, yaml.NodeEvent):
            opened[-1].add(_spot(event), getattr(event, "value", ""), None)
    return opened[0].inside.get(0)


def _spot(event: yaml.Event) -> _Spot:
    line, column = line_and_column(event.start_mark)
    return line * _LINE + column
