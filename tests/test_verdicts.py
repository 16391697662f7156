"""Who a message is from, and which of the verdicts in it were written by the server that took it."""

from __future__ import annotations

import email
import textwrap
from email.message import Message

import pytest

from iki_excel.delivery.verdicts import sender, verdict
from iki_excel.judging.senders import SAH, TIDAK_DIKETAHUI, TIDAK_LOLOS

FROM = "From: Andi <andi@luar.example>"
TAKEN = "Received: from mx.luar.example (mx.luar.example [192.0.2.1]) by mail.contoh.example (Postfix) with ESMTPS id 1"
LAID = "Received: from mail.contoh.example by mail.contoh.example with LMTP id 2 for <kantor@contoh.example>"
BEFORE = "Received: from laptop by mx.luar.example with ESMTPSA id 3"


def message(*lines: str) -> Message:
    return email.message_from_string("\n".join([*map(textwrap.dedent, lines), "", "isi"]))


@pytest.mark.parametrize(
    ("line", "dari"),
    [
        ("From: andi@luar.example", "andi@luar.example"),
        ("From: Andi <andi@luar.example>", "andi@luar.example"),
        ('From: "Andi, S.Sos." <andi@luar.example>', "andi@luar.example"),
        ("From: Andi, S.Sos. <andi@luar.example>", "andi@luar.example"),
        ('From: "trantib@contoh.example" <andi@luar.example>', "andi@luar.example"),
        ("From: =?utf-8?q?Kasi_Trantib?= <andi@luar.example>", "andi@luar.example"),
        ("From: andi@luar.example (Andi)", "andi@luar.example"),
        ("From: Andi\n <andi@luar.example>", "andi@luar.example"),
        ("From: andi@luar.example, budi@luar.example", ""),
        ("From: trantib@contoh.example, Andi <andi@luar.example>", ""),
        ("From: Andi <andi@luar.example>, Budi <budi@luar.example>", ""),
        ("From: Andi <andi@luar.example>\nFrom: trantib@contoh.example", ""),
        ("From: trantib@contoh.example <andi@luar.example> <x@luar.example>", ""),
        ("From: trantib@contoh.example)andi@luar.example", ""),
        ("From: Andi", ""),
        ("From: <>", ""),
        ("From:", ""),
        ("From: andi@localhost", ""),
        ("Subject: tanpa pengirim", ""),
    ],
)
def test_a_sender_is_one_plain_address_or_nobody(line: str, dari: str) -> None:
    assert sender(message(line)) == dari


def of(said: str) -> str:
    """The verdict where the server that took the message says this."""
    return verdict(message(LAID, f"Authentication-Results: mail.contoh.example; {said}", TAKEN, BEFORE, FROM))


@pytest.mark.parametrize(
    ("said", "putusan"),
    [
        ("dmarc=pass header.from=luar.example", SAH),
        ("dmarc=pass (p=none dis=none) header.from=luar.example", SAH),
        ("dmarc=pass", SAH),
        ("dmarc=fail header.from=luar.example", TIDAK_LOLOS),
        ("dmarc=fail header.from=luar.example; spf=pass smtp.mailfrom=a@luar.example", TIDAK_LOLOS),
        ("dmarc=pass header.from=lain.example", TIDAK_DIKETAHUI),
        ("spf=pass smtp.mailfrom=a@luar.example", SAH),
        ("spf=pass smtp.mailfrom=bounce@mx.luar.example", SAH),
        ("spf=pass smtp.mailfrom=luar.example", SAH),
        ("spf=pass smtp.mailfrom=a@lain.example", TIDAK_DIKETAHUI),
        ("spf=pass smtp.mailfrom=a@bukanluar.example", TIDAK_DIKETAHUI),
        ("spf=pass smtp.mailfrom=a@example", TIDAK_DIKETAHUI),
        ("spf=pass smtp.mailfrom=a@lain.example; dkim=pass header.d=luar.example", SAH),
        ("dkim=pass header.i=@luar.example header.s=x", SAH),
        ("dkim=fail header.d=luar.example; spf=pass smtp.mailfrom=a@luar.example", SAH),
        ("dkim=fail header.d=luar.example", TIDAK_LOLOS),
        ("spf=fail smtp.mailfrom=a@luar.example", TIDAK_LOLOS),
        ("spf=fail smtp.mailfrom=a@lain.example", TIDAK_DIKETAHUI),
        ("spf=softfail smtp.mailfrom=a@luar.example", TIDAK_DIKETAHUI),
        ("spf=none", TIDAK_DIKETAHUI),
        ("auth=pass smtp.auth=andi@luar.example", SAH),
        ("auth=pass smtp.auth=budi@luar.example", TIDAK_DIKETAHUI),
        ("none", TIDAK_DIKETAHUI),
        ("", TIDAK_DIKETAHUI),
        ("spf=none (dmarc=pass header.from=luar.example)", TIDAK_DIKETAHUI),
        ('spf=none reason="; dmarc=pass header.from=luar.example"', TIDAK_DIKETAHUI),
        (";;;===;dmarc;=pass", TIDAK_DIKETAHUI),
    ],
)
def test_what_a_server_found_out_is_one_of_three_words(said: str, putusan: str) -> None:
    assert of(said) == putusan


PASS = "Authentication-Results: mail.contoh.example; dmarc=pass header.from=luar.example"


@pytest.mark.parametrize(
    ("lines", "putusan"),
    [
        ([PASS, TAKEN, FROM], SAH),
        ([LAID, PASS, TAKEN, FROM], SAH),
        ([PASS, LAID, TAKEN, FROM], SAH),
        (["Authentication-Results: contoh.example; dmarc=pass", TAKEN, FROM], SAH),
        (["Authentication-Results: mail.contoh.example 1; dmarc=pass", TAKEN, FROM], SAH),
        ([TAKEN, PASS, FROM], TIDAK_DIKETAHUI),
        ([LAID, TAKEN, PASS, BEFORE, FROM], TIDAK_DIKETAHUI),
        ([LAID, TAKEN, FROM, PASS], TIDAK_DIKETAHUI),
        ([LAID, TAKEN, BEFORE, PASS, FROM], TIDAK_DIKETAHUI),
        (["Authentication-Results: mx.luar.example; dmarc=pass", TAKEN, FROM], TIDAK_DIKETAHUI),
        (["Authentication-Results: example; dmarc=pass", TAKEN, FROM], TIDAK_DIKETAHUI),
        (["Authentication-Results: jahatcontoh.example; dmarc=pass", TAKEN, FROM], TIDAK_DIKETAHUI),
        ([PASS, FROM], TIDAK_DIKETAHUI),
        ([PASS, TAKEN, "Subject: tanpa pengirim"], TIDAK_DIKETAHUI),
        ([PASS, TAKEN, FROM, FROM], TIDAK_DIKETAHUI),
        (["Authentication-Results: mail.contoh.example; dmarc=fail", PASS, TAKEN, FROM], TIDAK_LOLOS),
    ],
)
def test_only_what_stands_above_the_line_of_the_server_that_took_it_is_believed(lines: list[str], putusan: str) -> None:
    assert verdict(message(*lines)) == putusan


GMAIL = """\
Delivered-To: kantor.contoh@luar.example
Received: by 2002:a05:6a10:0:0:0:0:0 with SMTP id a1; Tue, 2 Apr 2019 02:15:00 -0700 (PDT)
X-Received: by 2002:a17:902:0:: with SMTP id b2
ARC-Authentication-Results: i=1; mx.google.com; spf=fail smtp.mailfrom=andi@luar.example
Return-Path: <andi@luar.example>
Received: from mx.luar.example (mx.luar.example. [192.0.2.1]) by mx.google.com with ESMTPS id c3
Received-SPF: pass (google.com: domain of andi@luar.example designates 192.0.2.1 as permitted sender)
"""


def test_a_server_that_removes_forged_verdicts_is_believed_below_its_own_line() -> None:
    ours = "Authentication-Results: mx.google.com; spf=pass (google.com: ...) smtp.mailfrom=andi@luar.example"
    assert verdict(message(GMAIL.rstrip(), ours, BEFORE, FROM)) == SAH
    assert verdict(message(GMAIL.rstrip(), BEFORE, ours, FROM)) == TIDAK_DIKETAHUI


def test_a_server_that_greets_with_words_of_its_line_fools_nobody() -> None:
    for greeting in ["by", "mail.contoh.example", "with", "x.by"]:
        line = f"Received: from {greeting} (mx [192.0.2.1]) by mail.contoh.example with ESMTP id 1"
        assert verdict(message(LAID, line, PASS, BEFORE, FROM)) == TIDAK_DIKETAHUI


def test_a_header_of_any_length_and_depth_is_read_at_once() -> None:
    for said in ["(" * 1_000_000, '"' * 999_999, "a=" * 500_000, "a.b" * 400_000, ";" * 1_000_000, "\\" * 1_000_001]:
        assert of(said) == TIDAK_DIKETAHUI
    assert sender(message(f"From: {'<' * 1_000_000}")) == ""
    assert sender(message(f"From: {'(' * 500_000}a@b.example")) == ""
