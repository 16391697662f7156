"""The tables of a finished result by their names and heads, so that a test says which column it means."""

from __future__ import annotations

from typing import Any

from openpyxl.workbook import Workbook


def records(workbook: Workbook, name: str) -> list[dict[str, Any]]:
    """The rows of a table (``tblRekap``), each by its heads."""
    sheet = next(sheet for sheet in workbook if name in sheet.tables)
    heads, *rows = [[cell.value for cell in row] for row in sheet[sheet.tables[name].ref]]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def columns(workbook: Workbook, name: str, *heads: str) -> list[tuple[Any, ...]]:
    """Some columns of it, row by row; numbers with two decimals, as they are printed."""
    return [tuple(_printed(row[head]) for head in heads) for row in records(workbook, name)]


def by_first(workbook: Workbook, name: str, *heads: str) -> dict[Any, Any]:
    """The same by what stands in the first of them; alone where there is but one other."""
    rows = columns(workbook, name, *heads)
    return {first: rest[0] if len(rest) == 1 else tuple(rest) for first, *rest in rows}


def _printed(value: Any) -> Any:
    return round(value, 2) if isinstance(value, float) else value


def on_ringkasan(workbook: Workbook) -> list[tuple[Any, ...]]:
    """What Ringkasan says in the columns of a phone, down to the links to other sheets; each row ends in no blank."""
    rows = [[_printed(cell.value) for cell in row] for row in workbook["Ringkasan"]["A1:D200"]]
    last = next(number for number, row in enumerate(rows) if row[0] == "Lembar lain")
    return [_filled(row) for row in rows[:last]]


def _filled(row: list[Any]) -> tuple[Any, ...]:
    while row and row[-1] is None:
        row = row[:-1]
    return tuple(row)
