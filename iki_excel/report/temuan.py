"""Sheet ``Temuan``: everything that was found, with a link to the file and cell it stands in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from iki_excel.decree import sheet_names
from iki_excel.judging.telling import cells_said
from iki_excel.language.cells import Range
from iki_excel.language.places import sheet_in_formula
from iki_excel.report.sheets import Report
from iki_excel.report.tables import Column, Link, Shown, Table
from iki_excel.words.periods import Periode
from iki_excel.words.plain import clean_text
from iki_excel.words.rules import GALAT
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

HEAD = 3
MOST_AREAS = 40
LONGEST_LINK, MOST_LINKS = 1000, 60_000
"""A sheet holds no more links than 65,530."""


@dataclass(frozen=True)
class Record:
    """One line: a temuan, or several that are alike."""

    report: Report
    number: int
    found: Mapping[str, Any]

    @property
    def nama(self) -> str:
        """The jabatan; nothing for one that the catalogue does not know."""
        kode, catalog = self.found["jabatan"], self.report.batch.catalog
        return catalog[kode].nama if kode in catalog else ""

    @property
    def month(self) -> str:
        """The periode in words."""
        return Periode(self.found["periode"]).words if self.found["periode"] else ""


def _tingkat(record: Record) -> Shown:
    ink = book.BAD if record.found["tingkat"] == GALAT else book.WARN
    return Shown(record.found["tingkat"], "cell_center", {"bold": True, "font_color": ink})


def _berkas(record: Record) -> Shown:
    """The file, with a link to the first cell in it where a sheet can hold one."""
    file, sheet, sel = (record.found[key] for key in ("file", "sheet", "sel"))
    text, archive = clean_text(_short(file, record.report)), record.report.archives.get(file, "")
    address = f"external:{quote(os.fsencode(_relative(archive or file, record.report.folder)), safe='/.:-_~()')}"
    address += f"#{sheet_in_formula(sheet)}!{sel}" if sel and not archive else ""
    if not file or len(address) > LONGEST_LINK or record.number > MOST_LINKS:
        return Shown(text)
    return Shown(Link(address, text, "Buka berkasnya"), "link", {"font_size": 9})


TINGKAT = Column("Tingkat", 12, _tingkat)
COLUMNS = (
    Column[Record]("No.", 5, lambda record: Shown(record.number, "cell_center")),
    TINGKAT,
    Column[Record]("Jabatan", 26, lambda record: Shown(record.nama), wraps=True),
    Column[Record]("Periode", 15, lambda record: Shown(record.month)),
    Column[Record]("Temuan", 62, lambda record: Shown(record.found["pesan"]), wraps=True),
    Column[Record]("Lembar", 10, lambda record: Shown(record.found["sheet"]), wraps=True),
    Column[Record]("Sel", 10, lambda record: Shown(cells_said(record.found["daerah"], MOST_AREAS)), wraps=True),
    Column[Record]("Berkas", 48, _berkas),
    Column[Record]("Kode", 20, lambda record: Shown(record.found["kode"], "cell_note"), wraps=True),
)


@dataclass(frozen=True)
class Temuan:
    """The sheet ``Temuan``."""

    report: Report
    name = sheet_names.TEMUAN
    landscape = True

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return [column.width for column in COLUMNS]

    @cached_property
    def table(self) -> Table[Record]:
        """A row a line that is told."""
        found = self.report.batch.checked.told.to_dict("records")
        records = [Record(self.report, number, row) for number, row in enumerate(found, start=1)]
        return Table(self.name, HEAD, COLUMNS, records)

    @property
    def levels(self) -> Range:
        """The tingkat of all temuan."""
        return Range(self.table.down(TINGKAT))

    def write(self, made: Book, target: Worksheet) -> None:
        """All temuan, worst first within a file as a person reads it."""
        self.report.title(made, target, "Temuan")
        self.table.write(made, target)
        if self.table.records:
            target.autofilter(*self.table.corners)
        else:
            target.write_string(HEAD - 1, 0, "Tidak ada temuan.", made.style("plain"))
        target.freeze_panes(self.table.first, 2)
        target.repeat_rows(HEAD)


def _short(file: str, report: Report) -> str:
    """The file without the folder that all files share."""
    folders = {os.path.dirname(path) for path in report.batch.checked.files["file"]} | {os.path.dirname(file)}
    try:
        return os.path.relpath(file, os.path.commonpath(folders) or ".").replace(os.sep, "/") if file else ""
    except ValueError:  # another drive on Windows
        return file


def _relative(file: str, folder: str) -> str:
    """The way from the report to the file, so that the link works wherever both are moved to together."""
    try:
        return os.path.relpath(file, folder or ".").replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return file
