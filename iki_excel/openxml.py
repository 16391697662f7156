"""What a spreadsheet reader does not tell: defined names, error cells and formulas, from the XML of the .xlsx."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from iki_excel import gate
from iki_excel.gate import WORKBOOK, Unreadable

MOST_SHEETS = 100
MOST_CELLS = 100_000
LARGEST_AREA = 500_000
MOST_STRINGS = 200_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


@dataclass
class Marks:
    """Cells of one sheet by address: ``errors`` show an error value, ``formulas`` whether they have a cached value."""

    errors: dict[str, str] = field(default_factory=dict)
    formulas: dict[str, bool] = field(default_factory=dict)
    merges: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    external: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Package:
    """``names``: every defined name (casefolded) with its targets: one, or more where a sheet has its own of that name.

    ``marks``: by name of the sheet.
    """

    names: Mapping[str, frozenset[str]]
    marks: Mapping[str, Marks]


def look(content: bytes) -> Package:
    """Look at the bytes of an .xlsx; raise Unreadable for anything else, and for what is beyond bounds."""
    gate.refuse_by_content(content)
    with gate.open_zip(content) as archive:
        try:
            return _look_inside(archive)
        except (expat.ExpatError, ValueError, LookupError):
            raise Unreadable("berkas_rusak") from None


def _look_inside(archive: zipfile.ZipFile) -> Package:
    sheets, names = _workbook(gate.part_of(archive, WORKBOOK))
    if len(sheets) > MOST_SHEETS:
        raise Unreadable("berkas_terlalu_besar")
    targets = _relations(gate.part_of(archive, "xl/_rels/workbook.xml.rels"))
    present = set(archive.namelist())
    parts = {name: targets.get(relation, "") for name, relation in sheets}
    looked = {part: _marks(gate.part_of(archive, part)) for part in dict.fromkeys(parts.values()) if part in present}
    for part in sorted(present & {"xl/sharedStrings.xml", "xl/styles.xml"}):
        _refuse_too_many_strings(gate.part_of(archive, part))
    return Package(names, {name: looked[part] for name, part in parts.items() if part in looked})


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parser() -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse_doctype(*_: Any) -> None:
        raise Unreadable("xml_terlarang")

    def refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.casefold() not in ENCODINGS:
            raise Unreadable("xml_terlarang")

    parser.StartDoctypeDeclHandler, parser.XmlDeclHandler = refuse_doctype, refuse_encoding
    return parser


def _refuse_too_many_strings(xml: bytes) -> None:
    """A reader makes room for as many strings as the part says it has, so what it says must be modest."""

    def start(_tag: str, attributes: dict[str, str]) -> None:
        parser.StartElementHandler = None  # only the first element says it, and a call an element costs
        for name in ("count", "uniqueCount"):
            if int(attributes.get(name, 0)) > MOST_STRINGS:
                raise Unreadable("berkas_terlalu_besar")

    parser = _parser()
    parser.StartElementHandler = start
    parser.Parse(xml, True)


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
        self.row = self.column = self.cells = 0
        self.address = self.kind = self.value = self.open = ""
        self.bottom = self.right = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.open = _local(tag)
        if self.open == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif self.open == "c":
            self._start_cell(attributes)
        elif self.open in ("f", "v", "is"):
            self._count_content()
        if self.open == "mergeCell":
            self.marks.merges += (attributes["ref"],)
        if self.open == "row" and attributes.get("hidden") in ("1", "true"):
            self.marks.hidden_rows |= {self.row - 1}
        if self.open == "col" and attributes.get("hidden") == "1":
            self.marks.hidden_columns |= set(range(int(attributes["min"]) - 1, int(attributes["max"])))
        if self.open == "f":
            self.marks.formulas.setdefault(self.address, False)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            letters, self.row = _split_address(attributes["r"])
            self.column = _column_number(letters)
        else:
            self.column += 1
        if not (1 <= self.row <= LAST_ROW and 1 <= self.column <= LAST_COLUMN):
            raise Unreadable("berkas_rusak")
        self.address = attributes.get("r") or f"{_column_letters(self.column)}{self.row}"
        self.kind, self.value = attributes.get("t", ""), ""

    def _count_content(self) -> None:
        """Cells with content, and the area from A1 that they span, are bounded; empty styled rows below are not."""
        self.cells += 1
        self.bottom, self.right = max(self.bottom, self.row), max(self.right, self.column)
        if self.cells > MOST_CELLS or self.bottom * self.right > LARGEST_AREA:
            raise Unreadable("berkas_terlalu_besar")

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


ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)


def _split_address(address: str) -> tuple[str, int]:
    """The letters and the number of an address; nothing but an address is taken for one."""
    match = ADDRESS.fullmatch(address)
    if not match:
        raise Unreadable("berkas_rusak")
    return match[1], int(match[2])


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


AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?", re.ASCII)


def corners(area: str) -> tuple[int, int, int, int]:
    """The first row and column and the last ones (from zero) of an area such as F8:G9, or of one cell."""
    match = AREA.fullmatch(area)
    if not match:
        raise ValueError(area)
    top, left = int(match[2]) - 1, _column_number(match[1]) - 1
    if match[3] is None:
        return top, left, top, left
    return top, left, int(match[4]) - 1, _column_number(match[3]) - 1
