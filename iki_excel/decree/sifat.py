"""What a realisasi is by its formula: what adds up over the months, what is as it is at a time, or documents."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from iki_excel.decree.kinds.checklist import ALL, FINISHED_BY, MET
from iki_excel.language.formula.skala import SKALA

if TYPE_CHECKING:
    from iki_excel.decree.model import Indikator

ARUS, KEADAAN, DOKUMEN = "arus", "keadaan", "dokumen"
"""It adds up over the months; it is what it is at a time; or it counts documents."""


def sifat_of(indikator: Indikator) -> str | None:
    """What the formula of an indikator makes its realisasi; None where it does not say."""
    tree = indikator.rumus.tree
    if _counts_documents(tree):
        return DOKUMEN
    added = {slot.kode: slot.akumulasi for slot in indikator.slots}
    added |= {part.kode: part.akumulasi for part in indikator.hitung}
    degrees = {kode: int(akumulasi == "jumlah") for kode, akumulasi in added.items()}
    degree = _degree(tree, degrees | dict.fromkeys(indikator.rumus.konstanta, 0))
    return {0: KEADAAN, 1: ARUS}.get(degree) if degree is not None else None


def _counts_documents(tree: ast.expr) -> bool:
    match tree:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _counts_documents(left) and _counts_documents(right)
        case ast.Call(func=ast.Name(id=name)):
            return name in (MET, FINISHED_BY)
    return False


def is_ratio(indikator: Indikator) -> bool:
    """Whether it stays the same where all its numbers double: a percentage or the nilai of a survey.

    A share of all documents of the year is none: it grows with every document that is finished. So do the steps of what
    grows.
    """
    if any(measure == ALL for measure, _ in indikator.rumus.measures):
        return False
    names = dict.fromkeys(indikator.rumus.names, 1) | dict.fromkeys(indikator.rumus.konstanta, 0)
    tree = indikator.rumus.tree
    steps = [call.args[0] for call in ast.walk(tree) if isinstance(call, ast.Call) and ast.unparse(call.func) == SKALA]
    return all(_degree(part, names) == 0 for part in (tree, *steps))


def _degree(tree: ast.expr, names: Mapping[str, int]) -> int | None:
    """The degree of a formula in names that have these degrees; None where it has none."""
    match tree:
        case ast.Constant():
            return 0
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(operand=operand):
            return _degree(operand, names)
        case ast.Call(func=ast.Name(id=name)) if name == SKALA:
            return 0
        case ast.Call(args=[ast.Name(id=name)]) if name not in names:  # a measure, asked of a whole isian
            return 0
        case ast.Call(args=args):
            return _one_degree([_degree(part, names) for part in args])
        case ast.BinOp(left=left, op=op, right=right):
            return _joined_degree(op, _degree(left, names), _degree(right, names))
    return None


def _one_degree(degrees: Sequence[int | None]) -> int | None:
    return degrees[0] if len(set(degrees)) == 1 else None


def _joined_degree(op: ast.operator, left: int | None, right: int | None) -> int | None:
    if left is None or right is None:
        return None
    match op:
        case ast.Mult():
            return left + right
        case ast.Div():
            return left - right
    return _one_degree([left, right])
