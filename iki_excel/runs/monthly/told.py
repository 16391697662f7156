"""What whoever fills a form was told of it, and how: from the rows of the outbox, for this very content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from iki_excel.decree.addresses import is_same
from iki_excel.delivery.composing.ingatkan import AFTER
from iki_excel.delivery.letters import FORMULIR, INGATKAN, PERBAIKAN
from iki_excel.delivery.outbox import (
    DIGANTI,
    DISERAHKAN,
    DITOLAK,
    MENGIRIM,
    SIAP,
    TERKIRIM,
    TIDAK_PASTI,
    TOLD,
    Row,
)
from iki_excel.words import moments
from iki_excel.words.frozen import frozen

NAMES = {FORMULIR: "Formulir kosong", PERBAIKAN: "Perbaikan", INGATKAN: "Pengingat"}
HOW = {
    TERKIRIM: "diterima server surat {kapan}",
    DISERAHKAN: "Anda catat sudah disampaikan {kapan}",
    MENGIRIM: "sedang dikirim sejak {kapan}",
    TIDAK_PASTI: "tidak pasti sampai, lihat Kotak keluar",
    DITOLAK: "ditolak server surat, lihat Kotak keluar",
    SIAP: "siap dikirim",
}
"""Each says only what is known: a server that took a letter is no person who read it."""


@frozen
class Told:
    """A letter, or what a person handed over: what for (``jenis``), its ``keadaan`` in the outbox, since when
    (moments.kept), and its ``nomor`` there. ``is_refused``: whether it was refused at the address that still stands in
    the settings, so that sending it once more would end alike.
    """

    jenis: str
    keadaan: str
    kapan: str
    nomor: int
    is_refused: bool = False

    @property
    def is_told(self) -> bool:
        """Whether it reached the person, or may have."""
        return self.keadaan in TOLD

    @property
    def day(self) -> dt.date:
        """The day of it by the clock of WIB."""
        return moments.told(self.kapan).date()

    @property
    def kalimat(self) -> str:
        """ "Perbaikan: diterima server surat 4 April 2019 pukul 09.15 WIB."."""
        return f"{NAMES[self.jenis]}: {how_told(self.keadaan, self.kapan)}."


def how_told(keadaan: str, kapan: str) -> str:
    """ "diterima server surat 4 April 2019 pukul 09.15 WIB"."""
    return HOW[keadaan].format(kapan=moments.words(kapan))


def told_of(rows: Iterable[Row], unit: str, kode: str, sha256: str, alamat: str = "") -> tuple[Told, ...]:
    """The last word of each kind to one jabatan, of the rows of a month; of corrections and of reminders only what is
    about the form of this SHA-256 ("" where none came), and about a day that is over. ``alamat``: where the person is
    written to now.
    """
    own = sorted((row for row in rows if (row.unit, row.kepada) == (unit, kode)), key=_when)
    return tuple(_told(kind, alamat) for kind in _by_kind(own, sha256) if kind)


def _by_kind(rows: Sequence[Row], sha256: str) -> Iterator[Row | None]:
    for jenis in NAMES:
        of_kind = [row for row in rows if row.jenis == jenis and row.keadaan != DIGANTI]
        if jenis == PERBAIKAN:
            of_kind = _of_content(of_kind, sha256)
        if jenis == INGATKAN:
            of_kind = [row for row in of_kind if row.pokok.startswith(AFTER)] if not sha256 else []
        told = [row for row in of_kind if row.keadaan in TOLD]
        yield next(reversed(told or of_kind), None)


def _of_content(rows: Sequence[Row], sha256: str) -> list[Row]:
    """Whoever was told of another content since is to be told of this one again."""
    last = [row for row in rows if row.keadaan in TOLD][-1:]
    counts = last + [row for row in rows if row.keadaan not in TOLD]
    return [row for row in counts if row.pokok == sha256]


def _told(row: Row, alamat: str) -> Told:
    return Told(row.jenis, row.keadaan, row.diubah, row.nomor, is_refused(row, alamat))


def is_refused(row: Row, alamat: str) -> bool:
    """Whether a letter was refused at this very address: then another address is needed, or a person who hands it
    over, and to send it again is no sensible act.
    """
    return row.keadaan == DITOLAK and bool(alamat) and is_same(row.alamat, alamat)


def _when(row: Row) -> tuple[str, int]:
    return row.diubah, row.nomor
