"""Sheet ``Tren``: realisasi of every month, indikator × month, with sparklines and a line chart a jabatan."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from iki_excel import bahasa, book, formula
from iki_excel.catalog import Indikator, Jabatan
from iki_excel.kinds import MEASURES
from iki_excel.report.places import JABATAN_BULAN, TREN, TREN_FIRST, TREN_MONTH
from iki_excel.report.sheets import Report, sheet

WIDTHS = (9, 34, 13, *[9.5] * 12, 20)
SPARKLINE_COLUMN = TREN_MONTH + 12
CHART_ROWS, CHARTS_ABREAST = 20, 3
CHART_SIZE = {"width": 440, "height": 385}
PARTS = ("%", "nilai")


@sheet(40, TREN, WIDTHS, landscape=True)
def write_tren(report: Report, target: Worksheet) -> None:
    """Realisasi of each month by itself; charts below."""
    report.title(target, "Tren realisasi per bulan")
    note = "Realisasi tiap bulan itu sendiri, bukan s.d. bulan ini. Sel kosong: belum ada atau tidak dapat dihitung."
    target.write_string(2, 0, note, report.book.style("note"))
    year = report.batch.periode[:4]
    months = [f"{bahasa.MONTHS[n][:3]} {year}" for n in range(12)]
    book.write_table(report.book, target, TREN_FIRST - 1, 0, ("Kode", "Indikator", "Satuan", *months, "Tren"), [], ())
    rows = {kode: TREN_FIRST + n for n, kode in enumerate(report.batch.catalog.indikator)}
    for kode, (jabatan, indikator) in report.batch.catalog.indikator.items():
        _write_row(report, target, rows[kode], jabatan, indikator)
    first_chart = TREN_FIRST + len(rows) + 2
    drawn = [jabatan for jabatan in report.batch.catalog.jabatan if _has_values(report, jabatan)]
    for number, jabatan in enumerate(drawn):
        down, right = divmod(number, CHARTS_ABREAST)
        beside = {"object_position": 2, "x_offset": right * CHART_SIZE["width"] + 4}
        target.insert_chart(first_chart + down * CHART_ROWS, 0, _chart(report, jabatan, rows), beside)
    target.freeze_panes(TREN_FIRST, 2)
    target.set_h_pagebreaks([first_chart])


def _write_row(report: Report, target: Worksheet, row: int, jabatan: Jabatan, indikator: Indikator) -> None:
    made = report.book
    target.set_row(row, 20)
    book.write_value(made, target, row, 0, indikator.kode, "cell")
    book.write_value(made, target, row, 1, indikator.singkat, "cell")
    book.write_value(made, target, row, 2, indikator.satuan, "cell", font_color=book.GREY)
    style = book.number_style(decimals=indikator.has_decimals, whole=indikator.counts)
    for offset in range(12):
        column = TREN_MONTH + offset
        month = report.batch.months[offset] if offset < len(report.batch.months) else None
        value = report.results[indikator.kode, month]["realisasi_bulan"] if month else None
        if month is None or pd.isna(value):
            book.write_value(made, target, row, column, None, style)
            continue
        book.write_formula(made, target, row, column, _month_formula(report, jabatan, indikator, month), value, style)
    first, last = (xl_rowcol_to_cell(row, TREN_MONTH + n) for n in (0, len(report.batch.months) - 1))
    book.write_value(made, target, row, SPARKLINE_COLUMN, None, "cell")
    spark = {"range": f"{TREN}!{first}:{last}", "markers": True, "series_color": book.SERIES[0]}
    target.add_sparkline(row, SPARKLINE_COLUMN, spark)


def _month_formula(report: Report, jabatan: Jabatan, indikator: Indikator, month: str) -> str:
    if month == report.batch.periode:
        return f"={report.places.result_cell(indikator.kode, JABATAN_BULAN)}"
    cells = report.places.month_cells(jabatan, indikator, month)
    return formula.excel(indikator.rumus, cells, indikator.isian_by_kode, MEASURES)


def _monthly(report: Report, indikator: Indikator) -> list[Any]:
    return [report.results[indikator.kode, month]["realisasi_bulan"] for month in report.batch.months]


def _has_values(report: Report, jabatan: Jabatan) -> bool:
    return any(pd.notna(value) for indikator in jabatan.indikator for value in _monthly(report, indikator))


def _chart(report: Report, jabatan: Jabatan, rows: dict[str, int]) -> Any:
    """Percentages on the left axis, counts on the right; one axis where the jabatan has only one of them."""
    shown = [i for i in jabatan.indikator if any(pd.notna(v) for v in _monthly(report, i))]
    units = {i.kode: i.satuan in PARTS for i in shown}
    both = len(set(units.values())) > 1
    left = "Persen / nilai" if any(units.values()) else "Banyaknya"
    chart = report.book.chart("line", jabatan.nama, x="Bulan", y=left)
    last = TREN_MONTH + len(report.batch.months) - 1
    for number, indikator in enumerate(shown):
        row, colour = rows[indikator.kode], book.SERIES[number % len(book.SERIES)]
        on_right = both and not units[indikator.kode]
        chart.add_series(
            {
                "name": f"{indikator.kode} {indikator.singkat} ({indikator.satuan})",
                "categories": [TREN, TREN_FIRST - 1, TREN_MONTH, TREN_FIRST - 1, last],
                "values": [TREN, row, TREN_MONTH, row, last],
                "line": {"color": colour, "width": 2, "dash_type": "dash" if on_right else "solid"},
                "marker": {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": colour}},
                "y2_axis": on_right,
            }
        )
    if both:
        font = {"name": book.FONT, "size": 9, "color": book.INK, "bold": False}
        chart.set_y2_axis({"name": "Banyaknya (garis putus)", "name_font": font, "num_font": font, "min": 0})
    chart.set_size(CHART_SIZE)
    return chart
