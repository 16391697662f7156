"""A mail server on loopback that does what a test tells it: refuses, breaks off, or takes a letter and keeps it.

It speaks SMTP with STARTTLS and AUTH by bare sockets, so that it can break at any moment. What it takes it keeps before
it answers.
"""

from __future__ import annotations

import base64
import contextlib
import functools
import os
import re
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import trustme

from tests.loopback import PASSWORD, USER

HOST = "localhost"

CONNECT, BANNER, EHLO, STARTTLS, HANDSHAKE, AUTH = "connect", "banner", "EHLO", "STARTTLS", "handshake", "AUTH"
MAIL, RCPT, COPY, DATA, BODY, DOT, STORED, QUIT = "MAIL", "RCPT", "COPY", "DATA", "body", "dot", "stored", "QUIT"
MOMENTS = (CONNECT, BANNER, EHLO, STARTTLS, HANDSHAKE, AUTH, MAIL, RCPT, COPY, DATA, BODY, DOT, STORED, QUIT)
"""The moments of a session, in order. ``COPY``: the second RCPT of a message. ``body``: after a part of the content.
``dot``: after the final dot, which is then forgotten. ``stored``: after the message was kept, before the answer.
"""

CUT = "cut"
"""Told in the place of an answer: the connection is gone."""


class Cut(Exception):
    """The connection is to break here."""


@dataclass(frozen=True)
class Taken:
    """A message that the server answers for."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @functools.cached_property
    def message(self) -> EmailMessage:
        """It, opened."""
        message = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message


@functools.cache
def authority() -> trustme.CA:
    """Whoever vouches for the server of the tests."""
    return trustme.CA()


@functools.cache
def context_of(host: str = HOST) -> ssl.SSLContext:
    """What the server shows: a certificate for a name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(host).configure_cert(context)
    return context


def certificates(folder: Path) -> Path:
    """The certificate of the authority as a file."""
    path = folder / "ca.pem"
    authority().cert_pem.write_to_path(str(path))
    return path


Says = str | None
"""An answer that a test wants instead of the usual one, CUT, or None for the usual one."""


@dataclass
class SmtpServer:
    """``told``: by moment what it says instead, one for each time that the moment comes; None is the usual answer.

    ``refused``: addresses that it does not know, with what it says of them. ``taken``: what it keeps. ``heard``: every
    line that came, as it came. ``filed``: of which messages the office's own copy was moved to the Sent folder.
    ``breaks_after``: seconds from the next connection on until the network breaks. ``on_moment``: what a test does
    meanwhile.
    """

    told: dict[str, list[Says]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    offers: Sequence[str] = ("SIZE 10000000", "8BITMIME")
    has_starttls: bool = True
    tls_from_start: bool = False
    password: str = PASSWORD
    context: ssl.SSLContext = field(default_factory=context_of)
    taken: list[Taken] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)
    filed: list[str] = field(default_factory=list)
    breaks_after: float | None = None
    on_moment: Callable[[str], None] = lambda moment: None
    has_cut: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> SmtpServer:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=Session(self, connection).run, daemon=True).start()

    def say_instead(self, moment: str) -> Says:
        """What a test wants said at this moment."""
        waiting = self.told.get(moment, [])
        return waiting.pop(0) if waiting else None

    def keep(self, taken: Taken) -> None:
        """Answer for a message from now on."""
        self.taken.append(taken)

    def inbox(self, address: str) -> list[Taken]:
        """What lies in the mailbox of an address."""
        return [one for one in self.taken if address in one.recipients]

    def holds(self, message_id: str) -> bool:
        """Whether the office's own mailbox has a message of this ID: what IMAP would tell."""
        return any(one.message["Message-ID"] == message_id for one in self.inbox(USER))

    def append_sent(self, content: bytes) -> bool:
        return True

    def file_own_copy(self, message_id: str) -> bool:
        """The same of what IMAP would do."""
        self.filed += [message_id] if self.holds(message_id) else []
        return self.holds(message_id)


class Session:
    """One connection."""

    def __init__(self, server: SmtpServer, connection: socket.socket) -> None:
        self.server, self.socket, self.file = server, connection, connection.makefile("rb")
        self.sender, self.recipients = "", list[str]()

    def run(self) -> None:
        """Answer until it ends, or is to break."""
        after, self.server.breaks_after = self.server.breaks_after, None
        if after is not None:
            threading.Timer(after, self._break).start()
        with contextlib.suppress(Cut, OSError, ValueError):
            self._run()
        with contextlib.suppress(OSError):  # at once, and with what was not read: the other side sees a break
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with contextlib.suppress(OSError):
            os.close(self.socket.detach())
        self.server.has_cut.set()

    def _break(self) -> None:
        """The network is gone; what the server has read it has."""
        with contextlib.suppress(OSError, ValueError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def _run(self) -> None:
        self._meet(CONNECT)
        if self.server.tls_from_start:
            self._wrap()
        self._answer(BANNER, "220 contoh siap")
        while line := self.file.readline():  # which is another file once TLS began
            self.server.heard.append(line)
            if not self._do(line.decode("latin-1").strip()):
                return

    def _do(self, line: str) -> bool:
        """Whether the session goes on after a command."""
        verb = line.partition(" ")[0].upper()
        does = {"EHLO": self._ehlo, "STARTTLS": self._starttls, "AUTH": self._auth, "MAIL": self._mail,
                "RCPT": self._rcpt, "DATA": self._data, "RSET": self._rset}  # fmt: skip
        if verb == "QUIT":
            self._answer(QUIT, "221 sampai jumpa")
            return False
        does[verb](line) if verb in does else self._say("500 apa?")
        return True

    def _meet(self, moment: str) -> Says:
        self.server.on_moment(moment)
        says = self.server.say_instead(moment)
        if says == CUT:
            raise Cut
        return says

    def _answer(self, moment: str, usual: str) -> bool:
        """Whether it was a yes."""
        says = self._meet(moment) or usual
        self._say(says)
        return says[0] in "23"

    def _say(self, text: str) -> None:
        self.socket.sendall("".join(f"{line}\r\n" for line in text.split("\n")).encode())

    # --- commands

    def _ehlo(self, _: str) -> None:
        is_secured = isinstance(self.socket, ssl.SSLSocket)
        offers = ["STARTTLS"] if self.server.has_starttls and not is_secured else []
        offers += [*self.server.offers, *(["AUTH PLAIN"] if is_secured else [])]
        lines = ["contoh", *offers]
        said = "\n".join(f"250{'-' if number < len(lines) else ' '}{one}" for number, one in enumerate(lines, start=1))
        self._answer(EHLO, said)

    def _starttls(self, _: str) -> None:
        if self._answer(STARTTLS, "220 silakan"):
            self._meet(HANDSHAKE)
            self._wrap()

    def _wrap(self) -> None:
        self.socket = self.server.context.wrap_socket(self.socket, server_side=True)
        self.file = self.socket.makefile("rb")

    def _auth(self, line: str) -> None:
        right = f"\0{USER}\0{self.server.password}".encode()
        given = base64.b64decode(line.split()[2])
        self._answer(AUTH, "235 masuk" if given == right else "535 5.7.8 nama atau sandi salah")

    def _mail(self, line: str) -> None:
        self.sender, self.recipients = _address(line), []
        self._answer(MAIL, "250 baik")

    def _rcpt(self, line: str) -> None:
        address = _address(line)
        usual = self.server.refused.get(address, "250 baik")
        if self._answer(COPY if self.recipients else RCPT, usual):
            self.recipients.append(address)

    def _rset(self, _: str) -> None:
        self.sender, self.recipients = "", []
        self._say("250 lupa")

    def _data(self, _: str) -> None:
        if not self._answer(DATA, "354 isinya"):
            return
        lines = list[bytes]()
        for line in iter(self.file.readline, b""):
            if line == b".\r\n":
                self._keep(b"".join(lines))
                return
            lines.append(line.removeprefix(b"."))
            if len(lines) == 3 and (early := self._meet(BODY)):
                self._say(early)
                self.server.has_cut.set()
        raise Cut

    def _keep(self, content: bytes) -> None:
        instead = self._meet(DOT)
        if instead is not None:
            self._say(instead)
            return
        taken = Taken(self.sender, tuple(self.recipients), content)
        self.server.keep(taken)
        self._answer(STORED, "250 2.0.0 diterima")


def _address(line: str) -> str:
    match = re.search(r"<([^>]*)>", line)
    assert match, line
    return match[1]


def free_port() -> int:
    """A port at which nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
