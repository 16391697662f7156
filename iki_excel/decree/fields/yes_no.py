"""Ya or Tidak."""

from __future__ import annotations

from iki_excel.decree.fields.field import Days, Field, Slot
from iki_excel.language.cells import Cell, Condition, Expression, If, Or

YES, NO = "Ya", "Tidak"


class YesNoField(Field):
    """Ya counts as 1, Tidak as 0."""

    nama = "ya_tidak"
    form_format = f'"{YES}";;"{NO}"'
    report_style = "yes_no"
    choices = (YES, NO)
    is_of_document = True

    def allows(self, cell: Cell, slot: Slot, days: Days) -> Condition:
        """One of the two words."""
        return Or(cell.equals(YES), cell.equals(NO))

    def allowed_words(self, slot: Slot, days: Days) -> str:
        """The two words."""
        return f"Pilih {YES} atau {NO}."

    def number_of(self, cell: Cell) -> Expression:
        """1 for Ya, 0 for anything else."""
        return If(cell.equals(YES), 1, 0)

    def typed(self, number: float) -> str:
        """The word."""
        return YES if number == 1 else NO


YES_NO = YesNoField()
