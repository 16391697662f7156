"""What the grey columns answer: whether a row is complete, live; what a formula says and gives, as it was written."""

from __future__ import annotations

from collections.abc import Mapping

from iki_excel.decree import Catalog, Indikator
from iki_excel.decree.example_results import example_result
from iki_excel.decree.kinds import MEASURES
from iki_excel.katalog.sheets import OWNER, UNIT, Sheet
from iki_excel.language import formula
from iki_excel.language.cells import BLANK, And, Cell, CountFilled, CountIf, Expression, If, Range
from iki_excel.language.places import Area, Place
from iki_excel.words import bahasa

COMPLETE, INCOMPLETE = "ya", "belum lengkap"


def state(sheet: Sheet, row: int, codes: Mapping[str, Area]) -> Expression:
    """Whether a row says all that it must, and names what is there; nothing of an empty row.

    ``codes``: by the name of a sheet the cells with its codes.
    """
    filled = [Cell(Place(sheet.name, row, sheet.index(column.key))) for column in sheet.typed]
    needed = [Cell(Place(sheet.name, row, sheet.index(column.key))) for column in sheet.typed if column.required]
    answer: Expression = If(CountFilled(*needed) < len(needed), INCOMPLETE, COMPLETE)
    for enough in filter(None, (sheet.of_version, sheet.of_result)):
        named = [Cell(Place(sheet.name, row, sheet.index(key))) for key in enough]
        answer = If(CountFilled(*named).equals(len(named)), COMPLETE, answer)
    for column in reversed([column for column in sheet.typed if column.of]):
        cell = Cell(Place(sheet.name, row, sheet.index(column.key)))
        known = [CountIf(Range(codes[sheet]), cell).equals(0) for sheet in column.of]
        is_lost = And(*known, *([cell.differs(UNIT)] if column.of == OWNER.of else []))
        answer = If(CountFilled(cell).equals(0), answer, If(is_lost, f"“{column.heading}” tidak ada", answer))
    return If(CountFilled(*filled).equals(0), BLANK, answer)


Answers = dict[tuple[str, str, str], str]
"""By key of the grey column, kode of the indikator and first month of its version."""


def answers_of(catalog: Catalog) -> Answers:
    """The formula of every indikator in words, and what its first example gives."""
    answers: Answers = {}
    for versions in catalog.versions.values():
        for order, one in enumerate(versions):
            month = str(one.berlaku_mulai) if order and one.berlaku_mulai else ""
            answers["kata", one.kode, month] = formula.words(one.rumus, one.labels, MEASURES)
            answers["hasil_contoh", one.kode, month] = _result(one)
    return answers


def _result(indikator: Indikator) -> str:
    first = indikator.contoh[0]
    return f"{bahasa.number(example_result(indikator, first), 4)} {indikator.satuan}"
