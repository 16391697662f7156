"""Letters through a real Postfix into real mailboxes, from which they are opened again."""

from __future__ import annotations

import dataclasses
import smtplib
import time
from pathlib import Path

import pytest

from iki_excel.decree.office import Offices
from iki_excel.delivery.mailbox import Mailbox
from iki_excel.forms.layout import parse_kode_formulir
from iki_excel.forms.reading.workbook import open_workbook
from iki_excel.runs import outbox as runs
from iki_excel.workbooks.opening import Reader
from tests.posting import ADDRESSES, EVERYBODY, IN_NO_TIME, NOW, office, states
from tests.servers import Account, Mail

pytestmark = pytest.mark.panjang

ALL_SENT = [("umum", "terkirim"), ("pelayanan", "terkirim"), ("ketertiban", "terkirim")]
PATIENT = dataclasses.replace(IN_NO_TIME, answer=30, arrival=(0.2,) * 100, wait=time.sleep)


class Kelurahan:
    """The office's account and those of its holders, at real servers."""

    def __init__(self, mail: Mail, folder: Path) -> None:
        self.mail, self.folder, self.own = mail, folder, mail.account("kantor")
        self.holders = {kode: mail.account(alamat) for kode, alamat in ADDRESSES.items()}

    def send(self) -> runs.Sent:
        account = dataclasses.replace(self.mail.surel(self.own), alamat=ADDRESSES)
        with Mailbox(account, self.own.password) as box:
            return runs.send_all(
                EVERYBODY, self.folder, Offices.one(office(account)), self.own.password, NOW, mailbox=box,
                is_trial=False, patience=PATIENT,
            )  # fmt: skip

    def forms(self, account: Account) -> list[str]:
        """Whose forms lie in a mailbox, by what stands in the workbooks."""
        files = [part.get_content() for one in self.mail.inbox(account) for part in one.iter_attachments()]
        with Reader() as reader:
            codes = [open_workbook(file, reader).visible_codes[0][1] for file in files]
        return [identity.jabatan for identity, is_right in map(parse_kode_formulir, codes) if identity and is_right]

    def subjects(self, folder: str) -> list[str]:
        """What lies in a folder of the office's own mailbox."""
        return sorted(str(one["Subject"]) for one in self.mail.inbox(self.own, folder))


@pytest.fixture
def kelurahan(mail: Mail, tmp_path: Path) -> Kelurahan:
    return Kelurahan(mail, tmp_path)


ARRIVED = {"umum": ["umum"], "pelayanan": ["pelayanan"], "ketertiban": ["ketertiban"], "pimpinan": []}
COPIES = ["IKI 2019-01 ketertiban", "IKI 2019-01 pelayanan", "IKI 2019-01 umum"]


def test_each_holder_finds_the_own_form_once_and_the_office_its_copies_in_the_sent_folder(kelurahan: Kelurahan) -> None:
    first, second = kelurahan.send(), kelurahan.send()
    assert (states(first.rows), states(second.rows)) == (ALL_SENT, [])
    assert {kode: kelurahan.forms(account) for kode, account in kelurahan.holders.items()} == ARRIVED
    assert (kelurahan.subjects("Sent"), kelurahan.subjects("INBOX")) == (COPIES, [])


def test_a_lost_answer_is_settled_by_the_copy_in_the_mailbox(
    kelurahan: Kelurahan, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = list[str]()
    send, getreply = smtplib.SMTP.send, smtplib.SMTP.getreply

    def send_and_know(session: smtplib.SMTP, content: bytes) -> None:
        send(session, content)
        if content == b".\r\n" and not lost:
            lost.append("now")

    def lose_the_answer(session: smtplib.SMTP) -> tuple[int, bytes]:
        answer = getreply(session)
        if lost == ["now"]:
            lost.append("gone")
            session.close()
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        return answer

    monkeypatch.setattr(smtplib.SMTP, "send", send_and_know)
    monkeypatch.setattr(smtplib.SMTP, "getreply", lose_the_answer)
    sent = kelurahan.send()
    assert (states(sent.rows), states(sent.selesai)) == (ALL_SENT, [("umum", "terkirim")])
    assert sent.selesai[0].jawaban == (
        "Jawaban server tidak terbaca, tetapi salinannya ada di kotak surat kantor: surat ini diterima server."
    )
    assert {kode: kelurahan.forms(account) for kode, account in kelurahan.holders.items()} == ARRIVED
    assert (kelurahan.subjects("Sent"), kelurahan.subjects("INBOX")) == (COPIES, [])
