"""The mail server of aiosmtpd on loopback, with TLS and a login; it refuses what a test wants refused."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.smtp_server import PASSWORD, USER, Taken, context_of, free_port


@dataclass
class Office:
    """What the server keeps. ``refuses``: by step (MAIL, DATA, or the address of a RCPT) what it says instead."""

    refuses: Mapping[str, str] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    port: int = 0

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "MAIL" in self.refuses:
            return self.refuses["MAIL"]
        envelope.mail_from = address
        return "250 baik"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 baik"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if "DATA" in self.refuses:
            return self.refuses["DATA"]
        self.taken.append(Taken(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        return "250 2.0.0 diterima"

    def inbox(self, address: str) -> list[Taken]:
        """What lies in the mailbox of an address."""
        return [one for one in self.taken if address in one.recipients]


def _login(server: Any, session: Any, envelope: Any, mechanism: str, given: LoginPassword) -> AuthResult:
    return AuthResult(success=(given.login, given.password) == (USER.encode(), PASSWORD.encode()), handled=False)


@contextlib.contextmanager
def serving(
    refuses: Mapping[str, str] | None = None, context: ssl.SSLContext | None = None, **said: Any
) -> Iterator[Office]:
    """A server at a free port, until the end."""
    office = Office(refuses or {}, port=free_port())
    usual = {"require_starttls": True, "auth_required": True, "tls_context": context or context_of()}
    controller = Controller(office, hostname="127.0.0.1", port=office.port, authenticator=_login, **{**usual, **said})
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
