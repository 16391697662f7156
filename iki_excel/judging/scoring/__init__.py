"""Stage 4: answers -> hasil. Vectorised over all units and months at once; loops run over the catalogue only.

For each jabatan the slots are scattered into arrays of unit × month; the months of one year add up along the last axis.
A month is computed by the version of the indikator that is valid in it, over all months that it looks back over. A
realisasi exists only with status ``lengkap`` or ``sebagian``, or where nothing of its target is due yet; a predikat
only with ``lengkap``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from iki_excel.decree import Catalog, Indikator, Jabatan
from iki_excel.decree.last_year import asked_together
from iki_excel.decree.settings import Settings
from iki_excel.judging.answers_table import by_slot, with_mirrored
from iki_excel.judging.scoring.columns import Reckoned, Version, reckon
from iki_excel.judging.scoring.due import due_of
from iki_excel.judging.scoring.grid import Forms, Grid, Placed, placed, rows_where, scatter
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
    looking = [*_looking(placed(slots, grid), catalog, grid)]
    asked = [one for one in looking if not one.version.indikator.is_indeks]
    reckoned = reckon((one.version, one.forms) for one in asked)
    scored = {one: _scored(one, numbers) for one, numbers in zip(asked, reckoned, strict=True)}
    by_kode = {kode: [one for one in looking if one.version.indikator.kode == kode] for kode in catalog.versions}
    known = [kode for kode in parts if by_kode[kode] and scored.keys() >= {*by_kode[kode]}]
    results = {kode: _measured([scored[one] for one in by_kode[kode]], grid) for kode in known}
    scored |= {one: _indeks_scored(one, results) for one in looking if one not in scored}
    return [scored[one] for versions in by_kode.values() for one in versions]


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


@frozen(eq=False)
class _Looking:
    """A version over the months that it looks back over; its results are those of the months in which it is valid.

    ``rest``: the months after its last one, in which what is no more valid stays with the result of that.
    """

    jabatan: Jabatan
    version: Version
    forms: Forms
    rest: Sequence[Periode]


@frozen
class _Scored:
    yardstick: Yardstick
    hasil: Table
    besaran: list[Table]


def _looking(rows: Placed, catalog: Catalog, grid: Grid) -> Iterator[_Looking]:
    for jabatan in catalog.jabatan:
        forms = scatter(rows, jabatan, grid, catalog)
        for kode in dict.fromkeys(one.kode for one in jabatan.indikator):
            yield from _versions(jabatan, catalog.versions[kode], forms, grid)


def _versions(jabatan: Jabatan, versions: Sequence[Indikator], forms: Forms, grid: Grid) -> Iterator[_Looking]:
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
        yield _Looking(jabatan, version, forms.within(cut), rest)


def _asked(looking: Indikator, one: Indikator, month: Periode) -> frozenset[str]:
    """The slots that the form of a month asks by its version, for one that looks back over it."""
    return frozenset(asked_together(looking, one)) if one.is_asked_in(month) else frozenset()


def _valid_in(month: Periode, versions: Sequence[Indikator]) -> list[int]:
    """Which version is valid in a month, if any: one begins where the one before ends."""
    return [number for number, one in enumerate(versions) if one.is_valid_in(month)]


def _scored(one: _Looking, reckoned: Reckoned) -> _Scored:
    version, due = one.version, due_of(one.version, one.forms, reckoned)
    span = version.grid.span
    within = realisasi_within(version, one.forms, reckoned, span) if span else np.nan
    table = result_table(one.jabatan, version, outcome_of(version, reckoned, due, within), due)
    return _Scored(yardstick_of(version), _told(table, one), [quantity_table(one.jabatan, version, reckoned, due)])


def _indeks_scored(one: _Looking, results: Results) -> _Scored:
    version, due = one.version, due_of(one.version, one.forms, None)
    parts = parts_of_indeks(version, results)
    table = result_table(one.jabatan, version, outcome_of_indeks(version, parts, due), due)
    quantities = [*quantities_of_indeks(one.jabatan, version, parts, due)]
    return _Scored(yardstick_of(version), _told(table, one), quantities)


def _told(table: Table, one: _Looking) -> Table:
    """The results of the months in which a version is valid, and the last of them in the months after it."""
    version = one.version
    valid = table if all(version.valid) else rows_where(table, version.grid.of_months(version.valid).ravel())
    if not one.rest:
        return valid
    last = rows_where(table, table["periode"] == version.grid.months[-1])
    return stacked([valid, *(_repeated(last, month) for month in one.rest)])


def _repeated(last: Table, month: Periode) -> Table:
    """The result of the last month, told in a later one, which has none of its own."""
    return with_all(last, {"periode": month, "realisasi_bulan": np.nan, "realisasi_masa": np.nan, "berlaku": False})
