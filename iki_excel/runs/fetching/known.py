"""Files that came, with what the journal knows of who sent them and when."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from iki_excel.delivery import journal, marks
from iki_excel.forms.reading.workbook import SetAside, content_of
from iki_excel.runs.receiving.fates import Arrival


def arrivals(paths: Iterable[Path], folder: Path) -> list[Arrival]:
    """``folder``: that of the office; where nothing was ever fetched or sent, no journal is made for the question."""
    if not (folder / journal.FILE_NAME).exists():
        return [Arrival(path) for path in paths]
    with journal.opened(folder) as jejak:
        return [_arrival(path, jejak) for path in paths]


def _arrival(path: Path, jejak: sqlite3.Connection) -> Arrival:
    """A file that cannot be read is told as such where it is sorted."""
    try:
        sha256 = hashlib.sha256(content_of(path)).hexdigest()
    except SetAside:
        return Arrival(path)
    return Arrival(path, *marks.sender_of(jejak, sha256))
