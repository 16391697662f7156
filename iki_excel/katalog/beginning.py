"""A catalogue to begin with: an example row of each kind, to be copied and then deleted."""

from __future__ import annotations

from pathlib import Path

from iki_excel.decree import Source
from iki_excel.decree.loading import read_folder

EXAMPLE = Path(__file__).parent / "data"


def example() -> Source:
    """The tables of the example, whose jabatan and figures are invented."""
    return read_folder(EXAMPLE)
