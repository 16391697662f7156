"""Sheet ``Data``: every typed value with its source, a row a name a month; what everything else points to."""

from __future__ import annotations

from typing import Any

import pandas as pd

from iki_excel.decree import Hitung
from iki_excel.decree.fields import TIDAK_BERLAKU
from iki_excel.decree.kinds import MEASURES, Slot
from iki_excel.judging.answers import by_slot
from iki_excel.language import formula
from iki_excel.language.places import a1
from iki_excel.report import places
from iki_excel.report.places import DATA_ANGKA, DATA_BANYAK, DATA_DIHITUNG, DATA_FIRST, DATA_HEADERS
from iki_excel.report.sheets import Report, sheet
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Worksheet

STATE_WORDS = {"isi": "isi", "kosong": "kosong", "tidak_berlaku": "tidak berlaku", "salah": "salah"}
WIDTHS = (18, 9, 54, 36, 15, 18, 18, 8, 9, 13, 18, 22, 24, 54, 7, 10, 44)


@sheet(80, places.DATA, WIDTHS, landscape=True)
def write_data(report: Report, target: Worksheet) -> None:
    """Every typed value: typed text, number, state, file, sheet, cell, SHA-256."""
    report.title(target, "Data")
    explained = (
        "Setiap angka pada lembar lain berasal dari kolom Angka dan Dihitung di sini. Survei: jumlah skor per unsur."
    )
    target.write_string(2, 0, explained, report.book.style("note"))
    for column, header in enumerate(DATA_HEADERS):
        target.write_string(DATA_FIRST - 1, column, header, report.book.style("head"))
    typed = _typed(report)
    for jabatan, indikator, name in report.places.names():
        first = report.places.data_rows[jabatan.kode, name.kode]
        for offset, periode in enumerate(report.batch.months):
            row = first + offset
            head = (jabatan.sheet, indikator.kode, name.label, name.kode, bahasa.month(periode))
            for column, text in enumerate(head):
                book.write_value(report.book, target, row, column, text, "cell", text_wrap=False)
            if isinstance(name, Hitung):
                _write_computed(report, target, row, jabatan.kode, indikator.slots, name, periode)
            else:
                _write_typed(
                    report, target, row, jabatan.kode, name, periode, typed.get((jabatan.kode, name.kode, periode))
                )
    target.autofilter(DATA_FIRST - 1, 0, report.places.data_last, len(DATA_HEADERS) - 1)
    target.freeze_panes(DATA_FIRST, 3)
    target.repeat_rows(DATA_FIRST - 1)
    # all but the SHA-256, which is printed on Kelengkapan
    target.print_area(0, 0, report.places.data_last, len(DATA_HEADERS) - 2)


def _typed(report: Report) -> dict[tuple[str, str, str], dict[str, Any]]:
    table = by_slot(report.batch.checked.answers)
    hashes = report.batch.checked.files[["file", "sha256"]]
    table = table.merge(hashes, on="file", how="left", validate="many_to_one")
    return {(row["jabatan"], row["slot"], row["periode"]): row for row in table.to_dict("records")}


NUMBER_STYLES = {"tanggal": "date", "ya_tidak": "yes_no"}


def _write_typed(
    report: Report, target: Worksheet, row: int, jabatan: str, slot: Slot, periode: str, typed: dict[str, Any] | None
) -> None:
    made, style = report.book, NUMBER_STYLES.get(slot.tipe, "report_number")
    if typed is None:
        typed = dict.fromkeys(("diketik", "catatan", "keterangan", "file", "sheet", "sel", "sha256"))
        typed |= {"angka": None, "banyak": None, "keadaan": "belum masuk"}
    angka = "TB" if typed["keadaan"] == TIDAK_BERLAKU else typed["angka"]
    is_survey = slot.blok and typed["banyak"]
    span = f"{typed['terkecil']:g}–{typed['terbesar']:g}" if is_survey and pd.notna(typed["terkecil"]) else None
    values = (
        (typed["diketik"], "cell"),
        (angka, style),
        (typed["banyak"] if is_survey else None, "report_whole"),
        (span, "cell_center"),
        (STATE_WORDS.get(typed["keadaan"], typed["keadaan"]), "cell_center"),
        (None, style),
        *((typed[name], "cell") for name in ("catatan", "keterangan")),
        *((typed[name], "cell_small") for name in ("file", "sheet", "sel", "sha256")),
    )
    for column, (value, cell) in enumerate(values, start=DATA_ANGKA - 1):
        book.write_value(made, target, row, column, value, cell, text_wrap=False)
    _write_counted(report, target, row, jabatan, slot.kode, periode, style)


def _write_computed(
    report: Report, target: Worksheet, row: int, jabatan: str, slots: tuple[Slot, ...], part: Hitung, periode: str
) -> None:
    offset = report.batch.months.index(periode)
    cells = {s.kode: a1(report.places.data_rows[jabatan, s.kode] + offset, DATA_ANGKA) for s in slots}
    value = report.quantities[jabatan, part.kode, periode]["bulan"]
    text = formula.excel(part.rumus, cells, {}, MEASURES)
    for column in range(DATA_ANGKA - 1, len(DATA_HEADERS)):
        report_style = "cell_center" if column == DATA_BANYAK + 2 else "cell"
        words = "dihitung" if column == DATA_BANYAK + 2 else None
        book.write_value(report.book, target, row, column, words, report_style)
    book.write_formula(report.book, target, row, DATA_ANGKA, text, value, "report_number")
    _write_counted(report, target, row, jabatan, part.kode, periode, "report_number")


def _write_counted(
    report: Report, target: Worksheet, row: int, jabatan: str, name: str, periode: str, style: str
) -> None:
    """The number that goes into the accumulation; none for a month that is left out."""
    quantity = report.quantities[jabatan, name, periode]
    if quantity["dihitung"]:
        text = f"={a1(row, DATA_ANGKA)}"
        book.write_formula(report.book, target, row, DATA_DIHITUNG, text, quantity["bulan"], style)
