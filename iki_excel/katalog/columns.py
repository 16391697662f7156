"""What may stand in a column of the Katalog workbook: how it is read from a cell, and how it is put into one.

Each type is one object. ``read`` gives what TOML would hold, or raises :class:`Misread` with a sentence that says what
to type; ``write`` gives what stands in the cell.
"""

from __future__ import annotations

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from iki_excel.decree import written_numbers
from iki_excel.words import bahasa, periods
from iki_excel.words.errors import PeriodError
from iki_excel.words.periods import Periode
from iki_excel.words.plain import as_seen

YES, NO = "Ya", "Tidak"
QUOTED = "Ketik lagi dengan tanda petik tunggal di depannya"


class Misread(Exception):
    """What stands in a cell cannot be what the column asks for."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Type(ABC):
    """One type of column."""

    is_text = True
    """Whether its cells are formatted as text, so that a spreadsheet leaves alone what is typed."""

    @abstractmethod
    def read(self, value: Any) -> Any:
        """What TOML would hold for what stands in a cell that is not blank."""

    def write(self, value: Any) -> Any:
        """What stands in the cell for what TOML holds."""
        return value

    def choices(self) -> Sequence[str]:
        """What may be chosen from a list; none where anything may be typed."""
        return ()


def _as_text(value: Any) -> str:
    """A text as it was typed; what a spreadsheet made of one is refused with what it may have been."""
    match value:
        case str():
            return value.replace("\u00a0", " ").strip()
        case bool():
            raise Misread(f"berisi {'TRUE' if value else 'FALSE'}. {QUOTED}.")
        case dt.datetime() | dt.date():
            raise Misread(f"berisi tanggal {bahasa.date(_day(value))}, {_meant(_day(value))}")
        case dt.time() | dt.timedelta():
            raise Misread(f"berisi waktu, bukan teks. {QUOTED}.")
        case int() | float():
            if float(value).is_integer() and abs(value) < 1e15:
                return str(int(value))
            typed = bahasa.number(value, 10)
            raise Misread(f"berisi bilangan {typed}, padahal harus teks. {QUOTED}: '{typed}")
    raise AssertionError(type(value))


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


ENGLISH = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def _meant(day: dt.date) -> str:
    """What a spreadsheet makes a date of."""
    meant = f"“{ENGLISH[day.month - 1]}-{day.day}” atau “{day.day}/{day.month}”"
    return f"yang dibuat Excel, mungkin dari {meant}. {QUOTED}: '{ENGLISH[day.month - 1]}-{day.day}"


class _Text(Type):
    """Words on one line or several."""

    def read(self, value: Any) -> str:
        return _as_text(value)


class _Code(Type):
    """A code: seen without invisible signs."""

    def read(self, value: Any) -> str:
        return as_seen(_as_text(value))


class _Formula(Type):
    """A formula of the catalogue; an equals sign in front is habit, and says nothing."""

    def read(self, value: Any) -> str:
        text = " ".join(_as_text(value).split())
        return text.removeprefix("=").strip()


class _Lines(Type):
    """A list of texts, one a line."""

    def read(self, value: Any) -> list[str]:
        return [line.strip() for line in _as_text(value).splitlines() if line.strip()]

    def write(self, value: Any) -> str:
        return "\n".join(" ".join(line.split()) for line in value)


class _Texts(_Lines):
    """The same of what TOML may hold as one text."""

    def write(self, value: Any) -> str:
        return super().write([value] if isinstance(value, str) else value)


class _Codes(Type):
    """One code, or several with commas between."""

    def read(self, value: Any) -> str | list[str]:
        codes = [as_seen(code) for code in re.split("[,;]", _as_text(value)) if code.strip()]
        return codes[0] if len(codes) == 1 else codes

    def write(self, value: Any) -> str:
        return value if isinstance(value, str) else ", ".join(value)


class _Words(Type):
    """Some words with commas between."""

    def read(self, value: Any) -> list[str]:
        return [as_seen(word) for word in re.split("[,;]", _as_text(value)) if word.strip()]

    def write(self, value: Any) -> str:
        return ", ".join(value)


NUMBER_TEXT = re.compile(r"[-−]?\d+(?:,\d+)?", re.ASCII)
THOUSANDS = re.compile(r"[-−]?[1-9]\d{0,2}(?:\.\d{3})+", re.ASCII)


class _Number(Type):
    """A number; one that was typed as text is read where it can mean one thing only.

    Its cells are text too: what is typed stays as it was typed, and 95% does not silently become 0,95.
    """

    def __init__(self, *, whole: bool = False) -> None:
        self._whole = whole

    def read(self, value: Any) -> float | int:
        number = self._number(value)
        if not self._whole:
            return number
        if not float(number).is_integer():
            raise Misread(f"berisi {bahasa.number(number, 6)}, padahal harus bilangan bulat. Bulatkan.")
        return int(number)

    def write(self, value: Any) -> Any:
        """A number; one of more digits than a workbook keeps stands as a text."""
        is_kept = isinstance(value, int) or float(f"{value:.16G}") == value
        return value if is_kept else f"{value!r}".replace(".", ",")

    def _number(self, value: Any) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        text = as_seen(value) if isinstance(value, str) else ""
        if NUMBER_TEXT.fullmatch(text):
            return float(text.replace(",", ".").replace("−", "-"))
        if THOUSANDS.fullmatch(text):
            readings = written_numbers.both_readings(text.lstrip("-−")) or "Ketik tanpa titik ribuan."
            raise Misread(f"berisi “{text}”. {_with_commas(readings)}")
        if isinstance(value, dt.date):
            told = f"tanggal {bahasa.date(_day(value))}, padahal harus bilangan"
            raise Misread(f"berisi {told}. Ubah format selnya menjadi Teks atau Umum, lalu ketik bilangannya.")
        told = f"“{bahasa.brief(value)}”" if isinstance(value, str) else "kata"
        advice = written_numbers.number_in(text) or "Ketik bilangannya saja, dengan angka."
        raise Misread(f"berisi {told}, padahal harus bilangan. {_with_commas(advice)}")


TRUTHS = {"ya": True, "y": True, "true": True, "benar": True, "tidak": False, "t": False, "false": False}


def _with_commas(advice: str) -> str:
    """What to type, as a sheet takes it: decimals with a comma."""
    return re.sub(r"(?<=\d)\.(?=\d)", ",", advice)


class _Amount(_Number):
    """A number, or a word that counts as one."""

    def write(self, value: Any) -> Any:
        """A word as it is."""
        return value if isinstance(value, str) else super().write(value)

    def read(self, value: Any) -> Any:
        is_word = isinstance(value, str) and as_seen(value)[:1].isalpha()
        return as_seen(value) if is_word else super().read(value)


class _Span(Type):
    """A lowest and a highest whole number, "1–5"; what Excel made a date of says the same."""

    def read(self, value: Any) -> list[int]:
        if isinstance(value, dt.date):
            day = _day(value)
            return sorted((day.day, day.month))
        found = re.fullmatch(r"(\d+)\s*(?:-|–|—|\.\.|,|;|sampai|s\.d\.)\s*(\d+)", as_seen(_as_text(value)))
        if not found:
            raise Misread(f"berisi “{bahasa.brief(str(value))}”. Tulis yang terendah dan tertinggi, misalnya 1–5.")
        return [int(end) for end in found.groups()]

    def write(self, value: Any) -> str:
        return "–".join(map(str, value))


class _YesNo(Type):
    """Ya or Tidak."""

    def read(self, value: Any) -> bool:
        word = str(value).casefold().strip()
        if word not in TRUTHS:
            raise Misread(f"berisi “{bahasa.brief(str(value))}”, padahal harus {YES} atau {NO}.")
        return TRUTHS[word]

    def write(self, value: Any) -> str:
        return YES if value else NO

    def choices(self) -> Sequence[str]:
        return (YES, NO)


class _Choice(Type):
    """One of some words; what stands between them is seen as a space."""

    def __init__(self, *options: str) -> None:
        self._options = options

    def read(self, value: Any) -> str:
        text = as_seen(_as_text(value))
        by_word = {_plain(option): option for option in self._options}
        return by_word.get(_plain(text), text)  # an unknown one is told where the catalogue is read

    def write(self, value: Any) -> str:
        return str(value).replace("_", " ") if value in self._options else value

    def choices(self) -> Sequence[str]:
        return [option.replace("_", " ") for option in self._options]


def _plain(word: str) -> str:
    return word.casefold().replace("_", " ").strip()


def month_said(text: str) -> Periode:
    """The month that somebody means, who says of which year; PeriodError for anything else."""
    return periods.said(text, 0) if periods.names_year(text) else Periode.month(text)


class _Month(Type):
    """A month, which TOML holds as "2019-03"; a date that a spreadsheet made of one says the same."""

    def read(self, value: Any) -> str:
        if isinstance(value, dt.date):
            return str(Periode.of_day(_day(value)))
        text = as_seen(_as_text(value))
        try:
            return str(month_said(text))
        except PeriodError as reason:
            raise Misread(f"berisi “{bahasa.brief(text)}”. {reason}") from None


class _Day(Type):
    """A day of the year, "28 Februari", or of every month, "tiap tanggal 5"."""

    def read(self, value: Any) -> str:
        if isinstance(value, dt.date):
            day = _day(value)
            return f"{day.day} {bahasa.MONTHS[day.month - 1]}"
        return as_seen(_as_text(value))


class _Date(Type):
    """A date."""

    is_text = False

    def read(self, value: Any) -> dt.date:
        if isinstance(value, dt.date):
            return _day(value)
        text = as_seen(value) if isinstance(value, str) else ""
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text, re.ASCII):
            try:
                return dt.date(*map(int, found.groups()))
            except ValueError:
                pass
        day, _, rest = text.partition(" ")
        month, _, year = rest.partition(" ")
        try:
            return dt.date(int(year), bahasa.MONTH_NUMBERS[month.casefold()], int(day))
        except (ValueError, KeyError):
            told = bahasa.brief(str(value))
            raise Misread(f"berisi “{told}”, padahal harus tanggal, misalnya 2019-01-31.") from None


class _Anything(Type):
    """A number, a date or a word, as it stands."""

    is_text = False

    def write(self, value: Any) -> Any:
        """A number as one; anything else as it is."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return NUMBER.write(value) if is_number else value

    def read(self, value: Any) -> Any:
        match value:
            case bool():
                return YES if value else NO
            case dt.datetime():
                return value.date()
            case int() | float():
                return float(value)
            case str():
                return self._of_text(value)
        return value

    @staticmethod
    def _of_text(value: str) -> Any:
        text = as_seen(value)
        if NUMBER_TEXT.fullmatch(text):
            return float(text.replace(",", ".").replace("−", "-"))
        try:
            return DATE.read(text)
        except Misread:
            return text


TEXT, CODE, FORMULA, LINES, TEXTS, CODES, WORDS, AMOUNT, SPAN = (
    _Text(), _Code(), _Formula(), _Lines(), _Texts(), _Codes(), _Words(), _Amount(), _Span(),
)  # fmt: skip
NUMBER, WHOLE, YES_NO, MONTH, DAY, DATE, ANYTHING = (
    _Number(), _Number(whole=True), _YesNo(), _Month(), _Day(), _Date(), _Anything(),
)  # fmt: skip


def choice(*options: str) -> Type:
    """One of these words."""
    return _Choice(*options)
