"""What the journal keeps of incoming mail: how far each mailbox was looked through, and who sent which file."""

from __future__ import annotations

import sqlite3

from iki_excel.decree.surel import Surel
from iki_excel.delivery.mailbox import INBOX, Mark


def mark_of(journal: sqlite3.Connection, account: Surel) -> Mark | None:
    """The last message of the account that was looked at; None where none was yet."""
    where = "SELECT uidvalidity, uid FROM kotak_surat WHERE akun = ? AND folder = ?"
    row = journal.execute(where, (_name(account), INBOX)).fetchone()
    return Mark(*row) if row else None


def keep_mark(journal: sqlite3.Connection, account: Surel, mark: Mark) -> None:
    """This message is done with: it is never fetched again."""
    journal.execute(
        "INSERT INTO kotak_surat (akun, folder, uidvalidity, uid) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (akun, folder) DO UPDATE SET uidvalidity = excluded.uidvalidity, uid = excluded.uid",
        (_name(account), INBOX, mark.uidvalidity, mark.uid),
    )


def _name(account: Surel) -> str:
    """Another server or another user has another mailbox."""
    assert account.masuk is not None
    return f"{account.pengguna}@{account.masuk.host}"


def note_sender(journal: sqlite3.Connection, sha256: str, dari: str, putusan: str, message_id: str, tiba: str) -> None:
    """Who sent a file; whoever sent the same bytes first goes on to count as their sender."""
    journal.execute(
        "INSERT INTO kiriman (sha256, dari, putusan, message_id, tiba) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (sha256) DO NOTHING",
        (sha256, dari, putusan, message_id, tiba),
    )


def sender_of(journal: sqlite3.Connection, sha256: str) -> tuple[str, str]:
    """Who sent a file, and when it came (moments.kept); "" twice where nobody knows."""
    row = journal.execute("SELECT dari, tiba FROM kiriman WHERE sha256 = ?", (sha256,)).fetchone()
    return (row["dari"], row["tiba"]) if row else ("", "")
