"""What a spreadsheet reader does not tell: defined names, error cells and formulas, from the XML of the .xlsx itself."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

LARGEST_FILE = 20 * 2**20
LARGEST_INFLATED = 200 * 2**20
WORKBOOK = "xl/workbook.xml"


class Unreadable(Exception):
    """The bytes are no .xlsx that can be looked at; ``kode`` is that of the temuan."""

    def __init__(self, kode: str) -> None:
        super().__init__(kode)
        self.kode = kode


@dataclass
class Marks:
    """Cells of one sheet by address: ``errors`` show an error value, ``formulas`` whether they have a cached value."""

    errors: dict[str, str] = field(default_factory=dict)
    formulas: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Package:
    """``names``: every defined name (casefolded) with its target. ``marks``: by name of the sheet."""

    names: Mapping[str, str]
    marks: Mapping[str, Marks]


SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls_lama_atau_bersandi"),
    (b"%PDF", "bukan_xlsx"),
)


def look(content: bytes) -> Package:
    """Look at the bytes of an .xlsx; raise Unreadable for anything else."""
    for signature, kode in SIGNATURES:
        if content.startswith(signature):
            raise Unreadable(kode)
    if not content.startswith(b"PK\x03\x04"):
        raise Unreadable("bukan_xlsx" if content.strip() else "berkas_kosong")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _look_inside(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, KeyError, ValueError):
        raise Unreadable("berkas_rusak") from None
    except expat.ExpatError:
        raise Unreadable("berkas_rusak") from None


def _look_inside(archive: zipfile.ZipFile) -> Package:
    if sum(entry.file_size for entry in archive.infolist()) > LARGEST_INFLATED:
        raise Unreadable("berkas_terlalu_besar")
    if WORKBOOK not in archive.namelist():
        raise Unreadable("bukan_xlsx")
    sheets, names = _workbook(archive.read(WORKBOOK))
    targets = _relations(archive.read("xl/_rels/workbook.xml.rels"))
    parts = {name: targets.get(relation, "") for name, relation in sheets}
    marks = {name: _marks(archive.read(part)) for name, part in parts.items() if part in archive.namelist()}
    return Package(names, marks)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parser() -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise Unreadable("berkas_rusak")

    parser.StartDoctypeDeclHandler = refuse
    return parser


def _workbook(xml: bytes) -> tuple[list[tuple[str, str]], dict[str, str]]:
    sheets: list[tuple[str, str]] = []
    names: dict[str, str] = {}
    current: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        tag = _local(tag)
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if _local(key) == "id"), "")
            sheets.append((attributes.get("name", ""), relation))
        current[:] = [attributes.get("name", "")] if tag == "definedName" else []

    def text(data: str) -> None:
        if current:
            name = current[0].casefold()
            names[name] = names.get(name, "") + data

    def end(_tag: str) -> None:
        current.clear()

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.Parse(xml, True)
    return sheets, names


def _relations(xml: bytes) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[attributes.get("Id", "")] = path

    parser = _parser()
    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return targets


def _marks(xml: bytes) -> Marks:
    """Error cells and formulas; a formula counts as cached when its cell has a value with content."""
    marks = Marks()
    cell = {"address": "", "type": "", "open": "", "value": ""}

    def start(tag: str, attributes: dict[str, str]) -> None:
        tag = _local(tag)
        cell["open"] = tag
        if tag == "c":
            cell.update(address=attributes.get("r", ""), type=attributes.get("t", ""), value="")
        elif tag == "f":
            marks.formulas.setdefault(cell["address"], False)

    def text(data: str) -> None:
        if cell["open"] in ("v", "t"):
            cell["value"] += data

    def end(tag: str) -> None:
        cell["open"] = ""
        if _local(tag) != "c":
            return
        if cell["type"] == "e":
            marks.errors[cell["address"]] = cell["value"]
        if cell["address"] in marks.formulas:
            marks.formulas[cell["address"]] = bool(cell["value"])

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.Parse(xml, True)
    return marks


CELL_REFERENCE = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"
)


def first_cell(target: str) -> tuple[str, int, int] | None:
    """The sheet, row and column (from zero) that a defined name's target begins at; None where it is no cell."""
    match = CELL_REFERENCE.fullmatch(target.strip())
    if not match:
        return None
    column = 0
    for letter in match[3]:
        column = column * 26 + ord(letter) - 64
    return (match[1] or match[2]).replace("''", "'"), int(match[4]) - 1, column - 1
