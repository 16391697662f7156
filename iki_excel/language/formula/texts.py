"""The second and the third reading: a formula as a live Excel formula, and in Indonesian words."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from iki_excel.language.formula.language import COMPARISONS, FUNCTIONS, OPERATORS, Measure, Operator
from iki_excel.language.formula.parsing import Formula


def excel(formula: Formula, cells: Mapping[str, str], isian: Mapping[str, Any], measures: Mapping[str, Measure]) -> str:
    """The live formula, with ``=``: an empty text where a name has no number or a divisor is zero.

    ``cells`` maps every name to the reference (or expression) that stands for it.
    """

    def read(part: ast.AST) -> str:
        return _said(part, read, call, cells.__getitem__, _excel_number, lambda row: row.excel)

    def call(name: str, args: list[ast.expr]) -> str:
        if name in measures:
            return f"({measures[name].excel(cells, isian[ast.unparse(args[0])])})"
        return f"{FUNCTIONS[name].excel}({','.join(read(a) for a in args)})"

    text = read(formula.tree)
    if any(isinstance(node, ast.Div) for node in ast.walk(formula.tree)):
        text = f'IFERROR({text},"")'
    guards = _guards(formula, cells, isian, measures)
    if not guards:
        return f"={text}"
    condition = guards[0] if len(guards) == 1 else f"AND({','.join(guards)})"
    return f'=IF({condition},{text},"")'


def _guards(
    formula: Formula, cells: Mapping[str, str], isian: Mapping[str, Any], measures: Mapping[str, Measure]
) -> list[str]:
    """The Excel conditions under which there is a value, each once."""
    guards = []
    if formula.names:
        references = ",".join(cells[name] for name in formula.names)
        guards.append(f"COUNT({references})={len(formula.names)}")
    for measure, name in formula.measures:
        guard = measures[measure].guard
        if guard is not None:
            guards.append(guard(cells, isian[name]))
    return list(dict.fromkeys(guards))


def _excel_number(value: float) -> str:
    return repr(value).upper()


def words(formula: Formula, names: Mapping[str, str], measures: Mapping[str, Measure]) -> str:
    """The formula in Indonesian: every name replaced by what ``names`` says of it (a label, or a number as text).

    A measure is looked up as ``measure(isian)`` first, so that it too can be said as a number.
    """

    def read(part: ast.AST) -> str:
        return _said(part, read, call, names.__getitem__, _number_words, lambda row: f" {row.words} ")

    def call(name: str, args: list[ast.expr]) -> str:
        if name not in measures:
            return f"{FUNCTIONS[name].words} ({'; '.join(read(a) for a in args)})"
        argument = ast.unparse(args[0])
        return names.get(f"{name}({argument})") or measures[name].words(names[argument])

    return read(formula.tree)


def _number_words(value: float) -> str:
    """All digits of a number of the formula: 1250.5 as "1.250,5"."""
    exact = Decimal(repr(value))
    text = f"{int(exact):,}" if exact == int(exact) else f"{exact:,f}"
    return text.translate(str.maketrans(",.", ".,"))


# --- what both have in common ----------------------------------------------------------------------------------------


def _said(
    node: ast.AST,
    read: Callable[[ast.AST], str],
    call: Callable[[str, list[ast.expr]], str],
    name_as: Callable[[str], str],
    number_as: Callable[[float], str],
    sign: Callable[[Operator], str],
) -> str:
    match node:
        case ast.Constant(value=value):
            return number_as(value)  # type: ignore[arg-type]
        case ast.Name(id=name):
            return name_as(name)
        case ast.UnaryOp(operand=operand):
            return f"(-{_wrapped(operand, 4, read)})"
        case ast.BinOp(left=left, op=op, right=right):
            row = OPERATORS[type(op)]
            return f"{_wrapped(left, row.rank, read)}{sign(row)}{_wrapped(right, row.rank + 1, read)}"
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            row = COMPARISONS[type(op)]
            return f"{_wrapped(left, 2, read)}{sign(row)}{_wrapped(right, 2, read)}"
        case ast.Call(func=ast.Name(id=name), args=args):
            return call(name, args)
    raise AssertionError(ast.dump(node))


def _wrapped(node: ast.AST, rank: int, read: Callable[[ast.AST], str]) -> str:
    """Parentheses where the tree needs them: the right side of - and / is one rank stricter than the left."""
    if isinstance(node, ast.BinOp) and OPERATORS[type(node.op)].rank < rank:
        return f"({read(node)})"
    return read(node)
