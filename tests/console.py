"""The command line as a user types into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Said(NamedTuple):
    """What a command answered."""

    status: int
    out: str
    err: str


Iki = Callable[..., Said]
"""Runs a command in a fresh folder."""
