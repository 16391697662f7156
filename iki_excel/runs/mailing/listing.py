"""Everybody whom letters of one kind are about, told or not, as somebody looks at them before anything is sent.

Nothing is written by looking. What is sent or handed over afterwards are these very letters, by their keys.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from iki_excel.decree.servers import is_address_at_microsoft
from iki_excel.decree.settings import Settings
from iki_excel.delivery import mime
from iki_excel.delivery.bodies import as_chat, as_text
from iki_excel.delivery.letters import Letter
from iki_excel.delivery.outbox import DITOLAK, Row
from iki_excel.judging.batch import Batch
from iki_excel.runs import outbox
from iki_excel.runs.mailing.faults import keep_copies
from iki_excel.runs.mailing.pasting import paste
from iki_excel.runs.mailing.posting import Posted, is_trial, post
from iki_excel.runs.mailing.proposing import Asked, Proposal, propose
from iki_excel.runs.office import Office, Offices
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold

SURAT, TANGAN, TERTAHAN, GAGAL, SELESAI = "surat", "tangan", "tertahan", "gagal", "selesai"
"""How a letter can leave: by mail; by hand, for want of an address or of mail; not before the trial of the account is
over; by mail, though this address was refused before; not at all, as its recipient was told, or may have been.
"""

MAY_GO = (SURAT, GAGAL)
BY_HAND = (TANGAN, TERTAHAN, GAGAL)
"""What is left for a person to hand over where no mail takes it."""

DIGEST = re.compile(r"<iki\.(\w+)@")


@frozen
class Entry:
    """A letter of the list. ``kunci``: what it is known by, made of whom it is for, what it says and what it brings;
    ``row``: what lies in the outbox of it. ``letter`` is None for one that a person asked for once more and that goes
    as it lies there. ``isi``: as mail, ``pesan``: as a text to paste; ``whatsapp``: digits of a number, "" for none.
    """

    kunci: str
    cara: str
    kode: str
    nama: str
    pejabat: str
    alamat: str
    perihal: str
    berkas: tuple[str, ...]
    isi: str = ""
    pesan: str = ""
    whatsapp: str = ""
    row: Row | None = None
    letter: Letter | None = None

    @property
    def may_go(self) -> bool:
        """Whether it can be sent by mail now."""
        return self.cara in MAY_GO

    @property
    def kepada(self) -> str:
        """Whom it is for, as one calls the person."""
        return self.pejabat or self.nama


@frozen
class Listing:
    """The letters of a kind and month; ``has_mail``: whether the office has a mail server; ``is_trial``: whether that
    writes to the office's own address alone; ``remarks``: why others are not among them; ``by_drafts``: whether letters
    are for a mail program to send, as no server takes them from any other.
    """

    month: Periode
    jenis: str
    entries: tuple[Entry, ...]
    has_mail: bool
    is_trial: bool
    remarks: tuple[str, ...] = ()
    by_drafts: bool = False

    def that(self, *cara: str) -> tuple[Entry, ...]:
        """Those that leave, or left, in one of these ways."""
        return tuple(one for one in self.entries if one.cara in cara)

    def by_key(self) -> Mapping[str, Entry]:
        """Each by what it is known by."""
        return {one.kunci: one for one in self.entries}


def list_letters(
    month: Periode,
    jenis: str,
    office: Office,
    folder: Path,
    today: dt.date,
    batch_of: Callable[[Periode], Batch] | None = None,
) -> Listing:
    """The letters of one kind (delivery.letters.KINDS) that ``iki kirim --periode`` would propose, and those it
    would not, as their recipients were told.
    """
    asked = Asked((month,), (jenis,), named=(month,), by_itself=False, only_looks=True)
    proposal = propose(asked, office, folder, today, batch_of=batch_of)
    surel = office.settings.surel
    has_mail = surel.keluar is not None
    trial = has_mail and is_trial(folder, surel)
    entries = tuple(_entries(proposal, office, folder, trial))
    by_drafts = not has_mail and is_address_at_microsoft(surel.dari)
    return Listing(month, jenis, entries, has_mail, trial, proposal.remarks, by_drafts)


def draft_of(entry: Entry, settings: Settings) -> tuple[str, bytes] | None:
    """A letter for a mail program to open, look at and send: the name of the file, and its bytes; None for one without
    an address, or that goes as it lies there.
    """
    letter = entry.letter
    if letter is None or not entry.alamat:
        return None
    name = f"{letter.periode}_{letter.jenis}_{entry.kode}.eml"
    return name, mime.draft(letter, outbox.sender_of(settings), outbox.TELLING)


def key_of(letter: Letter, settings: Settings) -> str:
    """What a letter is known by: the digest in its Message-ID."""
    return _digest(mime.message_id(letter, outbox.sender_of(settings), outbox.TELLING))


def _entries(proposal: Proposal, office: Office, folder: Path, is_trial: bool) -> Iterable[Entry]:
    settings = office.settings
    lying = {_digest(row.message_id): row for row in outbox.look(folder)}
    for letter in proposal.letters:
        kunci = key_of(letter, settings)
        row = lying.get(kunci)
        yield _entry(letter, kunci, _way(letter, row, settings, is_trial=is_trial), row, settings)
    for row in proposal.again:
        cara = TERTAHAN if is_trial and not settings.surel.is_own(row.alamat) else SURAT
        pejabat = settings.official(row.kepada).nama
        kunci, berkas = _digest(row.message_id), tuple(row.files)
        yield Entry(kunci, cara, row.kepada, row.nama, pejabat, row.alamat, row.perihal, berkas, row=row)
    for letter, row in proposal.known:
        yield _entry(letter, key_of(letter, settings), SELESAI, row, settings)


def _way(letter: Letter, row: Row | None, settings: Settings, *, is_trial: bool) -> str:
    surel, alamat = settings.surel, letter.kepada.alamat
    if surel.keluar is None or not alamat:
        return TANGAN
    if is_trial and not surel.is_own(alamat):
        return TERTAHAN
    return GAGAL if row is not None and row.keadaan == DITOLAK else SURAT


def _entry(letter: Letter, kunci: str, cara: str, row: Row | None, settings: Settings) -> Entry:
    whom = letter.kepada
    return Entry(
        kunci,
        cara,
        whom.kode,
        whom.nama,
        whom.pejabat,
        whom.alamat,
        letter.subject,
        tuple(one.name for one in letter.attachments),
        as_text(letter.body),
        as_chat(letter.body),
        settings.official(whom.kode).whatsapp,
        row,
        letter,
    )


def _digest(message_id: str) -> str:
    found = DIGEST.match(message_id)
    return found[1] if found else message_id


def close_needless(
    month: Periode,
    office: Office,
    folder: Path,
    waktu: dt.datetime,
    today: dt.date,
    batch_of: Callable[[Periode], Batch] | None = None,
) -> list[Row]:
    """Close the letters that never arrived and that nobody needs any more, as ``iki kirim`` does: of whom a form came
    meanwhile need no reminder, and a refused one is to be decided no longer.
    """
    proposal = propose(Asked((month,), only_looks=True), office, folder, today, batch_of=batch_of)
    return outbox.close_others(folder, proposal.needed, waktu)


# --- what becomes of them ---------------------------------------------------------------------------------------------


def post_entries(
    listing: Listing,
    entries: Sequence[Entry],
    folder: Path,
    office: Office,
    waktu: dt.datetime,
    *,
    progress: Progress = untold,
) -> Posted:
    """Send these of a list, as ``iki kirim`` does: the texts and the marked copies of all that is due are written, too.

    MailError where there is no password.
    """
    due = _letters(one for one in listing.entries if one.cara != SELESAI)
    letters = _letters(entries)
    again = [one.row for one in entries if one.letter is None and one.row is not None]
    keep_copies(due, folder)
    paste(due, folder, office.settings)
    return post(letters, again, folder, Offices.one(office), waktu, is_named=True, progress=progress)


def hand_over_entries(entries: Sequence[Entry], folder: Path, office: Office, waktu: dt.datetime) -> list[Row]:
    """Note these as handed over by a person, as ``iki kirim --diserahkan`` does."""
    letters = _letters(entries)
    keep_copies(letters, folder)
    return outbox.hand_over(letters, folder, office.settings, waktu)


def _letters(entries: Iterable[Entry]) -> list[Letter]:
    return [one.letter for one in entries if one.letter is not None]
