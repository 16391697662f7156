"""The mean capaian of a jabatan and of the unit: of which indikator it is, and how much each of them weighs.

Of a jabatan whose indikator have weights it is their weighted mean. Of the unit it is weighted where all of its jabatan
have weights; where one has none, all indikator count alike, for nobody said how much those of that one weigh.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from iki_excel.decree import weights
from iki_excel.judging.batch import Batch
from iki_excel.words.periods import Periode


@dataclass(frozen=True)
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
    return _mean(batch, results_after(batch, month))


def of_jabatan(batch: Batch, jabatan: str, month: Periode | None = None) -> Mean:
    """The mean of the indikator of one jabatan, likewise."""
    hasil = results_after(batch, month)
    return _mean(batch, hasil[hasil["jabatan"] == jabatan])


def results_after(batch: Batch, month: Periode | None) -> pd.DataFrame:
    """The results of the periode, or those after an earlier month of its year."""
    return batch.hasil if month is None else batch.scores.hasil[batch.scores.hasil["periode"] == month]


def bobot_of(batch: Batch) -> dict[str, float | None]:
    """By indikator how much it weighs, as the version says that counts in the periode."""
    return dict(zip(batch.hasil["indikator"], _bobot(batch, batch.hasil), strict=True))


def _bobot(batch: Batch, hasil: pd.DataFrame) -> list[float | None]:
    versions = batch.catalog.versions
    return [versions[kode][versi].bobot for kode, versi in zip(hasil["indikator"], hasil["versi"], strict=True)]


def _mean(batch: Batch, hasil: pd.DataFrame) -> Mean:
    """Of what has a predikat, of the results of a periode."""
    bobot, every = np.array(_bobot(batch, hasil), dtype=float), len(hasil)
    is_in = hasil["predikat"].to_numpy() != ""
    capaian, counted = hasil["capaian"].to_numpy(dtype=float)[is_in], int(is_in.sum())
    if np.isnan(bobot).any() or not every:
        return Mean(float(capaian.mean()) if counted else None, counted, every)
    mean = float(np.average(capaian, weights=bobot[is_in])) if counted else None
    return Mean(mean, counted, every, float(bobot[is_in].sum()), float(bobot.sum()))
