"""The first reading of an expression: its text in Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from iki_excel.language.cells.expressions import (
    CALLS,
    Call,
    Cell,
    ConditionCall,
    Constant,
    Expression,
    NamedCell,
    NamedRange,
    Range,
    Scalar,
    Truth,
)
from iki_excel.language.cells.functions import ATOM, FUNCTIONS, NEGATIVE, OPERATORS


def excel(expression: Expression | Range, sheet: str) -> str:
    """The text of an expression on this sheet, without ``=``. Other sheets are named, and their cells fixed."""
    said = SAID.get(type(expression))
    assert said is not None, f"not bound to a cell: {expression}"
    return said(expression, sheet)


def _constant(value: Scalar) -> str:
    if isinstance(value, str):
        return '"{}"'.format(value.replace('"', '""'))
    return f"{value:.15g}".upper()


def _cell(cell: Cell, sheet: str) -> str:
    place = cell.place
    return place.a1 if place.sheet == sheet else place.reference


def _range(cells: Range, sheet: str) -> str:
    area = cells.area
    return area.a1 if area.sheet == sheet else area.reference


def _call(call: Call | ConditionCall, sheet: str) -> str:
    function, arguments = call.function, call.arguments
    between = OPERATORS.get(function)
    if between is not None:
        left, right = arguments
        rank = between.rank
        return f"{_within(left, rank, sheet)}{function}{_within(right, rank + 1, sheet)}"
    if function == NEGATIVE:
        return f"-{_within(arguments[0], FUNCTIONS[NEGATIVE].rank, sheet)}"
    return f"{function}({','.join([excel(argument, sheet) for argument in arguments])})"


def _within(argument: Expression | Range, rank: int, sheet: str) -> str:
    """In parentheses where it binds less strongly than what it stands in."""
    text = excel(argument, sheet)
    return f"({text})" if _rank(argument) < rank else text


def _rank(argument: Expression | Range) -> int:
    if isinstance(argument, CALLS):
        return (OPERATORS.get(argument.function) or FUNCTIONS[argument.function]).rank
    is_below_zero = isinstance(argument, Constant) and not isinstance(argument.value, str) and argument.value < 0
    return FUNCTIONS[NEGATIVE].rank if is_below_zero else ATOM


SAID: Mapping[type, Callable[[Any, str], str]] = {
    Constant: lambda constant, _: _constant(constant.value),
    Truth: lambda truth, _: "TRUE" if truth.holds else "FALSE",
    NamedCell: lambda cell, _: cell.name,
    NamedRange: lambda cells, _: cells.name,
    Cell: _cell,
    Range: _range,
    Call: _call,
    ConditionCall: _call,
}
"""How each kind of expression is said: of a year's report a hundred thousand parts are."""
