"""From the text of a formula to its tree; what the language cannot say is refused here, in Indonesian."""

from __future__ import annotations

import ast
import functools
import warnings
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from iki_excel.language.cells.functions import ALL, called
from iki_excel.language.formula import last_year, spelling
from iki_excel.language.formula.last_year import TAHUN_LALU
from iki_excel.language.formula.measures import Measure
from iki_excel.language.formula.skala import SKALA, Skala
from iki_excel.words import bahasa
from iki_excel.words.errors import FormulaError
from iki_excel.words.frozen import frozen

LONGEST_FORMULA = 1000
DEEPEST_FORMULA = 40
LARGEST_NUMBER = 1e15
LONGEST_QUOTE = 80
MOST_DIGITS = 6


@frozen
class Formula:
    """A parsed formula: its text, its tree, and what it needs.

    ``names`` are the numbers it uses (of last year's :func:`last_year.named`), ``measures`` the pairs (measure, isian),
    both in the order of the text.
    ``decimals``: whole numbers may give a result that is not. ``konstanta`` are the names of numbers that always are
    there, whatever was filled; none of them is among ``names``. ``skala``: the steps that it names.
    """

    text: str
    tree: ast.expr = field(compare=False)  # a tree is equal to none but itself
    names: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]
    is_condition: bool
    decimals: bool
    konstanta: tuple[str, ...] = ()
    skala: tuple[Skala, ...] = ()

    def knowing(self, konstanta: Container[str]) -> Formula:
        """The same formula, where it is known which of its names are numbers that always are there."""
        always = tuple(name for name in self.names if name in konstanta)
        return replace(self, names=tuple(name for name in self.names if name not in always), konstanta=always)

    @property
    def sums(self) -> list[set[str]]:
        """The names that are added to something, a set for each sum of its own."""
        return [{term.id for term in terms if isinstance(term, ast.Name)} for terms in _sums(self.tree)]

    @property
    def compared(self) -> tuple[str, str] | None:
        """The two names whose difference it divides, (before - now) / c; None where it divides something else.

        What is of last year was before, wherever it stands.
        """
        for node in ast.walk(self.tree):
            match node:
                case ast.BinOp(left=ast.BinOp(ast.Name(id=first), ast.Sub(), ast.Name(id=second)), op=ast.Div()):
                    is_turned = last_year.is_of_last_year(second) and not last_year.is_of_last_year(first)
                    pair = (second, first) if is_turned else (first, second)
                    return pair if {*pair} <= {*self.names} else None
        return None

    @property
    def of_last_year(self) -> tuple[str, ...]:
        """The isian whose number of last year it uses, in the order of the text."""
        return tuple(last_year.isian_of(name) for name in self.names if last_year.is_of_last_year(name))

    @functools.cached_property
    def divides(self) -> bool:
        """Whether it may divide by zero."""
        return any(isinstance(node, ast.Div) for node in ast.walk(self.tree))


def parse(
    text: str,
    measures: Mapping[str, Measure],
    symbols: Mapping[str, str] | None = None,
    skala: Sequence[Skala] = (),
) -> Formula:
    """Read a formula; raise FormulaError, in Indonesian, for anything the language cannot say.

    ``symbols``: by the letter that a decree writes for it the code of what is meant. ``skala``: what it may name.
    """
    tree = last_year.with_names(spelling.with_codes(_tree(text), symbols or {}), measures)
    _refuse_outsiders(tree, text, measures)
    calls = [(call, *_call_names(call)) for call in _in_order(tree) if isinstance(call, ast.Call)]
    asked = {id(call.args[0]): (name, argument) for call, name, argument in calls if name in measures}
    functions = {id(call.func) for call, *_ in calls}
    steps = {id(call.args[1]): _skala(call, skala) for call, name, _ in calls if name == SKALA}
    others = asked.keys() | functions | steps.keys()
    names = [n.id for n in _in_order(tree) if isinstance(n, ast.Name) and id(n) not in others]
    return Formula(
        text=text,
        tree=tree,
        names=tuple(dict.fromkeys(names)),
        measures=tuple(dict.fromkeys(asked.values())),
        is_condition=isinstance(tree, ast.Compare),
        decimals=any(_gives_decimals(node, measures) for node in _outside_skala(tree))
        or any(one.decimals for one in steps.values()),
        skala=tuple(dict.fromkeys(steps.values())),
    )


def _skala(call: ast.Call, known: Sequence[Skala]) -> Skala:
    """The steps that a call names."""
    said, by_kode = ast.unparse(call.args[1]), {one.kode: one for one in known}
    if said not in by_kode:
        near, listed = bahasa.near(said, by_kode), ", ".join(by_kode)
        told = f"maksudnya “{near}”?" if near else f"yang ada: {listed}" if listed else "tulis langkahnya sebagai skala"
        raise FormulaError(f"rumus memakai skala “{said}”, yang tidak dikenal; {told}")
    return by_kode[said]


def _outside_skala(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those of which only the step counts in which they lie."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name == SKALA:
            return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _outside_skala(child)


def _in_order(tree: ast.expr) -> Iterator[ast.expr]:
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Call)]
    yield from sorted(nodes, key=lambda node: (node.lineno, node.col_offset))


def _call_names(call: ast.Call) -> tuple[str, str]:
    """The name of the function and, where it is a name, of its first argument."""
    return ast.unparse(call.func), ast.unparse(call.args[0])


def _gives_decimals(node: ast.AST, measures: Mapping[str, Measure]) -> bool:
    match node:
        case ast.BinOp(op=op):
            return ALL[called(type(op))].decimals
        case ast.Constant(value=int() | float() as value):
            return value != int(value)
        case ast.Call(func=ast.Name(id=name)):
            return (measures.get(name) or ALL[called(name)]).decimals
    return False


# --- sums ------------------------------------------------------------------------------------------------------------


def terms(node: ast.expr) -> Iterator[ast.expr]:
    """What stands between the plus signs of a sum, and in the sums in it."""
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from (*terms(left), *terms(right))
        case ast.Call(func=ast.Name(id=name), args=args) if called(name) and ALL[called(name)].adds:
            yield from (term for arg in args for term in terms(arg))
        case _:
            yield node


def _sums(node: ast.expr) -> Iterator[list[ast.expr]]:
    """The terms of every sum that is no part of a longer one, from the outermost in."""
    added = [*terms(node)]
    if added != [node]:
        yield added
    inner = added if added != [node] else [*ast.iter_child_nodes(node)]
    yield from (one for child in inner if isinstance(child, ast.expr) for one in _sums(child))


# --- from text to tree -----------------------------------------------------------------------------------------------


def _tree(text: str) -> ast.expr:
    if not isinstance(text, str) or not text.strip():
        raise FormulaError("rumus kosong; tulis rumusnya, misalnya “a / b * 100”")
    if len(text) > LONGEST_FORMULA:
        raise FormulaError(f"rumus lebih panjang dari {LONGEST_FORMULA} huruf; pecah dengan bagian “hitung”")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(spelling.as_typed(text), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        told = spelling.slip(text) or "periksa tanda kurung dan tanda hitungnya"
        raise FormulaError(f"rumus “{_quoted(text)}” tidak dapat dibaca; {told}") from None
    if _depth(tree) > DEEPEST_FORMULA:
        raise FormulaError(f"rumus “{_quoted(text)}” terlalu berlapis; pecah dengan bagian “hitung”")
    return tree


def _quoted(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def _depth(node: ast.AST) -> int:
    deepest, waiting = 0, [(node, 1)]
    while waiting:
        current, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in ast.iter_child_nodes(current)]
    return deepest


# --- what has no row in the tables -----------------------------------------------------------------------------------


def _refuse_outsiders(tree: ast.expr, text: str, measures: Mapping[str, Measure]) -> None:
    inner = [tree.left, *tree.comparators] if isinstance(tree, ast.Compare) else [tree]
    if isinstance(tree, ast.Compare) and (len(tree.ops) != 1 or not called(type(tree.ops[0]))):
        raise FormulaError(
            f"rumus “{_quoted(text)}” memakai perbandingan yang tidak dikenal; pakai satu <=, <, >=, >, ==, !="
        )
    for part in inner:
        _refuse_part(part, text, measures)


def _refuse_part(node: ast.expr, text: str, measures: Mapping[str, Measure]) -> None:
    match node:
        case ast.Constant(value=value) if _is_number(value):
            return
        case ast.Name():
            return
        case ast.BinOp(left=left, op=op, right=right) if called(type(op)):
            parts = [left, right]
        case ast.UnaryOp(op=op, operand=operand) if called(type(op)):
            parts = [operand]
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            parts = _arguments(node, name, args, text, measures)
        case _:
            raise FormulaError(_outsider_sentence(node, text, measures))
    for part in parts:
        _refuse_part(part, text, measures)


def _arguments(
    node: ast.expr, name: str, args: list[ast.expr], text: str, measures: Mapping[str, Measure]
) -> list[ast.expr]:
    """What a function is given that the language must be able to say, too."""
    match args:
        case [ast.Name()] if name in measures:
            return []
        case [number, ast.Name()] if name == SKALA:
            return [number]
        case _ if _takes(name, args):
            return args
    if name == SKALA:
        raise FormulaError(
            f"“{_quoted(ast.unparse(node))}” harus berisi sebuah bilangan dan nama skalanya, misalnya "
            "skala(rapat; nilai_rapat)"
        )
    raise FormulaError(_outsider_sentence(node, text, measures))


def _takes(name: str, args: Sequence[ast.expr]) -> bool:
    """Whether there is a function of numbers of this name that takes so many, and such."""
    row = ALL.get(called(name))
    return row is not None and row.least <= len(args) <= row.most and (not row.digits or _is_digits(args[-1]))


def _is_digits(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value <= MOST_DIGITS


def functions() -> list[str]:
    """The names of the functions of numbers."""
    return [*(row.formula for row in ALL.values() if isinstance(row.formula, str)), SKALA, TAHUN_LALU]


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and value < LARGEST_NUMBER


def _outsider_sentence(node: ast.expr, text: str, measures: Mapping[str, Measure]) -> str:
    told = spelling.foreign(text)
    if told:
        return f"rumus “{_quoted(text)}” tidak dapat dibaca; {told}"
    known = ", ".join([*functions(), *measures])
    return (
        f"rumus “{_quoted(text)}” memuat “{_quoted(ast.unparse(node))}” yang tidak dikenal; yang boleh: bilangan, "
        f"nama isian, + - * / ( ), dan {known}"
    )
