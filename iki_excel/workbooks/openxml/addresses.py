"""Addresses of cells as the XML writes them."""

from __future__ import annotations

import re
from functools import lru_cache

from iki_excel.language.places import Place, column_number
from iki_excel.workbooks.gate import BROKEN, Unreadable
from iki_excel.workbooks.openxml.bounds import LAST_COLUMN, LAST_ROW

ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)


def split_address(address: str) -> tuple[int, int]:
    """Row and column, counted from 1; nothing but an address of Excel's is taken for one."""
    match = ADDRESS.fullmatch(address)
    if not match:
        raise Unreadable(BROKEN)
    row, column = int(match[2]), column_number(match[1]) + 1
    if row > LAST_ROW or column > LAST_COLUMN:
        raise Unreadable(BROKEN)
    return row, column


AREA = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?", re.ASCII)


@lru_cache(maxsize=4096)
def corners(area: str) -> tuple[int, int, int, int]:
    """The first row and column of a range such as F8:G9, or of one cell, and the last ones; all from zero."""
    match = AREA.fullmatch(area)
    if not match:
        raise Unreadable(BROKEN)
    top, left = int(match[2]) - 1, column_number(match[1])
    bottom, right = (int(match[4]) - 1, column_number(match[3])) if match[3] else (top, left)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


CELL_REFERENCE = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"
)


@lru_cache(maxsize=1024)
def first_cell(target: str) -> Place | None:
    """The cell that a defined name's target begins at; None where it is no cell."""
    match = CELL_REFERENCE.fullmatch(target.strip())
    if not match:
        return None
    return Place((match[1] or match[2]).replace("''", "'"), int(match[4]) - 1, column_number(match[3]))
