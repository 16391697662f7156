"""Whether forms arrived in time: of every unit, jabatan and month, and who is late in the periode itself.

A form arrives at the time of its file, and is in time to the end of the day that the office has set, by the clock of
WIB. Of several files of a form those count that its numbers are taken from, with copies of the same content; of these
the first that came. Where none can be used something came all the same, and the first of that counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from iki_excel.judging.batch import BELUM_MASUK, DIKECUALIKAN, FORM, Batch, Form
from iki_excel.judging.files import SAME_COPY, UNFILLED, USED
from iki_excel.words import bahasa, moments, periods
from iki_excel.words.periods import Periode

TEPAT_WAKTU, TERLAMBAT, TIDAK_DIKETAHUI = "tepat waktu", "terlambat", "waktunya tidak diketahui"
"""A form that came; BELUM_MASUK and DIKECUALIKAN stand for one that did not."""

ALL_IN_TIME = "Semua formulir {} sudah masuk; tidak ada yang terlambat."

COLUMNS = [*FORM, "tiba", "batas", "kiriman", "file"]


def of_forms(batch: Batch) -> pd.DataFrame:
    """A row a unit × jabatan × month, as ``batch.forms`` has them (COLUMNS).

    tiba: when it came (moments.kept), "" where it did not; batas: the last day; kiriman: one of the words above; file:
    the one whose time it is.
    """
    came = _arrivals(batch.checked.files)
    due = {month: batch.settings.due_day(month) for month in batch.months}
    rows = []
    for *form, keadaan in batch.forms[[*FORM, "keadaan"]].itertuples(index=False, name=None):
        unit, jabatan, month = form
        tiba, file = came.get((unit, jabatan, month), (moments.UNTOLD, ""))
        kiriman = keadaan if keadaan in (BELUM_MASUK, DIKECUALIKAN) else in_time(tiba, due[month])
        rows.append((*form, tiba, due[month], kiriman, file))
    return pd.DataFrame(rows, columns=COLUMNS)


def _arrivals(files: pd.DataFrame) -> dict[Form, tuple[str, str]]:
    """When each form that came did so, and with which file."""
    came = files[(files["jabatan"] != "") & (files["alasan"] != UNFILLED.kode)]
    counts = came["nasib"].eq(USED) | came["alasan"].eq(SAME_COPY.kode)
    return _first(came) | _first(came[counts])


def _first(files: pd.DataFrame) -> dict[Form, tuple[str, str]]:
    known = files[files["tiba"] != moments.UNTOLD].sort_values("tiba", kind="stable")
    first = known.drop_duplicates(FORM)[[*FORM, "tiba", "file"]]
    return {
        (unit, jabatan, month): (tiba, file)
        for unit, jabatan, month, tiba, file in first.itertuples(index=False, name=None)
    }


def in_time(tiba: str, batas: dt.date) -> str:
    """Whether what came at a moment (moments.kept) did so by a day."""
    if not tiba:
        return TIDAK_DIKETAHUI
    return TEPAT_WAKTU if moments.told(tiba).date() <= batas else TERLAMBAT


# --- who is late ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Late:
    """A jabatan whose forms of some ``months`` are late; ``nama``: as its sheet is called."""

    jabatan: str
    nama: str
    months: tuple[Periode, ...]


def late(batch: Batch, waktu: dt.datetime) -> list[Late]:
    """Who is late with a form of the periode itself, in the order of the catalogue: it came after its day, or did not
    come and its day was over at ``waktu``, the time that the result says.
    """
    forms = _of_periode(batch)
    is_overdue = forms["kiriman"].eq(BELUM_MASUK) & forms["batas"].map(lambda batas: batas < waktu.date()).astype(bool)
    return _by_jabatan(batch, forms[forms["kiriman"].eq(TERLAMBAT) | is_overdue])


def awaited(batch: Batch, waktu: dt.datetime) -> list[Late]:
    """Whose forms of the periode did not come and are not late yet."""
    forms = _of_periode(batch)
    is_open = forms["kiriman"].eq(BELUM_MASUK) & forms["batas"].map(lambda batas: batas >= waktu.date()).astype(bool)
    return _by_jabatan(batch, forms[is_open])


def _of_periode(batch: Batch) -> pd.DataFrame:
    forms = of_forms(batch)
    return forms[forms["periode"].isin(batch.periode.months)]


def _by_jabatan(batch: Batch, forms: pd.DataFrame) -> list[Late]:
    return [
        Late(str(kode), batch.catalog[str(kode)].sheet, tuple(map(Periode, own["periode"])))
        for kode, own in forms.groupby("jabatan", sort=False)
    ]


def sentence(batch: Batch, waktu: dt.datetime) -> str:
    """Who is late, whose forms are waited for and until when, or that all of the periode came in time; "" where none
    was asked.
    """
    if _of_periode(batch)["kiriman"].isin([DIKECUALIKAN]).all():
        return ""
    parts = [*_named("Terlambat", late(batch, waktu), batch.periode), *_until(batch, waktu)]
    return " ".join(parts) or ALL_IN_TIME.format(batch.periode.words)


def _until(batch: Batch, waktu: dt.datetime) -> Iterator[str]:
    open_ = awaited(batch, waktu)
    if open_:
        day = batch.settings.due_day(max(month for one in open_ for month in one.months))
        yield from _named(f"Ditunggu sampai {bahasa.date(day)}", open_, batch.periode)


def _named(what: str, whom: Sequence[Late], periode: Periode) -> Iterator[str]:
    """ "Terlambat: Trantib, PMD."; with the months where there are several to be late in."""
    if whom:
        is_span = len(periode.months) > 1
        named = (f"{one.nama} ({periods.listed(one.months)})" if is_span else one.nama for one in whom)
        yield f"{what}: {', '.join(named)}."
