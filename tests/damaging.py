"""What people do to forms: by LibreOffice, by openpyxl and in the XML itself."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from openpyxl import Workbook

from tests.forms import edited, patched
from tests.office import Office


class Edits(Protocol):
    """LibreOffice, or what stands in for it: performs actions on a file."""

    def edit(self, source: Path, target: Path, actions: Sequence[Mapping[str, Any]]) -> Path: ...


Spoil = Callable[[Path, Any], Path]
"""Does something to the form at a path, with what edits files; what it gives is where the damaged one stands."""


def by_office(*actions: dict[str, Any], name: str = "") -> Spoil:
    """By LibreOffice or what stands in for it, saved under the same name or another."""

    def spoil(path: Path, running: Edits) -> Path:
        return running.edit(path, path.with_name(name) if name else path, actions)

    return spoil


def do(what: str, sheet: str = "Isian", **details: Any) -> dict[str, Any]:
    """An action of LibreOffice; rows and columns are one unless told."""
    return {"do": what, "sheet": sheet, "count": 1, **details}


def book(*edits: Callable[[Any], Any]) -> Spoil:
    """By openpyxl."""
    return lambda path, _: edited(path, lambda workbook: [edit(workbook) for edit in edits])


def put(sheet: str, cell: str, value: Any) -> Callable[[Any], None]:
    """An edit that writes one cell."""
    return lambda workbook: setattr(workbook[sheet][cell], "value", value)


def without_names(workbook: Any) -> None:
    """An edit that drops all defined names."""
    for name in [*workbook.defined_names]:
        del workbook.defined_names[name]


def swap_rows(workbook: Any, one: int = 12, other: int = 13) -> None:
    """An edit that lets two rows change places, their keys with them."""
    for upper, lower in zip(workbook["Isian"][one], workbook["Isian"][other], strict=True):
        upper.value, lower.value = lower.value, upper.value


def swap_columns(workbook: Any) -> None:
    """An edit that lets the columns of notes and of their proofs change places."""
    for state, note in (*workbook["Isian"]["J3:K3"], *workbook["Isian"]["J8:K10"]):
        state.value, note.value = note.value, state.value


def shift_values_down(workbook: Any) -> None:
    """An edit that moves every cell of the column of values down by one, the formulas among them too."""
    sheet = workbook["Isian"]
    for area in [*map(str, sheet.merged_cells.ranges)]:
        sheet.unmerge_cells(area)
    last = max(cell.row for cell in sheet["C"] if cell.value)
    for row in range(last, 8, -1):
        sheet[f"F{row}"].value = sheet[f"F{row - 1}"].value
    sheet["F8"].value = None


def in_another_workbook(*nameless: str) -> Spoil:
    """The sheet Isian copied into a workbook of the clerk's own, and there the names of these isian deleted."""

    def spoil(path: Path, running: Office) -> Path:
        own = Workbook()
        own.active.title = "Rekap seksi"
        own.save(path.with_name("rekap.xlsx"))
        own.close()
        take = {"do": "take_sheet", "sheet": "Isian", "source": str(path)}
        names = [{"do": "delete_name", "name": f"isian.{kode}"} for kode in nameless]
        return running.edit(path.with_name("rekap.xlsx"), path.with_name("kiriman.xlsx"), [take, *names])

    return spoil


def typed_as(path: Path, xml: str, address: str = "F8") -> Path:
    """The form with another ``<c>`` for an isian, the first; ``{}`` in it is where its address and style stand."""
    with zipfile.ZipFile(path) as archive:
        (cell,) = re.findall(rf'<c r="{address}".*?</c>', archive.read("xl/worksheets/sheet1.xml").decode())
    (style,) = re.findall(r's="\d+"', cell)
    return patched(path, "xl/worksheets/sheet1.xml", cell, xml.format(f'r="{address}" {style}'))
