"""Sheets ``Hasil`` and ``Data``: every result of every unit month by month, and every typed number with its cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from iki_excel.report.gabungan import long
from iki_excel.report.gabungan.long import Column, taken
from iki_excel.report.gabungan.rollup import DATA, HASIL, Results, Rollup
from iki_excel.report.predikat import colour_words
from iki_excel.report.sheets import Sheet
from iki_excel.report.tables import GREY, SMALL, TYPED
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

NOTE = (
    "Bulan: capaian s.d. bulan itu; kosong bila belum lengkap, atau dihitung dengan cara lain. Kode unit: lihat Peta."
)
NOTE_DATA = "Setiap angka yang diketik, dengan berkas, lembar, dan selnya."


@frozen
class Hasil(Sheet):
    """The sheet ``Hasil``: a row a unit and indikator."""

    rollup: Rollup
    name = HASIL

    @cached_property
    def order(self) -> npt.NDArray[np.int64]:
        """Which result of the periode stands in which row: by unit, then by indikator."""
        now = self.rollup.now
        return np.lexsort((now.indikator, now.unit))

    @cached_property
    def columns(self) -> Sequence[Column]:
        """What stands side by side."""
        return (*self._first(), *self._months(), *self._last())

    def _first(self) -> Sequence[Column]:
        now, units, indikator = self.rollup.now, self.rollup.units, self.rollup.indikator
        unit, which = now.unit[self.order], now.indikator[self.order]
        return (
            Column("Kode unit", 110, taken(units["unit"], unit)),
            Column("Unit", 220, taken(units["nama"], unit)),
            Column("Kode", 84, taken(indikator["sebutan"], which)),
            Column("Indikator", 232, taken(indikator["singkat"], which)),
        )

    def _months(self) -> Sequence[Column]:
        gabungan = self.rollup.gabungan
        before = [month for month in gabungan.months if month != gabungan.periode]
        return [Column(month.short_words, 80, self._after(month), "report_decimals") for month in before]

    def _after(self, month: str) -> pd.Series:
        """The capaian of each row that was final after a month."""
        told, shape = self.rollup.of_month(month), (len(self.rollup.units), len(self.rollup.indikator))
        found = np.full(shape, np.nan)
        found[told.unit[told.is_final], told.indikator[told.is_final]] = told.capaian[told.is_final]
        now = self.rollup.now
        return pd.Series(found[now.unit, now.indikator][self.order])

    def _last(self) -> Sequence[Column]:
        rollup, now = self.rollup, self.rollup.now
        rows = rollup.gabungan.hasil.iloc[now.rows[self.order]]
        figures = {name: rows[name].reset_index(drop=True) for name in ("realisasi", "target", "capaian")}
        satuan = taken(rollup.indikator["satuan"], now.indikator[self.order])
        return (
            Column("Realisasi s.d.", 116, figures["realisasi"], "report_decimals"),
            Column("Target s.d.", 96, figures["target"], "report_number"),
            Column("Satuan", 110, satuan, "row", {**SMALL, **GREY, "indent": 1}),
            Column("Capaian (%)", 100, figures["capaian"], "report_decimals", {"bold": True}),
            Column("Predikat", 150, self._words(now), "row_word"),
        )

    def _words(self, now: Results) -> pd.Series:
        """Its predikat, or the word for why it has none."""
        predikat = self.rollup.gabungan.hasil["predikat"].iloc[now.rows].astype(object).to_numpy()
        said = np.where(now.is_final, predikat, self.rollup.words_of(now))
        return pd.Series(said[self.order]).astype("category")

    @property
    def widths(self) -> Sequence[float]:
        """The widths of its columns."""
        return long.widths_of(self.columns)

    def write(self, made: Book, target: Worksheet) -> None:
        """All results."""
        title = f"Hasil {self.rollup.many} di {len(self.rollup.indikator)} indikator"
        long.write(made, target, self.rollup, title, NOTE, "tblHasil", self.columns)
        book.as_appendix(target)
        area = long.down(self.name, self.columns, len(self.columns) - 1)
        colour_words(made, target, area, self.rollup.looks)
        long.tell_provisional(made, target, area)


@frozen
class Data(Sheet):
    """The sheet ``Data``: what was typed, a row a slot."""

    rollup: Rollup
    slots: pd.DataFrame
    name = DATA

    @cached_property
    def columns(self) -> Sequence[Column]:
        """What stands side by side."""
        told = self.slots
        months = told["periode"].map({month: month.short_words for month in self.rollup.gabungan.months})
        return (
            Column("Kode unit", 110, told["unit"]),
            Column("Bulan", 84, months),
            Column("Jabatan", 120, told["jabatan"], "row", SMALL),
            Column("Kode", 70, told["indikator"]),
            Column("Isian", 330, told["label"], "row", SMALL),
            Column("Diketik", 130, told["diketik"], "row", {"align": "right", **TYPED}),
            Column("Angka", 110, told["angka"].astype(float), "report_number", TYPED),
            Column("Satuan", 110, told["satuan"], "row", {**SMALL, **GREY, "indent": 1}),
            Column("Keadaan", 110, told["keadaan"], "row", SMALL),
            Column("Lembar", 70, told["sheet"], "row", SMALL),
            Column("Sel", 84, told["sel"], "row", SMALL),
            Column("Berkas", 420, told["file"], "row", SMALL),
        )

    @property
    def widths(self) -> Sequence[float]:
        """The widths of its columns."""
        return long.widths_of(self.columns)

    def write(self, made: Book, target: Worksheet) -> None:
        """All that was typed."""
        title = f"{bahasa.number(len(self.slots))} isian"
        long.write(made, target, self.rollup, title, NOTE_DATA, "tblData", self.columns)
        book.as_appendix(target)
