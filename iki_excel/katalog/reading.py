"""From a Katalog workbook to its rows: read by the names of sheets and the headings of columns, wherever they stand.

It goes through the same gate as a form. What cannot be what a column asks for is told at its cell; what stands where
nothing is read is told too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iki_excel.decree import Source
from iki_excel.decree.placed import Faults
from iki_excel.katalog import sheets
from iki_excel.katalog.columns import Misread, Type
from iki_excel.katalog.sheets import ENTRIES, KEPUTUSAN, NUMBER_KEY, Sheet
from iki_excel.katalog.tables import ReadRow, source_of
from iki_excel.language.places import Place, column_letters
from iki_excel.words import bahasa
from iki_excel.words.errors import CatalogError
from iki_excel.words.plain import as_seen
from iki_excel.workbooks import gate
from iki_excel.workbooks.content import refuse_by_head
from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.opening import Reader
from iki_excel.workbooks.openxml import Package
from iki_excel.workbooks.openxml.marks import Marks

HEAD_ROWS = 40
"""How many rows from the top the headings are looked for."""

NEEDED = ("Jabatan", "Indikator", "Isian", "Contoh")
"""The sheets without which nothing can be asked for."""


@dataclass(frozen=True)
class Grid:
    """One sheet as it stands: its values from A1, and what the XML adds."""

    name: str
    values: Sequence[Sequence[Any]]
    marks: Marks

    def at(self, row: int, column: int) -> Any:
        """What is read of a cell; None where it is blank."""
        values = self.values[row] if row < len(self.values) else ()
        value = values[column] if column < len(values) else None
        return None if isinstance(value, str) and not as_seen(value) else value

    def place(self, row: int, column: int) -> Place:
        """A cell of it."""
        return Place(self.name, row, column)


Opened = tuple[Mapping[str, Sequence[Sequence[Any]]], Package]
"""The sheets of a workbook, and what its XML adds."""


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
    grids = _grids(opened)
    faults = Faults(sheets=[grid.name for grid in grids.values()])
    _tell_missing_sheets(grids, faults, named)
    rows = {
        sheet.name: [*_rows(grids[sheet.name.casefold()], sheet, faults)] if sheet.name.casefold() in grids else []
        for sheet in sheets.SHEETS
    }
    rows[KEPUTUSAN] = [*_entries(grids[KEPUTUSAN.casefold()], faults)] if KEPUTUSAN.casefold() in grids else []
    return source_of(rows, faults, named)


def _grids(opened: Opened) -> dict[str, Grid]:
    values, package = opened
    return {
        name.casefold().strip(): Grid(name, rows, package.marks.get(name, Marks())) for name, rows in values.items()
    }


def _tell_missing_sheets(grids: Mapping[str, Grid], faults: Faults, named: str) -> None:
    known = {sheet.name.casefold() for sheet in sheets.SHEETS}
    if not known & grids.keys():
        raise CatalogError(
            f"{named}: bukan buku kerja Katalog. Buat yang baru dengan “iki katalog --kosong --ke katalog.xlsx”."
        )
    others = {name: grid.name for name, grid in grids.items() if name not in known}
    for name in NEEDED:
        if name.casefold() not in grids:
            near = bahasa.near(name, others)
            meant = f" Apakah “{others[near]}” yang dimaksud? Ganti namanya." if near else " Kembalikan lembarnya."
            faults.keep(CatalogError(f"{named}: lembar {name} tidak ada.{meant}"))


# --- a sheet with a table --------------------------------------------------------------------------------------------


def _rows(grid: Grid, sheet: Sheet, faults: Faults) -> Iterator[ReadRow]:
    """The rows below the headings, in the order of their numbers; one without a number stays behind the one above."""
    found = headings_in(grid, sheet)
    if found is None:
        told = "judul kolomnya tidak ditemukan. Kembalikan baris judulnya, misalnya dari salinan yang lama."
        faults.keep(_fault(grid.place(0, 0), told))
        return
    head, places = found
    _tell_headings(grid, sheet, head, places, faults)
    rows = [
        row
        for number in range(head + 1, len(grid.values))
        if (row := _row(grid, sheet, number, places, faults)) is not None
    ]
    yield from _in_order(rows)


def headings_in(grid: Grid, sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row that has the most headings, and by key the column of each; None where no row has two."""
    by_heading = {_plain(column.heading): column.key for column in sheet.columns}
    best: tuple[int, dict[str, int]] | None = None
    for row, values in enumerate(grid.values[:HEAD_ROWS]):
        places: dict[str, int] = {}
        for column, value in enumerate(values):
            if isinstance(value, str) and (key := by_heading.get(_plain(value))):
                places.setdefault(key, column)
        if len(places) >= 2 and (best is None or len(places) > len(best[1])):
            best = row, places
    return best


def _plain(heading: str) -> str:
    return as_seen(heading).casefold()


def _tell_headings(grid: Grid, sheet: Sheet, head: int, places: Mapping[str, int], faults: Faults) -> None:
    """Of columns that are missing, that stand twice, and that nobody reads though something stands in them."""
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
            missing.pop(near)
            faults.keep(_fault(grid.place(head, column), f"judul “{heading}” tidak dikenal. Maksudnya “{near}”?"))
        else:
            called = f"kolom “{heading}”" if heading is not None else f"kolom {column_letters(column)}"
            told = f"{called} tidak dibaca, padahal berisi. Kosongkan kolomnya, atau pindahkan ke lembar lain."
            faults.keep(_fault(grid.place(below, column), told))
    needed = [heading for heading, key in missing.items() if sheet.column(key).required]
    if needed:
        named = bahasa.listing(f"“{one}”" for one in needed)
        faults.keep(_fault(grid.place(head, 0), f"kolom {named} tidak ada. Kembalikan judulnya di baris ini."))


def _row(grid: Grid, sheet: Sheet, number: int, places: Mapping[str, int], faults: Faults) -> ReadRow | None:
    """One row; None where nobody typed anything in it."""
    at = {column.key: grid.place(number, places[column.key]) for column in sheet.typed if column.key in places}
    said, misread = dict[str, Any](), set[str]()
    for column in sheet.typed:
        if column.key in at:
            try:
                value = _read(grid, at[column.key], column.type)
            except Misread as reason:
                faults.keep(_fault(at[column.key], f"kolom “{column.heading}” {reason.sentence}"))
                misread.add(column.key)
                value = None
            if value is not None:
                said[column.key] = value
    if not said and not misread:
        return None
    if NUMBER_KEY in places:
        order = grid.at(number, places[NUMBER_KEY])
        said |= {NUMBER_KEY: float(order)} if isinstance(order, int | float) else {}
    named = next((key for key in ("kode", "indikator", "untuk", "jabatan") if key in at), next(iter(at)))
    return ReadRow(sheet, said, at, at[named], frozenset(misread))


def _read(grid: Grid, place: Place, type_: Type) -> Any:
    """What a cell says; None where it is blank. Misread for a formula, an error, or what cannot be."""
    value = grid.at(place.row, place.column)
    if place.a1 in grid.marks.errors or (place.a1 in grid.marks.formulas and value is None):
        raise Misread("berisi rumus Excel atau kesalahan. Ketik isinya, tanpa tanda = di depan.")
    if place.a1 in grid.marks.formulas:
        raise Misread("berisi rumus Excel. Ganti dengan isinya: salin, lalu tempel sebagai nilai.")
    return None if value is None else type_.read(value)


def _in_order(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """By their numbers; a row without one, put in by hand, comes right behind the row above it."""
    last, keys = 0.0, list[tuple[float, int]]()
    for order, row in enumerate(rows):
        last = row.said.get(NUMBER_KEY, last)
        keys.append((last, order))
    return [row for _, row in sorted(zip(keys, rows, strict=True), key=lambda pair: pair[0])]


def _fault(place: Place, sentence: str) -> CatalogError:
    found = CatalogError(f"{place.address}: {sentence}")
    found.place, found.sentence = place, sentence
    return found


# --- the sheet Keputusan ---------------------------------------------------------------------------------------------


def _entries(grid: Grid, faults: Faults) -> Iterator[ReadRow]:
    """Its lines: what each is called, and beside it what it says."""
    by_key = {entry.key: entry for entry in ENTRIES}
    said, misread = dict[str, Any](), set[str]()
    at = {key: grid.place(*where) for key, where in _lines(grid).items()}
    for key, place in at.items():
        try:
            value = _read(grid, place, by_key[key].type)
        except Misread as reason:
            faults.keep(_fault(place, f"“{by_key[key].heading}” {reason.sentence}"))
            misread.add(key)
            value = None
        if value is not None:
            said[key] = value
    if at:
        yield ReadRow(None, said, at, next(iter(at.values())), frozenset(misread))


def _lines(grid: Grid) -> dict[str, tuple[int, int]]:
    """By key the cell beside each heading."""
    by_heading = {_plain(entry.heading): entry.key for entry in ENTRIES}
    found: dict[str, tuple[int, int]] = {}
    for row, values in enumerate(grid.values):
        for column, value in enumerate(values):
            if isinstance(value, str) and _plain(value) in by_heading:
                found.setdefault(by_heading[_plain(value)], (row, column + 1))
                break
    return found
