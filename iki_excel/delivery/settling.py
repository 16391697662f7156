"""What a break left undecided: sent again only where it certainly was not sent, and never asked of a person that the
office's own mailbox can tell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from iki_excel.delivery import outbox
from iki_excel.delivery.journal import Journal
from iki_excel.delivery.outbox import MENGIRIM, SIAP, TERKIRIM, TIDAK_PASTI, Row
from iki_excel.delivery.sending import BROKE_BEFORE
from iki_excel.words import moments
from iki_excel.words.errors import MailError

FOUND = "Jawaban server tidak terbaca, tetapi salinannya ada di kotak surat kantor: surat ini diterima server."


LAY_THERE = "Surat ini sudah ada di kotak surat kantor, jadi sudah pernah terkirim."


class Mailbox(Protocol):
    """The office's own mailbox, where a copy lies of whatever the server took."""

    def holds(self, message_id: str) -> bool:
        """Whether a message of this ID lies there; MailError where it cannot be asked."""


def settle(journal: Journal, mailbox: Mailbox | None, waktu: dt.datetime) -> list[Row]:
    """The letters that were undecided and no longer are. Nobody else may be sending in the meantime."""
    return [*_unsent(journal, waktu), *_arrived(journal, mailbox)]


def uncertain(journal: Journal) -> list[Row]:
    """The letters of which only a mailbox or a person can tell."""
    return [one for one in outbox.rows(journal) if one.keadaan == TIDAK_PASTI]


def not_sent_before(journal: Journal, letters: Iterable[Row], mailbox: Mailbox | None, waktu: dt.datetime) -> list[Row]:
    """Those of which no copy lies in the mailbox: of others the journal forgot that they went, as one does that was put
    back from a copy. What a person asked for again goes in any case.
    """
    if mailbox is None:
        return [*letters]
    new = list[Row]()
    for one in letters:
        try:
            is_there = not one.pernah and mailbox.holds(one.message_id)
        except MailError:
            is_there = False
        if is_there:
            outbox.mark(journal, one, TERKIRIM, waktu, LAY_THERE)
        else:
            new.append(one)
    return new


def _unsent(journal: Journal, waktu: dt.datetime) -> list[Row]:
    """Their final dot was not sent: no server took them."""
    broken = [one for one in outbox.rows(journal) if one.keadaan == MENGIRIM]
    return [outbox.mark(journal, one, SIAP, waktu, BROKE_BEFORE) for one in broken]


def _arrived(journal: Journal, mailbox: Mailbox | None) -> list[Row]:
    """That no copy is there yet proves nothing: such a letter stays uncertain. So does one that was sent before, as its
    copy may be the earlier one. When it went is not when that was found out.
    """
    if mailbox is None:
        return []
    settled = list[Row]()
    for one in (one for one in uncertain(journal) if not one.pernah):
        try:
            is_there = mailbox.holds(one.message_id)
        except MailError:
            break
        if is_there:
            settled.append(outbox.mark(journal, one, TERKIRIM, moments.told(one.diubah), FOUND))
    return settled
