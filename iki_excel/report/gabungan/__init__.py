"""The roll-up of many units: Gabungan -> one workbook. A sheet is one file here and one line in :func:`sheets_of`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from iki_excel import report
from iki_excel.judging.gabungan import Gabungan
from iki_excel.report.gabungan.grafik import Grafik
from iki_excel.report.gabungan.hasil import Data, Hasil
from iki_excel.report.gabungan.kelengkapan import Kelengkapan
from iki_excel.report.gabungan.peringkat import Peringkat
from iki_excel.report.gabungan.peta import Peta
from iki_excel.report.gabungan.ringkasan import Ringkasan
from iki_excel.report.gabungan.rollup import MOST_ROWS, Rollup
from iki_excel.report.gabungan.sebaran import Sebaran
from iki_excel.report.gabungan.temuan import Temuan
from iki_excel.report.gabungan.tentang import Tentang, beside
from iki_excel.report.sheets import Sheet
from iki_excel.words import bahasa
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.book import Book

MOST_MAILED = 7_000_000
"""Bytes of a workbook that mail servers take."""


def write(gabungan: Gabungan, waktu: dt.datetime, *, for_mail: bool = False, progress: Progress = untold) -> bytes:
    """The roll-up. ``waktu``: the time that is printed. ``for_mail``: the copy that is mailed: it leads to no other
    file, and is without its long tables where it would be larger than mail takes.
    """
    rollup = Rollup(gabungan, waktu, for_mail)
    content = _made(rollup, _long(rollup), progress)
    if for_mail and len(content) > MOST_MAILED:
        return _made(Rollup(gabungan, waktu, for_mail), [], progress)
    return content


def _made(rollup: Rollup, long: Sequence[Sheet], progress: Progress) -> bytes:
    made = Book(f"Rekap IKI {rollup.whose}, {rollup.gabungan.periode.words}", rollup.whose, rollup.waktu)
    report.write_all(made, sheets_of(rollup, long), progress)
    return made.to_bytes()


def sheets_of(rollup: Rollup, long: Sequence[Sheet]) -> list[Sheet]:
    """Every sheet in its order, with those of them that are very long."""
    tentang = Tentang(rollup)
    maps = tuple(Peta(rollup, tentang, is_first) for is_first in ((True, False) if rollup.families[1:] else (True,)))
    grafik = Grafik(rollup, tentang, maps)
    shown = [*maps, Sebaran(rollup, maps), Kelengkapan(rollup), Temuan(rollup), *long, grafik, tentang]
    return [Ringkasan(rollup, grafik, [one.name for one in shown], _remarks(rollup, long)), *shown]


def _long(rollup: Rollup) -> list[Sheet]:
    """The tables of a row a unit and indikator, and of a row a typed number, as far as a sheet is to hold them."""
    rows = len(rollup.now.rows)
    slots = rollup.gabungan.slots
    of_results: list[Sheet] = [Peringkat(rollup), Hasil(rollup)] if rows <= MOST_ROWS else []
    return [*of_results, *([Data(rollup, slots)] if slots is not None else [])]


def _remarks(rollup: Rollup, long: Sequence[Sheet]) -> list[str]:
    """Where it stands what no sheet of this copy holds."""
    absent = [kind.__name__ for kind in (Peringkat, Hasil, Data) if not any(isinstance(one, kind) for one in long)]
    if not absent:
        return []
    where = "di kantor pengolah" if rollup.for_mail else "di sebelahnya"
    return [f"{bahasa.listing(absent)} terlalu panjang untuk buku kerja ini; lihat {beside(rollup)} {where}."]
