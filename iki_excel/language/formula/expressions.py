"""A formula as an expression of cells: over the columns of a table, or over the cells of a sheet."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from iki_excel.language.cells import (
    BLANK,
    And,
    Column,
    Columns,
    Condition,
    Constant,
    Contents,
    Count,
    Expression,
    If,
    IfError,
    Many,
    Mask,
    Name,
    Not,
    Truth,
    bound,
    over_columns,
)
from iki_excel.language.cells.expressions import Call, ConditionCall
from iki_excel.language.cells.functions import called
from iki_excel.language.formula.measures import Measure
from iki_excel.language.formula.parsing import Formula

Measures = Mapping[str, Measure]
Cells = Mapping[str, Many]
"""What every name of a formula is on a sheet; the parts of an isian may be a range."""


@dataclass(frozen=True)
class Evaluation:
    """``value``: float64, NaN where there is none. ``divided_by_zero``: bool, where that is the reason."""

    value: Column
    divided_by_zero: Mask


def evaluate(formula: Formula, columns: Columns, isian: Mapping[str, Any], measures: Measures) -> Evaluation:
    """Evaluate over columns of equal shape. A condition gives 1.0, 0.0 or NaN.

    ``isian`` maps the isian that measures are asked of to what their kind needs to know of them.
    """
    shape = np.broadcast_shapes(*(c.number.shape for c in columns.values() if isinstance(c, Contents)))
    found = over_columns(bare(formula, isian, measures), columns)
    exists = _exists(formula, isian, measures)
    holds = over_columns(exists, columns).number == 1 if exists else np.True_
    value = np.broadcast_to(np.where(holds, found.number, np.nan), shape).copy()
    return Evaluation(value, np.broadcast_to(holds & found.error, shape).copy())


def live(formula: Formula, cells: Cells, isian: Mapping[str, Any], measures: Measures) -> Expression:
    """The live formula: an empty text where a name has no number, or a divisor is zero."""
    value = bare(formula, isian, measures)
    if any(isinstance(node, ast.Div) for node in ast.walk(formula.tree)):
        value = IfError(value, BLANK)
    exists = _exists(formula, isian, measures)
    return bound(If(exists, value, BLANK) if exists else value, cells)


def broken(formula: Formula, cells: Cells) -> Condition:
    """Whether a condition does not hold; never where one of its names has no number."""
    exists = _exists(formula, {}, {}) or Truth(True)
    value = bare(formula, {}, {})
    assert isinstance(value, Condition), formula.text
    found = bound(If(exists, Not(value), Truth(False)), cells)
    assert isinstance(found, Condition)
    return found


def _exists(formula: Formula, isian: Mapping[str, Any], measures: Measures) -> Condition | None:
    """Under which condition there is a value: every name is a number, and so is every measure."""
    guards: list[Condition] = []
    if formula.names:
        guards.append(Count(*map(Name, formula.names)).equals(len(formula.names)))
    guards += [measures[measure].exists(isian[name]) for measure, name in formula.measures]
    return And(*dict.fromkeys(guards)) if guards else None


def bare(formula: Formula, isian: Mapping[str, Any], measures: Measures) -> Expression:
    """The formula over its names, whether they have numbers or not."""
    return _Reader(isian, measures).read(formula.tree)


@dataclass(frozen=True)
class _Reader:
    """Reads one tree."""

    isian: Mapping[str, Any]
    measures: Measures

    def read(self, node: ast.AST) -> Expression:
        match node:
            case ast.Constant(value=value):
                return Constant(value)  # type: ignore[arg-type]
            case ast.Name(id=name):
                return Name(name)
            case ast.UnaryOp(operand=inner):
                return -self.read(inner)
            case ast.BinOp(left=left, op=op, right=right):
                return Call(called(type(op)), (self.read(left), self.read(right)))
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return ConditionCall(called(type(op)), (self.read(left), self.read(right)))
            case ast.Call(func=ast.Name(id=name), args=args):
                return self._call(name, args)
        raise AssertionError(ast.dump(node))

    def _call(self, name: str, args: list[ast.expr]) -> Expression:
        if name in self.measures:
            return self.measures[name].expression(self.isian[ast.unparse(args[0])])
        return Call(called(name), tuple(map(self.read, args)))
