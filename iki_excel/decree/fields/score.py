"""The score of one respondent for one unsur of a survey."""

from __future__ import annotations

from iki_excel.decree.fields.field import Days, Field, Slot, is_tb
from iki_excel.language.cells import Cell, Condition, If, IsNumber, Or

SCORES = (1, 2, 3, 4)


class ScoreField(Field):
    """1 (tidak baik) to 4 (sangat baik)."""

    nama = "skor"

    def allows(self, cell: Cell, slot: Slot, days: Days) -> Condition:
        """One of the scores, or TB for a survey that was not held."""
        return If(IsNumber(cell), Or(*(cell.equals(score) for score in SCORES)), is_tb(cell))

    def allowed_words(self, slot: Slot, days: Days) -> str:
        """The scores."""
        return f"Skor hanya {', '.join(map(str, SCORES[:-1]))} atau {SCORES[-1]}. Kosongkan bila tidak dijawab."


SCORE = ScoreField()
