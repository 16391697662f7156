"""The office's mail as iki.toml tells of it: whose account sends, through which server, and who is written to where.

No password stands there: see ``delivery/password.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from iki_excel.decree import Catalog, passwords
from iki_excel.decree.addresses import is_address, is_same, tell_of_address
from iki_excel.decree.one_line import tell_of_long
from iki_excel.decree.servers import (
    AT_A_HOST,
    IMAP_PORT,
    NAMED,
    NAMES,
    PORT,
    SECURITY,
    STARTTLS,
    TLS,
    Layanan,
    Server,
    by_name,
    holds,
    is_microsoft,
    sends,
)
from iki_excel.decree.toml import Table
from iki_excel.decree.unit import Unit, known_kode
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

__all__ = ["SECURITY", "STARTTLS", "TLS", "Server", "Surel", "read_surel"]

NO_MICROSOFT = (
    "server “{said}” milik Microsoft, yang tidak lagi menerima sandi untuk mengirim surel dari program. Hapus baris "
    "server; “iki kirim --pratinjau” menulis surat siap kirim yang dibuka dengan Outlook."
)
LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
HOST = re.compile(rf"(?:{LABEL}\.){{0,10}}{LABEL}")
HOST_EXAMPLE = "mail.kantor.example"


@frozen
class Surel:
    """``[surel]``. ``keluar`` sends, None where the office has no mail; ``masuk`` holds the mailbox (IMAP), None where
    there is none to look into.

    ``pengguna``: who logs in; ``dari``: the office's own address. ``sertifikat``: certificates of an authority of the
    office's own, beside those of the system. ``alamat``: by the code of a jabatan (the head as Unit.head says) where
    its holder is written to; ``tembusan``: who else gets results. ``menyimpan_terkirim``: whether the server puts what
    it sends into the Sent folder itself; ``sandi``: what it wants for a password, a sentence, "" where nothing special.
    """

    keluar: Server | None = None
    masuk: Server | None = None
    pengguna: str = ""
    dari: str = ""
    sertifikat: Path | None = None
    alamat: Mapping[str, str] = field(default_factory=dict)
    tembusan: tuple[str, ...] = ()
    menyimpan_terkirim: bool = False
    sandi: str = ""

    @property
    def lacking(self) -> str:
        """What is still to be written before it can send, a sentence; "" where nothing is."""
        if self.keluar is None:
            return "server di [surel], iki.toml, belum ditulis. Tulis nama server surel kantor."
        if not self.pengguna:
            return "pengguna di [surel], iki.toml, belum ditulis. Tulis nama untuk masuk ke server surel."
        if not self.dari:
            return "dari di [surel], iki.toml, belum ditulis. Tulis alamat surel kantor ini."
        return ""

    def is_own(self, address: str) -> bool:
        """Whether it is the office's own address."""
        return bool(self.dari) and is_same(self.dari, address)


def read_surel(table: Table, unit: Unit, catalog: Catalog, folder: Path) -> Surel:
    """``[surel]``; ``folder``: the one of iki.toml, from which the certificates are seen."""
    _refuse_password(table)
    said = table.text("server", "")
    known = _known(table, said)
    keluar, masuk = _keluar(table, said, known), _masuk(table, known)
    pengguna, dari = _own(table)
    sertifikat = table.text("sertifikat", "")
    surel = Surel(
        keluar=keluar,
        masuk=masuk,
        pengguna=pengguna,
        dari=dari,
        sertifikat=folder / sertifikat if sertifikat else None,
        tembusan=_copies(table),
        alamat=_addresses(table.table("alamat"), unit, catalog),
        menyimpan_terkirim=known is not None and known.files_sent,
        sandi=known.sandi if known else "",
    )
    table.done()
    return surel


def _refuse_password(table: Table) -> None:
    for key in table.data:
        if passwords.is_password(key):
            raise table.refuse(passwords.refusal(key))


# --- the servers ------------------------------------------------------------------------------------------------------


def _known(table: Table, said: str) -> Layanan | None:
    """The service that is meant by a name; None for a host of the office's own, or where nothing is said."""
    name, _, host = said.partition(":")
    if is_microsoft(said):
        raise table.refuse(NO_MICROSOFT.format(said=said))
    if name.casefold() in AT_A_HOST:
        return AT_A_HOST[name.casefold()](_host(table, "server", host, f"{name.casefold()}:"))
    known = by_name(said)
    names = [one.nama for one in NAMED] + [*AT_A_HOST]
    if known is None and "." not in said and bahasa.near(said, names):
        raise table.refuse(f"server “{said}” tidak dikenal. {bahasa.nearest(said, names)}")
    return known


def _host(table: Table, key: str, host: str, before: str = "") -> str:
    """A name of a server; its port has a key of its own. ``before``: what stands in front of it."""
    if not HOST.fullmatch(host):
        shown = bahasa.brief(f"{before}{host}")
        example = f'{key} = "{before}{HOST_EXAMPLE}"'
        also = "" if before or key != "server" else f" Yang dikenal dengan nama: {', '.join(NAMES)}."
        raise table.refuse(
            f"{key} berisi “{shown}”, padahal harus nama server tanpa port, garis miring dan spasi, misalnya "
            f"{example}.{also}"
        )
    return host


def _keluar(table: Table, said: str, known: Layanan | None) -> Server | None:
    """Nothing that would send a password for all to read can be chosen."""
    usual = known.keluar.port if known else PORT
    port = _fitting(table, "port", table.take("port", int, usual), usual)
    keamanan = table.choice("keamanan", SECURITY, "")
    if not said:
        return None
    return sends(known.keluar.host if known else _host(table, "server", said), port, keamanan)


def _masuk(table: Table, known: Layanan | None) -> Server | None:
    """The mailbox: the one of a known service unless something else is said, or that there is none ("")."""
    host = table.text("imap", known.masuk.host if known else "")
    port = _fitting(table, "imap_port", table.take("imap_port", int, IMAP_PORT), IMAP_PORT)
    keamanan = table.choice("imap_keamanan", SECURITY, "")
    return holds(_host(table, "imap", host), port, keamanan) if host else None


def _fitting(table: Table, key: str, port: int, usual: int) -> int:
    if not 1 <= port <= 65535:
        raise table.refuse(f"{key} berisi {port}, padahal harus 1 sampai 65535, biasanya {usual}.")
    return port


# --- the addresses ----------------------------------------------------------------------------------------------------


def _own(table: Table) -> tuple[str, str]:
    """Who logs in, and the office's own address; where one is said, and an address, it is the other, too."""
    pengguna, dari = table.text("pengguna", ""), table.text("dari", "")
    tell_of_long(table, "pengguna", pengguna)
    tell_of_address(table, "dari", dari)
    return pengguna or dari, dari or (pengguna if is_address(pengguna) else "")


def _addresses(table: Table, unit: Unit, catalog: Catalog) -> dict[str, str]:
    head, found, said = unit.head(catalog), dict[str, str](), dict[str, str]()
    for key in table.data:
        kode = known_kode(table, key, head, catalog)
        if kode in said:
            raise table.refuse(f"“{said[kode]}” dan “{key}” adalah orang yang sama. Hapus salah satunya.")
        said[kode], address = key, table.text(key, "")
        tell_of_address(table, key, address)
        if address:
            found[kode] = address
    return found


def _copies(table: Table) -> tuple[str, ...]:
    copies = table.texts("tembusan", [])
    for address in copies:
        tell_of_address(table, "tembusan", address or " ")
    _refuse_twice(table, copies)
    return copies


def _refuse_twice(table: Table, copies: Sequence[str]) -> None:
    for number, address in enumerate(copies):
        if any(is_same(address, before) for before in copies[:number]):
            raise table.refuse(f"tembusan memuat “{address}” dua kali. Hapus salah satunya.")
