"""The answers of a survey: scores that are none, and too few respondents."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree.fields import ISI, NOT_A_SCORE, SALAH, SCORE, scale_words
from iki_excel.judging.checks.check import SURVEY, Answers, Given, in_its_month, is_among, keys_of, rows_where
from iki_excel.words.rules import PERINGATAN, Rule


def score_wrong(answers: Answers, given: Given) -> pd.DataFrame:
    """A score outside of the scale of its survey, between its scores, or no number at all."""
    angka, keadaan = answers.column("angka"), answers.column("keadaan")
    is_between = (answers.column("minimum") <= angka) & (angka <= answers.column("maksimum"))
    is_outside = (keadaan == ISI) & ~(is_between & (angka % 1 == 0))
    is_none = (keadaan == SALAH) & (answers.column("alasan") == NOT_A_SCORE.kode)
    wrong = rows_where(answers.table, (answers.column("tipe") == SCORE.nama) & (is_outside | is_none))
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


def sample_too_small(answers: Answers, given: Given) -> pd.DataFrame:
    """Fewer respondents than Krejcie and Morgan ask for, where the population is told."""
    rows = rows_where(answers.numbers.table, answers.numbers.column("angka") >= 1)
    told = in_its_month(rows, lambda j: {i.populasi: i.kode for i in j.isian if i.populasi}, "slot", given)
    rows = rows_where(rows, np.array([survey is not None for survey in told], dtype=bool))
    surveys = [survey for survey in told if survey is not None]
    if rows.empty:
        return rows
    near = answers.table["file"].isin(rows["file"]).to_numpy()
    respondents = _respondents(answers.table[[*SURVEY, "slot", "tipe", "keadaan"]][near])
    answered = np.array([respondents.get(survey, 0) for survey in zip(rows["file"], surveys, strict=True)])
    needed = least_sample(rows["angka"].to_numpy())
    few = (answered > 0) & (answered < needed)
    words = {"menjawab_kata": answered[few].astype(int), "minimal_kata": needed[few].astype(int)}
    return rows_where(rows, few).assign(**words)


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
