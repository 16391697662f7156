"""Stage 2: one file -> its record. An unusable file is a temuan, and the rest go on.

One file is one record, an archive one for each file in it; what records come to together is told by
:mod:`iki_excel.forms.gathering`. Nothing here needs pandas, so that a process that only reads starts quickly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms.reading.folder import find_files
from iki_excel.forms.reading.record import Record, read_each, read_one
from iki_excel.forms.reading.workers import Readers
from iki_excel.workbooks.opening import Reader

__all__ = ["ReadEach", "Reading", "Record", "find_files", "read_each", "read_one", "reader_for"]

Reading = Reader | Readers
"""What reads: one process that opens files for this one, or some that read them whole."""

ReadEach = Callable[[Path, Reader, Catalog, Settings], Iterable[Record]]
"""Reads one file, and those in it where it is an archive."""


def reader_for(kept: Reader | None) -> AbstractContextManager[Reader]:
    """The reader that somebody keeps open, which stays open; else one for this run alone."""
    return Reader() if kept is None else nullcontext(kept)
