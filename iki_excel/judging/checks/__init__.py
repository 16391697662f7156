"""Stage 3: answers -> temuan. A check is one decorated function that selects the rows at fault."""

from __future__ import annotations

import pandas as pd

from iki_excel.judging import findings
from iki_excel.judging.answers import ISI, SALAH
from iki_excel.judging.checks import dates, missing, numbers, surveys, typed  # noqa: F401  they register the checks
from iki_excel.judging.checks.registry import CHECKS, Given, check
from iki_excel.judging.findings import GALAT
from iki_excel.words import bahasa

__all__ = ["CHECKS", "Given", "check", "mark_wrong", "run"]


def run(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """All temuan of all checks; columns as findings.COLUMNS and PLACE."""
    parts = []
    for kode, function in CHECKS.items():
        rows = function(answers, given)
        if len(rows):
            parts.append(findings.at_rows(kode, _with_words(rows)))
    return findings.table(parts)


def _with_words(rows: pd.DataFrame) -> pd.DataFrame:
    """What every sentence may need: the number as people write it, and the row of the sheet."""
    return rows.assign(angka_kata=[bahasa.number(v, 10) for v in rows["angka"]], baris_kata=rows["baris"] + 1)


def mark_wrong(answers: pd.DataFrame, temuan: pd.DataFrame) -> pd.DataFrame:
    """Answers where a cell with a galat is ``salah``: a number that contradicts another is not computed with.

    The new column ``terbaca`` keeps the number as it was read.
    """
    places = temuan.loc[(temuan["tingkat"] == GALAT) & (temuan["sel"] != ""), ["file", "sheet", "sel", "kode"]]
    first = places.drop_duplicates(["file", "sheet", "sel"])
    marked = answers.assign(terbaca=answers["angka"]).merge(
        first, on=["file", "sheet", "sel"], how="left", validate="many_to_one"
    )
    wrong = marked["kode"].notna() & (marked["keadaan"] == ISI)
    marked.loc[wrong, "alasan"] = marked.loc[wrong, "kode"]
    marked.loc[wrong, "keadaan"] = SALAH
    marked["angka"] = marked["angka"].where(marked["keadaan"] == ISI)
    return marked.drop(columns="kode")
