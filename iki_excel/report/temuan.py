"""Sheet ``Temuan``: everything that was found, a line each, with the cell it stands in and a link to its jabatan."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from iki_excel.decree import Jabatan, sheet_names
from iki_excel.judging.telling import cells_said
from iki_excel.language.places import Place
from iki_excel.report import berkas
from iki_excel.report.berkas import short_names
from iki_excel.report.sheets import Report, Sheet
from iki_excel.report.tables import MOST_LINKS, SMALL, Column, Link, Shown, Table
from iki_excel.words.frozen import frozen
from iki_excel.words.rules import GALAT
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

HEAD = 2
MOST_AREAS = 40
NOTHING = "Beres: tidak ada temuan."


@frozen
class Record:
    """One line: a temuan, or several that are alike. ``jabatan``: whose it is, None for one that the catalogue does not
    know; ``has_sheet``: whether the result has a sheet of it; ``berkas``: how the file is called.
    """

    number: int
    found: Mapping[str, Any]
    jabatan: Jabatan | None
    has_sheet: bool
    berkas: str


def _tingkat(record: Record) -> Shown:
    return tingkat_shown(record.found["tingkat"])


def tingkat_shown(tingkat: str) -> Shown:
    """A tingkat in its ink."""
    is_wrong = tingkat == GALAT
    ink, paper = (book.BAD, book.BAD_PALE) if is_wrong else (book.WARN_INK, book.WARN_PALE)
    return Shown(tingkat, "row_center", {"bold": True, "font_color": ink, "bg_color": paper})


def _jabatan(record: Record) -> Shown:
    """The jabatan, with a link to its sheet."""
    name = record.jabatan.sheet if record.jabatan else ""
    if not record.has_sheet or record.number > MOST_LINKS:
        return Shown(name)
    return Shown(Link(Place(name, 0, 0), name))


def _sel(record: Record) -> Shown:
    """The sheet of the form and its cells: "Isian!F8", "Isian!F8:F11 dan F14"."""
    sheet, cells = record.found["sheet"], cells_said(record.found["daerah"], MOST_AREAS)
    return Shown(f"{sheet}!{cells}" if cells else sheet, "row", SMALL)


TINGKAT = Column("Tingkat", 13, _tingkat)
COLUMNS = (
    Column[Record]("No.", 6, lambda record: Shown(record.number, "row_center")),
    TINGKAT,
    Column[Record]("Jabatan", 18, _jabatan, wraps=True),
    Column[Record]("Bulan", 10, lambda record: berkas.month(record.found["periode"])),
    Column[Record]("Sel", 14, _sel, wraps=True),
    Column[Record]("Temuan", 68, lambda record: Shown(record.found["pesan"]), wraps=True),
    Column[Record]("Berkas", 36, lambda record: Shown(record.berkas, "row", SMALL), wraps=True),
    Column[Record]("Kode", 18, lambda record: Shown(record.found["kode"], "row_note"), wraps=True),
)


@frozen
class Temuan(Sheet):
    """The sheet ``Temuan``."""

    report: Report
    name = sheet_names.TEMUAN
    widths = tuple(column.width for column in COLUMNS)

    @cached_property
    def table(self) -> Table[Record]:
        """A row a line that is told."""
        found = self.report.batch.checked.told.to_dict("records")
        records = [self._record(number, row) for number, row in enumerate(found, start=1)]
        return Table(self.name, HEAD, COLUMNS, records, name="tblTemuan", filters=True)

    def _record(self, number: int, found: Mapping[str, Any]) -> Record:
        jabatan = self._jabatan.get(found["jabatan"])
        has_sheet = jabatan is not None and bool(self.report.told_of(jabatan))
        return Record(number, found, jabatan, has_sheet, self._named[found["file"]])

    @cached_property
    def _jabatan(self) -> Mapping[str, Jabatan]:
        return {one.kode: one for one in self.report.batch.catalog.jabatan}

    @cached_property
    def _named(self) -> Mapping[str, str]:
        return short_names(self.report)

    def write(self, made: Book, target: Worksheet) -> None:
        """All temuan in the order of the files, worst first within each, as a person reads it."""
        self.report.title(made, target, "Temuan")
        if not self.table.records:
            target.write_string(HEAD, 0, NOTHING, made.style("bold", font_color=book.GOOD))
            return
        self.table.write(made, target)
        self.table.keep_heads(target)
