"""The office's mail as iki.toml tells of it: whose account sends, through which server, and who is written to where.

No password stands there: see ``delivery/password.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

STARTTLS, TLS = "starttls", "tls"
"""How a connection is kept from others: from its first command on, or from its first byte on."""

SECURITY = (STARTTLS, TLS)


@dataclass(frozen=True)
class Server:
    """Where a server answers: its host name, its port, and how the connection is kept from others (SECURITY)."""

    host: str
    port: int
    keamanan: str


@dataclass(frozen=True)
class Surel:
    """``[surel]``. ``keluar`` sends, None where the office has no mail; ``masuk`` holds the mailbox (IMAP), None where
    there is none to look into.

    ``pengguna``: who logs in; ``dari``: the office's own address. ``sertifikat``: certificates of an authority of the
    office's own, beside those of the system. ``alamat``: by the code of a jabatan (the head as Unit.head says) where
    its holder is written to; ``tembusan``: who else gets results.
    """

    keluar: Server | None = None
    masuk: Server | None = None
    pengguna: str = ""
    dari: str = ""
    sertifikat: Path | None = None
    alamat: Mapping[str, str] = field(default_factory=dict)
    tembusan: tuple[str, ...] = ()
