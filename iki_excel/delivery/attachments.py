"""The last look at a letter before it goes: from the very bytes that are sent, to whom, and whose files.

Nothing is believed of what was planned: the address is compared with iki.toml, and each file is opened again. A form
says itself whose it is; a result says nothing, and is known by what was noted when it was written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from iki_excel.decree import Catalog
from iki_excel.decree.addresses import is_same
from iki_excel.decree.office import Office, Offices
from iki_excel.decree.settings import Settings
from iki_excel.delivery.letters import OF_ALL
from iki_excel.delivery.outbox import Row
from iki_excel.forms.reading.owner import OWN_REPORT, identify
from iki_excel.forms.reading.workbook import SetAside, open_workbook
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks.opening import Reader

HIDDEN_OR_MORE = ("Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc")
"""Headers by which a letter would have further readers."""

PDF = b"%PDF"


@frozen
class Owner:
    """Whom a file tells of, and of which periode; ``jabatan``: OF_ALL for the whole office."""

    unit: str
    periode: str
    jabatan: str


@frozen
class Entitled:
    """Who may get what. ``dari``: the office's own address; ``alamat``: by the code of a recipient the address that
    iki.toml has now; ``seluruhnya``: the codes of those who may see what tells of the whole office.
    """

    unit: str
    dari: str
    alamat: Mapping[str, str]
    seluruhnya: frozenset[str] = frozenset()


Whose = Callable[[bytes], Owner | None]
"""Whom the bytes of a file tell of; None where that is not certain."""

Recorded = Callable[[str], Owner | None]
"""Whom a result tells of that has this SHA-256, as was noted when it was written; None for what was not."""


@frozen
class ByContent:
    """Whose a file is: a form by its Kode formulir, a result by what was ``recorded`` of it."""

    catalog: Catalog
    settings: Settings
    reader: Reader
    recorded: Recorded

    def __call__(self, content: bytes) -> Owner | None:
        """None for anything else."""
        if content.startswith(PDF):
            return self._recorded(content)
        try:
            workbook = open_workbook(content, self.reader)
            identity, _ = identify(workbook, Offices.one(Office(self.catalog, self.settings)))
        except SetAside as reason:
            return self._recorded(content) if reason.rule is OWN_REPORT else None
        return Owner(identity.unit, identity.periode, identity.jabatan)

    def _recorded(self, content: bytes) -> Owner | None:
        return self.recorded(hashlib.sha256(content).hexdigest())


# --- the look ---------------------------------------------------------------------------------------------------------


def why_not(one: Row, content: bytes, entitled: Entitled, whose: Whose) -> str:
    """Why these bytes must not be sent as this letter, in a sentence; "" where they may."""
    message = BytesParser(policy=policy.default).parsebytes(content)
    assert isinstance(message, EmailMessage)
    return next(_faults(one, message, entitled, whose), "")


def _faults(one: Row, message: EmailMessage, entitled: Entitled, whose: Whose) -> Iterator[str]:
    if one.unit != entitled.unit or message["Message-ID"] != one.message_id:
        yield "Surat ini bukan seperti yang tercatat, jadi tidak dikirim. Jalankan “iki kirim” lagi."
    if not _is_to(message, one.alamat):
        yield f"Di surat ini tertulis penerima lain daripada {one.alamat}, jadi tidak dikirim."
    if not _is_from(message, entitled.dari):
        yield f"Surat ini bukan dari {entitled.dari}, jadi tidak dikirim. Jalankan “iki kirim” lagi."
    if not is_same(entitled.alamat.get(one.kepada, ""), one.alamat):
        yield f"{one.alamat} kini bukan alamat {one.nama} di iki.toml, jadi tidak dikirim. Jalankan “iki kirim” lagi."
    files = [(part.get_filename() or "", part.get_content()) for part in message.iter_attachments()]
    if [name for name, _ in files] != one.files:
        yield "Lampiran surat ini bukan seperti yang tercatat, jadi tidak dikirim. Jalankan “iki kirim” lagi."
    for name, file in files:
        yield from _faults_of_file(one, name, whose(_as_bytes(file)), entitled)


def _is_from(message: EmailMessage, dari: str) -> bool:
    """Whether answers to it come to the office."""
    return [address.addr_spec for header in message.get_all("From", []) for address in header.addresses] == [dari]


def _is_to(message: EmailMessage, alamat: str) -> bool:
    """Whether it names this one recipient and nobody else."""
    named = message.get_all("To", [])
    addresses: Sequence[str] = [address.addr_spec for header in named for address in header.addresses]
    return len(addresses) == 1 and is_same(addresses[0], alamat) and not any(map(message.get_all, HIDDEN_OR_MORE))


def _as_bytes(content: object) -> bytes:
    """A file that says it is text is none of ours; its letters are looked at all the same."""
    return content if isinstance(content, bytes) else str(content).encode()


def _faults_of_file(one: Row, name: str, owner: Owner | None, entitled: Entitled) -> Iterator[str]:
    if owner is None:
        yield f"Lampiran {name} tidak dapat dipastikan milik siapa, jadi surat ini tidak dikirim."
    elif owner.unit != one.unit:
        yield f"Lampiran {name} milik unit lain, “{owner.unit}”, jadi surat ini tidak dikirim."
    elif owner.periode != one.periode:
        month = Periode(owner.periode).words
        yield f"Lampiran {name} untuk {month}, padahal suratnya untuk {Periode(one.periode).words}: tidak dikirim."
    elif owner.jabatan == OF_ALL and one.kepada not in entitled.seluruhnya:
        yield f"Lampiran {name} memuat hasil seluruh kantor, bukan hanya milik {one.nama}: tidak dikirim."
    elif owner.jabatan not in (OF_ALL, one.kepada):
        yield f"Lampiran {name} milik jabatan lain, “{owner.jabatan}”, jadi surat ini tidak dikirim."
