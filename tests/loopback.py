"""A mail server on loopback with a certificate of its own authority: what it is told is kept, what it says is set."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from iki_excel.decree.surel import Server, Surel

USER, PASSWORD = "kantor@contoh.example", "rahasia-37-Contoh"


@dataclass
class Office:
    """Authority of the certificates; ``folder``: where its own one lies for who is to trust it."""

    folder: Path
    authority: trustme.CA = field(default_factory=trustme.CA)

    @property
    def certificate(self) -> Path:
        path = self.folder / "kantor.pem"
        self.authority.cert_pem.write_to_path(str(path))
        return path

    def context(self, name: str = "localhost", **options: Any) -> ssl.SSLContext:
        """What a server proves that name by."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(name, **options).configure_cert(context)
        return context


@dataclass
class Inbox:
    """What a server took; what it answers to a login and to a letter, where that is no yes."""

    letters: list[Envelope] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    login_answer: str = ""
    data_answer: str = ""

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data_answer:
            return self.data_answer
        self.letters.append(envelope)
        return "250 OK"

    def authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        said = (data.login.decode(), data.password.decode())
        self.logins.append(said)
        is_right = said == (USER, PASSWORD) and not self.login_answer
        return AuthResult(success=is_right, handled=is_right, message=self.login_answer or None)


def account(port: int, certificate: Path | None, keamanan: str = "starttls", **decided: Any) -> Surel:
    """The account of an office at such a server."""
    own: dict[str, Any] = {"pengguna": USER, "dari": USER, "sertifikat": certificate} | decided
    return Surel(keluar=Server("localhost", port, keamanan), **own)


@contextmanager
def mail_server(inbox: Inbox, context: ssl.SSLContext, *, tls: bool = False, **options: Any) -> Iterator[int]:
    """The port of a server that wants TLS and a login; ``tls``: from the first byte on."""
    starts = {} if tls else {"tls_context": context, "require_starttls": True}
    asked = {"authenticator": inbox.authenticate, "auth_required": not tls, "auth_require_tls": not tls, **starts}
    with listening(lambda: SMTP(inbox, **{**asked, **options}), context if tls else None) as port:
        yield port


@contextmanager
def saying(greeting: bytes, *, closes: bool = False) -> Iterator[int]:
    """The port of something that says this and no more."""

    class Talker(asyncio.Protocol):
        def connection_made(self, transport: Any) -> None:
            transport.write(greeting)
            if closes:
                transport.close()

    with listening(Talker) as port:
        yield port


@contextmanager
def listening(make: Callable[[], asyncio.BaseProtocol], context: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port at which, in a thread of its own, each connection is met by what is made for it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    loop.set_exception_handler(lambda _loop, _what: None)  # a client that leaves is no news
    thread.start()
    begun = asyncio.run_coroutine_threadsafe(_begin(make, context), loop)
    server = begun.result()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _begin(make: Callable[[], asyncio.BaseProtocol], context: ssl.SSLContext | None) -> asyncio.Server:
    return await asyncio.get_running_loop().create_server(make, "localhost", 0, ssl=context, family=2)


async def _end(server: asyncio.Server) -> None:
    server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
