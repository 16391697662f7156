"""The kinds of isian: what each asks for, cell by cell, and which measures a formula can ask of it.

A kind turns a table of the catalogue into an :class:`Isian` made of :class:`Slot`, one for each cell to fill (or, for a
survey, each column of its block). The stages know slots only; a fourth kind is one more call of :func:`register`.
"""

from iki_excel.decree.kinds.checklist import CHECKLIST, day_of_year
from iki_excel.decree.kinds.kind import AKUMULASI, KINDS, MEASURES, PERIOD_END, Isian, Kind, Slot, register
from iki_excel.decree.kinds.number import NUMBER
from iki_excel.decree.kinds.survey import MUTU_PELAYANAN, PROFILES, SURVEY

__all__ = [
    "AKUMULASI",
    "KINDS",
    "MEASURES",
    "MUTU_PELAYANAN",
    "PERIOD_END",
    "PROFILES",
    "Isian",
    "Kind",
    "Slot",
    "day_of_year",
    "register",
]

register(NUMBER)
register(CHECKLIST)
register(SURVEY)
