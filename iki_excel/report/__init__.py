"""Stage 5: Batch -> the consolidated workbook. A sheet is one file here and one line in :func:`sheets_of`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from iki_excel.judging.batch import Batch
from iki_excel.judging.message import Message, message_of
from iki_excel.language.places import Place
from iki_excel.report.data import Data
from iki_excel.report.grafik import Grafik
from iki_excel.report.hitungan import CAPAIAN, Hitungan
from iki_excel.report.kelengkapan import Kelengkapan
from iki_excel.report.lkjip import sheets_of_year
from iki_excel.report.manifest import Manifest
from iki_excel.report.rapor import Rapor
from iki_excel.report.rekap import Rekap
from iki_excel.report.ringkasan import Ringkasan
from iki_excel.report.rumus import Rumus
from iki_excel.report.sheets import Report, Sheet
from iki_excel.report.sidik import Sidik
from iki_excel.report.target import TargetSheet
from iki_excel.report.temuan import Temuan
from iki_excel.report.tentang import Tentang
from iki_excel.report.tren import Tren
from iki_excel.words.frozen import frozen
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book
from iki_excel.workbooks.contents import Sheets

__all__ = ["Written", "build", "write"]


@frozen
class Written:
    """A consolidated workbook: its bytes, what stands in its cells, and the manifest by which a change is seen."""

    content: bytes
    cells: Sheets
    manifest: Manifest


def build(batch: Batch, waktu: dt.datetime) -> bytes:
    """The consolidated workbook. ``waktu``: the time that is printed."""
    report = Report(batch, waktu)
    return _made(report, sheets_of(report)).to_bytes()


def write(batch: Batch, waktu: dt.datetime, lkjip: pd.DataFrame | None = None, progress: Progress = untold) -> Written:
    """The same, with what can be kept of it. ``lkjip``: what the yearly report says (lkjip.LKJIP_COLUMNS), if asked;
    ``progress``: told after every sheet.
    """
    report = Report(batch, waktu, lkjip)
    sheets = sheets_of(report)
    content = _made(report, sheets, progress).to_bytes()
    [marked] = [sheet.marked for sheet in sheets if isinstance(sheet, Sidik)]
    assert marked.manifest is not None
    return Written(content, marked.cells, marked.manifest)


def _made(report: Report, sheets: Sequence[Sheet], progress: Progress = untold) -> Book:
    unit = report.batch.settings.unit.nama
    made = Book(f"Rekap {report.keputusan.singkatan} {unit}, {report.batch.periode.words}", unit, report.waktu)
    write_all(made, sheets, progress)
    return made


def write_all(made: Book, sheets: Sequence[Sheet], progress: Progress = untold) -> None:
    """Write sheets into a workbook, in which they stand in this order."""
    for sheet in sheets:
        sheet.prepare(made)
    targets = [(sheet, made.sheet(sheet.name, sheet.widths, landscape=sheet.landscape)) for sheet in sheets]
    targets.sort(key=lambda one: one[0].tells_of_others)
    for done, (sheet, target) in enumerate(targets, start=1):
        sheet.write(made, target)
        book.protect(target)
        if sheet.tab_colour:
            target.set_tab_color(sheet.tab_colour)
        progress(done, len(targets), sheet.name)


# --- which sheets there are ------------------------------------------------------------------------------------------


@frozen
class Computing:
    """The sheets on which results are computed."""

    target: TargetSheet
    rumus: Rumus
    hitungan: Hitungan
    data: Data

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All of them, in their order."""
        return self.target, self.rumus, self.hitungan, self.data


def computing(report: Report) -> Computing:
    """Those of a report, which need no other."""
    data = Data(report)
    target = TargetSheet(report, data)
    hitungan = Hitungan(report, data, target)
    for one in hitungan.table.records:
        report.doors.data[one.kode, one.month] = one.section.rows[0].cell(data.table.columns[0]).place
        report.doors.capaian[one.kode, one.month] = one.cell(CAPAIAN).place
    return Computing(target, Rumus(report, data, target), hitungan, data)


def sheets_of(report: Report) -> list[Sheet]:
    """The map of one report: every sheet in its order, each given those that it points to."""
    message, behind = message_of(report.batch, report.lateness), computing(report)
    hitungan = behind.hitungan
    rekap = Rekap(report, message, behind.data, behind.target, hitungan)
    grafik = Grafik(report, rekap, hitungan)
    return [
        Ringkasan(report, message, rekap, hitungan, grafik),
        rekap,
        Tren(report, rekap, hitungan),
        *_of_each_jabatan(report, message, rekap, hitungan),
        *sheets_of_year(report, rekap),
        Kelengkapan(report),
        Temuan(report),
        *behind.sheets,
        grafik,
        Tentang(report),
        Sidik(report),
    ]


def _of_each_jabatan(report: Report, message: Message, rekap: Rekap, hitungan: Hitungan) -> list[Rapor]:
    """The rapor of each, to whose rows all other sheets lead."""
    rapor = [Rapor(report, report.batch.catalog[one.kode], one, rekap, hitungan) for one in message.jabatan]
    for sheet in rapor:
        report.doors.jabatan[sheet.jabatan.kode] = Place(sheet.name, 0, 0)
        report.doors.rapor |= sheet.places
    return rapor
