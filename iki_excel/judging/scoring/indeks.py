"""What an indeks comes to: its rumus over the results of other indikator, as they are told in each month.

Nothing of it is typed or added up. It is as complete as the least complete of its parts, and applies where all of them
do: of 60 % and 40 % one alone is no index.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from iki_excel.decree import Jabatan
from iki_excel.decree.fields import TIDAK_BERLAKU
from iki_excel.decree.kinds import CAPAIAN, MEASURES, Isian
from iki_excel.judging.scoring.columns import Version, fixed_columns
from iki_excel.judging.scoring.due import Due
from iki_excel.judging.scoring.grid import Grid, rows_where
from iki_excel.judging.scoring.status import (
    BELUM_JATUH_TEMPO,
    BELUM_LENGKAP,
    BELUM_MASUK,
    LENGKAP,
    PEMBAGI_NOL,
    SALAH_ISI,
    SEBAGIAN,
    STATUS_WORDS,
    known,
)
from iki_excel.judging.scoring.tables import Outcome, Table, table_of
from iki_excel.language.cells.columns import Column, Mask, of_numbers
from iki_excel.language.formula.evaluating import Evaluation, evaluate
from iki_excel.words.frozen import frozen

OF_MONTH, SO_FAR, WITHIN = "realisasi_bulan", "realisasi", "realisasi_masa"
"""The columns of the results that an indeks is reckoned over: of the month, so far, and within the span. A capaian is
always so far, whichever of them is asked.
"""

WITHOUT_RESULT = (BELUM_MASUK, SALAH_ISI, BELUM_LENGKAP, PEMBAGI_NOL)
"""How a part stands that an indeks waits for."""

WAITING = "belum lengkap (menunggu {})"
UNMEASURED = "belum lengkap ({} tanpa capaian)"
"""Where what is complete has no capaian, as it has no target or one of 0."""

NOT_DUE = "belum jatuh tempo (menunggu {})"
IN_PART = "sebagian ({} baru sebagian)"
NOT_APPLICABLE = "tidak berlaku ({} tidak berlaku)"

Results = Mapping[str, Table]
"""By kode the results of every indikator that may be a part, a row a unit and month."""


@frozen
class _Part:
    """What another indikator comes to over the grid: its numbers by the columns above, and its status."""

    kode: str
    numbers: Mapping[str, Column]
    status: npt.NDArray[np.object_]
    has_gaps: Mask

    @property
    def is_absent(self) -> Mask:
        """Where it does not apply."""
        return np.asarray(self.status == TIDAK_BERLAKU, dtype=bool)

    @property
    def is_awaited(self) -> Mask:
        """Where it has no result that it should have."""
        return np.isin(self.status, WITHOUT_RESULT)

    @property
    def is_unmeasured(self) -> Mask:
        """Where it has a result, but no number against a target."""
        return np.isin(self.status, (LENGKAP, SEBAGIAN)) & np.isnan(self.numbers[SO_FAR])

    @property
    def is_not_due(self) -> Mask:
        """Where it has no result, as nothing of it is due."""
        return np.asarray(self.status == BELUM_JATUH_TEMPO, dtype=bool) & np.isnan(self.numbers[SO_FAR])

    @property
    def is_in_part(self) -> Mask:
        """Where its result is of some of its months only, whatever of its own target is due."""
        is_told = np.isin(self.status, (SEBAGIAN, BELUM_JATUH_TEMPO)) & ~np.isnan(self.numbers[SO_FAR])
        return np.asarray((self.status == SEBAGIAN) | (is_told & self.has_gaps), dtype=bool)


Parts = Mapping[str, _Part]
"""By the kode that the rumus has for it."""


def parts_of_indeks(version: Version, results: Results) -> Parts:
    """The parts of an indeks over its grid."""
    return {isian.kode: _part(isian, results[isian.dari], version.grid) for isian in version.indikator.isian}


def told_as(isian: Isian, column: str) -> str:
    """The column of the results of its indikator that an isian is, where the indeks is told by another column."""
    return CAPAIAN if isian.ukuran == CAPAIAN else column


def _part(isian: Isian, rows: Table, grid: Grid) -> _Part:
    unit = pd.Index(grid.units).get_indexer(rows["unit"])
    month = pd.Index(grid.months).get_indexer(rows["periode"])
    inside = (unit >= 0) & (month >= 0)
    place = (unit[inside], month[inside])

    def scattered(column: str, empty: Any, dtype: type) -> Any:
        array: Any = np.full(grid.shape, empty, dtype=dtype)
        array[place] = rows[column][inside]
        return array

    columns = (OF_MONTH, SO_FAR, WITHIN)
    numbers = {column: scattered(told_as(isian, column), np.nan, float) for column in columns}
    return _Part(isian.dari, numbers, scattered("status", "", object), scattered("berlubang", False, bool))


def outcome_of_indeks(version: Version, parts: Parts, due: Due) -> Outcome:
    """What an indeks comes to in each month of its grid."""
    of_month, so_far, within = (_evaluated(version, parts, column) for column in (OF_MONTH, SO_FAR, WITHIN))
    months = version.grid.span.months if version.grid.span else []
    in_span = version.grid.of_months([month in months for month in version.grid.months])
    status = _status(parts, so_far, due)
    words = _words(parts, status)
    told = known(status, so_far.value, due.not_yet)
    in_part = _any(part.is_in_part for part in parts.values())
    return Outcome(of_month.value, told, np.where(in_span, within.value, np.nan), status, words, in_part)


def _evaluated(version: Version, parts: Parts, column: str) -> Evaluation:
    """The rumus over one column of results, where every part has a number there."""
    numbers = {kode: of_numbers(part.numbers[column]) for kode, part in parts.items()}
    found = evaluate(version.indikator.rumus, fixed_columns(version) | numbers, {}, MEASURES)
    is_told = np.all([~np.isnan(part.numbers[column]) for part in parts.values()], axis=0)
    value = np.where(is_told, np.broadcast_to(found.value, is_told.shape), np.nan)
    return Evaluation(value, is_told & found.divided_by_zero)


# --- the status ------------------------------------------------------------------------------------------------------


def _status(parts: Parts, so_far: Evaluation, due: Due) -> npt.NDArray[np.object_]:
    """The first condition that holds tells."""
    status: npt.NDArray[np.object_] = np.select(
        [
            _any(part.is_awaited | part.is_unmeasured for part in parts.values()),
            _any(part.is_not_due for part in parts.values()),
            so_far.divided_by_zero,
            np.isnan(so_far.value),
            due.not_yet,
            _any(part.is_in_part for part in parts.values()),
        ],
        [BELUM_LENGKAP, BELUM_JATUH_TEMPO, PEMBAGI_NOL, TIDAK_BERLAKU, BELUM_JATUH_TEMPO, SEBAGIAN],
        LENGKAP,
    ).astype(object)
    return status


def _any(masks: Iterator[Mask]) -> Mask:
    return np.asarray(np.any([*masks], axis=0), dtype=bool)


def _words(parts: Parts, status: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Each status in words, with the parts that make it so."""
    words: npt.NDArray[np.object_] = np.vectorize(STATUS_WORDS.__getitem__, otypes=[object])(status)
    for which, sentence, masks in (
        (BELUM_LENGKAP, UNMEASURED, [(part.kode, part.is_unmeasured) for part in parts.values()]),
        (BELUM_LENGKAP, WAITING, [(part.kode, part.is_awaited) for part in parts.values()]),
        (BELUM_JATUH_TEMPO, NOT_DUE, [(part.kode, part.is_not_due) for part in parts.values()]),
        (TIDAK_BERLAKU, NOT_APPLICABLE, [(part.kode, part.is_absent) for part in parts.values()]),
        (SEBAGIAN, IN_PART, [(part.kode, part.is_in_part) for part in parts.values()]),
    ):
        names = _named(masks)
        before, behind = sentence.split("{}")
        words = np.where((status == which) & (names != ""), before + names + behind, words)
    return words


def _named(masks: Sequence[tuple[str, Mask]]) -> npt.NDArray[np.object_]:
    """The codes of those of which it is so, in one text."""
    names = np.full(masks[0][1].shape, "", dtype=object)
    for kode, mask in dict(masks).items():
        names = np.where(mask, np.where(names == "", kode, names + f", {kode}"), names)
    return names


# --- the numbers behind it -------------------------------------------------------------------------------------------


def quantities_of_indeks(jabatan: Jabatan, version: Version, parts: Parts, due: Due) -> Iterator[Table]:
    """The results of the parts (BESARAN_COLUMNS), name by name, in the months in which the version is valid."""
    valid = version.grid.of_months(version.valid).ravel()
    for kode, part in parts.items():
        told = {
            "nama": kode,
            "bulan": part.numbers[OF_MONTH],
            "sd": part.numbers[SO_FAR],
            "dihitung": False,
            "berlanjut": False,
            "tb": part.is_absent,
            "tb_sd": part.is_absent,
            "ditagih": False,
            "lewat": due.covered,
        }
        yield rows_where(table_of(jabatan, version, told), valid)
