"""The mail of a whole run of tests: accounts, what lies in their mailboxes, and what comes from outside."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import imaplib
import shutil
import smtplib
import ssl
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import trustme

from iki_excel.decree.surel import STARTTLS, TLS, Server, Surel
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.policy import HOST, Policy
from tests.servers.postfix import Ports, Postfix
from tests.servers.programs import PATIENCE, free_ports

DOMAIN, OTHER_DOMAIN = "contoh.example", "kecamatan.example"
"""Whose mailboxes lie here."""

NAME = "localhost"
"""The host that the certificates are for."""


class Account(NamedTuple):
    """Who may log in, and how."""

    address: str
    password: str


class Stored(NamedTuple):
    """A message as it lies in a folder of a mailbox: its UID, its flags but \\Recent, and when it came."""

    uid: int
    flags: frozenset[str]
    tiba: str
    content: bytes


class Mail:
    """A Postfix and a Dovecot. ``sertifikat``: the authority that both are vouched for by, as a file."""

    host = NAME

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="iki-surel-"))
        self.folder.chmod(0o755)
        self.authority = trustme.CA()
        self.sertifikat = self.folder / "ca.pem"
        self.authority.cert_pem.write_to_path(self.sertifikat)
        pair = self._certificate()
        self.imaps, self.imap_starttls, policy, *ports = free_ports(6)
        self.policy = Policy(policy)
        self.dovecot = Dovecot(self.folder / "dovecot", self.imaps, self.imap_starttls, pair)
        self.ports = Ports(*ports)
        self.postfix = Postfix(
            self.folder / "postfix", self.ports, policy, self.dovecot.run, pair, (DOMAIN, OTHER_DOMAIN)
        )

    def _certificate(self) -> tuple[Path, Path]:
        made = self.authority.issue_cert(NAME, "127.0.0.1", HOST)
        chain, key = self.folder / "server.pem", self.folder / "server.key"
        chain.write_bytes(b"".join(blob.bytes() for blob in made.cert_chain_pems))
        made.private_key_pem.write_to_path(key)
        key.chmod(0o600)
        return chain, key

    def __enter__(self) -> Self:
        self.dovecot.start()
        self.postfix.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.postfix.stop()
        self.dovecot.stop()
        self.policy.shutdown()
        self.policy.server_close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- accounts ---------------------------------------------------------------------------------------------------

    def account(self, name: str, sent: str | None = "Sent") -> Account:
        """An account with an empty mailbox: ``name`` or a whole address. ``sent``: its folder for sent mail.

        The server marks “Sent” and “Arsip Keluar” as that folder (special-use), no other name; None: it has none.
        """
        address = name if "@" in name else f"{name}@{DOMAIN}"
        local, _, domain = address.partition("@")
        shutil.rmtree(self.dovecot.folder / "mail" / domain / local, ignore_errors=True)
        self.policy.mailboxes.add(address)
        self.policy.answers.pop(address, None)
        made = Account(address, PASSWORD)
        if sent:
            with self.imap(made) as client:
                client.create(f'"{sent}"')
        return made

    def surel(self, account: Account, keamanan: str = STARTTLS, is_with_mailbox: bool = True) -> Surel:
        """The account as iki.toml would tell of it."""
        port = self.ports.smtps if keamanan == TLS else self.ports.submission
        return Surel(
            keluar=Server(NAME, port, keamanan),
            masuk=Server(NAME, self.imaps, TLS) if is_with_mailbox else None,
            pengguna=account.address,
            dari=account.address,
            sertifikat=self.sertifikat,
        )

    # --- what lies in a mailbox -------------------------------------------------------------------------------------

    def inbox(self, account: Account, folder: str = "INBOX") -> list[EmailMessage]:
        """All messages of a folder in the order they were delivered, opened; what is on its way is waited for, and of
        what was on its way at once one may have overtaken another.
        """
        return [parsed(one.content) for one in self.stored(account, folder)]

    def stored(self, account: Account, folder: str = "INBOX") -> list[Stored]:
        """The same as they lie there. Looking changes nothing."""
        self.postfix.settle()
        with self.imap(account) as client:
            if client.select(f'"{folder}"', readonly=True)[0] != "OK":
                return []
            _, found = client.uid("SEARCH", "ALL")
            return [_stored(client, int(uid)) for uid in found[0].split()]

    def put(
        self,
        account: Account,
        content: bytes,
        folder: str = "INBOX",
        flags: Sequence[str] = (),
        moment: dt.datetime | None = None,
    ) -> None:
        """Lay a message into a folder without any server having taken it."""
        with self.imap(account) as client:
            told = f'"{moment:%d-%b-%Y %H:%M:%S %z}"' if moment else ""
            assert client.append(f'"{folder}"', f"({' '.join(flags)})", told, content)[0] == "OK"

    @contextmanager
    def imap(self, account: Account) -> Iterator[imaplib.IMAP4_SSL]:
        """A conversation with the IMAP server by the standard library alone."""
        with imaplib.IMAP4_SSL(NAME, self.imaps, ssl_context=self.trust(), timeout=PATIENCE) as client:
            client.login(*account)
            yield client

    # --- what comes from outside ------------------------------------------------------------------------------------

    def receive(
        self, content: bytes | EmailMessage, to: str | Sequence[str], sender: str = "", helo: str = "luar.example"
    ) -> None:
        """A message that another server (``helo``) brings, from this envelope sender; the server judges the two:
        a ``helo`` below the sender's domain is allowed to send for it.
        """
        raw = bytes(content) if isinstance(content, EmailMessage) else content
        with smtplib.SMTP(NAME, self.ports.incoming, local_hostname=helo, timeout=PATIENCE) as client:
            client.sendmail(sender, [to] if isinstance(to, str) else list(to), raw)

    def submit(self, account: Account, content: bytes | EmailMessage, to: str | Sequence[str]) -> None:
        """A message that a user sends with any program for mail, logged in."""
        raw = bytes(content) if isinstance(content, EmailMessage) else content
        with smtplib.SMTP_SSL(NAME, self.ports.smtps, context=self.trust(), timeout=PATIENCE) as client:
            client.login(*account)
            client.sendmail(account.address, [to] if isinstance(to, str) else list(to), raw)

    # --- the servers ------------------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Let Postfix stop, after it has delivered what it took: it would deliver twice what it is just delivering."""
        self.postfix.settle()
        self.postfix.stop()

    def start(self) -> None:
        """Let Postfix start again."""
        self.postfix.start()

    def trust(self) -> ssl.SSLContext:
        """What trusts the authority of the tests and nobody else."""
        return ssl.create_default_context(cafile=self.sertifikat)


def parsed(content: bytes) -> EmailMessage:
    """A message, opened."""
    return email.message_from_bytes(content, policy=email.policy.default)


def _stored(client: imaplib.IMAP4_SSL, uid: int) -> Stored:
    _, answer = client.uid("FETCH", str(uid), "(FLAGS INTERNALDATE BODY.PEEK[])")
    (head, content), *_ = answer
    flags = frozenset(map(bytes.decode, imaplib.ParseFlags(head))) - {"\\Recent"}
    return Stored(uid, flags, head.partition(b'INTERNALDATE "')[2].partition(b'"')[0].decode(), content)
