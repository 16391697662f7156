"""The first reading of an expression: its text in Excel."""

from __future__ import annotations

from collections.abc import Sequence

from iki_excel.language.cells.expressions import (
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
    match expression:
        case Constant(value):
            return _constant(value)
        case Truth(holds):
            return "TRUE" if holds else "FALSE"
        case NamedCell(name=name) | NamedRange(name=name):
            return name
        case Cell(place):
            return _at(place, sheet)
        case Range(area):
            return _at(area, sheet)
        case Call(function, arguments) | ConditionCall(function, arguments):
            return _call(function, arguments, sheet)
    raise AssertionError(f"not bound to a cell: {expression}")


def _constant(value: Scalar) -> str:
    if isinstance(value, str):
        return '"{}"'.format(value.replace('"', '""'))
    return f"{value:.15g}".upper()


def _at(where: Place | Area, sheet: str) -> str:
    return where.a1 if where.sheet == sheet else where.reference


def _call(function: str, arguments: Sequence[Expression | Range], sheet: str) -> str:
    if function in OPERATORS:
        left, right = arguments
        rank = OPERATORS[function].rank
        return f"{_within(left, rank, sheet)}{function}{_within(right, rank + 1, sheet)}"
    if function == NEGATIVE:
        return f"-{_within(arguments[0], ALL[NEGATIVE].rank, sheet)}"
    return f"{function}({','.join(excel(argument, sheet) for argument in arguments)})"


def _within(argument: Expression | Range, rank: int, sheet: str) -> str:
    """In parentheses where it binds less strongly than what it stands in."""
    text = excel(argument, sheet)
    return f"({text})" if _rank(argument) < rank else text


def _rank(argument: Expression | Range) -> int:
    match argument:
        case Call(function) | ConditionCall(function):
            return ALL[function].rank
        case Constant(value) if isinstance(value, int | float) and value < 0:
            return ALL[NEGATIVE].rank
    return ATOM
