"""What a spreadsheet reader does not tell: defined names, error cells and formulas, from the XML of the .xlsx."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
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
    """``names``: every defined name (casefolded) with its targets: one, or more where a sheet has its own of that name.

    ``marks``: by name of the sheet.
    """

    names: Mapping[str, frozenset[str]]
    marks: Mapping[str, Marks]


OLE_SIGNATURE, ZIP_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, EOFError, OSError, RuntimeError, LookupError,
    ValueError,
)  # fmt: skip
"""What zipfile and expat raise for bytes that are broken, encrypted or packed in another way."""


def look(content: bytes) -> Package:
    """Look at the bytes of an .xlsx; raise Unreadable for anything else."""
    if not content:
        raise Unreadable("berkas_kosong")
    if content.startswith(OLE_SIGNATURE):
        raise Unreadable("xls_lama_atau_bersandi")
    if not content.startswith(ZIP_SIGNATURE):
        raise Unreadable("bukan_xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _look_inside(archive)
    except BROKEN:
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


def _workbook(xml: bytes) -> tuple[list[tuple[str, str]], dict[str, frozenset[str]]]:
    """The sheets with their relations, and the defined names with their targets."""
    sheets: list[tuple[str, str]] = []
    names: dict[str, frozenset[str]] = {}
    current: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        tag = _local(tag)
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if _local(key) == "id"), "")
            sheets.append((attributes.get("name", ""), relation))
        current[:] = [attributes.get("name", "").casefold(), ""] if tag == "definedName" else []

    def text(data: str) -> None:
        if current:
            current[1] += data

    def end(_tag: str) -> None:
        if current:
            name, target = current
            names[name] = names.get(name, frozenset()) | {target}
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
    """Error cells and formulas of a sheet."""
    look = _SheetLook()
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = look.start, look.end, look.text
    parser.Parse(xml, True)
    return look.marks


class _SheetLook:
    """Follows the XML of a sheet; a formula counts as cached when its cell has a value with content.

    A row or cell that does not say where it stands follows the one before.
    """

    def __init__(self) -> None:
        self.marks = Marks()
        self.row = self.column = 0
        self.address = self.kind = self.value = self.open = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.open = _local(tag)
        if self.open == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif self.open == "c":
            self.column = _column_number(attributes["r"]) if "r" in attributes else self.column + 1
            self.address = attributes.get("r") or f"{_column_letters(self.column)}{self.row}"
            self.kind, self.value = attributes.get("t", ""), ""
        elif self.open == "f":
            self.marks.formulas.setdefault(self.address, False)

    def text(self, data: str) -> None:
        if self.open in ("v", "t"):
            self.value += data

    def end(self, tag: str) -> None:
        self.open = ""
        if _local(tag) != "c":
            return
        if self.kind == "e":
            self.marks.errors[self.address] = self.value
        if self.address in self.marks.formulas:
            self.marks.formulas[self.address] = bool(self.value)


def _column_number(address: str) -> int:
    """The number of the column of an address, from 1."""
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


def _column_letters(number: int) -> str:
    """The letters of a column counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


CELL_REFERENCE = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"
)


def first_cell(target: str) -> tuple[str, int, int] | None:
    """The sheet, row and column (from zero) that a defined name's target begins at; None where it is no cell."""
    match = CELL_REFERENCE.fullmatch(target.strip())
    if not match:
        return None
    return (match[1] or match[2]).replace("''", "'"), int(match[4]) - 1, _column_number(match[3]) - 1
