"""The units and months that are scored, and the answers of a jabatan scattered over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.fields import KOSONG, SALAH, TIDAK_BERLAKU
from iki_excel.decree.kinds import Isian
from iki_excel.decree.last_year import a_year_before, is_asked
from iki_excel.decree.settings import Settings
from iki_excel.language.cells.columns import Column, Mask
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode


@frozen
class Grid:
    """The units and months that are scored, and where each answer belongs. ``span``: the triwulan, semester or year of
    which the results are told besides."""

    units: Sequence[str]
    months: Sequence[Periode]
    settings: Settings
    span: Periode | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Units × months."""
        return len(self.units), len(self.months)

    @property
    def year(self) -> int:
        """The year of its months."""
        return self.months[0].year

    def of_months(self, told: Sequence[bool]) -> Mask:
        """What is so of a month, for every unit."""
        return np.full(self.shape, told, dtype=bool)


@frozen
class SlotArrays:
    """One slot over the grid: its number (NaN: none), its count (of a survey), and its states.

    ``unasked``: the form of the month, of an earlier version, does not ask for it although the month does.
    """

    angka: Column
    banyak: Column
    came: Mask
    kosong: Mask
    salah: Mask
    absent: Mask
    unasked: Mask

    def within(self, months: slice) -> SlotArrays:
        """The same for some of the months."""
        return SlotArrays(*(getattr(self, name)[:, months] for name in self.__dataclass_fields__))


@frozen
class Forms:
    """The forms of a jabatan over the grid: its ``slots`` by kode, whether one ``came``, and which months are excused.

    A month whose form came in all the same is not excused.
    """

    slots: Mapping[str, SlotArrays]
    came: Mask
    excused: Mask

    def where(self, asked: Mask) -> Forms:
        """The same, where a month that asks nothing is as if it were excused."""
        return Forms(self.slots, self.came & asked, self.excused | ~asked)

    def within(self, months: slice) -> Forms:
        """The same for some of the months."""
        if months == slice(0, self.came.shape[-1]):
            return self
        slots = {kode: one.within(months) for kode, one in self.slots.items()}
        return Forms(slots, self.came[:, months], self.excused[:, months])


Placed = Mapping[str, npt.NDArray[Any]]
"""Answers by slot as bare columns, ``unit`` and ``periode`` as the places of the grid."""


def placed(slots: pd.DataFrame, grid: Grid) -> Placed:
    """The answers by slot of the units and months of a grid."""
    unit = pd.Index(grid.units).get_indexer(slots["unit"])
    month = pd.Index(grid.months).get_indexer(slots["periode"])
    columns = {column: slots[column].to_numpy() for column in ("jabatan", "slot", "angka", "banyak", "keadaan")}
    return rows_where(columns | {"unit": unit, "periode": month}, (unit >= 0) & (month >= 0))


def rows_where(rows: Placed, is_so: Mask) -> Placed:
    """Some of the rows of bare columns of one length."""
    return {column: values[is_so] for column, values in rows.items()}


def scatter(rows: Placed, jabatan: Jabatan, grid: Grid, catalog: Catalog) -> Forms:
    """Those of a jabatan into arrays, by integer codes (a pivot costs many times more)."""
    rows = rows_where(rows, rows["jabatan"] == jabatan.kode)
    slots = {kode: number for number, kode in enumerate(dict.fromkeys(slot.kode for slot in jabatan.slots))}
    place = (np.array([slots[kode] for kode in rows["slot"]], dtype=int), rows["unit"], rows["periode"])
    shape = (len(slots), *grid.shape)

    def scattered(values: Any, empty: Any) -> Any:
        array = np.full(shape, empty)
        array[place] = values
        return array

    angka, banyak = scattered(rows["angka"], np.nan), scattered(rows["banyak"], 0.0)
    came = scattered(True, False)
    kosong, salah, absent = (scattered(rows["keadaan"] == state, False) for state in (KOSONG, SALAH, TIDAK_BERLAKU))
    columns = (angka, banyak, came, kosong, salah, absent, np.zeros(shape, dtype=bool))
    arrays = {kode: SlotArrays(*(column[n] for column in columns)) for kode, n in slots.items()}
    own_form = [own.came for kode, own in arrays.items() if kode not in jabatan.of_other_forms]
    any_came: Mask = np.any([np.zeros(grid.shape, dtype=bool), *own_form], axis=0)
    for kode, isian in jabatan.of_other_forms.items():
        if isian.dari:
            continue
        filler = isian.diisi or jabatan.kode
        awaits_none = _without_last_year(filler, isian, grid, catalog) if isian.setahun_lalu else _excused(filler, grid)
        arrays[kode] = _of_other_form(arrays[kode], any_came, awaits_none)
    return Forms(arrays, any_came, _excused(jabatan.kode, grid) & ~any_came)


def _excused(jabatan: str, grid: Grid) -> Mask:
    return grid.of_months([grid.settings.is_excused(jabatan, month) for month in grid.months])


def _without_last_year(jabatan: str, isian: Isian, grid: Grid, catalog: Catalog) -> Mask:
    """In which months nobody was to fill last year's form, or it did not ask the isian."""
    unit, before = grid.settings.unit, [a_year_before(month) for month in grid.months]
    asked = [unit.has_begun(month) and is_asked(catalog, jabatan, isian.setahun_lalu, month) for month in before]
    excused = [grid.settings.is_excused(jabatan, month) for month in before]
    return grid.of_months([is_excused or not is_asked for is_asked, is_excused in zip(asked, excused, strict=True)])


def _of_other_form(slot: SlotArrays, own_came: Mask, awaits_none: Mask) -> SlotArrays:
    """What another form tells counts where the own form came, and does not apply while that one is not awaited."""
    absent = awaits_none & ~slot.came
    return replace(
        slot,
        angka=np.where(own_came, slot.angka, np.nan),
        banyak=np.where(own_came, slot.banyak, 0.0),
        came=(slot.came | absent) & own_came,
        kosong=slot.kosong & own_came,
        salah=slot.salah & own_came,
        absent=(slot.absent | absent) & own_came,
    )
