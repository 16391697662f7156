"""Whether forms arrived in time: of every unit, jabatan and month, and who is late in the periode itself.

A form arrives at the time of its file, and is in time to the end of the day that the office has set, by the clock of
WIB. Of several files of a form those count that its numbers are taken from, with copies of the same content; of these
the first that came. Where none can be used something came all the same, and the first of that counts.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from iki_excel.judging.batch import BELUM_MASUK, DIKECUALIKAN, FORM, Batch, Form
from iki_excel.judging.files import SAME_COPY, UNFILLED, USED
from iki_excel.words import bahasa, moments, periods
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

TEPAT_WAKTU, TERLAMBAT, TIDAK_DIKETAHUI = "tepat waktu", "terlambat", "waktunya tidak diketahui"
"""A form that came; BELUM_MASUK and DIKECUALIKAN stand for one that did not."""

ALL_IN_TIME = "Semua formulir {} sudah masuk; tidak ada yang terlambat."

TOLD_OF_FILES = [*FORM, "tiba", "file", "nasib", "alasan"]
TIBA = TOLD_OF_FILES.index("tiba")


class Arrival(NamedTuple):
    """When a form came (``tiba``, as moments.kept), "" where it did not; ``batas``: the last day; ``kiriman``: one of
    the words above; ``file``: the one whose time it is.
    """

    unit: str
    jabatan: str
    periode: Periode
    tiba: str
    batas: dt.date
    kiriman: str
    file: str


def of_forms(batch: Batch) -> pd.DataFrame:
    """A row a unit × jabatan × month, as ``batch.forms`` has them, with the columns of Arrival."""
    return pd.DataFrame(_of_each(batch), columns=Arrival._fields)


def _of_each(batch: Batch) -> Iterator[Arrival]:
    came = _arrivals(batch.checked.files)
    due = {month: batch.settings.due_day(month) for month in batch.months}
    for unit, jabatan, month, keadaan, *_ in batch.every_form:
        tiba, file = came.get((unit, jabatan, month), (moments.UNTOLD, ""))
        kiriman = keadaan if keadaan in (BELUM_MASUK, DIKECUALIKAN) else in_time(tiba, due[month])
        yield Arrival(unit, jabatan, month, tiba, due[month], kiriman, file)


def _arrivals(files: pd.DataFrame) -> dict[Form, tuple[str, str]]:
    """When each form that came did so, and with which file."""
    first: dict[Form, tuple[str, str]] = {}
    first_that_counts: dict[Form, tuple[str, str]] = {}
    rows = files[TOLD_OF_FILES].itertuples(index=False, name=None)
    for unit, jabatan, month, tiba, file, nasib, alasan in sorted(rows, key=operator.itemgetter(TIBA)):
        if jabatan and alasan != UNFILLED.kode and tiba != moments.UNTOLD:
            first.setdefault((unit, jabatan, month), (tiba, file))
            if nasib == USED or alasan == SAME_COPY.kode:
                first_that_counts.setdefault((unit, jabatan, month), (tiba, file))
    return first | first_that_counts


def in_time(tiba: str, batas: dt.date) -> str:
    """Whether what came at a moment (moments.kept) did so by a day."""
    if not tiba:
        return TIDAK_DIKETAHUI
    return TEPAT_WAKTU if moments.told(tiba).date() <= batas else TERLAMBAT


# --- who is late ------------------------------------------------------------------------------------------------------


@frozen
class Late:
    """A jabatan whose forms of some ``months`` are late; ``nama``: as its sheet is called."""

    jabatan: str
    nama: str
    months: tuple[Periode, ...]


def late(batch: Batch, waktu: dt.datetime) -> list[Late]:
    """Who is late with a form of the periode itself, in the order of the catalogue: it came after its day, or did not
    come and its day was over at ``waktu``, the time that the result says.
    """
    return _late(batch, _of_periode(batch), waktu)


def _late(batch: Batch, forms: Sequence[Arrival], waktu: dt.datetime) -> list[Late]:
    late = (BELUM_MASUK, TERLAMBAT)
    return _by_jabatan(
        batch, [one for one in forms if one.kiriman in late and (one.kiriman == TERLAMBAT or one.batas < waktu.date())]
    )


def _awaited(batch: Batch, forms: Sequence[Arrival], waktu: dt.datetime) -> list[Late]:
    """Whose forms did not come and are not late yet."""
    return _by_jabatan(batch, [one for one in forms if one.kiriman == BELUM_MASUK and one.batas >= waktu.date()])


def _of_periode(batch: Batch) -> list[Arrival]:
    return [one for one in _of_each(batch) if one.periode in batch.periode.months]


def _by_jabatan(batch: Batch, forms: Sequence[Arrival]) -> list[Late]:
    months: dict[str, list[Periode]] = {}
    for form in forms:
        months.setdefault(form.jabatan, []).append(form.periode)
    return [Late(kode, batch.catalog[kode].sheet, tuple(own)) for kode, own in months.items()]


def sentence(batch: Batch, waktu: dt.datetime) -> str:
    """Who is late, whose forms are waited for and until when, or that all of the periode came in time; "" where none
    was asked.
    """
    forms = _of_periode(batch)
    if all(one.kiriman == DIKECUALIKAN for one in forms):
        return ""
    late_ones = _late(batch, forms, waktu)
    parts = [*_named("Terlambat", late_ones, batch.periode), *_until(batch, _awaited(batch, forms, waktu))]
    return " ".join(parts) or ALL_IN_TIME.format(batch.periode.words)


def _until(batch: Batch, open_: Sequence[Late]) -> Iterator[str]:
    if open_:
        day = batch.settings.due_day(max(month for one in open_ for month in one.months))
        yield from _named(f"Ditunggu sampai {bahasa.date(day)}", open_, batch.periode)


def _named(what: str, whom: Sequence[Late], periode: Periode) -> Iterator[str]:
    """ "Terlambat: Trantib, PMD."; with the months where there are several to be late in."""
    if whom:
        is_span = len(periode.months) > 1
        named = (f"{one.nama} ({periods.listed(one.months)})" if is_span else one.nama for one in whom)
        yield f"{what}: {', '.join(named)}."
