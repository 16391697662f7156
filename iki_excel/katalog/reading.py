"""From a Katalog workbook to its rows: read by the names of sheets and the headings of columns, wherever they stand.

It goes through the same gate as a form. What cannot be what a column asks for is told at its cell; what stands where
nothing is read is told too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from iki_excel.decree import Source
from iki_excel.decree.placed import Faults
from iki_excel.katalog import sheets
from iki_excel.katalog.columns import NUMBER, Misread
from iki_excel.katalog.grid import Grid, fault, plain, read
from iki_excel.katalog.keputusan_lines import entries, lines
from iki_excel.katalog.read_rows import ReadRow
from iki_excel.katalog.sheets import KEPUTUSAN, NUMBER_KEY, Sheet
from iki_excel.katalog.tables import source_of
from iki_excel.language.places import column_letters
from iki_excel.words import bahasa
from iki_excel.words.errors import CatalogError
from iki_excel.workbooks import gate
from iki_excel.workbooks.content import refuse_by_head
from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.opening import Reader
from iki_excel.workbooks.openxml import Package
from iki_excel.workbooks.openxml.marks import Marks

HEAD_ROWS = 40
"""How many rows from the top the headings are looked for."""

SAME_HEADINGS = 4
"""By how many of its headings a sheet under another name is known."""


Opened = tuple[Mapping[str, Sequence[Sequence[Any]]], Package]
"""The sheets of a workbook, and what its XML adds."""


def read_book(path: Path) -> Source:
    """What a workbook says; CatalogError where the gate or the reader refuses it."""
    with Reader() as reader:
        return source_in(open_katalog(path, reader), path.name)


def open_katalog(path: Path, reader: Reader) -> Opened:
    """Open a workbook; CatalogError where the gate or the reader refuses it."""
    try:
        return reader.open(gate.read_bytes(path, refuse_by_head))
    except Unreadable as reason:
        raise CatalogError(reason.rule.sentence({"file": path.name, **reason.known})) from None
    except OSError:
        raise CatalogError(f"{path}: tidak dapat dibaca. Periksa nama dan foldernya.") from None


def source_in(opened: Opened, named: str) -> Source:
    """What the sheets of an open workbook say; what is wrong with them is kept in its faults."""
    faults = Faults(sheets=[*opened[0]])
    grids = grids_in(opened)
    _tell_sheets_twice(opened, faults, named)
    _tell_missing_sheets(grids, faults, named)
    rows = {
        sheet.name: [*_rows(grids[sheet.name.casefold()], sheet, faults)] if sheet.name.casefold() in grids else []
        for sheet in sheets.SHEETS
    }
    rows[KEPUTUSAN] = [*entries(grids[KEPUTUSAN.casefold()], faults)] if KEPUTUSAN.casefold() in grids else []
    return source_of(rows, faults, named)


def grids_in(opened: Opened) -> dict[str, Grid]:
    """The sheets by their names, however they are written."""
    values, package = opened
    return {
        name.casefold().strip(): Grid(name, rows, package.marks.get(name, Marks())) for name, rows in values.items()
    }


def _tell_sheets_twice(opened: Opened, faults: Faults, named: str) -> None:
    """Of two sheets whose names look the same nobody knows which is meant."""
    seen: dict[str, str] = {}
    for name in opened[0]:
        other = seen.setdefault(name.casefold().strip(), name)
        if other is not name and _name_of(name):
            told = f"lembar {_name_of(name)} ada dua: “{other}” dan “{name}”. Hapus atau ganti nama yang salah."
            faults.keep(CatalogError(f"{named}: {told}"))


def _name_of(name: str) -> str | None:
    """The sheet of ours that a name names."""
    ours = {one.casefold(): one for one in (*(sheet.name for sheet in sheets.SHEETS), KEPUTUSAN)}
    return ours.get(name.casefold().strip())


def _tell_missing_sheets(grids: dict[str, Grid], faults: Faults, named: str) -> None:
    """Of each sheet that is not there; one that stands under another name is read as what it is, and told."""
    others = {name: grid for name, grid in grids.items() if not _name_of(name)}
    if len(others) == len(grids):
        raise CatalogError(
            f"{named}: bukan buku kerja Katalog. Buat yang baru dengan “iki katalog --kosong --ke katalog.xlsx”."
        )
    is_any_lost = False
    for name in (KEPUTUSAN, *(sheet.name for sheet in sheets.SHEETS)):
        if name.casefold() not in grids:
            other = renamed(name, others)
            if other:
                grids[name.casefold()] = others.pop(other)
                meant = f"Apakah “{grids[name.casefold()].name}” yang dimaksud? Ganti namanya."
            else:
                meant, is_any_lost = "Kembalikan lembarnya dengan judul kolomnya; isinya boleh kosong.", True
            faults.keep(CatalogError(f"{named}: lembar {name} tidak ada. {meant}"))
    if is_any_lost:  # what the others name may stand there
        raise CatalogError.of(faults.told)


def renamed(name: str, others: Mapping[str, Grid]) -> str | None:
    """The sheet that has the headings of one that is missing, or a name like it."""
    headed = next((other for other, grid in others.items() if _seems(grid) == name), None)
    return headed or bahasa.near(name, {key: grid.name for key, grid in others.items()})


def _seems(grid: Grid) -> str | None:
    """The sheet of ours of which it has the most headings, where that is more than half of them."""
    if len(lines(grid)) >= SAME_HEADINGS:
        return KEPUTUSAN
    found = [(len(headings[1]), sheet) for sheet in sheets.SHEETS if (headings := headings_in(grid, sheet))]
    most, sheet = max(found, key=lambda one: one[0], default=(0, None))
    return sheet.name if sheet and most * 2 > len(sheet.typed) else None


# --- a sheet with a table --------------------------------------------------------------------------------------------


def _rows(grid: Grid, sheet: Sheet, faults: Faults) -> Iterator[ReadRow]:
    """The rows below the headings, in the order of their numbers; one without a number stays behind the one above."""
    found = headings_in(grid, sheet)
    if found is None:
        told = "judul kolomnya tidak ditemukan. Kembalikan baris judulnya, misalnya dari salinan yang lama."
        faults.keep(fault(grid.place(0, 0), told))
        return
    head, places = found
    before = len(faults.told)
    _tell_headings(grid, sheet, head, places, faults)
    lost = {column.key for column in sheet.typed if column.key not in places} if len(faults.told) > before else ()
    rows = [
        dataclasses.replace(row, misread=row.misread.union(lost))
        for number in range(head + 1, len(grid.values))
        if (row := _row(grid, sheet, number, places, faults)) is not None
    ]
    yield from _in_order(rows)


def headings_in(grid: Grid, sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row that has the most headings, and by key the column of each; None where no row has two."""
    by_heading = {plain(column.heading): column.key for column in sheet.columns}
    best: tuple[int, dict[str, int]] | None = None
    for row, values in enumerate(grid.values[:HEAD_ROWS]):
        places: dict[str, int] = {}
        for column, value in enumerate(values):
            if isinstance(value, str) and (key := by_heading.get(plain(value))):
                places.setdefault(key, column)
        if len(places) >= 2 and (best is None or len(places) > len(best[1])):
            best = row, places
    return best


def _tell_headings(grid: Grid, sheet: Sheet, head: int, places: dict[str, int], faults: Faults) -> None:
    """Of columns that are missing, that stand twice, and that nobody reads though something stands in them.

    One that stands under nearly the same heading is read all the same, so that nothing else is told for the want of it.
    """
    missing = {column.heading: column.key for column in sheet.typed if column.key not in places}
    for column in range(max(map(len, grid.values), default=0)):
        heading = grid.at(head, column)
        if column in places.values():
            continue
        below = next((row for row in range(head + 1, len(grid.values)) if grid.at(row, column) is not None), None)
        if below is None:
            continue
        near = bahasa.near(str(heading), missing) if heading is not None else None
        if near:
            places[missing.pop(near)] = column
            faults.keep(fault(grid.place(head, column), f"judul “{heading}” tidak dikenal. Maksudnya “{near}”?"))
        else:
            called = f"kolom “{heading}”" if heading is not None else f"kolom {column_letters(column)}"
            told = f"{called} tidak dibaca, padahal berisi. Kosongkan kolomnya, atau pindahkan ke lembar lain."
            faults.keep(fault(grid.place(below, column), told))
    needed = [heading for heading, key in missing.items() if sheet.column(key).required]
    if needed:
        named = bahasa.listing(f"“{one}”" for one in needed)
        faults.keep(fault(grid.place(head, 0), f"kolom {named} tidak ada. Kembalikan judulnya di baris ini."))


def _row(grid: Grid, sheet: Sheet, number: int, places: Mapping[str, int], faults: Faults) -> ReadRow | None:
    """One row; None where nobody typed anything in it."""
    at = {column.key: grid.place(number, places[column.key]) for column in sheet.typed if column.key in places}
    said, misread = dict[str, Any](), set[str]()
    for column in sheet.typed:
        if column.key in at:
            try:
                value = read(grid, at[column.key], column.type)
            except Misread as reason:
                faults.keep(fault(at[column.key], f"kolom “{column.heading}” {reason.sentence}"))
                misread.add(column.key)
                value = None
            if value is not None:
                said[column.key] = value
    if not said and not misread:
        return None
    if NUMBER_KEY in places:
        said |= _number_of(grid.at(number, places[NUMBER_KEY]))
    named = next((key for key in ("kode", "indikator", "untuk", "jabatan") if key in at), next(iter(at)))
    return ReadRow(sheet, said, at, at[named], frozenset(misread))


def _number_of(order: Any) -> dict[str, float]:
    """What the column “No.” says, where it says a number."""
    try:
        return {NUMBER_KEY: float(NUMBER.read(order))} if order is not None else {}
    except Misread:
        return {}


def _in_order(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """By their numbers; a row without one, put in by hand or copied, comes right behind the row above it."""
    last, seen, keys = 0.0, set[float](), list[tuple[float, int]]()
    for order, row in enumerate(rows):
        number = row.said.get(NUMBER_KEY, last)
        last = last if number in seen else number
        seen.add(last)
        keys.append((last, order))
    return [row for _, row in sorted(zip(keys, rows, strict=True), key=lambda pair: pair[0])]
