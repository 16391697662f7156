"""A form as it is written now, arranged as the forms of earlier versions are: other columns, and another head.

Only what its reader looks at is as it was: what stands in each cell, and which cells hold a formula.
"""

from __future__ import annotations

from typing import Any

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from iki_excel.forms import layout
from iki_excel.forms.layout import EARLIER, ISIAN
from iki_excel.forms.layout.notes import LABELS
from iki_excel.language.places import Place

Cells = dict[Place, Any]


def rearrange(workbook: Workbook, title: str = layout.usual_title(2)) -> None:
    """An edit that arranges the sheet Isian and the record of it as they were."""
    sheet = workbook[ISIAN]
    now = {Place(ISIAN, cell.row - 1, cell.column - 1): cell.value for row in sheet.iter_rows() for cell in row}
    for area in [*map(str, sheet.merged_cells.ranges)]:
        sheet.unmerge_cells(area)
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        cell.value = None
    _write(sheet, _head(now, title) | _below(now))
    _rearrange_record(workbook[layout.IKI])


def _head(now: Cells, title: str) -> Cells:
    def said(row: int, column: int) -> Any:
        return now[Place(ISIAN, row, column)]

    head = {
        (0, 1): title,
        (1, 1): said(layout.TITLE_ROW, layout.LAST),
        (2, 1): f"Jabatan:  {said(layout.JABATAN_ROW, layout.NUMBER)}",
        (2, 4): layout.PERIODE_LABEL,
        (2, 5): said(layout.JABATAN_ROW, layout.UNIT),
        (3, 1): f"Nama:  {said(layout.PEJABAT_ROW, layout.NUMBER)}",
        (3, 4): layout.CODE_LABEL,
        (3, 5): said(layout.PEJABAT_ROW, layout.UNIT),
        (4, 1): said(layout.READY_ROW, layout.NUMBER),
        **{(5, column): header for column, header in enumerate(EARLIER.headers.values())},
    }
    return {Place(ISIAN, row, column): text for (row, column), text in head.items()}


def _below(now: Cells) -> Cells:
    """From the first indikator to the last, as there was no more."""
    keys = {place.row: value for place, value in now.items() if place.column == layout.KEY}
    last = min(row for row, key in keys.items() if str(key).startswith(tuple(f"{what} " for what in LABELS))) - 2
    lacking = {*range(len(layout.HEADERS))} - {*EARLIER.headers, layout.COUNTED, layout.BROKEN}
    return {
        EARLIER.as_written(place): value
        for place, value in now.items()
        if layout.FIRST_ROW <= place.row <= last and place.column not in lacking
    }


def _write(sheet: Worksheet, cells: Cells) -> None:
    for place, value in cells.items():
        sheet.cell(place.row + 1, place.column + 1).value = value


def _rearrange_record(record: Worksheet) -> None:
    """The office's cells have the addresses that they had."""
    for (cell,) in record.iter_rows(min_col=layout.IKI_CELL + 1, max_col=layout.IKI_CELL + 1):
        if cell.value:
            letters, row = coordinate_from_string(cell.value)
            place = Place(ISIAN, row - 1, column_index_from_string(letters) - 1)
            is_unit = place == layout.NOW.unit
            cell.value = (EARLIER.unit if is_unit else EARLIER.as_written(place)).a1
