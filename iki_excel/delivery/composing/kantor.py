"""Who writes a letter, and the form that it is about."""

from __future__ import annotations

import datetime as dt

from iki_excel.delivery.letters import Recipient
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode


@frozen
class Kantor:
    """The office that writes: its code, its name, where it is, and its own address ("" where it has no mail)."""

    kode: str
    nama: str
    tempat: str
    alamat: str = ""

    @property
    def singkat(self) -> str:
        """What it is called in a subject."""
        return self.tempat or self.nama


@frozen
class Permintaan:
    """A form that is asked for: of whom, of which month, and by which day; ``sebutan``: its jabatan in a word."""

    kepada: Recipient
    sebutan: str
    periode: Periode
    batas: dt.date

    @property
    def ditunggu(self) -> str:
        """The day in words."""
        return bahasa.date(self.batas)
