"""A form that asks a fact at more than one cell, as forms did before the decree said that it is one: it counts once.

What any of the cells says is said; a blank one says nothing. Where two of them contradict each other nobody can tell
which is right, and the fact is a galat until it is mended.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from iki_excel.decree import Jabatan
from iki_excel.decree.fields import KOSONG, REFUSALS, SALAH
from iki_excel.decree.kinds import Slot
from iki_excel.forms.reading.form import Form
from iki_excel.judging.answers import COLUMNS
from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT, Rule

TOLD_TWICE = Rule(
    "fakta_dua_kali",
    GALAT,
    arti="Formulir lama yang menanyakan dokumen yang sama di dua sel, dan kedua isinya berbeda.",
    pesan="“{label}” berisi {tertulis}, padahal dokumennya satu.",
    saran="Isi yang benar di kedua sel.",
    ringkas="berisi {tertulis}, padahal dokumennya satu",
    bersama="{banyak_sel} isian berbeda di dua sel, padahal dokumennya satu",
    butir="“{label}” ({tertulis})",
    contoh="Formulir lama: LKjIP selesai 20 Februari 2019 di Isian!F16, dan 22 Februari 2019 di Isian!F20",
    saran_salinan="Ketik yang benar di sel ini; di formulir ini ia ditanyakan sekali.",
)

WRONGLY_TYPED = frozenset(rule.kode for rule in REFUSALS)
SLOT = COLUMNS.index("slot")
Told = dict[str, Any]
"""A row of the answers by column."""


def tell_once(form: Form, jabatan: Jabatan) -> None:
    """Leave one row of what the form has on each fact, at the slot where ``jabatan``, that of its month, asks it."""
    slots, rows = {slot.kode: slot for slot in jabatan.slots}, dict(enumerate(form.rows))
    by_home: dict[str, list[int]] = {}
    for number, row in rows.items() if jabatan.homes else ():
        by_home.setdefault(jabatan.home_of(row[SLOT]), []).append(number)
    for home, numbers in by_home.items():
        if any(rows[number][SLOT] in jabatan.homes for number in numbers):
            cells = [dict(zip(COLUMNS, rows.pop(number), strict=True)) for number in numbers]
            rows[numbers[0]] = tuple(_merged(form, slots[home], cells)[column] for column in COLUMNS)
    form.rows[:] = [row for _, row in sorted(rows.items())]


def _merged(form: Form, home: Slot, cells: Sequence[Told]) -> Told:
    """The first cell that says something, or else the first; what could not be read at all before all others."""
    said = [cell for cell in cells if cell["keadaan"] != KOSONG]
    unread = [cell for cell in said if cell["keadaan"] == SALAH and cell["alasan"] not in WRONGLY_TYPED]
    one = next(iter([*unread, *said, *cells]))
    at_home = {"slot": home.kode, "isian": home.isian, "indikator": form.asked[home.kode]}
    beside = {"keterangan": _texts(cells, "keterangan"), "bukti": _texts(cells, "bukti"), "bulan_lalu": _last(cells)}
    merged = one | at_home | beside
    return merged if unread or len({_said(cell) for cell in said}) < 2 else _contradicted(form, home, merged, said)


def _said(cell: Told) -> tuple[str, float | str]:
    """What a cell says, however it was written; of a wrong entry what was typed."""
    words = cell["diketik"] if cell["keadaan"] == SALAH else ""
    return cell["keadaan"], words if math.isnan(cell["angka"]) else cell["angka"]


def _contradicted(form: Form, home: Slot, merged: Told, said: Sequence[Told]) -> Told:
    places = [Place(cell["sheet"], cell["baris"], cell["kolom"]) for cell in said]
    written = bahasa.listing(f"{cell['diketik']} di {place.address}" for cell, place in zip(said, places, strict=True))
    form.tell(TOLD_TWICE, places[0], isian=home.kode, label=home.label, tertulis=written)
    typed = " / ".join(cell["diketik"] for cell in said)
    return merged | {"keadaan": SALAH, "angka": math.nan, "alasan": TOLD_TWICE.kode, "diketik": typed, "catatan": ""}


def _texts(cells: Sequence[Told], column: str) -> str:
    return "; ".join(dict.fromkeys(text for cell in cells if (text := cell[column].strip())))


def _last(cells: Sequence[Told]) -> float:
    known = [cell["bulan_lalu"] for cell in cells if not math.isnan(cell["bulan_lalu"])]
    return float(known[0]) if known else math.nan
