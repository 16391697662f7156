"""What Postfix asks the tests: is there such a mailbox, and what is to be said of a sender (Authentication-Results).

An honest verdict of the simplest kind: a domain allows the servers below its own name to send for it, as its SPF record
would say, and a user who logged in is who he says.
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Mapping

HOST = "mail.contoh.example"
"""What the receiving server calls itself."""

Attributes = Mapping[str, str]


class Policy(socketserver.ThreadingTCPServer):
    """``mailboxes``: the addresses there are. ``answers``: what is answered to an address instead, such as
    ``451 4.3.0 Coba lagi nanti``. ``is_judging``: whether the server says what it thinks of senders.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Conversation)
        self.mailboxes: set[str] = set()
        self.answers: dict[str, str] = {}
        self.is_judging = True
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Postfix may leave in the middle of a question."""

    def action(self, asked: Attributes) -> str:
        """What Postfix is told to do."""
        if asked.get("protocol_state") == "RCPT":
            return self._of_recipient(asked["recipient"].lower())
        verdict = verdict_on(asked) if self.is_judging else ""
        return f"PREPEND Authentication-Results: {HOST}; {verdict}" if verdict else "DUNNO"

    def _of_recipient(self, address: str) -> str:
        if address in self.answers:
            return self.answers[address]
        return "DUNNO" if address in self.mailboxes else f"550 5.1.1 <{address}>: tidak ada alamat ini"


def verdict_on(asked: Attributes) -> str:
    """What a receiving server finds out about a sender."""
    sender, user = asked.get("sender", ""), asked.get("sasl_username", "")
    if user:
        return f"auth=pass smtp.auth={user}"
    if not sender:
        return "spf=none"
    domain, helo = sender.rpartition("@")[2].lower(), asked.get("helo_name", "").lower()
    is_allowed = helo == domain or helo.endswith(f".{domain}")
    return f"spf={'pass' if is_allowed else 'fail'} smtp.mailfrom={sender}"


class _Conversation(socketserver.StreamRequestHandler):
    """Questions are lines of name=value up to a blank one."""

    server: Policy

    def handle(self) -> None:
        asked: dict[str, str] = {}
        for line in self.rfile:
            name, _, value = line.decode("utf-8", "replace").rstrip("\n").partition("=")
            if name:
                asked[name] = value
                continue
            self.wfile.write(f"action={self.server.action(asked)}\n\n".encode())
            asked = {}
