"""Drive one LibreOffice for ``office.py``: ``office_uno.py FOLDER LOCALE``, by a Python that has ``uno``.

A line on stdin is a request, a line on stdout its reply, both JSON objects; ``{"error": ...}`` is the reply
when it failed. LibreOffice ends when stdin does. Its profile and temporary files are in FOLDER.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException, IllegalArgumentException, Locale
from com.sun.star.sheet.CellFlags import DATETIME, FORMULA, STRING, VALUE
from com.sun.star.sheet.FormulaResult import ERROR
from com.sun.star.sheet.SheetLinkMode import NONE as UNLINKED
from com.sun.star.sheet.SheetLinkMode import NORMAL as LINKED
from com.sun.star.table import TableSortField
from com.sun.star.util import URL
from com.sun.star.util.NumberFormat import DATE, TIME

XLSX = "Calc MS Excel 2007 XML"
PDF = "calc_pdf_Export"
CONTENT = VALUE | DATETIME | STRING | FORMULA
START_SECONDS = 60
END_SECONDS = 20
RETRY_SECONDS = 0.05

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="UseDocumentSystemFileLocking" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="UseDocumentOOoLockFile" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""

Request = dict[str, Any]
Reply = dict[str, Any]

# --- the LibreOffice ----------------------------------------------------------------------------------------


def start(folder: Path, locale: str, pipe: str) -> subprocess.Popen[bytes]:
    """A fresh headless LibreOffice that listens at a named pipe and leaves nothing outside of the folder."""
    profile = folder / "profile"
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(PROFILE.format(locale=locale), encoding="utf-8")
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        f"--accept=pipe,name={pipe};urp;",
        "--headless",
        "--norestore",
        "--nologo",
    ]
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=environment)


def connect(process: subprocess.Popen[bytes], pipe: str) -> Any:
    """The desktop of the LibreOffice at a named pipe, as soon as it listens."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(RETRY_SECONDS)
        else:
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
    raise RuntimeError(f"soffice did not start (exit code {process.poll()})")


def _property(name: str, value: Any) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _url(path: str) -> str:
    return Path(path).resolve().as_uri()


def open_workbook(desktop: Any, source: str) -> Any:
    """The workbook as it was stored."""
    if not Path(source).is_file():
        raise FileNotFoundError(source)
    how = (_property("Hidden", True), _property("FilterName", XLSX))
    document = desktop.loadComponentFromURL(_url(source), "_blank", 0, how)
    if document is None:
        raise ValueError(f"LibreOffice cannot open {source}")
    return document


def save(document: Any, target: str, kind: str = XLSX, **more: Any) -> None:
    """Write the document to a file of a kind: an export filter of LibreOffice, with more properties of it."""
    how = {"FilterName": kind, **more}
    document.storeToURL(_url(target), tuple(_property(name, value) for name, value in how.items()))


# --- finding places -----------------------------------------------------------------------------------------


def sheet_of(document: Any, name: str) -> Any:
    """The sheet of a name."""
    if not document.Sheets.hasByName(name):
        raise LookupError(f"no sheet {name!r}")
    return document.Sheets.getByName(name)


def cell_at(document: Any, address: str) -> Any:
    """The cell of an address like ``Isian!E12`` or ``'My sheet'!$E$12``."""
    sheet, _, cell = address.rpartition("!")
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet_of(document, sheet).getCellRangeByName(cell).getCellByPosition(0, 0)


def _scope_and_name(document: Any, name: str) -> tuple[Any, str]:
    """The named ranges that hold a name, those of the workbook first, and its exact spelling."""
    sheets = (document.Sheets.getByIndex(i) for i in range(document.Sheets.Count))
    for scope in (document.NamedRanges, *(sheet.NamedRanges for sheet in sheets)):
        for exact in scope.ElementNames:
            if exact.casefold() == name.casefold():
                return scope, exact
    raise LookupError(f"no defined name {name!r}")


def range_named(document: Any, name: str) -> Any:
    """The cells a defined name stands for."""
    scope, exact = _scope_and_name(document, name)
    cells = scope.getByName(exact).getReferredCells()
    if cells is None:
        raise ValueError(f"the defined name {name!r} does not stand for cells")
    return cells


# --- writing ------------------------------------------------------------------------------------------------


class Unprotected:
    """Lifts the protection, without password, of a sheet while cells of it that are locked are changed.

    Not a ``contextlib.contextmanager``: that sets ``__traceback__``, which the exceptions of UNO refuse.
    """

    def __init__(self, cells: Any) -> None:
        self._sheet = cells.Spreadsheet
        self._applies = self._sheet.isProtected() and cells.CellProtection.IsLocked

    def __enter__(self) -> None:
        if self._applies:
            with suppress(IllegalArgumentException):
                self._sheet.unprotect("")
            if self._sheet.isProtected():
                raise PermissionError(f"sheet {self._sheet.Name!r} is protected by a password")

    def __exit__(self, *_: object) -> None:
        if self._applies:
            self._sheet.protect("")


def write(document: Any, cell: Any, value: Any) -> None:
    """Put a value of a request into a cell, also a locked one."""
    with Unprotected(cell):
        _put(document, cell, value)


def _put(document: Any, cell: Any, value: Any) -> None:
    if value is None:
        cell.clearContents(CONTENT)
    elif isinstance(value, str):
        cell.setString(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        cell.setValue(float(value))
    elif isinstance(value, dict) and len(value) == 1 and value.keys() <= SPECIAL.keys():
        [(kind, text)] = value.items()
        SPECIAL[kind](document, cell, text)
    else:
        raise TypeError(f"not a value for a cell: {value!r}")


def _put_date(document: Any, cell: Any, text: str) -> None:
    zero = document.NullDate
    cell.setValue(float((dt.date.fromisoformat(text) - dt.date(zero.Year, zero.Month, zero.Day)).days))
    if not document.NumberFormats.getByKey(cell.NumberFormat).Type & DATE:
        cell.NumberFormat = document.NumberFormats.getStandardFormat(DATE, Locale())


def _put_formula(_document: Any, cell: Any, text: str) -> None:
    cell.setFormula(text)


def _put_typed(_document: Any, cell: Any, text: str) -> None:
    cell.FormulaLocal = text


SPECIAL: dict[str, Callable[[Any, Any, str], None]] = {
    "date": _put_date,
    "formula": _put_formula,
    "typed": _put_typed,
}


def write_block(document: Any, first: Any, rows: list[list[Any]]) -> None:
    """Write rows of values from a first cell to the right and down; a row may be shorter than the others."""
    address = first.CellAddress
    top = address.Row
    for width, group in groupby(rows, key=len):
        piece = list(group)
        if width:
            right, bottom = address.Column + width - 1, top + len(piece) - 1
            cells = first.Spreadsheet.getCellRangeByPosition(address.Column, top, right, bottom)
            with Unprotected(cells):
                _put_rows(document, cells, piece)
        top += len(piece)


def _put_rows(document: Any, cells: Any, rows: list[list[Any]]) -> None:
    """Fill cells with numbers and texts in one call, for speed, then with what needs a call of its own."""
    plain = (str, int, float)
    cells.setDataArray(tuple(tuple(v if type(v) in plain else "" for v in row) for row in rows))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value is not None and type(value) not in plain:
                _put(document, cells.getCellByPosition(column, row), value)


# --- reading ------------------------------------------------------------------------------------------------


def sheet_values(sheet: Any) -> dict[str, Any]:
    """Value by address of every cell with content; the data come in one piece, for speed."""
    areas = sheet.queryContentCells(CONTENT).RangeAddresses
    if not areas:
        return {}
    left, top = min(a.StartColumn for a in areas), min(a.StartRow for a in areas)
    right, bottom = max(a.EndColumn for a in areas), max(a.EndRow for a in areas)
    data = sheet.getCellRangeByPosition(left, top, right, bottom).getDataArray()
    found = {
        f"{column_letters(column)}{row + 1}": data[row - top][column - left]
        for column, row in sorted(_cells_of(areas), key=lambda place: place[::-1])
    }
    return found | _sheet_errors(sheet)


def _sheet_errors(sheet: Any) -> dict[str, Any]:
    return {
        f"{column_letters(column)}{row + 1}": {"error": sheet.getCellByPosition(column, row).String}
        for column, row in _cells_of(sheet.queryFormulaCells(ERROR).RangeAddresses)
    }


def _cells_of(areas: Any) -> Iterator[tuple[int, int]]:
    for area in areas:
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                yield column, row


def column_letters(column: int) -> str:
    """0 is A, 26 is AA."""
    before, last = divmod(column, 26)
    return (column_letters(before - 1) if before else "") + chr(ord("A") + last)


def sheet_shown(sheet: Any, document: Any) -> dict[str, list[Any]]:
    """By address the kind and the value of every cell with content, as the file has it: nothing is calculated.

    Kinds: number, moment (a number of days from 30 December 1899), time (of days, from whenever), text, error.
    """
    first = document.NullDate
    begins = (dt.date(first.Year, first.Month, first.Day) - dt.date(1899, 12, 30)).days
    found: dict[str, list[Any]] = {
        address: ["text" if isinstance(value, str) else "number", value]
        for address, value in sheet_values(sheet).items()
    }
    for address, type_ in _moments(sheet, document.NumberFormats):
        kind, value = found.get(address, ("", None))
        if kind == "number" and not isinstance(value, dict):
            found[address] = ["moment", value + begins] if type_ & DATE else ["time", value]
    errors = {address: ["error", ""] for address in _sheet_errors(sheet)}
    return found | errors


def _moments(sheet: Any, formats: Any) -> Iterator[tuple[str, int]]:
    """The addresses of the used area whose number format is one of dates or times, with its type."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    used = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
    for ranges in _each(used.UniqueCellFormatRanges):
        key = ranges.getByIndex(0).NumberFormat
        type_ = formats.getByKey(key).Type
        if type_ & (DATE | TIME):
            for column, row in _cells_of(one.RangeAddress for one in _each(ranges)):
                yield f"{column_letters(column)}{row + 1}", type_


def _each(indexed: Any) -> Iterator[Any]:
    return (indexed.getByIndex(number) for number in range(indexed.Count))


# --- editing: what people do to a workbook although they should not -----------------------------------------

Action = dict[str, Any]


def _insert_rows(sheet: Any, action: Action) -> None:
    sheet.Rows.insertByIndex(action["row"] - 1, action["count"])


def _delete_rows(sheet: Any, action: Action) -> None:
    sheet.Rows.removeByIndex(action["row"] - 1, action["count"])


def _hide_rows(sheet: Any, action: Action) -> None:
    first, last = action["row"], action["row"] + action["count"] - 1
    sheet.getCellRangeByName(f"A{first}:A{last}").Rows.IsVisible = False


def _column_index(sheet: Any, letters: str) -> int:
    return int(sheet.getCellRangeByName(f"{letters}1").RangeAddress.StartColumn)


def _insert_columns(sheet: Any, action: Action) -> None:
    sheet.Columns.insertByIndex(_column_index(sheet, action["column"]), action["count"])


def _delete_columns(sheet: Any, action: Action) -> None:
    sheet.Columns.removeByIndex(_column_index(sheet, action["column"]), action["count"])


def _sort(sheet: Any, action: Action) -> None:
    field = TableSortField()
    field.Field, field.IsAscending = action["column"], not action.get("descending", False)
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    how = (_property("SortFields", fields), _property("ContainsHeader", False))
    sheet.getCellRangeByName(action["range"]).sort(how)


def _merge(sheet: Any, action: Action) -> None:
    sheet.getCellRangeByName(action["range"]).merge(True)


SHEET_ACTIONS: dict[str, Callable[[Any, Action], None]] = {
    "insert_rows": _insert_rows,
    "delete_rows": _delete_rows,
    "hide_rows": _hide_rows,
    "insert_columns": _insert_columns,
    "delete_columns": _delete_columns,
    "sort": _sort,
    "merge": _merge,
}
"""What the protection of a sheet would prevent."""


def _rename_sheet(document: Any, action: Action) -> None:
    sheet = sheet_of(document, action["sheet"])
    sheet.Name = action["name"]
    if sheet.Name != action["name"]:
        raise ValueError(f"LibreOffice refuses the sheet name {action['name']!r}")


def _copy_sheet(document: Any, action: Action) -> None:
    place = sheet_of(document, action["sheet"]).RangeAddress.Sheet + 1
    document.Sheets.copyByName(action["sheet"], action["name"], place)


def _take_sheet(document: Any, action: Action) -> None:
    """A sheet copied from another workbook; ``importSheet`` between two open ones crashes every other time."""
    document.Sheets.insertNewByName(action["sheet"], 0)
    sheet = sheet_of(document, action["sheet"])
    sheet.link(_url(action["source"]), action["sheet"], XLSX, "", LINKED)
    sheet.setLinkMode(UNLINKED)


def _set(document: Any, action: Action) -> None:
    cell = sheet_of(document, action["sheet"]).getCellRangeByName(action["cell"]).getCellByPosition(0, 0)
    write(document, cell, action["value"])


def _from_menu(document: Any, action: Action) -> None:
    """What a command of the menu does with the cells that are selected; the protection of the sheet counts."""
    controller, sheet = document.CurrentController, sheet_of(document, action["sheet"])
    controller.setActiveSheet(sheet)
    controller.select(sheet.getCellRangeByName(action["range"]))
    command = URL(Complete=f".uno:{action['command']}", Protocol=".uno:", Path=action["command"])
    more = tuple(_property(name, value) for name, value in action.get("with", {}).items())
    controller.Frame.queryDispatch(command, "_self", 0).dispatch(command, more)


def _delete_name(document: Any, action: Action) -> None:
    scope, exact = _scope_and_name(document, action["name"])
    scope.removeByName(exact)


DOCUMENT_ACTIONS: dict[str, Callable[[Any, Action], None]] = {
    "rename_sheet": _rename_sheet,
    "copy_sheet": _copy_sheet,
    "take_sheet": _take_sheet,
    "set": _set,
    "from_menu": _from_menu,
    "delete_name": _delete_name,
}


def perform(document: Any, action: Action) -> None:
    """Do one action; the protection of its sheet counts only for a command of the menu."""
    kind = action["do"]
    if kind in DOCUMENT_ACTIONS:
        DOCUMENT_ACTIONS[kind](document, action)
    elif kind in SHEET_ACTIONS:
        sheet = sheet_of(document, action["sheet"])
        with Unprotected(sheet):
            SHEET_ACTIONS[kind](sheet, action)
    else:
        raise LookupError(f"no action {kind!r}")


# --- requests -----------------------------------------------------------------------------------------------


def fill(document: Any, request: Request) -> Reply:
    """Write values by defined name, by address and by block."""
    for name, value in request["names"].items():
        write(document, range_named(document, name).getCellByPosition(0, 0), value)
    for address, value in request["cells"].items():
        write(document, cell_at(document, address), value)
    for name, rows in request["blocks"].items():
        write_block(document, range_named(document, name).getCellByPosition(0, 0), rows)
    return recalculate(document, request)


def recalculate(document: Any, request: Request) -> Reply:
    """Calculate everything anew, and save."""
    document.calculateAll()
    save(document, request["target"])
    return {}


def values(document: Any, _request: Request) -> Reply:
    """What every cell shows."""
    return {"sheets": {sheet.Name: sheet_values(sheet) for sheet in _each(document.Sheets)}}


def shown(document: Any, _request: Request) -> Reply:
    """What every cell shows as the file has it."""
    return {"sheets": {sheet.Name: sheet_shown(sheet, document) for sheet in _each(document.Sheets)}}


def pdf(document: Any, request: Request) -> Reply:
    """Export to PDF."""
    save(document, request["target"], PDF)
    return {}


def export(document: Any, request: Request) -> Reply:
    """Save as another kind of file, with a password where one is given."""
    save(document, request["target"], request["kind"], **_encryption(request["password"]))
    return {}


def _encryption(password: str) -> dict[str, Any]:
    """The older kinds of files take the password itself, those of Office 2007 only this."""
    if not password:
        return {}
    said = (NamedValue("OOXPassword", password), NamedValue("CryptoType", "Standard"))
    return {"Password": password, "EncryptionData": uno.Any("[]com.sun.star.beans.NamedValue", said)}


def edit(document: Any, request: Request) -> Reply:
    """Perform actions in their order."""
    for action in request["actions"]:
        perform(document, action)
    return recalculate(document, request)


OPERATIONS: dict[str, Callable[[Any, Request], Reply]] = {
    "fill": fill,
    "recalculate": recalculate,
    "values": values,
    "shown": shown,
    "pdf": pdf,
    "export": export,
    "edit": edit,
}


def answer(desktop: Any, request: Request) -> Reply:
    """Do what is asked with the source, which is closed afterwards without saving."""
    operation = OPERATIONS[request["op"]]
    document = open_workbook(desktop, request["source"])
    try:
        if operation is not shown:
            document.calculateAll()
        return operation(document, request)
    finally:
        document.close(True)


def reply_to(desktop: Any, line: str) -> Reply:
    """The answer or the error. Only the loss of LibreOffice itself is an exception."""
    try:
        return answer(desktop, json.loads(line))
    except DisposedException:
        raise
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Serve until stdin ends."""
    folder, locale = sys.argv[1:]
    pipe = f"iki-{uuid.uuid4().hex}"
    process = start(Path(folder).resolve(), locale, pipe)
    desktop = connect(process, pipe)
    try:
        for line in sys.stdin:
            print(json.dumps(reply_to(desktop, line)), flush=True)
    finally:
        with suppress(DisposedException):
            desktop.terminate()
        process.wait(END_SECONDS)


if __name__ == "__main__":
    main()
