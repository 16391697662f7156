"""Stage 5: Batch -> the consolidated workbook, one decorated function a sheet."""

from __future__ import annotations

import datetime as dt

from iki_excel.judging.batch import Batch
from iki_excel.report import (  # noqa: F401  each module registers its sheets, in this order
    data,
    jabatan,
    kelengkapan,
    rekap,
    ringkasan,
    rumus,
    temuan,
    tren,
)
from iki_excel.report.places import Places
from iki_excel.report.sheets import SHEETS, Report
from iki_excel.words import bahasa
from iki_excel.workbooks.book import Book


def build(batch: Batch, waktu: dt.datetime, folder: str = "") -> bytes:
    """The consolidated workbook. ``waktu``: the time that is printed. ``folder``: where it will stand, for links."""
    title = f"Rekap IKI {batch.settings.unit.nama}, {bahasa.month(batch.periode)}"
    made = Book(title, batch.settings.unit.nama, waktu)
    report = Report(batch, made, Places(batch), waktu, folder)
    chosen = sorted(SHEETS, key=lambda part: part.order)
    opened = [(part, part.open(report)) for part in chosen]  # all sheets first: formulas may point ahead
    for part, sheets in opened:
        part.write(report, sheets)
    opened[0][1][0].activate()
    return made.to_bytes()
