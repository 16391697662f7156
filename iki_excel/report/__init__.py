"""Stage 5: Batch -> the consolidated workbook. A sheet is one file here and one line in :func:`sheets_of`."""

from __future__ import annotations

import datetime as dt

from iki_excel.judging.batch import Batch
from iki_excel.report.data import Data
from iki_excel.report.jabatan import JabatanSheet
from iki_excel.report.kelengkapan import Kelengkapan
from iki_excel.report.mean_line import WithMean
from iki_excel.report.rekap import Rekap
from iki_excel.report.ringkasan import Ringkasan
from iki_excel.report.rumus import Rumus
from iki_excel.report.sheets import Report, Sheet
from iki_excel.report.target import TargetSheet
from iki_excel.report.temuan import Temuan
from iki_excel.report.tren import Tren
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.book import Book

__all__ = ["build"]


def build(batch: Batch, waktu: dt.datetime, folder: str = "", progress: Progress = untold) -> bytes:
    """The consolidated workbook. ``waktu``: the time that is printed. ``progress``: told after every sheet."""
    unit = batch.settings.unit.nama
    made = Book(f"Rekap {batch.catalog.keputusan.singkatan} {unit}, {batch.periode.words}", unit, waktu)
    sheets = sheets_of(Report(batch, waktu, folder))
    for done, sheet in enumerate(sheets, start=1):
        sheet.write(made, made.sheet(sheet.name, sheet.widths, landscape=sheet.landscape))
        progress(done, len(sheets), sheet.name)
    return made.to_bytes()


def sheets_of(report: Report) -> list[Sheet]:
    """The map of one report: every sheet in its order, each given those that it points to."""
    data = Data(report)
    target = TargetSheet(report, data)
    rumus = Rumus(report, data, target)
    told = [one for one in report.batch.catalog.jabatan if report.told_of(one)]
    jabatan = tuple(JabatanSheet(report, one, data, target) for one in told)
    rekap = Rekap(report, jabatan)
    kelengkapan, temuan = Kelengkapan(report), Temuan(report)
    return [
        Ringkasan(report, rekap, kelengkapan, temuan),
        rekap,
        *(WithMean(one, rekap) for one in jabatan),
        Tren(report, data),
        kelengkapan,
        temuan,
        target,
        data,
        rumus,  # after Data: it says numbers of Data in words
    ]
