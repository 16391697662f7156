"""One sheet a jabatan: every isian and result, print-ready on Folio with signatures."""

from __future__ import annotations

from typing import Any

import pandas as pd

from iki_excel.decree import Hitung, Indikator, Jabatan
from iki_excel.decree.kinds import MEASURES, Slot
from iki_excel.decree.settings import PIMPINAN
from iki_excel.decree.signature import signature_lines
from iki_excel.judging.achievement import excel_capaian, excel_predikat
from iki_excel.judging.scoring import STATUS_WORDS
from iki_excel.language import formula
from iki_excel.language.akumulasi import AKUMULASI, excel_last_entry
from iki_excel.language.places import a1
from iki_excel.report.places import (
    DATA_ANGKA,
    DATA_BANYAK,
    DATA_DIHITUNG,
    JABATAN_BULAN,
    JABATAN_CAPAIAN,
    JABATAN_FIRST,
    JABATAN_HEADERS,
    JABATAN_PREDIKAT,
    JABATAN_SD,
    JABATAN_STATUS,
    JABATAN_TARGET,
)
from iki_excel.report.sheets import SHEETS, Part, Report, realisasi_style, row_height
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Worksheet

WIDTHS = (7, 52, 12, 13, 13, 14, 11, 14, 18)
NAME_STYLES = {"tanggal": "date", "ya_tidak": "yes_no"}
SHORT_DATE = "[$-421]d mmm yyyy"


def _open(report: Report) -> list[Worksheet]:
    return [report.book.sheet(jabatan.sheet, WIDTHS) for jabatan in report.batch.catalog.jabatan]


def _write(report: Report, sheets: list[Worksheet]) -> None:
    for jabatan, target in zip(report.batch.catalog.jabatan, sheets, strict=True):
        _write_jabatan(report, target, jabatan)


SHEETS.append(Part(30, _open, _write))


def _write_jabatan(report: Report, target: Worksheet, jabatan: Jabatan) -> None:
    report.title(target, f"Indikator Kinerja Individu: {jabatan.nama}")
    pejabat = report.batch.settings.official(jabatan.kode)
    who = f"Nama:  {pejabat.nama or '……………………………………'}"
    who += f"  ·  NIP {bahasa.nip(pejabat.nip)}" if pejabat.nip else ""
    target.write_string(2, 0, who, report.book.style("plain"))
    target.set_row(JABATAN_FIRST - 1, 30)
    for column, header in enumerate(JABATAN_HEADERS):
        target.write_string(JABATAN_FIRST - 1, column, header, report.book.style("head"))
    for indikator in jabatan.indikator:
        _write_indikator(report, target, jabatan, indikator)
    _write_signatures(report, target, jabatan)
    target.freeze_panes(JABATAN_FIRST, 2)
    target.repeat_rows(JABATAN_FIRST - 1)


def _write_indikator(report: Report, target: Worksheet, jabatan: Jabatan, indikator: Indikator) -> None:
    made, rows = report.book, report.places.jabatan_rows[indikator.kode]
    target.write_string(rows.title, 0, indikator.kode, made.style("band"))
    target.merge_range(rows.title, 1, rows.title, len(WIDTHS) - 1, indikator.indikator, made.style("band"))
    target.set_row(rows.title, row_height((indikator.indikator, 130)))
    for number, name in enumerate(indikator.names, start=1):
        _write_name(report, target, jabatan, name, rows.names[name.kode], number)
    _write_result(report, target, jabatan, indikator, rows.result)


def _write_name(
    report: Report, target: Worksheet, jabatan: Jabatan, name: Slot | Hitung, row: int, number: int
) -> None:
    made, grey = report.book, {"font_color": book.GREY}
    is_survey = isinstance(name, Slot) and name.blok
    tipe = name.tipe if isinstance(name, Slot) else "bilangan"
    whole = not isinstance(name, Slot) or name.bulat
    style = NAME_STYLES.get(tipe) or f"report_{book.number_style(decimals=is_survey, whole=whole)}"
    extra: dict[str, Any] = {"num_format": SHORT_DATE} if tipe == "tanggal" else {}
    indent = 3 if isinstance(name, Slot) and name.leader else 1
    target.set_row(row, row_height((name.label, WIDTHS[1] - indent)))
    book.write_value(made, target, row, 0, number, "cell_center", **grey)
    book.write_value(made, target, row, 1, name.label, "cell", indent=indent)
    book.write_value(made, target, row, 2, "NRR" if is_survey else name.satuan, "cell", **grey)
    write = _write_survey_cells if is_survey else _write_number_cells
    write(report, target, jabatan, name, row, style, extra)
    for column in range(JABATAN_TARGET, len(WIDTHS)):
        target.write_blank(row, column, None, made.style("cell"))
    if isinstance(name, Slot) and name.batas:
        deadline = report.batch.settings.deadline(name, report.batch.periode)
        book.write_value(made, target, row, JABATAN_TARGET, deadline, "date", num_format=SHORT_DATE, **grey)


def _write_number_cells(
    report: Report, target: Worksheet, jabatan: Jabatan, name: Any, row: int, style: str, extra: dict[str, Any]
) -> None:
    where, periode = report.places, report.batch.periode
    quantity = report.quantities[jabatan.kode, name.kode, periode]
    month = where.data_cell(jabatan.kode, name.kode, periode, DATA_ANGKA)
    is_absent = (jabatan.kode, name.kode, periode) in report.absent
    value = "TB" if is_absent else quantity["bulan"]
    plain = f'=IF({month}="","",{month})'
    book.write_formula(report.book, target, row, JABATAN_BULAN, plain, value, style, **extra)
    own = where.data_months(jabatan.kode, name.kode, DATA_DIHITUNG)
    leader = getattr(name, "leader", None) or name.kode
    text = AKUMULASI[name.akumulasi].excel(own, where.data_months(jabatan.kode, leader, DATA_DIHITUNG))
    so_far = quantity["sd"]
    if getattr(name, "batas", None):
        text = excel_last_entry(where.data_months(jabatan.kode, name.kode, DATA_ANGKA))
        so_far = "TB" if quantity["tb_sd"] else so_far
    book.write_formula(report.book, target, row, JABATAN_SD, text, so_far, style, **extra)


def _write_survey_cells(
    report: Report, target: Worksheet, jabatan: Jabatan, name: Any, row: int, style: str, extra: dict[str, Any]
) -> None:
    """NRR of an unsur: the sum of its scores by their number, of the month and of all respondents so far."""
    where, periode = report.places, report.batch.periode
    quantity = report.quantities[jabatan.kode, name.kode, periode]
    sum_, count = (where.data_cell(jabatan.kode, name.kode, periode, c) for c in (DATA_ANGKA, DATA_BANYAK))
    totals = where.survey_totals(jabatan.kode, name.kode)
    for column, total, number, value, of in (
        (JABATAN_BULAN, sum_, count, quantity["bulan"], quantity["banyak_bulan"]),
        (JABATAN_SD, *totals, quantity["sd"], quantity["banyak_sd"]),
    ):
        mean = value / of if of and pd.notna(value) else None
        text = f'=IF(N({number})>0,{total}/{number},"")'
        book.write_formula(report.book, target, row, column, text, mean, style, **extra)


def _write_result(report: Report, target: Worksheet, jabatan: Jabatan, indikator: Indikator, row: int) -> None:
    made, result = report.book, report.results[indikator.kode, report.batch.periode]
    settings, look = report.batch.settings, {"bold": True, "bg_color": book.PALE}
    shown = report.target_format(indikator)
    target.set_row(row, row_height((STATUS_WORDS[result["status"]], WIDTHS[-1])))
    style = realisasi_style(indikator)
    book.write_value(made, target, row, 0, None, "cell", **look)
    book.write_value(made, target, row, 1, "Realisasi", "cell", **look)
    book.write_value(made, target, row, 2, indikator.satuan, "cell", **look)
    for column, value in ((JABATAN_BULAN, result["realisasi_bulan"]), (JABATAN_SD, result["realisasi"])):
        if pd.isna(value):
            book.write_value(made, target, row, column, None, style, **look)
            continue
        cells = report.places.column_cells(jabatan, indikator, column)
        text = formula.excel(indikator.rumus, cells, indikator.isian_by_kode, MEASURES)
        book.write_formula(made, target, row, column, text, value, style, **look)
    book.write_value(made, target, row, JABATAN_TARGET, None, "report_number", **look, **shown)
    if pd.notna(result["target"]):
        text = f"={report.places.target_cell(indikator.kode)}"
        book.write_formula(made, target, row, JABATAN_TARGET, text, result["target"], "report_number", **look, **shown)
    realisasi, target_cell, percent = (a1(row, c) for c in (JABATAN_SD, JABATAN_TARGET, JABATAN_CAPAIAN))
    text = excel_capaian(realisasi, target_cell, settings.arah_of(indikator), report.places.cap_cell)
    book.write_formula(made, target, row, JABATAN_CAPAIAN, text, result["capaian"], "report_decimals", **look)
    text = excel_predikat(percent, *report.places.band_cells)
    book.write_formula(made, target, row, JABATAN_PREDIKAT, text, result["predikat"], "cell_center", **look)
    words = STATUS_WORDS[result["status"]]
    book.write_value(made, target, row, JABATAN_STATUS, words, "cell_note", bg_color=book.PALE)


def _write_signatures(report: Report, target: Worksheet, jabatan: Jabatan) -> None:
    settings, first = report.batch.settings, max(r.result for r in _rows(report, jabatan)) + 2
    camat = f"Camat {settings.unit.nama.removeprefix('Kecamatan ')}"
    leader = signature_lines(settings, camat, settings.official(PIMPINAN), report.waktu.date())
    own = signature_lines(settings, jabatan.nama, settings.official(jabatan.kode), report.waktu.date())
    for column, lines in ((1, [("Mengetahui,", "plain"), *leader[1:]]), (JABATAN_TARGET, own)):
        for row, (text, style) in enumerate(lines, start=first):
            book.write_value(report.book, target, row, column, text, style)
    target.print_area(0, 0, first + len(own), len(WIDTHS) - 1)


def _rows(report: Report, jabatan: Jabatan) -> list[Any]:
    return [report.places.jabatan_rows[indikator.kode] for indikator in jabatan.indikator]
