"""Temuan as text, CSV or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pandas as pd

from iki_excel.judging.findings import COLUMNS
from iki_excel.judging.telling import cells_said, together
from iki_excel.words import plain

FORMATS = ("teks", "csv", "json")


def temuan_as(form: str, temuan: pd.DataFrame) -> str:
    """The temuan in one of FORMATS: JSON (a list of objects, in ASCII: no pipe can spoil it) and CSV (with a header)
    have one for each cell; a text tells equal ones of a sheet in one line.
    """
    if form == "teks":
        return "\n".join(_text(together(temuan)))
    table = plain.cleaned(temuan[COLUMNS])
    if form == "json":
        return json.dumps(table.to_dict("records"), indent=2)
    return plain.csv(table).rstrip("\n")


def _text(told: pd.DataFrame) -> Iterator[str]:
    for file, lines in told.groupby("file", sort=False):
        yield plain.clean(file) or "Belum masuk"
        yield from (f"  {line}" for line in text_lines(lines))


def text_lines(told: pd.DataFrame) -> Iterator[str]:
    """How grave, where and what, a line of its own for each."""
    for line in told.itertuples():
        where = f"{line.sheet}!{cells_said(line.daerah)}  " if line.daerah else ""
        yield plain.clean(f"{line.tingkat}  {where}{line.pesan}")
