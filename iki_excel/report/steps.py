"""A formula that is too long to be read at a glance, told in steps: parts of it in other cells of the same row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from iki_excel.language.cells import Cell, Constant, Expression, Many, excel
from iki_excel.language.cells.expressions import Call, ConditionCall
from iki_excel.language.places import Place

LONGEST = 120
"""So many letters of a formula, its equals sign with it, are read at a glance."""

PARTS = ("SUM", "COUNT", "MIN", "MAX", "IFERROR", "IF")
"""What may stand in a cell of its own, what is easiest to understand first."""


@dataclass
class Steps:
    """The cells for steps on a sheet: from column ``first`` on, and how many each row has used."""

    sheet: str
    first: int
    used: dict[int, int] = field(default_factory=dict)

    def shortened(self, place: Place, expression: Expression) -> dict[Place, Expression]:
        """By its cell each formula that this one is told in; the last is what stands in its own cell."""
        told: dict[Place, Expression] = {}
        while len(excel(expression, self.sheet)) + 1 > LONGEST:
            part = self._longest_part(expression)
            if part is None:
                break
            where = self._next(place.row)
            told |= self.shortened(where, part)
            expression = _with(expression, part, Cell(where))
        return told | {place: expression}

    def _next(self, row: int) -> Place:
        number = self.used.get(row, 0)
        self.used[row] = number + 1
        return Place(self.sheet, row, self.first + number)

    def _longest_part(self, expression: Expression) -> Expression | None:
        """The longest of the easiest kind that a cell can hold; one that shows an error where the whole asks before it
        divides only where there is no other.
        """
        parts = [part for part in _parts(expression) if part != expression and self._is_worth_it(part)]
        for may_fail in (False, True):
            for function in PARTS:
                own = [part for part in parts if part.function == function and _may_fail(part) is may_fail]
                if own:
                    return max(own, key=lambda part: len(excel(part, self.sheet)))
        return None

    def _is_worth_it(self, part: Call) -> bool:
        return len(excel(part, self.sheet)) > len("AAA1000")


def _parts(expression: Many) -> Iterator[Call]:
    """What of it may stand elsewhere; how many cells it counts is told where they are named."""
    match expression:
        case ConditionCall("=", (Call("COUNT"), Constant(number))) if number:
            return
        case Call(arguments=arguments) | ConditionCall(arguments=arguments):
            if isinstance(expression, Call):
                yield expression
            for one in arguments:
                yield from _parts(one)


def _may_fail(expression: Many) -> bool:
    """Whether it divides without asking first by what."""
    match expression:
        case Call("IFERROR"):
            return False
        case Call("IF", (condition, *_)):
            return _may_fail(condition)
        case Call(function, arguments) | ConditionCall(function, arguments):
            return function == "/" or any(map(_may_fail, arguments))
    return False


def _with(expression: Expression, part: Expression, cell: Cell) -> Expression:
    """The expression with a cell in the place of a part, wherever that stands."""
    found = _replaced(expression, part, cell)
    assert isinstance(found, Expression)
    return found


def _replaced(argument: Many, part: Expression, cell: Cell) -> Many:
    if argument == part:
        return cell
    match argument:
        case Call(arguments=arguments) | ConditionCall(arguments=arguments):
            return replace(argument, arguments=tuple(_replaced(one, part, cell) for one in arguments))
    return argument
