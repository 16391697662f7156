"""What all sheets of the roll-up are written from: the units, the indikator they are compared by, and their results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from iki_excel.judging.gabungan import Gabungan
from iki_excel.judging.message import why_incomplete
from iki_excel.language.places import Place, column_letters
from iki_excel.report.parts import write_title
from iki_excel.report.predikat import Look, looks_by
from iki_excel.report.sheets import made_at
from iki_excel.report.tables import Link, write_link
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.workbooks.book import Book, Worksheet

RINGKASAN, PETA, PETA_LAIN, SEBARAN, PERINGKAT = "Ringkasan", "Peta", "Peta lain", "Sebaran", "Peringkat"
KELENGKAPAN, TEMUAN, HASIL, DATA, GRAFIK, TENTANG = "Kelengkapan", "Temuan", "Hasil", "Data", "Grafik", "Tentang"

HEAD = 3
"""The row of the heads of a table: above them are a title, what it is of, and a line that leads back."""

MOST_ROWS = 50_000
"""Longer tables are told nowhere but in the file of tables beside the workbook."""


@dataclass
class Doors:
    """The cell that leads on to a unit, by its row; known once the map knows where its parts stand."""

    unit: dict[int, Place] = field(default_factory=dict)


class Family(NamedTuple):
    """Units whose decrees have any indikator in common, and all indikator of these; each by its row of its table."""

    units: Sequence[int]
    indikator: Sequence[int]


@frozen
class Results:
    """The results of one month or of the periode, an array each: whose (by its row), of which indikator (by its row),
    what it came to, and the status by its code.
    """

    unit: npt.NDArray[np.int64]
    indikator: npt.NDArray[np.int64]
    capaian: npt.NDArray[np.float64]
    is_final: npt.NDArray[np.bool_]
    rows: npt.NDArray[np.int64]


@frozen
class Rollup:
    """All units in a periode. ``for_mail``: the copy that is mailed, which leads to no other file."""

    gabungan: Gabungan
    waktu: dt.datetime
    for_mail: bool = False
    doors: Doors = field(default_factory=Doors, compare=False)

    @property
    def units(self) -> pd.DataFrame:
        """A row a unit."""
        return self.gabungan.units

    @cached_property
    def told(self) -> Sequence[Any]:
        """What is known of each unit, by the names of the columns."""
        return list(self.units.itertuples(index=False))

    @cached_property
    def indikator(self) -> pd.DataFrame:
        """A row an indikator that has a result in the periode, with what it is called (``sebutan``)."""
        every = self.gabungan.indikator
        told = every[every["sidik"].isin(self._now["sidik"].unique())].reset_index(drop=True)
        several = told["kode"].duplicated(keep=False)
        letters = told["keputusan"].map(self.letters)
        named = np.where(several, told["kode"] + " (" + letters.fillna("?") + ")", told["kode"])
        return told.assign(sebutan=named)

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """By its fingerprint the letter that each decree is called by, that of the most units first."""
        return {sidik: column_letters(number) for number, sidik in enumerate(self.decrees.index)}

    @cached_property
    def decrees(self) -> pd.DataFrame:
        """By its fingerprint every decree: its nomor, and how many units have it (``banyak``), most first."""
        by_decree = self.units.groupby("sidik", sort=False)
        counted = by_decree.agg(nomor=("keputusan", "first"), banyak=("unit", "size"))
        return counted.sort_values("banyak", ascending=False, kind="stable")

    # --- results -----------------------------------------------------------------------------------------------------

    @cached_property
    def _now(self) -> pd.DataFrame:
        hasil = self.gabungan.hasil
        return hasil[hasil["periode"] == self.gabungan.periode]

    @cached_property
    def now(self) -> Results:
        """Those of the periode."""
        return self._results(self._now)

    def of_month(self, month: str) -> Results:
        """Those of one month, as far as it is of an indikator of the periode."""
        hasil = self.gabungan.hasil
        return self._results(hasil[hasil["periode"] == month])

    def _results(self, rows: pd.DataFrame) -> Results:
        unit, indikator = at_rows(rows["unit"], self.units["unit"]), at_rows(rows["sidik"], self.indikator["sidik"])
        known = (unit >= 0) & (indikator >= 0)
        capaian, is_final = rows["capaian"].to_numpy(dtype=float), (rows["predikat"] != "").to_numpy()
        at = rows.index.to_numpy()
        return Results(unit[known], indikator[known], capaian[known], is_final[known], at[known])

    @cached_property
    def matrix(self) -> npt.NDArray[np.object_]:
        """By unit and indikator the capaian that is final, else the word for why there is none; None where its decree
        does not ask it.
        """
        now, found = self.now, np.full((len(self.units), len(self.indikator)), None, dtype=object)
        found[now.unit, now.indikator] = np.where(now.is_final, now.capaian.astype(object), self.words_of(now))
        return found

    def words_of(self, results: Results) -> npt.NDArray[np.object_]:
        """The word for why each has no predikat."""
        status = self.gabungan.hasil["status"].cat
        words = np.array([why_incomplete(str(one)) for one in status.categories], dtype=object)
        return np.asarray(words[status.codes.to_numpy()[results.rows]], dtype=object)

    @cached_property
    def families(self) -> list[Family]:
        """The families, that of the most units first."""
        decree = at_rows(self.units["sidik"], self.decrees.index)
        pairs = pd.DataFrame({"d": decree[self.now.unit], "i": self.now.indikator}).drop_duplicates()
        of_indikator = _linked(pairs)
        of_decree = dict(zip(pairs["d"], pairs["i"].map(of_indikator), strict=True))
        of_unit = pd.Series(decree).map(of_decree)
        found = [
            Family(
                np.flatnonzero(of_unit == root).tolist(), sorted(i for i, one in of_indikator.items() if one == root)
            )
            for root in dict.fromkeys(of_indikator.values())
        ]
        return sorted(found, key=lambda one: -len(one.units))

    # --- words -------------------------------------------------------------------------------------------------------

    @cached_property
    def looks(self) -> dict[str, Look]:
        """By its word the look of each predikat, the best first."""
        return looks_by(self.gabungan.aturan)

    @cached_property
    def wilayah(self) -> str:
        """Where the units are, as far as it is one place."""
        for column in ("kabupaten", "provinsi"):
            if self.units[column].nunique() == 1 and self.units[column].iloc[0]:
                return str(self.units[column].iloc[0])
        return ""

    @property
    def many(self) -> str:
        """ "7.280 unit"."""
        return f"{bahasa.number(len(self.units))} unit"

    @property
    def whose(self) -> str:
        """ "20 unit, Kabupaten Contoh"."""
        return f"{self.many}, {self.wilayah}" if self.wilayah else self.many

    def title(self, made: Book, target: Worksheet, text: str, note: str = "") -> None:
        """The lines above a table; ``note``: what is to be known of it, beside the way back."""
        periode = self.gabungan.periode.words
        below = f"{self.whose} · s.d. {periode} · {made_at(self.waktu)}"
        write_title(made, target, text, below, f"IKI {self.whose}, {periode} · {made_at(self.waktu)}")
        if target.name != RINGKASAN:
            write_link(made, target, 2, 0, Place(RINGKASAN, 0, 0), RINGKASAN, font_size=9)
        if note:
            target.write_string(2, 1, note, made.style("note"))

    def name_of(self, unit: int) -> Link:
        """The code of a unit, which leads to its row on the map."""
        return Link(self.doors.unit.get(unit), str(self.told[unit].unit))


def at_rows(values: pd.Series, known: Iterable[str]) -> npt.NDArray[np.int64]:
    """The row of each value among those known, -1 for one that is not."""
    coded = values.astype("category").cat
    rows = pd.Index([*known], dtype=object).get_indexer(pd.Index(coded.categories.astype(object)))
    return np.where(coded.codes.to_numpy() >= 0, rows[coded.codes.to_numpy()], -1)


def _linked(pairs: pd.DataFrame) -> dict[int, int]:
    """By indikator the first of those that decrees link it to."""
    root = {int(one): int(one) for one in sorted(pairs["i"].unique())}

    def first(one: int) -> int:
        while root[one] != one:
            one = root[one]
        return one

    for _, own in pairs.groupby("d", sort=True)["i"]:
        roots = sorted({first(int(one)) for one in own})
        root.update(dict.fromkeys(roots, roots[0]))
    return {one: first(one) for one in root}
