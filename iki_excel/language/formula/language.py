"""The tables of the language: every operator and function in its three readings."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Operator:
    """One row of the language: an infix operator in its three readings."""

    numbers: Callable[[Any, Any], Any]
    excel: str
    words: str
    rank: int


OPERATORS: dict[type[ast.AST], Operator] = {
    ast.Add: Operator(np.add, "+", "+", 2),
    ast.Sub: Operator(np.subtract, "-", "−", 2),
    ast.Mult: Operator(np.multiply, "*", "×", 3),
    ast.Div: Operator(np.divide, "/", "÷", 3),
}

COMPARISONS: dict[type[ast.AST], Operator] = {
    ast.LtE: Operator(np.less_equal, "<=", "≤", 1),
    ast.Lt: Operator(np.less, "<", "<", 1),
    ast.GtE: Operator(np.greater_equal, ">=", "≥", 1),
    ast.Gt: Operator(np.greater, ">", ">", 1),
    ast.Eq: Operator(np.equal, "=", "=", 1),
    ast.NotEq: Operator(np.not_equal, "<>", "≠", 1),
}


@dataclass(frozen=True)
class Function:
    """One row of the language: a function over numbers in its three readings.

    ``decimals``: whole numbers may give a number that is not.
    """

    numbers: Callable[[Sequence[Any]], Any]
    excel: str
    words: str
    decimals: bool = False


FUNCTIONS: dict[str, Function] = {
    "min": Function(np.minimum.reduce, "MIN", "yang terkecil dari"),
    "max": Function(np.maximum.reduce, "MAX", "yang terbesar dari"),
    "jumlah": Function(np.add.reduce, "SUM", "jumlah dari"),
    "rata": Function(lambda parts: np.add.reduce(parts) / len(parts), "AVERAGE", "rata-rata dari", decimals=True),
}


@dataclass(frozen=True)
class Measure:
    """A function of one whole isian (a checklist, a survey) in its three readings.

    A kind of isian brings its measures with it. ``numbers`` gets the columns by name and the parts of the isian;
    ``excel`` gets the cell references by the same names; ``guard`` is the Excel condition under which there is a value.
    """

    numbers: Callable[[Mapping[str, Column], Any], Column]
    excel: Callable[[Mapping[str, str], Any], str]
    words: Callable[[str], str]
    guard: Callable[[Mapping[str, str], Any], str] | None = None
    decimals: bool = False
