"""Addresses of mail as iki.toml has them: plain ones of one person, in letters that every server takes."""

from __future__ import annotations

import re

from iki_excel.decree.toml import Table
from iki_excel.words import bahasa, plain

ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
ADDRESS = re.compile(rf"{ATOM}(?:\.{ATOM})*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]+")
LONGEST = 254
"""Letters of an address, of which mail takes no more (RFC 5321)."""

EXAMPLE = "alamat@kantor.example"
"""What ``iki mulai`` writes to be replaced."""


def is_address(text: str) -> bool:
    """Whether a letter can be sent there as it is written."""
    return bool(ADDRESS.fullmatch(text)) and len(text) <= LONGEST


def is_same(one: str, other: str) -> bool:
    """Whether two addresses are one mailbox: no server that offices use tells capitals apart."""
    return one.casefold() == other.casefold()


def tell_of_address(table: Table, key: str, text: str) -> None:
    """What is no address, or still the example, with what is wrong in it."""
    if text and not is_address(text):
        table.tell(f"{key} berisi “{bahasa.brief(plain.clean(text))}”. {_why(text)}", key)
    if is_same(text, EXAMPLE):
        table.tell(f"{key} “{text}” masih contoh dari “iki mulai”. Ketik alamat surelnya, atau hapus baris itu.", key)


def _why(text: str) -> str:
    if "<" in text or ">" in text:
        return f'Tulis alamatnya saja, tanpa nama dan tanda < >, misalnya "{EXAMPLE}".'
    if "," in text or ";" in text:
        return "Tulis satu alamat saja, tanpa koma atau titik koma."
    if not text.isascii():
        return "Tulis alamatnya dengan huruf biasa (a–z), angka dan tanda, tanpa huruf beraksen."
    if any(not sign.isprintable() or sign.isspace() for sign in text):
        return "Tulis alamatnya tanpa spasi dan pada satu baris."
    if text.count("@") != 1:
        return f'Sebuah alamat surel memuat tepat satu @, misalnya "{EXAMPLE}".'
    if len(text) > LONGEST:
        return f"Sebuah alamat surel paling banyak {LONGEST} huruf."
    return f'Itu bukan alamat surel yang lengkap; tulis misalnya "{EXAMPLE}".'
