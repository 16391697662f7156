"""``iki terima --surel``: what came into the mailbox and is ours lies in ``kotak_masuk`` then, to be sorted like
anything else there. In the mailbox nothing changes.

A message is done with only after all that it carries is on the disk: its files, who sent them, and last the mark. A
kill in between loses nothing, and what is fetched again is already there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from iki_excel.delivery import filing, journal, marks
from iki_excel.delivery.attached import Attached, Opened, opened
from iki_excel.delivery.incoming import note
from iki_excel.delivery.journal import Journal
from iki_excel.delivery.mailbox import NO_MAILBOX, Incoming, Mailbox
from iki_excel.delivery.password import needed_password
from iki_excel.judging.senders import Sender
from iki_excel.runs.fetching import telling
from iki_excel.runs.fetching.names import names_for
from iki_excel.runs.fetching.ours import Glance, glance
from iki_excel.runs.fetching.senders import remarks_on
from iki_excel.runs.office import Offices
from iki_excel.runs.outbox import account_of
from iki_excel.words import moments
from iki_excel.words.errors import MailError
from iki_excel.words.folders import INBOX, OUTBOX
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving


@dataclass
class Fetched:
    """How many messages were looked at (``surat``) and how many files in them are none of ours (``lain``); the files
    that are (``berkas``), what whoever runs this is to know (``catatan``), and why it ended before its end (``putus``,
    "" where it did not).
    """

    surat: int = 0
    lain: int = 0
    berkas: list[Path] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)
    putus: str = ""


def fetch(folder: Path, offices: Offices, waktu: dt.datetime, *, progress: Progress = untold) -> Fetched:
    """Take what came since the last time; the first time since the office's first month, or the year before last.

    MailError where the mailbox cannot be opened; a break later is told as ``putus``, and the next time goes on there.
    """
    account, fetched = account_of(offices), Fetched()
    if account.masuk is None:
        raise MailError(NO_MAILBOX)
    with (
        Mailbox(account, needed_password(account)) as mailbox,
        saving.turn(folder / INBOX),
        journal.opened(folder) as jejak,
    ):
        try:
            new = mailbox.marks_since(marks.mark_of(jejak, account), _first_day(offices, waktu))
            for done, mark in enumerate(new, start=1):
                incoming = mailbox.incoming(mark)
                if incoming is not None:
                    _take(incoming, folder / INBOX, offices, jejak, fetched)
                marks.keep_mark(jejak, account, mark)
                progress(done, len(new), telling.when(incoming) if incoming else "")
        except MailError as reason:
            fetched.putus = str(reason)
        else:
            filing.file_copies(jejak, folder / OUTBOX, mailbox, waktu)
    return fetched


def _first_day(offices: Offices, waktu: dt.datetime) -> dt.date:
    begins = [office.settings.unit.mulai for office in offices.values()]
    known = [mulai.first_day for mulai in begins if mulai]
    return min(known) if len(known) == len(begins) else dt.date(waktu.year - 1, 1, 1)


def _take(incoming: Incoming, inbox: Path, offices: Offices, jejak: Journal, fetched: Fetched) -> None:
    """All that one message carries and is ours."""
    fetched.surat += 1
    if incoming.content is None:
        fetched.catatan.append(telling.too_large(incoming))
        return
    message = opened(incoming.content)
    fetched.catatan += telling.closed(message, incoming)
    fetched.lain += message.others
    for file in message.files:
        seen = glance(file)
        if seen.is_ours:
            fetched.berkas.append(_keep(file, seen, message, incoming, inbox, jejak))
            fetched.catatan += remarks_on(message, seen.forms, offices)
        else:
            fetched.lain += 1
            fetched.catatan += [telling.not_taken(file, seen, message, incoming)] if seen.why else []


def _keep(file: Attached, seen: Glance, message: Opened, incoming: Incoming, inbox: Path, jejak: Journal) -> Path:
    """The file lies in the folder, with the time at which it came, and who sent it is noted."""
    path = _place(inbox, file)
    saving.set_time(path, incoming.tiba)
    sender = Sender(message.dari, message.putusan, message.message_id, moments.kept(incoming.tiba))
    for sha256 in seen.marks:
        note(jejak, sha256, sender)
    return path


def _place(inbox: Path, file: Attached) -> Path:
    """Where the file lies: the first of its names under which there is nothing else."""
    for path in (inbox / name for name in names_for(file.name, file.content)):
        if not path.exists():
            saving.save(path, file.content)
            return path
        if saving.read(path) == file.content:
            return path
    raise AssertionError("names do not end")
