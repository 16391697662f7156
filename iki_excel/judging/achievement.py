"""Capaian (realisasi against target) and predikat, as expressions of live cells.

No national formula is settled and the decree has none: the shape is arah, cap and bands of the office's aturan.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from iki_excel.decree.targets import NAIK, TURUN
from iki_excel.language.cells import (
    BLANK,
    Constant,
    Count,
    Expression,
    If,
    IsNumber,
    LookUp,
    Many,
    Max,
    Min,
    Name,
    Operand,
    Round,
    operand,
)
from iki_excel.language.cells.columns import Column, of_numbers, over_columns

DIGITS = 2
"""Capaian is banded as it is shown: rounded to two decimals, halves away from zero."""

WORTH_A_LOOK = 200.0
"""A capaian above this, in percent, says more about its target than about the official."""


def capaian(
    realisasi: Expression, target: Expression, arah: str, cap: Operand | None, *, judges_zero: bool = True
) -> Expression:
    """Capaian in percent, never below 0; nothing without realisasi, without target, or with a target that is 0.

    ``naik``: realisasi / target × 100. ``turun``: (2 × target − realisasi) / target × 100. ``stabil``: the less of
    both, so that nothing is better than the target. ``judges_zero``: a target of 0 that should fall, or be met exactly,
    is met by 0 alone, which gives 100, and anything else gives 0.
    """
    rising = realisasi / target * 100
    if arah == NAIK:
        value, of_zero = _capped(Max(rising, Constant(0)), cap), operand(BLANK)
    else:
        falling = (target + target - realisasi) / target * 100
        value = _capped(Max(falling if arah == TURUN else Min(rising, falling), Constant(0)), cap)
        is_met = realisasi <= 0 if arah == TURUN else realisasi.equals(0)
        of_zero = _capped(If(is_met, 100, 0), cap) if judges_zero else BLANK
    return If(Count(realisasi, target).equals(2), If(target <= 0, of_zero, value), BLANK)


def capaian_in_range(realisasi: Expression, dari: Expression, sampai: Expression, cap: Operand | None) -> Expression:
    """Capaian in percent of what should lie between two numbers: 100 there, less the further away, not below 0."""
    below = If(realisasi <= 0, 0, realisasi / dari * 100)
    outside = If(realisasi < dari, below, If(realisasi > sampai, sampai / realisasi * 100, 100))
    return If(IsNumber(realisasi), _capped(outside, cap), BLANK)


def _capped(value: Expression, cap: Operand | None) -> Expression:
    return value if cap is None else Min(value, operand(cap))


def predikat(value: Expression, limits: Many, words: Many, digits: Operand = DIGITS) -> Expression:
    """The band of a capaian: the word of the last of the limits, which rise, that it reaches; nothing without one."""
    return If(IsNumber(value), LookUp(Round(value, digits), limits, words), BLANK)


def predikat_words(percent: Column, bands: Sequence[tuple[float, str]]) -> npt.NDArray[np.object_]:
    """The band of each capaian of a column, by the bands of the office's aturan; "" where there is none."""
    limits = tuple(of_numbers(limit) for limit, _ in bands)
    words = tuple(of_numbers(np.nan, text=word) for _, word in bands)
    told = predikat(Name("capaian"), Name("batas"), Name("kata"))
    return over_columns(told, {"capaian": of_numbers(percent), "batas": limits, "kata": words}).text
