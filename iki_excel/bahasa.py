"""How numbers, dates and lists are said in Indonesian."""

from __future__ import annotations

import datetime as dt
import difflib
import math
from collections.abc import Iterable, Sequence

MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]
MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "agu": 8, "agt": 8, "ags": 8, "sep": 9, "sept": 9,
    "okt": 10, "nov": 11, "nop": 11, "nopember": 11, "pebruari": 2, "des": 12,
}  # fmt: skip

EXCEL_DAY_ZERO = dt.date(1899, 12, 30)


def number(value: float, digits: int = 2) -> str:
    """1250.5 as "1.250,5": at most ``digits`` decimals, trailing zeros dropped; "–" for no number."""
    if value is None or math.isnan(value):
        return "–"
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    text = "0" if text == "-0" else text
    return text.translate(str.maketrans(",.", ".,"))


def date(day: dt.date) -> str:
    """A date as "28 Februari 2019"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month(periode: str) -> str:
    """The periode "2019-03" as "Maret 2019"."""
    return f"{MONTHS[int(periode[5:]) - 1]} {periode[:4]}"


def serial(day: dt.date) -> int:
    """The number by which Excel counts a day."""
    return (day - EXCEL_DAY_ZERO).days


def from_serial(days: float) -> dt.date:
    """The day that Excel counts as this number."""
    return EXCEL_DAY_ZERO + dt.timedelta(days=int(days))


def nip(text: str) -> str:
    """An NIP of 18 digits in its groups of 8-6-1-3; anything else unchanged."""
    digits = "".join(text.split())
    if len(digits) != 18 or not digits.isdecimal():
        return text
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def listing(words: Iterable[str]) -> str:
    """ "a", "a dan b", "a, b, dan c"."""
    items = list(words)
    if len(items) <= 2:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"


def nearest(word: str, known: Sequence[str]) -> str:
    """ " Maksudnya “x”?" where a known word is near, else the known words."""
    close = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    if close:
        return f"Maksudnya “{close[0]}”?"
    return f"Yang dikenal: {', '.join(known)}."
