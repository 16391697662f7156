"""Templates filled by the defined names of the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl.workbook import Workbook

from iki_excel.decree import Jabatan
from iki_excel.forms import layout
from iki_excel.language.places import Place
from iki_excel.runs.example import figures
from tests.forms import edited
from tests.typed_in import named_places, typed_in


def fill(path: Path, typed: Mapping[str, Any]) -> None:
    """Type values into a template by its defined names, in place; of a survey a list of respondents."""
    form = path.read_bytes()
    path.write_bytes(typed_in(form, dict(_cells(named_places(form), typed))))


def _cells(places: Mapping[str, Place], typed: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
    for name, value in typed.items():
        sheet, row, column = places[name]
        for down, line in enumerate(value if isinstance(value, list) else [[value]]):
            yield from ((Place(sheet, row + down, column + right), one) for right, one in enumerate(line))


def fill_by_a_program(path: Path, typed: Mapping[str, Any]) -> None:
    """The same by a spreadsheet library."""

    def type_all(workbook: Workbook) -> None:
        for (sheet, row, column), value in _cells(named_places(path.read_bytes()), typed):
            workbook[sheet].cell(row + 1, column + 1).value = value

    edited(path, type_all)


def of_the_example(jabatan: Jabatan, periode: str) -> dict[str, Any]:
    """The figures of the example for a month, by defined name; of a survey a list of respondents."""
    typed = figures.figures(jabatan, periode)
    return {layout.name_of(kode): value for kode, value in (typed.values | typed.surveys).items()}
