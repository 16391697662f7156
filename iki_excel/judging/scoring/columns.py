"""The numbers behind an indikator by name, of each month and s.d."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from iki_excel.decree import Indikator
from iki_excel.decree.fields import TB
from iki_excel.decree.kinds import MEASURES, PERIOD_END, Slot
from iki_excel.judging.scoring.grid import Grid, SlotArrays
from iki_excel.judging.scoring.status import Months, is_state
from iki_excel.language import formula
from iki_excel.language.akumulasi import AKUMULASI, accumulated
from iki_excel.language.cells import NO_TEXT, Contents, Mask, of_numbers
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode

Numbers = dict[str, Contents]
"""By name what stands in every cell of the grid: slots, ``<slot>.banyak``, ``<slot>.batas``, computed names."""


def month_columns(indikator: Indikator, arrays: Mapping[str, SlotArrays], grid: Grid) -> Numbers:
    """What each name is in each month by itself; TB as a text, and a computed name that divides by zero as an error."""
    columns = _fixed(indikator, grid)
    for slot in indikator.slots:
        own = arrays[slot.kode]
        columns[slot.kode] = of_numbers(own.angka, np.where(own.absent, np.array(TB, dtype=object), NO_TEXT))
        columns[f"{slot.kode}.banyak"] = of_numbers(own.banyak)
    for part in indikator.hitung:
        computed = formula.evaluate(part.rumus, columns, {}, MEASURES)
        columns[part.kode] = of_numbers(computed.value, error=computed.divided_by_zero)
    return columns


def _fixed(indikator: Indikator, grid: Grid) -> Numbers:
    """The last day of each month, and the deadlines of its documents."""
    ends = [float(bahasa.serial(Periode(month).last_day)) for month in grid.months]
    columns = {PERIOD_END: of_numbers(np.broadcast_to(np.array(ends), grid.shape))}
    return columns | {f"{s.kode}.batas": _deadlines(s, grid) for s in indikator.slots if s.batas}


def _deadlines(slot: Slot, grid: Grid) -> Contents:
    days = [float(bahasa.serial(grid.settings.deadline(slot, month))) for month in grid.months]
    return of_numbers(np.broadcast_to(np.array(days), grid.shape))


def counted_columns(indikator: Indikator, month: Numbers, months: Months) -> Numbers:
    """What goes into the accumulation: a month in which a part does not apply is left out with all its parts.

    Of a state, so is a month in which a part is blank: the parts of a last known value are of one month. Documents are
    never left out: each stays as it was told, until another month tells otherwise.
    """
    left_out = months.absent | months.kosong if is_state(indikator) else months.absent
    kept = {slot.kode for isian in indikator.isian if isian.pendukung or isian.dokumen for slot in isian.slots}
    counted = {}
    for name in (part.kode for part in indikator.names):
        absent = np.zeros_like(left_out) if name in kept else left_out
        counted[name] = of_numbers(np.where(absent, np.nan, month[name].number), error=month[name].error & ~absent)
        if f"{name}.banyak" in month:
            counted[f"{name}.banyak"] = of_numbers(np.where(absent, 0.0, month[f"{name}.banyak"].number))
    return counted


def columns_so_far(indikator: Indikator, counted: Numbers, month: Numbers, grid: Grid) -> Numbers:
    """What each name comes to after each month; of a document the latest entry, TB as a text."""
    columns = _fixed(indikator, grid)
    for slot in indikator.slots:
        own = month[slot.kode] if slot.batas else counted[slot.kode]
        columns[slot.kode] = accumulated(AKUMULASI[slot.akumulasi], own, counted[slot.leader or slot.kode])
        banyak = counted[f"{slot.kode}.banyak"]
        columns[f"{slot.kode}.banyak"] = accumulated(AKUMULASI["jumlah"], banyak, banyak)
    for part in indikator.hitung:
        columns[part.kode] = accumulated(AKUMULASI[part.akumulasi], counted[part.kode], counted[part.kode])
    return columns


def divided_so_far(indikator: Indikator, counted: Numbers) -> Mask:
    """After which months a computed name has no number, since a month of what it comes to divides by zero."""
    divided = np.zeros_like(counted[indikator.names[0].kode].error)
    for part in indikator.hitung:
        divided = divided | _is_divided(part.akumulasi, counted[part.kode])
    return divided


def _is_divided(akumulasi: str, own: Contents) -> Mask:
    """A sum keeps such a month for the rest of the year, a last known value until the next one."""
    divisions = of_numbers(np.where(own.error, 1.0, np.where(own.is_number, 0.0, np.nan)))
    return accumulated(AKUMULASI[akumulasi], divisions, divisions).number > 0
