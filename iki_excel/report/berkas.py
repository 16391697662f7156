"""The files that came in, as the result tells of them: how they are called, what became of each, and when it came."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from typing import Any

from iki_excel.judging.senders import Sender
from iki_excel.report.sheets import Report
from iki_excel.report.tables import RUNS_ON, SMALL, Column, Shown
from iki_excel.words import moments
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.plain import clean_text
from iki_excel.workbooks import book

NAME_WIDTH, WIDTH, TITLE_HEIGHT = 38, 12, 32
SHORT_SHA = 12
"""So many digits of a hash tell files apart; all of them stand in Data."""
MONTH: dict[str, Any] = {"num_format": book.SHORT_MONTH, **SMALL}
DAY: dict[str, Any] = {"num_format": book.SHORT_DATE, **SMALL}
HOUR: dict[str, Any] = {"num_format": 'hh"."mm', **SMALL}
"""How a month, a day and an hour are shown; each is a number of the spreadsheet."""

MINUTES_A_DAY = 24 * 60


@frozen
class File:
    """One file as it is told; ``number``: its place in the table, from 0."""

    number: int
    file: str
    nama: str
    periode: str
    jabatan: str
    nasib: str
    tiba: str
    sha256: str
    alasan: str
    pengirim: Sender | None = None


def files_of(report: Report) -> list[File]:
    """Every file that came in, in the order in which files are told."""
    named, sheet = short_names(report), {one.kode: one.sheet for one in report.batch.catalog.jabatan}
    return [
        File(
            number,
            f.file,
            named[f.file],
            f.periode,
            sheet.get(f.jabatan, ""),
            f.nasib,
            f.tiba,
            f.sha256,
            f.alasan_kata,
            report.batch.pengirim.get(f.sha256),
        )
        for number, f in enumerate(report.batch.checked.files.itertuples())
    ]


def short_names(report: Report) -> Mapping[str, str]:
    """By file what it is called without the folder that all of them share: of nobody's computer anything is told."""
    checked = report.batch.checked
    files = [file for file in {*checked.files["file"], *checked.temuan["file"]} if file]
    try:
        shared = os.path.commonpath([os.path.dirname(file) for file in files]) if files else ""
        named = {file: os.path.relpath(file, shared or ".").replace(os.sep, "/") for file in files}
    except ValueError:  # several drives of Windows
        named = {file: os.path.basename(file) for file in files}
    return {"": "", **{file: clean_text(name) for file, name in named.items()}}


def month(periode: str) -> Shown:
    """A month as the number of its last day; nothing where there is none."""
    day = Periode(periode).last_day if periode else None
    return Shown(day, "row_center", MONTH)


def _day(one: File) -> Shown:
    day = moments.told(one.tiba).date() if one.tiba else None
    return Shown(day, "row_center", DAY)


def _hour(one: File) -> Shown:
    return Shown(_of_day(moments.told(one.tiba)) if one.tiba else None, "row_center", HOUR)


def _of_day(moment: dt.datetime) -> float:
    """The hour of a moment as a spreadsheet counts it, a part of the day."""
    return (moment.hour * 60 + moment.minute) / MINUTES_A_DAY


def _of_sender(tell: Callable[[Sender], str]) -> Callable[[File], Shown]:
    return lambda one: Shown(tell(one.pengirim) if one.pengirim else "", "row", SMALL)


BERKAS = Column[File]("Berkas", NAME_WIDTH, lambda one: Shown(one.nama, "row", SMALL), wraps=True)
BULAN = Column[File]("Bulan", WIDTH, lambda one: month(one.periode))
JABATAN = Column[File]("Jabatan", WIDTH, lambda one: Shown(one.jabatan, "row_center", SMALL), wraps=True)
NASIB = Column[File]("Nasib", WIDTH, lambda one: Shown(one.nasib, "row_center", SMALL))
MASUK = Column[File]("Masuk", WIDTH, _day)
PUKUL = Column[File]("Pukul (WIB)", WIDTH, _hour)
SIDIK = Column[File]("SHA-256", WIDTH, lambda one: Shown(one.sha256[:SHORT_SHA], "row_center", SMALL))
PENGIRIM = Column[File]("Pengirim", WIDTH, _of_sender(lambda sender: sender.said), wraps=True)
KATA_SERVER = Column[File]("Diperiksa server", WIDTH, _of_sender(lambda sender: sender.verdict), wraps=True)
ALASAN = Column[File]("Alasan", WIDTH, lambda one: Shown(one.alasan, "row_note", RUNS_ON))
