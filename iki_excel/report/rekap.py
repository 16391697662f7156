"""Sheet ``Rekap``: one row an indikator, pointing to the sheets of the jabatan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from iki_excel.decree import Indikator, sheet_names
from iki_excel.judging.means import Mean
from iki_excel.language.cells import BLANK, Average, Cell, Expression, If, IfError, Range, Sum
from iki_excel.report import jabatan
from iki_excel.report.data import MONTH, SO_FAR, Side
from iki_excel.report.jabatan import JabatanSheet, Line, ResultLine
from iki_excel.report.sheets import Report, Told, are_weighted, realisasi_style
from iki_excel.report.tables import Column, Shown, Table, same_as
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

HEAD = 3
USUAL_CAP = 120
GREY = {"font_color": book.GREY}
NOTES = (
    "Capaian diukur terhadap target s.d. bulan ini; caranya di lembar Target. Target yang tidak ditetapkan di iki.toml "
    "memakai bawaan katalog.",
    "Yang belum lengkap tidak berpredikat dan tidak ikut dalam rata-rata.",
)
WEIGHTED_NOTE = "Rata-rata tertimbang = jumlah “Bobot × capaian” ÷ jumlah “Bobot yang ikut”."


@dataclass(frozen=True)
class Record:
    """One indikator, and the sheet that its row points to."""

    number: int
    told: Told
    sheet: JabatanSheet
    table: Rekap

    @property
    def indikator(self) -> Indikator:
        """The indikator itself."""
        return self.told.indikator

    @property
    def line(self) -> ResultLine:
        """Its result there."""
        return ResultLine(self.sheet, self.told)

    def cell(self, column: Column[Record]) -> Cell:
        """A cell of its row."""
        return Cell(self.table.table.at(self.number - 1, column))


def _text(text: Callable[[Record], str], style: str = "cell") -> Callable[[Record], Shown]:
    return lambda record: Shown(text(record), style)


def _same(column: Column[Line], style: str) -> Callable[[Record], Shown]:
    """What stands in the result of the indikator on the sheet of its jabatan."""
    return lambda record: Shown(same_as(record.sheet.result(record.indikator.kode, column)), style)


def _realisasi(column: Column[Line], side: Side) -> Callable[[Record], Shown]:
    """The same of its realisasi, in the style of that."""

    def shown(record: Record) -> Shown:
        told, report = record.told, record.sheet.report
        look = report.realisasi_look(told.indikator, told.periode, side.result)
        return Shown(same_as(record.sheet.result(told.indikator.kode, column)), realisasi_style(told.indikator), look)

    return shown


def _target(column: Column[Line], key: str) -> Callable[[Record], Shown]:
    def shown(record: Record) -> Shown:
        look = record.sheet.report.target_format(record.indikator, key)
        return Shown(same_as(record.sheet.result(record.indikator.kode, column)), "report_number", look)

    return shown


def _uncut(record: Record) -> Shown:
    """The capaian that was cut, as it was before."""
    return Shown(same_as(record.sheet.result(record.indikator.kode, jabatan.UNCUT)), "report_decimals", jabatan.CUT)


def _in_mean(record: Record) -> Shown:
    """The capaian that means are made of: only what is complete has a predikat."""
    return Shown(If(record.cell(PREDIKAT).equals(""), BLANK, record.cell(CAPAIAN)), "report_decimals", GREY)


def _if_in_mean(value: Callable[[Record], Expression], style: str) -> Callable[[Record], Shown]:
    """A number of an indikator that weighs, where it takes part in the mean."""

    def shown(record: Record) -> Shown:
        if record.indikator.bobot is None:
            return Shown()
        return Shown(If(record.cell(IN_MEAN).equals(""), BLANK, value(record)), style, GREY)

    return shown


JABATAN = Column("Jabatan", 28, _text(lambda record: record.sheet.jabatan.nama), wraps=True)
KINERJA = Column("Kinerja", 46, _text(lambda record: record.indikator.kinerja), wraps=True)
KODE = Column("Kode", 8, _text(lambda record: record.indikator.kode))
SD = Column("S.d. bulan ini", 12, _realisasi(jabatan.SD, SO_FAR))
CAPAIAN = Column("Capaian (%)", 13, _same(jabatan.CAPAIAN, "report_decimals"))
PREDIKAT = Column("Predikat", 15, _same(jabatan.PREDIKAT, "cell_center"))
IN_MEAN = Column("Ikut rata-rata", 13, _in_mean)
BOBOT = Column[Record]("Bobot", 9, lambda record: Shown(record.indikator.bobot, "report_number", GREY))
BOBOT_IN = Column("Bobot yang ikut", 10, _if_in_mean(lambda record: record.cell(BOBOT), "report_number"))
WEIGHTED = Column(
    "Bobot × capaian", 12, _if_in_mean(lambda record: record.cell(BOBOT) * record.cell(IN_MEAN), "report_decimals")
)
OF_WEIGHTS = (BOBOT, BOBOT_IN, WEIGHTED)
"""Stand there where any indikator has a weight."""

COLUMNS: tuple[Column[Record], ...] = (
    Column("No.", 5, lambda record: Shown(record.number, "cell_center")),
    JABATAN,
    KINERJA,
    KODE,
    Column("Indikator", 52, _text(lambda record: record.indikator.indikator), wraps=True),
    Column("Satuan", 13, _text(lambda record: record.indikator.satuan)),
    Column("Target setahun", 14, _target(jabatan.SETAHUN, "target_tahun")),
    Column("Target s.d. bulan ini", 13, _target(jabatan.TARGET, "target")),
    Column("Bulan ini", 11, _realisasi(jabatan.BULAN, MONTH)),
    SD,
    Column("Sebelum dibatasi", 11, _uncut),
    CAPAIAN,
    PREDIKAT,
    Column("Status", 19, _text(lambda record: record.line.status, "cell_note"), wraps=True),
    IN_MEAN,
)


@dataclass(frozen=True)
class Rekap:
    """The sheet ``Rekap``."""

    report: Report
    jabatan: tuple[JabatanSheet, ...]
    name = sheet_names.REKAP
    landscape = True

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return [column.width for column in self.table.columns]

    @property
    def is_weighted(self) -> bool:
        """Whether any indikator has a weight."""
        return are_weighted(self.report.told)

    @cached_property
    def table(self) -> Table[Record]:
        """A row an indikator."""
        every = [(told, sheet) for sheet in self.jabatan for told in sheet.told]
        kinerja = replace(KINERJA, header=self.report.keputusan.kata_kinerja)
        columns = tuple(kinerja if one is KINERJA else one for one in COLUMNS)
        columns += OF_WEIGHTS if self.is_weighted else ()
        records = [Record(n, *pair, self) for n, pair in enumerate(every, start=1)]
        return Table(self.name, HEAD, columns, records, said=self.report.said)

    def all_of(self, column: Column[Record]) -> Range:
        """A column, all indikator."""
        return Range(self.table.down(column))

    def of_jabatan(self, sheet: JabatanSheet, column: Column[Record]) -> Range:
        """A column, the indikator of one jabatan, which stand together: two jabatan may have one name."""
        rows = [row for row, one in enumerate(self.table.records, start=self.table.first) if one.sheet is sheet]
        return Range(replace(self.table.down(column), top=rows[0], bottom=rows[-1]))

    def mean_of(self, mean: Mean, sheet: JabatanSheet | None = None) -> Expression:
        """A mean as a formula over the rows of a jabatan, or over all."""

        def down(column: Column[Record]) -> Range:
            return self.of_jabatan(sheet, column) if sheet else self.all_of(column)

        live = Sum(down(WEIGHTED)) / Sum(down(BOBOT_IN)) if mean.is_weighted else Average(down(IN_MEAN))
        return IfError(live, BLANK)

    def write(self, made: Book, target: Worksheet) -> None:
        """All indikator: jabatan, kinerja, target, realisasi, capaian, predikat, status."""
        self.report.title(made, target, f"Rekap {self.report.keputusan.kepanjangan}")
        target.set_row(HEAD, 30)
        self.table.write(made, target)
        self._colour(made, target)
        target.autofilter(*self.table.corners)
        target.freeze_panes(self.table.first, 2)
        target.repeat_rows(HEAD)
        notes = (*NOTES, WEIGHTED_NOTE) if self.is_weighted else NOTES
        for row, note in enumerate(notes, start=self.table.last + 2):
            target.write_string(row, 0, self.report.said(note), made.style("note"))

    def _colour(self, made: Book, target: Worksheet) -> None:
        aturan = self.report.batch.settings.aturan
        bar = {
            "type": "data_bar",
            "bar_color": "#B9DDE4",
            "bar_solid": True,
            "min_type": "num",
            "min_value": 0,
            "max_type": "num",
            "max_value": aturan.batas_capaian or USUAL_CAP,
        }
        target.conditional_format(self.table.down(CAPAIAN).a1, bar)
        best, worst = aturan.pita[0][1], aturan.pita[-1][1]
        book.colour_word(made, target, self.table.down(PREDIKAT), best, book.GOOD, book.GOOD_PALE)
        book.colour_word(made, target, self.table.down(PREDIKAT), worst, book.BAD, book.BAD_PALE)
