"""The shape of an expression: all of it but its cells. Thousands of formulas have a few hundred shapes, and a shape is
said and compiled once.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from iki_excel.language.cells.compiling import Computed, Placed, compiled
from iki_excel.language.cells.expressions import (
    Bound,
    BoundCondition,
    Call,
    Cell,
    ConditionCall,
    Constant,
    Expression,
    Many,
    Name,
    NamedCell,
    NamedRange,
    Range,
    Truth,
    written_out,
)
from iki_excel.language.cells.texts import text_around_cells
from iki_excel.words.frozen import frozen
from iki_excel.words.sameness import kept_with


@frozen(eq=False)
class Shape:
    """What expressions have in common that differ in their cells alone; ``one``: any of them."""

    one: Many

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
        shape = SHAPES[key] = Shape(written_out(expression))
    return Shaped(expression, shape, tuple(placed))


def _take_apart(argument: Any, parts: list[Any], placed: list[Placed]) -> None:
    """``parts``: each kind of argument with what tells it from others of its kind, 1 from 1.0, too."""
    kind = type(argument)
    if kind is Cell:
        parts.append(kind)
        placed.append(argument.place)
    elif kind is Range:
        parts.append(kind)
        placed.append(argument.area)
    elif kind is Bound or kind is BoundCondition:
        names, template = argument.names, _template_of(argument.template)
        for before, leaf in template.leaves:
            parts += before
            _take_apart(names[leaf.name] if isinstance(leaf, Name) else leaf, parts, placed)
        parts += template.rest
    elif kind is Call or kind is ConditionCall:
        parts += _head(argument)
        for one in argument.arguments:
            _take_apart(one, parts, placed)
    else:
        parts += _alone(argument)


def _head(call: Call | ConditionCall) -> tuple[Any, ...]:
    return type(call), call.function, len(call.arguments)


def _alone(argument: Many) -> tuple[Any, ...]:
    """Of what has no arguments, and no place that could be another."""
    if isinstance(argument, Constant):
        return Constant, type(argument.value), argument.value
    assert isinstance(argument, Truth | NamedCell | NamedRange), f"not bound to a cell: {argument}"
    return type(argument), argument


@frozen(eq=False)
class Template:
    """The parts of an expression over names: its ``leaves`` (names, cells and ranges), each with what comes before it;
    ``rest``: what comes behind them."""

    leaves: tuple[tuple[tuple[Any, ...], Many], ...]
    rest: tuple[Any, ...]


@kept_with
def _template_of(expression: Expression) -> Template:
    leaves: list[tuple[tuple[Any, ...], Many]] = []
    rest: list[Any] = []
    _cut(written_out(expression), leaves, rest)
    return Template(tuple(leaves), tuple(rest))


def _cut(argument: Many, leaves: list[tuple[tuple[Any, ...], Many]], rest: list[Any]) -> None:
    if isinstance(argument, Call | ConditionCall):
        rest += _head(argument)
        for one in argument.arguments:
            _cut(one, leaves, rest)
    elif isinstance(argument, Constant | Truth):
        rest += _alone(argument)
    else:
        leaves.append((tuple(rest), argument))
        rest.clear()


def excel(expression: Expression, sheet: str) -> str:
    """The text of an expression on this sheet, without ``=``. Other sheets are named, and their cells fixed."""
    return shaped(expression).said(sheet)
