"""The sheets of a Katalog workbook are protected down to their headings; below, all that is done to a table works."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from iki_excel import katalog
from iki_excel.decree import Catalog
from iki_excel.katalog.rows import Rows, rows_of
from iki_excel.katalog.sheets import SHEETS
from iki_excel.katalog.writing import FIRST_ROW, HEAD_ROW, write_katalog
from tests import kecil
from tests.katalog_books import catalog_in, without_results
from tests.office import Office

HEAD, FIRST = HEAD_ROW + 1, FIRST_ROW + 1


@pytest.fixture
def rows() -> Rows:
    """The small catalogue."""
    return rows_of(katalog.read(kecil.KATALOG))


def from_menu(sheet: str, cells: str, command: str, **more: Any) -> dict[str, Any]:
    """What somebody does who selects these cells and takes a command of the menu."""
    return {"do": "from_menu", "sheet": sheet, "range": cells, "command": command, "with": more}


@pytest.mark.panjang
@pytest.mark.libreoffice
@pytest.mark.parametrize("last", ["XFD", "D"], ids=["whole rows", "cells of the table"])
def test_rows_are_deleted_put_in_and_sorted_on_the_protected_sheets(
    last: str, office: Office, rows: Rows, tmp_path: Path, catalog: Catalog
) -> None:
    path = tmp_path / "k.xlsx"
    with_junk = {sheet.name: [{sheet.typed[0].key: "hapus"}] * 2 + rows[sheet.name] for sheet in SHEETS}
    path.write_bytes(write_katalog(rows | with_junk))
    sorting = {"ByRows": True, "HasHeader": True, "IncludeAttribs": True, "Col1": 2, "Ascending1": False}
    changed = office.edit(
        path,
        tmp_path / "diubah.xlsx",
        [
            action
            for sheet in SHEETS
            for action in (
                from_menu(sheet.name, f"A{FIRST}:{last}{FIRST + 1}", "DeleteRows"),
                from_menu(sheet.name, f"A{FIRST + 1}:{last}{FIRST + 1}", "InsertRowsBefore"),
                from_menu(sheet.name, f"A{HEAD}:Z{FIRST + 40}", "DataSort", **sorting),
            )
        ],
    )
    codes = [row[1] for row in load_workbook(changed)["Isian"].iter_rows(min_row=FIRST, values_only=True) if row[1]]
    assert codes == sorted(codes, reverse=True)
    assert without_results(catalog_in(changed)) == without_results(catalog)


@pytest.mark.panjang
@pytest.mark.libreoffice
def test_the_headings_are_neither_deleted_nor_sorted_away(office: Office, rows: Rows, tmp_path: Path) -> None:
    path = tmp_path / "k.xlsx"
    path.write_bytes(write_katalog(rows))
    actions = [from_menu(sheet.name, f"A1:XFD{HEAD}", "DeleteRows") for sheet in SHEETS]
    changed = load_workbook(office.edit(path, tmp_path / "diubah.xlsx", actions))
    for sheet in SHEETS:
        assert [cell.value for cell in changed[sheet.name][HEAD]][: len(sheet.columns)] == [
            column.heading for column in sheet.columns
        ]


@pytest.mark.panjang
def test_only_what_stands_above_the_rows_is_locked(rows: Rows, tmp_path: Path) -> None:
    path = tmp_path / "k.xlsx"
    path.write_bytes(write_katalog(rows))
    workbook = load_workbook(path)
    for sheet in SHEETS:
        written = workbook[sheet.name]
        assert written.protection.sheet
        assert all(written.cell(HEAD, column + 1).protection.locked for column in range(len(sheet.columns)))
        assert not any(cell.protection.locked for row in written.iter_rows(min_row=FIRST) for cell in row)
        beyond = max(written.column_dimensions.values(), key=lambda one: one.max or 0)
        assert (beyond.max, beyond.protection.locked) == (16384, False)


@pytest.mark.panjang
def test_what_overwrites_a_grey_cell_is_not_read(rows: Rows, tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "k.xlsx"
    path.write_bytes(write_katalog(rows))
    workbook = load_workbook(path)
    for sheet in SHEETS:
        for column in (one for one in sheet.columns if one.grey):
            for row in (FIRST, FIRST + 50):
                workbook[sheet.name].cell(row, sheet.index(column.key) + 1).value = "ditimpa"
    workbook.save(path)
    assert without_results(catalog_in(path)) == without_results(catalog)
