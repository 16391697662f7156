"""The months of a year, by the names of folders and by the journal: no form is read for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from iki_excel.delivery.letters import HASIL
from iki_excel.delivery.outbox import DIGANTI, TOLD, Row
from iki_excel.runs import outbox
from iki_excel.runs.office import Office
from iki_excel.runs.results import workbook_in
from iki_excel.words.folders import FORMS, RESULTS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

BELUM, BERJALAN, REKAP_ADA, TERKIRIM = "belum", "berjalan", "rekap ada", "terkirim"
SEBELUM_MULAI, REKAP_LAMA = "sebelum mulai", "rekap lama"
STATES = (BELUM, BERJALAN, REKAP_ADA, TERKIRIM, SEBELUM_MULAI, REKAP_LAMA)


@frozen
class MonthMark:
    """A month and its ``keadaan``, one of STATES; ``is_now``: whether it is that of the day."""

    month: Periode
    keadaan: str
    is_now: bool = False


def year_strip(
    folder: Path, office: Office, year: int, today: dt.date, older: Collection[Periode] = ()
) -> list[MonthMark]:
    """The twelve months of a year. ``older``: those whose rekap is to be made again."""
    sent, begun = _sent(outbox.look(folder)), Periode.of_day(today)
    months = Periode(f"{year}-12").so_far
    return [MonthMark(month, _mark(folder, office, month, sent, older), month == begun) for month in months]


def years_beside(folder: Path, year: int, today: dt.date) -> list[int]:
    """The year before and the year after, where it is worked in now, or there are forms or results of it."""
    known = {path.name[:4] for place in (FORMS, RESULTS) for path in (folder / place).glob("[0-9][0-9][0-9][0-9]-*")}
    known |= {month[:4] for month in (Periode.of_day(today), Periode.of_day(today).previous)}
    return [one for one in (year - 1, year + 1) if str(one) in known]


def _mark(folder: Path, office: Office, month: Periode, sent: Collection[str], older: Collection[str]) -> str:
    unit = office.settings.unit
    if not unit.has_begun(month):
        return SEBELUM_MULAI
    if workbook_in(folder / RESULTS, month, unit.kode).exists():
        if month in older:
            return REKAP_LAMA
        return TERKIRIM if month in sent else REKAP_ADA
    return BERJALAN if (folder / FORMS / month).is_dir() else BELUM


def _sent(rows: list[Row]) -> set[str]:
    """The months whose last word to everybody who was written to of a result went out."""
    of_results = sorted((row for row in rows if row.jenis == HASIL and row.keadaan != DIGANTI), key=_when)
    last = {(row.periode, row.kepada): row.keadaan for row in of_results}
    open_ = {periode for (periode, _), keadaan in last.items() if keadaan not in TOLD}
    return {periode for periode, _ in last} - open_


def _when(row: Row) -> tuple[str, int]:
    return row.diubah, row.nomor
