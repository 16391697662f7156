"""A workbook as plain facts, read with openpyxl: what stands where, and how it may be used. Bytes are not compared."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from iki_excel.decree import Contoh, Indikator
from iki_excel.forms import layout
from tests.saved_cells import saved_formulas

Facts = dict[str, str]


def opened(content: bytes | Path, *, cached: bool = False) -> Workbook:
    """The workbook; with ``cached`` its formulas are the values they were saved with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl knows neither sparklines nor bars with an axis
        return load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content, data_only=cached)


def cells_of(workbook: Workbook, name: str) -> Iterator[Any]:
    """The cells that a defined name stands for."""
    for sheet, area in workbook.defined_names[name].destinations:
        found = workbook[sheet][area.replace("$", "")]
        for row in found if isinstance(found, tuple) else ((found,),):
            yield from row


def cached_formulas(content: bytes) -> dict[str, Any]:
    """By address the value that each formula was saved with."""
    return {f"{sheet}!{address}": cell.value for (sheet, address), cell in saved_formulas(content).items()}


# --- facts -----------------------------------------------------------------------------------------------------------


def facts(content: bytes | Path) -> Facts:
    """All that must be the same in two workbooks that are the same to people, by place."""
    workbook, cached = opened(content), opened(content, cached=True)
    found: Facts = {"sheets": str([(sheet.title, sheet.sheet_state) for sheet in workbook])}
    found |= {f"name {name}": defined.attr_text for name, defined in workbook.defined_names.items()}
    properties = workbook.properties
    found["properties"] = str((properties.title, properties.creator, properties.created))
    for sheet in workbook:
        for place, fact in _of_sheet(sheet, cached[sheet.title]):
            found[f"{sheet.title}!{place}"] = fact
    return found


def differences(left: Facts, right: Facts) -> list[str]:
    """Where two workbooks differ, a line a place."""
    nothing = "(nothing)"
    return [
        f"{place}: {left.get(place, nothing)} / {right.get(place, nothing)}"
        for place in sorted(left.keys() | right.keys())
        if left.get(place) != right.get(place)
    ]


def _of_sheet(sheet: Worksheet, cached: Worksheet) -> Iterator[tuple[str, str]]:
    for row in sheet.iter_rows():
        for cell in row:
            look = (
                cell.protection.locked,
                cell.number_format,
                cell.font.b,
                cell.fill.fgColor.rgb,
                cell.alignment.wrapText,
            )
            yield cell.coordinate, str((cell.value, cached[cell.coordinate].value, *look))
    yield "merges", str(sorted(map(str, sheet.merged_cells.ranges)))
    yield "frozen", str(sheet.freeze_panes)
    yield "protection", str(dict(sheet.protection))
    for letters, column in sheet.column_dimensions.items():
        yield f"column {letters}", str((column.width, column.hidden))
    for number, row_dimension in sheet.row_dimensions.items():
        yield f"row {number}", str((row_dimension.height, row_dimension.hidden))
    yield from _of_rules(sheet)
    yield from _of_print(sheet)


def _of_rules(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    for rule in sheet.data_validations.dataValidation:
        yield f"validation {rule.sqref}", str(dict(rule) | {"formula": rule.formula1})
    for area in sheet.conditional_formatting:
        rules = [(r.type, r.operator, r.text, r.formula, r.priority) for r in area.rules]
        yield f"colours {area.sqref}", str(rules)


def _of_print(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    yield "paper", str(dict(sheet.page_setup))
    yield "fit", str(sheet.sheet_properties.pageSetUpPr.fitToPage if sheet.sheet_properties.pageSetUpPr else None)
    yield "titles", str(sheet.print_title_rows)
    yield "area", str(sheet.print_area)
    yield "margins", str(dict(sheet.page_margins))
    yield "footer", str((sheet.oddFooter.left.text, sheet.oddFooter.right.text))
    yield "grid", str(sheet.sheet_view.showGridLines)


# --- the catalogue's own examples, as they are typed ------------------------------------------------------------------


def typed(indikator: Indikator, contoh: Contoh) -> tuple[dict[str, Any], dict[str, list[list[Any]]]]:
    """What a clerk types for an example: values by defined name, and blocks of scores by defined name."""
    names: dict[str, Any] = {}
    blocks: dict[str, list[list[Any]]] = {}
    for isian in indikator.isian:
        value = contoh.isian.get(isian.kode)
        if isian.blok and value is not None:
            blocks[layout.name_of(isian.kode)] = [[None if score == "" else score for score in row] for row in value]
        elif isian.dokumen:
            names |= _documents(isian.kode, value or {})
        elif value is not None:
            names[layout.name_of(isian.kode)] = value
    return names, blocks


def _documents(kode: str, value: Mapping[str, Mapping[str, date | str]]) -> dict[str, Any]:
    return {
        layout.name_of(f"{kode}.{item}.{part}"): answer
        for item, entry in value.items()
        for part, answer in entry.items()
    }
