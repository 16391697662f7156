"""Letters of Kelurahan Contoh, and the office that sends them through a server of the tests."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from iki_excel.decree.surel import STARTTLS, Server, Surel
from iki_excel.delivery.letters import Attachment, Body, Letter, Paragraph, Recipient
from iki_excel.delivery.outbox import Row
from iki_excel.delivery.sending import Patience
from iki_excel.runs import outbox
from iki_excel.runs.office import Office, Offices
from iki_excel.runs.outbox import Sent
from iki_excel.words.periods import Periode
from tests.forms import blank
from tests.grounds import KECIL
from tests.loopback import PASSWORD, USER
from tests.smtp_server import HOST, SmtpServer

UNIT, PERIODE = "contoh", Periode("2019-01")
NOW = dt.datetime(2019, 2, 4, 9, tzinfo=dt.UTC)
ADDRESSES = {kode: f"{kode}@contoh.example" for kode in ("umum", "pelayanan", "ketertiban", "pimpinan")}
IN_NO_TIME = Patience(between=0, again=(0, 0, 0), answer=5, arrival=(), wait=lambda seconds: None)


def surel(port: int, certificates: Path | None = None, **said: Any) -> Surel:
    """The account at a server of the tests, with a mailbox of its own."""
    usual = Surel(
        keluar=Server(HOST, port, STARTTLS),
        masuk=Server(HOST, 1, STARTTLS),
        pengguna=USER,
        dari=USER,
        sertifikat=certificates,
        alamat=ADDRESSES,
    )
    return dataclasses.replace(usual, **said)


def office(account: Surel) -> Office:
    """Kelurahan Contoh with this account."""
    return Office(KECIL.catalog, dataclasses.replace(KECIL.settings, surel=account))


def form(kode: str, periode: str = PERIODE) -> Attachment:
    """The blank form of a jabatan."""
    name = f"IKI_{periode}_{UNIT}_{kode}.xlsx"
    return Attachment(name, blank(kode, periode), kode, Path("input_templates") / periode / name)


def letter(
    kode: str,
    *,
    jenis: str = "formulir",
    periode: str = PERIODE,
    text: str = "Formulir Anda terlampir.",
    pokok: str = "",
    alamat: str | None = None,
    attachments: Sequence[Attachment] | None = None,
) -> Letter:
    """A letter to the holder of a jabatan, with the blank form unless something else is to go with it."""
    named = KECIL.catalog[kode].nama if kode in KECIL.catalog else kode
    kepada = Recipient(kode, named, alamat=ADDRESSES.get(kode, "") if alamat is None else alamat)
    body = Body("Formulir Januari 2019", "Kelurahan Contoh", (Paragraph(text),))
    files = (form(kode, periode),) if attachments is None else tuple(attachments)
    return Letter(UNIT, Periode(periode), jenis, kepada, f"IKI {periode} {kode}", body, files, "", pokok)


EVERYBODY = tuple(letter(kode) for kode in ("umum", "pelayanan", "ketertiban"))


def post(folder: Path, account: Surel, letters: Sequence[Letter] = EVERYBODY, **said: Any) -> Sent:
    """Send letters without waiting, past the trial."""
    usual: Mapping[str, Any] = {"is_trial": False, "patience": IN_NO_TIME}
    return outbox.send_all(letters, folder, Offices.one(office(account)), PASSWORD, NOW, **{**usual, **said})


def states(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Whose letters, and how they stand."""
    return [(one.kepada, one.keadaan) for one in rows]


def inboxes(server: SmtpServer) -> dict[str, int]:
    """How many letters lie in the mailbox of each holder."""
    return {kode: len(server.inbox(alamat)) for kode, alamat in ADDRESSES.items() if server.inbox(alamat)}
