"""The mean capaian of a jabatan and of the unit: of which indikator it is, and how much each of them weighs.

Of a jabatan whose indikator have weights it is their weighted mean. Of the unit it is weighted where all of its jabatan
have weights; where one has none, all indikator count alike, for nobody said how much those of that one weigh.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from iki_excel.decree import weights
from iki_excel.judging.batch import Batch
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.sameness import kept_with

Column = npt.NDArray[Any]


@frozen
class Mean:
    """A mean capaian in percent, None where there is none yet; ``counted``: of how many of ``every`` indikator.

    ``bobot``: what those that are counted weigh together, of ``whole``; None where it is no weighted mean.
    """

    capaian: float | None
    counted: int
    every: int
    bobot: float | None = None
    whole: float | None = None

    @property
    def is_weighted(self) -> bool:
        """Whether indikator have weights in it."""
        return self.bobot is not None

    @property
    def name(self) -> str:
        """What it is called."""
        return "Rata-rata tertimbang" if self.is_weighted else "Rata-rata"

    @property
    def share(self) -> str:
        """What is counted weighs so much; "" where it is no weighted mean."""
        if self.bobot is None or self.whole is None:
            return ""
        return f"bobot {weights.words(self.bobot)} dari {weights.words(self.whole)}"

    @property
    def of_how_many(self) -> str:
        """What it is of: "Rata-rata capaian 15 dari 24 indikator"."""
        of = f"{self.counted}" if self.counted == self.every else f"{self.counted} dari {self.every}"
        share = f", {self.share}" if self.share else ""
        return f"{self.name} capaian {of} indikator{share}"


def of_unit(batch: Batch, month: Periode | None = None) -> Mean:
    """The mean of all indikator, in the periode or after an earlier month of its year."""
    every = _every_result(batch)
    return _mean(every, every.after(month or batch.periode))


def of_jabatan(batch: Batch, jabatan: str, month: Periode | None = None) -> Mean:
    """The mean of the indikator of one jabatan, likewise."""
    every = _every_result(batch)
    return _mean(every, every.after(month or batch.periode, jabatan))


def counted_after(batch: Batch, month: Periode, jabatan: str | None = None) -> dict[str, float]:
    """By indikator the capaian that a mean is made of, of the unit or of one jabatan."""
    every = _every_result(batch)
    which = every.after(month, jabatan) & every.is_counted
    return dict(zip(every.indikator[which].tolist(), every.capaian[which].tolist(), strict=True))


@frozen
class Results:
    """All results of a batch, as far as means are made of them: an array a column."""

    periode: Column
    jabatan: Column
    indikator: Column
    capaian: Column
    bobot: Column
    is_counted: Column

    def after(self, month: Periode, jabatan: str | None = None) -> Column:
        """Which of them are of this month or periode, all or those of one jabatan."""
        found: Column = self.periode == month
        return found if jabatan is None else found & (self.jabatan == jabatan)


@kept_with
def _every_result(batch: Batch) -> Results:
    """Means are asked for by jabatan and month: a table of each would be looked up in pandas."""
    hasil = batch.scores.hasil
    periode, jabatan, indikator, predikat = (
        hasil[name].to_numpy(dtype=object) for name in ("periode", "jabatan", "indikator", "predikat")
    )
    bobot = np.array(_bobot(batch, hasil), dtype=float)
    return Results(periode, jabatan, indikator, hasil["capaian"].to_numpy(dtype=float), bobot, predikat != "")


def bobot_of(batch: Batch) -> dict[str, float | None]:
    """By indikator how much it weighs, as the version says that counts in the periode."""
    return dict(zip(batch.hasil["indikator"], _bobot(batch, batch.hasil), strict=True))


def _bobot(batch: Batch, hasil: pd.DataFrame) -> list[float | None]:
    versions = batch.catalog.versions
    return [versions[kode][versi].bobot for kode, versi in zip(hasil["indikator"], hasil["versi"], strict=True)]


def _mean(every: Results, which: Column) -> Mean:
    """Of what has a predikat, of some results."""
    bobot, is_in, capaian = every.bobot[which], every.is_counted[which], every.capaian[which & every.is_counted]
    counted = len(capaian)
    if np.isnan(bobot).any() or not len(bobot):
        return Mean(float(capaian.mean()) if counted else None, counted, len(bobot))
    mean = float(np.average(capaian, weights=bobot[is_in])) if counted else None
    return Mean(mean, counted, len(bobot), float(bobot[is_in].sum()), float(bobot.sum()))
