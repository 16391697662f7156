"""What is sent, and what ``iki kotak-keluar`` shows of it: letters in, rows of the outbox out."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from iki_excel.decree.addresses import is_address
from iki_excel.decree.office import Offices
from iki_excel.decree.settings import Settings
from iki_excel.decree.surel import Surel
from iki_excel.delivery import filing, journal, outbox, sending, settling
from iki_excel.delivery.attachments import ByContent, Entitled, Owner, why_not
from iki_excel.delivery.bodies import as_html, as_text
from iki_excel.delivery.filing import SentFolder
from iki_excel.delivery.journal import Journal
from iki_excel.delivery.letters import COPY, OF_ALL, Letter
from iki_excel.delivery.mime import Sender, Telling
from iki_excel.delivery.outbox import (
    DIGANTI,
    DISERAHKAN,
    DITOLAK,
    MENGIRIM,
    SIAP,
    TERKIRIM,
    TIDAK_PASTI,
    Needed,
    Row,
)
from iki_excel.delivery.sending import Outgoing, Patience
from iki_excel.delivery.settling import Mailbox
from iki_excel.forms.reading import reader_for
from iki_excel.report.pages import OF_JABATAN, OF_OFFICE
from iki_excel.runs.keeping import kept_in
from iki_excel.runs.office import Office
from iki_excel.words import moments
from iki_excel.words.errors import IkiError, MailError
from iki_excel.words.folders import OUTBOX, RESULTS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving
from iki_excel.workbooks.opening import Reader

TELLING = Telling(as_text, as_html)

BY_PERSON = "Anda sendiri yang mencatat bahwa surat ini sudah sampai."
BY_HAND = "Anda sendiri yang mencatat bahwa isinya sudah disampaikan."
NOT_HANDED_OVER = "Anda minta dikirim lagi; catatan bahwa sudah diserahkan tidak berlaku."
UNKNOWN = "Surat ini ada di kotak_keluar, tetapi tidak tercatat. Mungkin sudah terkirim."
NO_SUCH_UNIT = "Unit “{unit}” tidak ada dalam daftar unit di iki.toml, jadi surat ini tidak dikirim."
ASKED_AGAIN = "Anda minta dikirim lagi. Jalankan “iki kirim”."


class OwnMailbox(Mailbox, SentFolder, Protocol):
    """The office's own mailbox: where it is seen what a server took, and where copies of that are filed."""


@frozen
class Sent:
    """What became of letters that were to be sent.

    ``rows``: those that were to go now, as they stand now; ``selesai``: letters that were undecided and no longer are;
    ``tertahan``: rows that wait for the end of the trial; ``tanpa_alamat``: letters to whom nobody can write.
    ``error``: what was in the way of those that are still SIAP, where it is about the account or the connection.
    """

    rows: tuple[Row, ...]
    selesai: tuple[Row, ...] = ()
    tertahan: tuple[Row, ...] = ()
    tanpa_alamat: tuple[Letter, ...] = ()
    error: MailError | None = None

    def of(self, keadaan: str) -> list[Row]:
        """Those that went, or did not, this way: a state of delivery.outbox."""
        return [one for one in self.rows if one.keadaan == keadaan]


# --- letters go out ---------------------------------------------------------------------------------------------------


def send_all(
    letters: Sequence[Letter],
    folder: Path,
    offices: Offices,
    password: str,
    waktu: dt.datetime,
    *,
    again: Sequence[Row] = (),
    is_named: bool = False,
    progress: Progress = untold,
    mailbox: OwnMailbox | None = None,
    is_trial: bool = True,
    patience: Patience = sending.USUAL,
    reader: Reader | None = None,
) -> Sent:
    """Send what is new or was not taken; who was told, or may have been, is not written to again.

    ``folder``: the office's, in which the journal and the outbox are. ``again``: letters that a person asked for once
    more, which go as they lie there; ``is_named``: whether somebody asked for these letters by name. ``mailbox``: the
    office's own, where it is looked for what may have been sent already. ``is_trial``: only what goes to the office
    itself is sent. OutputError where the journal or the outbox cannot be written, or another program sends.
    """
    reachable = [one for one in letters if is_address(one.kepada.alamat)]
    surel = account_of(offices)
    with saving.turn(folder / OUTBOX), journal.opened(folder) as opened, reader_for(reader) as reading:
        selesai = settling.settle(opened, mailbox, waktu)
        frozen = _freeze(opened, folder / OUTBOX, reachable, offices, waktu)
        frozen = [outbox.asked_by_name(opened, one, waktu) for one in frozen] if is_named else frozen
        frozen += _still_asked(opened, again)
        going = Outgoing(
            journal=opened,
            folder=folder / OUTBOX,
            account=surel,
            password=password,
            check=checked_by_each(folder, offices, reading),
            waktu=waktu,
            own_copy=surel.masuk is not None and not surel.menyimpan_terkirim,
            patience=patience,
            progress=progress,
        )
        chosen = [one for one in frozen if not is_trial or surel.is_own(one.alamat)]
        error = sending.send(going, settling.not_sent_before(opened, chosen, mailbox, waktu))
        selesai += _looked_after(going, mailbox, frozen) if mailbox else []
        now = [outbox.current(opened, one) for one in frozen]
    held = [one for one in now if one.keadaan == SIAP and is_trial and not surel.is_own(one.alamat)]
    return Sent(
        rows=tuple(now),
        selesai=tuple(selesai),
        tertahan=tuple(held),
        tanpa_alamat=tuple(one for one in letters if one not in reachable),
        error=error,
    )


def _still_asked(opened: Journal, again: Iterable[Row]) -> list[Row]:
    """Those that no newer letter took the place of meanwhile."""
    now = (outbox.row(opened, one.nomor) for one in again)
    return [one for one in now if one is not None and one.keadaan == SIAP]


def told_before(folder: Path, letters: Sequence[Letter]) -> list[tuple[Letter, Row]]:
    """Those whose recipient was written to about the same, or may have been, each with the row that says so."""
    if not (folder / journal.FILE_NAME).exists():
        return []
    with journal.opened(folder) as opened:
        rows = ((one, _told_by(opened, one)) for one in letters)
        return [(one, row) for one, row in rows if row is not None]


def close_others(folder: Path, needed: Needed, waktu: dt.datetime) -> list[Row]:
    """Close the letters that never arrived and are needed no more."""
    if not (folder / journal.FILE_NAME).exists():
        return []
    with saving.turn(folder / OUTBOX), journal.opened(folder) as opened:
        return outbox.close_others(opened, needed, waktu)


def asked_again(folder: Path, letters: Sequence[Letter]) -> list[Row]:
    """What a person asked for, and what is due says nothing of."""
    if not (folder / journal.FILE_NAME).exists():
        return []
    due = {(one.periode, one.jenis, one.kepada.kode) for one in letters}
    with journal.opened(folder) as opened:
        return [one for one in outbox.asked_again(opened) if (one.periode, one.jenis, one.kepada) not in due]


def hand_over(letters: Sequence[Letter], folder: Path, settings: Settings, waktu: dt.datetime) -> list[Row]:
    """Note letters as handed over by a person: what they are about is not due again. Who was told before stays so."""
    with saving.turn(folder / OUTBOX), journal.opened(folder) as opened:
        new = [one for one in letters if _told_by(opened, one) is None]
        return [outbox.hand_over(opened, folder / OUTBOX, one, sender_of(settings), TELLING, waktu) for one in new]


def account_of(offices: Offices) -> Surel:
    """The account that sends the letters of all units: what iki.toml says of it holds for each."""
    return next(iter(offices.values())).settings.surel


def copy_code(alamat: str) -> str:
    """The code of a recipient of copies: made of the address, so that it is the same person whoever else is listed."""
    return f"{COPY}-{hashlib.sha256(alamat.casefold().encode()).hexdigest()[:8]}"


def sender_of(settings: Settings) -> Sender:
    """Who the office's letters are from."""
    return Sender(settings.unit.nama, settings.surel.dari)


def _told_by(opened: Journal, letter: Letter) -> Row | None:
    return outbox.told_by(opened, letter.unit, letter.periode, letter.jenis, letter.kepada.kode, letter.pokok)


def _freeze(
    opened: Journal, folder: Path, letters: Iterable[Letter], offices: Offices, waktu: dt.datetime
) -> list[Row]:
    due, unknown = [one for one in letters if _told_by(opened, one) is None], outbox.unknown_in(opened, folder)
    senders = {one.unit: sender_of(offices.of_unit(one.unit).settings) for one in due}
    frozen = [outbox.freeze(opened, folder, one, senders[one.unit], TELLING, waktu) for one in due]
    return [_doubted(opened, one, waktu) if one.called in unknown and not one.diminta else one for one in frozen]


def _doubted(opened: Journal, one: Row, waktu: dt.datetime) -> Row:
    """It lay there before the journal knew of it: of that an older copy was put back."""
    return outbox.mark(opened, one, TIDAK_PASTI, waktu, UNKNOWN)


def _looked_after(going: Outgoing, mailbox: OwnMailbox, letters: Sequence[Row]) -> list[Row]:
    """Settle what a break of this run left undecided, and file the copies: they may take some seconds to come."""
    settled = _settled_and_filed(going, mailbox)
    for pause in going.patience.arrival:
        copies_come = going.own_copy and filing.are_awaited(going.journal, letters, going.waktu)
        if not (copies_come or settling.uncertain(going.journal)):
            break
        going.patience.wait(pause)
        settled += _settled_and_filed(going, mailbox)
    return settled


def _settled_and_filed(going: Outgoing, mailbox: OwnMailbox) -> list[Row]:
    settled = settling.settle(going.journal, mailbox, going.waktu)
    filing.file_copies(going.journal, going.folder, mailbox, going.waktu)
    return settled


# --- whose files they are ---------------------------------------------------------------------------------------------


def checked_by(folder: Path, office: Office, reader: Reader) -> Callable[[Row, bytes], str]:
    """The last look at each letter, as this office's iki.toml and the records of its results have it."""
    own = office.settings.unit.folder
    whose = ByContent(*office, reader, partial(_recorded, folder / RESULTS, f"IKI_*_{own}_*" if own else "*"))
    return partial(why_not, entitled=entitled(office), whose=whose)


def checked_by_each(folder: Path, offices: Offices, reader: Reader) -> Callable[[Row, bytes], str]:
    """The same of letters of many units, each by what its own unit says."""

    def check(one: Row, content: bytes) -> str:
        if one.unit not in offices and not offices.is_one:
            return NO_SUCH_UNIT.format(unit=one.unit)
        return checked_by(folder, offices.of_unit(one.unit), reader)(one, content)

    return check


def entitled(office: Office) -> Entitled:
    """Who is written to where, and who may see the whole office's results: its head, and who gets copies."""
    unit, surel = office.settings.unit, office.settings.surel
    copies = {copy_code(alamat): alamat for alamat in surel.tembusan}
    everything = frozenset({unit.head(office.catalog), *copies})
    return Entitled(unit.kode, surel.dari, {**surel.alamat, **copies}, everything)


def _recorded(results: Path, names: str, sha256: str) -> Owner | None:
    """Whom a result tells of, by what was kept when it was written; ``names``: of many units those of this one are
    read, as the others have thousands.
    """
    for kept in kept_in(results, sha256, names=names):
        identity, name = kept.manifest.identity, kept.name_of(sha256)
        jabatan = None if name is None else _jabatan_in(name, f"IKI_{identity.periode}_{identity.unit}")
        if jabatan is not None:
            return Owner(identity.unit, identity.periode, jabatan)
    return None


def _jabatan_in(name: str, stem: str) -> str | None:
    """Whom a file tells of that was written by this name; None for one that is called otherwise."""
    if name in (f"{stem}.xlsx", f"{stem}_{OF_OFFICE}.pdf"):
        return OF_ALL
    match = re.fullmatch(rf"{re.escape(stem)}_{OF_JABATAN}(\w+)\.pdf", name)
    return match[1] if match else None


# --- what lies there --------------------------------------------------------------------------------------------------

BY_URGENCY = (TIDAK_PASTI, DITOLAK, SIAP, MENGIRIM, TERKIRIM, DISERAHKAN, DIGANTI)
FOR_A_PERSON = (TIDAK_PASTI, DITOLAK)


def look(folder: Path, periode: Periode | None = None) -> list[Row]:
    """All letters of the outbox, or those of a periode: what needs a person first."""
    if not (folder / journal.FILE_NAME).exists():
        return []
    with journal.opened(folder) as opened:
        found = outbox.rows(opened, periode)
    return sorted(found, key=lambda one: (BY_URGENCY.index(one.keadaan), one.nomor))


def for_a_person(folder: Path) -> list[Row]:
    """The letters that wait for a person: it is not known whether they arrived, they were refused, or a break left them
    half sent.
    """
    return [one for one in look(folder) if one.keadaan in (*FOR_A_PERSON, MENGIRIM)]


def answer(folder: Path, arrived: Sequence[int], again: Sequence[int], waktu: dt.datetime) -> list[Row]:
    """Note what a person says of letters: that they arrived, or that they are to be sent again.

    IkiError for a number that is not there, or of a letter of which nobody can say that; nothing is noted then.
    """
    with saving.turn(folder / OUTBOX), journal.opened(folder) as opened:
        rows = {one.nomor: one for one in outbox.rows(opened)}
        for numbers, why_not_said in ((arrived, NOT_ARRIVED), (again, NOT_AGAIN)):
            for nomor in numbers:
                _refuse(nomor, rows.get(nomor), why_not_said, is_twice=nomor in arrived and nomor in again)
        told = [_arrived(opened, rows[nomor], waktu) for nomor in dict.fromkeys(arrived)]
        asked = [_again(opened, rows[nomor], waktu) for nomor in dict.fromkeys(again)]
    return told + asked


def _arrived(opened: Journal, one: Row, waktu: dt.datetime) -> Row:
    """One that no server took was handed over in another way."""
    if one.keadaan == TIDAK_PASTI:
        return outbox.mark(opened, one, TERKIRIM, moments.told(one.diubah), BY_PERSON)
    return outbox.mark(opened, one, DISERAHKAN, waktu, BY_HAND)


def _again(opened: Journal, one: Row, waktu: dt.datetime) -> Row:
    """Of one that was handed over nothing lies there to be sent: it is due again, where it still is."""
    if one.keadaan == DISERAHKAN:
        return outbox.mark(opened, one, DIGANTI, waktu, NOT_HANDED_OVER)
    return outbox.ask_again(opened, one, waktu, ASKED_AGAIN)


def _refuse(nomor: int, one: Row | None, why_not_said: Mapping[str, str], *, is_twice: bool) -> None:
    if one is None:
        raise IkiError(f"Surat nomor {nomor} tidak ada. Nomor setiap surat tertulis di “iki kotak-keluar”.")
    if is_twice:
        raise IkiError(f"Surat nomor {nomor} disebut pada --sampai dan pada --kirim-lagi. Pilih salah satunya.")
    if one.keadaan in why_not_said:
        raise IkiError(f"Surat nomor {nomor} {why_not_said[one.keadaan]}")


CHANGED = "sudah diganti surat yang lebih baru, jadi tidak ada yang perlu dijawab."
STOPPED = "terhenti sebelum selesai dikirim. Jalankan “iki kirim”."
NOT_ARRIVED: Mapping[str, str] = {
    MENGIRIM: STOPPED,
    TERKIRIM: "sudah diterima server, jadi tidak ada yang perlu dijawab.",
    DISERAHKAN: "sudah Anda catat diserahkan, jadi tidak ada yang perlu dijawab.",
    DIGANTI: CHANGED,
}
NOT_AGAIN: Mapping[str, str] = {
    SIAP: "belum dikirim. Jalankan “iki kirim”.",
    MENGIRIM: STOPPED,
    DIGANTI: CHANGED,
}
