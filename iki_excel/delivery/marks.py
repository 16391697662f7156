"""How far each mailbox was looked through."""

from __future__ import annotations

from iki_excel.decree.surel import Surel
from iki_excel.delivery.journal import Journal
from iki_excel.delivery.mailbox import INBOX, Mark


def mark_of(journal: Journal, account: Surel) -> Mark | None:
    """The last message of the account that was looked at; None where none was yet."""
    where = "SELECT uidvalidity, uid FROM kotak_surat WHERE akun = ? AND folder = ?"
    row = journal.execute(where, (_name(account), INBOX)).fetchone()
    return Mark(*row) if row else None


def keep_mark(journal: Journal, account: Surel, mark: Mark) -> None:
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
