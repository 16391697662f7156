"""How letters leave: by the office's mail where it has some, and as texts to paste in any case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from iki_excel.decree.surel import Surel
from iki_excel.delivery import journal, outbox, sending, settling, trials
from iki_excel.delivery.letters import Letter
from iki_excel.delivery.mailbox import Mailbox
from iki_excel.delivery.outbox import TERKIRIM, Row
from iki_excel.delivery.password import needed_password, password_of
from iki_excel.runs.office import Office, Offices
from iki_excel.runs.outbox import Sent, account_of, send_all
from iki_excel.words import moments
from iki_excel.words.errors import MailError
from iki_excel.words.folders import OUTBOX
from iki_excel.words.frozen import frozen
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving


@frozen
class Posted:
    """What became of letters; ``remarks``: what else whoever sends them is to know."""

    sent: Sent
    remarks: tuple[str, ...] = ()

    @property
    def is_all_done(self) -> bool:
        """Whether every letter was taken, and nothing needs a person."""
        return all(row.keadaan == TERKIRIM for row in self.sent.rows) and not self.sent.tanpa_alamat


def settle(folder: Path, office: Office, waktu: dt.datetime) -> tuple[list[Row], tuple[str, ...]]:
    """The letters that a break left undecided and that no longer are; and what is to be known of the mailbox.

    Before anything is proposed: what certainly was not sent is due again, and what was is not.
    """
    if not (folder / journal.FILE_NAME).exists():
        return [], ()
    with saving.turn(folder / OUTBOX), journal.opened(folder) as opened:
        settled = settling.settle(opened, None, waktu)
        password = _known_password(office.settings.surel) if settling.uncertain(opened) else None
        if not password:
            return settled, ()
        with _mailbox(office.settings.surel, password) as (mailbox, remarks):
            return settled + settling.settle(opened, mailbox, waktu), remarks


def _known_password(surel: Surel) -> str | None:
    """None where nothing can be looked for, for want of a mailbox or of a password."""
    try:
        return password_of(surel) if surel.masuk else None
    except MailError:
        return None


def post(
    letters: Sequence[Letter],
    again: Sequence[Row],
    folder: Path,
    offices: Offices,
    waktu: dt.datetime,
    *,
    is_named: bool = False,
    progress: Progress = untold,
) -> Posted:
    """Send letters by the office's mail; ``again``: those that a person asked for once more; ``is_named``: whether
    somebody asked for these by name.

    MailError where there is no password.
    """
    surel = account_of(offices)
    password = needed_password(surel)
    with _mailbox(surel, password) as (mailbox, remarks):
        sent = send_all(
            letters, folder, offices, password, waktu,
            again=again, is_named=is_named, mailbox=mailbox, is_trial=is_trial(folder, surel),
            patience=sending.USUAL, progress=progress,
        )  # fmt: skip
    return Posted(sent, remarks)


def changed_at(folder: Path, waktu: dt.datetime) -> list[Row]:
    """The letters of which anything became at a moment: those of a run that was stopped."""
    with journal.opened(folder) as opened:
        return [one for one in outbox.rows(opened) if one.diubah == moments.kept(waktu)]


def is_trial(folder: Path, surel: Surel) -> bool:
    """Whether no test letter of this account was read back yet."""
    if not (folder / journal.FILE_NAME).exists():
        return True
    with journal.opened(folder) as opened:
        return trials.is_trial(opened, surel)


@contextmanager
def _mailbox(surel: Surel, password: str) -> Iterator[tuple[Mailbox | None, tuple[str, ...]]]:
    """The office's mailbox; letters go out without it, too, where it cannot be looked into."""
    with ExitStack() as held:
        yield _entered(held, surel, password) if surel.masuk is not None else (None, ())


def _entered(held: ExitStack, surel: Surel, password: str) -> tuple[Mailbox | None, tuple[str, ...]]:
    try:
        return held.enter_context(Mailbox(surel, password)), ()
    except MailError as reason:
        return None, (f"Kotak surat kantor tidak dapat dibuka. {reason}",)
