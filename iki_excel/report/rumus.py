"""Sheet ``Rumus``: the aturan used, every formula in words and as computed, and every doubt about the decree."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from iki_excel import __version__, bahasa, book, formula
from iki_excel.catalog import Indikator, Jabatan
from iki_excel.kinds import MEASURES, PERIOD_END
from iki_excel.report import places
from iki_excel.report.places import ATURAN_FIRST
from iki_excel.report.sheets import Report, sheet
from iki_excel.scoring import STATUS_WORDS

WIDTHS = (10, 38, 44, 40, 15, 9)
LIBRARIES = ("pandas", "python-calamine", "xlsxwriter", "holidays")


@sheet(90, places.RUMUS, WIDTHS, landscape=True)
def write_rumus(report: Report, target: Worksheet) -> None:
    """Aturan, formulas, catatan and versions."""
    report.title(target, "Rumus dan aturan")
    row = _write_rules(report, target)
    row = _write_formulas(report, target, row + 1)
    row = _write_notes(report, target, row + 1)
    _write_versions(report, target, row + 1)


def _write_rules(report: Report, target: Worksheet) -> int:
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
    return row


HEADERS = ("Kode", "Indikator", "Rumus dalam kata", "Perhitungan s.d. bulan ini", "Target", "Arah")


def _write_formulas(report: Report, target: Worksheet, row: int) -> int:
    made, settings = report.book, report.batch.settings
    target.write_string(row, 0, "Rumus setiap indikator", made.style("section"))
    book.write_table(made, target, row + 1, 0, HEADERS, [], ())
    row += 2
    for jabatan, indikator in report.batch.catalog.indikator.values():
        said = formula.words(indikator.rumus, indikator.labels, MEASURES)
        computed = _computed(report, jabatan, indikator)
        own = indikator.kode in settings.target
        target_value = settings.target_of(indikator)
        words = "belum ada" if target_value is None else f"{bahasa.number(target_value)}{'' if own else ' (bawaan)'}"
        texts = (indikator.kode, indikator.indikator, said, computed, words, settings.arah_of(indikator))
        for column, text in enumerate(texts):
            book.write_value(made, target, row, column, text, "cell_top")
        lines = (-(-len(text) // width) for text, width in ((indikator.indikator, 40), (said, 47), (computed, 43)))
        target.set_row(row, 13.5 * max(lines) + 6)
        row += 1
    return row


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
            is_absent = (jabatan.kode, name.kode, report.batch.periode) in report.absent
            deadline = report.batch.settings.deadline(name, report.batch.periode)  # type: ignore[arg-type]
            columns[f"{name.kode}.batas"] = float("nan") if is_absent else float(bahasa.serial(deadline))
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
    notes = [
        (indikator.kode, note) for _, indikator in report.batch.catalog.indikator.values() for note in indikator.catatan
    ] + [(places.sheet_name(j), note) for j in report.batch.catalog.jabatan for note in j.catatan]
    row += 1
    for kode, note in notes:
        book.write_value(made, target, row, 0, kode, "cell_top")
        target.merge_range(row, 1, row, len(WIDTHS) - 1, "", made.style("cell_top"))
        book.write_value(made, target, row, 1, note, "cell_top")
        target.set_row(row, book.wrapped_height(note, 138))
        row += 1
    return row


def _write_versions(report: Report, target: Worksheet, row: int) -> None:
    made = report.book
    target.write_string(row, 0, "Dibuat dengan", made.style("section"))
    printed = f"{bahasa.date(report.waktu.date())} pukul {report.waktu:%H.%M}"
    lines = [("Waktu", printed), ("iki-excel", __version__), *((name, version(name)) for name in LIBRARIES)]
    for label, text in lines:
        row += 1
        book.write_value(made, target, row, 1, label, "cell")
        book.write_value(made, target, row, 2, text, "cell")
