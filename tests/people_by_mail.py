"""Those who fill forms, seen from outside: each has a mailbox, and fills what came into it with another program."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Sequence
from email.message import EmailMessage
from typing import Any

from openpyxl import load_workbook

from iki_excel.decree import Jabatan
from iki_excel.forms import layout
from tests.forms import harmless, harmless_survey, meant, scores
from tests.loopback import Inbox


def filled(content: bytes, jabatan: Jabatan, table: str = "") -> bytes:
    """A form as a person fills it, by what its cells are called: with what the table says, and harmless values."""
    workbook = load_workbook(io.BytesIO(content))
    values = dict(line.split(" | ") for line in (harmless(jabatan, table) + table).splitlines())
    for kode, value in values.items():
        cell(workbook, kode).value = meant(value)
    if survey := harmless_survey(jabatan):
        (block,) = (isian for isian in jabatan.isian if isian.blok)
        first = cell(workbook, block.kode)
        for right, score in enumerate(scores(survey)[0]):
            first.offset(0, right).value = score
    return saved(workbook)


def mended(content: bytes, kode: str, value: float) -> bytes:
    """A marked copy with its one red cell put right."""
    workbook = load_workbook(io.BytesIO(content))
    cell(workbook, kode).value = value
    return saved(workbook)


def cell(workbook: Any, kode: str) -> Any:
    """The first cell of a name."""
    sheet, cells = next(iter(workbook.defined_names[layout.name_of(kode)].destinations))
    return workbook[sheet][cells.split(":")[0]]


def saved(workbook: Any) -> bytes:
    """The bytes that a program writes."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def letters_to(inbox: Inbox, address: str) -> list[EmailMessage]:
    """What lies in somebody's mailbox, in the order in which it came."""
    return [
        email.message_from_bytes(one.content or b"", policy=email.policy.default)  # type: ignore[misc, arg-type]
        for one in inbox.letters
        if one.rcpt_tos == [address]
    ]


def files_of(letter: EmailMessage) -> dict[str, bytes]:
    """The files of a letter by their names."""
    return {str(part.get_filename()): part.get_content() for part in letter.iter_attachments()}


def last_file(inbox: Inbox, address: str) -> bytes:
    """The one file of the last letter to somebody."""
    (content,) = files_of(letters_to(inbox, address)[-1]).values()
    return content


def told(letters: Sequence[EmailMessage]) -> list[str]:
    """Of each letter what it is about, and which files go with it."""
    return [f"{one['Subject']} | {' '.join(files_of(one))}" for one in letters]
