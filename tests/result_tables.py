"""The tables of a finished result by their names and heads, so that a test says which column it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl.workbook import Workbook


def cells(workbook: Workbook, name: str) -> list[dict[str, Any]]:
    """The rows of a table (``tblRekap``), each cell by its head."""
    sheet = next(sheet for sheet in workbook if name in sheet.tables)
    heads, *rows = sheet[sheet.tables[name].ref]
    return [{head.value: cell for head, cell in zip(heads, row, strict=True)} for row in rows]


def records(workbook: Workbook, name: str) -> list[dict[str, Any]]:
    """The same, what stands in the cells."""
    return [{head: cell.value for head, cell in row.items()} for row in cells(workbook, name)]


def columns(
    workbook: Workbook, name: str, *heads: str, where: Mapping[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    """Some columns of it, row by row; numbers with two decimals, as they are printed. ``where``: of which rows alone,
    by what stands in them.
    """
    wanted = (where or {}).items()
    rows = [row for row in records(workbook, name) if wanted <= row.items()]
    return [tuple(_printed(row[head]) for head in heads) for row in rows]


def by_first(workbook: Workbook, name: str, *heads: str) -> dict[Any, Any]:
    """The same by what stands in the first of them; alone where there is but one other."""
    rows = columns(workbook, name, *heads)
    return {first: rest[0] if len(rest) == 1 else tuple(rest) for first, *rest in rows}


def by_month(workbook: Workbook, head: str) -> dict[str, dict[int, Any]]:
    """By indikator and number of the month what a column of Hitungan says."""
    found: dict[str, dict[int, Any]] = {}
    for kode, month, value in columns(workbook, "tblHitungan", "Kode", "Bulan", head):
        found.setdefault(kode, {})[month.month] = value
    return found


def below(workbook: Workbook, sheet: str, title: str, many: int) -> list[tuple[Any, ...]]:
    """So many rows below a title that stands in the first column; each ends in no blank."""
    first = next(cell.row for cell in workbook[sheet]["A"] if cell.value == title) + 1
    return _filled(workbook[sheet].iter_rows(min_row=first, max_row=first + many - 1, values_only=True))


def on_ringkasan(workbook: Workbook) -> list[tuple[Any, ...]]:
    """What Ringkasan says in the columns of a phone, down to the links to other sheets; each row ends in no blank."""
    rows = _filled(workbook["Ringkasan"].iter_rows(max_col=4, values_only=True))
    return rows[: rows.index(("Lembar lain",))]


def _filled(rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    lengths = ((row, max((n for n, one in enumerate(row, 1) if one is not None), default=0)) for row in rows)
    return [tuple(map(_printed, row[:length])) for row, length in lengths]


def _printed(value: Any) -> Any:
    return round(value, 2) if isinstance(value, float) else value
