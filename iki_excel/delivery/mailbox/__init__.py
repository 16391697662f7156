"""The office's mailbox (IMAP): what came into it, and what it holds of what was sent. The one door to imap_tools, which
need not be installed, and to imaplib.

Incoming mail is only looked at: its folder is opened for reading alone. All that is ever moved is our own copy of a
letter that we sent.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from email.parser import BytesHeaderParser
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, Self

from iki_excel.decree.surel import TLS, Server, Surel
from iki_excel.delivery.connecting import TIMEOUT
from iki_excel.delivery.mailbox.answers import day_said, is_among, line, literal, moment_in, sent_among
from iki_excel.delivery.tls import trusted, why_not
from iki_excel.words.errors import MailError, PasswordRefused
from iki_excel.words.frozen import frozen

if TYPE_CHECKING:
    from imap_tools.mailbox import BaseMailBox

INBOX = "INBOX"
LARGEST_MESSAGE = 40 * 2**20
"""Bytes of a message that are fetched; all that it carries is in the memory at once."""

NO_EXTRA = (
    "Kotak surat tidak dapat dibaca karena pelengkapnya belum terpasang. Jalankan “pip install "
    '"iki-excel[surel]"”, lalu ulangi perintah ini.'
)
NO_MAILBOX = (
    "imap di [surel], iki.toml, belum ditulis. Tulis nama server kotak surat kantor, misalnya "
    'imap = "mail.kantor.example".'
)
UNAVAILABLE = re.compile(rb"\[(?:UNAVAILABLE|INUSE|SERVERBUG|LIMIT)\]")
"""What a server answers to a login that it cannot look at now (RFC 5530)."""


@frozen
class Mark:
    """The last message of a folder that was looked at. Another ``uidvalidity``: the server counts its messages anew."""

    uidvalidity: int
    uid: int


@frozen
class Incoming:
    """A message as it lies in the mailbox: where, when it came by the clock of the server (of a known clock), and its
    bytes; None for one of more than LARGEST_MESSAGE.
    """

    mark: Mark
    tiba: dt.datetime
    content: bytes | None


class Mailbox:
    """The mailbox of an account, within ``with``; MailError (PasswordRefused) where it cannot be used."""

    def __init__(self, account: Surel, password: str, timeout: float = TIMEOUT) -> None:
        if account.masuk is None:
            raise MailError(NO_MAILBOX)
        self._account, self._server, self._password, self._timeout = account, account.masuk, password, timeout
        self._imap_tools = _imap_tools()
        self._sent: str | None = None
        self._box: BaseMailBox

    def __enter__(self) -> Self:
        with self._told():
            self._box = self._connected()
        try:
            self._log_in()
            with self._told():
                self._box.client.capabilities = _capabilities(self._box.client)
                self._sent = sent_among(self._box.folder.list())
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    # --- what was sent ----------------------------------------------------------------------------------------------

    def holds(self, message_id: str) -> bool:
        """Whether a message of this Message-ID lies in the Sent folder or the inbox."""
        with self._told():
            return any(self._found(folder, message_id) for folder in (self._sent, INBOX) if folder)

    def file_own_copy(self, message_id: str) -> bool:
        """Move our own copy of a letter from the inbox to the Sent folder, as read; whether it lies there now.

        A letter to the office itself stays in the inbox, too: there it is what it was sent for.
        """
        if self._sent is None:
            return False
        with self._told():
            is_there = bool(self._found(self._sent, message_id))
            for uid in self._found(INBOX, message_id):
                self._file(uid, is_there)
                is_there = bool(self._found(self._sent, message_id))
            return is_there

    def append_sent(self, content: bytes) -> bool:
        """Lay a letter into the Sent folder, as read; False where there is no such folder."""
        if self._sent is None:
            return False
        with self._told():
            self._box.append(content, self._sent, flag_set=["\\Seen"])
        return True

    def _found(self, folder: str, message_id: str) -> list[str]:
        """The UIDs in a folder that have this very Message-ID; servers look for a part of it."""
        if not re.fullmatch(r"[!-~]+", message_id):
            return []
        self._box.folder.set(folder, readonly=True)
        quoted = message_id.replace("\\", "\\\\").replace('"', '\\"')
        return [
            uid
            for uid in self._box.uids(f'HEADER Message-ID "{quoted}"', charset=None)
            if self._headers(uid).get("Message-ID") == message_id
        ]

    def _headers(self, uid: str) -> dict[str, str]:
        """The headers that say whose a message is."""
        answer = self._asked("FETCH", uid, "(BODY.PEEK[HEADER.FIELDS (MESSAGE-ID FROM TO CC)])")
        read = BytesHeaderParser().parsebytes(literal(answer))
        return {name: " ".join(str(value).split()) for name, value in read.items()}

    def _file(self, uid: str, is_there: bool) -> None:
        """One copy of the inbox; nothing happens to what is not ours."""
        assert self._sent is not None
        self._box.folder.set(INBOX)
        headers = self._headers(uid)
        if not is_among(headers.get("From", ""), self._account):
            return
        if is_among(f"{headers.get('To', '')}, {headers.get('Cc', '')}", self._account):
            if not is_there:
                self._asked("COPY", uid, self._quoted(self._sent))
            return
        self._asked("STORE", uid, "+FLAGS.SILENT", "(\\Seen)")
        self._move(uid, is_there)

    def _move(self, uid: str, is_there: bool) -> None:
        """Only this one is ever removed: a plain EXPUNGE would also remove what a person deleted and may want back."""
        assert self._sent is not None
        if not is_there and "MOVE" in self._box.client.capabilities:
            self._asked("MOVE", uid, self._quoted(self._sent))
            return
        if not is_there:
            self._asked("COPY", uid, self._quoted(self._sent))
        if "UIDPLUS" in self._box.client.capabilities:
            self._asked("STORE", uid, "+FLAGS.SILENT", "(\\Deleted)")
            self._asked("EXPUNGE", uid)

    def _quoted(self, folder: str) -> bytes:
        encoded: bytes = self._imap_tools.utils.encode_folder(folder)
        return encoded

    # --- what came --------------------------------------------------------------------------------------------------

    def new_since(self, mark: Mark | None, since: dt.date | None = None) -> Iterator[Incoming]:
        """The messages of the inbox after a mark, in their order, one at a time; see :meth:`marks_since`."""
        for one in self.marks_since(mark, since):
            incoming = self.incoming(one)
            if incoming is not None:
                yield incoming

    def marks_since(self, mark: Mark | None, since: dt.date | None = None) -> list[Mark]:
        """Where the messages of the inbox after a mark lie, in their order; all of it where there is none, or where the
        server counts anew. ``since``: of all of it only what came on that day or later.
        """
        with self._told():
            self._box.folder.set(INBOX, readonly=True)
            uidvalidity = int(self._box.client.response("UIDVALIDITY")[1][0] or b"0")
            first = mark.uid + 1 if mark and mark.uidvalidity == uidvalidity else 1
            days = f" SINCE {day_said(since)}" if since and first == 1 else ""
            found = self._box.uids(f"UID {first}:*{days}", charset=None)
        # n:* always has the last one
        return [Mark(uidvalidity, uid) for uid in sorted(map(int, found)) if uid >= first]

    def incoming(self, mark: Mark) -> Incoming | None:
        """One of them; None where it is no longer there, as somebody else may be using the mailbox."""
        with self._told():
            said = line(self._asked("FETCH", str(mark.uid), "(RFC822.SIZE INTERNALDATE)"))
            size = re.search(rb"RFC822\.SIZE (\d+)", said)
            if size is None:
                return None
            if int(size[1]) > LARGEST_MESSAGE:
                return Incoming(mark, moment_in(said), None)
            content = literal(self._asked("FETCH", str(mark.uid), "(BODY.PEEK[])"))
        return Incoming(mark, moment_in(said), content) if content else None

    # --- the conversation -------------------------------------------------------------------------------------------

    def _connected(self) -> BaseMailBox:
        host, port, context = self._server.host, self._server.port, trusted(self._account)
        if self._server.keamanan != TLS:
            return self._after_starttls(context)
        box: BaseMailBox = self._imap_tools.MailBox(host, port, self._timeout, ssl_context=context)
        return box

    def _after_starttls(self, context: ssl.SSLContext) -> BaseMailBox:
        host, port = self._server.host, self._server.port
        box: BaseMailBox = self._imap_tools.MailBoxUnencrypted(host, port, self._timeout)
        try:
            box.client.starttls(context)
        except BaseException as reason:
            with contextlib.suppress(OSError):
                box.client.shutdown()
            if "TLS not supported" not in str(reason):
                raise
            raise MailError(
                f"Server {host} port {port} tidak menawarkan TLS, jadi sandi tidak dikirim ke sana. Tulis imap_port = "
                "993 di [surel], iki.toml, atau tanyakan port yang aman kepada pengelola servernya."
            ) from None
        return box

    def _log_in(self) -> None:
        """A password in other letters than ASCII goes another way, which all servers know that take one."""
        is_plain = self._password.isascii() and self._account.pengguna.isascii()
        log_in: Callable[..., Any] = self._box.login if is_plain else self._box.login_utf8
        try:
            log_in(self._account.pengguna, self._password, initial_folder=None)
        except imaplib.IMAP4.abort as reason:
            raise _broken(reason, self._server) from None
        except (imaplib.IMAP4.error, self._imap_tools.errors.ImapToolsError) as reason:
            raise _refused(str(reason).encode(), self._account, self._server) from None
        except OSError as reason:
            raise why_not(reason, self._server) from None

    def _asked(self, command: str, *arguments: str | bytes) -> list[Any]:
        """The answer to a command about UIDs."""
        status, answer = self._box.client.uid(command, *arguments)  # type: ignore[arg-type]
        if status != "OK":
            raise imaplib.IMAP4.error(command)
        return answer

    def _leave(self) -> None:
        """A server that no longer listens is left without a word."""
        box = getattr(self, "_box", None)
        if box is not None:
            with contextlib.suppress(Exception):
                box.logout()
            with contextlib.suppress(Exception):
                box.client.shutdown()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong in a conversation, in a sentence."""
        try:
            yield
        except imaplib.IMAP4.abort as reason:
            raise _broken(reason, self._server) from None
        except (OSError, EOFError) as reason:
            raise why_not(reason, self._server) from None
        except (imaplib.IMAP4.error, self._imap_tools.errors.ImapToolsError, ValueError, IndexError):
            raise MailError(
                f"Server {self._server.host} tidak menjawab seperti kotak surat. Coba lagi; bila tetap begitu, "
                "tanyakan kepada pengelolanya nama server dan port IMAP.",
                is_temporary=True,
            ) from None


def _imap_tools() -> ModuleType:
    try:
        import imap_tools
    except ImportError:
        raise MailError(NO_EXTRA) from None
    return imap_tools


def _broken(reason: imaplib.IMAP4.abort, server: Server) -> MailError:
    """imaplib wraps whatever breaks a connection."""
    inner = reason.__context__ if isinstance(reason.__context__, OSError) else ConnectionResetError()
    return why_not(inner, server)


def _refused(said: bytes, account: Surel, server: Server) -> MailError:
    if UNAVAILABLE.search(said):
        told = f"Server {server.host} sedang tidak dapat memeriksa sandi. Coba lagi beberapa menit lagi."
        return MailError(told, is_temporary=True)
    hint = account.sandi or "Periksa pengguna di [surel], iki.toml, lalu simpan sandi yang benar."
    return PasswordRefused(
        f"Server {server.host} tidak membuka kotak surat {account.pengguna} dengan sandi ini. {hint} Menyimpannya: "
        "“iki surel --atur”."
    )


def _capabilities(client: imaplib.IMAP4) -> tuple[str, ...]:
    """What it can do for who logged in, which is more than what it says before."""
    _, (said, *_) = client.capability()
    return tuple((said or b"").decode("ascii", "replace").upper().split())
