"""Evidence (bukti dukung) on a sheet: how many isian name some, and every file that lies there, with its SHA-256."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import pandas as pd

from iki_excel.decree import sheet_names
from iki_excel.judging import evidence
from iki_excel.judging.evidence import Bukti
from iki_excel.language.cells import BLANK, Cell, If
from iki_excel.report.berkas import TITLE_HEIGHT
from iki_excel.report.parts import write_section
from iki_excel.report.sheets import Report
from iki_excel.report.tables import RUNS_ON, SMALL, Column, Shown, Table
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks.book import Book, Worksheet

NAME_WIDTH, WIDTH = 50, 13
NOTE = (
    "Di atas nol: isian yang berangka atau bertanggal, sebuah survei satu; ada bukti: yang menyebutnya di formulir. "
    "Berkas hanya didaftar dengan sidiknya (SHA-256), tidak dibuka."
)
CUT_OFF = "Berkasnya terlalu banyak; yang didaftar hanya yang pertama."
ROWS_ABOVE = 2
"""Of the first table: its title, and what is said of it."""


def write(made: Book, target: Worksheet, report: Report, row: int) -> None:
    """All of it from a row of a sheet on; nothing where no form names evidence and none lies there."""
    batch = report.batch
    if batch.bukti.folder or evidence.are_named(batch.checked.answers):
        Evidence(report, target.name, row).write(made, target)


@frozen
class Share:
    """How much of what a jabatan told has evidence. ``number``: which row it is."""

    number: int
    nama: str
    isian: int
    bernama: int
    berkas: int


@frozen
class File:
    """A file as it is told: ``said`` is its SHA-256, or why there is none."""

    nama: str
    month: str
    jabatan: str
    ukuran: int | None
    said: str


LONGEST_NAME = 250
NAMA = Column[Share]("Jabatan", NAME_WIDTH, lambda one: Shown(one.nama), wraps=True)
ISIAN = Column[Share]("Di atas nol", WIDTH, lambda one: Shown(one.isian, "report_whole"))
BERNAMA = Column[Share]("Ada bukti", WIDTH, lambda one: Shown(one.bernama, "report_whole"))
BERKAS = Column[Share]("Berkas", WIDTH, lambda one: Shown(one.berkas, "report_whole"))

FILES = (
    Column[File]("Berkas", NAME_WIDTH, lambda one: Shown(one.nama), wraps=True),
    Column[File]("Bulan", WIDTH, lambda one: Shown(one.month, "row_center")),
    Column[File]("Jabatan", WIDTH, lambda one: Shown(one.jabatan, "row", SMALL), wraps=True),
    Column[File]("Ukuran (bita)", WIDTH, lambda one: Shown(one.ukuran, "report_whole")),
    Column[File]("SHA-256", WIDTH, lambda one: Shown(one.said, "row_note", RUNS_ON)),
)


@frozen
class Evidence:
    """Both tables; ``row``: where their title stands."""

    report: Report
    sheet: str
    row: int

    @cached_property
    def shares(self) -> Table[Share]:
        """A row a jabatan."""
        batch = self.report.batch
        rows = evidence.shares(batch.checked.answers, batch.bukti.berkas, batch.catalog).itertuples(index=False)
        records = [Share(number, batch.catalog[kode].nama, *counts) for number, (kode, *counts) in enumerate(rows)]
        share = Column[Share]("Bagian", WIDTH, self._share)
        columns = (NAMA, ISIAN, BERNAMA, share, BERKAS)
        return Table(self.sheet, self.row + ROWS_ABOVE, columns, records, name="tblBuktiJabatan")

    def _share(self, one: Share) -> Shown:
        isian, bernama = (Cell(self.shares.at(one.number, column)) for column in (ISIAN, BERNAMA))
        return Shown(If(isian > 0, bernama / isian, BLANK), "report_whole", {"num_format": "0%_0"})

    @cached_property
    def files(self) -> Table[File]:
        """A row a file: those that lie there, then those that forms name and that do not."""
        batch = self.report.batch
        records = [*_listed(batch.bukti), *self._absent()]
        return Table(self.sheet, self.shares.last + 1, FILES, records, name="tblBukti")

    def _absent(self) -> Iterator[File]:
        """Only where there is a folder: an office may keep its evidence elsewhere."""
        batch = self.report.batch
        folder = batch.bukti.folder
        if not folder:
            return
        for one in evidence.absent(batch.checked.answers, batch.bukti.berkas).itertuples():
            place = f"{folder}/{one.periode}/{one.jabatan}"
            said = f"disebut di formulir ({one.asal}), berkasnya tidak ada di {place}"
            yield _file(one.nama, one.periode, one.jabatan, None, said)

    def write(self, made: Book, target: Worksheet) -> None:
        """The title, what it is about, and the tables."""
        write_section(made, target, self.row, "Bukti dukung", height=TITLE_HEIGHT)
        said = f"{NOTE} {CUT_OFF}" if self.report.batch.bukti.terpotong else NOTE
        target.write_string(self.row + 1, 0, said, made.style("note"))
        self.shares.write(made, target)
        if self.files.records:
            self.files.write(made, target)


def _listed(bukti: Bukti) -> Iterator[File]:
    for one in bukti.berkas.itertuples():
        size = None if pd.isna(one.ukuran) else int(one.ukuran)
        yield _file(one.nama, one.periode, one.jabatan, size, one.sha256 or one.catatan)


def _file(nama: str, periode: str, jabatan: str, ukuran: int | None, said: str) -> File:
    name = bahasa.brief(nama, LONGEST_NAME)
    return File(name, Periode(periode).short_words, sheet_names.of_jabatan(jabatan), ukuran, said)
