"""All tables as one SQLite file; the second of two doors to SQLite.

It is written beside its place, without a journal of its own: where that fails, nothing is left of it anyway.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from iki_excel.runs.exporting.tables import IDENTITY, TABLES, Tables
from iki_excel.workbooks import saving

PRAGMAS = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"
ERRORS = {"SQLITE_FULL": errno.ENOSPC, "SQLITE_CANTOPEN": errno.EACCES, "SQLITE_READONLY": errno.EACCES}
"""What the system would say of it."""


class Database:
    """A SQLite file that is being filled. ``beside``: where it is finished while others go on."""

    def __init__(self, path: Path, connection: sqlite3.Connection, beside: Executor) -> None:
        self._path, self._connection, self._beside = path, connection, beside
        self._finishing: Future[None] | None = None

    def begin(self) -> None:
        """Make the tables. All that follows is one transaction: how often it is appended to leaves no trace."""
        with _told(self._path):
            self._connection.executescript(PRAGMAS)
            self._connection.execute("BEGIN")
            for name in TABLES:
                self._connection.execute(_created(name))

    def append(self, tables: Tables) -> None:
        """Add the rows of a block."""
        with _told(self._path):
            for name, table in tables.items():
                rows = zip(*(table[column.nama].tolist() for column in TABLES[name]), strict=True)
                self._connection.executemany(_inserted(name), rows)  # which takes NaN for NULL

    def no_more(self) -> None:
        """No more rows come: the file is finished beside what follows, for SQLite lets go of the interpreter."""
        self._finishing = self._finishing or self._beside.submit(self._finish)

    def finish(self) -> None:
        """Wait until it is finished; OutputError where it could not be."""
        self.no_more()
        assert self._finishing is not None
        self._finishing.result()

    def _finish(self) -> None:
        """Let each unit and month be found at once, and every table stand by itself, however its rows came."""
        with _told(self._path):
            for name in TABLES:
                self._connection.execute(_indexed(name))
            self._connection.execute("COMMIT")
            self._connection.execute("VACUUM")


@contextmanager
def opened(path: Path, *also: Path) -> Iterator[Database]:
    """A SQLite file to append blocks to; ``also``: where the very same file is to stand."""
    with ExitStack() as places:
        part = places.enter_context(saving.aside(path))
        copies = [(place, places.enter_context(_begun(place))) for place in also]
        with closing(_connected(path, part)) as connection, ThreadPoolExecutor(1) as beside:
            database = Database(path, connection, beside)
            database.begin()
            yield database
            database.finish()
        for place, copy in copies:
            with saving.written_at(place):
                shutil.copyfile(part, copy)


@contextmanager
def _begun(place: Path) -> Iterator[Path]:
    """A file beside its place, empty as yet: that none can be written there is told before anything is judged."""
    with saving.aside(place) as part:
        with saving.written_at(place):
            part.touch()
        yield part


def _connected(path: Path, part: Path) -> sqlite3.Connection:
    with _told(path):
        # by two threads, but never by both at once
        return sqlite3.connect(part, isolation_level=None, check_same_thread=False)


def _created(name: str) -> str:
    return f"CREATE TABLE {name} ({', '.join(f'{column.nama} {column.jenis}' for column in TABLES[name])})"


def _inserted(name: str) -> str:
    return f"INSERT INTO {name} VALUES ({', '.join('?' * len(TABLES[name]))})"


def _indexed(name: str) -> str:
    known = [column.nama for column in TABLES[name] if column.nama in IDENTITY]
    return f"CREATE INDEX {name}_{'_'.join(known)} ON {name} ({', '.join(known)})"


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What SQLite cannot write, said as of any other file."""
    with saving.written_at(path):
        try:
            yield
        except sqlite3.OperationalError as reason:
            raise OSError(ERRORS.get(reason.sqlite_errorname, errno.EIO), str(reason)) from None
