"""The score of one respondent for one unsur of a survey."""

from __future__ import annotations

import math
from dataclasses import replace

from iki_excel.decree.fields.field import TB, Days, Field, Slot
from iki_excel.decree.fields.number import LARGEST, digits_of, number_in, read_as
from iki_excel.decree.fields.reading import ISI, Reading, refused
from iki_excel.language.cells import And, Cell, Condition, Constant, If, Int, IsNumber, Or
from iki_excel.words.rules import GALAT, Rule

LOWEST, HIGHEST = 1, 4
"""The scale of PermenPANRB 14/2017, which a survey has that says no other."""
LONGEST_SCALE = 11
"""Scores that there may be to choose from, as from 0 to 10."""


def scale_of(slot: Slot) -> range:
    """The scores that may be given for an unsur."""
    assert slot.minimum is not None
    assert slot.maksimum is not None, slot.kode
    return range(int(slot.minimum), int(slot.maksimum) + 1)


def scale_words(lowest: int, highest: int) -> str:
    """ "1, 2, 3 atau 4", and "bilangan bulat 0 sampai 10" where there are many."""
    scores = [*map(str, range(lowest, highest + 1))]
    if len(scores) > SCORES_NAMED:
        return f"bilangan bulat {lowest} sampai {highest}"
    return f"{', '.join(scores[:-1])} atau {scores[-1]}"


FEW_SCORES = 4
"""So many are compared one by one in a formula that is not too long."""
SCORES_NAMED = 6
"""So many are named one by one."""


NOT_A_SCORE = Rule(
    "skor_salah",
    GALAT,
    arti="Skor survei selain 1, 2, 3, 4, atau di luar skala surveinya.",
    pesan="“{label}”, baris {baris_kata}, berisi “{diketik}”, padahal skor hanya {skala_kata}.",
    saran="Perbaiki, atau kosongkan bila tidak dijawab.",
    ringkas="skor hanya {skala_kata}",
    contoh="SKM!D12 berisi 7",
    bersama="{banyak_sel} skor bukan {skala_kata}",
    butir="“{diketik}”",
)


class ScoreField(Field):
    """1 (tidak baik) to 4 (sangat baik), or a score of another scale."""

    nama = "skor"
    form_format = "0"
    other_kind = only_a_sign = NOT_A_SCORE

    def __reduce__(self) -> str:
        return "SCORE"

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
        return If(IsNumber(cell), is_score(cell, slot), self.allows_text(cell))

    def allows_text(self, cell: Cell) -> Condition:
        """TB, without spaces: all cells of a survey are counted at once, and no program counts trimmed texts."""
        return cell.equals(TB)

    def allowed_words(self, slot: Slot, days: Days | None) -> str:
        """The scores."""
        scale = scale_of(slot)
        return f"Skor hanya {scale_words(scale[0], scale[-1])}. Kosongkan bila tidak dijawab."


def is_score(cell: Cell, slot: Slot) -> Condition:
    """Whether a cell that is not blank holds one of the scores; of a long scale an error where it holds a text."""
    scale = scale_of(slot)
    if len(scale) <= FEW_SCORES:
        return Or(*(cell.equals(score) for score in scale))
    return And((cell - scale[0]) * (Constant(scale[-1]) - cell) >= 0, Int(cell).equals(cell))


SCORE = ScoreField()
