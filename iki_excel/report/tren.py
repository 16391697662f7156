"""Sheet ``Tren``: realisasi of every month, indikator × month, with sparklines and a line chart a jabatan."""

from __future__ import annotations

from typing import Any

import pandas as pd

from iki_excel.decree import Indikator, Jabatan
from iki_excel.decree.kinds import MEASURES
from iki_excel.language import formula
from iki_excel.language.places import a1
from iki_excel.report import charts
from iki_excel.report.places import JABATAN_BULAN, TREN, TREN_FIRST, TREN_MONTH
from iki_excel.report.sheets import Report, realisasi_style, sheet
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Worksheet

WIDTHS = (9, 34, 13, *[9.5] * 12, 22)
SPARKLINE_COLUMN, SPARKLINE_COLOUR = TREN_MONTH + 12, "#5FA3B3"
CHART_ROWS, CHARTS_ABREAST = 20, 3
CHART_SIZE = {"width": 472, "height": 385}


@sheet(40, TREN, WIDTHS, landscape=True)
def write_tren(report: Report, target: Worksheet) -> None:
    """Realisasi of each month by itself; charts below."""
    report.title(target, "Tren realisasi per bulan")
    note = "Realisasi tiap bulan itu sendiri, bukan s.d. bulan ini. Sel kosong: belum ada atau tidak dapat dihitung."
    target.write_string(2, 0, note, report.book.style("note"))
    months = [name[:3] for name in bahasa.MONTHS]
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
    target.repeat_rows(0, 2)
    target.set_h_pagebreaks([first_chart])


def _write_row(report: Report, target: Worksheet, row: int, jabatan: Jabatan, indikator: Indikator) -> None:
    made = report.book
    target.set_row(row, 20)
    book.write_value(made, target, row, 0, indikator.kode, "cell")
    book.write_value(made, target, row, 1, indikator.singkat, "cell")
    book.write_value(made, target, row, 2, indikator.satuan, "cell", font_color=book.GREY)
    style = realisasi_style(indikator)
    for offset in range(12):
        column = TREN_MONTH + offset
        month = report.batch.months[offset] if offset < len(report.batch.months) else None
        value = report.results[indikator.kode, month]["realisasi_bulan"] if month else None
        if month is None or pd.isna(value):
            book.write_value(made, target, row, column, None, style)
            continue
        book.write_formula(made, target, row, column, _month_formula(report, jabatan, indikator, month), value, style)
    book.write_value(made, target, row, SPARKLINE_COLUMN, None, "cell")
    target.add_sparkline(row, SPARKLINE_COLUMN, _sparkline(report, indikator, row))


def _sparkline(report: Report, indikator: Indikator, row: int) -> dict[str, Any]:
    """A column a month, from zero unless one is negative (LibreOffice prints no lines of sparklines)."""
    first, last = a1(row, TREN_MONTH), a1(row, TREN_MONTH + 11)
    is_negative = any(value < 0 for value in _monthly(report, indikator))
    shape: dict[str, Any] = {"axis": True, "negative_points": True} if is_negative else {"min": 0}
    return {"range": f"{TREN}!{first}:{last}", "type": "column", "series_color": SPARKLINE_COLOUR,
            "negative_color": book.BAD, **shape}  # fmt: skip


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
    """A line an indikator; those too small to be seen beside the others are dashed, on an axis of their own."""
    shown = [i for i in jabatan.indikator if any(pd.notna(v) for v in _monthly(report, i))]
    values = {i.kode: [v for v in _monthly(report, i) if pd.notna(v)] for i in shown}
    small = charts.small_beside_large({kode: max(map(abs, numbers)) for kode, numbers in values.items()})
    large = [i for i in shown if i.kode not in small]
    year = report.batch.periode[:4]
    left = {"name": _satuan(large), **charts.scale(v for i in large for v in values[i.kode])}
    chart = report.book.chart("line", jabatan.nama, x={"name": f"Bulan ({year})", "label_position": "low"}, y=left)
    for number, indikator in enumerate(shown):
        is_small = indikator.kode in small
        chart.add_series(
            {
                **_months_of(report, rows[indikator.kode]),
                **charts.line(number, len(shown), dashed=is_small),
                "name": f"{indikator.kode} {indikator.singkat} ({indikator.satuan})",
                "y2_axis": is_small,
            }
        )
    if small:
        few = [i for i in shown if i.kode in small]
        right = {"name": f"{_satuan(few)} (garis putus)", **charts.scale(v for i in few for v in values[i.kode])}
        chart.set_y2_axis(book.axis({**right, "line": {"none": True}}))
    chart.set_size(CHART_SIZE)
    return chart


def _months_of(report: Report, row: int) -> dict[str, Any]:
    last = TREN_MONTH + len(report.batch.months) - 1
    return {
        "categories": [TREN, TREN_FIRST - 1, TREN_MONTH, TREN_FIRST - 1, last],
        "values": [TREN, row, TREN_MONTH, row, last],
    }


def _satuan(shown: list[Indikator]) -> str:
    """What an axis counts: one or two satuan by name, more of them as "banyaknya"."""
    units = list(dict.fromkeys("persen" if i.satuan == "%" else i.satuan for i in shown))
    return (bahasa.listing(units) if len(units) <= 2 else "banyaknya").capitalize()
