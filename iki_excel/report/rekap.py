"""Sheet ``Rekap``: one row an indikator, pointing to the sheets of the jabatan."""

from __future__ import annotations

from typing import Any

import pandas as pd

from iki_excel.decree import Indikator, Jabatan
from iki_excel.judging.scoring import STATUS_WORDS
from iki_excel.report import places
from iki_excel.report.places import (
    JABATAN_BULAN,
    JABATAN_CAPAIAN,
    JABATAN_PREDIKAT,
    JABATAN_SD,
    JABATAN_TARGET,
    REKAP_CAPAIAN,
    REKAP_FIRST,
    REKAP_HEADERS,
    REKAP_PREDIKAT,
)
from iki_excel.report.sheets import Report, realisasi_style, row_height, sheet
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Worksheet

WIDTHS = (5, 28, 38, 8, 40, 13, 14, 11, 12, 13, 15, 19)
WRAPPING = (1, 2, 4, 11)


@sheet(20, places.REKAP, WIDTHS, landscape=True)
def write_rekap(report: Report, target: Worksheet) -> None:
    """All indikator: jabatan, kinerja, target, realisasi, capaian, predikat, status."""
    report.title(target, "Rekap Indikator Kinerja Individu")
    target.set_row(REKAP_FIRST - 1, 30)
    for column, header in enumerate(REKAP_HEADERS):
        target.write_string(REKAP_FIRST - 1, column, header, report.book.style("head"))
    for number, (jabatan, indikator) in enumerate(report.batch.catalog.indikator.values()):
        row = REKAP_FIRST + number
        texts = (jabatan.nama, indikator.kinerja, indikator.kode, indikator.indikator, indikator.satuan)
        book.write_value(report.book, target, row, 0, number + 1, "cell_center")
        for column, text in enumerate(texts, start=1):
            book.write_value(report.book, target, row, column, text, "cell")
        _write_results(report, target, row, jabatan, indikator)
    _finish(report, target)


def _write_results(report: Report, target: Worksheet, row: int, jabatan: Jabatan, indikator: Indikator) -> None:
    made, kode = report.book, indikator.kode
    result = report.results[kode, report.batch.periode]
    number = realisasi_style(indikator)
    columns: tuple[tuple[int, str, str, dict[str, Any]], ...] = (
        (JABATAN_TARGET, "target", "report_number", report.target_format(indikator)),
        (JABATAN_BULAN, "realisasi_bulan", number, {}),
        (JABATAN_SD, "realisasi", number, {}),
        (JABATAN_CAPAIAN, "capaian", "report_decimals", {}),
        (JABATAN_PREDIKAT, "predikat", "cell_center", {}),
    )
    for column, (from_column, name, style, look) in enumerate(columns, start=6):
        cell, value = report.places.result_cell(kode, from_column), result[name]
        cached = "" if pd.isna(value) else value
        book.write_formula(made, target, row, column, f'=IF({cell}="","",{cell})', cached, style, **look)
    status = STATUS_WORDS[result["status"]]
    book.write_value(made, target, row, len(REKAP_HEADERS) - 1, status, "cell_note")
    wrapping = (jabatan.nama, indikator.kinerja, indikator.indikator, status)
    target.set_row(row, row_height(*zip(wrapping, (WIDTHS[n] - 2 for n in WRAPPING), strict=True)))


def _finish(report: Report, target: Worksheet) -> None:
    last = report.places.rekap_last
    target.autofilter(REKAP_FIRST - 1, 0, last, len(REKAP_HEADERS) - 1)
    target.freeze_panes(REKAP_FIRST, 2)
    target.repeat_rows(REKAP_FIRST - 1)
    bar = {
        "type": "data_bar",
        "bar_color": "#B9DDE4",
        "bar_solid": True,
        "min_type": "num",
        "min_value": 0,
        "max_type": "num",
        "max_value": report.batch.settings.aturan.batas_capaian or 120,
    }
    target.conditional_format(REKAP_FIRST, REKAP_CAPAIAN, last, REKAP_CAPAIAN, bar)
    bands = report.batch.settings.aturan.pita
    for word, ink, paper in ((bands[0][1], book.GOOD, book.GOOD_PALE), (bands[-1][1], book.BAD, book.BAD_PALE)):
        look = report.book.workbook.add_format({"font_color": ink, "bg_color": paper})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        target.conditional_format(REKAP_FIRST, REKAP_PREDIKAT, last, REKAP_PREDIKAT, rule)
    note = "Target yang tidak ditetapkan di iki.toml memakai nilai bawaan katalog; keputusan tidak memuat target."
    target.write_string(last + 2, 0, note, report.book.style("note"))
