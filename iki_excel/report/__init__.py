"""Stage 5: Batch -> the consolidated workbook. A sheet is one file here and one line in :func:`sheets_of`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from iki_excel.judging.batch import Batch
from iki_excel.report.data import Data
from iki_excel.report.jabatan import JabatanSheet
from iki_excel.report.kelengkapan import Kelengkapan
from iki_excel.report.manifest import Manifest, manifest_of
from iki_excel.report.mean_line import WithMean
from iki_excel.report.rekap import Rekap
from iki_excel.report.ringkasan import Ringkasan
from iki_excel.report.rumus import Rumus
from iki_excel.report.sheets import Report, Sheet
from iki_excel.report.sidik import Sidik
from iki_excel.report.target import TargetSheet
from iki_excel.report.temuan import Temuan
from iki_excel.report.tren import Tren
from iki_excel.workbooks.book import Book
from iki_excel.workbooks.book_contents import contents_of
from iki_excel.workbooks.contents import Sheets

__all__ = ["Written", "build", "write"]


@dataclass(frozen=True)
class Written:
    """A consolidated workbook: its bytes, what stands in its cells, and the manifest by which a change is seen."""

    content: bytes
    cells: Sheets
    manifest: Manifest


def build(batch: Batch, waktu: dt.datetime, folder: str = "") -> bytes:
    """The consolidated workbook. ``waktu``: the time that is printed. ``folder``: where it will stand, for links."""
    return _made(batch, waktu, folder).to_bytes()


def write(batch: Batch, waktu: dt.datetime, folder: str = "") -> Written:
    """The same, with what can be kept of it."""
    made = _made(batch, waktu, folder)
    content, cells = made.to_bytes(), contents_of(made)
    return Written(content, cells, manifest_of(batch, waktu, cells))


def _made(batch: Batch, waktu: dt.datetime, folder: str) -> Book:
    unit = batch.settings.unit.nama
    made = Book(f"Rekap {batch.catalog.keputusan.singkatan} {unit}, {batch.periode.words}", unit, waktu)
    for sheet in sheets_of(Report(batch, waktu, folder)):
        sheet.write(made, made.sheet(sheet.name, sheet.widths, landscape=sheet.landscape))
    return made


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
        Sidik(report),
    ]
