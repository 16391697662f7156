"""The office programmer's script: a folder of filled forms becomes one workbook with a table and a chart.

What a decent programmer of an office writes in an afternoon, and what a year of ``iki proses`` is measured against. It
reads what stands in the yellow cells of every form, takes the mean of each unsur of a survey, pivots that by month, and
writes the table with a line a jabatan of how much of it was filled.

It trusts everything: that a file is a form, that a number is a number, that the columns stand where they stood in the
blank form, and that what its name says is so. It checks nothing, names no cell, computes no indikator, knows no target,
and stops at the first file it cannot read. pandas reads an .xlsx with openpyxl unless it is told otherwise, so that is
what it does; it opens each file once, and reads only the sheets that it needs.

Run: python benchmarks/naive.py FOLDER FILE.xlsx
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

ISIAN, SURVEI = "Isian", "SKM"
KODE, VALUE = 0, 5
"""The columns of the codes and of the yellow cells."""
HEADS, UNSUR, FIRST_RESPONDENT = 3, 4, 7
"""The row below the heads of a form; of its survey the row of the codes, and that of the first respondent."""


def read_form(path: Path) -> pd.DataFrame:
    """What was typed into a form: jabatan, periode (by the name of its file), isian, nilai."""
    _, periode, _, jabatan = path.stem.split("_", 3)
    with pd.ExcelFile(path, engine="openpyxl") as book:
        form = pd.read_excel(book, sheet_name=ISIAN, header=None).iloc[HEADS:]
        typed = form[form[KODE].notna()].set_index(KODE)[VALUE]
        if SURVEI in book.sheet_names:
            typed = pd.concat([typed, _means(pd.read_excel(book, sheet_name=SURVEI, header=None))])
    table = typed.rename_axis("isian").reset_index(name="nilai")
    return table.assign(jabatan=jabatan, periode=periode)


def _means(survey: pd.DataFrame) -> pd.Series:
    scores = survey.iloc[FIRST_RESPONDENT:, 2:].apply(pd.to_numeric, errors="coerce")
    return scores.mean().set_axis(survey.iloc[UNSUR, 2:])


def all_forms(folder: Path) -> Iterator[Path]:
    """The forms below a folder, month by month."""
    yield from sorted(folder.rglob("IKI_*.xlsx"))


def process(folder: Path, result: Path) -> None:
    """The table of all forms below ``folder`` by month, and a chart of it, as ``result``."""
    answers = pd.concat([read_form(path) for path in all_forms(folder)], ignore_index=True)
    answers["nilai"] = pd.to_numeric(answers["nilai"], errors="coerce")
    table = answers.pivot_table(index=["jabatan", "isian"], columns="periode", values="nilai", aggfunc="first")
    filled = answers.dropna().groupby(["jabatan", "periode"]).size().unstack()
    with pd.ExcelWriter(result, engine="xlsxwriter") as writer:
        table.to_excel(writer, sheet_name="Isian")
        filled.to_excel(writer, sheet_name="Terisi")
        _insert_chart(writer, filled)


def _insert_chart(writer: pd.ExcelWriter, filled: pd.DataFrame) -> None:
    chart = writer.book.add_chart({"type": "line"})
    months = len(filled.columns)
    for row, jabatan in enumerate(filled.index, start=1):
        places = {"categories": ["Terisi", 0, 1, 0, months], "values": ["Terisi", row, 1, row, months]}
        chart.add_series({"name": jabatan, **places})
    writer.sheets["Terisi"].insert_chart(len(filled) + 3, 0, chart)


if __name__ == "__main__":
    process(Path(sys.argv[1]), Path(sys.argv[2]))
