"""Sentences for whoever has no console: what names a command, a file of settings or a server's code is left out."""

from __future__ import annotations

import re

BEHIND = re.compile(r" ?Kata server: “.*”\.", re.DOTALL)
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")
FOR_A_CONSOLE = re.compile(r"“iki |\biki (?:proses|kirim|periksa)\b|--\w|“pip |iki\.toml|variabel lingkungan")


def for_staff(text: str) -> str:
    """What is left of a text; of a sentence that ends in advice for a console the part before that.

    "Kotak surat x penuh. Minta dikosongkan, lalu jalankan “iki kirim” lagi." is "Kotak surat x penuh."
    """
    told = (_short(one) for one in BETWEEN_SENTENCES.split(BEHIND.sub("", text)))
    return " ".join(filter(None, told))


def _short(sentence: str) -> str:
    if not FOR_A_CONSOLE.search(sentence):
        return sentence
    before, comma, behind = sentence.replace(" di iki.toml", "").rpartition(", jadi tidak dikirim")
    return f"{before}{comma}." if comma and not FOR_A_CONSOLE.search(before + behind) else ""
