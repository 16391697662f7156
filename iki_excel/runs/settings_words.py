"""What the reading of iki.toml refuses, in the words of a form over it."""

from __future__ import annotations

import re

from iki_excel.runs.settings_fields import TARGET
from iki_excel.runs.settings_text import KeyPath

IN_A_FORM = {
    " tanpa tanda kutip": "",
    " dalam tanda kutip": "",
    "hapus baris itu": "kosongkan isian ini",
    "Hapus baris server; “iki kirim --pratinjau” menulis surat siap kirim yang dibuka dengan Outlook.": (
        "Kosongkan isian ini; tanpa server, surat siap kirim dibuat untuk dibuka dengan Outlook."
    ),
    " dari “iki mulai”": "",
    " di [unit]": "",
    "kunci “": "“",
}
"""What is said of the lines of a file, and of the fields of a form."""
CALLED = {
    "nip": "NIP",
    "imap": "server kotak surat",
    "whatsapp": "nomor WhatsApp",
    "dari": "alamat",
    "hari": "tanggal",
}
"""By a key what its field is called."""
YEAR_AS_KEY = re.compile(r"“\d{4}”(?= berisi| memakai)", re.ASCII)
"""How the reading calls a target that stands below its year."""
KEY_OF_FILE = re.compile("^“[^”]+” berisi")
"""Beside a field it is plain what is meant, and its key says nothing to whoever filled it in."""


def of_field(sentence: str, place: KeyPath) -> str:
    """A refusal as it is told beside the field that stands for a place of the file."""
    return in_a_form(_named(sentence, place))


def _named(sentence: str, place: KeyPath) -> str:
    """By what the field is called, where its key is a jabatan, an abbreviation, or the year of a target."""
    key = place[-1]
    if place[0] == TARGET:
        return YEAR_AS_KEY.sub(f"“{place[1]}”", sentence)
    called = CALLED | ({key: "alamat surel"} if "alamat" in place else {})
    rest = sentence.removeprefix(f"{key} ")
    return sentence if rest == sentence or key not in called else f"{called[key]} {rest}"


def in_a_form(sentence: str) -> str:
    """A refusal as it is told beside a field."""
    for of_file, of_form in IN_A_FORM.items():
        sentence = sentence.replace(of_file, of_form)
    sentence = KEY_OF_FILE.sub("Berisi", sentence)
    return f"{sentence[:1].upper()}{sentence[1:]}"
