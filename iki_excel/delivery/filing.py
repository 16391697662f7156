"""The office's own copies of its letters: out of the inbox into the Sent folder, where one looks for what was sent.

A copy comes with the letter itself, in one transaction; it may take a while to arrive. Where none does, as with a
server that keeps no second copy of what a person sends to himself, the letter is laid there after a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from iki_excel.delivery import outbox
from iki_excel.delivery.journal import Journal
from iki_excel.delivery.outbox import TERKIRIM, Row
from iki_excel.words import moments
from iki_excel.words.errors import MailError

NO_COPY_COMES = dt.timedelta(days=1)
TOO_OLD = dt.timedelta(days=60)
"""What is not filed by then never will be: there is no Sent folder."""


class SentFolder(Protocol):
    """The part of the office's mailbox that letters are filed in."""

    def file_own_copy(self, message_id: str) -> bool:
        """Move the office's copy from the inbox to the Sent folder; whether it lies there now."""

    def append_sent(self, content: bytes) -> bool:
        """Lay a letter into the Sent folder; False where there is none."""


def file_copies(journal: Journal, folder: Path, mailbox: SentFolder, waktu: dt.datetime) -> int:
    """File what was sent and is not filed yet; how many were. A mailbox that breaks is left for the next time."""
    filed = 0
    try:
        for one in _unfiled(journal, waktu):
            if mailbox.file_own_copy(one.message_id) or _laid(folder, one, mailbox, waktu):
                _note(journal, one, waktu)
                filed += 1
    except MailError:
        pass
    return filed


def are_awaited(journal: Journal, letters: Iterable[Row], waktu: dt.datetime) -> bool:
    """Whether the copy of one of these letters, which a server took, has not come yet."""
    numbers = {one.nomor for one in letters}
    return any(one.nomor in numbers for one in _unfiled(journal, waktu))


def _unfiled(journal: Journal, waktu: dt.datetime) -> Iterator[Row]:
    filed = {nomor for (nomor,) in journal.execute("SELECT nomor FROM salinan")}
    for one in outbox.rows(journal):
        if one.keadaan == TERKIRIM and one.nomor not in filed and _age(one, waktu) < TOO_OLD:
            yield one


def _laid(folder: Path, one: Row, mailbox: SentFolder, waktu: dt.datetime) -> bool:
    content = outbox.content_of(folder, one) if _age(one, waktu) > NO_COPY_COMES else None
    return content is not None and mailbox.append_sent(content)


def _age(one: Row, waktu: dt.datetime) -> dt.timedelta:
    return waktu.astimezone(moments.WIB) - moments.told(one.diubah)


def _note(journal: Journal, one: Row, waktu: dt.datetime) -> None:
    journal.execute("INSERT OR IGNORE INTO salinan (nomor, disimpan) VALUES (?, ?)", (one.nomor, moments.kept(waktu)))
