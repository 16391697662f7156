"""What is said on the console: temuan as text, CSV or JSON, and the catalogue in words."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pandas as pd

from iki_excel import formula, plain
from iki_excel.batch import Checked
from iki_excel.catalog import Catalog, Jabatan
from iki_excel.findings import COLUMNS, GALAT
from iki_excel.kinds import MEASURES
from iki_excel.reading import USED

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


def summary(checked: Checked) -> str:
    """How many files and temuan, in one sentence each."""
    used = int((checked.files["nasib"] == USED).sum())
    wrong = int((checked.temuan["tingkat"] == GALAT).sum())
    warned = len(checked.temuan) - wrong
    files = f"{len(checked.files)} berkas: {used} dipakai, {len(checked.files) - used} disisihkan."
    return f"{files} {wrong} kesalahan, {warned} peringatan."


def catalog_as_text(catalog: Catalog) -> str:
    """Every jabatan with its indikator and their formulas in words."""
    return "\n\n".join("\n".join(_jabatan_lines(jabatan)) for jabatan in catalog.jabatan)


def _jabatan_lines(jabatan: Jabatan) -> Iterator[str]:
    yield f"{jabatan.nama} ({jabatan.kode})"
    for indikator in jabatan.indikator:
        said = formula.words(indikator.rumus, indikator.labels, MEASURES)
        yield f"  {indikator.kode}  {indikator.indikator} ({indikator.satuan})"
        yield f"         = {said}"
