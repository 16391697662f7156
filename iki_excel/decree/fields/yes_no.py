"""Ya or Tidak, as it is asked of the quality of a document."""

from __future__ import annotations

from iki_excel.decree.fields.field import TB, Days, Slot
from iki_excel.decree.fields.words import WordField
from iki_excel.language.cells import Cell, Condition, Or
from iki_excel.words.rules import GALAT, Rule

YES, NO = "Ya", "Tidak"
YES_OR_NO = ((YES, 1.0), (NO, 0.0))


NOT_YES_NO = Rule(
    "bukan_ya_tidak",
    GALAT,
    arti="Selain Ya atau Tidak.",
    pesan="“{label}” berisi “{diketik}”, padahal harus Ya atau Tidak.",
    saran="Pilih dari daftar di selnya.",
    ringkas="harus Ya atau Tidak",
    contoh="Isian!F17 berisi “sudah baik”",
    bersama="{banyak_sel} isian bukan Ya atau Tidak",
)


class YesNoField(WordField):
    """Ya counts as 1, Tidak as 0; TB is a matter of the document, not of its quality."""

    nama = "ya_tidak"
    other_kind = only_a_sign = NOT_YES_NO
    form_format = f'"{YES}";;"{NO}"'
    report_style = "report_yes_no"
    is_of_document = True

    def __reduce__(self) -> str:
        return "YES_NO"

    @property
    def meaning(self) -> str:
        """Its name says which two words there are."""
        return self.nama

    def allows_text(self, cell: Cell) -> Condition:
        """One of the two words."""
        return Or(*self._is_each(cell))

    def accepts(self, cell: Cell, counted: Cell, slot: Slot, days: Days | None) -> Condition:
        """One of the two words."""
        return self.allows(cell, slot, days)

    def allowed_words(self, slot: Slot, days: Days | None) -> str:
        """The two words; TB where the document itself is."""
        return f"Pilih {YES} atau {NO}; {TB} bila dokumennya {TB}."


YES_NO = YesNoField(YES_OR_NO)
