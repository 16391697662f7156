"""A formula in Indonesian words."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from decimal import Decimal

from iki_excel.language.cells.functions import ALL, NEGATIVE, Function, called
from iki_excel.language.formula.measures import Measure
from iki_excel.language.formula.parsing import Formula
from iki_excel.language.formula.skala import SKALA, named
from iki_excel.words.frozen import frozen


def words(formula: Formula, names: Mapping[str, str], measures: Mapping[str, Measure]) -> str:
    """The formula in Indonesian: every name replaced by what ``names`` says of it (a label, or a number as text).

    A measure is looked up as ``measure(isian)`` first, so that it too can be said as a number.
    """
    return _Speaker(names, measures).say(formula.tree)


@frozen
class _Speaker:
    """Says one tree."""

    names: Mapping[str, str]
    measures: Mapping[str, Measure]

    def say(self, node: ast.AST) -> str:
        match node:
            case ast.Constant(value=int() | float() as value):
                return _number(value)
            case ast.Name(id=name):
                return self.names[name]
            case ast.UnaryOp(operand=inner):
                return f"(-{self._within(inner, ALL[NEGATIVE].rank)})"
            case ast.BinOp(left=left, op=op, right=right):
                return self._infix(ALL[called(type(op))], left, right)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._infix(ALL[called(type(op))], left, right)
            case ast.Call(func=ast.Name(id=name), args=args):
                return self._call(name, args)
        raise AssertionError(ast.dump(node))

    def _infix(self, row: Function, left: ast.AST, right: ast.AST) -> str:
        return f"{self._within(left, row.rank)} {row.words} {self._within(right, row.rank + 1)}"

    def _within(self, node: ast.AST, rank: int) -> str:
        """In parentheses where the tree needs them: the right side of - and / is one rank stricter than the left."""
        said = self.say(node)
        return f"({said})" if isinstance(node, ast.BinOp) and ALL[called(type(node.op))].rank < rank else said

    def _call(self, name: str, args: list[ast.expr]) -> str:
        if name == SKALA:
            kode = ast.unparse(args[1])
            steps = self.names.get(named(kode))
            return f"skala {steps} dari ({self.say(args[0])})" if steps else f"skala ({self.say(args[0])})"
        if name not in self.measures:
            return f"{ALL[called(name)].words} ({'; '.join(map(self.say, args))})"
        argument = ast.unparse(args[0])
        return self.names.get(f"{name}({argument})") or self.measures[name].words(self.names[argument])


def _number(value: float) -> str:
    """All digits of a number of the formula: 1250.5 as "1.250,5"."""
    exact = Decimal(repr(value))
    text = f"{int(exact):,}" if exact == int(exact) else f"{exact:,f}"
    return text.translate(str.maketrans(",.", ".,"))
