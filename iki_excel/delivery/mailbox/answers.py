"""What an IMAP server says, as what it means."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from typing import Any

from iki_excel.decree.addresses import is_same
from iki_excel.decree.surel import Surel

SENT_NAMES = (
    "sent", "terkirim", "sent items", "sent messages", "sent mail", "surat terkirim", "pesan terkirim",
    "item terkirim", "email terkirim", "kiriman",
)  # fmt: skip
"""What the folder for sent mail is called where a server does not mark it, the likeliest first."""


def sent_among(folders: list[Any]) -> str | None:
    """The folder for sent mail: the one that the server marks, else one of a usual name."""
    usable = [one for one in folders if "\\noselect" not in map(str.casefold, one.flags)]
    marked = [one.name for one in usable if "\\sent" in map(str.casefold, one.flags)]
    by_name = {_last_part(one).casefold(): one.name for one in reversed(usable)}
    named = [by_name[name] for name in SENT_NAMES if name in by_name]
    return next(iter([*marked, *named]), None)


def _last_part(folder: Any) -> str:
    """Of INBOX.Sent only what people see."""
    name = str(folder.name)
    return name.rpartition(folder.delim)[2] if folder.delim and folder.delim != "NIL" else name


def literal(answer: list[Any]) -> bytes:
    """The bytes that were asked for; b"" where the message is gone."""
    return next((bytes(part[1]) for part in answer if isinstance(part, tuple)), b"")


def line(answer: list[Any]) -> bytes:
    """What stands on the lines of an answer, without the bytes between them."""
    return b" ".join(part[0] if isinstance(part, tuple) else part for part in answer if part)


def moment_in(said: bytes) -> dt.datetime:
    """When the server took a message; the beginning of all time where it says nothing that is one."""
    try:
        kept = re.search(rb'INTERNALDATE "([^"]*)"', said)
        moment = dt.datetime.strptime((kept[1] if kept else b"").decode().strip(), "%d-%b-%Y %H:%M:%S %z")
    except ValueError:
        return dt.datetime.fromtimestamp(0, dt.UTC)
    return moment.astimezone(dt.UTC)


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_said(day: dt.date) -> str:
    """As a server is asked for it: "2-Apr-2019"."""
    return f"{day.day}-{MONTHS[day.month - 1]}-{day.year}"


def is_among(header: str, account: Surel) -> bool:
    """Whether the office's own address stands among these."""
    return any(is_same(address, account.dari) for _, address in email.utils.getaddresses([header]) if address)
