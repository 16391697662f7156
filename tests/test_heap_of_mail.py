"""250 incoming messages of all shapes: every form in them lands in the right month, and nothing else does."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from iki_excel.delivery import journal
from iki_excel.runs import receiving
from iki_excel.runs.fetching import fetch, known
from iki_excel.runs.office import Office, Offices
from tests import forms, shapes
from tests.grounds import KECIL
from tests.servers import Mail
from tests.shapes import letter, variant, with_files

pytestmark = pytest.mark.panjang

JABATAN = ("umum", "pelayanan", "ketertiban")
MONTHS = tuple(f"2019-{month:02}" for month in range(1, 13))
WAKTU = dt.datetime(2019, 12, 31, 9, tzinfo=dt.UTC)
FORGED = b"Authentication-Results: mail.contoh.example; dmarc=pass header.from=luar.example\r\n"
SINGLE, DOUBLE, WITHOUT = 220, 15, 15
"""Messages with one form, with two, and with none."""


class Sent(NamedTuple):
    """A message: its bytes, who is said to have sent it, the verdict that is right, and the forms that it brings."""

    content: bytes
    sender: str
    verdict: str
    brings: tuple[tuple[str, str, str], ...]
    """SHA-256, month, jabatan."""


def base_forms(folder: Path) -> dict[tuple[str, str], bytes]:
    """A filled form of each month and jabatan."""
    return {
        (month, jabatan): forms.complete(folder, jabatan, month).read_bytes()
        for month, jabatan in itertools.product(MONTHS, JABATAN)
    }


def drawn(folder: Path) -> Iterator[Sent]:
    """All of them: each form in other bytes than every other."""
    chance, base, numbers = random.Random(20190401), base_forms(folder), itertools.count()

    def one_form() -> tuple[bytes, tuple[str, str, str]]:
        (month, jabatan), form = chance.choice([*base.items()])
        content = variant(form, next(numbers))
        return content, (hashlib.sha256(content).hexdigest(), month, jabatan)

    for shape in itertools.islice(itertools.cycle(shapes.ONE.values()), SINGLE):
        content, brought = one_form()
        name = chance.choice([f"IKI_{brought[1]}_contoh_{brought[2]}.xlsx", "baru.xlsx", "Laporan bulan ini (2).xlsx"])
        yield signed_by(shape(content, name), (brought,), chance)
    for _ in range(DOUBLE):
        (one, first), (other, second) = one_form(), one_form()
        yield signed_by(bytes(with_files((one, "a.xlsx"), (other, "a.xlsx"))), (first, second), chance)
    for noise in itertools.islice(itertools.cycle(without_forms()), WITHOUT):
        yield signed_by(noise, (), chance)


def without_forms() -> list[bytes]:
    """What else comes into a mailbox."""
    invitation = letter()
    invitation.add_attachment("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", subtype="calendar")
    newsletter = letter()
    newsletter.add_alternative("<table><tr><td>Promo</table>" * 500, subtype="html")
    return [
        bytes(letter()),
        bytes(invitation),
        bytes(newsletter),
        bytes(with_files((b"%PDF-1.7" + b"x" * 500_000, "IKI_2019-03_contoh_umum.pdf"))),
        bytes(with_files((b"\x78\x9f\x3e\x22" + b"x" * 5_000, "winmail.dat"))),
        bytes(with_files((shapes.zipped(b"<x/>", "xl/workbook.xml"), "daftar.xlsx"))),
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x",
        b"Subject: =?utf-8?q?=ff=fe?=\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsDBA",
        shapes.raw("Content-Type: application/zip\nContent-Transfer-Encoding: base64", "UEsDBBQAAAAIAA=="),
    ]


def signed_by(content: bytes, brings: tuple[tuple[str, str, str], ...], chance: random.Random) -> Sent:
    """A message with its sender, and often with a verdict that the sender wrote himself."""
    number = chance.randrange(40)
    verdict = chance.choice(["sah", "tidak lolos", "tidak diketahui"])
    sender = f"orang{number}@luar.example"
    forged = FORGED if chance.random() < 0.5 else b""
    head = f"From: Orang {number} <{sender}>\r\nMessage-ID: <{chance.getrandbits(64)}@luar.example>\r\n".encode()
    return Sent(head + forged + content, sender, verdict, brings)


def deliver(mail: Mail, to: str, one: Sent) -> None:
    """By SMTP: a server that may send for the domain of the sender, or not, or that sends for another one."""
    helo = "mx.lain.example" if one.verdict == "tidak lolos" else "mx.luar.example"
    envelope = "" if one.verdict == "tidak diketahui" else one.sender
    mail.receive(one.content, to, envelope, helo)


def test_every_form_of_two_hundred_and_fifty_messages_lands_in_its_month(mail: Mail, tmp_path: Path) -> None:
    kantor = mail.account("kantor")
    sent = [*drawn(tmp_path / "isi")]
    for number, one in enumerate(sent):
        if number % 2:
            deliver(mail, kantor.address, one)
        else:
            mail.put(kantor, one.content)
            sent[number] = one._replace(verdict="tidak diketahui")
    before = mail.stored(kantor)
    office = Office(KECIL.catalog, dataclasses.replace(KECIL.settings, surel=mail.surel(kantor)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IKI_SANDI_SUREL", kantor.password)
        told = fetch(tmp_path, Offices.one(office), WAKTU)
        assert (told.surat, told.putus) == (len(sent), "")
        assert fetch(tmp_path, Offices.one(office), WAKTU).surat == 0
    assert mail.stored(kantor) == before

    brought = {sha256: (one, month, jabatan) for one in sent for sha256, month, jabatan in one.brings}
    assert len(brought) == SINGLE + 2 * DOUBLE == 250
    with journal.opened(tmp_path) as jejak:
        noted = {row["sha256"]: (row["dari"], row["putusan"]) for row in jejak.execute("SELECT * FROM kiriman")}
    right = {sha256: (one.sender, one.verdict) for sha256, (one, _, _) in brought.items()}
    assert [(brought[sha256], noted.get(sha256)) for sha256 in right if noted.get(sha256) != right[sha256]] == []
    assert landed(tmp_path, office) == {sha256: (month, jabatan) for sha256, (_, month, jabatan) in brought.items()}


def landed(folder: Path, office: Office) -> dict[str, tuple[str, str]]:
    """By the SHA-256 of what came the month and the jabatan as which it was taken; all of them have a place."""
    months, kept = folder / "input_templates", folder / "riwayat"
    arrivals = known.arrivals(receiving.heap([folder / "kotak_masuk"], months, kept), folder)
    received = receiving.take(arrivals, *office, months, kept)
    assert {path.parent.name for path in months.rglob("*.xlsx")} == set(MONTHS)
    assert len([*months.rglob("*.xlsx")]) == len(MONTHS) * len(JABATAN)
    return {one.came.record.row["sha256"]: one.came.form for one in received.receipts}
