"""Stage 4: answers -> hasil. Vectorised over all units and months at once; loops run over the catalogue only.

For each jabatan the slots are scattered into arrays of unit × month; the months of one year add up along the last axis.
A month is computed by the version of the indikator that is valid in it, over all months that it looks back over. A
realisasi exists only with status ``lengkap`` or ``sebagian``, or where nothing of its target is due yet; a predikat
only with ``lengkap``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from iki_excel.decree import Catalog, Indikator, Jabatan
from iki_excel.decree.last_year import asked_together
from iki_excel.decree.settings import Settings
from iki_excel.judging.answers_table import by_slot, with_mirrored
from iki_excel.judging.scoring.columns import Version, reckon
from iki_excel.judging.scoring.due import due_of
from iki_excel.judging.scoring.grid import Forms, Grid, placed, rows_where, scatter
from iki_excel.judging.scoring.indeks import Results, outcome_of_indeks, parts_of_indeks, quantities_of_indeks
from iki_excel.judging.scoring.status import LENGKAP, SEBAGIAN, STATUS_WORDS
from iki_excel.judging.scoring.tables import (
    BESARAN_COLUMNS,
    BESIDE_COLUMNS,
    HASIL_COLUMNS,
    Table,
    Yardstick,
    exported,
    measured,
    outcome_of,
    quantity_table,
    result_table,
    stacked,
    with_all,
    with_predikat,
    yardstick_of,
)
from iki_excel.judging.scoring.within import realisasi_within
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

__all__ = ["BESARAN_COLUMNS", "HASIL_COLUMNS", "LENGKAP", "SEBAGIAN", "STATUS_WORDS", "Scores", "exported", "score"]


USED = ["unit", "periode", "jabatan", "file", "slot", "responden", "angka", "keadaan"]
"""The columns of answers that results are computed of: not what was typed, nor in which cell."""


@frozen
class Scores:
    """``hasil`` (HASIL_COLUMNS and BESIDE_COLUMNS) and the ``besaran`` behind it (BESARAN_COLUMNS)."""

    hasil: pd.DataFrame
    besaran: pd.DataFrame


def score(
    answers: pd.DataFrame,
    catalog: Catalog,
    settings: Settings,
    months: Sequence[str],
    units: Sequence[str],
    span: Periode | None = None,
) -> Scores:
    """Score every indikator for these units and months (the months of one year, in order, without gaps).

    ``span``: the triwulan, semester or year that ends with the last of them and has results of its own.
    """
    grid = Grid(list(units), [Periode(month) for month in months], settings, span)
    slots = with_mirrored(by_slot(answers[USED]), catalog)
    scored = _all_scored(slots, catalog, grid)
    order = ["unit", "periode"]
    columns = [*HASIL_COLUMNS, *BESIDE_COLUMNS]
    results = with_predikat(_measured(scored, grid), settings.aturan)
    hasil = pd.DataFrame(results)[columns].sort_values(order, kind="stable", ignore_index=True)
    if span is not None:
        hasil = pd.concat([hasil, _of_span(hasil, span, grid.months[-1])], ignore_index=True)
    besaran = stacked([table for one in scored for table in one.besaran])
    return Scores(hasil, pd.DataFrame(besaran)[BESARAN_COLUMNS])


def _all_scored(slots: pd.DataFrame, catalog: Catalog, grid: Grid) -> list[_Scored]:
    """Every version of every indikator, in the order of the catalogue; an indeks after all that it may be made of."""
    parts = {isian.dari for jabatan in catalog.jabatan for isian in jabatan.isian if isian.dari}
    scored: dict[str, list[_Scored]] = {}
    results: dict[str, Table] = {}
    waiting: list[tuple[Jabatan, str, Forms]] = []
    rows = placed(slots, grid)
    for jabatan in catalog.jabatan:
        forms = scatter(rows, jabatan, grid, catalog)
        for kode in dict.fromkeys(one.kode for one in jabatan.indikator):
            if any(one.is_indeks for one in catalog.versions[kode]):
                waiting.append((jabatan, kode, forms))
                continue
            scored[kode] = [*_versions_scored(jabatan, catalog.versions[kode], forms, grid, {})]
            if kode in parts and scored[kode]:
                results[kode] = _measured(scored[kode], grid)
    for jabatan, kode, forms in waiting:
        scored[kode] = [*_versions_scored(jabatan, catalog.versions[kode], forms, grid, results)]
    return [one for kode in catalog.versions for one in scored[kode]]


def _measured(scored: Sequence[_Scored], grid: Grid) -> Table:
    return measured([(one.yardstick, one.hasil) for one in scored], grid.settings.aturan)


def _of_span(hasil: pd.DataFrame, span: Periode, last: Periode) -> pd.DataFrame:
    """The results of a span: those of its last month, but what it comes to by itself; of what was retired in it, with
    its own last month."""
    keys, rows = ["unit", "indikator"], hasil[hasil["periode"] == last]
    told = hasil[hasil["periode"].isin(span.months) & hasil["berlaku"].astype(bool)].drop_duplicates(keys, keep="last")
    own = told.set_index(keys)["realisasi_masa"]
    within = own.reindex(pd.MultiIndex.from_frame(rows[keys])).to_numpy()
    return rows.assign(periode=span, realisasi_bulan=within)


# --- versions --------------------------------------------------------------------------------------------------------


@frozen
class _Scored:
    yardstick: Yardstick
    hasil: Table
    besaran: list[Table]


def _versions_scored(
    jabatan: Jabatan, versions: Sequence[Indikator], forms: Forms, grid: Grid, results: Results
) -> Iterator[_Scored]:
    """Each version over the months that it looks back over; its results are those of the months in which it is valid.

    What is no more valid stays with the result of its last month. ``results``: those that an indeks may be made of.
    """
    begins = next((at for at, month in enumerate(grid.months) if _valid_in(month, versions)), len(grid.months))
    valid = [number for month in grid.months for number in _valid_in(month, versions)]
    for number in dict.fromkeys(valid):
        so_far = valid[: len(valid) - valid[::-1].index(number)]
        cut = slice(begins, begins + len(so_far))
        own = Grid(grid.units, grid.months[cut], grid.settings, grid.span)
        told = [*zip(own.months, (versions[one] for one in so_far), strict=True)]
        asked = [_asked(versions[number], one, month) for month, one in told]
        stands = [one.stands_at(month) for month, one in told]
        version = Version(number, versions[number], own, [one == number for one in so_far], asked, stands)
        rest = grid.months[cut.stop :] if number == valid[-1] else []
        answers = forms.within(cut)
        is_indeks = version.indikator.is_indeks
        scored = _indeks_scored(jabatan, version, answers, results) if is_indeks else _scored(jabatan, version, answers)
        yield replace(scored, hasil=_told(scored.hasil, version, rest))


def _asked(looking: Indikator, one: Indikator, month: Periode) -> frozenset[str]:
    """The slots that the form of a month asks by its version, for one that looks back over it."""
    return frozenset(asked_together(looking, one)) if one.is_asked_in(month) else frozenset()


def _valid_in(month: Periode, versions: Sequence[Indikator]) -> list[int]:
    """Which version is valid in a month, if any: one begins where the one before ends."""
    return [number for number, one in enumerate(versions) if one.is_valid_in(month)]


def _scored(jabatan: Jabatan, version: Version, forms: Forms) -> _Scored:
    reckoned = reckon(version, forms)
    due = due_of(version, forms, reckoned)
    span = version.grid.span
    within = realisasi_within(version, forms, reckoned, span) if span else np.nan
    table = result_table(jabatan, version, outcome_of(version, reckoned, due, within), due)
    return _Scored(yardstick_of(version), table, [quantity_table(jabatan, version, reckoned, due)])


def _indeks_scored(jabatan: Jabatan, version: Version, forms: Forms, results: Results) -> _Scored:
    parts, due = parts_of_indeks(version, results), due_of(version, forms, None)
    table = result_table(jabatan, version, outcome_of_indeks(version, parts, due), due)
    return _Scored(yardstick_of(version), table, [*quantities_of_indeks(jabatan, version, parts, due)])


def _told(table: Table, version: Version, rest: Sequence[Periode]) -> Table:
    """The results of the months in which a version is valid; ``rest``: the months after its last one."""
    valid = rows_where(table, version.grid.of_months(version.valid).ravel())
    last = rows_where(table, table["periode"] == version.grid.months[-1])
    return stacked([valid, *(_repeated(last, month) for month in rest)])


def _repeated(last: Table, month: Periode) -> Table:
    """The result of the last month, told in a later one, which has none of its own."""
    return with_all(last, {"periode": month, "realisasi_bulan": np.nan, "realisasi_masa": np.nan, "berlaku": False})
