"""A question to whoever sits before a terminal."""

from __future__ import annotations

import sys

import click

YES, NO = ("y", "ya"), ("t", "tidak", "n")


def is_answered() -> bool:
    """Whether anybody can answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def confirmed(question: str) -> bool:
    """Whether somebody says yes; asked again after anything else than yes or no, and Enter alone is no."""
    while True:
        said = click.prompt(f"{question} (y = ya, t = tidak)", default="t", show_default=False).strip().casefold()
        if said in (*YES, *NO):
            return said in YES
