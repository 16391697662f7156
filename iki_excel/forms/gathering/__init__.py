"""Stage 2, its second half: records -> answers. Of the same form one file counts, or none.

Records together are the tables: who keeps records need not read a file again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.decree.office import Office, Offices
from iki_excel.decree.settings import Settings
from iki_excel.forms.gathering.duplicates import settle, temuan_of
from iki_excel.forms.reading import ReadEach, Reading, Record, read_each, reader_for
from iki_excel.forms.reading.folder import OPEN_ELSEWHERE, is_lock
from iki_excel.forms.reading.form import MERGED, NO_RESULT, OUTSIDE_FORMULA
from iki_excel.forms.reading.isian import LEFT_BEHIND
from iki_excel.forms.reading.owner import NAME_DIFFERS
from iki_excel.forms.reading.record import UNASKED_COLUMNS
from iki_excel.forms.reading.sheets import CODE_GONE, CODE_TWICE, HEADERS_CHANGED, SHEET_GONE
from iki_excel.forms.reading.twice import TOLD_TWICE
from iki_excel.forms.reading.workers import Readers
from iki_excel.judging import answers, answers_table, findings_table, notes
from iki_excel.judging.checks import tell_refused
from iki_excel.judging.files import FILE_COLUMNS, REPLACED, SAME_COPY, USED
from iki_excel.judging.findings import of_file
from iki_excel.words.frozen import frozen
from iki_excel.words.progress import Progress, untold

__all__ = ["OF_ONE_DOCUMENT", "REFUSALS", "Read", "read_files", "settled"]

PARTLY_READ = (HEADERS_CHANGED, SHEET_GONE, CODE_GONE, CODE_TWICE)
"""Why a form may be set aside although other sheets of it could be read."""

REFUSALS = (MERGED, OUTSIDE_FORMULA, NO_RESULT, LEFT_BEHIND)
"""What a cell may be refused for, whatever value stands in it."""

OF_ONE_DOCUMENT = (*REFUSALS, TOLD_TWICE)
"""What reading finds wrong of one isian, which a later form can put right where it is a document's."""


@frozen
class Read:
    """``answers`` (joined with the slots' properties), ``files`` (FILE_COLUMNS, a row a file) and ``temuan``.

    ``partial``: as ``answers``, of forms that were set aside because a part of them cannot be read. ``unasked``: what
    forms of an older decree hold besides, and their month does not ask (UNASKED_COLUMNS). ``written``: what was written
    of indikator (judging.notes.COLUMNS), in whatever form.
    """

    answers: pd.DataFrame
    files: pd.DataFrame
    temuan: pd.DataFrame
    partial: pd.DataFrame
    unasked: pd.DataFrame
    written: pd.DataFrame


def read_files(
    paths: Sequence[Path],
    catalog: Catalog,
    settings: Settings,
    reader: Reading | None = None,
    progress: Progress = untold,
    each: ReadEach = read_each,
) -> Read:
    """Read every file, and those in archives; nothing that a file holds stops the run. A lock is no file.

    ``each``: what reads one file in this process, where somebody keeps what was read before.
    """
    if isinstance(reader, Readers):
        offices = Offices.one(Office(catalog, settings))
        records = [packed.record for packed in reader.read(paths, offices, progress)]
    else:
        with reader_for(reader) as opened:
            records = _read_here(paths, progress, lambda path: each(path, opened, catalog, settings))
    read = settled(records, catalog)
    return replace(read, temuan=findings_table.table([read.temuan], _open_elsewhere(paths)))


def _read_here(paths: Sequence[Path], progress: Progress, read: Callable[[Path], Iterable[Record]]) -> list[Record]:
    records: dict[str, Record] = {}
    for done, path in enumerate(paths, start=1):
        for record in [] if is_lock(path.name) else read(path):
            records.setdefault(record.row["file"], record)
        progress(done, len(paths), path.name)
    return [*records.values()]


def _open_elsewhere(paths: Iterable[Path]) -> list[dict[str, Any]]:
    return [of_file(OPEN_ELSEWHERE, path.as_posix()) for path in paths if is_lock(path.name)]


def settled(records: Sequence[Record], catalog: Catalog) -> Read:
    """What files come to together: which of the same form counts, and the tables of all of them.

    What cannot be told for a form stands first, then forms by month and by jabatan in the order of the catalogue, and
    last what plainly is no form.
    """
    rank = {kode: place for place, kode in enumerate(catalog.kode)}
    records = sorted(
        records, key=lambda one: (one.row["jenis"] != "", one.row["periode"], rank.get(one.row["jabatan"], -1))
    )
    files = settle(pd.DataFrame([record.row for record in records], columns=FILE_COLUMNS))
    cells = pd.DataFrame([cell for record in records for cell in record.cells], columns=answers.COLUMNS)
    used = files["nasib"] == USED
    damaged = ~used & files["alasan"].isin([rule.kode for rule in PARTLY_READ])
    whole = _answers_of(files[used], cells, catalog)
    partial = _answers_of(files[damaged], cells, catalog) if damaged.any() else whole[:0]
    unasked = pd.DataFrame([cell for record in records for cell in record.unasked], columns=UNASKED_COLUMNS)
    told = [*_told_of(records, files), *temuan_of(files, cells, unasked, catalog)]
    written = pd.DataFrame([note for record in records for note in record.notes], columns=notes.COLUMNS)
    return Read(whole, files, findings_table.table(tell_refused(whole, REFUSALS), told), partial, unasked, written)


def _told_of(records: Sequence[Record], files: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """What was found in the files that count; of a copy no more than that its name speaks of another form."""
    replaced, copies = (set(files.loc[files["alasan"] == why.kode, "file"]) for why in (REPLACED, SAME_COPY))
    for record in records:
        file = record.row["file"]
        if file not in replaced:
            yield from (found for found in record.temuan if file not in copies or found["aturan"] == NAME_DIFFERS)


def _answers_of(files: pd.DataFrame, cells: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    is_theirs = cells["file"].isin(files["file"])
    table = cells if is_theirs.all() else cells[is_theirs].reset_index(drop=True)
    return answers_table.with_slots(table.assign(angka=table["angka"].astype(float)), catalog)
