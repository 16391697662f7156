"""The first reading of an expression: its text in Excel, in which every cell is still to be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from iki_excel.language.cells.expressions import (
    CALLS,
    Call,
    Cell,
    ConditionCall,
    Constant,
    Many,
    NamedCell,
    NamedRange,
    Range,
    Scalar,
    Truth,
)
from iki_excel.language.cells.functions import ATOM, FUNCTIONS, NEGATIVE, OPERATORS

A_CELL = "%s"


def text_around_cells(expression: Many) -> str:
    """The text without ``=``, to be filled by ``%`` with its cells and ranges in their order; those that are called by
    name are in it."""
    said = SAID.get(type(expression))
    assert said is not None, f"not bound to a cell: {expression}"
    return said(expression)


def _literal(text: str) -> str:
    return text.replace("%", "%%")


def _constant(value: Scalar) -> str:
    if isinstance(value, str):
        return '"{}"'.format(_literal(value.replace('"', '""')))
    return f"{value:.15g}".upper()


def _call(call: Call | ConditionCall) -> str:
    function, arguments = call.function, call.arguments
    between = OPERATORS.get(function)
    if between is not None:
        left, right = arguments
        rank = between.rank
        return f"{_within(left, rank)}{function}{_within(right, rank + 1)}"
    if function == NEGATIVE:
        return f"-{_within(arguments[0], FUNCTIONS[NEGATIVE].rank)}"
    return f"{function}({','.join(map(text_around_cells, arguments))})"


def _within(argument: Many, rank: int) -> str:
    """In parentheses where it binds less strongly than what it stands in."""
    text = text_around_cells(argument)
    return f"({text})" if _rank(argument) < rank else text


def _rank(argument: Many) -> int:
    if isinstance(argument, CALLS):
        return (OPERATORS.get(argument.function) or FUNCTIONS[argument.function]).rank
    is_below_zero = isinstance(argument, Constant) and not isinstance(argument.value, str) and argument.value < 0
    return FUNCTIONS[NEGATIVE].rank if is_below_zero else ATOM


SAID: Mapping[type, Callable[[Any], str]] = {
    Constant: lambda constant: _constant(constant.value),
    Truth: lambda truth: "TRUE" if truth.holds else "FALSE",
    NamedCell: lambda cell: _literal(cell.name),
    NamedRange: lambda cells: _literal(cells.name),
    Cell: lambda _: A_CELL,
    Range: lambda _: A_CELL,
    Call: _call,
    ConditionCall: _call,
}
"""How each kind of expression is said."""
