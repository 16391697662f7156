"""What pages are made of besides tables: titles of their parts, lines of text, and blank cells of one look."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet


def write_title(made: Book, target: Worksheet, text: str, below: str, foot: str) -> None:
    """The two lines at the top of a sheet, what it is and of whom and when, and the foot of its pages."""
    target.set_row(0, 26)
    target.write_string(0, 0, text, made.style("title"))
    target.write_string(1, 0, below, made.style("note"))
    book.footer(target, foot)


def fill(made: Book, target: Worksheet, row: int, columns: Iterable[int], style: str, **look: Any) -> None:
    """Blank cells of one look, in which nothing stands or into which a value is written next."""
    cell = made.styled(style, look)
    for column in columns:
        target.write_blank(row, column, None, cell)


def write_section(
    made: Book, target: Worksheet, row: int, text: str, column: int = 0, *, height: float = 30, **look: Any
) -> None:
    """The title of a part, with room above it."""
    book.write_value(made, target, row, column, text, "section", valign="bottom", **look)
    target.set_row(row, height)


def write_ruled(made: Book, target: Worksheet, row: int, text: str, last: int, *, height: float = 28) -> None:
    """The title of a part of a page, with room above it and a rule below it up to column ``last``."""
    fill(made, target, row, range(1, last + 1), "rule_section")
    book.write_value(made, target, row, 0, text, "rule_section")
    target.set_row(row, height)


def write_lines(made: Book, target: Worksheet, row: int, lines: Sequence[str], style: str, last: int) -> int:
    """Some lines one below the other, each over equally filled cells up to column ``last``; the row below them."""
    for number, line in enumerate(lines):
        look = {"bold": True} if number == 0 and len(lines) > 1 else {}
        book.write_value(made, target, row + number, 0, line, style, **look)
        fill(made, target, row + number, range(1, last + 1), style)
        target.set_row(row + number, 21 if number == 0 else 16)
    return row + len(lines)


def wrapped(text: str, letters: int) -> list[str]:
    """A long text in lines of so many letters: cells are not merged, and a row is as high as one line."""
    return textwrap.wrap(text, letters) or [""]
