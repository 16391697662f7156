"""Capaian (realisasi against target) and predikat, as expressions of live cells.

No national formula is settled and the decree has none: the shape is arah, cap and bands of the office's aturan.
"""

from __future__ import annotations

from collections.abc import Sequence

from iki_excel.language.cells import BLANK, Constant, Count, Expression, If, IsNumber, Max, Min, Operand, Round

DIGITS = 2
"""Capaian is banded as it is shown: rounded to two decimals, halves away from zero."""


def capaian(realisasi: Expression, target: Expression, arah: str, cap: Expression | None) -> Expression:
    """Capaian in percent; nothing without realisasi, without target, or with a target that is not above 0.

    ``naik``: realisasi / target × 100. ``turun``: (2 × target − realisasi) / target × 100, not below 0.
    """
    value = realisasi / target * 100
    if arah == "turun":
        value = Max((Constant(2) * target - realisasi) / target * 100, Constant(0))
    capped = value if cap is None else Min(value, cap)
    return If(Count(realisasi, target) < 2, BLANK, If(target <= 0, BLANK, capped))


def predikat(value: Expression, limits: Sequence[Operand], words: Sequence[Operand]) -> Expression:
    """The band of a capaian: the first word whose limit it reaches (one more word than limits); nothing without one."""
    told = words[-1]
    for limit, word in reversed(list(zip(limits, words, strict=False))):
        told = If(Round(value, DIGITS) >= limit, word, told)
    return If(IsNumber(value), told, BLANK)
