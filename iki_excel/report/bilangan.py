"""The numbers that formulas are made with, each in a cell with a name: no formula of a result holds a number itself.

0 and 1 are said as they are, and so is how many cells a formula counts (``COUNT(F5,F6)=2``), as that is its own shape.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from iki_excel.decree import Indikator
from iki_excel.decree.kinds import NILAI_OF_NRR, has_usual_scale
from iki_excel.decree.targets import Target
from iki_excel.judging.achievement import DIGITS
from iki_excel.language.cells import Constant, Expression, Many, NamedCell
from iki_excel.language.cells.expressions import CALLS, Call, ConditionCall, with_arguments
from iki_excel.language.formula.skala import DIGITS as DIGITS_OF_STEPS
from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

PERSEN, DESIMAL = "persen", "desimal"
PERCENT = 100.0
PLAIN = (0, 1)
ROUNDING = "ROUND"
COUNTED_OR_ROUNDED = ("=", ROUNDING)
"""What may hold a number that is said as it is, or by another name."""


def name_of(number: float) -> str:
    """What the cell of a number is called: ``persen`` for 100, ``bilangan_0_25`` for 0.25."""
    if number == PERCENT:
        return PERSEN
    digits = f"{abs(number):.15g}".replace(".", "_").replace("e+", "e").replace("e-", "e_")
    return f"bilangan_{'min_' if number < 0 else ''}{digits}"


def label_of(number: float) -> str:
    """What stands beside its cell: "Bilangan 0,25"."""
    return f"Bilangan {bahasa.number(number, bahasa.EXCEL_DIGITS)}"


def numbers_in(
    versions: Iterable[Indikator], months_ahead: Iterable[int], goals_before: Iterable[Target | None] = ()
) -> list[float]:
    """The numbers that the formulas of these indikator are made with, each once, the smallest first.

    ``months_ahead``: how many months of the year come after each that is told of, which lists of documents of every
    month are counted with. ``goals_before``: targets of earlier months, which stand on no sheet.
    """
    ranges = [goal.rentang for goal in goals_before if goal is not None and goal.rentang is not None]
    found: set[float] = {PERCENT, *(end for one in ranges for end in (one.dari, one.sampai))}
    for one in versions:
        found.update(_written_in(one))
        monthly = [sum(date.is_monthly for date, _ in isian.dokumen) for isian in one.isian]
        found.update(float(number) for number in (*monthly, *(months_ahead if any(monthly) else ())))
    return sorted(number for number in found if number not in PLAIN)


def _written_in(indikator: Indikator) -> Iterator[float]:
    for formula in (indikator.rumus, *(part.rumus for part in indikator.hitung)):
        for node in ast.walk(formula.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
                yield float(node.value)
    if indikator.skala:
        yield float(DIGITS_OF_STEPS)
    if any(isian.blok and has_usual_scale(isian) for isian in indikator.isian):
        yield float(NILAI_OF_NRR)
    yield from (slot.bobot for slot in indikator.slots if slot.bobot is not None)


@frozen
class Bilangan:
    """Where the numbers stand: by the number its cell, and the cell of how many decimals a capaian is judged with."""

    cells: Mapping[float, Place]
    decimals: Place

    def in_names(self, expression: Expression) -> Expression:
        """An expression whose numbers are those cells."""
        found = self._named(expression)
        assert isinstance(found, Expression)
        return found

    def _named(self, argument: Many) -> Many:
        if not isinstance(argument, CALLS):
            return self._named_number(argument) if isinstance(argument, Constant) else argument
        if argument.function in COUNTED_OR_ROUNDED:
            match argument:
                case Call(function, (number, Constant(digits))) if function == ROUNDING and digits == DIGITS:
                    return replace(argument, arguments=(self._named(number), NamedCell(self.decimals, DESIMAL)))
                case ConditionCall("=", (Call("COUNT"), Constant())):
                    return argument
        return with_arguments(argument, self._named)

    def _named_number(self, constant: Constant) -> Expression:
        value = constant.value
        place = None if isinstance(value, str) or value in PLAIN else self.cells.get(float(value))
        return NamedCell(place, name_of(float(value))) if place else constant
