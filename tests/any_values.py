"""Values as programs write them into cells, and templates whose cells hold them."""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from iki_excel.decree.kinds import Slot
from iki_excel.forms import layout
from iki_excel.forms.layout import Layout
from iki_excel.language.places import Place
from tests.forms import blank
from tests.grounds import jabatan_of

PERIODE = "2019-03"
RESPONDENTS = 3

# --- values, as a program writes them ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Value:
    """``xml`` is all of a cell but its address and style; a number, a text or a day says what was typed."""

    xml: str
    number: float | None = None
    text: str | None = None
    day: dt.date | None = None


def of_number(value: float, formula: str = "") -> Value:
    return Value(f">{formula}<v>{value!r}</v></c>", number=float(value))


def of_text(value: str) -> Value:
    return Value(f' t="inlineStr"><is><t xml:space="preserve">{written(value)}</t></is></c>', text=value)


def of_result(value: str) -> Value:
    """A text that a formula gives."""
    return Value(f' t="str"><f>A1</f><v>{written(value)}</v></c>', text=value)


def of_day(value: dt.date) -> Value:
    return Value(f' t="d"><v>{value.isoformat()}</v></c>', day=value)


def of_other(kind: str, value: str) -> Value:
    """A truth or an error."""
    return Value(f' t="{kind}"><v>{value}</v></c>')


def written(text: str) -> str:
    """As Excel writes it: what XML cannot hold, and what looks like that, as _x0007_."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return escape(re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda found: f"_x{ord(found[0]):04X}_", text))


# --- templates with values --------------------------------------------------------------------------------------------

Cells = dict[tuple[str, str], Slot]


@functools.cache
def cells_of(jabatan: str) -> Cells:
    """The cells to fill, by sheet and address."""
    map_ = Layout(jabatan_of(jabatan))
    cells = {(layout.ISIAN, row.at(layout.VALUE).a1): row.slot for row in map_.slot_rows.values()}
    for block in map_.blocks.values():
        for slot, column in block.columns:
            for row in range(layout.BLOCK_FIRST_ROW, layout.BLOCK_FIRST_ROW + RESPONDENTS):
                cells[block.sheet, Place(block.sheet, row, column).a1] = slot
    return cells


@functools.cache
def parts_of(jabatan: str) -> dict[str, bytes]:
    """The parts of the template."""
    return parts_in(blank(jabatan, PERIODE))


def with_values(jabatan: str, values: dict[tuple[str, str], Value], path: Path) -> None:
    """The template with these cells, as a file."""
    put_values(parts_of(jabatan), values, path)


def put_values(parts: Mapping[str, bytes], values: dict[tuple[str, str], Value], path: Path) -> None:
    """A form, by the parts of its file, with these cells, its sheets in their order; as a file."""
    sheets = dict.fromkeys(sheet for sheet, _ in values)
    changed = {f"xl/worksheets/sheet{order}.xml": sheet for order, sheet in enumerate(sheets, start=1)}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            inside = {cell: value for (sheet, cell), value in values.items() if sheet == changed.get(name)}
            archive.writestr(name, _filled(content.decode(), inside) if inside else content)


def parts_in(content: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _filled(xml: str, values: dict[str, Value]) -> str:
    def put(found: re.Match[str]) -> str:
        value = values.get(found["cell"])
        return f'<c r="{found["cell"]}"{found["style"]}{value.xml}' if value else found[0]

    return re.sub(r'<c r="(?P<cell>[A-Z]+[0-9]+)"(?P<style> s="[0-9]+")(?:/>|[^>]*(?<!/)>.*?</c>)', put, xml)
