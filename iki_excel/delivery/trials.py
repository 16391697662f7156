"""Trial mode: until a letter to itself was read back, an account writes to nobody but the office.

So a server that takes letters and loses them, or an address with a slip in it, is noticed before any result is sent.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from iki_excel.decree.surel import Surel
from iki_excel.delivery.journal import Journal
from iki_excel.words import moments
from iki_excel.words.moments import UNTOLD, WIB

SUBJECT = "Uji surel iki-excel"
WHAT_FOR = "Surat ini dikirim iki-excel kepada kantor sendiri, untuk menguji surel."
NOTHING_TO_DO = "Surat ini tidak perlu dijawab, dan boleh dihapus."
TYPE_IT = "Kode: {code}\n\nKetik kode itu di jendela atau halaman yang memintanya."


def fingerprint(account: Surel) -> str:
    """What tells accounts apart: another server, port, user or address is another one."""
    server = [account.keluar.host.casefold(), account.keluar.port] if account.keluar else []
    said = [server, account.pengguna, account.dari.casefold()]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def read_back_at(connection: Journal, account: Surel) -> str:
    """When a trial letter of exactly this account was read back (words.moments); UNTOLD for never."""
    row = connection.execute("SELECT dibaca FROM uji WHERE akun = ?", [fingerprint(account)]).fetchone()
    return str(row["dibaca"]) if row else UNTOLD


def is_trial(connection: Journal, account: Surel) -> bool:
    """Whether it may write to the office's own address only."""
    return bool(account.lacking) or read_back_at(connection, account) == UNTOLD


def read_back(connection: Journal, account: Surel, moment: dt.datetime) -> None:
    """Note that a trial letter was read back: its trial is over."""
    connection.execute(
        "INSERT INTO uji (akun, dibaca) VALUES (?, ?) ON CONFLICT (akun) DO UPDATE SET dibaca = excluded.dibaca",
        [fingerprint(account), moments.kept(moment)],
    )


def trial_letter(account: Surel, token: str, moment: dt.datetime, code: str = "") -> EmailMessage:
    """A letter from the office to itself; ``token`` makes its Message-ID, ``code`` is to be typed by its reader."""
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = SUBJECT
    letter["From"] = letter["To"] = account.dari
    letter["Date"] = format_datetime(moment.astimezone(WIB))
    letter["Message-ID"] = f"<iki.uji.{token}@{account.dari.rpartition('@')[2]}>"
    ending = TYPE_IT.format(code=code) if code else NOTHING_TO_DO
    letter.set_content(f"{WHAT_FOR}\n\n{ending}\n", cte="quoted-printable")
    return letter
