"""What became of units, and of a block of them."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from iki_excel.judging.found import Found
from iki_excel.judging.gabungan import Gabungan
from iki_excel.runs.exporting import Tables
from iki_excel.words.frozen import frozen


@frozen
class UnitDone:
    """What became of a unit: its workbook, None where none was asked for; whether that stood there already; what was
    found, and in a sentence what its pages miss; ``error``: why it, or a page of it, could not be written."""

    kode: str
    path: Path | None
    is_same: bool
    found: Found
    why_no_pages: str = ""
    error: str = ""


@frozen
class BlockDone:
    """What became of a block; ``tables`` where they were asked for."""

    part: Gabungan
    units: tuple[UnitDone, ...]
    tables: Tables = field(default_factory=dict)
