"""How numbers, dates and lists are said in Indonesian."""

from __future__ import annotations

import datetime as dt
import difflib
import math
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from string import ascii_lowercase

from iki_excel.words import plain

MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip
MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "agu": 8, "agt": 8, "ags": 8, "sep": 9, "sept": 9,
    "okt": 10, "nov": 11, "nop": 11, "nopember": 11, "pebruari": 2, "des": 12,
}  # fmt: skip

EXCEL_DAY_ZERO = dt.date(1899, 12, 30)


EXCEL_DIGITS = 15


def number(value: float, digits: int = 2) -> str:
    """1250.5 as "1.250,5": at most ``digits`` decimals, halves away from zero as Excel shows them; "–" for none."""
    if value is None or not math.isfinite(value):
        return "–"
    exact = Decimal(f"{value:.{EXCEL_DIGITS}g}")
    with localcontext(prec=400):
        rounded = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    text = "0" if text == "-0" else text
    return text.translate(str.maketrans(",.", ".,"))


def fixed(value: float, least: int, most: int | None = None) -> str:
    """The same with never less than ``least`` decimals, and no more than ``most``: 88.4 as "88,40"."""
    whole, _, decimals = number(value, least if most is None else most).partition(",")
    shown = decimals.ljust(least, "0")
    return f"{whole},{shown}" if shown and whole != "–" else whole


SPELLED = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]


def spelled(whole: int) -> str:
    """A whole number from 1 to 999.999 in words: 1700 as "seribu tujuh ratus"."""
    if whole < len(SPELLED):
        return SPELLED[whole]
    if whole < 20:
        return f"{SPELLED[whole - 10]} belas"
    size, name = next(one for one in ((1000, "ribu"), (100, "ratus"), (10, "puluh")) if whole >= one[0])
    count, rest = divmod(whole, size)
    head = f"se{name}" if count == 1 else f"{spelled(count)} {name}"
    return f"{head} {spelled(rest)}".strip()


def date(day: dt.date) -> str:
    """A date as "28 Februari 2019"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


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


def lettered(items: Sequence[str]) -> list[tuple[str, str]]:
    """Each with what stands in front of it: a. b. … z. 27. 28. …"""
    numbers = (f"{number}." for number in range(len(ascii_lowercase) + 1, len(items) + 1))
    return list(zip((*(f"{letter}." for letter in ascii_lowercase), *numbers), items, strict=False))


def some(words: Iterable[str], most: int) -> str:
    """The same, of more than ``most`` only the first: "a, b, dan 7 lainnya"."""
    items = list(words)
    return listing(items if len(items) <= most else [*items[: most - 1], f"{len(items) - most + 1} lainnya"])


LONGEST_QUOTED = 80


def brief(text: str, longest: int = LONGEST_QUOTED) -> str:
    """What somebody typed, fit to be quoted in a sentence: on one line, cut where it is long."""
    words = " ".join(plain.clean(text).split())
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def ranges(numbers: Iterable[int]) -> list[str]:
    """Rising numbers as people say them: 1, 2, 3, 7 as "1–3" and "7"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [str(first) if first == last else f"{first}–{last}" for first, last in spans]


def near(word: str, known: Iterable[str]) -> str | None:
    """The known word that is near, in whatever capitals; None where none is."""
    by_folded = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def is_nearly(word: str, other: str) -> bool:
    """Whether one was written for the other: but for capitals and a letter or two the same."""
    return difflib.SequenceMatcher(None, word.casefold(), other.casefold()).ratio() >= 0.8


MOST_NAMED = 50
"""Of more words that are known, as of units, no more are named."""


def nearest(word: str, known: Iterable[str]) -> str:
    """ "Maksudnya “x”?" where a known word is near, in whatever capitals, else the known words."""
    words = list({one.casefold(): one for one in known}.values())
    one = near(word, words)
    if one is not None:
        return f"Maksudnya “{one}”?"
    further = f" dan {number(len(words) - MOST_NAMED)} lain" if len(words) > MOST_NAMED else ""
    named = ", ".join(words[:MOST_NAMED])
    return f"Yang dikenal: {named}{further}." if words else "Di sini tidak ada yang dikenal."
