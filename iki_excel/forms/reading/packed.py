"""A record as bytes, small and quick to read: what a process that opened a file may hand on, for it cannot run code.

It is JSON: in its first line the row of the table of files, and after that, deflated, all other rows column by column:
a value that all rows have stands once, of some that return the places. What a temuan says is said anew by its rule.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import repeat
from operator import is_
from typing import Any

from iki_excel.decree.fields import date, number, score, words, yes_no
from iki_excel.decree.fields import reading as cells
from iki_excel.forms.reading import (
    decree,
    folder,
    form,
    head,
    isian,
    outside,
    owner,
    reasons,
    shape,
    sheets,
    structure,
    survey,
    twice,
)
from iki_excel.forms.reading.record import Record
from iki_excel.judging import files
from iki_excel.judging.files import FILE_COLUMNS
from iki_excel.judging.findings import WHOSE, of_known
from iki_excel.language.places import Place
from iki_excel.words.rules import Rule
from iki_excel.workbooks import content, gate, opening, zipped
from iki_excel.workbooks.openxml import package, xml

TELLING = (
    date, number, score, words, yes_no, cells, decree, folder, form, head, isian, outside, owner, reasons, shape,
    sheets, structure, survey, twice, files, content, gate, opening, zipped, package, xml,
)  # fmt: skip
"""Where the rules are defined that a record may tell of."""

RULES = {rule.kode: rule for module in TELLING for rule in vars(module).values() if isinstance(rule, Rule)}

TIBA, ARSIP = FILE_COLUMNS.index("tiba"), FILE_COLUMNS.index("arsip")

NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_read: Callable[[str], Any] = json.JSONDecoder(parse_constant=NUMBERS.__getitem__).decode


def pack(record: Record) -> bytes:
    """A record as bytes."""
    tables = [_columns(rows) for rows in (record.cells, record.unasked, record.notes)]
    further = _write([*tables, [*map(_told, record.temuan)]]).encode("utf-8", "surrogatepass")
    return _with_row([record.row[column] for column in FILE_COLUMNS], zlib.compress(further, 1))


def unpack(packed: bytes) -> Record:
    """The record in bytes of :func:`pack`, equal to the one that they were made of."""
    values, further = _row_and_further(packed)
    cells, unasked, notes, told = _read(zlib.decompress(further).decode("utf-8", "surrogatepass"))
    row = dict(zip(FILE_COLUMNS, values, strict=True))
    return Record(row, _rows(cells), [_found(row["file"], one) for one in told], _rows(unasked), _rows(notes))


def arrived_at(packed: bytes, tiba: str) -> bytes:
    """The same of a file that arrived at another time; what is in an archive has its time from there."""
    values, further = _row_and_further(packed)
    if values[ARSIP] or values[TIBA] == tiba:
        return packed
    return _with_row([*values[:TIBA], tiba, *values[TIBA + 1 :]], further)


def _with_row(values: Sequence[Any], further: bytes) -> bytes:
    return _write(values).encode("utf-8", "surrogatepass") + b"\n" + further


def _row_and_further(packed: bytes) -> tuple[list[Any], bytes]:
    row, _, further = packed.partition(b"\n")
    return _read(row.decode("utf-8", "surrogatepass")), further


# --- rows by columns --------------------------------------------------------------------------------------------------


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[Any]:
    """How many rows there are, and each of their columns."""
    return [len(rows), *map(_column, zip(*rows, strict=True))]


def _column(values: tuple[Any, ...]) -> Any:
    """One value for all, or values and the place of each among them, or all: by which objects they are, for -0 is 0."""
    if all(map(partial(is_, values[0]), values)):
        return values[0]
    distinct = dict(zip(map(id, values), values, strict=True))
    if len(distinct) * 4 > len(values):
        return values
    place = {key: number for number, key in enumerate(distinct)}
    return {"of": [*distinct.values()], "at": [*map(place.__getitem__, map(id, values))]}


def _rows(packed: Sequence[Any]) -> list[tuple[Any, ...]]:
    many, *columns = packed
    return [*zip(*(_values(column, many) for column in columns), strict=True)]


def _values(column: Any, many: int) -> Iterable[Any]:
    if isinstance(column, list):
        return column
    return map(column["of"].__getitem__, column["at"]) if isinstance(column, dict) else repeat(column, many)


# --- temuan -----------------------------------------------------------------------------------------------------------


def _told(found: dict[str, Any]) -> list[Any]:
    return [found["kode"], found["sheet"], found["baris"], found["kolom"], [found[name] for name in WHOSE],
            found["diketahui"]]  # fmt: skip


def _found(file: str, told: Sequence[Any]) -> dict[str, Any]:
    kode, sheet, row, column, whose, known = told
    return of_known(RULES[kode], file, Place(sheet, row, column), dict(zip(WHOSE, whose, strict=True)), known)
