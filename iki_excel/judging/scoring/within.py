"""What an indikator comes to within the triwulan, semester or year that is processed, from its beginning to each month.

By the same formula, over what its months add up to since then; of documents, those that became due in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from iki_excel.decree import Indikator
from iki_excel.decree.kinds import MEASURES
from iki_excel.decree.kinds.over_columns import with_all_parts_of_span
from iki_excel.judging.scoring.columns import (
    Numbers,
    Reckoned,
    Version,
    columns_so_far,
    divided_of,
    doubtful_now,
    slots_asked,
)
from iki_excel.judging.scoring.grid import Forms, SlotArrays
from iki_excel.judging.scoring.status import Months, ever, is_state, since_usable
from iki_excel.language.cells.columns import Column, Columns, Mask
from iki_excel.language.formula.evaluating import evaluate
from iki_excel.words.periods import Periode


def realisasi_within(version: Version, forms: Forms, reckoned: Reckoned, span: Periode) -> Column:
    """What it comes to from the beginning of a span to each of its months; NaN where it has no value, and outside."""
    found = np.full(version.grid.shape, np.nan)
    at = [number for number, month in enumerate(version.grid.months) if month in span.months]
    if at:
        found[:, at] = _within(version, forms, reckoned, slice(at[0], at[-1] + 1))
    return found


def _within(version: Version, forms: Forms, reckoned: Reckoned, cut: slice) -> Column:
    indikator, months = version.indikator, reckoned.months.within(cut)
    counted, month = _cut(reckoned.counted, cut), _cut(reckoned.month, cut)
    columns = month | columns_so_far(indikator, counted, months)
    documents = {name: parts for name, parts in reckoned.year.items() if isinstance(parts, tuple)}
    parts = with_all_parts_of_span(columns, month, documents, indikator.isian_by_kode, cut.start)
    value = evaluate(indikator.rumus, parts, indikator.isian_by_kode, MEASURES).value
    arrays = {kode: one.within(cut) for kode, one in slots_asked(version, forms).items()}
    is_known = _is_known(indikator, arrays, months, parts) & ~divided_of(indikator, counted, months)
    return np.where(is_known, np.broadcast_to(value, is_known.shape), np.nan)


def _cut(numbers: Numbers, cut: slice) -> Numbers:
    return {name: one.months(cut) for name, one in numbers.items()}


def _is_known(indikator: Indikator, arrays: Mapping[str, SlotArrays], months: Months, parts: Columns) -> Mask:
    """Where nothing that it stands on is wrong or blank; a month that is missing makes it a part, not a wrong one."""
    came = ever(months.came)
    if is_state(indikator):
        return came & ~since_usable(months.salah, months.usable)
    if not any(isian.dokumen for isian in indikator.needed):
        return came & ~ever(months.salah | months.kosong)
    others = [arrays[slot.kode] for isian in indikator.needed if not isian.dokumen for slot in isian.slots]
    gaps: Sequence[Mask] = [np.zeros_like(came), *(ever(one.salah | one.kosong) for one in others)]
    is_known: Mask = came & ~np.any(gaps, axis=0) & ~doubtful_now(indikator, arrays, parts)
    return is_known
