"""What a message carries, whatever shape it has."""

from __future__ import annotations

import random

import pytest

from iki_excel.delivery.attached import FROM_OUTLOOK, SEALED, TOO_NESTED, Attached, opened
from tests import shapes
from tests.shapes import letter, mixed, with_files, zipped

FORM = zipped(random.Random(1).randbytes(3_000), "xl/workbook.xml")
NAME = "IKI_2019-03_contoh_trantib.xlsx"


@pytest.mark.parametrize("shape", shapes.ONE)
def test_a_form_is_found_in_every_shape(shape: str) -> None:
    (found,) = opened(shapes.ONE[shape](FORM, NAME)).files
    assert found.content in (FORM, zipped(FORM, NAME))


def test_names_are_read_in_every_way_of_writing_them() -> None:
    asked = ["biasa", "nama rfc 2231", "nama rfc 2231 terbagi", "nama rfc 2047", "nama delapan bit", "tanpa nama"]
    assert [one.name for shape in asked for one in opened(shapes.ONE[shape](FORM, NAME)).files] == [
        NAME,
        "Laporan é.xlsx",
        "Laporan bulan.xlsx",
        "Laporan é Maret.xlsx",
        "Laporan é Maret — Trantib.xlsx",
        "",
    ]


def test_two_at_once_come_in_their_order_and_what_cannot_be_a_form_is_counted() -> None:
    other = zipped(b"lain", "xl/workbook.xml")
    made = with_files((FORM, "satu.xlsx"), (b"%PDF-1.7", "surat.pdf"), (other, "dua.xlsx"), (b"\xff\xd8\xff", "a.jpg"))
    found = opened(bytes(made))
    assert found.files == (Attached("satu.xlsx", FORM), Attached("dua.xlsx", other))
    assert (found.others, found.told) == (2, ())


def test_what_outlook_and_s_mime_wrapped_is_told_as_what_it_is() -> None:
    outlook = with_files((b"\x78\x9f\x3e\x22" + FORM, "winmail.dat"), kind="application/ms-tnef")
    sealed = with_files((b"\x30\x82" + FORM, "smime.p7m"), kind="application/pkcs7-mime")
    assert opened(bytes(outlook)).told == (("winmail.dat", FROM_OUTLOOK),)
    assert opened(bytes(sealed)).told == (("smime.p7m", SEALED),)


def test_the_outer_message_says_who_sent_it() -> None:
    outer = letter()
    outer["From"], outer["Message-ID"] = "Andi <andi@luar.example>", "<1@luar.example>"
    inner = with_files((FORM, NAME))
    inner["From"] = "trantib@contoh.example"
    outer.add_attachment(inner)
    found = opened(bytes(outer))
    assert (found.dari, found.message_id, found.putusan) == ("andi@luar.example", "<1@luar.example>", "tidak diketahui")
    assert found.files == (Attached(NAME, FORM),)


# --- hostile ones -----------------------------------------------------------------------------------------------------


def deep(depth: int) -> bytes:
    opens = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (number, number + 1)
        for number in range(depth)
    )
    return b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n" + opens


def test_what_is_nested_too_deep_or_has_too_many_parts_is_told_and_not_followed() -> None:
    matryoshka = b"Content-Type: message/rfc822\r\n\r\n" * 10_000
    many = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 20_000
    for hostile in (deep(100), deep(300), deep(5_000), matryoshka, matryoshka[:3_000], many):
        assert opened(hostile).told == (("", TOO_NESTED),)


def test_a_message_that_contains_itself_for_ever_ends() -> None:
    content = b"x"
    for _ in range(60):
        content = bytes(with_files((b"From: a@b.example\r\n" + content, "a.eml"), kind="application/octet-stream"))
        if len(content) > 2_000_000:
            break
    assert opened(content).files == ()


BROKEN = [
    b"",
    b"\r\n\r\n",
    b"\0" * 5_000,
    b"Content-Type: multipart/mixed\r\n\r\n--\r\n",
    b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n--\r\n",
    b'Content-Type: multipart/mixed; boundary="\r\n\r\n--b\r\n',
    b"Content-Type: message/rfc822\r\n\r\n",
    b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
    b"Content-Type: message/partial; number=1; total=2; id=x\r\n\r\nx",
    b"Content-Type: message/external-body; access-type=local-file; name=/etc/passwd\r\n\r\n\r\n",
    b"Content-Type: text/plain; charset=\xff\r\nContent-Transfer-Encoding: \xff\r\n\r\n\xff",
    b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n\xff\xff\r\nend\r\n",
    b"Content-Transfer-Encoding: base64\r\n\r\nA",
    b"Content-Disposition: attachment; filename*0*=a'b; filename*99999999999999999999=c; filename*=''\r\n\r\nx",
    b"Content-Disposition: attachment; filename==?x?q?=ff?= =?utf-8?b?!?=\r\n\r\nx",
    b"begin 644 a\r\nbegin 644 b\r\n" * 10_000 + b"end\r\n",
    b"Subject: " + b"=?utf-8?q?" * 50_000 + b"\r\n\r\nx",
    b": x\r\n :\r\n\r\n",
]


@pytest.mark.parametrize("content", BROKEN)
def test_broken_messages_carry_nothing_and_raise_nothing(content: bytes) -> None:
    assert opened(content).files == ()


SIGNS = [b"", b"\0", b'"', b"=?", b";", b"\r\n", b"\xff"]


def test_a_message_spoilt_at_any_place_raises_nothing() -> None:
    chance = random.Random(20190401)
    whole = [shape(FORM, NAME) for shape in shapes.ONE.values()]
    for _ in range(1_500):
        spoilt = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(min(len(spoilt), 1_200))
            spoilt[place : place + chance.randint(0, 3)] = chance.choice(
                [b"", b"\0", b'"', b"=?", b";", b"\r\n", b"\xff"]
            )
        found = opened(bytes(spoilt[: chance.choice([len(spoilt), 900])]))
        assert len(found.files) <= 2


def test_a_word_in_the_text_that_begins_like_a_file_is_no_file() -> None:
    found = opened(mixed(b"", "Content-Type: text/plain", b"begin 644 catatan\r\nKami mulai besok.\r\nend\r\n"))
    assert (found.files, found.told, found.others) == ((), (), 0)
