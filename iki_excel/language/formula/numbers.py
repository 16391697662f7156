"""The first reading: a formula over whole columns of numbers."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from iki_excel.language.formula.language import COMPARISONS, FUNCTIONS, OPERATORS, Column, Measure
from iki_excel.language.formula.parsing import Formula


@dataclass(frozen=True)
class Evaluation:
    """``value``: float64, NaN where there is none. ``divided_by_zero``: bool, where that is the reason."""

    value: Column
    divided_by_zero: npt.NDArray[np.bool_]


def evaluate(
    formula: Formula, columns: Mapping[str, Column], isian: Mapping[str, Any], measures: Mapping[str, Measure]
) -> Evaluation:
    """Evaluate over columns of equal shape (NaN: no number). A condition gives 1.0, 0.0 or NaN.

    ``isian`` maps the isian that measures are asked of to what their kind needs to know of them.
    """
    shape = np.broadcast_shapes(*(np.shape(column) for column in columns.values()))
    reader = _Reader(columns, isian, measures)
    with np.errstate(all="ignore"):
        value = np.broadcast_to(np.asarray(reader.read(formula.tree), dtype=np.float64), shape).copy()
    value[~np.isfinite(value)] = np.nan
    by_zero = np.zeros(shape, dtype=bool)
    for where in reader.zero_divisors:
        by_zero |= where
    return Evaluation(value, by_zero)


@dataclass(frozen=True)
class _Reader:
    """Reads one tree, and remembers where a divisor was zero."""

    columns: Mapping[str, Column]
    isian: Mapping[str, Any]
    measures: Mapping[str, Measure]
    zero_divisors: list[npt.NDArray[np.bool_]] = field(default_factory=list)

    def read(self, node: ast.AST) -> Any:
        match node:
            case ast.Constant(value=value):
                return np.float64(value)  # type: ignore[arg-type]
            case ast.Name(id=name):
                return self.columns[name]
            case ast.UnaryOp(operand=operand):
                return np.negative(self.read(operand))
            case ast.BinOp(left=left, op=op, right=right):
                return self._binary(op, self.read(left), self.read(right))
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return _compare(op, self.read(left), self.read(right))
            case ast.Call(func=ast.Name(id=name), args=args):
                return self._call(name, args)
        raise AssertionError(ast.dump(node))

    def _binary(self, op: ast.operator, left: Any, right: Any) -> Any:
        if isinstance(op, ast.Div):
            self.zero_divisors.append(np.equal(right, 0) & ~np.isnan(left))
            right = np.where(np.equal(right, 0), np.nan, right)
        return OPERATORS[type(op)].numbers(left, right)

    def _call(self, name: str, args: list[ast.expr]) -> Any:
        if name in self.measures:
            return self.measures[name].numbers(self.columns, self.isian[ast.unparse(args[0])])
        return FUNCTIONS[name].numbers(np.broadcast_arrays(*(self.read(arg) for arg in args)))


def _compare(op: ast.cmpop, left: Any, right: Any) -> Any:
    holds = COMPARISONS[type(op)].numbers(left, right).astype(np.float64)
    return np.where(np.isnan(left) | np.isnan(right), np.nan, holds)


def round_half_away(values: Any, digits: int) -> Any:
    """Round halves away from zero, as Excel's ROUND does (numpy and Python round them to even).

    Like Excel, 1.005 counts as the decimal number that it prints as, hence the tiny allowance; there is no -0.
    """
    scaled = np.abs(np.asarray(values, dtype=np.float64)) * 10.0**digits
    rounded = np.floor(scaled * (1 + 4 * np.finfo(float).eps) + 0.5) / 10.0**digits
    return np.copysign(rounded, values) + 0.0
