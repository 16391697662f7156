"""Ya or Tidak."""

from __future__ import annotations

from iki_excel.decree.fields.field import TB, Days, Field, Slot
from iki_excel.decree.fields.reading import ISI, Reading, refused
from iki_excel.language.cells import BLANK, Cell, Condition, Expression, If, Or, Trim
from iki_excel.words.rules import GALAT, Rule

YES, NO = "Ya", "Tidak"


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


class YesNoField(Field):
    """Ya counts as 1, Tidak as 0."""

    nama = "ya_tidak"
    other_kind = only_a_sign = NOT_YES_NO
    form_format = f'"{YES}";;"{NO}"'
    report_style = "yes_no"
    choices = (YES, NO, TB)
    is_of_document = True

    def read_text(self, text: str, satuan: str) -> Reading:
        """One of the two words, in whatever capitals."""
        word = text.casefold()
        if word not in (YES.casefold(), NO.casefold()):
            return refused(NOT_YES_NO)
        return Reading(ISI, float(word == YES.casefold()))

    def allows(self, cell: Cell, slot: Slot, days: Days | None) -> Condition:
        """One of the two words."""
        return self.allows_text(cell)

    def allows_text(self, cell: Cell) -> Condition:
        """One of the two words."""
        return Or(*(Trim(cell).equals(word) for word in (YES, NO)))

    def allowed_words(self, slot: Slot, days: Days | None) -> str:
        """The two words; TB where the document itself is."""
        return f"Pilih {YES} atau {NO}; {TB} bila dokumennya {TB}."

    def number_of(self, cell: Cell) -> Expression:
        """1 for Ya, 0 for Tidak; nothing for anything else, a blank cell too."""
        word = Trim(cell)
        return If(word.equals(YES), 1, If(word.equals(NO), 0, BLANK))

    def typed(self, number: float) -> str:
        """The word."""
        return YES if number == 1 else NO


YES_NO = YesNoField()
