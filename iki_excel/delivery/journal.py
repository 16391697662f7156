"""``jejak.sqlite``: what an office remembers of what it sent and of what came; the one door to SQLite for it.

Every change is on the disk before the call that makes it returns (synchronous = FULL), whatever ends the program then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from iki_excel.words.errors import OutputError

Journal = sqlite3.Connection
"""A journal that is open."""

FILE_NAME = "jejak.sqlite"
PATIENCE = 60.0
"""Seconds that one program waits for another one's change."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS surat (
    nomor INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    periode TEXT NOT NULL,
    jenis TEXT NOT NULL,
    kepada TEXT NOT NULL,
    nama TEXT NOT NULL,
    alamat TEXT NOT NULL,
    perihal TEXT NOT NULL,
    lampiran TEXT NOT NULL,
    pokok TEXT NOT NULL,
    sidik TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    keadaan TEXT NOT NULL,
    jawaban TEXT NOT NULL DEFAULT '',
    pernah INTEGER NOT NULL DEFAULT 0,
    diminta TEXT NOT NULL DEFAULT '',
    dibuat TEXT NOT NULL,
    diubah TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS salinan (
    nomor INTEGER PRIMARY KEY,
    disimpan TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS kiriman (
    sha256 TEXT PRIMARY KEY,
    dari TEXT NOT NULL,
    putusan TEXT NOT NULL,
    message_id TEXT NOT NULL,
    tiba TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS kotak_surat (
    akun TEXT NOT NULL,
    folder TEXT NOT NULL,
    uidvalidity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    PRIMARY KEY (akun, folder)
) STRICT;
CREATE TABLE IF NOT EXISTS uji (
    akun TEXT PRIMARY KEY,
    dibaca TEXT NOT NULL
) STRICT;
"""
"""surat: one row a message (delivery/outbox.py). salinan: the letters that lie in the Sent folder. kiriman: by the
SHA-256 of a file who sent it. kotak_surat: by account and folder the last message that was looked at. uji: the accounts
of which a test letter was read back.
"""


@contextmanager
def opened(folder: Path) -> Iterator[Journal]:
    """The journal of an office's folder, made where there is none yet. Each statement is a transaction of its own.

    OutputError where it cannot be written, or is no journal.
    """
    path = folder / FILE_NAME
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(SCHEMA)
            connection.row_factory = sqlite3.Row
            yield connection
    except sqlite3.Error as reason:
        raise OutputError(
            f"{path}: {_why(reason)}. Jangan dihapus: di dalamnya tercatat surat yang terkirim."
        ) from None


def _why(reason: sqlite3.Error) -> str:
    if isinstance(reason, sqlite3.IntegrityError):
        return "baru saja ditulis perintah iki lain; jalankan perintah ini sekali lagi"
    if isinstance(reason, sqlite3.OperationalError) and "locked" in str(reason):
        return "sedang dipakai perintah iki lain; tunggu sampai selesai, lalu ulangi"
    if isinstance(reason, sqlite3.OperationalError):
        return "tidak dapat ditulis; periksa ruang cakram dan hak tulis di folder ini"
    return "bukan catatan iki, atau rusak; kembalikan dari cadangan folder ini"
