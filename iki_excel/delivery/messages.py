"""Temuan as text, CSV or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pandas as pd

from iki_excel.judging.findings import COLUMNS
from iki_excel.words import plain

FORMATS = ("teks", "csv", "json")


def temuan_as(form: str, temuan: pd.DataFrame) -> str:
    """The temuan in one of FORMATS; JSON is a list of objects (in ASCII: no pipe can spoil it), CSV has a header."""
    table = plain.cleaned(temuan[COLUMNS])
    if form == "json":
        return json.dumps(table.to_dict("records"), indent=2)
    if form == "csv":
        return plain.csv(table).rstrip("\n")
    return "\n".join(_text_lines(table))


def _text_lines(table: pd.DataFrame) -> Iterator[str]:
    for file, rows in table.groupby("file", sort=False):
        yield file or "Belum masuk"
        for row in rows.to_dict("records"):
            place = f"{row['sheet']}!{row['sel']}  " if row["sel"] else ""
            yield f"  {row['tingkat']}  {place}{row['pesan']}"
