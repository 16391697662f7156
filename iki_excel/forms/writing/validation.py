"""What Excel itself lets nobody type into a cell to fill, and what it says there."""

from __future__ import annotations

from typing import Any

from iki_excel.forms import layout
from iki_excel.forms.layout import SlotRow, notes
from iki_excel.forms.writing.template import Template
from iki_excel.judging.checks import typed
from iki_excel.language.cells import Cell, excel
from iki_excel.words import bahasa

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
"""Excel's own limits for the title and the message of a validation."""

PROPOSAL = "Bulan lalu {angka}. Bila tetap, ketik lagi angka itu; bila berubah, ketik yang sekarang. "
NOTE_VALIDATION = {
    "validate": "length",
    "criteria": "<=",
    "value": typed.LONGEST_NOTE,
    "input_title": "Keterangan",
    "input_message": "Boleh kosong. Tulis alasannya bila angkanya tidak biasa.",
    "error_title": "Terlalu panjang",
    "error_message": f"Keterangan paling panjang {typed.LONGEST_NOTE} huruf.",
}

PROOF_VALIDATION = NOTE_VALIDATION | {
    "input_title": "Bukti dukung",
    "input_message": "Boleh kosong. Tulis nomor surat, nama berkas, atau alamat tautan buktinya.",
    "error_message": f"Bukti dukung paling panjang {typed.LONGEST_NOTE} huruf.",
}
SAID_VALIDATION = NOTE_VALIDATION | {
    "value": notes.LONGEST,
    "input_title": "Bila capaian belum baik",
    "input_message": "Boleh kosong. Satu atau dua kalimat; ikut tercetak di rapor.",
    "error_message": f"Paling panjang {notes.LONGEST} huruf.",
}


def validation(template: Template, row: SlotRow) -> dict[str, Any]:
    """The data validation of an input cell, as xlsxwriter takes it."""
    slot, place = row.slot, row.at(layout.VALUE)
    allowed = slot.field.allowed_words(slot, template.days(slot))
    proposed = template.proposed(slot)
    proposal = "" if proposed is None else PROPOSAL.format(angka=bahasa.number(proposed, 10))
    if slot.field.choices:
        rule: dict[str, Any] = {"validate": "list", "source": list(slot.field.choices)}
    else:
        condition = slot.field.allows(Cell(place), slot, template.days(slot))
        rule = {"validate": "custom", "value": f"={excel(condition, place.sheet)}"}
    return rule | {
        "input_title": shortened(slot.label, LONGEST_TITLE),
        "input_message": shortened(f"{proposal}{slot.petunjuk} {allowed}".strip(), LONGEST_MESSAGE),
        "error_title": "Isian belum sesuai",
        "error_message": shortened(f"{slot.label}: {allowed}", LONGEST_MESSAGE),
    }


def shortened(text: str, longest: int) -> str:
    """The text, cut at a word with "…" where it is too long."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,.;–") + "…"
