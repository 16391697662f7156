"""Dates of documents that cannot be, that may be another date, or that are missing past the batas waktu."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from iki_excel.decree.fields import DATE, ISI, KOSONG, Days
from iki_excel.judging.checks.check import Given
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, PERINGATAN, Rule


def _dates(answers: pd.DataFrame) -> pd.DataFrame:
    """The cells that hold a date, with the first and the last day that it may be."""
    rows = answers[(answers["keadaan"] == ISI) & (answers["tipe"] == DATE.nama)]
    days = {periode: Days.of(Periode(periode)) for periode in rows["periode"].unique()}
    first = {periode: bahasa.serial(allowed.first) for periode, allowed in days.items()}
    last = {periode: bahasa.serial(allowed.last) for periode, allowed in days.items()}
    return rows.assign(paling_awal=rows["periode"].map(first), paling_akhir=rows["periode"].map(last))


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
)


def date_out_of_range(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Finished before last year, or after the end of the month that is reported."""
    rows = _dates(answers)
    rows = rows[(rows["angka"] < rows["paling_awal"]) | (rows["angka"] > rows["paling_akhir"])]
    return rows.assign(awal_kata=rows["paling_awal"].map(_said), akhir_kata=rows["paling_akhir"].map(_said))


DAY_MONTH_SWAPPED = Rule(
    "hari_bulan_tertukar",
    PERINGATAN,
    arti="Hari dan bulan mungkin tertukar.",
    pesan="“{label}” berisi {diketik}. Apakah maksudnya {tukar_kata}, di bulan laporan ini?",
    saran="Periksa hari dan bulannya.",
    ringkas="mungkin maksudnya {tukar_kata}",
    contoh="Isian!F8 di formulir Februari 2019 berisi 2 Januari 2019, mungkin maksudnya 1 Februari",
)


def day_month_swapped(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A date of another month that would lie in the month reported if day and month were swapped."""
    rows = _dates(answers)
    days = [bahasa.from_serial(number) for number in rows["angka"]]
    swapped = [_swapped(day) for day in days]
    doubtful = [
        f"{other:%Y-%m}" == periode != f"{day:%Y-%m}"
        for other, periode, day in zip(swapped, rows["periode"], days, strict=True)
    ]
    return rows.assign(tukar_kata=[bahasa.date(day) for day in swapped])[np.array(doubtful, dtype=bool)]


def _swapped(day: dt.date) -> dt.date:
    """The date with day and month swapped, where there is one."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


DATE_CHANGED = Rule(
    "tanggal_berubah",
    PERINGATAN,
    arti="Tanggal selesai sebuah dokumen berbeda dari yang dilaporkan sebelumnya.",
    pesan="“{label}” berisi {diketik}, padahal sebelumnya dilaporkan {sebelumnya}.",
    saran="Yang dipakai yang terakhir; periksa mana yang benar.",
    ringkas="sebelumnya dilaporkan {sebelumnya}",
    contoh="Isian!F16 di formulir Maret berisi 5 Maret 2019, di formulir Februari 20 Februari 2019",
)


def date_changed(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A document that an earlier month of the same year finished on another day."""
    rows = _dates(answers).sort_values("periode", kind="stable")
    rows["tahun"] = rows["periode"].str[:4]
    rows["before"] = rows.groupby(["unit", "jabatan", "slot", "tahun"], sort=False)["angka"].shift()
    changed = rows[rows["before"].notna() & (rows["before"] != rows["angka"])]
    return changed.assign(sebelumnya=changed["before"].map(_said))


DEADLINE_PASSED = Rule(
    "lewat_batas",
    PERINGATAN,
    arti="Batas waktu dokumen lewat dan tanggal selesainya belum dilaporkan.",
    pesan="“{label}” belum pernah diisi, padahal batas waktunya {batas_kata} sudah lewat.",
    saran="Isi tanggalnya bila sudah selesai; bila belum, biarkan kosong.",
    ringkas="batas waktunya {batas_kata} sudah lewat",
    contoh="Isian!F16 di formulir Maret 2019 kosong, padahal batas waktunya 28 Februari 2019",
)


def deadline_passed(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A document due by the end of the month, with nothing said of it in this month or an earlier one of the year.

    What was due before there was this office is not its own.
    """
    rows = answers[answers["tipe"] == DATE.nama].sort_values("periode", kind="stable")
    slots = {(j.kode, s.kode): s for j in given.catalog.jabatan for s in j.slots if s.batas}
    known = zip(rows["jabatan"], rows["slot"], rows["periode"], strict=True)
    deadlines = [given.settings.deadline(slots[jabatan, slot], periode) for jabatan, slot, periode in known]
    ends = [Periode(periode).last_day for periode in rows["periode"]]
    rows["batas_kata"] = [bahasa.date(day) for day in deadlines]
    own = [given.settings.unit.has_begun(Periode.of_day(day)) for day in deadlines]
    rows["lewat"] = [day <= end and is_own for day, end, is_own in zip(deadlines, ends, own, strict=True)]
    rows["tahun"], rows["ada"] = rows["periode"].str[:4], rows["keadaan"] != KOSONG
    ever = rows.groupby(["unit", "jabatan", "slot", "tahun"], sort=False)["ada"].cummax()
    return rows[rows["lewat"].astype(bool) & ~ever.astype(bool)]
