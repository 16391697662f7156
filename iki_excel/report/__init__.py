"""Stage 5: Batch -> the consolidated workbook. A sheet is one file here and one line in :func:`sheets_of`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from iki_excel.judging import arrival
from iki_excel.judging.batch import Batch
from iki_excel.judging.message import message_of
from iki_excel.language.places import Place
from iki_excel.report.data import Data
from iki_excel.report.grafik import Grafik
from iki_excel.report.hitungan import CAPAIAN, Hitungan
from iki_excel.report.kelengkapan import Kelengkapan
from iki_excel.report.lkjip import Lkjip, Skp, sheets_of_year
from iki_excel.report.manifest import Manifest, manifest_of
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
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import book
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


def build(batch: Batch, waktu: dt.datetime) -> bytes:
    """The consolidated workbook. ``waktu``: the time that is printed."""
    return _made(Report(batch, waktu)).to_bytes()


def write(batch: Batch, waktu: dt.datetime, lkjip: pd.DataFrame | None = None, progress: Progress = untold) -> Written:
    """The same, with what can be kept of it. ``lkjip``: what the yearly report says (lkjip.LKJIP_COLUMNS), if asked;
    ``progress``: told after every sheet.
    """
    made = _made(Report(batch, waktu, lkjip), progress)
    content, cells = made.to_bytes(), contents_of(made)
    return Written(content, cells, manifest_of(batch, waktu, cells))


def _made(report: Report, progress: Progress = untold) -> Book:
    unit = report.batch.settings.unit.nama
    made = Book(f"Rekap {report.keputusan.singkatan} {unit}, {report.batch.periode.words}", unit, report.waktu)
    write_all(made, sheets_of(report), progress)
    return made


def write_all(made: Book, sheets: list[Sheet], progress: Progress = untold) -> None:
    """Write sheets into a workbook, with the names that formulas call cells by."""
    for sheet in sheets:
        if isinstance(sheet, Rumus):
            made.in_names = sheet.data.aturan.bilangan.in_names
            made.define(sheet.data.aturan.names)
        if isinstance(sheet, Rekap):
            made.define(sheet.names)
    targets = [(sheet, made.sheet(sheet.name, sheet.widths, landscape=sheet.landscape)) for sheet in sheets]
    targets.sort(key=lambda one: isinstance(one[0], Rumus))  # it says numbers of all others
    for done, (sheet, target) in enumerate(targets, start=1):
        sheet.write(made, target)
        book.protect(target)
        if colour := _tab_colour(sheet):
            target.set_tab_color(colour)
        progress(done, len(targets), sheet.name)


def _tab_colour(sheet: Sheet) -> str:
    """Of the message and of the jabatan; the proof has none."""
    if isinstance(sheet, Ringkasan | Rekap | Tren):
        return book.TEAL
    return book.TEAL_LIGHT if isinstance(sheet, Rapor | Lkjip | Skp) else ""


def sheets_of(report: Report) -> list[Sheet]:
    """The map of one report: every sheet in its order, each given those that it points to."""
    batch = report.batch
    message = message_of(batch, arrival.sentence(batch, report.waktu))
    data = Data(report)
    target = TargetSheet(report, data)
    hitungan = Hitungan(report, data, target)
    rekap = Rekap(report, message, data, target, hitungan)
    grafik = Grafik(report, rekap, hitungan)
    rapor = [Rapor(report, batch.catalog[one.kode], one, rekap, hitungan) for one in message.jabatan]
    _open_doors(report, data, hitungan, rapor)
    return [
        Ringkasan(report, message, rekap, hitungan, grafik),
        rekap,
        Tren(report, rekap, hitungan),
        *rapor,
        *sheets_of_year(report, rekap),
        Kelengkapan(report),
        Temuan(report),
        target,
        Rumus(report, data, target),
        hitungan,
        data,
        grafik,
        Tentang(report),
        Sidik(report),
    ]


def _open_doors(report: Report, data: Data, hitungan: Hitungan, rapor: list[Rapor]) -> None:
    """Tell every sheet where the others have what it leads to."""
    doors = report.doors
    for sheet in rapor:
        doors.jabatan[sheet.jabatan.kode] = Place(sheet.name, 0, 0)
        doors.rapor |= sheet.places
    for record in hitungan.table.records:
        kode, month = record.kode, record.month
        doors.data[kode, month] = data.section(kode, month).rows[0].cell(data.table.columns[0]).place
        doors.capaian[kode, month] = hitungan.cell(kode, month, CAPAIAN).place
