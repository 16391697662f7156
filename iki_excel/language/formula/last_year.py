"""Last year's number of an isian, ``tahun_lalu(x)``: in a formula a name of its own, which no code can be.

Of an expression, ``tahun_lalu(a / b * 100)``, each name is last year's: a ratio is computed anew from what the months
of last year come to.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from iki_excel.language.formula.skala import SKALA
from iki_excel.words.errors import FormulaError

TAHUN_LALU = "tahun_lalu"
"""What the function is called."""


def named(kode: str) -> str:
    """What last year's number of an isian is called."""
    return f"{TAHUN_LALU}({kode})"


def is_of_last_year(name: str) -> bool:
    """Whether a name of a formula is last year's number of an isian."""
    return name.startswith(f"{TAHUN_LALU}(")


def isian_of(name: str) -> str:
    """The isian whose number a name of a formula is, of this year or of the last."""
    return name.removeprefix(f"{TAHUN_LALU}(").removesuffix(")") if is_of_last_year(name) else name


def with_names(tree: ast.expr, measures: Collection[str]) -> ast.expr:
    """A tree in which what is asked of last year is said by names; FormulaError for what has no such number."""
    found = _Naming(measures).visit(tree)
    assert isinstance(found, ast.expr)
    return found


class _Naming(ast.NodeTransformer):
    """Puts in the place of each call what it is asked of, as it was last year."""

    def __init__(self, measures: Collection[str]) -> None:
        self.measures = measures

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if not _is_call(node, [TAHUN_LALU]):
            return node
        if len(node.args) != 1 or node.keywords:
            told = f"harus berisi satu isian atau satu hitungan, misalnya {TAHUN_LALU}(pengunjung)"
            raise FormulaError(f"“{ast.unparse(node)}” {told}")
        names = [*_names_of_numbers(node.args[0])]
        _refuse_without_number(node, names, self.measures)
        for name in names:
            name.id = named(name.id)
        return node.args[0]


def _refuse_without_number(call: ast.Call, names: Collection[ast.Name], measures: Collection[str]) -> None:
    said, parts = ast.unparse(call), [*ast.walk(call.args[0])]
    if any(is_of_last_year(name.id) for name in names):
        raise FormulaError(f"“{said}” memuat {TAHUN_LALU} di dalam {TAHUN_LALU}; tulis satu saja")
    for measure in (part for part in parts if _is_call(part, measures)):
        raise FormulaError(
            f"“{said}” memuat {ast.unparse(measure)}, padahal {TAHUN_LALU} hanya untuk isian bilangan, ya_tidak, atau "
            "pilihan; tanyakan hasil tahun lalu itu sebagai isian bilangan sendiri"
        )
    for steps in (part for part in parts if isinstance(part, ast.Call) and _is_call(part, [SKALA])):
        inner, *rest = map(ast.unparse, steps.args)
        raise FormulaError(f"“{said}” memuat {SKALA}; tulis {SKALA}({'; '.join([named(inner), *rest])})")
    if not names:
        raise FormulaError(f"“{said}” tidak memakai isian; tulis kodenya, misalnya {TAHUN_LALU}(pengunjung)")


def _is_call(node: ast.AST, functions: Collection[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions


def _names_of_numbers(node: ast.AST) -> Iterator[ast.Name]:
    """The names in a tree that are no function's."""
    match node:
        case ast.Name():
            yield node
        case ast.Call(args=args):
            for part in args:
                yield from _names_of_numbers(part)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _names_of_numbers(child)
