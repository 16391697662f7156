"""The answers of a survey: scores that are none, and too few respondents."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from iki_excel.judging.answers import ISI, SALAH, by_slot
from iki_excel.judging.checks.registry import Given, check, numbers
from iki_excel.judging.findings import GALAT, PERINGATAN

SCORES = (1.0, 2.0, 3.0, 4.0)


@check("skor_salah", GALAT, "Skor survei selain 1, 2, 3, 4.",
       "“{label}”, baris {baris_kata}, berisi “{diketik}”, padahal skor hanya 1, 2, 3 atau 4. Perbaiki, atau kosongkan "
       "bila tidak dijawab.")  # fmt: skip
def score_wrong(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A score outside of 1 to 4, between them, or no number at all."""
    rows = answers[answers["tipe"] == "skor"]
    outside = (rows["keadaan"] == ISI) & ~rows["angka"].isin(SCORES)
    return rows[outside | ((rows["keadaan"] == SALAH) & (rows["alasan"] == "skor_salah"))]


CHI_SQUARE, PROPORTION, PRECISION = 3.841, 0.5, 0.05


def least_sample(population: Any) -> Any:
    """The sample that a survey of this population needs (Krejcie and Morgan 1970; PermenPANRB 14/2017)."""
    spread = CHI_SQUARE * PROPORTION * (1 - PROPORTION)
    size = spread * population / (PRECISION**2 * (population - 1) + spread)
    return np.floor(size + 0.5)


@check("sampel_kurang", PERINGATAN, "Responden survei kurang dari sampel minimal.",
       "“{label}” berisi {angka_kata}, jadi survei memerlukan sedikitnya {minimal_kata} responden, sedangkan yang "
       "menjawab {menjawab_kata}. Tambah responden bila masih dapat.")  # fmt: skip
def sample_too_small(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Fewer respondents than Krejcie and Morgan ask for, where the population is told."""
    surveys = {(j.kode, i.populasi): i.kode for j in given.catalog.jabatan for i in j.isian if i.populasi}
    rows = numbers(answers)
    rows = rows.assign(survei=[surveys.get(key) for key in zip(rows["jabatan"], rows["slot"], strict=True)])
    rows = rows[rows["survei"].notna() & (rows["angka"] >= 1)]
    answered = _respondents(answers).reindex(pd.MultiIndex.from_frame(rows[["file", "survei"]])).to_numpy()
    needed = least_sample(rows["angka"].to_numpy())
    few = (answered > 0) & (answered < needed)
    words = {"menjawab_kata": answered[few].astype(int), "minimal_kata": needed[few].astype(int)}
    return rows[few].assign(**words)


def _respondents(answers: pd.DataFrame) -> pd.Series:
    """How many answered, by file and survey: as many as answered its most answered unsur."""
    blocks = by_slot(answers)
    return blocks[blocks["tipe"] == "skor"].groupby(["file", "isian"])["banyak"].max()
