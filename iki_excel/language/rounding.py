"""Rounding, and being the same number, as spreadsheets and people have it."""

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


SAME = 2.0**-48
"""Spreadsheets take two numbers for the same that differ by less than this part of them: 0.1 + 0.2 is 0.3."""


def is_same(left: Any, right: Any) -> Any:
    """Whether two numbers, or the numbers of two arrays, are the same to a spreadsheet."""
    return abs(left - right) <= SAME * np.maximum(abs(left), abs(right))


def whole_below(values: Any) -> Any:
    """The whole number that is not above each; one that is the same as a whole number is that."""
    nearest = np.rint(values)
    return np.where(is_same(values, nearest), nearest, np.floor(values))


def is_whole(values: Any) -> Any:
    """Whether each is a whole number to a spreadsheet."""
    return is_same(values, np.rint(values))
