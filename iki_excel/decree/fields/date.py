"""The day a document was finished."""

from __future__ import annotations

import datetime as dt
import math
import re

from iki_excel.decree.fields.field import Days, Field, Slot, is_tb
from iki_excel.decree.fields.reading import ISI, Reading, refused, shown
from iki_excel.language.cells import And, Cell, Condition, Expression, If, Int, IsNumber
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT, Rule

NOT_A_DATE = Rule(
    "bukan_tanggal",
    GALAT,
    arti="Bukan tanggal di sel tanggal.",
    pesan="“{label}” berisi “{diketik}”, padahal harus tanggal.",
    saran="Ketik tahun-bulan-hari, misalnya 2019-02-28; kosongkan bila belum selesai.",
    ringkas="harus tanggal",
    contoh="Isian!F16 berisi “belum”",
    bersama="{banyak_sel} isian bukan tanggal",
)
DOUBTFUL_DATE = Rule(
    "tanggal_meragukan",
    GALAT,
    arti="Tanggal teks yang hari dan bulannya dapat tertukar.",
    pesan="“{label}” berisi teks “{diketik}”, yang hari dan bulannya dapat tertukar.",
    saran="Ketik tahun-bulan-hari, misalnya 2019-01-04 untuk 4 Januari 2019.",
    ringkas="hari dan bulannya dapat tertukar",
    contoh="Isian!F16 berisi teks “4/1/2019”",
    bersama="{banyak_sel} tanggal dapat tertukar hari dan bulannya",
)

FIRST_DAY = dt.date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was; and what is no number comes as 30 December 1899."""

FIRST_SERIAL, AFTER_LAST_SERIAL = bahasa.serial(FIRST_DAY), bahasa.serial(dt.date.max) + 1

NOTED_NUMBER = "bilangan"
"""How the note begins on a day that stands as a number in its cell."""

LONG_DATE = re.compile(r"([0-9]{1,2})[\s-]+([^\W\d_]+)\.?[\s-]+([0-9]{4})")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
SHORT_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


class DateField(Field):
    """A day; Excel counts it as a number of days."""

    nama = "tanggal"
    other_kind = only_a_sign = NOT_A_DATE
    form_format = "[$-421]d mmm yyyy"
    report_style = "report_date"
    is_of_document = True

    def __reduce__(self) -> str:
        return "DATE"

    def read_moment(self, value: dt.date | dt.time | dt.timedelta) -> Reading:
        """A day; what time of it is not asked, and known where one was stored."""
        if not isinstance(value, dt.date):
            return refused(NOT_A_DATE)
        day, hours = (value.date(), _hours(value.time())) if isinstance(value, dt.datetime) else (value, math.nan)
        return Reading(ISI, float(bahasa.serial(day)), jam=hours) if day >= FIRST_DAY else refused(NOT_A_DATE)

    def read_number(self, value: float) -> Reading:
        """The day that Excel counts so, as it shows where the cell lost its format; what no day can be is refused."""
        if not FIRST_SERIAL <= value < AFTER_LAST_SERIAL:
            return refused(NOT_A_DATE)
        serial = math.floor(value)
        note = f"{NOTED_NUMBER} {shown(value)} dibaca {bahasa.date(bahasa.from_serial(serial))}"
        return Reading(ISI, float(serial), catatan=note, jam=(value - serial) * 24 or math.nan)

    def read_text(self, text: str, satuan: str) -> Reading:
        """A day where it is certain which."""
        if match := LONG_DATE.fullmatch(text):
            month = bahasa.MONTH_NUMBERS.get(match[2].casefold(), 0)
            return _day(int(match[3]), month, int(match[1]), text)
        if match := ISO_DATE.fullmatch(text):
            return _day(int(match[1]), int(match[2]), int(match[3]), text)
        if match := SHORT_DATE.fullmatch(text):
            return _short_date(int(match[1]), int(match[2]), int(match[3]), text)
        return refused(NOT_A_DATE)

    def allows(self, cell: Cell, slot: Slot, days: Days | None) -> Condition:
        """A day that a document may have been finished on, at whatever time of it, or TB."""
        assert days is not None, slot.kode
        first, after = bahasa.serial(days.first), bahasa.serial(days.last) + 1
        return If(IsNumber(cell), And(cell >= first, cell < after), self.allows_text(cell))

    def allows_text(self, cell: Cell) -> Condition:
        """TB only: which day a text means is not the same to every program."""
        return is_tb(cell)

    def number_of(self, cell: Cell) -> Expression:
        """The day, without its time."""
        return If(IsNumber(cell), Int(cell), cell)

    def allowed_words(self, slot: Slot, days: Days | None) -> str:
        """Year first: that is understood under every setting of Excel."""
        assert days is not None, slot.kode
        first, last = bahasa.date(days.first), bahasa.date(days.last)
        return f"Ketik tahun-bulan-hari, misalnya {days.last}, antara {first} dan {last}, atau TB."

    def said(self, number: float) -> str:
        """The day, "28 Februari 2019"."""
        return bahasa.date(bahasa.from_serial(number)) if math.isfinite(number) else bahasa.number(number)

    def typed(self, number: float) -> dt.date:
        """The day itself."""
        return bahasa.from_serial(number)


def _hours(time: dt.time) -> float:
    """Hours after midnight; NaN at midnight, which is how a day without a time is stored."""
    return time.hour + time.minute / 60 + time.second / 3600 or math.nan


def _short_date(first: int, second: int, year: int, text: str) -> Reading:
    """Day and month in either order, as far as only one of them makes sense."""
    if first <= 12 and second <= 12 and first != second:
        return refused(DOUBTFUL_DATE)
    day, month = (first, second) if second <= 12 else (second, first)
    return _day(year, month, day, text)


def _day(year: int, month: int, day: int, text: str) -> Reading:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return refused(NOT_A_DATE)
    return Reading(ISI, float(bahasa.serial(found)), catatan=f"teks “{text}” dibaca {bahasa.date(found)}")


DATE = DateField()
