"""A letter as the bytes that travel."""

from __future__ import annotations

import dataclasses
import datetime as dt
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from iki_excel.delivery import mime
from iki_excel.delivery.bodies import as_html, as_text
from iki_excel.delivery.letters import Attachment, Letter
from iki_excel.delivery.mime import Sender, Telling
from tests.loopback import USER
from tests.posting import NOW, letter

SENDER, TELLING = Sender("Kecamatan Contoh “Utara”", USER), Telling(as_text, as_html)
LATER = NOW + dt.timedelta(days=1)
RAPOR = Attachment("rapor.pdf", bytes(range(256)) * 40, "umum", Path("rapor.pdf"))


def one(**said: object) -> Letter:
    return dataclasses.replace(
        letter("umum", text="Rapor Anda “baik”.\n" + "panjang " * 300, attachments=[RAPOR]), **said
    )


def in_bytes(what: Letter, waktu: dt.datetime = NOW) -> bytes:
    return mime.in_bytes(what, SENDER, TELLING, waktu)


def opened(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_the_headers_name_the_office_one_recipient_and_the_moment() -> None:
    message = opened(in_bytes(one()))
    assert dict(message.items()) == {
        "Subject": "IKI 2019-01 umum",
        "From": f"Kecamatan Contoh “Utara” <{USER}>",
        "To": "umum@contoh.example",
        "MIME-Version": "1.0",
        "Content-Type": message["Content-Type"],
        "Date": "Mon, 04 Feb 2019 16:00:00 +0700",
        "Message-ID": mime.message_id(one(), SENDER, TELLING),
    }


def test_a_letter_is_text_and_html_that_say_the_same_and_its_files() -> None:
    message = opened(in_bytes(one()))
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
    ]  # fmt: skip
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None and html is not None
    assert text.get_content().replace("\r\n", "\n") == as_text(one().body)
    assert html.get_content().replace("\r\n", "\n") == as_html(one().body)
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("rapor.pdf", RAPOR.content)


def test_every_line_is_short_and_plain_so_that_every_server_takes_it() -> None:
    content = in_bytes(one())
    assert content.isascii()
    assert content.endswith(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_the_same_letter_is_the_same_bytes_but_for_its_date() -> None:
    assert in_bytes(one()) == in_bytes(one())
    other = in_bytes(one(), LATER)
    assert other == in_bytes(one()).replace(b"Mon, 04 Feb 2019", b"Tue, 05 Feb 2019")


def test_whatever_makes_another_letter_of_it_gives_it_another_id() -> None:
    told = one()
    kepada = told.kepada
    others = [
        told,
        one(unit="lain"),
        one(periode=letter("umum", periode="2019-02").periode),
        one(jenis="hasil"),
        one(pokok="lain"),
        one(subject="lain"),
        one(kepada=dataclasses.replace(kepada, kode="pelayanan")),
        one(kepada=dataclasses.replace(kepada, alamat="lain@contoh.example")),
        one(body=letter("umum", text="Lain.").body),
        one(attachments=()),
        one(attachments=(dataclasses.replace(RAPOR, content=b"lain"),)),
        one(attachments=(dataclasses.replace(RAPOR, name="lain.pdf"),)),
    ]
    ids = [mime.message_id(each, SENDER, TELLING) for each in others]
    assert len({*ids}) == len(others)
    assert all(each.startswith("<iki.") and each.endswith("@contoh.example>") for each in ids)


def test_how_the_html_looks_and_why_it_is_due_make_no_other_letter() -> None:
    prettier = Telling(as_text, lambda body: as_html(body).replace("<p", "<p "))
    assert mime.message_id(one(), SENDER, prettier) == mime.message_id(one(sebab="lain"), SENDER, TELLING)


def test_a_draft_is_the_letter_for_a_mail_program_to_send() -> None:
    message = opened(mime.draft(one(), SENDER, TELLING))
    assert message["X-Unsent"] == "1"
    assert (message["Date"], message["Message-ID"]) == (None, None)
    assert message["To"] == "umum@contoh.example"
    assert [part.get_filename() for part in message.iter_attachments()] == ["rapor.pdf"]


def test_a_draft_of_an_office_without_mail_to_somebody_without_mail_leaves_both_open() -> None:
    kepada = dataclasses.replace(one().kepada, alamat="")
    message = opened(mime.draft(one(kepada=kepada), Sender("Kelurahan Contoh", ""), TELLING))
    assert (message["From"], message["To"]) == (None, None)
    without = mime.message_id(one(kepada=kepada), Sender("Kelurahan Contoh", ""), TELLING)
    assert without.endswith("@iki.invalid>")
