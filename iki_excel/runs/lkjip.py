"""The results of a year beside those of the year before, for the yearly report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from iki_excel.judging import lkjip
from iki_excel.judging.batch import Batch
from iki_excel.runs.batches import process
from iki_excel.workbooks.opening import Reader


def of_year(batch: Batch, places: Sequence[Path], *, reader: Reader | None = None) -> pd.DataFrame:
    """What a batch says of each indikator (lkjip.LKJIP_COLUMNS), with last year's results of the forms at the same
    places.
    """
    return lkjip.of_year(batch, _before(batch, places, reader))


def _before(batch: Batch, places: Sequence[Path], reader: Reader | None) -> pd.DataFrame | None:
    """The results of the same periode a year before; None where the office or its indikator were not there yet."""
    before, settings = batch.periode.of_year(batch.periode.year - 1), batch.settings
    months = settings.months(before) if settings.unit.has_begun(before.months[-1]) else []
    if not any(batch.catalog.at(month).jabatan for month in months):
        return None
    return process(places, batch.catalog, settings, before, reader=reader).hasil
