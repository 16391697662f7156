"""A periode (a month, a triwulan, a semester, a year), and working days."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import importlib.util
import re
from collections.abc import Iterable, Sequence
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from iki_excel.words import bahasa, plain
from iki_excel.words.errors import PeriodError

PERIODE = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})|TW(?P<triwulan>[1-4])|S(?P<semester>[12])))?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1990, 2100
NAMES, ROMAN = {3: "Triwulan", 6: "Semester"}, ("I", "II", "III", "IV")
BULAN, TRIWULAN, SEMESTER, TAHUN = "bulan", "triwulan", "semester", "tahun"
LENGTHS = {BULAN: 1, TRIWULAN: 3, SEMESTER: 6, TAHUN: 12}
"""How many months a periode of each kind has."""


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
        return _months(self)

    def of_year(self, year: int) -> Periode:
        """The same in another year."""
        return Periode(f"{year}{self[4:]}")

    @property
    def _length_and_number(self) -> tuple[int, int]:
        """How many months it has, and which of its kind in the year it is."""
        return _length_and_number(self)

    def span(self, kind: str) -> Periode:
        """The bulan, triwulan, semester or tahun in which it ends."""
        number = (self.month_number - 1) // LENGTHS[kind] + 1
        ends = {BULAN: f"-{number:02d}", TRIWULAN: f"-TW{number}", SEMESTER: f"-S{number}", TAHUN: ""}
        return Periode(f"{self.year}{ends[kind]}")

    @property
    def so_far(self) -> list[Periode]:
        """All months of the year up to its last one."""
        return [Periode(f"{self.year}-{month:02d}") for month in range(1, self.month_number + 1)]

    @property
    def month_number(self) -> int:
        """Which month of the year it ends with, from 1."""
        return int(self.months[-1][5:])

    @property
    def months_ahead(self) -> int:
        """How many months of its year come after it."""
        return 12 - self.month_number

    @property
    def first_day(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, int(self.months[0][5:]), 1)

    @property
    def last_day(self) -> dt.date:
        """Its last day."""
        return dt.date(self.year, self.month_number, calendar.monthrange(self.year, self.month_number)[1])

    @property
    def previous(self) -> Periode:
        """The month before it begins."""
        return _beside(self.first_day, -1)

    @property
    def following(self) -> Periode:
        """The month after it ends."""
        return _beside(self.last_day, 1)

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


# The same few are asked for over and over: what is known of each is worked out once.
_remembered = functools.lru_cache(maxsize=1024)


@_remembered
def _length_and_number(periode: Periode) -> tuple[int, int]:
    match = PERIODE.fullmatch(periode)
    assert match
    for kind, length in (("month", 1), ("triwulan", 3), ("semester", 6)):
        if match[kind]:
            return length, int(match[kind])
    return 12, 1


@_remembered
def _months(periode: Periode) -> tuple[Periode, ...]:
    length, number = _length_and_number(periode)
    first = length * (number - 1) + 1
    return tuple(Periode(f"{periode.year}-{month:02d}") for month in range(first, first + length))


@_remembered
def _beside(day: dt.date, days: int) -> Periode:
    return Periode.of_day(day + dt.timedelta(days=days))


def listed(months: Sequence[Periode]) -> str:
    """Some months of one year: "Januari dan Maret 2019"."""
    return f"{bahasa.listing(month.words.split()[0] for month in months)} {months[0].year}"


def title(months: Sequence[Periode]) -> str:
    """ "Maret 2019", or "Januari 2019 sampai Maret 2019"."""
    first, last = months[0].words, months[-1].words
    return first if first == last else f"{first} sampai {last}"


# --- a month as people type it ---------------------------------------------------------------------------------------

SAID_MONTHS = bahasa.MONTH_NUMBERS | {
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10, "december": 12,
    "aug": 8, "oct": 10, "dec": 12, "peb": 2, "mrt": 3, "agust": 8,
}  # fmt: skip
"""What a month is called on a command line: in Indonesian, in English, in short."""

_NAME, _NUMBER, _YEAR, _BETWEEN = r"(?P<month>[a-z]+)\.?", "(?P<month>[0-9]{1,2})", "(?P<year>[0-9]{4})", r"[\s/.,–-]"
SAID = tuple(
    map(
        re.compile,
        (
            f"{_NAME}(?:{_BETWEEN}*{_YEAR})?",
            f"{_NUMBER}(?:{_BETWEEN}+{_YEAR})?",
            f"{_YEAR}{_BETWEEN}*{_NAME}",
            f"{_YEAR}{_BETWEEN}+{_NUMBER}",
        ),
    )
)
UP_TO = re.compile(r"\.\.|…|\s(?:sampai|hingga|s\.?d\.?|s/d)\s", re.IGNORECASE)
"""What stands between the first and the last month of a range."""
ONLY_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def said(text: str, year: int) -> Periode:
    """The month that somebody means by "Maret 2019", maret, 3/2019, 2019-3, …; PeriodError where it cannot be told.

    ``year``: the one that is meant where none is said. Tables and files are stricter: they hold what Periode takes.
    """
    seen = plain.as_seen(text).casefold()
    match = next(filter(None, (way.fullmatch(seen) for way in SAID)), None)
    if match is None:
        raise _not_understood(text)
    named, of_year = match["month"], int(match["year"] or year)
    month = int(named) if named.isdecimal() else SAID_MONTHS.get(named)
    if month is None:
        near = bahasa.near(named, bahasa.MONTHS)
        raise _not_understood(text, near and " ".join(filter(None, (near, match["year"]))))
    if not (1 <= month <= 12 and FIRST_YEAR <= of_year <= LAST_YEAR):
        raise _not_understood(text)
    return Periode(f"{of_year}-{month:02d}")


def _not_understood(text: str, near: str | None = None) -> PeriodError:
    hint = f"Maksudnya “{near}”?" if near else "Tulis misalnya “Maret 2019”, 3/2019, atau 2019-03."
    return PeriodError(f"Periode “{bahasa.brief(text)}” tidak dikenal. {hint}")


def said_range(text: str, year: int) -> list[Periode]:
    """One month, or all of "Januari..Maret 2019": a year that stands at one end only is meant at both."""
    first, *further = UP_TO.split(text, maxsplit=1)
    last = further[0] if further else first
    lent = _year_in(first) or _year_in(last) or year
    return _from_to(said(first, lent), said(last, lent), text)


_KIND = r"(?:(?P<triwulan>triwulan|tw)|(?P<semester>semester|smt|s(?=[\s.-]*[12])))"
_NUMBERED = rf"{_KIND}[\s.-]*(?P<number>[1-4]|i{{1,3}}|iv)"
SAID_SPANS = tuple(
    map(
        re.compile,
        (rf"{_NUMBERED}(?:{_BETWEEN}+{_YEAR})?", rf"{_YEAR}{_BETWEEN}*{_NUMBERED}", rf"(?:tahun\s*)?{_YEAR}"),
    )
)
"""How people type a triwulan, a semester, or a year."""


def said_span(text: str, year: int) -> Periode | None:
    """The triwulan, semester or year that somebody means by "Triwulan I 2019", tw1, 2019-S2, 2019, …; None where it is
    none of these. ``year``: as for :func:`said`."""
    seen = plain.as_seen(text).casefold()
    match = next(filter(None, (way.fullmatch(seen) for way in SAID_SPANS)), None)
    if match is None:
        return None
    found = match.groupdict()
    of_year, number = int(found["year"] or year), found.get("number")
    if number is None:
        return _span_or_none(str(of_year))
    order = int(number) if number.isdecimal() else ROMAN.index(number.upper()) + 1
    return _span_or_none(f"{of_year}-{'TW' if found['triwulan'] else 'S'}{order}")


def _span_or_none(text: str) -> Periode | None:
    try:
        return Periode(text)
    except PeriodError:
        return None


def written_range(text: str) -> list[Periode]:
    """One month, or all of "2019-01..2019-12", as files hold it."""
    first, dots, last = text.partition("..")
    return _from_to(Periode.month(first), Periode.month(last if dots else first), text)


def _from_to(first: Periode, last: Periode, text: str) -> list[Periode]:
    """All months from one to another, both of them too; PeriodError for a ``text`` that says them backwards."""
    if last < first:
        raise _backwards(text, first, last)
    months = [first]
    while months[-1] < last:
        months.append(months[-1].following)
    return months


def _backwards(text: str, start: Periode, end: Periode) -> PeriodError:
    hint = f"Tulis bulan yang lebih awal di depan: {end}..{start}."
    if start.year == end.year and len(ONLY_YEAR.findall(text)) < 2:
        earlier = start.replace(str(start.year), str(start.year - 1), 1)
        hint = f"Tulis bulan yang lebih awal di depan, atau tahun pada keduanya: {earlier}..{end}."
    return PeriodError(f"Rentang “{bahasa.brief(text)}” terbalik. {hint}")


def _year_in(text: str) -> int | None:
    years = ONLY_YEAR.findall(text)
    return int(years[0]) if years else None


def names_year(text: str) -> bool:
    """Whether somebody who typed a month, or a range, said of which year."""
    return _year_in(plain.as_seen(text)) is not None


def is_said(text: str) -> bool:
    """Whether this is a month, or a range, as people type it."""
    try:
        return bool(said_range(text, FIRST_YEAR))
    except PeriodError:
        return False


# --- days ------------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=64)
def public_holidays(year: int) -> dict[dt.date, str]:
    """National holidays and cuti bersama of Indonesia, by day."""
    return dict(_indonesia()(years=year, categories=("public", "government"), language="id"))


@functools.cache
def _indonesia() -> Any:
    """The holidays of Indonesia alone: asked for by its country, the library loads the 250 countries of the world."""
    import holidays  # imported here: loading it costs, and only calendars need it

    beside = str(Path(holidays.__file__).with_name("countries"))
    spec = PathFinder.find_spec("holidays.countries.indonesia", [beside])
    if spec is None or spec.loader is None:
        return functools.partial(holidays.country_holidays, "ID")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Indonesia


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
