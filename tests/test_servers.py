"""The mail servers that the tests stand on."""

from __future__ import annotations

import re
import smtplib
from email.message import EmailMessage
from pathlib import Path

import pytest

from iki_excel.decree.surel import STARTTLS, TLS
from tests import servers
from tests.servers import Mail

pytestmark = pytest.mark.panjang


def letter(subject: str = "Halo", sender: str = "andi@luar.example") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = sender, subject
    made.set_content("Apa kabar?")
    return made


def test_a_message_from_outside_comes_with_what_the_server_thinks_of_its_sender(mail: Mail) -> None:
    kantor = mail.account("kantor")
    mail.receive(letter("asli"), kantor.address, "andi@luar.example", helo="mx.luar.example")
    mail.receive(letter("tiruan"), kantor.address, "andi@luar.example", helo="mx.lain.example")
    assert [(one["Subject"], one["Authentication-Results"]) for one in mail.inbox(kantor)] == [
        ("asli", "mail.contoh.example; spf=pass smtp.mailfrom=andi@luar.example"),
        ("tiruan", "mail.contoh.example; spf=fail smtp.mailfrom=andi@luar.example"),
    ]


@pytest.mark.parametrize("keamanan", [STARTTLS, TLS])
def test_a_user_who_logs_in_may_send(mail: Mail, keamanan: str) -> None:
    kantor, trantib = mail.account("kantor"), mail.account("trantib")
    keluar = mail.surel(trantib, keamanan).keluar
    assert keluar is not None
    if keamanan == TLS:
        client: smtplib.SMTP = smtplib.SMTP_SSL(keluar.host, keluar.port, context=mail.trust())
    else:
        client = smtplib.SMTP(keluar.host, keluar.port)
        client.starttls(context=mail.trust())
    with client:
        client.login(*trantib)
        client.sendmail(trantib.address, [kantor.address], bytes(letter("masuk", trantib.address)))
    assert [(one["Subject"], one["Authentication-Results"]) for one in mail.inbox(kantor)] == [
        ("masuk", "mail.contoh.example; auth=pass smtp.auth=trantib@contoh.example"),
    ]


def test_nobody_sends_without_logging_in_nor_with_a_wrong_password_nor_in_the_open(mail: Mail) -> None:
    kantor = mail.account("kantor")
    with smtplib.SMTP(mail.host, mail.ports.submission) as client:
        client.ehlo()
        assert "auth" not in client.esmtp_features
        client.starttls(context=mail.trust())
        with pytest.raises(smtplib.SMTPAuthenticationError):
            client.login(kantor.address, "salah")
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            client.sendmail(kantor.address, [kantor.address], bytes(letter()))
    assert mail.inbox(kantor) == []


def test_an_address_that_is_not_there_is_refused_and_so_is_one_that_the_test_says(mail: Mail) -> None:
    kantor, penuh = mail.account("kantor"), mail.account("penuh")
    mail.policy.answers[penuh.address] = "452 4.2.2 Kotak suratnya penuh"
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        mail.receive(letter(), ["tidakada@contoh.example", penuh.address], "andi@luar.example")
    assert refused.value.recipients == {
        "tidakada@contoh.example": (
            550,
            b"5.1.1 <tidakada@contoh.example>: Recipient address rejected: <tidakada@contoh.example>: tidak ada alamat "
            b"ini",
        ),
        "penuh@contoh.example": (
            452, b"4.2.2 <penuh@contoh.example>: Recipient address rejected: Kotak suratnya penuh"
        ),
    }  # fmt: skip
    assert mail.inbox(kantor) == []


@pytest.mark.parametrize("sent", ["Sent", "Terkirim", "Sent Items", "Arsip Keluar"])
def test_a_mailbox_has_the_folder_for_sent_mail_that_it_was_made_with(mail: Mail, sent: str) -> None:
    kantor = mail.account("kantor", sent)
    mail.put(kantor, bytes(letter("salinan")), sent, ["\\Seen"])
    (stored,) = mail.stored(kantor, sent)
    assert stored.flags == {"\\Seen"}


def test_postfix_stops_and_starts_again_and_nothing_is_lost(mail: Mail) -> None:
    kantor = mail.account("kantor")
    mail.receive(letter("sebelum"), kantor.address, "andi@luar.example")
    mail.stop()
    with pytest.raises(OSError):
        mail.receive(letter("selagi mati"), kantor.address, "andi@luar.example")
    mail.start()
    mail.receive(letter("sesudah"), kantor.address, "andi@luar.example")
    assert [one["Subject"] for one in mail.inbox(kantor)] == ["sebelum", "sesudah"]


def test_without_the_servers_a_test_is_skipped_and_where_they_must_be_there_it_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(servers, "PROGRAMS", (Path("/tidak/ada"),))
    reason = "there is no /tidak/ada (Debian packages postfix dovecot-imapd dovecot-lmtpd)"
    monkeypatch.delenv("IKI_SERVER_SUREL", raising=False)
    with pytest.raises(pytest.skip.Exception, match=re.escape(f"without mail servers: {reason}")):
        servers.need_servers()
    monkeypatch.setenv("IKI_SERVER_SUREL", "wajib")
    with pytest.raises(pytest.fail.Exception, match=re.escape(f"mail servers are required here: {reason}")):
        servers.need_servers()
