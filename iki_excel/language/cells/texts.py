"""The first reading of an expression: its text in Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from iki_excel.language.cells.functions import ALL, ATOM, NEGATIVE, OPERATORS
from iki_excel.language.places import Area, Place


def excel(expression: Expression | Range, sheet: str) -> str:
    """The text of an expression on this sheet, without ``=``. Other sheets are named, and their cells fixed."""
    said = SAID.get(type(expression))
    assert said is not None, f"not bound to a cell: {expression}"
    return said(expression, sheet)


def _constant(value: Scalar) -> str:
    if isinstance(value, str):
        return '"{}"'.format(value.replace('"', '""'))
    return f"{value:.15g}".upper()


def _at(where: Place | Area, sheet: str) -> str:
    return where.a1 if where.sheet == sheet else where.reference


def _call(function: str, arguments: Sequence[Expression | Range], sheet: str) -> str:
    between = OPERATORS.get(function)
    if between is not None:
        left, right = arguments
        rank = between.rank
        return f"{_within(left, rank, sheet)}{function}{_within(right, rank + 1, sheet)}"
    if function == NEGATIVE:
        return f"-{_within(arguments[0], ALL[NEGATIVE].rank, sheet)}"
    return f"{function}({','.join([excel(argument, sheet) for argument in arguments])})"


def _within(argument: Expression | Range, rank: int, sheet: str) -> str:
    """In parentheses where it binds less strongly than what it stands in."""
    text = excel(argument, sheet)
    return f"({text})" if _rank(argument) < rank else text


def _rank(argument: Expression | Range) -> int:
    if isinstance(argument, CALLS):
        return (OPERATORS.get(argument.function) or ALL[argument.function]).rank
    is_below_zero = isinstance(argument, Constant) and not isinstance(argument.value, str) and argument.value < 0
    return ALL[NEGATIVE].rank if is_below_zero else ATOM


SAID: Mapping[type, Callable[[Any, str], str]] = {
    Constant: lambda constant, _: _constant(constant.value),
    Truth: lambda truth, _: "TRUE" if truth.holds else "FALSE",
    NamedCell: lambda cell, _: cell.name,
    NamedRange: lambda cells, _: cells.name,
    Cell: lambda cell, sheet: _at(cell.place, sheet),
    Range: lambda cells, sheet: _at(cells.area, sheet),
    Call: lambda call, sheet: _call(call.function, call.arguments, sheet),
    ConditionCall: lambda call, sheet: _call(call.function, call.arguments, sheet),
}
"""How each kind of expression is said: of a year's report a hundred thousand parts are."""
