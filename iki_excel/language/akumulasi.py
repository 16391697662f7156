"""How the months of a year add up to "s.d. bulan ini", as numbers and as Excel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from iki_excel.language.formula import Column


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


def _excel_last(is_entry: str, months: str) -> str:
    """What stands in the last cell where ``is_entry`` holds, whatever stands in the others (MATCH minds that)."""
    return f"LOOKUP(2,1/{is_entry},{months})"


def excel_last_entry(months: str) -> str:
    """What stands in the last cell with anything in it, a text too: of a document its date, or TB."""
    is_entry = f'({months}<>"")'
    return f'=IFERROR({_excel_last(is_entry, months)},"")'


def _excel_sum(own: str, _leader: str) -> str:
    return f'=IF(COUNT({own})=0,"",SUM({own}))'


def _excel_last_number(own: str, _leader: str) -> str:
    return f'=IF(COUNT({own})=0,"",{_excel_last(f"ISNUMBER({own})", own)})'


def _excel_at_last_entry(own: str, leader: str) -> str:
    """The last cell of its own may be blank or a text where the leader has a number: then there is none."""
    is_entry = f"ISNUMBER({leader})"
    has_number = _excel_last(is_entry, f"ISNUMBER({own})")
    return f'=IF(COUNT({leader})=0,"",IF({has_number},{_excel_last(is_entry, own)},""))'


AKUMULASI = {
    "jumlah": Akumulasi(_sum_so_far, _excel_sum),
    "terakhir": Akumulasi(_last_so_far, _excel_last_number),
    "ikut": Akumulasi(_at_last_entry, _excel_at_last_entry),
}
"""By name: the sum, the last known value, and the value that stands where ``leader`` has its last value."""
