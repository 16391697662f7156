"""What ``iki kirim`` says: which letters are due, and what became of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from iki_excel.cli.outbox_lines import sent_lines
from iki_excel.decree.settings import Settings
from iki_excel.delivery.letters import Letter
from iki_excel.delivery.outbox import TERKIRIM, Row
from iki_excel.runs.mailing import Pasted, Posted, Proposal
from iki_excel.runs.mailing.pasting import text_of
from iki_excel.words import bahasa

WIDTH = 80
BY_HAND = "lewat WhatsApp atau tangan"
NOT_SENT = ["Tidak ada yang dikirim. Jawab y, atau tambahkan --ya, untuk mengirim."]
NOT_NOTED = ["Tidak ada yang dicatat."]
NOTHING_DUE = "Tidak ada surat yang perlu dikirim untuk {}."
NOTE_IT = "Sesudah disampaikan, catat dengan “iki kirim --diserahkan”; yang dicatat tidak diusulkan lagi."


def settled_lines(rows: Sequence[Row], remarks: Sequence[str]) -> Iterator[str]:
    """What became of letters that an earlier run left undecided."""
    told = (f"Surat nomor {one.nomor} ke {one.nama} {one.keadaan}: {one.jawaban}" for one in rows)
    yield from (line for text in (*told, *(f"Perhatikan: {remark}" for remark in remarks)) for line in _wrapped(text))


def proposal_lines(proposal: Proposal, settings: Settings, *, has_mail: bool) -> Iterator[str]:
    """Every letter that is due: who, where, why, which subject or which text to paste, and which files; then what else
    is to be known.
    """
    span = bahasa.listing(periode.words for periode in proposal.periode)
    if proposal.letters:
        yield f"{len(proposal.letters)} surat perlu dikirim ({span}):"
        for number, letter in enumerate(proposal.letters, start=1):
            yield from letter_lines(number, letter, settings, has_mail=has_mail)
        yield ""
    elif not proposal.again:
        yield NOTHING_DUE.format(span)
    for text in _further(proposal):
        yield from _wrapped(text)


def _further(proposal: Proposal) -> Iterator[str]:
    for one in proposal.again:
        yield f"Anda minta dikirim lagi: surat nomor {one.nomor} ke {one.nama}, “{one.perihal}”."
    told = len(proposal.told) - len(proposal.undecided)
    if told:
        yield f"{told} surat lain sudah disampaikan dan tidak dikirim lagi; lihat “iki kotak-keluar”."
    if proposal.undecided:
        names = bahasa.listing(one.nama for one in proposal.undecided)
        yield f"{len(proposal.undecided)} surat tidak pasti sampai ({names}). Jawab dengan “iki kotak-keluar”."
    for month, awaited in proposal.awaited.items():
        yield f"Formulir {month.words} yang belum masuk: {bahasa.listing(awaited)}."
    yield from (f"Perhatikan: {remark}" for remark in proposal.remarks)


def letter_lines(number: int, letter: Letter, settings: Settings, *, has_mail: bool) -> Iterator[str]:
    """One letter of an office: who, where, why, and with which files."""
    whom = letter.kepada
    goes = has_mail and bool(whom.alamat)
    yield ""
    yield from _wrapped(f"{number:3}. {whom.nama}, {whom.alamat if goes else BY_HAND}", 5)
    yield from _wrapped(f"     {letter.sebab}", 5)
    if goes:
        yield from _wrapped(f"     “{letter.subject}”", 5)
    else:
        yield f"     pesannya: {text_of(letter, settings, Path()).as_posix()}"
    yield from (f"     + {one.path.as_posix()}" for one in letter.attachments)


def question(by_mail: int) -> str:
    """The one question, with the count in it."""
    return f"Kirim {by_mail} surat?"


def of_handing_over(letters: Sequence[Letter]) -> str:
    """The same where they were told by a person."""
    return f"Catat {len(letters)} pesan sebagai sudah Anda sampaikan?"


def not_by_hand_lines(number: int) -> Iterator[str]:
    """That those who have an address are sent to, unless they are named."""
    if number:
        yield from _wrapped(
            f"{number} surat beralamat surel tidak ikut dicatat; dikirim dengan “iki kirim”. Bila sudah Anda sampaikan "
            "sendiri, sebut jabatannya: “iki kirim --diserahkan --jabatan KODE”."
        )


def pasted_lines(pasted: Pasted, letters: Sequence[Letter], *, has_mail: bool) -> Iterator[str]:
    """Which texts are to be pasted into a chat, and where drafts lie; what is sent by mail needs neither."""
    by_hand = [one for one in letters if not (has_mail and one.kepada.alamat)]
    for text in _pasted(pasted, len(by_hand), has_mail=has_mail):
        yield from _wrapped(text)


def _pasted(pasted: Pasted, by_hand: int, *, has_mail: bool) -> Iterator[str]:
    where = pasted.folder.as_posix()
    if pasted.drafts:
        yield (
            f"{len(pasted.drafts)} surat siap kirim (.eml) ditulis di {where}. Buka dengan program surel, lihat, lalu "
            "kirim."
        )
    if by_hand:
        yield f"{by_hand} pesan siap ditempel di WhatsApp ditulis di {where}; lampirkan berkas yang disebut di atas."
    if by_hand or (pasted.drafts and not has_mail):
        yield NOTE_IT
    elif pasted.drafts:
        yield "Yang Anda kirim dari program surel dicatat dengan “iki kirim --diserahkan --jabatan KODE”."


def posted_lines(posted: Posted) -> Iterator[str]:
    """What became of every letter, and what else is to be known."""
    told = (*(f"Perhatikan: {remark}" for remark in posted.remarks), *sent_lines(posted.sent))
    yield from (line for text in told for line in _wrapped(text))


def stopped_lines(rows: Sequence[Row]) -> Iterator[str]:
    """How far a run came that was stopped."""
    sent = sum(one.keadaan == TERKIRIM for one in rows)
    if rows:
        yield from _wrapped(
            f"{sent} surat terkirim sebelum berhenti; lihat “iki kotak-keluar”, lalu jalankan “iki kirim” lagi."
        )


def handed_over_lines(rows: Sequence[Row]) -> Iterator[str]:
    """What was noted as handed over by a person."""
    yield f"{len(rows)} pesan dicatat sudah diserahkan sendiri."


def _wrapped(text: str, indent: int = 0) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
