"""The numbers behind an indikator by name, of each month and s.d."""

from __future__ import annotations

import numpy as np

from iki_excel.decree import Indikator
from iki_excel.decree.kinds import MEASURES, PERIOD_END, Slot
from iki_excel.judging.scoring.grid import Grid, Mask, SlotArrays
from iki_excel.judging.scoring.status import Months, is_state
from iki_excel.language import formula
from iki_excel.language.akumulasi import AKUMULASI
from iki_excel.language.formula import Column
from iki_excel.words import bahasa, periods


def month_columns(indikator: Indikator, arrays: dict[str, SlotArrays], grid: Grid) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    ends = [float(bahasa.serial(periods.last_day(month))) for month in grid.months]
    columns[PERIOD_END] = np.broadcast_to(np.array(ends), grid.shape)
    for slot in indikator.slots:
        columns[slot.kode] = arrays[slot.kode].angka
        columns[f"{slot.kode}.banyak"] = arrays[slot.kode].banyak
        if slot.batas:
            columns[f"{slot.kode}.batas"] = _deadlines(slot, arrays[slot.kode].absent, grid)
    for part in indikator.hitung:
        columns[part.kode] = formula.evaluate(part.rumus, columns, {}, MEASURES).value
    return columns


def _deadlines(slot: Slot, absent: Mask, grid: Grid) -> Column:
    """Deadlines as serials; none for a document that is not drawn up (TB)."""
    days = [float(bahasa.serial(grid.settings.deadline(slot, month))) for month in grid.months]
    return np.where(absent, np.nan, np.broadcast_to(np.array(days), grid.shape))


def counted_columns(indikator: Indikator, month: dict[str, Column], months: Months) -> dict[str, Column]:
    """What goes into the accumulation: a month in which a part does not apply is left out with all its parts.

    Of a state, so is a month in which a part is blank: the parts of a last known value are of one month.
    """
    left_out = months.absent | months.kosong if is_state(indikator) else months.absent
    supporting = {slot.kode for isian in indikator.isian if isian.pendukung for slot in isian.slots}
    counted = {}
    for name in (part.kode for part in indikator.names):
        absent = np.zeros_like(left_out) if name in supporting else left_out
        counted[name] = np.where(absent, np.nan, month[name])
        if f"{name}.banyak" in month:
            counted[f"{name}.banyak"] = np.where(absent, 0.0, month[f"{name}.banyak"])
    return counted


def accumulated(indikator: Indikator, counted: dict[str, Column], month: dict[str, Column]) -> dict[str, Column]:
    columns = {PERIOD_END: month[PERIOD_END]}
    for slot in indikator.slots:
        leader = counted[slot.leader or slot.kode]
        columns[slot.kode] = AKUMULASI[slot.akumulasi].numbers(counted[slot.kode], leader)
        columns[f"{slot.kode}.banyak"] = np.cumsum(counted[f"{slot.kode}.banyak"], axis=-1)
    for part in indikator.hitung:
        columns[part.kode] = AKUMULASI[part.akumulasi].numbers(counted[part.kode], counted[part.kode])
    return columns


def documents_so_far(
    indikator: Indikator, counted: dict[str, Column], arrays: dict[str, SlotArrays], grid: Grid
) -> dict[str, Column]:
    """By document the date of the latest entry; where that entry is TB, neither a date nor a batas waktu."""
    columns, at_last_entry = {}, AKUMULASI["ikut"].numbers
    for slot in (slot for slot in indikator.slots if slot.batas):
        dates, absent = counted[slot.kode], arrays[slot.kode].absent
        entries = np.where(absent | ~np.isnan(dates), 0.0, np.nan)
        columns[slot.kode] = at_last_entry(dates, entries)
        columns[f"{slot.kode}.batas"] = _deadlines(slot, at_last_entry(absent.astype(float), entries) == 1, grid)
    return columns
