"""Who sent a form by mail, whether the server that took it vouches for that, and which came from somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iki_excel.decree.addresses import is_same
from iki_excel.decree.surel import Surel
from iki_excel.judging.files import USED
from iki_excel.words import bahasa, plain
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

if TYPE_CHECKING:
    from iki_excel.judging.batch import Batch

SAH, TIDAK_LOLOS, TIDAK_DIKETAHUI = "sah", "tidak lolos", "tidak diketahui"
"""The server vouches for the sender; it says that somebody else wrote in his name; nobody knows."""

WORDS = {SAH: "sah", TIDAK_LOLOS: "tidak lolos", TIDAK_DIKETAHUI: "tidak dapat dipastikan"}
NOBODY = "tidak diketahui"
"""A sender whom the message does not name, or not as one address."""

LONGEST = 120
"""Letters of an address that are shown."""


@frozen
class Sender:
    """Who sent a file: the address that its message says it is from ("" for none), what the server found out about that
    (SAH, TIDAK_LOLOS, TIDAK_DIKETAHUI), the Message-ID, and when it came (words.moments).
    """

    dari: str
    putusan: str = TIDAK_DIKETAHUI
    message_id: str = ""
    tiba: str = ""

    @property
    def said(self) -> str:
        """The address as it may be printed."""
        return bahasa.brief(plain.clean(self.dari), LONGEST) or NOBODY

    @property
    def verdict(self) -> str:
        """What the server found out, in words."""
        return WORDS.get(self.putusan, WORDS[TIDAK_DIKETAHUI])


def unexpected(batch: Batch) -> list[str]:
    """Every form of the periode, as far as it is used, that came from another address than that of its jabatan, or from
    somebody who only wrote in its name.
    """
    files = batch.checked.files
    of_periode = files[files["nasib"].eq(USED) & files["periode"].isin(batch.periode.months)]
    found = ((form, batch.pengirim.get(form.sha256)) for form in of_periode.itertuples())
    return [
        doubt
        for form, sender in found
        if sender
        and (doubt := doubt_of(_named(batch, form.jabatan, form.periode), sender, form.jabatan, batch.settings.surel))
    ]


def doubt_of(named: str, sender: Sender, jabatan: str, surel: Surel) -> str:
    """What is to be asked about the sender of a form that is called ``named``; "" for nothing."""
    doubt = _doubt(sender, jabatan, surel)
    return f"formulir {named} dikirim {doubt}. Tanyakan kepada pejabatnya." if doubt else ""


def is_another(dari: str, jabatan: str, surel: Surel) -> bool:
    """Whether somebody else sent the form of a jabatan, as far as iki.toml says who should. The office may forward what
    it got.
    """
    alamat = surel.alamat.get(jabatan, "")
    return bool(alamat) and not is_same(dari, alamat) and not surel.is_own(dari)


def _doubt(sender: Sender, jabatan: str, surel: Surel) -> str:
    """ "dari x@…, bukan alamatnya di iki.toml"; "" for none."""
    if not sender.dari:
        return "tanpa alamat pengirim yang dapat dibaca"
    doubts = [
        *(["bukan alamatnya di iki.toml"] if is_another(sender.dari, jabatan, surel) else []),
        *(["tidak lolos pemeriksaan server"] if sender.putusan == TIDAK_LOLOS else []),
    ]
    return f"dari {sender.said}, {' dan '.join(doubts)}" if doubts else ""


def _named(batch: Batch, jabatan: str, month: str) -> str:
    """ "Trantib"; with the month where there are several."""
    nama = batch.catalog[jabatan].sheet
    return f"{nama} {Periode(month).words}" if len(batch.periode.months) > 1 else nama
