"""The table of operators and functions: a row each, with how it is said and what it computes."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from iki_excel.language.cells import columns, values

ATOM = 9
"""The rank of what never needs parentheses."""


@dataclass(frozen=True)
class Function:
    """One row.

    ``value`` gets single values, and of a range all of its values; with ``many`` every argument comes as such a
    sequence. ``columns`` gets :class:`columns.Contents`; None for what columns are never asked. ``rank`` is how
    strongly an operator binds.
    """

    value: Callable[..., values.Value]
    columns: Callable[..., columns.Contents] | None = None
    many: bool = False
    rank: int = ATOM


def _operator(sign: Any, of_columns: Any, kind: Any, kind_of_columns: Any, rank: int) -> Function:
    return Function(kind(sign), kind_of_columns(of_columns), rank=rank)


def _comparison(one: Any, many: Any) -> Function:
    return _operator(one, many, values.comparison, columns.comparison, 1)


def _arithmetic(one: Any, many: Any, rank: int) -> Function:
    return _operator(one, many, values.arithmetic, columns.arithmetic, rank)


def _no_value(*_: Any) -> values.Value:
    raise AssertionError("computed where it is met: only some of its arguments are")


OPERATORS: dict[str, Function] = {
    "=": _comparison(operator.eq, np.equal),
    "<>": _comparison(operator.ne, np.not_equal),
    "<": _comparison(operator.lt, np.less),
    "<=": _comparison(operator.le, np.less_equal),
    ">": _comparison(operator.gt, np.greater),
    ">=": _comparison(operator.ge, np.greater_equal),
    "&": Function(lambda left, right: values.text(left) + values.text(right), rank=2),
    "+": _arithmetic(operator.add, np.add, 3),
    "-": _arithmetic(operator.sub, np.subtract, 3),
    "*": _arithmetic(operator.mul, np.multiply, 4),
    "/": _arithmetic(operator.truediv, np.divide, 4),
}
"""What stands between two arguments. Of equals the left one binds first."""

FUNCTIONS: dict[str, Function] = {
    "negative": Function(values.negative, columns.negative, rank=5),
    "IF": Function(_no_value, columns.chosen),
    "IFERROR": Function(_no_value, columns.instead_of_error),
    "AND": Function(lambda *given: all(values.truths(given)), columns.joined(np.logical_and.reduce)),
    "OR": Function(lambda *given: any(values.truths(given)), columns.joined(np.logical_or.reduce)),
    "NOT": Function(lambda one: not values.truth(one), columns.opposite),
    "ISBLANK": Function(lambda one: one is None),
    "ISNUMBER": Function(values.is_number, columns.asking(lambda c: c.is_number)),
    "ISTEXT": Function(lambda one: isinstance(one, str)),
    "ISERROR": Function(lambda one: isinstance(one, values.Error), columns.asking(lambda c: c.error)),
    "COUNT": Function(values.count, columns.count, many=True),
    "COUNTA": Function(values.count_filled, many=True),
    "COUNTIF": Function(values.count_if),
    "SUM": Function(values.total, columns.over_numbers(columns.total), many=True),
    "AVERAGE": Function(values.average, columns.average, many=True),
    "AVERAGEIF": Function(values.average_if),
    "MAX": Function(values.largest, columns.over_numbers(columns.largest), many=True),
    "MIN": Function(values.smallest, columns.over_numbers(columns.smallest), many=True),
    "ROUND": Function(values.rounded, columns.rounded),
    "INT": Function(values.whole, columns.whole),
    "MATCH": Function(values.match),
    "UPPER": Function(lambda one: values.text(one).upper(), columns.one_way(str.upper)),
    "TRIM": Function(values.trimmed, columns.one_way(values.trimmed)),
    "LEFT": Function(lambda one, letters: values.text(one)[: int(letters)]),
    "LEN": Function(lambda one: float(len(values.text(one)))),
}

ALL = OPERATORS | FUNCTIONS
