"""Sheets ``LKjIP`` and ``SKP``: what the yearly report and the appraisal of officials say, ready to be pasted there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import pandas as pd

from iki_excel.decree import sheet_names
from iki_excel.judging import lkjip
from iki_excel.language.cells import BLANK, Cell, Count, If, IfError
from iki_excel.report import rekap
from iki_excel.report.rekap import Rekap
from iki_excel.report.sheets import Report, Sheet, realisasi_style
from iki_excel.report.tables import NARROW, SMALL, TYPED, Column, Link, Shown, Table
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet, width_of

HEAD = 3
EXPLAINED = (
    "Kuning: isi realisasi tahun lalu bila formulirnya tidak ada di sini. Yang belum lengkap tertulis (sementara)."
)
FOR_SKP = "Salin barisnya ke e-Kinerja. Aspek menurut bentuk indikatornya; ubah bila SKP-nya menyebut lain."


@frozen
class Record:
    """One indikator: what is said of it, and its row on Rekap."""

    sheet: Lkjip
    number: int
    said: dict[str, Any]
    rekap: rekap.Record

    def cell(self, column: Column[Record]) -> Cell:
        """A cell of its row."""
        return Cell(self.sheet.table.at(self.number, column))


def _same(column: Column[rekap.Record]) -> Callable[[Record], Shown]:
    """What Rekap says, in its look."""
    return lambda record: record.rekap.again(column)


def _of_last_year(record: Record) -> Shown:
    """Typed there where last year's forms are not here."""
    value, style = record.said["realisasi_lalu"], realisasi_style(record.rekap.indikator)
    if pd.isna(value):
        return Shown(None, style, {"bg_color": book.INPUT, "locked": False, **TYPED})
    return Shown(value, style, TYPED)


def _change(record: Record) -> Shown:
    """By how much percent it changed; nothing without both years, or of a word."""
    if record.rekap.indikator.pilihan is not None:
        return Shown(None, "report_difference")
    now, before = record.cell(REALISASI), record.cell(LAST_YEAR)
    change = (now - before) / If(before < 0, -before, before) * record.sheet.rekap.data.aturan.persen
    return Shown(If(Count(now, before).equals(2), IfError(change, BLANK), BLANK), "report_difference")


def _text(key: str, style: str = "row") -> Callable[[Record], Shown]:
    return lambda record: Shown(record.said[key], style, SMALL)


KODE = Column[Record](
    "Kode", NARROW, lambda one: Shown(Link(one.sheet.report.doors.rapor.get(one.said["kode"]), one.said["kode"]))
)
REALISASI = Column[Record]("Realisasi", width_of(86), _same(rekap.SD), is_number=True)
LAST_YEAR = Column[Record]("Realisasi tahun lalu", width_of(90), _of_last_year, is_number=True)
COLUMNS: tuple[Column[Record], ...] = (
    KODE,
    Column[Record](
        "Sasaran / kinerja",
        width_of(190),
        lambda one: Shown(one.said["sasaran"] or one.said["kinerja"], "row", SMALL),
        wraps=True,
    ),
    Column("Indikator kinerja", width_of(230), _text("indikator"), wraps=True),
    Column("Satuan", width_of(80), _text("satuan"), wraps=True),
    Column[Record]("Target", width_of(90), _same(rekap.SETAHUN), is_number=True),
    REALISASI,
    Column[Record]("Capaian (%)", width_of(72), _same(rekap.CAPAIAN), is_number=True),
    LAST_YEAR,
    Column[Record]("Perubahan (%)", width_of(84), _change, is_number=True),
    Column("Kalimat", width_of(340), _text("kalimat", "row_beside"), wraps=True),
)


@frozen
class Lkjip(Sheet):
    """The sheet ``LKjIP``; ``said``: lkjip.LKJIP_COLUMNS."""

    report: Report
    rekap: Rekap
    said: pd.DataFrame
    name = sheet_names.LKJIP
    tab_colour = book.TEAL_LIGHT
    widths = tuple(column.width for column in COLUMNS)

    @cached_property
    def table(self) -> Table[Record]:
        """A row an indikator."""
        rows = enumerate(self.said.to_dict("records"))
        records = [Record(self, number, row, self.rekap.record(row["kode"])) for number, row in rows]
        return Table(self.name, HEAD, COLUMNS, records, name="tblLKjIP", lowest=26.0)

    def write(self, made: Book, target: Worksheet) -> None:
        """Target, realisasi, capaian, last year, and one sentence of each."""
        self.report.title(made, target, f"Bahan LKjIP {self.report.batch.periode.year}")
        target.write_string(2, 0, EXPLAINED, made.style("note"))
        self.table.write(made, target)
        self.table.keep_heads(target)


@frozen
class Skp(Sheet):
    """The sheet ``SKP``; ``said``: lkjip.SKP_COLUMNS."""

    report: Report
    said: pd.DataFrame
    name = sheet_names.SKP
    tab_colour = book.TEAL_LIGHT

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return self.table.widths

    @cached_property
    def table(self) -> Table[dict[str, Any]]:
        """A row an indikator, as it is pasted."""
        catalog = self.report.batch.catalog

        def text(header: str, width: float, key: str) -> Column[dict[str, Any]]:
            return Column(header, width, lambda row: Shown(row[key], "row"), wraps=True)

        columns = (
            Column[dict[str, Any]]("Jabatan", 22, lambda row: Shown(catalog[row["jabatan"]].sheet, "row")),
            text("Rencana hasil kerja", 46, "rencana"),
            text("Aspek", 12, "aspek"),
            text("Indikator kinerja individu", 46, "indikator"),
            text("Target", 24, "target"),
            text("Realisasi", 24, "realisasi"),
        )
        return Table(self.name, HEAD, columns, self.said.to_dict("records"), name="tblSKP", lowest=26.0)

    def write(self, made: Book, target: Worksheet) -> None:
        """The rows of every jabatan."""
        self.report.title(made, target, f"Bahan SKP {self.report.batch.periode.year}")
        target.write_string(2, 0, FOR_SKP, made.style("note"))
        self.table.write(made, target)
        self.table.keep_heads(target, columns=0)


def sheets_of_year(report: Report, rekap_sheet: Rekap) -> list[Lkjip | Skp]:
    """Both sheets, where they were asked for."""
    if report.lkjip is None:
        return []
    return [Lkjip(report, rekap_sheet, report.lkjip), Skp(report, lkjip.of_officials(report.batch))]
