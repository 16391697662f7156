"""The second reading of an expression: its value, of the cells of a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from iki_excel.language.cells.expressions import (
    CALLS,
    Cell,
    Constant,
    Expression,
    Range,
    Scalar,
    Truth,
)
from iki_excel.language.cells.functions import ALL
from iki_excel.language.cells.values import Error, Failed, Value, Values, truth
from iki_excel.language.places import Area, Place
from iki_excel.words import bahasa

UNKNOWN: Any = object()
Typed = Scalar | dt.date | None
Addresses = dict[tuple[int, int], Typed | Expression]


@dataclass(frozen=True)
class Calculation:
    """The cells of a workbook that is being made: what stands in each, and what its formulas come to.

    A value is computed when it is asked for, of the cells as they are then; so all cells are put down first.
    """

    sheets: dict[str, Addresses] = field(default_factory=dict)
    known: dict[Place, Value] = field(default_factory=dict)
    areas: dict[Area, Values] = field(default_factory=dict)

    def put(self, place: Place, content: Typed | Expression) -> None:
        """Put a value or a formula into a cell."""
        sheet, row, column = place
        self.on(sheet)[row, column] = content

    def on(self, sheet: str) -> Addresses:
        """What was put into the cells of a sheet, and may be: by row and column."""
        found = self.sheets.get(sheet)
        if found is None:
            found = self.sheets[sheet] = {}
        return found

    def typed(self, place: Place) -> Typed:
        """What was put into a cell; None where that is a formula, or nothing."""
        content = self.sheets.get(place.sheet, {}).get((place.row, place.column))
        return None if isinstance(content, Expression) else content

    def at(self, place: Place) -> Value:
        """What a cell shows."""
        known: Value = self.known.get(place, UNKNOWN)
        if known is not UNKNOWN:
            return known
        sheet, row, column = place
        content = self.on(sheet).get((row, column))
        value = self.known[place] = self.of(content) if isinstance(content, Expression) else _value(content)
        return value

    def of(self, expression: Expression) -> Value:
        """What an expression comes to; an error is a value, too."""
        if isinstance(expression, Cell):
            return self.at(expression.place)
        if isinstance(expression, CALLS):
            try:
                return self._call(expression.function, expression.arguments)
            except Failed as failed:
                return failed.error
        assert isinstance(expression, Constant | Truth), f"not bound to a cell: {expression}"
        return expression.value if isinstance(expression, Constant) else expression.holds

    def _call(self, function: str, arguments: tuple[Expression | Range, ...]) -> Value:
        if function in LAZY:
            return LAZY[function](self, *arguments)
        row = ALL[function]
        given = [self._argument(argument, many=row.many) for argument in arguments]
        return row.value(*given)

    def _argument(self, argument: Expression | Range, *, many: bool) -> Value | Values:
        if isinstance(argument, Range):
            return self._all_in(argument.area)
        return [self.of(argument)] if many else self.of(argument)

    def _all_in(self, area: Area) -> Values:
        if area not in self.areas:
            places = (Place(area.sheet, row, column) for row, column in area.cells)
            self.areas[area] = [self.at(place) for place in places]
        return self.areas[area]


def _value(content: Typed) -> Value:
    return float(bahasa.serial(content)) if isinstance(content, dt.date) else content


def _chosen(made: Calculation, condition: Expression, then: Expression, otherwise: Expression) -> Value:
    return made.of(then if truth(made.of(condition)) else otherwise)


def _instead_of_error(made: Calculation, tried: Expression, otherwise: Expression) -> Value:
    value = made.of(tried)
    return made.of(otherwise) if isinstance(value, Error) else value


def _rows(_: Calculation, of: Range) -> Value:
    return float(of.area.bottom - of.area.top + 1)


def _columns(_: Calculation, of: Range) -> Value:
    return float(of.area.right - of.area.left + 1)


LAZY: dict[str, Callable[..., Value]] = {
    "IF": _chosen,
    "IFERROR": _instead_of_error,
    "ROWS": _rows,
    "COLUMNS": _columns,
}
"""What computes only the argument that counts, or none."""
