"""The one table of what people typed: its columns, its four states, and how a typed value is read.

A row is a cell that could be filled: who and when (unit, periode, jabatan, indikator), what is asked (isian, slot and
the slot's own properties), what was typed (diketik), what it counts as (angka, keadaan), and where it stands.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.words import bahasa
from iki_excel.words.plain import CONTROL_CHARACTERS
from iki_excel.words.rules import GALAT, Rule

ISI, TIDAK_BERLAKU, KOSONG, SALAH = "isi", "tidak_berlaku", "kosong", "salah"
STATES = (ISI, TIDAK_BERLAKU, KOSONG, SALAH)

IDENTITY = ["unit", "periode", "jabatan"]
COLUMNS = [
    *IDENTITY, "indikator", "isian", "slot", "responden", "diketik", "angka", "keadaan", "alasan", "catatan", "rumus",
    "keterangan", "bulan_lalu", "file", "sheet", "sel", "baris", "kolom",
]  # fmt: skip
"""``responden``: 0, or the row of a survey. ``alasan``: the kode of the rule where keadaan is salah. ``rumus``: the
cell holds a formula. ``bulan_lalu``: last month's number that stands beside it. ``baris`` and ``kolom`` count from
zero."""

SLOT_COLUMNS = ["label", "satuan", "tipe", "akumulasi", "wajib", "bulat", "minimum", "maksimum", "kalender", "leader",
                "blok"]  # fmt: skip
"""What is known of the slot that a cell is for; ``tipe`` is the name of its field."""


def slot_table(catalog: Catalog) -> pd.DataFrame:
    """Every slot of every jabatan with its properties, to be joined to the answers."""
    rows = [
        {"jabatan": j.kode, "slot": slot.kode, **{name: getattr(slot, name) for name in SLOT_COLUMNS}}
        for j in catalog.jabatan
        for slot in j.slots
    ]
    table = pd.DataFrame(rows, columns=["jabatan", "slot", *SLOT_COLUMNS])
    return table.astype({"minimum": float, "maksimum": float})


# --- why a typed value is refused -------------------------------------------------------------------------------------

NOT_A_NUMBER = Rule(
    "bukan_bilangan",
    GALAT,
    arti="Teks atau nilai lain di sel bilangan.",
    pesan="“{label}” berisi “{diketik}”, padahal harus bilangan.",
    saran="Ketik angkanya saja, misalnya 12, atau 0 bila tidak ada.",
    ringkas="harus bilangan, bukan teks",
    contoh="Isian!F8 berisi “belum ada”",
)
NUMBER_WITH_UNIT = Rule(
    "angka_bersatuan",
    GALAT,
    arti="Angka yang ditulis bersama satuannya.",
    pesan="“{label}” berisi “{diketik}”. Apakah maksudnya angkanya saja?",
    saran="Ketik tanpa satuan; satuannya sudah {satuan}.",
    ringkas="angkanya ditulis bersama satuan",
    contoh="Isian!F8 berisi “12 orang”",
)
DOUBTFUL_NUMBER = Rule(
    "angka_meragukan",
    GALAT,
    arti="Angka teks yang dapat dibaca dua cara, misalnya 1.234.",
    pesan="“{label}” berisi teks “{diketik}”, yang dapat berarti ribuan atau pecahan. Apakah maksudnya ribuan?",
    saran="Ketik ulang tanpa titik dan koma.",
    ringkas="dapat berarti ribuan atau pecahan",
    contoh="Isian!F8 berisi teks “1.234”",
)
NUMBER_TOO_LARGE = Rule(
    "angka_terlalu_besar",
    GALAT,
    arti="Bilangan lebih dari satu triliun.",
    pesan="“{label}” berisi {diketik}, terlalu besar untuk dihitung.",
    saran="Periksa lagi angkanya.",
    ringkas="terlalu besar untuk dihitung",
    contoh="Isian!F8 berisi 9000000000000",
)
ONLY_A_SIGN = Rule(
    "tanda_tanya",
    GALAT,
    arti="Tanda seperti “-” yang tidak jelas artinya.",
    pesan="“{label}” berisi “{diketik}”.",
    saran="Apakah maksudnya nol (ketik 0) atau tidak berlaku (ketik TB)?",
    ringkas="tidak jelas maksudnya nol atau tidak berlaku",
    contoh="Isian!F8 berisi “-”",
)
MOMENT_FOR_NUMBER = Rule(
    "tanggal_di_bilangan",
    GALAT,
    arti="Tanggal atau jam di sel bilangan.",
    pesan="“{label}” berisi tanggal atau jam ({diketik}), padahal harus bilangan.",
    saran="Ketik ulang angkanya; bila tetap tampil sebagai tanggal, ubah format selnya menjadi Umum (General).",
    ringkas="harus bilangan, bukan tanggal atau jam",
    contoh="Isian!F8 berisi 12 Januari 2019, karena yang diketik 12/1",
)
NOT_A_DATE = Rule(
    "bukan_tanggal",
    GALAT,
    arti="Bukan tanggal di sel tanggal.",
    pesan="“{label}” berisi “{diketik}”, padahal harus tanggal.",
    saran="Ketik tahun-bulan-hari, misalnya 2019-02-28; kosongkan bila belum selesai.",
    ringkas="harus tanggal",
    contoh="Isian!F16 berisi “belum”",
)
DOUBTFUL_DATE = Rule(
    "tanggal_meragukan",
    GALAT,
    arti="Tanggal teks yang hari dan bulannya dapat tertukar.",
    pesan="“{label}” berisi teks “{diketik}”, yang hari dan bulannya dapat tertukar.",
    saran="Ketik tahun-bulan-hari, misalnya 2019-01-04 untuk 4 Januari 2019.",
    ringkas="hari dan bulannya dapat tertukar",
    contoh="Isian!F16 berisi teks “4/1/2019”",
)
NOT_YES_NO = Rule(
    "bukan_ya_tidak",
    GALAT,
    arti="Selain Ya atau Tidak.",
    pesan="“{label}” berisi “{diketik}”, padahal harus Ya atau Tidak.",
    saran="Pilih dari daftar di selnya.",
    ringkas="harus Ya atau Tidak",
    contoh="Isian!F17 berisi “sudah baik”",
)
NOT_A_SCORE = Rule(
    "skor_salah",
    GALAT,
    arti="Skor survei selain 1, 2, 3, 4.",
    pesan="“{label}”, baris {baris_kata}, berisi “{diketik}”, padahal skor hanya 1, 2, 3 atau 4.",
    saran="Perbaiki, atau kosongkan bila tidak dijawab.",
    ringkas="skor hanya 1, 2, 3 atau 4",
    contoh="SKM!D12 berisi 7",
)
ERROR_IN_CELL = Rule(
    "sel_galat",
    GALAT,
    arti="Sel menampilkan galat Excel.",
    pesan="“{label}” menampilkan galat {diketik}.",
    saran="Ganti rumusnya dengan angka.",
    ringkas="menampilkan galat Excel",
    contoh="Isian!F8 menampilkan #DIV/0!",
)
CONTROLS_IN_CELL = Rule(
    "huruf_kendali",
    GALAT,
    arti="Huruf kendali yang tidak terlihat di sel isian.",
    pesan="“{label}” memuat huruf yang tidak terlihat (“{diketik}”).",
    saran="Hapus isi selnya, lalu ketik ulang.",
    ringkas="memuat huruf yang tidak terlihat",
    contoh="Isian!F8 berisi angka yang ditempel dari aplikasi lain bersama huruf yang tidak terlihat",
)
LONG_TEXT = Rule(
    "teks_panjang",
    GALAT,
    arti="Teks panjang di sel isian.",
    pesan="“{label}” berisi teks panjang (“{diketik}”).",
    saran="Ketik angkanya saja, dan pindahkan teksnya ke kolom keterangan.",
    ringkas="berisi teks panjang, bukan angka",
    contoh="Isian!F8 berisi uraian kegiatan lebih dari 200 huruf",
)

REFUSALS = (
    NOT_A_NUMBER, NUMBER_WITH_UNIT, DOUBTFUL_NUMBER, NUMBER_TOO_LARGE, ONLY_A_SIGN, MOMENT_FOR_NUMBER, NOT_A_DATE,
    DOUBTFUL_DATE, NOT_YES_NO, ERROR_IN_CELL, CONTROLS_IN_CELL, LONG_TEXT,
)  # fmt: skip
"""Each is told at every cell that it refuses; NOT_A_SCORE by the check that looks at the number of a score, too."""


# --- one typed value -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """What a typed value counts as. ``angka``: number, date as Excel serial, Ya/Tidak as 1/0; NaN where none.

    ``alasan``: the rule that it breaks, where it is ``salah``.
    """

    keadaan: str
    angka: float = np.nan
    alasan: Rule | None = None
    catatan: str = ""


BLANK = Reading(KOSONG)
NOT_APPLICABLE = frozenset({"tb", "t.b.", "tidak berlaku"})
NOTHING = "nihil"
DASHES = frozenset({"-", "--", "–", "—", "−", "_", ".", "?", "x", "n/a", "na", "null", "none"})
LARGEST = 1e12
OF_ANOTHER_KIND = {"bilangan": NOT_A_NUMBER, "skor": NOT_A_SCORE, "tanggal": NOT_A_DATE, "ya_tidak": NOT_YES_NO}
"""By tipe, the rule that something of another kind breaks."""

LONGEST_TEXT = 200
"""Letters of the longest text in a cell to fill that is told word by word."""

ERROR_TEXT = re.compile(r"#[A-Z]+(?:[/_][A-Z0]+)?[!?]?|Err:[0-9]{3}")
"""What a cell with an error shows, as #DIV/0! or Err:502; a text that says so came from one."""


def read(value: Any, tipe: str, satuan: str) -> Reading:
    """Read what stands in a cell for a slot of this tipe; anything doubtful is ``salah`` with its reason."""
    if value is None or value == "":
        return BLANK
    if isinstance(value, str):
        return _unreadable_text(value) or _read_text(value, tipe, satuan)
    if isinstance(value, bool):
        return _refused(tipe)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return _read_moment(value, tipe)
    return _read_number(float(value), tipe)


def _unreadable_text(text: str) -> Reading | None:
    """A text that no meaning is looked for in."""
    if ERROR_TEXT.fullmatch(text):
        return Reading(SALAH, alasan=ERROR_IN_CELL)
    if CONTROL_CHARACTERS.search(text):
        return Reading(SALAH, alasan=CONTROLS_IN_CELL)
    return Reading(SALAH, alasan=LONG_TEXT) if len(text) > LONGEST_TEXT else None


def _refused(tipe: str, alasan: Rule | None = None) -> Reading:
    """Not what the slot asks for; a reason finer than that is told for numbers only."""
    return Reading(SALAH, alasan=alasan if alasan and tipe == "bilangan" else OF_ANOTHER_KIND[tipe])


def _read_number(value: float, tipe: str, catatan: str = "") -> Reading:
    if tipe not in ("bilangan", "skor") or np.isnan(value):
        return _refused(tipe)
    return _refused(tipe, NUMBER_TOO_LARGE) if abs(value) > LARGEST else Reading(ISI, value, catatan=catatan)


FIRST_DAY = dt.date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was; and what is no number comes as 30 December 1899."""


def _read_moment(value: dt.date | dt.time | dt.timedelta, tipe: str) -> Reading:
    if tipe != "tanggal" or not isinstance(value, dt.date):
        return _refused(tipe, MOMENT_FOR_NUMBER)
    day = value.date() if isinstance(value, dt.datetime) else value
    return Reading(ISI, float(bahasa.serial(day))) if day >= FIRST_DAY else _refused(tipe)


FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def plain(text: str) -> str:
    """A text as it is seen: full-width signs as plain ones, nothing invisible, one space between words.

    Nothing more: a superscript made plain would turn 12² into 122.
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(FULL_WIDTH | INVISIBLE)).split())


@functools.lru_cache(maxsize=4096)
def _read_text(text: str, tipe: str, satuan: str) -> Reading:
    meant = plain(text)
    word = meant.casefold()
    if not word:
        return Reading(KOSONG, catatan="hanya spasi")
    if word in NOT_APPLICABLE:
        return Reading(TIDAK_BERLAKU)
    if word in DASHES:
        return _refused(tipe, ONLY_A_SIGN)
    if tipe == "ya_tidak":
        return _read_choice(word)
    return _read_date(meant) if tipe == "tanggal" else _read_number_text(meant, tipe, satuan)


def _read_choice(word: str) -> Reading:
    return Reading(ISI, 1.0 if word == "ya" else 0.0) if word in ("ya", "tidak") else _refused("ya_tidak")


WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}((\.[0-9]{3}){2,}(,[0-9]+)?|\.[0-9]{3},[0-9]+)")
DECIMAL_COMMA = re.compile(r"[+-]?([0-9]{1,12},([0-9]{1,2}|[0-9]{4,})|0,[0-9]+)")
DECIMAL_POINT = re.compile(r"[+-]?([0-9]{1,12}\.([0-9]{1,2}|[0-9]{4,})|0\.[0-9]+)")
DOUBTFUL = re.compile(r"[+-]?[.,]?[0-9][0-9.,]*")
WITH_UNIT = re.compile(r"[+-]?[0-9.,]*[0-9]\s*([^\W\d_].*|%)|[^\W\d_]+\.?\s*[+-]?[0-9][0-9.,]*")


def _read_number_text(text: str, tipe: str, satuan: str) -> Reading:
    if text.casefold() == NOTHING and tipe == "bilangan":
        return Reading(ISI, 0.0, catatan="“nihil” dibaca 0")
    digits = text.replace("−", "-")
    if satuan == "%":
        digits = digits.removesuffix("%").rstrip()
    value = _number_in(digits)
    if value is not None:
        return _read_number(value, tipe, f"teks “{text}” dibaca {bahasa.number(value, 10)}")
    if DOUBTFUL.fullmatch(digits):
        return _refused(tipe, DOUBTFUL_NUMBER)
    return _refused(tipe, NUMBER_WITH_UNIT if WITH_UNIT.fullmatch(digits) else None)


def _number_in(digits: str) -> float | None:
    """The number in a text where it is certain: whole, "1.250,5", "1.250.000", "12,5", "12.5"; else None."""
    if WHOLE.fullmatch(digits) or DECIMAL_POINT.fullmatch(digits):
        return float(digits)
    if GROUPED.fullmatch(digits) or DECIMAL_COMMA.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", "."))
    return None


LONG_DATE = re.compile(r"([0-9]{1,2})[\s-]+([^\W\d_]+)\.?[\s-]+([0-9]{4})")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
SHORT_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def _read_date(text: str) -> Reading:
    if match := LONG_DATE.fullmatch(text):
        month = bahasa.MONTH_NUMBERS.get(match[2].casefold(), 0)
        return _day(int(match[3]), month, int(match[1]), text)
    if match := ISO_DATE.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]), text)
    if match := SHORT_DATE.fullmatch(text):
        return _read_short_date(int(match[1]), int(match[2]), int(match[3]), text)
    return _refused("tanggal")


def _read_short_date(first: int, second: int, year: int, text: str) -> Reading:
    """Day and month in either order, as far as only one of them makes sense."""
    if first <= 12 and second <= 12 and first != second:
        return Reading(SALAH, alasan=DOUBTFUL_DATE)
    day, month = (first, second) if second <= 12 else (second, first)
    return _day(year, month, day, text)


def _day(year: int, month: int, day: int, text: str) -> Reading:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return _refused("tanggal")
    return Reading(ISI, float(bahasa.serial(found)), catatan=f"teks “{text}” dibaca {bahasa.date(found)}")


def shown(value: Any) -> str:
    """What was typed, as a text that a person would recognise."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return _shown_moment(value)
    if isinstance(value, int | float):
        return f"{value:.15g}".replace(".", ",")
    return str(value)


def _shown_moment(value: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.timedelta):
        minutes = value // dt.timedelta(minutes=1)
        return f"{minutes // 60}.{minutes % 60:02d}"
    if isinstance(value, dt.time):
        return f"{value:%H.%M}"
    if not isinstance(value, dt.datetime) or value.time() == dt.time():
        return bahasa.date(value)
    return f"{bahasa.date(value)} pukul {value:%H.%M}"


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
    states = {f"ada_{state}": block["keadaan"] == state for state in (SALAH, TIDAK_BERLAKU)}
    valid = block.assign(angka=block["angka"].where(block["keadaan"] == ISI), **states)
    keys = ["file", "slot"]
    groups = valid.groupby(keys, sort=False, observed=True)
    first = groups.head(1).set_index(keys)
    summed = groups["angka"].agg(["sum", "count", "min", "max"])
    first["angka"] = summed["sum"].where(summed["count"] > 0)
    first["banyak"] = summed["count"].astype(float)
    first["terkecil"], first["terbesar"] = summed["min"], summed["max"]
    first["sel"] = groups["sel"].first() + ":" + groups["sel"].last()
    first["keadaan"] = _worst(groups[[*states]].any(), summed["count"])
    first["diketik"] = first["banyak"].astype(int).astype(str) + " jawaban"
    return first.reset_index()[[*block.columns, "banyak", "terkecil", "terbesar"]]


def _worst(present: pd.DataFrame, counts: pd.Series) -> np.ndarray:
    conditions = [present[f"ada_{SALAH}"], counts > 0, present[f"ada_{TIDAK_BERLAKU}"]]
    return np.select(conditions, [SALAH, ISI, TIDAK_BERLAKU], KOSONG)


def state_counts(answers: pd.DataFrame) -> dict[str, int]:
    """How many cells are in each state; they add up to the cells asked."""
    counts = answers["keadaan"].value_counts()
    return {state: int(counts.get(state, 0)) for state in STATES}
