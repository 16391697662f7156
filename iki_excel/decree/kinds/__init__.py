"""The kinds of isian: what each asks for, cell by cell, and which measures a formula can ask of it.

A kind turns a table of the catalogue into an :class:`Isian` made of slots, one for each cell to fill (or, for a survey,
each column of its block). The stages know slots only. A kind is one file here and one line below.
"""

from iki_excel.decree.fields import Slot
from iki_excel.decree.kinds.checklist import CHECKLIST
from iki_excel.decree.kinds.indikator import CAPAIAN, INDIKATOR
from iki_excel.decree.kinds.kind import (
    AKUMULASI,
    MONTHS_AHEAD,
    PERIOD_END,
    Isian,
    Kind,
    Part,
    asked,
    before,
    group,
    of_month,
    so_far,
)
from iki_excel.decree.kinds.number import NUMBER
from iki_excel.decree.kinds.survey import MUTU_PELAYANAN, NILAI_OF_NRR, PROFILES, SURVEY, has_usual_scale
from iki_excel.decree.kinds.words import CHOICE, YES_NO
from iki_excel.language.formula import Measure
from iki_excel.words.sameness import kept_with

__all__ = [
    "AKUMULASI",
    "CAPAIAN",
    "KINDS",
    "MEASURES",
    "MONTHS_AHEAD",
    "MUTU_PELAYANAN",
    "NILAI_OF_NRR",
    "PERIOD_END",
    "PROFILES",
    "Isian",
    "Kind",
    "Part",
    "Slot",
    "asked",
    "before",
    "group",
    "has_usual_scale",
    "of_month",
    "parts_of",
    "so_far",
]

KINDS: dict[str, Kind] = {kind.nama: kind for kind in (NUMBER, YES_NO, CHOICE, CHECKLIST, SURVEY, INDIKATOR)}

MEASURES: dict[str, Measure] = {name: one for kind in KINDS.values() for name, one in kind.measures.items()}
"""Every measure that a formula may ask, by name."""


@kept_with
def parts_of(isian: Isian) -> tuple[Part, ...]:
    """The numbers that the measures of an isian are made of."""
    return KINDS[isian.jenis].parts(isian)
