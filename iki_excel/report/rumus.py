"""Sheet ``Rumus``: the aturan used, every formula in words and as computed, and every doubt about the decree."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import pandas as pd

from iki_excel import __version__
from iki_excel.decree import Indikator, Jabatan
from iki_excel.decree.kinds import MEASURES, PERIOD_END
from iki_excel.judging.scoring import STATUS_WORDS
from iki_excel.language import formula
from iki_excel.report import places
from iki_excel.report.places import ATURAN_FIRST, RUMUS_TARGET
from iki_excel.report.sheets import Report, row_height, sheet
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Worksheet

WIDTHS = (19, 40, 48, 40, 15, 9)
LIBRARIES = ("pandas", "python-calamine", "xlsxwriter", "holidays")


@sheet(90, places.RUMUS, WIDTHS, landscape=True)
def write_rumus(report: Report, target: Worksheet) -> None:
    """Aturan, formulas, catatan and versions."""
    report.title(target, "Rumus dan aturan")
    target.repeat_rows(0, 1)
    _write_rules(report, target)
    row = _write_formulas(report, target)
    row = _write_notes(report, target, row + 1)
    _write_versions(report, target, row + 1)


def _write_rules(report: Report, target: Worksheet) -> None:
    made, aturan = report.book, report.batch.settings.aturan
    origin = "bawaan aplikasi; keputusan tidak mengaturnya" if aturan.bawaan else "ditetapkan di iki.toml"
    target.write_string(ATURAN_FIRST - 3, 1, f"Aturan capaian dan predikat ({origin})", made.style("section"))
    book.write_table(made, target, ATURAN_FIRST - 2, 1, ("Aturan", "Nilai"), [], ())
    cap: Any = "tanpa batas" if aturan.batas_capaian is None else aturan.batas_capaian
    book.write_value(made, target, ATURAN_FIRST - 1, 1, "Capaian paling tinggi (%)", "cell")
    book.write_value(made, target, ATURAN_FIRST - 1, 2, cap, "number")
    for number, (limit, word) in enumerate(aturan.pita):
        row = ATURAN_FIRST + number
        book.write_value(made, target, row, 1, word, "cell")
        shown = "di bawahnya" if limit is None else limit
        book.write_value(made, target, row, 2, shown, "number", num_format='"mulai "General')
    row = ATURAN_FIRST + len(aturan.pita)
    for text in (
        "Capaian (arah naik) = realisasi ÷ target × 100; (arah turun) = (2 × target − realisasi) ÷ target × 100, "
        "paling rendah 0.",
        "Predikat dinilai dari capaian yang dibulatkan dua desimal (setengah ke atas). Tanpa target tidak ada capaian.",
    ):
        target.write_string(row, 1, text, made.style("note"))
        row += 1


HEADERS = ("Kode", "Indikator", "Rumus dalam kata", "Perhitungan s.d. bulan ini", "Target", "Arah")


def _write_formulas(report: Report, target: Worksheet) -> int:
    first = report.places.rumus_first
    target.write_string(first - 2, 0, "Rumus setiap indikator", report.book.style("section"))
    book.write_table(report.book, target, first - 1, 0, HEADERS, [], ())
    for row, (jabatan, indikator) in enumerate(report.batch.catalog.indikator.values(), start=first):
        _write_formula(report, target, row, jabatan, indikator)
    return first + len(report.batch.catalog.indikator)


def _write_formula(report: Report, target: Worksheet, row: int, jabatan: Jabatan, indikator: Indikator) -> None:
    settings = report.batch.settings
    goal = settings.target_of(indikator)
    texts = (
        indikator.kode,
        indikator.indikator,
        formula.words(indikator.rumus, indikator.labels, MEASURES),
        _computed(report, jabatan, indikator),
        "belum ada" if goal is None else "",
        settings.arah_of(indikator),
    )
    for column, text in enumerate(texts):
        book.write_value(report.book, target, row, column, text, "report_text")
    if goal is not None:
        look = {"valign": "top", **report.target_format(indikator)}
        book.write_value(report.book, target, row, RUMUS_TARGET, goal, "report_number", **look)
    target.set_row(row, row_height(*((text, width - 2) for text, width in zip(texts, WIDTHS, strict=True))))


def _computed(report: Report, jabatan: Jabatan, indikator: Indikator) -> str:
    """ "412 ÷ 440 × 100 = 93,64" of the accumulated numbers, or why there is no result."""
    result = report.results[indikator.kode, report.batch.periode]
    if pd.isna(result["realisasi"]):
        return STATUS_WORDS[result["status"]]
    columns = {PERIOD_END: float(bahasa.serial(places.last_day(report.batch.periode)))}
    for name in indikator.names:
        quantity = report.quantities[jabatan.kode, name.kode, report.batch.periode]
        columns[name.kode], columns[f"{name.kode}.banyak"] = quantity["sd"], quantity["banyak_sd"]
        if getattr(name, "batas", None):
            deadline = report.batch.settings.deadline(name, report.batch.periode)  # type: ignore[arg-type]
            columns[f"{name.kode}.batas"] = float("nan") if quantity["tb_sd"] else float(bahasa.serial(deadline))
    numbers = {name: bahasa.number(value) for name, value in columns.items()}
    for measure, isian in indikator.rumus.measures:
        part = formula.parse(f"{measure}({isian})", MEASURES)
        value = formula.evaluate(part, columns, indikator.isian_by_kode, MEASURES).value  # type: ignore[arg-type]
        numbers[f"{measure}({isian})"] = bahasa.number(float(value), 4)
    said = formula.words(indikator.rumus, numbers, MEASURES)
    return f"{said} = {bahasa.number(result['realisasi'])}"


def _write_notes(report: Report, target: Worksheet, row: int) -> int:
    made = report.book
    target.write_string(row, 0, "Catatan atas keputusan", made.style("section"))
    for note, whose in _notes(report).items():
        row += 1
        names = bahasa.listing(whose)
        book.write_value(made, target, row, 0, names, "report_text")
        book.write_span(made, target, row, (1, len(WIDTHS) - 1), note, "report_text")
        target.set_row(row, row_height((names, WIDTHS[0] - 2), (note, sum(WIDTHS[1:]) - 4)))
    return row + 1


def _notes(report: Report) -> dict[str, list[str]]:
    """Every catatan once, with the indikator and jabatan that it is about."""
    catalog = report.batch.catalog
    notes: dict[str, list[str]] = {}
    for _, indikator in catalog.indikator.values():
        for note in indikator.catatan:
            notes.setdefault(note, []).append(indikator.kode)
    for jabatan in catalog.jabatan:
        for note in jabatan.catatan:
            notes.setdefault(note, []).append(jabatan.sheet)
    return notes


def _write_versions(report: Report, target: Worksheet, row: int) -> None:
    made = report.book
    target.write_string(row, 0, "Dibuat dengan", made.style("section"))
    printed = f"{bahasa.date(report.waktu.date())} pukul {report.waktu:%H.%M}"
    lines = [("Waktu", printed), ("iki-excel", __version__), *((name, version(name)) for name in LIBRARIES)]
    for label, text in lines:
        row += 1
        book.write_value(made, target, row, 1, label, "cell")
        book.write_value(made, target, row, 2, text, "cell")
