"""The cells of a workbook that is being made, and what its formulas come to."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from typing import Any

from iki_excel.language.cells.expressions import Expression, Scalar
from iki_excel.language.cells.shapes import Shaped, shaped
from iki_excel.language.cells.values import Value, Values
from iki_excel.language.places import Area, Place
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

UNKNOWN: Any = object()
Typed = Scalar | dt.date | None
Addresses = dict[tuple[int, int], Typed | Shaped]


@frozen
class Calculation:
    """The cells of a workbook that is being made: what stands in each, and what its formulas come to.

    A value is computed when it is asked for, of the cells as they are then; so all cells are put down first.
    """

    sheets: dict[str, Addresses] = field(default_factory=dict)
    known: dict[Place, Value] = field(default_factory=dict)
    areas: dict[Area, Values] = field(default_factory=dict)

    def put(self, place: Place, content: Typed | Expression | Shaped) -> None:
        """Put a value or a formula into a cell."""
        sheet, row, column = place
        self.on(sheet)[row, column] = shaped(content) if isinstance(content, Expression) else content

    def on(self, sheet: str) -> Addresses:
        """What was put into the cells of a sheet, and may be: by row and column."""
        found = self.sheets.get(sheet)
        if found is None:
            found = self.sheets[sheet] = {}
        return found

    def typed(self, place: Place) -> Typed:
        """What was put into a cell; None where that is a formula, or nothing."""
        content = self.sheets.get(place.sheet, {}).get((place.row, place.column))
        return None if isinstance(content, Shaped) else content

    def at(self, place: Place) -> Value:
        """What a cell shows."""
        known: Value = self.known.get(place, UNKNOWN)
        if known is not UNKNOWN:
            return known
        sheet, row, column = place
        content = self.on(sheet).get((row, column))
        value = self.known[place] = self._of(content) if isinstance(content, Shaped) else _value(content)
        return value

    def of(self, expression: Expression) -> Value:
        """What an expression comes to; an error is a value, too."""
        return self._of(shaped(expression))

    def _of(self, content: Shaped) -> Value:
        return content.shape.value(self, content.placed)

    def all_in(self, area: Area) -> Values:
        """What all cells of an area show, row by row."""
        if area not in self.areas:
            self.areas[area] = [self.at(Place(area.sheet, row, column)) for row, column in area.cells]
        return self.areas[area]


def _value(content: Typed) -> Value:
    return float(bahasa.serial(content)) if isinstance(content, dt.date) else content
