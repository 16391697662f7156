"""The one table of what people typed: its columns, its four states, and how a typed value is read.

A row is a cell that could be filled: who and when (unit, periode, jabatan, indikator), what is asked (isian, slot and
the slot's own properties), what was typed (diketik), what it counts as (angka, keadaan), and where it stands.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from iki_excel import bahasa
from iki_excel.catalog import Catalog
from iki_excel.kinds import Slot

ISI, TIDAK_BERLAKU, KOSONG, SALAH = "isi", "tidak_berlaku", "kosong", "salah"
STATES = (ISI, TIDAK_BERLAKU, KOSONG, SALAH)

IDENTITY = ["unit", "periode", "jabatan"]
COLUMNS = [
    *IDENTITY, "indikator", "isian", "slot", "responden", "diketik", "angka", "keadaan", "alasan", "catatan", "rumus",
    "keterangan", "file", "sheet", "sel", "baris", "kolom",
]  # fmt: skip
"""``responden``: 0, or the row of a survey. ``alasan``: the kode of the temuan where keadaan is salah. ``rumus``: the
cell holds a formula. ``baris`` and ``kolom`` count from zero."""

SLOT_COLUMNS = [field.name for field in fields(Slot) if field.name not in ("kode", "isian", "petunjuk", "batas")]


def slot_table(catalog: Catalog) -> pd.DataFrame:
    """Every slot of every jabatan with its properties, to be joined to the answers."""
    rows = [
        {"jabatan": j.kode, "slot": slot.kode, **{name: getattr(slot, name) for name in SLOT_COLUMNS}}
        for j in catalog.jabatan
        for slot in j.slots
    ]
    table = pd.DataFrame(rows, columns=["jabatan", "slot", *SLOT_COLUMNS])
    return table.astype({"minimum": float, "maksimum": float})


# --- one typed value -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """What a typed value counts as. ``angka``: number, date as Excel serial, Ya/Tidak as 1/0; NaN where none."""

    keadaan: str
    angka: float = np.nan
    alasan: str = ""
    catatan: str = ""


BLANK = Reading(KOSONG)
NOT_APPLICABLE = frozenset({"tb", "t.b.", "tidak berlaku"})
NOTHING = frozenset({"nihil"})
DASHES = frozenset({"-", "--", "–", "—", "−", "_", ".", "?", "x", "n/a", "na", "null", "none"})
LARGEST = 1e12


def read(value: Any, tipe: str, satuan: str) -> Reading:
    """Read what stands in a cell for a slot of this tipe; anything doubtful is ``salah`` with its reason."""
    if value is None or value == "":
        return BLANK
    if isinstance(value, str):
        return _read_text(value, tipe, satuan)
    if isinstance(value, bool):
        return Reading(SALAH, alasan="bukan_bilangan" if tipe in ("bilangan", "skor") else f"bukan_{tipe}")
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return _read_moment(value, tipe)
    return _read_number(float(value), tipe)


def _read_number(value: float, tipe: str) -> Reading:
    if tipe not in ("bilangan", "skor"):
        return Reading(SALAH, alasan=f"bukan_{tipe}")
    if not abs(value) <= LARGEST:
        return Reading(SALAH, alasan="bukan_bilangan")
    return Reading(ISI, value)


def _read_moment(value: dt.date | dt.time | dt.timedelta, tipe: str) -> Reading:
    if tipe != "tanggal":
        return Reading(SALAH, alasan="tanggal_di_bilangan" if tipe in ("bilangan", "skor") else f"bukan_{tipe}")
    if not isinstance(value, dt.date):
        return Reading(SALAH, alasan="bukan_tanggal")
    day = value.date() if isinstance(value, dt.datetime) else value
    return Reading(ISI, float(bahasa.serial(day)))


def plain(text: str) -> str:
    """A text as it was meant: full-width signs made plain, every white space one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


@functools.lru_cache(maxsize=4096)
def _read_text(text: str, tipe: str, satuan: str) -> Reading:
    meant = plain(text)
    word = meant.casefold()
    if not word:
        return Reading(KOSONG, catatan="hanya spasi")
    if word in NOT_APPLICABLE:
        return Reading(TIDAK_BERLAKU)
    if word in DASHES:
        return Reading(SALAH, alasan="tanda_tanya")
    if tipe == "ya_tidak":
        return _read_choice(word)
    return _read_date(meant) if tipe == "tanggal" else _read_number_text(meant, tipe, satuan)


def _read_choice(word: str) -> Reading:
    if word not in ("ya", "tidak"):
        return Reading(SALAH, alasan="bukan_ya_tidak")
    return Reading(ISI, 1.0 if word == "ya" else 0.0)


WHOLE = re.compile(r"[+-]?\d{1,15}")
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3}){2,}(,\d+)?|[+-]?[1-9]\d{0,2}\.\d{3},\d+")
DECIMAL_COMMA = re.compile(r"[+-]?\d{1,12},(\d{1,2}|\d{4,})")
DECIMAL_POINT = re.compile(r"[+-]?(\d{1,12}\.(\d{1,2}|\d{4,})|0\.\d+)")
DOUBTFUL = re.compile(r"[+-]?\d{1,3}[.,]\d{3}([.,]\d{3})*")
WITH_UNIT = re.compile(r"[+-]?[\d.,]+\s*[^\W\d_].*|[^\W\d_]+\.?\s*[+-]?[\d.,]+|[\d.,]+\s*%")


def _read_number_text(text: str, tipe: str, satuan: str) -> Reading:
    if text.casefold() in NOTHING and tipe == "bilangan":
        return Reading(ISI, 0.0, catatan="“nihil” dibaca 0")
    digits = text.replace("−", "-")
    if satuan == "%" and digits.endswith("%"):
        digits = digits.removesuffix("%").strip()
    value = _number_in(digits)
    if value is not None:
        return Reading(ISI, value, catatan=f"teks “{text}” dibaca {bahasa.number(value, 10)}")
    if DOUBTFUL.fullmatch(digits):
        return Reading(SALAH, alasan="angka_meragukan")
    return Reading(SALAH, alasan="angka_bersatuan" if WITH_UNIT.fullmatch(digits) else "bukan_bilangan")


def _number_in(digits: str) -> float | None:
    """The number in a text where it is certain: whole, "1.250,5", "1.250.000", "12,5", "12.5"; else None."""
    if WHOLE.fullmatch(digits) or DECIMAL_POINT.fullmatch(digits):
        return float(digits)
    if GROUPED.fullmatch(digits) or DECIMAL_COMMA.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", "."))
    return None


LONG_DATE = re.compile(r"(\d{1,2})[\s-]+([^\W\d_]+)\.?[\s-]+(\d{4})")
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
SHORT_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def _read_date(text: str) -> Reading:
    if match := LONG_DATE.fullmatch(text):
        month = bahasa.MONTH_NUMBERS.get(match[2].casefold(), 0)
        return _day(int(match[3]), month, int(match[1]), text)
    if match := ISO_DATE.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]), text)
    if match := SHORT_DATE.fullmatch(text):
        day, month = int(match[1]), int(match[2])
        if day <= 12 and month <= 12 and day != month:
            return Reading(SALAH, alasan="tanggal_meragukan")
        return _day(int(match[3]), month, day, text) if month <= 12 else _day(int(match[3]), day, month, text)
    return Reading(SALAH, alasan="bukan_tanggal")


def _day(year: int, month: int, day: int, text: str) -> Reading:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return Reading(SALAH, alasan="bukan_tanggal")
    return Reading(ISI, float(bahasa.serial(found)), catatan=f"teks “{text}” dibaca {bahasa.date(found)}")


def shown(value: Any) -> str:
    """What was typed, as a text that a person would recognise."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, dt.datetime):
        clock = f" {value:%H:%M}" if value.time() != dt.time() else ""
        return bahasa.date(value.date()) + clock
    if isinstance(value, dt.date):
        return bahasa.date(value)
    if isinstance(value, int | float):
        return f"{value:.15g}".replace(".", ",")
    return str(value)


# --- the table, by slot ----------------------------------------------------------------------------------------------


def by_slot(answers: pd.DataFrame) -> pd.DataFrame:
    """One row a slot: a survey's answers become their sum (angka), count (banyak), smallest and largest.

    Columns as ``answers`` and ``banyak``, ``terkecil``, ``terbesar``; ``sel`` of a survey is the whole range.
    """
    single = answers[answers["responden"] == 0].copy()
    single["banyak"] = (single["keadaan"] == ISI).astype(float)
    single["terkecil"] = single["terbesar"] = single["angka"]
    block = answers[answers["responden"] > 0]
    if block.empty:
        return single
    return pd.concat([single, _summed(block)], ignore_index=True)


def _summed(block: pd.DataFrame) -> pd.DataFrame:
    valid = block.assign(angka=block["angka"].where(block["keadaan"] == ISI))
    keys = ["file", "slot"]
    groups = valid.groupby(keys, sort=False, observed=True)
    first = groups.head(1).set_index(keys)
    summed = groups["angka"].agg(["sum", "count", "min", "max"])
    first["angka"] = summed["sum"].where(summed["count"] > 0)
    first["banyak"] = summed["count"].astype(float)
    first["terkecil"], first["terbesar"] = summed["min"], summed["max"]
    first["sel"] = groups["sel"].first() + ":" + groups["sel"].last()
    first["keadaan"] = _worst(groups, summed["count"])
    first["diketik"] = first["banyak"].astype(int).astype(str) + " jawaban"
    return first.reset_index()[[*block.columns, "banyak", "terkecil", "terbesar"]]


def _worst(groups: Any, counts: pd.Series) -> np.ndarray:
    wrong = groups["keadaan"].agg(lambda states: (states == SALAH).any())
    absent = groups["keadaan"].agg(lambda states: (states == TIDAK_BERLAKU).any())
    return np.select([wrong, counts > 0, absent], [SALAH, ISI, TIDAK_BERLAKU], KOSONG)


def state_counts(answers: pd.DataFrame) -> dict[str, int]:
    """How many cells are in each state; they add up to the cells asked."""
    counts = answers["keadaan"].value_counts()
    return {state: int(counts.get(state, 0)) for state in STATES}
