"""Sheet ``Grafik``: what Ringkasan draws, in its order: indikator from the worst on, and month by month."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from iki_excel.decree import sheet_names
from iki_excel.judging.message import PROVISIONAL
from iki_excel.language.cells import BLANK, Cell, Expression, If, Index, Match, Range, SumIf
from iki_excel.language.places import Area
from iki_excel.report import hitungan, rekap
from iki_excel.report.hitungan import Hitungan
from iki_excel.report.parts import write_section
from iki_excel.report.predikat import looks_of
from iki_excel.report.rekap import Rekap
from iki_excel.report.sheets import Report, Sheet
from iki_excel.report.tables import Column, Shown, Table
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

HEAD = 3
EXPLAINED = "Dasar kedua grafik di Ringkasan: indikator dari yang terendah, dan rata-rata kantor tiap bulan."
UNKNOWN, ZERO = " –", " 0"
"""What follows the name of an indikator that has no capaian, and of one whose capaian is 0: neither has a bar."""


@frozen
class Bar:
    """One place in the order."""

    sheet: Grafik
    number: int

    def cell(self, column: Column[Bar]) -> Cell:
        """A cell of its row."""
        return Cell(self.sheet.bars.at(self.number - 1, column))

    def of_rekap(self, column: Column[rekap.Record]) -> Expression:
        """What Rekap has of the indikator in this place."""
        return Index(self.sheet.rekap.all_of(column), self.cell(ROW))


@frozen
class Month:
    """One month of the office."""

    sheet: Grafik
    number: int
    month: Periode

    def cell(self, column: Column[Month]) -> Cell:
        """A cell of its row."""
        return Cell(self.sheet.months.at(self.number, column))

    @property
    def before(self) -> Month | None:
        """The month before, if that is told, too."""
        return self.sheet.months.records[self.number - 1] if self.number else None

    def added(self, column: Column[hitungan.Record], months: Column[hitungan.Record] = hitungan.BULAN) -> Expression:
        """The sum of a column of Hitungan where this month stands among ``months``."""
        table = self.sheet.hitungan.table
        return SumIf(Range(table.down(months)), self.cell(BULAN), Range(table.down(column)))

    def sum_of(self, column: Column[hitungan.Record], ended: Column[Month]) -> Expression:
        """The sum over the month, with that of what had ended before."""
        live = self.added(column)
        return live + self.cell(ended) if self.sheet.hitungan.have_ended else live

    def ended(self, column: Column[hitungan.Record], ended: Column[Month]) -> Expression | int:
        """The sum over what had ended before the month, each with its last one."""
        before = self.before
        return before.cell(ended) + before.added(column, hitungan.ENDED) if before else 0


def _in_words(bar: Bar) -> Shown:
    capaian = bar.cell(CAPAIAN)
    behind = If(capaian.equals(""), UNKNOWN, If(capaian.equals(0), ZERO, BLANK))
    return Shown(bar.cell(KODE) & " " & bar.cell(INDIKATOR) & behind)


PLACE = Column[Bar]("Urutan", 9, lambda bar: Shown(bar.number, "report_whole"), is_number=True)
ROW = Column[Bar](
    "Baris",
    9,
    lambda bar: Shown(Match(bar.cell(PLACE), bar.sheet.rekap.all_of(rekap.ORDER)), "report_whole"),
    is_number=True,
)
KODE = Column[Bar]("Kode", 12, lambda bar: Shown(bar.of_rekap(rekap.KODE), "row_beside"))
INDIKATOR = Column[Bar]("Indikator", 36, lambda bar: Shown(bar.of_rekap(rekap.INDIKATOR)))
LABEL = Column[Bar]("Tulisan", 44, _in_words)
CAPAIAN = Column[Bar](
    "Capaian (%)", 13, lambda bar: Shown(bar.of_rekap(rekap.CAPAIAN), "report_decimals"), is_number=True
)
PREDIKAT = Column[Bar]("Predikat", 20, lambda bar: Shown(bar.of_rekap(rekap.PREDIKAT), "row_beside"))
BULAN = Column[Month]("Bulan", 9, lambda one: Shown(one.month.last_day, "report_month"))
WEIGHT_ENDED: Column[Month] = Column(
    "Bobot yang berakhir",
    44,
    lambda one: Shown(one.ended(hitungan.WEIGHT, WEIGHT_ENDED), "report_number"),
    is_number=True,
)
SUM_ENDED: Column[Month] = Column(
    "Jumlah yang berakhir",
    13,
    lambda one: Shown(one.ended(hitungan.WEIGHTED, SUM_ENDED), "report_decimals"),
    is_number=True,
)
WEIGHT = Column[Month](
    "Bobot", 9, lambda one: Shown(one.sum_of(hitungan.WEIGHT, WEIGHT_ENDED), "report_number"), is_number=True
)
SUM = Column[Month](
    "Jumlah", 10, lambda one: Shown(one.sum_of(hitungan.WEIGHTED, SUM_ENDED), "report_decimals"), is_number=True
)


def _mean(one: Month) -> Shown:
    """Nothing, rather than an empty text, where none is complete: a line would draw that as 0."""
    known = one.sheet.report.mean_after[one.month].counted
    return Shown(one.cell(SUM) / one.cell(WEIGHT) if known else None, "report_decimals")


MEAN = Column[Month]("Rata-rata (%)", 36, _mean, is_number=True)


@frozen
class Grafik(Sheet):
    """The sheet ``Grafik``."""

    report: Report
    rekap: Rekap
    hitungan: Hitungan
    name = sheet_names.GRAFIK

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return self.bars.widths

    @cached_property
    def series(self) -> dict[str, Column[Bar]]:
        """A column a predikat, the best first, and one of what is provisional: each bar has its length in one."""
        words = (*looks_of(self.report), PROVISIONAL)
        return {word: Column(word.capitalize() if word == PROVISIONAL else word, 14, _if_it_is(word), is_number=True)
                for word in words}  # fmt: skip

    @cached_property
    def bars(self) -> Table[Bar]:
        """A row an indikator, the worst first."""
        columns = (PLACE, ROW, KODE, INDIKATOR, LABEL, CAPAIAN, PREDIKAT, *self.series.values())
        records = [Bar(self, number) for number in range(1, len(self.rekap.table.records) + 1)]
        return Table(self.name, HEAD, columns, records, name="tblGrafik")

    @cached_property
    def months(self) -> Table[Month]:
        """A row a month."""
        records = [Month(self, number, month) for number, month in enumerate(self.report.batch.months)]
        ended = (WEIGHT_ENDED, SUM_ENDED) if self.hitungan.have_ended else ()
        columns = (BULAN, WEIGHT, SUM, MEAN, *ended)
        return Table(self.name, self.bars.last + 2, columns, records, name="tblRataRata")

    def down(self, column: Column[Bar]) -> Area:
        """All cells of a column of the bars."""
        return self.bars.down(column)

    def write(self, made: Book, target: Worksheet) -> None:
        """Both tables."""
        self.report.title(made, target, "Grafik")
        target.write_string(2, 0, EXPLAINED, made.style("note"))
        self.bars.write(made, target)
        write_section(made, target, self.bars.last + 1, "Rata-rata kantor tiap bulan")
        self.months.write(made, target)
        book.as_appendix(target)


def _if_it_is(word: str) -> Callable[[Bar], Shown]:
    return lambda bar: Shown(If(bar.cell(PREDIKAT).equals(word), bar.cell(CAPAIAN), BLANK), "report_decimals")
