"""Rounding as spreadsheets and people do it."""

from __future__ import annotations

from typing import Any

import numpy as np


def round_half_away(values: Any, digits: int) -> Any:
    """Round halves away from zero, as Excel's ROUND does (numpy and Python round them to even).

    Like Excel, 1.005 counts as the decimal number that it prints as, hence the tiny allowance; there is no -0.
    """
    scaled = np.abs(np.asarray(values, dtype=np.float64)) * 10.0**digits
    rounded = np.floor(scaled * (1 + 4 * np.finfo(float).eps) + 0.5) / 10.0**digits
    return np.copysign(rounded, values) + 0.0
