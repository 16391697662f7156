"""A letter as the bytes that travel: the same letter has the same Message-ID and the same bytes but for its date."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from iki_excel.delivery.letters import Attachment, Body, Letter
from iki_excel.words.frozen import frozen
from iki_excel.words.moments import WIB

NO_DOMAIN = "iki.invalid"
"""Behind the @ of a Message-ID of an office that has no address; a name that nobody can ever own."""

DIGITS = 40
"""Of the SHA-256 in a Message-ID: more than enough that no two letters share one."""

TYPES = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pdf": ("application", "pdf"),
}
UNKNOWN_TYPE = ("application", "octet-stream")

WHOLE_HEADERS = SMTP.clone(max_line_length=200)
"""A subject is shorter than that. Of one that is broken into lines some programs show a space in front."""

Told = Callable[[Body], str]
"""How what a letter says becomes text, or HTML."""


@frozen
class Sender:
    """Who a letter is from: the office's name and its address, "" where it has none."""

    nama: str
    alamat: str


@frozen
class Telling:
    """The two ways in which a letter says the same."""

    as_text: Told
    as_html: Told


def message_id(letter: Letter, sender: Sender, telling: Telling) -> str:
    """The one ID of a letter, made of whom it is for and of what it says and brings.

    How its HTML looks is not part of it: a later version of the program makes no second letter of the same one.
    """
    domain = sender.alamat.rpartition("@")[2] or NO_DOMAIN
    return f"<iki.{_digest(letter, sender, telling)}@{domain}>"


def _digest(letter: Letter, sender: Sender, telling: Telling) -> str:
    whom = [
        sender.nama,
        sender.alamat,
        letter.unit,
        letter.periode,
        letter.jenis,
        letter.kepada.kode,
        letter.kepada.alamat,
    ]
    says = [letter.pokok, letter.subject, telling.as_text(letter.body)]
    brings = [[one.name, hashlib.sha256(one.content).hexdigest()] for one in letter.attachments]
    return hashlib.sha256(json.dumps([whom, says, brings]).encode()).hexdigest()[:DIGITS]


def in_bytes(letter: Letter, sender: Sender, telling: Telling, waktu: dt.datetime) -> bytes:
    """The message as it is sent."""
    message = _message(letter, sender, telling)
    message["Date"] = format_datetime(waktu.astimezone(WIB).replace(microsecond=0))
    message["Message-ID"] = message_id(letter, sender, telling)
    return message.as_bytes(policy=WHOLE_HEADERS)


def draft(letter: Letter, sender: Sender, telling: Telling) -> bytes:
    """The same for a mail program to open, look at and send: that dates it and gives it an ID."""
    message = _message(letter, sender, telling)
    message["X-Unsent"] = "1"
    return message.as_bytes(policy=WHOLE_HEADERS)


def _message(letter: Letter, sender: Sender, telling: Telling) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    if sender.alamat:
        message["From"] = Address(sender.nama, addr_spec=sender.alamat)
    if letter.kepada.alamat:
        message["To"] = Address(addr_spec=letter.kepada.alamat)
    message.set_content(telling.as_text(letter.body), cte="quoted-printable")
    message.add_alternative(telling.as_html(letter.body), subtype="html", cte="quoted-printable")
    message.make_mixed()
    for one in letter.attachments:
        _attach(message, one)
    _set_boundaries(message, _digest(letter, sender, telling))
    return message


def _attach(message: EmailMessage, one: Attachment) -> None:
    suffix = f".{one.name.rpartition('.')[2].lower()}"
    maintype, subtype = TYPES.get(suffix, UNKNOWN_TYPE)
    message.add_attachment(one.content, maintype=maintype, subtype=subtype, filename=one.name)


def _set_boundaries(message: EmailMessage, digest: str) -> None:
    """Left alone they are random. Neither quoted-printable nor base64 can hold "=_"."""
    containers = (part for part in message.walk() if part.is_multipart())
    for number, part in enumerate(containers):
        part.set_boundary(f"=_iki_{digest[:20]}_{number}")
