"""A periode (a month, a triwulan, a semester, a year), and working days."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence

from iki_excel.words import bahasa
from iki_excel.words.errors import PeriodError

PERIODE = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})|TW(?P<triwulan>[1-4])|S(?P<semester>[12])))?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1990, 2100
NAMES, ROMAN = {3: "Triwulan", 6: "Semester"}, ("I", "II", "III", "IV")


class Periode(str):
    """A month "2019-03", a triwulan "2019-TW1", a semester "2019-S1", or a year "2019".

    It is the text that people type and that tables hold, so it is compared, sorted and written as one.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Periode:
        """The periode that is written so, or PeriodError."""
        if isinstance(text, cls):
            return text
        match = PERIODE.fullmatch(text.strip())
        if match and FIRST_YEAR <= int(match["year"]) <= LAST_YEAR and 1 <= int(match["month"] or 1) <= 12:
            return super().__new__(cls, text.strip())
        raise PeriodError(f"Periode “{text}” tidak dikenal. Tulis tahun dan bulan, misalnya 2019-03.")

    @classmethod
    def month(cls, text: str) -> Periode:
        """The month that is written so; PeriodError for anything else, a longer periode too."""
        if not re.fullmatch(r"\s*\d{4}-\d{2}\s*", text, re.ASCII):
            raise PeriodError(f"Periode “{text}” tidak dikenal. Tulis tahun dan bulan, misalnya 2019-03.")
        return cls(text)

    @classmethod
    def of_day(cls, day: dt.date) -> Periode:
        """The month that a day lies in."""
        return cls(f"{day:%Y-%m}")

    @property
    def year(self) -> int:
        """The year it lies in."""
        return int(self[:4])

    @property
    def months(self) -> tuple[Periode, ...]:
        """Its months, in order."""
        length, number = self._length_and_number
        first = length * (number - 1) + 1
        return tuple(Periode(f"{self.year}-{month:02d}") for month in range(first, first + length))

    @property
    def _length_and_number(self) -> tuple[int, int]:
        """How many months it has, and which of its kind in the year it is."""
        match = PERIODE.fullmatch(self)
        assert match
        for kind, length in (("month", 1), ("triwulan", 3), ("semester", 6)):
            if match[kind]:
                return length, int(match[kind])
        return 12, 1

    @property
    def so_far(self) -> list[Periode]:
        """All months of the year up to its last one."""
        return [Periode(f"{self.year}-{month:02d}") for month in range(1, self.last_day.month + 1)]

    @property
    def first_day(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, int(self.months[0][5:]), 1)

    @property
    def last_day(self) -> dt.date:
        """Its last day."""
        month = int(self.months[-1][5:])
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def previous(self) -> Periode:
        """The month before it begins."""
        return Periode.of_day(self.first_day - dt.timedelta(days=1))

    @property
    def following(self) -> Periode:
        """The month after it ends."""
        return Periode.of_day(self.last_day + dt.timedelta(days=1))

    @property
    def words(self) -> str:
        """ "Maret 2019", "Triwulan I 2019", "Semester I 2019" or "Tahun 2019"."""
        length, number = self._length_and_number
        if length == 12:
            return f"Tahun {self.year}"
        name = bahasa.MONTHS[number - 1] if length == 1 else f"{NAMES[length]} {ROMAN[number - 1]}"
        return f"{name} {self.year}"

    @property
    def short_words(self) -> str:
        """The month as "Mar 2019", for the head of a column."""
        month, _, year = self.words.rpartition(" ")
        return f"{month[:3]} {year}"


def parse_range(text: str) -> list[Periode]:
    """One month, or all of "2019-01..2019-12"."""
    first, dots, last = text.partition("..")
    start, end = Periode.month(first), Periode.month(last if dots else first)
    if end < start:
        raise PeriodError(f"Rentang “{text}” terbalik. Tulis bulan yang lebih awal di depan: {end}..{start}.")
    months = [start]
    while months[-1] < end:
        months.append(months[-1].following)
    return months


def title(months: Sequence[Periode]) -> str:
    """ "Maret 2019", or "Januari 2019 sampai Maret 2019"."""
    first, last = months[0].words, months[-1].words
    return first if first == last else f"{first} sampai {last}"


# --- days ------------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=64)
def public_holidays(year: int) -> dict[dt.date, str]:
    """National holidays and cuti bersama of Indonesia, by day."""
    from holidays import country_holidays  # imported here: loading it costs, and only calendars need it

    return dict(country_holidays("ID", years=year, categories=("public", "government"), language="id"))


def working_days(periode: str, days_a_week: int = 5, extra_holidays: Iterable[dt.date] = ()) -> int:
    """Working days of the month: Monday to Friday (5) or Saturday (6), without holidays and cuti bersama."""
    month = Periode.month(periode)
    free = set(public_holidays(month.year)) | set(extra_holidays)
    days = (month.first_day + dt.timedelta(days=n) for n in range(month.last_day.day))
    return sum(day.weekday() < days_a_week and day not in free for day in days)


def deadline(year: int, month_and_day: tuple[int, int]) -> dt.date:
    """The day of a deadline in a year; 29 February becomes the 28th where the year has none."""
    month, day = month_and_day
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
