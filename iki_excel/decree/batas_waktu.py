"""A batas waktu: the day of the year, or of every month, by which a document is to be finished."""

from __future__ import annotations

import datetime as dt
import re

from iki_excel.words import bahasa, periods
from iki_excel.words.periods import Periode

BatasWaktu = tuple[int, int]
"""Month and day; the month is EVERY_MONTH where there is such a day in each."""

EVERY_MONTH = 0
MONTHLY = re.compile("(?:se)?tiap tanggal ([0-9]{1,2})")
MONTHLY_EXAMPLE, YEARLY_EXAMPLE = "tiap tanggal 5", "28 Februari"

OF_NEXT_YEAR = "tahun berikutnya"
"""May stand behind a day: a document is asked for in the forms of the year in which its day falls, so that every day is
one of the year whose forms ask for it."""


def read(text: str) -> BatasWaktu | None:
    """ "28 Februari" as (2, 28), "tiap tanggal 5" as (EVERY_MONTH, 5); None where it is no such day."""
    words = " ".join(text.casefold().split())
    if monthly := MONTHLY.fullmatch(words):
        day = int(monthly[1])
        return (EVERY_MONTH, day) if 1 <= day <= 31 else None
    return _day_of_year(words.removesuffix(f" {OF_NEXT_YEAR}"))


def _day_of_year(words: str) -> BatasWaktu | None:
    day, _, name = words.partition(" ")
    month = bahasa.MONTH_NUMBERS.get(name.strip())
    try:
        dt.date(2000, month or 0, int(day))
    except (ValueError, OverflowError):  # the second of a day of 20 digits
        return None
    return (month, int(day)) if month else None


def words(batas: BatasWaktu) -> str:
    """As it is written: "28 Februari" or "tiap tanggal 5"."""
    month, day = batas
    return f"tiap tanggal {day}" if is_monthly(batas) else f"{day} {bahasa.MONTHS[month - 1]}"


def is_monthly(batas: BatasWaktu) -> bool:
    """Whether there is such a day in every month."""
    return batas[0] == EVERY_MONTH


def day_in(periode: str, batas: BatasWaktu) -> dt.date:
    """The day that a form asks about: of a year, that in the year of the periode; of every month, that in its last."""
    asked, (month, day) = Periode(periode), batas
    return periods.deadline(asked.year, (asked.last_day.month if is_monthly(batas) else month, day))
