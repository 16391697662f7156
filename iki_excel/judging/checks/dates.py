"""Dates of documents that cannot be, that may be another date, or that are missing past the batas waktu."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree.fields import DATE, KOSONG, Days
from iki_excel.decree.kinds import Slot
from iki_excel.decree.settings import Settings
from iki_excel.judging.checks.check import Answers, Given, in_its_month, keys_of, rows_where, with_span
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, PERINGATAN, Rule

DOCUMENT = ["unit", "jabatan", "slot", "masa"]


def _first_and_last(settings: Settings, slot: Slot, month: str) -> tuple[int, int]:
    """The first and the last day that a document may have been finished on."""
    days = Days.of(settings.deadline(slot, month), Periode(month))
    return bahasa.serial(days.first), bahasa.serial(days.last)


def _of_slots(rows: pd.DataFrame, given: Given, asked: Callable[[Settings, Slot, str], Any]) -> list[Any]:
    """What the settings say of the document of each row, in its month; asked once of what all units have alike."""
    slots = in_its_month(rows, lambda jabatan: {slot.kode: slot for slot in jabatan.slots if slot.batas}, "slot", given)
    keys = [*keys_of(rows, ["periode", "jabatan", "slot"])]
    each = dict(zip(keys, slots, strict=True))
    said = {key: asked(given.settings, slot, key[0]) for key, slot in each.items()}
    return [said[key] for key in keys]


def _said(days: float) -> str:
    return bahasa.date(bahasa.from_serial(days))


OUT_OF_RANGE = Rule(
    "tanggal_di_luar",
    GALAT,
    arti="Tanggal selesai di luar masa yang wajar.",
    pesan="“{label}” berisi {diketik}, padahal harus antara {awal_kata} dan {akhir_kata}.",
    saran="Periksa hari, bulan dan tahunnya.",
    ringkas="harus antara {awal_kata} dan {akhir_kata}",
    contoh="Isian!F16 di formulir Januari 2019 berisi 13 Februari 2019",
    bersama="{banyak_sel} tanggal di luar masa yang wajar",
    butir="“{label}” {diketik} (harus antara {awal_kata} dan {akhir_kata})",
)


def date_out_of_range(answers: Answers, given: Given) -> pd.DataFrame:
    """Finished over twelve months before its batas waktu, or after the end of the month that is reported."""
    rows = answers.dates.table
    bounds = np.array(_of_slots(rows, given, _first_and_last)).reshape(-1, 2)
    angka = answers.dates.column("angka")
    is_out = (angka < bounds[:, 0]) | (angka > bounds[:, 1])
    first, last = ([_said(day) for day in days] for days in bounds[is_out].T.tolist())
    return rows_where(rows, is_out).assign(awal_kata=first, akhir_kata=last)


DAY_MONTH_SWAPPED = Rule(
    "hari_bulan_tertukar",
    PERINGATAN,
    arti="Hari dan bulan mungkin tertukar.",
    pesan="“{label}” berisi {diketik}. Apakah maksudnya {tukar_kata}, di bulan laporan ini?",
    saran="Periksa hari dan bulannya.",
    ringkas="mungkin maksudnya {tukar_kata}",
    contoh="Isian!F8 di formulir Februari 2019 berisi 2 Januari 2019, mungkin maksudnya 1 Februari",
    bersama="{banyak_sel} tanggal mungkin tertukar hari dan bulannya",
    butir="“{label}” {diketik} (mungkin {tukar_kata})",
)


def day_month_swapped(answers: Answers, given: Given) -> pd.DataFrame:
    """A date of another month that would lie in the month reported if day and month were swapped."""
    days = [bahasa.from_serial(number) for number in answers.dates.column("angka")]
    swapped = [_swapped(day) for day in days]
    doubtful = [
        f"{other:%Y-%m}" == periode != f"{day:%Y-%m}"
        for other, periode, day in zip(swapped, answers.dates.column("periode"), days, strict=True)
    ]
    rows = rows_where(answers.dates.table, np.array(doubtful, dtype=bool))
    return rows.assign(tukar_kata=[bahasa.date(day) for day in itertools.compress(swapped, doubtful)])


def _swapped(day: dt.date) -> dt.date:
    """The date with day and month swapped, where there is one."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


NEAR_MIDNIGHT = Rule(
    "tanggal_berjam",
    PERINGATAN,
    arti="Tanggal dengan jam dekat tengah malam, yang mungkin digeser program lain dan menentukan penilaian.",
    pesan="“{label}” berisi {hari_kata} pukul {jam_kata}, mungkin {lain_kata} yang digeser zona waktu program lain. "
    "Yang dipakai {hari_kata}.",
    saran="Periksa, lalu ketik ulang tanggalnya tanpa jam.",
    ringkas="pukul {jam_kata}; mungkin maksudnya {lain_kata}",
    contoh="Isian!F16 berisi 28 Februari 2019 pukul 17.00, yang di Indonesia 1 Maret 2019 pukul 00.00",
    bersama="{banyak_sel} tanggal mungkin digeser zona waktu program lain; yang dipakai tanggalnya",
    butir="“{label}” {hari_kata} pukul {jam_kata} (mungkin {lain_kata})",
)
AFTERNOON, SMALL_HOURS, A_MINUTE = 14.0, 4.0, 1 / 60
"""Hours after midnight. Programs that store a day as a moment of UTC write midnight in Indonesia as 15:00 to 17:00 of
the day before, and midnight nearer to Greenwich as up to 24:00. Others miss midnight by less than a minute: after it
the day is right. A day that is moved the other way keeps its date until well into the morning, unless it was stored by
its last moment."""


def near_midnight(answers: Answers, given: Given) -> pd.DataFrame:
    """A day that may be the next one or the one before, in another month or on the other side of its batas waktu."""
    hours = answers.dates.column("jam")
    later, earlier = hours >= AFTERNOON, (hours >= A_MINUTE) & (hours <= SMALL_HOURS)
    is_near = later | earlier
    rows = rows_where(answers.dates.table, is_near)
    if rows.empty:
        return rows
    rows = rows.assign(lain=rows["angka"] + later[is_near] - earlier[is_near])
    deadlines = np.array([bahasa.serial(day) for day in _of_slots(rows, given, Settings.deadline)], dtype=float)
    other_side = (rows["angka"] <= deadlines) != (rows["lain"] <= deadlines)
    other_month = rows["angka"].map(_month) != rows["lain"].map(_month)
    rows = rows[other_side | other_month]
    clock = [f"{int(hours + EXACT):02d}.{int((hours + EXACT) * 60) % 60:02d}" for hours in rows["jam"]]
    return rows.assign(jam_kata=clock, hari_kata=rows["angka"].map(_said), lain_kata=rows["lain"].map(_said))


EXACT = 1e-6
"""Hours by which a time that is stored as a part of a day may be less than it was."""


def _month(days: float) -> Periode:
    return Periode.of_day(bahasa.from_serial(days))


DATE_CHANGED = Rule(
    "tanggal_berubah",
    PERINGATAN,
    arti="Tanggal selesai sebuah dokumen berbeda dari yang dilaporkan sebelumnya.",
    pesan="“{label}” berisi {diketik}, padahal sebelumnya dilaporkan {sebelumnya}.",
    saran="Yang dipakai yang terakhir; periksa mana yang benar.",
    ringkas="sebelumnya dilaporkan {sebelumnya}",
    contoh="Isian!F16 di formulir Maret berisi 5 Maret 2019, di formulir Februari 20 Februari 2019",
    bersama="{banyak_sel} tanggal berbeda dari yang dilaporkan sebelumnya",
    butir="“{label}” {diketik} (sebelumnya {sebelumnya})",
)


def date_changed(answers: Answers, given: Given) -> pd.DataFrame:
    """A document that an earlier month of the same year finished on another day; a return to the day before is none."""
    rows = answers.dates.table
    if rows["periode"].nunique() < 2:
        return rows[:0]
    rows = with_span(rows)
    days = rows.groupby(DOCUMENT, sort=False)["angka"]
    rows["before"], is_back = days.shift(), days.shift(2) == rows["angka"]
    changed = rows[rows["before"].notna() & (rows["before"] != rows["angka"]) & ~is_back]
    return changed.assign(sebelumnya=changed["before"].map(_said))


DEADLINE_PASSED = Rule(
    "lewat_batas",
    PERINGATAN,
    arti="Batas waktu dokumen lewat dan tanggal selesainya belum dilaporkan.",
    pesan="“{label}” belum pernah diisi, padahal batas waktunya {batas_kata} sudah lewat.",
    saran="Isi tanggalnya bila sudah selesai; bila belum, biarkan kosong.",
    ringkas="batas waktunya {batas_kata} sudah lewat",
    contoh="Isian!F16 di formulir Maret 2019 kosong, padahal batas waktunya 28 Februari 2019",
    bersama="{banyak_sel} tanggal belum pernah diisi, padahal batas waktunya sudah lewat",
    butir="“{label}” ({batas_kata})",
)


def deadline_passed(answers: Answers, given: Given) -> pd.DataFrame:
    """A document due by the end of the month, with nothing said of it in the year; told in the last month that came.

    What was due before there was this office is not its own.
    """
    rows = rows_where(answers.single.table, answers.single.column("tipe") == DATE.nama)
    ends = {month: Periode(month).last_day for month in rows["periode"].unique()}
    asked_for = _of_slots(rows, given, Settings.day_asked_for)
    is_over = np.array(
        [bool(day and day <= ends[month]) for day, month in zip(asked_for, rows["periode"], strict=True)], dtype=bool
    )
    has_entry = (rows["keadaan"] != KOSONG).to_numpy()
    if not (is_over & ~has_entry).any():
        return rows[:0]
    rows = with_span(rows.assign(hari=asked_for, lewat=is_over, ada=has_entry))
    told = {*keys_of(rows[rows["ada"]], DOCUMENT)}  # told late, it is asked for no more
    never = np.array([document not in told for document in keys_of(rows, DOCUMENT)], dtype=bool)
    late = rows[rows["lewat"] & never].drop_duplicates(DOCUMENT, keep="last")
    return late.assign(batas_kata=[bahasa.date(day) for day in late["hari"]])
