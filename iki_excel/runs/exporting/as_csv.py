"""The results as one CSV."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from iki_excel.judging import scoring
from iki_excel.runs.exporting.tables import HASIL, Tables
from iki_excel.words import plain
from iki_excel.words.plain import Separated
from iki_excel.workbooks import saving


class Rows:
    """The results of all blocks so far: a row an indikator and month, few enough to be kept until the end."""

    def __init__(self) -> None:
        self._blocks: list[pd.DataFrame] = []

    def append(self, tables: Tables) -> None:
        """Add the results of a block."""
        if HASIL in tables:
            self._blocks.append(tables[HASIL])

    @property
    def table(self) -> pd.DataFrame:
        """All of them, as they go out."""
        return scoring.exported(pd.concat(self._blocks, ignore_index=True))


@contextmanager
def opened(path: Path, separated: Separated) -> Iterator[Rows]:
    """A CSV to append blocks to."""
    rows = Rows()
    yield rows
    saving.save(path, plain.csv(rows.table, separated).encode(separated.encoding))
