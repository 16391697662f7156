"""All that stands in a Katalog workbook, whether or not it can be read: for a copy in which nothing of it is lost.

A sheet and a column keep the names that somebody gave them, so that what is told of them holds in the copy too. What
no table of ours has room for stands behind it: columns behind the columns, sheets behind the sheets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from iki_excel.katalog import columns, sheets
from iki_excel.katalog.grid import Grid
from iki_excel.katalog.keputusan_lines import lines
from iki_excel.katalog.reading import Opened, grids_in, headings_in, renamed
from iki_excel.katalog.rows import BROKEN, Row, Rows
from iki_excel.katalog.sheets import ENTRIES, KEPUTUSAN, NUMBER_KEY, PERBAIKAN, READ_FIRST, Column, Sheet
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.workbooks.openxml.marks import Marks

UNREAD = "tidak_dibaca_{}"
"""The key of a column that nobody reads."""

NAME_LETTERS = 31
UNREAD_WIDTH = 24
UNREAD_HINT = "Tidak dibaca."

Line = Mapping[int, Any]
"""What stands in a row of a sheet, by column."""


@frozen
class Kept:
    """What a copy has besides the rows of a catalogue.

    ``sheets``: by our name for it a sheet that is called or headed otherwise, or has columns that nobody reads;
    ``above``: what somebody wrote above its headings; ``plain``: sheets in which no table of ours is found;
    ``keputusan``: what stands in the sheet Keputusan beside its lines.
    """

    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    above: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    plain: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    keputusan: Sequence[Line] = ()


def typed_in(opened: Opened) -> tuple[Rows, Kept]:
    """What stands in the cells to fill, in the same order, and what else somebody wrote."""
    known = grids_in(opened)
    ours, others = _by_sheet(known), _others(opened, known)
    rows: Rows = {}
    called, above, plain = dict[str, Sheet](), dict[str, Sequence[Any]](), dict[str, Sequence[Line]]()
    for sheet in sheets.SHEETS:
        grid = ours.get(sheet.name) or others.get(renamed(sheet.name, others) or "")
        found = headings_in(grid, sheet) if grid else None
        if grid and found:
            others = {name: other for name, other in others.items() if other is not grid}
            called[sheet.name], places = _as_headed(grid, sheet, *found)
            rows[sheet.name] = [*_rows(grid, called[sheet.name], found[0], places)]
            above[sheet.name] = [*_above(grid, sheet, *found)]
        elif grid:
            plain[sheet.name] = [*_every_line(grid)]
    grid = known.get(KEPUTUSAN.casefold()) or others.pop(renamed(KEPUTUSAN, others) or "", None)
    plain |= {other.name: [*_every_line(other)] for other in others.values()}
    rows[KEPUTUSAN] = [{key: _raw(grid, *at) for key, at in lines(grid).items()}] if grid else []
    return rows, Kept(called, above, plain, [*_beside(grid)] if grid else [])


def _by_sheet(known: Mapping[str, Grid]) -> dict[str, Grid]:
    return {sheet.name: known[sheet.name.casefold()] for sheet in sheets.SHEETS if sheet.name.casefold() in known}


def _others(opened: Opened, known: Mapping[str, Grid]) -> dict[str, Grid]:
    """The sheets that are none of ours, by name."""
    ours = {name.casefold() for name in (*(sheet.name for sheet in sheets.SHEETS), KEPUTUSAN)}
    read = {known[name].name for name in ours if name in known}
    written_anew = {READ_FIRST.casefold(), PERBAIKAN.casefold()}
    values, package = opened
    return {
        name: Grid(_fitting(name, order), cells, package.marks.get(name, Marks()))
        for order, (name, cells) in enumerate(values.items())
        if name not in read and name.casefold().strip() not in written_anew
    }


def _fitting(name: str, order: int) -> str:
    """The name of a sheet in the letters that Excel takes; LibreOffice takes more."""
    return name if len(name) <= NAME_LETTERS else f"{name[: NAME_LETTERS - 4]} {order}"


# --- a table ---------------------------------------------------------------------------------------------------------


def _as_headed(grid: Grid, sheet: Sheet, head: int, known: Mapping[str, int]) -> tuple[Sheet, dict[str, int]]:
    """The sheet with the headings that it has, and by key where each column stands that holds something.

    A strange heading takes the place of the column that is missing: by its name, or by where it stands.
    """
    places, headings, unread = dict(known), dict[str, str](), list[Column]()
    missing = {column.heading: column.key for column in sheet.typed if column.key not in known}
    for index in range(max(map(len, grid.values), default=0)):
        if index in known.values() or all(_raw(grid, row, index) is None for row in range(head, len(grid.values))):
            continue
        heading = str(_raw(grid, head, index) or "")
        meant = bahasa.near(heading, missing) or _expected(sheet, places, index)
        if meant in missing:
            key = missing.pop(meant)
            headings[key] = heading
        else:
            key = UNREAD.format(index)
            unread.append(Column(key, heading, columns.ANYTHING, UNREAD_WIDTH, UNREAD_HINT))
        places[key] = index
    own = [replace(column, heading=headings.get(column.key, column.heading)) for column in sheet.columns]
    return replace(sheet, name=_name(grid, sheet), columns=own, unread=unread), places


def _name(grid: Grid, sheet: Sheet) -> str:
    return sheet.name if grid.name.casefold().strip() == sheet.name.casefold() else grid.name


def _expected(sheet: Sheet, places: Mapping[str, int], index: int) -> str | None:
    """The heading that we write behind that of the column on the left."""
    left = next((key for key, place in places.items() if place == index - 1), None)
    order = [column.key for column in sheet.columns]
    behind = order.index(left) + 1 if left in order else len(order)
    return sheet.columns[behind].heading if behind < len(order) else None


def _rows(grid: Grid, sheet: Sheet, head: int, places: Mapping[str, int]) -> Iterator[Row]:
    """The rows in which somebody typed something, whether or not it is read."""
    typed = {column.key for column in (*sheet.typed, *sheet.unread)} & places.keys()
    for number in range(head + 1, len(grid.values)):
        row = {key: _raw(grid, number, places[key]) for key in (*typed, NUMBER_KEY) if key in places}
        said = {key: value for key, value in row.items() if value is not None}
        if said.keys() & typed:
            yield said


def _above(grid: Grid, sheet: Sheet, head: int, places: Mapping[str, int]) -> Iterator[Any]:
    """What stands above the headings and is none of our titles and hints."""
    ours = {sheet.name, sheet.about, UNREAD_HINT, *(column.hint for column in sheet.columns)}
    hints = {(head - 1, column) for column in places.values()}
    for row, line in enumerate(_lines_of(grid, 0, head)):
        yield from (value for column, value in line.items() if value not in ours and (row, column) not in hints)


# --- the other sheets ------------------------------------------------------------------------------------------------


def _beside(grid: Grid) -> Iterator[Line]:
    """The rows of the sheet Keputusan with what is neither a line of it nor ours."""
    ours = {KEPUTUSAN, sheets.ABOUT_KEPUTUSAN, *(entry.hint for entry in ENTRIES)}
    read = {(row, column + aside) for row, column in lines(grid).values() for aside in (-1, 0)}
    for row, line in enumerate(_lines_of(grid, 0, len(grid.values))):
        said = {column: value for column, value in line.items() if (row, column) not in read and value not in ours}
        if said:
            yield said


def _every_line(grid: Grid) -> Iterator[Line]:
    return _lines_of(grid, 0, len(grid.values))


def _lines_of(grid: Grid, first: int, end: int) -> Iterator[Line]:
    for row in range(first, end):
        line = {column: _raw(grid, row, column) for column in range(len(grid.values[row]))}
        yield {column: value for column, value in line.items() if value is not None}


def _raw(grid: Grid, row: int, column: int) -> Any:
    """What a copy holds of a cell: what was typed, what a formula gave, an error where one stands."""
    value = grid.at(row, column)
    if value is None:
        cell, marks = grid.place(row, column).a1, grid.marks
        is_broken = cell in marks.errors or (cell in marks.formulas and cell not in marks.empty_texts)
        return BROKEN if is_broken else None
    if isinstance(value, dt.datetime):
        return value.date()
    return str(value) if isinstance(value, dt.time | dt.timedelta) else value
