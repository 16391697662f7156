"""Templates filled the way any other program would do it: by the defined names of the workbook. The one door to
openpyxl.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from iki_excel.decree import Catalog
from iki_excel.forms import layout
from iki_excel.runs.example.figures import arrival, figures
from iki_excel.workbooks import saving


def fill(path: Path, typed: Mapping[str, Any]) -> None:
    """Type values into a template by its defined names, and save it in place."""
    workbook = load_workbook(path)
    for name, value in typed.items():
        _type(workbook, name, value if isinstance(value, list) else [[value]])
    made = io.BytesIO()
    workbook.save(made)
    workbook.close()
    saving.save_workbook(path, made.getvalue())


def _type(workbook: Workbook, name: str, rows: list[list[Any]]) -> None:
    sheet, cells = next(iter(workbook.defined_names[name].destinations))
    first = workbook[sheet][cells.split(":")[0]]
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            first.offset(down, right).value = value


def fill_month(folder: Path, catalog: Catalog, unit: str, periode: str) -> None:
    """Fill the templates of one month, as they came in."""
    for jabatan in catalog.at(periode).jabatan:
        path = folder / periode / layout.template_name(unit, jabatan.kode, periode)
        fill(path, figures(jabatan, periode))
        saving.set_time(path, arrival(jabatan.kode, periode))
