"""What of a target is due after each month, and the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from iki_excel.decree import Indikator
from iki_excel.decree.kinds import checklist, group
from iki_excel.decree.sifat import DOKUMEN
from iki_excel.decree.targets import Bagian, Target
from iki_excel.judging.scoring.columns import Reckoned, Version
from iki_excel.judging.scoring.grid import Forms
from iki_excel.judging.scoring.status import absent_of
from iki_excel.language.cells.columns import Column, Mask
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode


@frozen
class Due:
    """Of an indikator over the grid: the part of its target that is ``due``, and the ``whole`` (NaN: no number).

    ``covered``: the months that count for a target that is due with the months. ``not_yet``: where there is a target,
    and nothing of it is due.
    """

    due: Column
    whole: Column
    covered: Mask
    not_yet: Mask


def due_of(version: Version, forms: Forms, reckoned: Reckoned | None) -> Due:
    """What of the target of an indikator is due; ``reckoned``: None for an indeks, which counts no documents."""
    grid, indikator = version.grid, version.indikator
    target = grid.settings.target_of(indikator, grid.year)
    covered = _covered(version, forms)
    due, whole = np.full(grid.shape, np.nan), np.full(grid.shape, np.nan)
    if reckoned is not None and counts_documents(indikator, target):
        most = np.inf if target is None or target.angka is None else target.angka
        fallen, drawn_up = _documents(indikator, reckoned)
        due, whole = (np.where(drawn_up > 0, np.minimum(n, most), np.nan) for n in (fallen, drawn_up))
    elif target is not None and target.rentang is None:
        due, whole = _by_months(version, target, covered)
    due = np.where(version.has_asked, _as_of_the_last_span(version, due), np.nan)
    not_yet = (whole > 0) & (due == 0)
    return Due(np.where(not_yet, np.nan, due), whole, covered, not_yet)


def _covered(version: Version, forms: Forms) -> Mask:
    """The months that count for a target that is due with the months: not those that are excused.

    Of a span the form of its last month tells: where that is excused, none of its months counts.
    """
    own = ~forms.excused
    ends = np.array([_end_of_span(version, at) for at in range(len(version.asked))])
    told = own & version.asks_any
    covered: Mask = own & (ends >= 0) & told[:, ends]
    return covered


def _end_of_span(version: Version, at: int) -> int:
    """The month that asks of a month, by its number; -1 where it is still to come."""
    return next((later for later, asks in enumerate(version.asks_now) if asks and later >= at), -1)


def _as_of_the_last_span(version: Version, due: Column) -> Column:
    """What was due when the latest span ended; of months before the first, their own."""
    last, held = -1, []
    for at, asks in enumerate(version.asks_now):
        last = at if asks else last
        held.append(at if last < 0 else last)
    return due[:, held]


def counts_documents(indikator: Indikator, target: Target | None) -> bool:
    """Whether its target is the documents that are due."""
    return indikator.sifat == DOKUMEN and (target is None or target.cara == "angka")


def _by_months(version: Version, target: Target, covered: Mask) -> tuple[Column, Column]:
    grid = version.grid
    sifat = version.indikator.sifat
    parts, whole = target.bagian(sifat, grid.year), target.setahun(sifat, grid.year)
    if not parts:  # a schedule of other years is none in this
        return np.full(grid.shape, np.nan), np.full(grid.shape, np.nan)
    due = np.zeros(grid.shape)
    for part in parts:
        due = due + part.nilai * months_passed(part, grid.months, covered) / part.pembagi
    return due, np.full(grid.shape, np.nan if whole is None else whole)


def months_passed(part: Bagian, months: Sequence[Periode], covered: Mask) -> Column:
    """After each month, how many months of a part of a target have passed; months stand along the last axis.

    What is due by the calendar alone is due even where the months before the first one are not among them.
    """
    numbers = [month.month_number for month in months]
    if not part.dihitung:
        passed = [sum(month <= number for month in part.bulan) for number in numbers]
        return np.broadcast_to(np.array(passed, dtype=float), covered.shape)
    own = np.isin(numbers, part.bulan)
    return np.cumsum(covered & own, axis=-1).astype(float)


def _documents(indikator: Indikator, reckoned: Reckoned) -> tuple[Column, Column]:
    """How many documents are due, and how many are to be drawn up at all."""
    due: Any = 0.0
    whole: Any = 0.0
    for isian in (one for one in indikator.needed if one.dokumen):
        parts = reckoned.year[group(checklist.DUE, isian.kode)]
        assert isinstance(parts, tuple)
        due = due + sum(part.number for part in parts)
        whole = whole + sum(date.a_year - absent_of(date, reckoned.so_far) for date, _ in isian.dokumen)
    return due, whole
