"""A question to whoever sits before a terminal."""

from __future__ import annotations

import sys

import click

YES, NO = ("y", "ya"), ("t", "tidak", "n")


def confirmed(question: str) -> bool:
    """Whether somebody says yes; asked again after anything else than yes or no. Enter alone is no, and so is nobody
    before a terminal.
    """
    while sys.stdin is not None and sys.stdin.isatty():
        said = click.prompt(f"{question} (y = ya, t = tidak)", default="t", show_default=False).strip().casefold()
        if said in (*YES, *NO):
            return said in YES
    return False
