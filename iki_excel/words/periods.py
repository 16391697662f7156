"""Periode arithmetic and working days. A periode is a month, written "2019-03"."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Iterable

from iki_excel.words import bahasa
from iki_excel.words.errors import PeriodError


def parse(text: str) -> str:
    """A periode such as "2019-03", or PeriodError."""
    match = re.fullmatch(r"(\d{4})-(\d{2})", text.strip(), flags=re.ASCII)
    if not match or not 1 <= int(match[2]) <= 12 or not 1990 <= int(match[1]) <= 2100:
        raise PeriodError(f"Periode “{text}” tidak dikenal. Tulis tahun dan bulan, misalnya 2019-03.")
    return text.strip()


def parse_range(text: str) -> list[str]:
    """One periode, or all of "2019-01..2019-12"."""
    first, dots, last = text.partition("..")
    start, end = parse(first), parse(last if dots else first)
    if end < start:
        raise PeriodError(f"Rentang “{text}” terbalik. Tulis bulan yang lebih awal di depan: {end}..{start}.")
    months = []
    while start <= end:
        months.append(start)
        start = following(start)
    return months


def following(periode: str) -> str:
    """The month after."""
    return _month_of(last_day(periode) + dt.timedelta(days=1))


def previous(periode: str) -> str:
    """The month before."""
    return _month_of(first_day(periode) - dt.timedelta(days=1))


def _month_of(day: dt.date) -> str:
    return day.isoformat()[:7]


def first_day(periode: str) -> dt.date:
    """The first day of the month."""
    return dt.date.fromisoformat(f"{periode}-01")


def last_day(periode: str) -> dt.date:
    """The last day of the month."""
    day = first_day(periode)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_so_far(periode: str) -> list[str]:
    """All months of the year up to this one."""
    return [f"{periode[:4]}-{month:02d}" for month in range(1, int(periode[5:]) + 1)]


@functools.lru_cache(maxsize=64)
def public_holidays(year: int) -> dict[dt.date, str]:
    """National holidays and cuti bersama of Indonesia, by day."""
    from holidays import country_holidays  # imported here: loading it costs, and only calendars need it

    return dict(country_holidays("ID", years=year, categories=("public", "government"), language="id"))


def working_days(periode: str, days_a_week: int = 5, extra_holidays: Iterable[dt.date] = ()) -> int:
    """Working days of the month: Monday to Friday (5) or Saturday (6), without holidays and cuti bersama."""
    free = set(public_holidays(int(periode[:4]))) | set(extra_holidays)
    month = (first_day(periode) + dt.timedelta(days=n) for n in range(last_day(periode).day))
    return sum(day.weekday() < days_a_week and day not in free for day in month)


def deadline(year: int, month_and_day: tuple[int, int]) -> dt.date:
    """The day of a deadline in a year; 29 February becomes the 28th where the year has none."""
    month, day = month_and_day
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def title(months: list[str]) -> str:
    """ "Maret 2019", or "Januari 2019 sampai Maret 2019"."""
    first, last = bahasa.month(months[0]), bahasa.month(months[-1])
    return first if first == last else f"{first} sampai {last}"
