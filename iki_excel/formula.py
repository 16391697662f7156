"""One formula, three readings.

A formula of the catalogue, such as ``hadir_tepat_waktu / hari_pns * 100``, is parsed once. The tree is then read three
ways: as numbers (:func:`evaluate`, over whole columns), as a live Excel formula (:func:`excel`), and in Indonesian
words (:func:`words`). An operator is one row of a table below, and holds all three readings; what has no row is refused.

A value exists only where every name has a number. Dividing by zero gives no value, and its reason.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from iki_excel.errors import FormulaError

Column = npt.NDArray[np.float64]

LONGEST_FORMULA = 1000
DEEPEST_FORMULA = 40


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
    """One row of the language: a function over numbers in its three readings."""

    numbers: Callable[[Sequence[Any]], Any]
    excel: str
    words: str


FUNCTIONS: dict[str, Function] = {
    "min": Function(np.minimum.reduce, "MIN", "yang terkecil dari"),
    "max": Function(np.maximum.reduce, "MAX", "yang terbesar dari"),
    "jumlah": Function(np.add.reduce, "SUM", "jumlah dari"),
    "rata": Function(lambda parts: np.add.reduce(parts) / len(parts), "AVERAGE", "rata-rata dari"),
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


@dataclass(frozen=True)
class Formula:
    """A parsed formula: its text, its tree, and what it needs.

    ``names`` are the numbers it uses, ``measures`` the pairs (measure, isian), both in the order of the text.
    """

    text: str
    tree: ast.expr
    names: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]
    is_condition: bool


def parse(text: str, measures: Mapping[str, Measure]) -> Formula:
    """Read a formula; raise FormulaError, in Indonesian, for anything the language cannot say."""
    tree = _tree(text)
    _refuse_outsiders(tree, text, measures)
    used = [(c.func.id, c.args[0].id) for c in _calls(tree) if c.func.id in measures]  # type: ignore[attr-defined]
    arguments = {id(c.args[0]) for c in _calls(tree) if c.func.id in measures}  # type: ignore[attr-defined]
    functions = {id(c.func) for c in _calls(tree)}
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in arguments | functions]
    nodes.sort(key=lambda n: (n.lineno, n.col_offset))
    names = tuple(dict.fromkeys(n.id for n in nodes))
    return Formula(text, tree, names, tuple(dict.fromkeys(used)), isinstance(tree, ast.Compare))


def _tree(text: str) -> ast.expr:
    if not isinstance(text, str) or not text.strip():
        raise FormulaError("rumus kosong; tulis rumusnya, misalnya “a / b * 100”")
    if len(text) > LONGEST_FORMULA:
        raise FormulaError(f"rumus lebih panjang dari {LONGEST_FORMULA} huruf; pecah dengan bagian “hitung”")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise FormulaError(f"rumus “{text}” tidak dapat dibaca; periksa tanda kurung dan tanda hitungnya") from None
    if _depth(tree) > DEEPEST_FORMULA:
        raise FormulaError(f"rumus “{text[:60]}…” terlalu berlapis; pecah dengan bagian “hitung”")
    return tree


def _depth(node: ast.AST) -> int:
    deepest, waiting = 0, [(node, 1)]
    while waiting:
        current, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in ast.iter_child_nodes(current)]
    return deepest


def _calls(tree: ast.expr) -> list[ast.Call]:
    return sorted((n for n in ast.walk(tree) if isinstance(n, ast.Call)), key=lambda n: (n.lineno, n.col_offset))


def _refuse_outsiders(tree: ast.expr, text: str, measures: Mapping[str, Measure]) -> None:
    inner = [tree.left, *tree.comparators] if isinstance(tree, ast.Compare) else [tree]
    if isinstance(tree, ast.Compare) and (len(tree.ops) != 1 or type(tree.ops[0]) not in COMPARISONS):
        raise FormulaError(f"rumus “{text}” memakai perbandingan yang tidak dikenal; pakai satu <=, <, >=, >, ==, !=")
    for part in inner:
        _refuse_part(part, text, measures)


def _refuse_part(node: ast.expr, text: str, measures: Mapping[str, Measure]) -> None:
    match node:
        case ast.Constant(value=value) if _is_number(value):
            return
        case ast.Name():
            return
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            parts = [left, right]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            parts = [operand]
        case ast.Call(func=ast.Name(id=name), args=[ast.Name()], keywords=[]) if name in measures:
            return
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS and args:
            parts = args
        case _:
            raise FormulaError(_outsider_sentence(node, text, measures))
    for part in parts:
        _refuse_part(part, text, measures)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value)


def _outsider_sentence(node: ast.expr, text: str, measures: Mapping[str, Measure]) -> str:
    known = ", ".join([*FUNCTIONS, *measures])
    return (
        f"rumus “{text}” memuat “{ast.unparse(node)}” yang tidak dikenal; yang boleh: bilangan, nama isian, "
        f"+ - * / ( ), dan {known}"
    )


# --- first reading: numbers ------------------------------------------------------------------------------------------


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
    zero: list[npt.NDArray[np.bool_]] = []
    with np.errstate(all="ignore"):
        value = np.asarray(_numbers(formula.tree, columns, isian, measures, zero), dtype=np.float64)
        value = np.broadcast_to(value, _shape(columns)).copy()
        value[~np.isfinite(value)] = np.nan
    by_zero = np.logical_or.reduce([np.broadcast_to(z, value.shape) for z in zero]) if zero else False
    return Evaluation(value, np.broadcast_to(np.asarray(by_zero, dtype=bool), value.shape))


def _shape(columns: Mapping[str, Column]) -> tuple[int, ...]:
    return np.broadcast_shapes(*(np.shape(c) for c in columns.values())) if columns else ()


def _numbers(node: ast.AST, columns: Any, isian: Any, measures: Any, zero: list[Any]) -> Any:
    def read(part: ast.AST) -> Any:
        return _numbers(part, columns, isian, measures, zero)

    match node:
        case ast.Constant(value=value):
            return np.float64(value)  # type: ignore[arg-type]
        case ast.Name(id=name):
            return columns[name]
        case ast.UnaryOp(operand=operand):
            return np.negative(read(operand))
        case ast.BinOp(left=left, op=op, right=right):
            return _binary(op, read(left), read(right), zero)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compare(op, read(left), read(right))
        case ast.Call(func=ast.Name(id=name), args=args) if name in measures:
            return measures[name].numbers(columns, isian[args[0].id])  # type: ignore[attr-defined]
        case ast.Call(func=ast.Name(id=name), args=args):
            return FUNCTIONS[name].numbers(np.broadcast_arrays(*(read(a) for a in args)))
    raise AssertionError(ast.dump(node))


def _binary(op: ast.operator, left: Any, right: Any, zero: list[Any]) -> Any:
    if isinstance(op, ast.Div):
        zero.append(np.equal(right, 0) & ~np.isnan(left))
        right = np.where(np.equal(right, 0), np.nan, right)
    return OPERATORS[type(op)].numbers(left, right)


def _compare(op: ast.cmpop, left: Any, right: Any) -> Any:
    holds = COMPARISONS[type(op)].numbers(left, right).astype(np.float64)
    return np.where(np.isnan(left) | np.isnan(right), np.nan, holds)


# --- second reading: Excel -------------------------------------------------------------------------------------------


def excel(formula: Formula, cells: Mapping[str, str], isian: Mapping[str, Any], measures: Mapping[str, Measure]) -> str:
    """The live formula, with ``=``: an empty text where a name has no number or a divisor is zero.

    ``cells`` maps every name to the reference (or expression) that stands for it.
    """
    guards = []
    if formula.names:
        references = ",".join(cells[name] for name in formula.names)
        guards.append(f"COUNT({references})={len(formula.names)}")
    for measure, name in formula.measures:
        guard = measures[measure].guard
        if guard is not None:
            guards.append(guard(cells, isian[name]))
    text = _excel(formula.tree, cells, isian, measures)
    if _divides(formula.tree):
        text = f'IFERROR({text},"")'
    if not guards:
        return f"={text}"
    condition = guards[0] if len(guards) == 1 else f"AND({','.join(guards)})"
    return f'=IF({condition},{text},"")'


def _divides(tree: ast.expr) -> bool:
    return any(isinstance(n, ast.Div) for n in ast.walk(tree))


def _excel(node: ast.AST, cells: Any, isian: Any, measures: Any) -> str:
    def read(part: ast.AST) -> str:
        return _excel(part, cells, isian, measures)

    def call(name: str, args: list[ast.expr]) -> str:
        if name in measures:
            return f"({measures[name].excel(cells, isian[args[0].id])})"  # type: ignore[attr-defined]
        return f"{FUNCTIONS[name].excel}({','.join(read(a) for a in args)})"

    return _said(node, read, call, lambda name: cells[name], repr, lambda row: row.excel)


# --- third reading: words --------------------------------------------------------------------------------------------


def words(formula: Formula, names: Mapping[str, str], measures: Mapping[str, Measure]) -> str:
    """The formula in Indonesian: every name replaced by what ``names`` says of it (a label, or a number as text).

    A measure is looked up as ``measure(isian)`` first, so that it too can be said as a number.
    """

    def read(part: ast.AST) -> str:
        return _said(part, read, call, lambda name: names[name], _number_words, lambda row: f" {row.words} ")

    def call(name: str, args: list[ast.expr]) -> str:
        if name not in measures:
            return f"{FUNCTIONS[name].words} ({'; '.join(read(a) for a in args)})"
        argument = args[0].id  # type: ignore[attr-defined]
        return names.get(f"{name}({argument})") or measures[name].words(names[argument])

    return read(formula.tree)


def _number_words(value: float) -> str:
    return f"{value:g}".replace(".", ",")


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


# --- rounding --------------------------------------------------------------------------------------------------------


def round_half_away(values: Any, digits: int) -> Any:
    """Round halves away from zero, as Excel's ROUND does (numpy and Python round them to even).

    Like Excel, 1.005 counts as the decimal number that it prints as, hence the tiny allowance.
    """
    scaled = np.abs(np.asarray(values, dtype=np.float64)) * 10.0**digits
    return np.copysign(np.floor(scaled * (1 + 4 * np.finfo(float).eps) + 0.5) / 10.0**digits, values)
