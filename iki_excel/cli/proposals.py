"""What ``iki kirim`` says: which letters are due, and what became of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from iki_excel.cli.outbox_lines import sent_lines
from iki_excel.delivery.letters import Letter
from iki_excel.delivery.outbox import Row
from iki_excel.runs.mailing import Pasted, Posted, Proposal
from iki_excel.words import bahasa

WIDTH = 80
NO_ADDRESS = "tanpa alamat surel; lewat WhatsApp"
WITHOUT_MAIL = [
    "Surel kantor belum diatur ([surel] di iki.toml), jadi tidak ada yang dikirim.",
    "Sampaikan pesan di atas sendiri, lalu catat dengan “iki kirim --diserahkan”.",
]
NOT_SENT = ["Tidak ada yang dikirim. Jawab y, atau tambahkan --ya, untuk mengirim."]
NOTHING_DUE = "Tidak ada surat yang perlu dikirim untuk {}."


def proposal_lines(proposal: Proposal) -> Iterator[str]:
    """Every letter that is due: who, where, why, which subject and which files; then what else is to be known."""
    span = bahasa.listing(periode.words for periode in proposal.periode)
    if proposal.letters:
        yield f"{len(proposal.letters)} surat untuk {span}:"
        for number, letter in enumerate(proposal.letters, start=1):
            yield from _letter_lines(number, letter)
    else:
        yield NOTHING_DUE.format(span)
    if proposal.told:
        yield f"{len(proposal.told)} surat lain sudah disampaikan dan tidak dikirim lagi; lihat “iki kotak-keluar”."
    yield from (line for remark in proposal.remarks for line in _wrapped(f"Perhatikan: {remark}"))


def _letter_lines(number: int, letter: Letter) -> Iterator[str]:
    whom = letter.kepada
    yield ""
    yield from _wrapped(f"{number:3}. {whom.nama}, {whom.alamat or NO_ADDRESS}", 5)
    yield from _wrapped(f"     {letter.sebab}", 5)
    yield from _wrapped(f"     “{letter.subject}”", 5)
    yield from (f"     + {one.name}" for one in letter.attachments)


def question(letters: Sequence[Letter]) -> str:
    """The one question, with the count in it."""
    return f"Kirim {len(letters)} surat?"


def of_handing_over(letters: Sequence[Letter]) -> str:
    """The same where they were told by a person."""
    return f"Catat {len(letters)} pesan sebagai sudah Anda sampaikan?"


def pasted_lines(pasted: Pasted) -> Iterator[str]:
    """Where the texts lie that can be pasted into a chat, and the drafts."""
    if pasted.texts:
        yield from _wrapped(
            f"{len(pasted.texts)} pesan untuk WhatsApp ditulis di {pasted.folder.as_posix()}; lampirkan berkas yang "
            "disebut di dalamnya."
        )
    if pasted.drafts:
        yield from _wrapped(
            f"{len(pasted.drafts)} surat siap kirim (.eml) ditulis di sana juga; buka dengan program surel, lalu kirim."
        )


def posted_lines(posted: Posted) -> Iterator[str]:
    """What became of every letter, and what else is to be known."""
    told = (*(f"Perhatikan: {remark}" for remark in posted.remarks), *sent_lines(posted.sent))
    yield from (line for text in told for line in _wrapped(text))


def handed_over_lines(rows: Sequence[Row]) -> Iterator[str]:
    """What was noted as handed over by a person."""
    yield f"{len(rows)} pesan dicatat sudah diserahkan sendiri."


def _wrapped(text: str, indent: int = 0) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
