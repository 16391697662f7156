"""Stage 4: answers -> hasil. Vectorised over all units and months at once; loops run over the catalogue only.

For each jabatan the slots are scattered into arrays of unit × month; the months of one year add up along the last axis.
A value exists only with status ``lengkap`` or ``sebagian``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree import Catalog, Indikator, Jabatan
from iki_excel.decree.fields import TB
from iki_excel.decree.kinds import MEASURES, with_all_parts
from iki_excel.decree.settings import Aturan, Settings
from iki_excel.judging import achievement
from iki_excel.judging.answers import by_slot
from iki_excel.judging.scoring.columns import Numbers, columns_so_far, counted_columns, divided_so_far, month_columns
from iki_excel.judging.scoring.grid import Grid, SlotArrays, scatter
from iki_excel.judging.scoring.status import LENGKAP, SEBAGIAN, STATUS_WORDS, months_of, status_of
from iki_excel.language import formula
from iki_excel.language.cells import Column, Constant, Name, of_numbers, over_columns
from iki_excel.language.formula import Evaluation

__all__ = ["BESARAN_COLUMNS", "HASIL_COLUMNS", "LENGKAP", "STATUS_WORDS", "Scores", "score"]

HASIL_COLUMNS = ["unit", "periode", "jabatan", "indikator", "satuan", "realisasi_bulan", "realisasi", "target",
                 "capaian", "predikat", "status"]  # fmt: skip
"""A row for each unit × periode × jabatan × indikator. ``realisasi_bulan``: of that month; ``realisasi``: s.d."""

BESARAN_COLUMNS = ["unit", "periode", "jabatan", "indikator", "nama", "bulan", "sd", "banyak_bulan", "banyak_sd",
                   "dihitung", "tb_sd"]  # fmt: skip
"""The numbers behind hasil by name (slots and computed names), of the month and s.d.; ``dihitung``: whether the
month's number is counted in the accumulation; ``tb_sd``: whether the latest entry so far of a document says TB."""


@dataclass(frozen=True)
class Scores:
    """``hasil`` (HASIL_COLUMNS) and the ``besaran`` behind it (BESARAN_COLUMNS)."""

    hasil: pd.DataFrame
    besaran: pd.DataFrame


def score(
    answers: pd.DataFrame, catalog: Catalog, settings: Settings, months: Sequence[str], units: Sequence[str]
) -> Scores:
    """Score every indikator for these units and months (the months of one year, in order, without gaps)."""
    grid = Grid(list(units), list(months), settings)
    slots = by_slot(answers)
    hasil, besaran = [], []
    for jabatan in catalog.jabatan:
        arrays = scatter(slots[slots["jabatan"] == jabatan.kode], jabatan, grid)
        for indikator in jabatan.indikator:
            result, quantities = _score_one(jabatan, indikator, arrays, grid)
            hasil.append(result)
            besaran += quantities
    order = ["unit", "periode"]
    joined = pd.concat(hasil, ignore_index=True)[HASIL_COLUMNS].sort_values(order, kind="stable", ignore_index=True)
    return Scores(joined, pd.concat(besaran, ignore_index=True)[BESARAN_COLUMNS])


def _score_one(
    jabatan: Jabatan, indikator: Indikator, arrays: dict[str, SlotArrays], grid: Grid
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    months = months_of(indikator, arrays, grid.shape)
    month = month_columns(indikator, arrays, grid)
    counted = counted_columns(indikator, month, months)
    so_far = columns_so_far(indikator, counted, month, grid)
    of_month, of_year = (_evaluated(indikator, numbers) for numbers in (month, so_far))
    status = status_of(indikator, months, so_far, of_year, divided_so_far(indikator, counted))
    shape = grid.shape
    realisasi = np.where(np.isin(status, (LENGKAP, SEBAGIAN)), np.broadcast_to(of_year.value, shape), np.nan)
    realisasi_bulan = np.where(months.usable, np.broadcast_to(of_month.value, shape), np.nan)
    result = _result_table(jabatan, indikator, grid, realisasi_bulan, realisasi, status)
    return result, _quantity_tables(jabatan, indikator, grid, month, so_far, counted)


def _evaluated(indikator: Indikator, numbers: Numbers) -> Evaluation:
    isian = indikator.isian_by_kode
    return formula.evaluate(indikator.rumus, with_all_parts(numbers, isian), isian, MEASURES)


def _identity(jabatan: Jabatan, indikator: Indikator, grid: Grid) -> dict[str, Any]:
    return {
        "unit": np.repeat(np.array(grid.units, dtype=object), len(grid.months)),
        "periode": np.tile(np.array(grid.months, dtype=object), len(grid.units)),
        "jabatan": jabatan.kode,
        "indikator": indikator.kode,
    }


def _result_table(
    jabatan: Jabatan, indikator: Indikator, grid: Grid, realisasi_bulan: Column, realisasi: Column, status: Any
) -> pd.DataFrame:
    settings = grid.settings
    target = settings.target_of(indikator)
    numbers = np.full(grid.shape, np.nan if target is None or target.angka is None else target.angka)
    percent = _capaian(realisasi, numbers, settings.arah_of(indikator), settings.aturan)
    return pd.DataFrame(
        {
            **_identity(jabatan, indikator, grid),
            "satuan": indikator.satuan,
            "realisasi_bulan": realisasi_bulan.ravel(),
            "realisasi": realisasi.ravel(),
            "target": numbers.ravel(),
            "capaian": percent.ravel(),
            "predikat": _predikat(percent, settings.aturan).ravel(),
            "status": status.ravel(),
        }
    )


def _capaian(realisasi: Column, target: Column, arah: str, aturan: Aturan) -> Column:
    cap = None if aturan.batas_capaian is None else Constant(aturan.batas_capaian)
    value = achievement.capaian(Name("realisasi"), Name("target"), arah, cap)
    return over_columns(value, {"realisasi": of_numbers(realisasi), "target": of_numbers(target)}).number


def _predikat(percent: Column, aturan: Aturan) -> np.ndarray[Any, np.dtype[np.object_]]:
    limits = [limit for limit, _ in aturan.pita if limit is not None]
    words = achievement.predikat(Name("capaian"), limits, [word for _, word in aturan.pita])
    return over_columns(words, {"capaian": of_numbers(percent)}).text


def _quantity_tables(
    jabatan: Jabatan,
    indikator: Indikator,
    grid: Grid,
    month: Numbers,
    so_far: Numbers,
    counted: Numbers,
) -> list[pd.DataFrame]:
    tables = []
    for name in (part.kode for part in indikator.names):
        nothing = of_numbers(np.zeros(grid.shape))
        count, count_so_far = (numbers.get(f"{name}.banyak", nothing) for numbers in (month, so_far))
        tables.append(
            pd.DataFrame(
                {
                    **_identity(jabatan, indikator, grid),
                    "nama": name,
                    "bulan": month[name].number.ravel(),
                    "sd": so_far[name].number.ravel(),
                    "banyak_bulan": count.number.ravel(),
                    "banyak_sd": count_so_far.number.ravel(),
                    "dihitung": counted[name].is_number.ravel(),
                    "tb_sd": (so_far[name].text == TB).ravel(),
                }
            )
        )
    return tables
