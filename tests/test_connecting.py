"""To the mail server: only behind TLS, only to one that proves its name; a sentence for whatever stands in the way."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from iki_excel.decree.servers import GMAIL
from iki_excel.decree.surel import Server, Surel
from iki_excel.delivery import connecting
from iki_excel.delivery.connecting import connected
from iki_excel.words.errors import MailError, PasswordRefused
from tests.loopback import PASSWORD, USER, Inbox, Office, account, mail_server, saying

SOON = 0.3
"""Seconds that a test waits for a server that never answers."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("kantor"))


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def port(office: Office, inbox: Inbox) -> Iterator[int]:
    with mail_server(inbox, office.context()) as port:
        yield port


def refusal(account: Surel, password: str = PASSWORD, timeout: float = 30.0) -> MailError:
    with pytest.raises(MailError) as caught, connected(account, password, timeout=timeout):
        raise AssertionError("it was let in")
    return caught.value


def told(reason: MailError, port: int) -> str:
    return str(reason).replace(f"port {port}", "port 587")


def letter() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Contoh"
    message.set_content("Isi.")
    return message


# --- let in -----------------------------------------------------------------------------------------------------------


def test_a_letter_goes_through_starttls_and_a_login(office: Office, inbox: Inbox, port: int) -> None:
    with connected(account(port, office.certificate), PASSWORD) as session:
        assert isinstance(session.sock, ssl.SSLSocket)
        session.send_message(letter(), USER, ["trantib@contoh.example"])
    assert inbox.logins == [(USER, PASSWORD)]
    assert [(one.mail_from, one.rcpt_tos) for one in inbox.letters] == [(USER, ["trantib@contoh.example"])]


def test_a_letter_goes_through_tls_from_the_first_byte_on(office: Office, inbox: Inbox) -> None:
    with (
        mail_server(inbox, office.context(), tls=True) as port,
        connected(account(port, office.certificate, "tls"), PASSWORD) as session,
    ):
        session.send_message(letter(), USER, [USER])
    assert len(inbox.letters) == 1


def test_an_error_in_between_ends_the_session_without_a_further_word(office: Office, port: int) -> None:
    with pytest.raises(KeyError), connected(account(port, office.certificate), PASSWORD) as session:
        raise KeyError
    assert session.sock is None


# --- kept out by the password -----------------------------------------------------------------------------------------


def test_a_wrong_password_is_told_with_the_account(office: Office, port: int) -> None:
    reason = refusal(account(port, office.certificate), "salah-sekali")
    assert str(reason) == (
        "Server localhost tidak menerima sandi untuk kantor@contoh.example. Periksa pengguna di [surel], iki.toml, "
        "lalu simpan sandi yang benar. Menyimpannya: “iki surel --atur”."
    )
    assert (type(reason), reason.is_temporary) == (PasswordRefused, False)


def test_gmail_is_told_of_with_its_app_password(office: Office, port: int) -> None:
    assert str(refusal(account(port, office.certificate, sandi=GMAIL.sandi), "salah-sekali")) == (
        "Server localhost tidak menerima sandi untuk kantor@contoh.example. Gmail memerlukan sandi aplikasi, bukan "
        "sandi akunnya: nyalakan verifikasi dua langkah, lalu buat sandi aplikasi di "
        "myaccount.google.com/apppasswords. Menyimpannya: “iki surel --atur”."
    )


def test_a_server_that_cannot_look_at_passwords_now_may_be_asked_again(office: Office, inbox: Inbox, port: int) -> None:
    inbox.login_answer = "454 4.7.0 Temporary authentication failure"
    reason = refusal(account(port, office.certificate))
    assert str(reason) == "Server localhost sedang tidak dapat memeriksa sandi. Coba lagi beberapa menit lagi."
    assert (type(reason), reason.is_temporary) == (MailError, True)


def test_a_password_with_an_accent_is_told_before_it_is_sent(office: Office, inbox: Inbox, port: int) -> None:
    assert str(refusal(account(port, office.certificate), "café")) == (
        "Sandi atau nama pengguna memuat huruf beraksen, yang tidak dapat dikirim ke server surel. Buat sandi dari "
        "huruf biasa, angka dan tanda."
    )
    assert inbox.logins == []


def test_no_refusal_shows_the_password_not_even_by_its_causes(office: Office, inbox: Inbox, port: int) -> None:
    for password in ("salah-rahasia-1", "rahasia-é-2"):
        reason: BaseException | None = refusal(account(port, office.certificate), password)
        while reason is not None:
            assert password not in f"{reason!r} {reason} {vars(reason)}"
            reason = reason.__cause__ or reason.__context__


def test_a_server_without_a_login_is_told(office: Office, inbox: Inbox) -> None:
    options: dict[str, Any] = {"auth_required": False, "auth_exclude_mechanism": ["LOGIN", "PLAIN"]}
    with mail_server(inbox, office.context(), **options) as port:
        assert told(refusal(account(port, office.certificate)), port) == (
            "Server localhost port 587 tidak menerima nama dan sandi. Tanyakan kepada pengelolanya port untuk mengirim "
            "surel dengan sandi (biasanya 587 atau 465)."
        )


# --- kept out by a doubt ----------------------------------------------------------------------------------------------


def test_a_server_without_tls_gets_no_password(office: Office, inbox: Inbox) -> None:
    with mail_server(inbox, office.context(), tls_context=None, require_starttls=False, auth_require_tls=False,
                     auth_required=False) as port:  # fmt: skip
        assert told(refusal(account(port, office.certificate)), port) == (
            "Server localhost port 587 tidak menawarkan TLS, jadi sandi tidak dikirim ke sana. Tulis port = 465 di "
            "[surel], iki.toml, atau tanyakan port yang aman kepada pengelola servernya."
        )
    assert inbox.logins == []


def test_a_certificate_of_an_authority_that_nobody_named_is_not_trusted(inbox: Inbox, port: int) -> None:
    assert str(refusal(account(port, None))) == (
        "Sertifikat server localhost tidak dikenal komputer ini. Bila kantor memakai sertifikat sendiri, minta berkas "
        'PEM-nya kepada pengelola server dan tulis di [surel], misalnya sertifikat = "kantor.pem".'
    )
    assert inbox.logins == []


def test_a_certificate_for_another_name_is_not_trusted(office: Office, inbox: Inbox) -> None:
    with mail_server(inbox, office.context("lain.contoh.example")) as port:
        assert str(refusal(account(port, office.certificate))) == (
            "Sertifikat server localhost untuk nama lain, bukan localhost. Tulis nama server seperti yang diberikan "
            "pengelolanya."
        )
    assert inbox.logins == []


def test_an_expired_certificate_is_not_trusted(office: Office, inbox: Inbox) -> None:
    expired = office.context(not_after=dt.datetime(2019, 3, 31, tzinfo=dt.UTC))
    with mail_server(inbox, expired, tls=True) as port:
        assert str(refusal(account(port, office.certificate, "tls"))) == (
            "Sertifikat server localhost sudah kedaluwarsa. Beri tahu pengelola servernya; sampai diperbarui tidak ada "
            "yang dikirim."
        )
    assert inbox.logins == []


def test_a_certificate_that_is_not_valid_yet_points_to_the_clock(office: Office, inbox: Inbox) -> None:
    later = office.context(not_before=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))
    with mail_server(inbox, later) as port:
        assert str(refusal(account(port, office.certificate))) == (
            "Sertifikat server localhost belum berlaku. Periksa tanggal dan jam komputer ini."
        )


def test_certificates_of_the_office_must_be_there_and_be_some(tmp_path: Path) -> None:
    text = tmp_path / "teks.pem"
    text.write_text("bukan sertifikat", "utf-8")
    assert str(refusal(account(1, text))) == (
        f"Sertifikat {text} bukan berkas PEM yang benar. Minta berkasnya kepada pengelola server surel, lalu tulis "
        "namanya di sertifikat, [surel], iki.toml."
    )
    assert str(refusal(account(1, tmp_path / "hilang.pem"))) == (
        f"Sertifikat {tmp_path / 'hilang.pem'} tidak dapat dibaca. Periksa nama berkasnya di sertifikat, [surel], "
        "iki.toml."
    )


# --- nobody there -----------------------------------------------------------------------------------------------------


def test_a_server_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "create_connection", unknown)
    reason = refusal(Surel(keluar=Server("mail.kantor.example", 587, "starttls"), pengguna=USER, dari=USER))
    assert str(reason) == (
        "Server mail.kantor.example tidak ditemukan. Periksa sambungan internet, dan nama server di iki.toml."
    )
    assert reason.is_temporary


def test_nobody_listens_at_the_port(office: Office, inbox: Inbox) -> None:
    with mail_server(inbox, office.context()) as port:
        pass
    reason = refusal(account(port, office.certificate))
    assert told(reason, port) == (
        "Server localhost port 587 menolak sambungan. Periksa nomor portnya di iki.toml, atau coba lagi nanti."
    )
    assert reason.is_temporary


@pytest.mark.parametrize("keamanan", ["starttls", "tls"])
def test_a_server_that_never_answers_is_waited_for_only_so_long(keamanan: str) -> None:
    with saying(b"") as port:
        reason = refusal(account(port, None, keamanan), timeout=SOON)
        assert told(reason, port) == (
            "Server localhost port 587 tidak menjawab. Periksa sambungan internet dan nomor portnya, lalu coba lagi."
        )
        assert reason.is_temporary


def test_half_a_minute_is_waited() -> None:
    assert connecting.TIMEOUT == 30.0


def test_a_server_that_leaves_at_once() -> None:
    with saying(b"", closes=True) as port:
        reason = refusal(account(port, None))
        assert told(reason, port) == (
            "Sambungan ke server localhost terputus. Periksa sambungan internet, lalu coba lagi."
        )
        assert reason.is_temporary


def test_a_server_that_is_busy_may_be_asked_again() -> None:
    with saying(b"421 4.3.2 Service not available\r\n", closes=True) as port:
        reason = refusal(account(port, None))
        assert str(reason) == "Server localhost sedang tidak melayani. Coba lagi beberapa menit lagi."
        assert reason.is_temporary


def test_a_server_that_wants_nothing_from_here() -> None:
    with saying(b"554 5.7.1 No\r\n", closes=True) as port:
        reason = refusal(account(port, None))
        assert told(reason, port) == (
            "Server localhost port 587 tidak mau menerima sambungan dari sini. Tanyakan kepada pengelolanya server dan "
            "port untuk mengirim surel dari program."
        )
        assert not reason.is_temporary


def test_what_answers_is_no_mail_server() -> None:
    with saying(b"HTTP/1.1 400 Bad Request\r\n", closes=True) as port:
        reason = refusal(account(port, None))
        assert told(reason, port) == (
            "Yang menjawab di localhost port 587 bukan server surel. Periksa nama server dan nomor portnya di [surel], "
            "iki.toml."
        )


def test_tls_from_the_first_byte_on_at_a_port_that_begins_without(office: Office, port: int) -> None:
    assert told(refusal(account(port, office.certificate, "tls")), port) == (
        "Server localhost port 587 tidak berbicara TLS seperti diminta. Periksa nomor portnya, atau coba keamanan = "
        '"starttls" di iki.toml.'
    )


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        (Surel(), "server di [surel], iki.toml, belum ditulis. Tulis nama server surel kantor."),
        (
            Surel(keluar=Server("mail.kantor.example", 587, "starttls")),
            "pengguna di [surel], iki.toml, belum ditulis. Tulis nama untuk masuk ke server surel.",
        ),
        (
            Surel(keluar=Server("mail.kantor.example", 587, "starttls"), pengguna="kantor"),
            "dari di [surel], iki.toml, belum ditulis. Tulis alamat surel kantor ini.",
        ),
    ],
)
def test_an_account_of_which_something_is_not_written_yet(lacking: Surel, sentence: str) -> None:
    assert str(refusal(lacking)) == sentence
