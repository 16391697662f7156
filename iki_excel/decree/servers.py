"""Mail servers that many offices use, by name, so that nobody has to look up their hosts and ports; and those that take
no password at all.

As the providers' own help says (2026): Gmail and Yahoo take an app password where two-step verification is on; since
April 2026 Microsoft takes none for sending.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from iki_excel.words.frozen import frozen

STARTTLS, TLS = "starttls", "tls"
"""How a connection is kept from others: from its first command on, or from its first byte on."""

SECURITY = (STARTTLS, TLS)


@frozen
class Server:
    """Where a server answers: its host name, its port, and how the connection is kept from others (SECURITY)."""

    host: str
    port: int
    keamanan: str


PORT_OF_TLS, PORT, IMAP_PORT_OF_STARTTLS, IMAP_PORT = 465, 587, 143, 993


def sends(host: str, port: int = PORT, keamanan: str = "") -> Server:
    """A server that takes letters; its port says how it is kept from others, where nobody else does."""
    return Server(host, port, keamanan or (TLS if port == PORT_OF_TLS else STARTTLS))


def holds(host: str, port: int = IMAP_PORT, keamanan: str = "") -> Server:
    """The same of one that holds a mailbox (IMAP)."""
    return Server(host, port, keamanan or (STARTTLS if port == IMAP_PORT_OF_STARTTLS else TLS))


@frozen
class Layanan:
    """A service that is known by name. ``files_sent``: whether it puts what it sends into the Sent folder itself;
    ``sandi``: what it wants for a password, a sentence, "" where that is the one of the account.
    """

    nama: str
    keluar: Server
    masuk: Server
    files_sent: bool = False
    sandi: str = ""


def _app_password(nama: str, place: str) -> str:
    return (
        f"{nama} memerlukan sandi aplikasi, bukan sandi akunnya: nyalakan verifikasi dua langkah, lalu buat sandi "
        f"aplikasi di {place}."
    )


GMAIL = Layanan(
    "gmail",
    sends("smtp.gmail.com"),
    holds("imap.gmail.com"),
    files_sent=True,
    sandi=_app_password("Gmail", "myaccount.google.com/apppasswords"),
)
YAHOO = Layanan(
    "yahoo",
    sends("smtp.mail.yahoo.com"),
    holds("imap.mail.yahoo.com"),
    sandi=_app_password("Yahoo", "pengaturan keamanan akun"),
)


def zimbra(host: str) -> Layanan:
    """The Zimbra of a regency: one host for both ways."""
    return Layanan(ZIMBRA, sends(host), holds(host))


ZIMBRA = "zimbra"
NAMED: Sequence[Layanan] = (GMAIL, YAHOO)
AT_A_HOST: dict[str, Callable[[str], Layanan]] = {ZIMBRA: zimbra}
"""Written with the host behind a colon: "zimbra:mail.kantor.example"."""

NAMES = (*(one.nama for one in NAMED), f"{ZIMBRA}:ALAMAT-SERVER")

MICROSOFT = ("microsoft", "outlook", "hotmail", "live", "office365", "exchange", "m365")
DOMAINS = {"gmail.com": GMAIL, "googlemail.com": GMAIL, "yahoo.com": YAHOO, "yahoo.co.id": YAHOO, "ymail.com": YAHOO}
"""The service at which an address is, where its end says so."""

HOSTS_OF_MICROSOFT = ("outlook.com", "office365.com", "hotmail.com", "live.com", "microsoft.com")
DOMAINS_OF_MICROSOFT = (*HOSTS_OF_MICROSOFT, "outlook.co.id", "hotmail.co.id", "live.co.id", "msn.com")


def is_microsoft(said: str) -> bool:
    """Whether a name or a host is that of a service that takes no password any more."""
    said = said.casefold()
    return said in MICROSOFT or any(said == host or said.endswith(f".{host}") for host in HOSTS_OF_MICROSOFT)


def by_name(said: str) -> Layanan | None:
    """The service that a name, or one of its hosts, means; None for a host of the office's own."""
    said = said.casefold()
    return next((one for one in NAMED if said in (one.nama, one.keluar.host, one.masuk.host)), None)


def name_for(address: str) -> str:
    """The name of the service at which an address is; "" where its end does not say."""
    known = DOMAINS.get(_domain(address))
    return known.nama if known else ""


def is_address_at_microsoft(address: str) -> bool:
    """Whether an address is at a service that takes no password any more."""
    return _domain(address) in DOMAINS_OF_MICROSOFT


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip().casefold()
