"""Sheet ``Tren``: a small chart an indikator, all on one scale, with its number in words for who sees no charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from iki_excel.decree import sheet_names
from iki_excel.judging.achievement import DIGITS
from iki_excel.language.cells import Cell
from iki_excel.report import charts, hitungan, rekap
from iki_excel.report.hitungan import Hitungan
from iki_excel.report.predikat import looks_of
from iki_excel.report.rekap import Record, Rekap
from iki_excel.report.sheets import Report, Sheet
from iki_excel.report.tables import Link, Shown, write_shown
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet, width_of

FIRST, ABREAST, ROWS_EACH = 3, 4, 3
HALF = 116
"""A chart goes over two columns of so many pixels, so that its number and its word have a cell each below it."""
CHART = {"width": 2 * HALF - 4, "height": 172}
CHART_ROW, MOST_ON_A_PAGE, ROWS_ON_A_PAGE = 131.0, 28, 5
HIGHEST, FEW = 125, 5
FIRST_LETTER = "[$-421]mmmmm"
"""So are months said where there are more than a few."""
PLOT = {"layout": {"x": 0.14, "y": 0.05, "width": 0.72, "height": 0.78}}
BAR = {"fill": {"color": "#DCE5E9"}, "border": {"color": "#7F909A", "width": 0.75}, "gap": 30}
EXPLAINED = (
    "Garis: capaian s.d. bulan itu. Batang muda: bulan itu sendiri. Garis putus: target (100). Semua skala sama, "
    "0–125; yang lebih dipotong."
)


@frozen
class Tren(Sheet):
    """The sheet ``Tren``."""

    report: Report
    rekap: Rekap
    hitungan: Hitungan
    name = sheet_names.TREN
    tab_colour = book.TEAL
    landscape = False
    widths = (width_of(HALF),) * (2 * ABREAST)

    def write(self, made: Book, target: Worksheet) -> None:
        """A chart an indikator, four abreast."""
        records = self.rekap.table.records
        self.report.title(made, target, f"Tren: {len(records)} indikator terhadap target")
        target.write_string(2, 0, EXPLAINED, made.style("note"))
        for number, record in enumerate(records):
            down, right = divmod(number, ABREAST)
            self._write_one(made, target, record, FIRST + down * ROWS_EACH, 2 * right)
        last = FIRST + ROWS_EACH * -(-len(records) // ABREAST)
        write_shown(made, target, last, 0, Shown("Kosong: belum dapat dihitung. Angkanya di lembar Hitungan.", "note"))
        target.hide_row_col_headers()
        target.repeat_rows(0, FIRST - 1)
        if len(records) <= MOST_ON_A_PAGE:
            target.fit_to_pages(1, 1)
        else:
            target.set_h_pagebreaks(range(FIRST + ROWS_EACH * ROWS_ON_A_PAGE, last, ROWS_EACH * ROWS_ON_A_PAGE))

    def _write_one(self, made: Book, target: Worksheet, record: Record, row: int, column: int) -> None:
        """Its name, which leads to the rapor; the chart; and what the chart comes to."""
        name = f"{record.kode} {record.indikator.singkat}"
        link = Link(self.report.doors.rapor.get(record.kode), _short(name))
        write_shown(made, target, row, column, Shown(link, "note", {"text_wrap": False}))
        target.set_row(row, 20)
        target.set_row(row + 1, CHART_ROW)
        target.insert_chart(row + 1, column, self._chart(made, record), {
            "description": self._told(record), "object_position": 2, "y_offset": 1,
        })  # fmt: skip
        look = {"num_format": '"s.d. ini "#,##0.00', "align": "left", "valign": "top"}
        write_shown(made, target, row + 2, column, Shown(Cell(record.cell(rekap.CAPAIAN).place), "note", look))
        word = Shown(Cell(record.cell(rekap.PREDIKAT).place), "note", {"valign": "top"})
        write_shown(made, target, row + 2, column + 1, word)
        target.set_row(row + 2, 20)

    # --- the chart ---------------------------------------------------------------------------------------------------

    def _chart(self, made: Book, record: Record) -> Any:
        line = self._line(made, record)
        shown = self.hitungan.months(record.kode, hitungan.CAPAIAN_OF_MONTH)
        own = charts.of_capaian(made, "column")
        own.add_series({**self._categories(record), "values": charts.series_of(shown), **BAR})
        own.combine(line)
        months = len(self.report.months_of(record.kode))
        own.set_x_axis(charts.MONTHS if months <= FEW else {**charts.MONTHS, "num_format": FIRST_LETTER})
        own.set_y_axis(charts.scale(HIGHEST, "0"))
        own.set_plotarea(PLOT)
        own.set_size(CHART)
        return own

    def _categories(self, record: Record) -> dict[str, Any]:
        months = self.hitungan.months(record.kode, hitungan.BULAN)
        return {"name": record.kode, "categories": charts.series_of(months)}

    def _line(self, made: Book, record: Record) -> Any:
        """Capaian s.d., in the colour of the predikat reached, with its last number."""
        colour = self._colour(record)
        chart = made.workbook.add_chart({"type": "line"})
        points = [pd.notna(value) for value in self._values(record)]
        labels = [{} if at == _last(points) else {"delete": True} for at in range(len(points))]
        chart.add_series({
            **self._categories(record),
            "values": charts.series_of(self.hitungan.months(record.kode, hitungan.CAPAIAN)),
            "line": {"color": colour, "width": 2},
            "marker": _marker(colour) if sum(points) < FEW else {"type": "none"},
            "data_labels": {"value": True, "custom": labels, "position": "right", "num_format": "0",
                            "font": {**charts.BOLD, "color": colour}},
        })  # fmt: skip
        return chart

    def _colour(self, record: Record) -> str:
        looks, predikat = looks_of(self.report), record.standing.predikat
        return looks[predikat].bar if predikat else book.GREY

    def _values(self, record: Record) -> list[float]:
        return [self.hitungan.capaian(record.kode, month) for month in self.report.months_of(record.kode)]

    def _told(self, record: Record) -> str:
        """The chart in words, with its numbers: for whoever hears the page."""
        months = [month.short_words.split()[0] for month in self.report.months_of(record.kode)]
        known = zip(months, self._values(record), strict=True)
        numbers = ", ".join(f"{month} {bahasa.fixed(value, DIGITS)}" for month, value in known if pd.notna(value))
        told = f"capaian s.d. terhadap target 100: {numbers}" if numbers else "belum ada capaian"
        standing = record.standing
        behind = f"Predikat {standing.predikat}" if standing.is_complete else standing.alasan.capitalize()
        return f"{record.kode} {record.indikator.singkat}: {told}. {behind}."


def _last(points: Sequence[bool]) -> int:
    """The last of them that there is; -1 where there is none."""
    return max((at for at, known in enumerate(points) if known), default=-1)


def _marker(colour: str) -> dict[str, Any]:
    return {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}


def _short(text: str, letters: int = 40) -> str:
    """As much of a name as stands over a chart; the whole is in its description and on Rekap."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
