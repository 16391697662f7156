"""The day a document was finished."""

from __future__ import annotations

import datetime as dt

from iki_excel.decree.fields.field import Days, Field, Slot, is_tb
from iki_excel.language.cells import And, Cell, Condition, If, IsNumber
from iki_excel.words import bahasa


class DateField(Field):
    """A day; Excel counts it as a number of days."""

    nama = "tanggal"
    form_format = "[$-421]d mmm yyyy"
    report_style = "date"
    is_of_document = True

    def allows(self, cell: Cell, slot: Slot, days: Days) -> Condition:
        """A day that a document may have been finished on, at whatever time of it, or TB."""
        first, after = bahasa.serial(days.first), bahasa.serial(days.last) + 1
        return If(IsNumber(cell), And(cell >= first, cell < after), is_tb(cell))

    def allowed_words(self, slot: Slot, days: Days) -> str:
        """Year first: that is understood under every setting of Excel."""
        first, last = bahasa.date(days.first), bahasa.date(days.last)
        return f"Ketik tahun-bulan-hari, misalnya {days.last}, antara {first} dan {last}, atau TB."

    def typed(self, number: float) -> dt.date:
        """The day itself."""
        return bahasa.from_serial(number)


DATE = DateField()
