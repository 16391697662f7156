"""The answers of a survey: scores that are none, and too few respondents."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree.fields import ISI, NOT_A_SCORE, SALAH, SCORE, scale_words
from iki_excel.judging.checks.check import SURVEY, Given, in_its_month, is_among, keys_of, numbers
from iki_excel.words.rules import PERINGATAN, Rule


def score_wrong(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A score outside of the scale of its survey, between its scores, or no number at all."""
    is_on_scale = answers["angka"].between(answers["minimum"], answers["maksimum"]) & (answers["angka"] % 1 == 0)
    is_outside = (answers["keadaan"] == ISI) & ~is_on_scale
    is_none = (answers["keadaan"] == SALAH) & (answers["alasan"] == NOT_A_SCORE.kode)
    wrong = answers[(answers["tipe"] == SCORE.nama) & (is_outside | is_none)]
    ends = zip(wrong["minimum"].astype(int), wrong["maksimum"].astype(int), strict=True)
    return wrong.assign(skala_kata=[scale_words(*one) for one in ends])


CHI_SQUARE, PROPORTION, PRECISION = 3.841, 0.5, 0.05


def least_sample(population: Any) -> Any:
    """The sample that a survey of this population needs (Krejcie and Morgan 1970; PermenPANRB 14/2017)."""
    spread = CHI_SQUARE * PROPORTION * (1 - PROPORTION)
    size = spread * population / (PRECISION**2 * (population - 1) + spread)
    return np.floor(size + 0.5)


SAMPLE_TOO_SMALL = Rule(
    "sampel_kurang",
    PERINGATAN,
    arti="Responden survei kurang dari sampel minimal.",
    pesan="“{label}” berisi {angka_kata}, jadi survei memerlukan sedikitnya {minimal_kata} responden, sedangkan "
    "yang menjawab {menjawab_kata}.",
    saran="Tambah responden bila masih dapat.",
    ringkas="survei memerlukan sedikitnya {minimal_kata} responden, yang menjawab {menjawab_kata}",
    contoh="Isian!F26 untuk penerima layanan berisi 100, sedangkan di lembar SKM hanya 3 yang menjawab",
)


def sample_too_small(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Fewer respondents than Krejcie and Morgan ask for, where the population is told."""
    rows = numbers(answers)
    surveys = in_its_month(rows, lambda j: {i.populasi: i.kode for i in j.isian if i.populasi}, "slot", given)
    rows = rows.assign(survei=pd.Series(surveys, index=rows.index, dtype=object))
    rows = rows[rows["survei"].notna() & (rows["angka"] >= 1)]
    near = answers["file"].isin(rows["file"])
    respondents = _respondents(answers[[*SURVEY, "slot", "tipe", "keadaan"]][near])
    answered = np.array([respondents.get(survey, 0) for survey in zip(rows["file"], rows["survei"], strict=True)])
    needed = least_sample(rows["angka"].to_numpy())
    few = (answered > 0) & (answered < needed)
    words = {"menjawab_kata": answered[few].astype(int), "minimal_kata": needed[few].astype(int)}
    return rows[few].assign(**words)


def _respondents(answers: pd.DataFrame) -> dict[tuple[str, str], int]:
    """How many answered, by file and survey: as many as answered its most answered unsur; of sound surveys only."""
    scores = answers[answers["tipe"] == SCORE.nama]
    wrong = scores.loc[scores["keadaan"] == SALAH, SURVEY]
    sound = scores[~is_among(scores, wrong, SURVEY)] if len(wrong) else scores
    answered = sound[sound["keadaan"] == ISI]
    most: dict[tuple[str, str], int] = {}
    for (file, isian, _), banyak in Counter(keys_of(answered, [*SURVEY, "slot"])).items():
        most[file, isian] = max(banyak, most.get((file, isian), 0))
    return most
