"""What is scored as tables: the results, and the numbers behind them.

Until all is scored they are bare columns: a frame of its own for each of a hundred small tables would cost more than to
compute them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from iki_excel.decree import Jabatan
from iki_excel.decree.fields import TB
from iki_excel.decree.settings import Aturan
from iki_excel.decree.targets import Rentang, Target
from iki_excel.judging import achievement
from iki_excel.judging.scoring.columns import Reckoned, Version, parts_of_state
from iki_excel.judging.scoring.due import Due
from iki_excel.judging.scoring.status import BELUM_JATUH_TEMPO, LENGKAP, is_of_some_months, known, status_of, words_of
from iki_excel.language.cells import Constant, Expression, Name
from iki_excel.language.cells.columns import Column, Mask, of_numbers, over_columns
from iki_excel.words.frozen import frozen

HASIL_COLUMNS = ["unit", "periode", "jabatan", "indikator", "satuan", "realisasi_bulan", "realisasi", "target",
                 "capaian", "predikat", "status", "target_tahun"]  # fmt: skip
"""A row for each unit × periode × jabatan × indikator. ``realisasi_bulan``: of that month; ``realisasi``: s.d.;
``target``: the part of it that is due s.d., which capaian is measured against; ``target_tahun``: the whole."""

BESIDE_COLUMNS = ["rentang", "tanpa_batas", "berlaku", "versi", "status_kata", "realisasi_masa", "berlubang"]
"""What else is known of a result: a target that is a range, in words; capaian before it was cut; whether the indikator
is valid in the month (a retired one stays with its last month); which of its versions tells, from 0; and the status in
words, with its reason; what the span that is processed comes to with this month; and whether months are missing from
it, also where the status says that nothing is due."""

BESARAN_COLUMNS = ["unit", "periode", "jabatan", "indikator", "versi", "nama", "bulan", "sd", "dihitung",
                   "berlanjut", "tb", "tb_sd", "ditagih", "lewat"]  # fmt: skip
"""The numbers behind hasil by name (slots and computed names), of the month and s.d., of each version that looks back
over the month; ``dihitung``: whether the month's number is counted in the accumulation; ``berlanjut``: whether
the month leaves a state as it was; ``tb``: whether the month's entry is TB, or counts as TB since what it is compared
with is; ``tb_sd``: whether the latest entry so far of a document (of every month:
the month's own) says TB; ``ditagih``: whether it becomes due by its deadline; ``lewat``: whether the month
counts for a target that is due with the months."""

Values = dict[str, Any]
"""By column an array over the grid, or one value for all of it."""


Table = Mapping[str, npt.NDArray[Any]]
"""Columns of one length by name."""


def table_of(jabatan: Jabatan, version: Version, values: Values) -> Table:
    """A row a unit × month."""
    return _over_whole_grid(_identity(jabatan, version) | values, version.grid.shape)


def _identity(jabatan: Jabatan, version: Version) -> Values:
    grid = version.grid
    return {
        "unit": np.array(grid.units, dtype=object)[:, np.newaxis],
        "periode": np.array(grid.months, dtype=object),
        "jabatan": jabatan.kode,
        "indikator": version.indikator.kode,
        "versi": version.number,
    }


def _over_whole_grid(values: Values, shape: tuple[int, ...]) -> Table:
    return {column: _over_grid(value, shape) for column, value in values.items()}


def _over_grid(value: Any, shape: tuple[int, ...]) -> npt.NDArray[Any]:
    if not isinstance(value, np.ndarray):
        return np.full(math.prod(shape), value, dtype=object if isinstance(value, str) else None)
    return (value if value.shape == shape else np.broadcast_to(value, shape)).ravel()


def with_all(table: Table, values: Values) -> Table:
    """The same where some columns have one value in all rows."""
    (rows,) = {len(column) for column in table.values()}
    return {**table, **{column: _over_grid(value, (rows,)) for column, value in values.items()}}


def stacked(tables: Sequence[Table]) -> dict[str, npt.NDArray[Any]]:
    """Their rows one after the other."""
    return {column: np.concatenate([table[column] for table in tables]) for column in tables[0]}


# --- the results -----------------------------------------------------------------------------------------------------


@frozen
class Outcome:
    """What an indikator comes to over the grid: by itself in each month, so far, and ``within`` the span that is
    processed; with its status, and that in words."""

    of_month: Column
    so_far: Column
    within: Column | float
    status: npt.NDArray[np.object_]
    words: npt.NDArray[np.object_]
    is_of_some_months: Mask


def outcome_of(version: Version, reckoned: Reckoned, due: Due, within: Column | float) -> Outcome:
    """What a version of an indikator comes to in each month that it looks back over."""
    indikator, months = version.indikator, reckoned.months
    status = status_of(indikator, months, reckoned.standing, reckoned.of_year, reckoned.divided, due.not_yet)
    status = np.where(version.has_asked, status, BELUM_JATUH_TEMPO)
    of_month = np.where(months.usable & ~reckoned.doubtful_now, reckoned.of_month.value, np.nan)
    so_far = known(status, reckoned.of_year.value, due.not_yet)
    in_part = is_of_some_months(indikator, months, reckoned.standing)
    return Outcome(of_month, so_far, within, status, words_of(indikator, status, months, reckoned.year), in_part)


def result_table(jabatan: Jabatan, version: Version, outcome: Outcome, due: Due) -> Table:
    """A row of the results for each unit and month, beside its target; :func:`measured` says how it stands to that."""
    told = {
        "satuan": version.indikator.satuan,
        "realisasi_bulan": outcome.of_month,
        "realisasi": outcome.so_far,
        "status": outcome.status,
        "status_kata": outcome.words,
        "berlaku": True,
        "realisasi_masa": outcome.within,
        "berlubang": outcome.is_of_some_months,
    }
    return table_of(jabatan, version, told | _target(version, due))


def _target(version: Version, due: Due) -> Values:
    target = version.grid.settings.target_of(version.indikator, version.grid.year)
    return {"target": due.due, "target_tahun": due.whole, "rentang": _range_words(target)}


Yardstick = tuple[str, Rentang | None]
"""By what a result is measured: its arah, and the range that is its target, if that is one."""


def yardstick_of(version: Version) -> Yardstick:
    """By what the results of a version are measured in the year."""
    settings, indikator, year = version.grid.settings, version.indikator, version.grid.year
    target = settings.target_of(indikator, year)
    return settings.arah_of(indikator, year), target.rentang if target is not None else None


def measured(results: Sequence[tuple[Yardstick, Table]], aturan: Aturan) -> Table:
    """All results in one table, with their capaian, and what that was before it was cut; what is measured alike is
    measured in one go."""
    together = stacked([table for _, table in results])
    which = np.repeat(np.arange(len(results)), [len(table["unit"]) for _, table in results])
    uncut = np.full(len(which), np.nan)
    for yardstick in dict.fromkeys(one for one, _ in results):
        alike = np.isin(which, [number for number, (one, _) in enumerate(results) if one == yardstick])
        names = {name: of_numbers(together[name][alike]) for name in ("realisasi", "target")}
        uncut[alike] = over_columns(_capaian(yardstick, aturan), names).number
    cap = aturan.batas_capaian
    return {**together, "capaian": uncut if cap is None else np.minimum(uncut, cap), "tanpa_batas": uncut}


def _capaian(yardstick: Yardstick, aturan: Aturan) -> Expression:
    """Capaian before it is cut, over a realisasi and its target."""
    arah, rentang = yardstick
    realisasi, target = Name("realisasi"), Name("target")
    if rentang is not None:
        return achievement.capaian_in_range(realisasi, Constant(rentang.dari), Constant(rentang.sampai), None)
    return achievement.capaian(realisasi, target, arah, None, judges_zero=aturan.judges_zero)


def with_predikat(results: Table, aturan: Aturan) -> Table:
    """The results with the predikat of what is complete."""
    words = achievement.predikat_words(results["capaian"], aturan.bands)
    return {**results, "predikat": np.where(results["status"] == LENGKAP, words, "")}


def _range_words(target: Target | None) -> str:
    return target.words() if target is not None and target.rentang is not None else ""


def exported(hasil: pd.DataFrame) -> pd.DataFrame:
    """The results as they go out (HASIL_COLUMNS): a target that is a range, as it is written."""
    table = hasil[HASIL_COLUMNS].copy()
    is_range = hasil["rentang"] != ""
    for column in ("target", "target_tahun"):
        table[column] = table[column].astype(object).where(~is_range, hasil["rentang"])
    return table


# --- the numbers behind them -----------------------------------------------------------------------------------------


def quantity_table(jabatan: Jabatan, version: Version, reckoned: Reckoned, due: Due) -> Table:
    """The numbers behind it, name by name."""
    names, states = [part.kode for part in version.indikator.names], parts_of_state(version.indikator)
    month, counted, so_far = (
        [told[name] for name in names] for told in (reckoned.month, reckoned.counted, reckoned.so_far)
    )
    asked_for = [reckoned.so_far.get(f"{name}.tagih") for name in names]
    never, passed_over = np.zeros(version.grid.shape, dtype=bool), ~reckoned.months.usable
    values = {
        "nama": np.array(names, dtype=object)[:, np.newaxis, np.newaxis],
        "bulan": np.array([one.number for one in month]),
        "sd": np.array([one.number for one in so_far]),
        "dihitung": np.array([one.is_number for one in counted]),
        "berlanjut": np.array([passed_over if name in states else never for name in names]),
        "tb": np.array([one.says(TB) for one in month]),
        "tb_sd": np.array([one.says(TB) for one in so_far]),
        "ditagih": np.array([never if one is None else one.is_number for one in asked_for]),
        "lewat": due.covered,
    }
    return _over_whole_grid(_identity(jabatan, version) | values, (len(names), *version.grid.shape))
