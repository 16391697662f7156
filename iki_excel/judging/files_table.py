"""The table of files, where some come to be set aside."""

from __future__ import annotations

import pandas as pd

from iki_excel.judging.files import NO_FORM, Reason, set_aside
from iki_excel.words.rules import Rule


def with_set_aside(files: pd.DataFrame, rows: pd.Index, why: Rule | Reason) -> pd.DataFrame:
    """The table of files, where some rows are not used."""
    if rows.empty:
        return files
    fate, told = set_aside(why), files.copy()
    told.loc[rows, [*fate]] = [*fate.values()]
    return told


def with_strangers(files: pd.DataFrame, rows: pd.Series) -> pd.DataFrame:
    """The table of files, where those of these rows plainly are no forms, and all others have to be told."""
    told = files.assign(jenis=files["jenis"].where(rows, ""))
    told.loc[rows, "alasan"] = NO_FORM.kode
    told.loc[rows, "alasan_kata"] = [NO_FORM.arti.format(jenis=jenis) for jenis in files.loc[rows, "jenis"]]
    return told
