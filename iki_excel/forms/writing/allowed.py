"""What an input cell may hold: as an Excel condition, as the same in Python, in words, and as a data validation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from iki_excel.decree.kinds import Slot
from iki_excel.forms import layout
from iki_excel.forms.layout import SlotRow
from iki_excel.forms.writing.template import Template
from iki_excel.words import bahasa

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
"""Excel's own limits for the title and the message of a validation."""

NOTE_VALIDATION = {
    "validate": "length",
    "criteria": "<=",
    "value": 500,
    "input_title": "Keterangan / bukti dukung",
    "input_message": "Boleh kosong. Tulis nama atau nomor bukti, atau alasan bila angkanya tidak biasa.",
    "error_title": "Terlalu panjang",
    "error_message": "Keterangan paling panjang 500 huruf.",
}


def is_valid(template: Template, row: SlotRow) -> str:
    """The Excel condition under which a cell that is not empty holds what it should."""
    slot, cell = row.slot, row.at(layout.VALUE).a1
    tb = f'UPPER(TRIM({cell}))="TB"'
    if slot.tipe == "ya_tidak":
        return f'OR({cell}="Ya",{cell}="Tidak")'
    if slot.tipe == "tanggal":
        first, last = bahasa.serial(template.earliest), bahasa.serial(template.end)
        return f"IF(ISNUMBER({cell}),AND({cell}>={first},{cell}<{last + 1}),{tb})"
    tests = [f"{cell}=INT({cell})"] if slot.bulat else []
    tests += [f"{cell}>={slot.minimum:.15g}"] if slot.minimum is not None else []
    tests += [f"{cell}<={slot.maksimum:.15g}"] if slot.maksimum is not None else []
    inside = f"AND({','.join(tests)})" if tests else "TRUE"
    return f'IF(ISNUMBER({cell}),{inside},OR({tb},LOWER(TRIM({cell}))="nihil"))'


def accepts(template: Template, slot: Slot, value: Any) -> bool:
    """The same condition in Python, for the value that a formula is saved with."""
    number, word = as_number(value), value.strip(" ").casefold() if isinstance(value, str) else ""
    if slot.tipe == "ya_tidak":
        return word in ("ya", "tidak")
    if number is None:
        return word == "tb" or (word == "nihil" and slot.tipe != "tanggal")
    if slot.tipe == "tanggal":
        return bahasa.serial(template.earliest) <= number < bahasa.serial(template.end) + 1
    low, high = (float("-inf") if slot.minimum is None else slot.minimum, slot.maksimum or float("inf"))
    return low <= number <= high and not (slot.bulat and number % 1)


def as_number(value: Any) -> float | None:
    """The number of a cell as Excel sees it, a date too; None for a text or nothing."""
    if isinstance(value, dt.date):
        return float(bahasa.serial(value))
    return float(value) if isinstance(value, int | float) else None


def allowed_words(template: Template, slot: Slot) -> str:
    """The same in words. A date is asked for year first: that is understood under every setting of Excel."""
    if slot.tipe == "ya_tidak":
        return "Pilih Ya atau Tidak."
    if slot.tipe == "tanggal":
        first, last = bahasa.date(template.earliest), bahasa.date(template.end)
        return f"Ketik tahun-bulan-hari, misalnya {template.end}, antara {first} dan {last}, atau TB."
    kind = "bilangan bulat" if slot.bulat else "bilangan"
    low = f" mulai {bahasa.number(slot.minimum)}" if slot.minimum is not None else ""
    high = f" sampai {bahasa.number(slot.maksimum)}" if slot.maksimum is not None else ""
    return f"Isi {kind}{low}{high}; 0 bila nihil, TB bila tidak berlaku."


def validation(template: Template, row: SlotRow) -> dict[str, Any]:
    """The data validation of an input cell, as xlsxwriter takes it."""
    slot = row.slot
    allowed = allowed_words(template, slot)
    if slot.tipe == "ya_tidak":
        rule: dict[str, Any] = {"validate": "list", "source": ["Ya", "Tidak"]}
    else:
        rule = {"validate": "custom", "value": f"={is_valid(template, row)}"}
    return rule | {
        "input_title": shortened(slot.label, LONGEST_TITLE),
        "input_message": shortened(f"{slot.petunjuk} {allowed}".strip(), LONGEST_MESSAGE),
        "error_title": "Isian belum sesuai",
        "error_message": shortened(f"{slot.label}: {allowed}", LONGEST_MESSAGE),
    }


def shortened(text: str, longest: int) -> str:
    """The text, cut at a word with "…" where it is too long."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,.;–") + "…"
