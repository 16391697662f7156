"""The units and months that are scored, and the answers of a jabatan scattered over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree import Jabatan
from iki_excel.decree.fields import KOSONG, SALAH, TIDAK_BERLAKU
from iki_excel.decree.settings import Settings
from iki_excel.language.cells import Column, Mask


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


def scatter(rows: pd.DataFrame, jabatan: Jabatan, grid: Grid) -> dict[str, SlotArrays]:
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
