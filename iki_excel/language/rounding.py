"""Rounding, and being the same number, as spreadsheets and people have it.

Each takes one number or an array of numbers, with operators that both have: who reads single cells needs no numpy.
"""

from __future__ import annotations

import sys
from typing import Any

ALLOWANCE = 1 + 4 * sys.float_info.epsilon
"""Like Excel, 1.005 counts as the decimal number that it prints as."""


def round_half_away(values: Any, digits: int) -> Any:
    """Round halves away from zero, as Excel's ROUND does (numpy and Python round them to even); there is no -0."""
    scaled = abs(values) * 10.0**digits
    rounded = (scaled * ALLOWANCE + 0.5) // 1 / 10.0**digits
    return rounded * (1 - 2 * (values < 0)) + 0.0


SAME = 2.0**-48
"""Spreadsheets take two numbers for the same that differ by less than this part of them: 0.1 + 0.2 is 0.3."""


def is_same(left: Any, right: Any) -> Any:
    """Whether two numbers, or the numbers of two arrays, are the same to a spreadsheet."""
    apart = abs(left - right)
    return (apart <= SAME * abs(left)) | (apart <= SAME * abs(right))


def whole_below(values: Any) -> Any:
    """The whole number that is not above each; one that is the same as a whole number is that."""
    below, nearest = values // 1, _nearest(values)
    return below + (is_same(values, nearest) & (nearest > below))


def is_whole(values: Any) -> Any:
    """Whether each is a whole number to a spreadsheet."""
    return is_same(values, _nearest(values))


def _nearest(values: Any) -> Any:
    """The nearest whole number; of a half the even one."""
    below = values // 1
    part = values - below
    return below + ((part > 0.5) | ((part == 0.5) & (below % 2 == 1)))
