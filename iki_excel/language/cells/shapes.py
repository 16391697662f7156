"""The shape of an expression: all of it but its cells. Thousands of formulas have a few hundred shapes, and a shape is
said and compiled once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from iki_excel.language.cells.compiling import Computed, Placed, compiled
from iki_excel.language.cells.expressions import (
    Call,
    Cell,
    ConditionCall,
    Constant,
    Expression,
    Range,
)
from iki_excel.language.cells.texts import text_around_cells


@dataclass(frozen=True, eq=False)
class Shape:
    """What expressions have in common that differ in their cells alone; ``one``: any of them."""

    one: Expression

    @cached_property
    def text(self) -> str:
        """It in Excel, to be filled with its cells."""
        return text_around_cells(self.one)

    @cached_property
    def value(self) -> Computed:
        """What it comes to."""
        return compiled(self.one)


class Shaped(NamedTuple):
    """An expression by its shape, and by the cells and ranges that it speaks of without calling them by name."""

    expression: Expression
    shape: Shape
    placed: tuple[Placed, ...]

    def said(self, sheet: str) -> str:
        """Its text on this sheet, without ``=``. Other sheets are named, and their cells fixed."""
        return self.shape.text % tuple([one.a1 if one.sheet == sheet else one.reference for one in self.placed])

    def is_from_elsewhere(self, sheet: str) -> bool:
        """Whether its cells are all of other sheets, and it has some; those that are called by name do not count."""
        return bool(self.placed) and all(one.sheet != sheet for one in self.placed)


MOST_SHAPES = 8192
SHAPES: dict[tuple[Any, ...], Shape] = {}


def shaped(expression: Expression) -> Shaped:
    """An expression with its shape, which is the same object for all that have it."""
    parts: list[Any] = []
    placed: list[Placed] = []
    _take_apart(expression, parts, placed)
    key = tuple(parts)
    shape = SHAPES.get(key)
    if shape is None:
        if len(SHAPES) >= MOST_SHAPES:
            SHAPES.clear()
        shape = SHAPES[key] = Shape(expression)
    return Shaped(expression, shape, tuple(placed))


def _take_apart(argument: Any, parts: list[Any], placed: list[Placed]) -> None:
    """``parts``: each kind of argument with what tells it from others of its kind, 1 from 1.0, too."""
    kind = type(argument)
    parts.append(kind)
    if kind is Cell:
        placed.append(argument.place)
    elif kind is Call or kind is ConditionCall:
        parts += argument.function, len(argument.arguments)
        for one in argument.arguments:
            _take_apart(one, parts, placed)
    elif kind is Constant:
        parts += type(argument.value), argument.value
    elif kind is Range:
        placed.append(argument.area)
    else:
        parts.append(argument)


def excel(expression: Expression, sheet: str) -> str:
    """The text of an expression on this sheet, without ``=``. Other sheets are named, and their cells fixed."""
    return shaped(expression).said(sheet)
