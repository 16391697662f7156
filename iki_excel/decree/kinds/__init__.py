"""The kinds of isian: what each asks for, cell by cell, and which measures a formula can ask of it.

A kind turns a table of the catalogue into an :class:`Isian` made of slots, one for each cell to fill (or, for a survey,
each column of its block). The stages know slots only. A kind is one file here and one line below.
"""

from collections.abc import Mapping

from iki_excel.decree.fields import Slot
from iki_excel.decree.kinds.checklist import CHECKLIST, day_of_year
from iki_excel.decree.kinds.kind import AKUMULASI, PERIOD_END, Isian, Kind, Part, group, with_parts
from iki_excel.decree.kinds.number import NUMBER
from iki_excel.decree.kinds.survey import MUTU_PELAYANAN, NILAI_OF_NRR, PROFILES, SURVEY
from iki_excel.language.cells import Columns, Contents
from iki_excel.language.formula import Measure

__all__ = [
    "AKUMULASI",
    "KINDS",
    "MEASURES",
    "MUTU_PELAYANAN",
    "NILAI_OF_NRR",
    "PERIOD_END",
    "PROFILES",
    "Isian",
    "Kind",
    "Part",
    "Slot",
    "day_of_year",
    "group",
    "parts_of",
    "with_all_parts",
]

KINDS: dict[str, Kind] = {kind.nama: kind for kind in (NUMBER, CHECKLIST, SURVEY)}

MEASURES: dict[str, Measure] = {name: one for kind in KINDS.values() for name, one in kind.measures.items()}
"""Every measure that a formula may ask, by name."""


def parts_of(isian: Isian) -> tuple[Part, ...]:
    """The numbers that the measures of an isian are made of."""
    return KINDS[isian.jenis].parts(isian)


def with_all_parts(columns: Mapping[str, Contents], isian: Mapping[str, Isian]) -> Columns:
    """The columns of the slots, and what the parts of all these isian come to."""
    extended: Columns = columns
    for one in isian.values():
        extended = {**extended, **with_parts(columns, parts_of(one), one.kode)}
    return extended
