"""A formula as an expression over names, and over the cells of a sheet."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from iki_excel.language.cells import (
    BLANK,
    And,
    Condition,
    Constant,
    Count,
    Expression,
    If,
    IfError,
    Many,
    Name,
    Not,
    Or,
    Sum,
    Truth,
    bound,
)
from iki_excel.language.cells.expressions import Call, ConditionCall
from iki_excel.language.cells.functions import ALL, called
from iki_excel.language.formula.measures import Measure
from iki_excel.language.formula.parsing import Formula, terms
from iki_excel.language.formula.skala import SKALA, Skala
from iki_excel.words.frozen import frozen
from iki_excel.words.sameness import kept_for

Measures = Mapping[str, Measure]
Cells = Mapping[str, Many]
"""What every name of a formula is on a sheet; the parts of an isian may be a range."""


def live(
    formula: Formula,
    cells: Cells,
    isian: Mapping[str, Any],
    measures: Measures,
    complete: Condition | None = None,
    *,
    may_fail: bool = False,
    hides_errors: bool = True,
) -> Expression:
    """The live formula: an empty text where there is no value, where a divisor is zero, or what is not ``complete``.

    ``may_fail``: one of the cells may hold an error, which then is no value, where errors are hidden at all.
    """
    reading, hides = reading_of(formula, isian, measures), (formula.divides or may_fail) and hides_errors
    if complete is None:
        return bound(reading.guarded_hiding_errors if hides else reading.guarded, cells)
    value = IfError(reading.value, BLANK) if hides else reading.value
    guards = [complete, *([bound_condition(reading.exists, cells)] if reading.exists else ())]
    return If(And(*guards), bound(value, cells), BLANK)


def broken(formula: Formula, cells: Cells, also: Sequence[str] = ()) -> Condition:
    """Whether a condition does not hold; never where one of its names, or of those ``also`` named, has no number."""
    reading = reading_of(formula, {}, {})
    reading = replace(reading, names=(*reading.names, *also))
    assert isinstance(reading.value, Condition), formula.text
    return bound_condition(If(reading.exists or Truth(True), Not(reading.value), Truth(False)), cells)


def bound_condition(condition: Condition, cells: Cells) -> Condition:
    """A condition with its names replaced, which is one still."""
    found = bound(condition, cells)
    assert isinstance(found, Condition)
    return found


# --- from tree to expression -----------------------------------------------------------------------------------------


@frozen
class Reading:
    """An expression, and what must be so that it has a value: all ``names`` are numbers, all ``conditions`` hold."""

    value: Expression
    names: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @cached_property
    def exists(self) -> Condition | None:
        """Under which condition there is a value; None where there always is."""
        names = tuple(dict.fromkeys(self.names))
        counted = [Count(*map(Name, names)).equals(len(names))] if names else []
        guards = [*counted, *dict.fromkeys(self.conditions)]
        return And(*guards) if guards else None

    @cached_property
    def guarded(self) -> Expression:
        """The value where there is one, else an empty text."""
        return self._guarded(self.value)

    @cached_property
    def guarded_hiding_errors(self) -> Expression:
        """The same, an empty text in the place of an error, too."""
        return self._guarded(IfError(self.value, BLANK))

    def _guarded(self, value: Expression) -> Expression:
        return If(self.exists, value, BLANK) if self.exists else value


def _of_all(value: Expression, parts: Sequence[Reading]) -> Reading:
    """What has a value only where all its parts have one."""
    names = tuple(name for part in parts for name in part.names)
    return Reading(value, names, tuple(one for part in parts for one in part.conditions))


NOTHING: Mapping[str, Any] = {}
"""Stands for the isian and the measures where a formula asks of no whole isian."""


def reading_of(formula: Formula, isian: Mapping[str, Any], measures: Measures) -> Reading:
    """A condition compares what is all there; elsewhere a plus sign adds what applies."""
    return _reading_of(formula, isian, measures) if formula.measures else _reading_of(formula, NOTHING, NOTHING)


@kept_for(1024)
def _reading_of(formula: Formula, isian: Mapping[str, Any], measures: Measures) -> Reading:
    reader = _Reader(isian, measures, formula.konstanta, {one.kode: one for one in formula.skala})
    if not formula.is_condition:
        return reader.read(formula.tree)
    return Reading(reader.read(formula.tree).value, formula.names)


@frozen
class _Reader:
    """Reads one tree."""

    isian: Mapping[str, Any]
    measures: Measures
    konstanta: Sequence[str]
    skala: Mapping[str, Skala]

    def read(self, node: ast.AST) -> Reading:
        match node:
            case ast.Constant(value=int() | float() as value):
                return Reading(Constant(value))
            case ast.Name(id=name):
                return Reading(Name(name), () if name in self.konstanta else (name,))
            case ast.UnaryOp(operand=inner):
                part = self.read(inner)
                return _of_all(-part.value, [part])
            case ast.BinOp(op=ast.Add()):
                return self._sum(list(terms(node)))
            case ast.BinOp(left=left, op=op, right=right):
                parts = [self.read(left), self.read(right)]
                return _of_all(Call(called(type(op)), tuple(part.value for part in parts)), parts)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                parts = [self.read(left), self.read(right)]
                return _of_all(ConditionCall(called(type(op)), tuple(part.value for part in parts)), parts)
            case ast.Call(func=ast.Name(id=name), args=args):
                return self._call(name, args)
        raise AssertionError(ast.dump(node))

    def _call(self, name: str, args: list[ast.expr]) -> Reading:
        if name in self.measures:
            measure, isian = self.measures[name], self.isian[ast.unparse(args[0])]
            return Reading(measure.expression(isian), (), (measure.exists(isian),))
        if name == SKALA:
            part = self.read(args[0])
            return _of_all(self.skala[ast.unparse(args[1])].of(part.value), [part])
        if ALL[called(name)].adds:
            return self._sum([term for arg in args for term in terms(arg)])
        parts = [self.read(arg) for arg in args]
        return _of_all(Call(called(name), tuple(part.value for part in parts)), parts)

    def _sum(self, terms: Sequence[ast.expr]) -> Reading:
        """What applies is added; there is no value where nothing does."""
        parts = [self.read(term) for term in terms]
        plain = tuple(dict.fromkeys(name for part in parts if isinstance(part.value, Name) for name in part.names))
        applies = [Count(*map(Name, plain)) > 0] if plain else []
        added: list[Expression] = []
        for part in parts:
            exists = None if isinstance(part.value, Name) else part.exists
            added.append(If(exists, part.value, 0) if exists else part.value)
            applies += [exists] if exists else []
        return Reading(Sum(*added), (), (Or(*applies),) if applies else ())
