"""The office's mailbox, asked of a real server."""

from __future__ import annotations

import builtins
import datetime as dt
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme

from iki_excel.decree.surel import STARTTLS, TLS, Server, Surel
from iki_excel.delivery import mailbox as mailboxes
from iki_excel.delivery.mailbox import Mailbox, Mark
from iki_excel.words.errors import MailError, PasswordRefused
from tests.servers import Account, Mail
from tests.servers.cutting import line_to
from tests.servers.programs import free_ports

pytestmark = pytest.mark.panjang

ID = "<iki.0123456789abcdef0123456789abcdef01234567@contoh.example>"


def letter(subject: str = "Hasil", message_id: str = ID, to: str = "trantib@contoh.example", **others: str) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Kelurahan Contoh <kantor@contoh.example>", to, subject
    made["Message-ID"] = message_id
    for name, value in others.items():
        made.replace_header(name, value) if name in made else made.add_header(name, value)
    made.set_content("Terlampir.")
    return bytes(made)


def opened(mail: Mail, account: Account) -> Mailbox:
    return Mailbox(mail.surel(account), account.password)


def lying(mail: Mail, account: Account, folder: str = "INBOX") -> list[tuple[str, frozenset[str]]]:
    return [
        (bytes(one.content).partition(b"Subject: ")[2].partition(b"\r")[0].decode(), one.flags)
        for one in mail.stored(account, folder)
    ]


# --- what was sent ----------------------------------------------------------------------------------------------------

SEEN = frozenset({"\\Seen"})
EVERY_SENT = ["Sent", "Terkirim", "Sent Items", "Arsip Keluar"]


def test_a_letter_is_found_by_its_very_id_and_by_no_part_of_it(mail: Mail) -> None:
    kantor = mail.account("kantor")
    mail.put(kantor, letter(message_id=ID))
    with opened(mail, kantor) as box:
        asked = [ID, ID[:-1], ID[1:], ID.replace("iki.0", "iki.1"), "", "*", f'{ID}"', f"{ID}\r\nA1 LOGOUT", "<é@x>"]
        assert [one for one in asked if box.holds(one)] == [ID]


def test_an_id_that_is_folded_over_two_lines_is_found(mail: Mail) -> None:
    kantor = mail.account("kantor")
    mail.put(kantor, letter().replace(b"Message-ID: ", b"Message-ID:\r\n "))
    with opened(mail, kantor) as box:
        assert box.holds(ID)


@pytest.mark.parametrize("sent", EVERY_SENT)
def test_a_letter_is_found_in_the_sent_folder_whatever_that_is_called(mail: Mail, sent: str) -> None:
    kantor = mail.account("kantor", sent)
    mail.put(kantor, letter(), sent)
    with opened(mail, kantor) as box:
        assert box.holds(ID)


@pytest.mark.parametrize("sent", EVERY_SENT)
def test_our_own_copy_goes_to_the_sent_folder_as_read_and_nothing_else_moves(mail: Mail, sent: str) -> None:
    kantor = mail.account("kantor", sent)
    mail.put(kantor, letter("dari orang", "<1@luar.example>"))
    mail.put(kantor, letter("dihapus orang", "<2@luar.example>"), flags=["\\Deleted"])
    mail.put(kantor, letter("salinan"))
    mail.put(kantor, letter("ditandai orang", "<3@luar.example>"), flags=["\\Flagged"])
    with opened(mail, kantor) as box:
        assert box.file_own_copy(ID)
        assert box.file_own_copy(ID)
        assert box.holds(ID)
    assert lying(mail, kantor) == [
        ("dari orang", frozenset()),
        ("dihapus orang", frozenset({"\\Deleted"})),
        ("ditandai orang", frozenset({"\\Flagged"})),
    ]
    assert lying(mail, kantor, sent) == [("salinan", SEEN)]


@pytest.mark.parametrize("able", [("UIDPLUS",), ()])
def test_where_a_server_cannot_move_the_copy_is_copied_and_only_it_is_removed_if_that_can_be_said(
    mail: Mail, monkeypatch: pytest.MonkeyPatch, able: tuple[str, ...]
) -> None:
    monkeypatch.setattr(mailboxes, "_capabilities", lambda _: able)
    kantor = mail.account("kantor")
    mail.put(kantor, letter("dihapus orang", "<2@luar.example>"), flags=["\\Deleted"])
    mail.put(kantor, letter("salinan"))
    with opened(mail, kantor) as box:
        assert box.file_own_copy(ID)
        assert box.file_own_copy(ID)
    left = [] if able else [("salinan", SEEN)]
    assert lying(mail, kantor) == [("dihapus orang", frozenset({"\\Deleted"})), *left]
    assert lying(mail, kantor, "Sent") == [("salinan", SEEN)]


def test_several_copies_in_the_inbox_become_one_in_the_sent_folder(mail: Mail) -> None:
    kantor = mail.account("kantor")
    for _ in range(3):
        mail.put(kantor, letter("salinan"))
    with opened(mail, kantor) as box:
        assert box.file_own_copy(ID)
    assert (lying(mail, kantor), lying(mail, kantor, "Sent")) == ([], [("salinan", SEEN)])


def test_a_letter_to_the_office_itself_stays_unread_in_its_inbox(mail: Mail) -> None:
    kantor = mail.account("kantor")
    mail.put(kantor, letter("untuk sendiri", to="Kantor@contoh.example"))
    with opened(mail, kantor) as box:
        assert box.file_own_copy(ID)
    assert [subject for subject, _ in lying(mail, kantor, "Sent")] == ["untuk sendiri"]
    assert lying(mail, kantor) == [("untuk sendiri", frozenset())]


def test_a_message_of_somebody_else_with_our_id_is_not_touched(mail: Mail) -> None:
    kantor = mail.account("kantor")
    mail.put(kantor, letter("dari orang", From="orang@luar.example"))
    with opened(mail, kantor) as box:
        assert not box.file_own_copy(ID)
    assert lying(mail, kantor) == [("dari orang", frozenset())]


def test_without_a_sent_folder_the_copy_stays_where_it_is_and_is_found_there(mail: Mail) -> None:
    kantor = mail.account("kantor", sent=None)
    mail.put(kantor, letter("salinan"))
    with opened(mail, kantor) as box:
        assert not box.file_own_copy(ID)
        assert not box.append_sent(letter("salinan"))
        assert box.holds(ID)
    assert lying(mail, kantor) == [("salinan", frozenset())]


def test_where_no_copy_came_one_is_laid_into_the_sent_folder(mail: Mail) -> None:
    kantor = mail.account("kantor", "Terkirim")
    with opened(mail, kantor) as box:
        assert not box.holds(ID)
        assert box.append_sent(letter("salinan"))
        assert box.holds(ID)
    assert (lying(mail, kantor), lying(mail, kantor, "Terkirim")) == ([], [("salinan", SEEN)])


def test_a_copy_that_the_server_took_in_the_same_turn_as_the_letter_proves_it_and_is_filed(mail: Mail) -> None:
    kantor, trantib = mail.account("kantor"), mail.account("trantib")
    mail.submit(kantor, letter("hasil"), [trantib.address, kantor.address])
    mail.postfix.settle()
    with opened(mail, kantor) as box:
        assert box.holds(ID)
        assert box.file_own_copy(ID)
    assert (lying(mail, kantor), lying(mail, kantor, "Sent")) == ([], [("hasil", SEEN)])
    assert lying(mail, trantib) == [("hasil", frozenset())]


# --- what came --------------------------------------------------------------------------------------------------------


def subjects(box: Mailbox, mark: Mark | None, since: dt.date | None = None) -> list[str]:
    return [
        (one.content or b"zu gross").partition(b"Subject: ")[2].partition(b"\r")[0].decode()
        for one in box.new_since(mark, since)
    ]


def test_only_what_came_after_the_mark_is_fetched_and_it_is_left_as_it_was(mail: Mail) -> None:
    kantor = mail.account("kantor")
    for number, flags in enumerate([["\\Seen"], [], ["\\Flagged", "\\Answered"], ["\\Deleted"]]):
        mail.put(kantor, letter(f"surat {number}"), flags=flags)
    before = mail.stored(kantor)
    with opened(mail, kantor) as box:
        every = [*box.new_since(None)]
        assert [one.content for one in every] == [one.content for one in before]
        assert subjects(box, every[1].mark) == ["surat 2", "surat 3"]
        assert subjects(box, every[3].mark) == []
    assert mail.stored(kantor) == before


def test_a_server_that_counts_anew_is_asked_for_everything(mail: Mail) -> None:
    kantor = mail.account("kantor")
    mail.put(kantor, letter("surat"))
    with opened(mail, kantor) as box:
        (one,) = box.new_since(None)
        assert subjects(box, replace(one.mark, uidvalidity=one.mark.uidvalidity + 1)) == ["surat"]


def test_the_first_time_only_what_came_since_a_day_is_fetched(mail: Mail) -> None:
    kantor = mail.account("kantor")
    for day in (27, 28):
        mail.put(kantor, letter(f"tanggal {day}"), moment=dt.datetime(2019, 2, day, 12, tzinfo=dt.UTC))
    with opened(mail, kantor) as box:
        assert subjects(box, None, dt.date(2019, 2, 28)) == ["tanggal 28"]
        first, _ = box.new_since(None)
        assert subjects(box, first.mark, dt.date(2019, 3, 1)) == ["tanggal 28"]


def test_when_a_message_came_is_what_the_server_says_not_what_the_sender_says(mail: Mail) -> None:
    kantor = mail.account("kantor")
    moment = dt.datetime(2019, 4, 2, 9, 15, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    mail.put(kantor, letter(Date="Mon, 01 Jan 2001 00:00:00 +0000"), moment=moment)
    with opened(mail, kantor) as box:
        assert [one.tiba for one in box.new_since(None)] == [moment]


def test_a_message_that_is_too_large_is_passed_over_and_the_next_one_comes(
    mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailboxes, "LARGEST_MESSAGE", 2_000)
    kantor = mail.account("kantor")
    mail.put(kantor, letter("besar") + b"x" * 2_000)
    mail.put(kantor, letter("kecil"))
    with opened(mail, kantor) as box:
        assert [one.content is None for one in box.new_since(None)] == [True, False]


def test_a_message_that_somebody_removed_meanwhile_is_passed_over(mail: Mail) -> None:
    kantor = mail.account("kantor")
    for number in range(3):
        mail.put(kantor, letter(f"surat {number}"))
    with opened(mail, kantor) as box:
        coming = box.new_since(None)
        first = next(coming)
        with mail.imap(kantor) as client:
            client.select()
            client.uid("STORE", str(first.mark.uid + 1), "+FLAGS", "(\\Deleted)")
            client.expunge()
        assert [one.mark.uid - first.mark.uid for one in coming] == [2]


# --- what goes wrong --------------------------------------------------------------------------------------------------


def refused(account: Surel, password: str = "rahasia") -> str:
    with pytest.raises(MailError) as reason, Mailbox(account, password, timeout=10):
        pass
    return str(reason.value)


@pytest.mark.parametrize("password", ["salah", "sälah", 'sa"l\\ah', ""])
def test_a_wrong_password_is_told_and_how_to_store_the_right_one(mail: Mail, password: str) -> None:
    kantor = mail.account("kantor")
    with pytest.raises(PasswordRefused) as reason, Mailbox(mail.surel(kantor), password):
        pass
    assert str(reason.value) == (
        "Server localhost tidak membuka kotak surat kantor@contoh.example dengan sandi ini. Periksa pengguna di "
        "[surel], iki.toml, lalu simpan sandi yang benar. Menyimpannya: “iki surel --atur”."
    )


def test_a_server_that_another_authority_vouches_for_is_not_told_the_password(mail: Mail, tmp_path: Path) -> None:
    other = tmp_path / "lain.pem"
    trustme.CA().cert_pem.write_to_path(other)
    account = replace(mail.surel(mail.account("kantor")), sertifikat=other)
    assert refused(account) == (
        "Sertifikat server localhost tidak dikenal komputer ini. Bila kantor memakai sertifikat sendiri, minta berkas "
        'PEM-nya kepada pengelola server dan tulis di [surel], misalnya sertifikat = "kantor.pem".'
    )


def test_a_mailbox_is_opened_by_starttls_too_and_never_in_the_open(mail: Mail, tmp_path: Path) -> None:
    kantor = mail.account("kantor")
    mail.put(kantor, letter())
    account = replace(mail.surel(kantor), masuk=Server("localhost", mail.imap_starttls, STARTTLS))
    with Mailbox(account, kantor.password) as box:
        assert box.holds(ID)
    other = tmp_path / "lain.pem"
    trustme.CA().cert_pem.write_to_path(other)
    assert refused(replace(account, sertifikat=other)).startswith("Sertifikat server localhost tidak dikenal")
    with in_the_open() as (port, heard):
        assert refused(replace(account, masuk=Server("localhost", port, STARTTLS))) == (
            f"Server localhost port {port} tidak menawarkan TLS, jadi sandi tidak dikirim ke sana. Tulis imap_port = "
            "993 di [surel], iki.toml, atau tanyakan port yang aman kepada pengelola servernya."
        )
    assert kantor.password.encode() not in b"".join(heard)


@contextmanager
def in_the_open() -> Iterator[tuple[int, list[bytes]]]:
    """A server that knows no TLS: its port, and what it heard."""
    heard: list[bytes] = []

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK halo\r\n")
            for line in self.rfile:
                heard.append(line)
                self.wfile.write(b"* CAPABILITY IMAP4rev1\r\n" + line.split()[0] + b" OK ya\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], heard
        server.shutdown()


def test_a_port_where_nobody_listens_and_one_that_speaks_something_else_are_told(mail: Mail) -> None:
    account = mail.surel(mail.account("kantor"))
    (unused,) = free_ports(1)
    assert refused(replace(account, masuk=Server("localhost", unused, TLS))) == (
        f"Server localhost port {unused} menolak sambungan. Periksa nomor portnya di iki.toml, atau coba lagi nanti."
    )
    other = mail.ports.submission
    assert refused(replace(account, masuk=Server("localhost", other, TLS))) == NO_TLS.replace("PORT", str(other))


def test_an_account_without_a_mailbox_and_a_computer_without_the_extra_are_told(
    mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    kantor = mail.account("kantor")
    assert refused(mail.surel(kantor, is_with_mailbox=False)) == (
        "imap di [surel], iki.toml, belum ditulis. Tulis nama server kotak surat kantor, misalnya imap = "
        '"mail.kantor.example".'
    )
    monkeypatch.setattr(builtins, "__import__", without("imap_tools"))
    assert refused(mail.surel(kantor)) == (
        "Kotak surat tidak dapat dibaca karena pelengkapnya belum terpasang. Jalankan “pip install "
        '"iki-excel[surel]"”, lalu ulangi perintah ini.'
    )


def without(module: str) -> Callable[..., Any]:
    """An import that does not find this one."""
    import_ = builtins.__import__

    def importing(name: str, *others: Any, **options: Any) -> Any:
        if name == module:
            raise ImportError(name)
        return import_(name, *others, **options)

    return importing


CUT = "Sambungan ke server localhost terputus. Periksa sambungan internet, lalu coba lagi."


def test_a_line_that_breaks_anywhere_before_the_login_is_through_is_told(mail: Mail) -> None:
    account, told = mail.surel(mail.account("kantor")), []
    for lasts in range(0, 6_000, 200):
        with line_to(mail.imaps, lasts) as port:
            told.append(entered(replace(account, masuk=Server("localhost", port, TLS))).replace(str(port), "PORT"))
    broken = told.index("")
    assert broken > 5
    assert {*told[:broken]} <= {CUT, NO_TLS}
    assert {*told[broken:]} == {""}


def entered(account: Surel) -> str:
    """What is told of a login, "" where it went well."""
    try:
        with Mailbox(account, "rahasia", timeout=10):
            return ""
    except MailError as reason:
        return str(reason)


NO_TLS = (
    "Server localhost port PORT tidak berbicara TLS seperti diminta. Periksa nomor portnya, atau coba keamanan = "
    '"starttls" di iki.toml.'
)


def test_a_line_that_breaks_in_the_middle_is_told_and_the_next_time_goes_on_from_there(mail: Mail) -> None:
    kantor = mail.account("kantor")
    for number in range(6):
        mail.put(kantor, letter(f"surat {number}") + b"x" * 40_000)
    account, got = mail.surel(kantor), []
    with (
        line_to(mail.imaps, 150_000) as port,
        pytest.raises(MailError) as reason,
        Mailbox(replace(account, masuk=Server("localhost", port, TLS)), kantor.password) as box,
    ):
        for one in box.new_since(None):
            got.append(one)
    assert (str(reason.value), reason.value.is_temporary, len(got)) == (CUT, True, 3)
    with opened(mail, kantor) as box:
        assert subjects(box, got[-1].mark) == ["surat 3", "surat 4", "surat 5"]
