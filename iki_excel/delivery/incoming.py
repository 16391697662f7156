"""Who sent a form, by the SHA-256 of its bytes: so it is known of a file wherever it lies and whatever it is called."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from iki_excel.delivery import journal
from iki_excel.judging.senders import Sender


def senders(connection: sqlite3.Connection) -> dict[str, Sender]:
    """By the SHA-256 of a file who sent it."""
    rows = connection.execute("SELECT sha256, dari, putusan, message_id, tiba FROM kiriman")
    return {row["sha256"]: Sender(row["dari"], row["putusan"], row["message_id"], row["tiba"]) for row in rows}


def known_senders(folder: Path) -> dict[str, Sender]:
    """The same of an office's folder; nobody where there is no journal, and none is made."""
    if not (folder / journal.FILE_NAME).exists():
        return {}
    with journal.opened(folder) as connection:
        return senders(connection)
