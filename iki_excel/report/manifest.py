"""What is kept of a consolidated workbook, by which it can be told later whether it is as it was written."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from iki_excel import __version__
from iki_excel.decree import sheet_names
from iki_excel.judging.batch import Batch
from iki_excel.judging.files import USED
from iki_excel.language.places import column_letters, column_number
from iki_excel.words.frozen import frozen
from iki_excel.words.plain import clean_text
from iki_excel.workbooks.contents import Address, Mark, Marks, Sheets, marks_of, read_mark

TOKEN = re.compile(r"([A-Z]{1,3}):(\S+)", re.ASCII)


@frozen
class Form:
    """A form that a workbook was made from: how it was called, as a cell can say it, and the SHA-256 of its bytes."""

    berkas: str
    sha256: str


@frozen
class Line:
    """The marks of all cells of one row of a sheet (counted from 1), in a text."""

    lembar: str
    baris: int
    text: str


@frozen
class Identity:
    """Which workbook it is: of which unit and periode, when it was written, and by which version of the program."""

    unit: str
    periode: str
    dibuat: str
    program: str


@frozen
class Manifest:
    """``sheets``: by name the marks of every cell that holds something, but for those of the sheet of marks itself."""

    identity: Identity
    forms: tuple[Form, ...]
    sheets: Mapping[str, Marks]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The marks, a line a row of a sheet."""
        return tuple(line for name, marks in self.sheets.items() for line in _lines(name, marks))

    @cached_property
    def sidik(self) -> str:
        """One SHA-256 over all of it."""
        one = self.identity
        told = [one.unit, one.periode, one.dibuat, one.program]
        told += [f"{form.sha256} {form.berkas}" for form in self.forms]
        told += [f"{line.lembar}\t{line.baris}\t{line.text}" for line in self.lines]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


def manifest_of(batch: Batch, waktu: dt.datetime, written: Sheets) -> Manifest:
    """The manifest of a batch's workbook, of what was ``written`` in it."""
    identity = Identity(
        batch.settings.unit.kode, batch.periode, waktu.isoformat(timespec="minutes"), f"iki-excel {__version__}"
    )
    files = batch.checked.files
    used = files.loc[files["nasib"] == USED, ["file", "sha256"]]
    forms = tuple(Form(clean_text(file), sha256) for file, sha256 in used.itertuples(index=False, name=None))
    return Manifest(identity, forms, {n: marks_of(cells) for n, cells in written.items() if n != sheet_names.SIDIK})


def _lines(name: str, marks: Marks) -> Iterator[Line]:
    by_row: dict[int, list[str]] = {}
    for (row, column), mark in sorted(marks.items()):
        by_row.setdefault(row, []).append(f"{column_letters(column)}:{mark.text}")
    yield from (Line(name, row + 1, " ".join(tokens)) for row, tokens in by_row.items())


def marks_in(line: Line) -> dict[Address, Mark] | None:
    """The marks that a line says; None where it says anything else."""
    found: dict[Address, Mark] = {}
    for token in line.text.split(" "):
        match = TOKEN.fullmatch(token)
        mark = read_mark(match[2]) if match else None
        if match is None or mark is None:
            return None
        found[line.baris - 1, column_number(match[1])] = mark
    return found
