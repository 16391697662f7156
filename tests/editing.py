"""What LibreOffice's editing leaves of a workbook for a reader, done by openpyxl: for tests without LibreOffice.

Cells, merges, names, heights and what is hidden go along with inserted and deleted rows and columns, as in a
spreadsheet; the references inside formulas do not, as no reader of forms looks at them. That LibreOffice leaves the
same is asked by every test that edits with both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter, quote_sheetname, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.dimensions import ColumnDimension, RowDimension
from openpyxl.worksheet.worksheet import Worksheet

Move = Callable[[int], int | None]
"""Where a row or column, counted from 1, stands afterwards; None where it is gone."""
GONE = "#REF!"

Action = Mapping[str, Any]


class Editor:
    """Edits files as :class:`tests.office.Office` does, with the actions that ``ACTIONS`` knows."""

    def edit(self, source: Path, target: Path, actions: Sequence[Action]) -> Path:
        """Perform actions in their order and save."""
        workbook = load_workbook(source)
        for action in actions:
            ACTIONS[action["do"]](workbook, action)
        target.parent.mkdir(parents=True, exist_ok=True)
        workbook.save(target)
        workbook.close()
        return target


# --- rows and columns -------------------------------------------------------------------------------------------------


def _unmoved(place: int) -> int:
    return place


def _inserted(first: int, count: int) -> Move:
    return lambda place: place + count if place >= first else place


def _deleted(first: int, count: int) -> Move:
    return lambda place: place if place < first else place - count if place >= first + count else None


def _rearranged(workbook: Workbook, name: str, rows: Move, columns: Move) -> None:
    """All of a sheet at its new places."""
    sheet = workbook[name]
    merges = [str(area) for area in sheet.merged_cells.ranges]
    for area in merges:
        sheet.unmerge_cells(area)
    _move_cells(sheet, rows, columns)
    _move_sizes(sheet, rows, columns)
    for area in merges:
        moved = _moved_area(area, rows, columns)
        if moved and ":" in moved:
            sheet.merge_cells(moved)
    _move_names(workbook, name, rows, columns)


def _move_cells(sheet: Worksheet, rows: Move, columns: Move) -> None:
    cells = [*sheet._cells.values()]
    sheet._cells.clear()
    for cell in cells:
        row, column = rows(cell.row), columns(cell.column)
        if row is not None and column is not None:
            cell.row, cell.column = row, column
            sheet._cells[row, column] = cell


def _move_sizes(sheet: Worksheet, rows: Move, columns: Move) -> None:
    heights = [(rows(number), size.height, size.hidden) for number, size in sheet.row_dimensions.items()]
    widths = [
        (columns(column_index_from_string(letter)), size.width, size.hidden)
        for letter, size in sheet.column_dimensions.items()
    ]
    sheet.row_dimensions.clear()
    sheet.column_dimensions.clear()
    for number, height, hidden in heights:
        if number is not None:
            sheet.row_dimensions[number] = RowDimension(sheet, number, ht=height, hidden=hidden)
    for number, width, hidden in widths:
        if number is not None:
            letter = get_column_letter(number)
            sheet.column_dimensions[letter] = ColumnDimension(sheet, letter, width=width, hidden=hidden)


def _moved_area(area: str, rows: Move, columns: Move) -> str | None:
    """A range at its new place, with $ where it had them; None where nothing of it is left."""
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    over = [row for line in range(top, bottom + 1) if (row := rows(line)) is not None]
    across = [column for place in range(left, right + 1) if (column := columns(place)) is not None]
    if not over or not across:
        return None
    mark = "$" if "$" in area else ""
    corners = ((across[0], over[0]), (across[-1], over[-1]))
    return ":".join(dict.fromkeys(f"{mark}{get_column_letter(column)}{mark}{row}" for column, row in corners))


def _move_names(workbook: Workbook, name: str, rows: Move, columns: Move) -> None:
    for defined in workbook.defined_names.values():
        sheet, _, area = defined.attr_text.rpartition("!")
        if sheet.strip("'") == name:
            defined.attr_text = f"{sheet}!{_moved_area(area, rows, columns) or GONE}"


# --- actions ----------------------------------------------------------------------------------------------------------


def _insert_rows(workbook: Workbook, do: Action) -> None:
    _rearranged(workbook, do["sheet"], _inserted(do["row"], do["count"]), _unmoved)


def _delete_rows(workbook: Workbook, do: Action) -> None:
    _rearranged(workbook, do["sheet"], _deleted(do["row"], do["count"]), _unmoved)


def _insert_columns(workbook: Workbook, do: Action) -> None:
    _rearranged(workbook, do["sheet"], _unmoved, _inserted(column_index_from_string(do["column"]), do["count"]))


def _delete_columns(workbook: Workbook, do: Action) -> None:
    _rearranged(workbook, do["sheet"], _unmoved, _deleted(column_index_from_string(do["column"]), do["count"]))


def _hide_rows(workbook: Workbook, do: Action) -> None:
    for line in range(do["row"], do["row"] + do["count"]):
        workbook[do["sheet"]].row_dimensions[line].hidden = True


def _set(workbook: Workbook, do: Action) -> None:
    workbook[do["sheet"]][do["cell"]].value = _typed(do["value"])


def _typed(value: Any) -> Any:
    """What a cell holds: a formula, what Excel makes of a month that is typed, or the value."""
    if not isinstance(value, Mapping):
        return value
    if "formula" in value:
        return value["formula"]
    assert value == {"typed": "April 2019"}, value
    return dt.datetime(2019, 4, 1)


def _merge(workbook: Workbook, do: Action) -> None:
    workbook[do["sheet"]].merge_cells(do["range"])


def _sort(workbook: Workbook, do: Action) -> None:
    """Values change places, numbers before texts; names and formats stay."""
    cells, column = workbook[do["sheet"]][do["range"]], do["column"]
    lines = [[cell.value for cell in line] for line in cells]
    lines.sort(key=lambda line: (isinstance(line[column], str), line[column]), reverse=do.get("descending", False))
    for line, values in zip(cells, lines, strict=True):
        for cell, value in zip(line, values, strict=True):
            cell.value = value


def _rename_sheet(workbook: Workbook, do: Action) -> None:
    workbook[do["sheet"]].title = do["name"]
    for defined in workbook.defined_names.values():
        sheet, _, area = defined.attr_text.rpartition("!")
        if sheet.strip("'") == do["sheet"]:
            defined.attr_text = f"{quote_sheetname(do['name'])}!{area}"


def _copy_sheet(workbook: Workbook, do: Action) -> None:
    workbook.copy_worksheet(workbook[do["sheet"]]).title = do["name"]


def _delete_name(workbook: Workbook, do: Action) -> None:
    del workbook.defined_names[do["name"]]


ACTIONS: dict[str, Callable[[Workbook, Action], None]] = {
    "insert_rows": _insert_rows,
    "delete_rows": _delete_rows,
    "insert_columns": _insert_columns,
    "delete_columns": _delete_columns,
    "hide_rows": _hide_rows,
    "rename_sheet": _rename_sheet,
    "copy_sheet": _copy_sheet,
    "sort": _sort,
    "merge": _merge,
    "set": _set,
    "delete_name": _delete_name,
}
