"""Stage 3: answers -> temuan. All checks stand in one list; each is a rule with the function that finds it broken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree.fields import (
    DATE,
    ISI,
    KOSONG,
    NOT_A_CHOICE,
    NOT_A_SCORE,
    ONLY_SPACES,
    REFUSALS,
    SALAH,
    SCORE,
    TIDAK_BERLAKU,
    WordField,
)
from iki_excel.judging import findings_table
from iki_excel.judging.checks import absent, dates, facts, missing, numbers, repeated, surveys, typed
from iki_excel.judging.checks.absent import CONTRADICTED
from iki_excel.judging.checks.check import NAMED, Check, Given, is_among, keys_of, said
from iki_excel.language.cells.columns import Mask
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT, Rule

__all__ = ["CHECKS", "RULES", "Check", "Given", "mark_wrong", "run", "tell_refused"]

CHECKS = (
    # what is wrong in a cell by itself
    Check(missing.NOT_SUBMITTED, missing.not_submitted),
    Check(missing.EMPTY, missing.empty, of_single=True),
    Check(missing.NOT_CHOSEN, missing.not_chosen, of_single=True),
    Check(missing.SURVEY_EMPTY, missing.survey_empty, about=SCORE),
    Check(numbers.NEGATIVE, numbers.negative, of_single=True),
    Check(numbers.FRACTION, numbers.fraction, of_single=True),
    Check(numbers.OUT_OF_BOUNDS, numbers.out_of_bounds, of_single=True),
    Check(dates.OUT_OF_RANGE, dates.date_out_of_range, about=DATE, of_single=True),
    Check(NOT_A_SCORE, surveys.score_wrong, about=SCORE),
    Check(typed.NOTE_TOO_LONG, typed.note_too_long),
    Check(typed.NOTE_WITH_CONTROLS, typed.note_with_controls),
    # what contradicts another cell
    Check(missing.UNSUR_EMPTY, missing.unsur_empty, about=SCORE),
    Check(missing.QUALITY_MISSING, missing.quality_missing, about=DATE, of_single=True),
    Check(missing.QUALITY_WITHOUT_DATE, missing.quality_without_date, about=DATE, of_single=True),
    Check(numbers.CONDITION_BROKEN, numbers.condition_broken, of_single=True),
    Check(absent.ALONE_OF_PAIR, absent.alone_of_pair, of_single=True),
    Check(absent.NO_SURVEY_BUT_SCORES, absent.no_survey_but_scores, about=SCORE),
    # what a cell may be wrong in
    Check(absent.UNEXPLAINED, absent.not_explained),
    Check(numbers.WORKING_DAYS_DIFFER, numbers.working_days_differ, of_single=True),
    Check(numbers.LIKE_A_DAY, numbers.like_a_day, of_single=True),
    Check(numbers.FAR_FROM_EARLIER, numbers.far_from_earlier, of_single=True),
    Check(dates.NEAR_MIDNIGHT, dates.near_midnight, about=DATE, of_single=True),
    Check(facts.FACT_DIFFERS, facts.fact_differs, about=DATE, of_single=True),
    Check(dates.DAY_MONTH_SWAPPED, dates.day_month_swapped, about=DATE, of_single=True),
    Check(dates.DEADLINE_PASSED, dates.deadline_passed, about=DATE, of_single=True),
    # what may be wrong in it beside others
    Check(dates.DATE_CHANGED, dates.date_changed, about=DATE, of_single=True),
    Check(surveys.SAMPLE_TOO_SMALL, surveys.sample_too_small, about=SCORE),
    Check(typed.FORMULA_IN_CELL, typed.formula_in_cell),
    Check(typed.READ_AS_ANOTHER, typed.read_as_another, is_of_typing=True),
    Check(ONLY_SPACES, typed.only_spaces, of_single=True),
    Check(repeated.FORM_REPEATED, repeated.form_repeated),
    Check(repeated.SURVEY_REPEATED, repeated.survey_repeated, about=SCORE),
)
"""In the order in which they are asked. Each measures by cells of which none before it has told anything, so that no
temuan only follows from another, and no cell is told twice."""

CELL = ["file", "sheet", "sel"]
RULES = (*(check.rule for check in CHECKS), *REFUSALS)
"""The rules of all checks, and of what was typed and could not be taken; each is told at every cell that breaks it."""


def run(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """All temuan of all checks, and of what was typed and could not be taken; columns as findings.ALL_COLUMNS."""
    kinds = answers.dtypes.rename({"isian": "of", "slot": "isian"})
    return _told_of(_in_few_blocks(answers), given).astype(kinds[TEXTS].to_dict())


TEXTS = ["file", "sheet", "sel", "unit", "periode", "jabatan", "isian"]
"""What a temuan says of its place in the words of the answers; its isian is a slot."""


def _in_few_blocks(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers with their texts in one block: every check selects rows, which costs as much as there are blocks, and
    pandas keeps each column of texts as one of its own."""
    texts = answers.columns[[isinstance(kind, pd.StringDtype) for kind in answers.dtypes]]
    return answers.astype(dict.fromkeys(texts, object)).copy()


def _told_of(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    told, sound, faults = tell_refused(answers, REFUSALS), answers, [answers[:0]]
    single = _single(sound)
    asked = {*answers["tipe"]}
    for check in (one for one in CHECKS if one.about is None or one.about.nama in asked):
        if check.is_of_typing:
            rows = _untold(check.rows_at_fault(answers, given), faults)
        else:
            rows = check.rows_at_fault(single if check.of_single else sound, given)
        if len(rows):
            told.append(_tell(check.rule, rows))
            if not check.rule.tentang_keterangan:
                sound = _without(sound, rows)
                single = _single(sound)
                faults.append(rows)
    return findings_table.table(told)


def _single(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers but for those of surveys."""
    return answers[answers["responden"] == 0]


def _untold(answers: pd.DataFrame, faults: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Those answers of which nothing was told at their own cell, though they may be named with another."""
    return answers[~_is_told(answers, pd.concat([rows[CELL] for rows in faults]))]


def _without(answers: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """The answers, where nothing is measured by a cell that was told, nor by one that is named with it."""
    unsound = _is_told(answers, told[CELL]) & (answers["keadaan"] != KOSONG).to_numpy()
    if NAMED in told:
        unsound |= _is_told(answers, told[["file", NAMED]].explode(NAMED).rename(columns={NAMED: "slot"}))
    return answers.assign(
        keadaan=np.where(unsound, SALAH, answers["keadaan"]), angka=np.where(unsound, np.nan, answers["angka"])
    )


def _is_told(answers: pd.DataFrame, told: pd.DataFrame) -> Mask:
    """Which answers have what one of the told rows has in all of its columns."""
    found: Mask = answers["file"].isin(told["file"]).to_numpy(copy=True)
    found[found] = is_among(answers.loc[found, [*told]], told, [*told])
    return found


def tell_refused(answers: pd.DataFrame, rules: Iterable[Rule]) -> list[pd.DataFrame]:
    """A temuan at every cell that reading refused by one of these rules."""
    wrong = answers[answers["keadaan"] == SALAH]
    kodes = {*wrong["alasan"]}
    return [_tell(rule, wrong[wrong["alasan"] == rule.kode]) for rule in rules if rule.kode in kodes]


def _tell(rule: Rule, rows: pd.DataFrame) -> pd.DataFrame:
    numbers = said(rows) if "field" in rows else [bahasa.number(v, 10) for v in rows["angka"]]  # what is about no cell
    words: dict[str, Any] = {"angka_kata": numbers, "baris_kata": rows["baris"] + 1}
    if rule is NOT_A_CHOICE:
        words |= _choices(rows)
    return findings_table.at_rows(rule, rows.assign(**words))


def _choices(rows: pd.DataFrame) -> dict[str, list[str]]:
    """What each cell may hold, and what was probably meant."""
    fields: list[WordField] = list(rows["field"])
    meant = [field.meant_by(typed) for field, typed in zip(fields, rows["diketik"], strict=True)]
    return {
        "pilihan": [field.briefly for field in fields],
        "maksud": [f"Maksudnya “{word}”? " if word else "" for word in meant],
        "mungkin": [f", mungkin “{word}”" if word else "" for word in meant],
    }


def mark_wrong(answers: pd.DataFrame, temuan: pd.DataFrame) -> pd.DataFrame:
    """Answers where a cell with a galat is ``salah``: what contradicts another is not computed with, nor left out.

    The new column ``terbaca`` keeps the number as it was read.
    """
    places = temuan.loc[(temuan["tingkat"] == GALAT) & (temuan["sel"] != ""), ["file", "sheet", "sel", "kode"]]
    first = places.drop_duplicates(CELL)
    kode_of = dict(zip(keys_of(first, CELL), first["kode"], strict=True))
    near = answers.loc[_is_told(answers, first[CELL]), [*CELL, "keadaan"]]
    kodes = pd.Series([kode_of[cell] for cell in keys_of(near, CELL)], index=near.index, dtype=object)
    refused_tb = (near["keadaan"] == TIDAK_BERLAKU) & kodes.isin([rule.kode for rule in CONTRADICTED])
    wrong = kodes[refused_tb | (near["keadaan"] == ISI)]
    marked = answers.assign(terbaca=answers["angka"])
    marked.loc[wrong.index, "alasan"] = wrong
    marked.loc[wrong.index, "keadaan"] = SALAH
    marked["angka"] = marked["angka"].where(marked["keadaan"] == ISI)
    return marked
