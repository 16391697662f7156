"""Stage 4: answers -> hasil. Vectorised over all units and months at once; loops run over the catalogue only.

For each jabatan the slots are scattered into arrays of unit × month; the months of one year add up along the last axis.
A month is computed by the version of the indikator that is valid in it, over all months that it looks back over. A
value exists only with status ``lengkap`` or ``sebagian``, and a predikat only with ``lengkap``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree import Catalog, Indikator, Jabatan
from iki_excel.decree.fields import TB
from iki_excel.decree.settings import Aturan, Settings
from iki_excel.decree.targets import Target
from iki_excel.judging import achievement
from iki_excel.judging.answers import by_slot
from iki_excel.judging.scoring.columns import Reckoned, Version, parts_of_state, reckon
from iki_excel.judging.scoring.due import Due, due_of
from iki_excel.judging.scoring.grid import Forms, Grid, scatter
from iki_excel.judging.scoring.status import (
    LENGKAP,
    SEBAGIAN,
    STATUS_WORDS,
    known,
    status_of,
    words_of,
)
from iki_excel.language.cells import Column, Constant, Name, of_numbers, over_columns
from iki_excel.words.periods import Periode

__all__ = ["BESARAN_COLUMNS", "HASIL_COLUMNS", "LENGKAP", "SEBAGIAN", "STATUS_WORDS", "Scores", "exported", "score"]

HASIL_COLUMNS = ["unit", "periode", "jabatan", "indikator", "satuan", "realisasi_bulan", "realisasi", "target",
                 "capaian", "predikat", "status", "target_tahun"]  # fmt: skip
"""A row for each unit × periode × jabatan × indikator. ``realisasi_bulan``: of that month; ``realisasi``: s.d.;
``target``: the part of it that is due s.d., which capaian is measured against; ``target_tahun``: the whole."""

BESIDE_COLUMNS = ["rentang", "tanpa_batas", "dihitung", "berlaku", "versi", "status_kata"]
"""What else is known of a result: a target that is a range, in words; capaian before it was cut; whether the month
counts for a target that is due with the months; whether the indikator is valid in the month (a retired one stays with
its last month); which of its versions tells, from 0; and the status in words, with its reason."""

BESARAN_COLUMNS = ["unit", "periode", "jabatan", "indikator", "versi", "nama", "bulan", "sd", "banyak_bulan",
                   "banyak_sd", "dihitung", "berlanjut", "tb_sd", "ditagih"]  # fmt: skip
"""The numbers behind hasil by name (slots and computed names), of the month and s.d., of each version that looks back
over the month; ``dihitung``: whether the month's number is counted in the accumulation; ``berlanjut``: whether
the month leaves a state as it was; ``tb_sd``: whether the latest entry so far of a document (of every month: the
month's own) says TB; ``ditagih``: whether it becomes due by its deadline."""


@dataclass(frozen=True)
class Scores:
    """``hasil`` (HASIL_COLUMNS and BESIDE_COLUMNS) and the ``besaran`` behind it (BESARAN_COLUMNS)."""

    hasil: pd.DataFrame
    besaran: pd.DataFrame


def score(
    answers: pd.DataFrame, catalog: Catalog, settings: Settings, months: Sequence[str], units: Sequence[str]
) -> Scores:
    """Score every indikator for these units and months (the months of one year, in order, without gaps)."""
    grid = Grid(list(units), [Periode(month) for month in months], settings)
    slots = by_slot(answers)
    hasil, besaran = [], []
    for jabatan in catalog.jabatan:
        forms = scatter(slots[slots["jabatan"] == jabatan.kode], jabatan, grid)
        for kode in dict.fromkeys(one.kode for one in jabatan.indikator):
            for scored in _versions_scored(jabatan, catalog.versions[kode], forms, grid):
                hasil.append(scored.hasil)
                besaran += scored.besaran
    order = ["unit", "periode"]
    columns = [*HASIL_COLUMNS, *BESIDE_COLUMNS]
    joined = pd.concat(hasil, ignore_index=True)[columns].sort_values(order, kind="stable", ignore_index=True)
    return Scores(joined, pd.concat(besaran, ignore_index=True)[BESARAN_COLUMNS])


# --- versions --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Scored:
    hasil: pd.DataFrame
    besaran: list[pd.DataFrame]


def _versions_scored(jabatan: Jabatan, versions: Sequence[Indikator], forms: Forms, grid: Grid) -> Iterator[_Scored]:
    """Each version over the months that it looks back over; its results are those of the months in which it is valid.

    What is no more valid stays with the result of its last month.
    """
    valid_in = [[number for number, one in enumerate(versions) if one.is_valid_in(month)] for month in grid.months]
    lasting = [month for month, valid in enumerate(valid_in) if valid]
    if not lasting:
        return
    first, last = lasting[0], lasting[-1]
    for number in dict.fromkeys(valid[0] for valid in valid_in[first : last + 1]):
        end = max(month for month, valid in enumerate(valid_in) if number in valid) + 1
        cut = slice(first, end)
        own = Grid(grid.units, grid.months[cut], grid.settings)
        asked = [frozenset(slot.kode for slot in versions[valid[0]].slots) for valid in valid_in[cut]]
        version = Version(versions[number], own, [number in valid for valid in valid_in[cut]], asked)
        rest = grid.months[end:] if end == last + 1 else []
        yield _scored(jabatan, version, number, forms.within(cut), rest)


def _scored(jabatan: Jabatan, version: Version, number: int, forms: Forms, rest: Sequence[Periode]) -> _Scored:
    reckoned = reckon(version, forms)
    due = due_of(version, forms, reckoned)
    table = _result_table(jabatan, version, reckoned, due).assign(versi=number)
    valid = table[version.grid.of_months(version.valid).ravel()]
    told = [valid, *(_repeated(table[table["periode"] == version.grid.months[-1]], month) for month in rest)]
    return _Scored(pd.concat(told, ignore_index=True), _quantity_tables(jabatan, version, number, reckoned))


def _repeated(last: pd.DataFrame, month: Periode) -> pd.DataFrame:
    """The result of the last month, told in a later one, which has none of its own."""
    return last.assign(periode=month, realisasi_bulan=np.nan, dihitung=False, berlaku=False)


# --- tables ----------------------------------------------------------------------------------------------------------


def _identity(jabatan: Jabatan, version: Version) -> dict[str, Any]:
    grid = version.grid
    return {
        "unit": np.repeat(np.array(grid.units, dtype=object), len(grid.months)),
        "periode": np.tile(np.array(grid.months, dtype=object), len(grid.units)),
        "jabatan": jabatan.kode,
        "indikator": version.indikator.kode,
    }


def _result_table(jabatan: Jabatan, version: Version, reckoned: Reckoned, due: Due) -> pd.DataFrame:
    indikator, settings, months = version.indikator, version.grid.settings, reckoned.months
    status = status_of(indikator, months, reckoned.standing, reckoned.of_year, reckoned.divided, due.not_yet)
    realisasi = known(status, reckoned.of_year.value, due.not_yet)
    own = months.usable & ~reckoned.doubtful_now
    caps = (settings.aturan.batas_capaian, None)
    percent, uncut = (_capaian(indikator, realisasi, due.due, settings, cap) for cap in caps)
    bands = np.where(status == LENGKAP, _predikat(percent, settings.aturan), "")
    return pd.DataFrame(
        {
            **_identity(jabatan, version),
            "satuan": indikator.satuan,
            "realisasi_bulan": np.where(own, reckoned.of_month.value, np.nan).ravel(),
            "realisasi": realisasi.ravel(),
            "target": due.due.ravel(),
            "capaian": percent.ravel(),
            "predikat": bands.ravel(),
            "status": status.ravel(),
            "target_tahun": due.whole.ravel(),
            "rentang": _range_words(settings.target_of(indikator)),
            "tanpa_batas": uncut.ravel(),
            "dihitung": due.covered.ravel(),
            "berlaku": True,
            "status_kata": words_of(indikator, status, months, reckoned.year).ravel(),
        }
    )


def _range_words(target: Target | None) -> str:
    return target.words() if target is not None and target.rentang is not None else ""


def exported(hasil: pd.DataFrame) -> pd.DataFrame:
    """The results as they go out (HASIL_COLUMNS): a target that is a range, as it is written."""
    table = hasil[HASIL_COLUMNS].copy()
    is_range = hasil["rentang"] != ""
    for column in ("target", "target_tahun"):
        table[column] = table[column].astype(object).where(~is_range, hasil["rentang"])
    return table


def _capaian(indikator: Indikator, realisasi: Column, due: Column, settings: Settings, cap: float | None) -> Column:
    limit = None if cap is None else Constant(cap)
    target, names = settings.target_of(indikator), {"realisasi": of_numbers(realisasi)}
    if target is not None and target.rentang is not None:
        dari, sampai = Constant(target.rentang.dari), Constant(target.rentang.sampai)
        return over_columns(achievement.capaian_in_range(Name("realisasi"), dari, sampai, limit), names).number
    judges_zero = settings.aturan.judges_zero
    value = achievement.capaian(
        Name("realisasi"), Name("target"), settings.arah_of(indikator), limit, judges_zero=judges_zero
    )
    return over_columns(value, names | {"target": of_numbers(due)}).number


def _predikat(percent: Column, aturan: Aturan) -> np.ndarray[Any, np.dtype[np.object_]]:
    limits = [limit for limit, _ in aturan.pita if limit is not None]
    words = achievement.predikat(Name("capaian"), limits, [word for _, word in aturan.pita])
    return over_columns(words, {"capaian": of_numbers(percent)}).text


def _quantity_tables(jabatan: Jabatan, version: Version, number: int, reckoned: Reckoned) -> list[pd.DataFrame]:
    month, so_far, counted = reckoned.month, reckoned.so_far, reckoned.counted
    nothing = of_numbers(np.zeros(version.grid.shape))
    states, tables = parts_of_state(version.indikator), []
    for name in (part.kode for part in version.indikator.names):
        count, count_so_far = (numbers.get(f"{name}.banyak", nothing) for numbers in (month, so_far))
        tables.append(
            pd.DataFrame(
                {
                    **_identity(jabatan, version),
                    "versi": number,
                    "nama": name,
                    "bulan": month[name].number.ravel(),
                    "sd": so_far[name].number.ravel(),
                    "banyak_bulan": count.number.ravel(),
                    "banyak_sd": count_so_far.number.ravel(),
                    "dihitung": counted[name].is_number.ravel(),
                    "berlanjut": (name in states) & ~reckoned.months.usable.ravel(),
                    "tb_sd": (so_far[name].text == TB).ravel(),
                    "ditagih": so_far.get(f"{name}.tagih", nothing).is_number.ravel(),
                }
            )
        )
    return tables
