"""The table of operators and functions: a row each.

A row says how the thing is computed of single cells, how a formula of the catalogue writes it (where it may), and how
people say it. What Excel calls it is its key, by which :mod:`iki_excel.language.cells.columns` computes it of columns.
"""

from __future__ import annotations

import ast
import operator
from collections import ChainMap
from collections.abc import Callable, Mapping
from typing import Any

from iki_excel.language.cells import values
from iki_excel.words.frozen import frozen

ATOM = 9
"""The rank of what never needs parentheses."""


@frozen
class Function:
    """One row.

    ``value`` gets single values, and of a range all of its values; with ``many`` every argument comes as such a
    sequence. ``rank`` is how strongly an operator binds.

    ``formula``: how the catalogue writes it, a node of Python's tree or a name; None where it may not. ``words``: how
    it is said. ``decimals``: whole numbers may give a number that is not. ``least`` and ``most``: how many arguments it
    takes. ``adds``: like a plus sign, it adds what applies. ``digits``: the last argument is a whole number that is
    written into the formula.
    """

    value: Callable[..., values.Value]
    many: bool = False
    rank: int = ATOM
    formula: type[ast.AST] | str | None = None
    words: str = ""
    decimals: bool = False
    least: int = 1
    most: int = 255
    adds: bool = False
    digits: bool = False


def _comparison(one: Any, formula: type[ast.AST], words: str) -> Function:
    return Function(values.comparison(one), rank=1, formula=formula, words=words, most=2)


def _arithmetic(one: Any, rank: int, formula: type[ast.AST], words: str, *, decimals: bool = False) -> Function:
    return Function(values.arithmetic(one), rank=rank, formula=formula, words=words, decimals=decimals, most=2)


def _no_value(*_: Any) -> values.Value:
    raise AssertionError("computed where it is met: only some of its arguments are, or only their size")


OPERATORS: dict[str, Function] = {
    "=": _comparison(operator.eq, ast.Eq, "="),
    "<>": _comparison(operator.ne, ast.NotEq, "≠"),
    "<": _comparison(operator.lt, ast.Lt, "<"),
    "<=": _comparison(operator.le, ast.LtE, "≤"),
    ">": _comparison(operator.gt, ast.Gt, ">"),
    ">=": _comparison(operator.ge, ast.GtE, "≥"),
    "&": Function(lambda left, right: values.text(left) + values.text(right), rank=2),
    "+": _arithmetic(operator.add, 3, ast.Add, "+"),
    "-": _arithmetic(operator.sub, 3, ast.Sub, "−"),
    "*": _arithmetic(operator.mul, 4, ast.Mult, "×"),
    "/": _arithmetic(operator.truediv, 4, ast.Div, "÷", decimals=True),
}
"""What stands between two arguments. Of equals the left one binds first."""

NEGATIVE = "negative"
"""The sign in front of a number, which in a spreadsheet binds more strongly than any operator."""

FUNCTIONS: dict[str, Function] = {
    NEGATIVE: Function(values.negative, rank=6, formula=ast.USub, words="−"),
    "IF": Function(_no_value),
    "IFERROR": Function(_no_value),
    "AND": Function(lambda *given: all(values.truths(given))),
    "OR": Function(lambda *given: any(values.truths(given))),
    "NOT": Function(lambda one: not values.truth(one)),
    "ISBLANK": Function(lambda one: one is None),
    "ISNUMBER": Function(values.is_number),
    "ISTEXT": Function(lambda one: isinstance(one, str)),
    "ISERROR": Function(lambda one: isinstance(one, values.Error)),
    "COUNT": Function(values.count, many=True),
    "COUNTA": Function(values.count_filled, many=True),
    "COUNTBLANK": Function(values.count_blank),
    "ROWS": Function(_no_value),
    "COLUMNS": Function(_no_value),
    "COUNTIF": Function(values.count_if),
    "SUMIF": Function(values.sum_if),
    "INDEX": Function(values.at_position),
    "RANK": Function(values.rank),
    "QUARTILE": Function(values.quartile),
    "MIN": Function(values.smallest, many=True, formula="min", words="yang terkecil dari"),
    "MAX": Function(values.largest, many=True, formula="max", words="yang terbesar dari"),
    "SUM": Function(values.total, many=True, formula="jumlah", words="jumlah dari", adds=True),
    "AVERAGE": Function(values.average, many=True, formula="rata", words="rata-rata dari", decimals=True),
    "ROUND": Function(
        values.rounded,
        formula="bulat",
        words="pembulatan desimal",
        decimals=True,
        least=2,
        most=2,
        digits=True,
    ),
    "LOOKUP": Function(values.looked_up),
    "INT": Function(values.whole),
    "MATCH": Function(values.match),
    "UPPER": Function(lambda one: values.text(one).upper()),
    "TRIM": Function(values.trimmed),
    "LEFT": Function(lambda one, letters: values.text(one)[: int(letters)]),
    "LEN": Function(lambda one: float(len(values.text(one)))),
}

ALL: Mapping[str, Function] = ChainMap(OPERATORS, FUNCTIONS)


def called(formula: type[ast.AST] | str) -> str:
    """What a spreadsheet calls what a formula writes so, a node of Python's tree or a name; "" where it may not."""
    return next((name for name, row in ALL.items() if row.formula == formula), "")
