"""What other programs see in a workbook, and where that differs from what we read: openpyxl and LibreOffice.

A cell is a kind (number, moment, yes_no, text, error) and a value; a moment is a number of days from 1900. Of openpyxl
only what it reads of values is asked: its rows, texts, styles and days, not what is only for the eye.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring, tostring

from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from iki_excel.language.places import a1
from iki_excel.workbooks.opening.inside import open_content
from iki_excel.workbooks.openxml import Marks
from tests.meanings import parts_of
from tests.office import Office, OfficeError
from tests.packages import STRINGS, STYLES, WORKBOOK, zipped

Cell = tuple[str, Any]
Sheets = dict[str, dict[str, Cell]]

EMPTY = ("text", "")
EPOCH = dt.datetime(1899, 12, 30)
SECOND = 1 / 86_400
FIRST_CERTAIN_DAY = 61
"""1 March 1900: of the days before it programs count one differently, and no form takes them."""

DAYS_TO_1904 = 1_462


def ours(content: bytes) -> tuple[Sheets, dict[str, Marks]]:
    """What we read, and what the XML adds; Unreadable where it is refused."""
    sheets, package = open_content(content)
    found = {name: dict(_cells(rows, package.marks[name])) for name, rows in sheets.items()}
    return found, dict(package.marks)


def _cells(rows: list[list[Any]], marks: Marks) -> Iterator[tuple[str, Cell]]:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            address = a1(number, column)
            if address in marks.errors:
                yield address, ("error", "")
            elif value not in (None, "") and _cell(value) != EMPTY:
                yield address, _cell(value)


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return "text", _plain(value)
    if isinstance(value, bool):
        return "yes_no", float(value)
    if isinstance(value, int | float):
        return "number", float(value)
    return "moment", _days(value)


def _days(moment: dt.date | dt.time | dt.timedelta) -> float:
    if isinstance(moment, dt.timedelta):
        return moment / dt.timedelta(days=1)
    if isinstance(moment, dt.time):
        return _days(dt.datetime.combine(EPOCH, moment) - EPOCH)
    midnight = moment if isinstance(moment, dt.datetime) else dt.datetime.combine(moment, dt.time())
    return _days(midnight - EPOCH)


TAB_OF_LIBREOFFICE = "\x01"
"""How its edit engine gives a tab in a text that is formatted in pieces."""

ESCAPE = re.compile(r"_x(00[01][0-9A-Fa-f]|005[Ff]|[Ff]{3}[E-Fe-f])_")


def _plain(text: str) -> str:
    """A text without spaces around it, and with the escapes resolved that openpyxl leaves as they are.

    LibreOffice does so too in the result of a formula.
    """
    plain = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace(TAB_OF_LIBREOFFICE, "\t").strip()


# --- openpyxl ---------------------------------------------------------------------------------------------------------


class _Rows(WorkSheetParser):  # type: ignore[misc]
    """Reads the rows of a sheet and nothing else of it."""

    def parse(self) -> Iterator[Any]:
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)


class Refused(Exception):
    """Another program refuses the file."""


def by_openpyxl(content: bytes) -> Sheets:
    """What openpyxl sees."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            reader = ExcelReader(io.BytesIO(content), read_only=True, data_only=True)
            reader.read()
            return {sheet.title: _read_by_openpyxl(reader, sheet) for sheet in reader.wb.worksheets}
        except Exception as reason:
            raise Refused(f"{type(reason).__name__}: {reason.__cause__ or reason}") from reason


def _read_by_openpyxl(reader: ExcelReader, sheet: Any) -> dict[str, Cell]:
    book = reader.wb
    with sheet._get_source() as source:
        rows = _Rows(
            source, reader.shared_strings, data_only=True, epoch=book.epoch, date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        cells = [cell for _, of_row in rows.parse() for cell in of_row]
    found = {
        a1(cell["row"] - 1, cell["column"] - 1): _of_openpyxl(cell, reader)
        for cell in cells
        if cell["value"] is not None
    }
    return {address: cell for address, cell in found.items() if cell != EMPTY}


def _of_openpyxl(cell: Mapping[str, Any], reader: ExcelReader) -> Cell:
    return ("error", "") if cell["data_type"] == "e" else _cell(cell["value"])


A_SHEET = re.compile(r"xl/worksheets/[^/]*\.xml")
MEANT = re.compile(r"\[Content_Types\]\.xml|_rels/.*|xl/_rels/.*|xl/[^/]*\.xml|xl/worksheets/[^/]*\.xml")
OF_VALUES: dict[str, set[str]] = {WORKBOOK: {"workbookPr", "sheets"}, STYLES: {"numFmts", "cellXfs"}, STRINGS: set()}
"""The elements of each part that say what a cell is; a colour that is none is no reason to read no number."""

FOR_THE_EYE = {"xf": {"numFmtId"}, "workbookPr": {"date1904"}, "numFmts": set[str](), "cellXfs": set[str]()}
"""Of these elements only such attributes count."""


def _keep_what_counts(element: Any) -> None:
    name = element.tag.rpartition("}")[2]
    if name in FOR_THE_EYE:
        for attribute in element.attrib.keys() - FOR_THE_EYE[name]:
            del element.attrib[attribute]
    for child in list(element):
        if name == "xf" or child.tag.endswith(("}phoneticPr", "}rPr")):
            element.remove(child)


def without_looks(content: bytes) -> bytes:
    """A workbook without what says nothing of its cells; of its styles only the number formats, of texts no sounds."""
    try:
        parts = parts_of(content, MEANT)
    except Exception as reason:
        raise Refused(str(reason)) from reason
    for name in OF_VALUES.keys() & parts.keys():
        tree = fromstring(parts[name])
        for child in list(tree):
            if OF_VALUES[name] and child.tag.rpartition("}")[2] not in OF_VALUES[name]:
                tree.remove(child)
        for element in tree.iter():
            _keep_what_counts(element)
        parts[name] = tostring(tree)
    return zipped(parts)


# --- differences ------------------------------------------------------------------------------------------------------


def unlike_openpyxl(content: bytes, read: Sheets) -> list[str]:
    """Where openpyxl sees something else; what it refuses for what is only for the eye, it is asked again without."""
    try:
        theirs = by_openpyxl(content)
    except Refused:
        try:
            theirs = by_openpyxl(without_looks(content))
        except Refused as reason:
            return [f"openpyxl refuses: {reason}"]
    return list(_differences("openpyxl", read, theirs))


def unlike_libreoffice(path: Path, read: Sheets, marks: Mapping[str, Marks], office: Office) -> list[str]:
    """Where LibreOffice sees something else."""
    try:
        shown = office.shown(path)
    except OfficeError as reason:
        return [f"LibreOffice refuses: {reason}"]
    theirs = {name: _without_empty(cells) for name, cells in shown.items()}
    return list(_differences("LibreOffice", read, theirs, _Anew(marks, _shared_formulas(path))))


def _without_empty(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    plain = {at: (kind, _plain(value)) if kind == "text" else (kind, value) for at, (kind, value) in cells.items()}
    return {at: cell for at, cell in plain.items() if cell != EMPTY}


def _differences(program: str, read: Sheets, theirs: Sheets, anew: _Anew | None = None) -> Iterator[str]:
    if anew is None and [*read] != [*theirs]:
        yield f"{program} has the sheets {[*theirs]}, we have {[*read]}"
    for name, cells in read.items():
        others = theirs.get(name, {})
        for address in sorted(cells.keys() | others.keys()):
            mine, other = cells.get(address), others.get(address)
            is_alike = _alike(mine, other) if anew is None else anew.alike(mine, other, name, address)
            if not is_alike:
                yield f"{name}!{address}: {program} sees {other}, we {mine}"


def _alike(mine: Cell | None, other: Cell | None) -> bool:
    """Whether two programs see the same; a day that is none is an error to us and to Excel."""
    if mine is None or other is None:
        return mine is other
    if mine[0] == other[0] and mine[0] in ("number", "moment", "yes_no"):
        return _same(mine, other)
    return mine == other or (mine[0] == "error" and other[0] in ("moment", "time"))


@dataclass(frozen=True)
class _Anew:
    """What LibreOffice calculates anew: formulas whose stored result is empty, an error or yes or no, those that share
    one formula, and those that look into another file.
    """

    marks: Mapping[str, Marks]
    shared: frozenset[str]

    def alike(self, mine: Cell | None, other: Cell | None, sheet: str, address: str) -> bool:
        """Whether LibreOffice sees the same: it has no yes or no, and shows an ISO day as the cell's format says."""
        if address in self.marks[sheet].formulas and self._is_anew(mine, sheet, address):
            return True
        if mine is None or other is None:
            return _alike(mine, other)
        if address in self.marks[sheet].formulas and other[0] == "error":
            return True  # the formula is none; nobody else looks at it
        if mine[0] == "yes_no":
            return other[0] in ("number", "moment", "time") and bool(mine[1] == other[1] % DAYS_TO_1904)
        if mine[0] == "moment" and other[0] in ("number", "time"):
            return _same(mine, other) or _same(mine, ("moment", other[1] + DAYS_TO_1904))
        return _alike(mine, other)

    def _is_anew(self, mine: Cell | None, sheet: str, address: str) -> bool:
        is_untrusted = mine is None or mine[0] in ("error", "yes_no")
        return is_untrusted or address in self.marks[sheet].external or address in self.shared


SHARED = re.compile(r'<c r="([A-Z]+[0-9]+)"[^<>]*>\s*<f [^<>]*\bt="shared"')


def _shared_formulas(path: Path) -> frozenset[str]:
    """The addresses, of whichever sheet."""
    sheets = parts_of(path.read_bytes(), A_SHEET).values()
    return frozenset(address for part in sheets for address in SHARED.findall(part.decode("utf-8", "replace")))


def _same(mine: Cell, other: Cell) -> bool:
    a, b = mine[1], other[1]
    if mine[0] != "moment":
        return bool(a == b or abs(a - b) <= 1e-12 * abs(a))
    is_time = min(a, b) < 1
    apart = abs(a % 1 - b % 1 if is_time else a - b)
    return bool(apart < SECOND / 10 or max(a, b) < FIRST_CERTAIN_DAY)
