"""What stands in every cell of a workbook that is being written, as it will be read of the finished file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iki_excel.workbooks.book import Book, Worksheet
from iki_excel.workbooks.contents import ERROR, ERRORS, NUMBER, TEXT, TRUTH, Address, Cells, Content


def contents_of(made: Book) -> dict[str, Cells]:
    """By name of the sheet, in their order, what stands in every cell; live formulas once they are written."""
    texts = _texts(made)
    return {sheet.name: dict(_cells(sheet, texts)) for sheet in made.workbook.worksheets()}


def cells_of(made: Book, name: str) -> Cells:
    """The same of one sheet."""
    return dict(_cells(made.workbook.get_worksheet_by_name(name), _texts(made)))


def _texts(made: Book) -> Mapping[int, str]:
    """The texts that cells share; once the workbook is closed xlsxwriter has them as a list."""
    table = made.workbook.str_table
    return dict(enumerate(table.string_array)) or {number: text for text, number in table.string_table.items()}


def _cells(sheet: Worksheet, texts: Mapping[int, str]) -> Iterator[tuple[Address, Content]]:
    for row, cells in sorted(sheet.table.items()):
        for column, cell in sorted(cells.items()):
            content = _content(cell, texts)
            if content is not None:
                yield (row, column), content


def _content(cell: Any, texts: Mapping[int, str]) -> Content | None:
    """What a cell of xlsxwriter's holds, which are of a kind each."""
    kind = type(cell).__name__
    if kind == "Blank":
        return None
    if kind == "Formula":
        return _value(cell.value, cell.formula)
    if kind == "String":
        return Content(TEXT, texts[cell.string])
    return _value(bool(cell.boolean) if kind == "Boolean" else cell.number)


def _value(value: Any, formula: str | None = None) -> Content:
    if isinstance(value, bool):
        return Content(TRUTH, str(int(value)), formula)
    if isinstance(value, str):
        return Content(ERROR if value in ERRORS else TEXT, value, formula)
    return Content(NUMBER, repr(float(value)), formula)
