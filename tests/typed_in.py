"""What somebody types into a form of ours, put where it belongs in the file: nothing else of it changes.

A spreadsheet library would read and write all of the workbook for it, which takes twenty times as long.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, unescape

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.cell import coordinate_to_tuple

from iki_excel.language.places import Place
from iki_excel.words import bahasa

CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?: t="\w+")?(?:/>|>.*?</c>)')
NAME = re.compile(r"<definedName name=\"([^\"]+)\"[^>]*>('(?:[^']|'')+'|[^!<']+)!\$([A-Z]+)\$([0-9]+)")


@dataclass(frozen=True)
class Formula:
    """What somebody types behind =; it has no result before a program calculates it."""

    text: str


def typed_in(form: bytes, values: Mapping[Place, Any]) -> bytes:
    """The form with a value in each of these cells; None leaves one blank."""
    by_sheet: dict[str, dict[str, Any]] = {}
    for place, value in values.items():
        by_sheet.setdefault(place.sheet, {})[place.a1] = value
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {part: by_sheet[name] for name, part in _parts_of_sheets(source).items() if name in by_sheet}
        for entry in source.infolist():
            name, content = entry.filename, source.read(entry)
            new.writestr(entry, _typed_into(content.decode(), parts[name]) if name in parts else content)
    return target.getvalue()


def typed_by_a_program(form: bytes, values: Mapping[Place, Any]) -> bytes:
    """The same by a spreadsheet library, which makes a cell of a day of one into which a date is typed."""
    workbook, written = load_workbook(io.BytesIO(form)), io.BytesIO()
    for place, value in values.items():
        workbook[place.sheet][place.a1].value = f"={value.text}" if isinstance(value, Formula) else value
    workbook.save(written)
    workbook.close()
    return written.getvalue()


def named_places(form: bytes) -> dict[str, Place]:
    """By its name the first cell of what every defined name of the form stands for."""
    with zipfile.ZipFile(io.BytesIO(form)) as source:
        found = NAME.findall(source.read("xl/workbook.xml").decode())
    return {name: _place(sheet, f"{column}{row}") for name, sheet, column, row in found}


def _place(sheet: str, cell: str) -> Place:
    row, column = coordinate_to_tuple(cell)
    return Place(unescape(sheet.strip("'").replace("''", "'")), row - 1, column - 1)


def _parts_of_sheets(source: zipfile.ZipFile) -> dict[str, str]:
    """By its name the part of every sheet; our program numbers them in their order."""
    names = re.findall(r'<sheet name="([^"]+)"', source.read("xl/workbook.xml").decode())
    return {unescape(name): f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(names, 1)}


def _typed_into(sheet: str, values: Mapping[str, Any]) -> str:
    found: list[str] = []

    def put(cell: re.Match[str]) -> str:
        if cell[1] not in values:
            return cell[0]
        found.append(cell[1])
        return f'<c r="{cell[1]}"{cell[2] or ""}{_content(values[cell[1]])}'

    changed = CELL.sub(put, sheet)
    assert sorted(found) == sorted(values)
    return changed


def _content(value: Any) -> str:
    match value:
        case None:
            return "/>"
        case Formula(text):
            return f"><f>{escape(text)}</f><v /></c>"
        case bool():
            return f' t="b"><v>{value:d}</v></c>'
        case str() if value in ERROR_CODES:
            return f' t="e"><v>{value}</v></c>'
        case str():
            return f' t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case dt.date():
            return f' t="n"><v>{bahasa.serial(value)}</v></c>'
    return f' t="n"><v>{value:.16g}</v></c>'
