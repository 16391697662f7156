"""How the months of a year add up to "s.d. bulan ini", as numbers and as Excel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from iki_excel.formula import Column


@dataclass(frozen=True)
class Akumulasi:
    """``numbers``: months along the last axis, NaN for no number, gives the value after each month.

    ``excel`` gets the cells of the months so far, and those of the leader (for ikut), and gives the formula's text.
    """

    numbers: Callable[[Column, Column], Column]
    excel: Callable[[str, str], str]


def _sum_so_far(months: Column, _leader: Column) -> Column:
    known = ~np.isnan(months)
    total = np.cumsum(np.where(known, months, 0.0), axis=-1)
    return np.where(np.logical_or.accumulate(known, axis=-1), total, np.nan)


def _at_last_entry(months: Column, leader: Column) -> Column:
    order = np.where(~np.isnan(leader), np.arange(leader.shape[-1]), -1)
    last = np.maximum.accumulate(order, axis=-1)
    found = np.take_along_axis(months, np.maximum(last, 0), axis=-1)
    return np.where(last >= 0, found, np.nan)


def _last_so_far(months: Column, _leader: Column) -> Column:
    return _at_last_entry(months, months)


BIGGEST = "9.99E+307"

AKUMULASI = {
    "jumlah": Akumulasi(_sum_so_far, lambda own, _: f'=IF(COUNT({own})=0,"",SUM({own}))'),
    "terakhir": Akumulasi(_last_so_far, lambda own, _: f'=IF(COUNT({own})=0,"",LOOKUP({BIGGEST},{own}))'),
    "ikut": Akumulasi(
        _at_last_entry,
        lambda own, leader: (
            f'=IF(COUNT({leader})=0,"",IF(ISNUMBER(INDEX({own},MATCH({BIGGEST},{leader}))),'
            f'INDEX({own},MATCH({BIGGEST},{leader})),""))'
        ),
    ),
}
"""By name: the sum, the last known value, and the value that stands where ``leader`` has its last value."""
