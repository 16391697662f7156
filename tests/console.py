"""The command line as a user types into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Said(NamedTuple):
    """What a command answered."""

    status: int
    out: str
    err: str


def sentences(out: str) -> list[str]:
    """The lines of an answer, each whole again where it was too wide for a console."""
    whole: list[str] = []
    for line in out.splitlines():
        if line.startswith("  ") and whole:
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line)
    return whole


Iki = Callable[..., Said]
"""Runs a command in a fresh folder."""
