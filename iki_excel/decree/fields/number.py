"""A number."""

from __future__ import annotations

from iki_excel.decree.fields.field import Days, Field, Slot, is_tb
from iki_excel.language.cells import And, Cell, Condition, If, Int, IsNumber, Or, Trim, Upper
from iki_excel.words import bahasa


class NumberField(Field):
    """A number within its limits, whole where that is asked; "nihil" is 0."""

    nama = "bilangan"

    def allows(self, cell: Cell, slot: Slot, days: Days) -> Condition:
        """A number within its limits, TB, or nihil."""
        limits = [cell.equals(Int(cell))] if slot.bulat else []
        limits += [cell >= slot.minimum] if slot.minimum is not None else []
        limits += [cell <= slot.maksimum] if slot.maksimum is not None else []
        inside = And(*limits) if limits else IsNumber(cell)
        return If(IsNumber(cell), inside, Or(is_tb(cell), Upper(Trim(cell)).equals("NIHIL")))

    def allowed_words(self, slot: Slot, days: Days) -> str:
        """Whole or not, and from where to where."""
        kind = "bilangan bulat" if slot.bulat else "bilangan"
        low = f" mulai {bahasa.number(slot.minimum)}" if slot.minimum is not None else ""
        high = f" sampai {bahasa.number(slot.maksimum)}" if slot.maksimum is not None else ""
        return f"Isi {kind}{low}{high}; 0 bila nihil, TB bila tidak berlaku."


NUMBER = NumberField()
