"""What is due of a periode, and for whom: read from the office's folder. Nothing is written here, and nothing sent.

Of forms all months of the year so far are looked at: a result of March stands on February, too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from iki_excel.decree import Jabatan
from iki_excel.forms.layout import form_path
from iki_excel.judging.batch import ADA_KESALAHAN, BELUM_MASUK, Batch
from iki_excel.words.folders import FORMS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving


@frozen
class Awaited:
    """A form that did not come: the blank one as it lies in the folder, and by which day it was, or is, due."""

    jabatan: Jabatan
    month: Periode
    path: Path
    content: bytes
    due_day: dt.date


@frozen
class Forms:
    """How the forms of a periode stand: those that are ``awaited``, those of which no blank one lies there
    (``unwritten``), and the forms that came with something to mend.
    """

    awaited: tuple[Awaited, ...]
    unwritten: tuple[tuple[Jabatan, Periode], ...]
    faulty: tuple[tuple[str, Periode], ...]


def forms_of(
    batch: Batch, folder: Path, today: dt.date, only: Sequence[str] = (), named: Sequence[Periode] = ()
) -> Forms:
    """Of every jabatan (of ``only`` these codes) and month so far that has begun, or is one of those that are named."""
    rows = [row for row in _rows(batch, today, named) if not only or row[0] in only]
    missing = [(_jabatan(batch, kode, month), month) for kode, month, state in rows if state == BELUM_MASUK]
    awaited = [_awaited(batch, jabatan, month, folder) for jabatan, month in missing]
    return Forms(
        tuple(one for one in awaited if one),
        tuple(whose for whose, one in zip(missing, awaited, strict=True) if one is None),
        tuple((kode, month) for kode, month, state in rows if state == ADA_KESALAHAN),
    )


def _rows(batch: Batch, today: dt.date, named: Sequence[Periode]) -> Iterator[tuple[str, Periode, str]]:
    for row in batch.forms.itertuples():
        month = Periode(row.periode)
        if month <= Periode.of_day(today) or month in named:
            yield row.jabatan, month, row.keadaan


def _jabatan(batch: Batch, kode: str, month: Periode) -> Jabatan:
    """As the decree had it in the month."""
    return batch.catalog.at(month)[kode]


def _awaited(batch: Batch, jabatan: Jabatan, month: Periode, folder: Path) -> Awaited | None:
    """None where no blank form lies in its place."""
    unit = batch.settings.unit
    path = form_path(folder / FORMS / unit.folder, unit.kode, jabatan.kode, month)
    content = saving.read(path)
    return None if content is None else Awaited(jabatan, month, path, content, batch.settings.due_day(month))
