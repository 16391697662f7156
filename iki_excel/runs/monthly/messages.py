"""What is to be said now to whoever fills a form, as a text to paste; nothing is written, and nothing sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from iki_excel.decree import Jabatan
from iki_excel.delivery.bodies import as_chat
from iki_excel.delivery.letters import FORMULIR, INGATKAN, Letter
from iki_excel.delivery.whatsapp import chat_link
from iki_excel.forms.layout import form_path
from iki_excel.judging.batch import Batch
from iki_excel.runs.mailing import Asked, propose
from iki_excel.runs.mailing.due import Awaited
from iki_excel.runs.mailing.faults import Faulty
from iki_excel.runs.mailing.proposing import asking, kantor_of, mending, of_this_day
from iki_excel.runs.mending import Copy
from iki_excel.runs.monthly.cards import BELUM_MASUK, FAULTY, TERLAMBAT, Card
from iki_excel.runs.monthly.marked_copy import marked_copy
from iki_excel.runs.office import Office
from iki_excel.runs.outbox import hand_over, told_before
from iki_excel.words.folders import FORMS, MARKED
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving

UNREAD = ""
"""The kind of a text that is no letter: why a form cannot be read of which no marked copy can be made."""


@frozen
class Message:
    """A text for one person. ``jenis``: a kind of letter, or UNREAD; ``pokok``: what it is about, as the journal has
    it; ``is_told``: whether the journal says that the person was told so; ``whatsapp``: the link that opens a chat with
    it, "" where no number is known.
    """

    jenis: str
    text: str
    pokok: str = ""
    is_told: bool = False
    whatsapp: str = ""


def message_to(batch: Batch, card: Card, folder: Path, today: dt.date) -> Message | None:
    """What is due to whoever fills the form of a card on a day; None where there is nothing to say."""
    message, number = _message(batch, card, folder, today), batch.settings.official(card.kode).whatsapp
    return replace(message, whatsapp=chat_link(number, message.text)) if message and number else message


def note_told(
    folder: Path, office: Office, month: Periode, kode: str, message: Message, waktu: dt.datetime
) -> bool:  # fmt: skip
    """Note that a person was told this, as ``iki kirim --diserahkan`` does; whether that is noted now.

    It is not where something else is due by now: then another text is to be told.
    """
    asked = Asked((month,), (message.jenis,), (kode,), named=(month,), by_itself=False)
    proposal = propose(asked, office, folder, waktu.date())
    letters = [one for one in proposal.letters if (one.periode, one.pokok) == (month, message.pokok)]
    hand_over(letters, folder, office.settings, waktu)
    return bool(letters) or any(row.pokok == message.pokok for row in proposal.told)


def _message(batch: Batch, card: Card, folder: Path, today: dt.date) -> Message | None:
    letter = _letter(batch, card, folder, today)
    if letter is not None:
        return Message(letter.jenis, as_chat(letter.body), letter.pokok, bool(told_before(folder, [letter])))
    return _about_unread(batch, card) if card.keadaan in FAULTY else None


def _letter(batch: Batch, card: Card, folder: Path, today: dt.date) -> Letter | None:
    if card.keadaan in FAULTY:
        return _mending(batch, card, folder)
    kind = {BELUM_MASUK: FORMULIR, TERLAMBAT: INGATKAN}.get(card.keadaan, "")
    return _asking(batch, card, folder, today, kind) if kind else None


def _mending(batch: Batch, card: Card, folder: Path) -> Letter | None:
    made = marked_copy(batch, card.kode)
    if made is None:
        return None
    copy = Copy(made.marked, folder / MARKED / made.name, made.text)
    return mending(kantor_of(batch), batch, Faulty(_jabatan(batch, card), batch.periode, copy, card.sha256))


def _asking(batch: Batch, card: Card, folder: Path, today: dt.date, kind: str) -> Letter | None:
    path = form_path(folder / FORMS, batch.settings.unit.kode, card.kode, batch.periode)
    content = saving.read(path)
    if content is None:
        return None
    letter = asking(
        kantor_of(batch), batch, Awaited(_jabatan(batch, card), batch.periode, path, content, card.batas), kind, today
    )
    return of_this_day(letter, today) if kind == INGATKAN else letter


def _jabatan(batch: Batch, card: Card) -> Jabatan:
    """As the decree had it in the month."""
    return batch.catalog.at(batch.periode)[card.kode]


def _about_unread(batch: Batch, card: Card) -> Message | None:
    told = batch.checked.told
    sentences = [*told.loc[told["file"] == card.file, "pesan"]]
    head = f"Yth. {card.pejabat or card.nama}, formulir IKI {batch.periode.words} belum dapat dibaca."
    return Message(UNREAD, "\n\n".join([head, *sentences, batch.settings.unit.nama])) if sentences else None
