"""What every entry of the knowledge is made of: its base, its texts, and where it stands."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
"""A kebab-case name that other entries refer to."""

Text = Annotated[str, StringConstraints(pattern=r"\S", max_length=2000)]
"""Plain text: at least one visible character, no markup."""

Source = Annotated[str, StringConstraints(pattern=r"\S", max_length=300)]
"""One or more places in the source, separated by "; ". Each must be listed in the head of
`challenges.yaml`, or be a cell of its table ("Table 1, row 2, Building")."""


class Entry(BaseModel):
    """Base of every entry: unchangeable, no guessing of types, no unknown fields."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        defer_build=True,  # a model that is only a part of another is never built by itself
    )


class Statement(Entry):
    """One thing the knowledge says, and where the source says it."""

    text: Text
    source: Source
