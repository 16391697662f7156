"""How far a run is, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Told after every file, or sheet, that is done: how many are, of how many, and the name of that one."""


def untold(done: int, total: int, name: str) -> None:
    """Nobody is watching."""
