"""The cells of a workbook as they were saved, straight from its XML: openpyxl takes ten times as long to say the same,
most of it about looks."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Saved:
    """A cell: its ``value``, that of a formula too, and the ``formula`` with its equals sign, or ""."""

    value: Any
    formula: str


def saved_cells(content: bytes | Path) -> dict[str, dict[str, Saved]]:
    """By sheet and address every cell that holds a value or a formula. A formula that is shared is told where it stands
    whole."""
    with zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content) as parts:
        texts = _shared_texts(parts)
        return {name: dict(_cells(parts.read(part), texts)) for name, part in _sheets(parts)}


def saved_values(content: bytes | Path) -> dict[str, dict[str, Any]]:
    """By sheet and address what every cell shows that is not empty."""
    return {
        name: {address: cell.value for address, cell in cells.items() if cell.value is not None}
        for name, cells in saved_cells(content).items()
    }


def saved_formulas(content: bytes | Path) -> dict[tuple[str, str], Saved]:
    """Every formula by sheet and address, with its value."""
    return {
        (name, address): cell
        for name, cells in saved_cells(content).items()
        for address, cell in cells.items()
        if cell.formula
    }


def _sheets(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    targets = {one.attrib["Id"]: posixpath.join("xl", one.attrib["Target"]).lstrip("/") for one in relations}
    for sheet in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        yield sheet.attrib["name"], targets[sheet.attrib[RELATION]]


def _shared_texts(parts: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in parts.namelist():
        return []
    table = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
    return ["".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in table.iter(f"{MAIN}si")]


def _cells(sheet: bytes, texts: list[str]) -> Iterator[tuple[str, Saved]]:
    for cell in ElementTree.fromstring(sheet).iter(f"{MAIN}c"):
        formula = cell.findtext(f"{MAIN}f")
        value = _value(cell, texts)
        if formula or value is not None:
            yield cell.attrib["r"], Saved(value, f"={formula}" if formula else "")


def _value(cell: ElementTree.Element, texts: list[str]) -> Any:
    kind, text = cell.get("t", "n"), cell.findtext(f"{MAIN}v")
    if kind == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
    if not text:
        return None
    if kind == "s":
        return texts[int(text)]
    if kind == "b":
        return text == "1"
    return float(text) if kind == "n" else text
