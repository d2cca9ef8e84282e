"""Strategy advice for people who lead a smart city's digital transformation."""

from __future__ import annotations

__version__ = "0.1.0"
