"""Places in a workbook: one cell, or a rectangle of cells. It becomes text where it is said.

Rows and columns count from zero everywhere; only people and files count from one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from iki_excel.words.frozen import frozen


@cache
def column_letters(column: int) -> str:
    """The letters of a column: 5 is F."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column that is called so: F is 5."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


PLAIN_SHEET = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}|[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*")


@lru_cache(maxsize=1024)
def sheet_in_formula(name: str) -> str:
    """The name of a sheet as a formula says it: in quotes where it is no plain word, or could be taken for a cell."""
    if PLAIN_SHEET.fullmatch(name) and not LIKE_A_CELL.fullmatch(name):
        return name
    return "'{}'".format(name.replace("'", "''"))


@lru_cache(maxsize=65_536)
def a1(row: int, column: int) -> str:
    """ "E12", as a person or a formula on the same sheet says it."""
    return f"{column_letters(column)}{row + 1}"


class Place(NamedTuple):
    """One cell: a tuple, as a report makes tens of thousands of them, and looks each up."""

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """ "E12", as a person says it."""
        return a1(self.row, self.column)

    @property
    def address(self) -> str:
        """ "Isian!E12", as a person says it who speaks of the whole workbook."""
        return f"{self.sheet}!{self.a1}"

    @property
    def absolute(self) -> str:
        """ "$E$12", as a formula on the same sheet says it."""
        return f"${column_letters(self.column)}${self.row + 1}"

    @property
    def reference(self) -> str:
        """ "Isian!$E$12", as a formula on another sheet or a defined name says it."""
        return f"{sheet_in_formula(self.sheet)}!${column_letters(self.column)}${self.row + 1}"


@frozen
class Area:
    """A rectangle of cells of one sheet, the last row and column included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: Place) -> bool:
        is_within = self.top <= place.row <= self.bottom and self.left <= place.column <= self.right
        return is_within and place.sheet == self.sheet

    @property
    def first(self) -> Place:
        """Its cell at the top left."""
        return Place(self.sheet, self.top, self.left)

    @property
    def is_one_cell(self) -> bool:
        """Whether that is all of it."""
        return (self.top, self.left) == (self.bottom, self.right)

    @property
    def cells(self) -> Iterator[tuple[int, int]]:
        """Row and column of each cell, row by row."""
        return itertools.product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))

    @property
    def a1(self) -> str:
        """ "E12:F20", as a person or a formula on the same sheet says it; one cell is said as one."""
        first, last = a1(self.top, self.left), a1(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    @property
    def absolute(self) -> str:
        """ "$E$12:$F$20", as a formula on the same sheet says it; one cell is said as one."""
        last = Place(self.sheet, self.bottom, self.right)
        return self.first.absolute if self.first == last else f"{self.first.absolute}:{last.absolute}"

    @property
    def reference(self) -> str:
        """ "Isian!$E$12:$F$20", as a formula on another sheet or a defined name says it."""
        return f"{sheet_in_formula(self.sheet)}!{self.absolute}"


def areas_of(places: Iterable[Place]) -> list[Area]:
    """The fewest rectangles side by side and below each other that these cells make up, in the order of the sheet."""
    runs: list[Area] = []
    for place in sorted(set(places), key=lambda one: (one.sheet, one.row, one.column)):
        last = runs[-1] if runs else None
        if last and (last.sheet, last.top, last.right) == (place.sheet, place.row, place.column - 1):
            runs[-1] = replace(last, right=place.column)
        else:
            runs.append(Area(place.sheet, place.row, place.column, place.row, place.column))
    return _stacked(runs)


def _stacked(runs: Iterable[Area]) -> list[Area]:
    """Areas of one row, where those of the same columns in rows that follow each other are one."""
    open_at: dict[tuple[str, int, int], Area] = {}
    stacked: dict[tuple[str, int, int, int], Area] = {}
    for run in runs:
        columns = (run.sheet, run.left, run.right)
        above = open_at.get(columns)
        grown = replace(above, bottom=run.bottom) if above and above.bottom == run.top - 1 else run
        open_at[columns] = stacked[*columns, grown.top] = grown
    return list(stacked.values())
