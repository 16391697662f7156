"""What was made of files before, by a key each: one SQLite file of the user's own, which may be deleted at any time.

It is never an error: what is damaged is built anew, what is locked or cannot be written is done without, and a row is
believed only where it is as it was written. The door to platformdirs, and to SQLite for it.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

import iki_excel
from iki_excel.words.frozen import frozen

FOLDER, VARIABLE = "iki-excel", "IKI_SIMPANAN"
FILE_NAME = "simpanan.sqlite"

MOST_BYTES = 512 * 2**20
"""So large the file becomes, and as much more as is written at once; what was not used for longest goes first."""
A_BATCH = 8 * 2**20
"""So many bytes are written at once."""
PATIENCE = 1.0
"""Seconds that one program waits for another one's change; after that it does without."""
A_PART = 8
"""One of so many rows goes at once where there are too many."""
SECONDS_OF_DAY = 86_400

FORMAT = 1_768_646_001
"""Marks the file as ours, in the form that it has now."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS simpanan (
    kunci BLOB PRIMARY KEY,
    dipakai INTEGER NOT NULL,
    tanda BLOB NOT NULL,
    isi BLOB NOT NULL
) STRICT
"""
"""dipakai: the day on which it was used last. tanda: by which it is seen that isi is what was written by this kunci."""

ROW = "SELECT dipakai, tanda, isi FROM simpanan WHERE kunci = ?"


def place() -> Path | None:
    """The file in the user's own cache folder, or in the one that IKI_SIMPANAN names; None where that is empty."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named).absolute() / FILE_NAME if named else None
    from platformdirs import user_cache_path

    return user_cache_path(FOLDER, appauthor=False) / FILE_NAME


def key_of(*parts: bytes) -> bytes:
    """The key of what is made of these parts, by this very program."""
    lengths = b"".join(len(part).to_bytes(8, "big") for part in parts)
    return hashlib.sha256(b"".join([_program(), lengths, *parts])).digest()


@frozen
class Kept:
    """What was kept, and whether it was noted already that it is used today."""

    content: bytes
    is_noted: bool


class Simpanan:
    """Such a file, or none; used by one thread. What cannot be had once is not asked for again."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._reads, self._writes = True, True
        self._connection: sqlite3.Connection | None = None
        self._waiting: dict[bytes, bytes] = {}
        self._size = 0
        self._used: set[bytes] = set()

    # --- reading -----------------------------------------------------------------------------------------------------

    def get(self, key: bytes) -> Kept | None:
        """What is kept by a key; None where nothing is, or nothing that can be believed."""
        if self._path is None or not self._reads:
            return None
        try:
            row = self._asked(self._path).execute(ROW, (key,)).fetchone()
        except sqlite3.Error as reason:
            self._reads = False
            self.close()
            _is_removed(self._path, reason)
            return None
        return Kept(row[2], row[0] == _today()) if row and _is_whole(key, *row[1:]) else None

    def _asked(self, path: Path) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
            if self._connection.execute("PRAGMA user_version").fetchone() != (FORMAT,):
                raise sqlite3.OperationalError("of another program")
        return self._connection

    def close(self) -> None:
        """Read no more for now."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    # --- writing -----------------------------------------------------------------------------------------------------

    def keep(self, key: bytes, content: bytes) -> None:
        """Have this written soon."""
        self._waiting[key] = content
        self._size += len(content)
        if self._size >= A_BATCH:
            self.save()

    def note(self, key: bytes) -> None:
        """Have it written soon that this was used today."""
        self._used.add(key)

    def save(self) -> None:
        """Write what waits to be written, unless somebody else is writing, or nobody may."""
        self.close()
        if self._path is not None and self._writes and (self._waiting or self._used):
            self._writes = _is_written(self._path, self._waiting, self._used)
        self._waiting, self._used, self._size = {}, set(), 0


def _is_written(path: Path, rows: Mapping[bytes, bytes], used: Collection[bytes], *, again: bool = True) -> bool:
    """False where it could not be; in place of a damaged file, or one of another program, there is a new one."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # it tells of people
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as connection:
            _write(connection, rows, used)
    except OSError:
        return False
    except sqlite3.Error as reason:
        return again and _is_removed(path, reason) and _is_written(path, rows, used, again=False)
    return True


def _write(connection: sqlite3.Connection, rows: Mapping[bytes, bytes], used: Collection[bytes]) -> None:
    today = _today()
    connection.execute("PRAGMA synchronous = OFF")  # what a crash damages is seen, and built anew
    connection.execute("BEGIN IMMEDIATE")
    _refuse_other(connection)
    connection.execute(SCHEMA)
    connection.executemany("UPDATE simpanan SET dipakai = ? WHERE kunci = ?", [(today, key) for key in used])
    written = [(key, today, _mark(key, content), content) for key, content in rows.items()]
    connection.executemany("REPLACE INTO simpanan VALUES (?, ?, ?, ?)", written)
    while _size_of(connection) > MOST_BYTES:
        connection.execute(
            "DELETE FROM simpanan WHERE rowid IN (SELECT rowid FROM simpanan ORDER BY dipakai, rowid"
            " LIMIT (SELECT 1 + count(*) / ? FROM simpanan))",
            (A_PART,),
        )
    connection.execute("COMMIT")


def _refuse_other(connection: sqlite3.Connection) -> None:
    """A file that is of another form, or somebody else's, is as if it were damaged."""
    ((form,),) = connection.execute("PRAGMA user_version")
    if form not in (0, FORMAT):
        raise sqlite3.DatabaseError("of another form")
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def _size_of(connection: sqlite3.Connection) -> int:
    """The bytes that are in use; the file itself never shrinks, and what is free in it is used first."""
    (pages,), (free,), (size,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _is_removed(path: Path, reason: sqlite3.Error) -> bool:
    """Remove what is damaged, and nothing that is only locked or may not be read."""
    if isinstance(reason, sqlite3.OperationalError) or not isinstance(reason, sqlite3.DatabaseError):
        return False
    try:
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


# --- marks -----------------------------------------------------------------------------------------------------------


def _today() -> int:
    return int(time.time() // SECONDS_OF_DAY)


def _is_whole(key: bytes, mark: object, content: object) -> bool:
    return isinstance(content, bytes) and mark == _mark(key, content)


def _mark(key: bytes, content: bytes) -> bytes:
    return hashlib.blake2b(key + content, digest_size=16).digest()


@functools.cache
def _program() -> bytes:
    """What tells this program from any other: its version, its very files, its Python and all that is installed."""
    own = [*_files_below(Path(iki_excel.__file__).parent)]
    said = [iki_excel.__version__, sys.version, sorted(own), sorted(_installed())]
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).digest()


def _files_below(folder: Path) -> Iterator[tuple[str, int, int]]:
    for here, _, names in os.walk(folder):
        for name in names:
            if not name.endswith(".pyc"):
                path = os.path.join(here, name)
                with suppress(OSError):
                    status = os.stat(path)
                    yield os.path.relpath(path, folder), status.st_size, status.st_mtime_ns


def _installed() -> Iterator[str]:
    """The libraries by name and version, as the folders are called that tell of them."""
    for place in sys.path:
        with suppress(OSError):
            yield from (name for name in os.listdir(place or ".") if name.endswith(".dist-info"))
