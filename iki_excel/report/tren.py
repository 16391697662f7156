"""Sheet ``Tren``: realisasi of every month, indikator × month, with sparklines and a line chart a jabatan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from iki_excel.decree import Indikator, Jabatan, sheet_names
from iki_excel.language.cells import Cell
from iki_excel.language.places import Area
from iki_excel.report import charts
from iki_excel.report.data import MONTH, Data
from iki_excel.report.sheets import Report, realisasi_style
from iki_excel.report.tables import Column, Shown, Table
from iki_excel.words import bahasa
from iki_excel.words.periods import BULAN, Periode
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

HEAD, ROW_HEIGHT = 3, 20
CHART_ROWS, CHARTS_ABREAST = 20, 3
CHART_SIZE = {"width": 472, "height": 385}
SPARKLINE_COLOUR = "#5FA3B3"
NOTE = "Realisasi tiap bulan itu sendiri, bukan s.d. bulan ini. Sel kosong: belum ada atau tidak dapat dihitung."
OF_SPANS = "Yang per triwulan, semester, atau tahun berdiri di bulan terakhirnya."

SATUAN = Column[Indikator]("Satuan", 13, lambda one: Shown(one.satuan, "cell", {"font_color": book.GREY}))
SPARKLINE = Column[Indikator]("Tren", 22, lambda _: Shown())


@dataclass(frozen=True)
class Tren:
    """The sheet ``Tren``."""

    report: Report
    data: Data
    name = sheet_names.TREN
    landscape = True

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return [column.width for column in self.table.columns]

    @cached_property
    def months(self) -> list[Column[Indikator]]:
        """A column a month of the year; those to come are blank."""
        return [Column(name[:3], 9.5, self._month(number)) for number, name in enumerate(bahasa.MONTHS)]

    def _month(self, number: int) -> Callable[[Indikator], Shown]:
        def shown(one: Indikator) -> Shown:
            month = self._month_of_year(number)
            look = self.report.realisasi_look(one, month[0], MONTH.result) if month else {}
            return Shown(self._figure(one, month), realisasi_style(one), look)

        return shown

    def _month_of_year(self, number: int) -> list[Periode]:
        """The month itself, where it is among those that are told of."""
        return [month for month in self.report.batch.months if month.month_number == number + 1]

    def _figure(self, indikator: Indikator, month: Sequence[Periode]) -> Cell | None:
        """Nothing where there is nothing: behind a chart even an empty text would be drawn as 0."""
        known = [periode for periode in month if self.report.has_result(indikator.kode, periode, MONTH.result)]
        return Cell(self.data.section(indikator.kode, known[0]).result(MONTH)) if known else None

    @cached_property
    def table(self) -> Table[Indikator]:
        """A row an indikator."""
        columns = (
            Column[Indikator]("Kode", 9, lambda one: Shown(one.kode)),
            Column[Indikator]("Indikator", 34, lambda one: Shown(one.singkat)),
            SATUAN,
            *self.months,
            SPARKLINE,
        )
        return Table(self.name, HEAD, columns, [told.indikator for told in self.report.told])

    def write(self, made: Book, target: Worksheet) -> None:
        """Realisasi of each month by itself; charts below."""
        self.report.title(made, target, "Tren realisasi per bulan")
        has_spans = any(indikator.periode != BULAN for indikator in self.table.records)
        target.write_string(2, 0, f"{NOTE} {OF_SPANS}" if has_spans else NOTE, made.style("note"))
        self.table.write(made, target)
        for number, indikator in enumerate(self.table.records):
            target.set_row(self.table.first + number, ROW_HEIGHT)
            place = self.table.at(number, SPARKLINE)
            target.add_sparkline(place.row, place.column, self._sparkline(indikator, number))
        self._insert_charts(made, target)
        target.freeze_panes(self.table.first, 2)
        target.repeat_rows(0, HEAD - 1)

    # --- sparklines --------------------------------------------------------------------------------------------------

    def _sparkline(self, indikator: Indikator, number: int) -> dict[str, Any]:
        """A column a month, from zero unless one is negative (LibreOffice prints no lines of sparklines)."""
        is_negative = any(value < 0 for value in self._known(indikator))
        shape: dict[str, Any] = {"axis": True, "negative_points": True} if is_negative else {"min": 0}
        return {"range": self._across(number, self.months).reference, "type": "column",
                "series_color": SPARKLINE_COLOUR, "negative_color": book.BAD, **shape}  # fmt: skip

    def _across(self, number: int, months: Sequence[Column[Indikator]]) -> Area:
        """Some months of one row; the heads are number -1."""
        first, last = self.table.at(number, months[0]), self.table.at(number, months[-1])
        return Area(self.name, first.row, first.column, last.row, last.column)

    def _known(self, indikator: Indikator) -> list[float]:
        """The realisasi of the months that have one."""
        months, results, which = self.report.batch.months, self.report.results, MONTH.result
        return [results[indikator.kode, m][which] for m in months if self.report.has_result(indikator.kode, m, which)]

    # --- charts ------------------------------------------------------------------------------------------------------

    def _insert_charts(self, made: Book, target: Worksheet) -> None:
        first = self.table.last + 3
        drawn = [one for one in self.report.batch.catalog.jabatan if any(map(self._known, self._of(one)))]
        for number, jabatan in enumerate(drawn):
            down, right = divmod(number, CHARTS_ABREAST)
            beside = {"object_position": 2, "x_offset": right * CHART_SIZE["width"] + 4}
            target.insert_chart(first + down * CHART_ROWS, 0, self._chart(made, jabatan), beside)
        target.set_h_pagebreaks([first])

    def _of(self, jabatan: Jabatan) -> list[Indikator]:
        return [told.indikator for told in self.report.told_of(jabatan)]

    def _chart(self, made: Book, jabatan: Jabatan) -> Any:
        """A line an indikator; those too small to be seen beside the others are dashed, on an axis of their own."""
        shown = [one for one in self._of(jabatan) if self._known(one)]
        small = charts.small_beside_large({one.kode: max(map(abs, self._known(one))) for one in shown})
        few = [one for one in shown if one.kode in small]
        x = {"name": f"Bulan ({self.report.batch.periode.year})", "label_position": "low"}
        chart = made.chart("line", jabatan.nama, x=x, y=self._axis([one for one in shown if one not in few]))
        for number, one in enumerate(shown):
            look = charts.line(number, len(shown), dashed=one in few)
            chart.add_series({**self._series(one), **look, "y2_axis": one in few})
        if few:
            right = self._axis(few)
            name = f"{right['name']} (garis putus)"
            chart.set_y2_axis(book.axis({**right, "name": name, "line": {"none": True}}))
        chart.set_size(CHART_SIZE)
        return chart

    def _axis(self, shown: Sequence[Indikator]) -> dict[str, Any]:
        return {"name": _satuan(shown), **charts.scale(value for one in shown for value in self._known(one))}

    def _series(self, indikator: Indikator) -> dict[str, Any]:
        months = self.months[: self.report.batch.periode.month_number]
        number = self.table.records.index(indikator)
        return {
            "name": f"{indikator.kode} {indikator.singkat} ({indikator.satuan})",
            "categories": charts.series_of(self._across(-1, months)),
            "values": charts.series_of(self._across(number, months)),
        }


def _satuan(shown: Sequence[Indikator]) -> str:
    """What an axis counts: one or two satuan by name, more of them as "banyaknya"."""
    units = list(dict.fromkeys("persen" if i.satuan == "%" else i.satuan for i in shown))
    return (bahasa.listing(units) if len(units) <= 2 else "banyaknya").capitalize()
