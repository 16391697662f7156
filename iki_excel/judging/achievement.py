"""Capaian (realisasi against target) and predikat, as numbers and as Excel.

No national formula is settled and the decree has none: the shape is arah, cap and bands of the office's aturan.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from iki_excel.decree.settings import Aturan
from iki_excel.language.formula import Column, round_half_away

DIGITS = 2


def capaian(realisasi: Column, target: Column, turun: Column, cap: float | None) -> Column:
    """Capaian in percent; NaN without realisasi, without target, or with target 0.

    ``naik``: realisasi / target × 100. ``turun``: (2 × target − realisasi) / target × 100, not below 0.
    """
    safe = np.where(target > 0, target, np.nan)
    rising = realisasi / safe * 100
    falling = np.maximum((2 * safe - realisasi) / safe * 100, 0)
    value = np.where(turun, falling, rising)
    return value if cap is None else np.minimum(value, cap)


def excel_capaian(realisasi: str, target: str, arah: str, cap: str | None) -> str:
    """The same as an Excel formula over the cells of realisasi, target and cap."""
    value = f"{realisasi}/{target}*100"
    if arah == "turun":
        value = f"MAX((2*{target}-{realisasi})/{target}*100,0)"
    capped = value if cap is None else f"MIN({value},{cap})"
    return f'=IF(COUNT({realisasi},{target})<2,"",IF({target}<=0,"",{capped}))'


def predikat(values: Column, aturan: Aturan) -> np.ndarray:
    """The band of each capaian, rounded half up to two decimals as it is shown; "" where there is none."""
    rounded = round_half_away(values, DIGITS)
    limits = [limit for limit, _ in aturan.pita[:-1]]
    conditions = [np.isnan(rounded), *(rounded >= limit for limit in limits)]
    words = ["", *(word for _, word in aturan.pita[:-1])]
    return np.select(conditions, words, default=aturan.pita[-1][1])


def excel_predikat(value: str, limits: Sequence[str], words: Sequence[str]) -> str:
    """The same as an Excel formula over the cells that hold the bands (one more word than limits)."""
    text = words[-1]
    for limit, word in reversed(list(zip(limits, words, strict=False))):
        text = f"IF(ROUND({value},{DIGITS})>={limit},{word},{text})"
    return f'=IF(ISNUMBER({value}),{text},"")'
