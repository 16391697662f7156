"""What a typed value counts as: one of four states, never mixed; and what no field looks for a meaning in."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any

from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.plain import CONTROL_CHARACTERS
from iki_excel.words.rules import GALAT, PERINGATAN, Rule

ISI, TIDAK_BERLAKU, KOSONG, SALAH = "isi", "tidak_berlaku", "kosong", "salah"
STATES = (ISI, TIDAK_BERLAKU, KOSONG, SALAH)
STATE_WORDS = {ISI: "isi", TIDAK_BERLAKU: "tidak berlaku", KOSONG: "kosong", SALAH: "salah"}
"""Every state of a cell, as people read it."""

ERROR_IN_CELL = Rule(
    "sel_galat",
    GALAT,
    arti="Sel menampilkan galat Excel.",
    pesan="“{label}” menampilkan galat {diketik}.",
    saran="Ganti rumusnya dengan angka.",
    ringkas="menampilkan galat Excel",
    contoh="Isian!F8 menampilkan #DIV/0!",
    saran_salinan="Ketik angkanya di sel ini.",
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
    butir="“{label}”",
)
ONLY_SPACES = Rule(
    "hanya_spasi",
    PERINGATAN,
    arti="Sel isian yang hanya berisi spasi atau huruf yang tidak terlihat; dibaca kosong.",
    pesan="“{label}” tampak kosong tetapi berisi spasi atau huruf yang tidak terlihat; dibaca kosong.",
    saran="Hapus isi selnya.",
    ringkas="tampak kosong tetapi berisi spasi",
    contoh="Isian!F16 berisi satu spasi yang ditempel dari aplikasi lain",
    beres_di_salinan=True,
)


@frozen
class Reading:
    """What a typed value counts as. ``angka``: number, date as Excel serial, Ya/Tidak as 1/0; NaN where none.

    ``alasan``: the rule that it breaks, where it is ``salah``. ``jam``: the hours after midnight that a day was stored
    with; NaN where none.
    """

    keadaan: str
    angka: float = math.nan
    alasan: Rule | None = None
    catatan: str = ""
    jam: float = math.nan


BLANK = Reading(KOSONG)
NOT_APPLICABLE = frozenset({"tb", "t.b.", "tidak berlaku"})
DASHES = frozenset({"-", "--", "–", "—", "−", "_", ".", "?", "x", "n/a", "na", "null", "none"})
"""Signs of which nobody can say whether they mean nothing, or that it does not apply."""

LONGEST_TEXT = 200
"""Letters of the longest text in a cell to fill that is told word by word."""

ERROR_TEXT = re.compile(r"#[A-Z]+(?:[/_][A-Z0]+)?[!?]?|Err:[0-9]{3}")
"""What a cell with an error shows, as #DIV/0! or Err:502; a text that says so came from one."""


def refused(rule: Rule) -> Reading:
    """What breaks a rule, and has no number."""
    return Reading(SALAH, alasan=rule)


def unreadable(text: str) -> Reading | None:
    """A text that no meaning is looked for in."""
    if ERROR_TEXT.fullmatch(text):
        return refused(ERROR_IN_CELL)
    if CONTROL_CHARACTERS.search(text):
        return refused(CONTROLS_IN_CELL)
    return refused(LONG_TEXT) if len(text) > LONGEST_TEXT else None


def shown(value: Any) -> str:
    """What was typed, as a text that a person would recognise."""
    if isinstance(value, str):  # most of what stands on a form
        return value
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
