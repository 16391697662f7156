"""Last year's forms, as far as the results of a year use them: read and checked as always, and told of only by the
cells that are used.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.decree.last_year import needed
from iki_excel.decree.settings import Settings
from iki_excel.forms.gathering import Read
from iki_excel.forms.reading.decree import OLD_DECREE
from iki_excel.judging import checks, findings_table
from iki_excel.judging.files import UNFILLED, USED
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT

WHY_READ = "Dibaca untuk angka tahun lalu."
CELL, FORM = ["file", "sheet", "sel"], ["jabatan", "periode"]


@frozen
class LastYear:
    """The forms of a year before that the results use: their ``files``, their ``answers`` with ``terpakai`` where they
    are used, and the ``temuan`` of those cells, or of a form that cannot be read.
    """

    files: pd.DataFrame
    answers: pd.DataFrame
    temuan: pd.DataFrame


def of_last_year(read: Read, months: Sequence[Periode], catalog: Catalog, settings: Settings) -> LastYear:
    """What was read of the forms that these months look back to; a blank form is as if it were not there."""
    wanted = {one for one in needed(catalog, months) if settings.unit.has_begun(one[1])}
    if not wanted:
        return LastYear(read.files[:0], read.answers[:0], read.temuan[:0])
    is_there = _is_among(read.files, FORM, {(jabatan, month) for jabatan, month, _ in wanted})
    files = read.files[is_there & (read.files["alasan"] != UNFILLED.kode)]
    answers, temuan = (table[table["file"].isin(files["file"])] for table in (read.answers, read.temuan))
    answers = answers.reset_index(drop=True)
    found = findings_table.table([temuan, checks.run(answers, checks.Given(catalog, settings, None))])
    marked = checks.mark_wrong(answers, found)
    marked["terpakai"] = _is_among(marked, [*FORM, "slot"], wanted)
    is_told = _is_of_used_cell(found, marked) | _is_of_lost_form(found, files, wanted)
    told = found[is_told & (found["tingkat"] == GALAT)]
    return LastYear(_with_reason(files), marked, told.reset_index(drop=True))


def _is_among(table: pd.DataFrame, columns: list[str], known: Container[tuple[str, ...]]) -> pd.Series:
    rows = table[columns].itertuples(index=False, name=None)
    return pd.Series([tuple(row) in known for row in rows], index=table.index, dtype=bool)


def _is_of_used_cell(temuan: pd.DataFrame, answers: pd.DataFrame) -> pd.Series:
    cells = answers.loc[answers["terpakai"], CELL]
    return _is_among(temuan, CELL, set(cells.itertuples(index=False, name=None)))


def _is_of_lost_form(temuan: pd.DataFrame, files: pd.DataFrame, wanted: set[tuple[str, str, str]]) -> pd.Series:
    """What keeps a form from being read, or made it ask less than is used."""
    lost = files.loc[files["nasib"] != USED, "file"]
    slots = {form: {slot for *other, slot in wanted if (*other,) == form} for form in {one[:2] for one in wanted}}
    older = [f.file for f in files.itertuples() if slots[f.jabatan, f.periode] & {*f.belum_ditanya.split()}]
    is_older = temuan["file"].isin(older) & (temuan["kode"] == OLD_DECREE.kode)
    is_lost: pd.Series = temuan["file"].isin(lost) | is_older
    return is_lost


def _with_reason(files: pd.DataFrame) -> pd.DataFrame:
    return files.assign(alasan_kata=files["alasan_kata"].mask(files["nasib"] == USED, WHY_READ))
