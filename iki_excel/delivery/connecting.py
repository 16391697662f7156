"""To the server that takes the office's letters, and past its login: never without TLS, nor to a server that cannot
prove its name. With ``delivery/sending.py`` the door to smtplib.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from iki_excel.decree.surel import TLS, Server, Surel
from iki_excel.delivery.tls import trusted, why_not
from iki_excel.words.errors import MailError, PasswordRefused

TIMEOUT = 30.0
"""Seconds that an answer is waited for."""

OWN_NAME = "[127.0.0.1]"
"""What the computer calls itself: neither its name nor a question to the network about it."""

TEMPORARY = range(400, 500)
NO_ANSWER = -1
"""The code that smtplib gives to what is no answer of a mail server."""


@contextmanager
def connected(account: Surel, password: str, *, timeout: float = TIMEOUT) -> Iterator[smtplib.SMTP]:
    """A session in which letters can be sent; MailError (PasswordRefused) where none comes about.

    What goes wrong later, while letters are sent, is left to the caller: an error in between ends the session without a
    further word, as the server may take any word for a part of a letter.
    """
    session = _logged_in(account, password, timeout)
    try:
        yield session
    except BaseException:
        session.close()
        raise
    with contextlib.suppress(smtplib.SMTPException, OSError):
        session.quit()
    session.close()


def send_to_office(session: smtplib.SMTP, account: Surel, letter: EmailMessage) -> None:
    """One letter from the office to itself; MailError where the server does not take it."""
    server = account.keluar
    assert server is not None
    try:
        session.send_message(letter, account.dari, [account.dari])
    except (smtplib.SMTPSenderRefused, smtplib.SMTPRecipientsRefused):
        raise MailError(
            f"Server {server.host} tidak menerima surat dari {account.dari} untuk alamat itu sendiri. Periksa dari di "
            "[surel], iki.toml: harus alamat akun yang masuk ke server."
        ) from None
    except smtplib.SMTPDataError:
        raise MailError(
            f"Server {server.host} menolak isi surat uji. Tanyakan sebabnya kepada pengelola server."
        ) from None
    except smtplib.SMTPException as reason:
        raise _unwelcome(reason, server) from None
    except OSError as reason:
        raise why_not(reason, server) from None


def _logged_in(account: Surel, password: str, timeout: float) -> smtplib.SMTP:
    if account.lacking or account.keluar is None:
        raise MailError(account.lacking)
    session = _secured(account, account.keluar, timeout)
    try:
        _log_in(session, account, password)
    except BaseException:
        session.close()
        raise
    return session


# --- the connection ---------------------------------------------------------------------------------------------------


def _secured(account: Surel, server: Server, timeout: float) -> smtplib.SMTP:
    """A connection that nobody else can read."""
    context = trusted(account)
    try:
        if server.keamanan == TLS:
            return smtplib.SMTP_SSL(server.host, server.port, OWN_NAME, timeout=timeout, context=context)
        session = smtplib.SMTP(server.host, server.port, OWN_NAME, timeout=timeout)
    except smtplib.SMTPException as reason:
        raise _unwelcome(reason, server) from None
    except OSError as reason:
        raise why_not(reason, server) from None
    try:
        _start_tls(session, server, context)
    except BaseException:
        session.close()
        raise
    return session


def _start_tls(session: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> None:
    try:
        code, _ = session.starttls(context=context)
    except smtplib.SMTPNotSupportedError:
        code = 0
    except smtplib.SMTPException as reason:
        raise _unwelcome(reason, server) from None
    except OSError as reason:
        raise why_not(reason, server) from None
    if code != 220:
        raise MailError(
            f"Server {server.host} port {server.port} tidak menawarkan TLS, jadi sandi tidak dikirim ke sana. Tulis "
            "port = 465 di [surel], iki.toml, atau tanyakan port yang aman kepada pengelola servernya."
        )


def _unwelcome(reason: smtplib.SMTPException, server: Server) -> MailError:
    """A server that is there, but not for us or not now."""
    if isinstance(reason, smtplib.SMTPServerDisconnected):
        cause = reason.__context__  # what ended the connection: smtplib keeps a time-out there
        return why_not(cause if isinstance(cause, OSError) else ConnectionResetError(), server)
    code = reason.smtp_code if isinstance(reason, smtplib.SMTPResponseException) else NO_ANSWER
    if code in TEMPORARY:
        told = f"Server {server.host} sedang tidak melayani. Coba lagi beberapa menit lagi."
        return MailError(told, is_temporary=True)
    if code == NO_ANSWER:
        return MailError(
            f"Yang menjawab di {server.host} port {server.port} bukan server surel. Periksa nama server dan nomor "
            "portnya di [surel], iki.toml."
        )
    return MailError(
        f"Server {server.host} port {server.port} tidak mau menerima sambungan dari sini. Tanyakan kepada pengelolanya "
        "server dan port untuk mengirim surel dari program."
    )


# --- the login --------------------------------------------------------------------------------------------------------


def _log_in(session: smtplib.SMTP, account: Surel, password: str) -> None:
    server = account.keluar
    assert server is not None
    if not (password.isascii() and account.pengguna.isascii()):
        raise PasswordRefused(
            "Sandi atau nama pengguna memuat huruf beraksen, yang tidak dapat dikirim ke server surel. Buat sandi dari "
            "huruf biasa, angka dan tanda."
        )
    try:
        session.login(account.pengguna, password)
    except smtplib.SMTPAuthenticationError as reason:
        raise _refused(reason.smtp_code, account, server) from None
    except (smtplib.SMTPResponseException, smtplib.SMTPServerDisconnected) as reason:
        raise _unwelcome(reason, server) from None
    except smtplib.SMTPException:  # no way to log in is offered, or none with a password
        raise MailError(
            f"Server {server.host} port {server.port} tidak menerima nama dan sandi. Tanyakan kepada pengelolanya port "
            "untuk mengirim surel dengan sandi (biasanya 587 atau 465)."
        ) from None
    except OSError as reason:
        raise why_not(reason, server) from None


def _refused(code: int, account: Surel, server: Server) -> MailError:
    if code in TEMPORARY:
        told = f"Server {server.host} sedang tidak dapat memeriksa sandi. Coba lagi beberapa menit lagi."
        return MailError(told, is_temporary=True)
    hint = account.sandi or "Periksa pengguna di [surel], iki.toml, lalu simpan sandi yang benar."
    return PasswordRefused(
        f"Server {server.host} tidak menerima sandi untuk {account.pengguna}. {hint} Menyimpannya: “iki surel --atur”."
    )
