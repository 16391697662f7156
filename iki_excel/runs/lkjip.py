"""The results of a year beside those of the year before, for the yearly report."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from iki_excel.judging import lkjip
from iki_excel.judging.batch import Batch
from iki_excel.words.periods import Periode


def of_year(batch: Batch, process: Callable[[Periode], Batch]) -> pd.DataFrame:
    """What a batch says of each indikator (lkjip.LKJIP_COLUMNS), with last year's results. ``process``: makes the batch
    of the same office for another periode.
    """
    return lkjip.of_year(batch, _before(batch, process))


def _before(batch: Batch, process: Callable[[Periode], Batch]) -> pd.DataFrame | None:
    """The results of the same periode a year before; None where the office or its indikator were not there yet."""
    before, settings = batch.periode.of_year(batch.periode.year - 1), batch.settings
    months = settings.months(before) if settings.unit.has_begun(before.months[-1]) else []
    if not any(batch.catalog.at(month).jabatan for month in months):
        return None
    return process(before).hasil
