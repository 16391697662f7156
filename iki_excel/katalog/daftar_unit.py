"""The list of units that an iki.toml names: a CSV, or a workbook, a row a unit, read by the headings of its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from iki_excel.decree.placed import Placed
from iki_excel.decree.toml import Table
from iki_excel.decree.units import COLUMNS
from iki_excel.katalog.columns import MONTH, TEXT, Misread
from iki_excel.katalog.grid import Grid, fault, plain, read
from iki_excel.katalog.reading import grids_in, open_katalog
from iki_excel.katalog.wording import LIST_OF_UNITS
from iki_excel.words import bahasa
from iki_excel.words.errors import CatalogError, SettingsError
from iki_excel.words.plain import as_seen
from iki_excel.workbooks.opening import Reader

CSV, WORKBOOK = ".csv", ".xlsx"
SEPARATORS = ";\t,"
NEEDED = ("kode", "nama")
HEAD_ROWS = 20
"""How many rows from the top the headings are looked for."""


def read_list(path: Path) -> list[Table]:
    """A table a unit with what its row says (decree.units.COLUMNS), blank cells left out; SettingsError."""
    suffix = path.suffix.casefold()
    if suffix not in (CSV, WORKBOOK):
        raise SettingsError(f"{path}: daftar unit harus berakhiran {CSV} atau {WORKBOOK}.")
    if not path.exists():
        raise SettingsError(f"{path}: daftar unit ini tidak ada. Periksa nama berkasnya di iki.toml.")
    rows = _of_csv(path) if suffix == CSV else _of_workbook(path)
    if not rows:
        raise SettingsError(f"{path}: daftar unit ini kosong. Tulis sedikitnya satu unit di bawah judul kolomnya.")
    return rows


# --- as CSV ----------------------------------------------------------------------------------------------------------


def _of_csv(path: Path) -> list[Table]:
    lines = [*_lines(path)]
    head = next((line for line, cells in lines if any(cells)), None)
    if head is None:
        raise SettingsError(f"{path}: daftar unit ini kosong. Baris pertama berisi judul: {', '.join(COLUMNS)}.")
    (_, titles), *rows = [one for one in lines if any(one[1])]
    columns = _columns(titles, str(path))
    return [_line(columns, cells, f"{path}, baris {line}") for line, cells in rows]


def _line(columns: Sequence[str], cells: Sequence[str], where: str) -> Table:
    """One line; one comma too many would put every text behind it into the wrong column."""
    beyond = [""] * (len(cells) - len(columns))
    _refuse_beside([*columns, *beyond], cells, where, "beri tanda kutip pada teks yang memuat pemisah kolom")
    said = dict(zip(columns, cells, strict=False))
    try:
        month = {"mulai": MONTH.read(said["mulai"])} if said.get("mulai") else {}
    except Misread as reason:
        raise SettingsError(f"{where}: mulai {reason.sentence}") from None
    return _row(said | month, where)


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Every line with its number, split where the first one is: an Indonesian Excel writes a semicolon."""
    text = _text(path)
    first = text.lstrip("\n").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, [as_seen(cell) for cell in cells]
    except csv.Error:
        raise SettingsError(f"{path}, baris {reader.line_num}: bukan CSV yang benar. Simpan lagi dari Excel.") from None


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError:
        raise SettingsError(f"{path}: tidak dapat dibaca. Tutup di Excel, atau periksa izinnya.") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:  # as an older Excel saves it
        return content.decode("cp1252", "replace")


# --- as a workbook ---------------------------------------------------------------------------------------------------


def _of_workbook(path: Path) -> list[Table]:
    try:
        with Reader() as reader:
            grids = grids_in(open_katalog(path, reader))
        grid, head = _headed(grids.values(), path)
        return [*_rows(grid, head, path)]
    except CatalogError as reason:
        raise SettingsError(str(reason)) from None


def _headed(grids: Any, path: Path) -> tuple[Grid, int]:
    """The first sheet that has the headings, and their row."""
    for grid in grids:
        for line in range(min(HEAD_ROWS, len(grid.values))):
            if {*NEEDED} <= {*_titles(grid, line)}:
                return grid, line
    raise SettingsError(f"{path}: tidak ada lembar dengan judul kolom {bahasa.listing(NEEDED)}. {_example()}")


def _titles(grid: Grid, line: int) -> list[str]:
    return [plain(str(grid.at(line, column) or "")) for column in range(len(grid.values[line]))]


def _rows(grid: Grid, head: int, path: Path) -> Iterator[Table]:
    columns = _columns(_titles(grid, head), f"{path}, {grid.name}")
    for line in range(head + 1, len(grid.values)):
        where, beside = f"{path}, {grid.name}, baris {line + 1}", [grid.at(line, c) for c in range(len(columns))]
        _refuse_beside(columns, beside, where, "tulis judul kolomnya")
        said = {key: _cell(grid, line, column, key) for column, key in enumerate(columns) if key}
        if any(said.values()):
            yield _row(said, where)


def _cell(grid: Grid, line: int, column: int, key: str) -> str:
    place = grid.place(line, column)
    try:
        return str(read(grid, place, MONTH if key == "mulai" else TEXT) or "")
    except Misread as reason:
        raise fault(place, f"{key} {reason.sentence}") from None


# --- both ------------------------------------------------------------------------------------------------------------


def _columns(titles: Sequence[str], where: str) -> list[str]:
    """The keys of the columns, "" where there is no heading; SettingsError for one unknown, missing or double."""
    keys = [plain(title) for title in titles]
    for key in filter(None, keys):
        if key not in COLUMNS:
            raise SettingsError(f"{where}: kolom “{key}” tidak dikenal. {bahasa.nearest(key, COLUMNS)}")
        if keys.count(key) > 1:
            raise SettingsError(f"{where}: kolom “{key}” ada dua. Hapus salah satunya.")
    missing = [key for key in NEEDED if key not in keys]
    if missing:
        raise SettingsError(f"{where}: kolom {bahasa.listing(missing)} tidak ada. {_example()}")
    return keys


def _example() -> str:
    return f"Baris judulnya: {', '.join(COLUMNS)}."


def _refuse_beside(columns: Sequence[str], cells: Iterable[Any], where: str, mending: str) -> None:
    """What stands in no column is said by nobody."""
    for key, cell in zip(columns, cells, strict=False):
        if cell and not key:
            shown = bahasa.brief(str(cell))
            raise SettingsError(f"{where}: “{shown}” tidak berada di bawah judul kolom. Hapus, atau {mending}.")


def _row(said: Mapping[str, str], where: str) -> Table:
    told = {key: value for key, value in said.items() if key and value}
    return Table(Placed.at_cells(told, None, {}, LIST_OF_UNITS), where, SettingsError)
