"""Stage 3: answers -> temuan. All checks stand in one list; each is a rule with the function that finds it broken."""

from __future__ import annotations

from collections.abc import Iterable
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
from iki_excel.judging.checks.check import NAMED, Answers, Check, Given, keys_of, rows_where, said
from iki_excel.language.cells.columns import Mask
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT, Rule

__all__ = ["CHECKS", "RULES", "Answers", "Check", "Given", "mark_wrong", "run", "tell_refused"]

CHECKS = (
    # what is wrong in a cell by itself
    Check(missing.NOT_SUBMITTED, missing.not_submitted),
    Check(missing.EMPTY, missing.empty),
    Check(missing.NOT_CHOSEN, missing.not_chosen),
    Check(missing.SURVEY_EMPTY, missing.survey_empty, about=SCORE),
    Check(numbers.NEGATIVE, numbers.negative),
    Check(numbers.FRACTION, numbers.fraction),
    Check(numbers.OUT_OF_BOUNDS, numbers.out_of_bounds),
    Check(dates.OUT_OF_RANGE, dates.date_out_of_range, about=DATE),
    Check(NOT_A_SCORE, surveys.score_wrong, about=SCORE),
    Check(typed.NOTE_TOO_LONG, typed.note_too_long),
    Check(typed.NOTE_WITH_CONTROLS, typed.note_with_controls),
    # what contradicts another cell
    Check(missing.UNSUR_EMPTY, missing.unsur_empty, about=SCORE),
    Check(missing.QUALITY_MISSING, missing.quality_missing, about=DATE),
    Check(missing.QUALITY_WITHOUT_DATE, missing.quality_without_date, about=DATE),
    Check(numbers.CONDITION_BROKEN, numbers.condition_broken),
    Check(absent.ALONE_OF_PAIR, absent.alone_of_pair),
    Check(absent.NO_SURVEY_BUT_SCORES, absent.no_survey_but_scores, about=SCORE),
    # what a cell may be wrong in
    Check(absent.UNEXPLAINED, absent.not_explained),
    Check(numbers.WORKING_DAYS_DIFFER, numbers.working_days_differ),
    Check(numbers.LIKE_A_DAY, numbers.like_a_day),
    Check(numbers.FAR_FROM_EARLIER, numbers.far_from_earlier),
    Check(dates.NEAR_MIDNIGHT, dates.near_midnight, about=DATE),
    Check(facts.FACT_DIFFERS, facts.fact_differs, about=DATE),
    Check(dates.DAY_MONTH_SWAPPED, dates.day_month_swapped, about=DATE),
    Check(dates.DEADLINE_PASSED, dates.deadline_passed, about=DATE),
    # what may be wrong in it beside others
    Check(dates.DATE_CHANGED, dates.date_changed, about=DATE),
    Check(surveys.SAMPLE_TOO_SMALL, surveys.sample_too_small, about=SCORE),
    Check(typed.FORMULA_IN_CELL, typed.formula_in_cell),
    Check(typed.READ_AS_ANOTHER, typed.read_as_another, is_of_typing=True),
    Check(ONLY_SPACES, typed.only_spaces),
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
    found = _told_of(_in_few_blocks(answers), given)
    kinds = {column: answers["slot" if column == "isian" else column].dtype for column in TEXTS}
    return found.assign(**{column: found[column].astype(kind) for column, kind in kinds.items()})


TEXTS = ["file", "sheet", "sel", "unit", "periode", "jabatan", "isian"]
"""What a temuan says of its place in the words of the answers; its isian is a slot."""


def _in_few_blocks(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers with their texts in one block: every check selects rows, which costs as much as there are blocks, and
    pandas keeps each column of texts as one of its own."""
    texts = answers.columns[[isinstance(kind, pd.StringDtype) for kind in answers.dtypes]]
    return answers.assign(**{column: answers[column].astype(object) for column in texts}).copy()


def _told_of(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    told, as_typed, faults = tell_refused(answers, REFUSALS), Answers(answers), set[Key]()
    sound, asked = as_typed, {*as_typed.column("tipe")}
    for check in (one for one in CHECKS if one.about is None or one.about.nama in asked):
        rows = check.rows_at_fault(as_typed if check.is_of_typing else sound, given)
        if check.is_of_typing:
            rows = _untold(rows, faults)
        if len(rows):
            told.append(_tell(check.rule, rows))
            if not check.rule.tentang_keterangan:
                sound = _without(sound, rows)
                faults |= {*keys_of(rows, CELL)}
    return findings_table.table(told)


Key = tuple[Any, ...]
"""What a row has in some columns, the first of them its file."""


def _untold(answers: pd.DataFrame, faults: set[Key]) -> pd.DataFrame:
    """Those answers of which nothing was told at their own cell, though they may be named with another."""
    return answers if answers.empty else answers[~_is_told(answers, faults, CELL)]


def _without(answers: Answers, told: pd.DataFrame) -> Answers:
    """The answers, where nothing is measured by a cell that was told, nor by one that is named with it."""
    keadaan = answers.column("keadaan")
    unsound = _is_told(answers.table, {*keys_of(told, CELL)}, CELL) & (keadaan != KOSONG)
    if NAMED in told:
        named = {(file, slot) for file, slots in keys_of(told, ["file", NAMED]) for slot in slots}
        unsound |= _is_told(answers.table, named, ["file", "slot"])
    if not unsound.any():
        return answers
    angka = np.where(unsound, np.nan, answers.column("angka"))
    return Answers(answers.table.assign(keadaan=np.where(unsound, SALAH, keadaan), angka=angka))


def _is_told(answers: pd.DataFrame, told: set[Key], columns: list[str]) -> Mask:
    """Which answers have in these columns what was told."""
    found: Mask = answers["file"].isin({key[0] for key in told}).to_numpy(copy=True)
    near = zip(*(answers[column].to_numpy()[found] for column in columns), strict=True)
    found[found] = [key in told for key in near]
    return found


def tell_refused(answers: pd.DataFrame, rules: Iterable[Rule]) -> list[pd.DataFrame]:
    """A temuan at every cell that reading refused by one of these rules."""
    wrong = rows_where(answers, answers["keadaan"].to_numpy() == SALAH)
    kodes = {*wrong["alasan"].to_numpy()}
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
    kode_of = _first_galat(temuan)
    texts = [answers["keadaan"], answers["alasan"]]
    keadaan, alasan = (column.to_numpy(dtype=object, copy=True) for column in texts)
    near = np.flatnonzero(_is_told(answers, {*kode_of}, CELL))
    for row, cell in zip(near, keys_of(answers[CELL].iloc[near], CELL), strict=True):
        if keadaan[row] == ISI or (keadaan[row] == TIDAK_BERLAKU and kode_of[cell] in KODES_CONTRADICTED):
            keadaan[row], alasan[row] = SALAH, kode_of[cell]
    told, why = (pd.Series(now, answers.index, was.dtype) for was, now in zip(texts, (keadaan, alasan), strict=True))
    angka = answers["angka"].to_numpy()
    return answers.assign(keadaan=told, alasan=why, angka=np.where(keadaan == ISI, angka, np.nan), terbaca=angka)


def _first_galat(temuan: pd.DataFrame) -> dict[Key, str]:
    """By cell the kode of the first galat that is told of it."""
    found: dict[Key, str] = {}
    for file, sheet, sel, tingkat, kode in keys_of(temuan, [*CELL, "tingkat", "kode"]):
        if tingkat == GALAT and sel != "":
            found.setdefault((file, sheet, sel), kode)
    return found


KODES_CONTRADICTED = [rule.kode for rule in CONTRADICTED]
