"""The score of one respondent for one unsur of a survey."""

from __future__ import annotations

import math
from dataclasses import replace

from iki_excel.decree.fields.field import TB, Days, Field, Slot
from iki_excel.decree.fields.number import LARGEST, digits_of, number_in, read_as
from iki_excel.decree.fields.reading import ISI, Reading, refused
from iki_excel.language.cells import Cell, Condition, If, IsNumber, Or
from iki_excel.words.rules import GALAT, Rule

SCORES = (1, 2, 3, 4)


NOT_A_SCORE = Rule(
    "skor_salah",
    GALAT,
    arti="Skor survei selain 1, 2, 3, 4.",
    pesan="“{label}”, baris {baris_kata}, berisi “{diketik}”, padahal skor hanya 1, 2, 3 atau 4.",
    saran="Perbaiki, atau kosongkan bila tidak dijawab.",
    ringkas="skor hanya 1, 2, 3 atau 4",
    contoh="SKM!D12 berisi 7",
    bersama="{banyak_sel} skor bukan 1, 2, 3 atau 4",
    butir="“{diketik}”",
)


class ScoreField(Field):
    """1 (tidak baik) to 4 (sangat baik)."""

    nama = "skor"
    form_format = "0"
    other_kind = only_a_sign = NOT_A_SCORE

    def read_number(self, value: float) -> Reading:
        """A number; that it is one of the scores is checked with all of them."""
        is_any = not math.isnan(value) and abs(value) <= LARGEST
        return Reading(ISI, value) if is_any else refused(NOT_A_SCORE)

    def read_text(self, text: str, satuan: str) -> Reading:
        """A number where it is certain which."""
        value = number_in(digits_of(text, satuan))
        return refused(NOT_A_SCORE) if value is None else replace(self.read_number(value), catatan=read_as(text, value))

    def allows(self, cell: Cell, slot: Slot, days: Days | None) -> Condition:
        """One of the scores, or TB for a survey that was not held."""
        return If(IsNumber(cell), is_score(cell), self.allows_text(cell))

    def allows_text(self, cell: Cell) -> Condition:
        """TB, without spaces: all cells of a survey are counted at once, and no program counts trimmed texts."""
        return cell.equals(TB)

    def allowed_words(self, slot: Slot, days: Days | None) -> str:
        """The scores."""
        return f"Skor hanya {', '.join(map(str, SCORES[:-1]))} atau {SCORES[-1]}. Kosongkan bila tidak dijawab."


def is_score(cell: Cell) -> Condition:
    """Whether a cell holds one of the scores."""
    return Or(*(cell.equals(score) for score in SCORES))


SCORE = ScoreField()
