"""What stands in every cell of a workbook that is being written, as it will be read of the finished file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from iki_excel.workbooks.book import Book, Worksheet
from iki_excel.workbooks.checked import (
    CellBlankTuple,
    CellBooleanTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
)
from iki_excel.workbooks.contents import ERROR, ERRORS, NUMBER, TEXT, TRUTH, Address, Cells, Content


def contents_of(made: Book) -> dict[str, Cells]:
    """By name of the sheet, in their order, what stands in every cell; live formulas once they are written."""
    texts = _texts(made)
    return {sheet.name: _cells(sheet, texts) for sheet in made.workbook.worksheets()}


def cells_of(made: Book, name: str) -> Cells:
    """The same of one sheet."""
    return _cells(made.workbook.get_worksheet_by_name(name), _texts(made))


def _texts(made: Book) -> Sequence[Content]:
    """The texts that cells share; once the workbook is closed xlsxwriter has them as a list."""
    table = made.workbook.str_table
    return [Content(TEXT, text) for text in table.string_array or table.string_table]


def _cells(sheet: Worksheet, texts: Sequence[Content]) -> dict[Address, Content]:
    found: dict[Address, Content] = {}
    for row, cells in sorted(sheet.table.items()):
        for column in sorted(cells):
            cell = cells[column]
            kind = type(cell)
            if kind is CellStringTuple:
                found[row, column] = texts[cell.string]
            elif kind is not CellBlankTuple:
                found[row, column] = CONTENT_OF[kind](cell)
    return found


def _value(value: Any, formula: str | None = None) -> Content:
    if isinstance(value, bool):
        return Content(TRUTH, str(int(value)), formula)
    if isinstance(value, str):
        return Content(ERROR if value in ERRORS else TEXT, value, formula)
    return Content(NUMBER, repr(float(value)), formula)


CONTENT_OF: Mapping[type, Callable[[Any], Content]] = {
    CellNumberTuple: lambda cell: _value(cell.number),
    CellFormulaTuple: lambda cell: _value(cell.value, cell.formula),
    CellBooleanTuple: lambda cell: _value(bool(cell.boolean)),
}
"""By kind of cell of xlsxwriter's what stands in it, but for texts and blank cells."""
