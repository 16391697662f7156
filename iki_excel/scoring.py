"""Stage 4: answers -> hasil. Vectorised over all units and months at once; loops run over the catalogue only.

For each jabatan the slots are scattered into arrays of unit × month; the months of one year add up along the last axis.
A value exists only with status ``lengkap`` or ``sebagian``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from iki_excel import bahasa, formula, periods
from iki_excel.akumulasi import AKUMULASI
from iki_excel.answers import KOSONG, SALAH, TIDAK_BERLAKU, by_slot
from iki_excel.capaian import capaian, predikat
from iki_excel.catalog import Catalog, Indikator, Jabatan
from iki_excel.formula import Column
from iki_excel.kinds import MEASURES, PERIOD_END, Isian, Slot
from iki_excel.settings import Settings

HASIL_COLUMNS = ["unit", "periode", "jabatan", "indikator", "satuan", "realisasi_bulan", "realisasi", "target",
                 "capaian", "predikat", "status"]  # fmt: skip
"""A row for each unit × periode × jabatan × indikator. ``realisasi_bulan``: of that month; ``realisasi``: s.d."""

BESARAN_COLUMNS = ["unit", "periode", "jabatan", "indikator", "nama", "bulan", "sd", "banyak_bulan", "banyak_sd",
                   "dihitung", "tb_sd"]  # fmt: skip
"""The numbers behind hasil by name (slots and computed names), of the month and s.d.; ``dihitung``: whether the
month's number is counted in the accumulation; ``tb_sd``: whether the latest entry so far of a document says TB."""

LENGKAP, SEBAGIAN, BELUM_LENGKAP, SALAH_ISI = "lengkap", "sebagian", "belum_lengkap", "salah_isi"
BELUM_JATUH_TEMPO, PEMBAGI_NOL, BELUM_MASUK = "belum_jatuh_tempo", "pembagi_nol", "belum_masuk"

STATUS_WORDS = {
    LENGKAP: "lengkap",
    SEBAGIAN: "sebagian (ada bulan yang belum masuk)",
    BELUM_LENGKAP: "belum lengkap (ada isian kosong)",
    SALAH_ISI: "salah isi (ada isian yang perlu diperbaiki)",
    TIDAK_BERLAKU: "tidak berlaku",
    BELUM_JATUH_TEMPO: "belum jatuh tempo",
    PEMBAGI_NOL: "pembagi nol",
    BELUM_MASUK: "belum masuk",
}
"""Every status of a result, as people read it."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Scores:
    """``hasil`` (HASIL_COLUMNS) and the ``besaran`` behind it (BESARAN_COLUMNS)."""

    hasil: pd.DataFrame
    besaran: pd.DataFrame


@dataclass(frozen=True)
class Grid:
    """The units and months that are scored, and where each answer belongs."""

    units: Sequence[str]
    months: Sequence[str]
    settings: Settings

    @property
    def shape(self) -> tuple[int, int]:
        """Units × months."""
        return len(self.units), len(self.months)


@dataclass(frozen=True)
class SlotArrays:
    """One slot over the grid: its number (NaN: none), its count (of a survey), and its states."""

    angka: Column
    banyak: Column
    came: Mask
    kosong: Mask
    salah: Mask
    absent: Mask


def score(
    answers: pd.DataFrame, catalog: Catalog, settings: Settings, months: Sequence[str], units: Sequence[str]
) -> Scores:
    """Score every indikator for these units and months (the months of one year, in order, without gaps)."""
    grid = Grid(list(units), list(months), settings)
    slots = by_slot(answers)
    hasil, besaran = [], []
    for jabatan in catalog.jabatan:
        arrays = _scatter(slots[slots["jabatan"] == jabatan.kode], jabatan, grid)
        for indikator in jabatan.indikator:
            result, quantities = _score_one(jabatan, indikator, arrays, grid)
            hasil.append(result)
            besaran += quantities
    order = ["unit", "periode"]
    joined = pd.concat(hasil, ignore_index=True)[HASIL_COLUMNS].sort_values(order, kind="stable", ignore_index=True)
    return Scores(joined, pd.concat(besaran, ignore_index=True)[BESARAN_COLUMNS])


def _scatter(rows: pd.DataFrame, jabatan: Jabatan, grid: Grid) -> dict[str, SlotArrays]:
    """Answers by slot into arrays, by integer codes (a pivot costs many times more)."""
    unit = pd.Index(grid.units).get_indexer(rows["unit"])
    month = pd.Index(grid.months).get_indexer(rows["periode"])
    inside = (unit >= 0) & (month >= 0)
    rows, unit, month = rows[inside], unit[inside], month[inside]
    slots = {slot.kode: number for number, slot in enumerate(jabatan.slots)}
    place = (rows["slot"].map(slots).to_numpy(dtype=int), unit, month)
    shape = (len(slots), *grid.shape)

    def scattered(values: Any, empty: float) -> Column:
        array = np.full(shape, empty)
        array[place] = values
        return array

    angka = scattered(rows["angka"].to_numpy(dtype=float), np.nan)
    banyak = scattered(rows["banyak"].to_numpy(dtype=float), 0.0)
    states = rows["keadaan"].to_numpy()
    came, kosong, salah, absent = (
        scattered(flag, 0.0).astype(bool)
        for flag in (np.ones(len(rows)), states == KOSONG, states == SALAH, states == TIDAK_BERLAKU)
    )
    return {kode: SlotArrays(angka[n], banyak[n], came[n], kosong[n], salah[n], absent[n]) for kode, n in slots.items()}


# --- one indikator ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Months:
    """What an indikator's months are like, over the grid."""

    came: Mask
    kosong: Mask
    salah: Mask
    absent: Mask

    @property
    def usable(self) -> Mask:
        """Months with all numbers."""
        return self.came & ~self.kosong & ~self.salah & ~self.absent


def _months(indikator: Indikator, arrays: dict[str, SlotArrays], shape: tuple[int, int]) -> Months:
    """The months of an indikator by its needed slots: those its formulas use.

    A blank document is not missing (it is not finished), but a finished one without its quality is; a checklist is
    absent only when all of it is.
    """
    no = np.zeros(shape, dtype=bool)
    came, kosong, salah, absent = no, no, no, no
    for isian in _needed(indikator):
        parts = [arrays[slot.kode] for slot in isian.slots]
        came = came | np.any([part.came for part in parts], axis=0)
        salah = salah | np.any([part.salah for part in parts], axis=0)
        isian_kosong, isian_absent = _gaps_of_documents(isian, arrays) if isian.dokumen else _gaps(parts)
        kosong, absent = kosong | isian_kosong, absent | isian_absent
    return Months(came, kosong & ~salah, salah, absent & ~salah & ~kosong)


def _needed(indikator: Indikator) -> list[Isian]:
    """The isian that its formulas use."""
    return [isian for isian in indikator.isian if not isian.pendukung]


def _gaps(parts: Sequence[SlotArrays]) -> tuple[Mask, Mask]:
    """Where one of the parts is blank, and where one does not apply."""
    return np.any([part.kosong for part in parts], axis=0), np.any([part.absent for part in parts], axis=0)


def _gaps_of_documents(isian: Isian, arrays: dict[str, SlotArrays]) -> tuple[Mask, Mask]:
    """Where a finished document has no word on its quality, and where no document applies."""
    absent = np.all([arrays[date.kode].absent for date, _ in isian.dokumen], axis=0)
    unrated = [
        ~np.isnan(arrays[date.kode].angka) & (arrays[quality.kode].kosong | arrays[quality.kode].absent)
        for date, quality in isian.dokumen
        if quality
    ]
    return np.any([np.zeros_like(absent), *unrated], axis=0), absent


def _score_one(
    jabatan: Jabatan, indikator: Indikator, arrays: dict[str, SlotArrays], grid: Grid
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    months = _months(indikator, arrays, grid.shape)
    month = _month_columns(indikator, arrays, grid)
    counted = _counted_columns(indikator, month, months)
    so_far = _accumulated(indikator, counted, month) | _documents_so_far(indikator, counted, arrays, grid)
    isian = indikator.isian_by_kode
    of_month = formula.evaluate(indikator.rumus, month, isian, MEASURES)
    of_year = formula.evaluate(indikator.rumus, so_far, isian, MEASURES)
    status = _status(indikator, months, so_far, of_year)
    shape = grid.shape
    realisasi = np.where(np.isin(status, (LENGKAP, SEBAGIAN)), np.broadcast_to(of_year.value, shape), np.nan)
    realisasi_bulan = np.where(months.usable, np.broadcast_to(of_month.value, shape), np.nan)
    result = _result_table(jabatan, indikator, grid, realisasi_bulan, realisasi, status)
    return result, _quantity_tables(jabatan, indikator, grid, month, so_far, counted)


def _month_columns(indikator: Indikator, arrays: dict[str, SlotArrays], grid: Grid) -> dict[str, Column]:
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


def _counted_columns(indikator: Indikator, month: dict[str, Column], months: Months) -> dict[str, Column]:
    """What goes into the accumulation: a month in which a part does not apply is left out with all its parts."""
    supporting = {slot.kode for isian in indikator.isian if isian.pendukung for slot in isian.slots}
    counted = {}
    for name in (part.kode for part in indikator.names):
        absent = np.zeros_like(months.absent) if name in supporting else months.absent
        counted[name] = np.where(absent, np.nan, month[name])
        if f"{name}.banyak" in month:
            counted[f"{name}.banyak"] = np.where(absent, 0.0, month[f"{name}.banyak"])
    return counted


def _accumulated(indikator: Indikator, counted: dict[str, Column], month: dict[str, Column]) -> dict[str, Column]:
    columns = {PERIOD_END: month[PERIOD_END]}
    for slot in indikator.slots:
        leader = counted[slot.leader or slot.kode]
        columns[slot.kode] = AKUMULASI[slot.akumulasi].numbers(counted[slot.kode], leader)
        columns[f"{slot.kode}.banyak"] = np.cumsum(counted[f"{slot.kode}.banyak"], axis=-1)
    for part in indikator.hitung:
        columns[part.kode] = AKUMULASI[part.akumulasi].numbers(counted[part.kode], counted[part.kode])
    return columns


def _documents_so_far(
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


def _ever(mask: Mask) -> Mask:
    return np.logical_or.accumulate(mask, axis=-1)


def _status(
    indikator: Indikator, months: Months, so_far: dict[str, Column], of_year: formula.Evaluation
) -> npt.NDArray[np.object_]:
    """The status of the accumulated result after each month; the first condition that holds tells."""
    missing, salah, kosong = _ever(~months.came), _ever(months.salah), _ever(months.kosong)
    absent_only = _ever(months.absent) & ~_ever(months.usable)
    documents = [slot for slot in indikator.slots if slot.batas]
    if documents:
        absent_only = np.all([np.isnan(so_far[f"{slot.kode}.batas"]) for slot in documents], axis=0)
    elif all(slot.akumulasi == "terakhir" for isian in _needed(indikator) for slot in isian.slots):
        salah, kosong, missing, absent_only = _of_latest(months)
    no_value = np.broadcast_to(np.isnan(of_year.value), missing.shape)
    by_zero = np.broadcast_to(of_year.divided_by_zero, missing.shape)
    why_none = BELUM_JATUH_TEMPO if documents else BELUM_LENGKAP
    return np.select(
        [~_ever(months.came), salah, kosong, absent_only, by_zero, no_value, missing],
        [BELUM_MASUK, SALAH_ISI, BELUM_LENGKAP, TIDAK_BERLAKU, PEMBAGI_NOL, why_none, SEBAGIAN],
        LENGKAP,
    ).astype(object)


def _of_latest(months: Months) -> tuple[Mask, Mask, Mask, Mask]:
    """For last known values only the latest month that came in can be wrong or absent; a blank one falls back."""
    order = np.where(months.came & ~months.kosong, np.arange(months.came.shape[-1]), -1)
    latest = np.maximum(np.maximum.accumulate(order, axis=-1), 0)
    salah = np.take_along_axis(months.salah, latest, axis=-1)
    absent = np.take_along_axis(months.absent, latest, axis=-1)
    known = _ever(months.usable)
    return salah, _ever(months.kosong) & ~known, ~months.came | months.kosong, absent


# --- tables ----------------------------------------------------------------------------------------------------------


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
    numbers = np.full(grid.shape, np.nan if target is None else target)
    turun = np.full(grid.shape, settings.arah_of(indikator) == "turun")
    percent = capaian(realisasi, numbers, turun, settings.aturan.batas_capaian)
    return pd.DataFrame(
        {
            **_identity(jabatan, indikator, grid),
            "satuan": indikator.satuan,
            "realisasi_bulan": realisasi_bulan.ravel(),
            "realisasi": realisasi.ravel(),
            "target": numbers.ravel(),
            "capaian": percent.ravel(),
            "predikat": predikat(percent, settings.aturan).ravel(),
            "status": status.ravel(),
        }
    )


def _quantity_tables(
    jabatan: Jabatan,
    indikator: Indikator,
    grid: Grid,
    month: dict[str, Column],
    so_far: dict[str, Column],
    counted: dict[str, Column],
) -> list[pd.DataFrame]:
    tables = []
    for name in (part.kode for part in indikator.names):
        count = month.get(f"{name}.banyak", np.zeros(grid.shape))
        count_so_far = so_far.get(f"{name}.banyak", np.zeros(grid.shape))
        tables.append(
            pd.DataFrame(
                {
                    **_identity(jabatan, indikator, grid),
                    "nama": name,
                    "bulan": month[name].ravel(),
                    "sd": so_far[name].ravel(),
                    "banyak_bulan": count.ravel(),
                    "banyak_sd": count_so_far.ravel(),
                    "dihitung": (~np.isnan(counted[name])).ravel(),
                    "tb_sd": np.isnan(so_far.get(f"{name}.batas", np.zeros(grid.shape))).ravel(),
                }
            )
        )
    return tables
