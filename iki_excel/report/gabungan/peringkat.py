"""Sheet ``Peringkat``: the units by their capaian, for each indikator: those of one capaian share a place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from iki_excel.language.rounding import round_half_away
from iki_excel.report.gabungan import long
from iki_excel.report.gabungan.long import Column, taken
from iki_excel.report.gabungan.rollup import PERINGKAT, Rollup
from iki_excel.report.predikat import colour_words
from iki_excel.report.sheets import Sheet
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

DIGITS = 2
NOTE = (
    "Capaian yang sama, peringkatnya sama. ± bulan lalu: dibanding capaian s.d. bulan lalu. "
    "Yang belum lengkap tidak ikut."
)


@frozen
class Peringkat(Sheet):
    """The sheet ``Peringkat``."""

    rollup: Rollup
    name = PERINGKAT

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """A row an indikator and unit that is final: indikator and unit (rows of their tables), peringkat, capaian,
        perubahan; by indikator and place."""
        now = self.rollup.now
        capaian = round_half_away(now.capaian, DIGITS)
        told = pd.DataFrame({"indikator": now.indikator, "unit": now.unit, "capaian": capaian})[now.is_final]
        place = told.groupby("indikator")["capaian"].rank(method="min", ascending=False)
        told = told.assign(peringkat=place, perubahan=told["capaian"] - self._before[told["unit"], told["indikator"]])
        return told.sort_values(["indikator", "peringkat", "unit"], kind="stable", ignore_index=True)

    @property
    def _before(self) -> np.ndarray:
        """By unit and indikator the capaian that was final after the month before."""
        found = np.full((len(self.rollup.units), len(self.rollup.indikator)), np.nan)
        before = self.rollup.of_month(self.rollup.gabungan.periode.previous)
        own = before.is_final
        found[before.unit[own], before.indikator[own]] = round_half_away(before.capaian[own], DIGITS)
        return found

    @cached_property
    def columns(self) -> Sequence[Column]:
        """What stands side by side."""
        ranks, units, indikator = self.ranks, self.rollup.units, self.rollup.indikator
        of_unit = {name: taken(units[name], ranks["unit"]) for name in ("unit", "nama")}
        of_indikator = {name: taken(indikator[name], ranks["indikator"]) for name in ("sebutan", "singkat")}
        return (
            Column("Kode", 84, of_indikator["sebutan"]),
            Column("Indikator", 232, of_indikator["singkat"]),
            Column("Peringkat", 92, ranks["peringkat"], "report_whole", {"bold": True}),
            Column("Kode unit", 110, of_unit["unit"], "row", {"indent": 1}),
            Column("Unit", 220, of_unit["nama"]),
            Column("Capaian (%)", 100, ranks["capaian"], "report_decimals"),
            Column("Predikat", 124, predikat_of(self.rollup, ranks["capaian"]), "row_word"),
            Column("± bulan lalu", 110, ranks["perubahan"].round(DIGITS), "report_change"),
        )

    @property
    def widths(self) -> Sequence[float]:
        """The widths of its columns."""
        return long.widths_of(self.columns)

    def write(self, made: Book, target: Worksheet) -> None:
        """All ranks."""
        many = self.ranks["indikator"].nunique()
        long.write(made, target, self.rollup, f"Peringkat unit di {many} indikator", NOTE, "tblPeringkat", self.columns)
        book.as_appendix(target)
        colour_words(made, target, long.down(self.name, self.columns, 6), self.rollup.looks)


def predikat_of(rollup: Rollup, capaian: pd.Series) -> pd.Series:
    """The predikat of each capaian, which is rounded; "" where there is none."""
    limits, words = zip(*rollup.gabungan.aturan.bands, strict=True)
    codes = np.where(capaian.isna(), -1, np.searchsorted(np.array(limits), capaian.to_numpy(), side="right") - 1)
    return pd.Series(pd.Categorical.from_codes(codes, [*words]))
