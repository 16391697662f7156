"""Numbers of WhatsApp as iki.toml has them: an Indonesian mobile one, in whatever way people write it."""

from __future__ import annotations

import re

from iki_excel.decree.toml import Table
from iki_excel.words import bahasa, plain

BETWEEN = re.compile(r"[\s().‐-―-]")
"""What people write between the digits: spaces of any kind, points, brackets and dashes, also those of Word."""
WRITTEN = re.compile(r"(?:\+?62|0062)?0?(8[1-9][0-9]{7,10})")
"""With the code of the country, with the 0 of a call at home, or, as a spreadsheet leaves it, without either."""

EXAMPLE = "0812-0000-0000"
"""What ``iki mulai`` writes to be replaced."""


def digits_of(typed: str) -> str:
    """A number as it is called from anywhere, "6281234567890"; "" where what was typed is no mobile number."""
    found = WRITTEN.fullmatch(BETWEEN.sub("", typed))
    return f"62{found[1]}" if found else ""


def tell_of_number(table: Table, key: str, typed: str) -> None:
    """What is no number, or still the example, with what is wrong in it."""
    digits = digits_of(typed)
    if typed and not digits:
        table.tell(f"{key} berisi “{bahasa.brief(plain.clean(typed))}”. {_why(typed)}", key)
    if digits and digits == digits_of(EXAMPLE):
        table.tell(f"{key} “{typed}” masih contoh dari “iki mulai”. Ketik nomornya, atau hapus baris itu.", key)


def _why(typed: str) -> str:
    plus, bare = typed.strip().startswith("+"), BETWEEN.sub("", typed).removeprefix("+")
    if not (bare.isascii() and bare.isdecimal()):
        return f'Tulis satu nomor ponsel, angka saja, misalnya "{EXAMPLE}".'
    if plus and not bare.startswith("62"):
        return 'Nomor Indonesia berawalan "+62" atau "08".'
    if not re.match("(?:62|0062)?0?8", bare):
        return f'Itu bukan nomor ponsel, yang berawalan 08 atau 628; tulis misalnya "{EXAMPLE}".'
    return f'Nomor ponsel terdiri atas 10 sampai 13 angka bila ditulis dengan 08, misalnya "{EXAMPLE}".'
