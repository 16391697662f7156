"""The kinds of isian: what each asks for, cell by cell, and which measures a formula can ask of it.

A kind turns a table of the catalogue into an :class:`Isian` made of slots, one for each cell to fill (or, for a survey,
each column of its block). The stages know slots only. A kind is one file here and one line below.
"""

from collections.abc import Mapping

from iki_excel.decree.fields import Slot
from iki_excel.decree.kinds.checklist import CHECKLIST
from iki_excel.decree.kinds.indikator import CAPAIAN, INDIKATOR
from iki_excel.decree.kinds.kind import (
    AKUMULASI,
    MONTHS_AHEAD,
    PERIOD_END,
    Groups,
    Isian,
    Kind,
    Part,
    asked,
    before,
    group,
    of_month,
    parts_of_month,
    parts_of_span,
    parts_so_far,
    so_far,
)
from iki_excel.decree.kinds.number import NUMBER
from iki_excel.decree.kinds.survey import MUTU_PELAYANAN, NILAI_OF_NRR, PROFILES, SURVEY, has_usual_scale
from iki_excel.decree.kinds.words import CHOICE, YES_NO
from iki_excel.language.cells import Columns, Contents
from iki_excel.language.formula import Measure

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
    "with_all_parts",
    "with_all_parts_of_month",
    "with_all_parts_of_span",
]

KINDS: dict[str, Kind] = {kind.nama: kind for kind in (NUMBER, YES_NO, CHOICE, CHECKLIST, SURVEY, INDIKATOR)}

MEASURES: dict[str, Measure] = {name: one for kind in KINDS.values() for name, one in kind.measures.items()}
"""Every measure that a formula may ask, by name."""


def parts_of(isian: Isian) -> tuple[Part, ...]:
    """The numbers that the measures of an isian are made of."""
    return KINDS[isian.jenis].parts(isian)


def with_all_parts(columns: Mapping[str, Contents], isian: Mapping[str, Isian]) -> Columns:
    """The columns of the slots, and what the parts of all these isian come to."""
    groups = {name: found for one in isian.values() for name, found in of_year(columns, one).items()}
    return {**columns, **groups}


def of_year(columns: Mapping[str, Contents], isian: Isian) -> Groups:
    """What the parts of an isian come to over columns of its slots."""
    return parts_so_far(columns, parts_of(isian), isian.kode)


def with_all_parts_of_month(
    month: Mapping[str, Contents], year: Mapping[str, Contents], isian: Mapping[str, Isian]
) -> Columns:
    """The columns of the slots in each month by itself, and what the parts of all these isian come to in it.

    ``year``: the columns of the slots at the end of each month; months stand along the last axis.
    """
    groups: Groups = {}
    for one in isian.values():
        groups |= parts_of_month(month, of_year(year, one), parts_of(one), one.kode)
    return {**month, **groups}


def with_all_parts_of_span(
    span: Mapping[str, Contents],
    month: Mapping[str, Contents],
    year: Mapping[str, Contents],
    isian: Mapping[str, Isian],
    first: int,
) -> Columns:
    """The columns of the slots since the beginning of a span of months, and what the parts of all these isian come to.

    ``span``, ``month``, ``first``: as in parts_of_span; ``year``: the columns of the slots at the end of each month.
    """
    groups: Groups = {}
    for one in isian.values():
        groups |= parts_of_span(span, month, of_year(year, one), parts_of(one), one.kode, first)
    return {**span, **groups}
