"""Which rekap of a periode this is, and what it says differently than the one before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from iki_excel.decree import Indikator
from iki_excel.language.rounding import is_same
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

NOTHING = "belum ada"
UNCHANGED = "tidak ada angka yang berubah"
UNKNOWN = "catatan rekap sebelumnya tidak ada, jadi yang berubah tidak diketahui"
DECIMALS = range(2, 13)
"""Two, or more where two numbers look alike with two."""


@frozen
class Hasil:
    """What a periode came to for one indikator; None where it has no number, "" where it has no predikat.

    ``status``: in words, with its reason.
    """

    realisasi: float | None
    capaian: float | None
    predikat: str
    status: str


@frozen
class Riwayat:
    """The number of a rekap, from 1, and what is told differently than in the one before, a line an indikator in the
    order of the catalogue; None where nobody knows what that one said.
    """

    nomor: int = 1
    berubah: tuple[str, ...] | None = ()

    @property
    def name(self) -> str:
        """What it is called; "" for the first rekap of a periode."""
        return f"Rekap ke-{self.nomor}" if self.nomor > 1 else ""

    @property
    def sentence(self) -> str:
        """Both in a sentence; "" for the first."""
        return f"{self.name}; {self._told()}." if self.name else ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What is told differently, a line each, or why there is none; nothing for the first."""
        return (self.berubah or (f"{self._why_none.capitalize()}.",)) if self.name else ()

    def replacing(self, most: int) -> str:
        """The same where it is sent, of more than ``most`` changes only the first; "" for the first rekap. Whether the
        one before it was sent is not known here.
        """
        return f"{self.name}. Menggantikan rekap sebelumnya; {self._told(most)}." if self.name else ""

    def of(self, indikator: Collection[str]) -> Riwayat:
        """As far as it is about some indikator."""
        own = (line for line in self.berubah or () if line.partition(" ")[0] in indikator)
        return replace(self, berubah=None if self.berubah is None else tuple(own))

    def _told(self, most: int | None = None) -> str:
        return f"berubah: {_first(self.berubah, most)}" if self.berubah else self._why_none

    @property
    def _why_none(self) -> str:
        return UNKNOWN if self.berubah is None else UNCHANGED


FIRST = Riwayat()


def _first(lines: Sequence[str], most: int | None) -> str:
    """ "TRA-1 7 → 10, PMD-2 3 → 4, dan 5 lain"; all of them where nobody says how many at most."""
    named = lines[:most]
    further = len(lines) - len(named)
    return ", ".join([*named, *([f"dan {further} lain"] if further else [])])


def results(hasil: pd.DataFrame) -> dict[str, Hasil]:
    """What a periode came to, by indikator; ``hasil``: its rows (scoring.HASIL_COLUMNS)."""
    return {
        row.indikator: Hasil(
            realisasi=_number(row.realisasi),
            capaian=_number(row.capaian),
            predikat="" if pd.isna(row.predikat) else str(row.predikat),
            status=str(row.status_kata),
        )
        for row in hasil.itertuples()
    }


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def changes(before: Mapping[str, Hasil], now: Mapping[str, Hasil], known: Mapping[str, Indikator]) -> tuple[str, ...]:
    """What is told differently: of each indikator the first that differs of realisasi, capaian, predikat and status."""
    gone = (kode for kode in before if kode not in now)
    return (*_changed(before, now, known), *(f"{kode} tidak ada lagi" for kode in gone))


def _changed(before: Mapping[str, Hasil], now: Mapping[str, Hasil], known: Mapping[str, Indikator]) -> Iterator[str]:
    for kode, hasil in now.items():
        told = _difference(before[kode], hasil, known.get(kode)) if kode in before else "baru"
        if told:
            yield f"{kode} {told}"


def _difference(old: Hasil, new: Hasil, indikator: Indikator | None) -> str:
    if not _are_same(old.realisasi, new.realisasi):
        return _realisasi(old.realisasi, new.realisasi, indikator)
    if not _are_same(old.capaian, new.capaian):
        return f"capaian {_numbers(old.capaian, new.capaian)}"
    if old.predikat != new.predikat:
        return f"predikat {_arrow(old.predikat or NOTHING, new.predikat or NOTHING)}"
    return f"status {_arrow(old.status, new.status)}" if old.status != new.status else ""


def _realisasi(old: float | None, new: float | None, indikator: Indikator | None) -> str:
    """Two numbers, or the words that they stand for."""
    words = indikator.pilihan if indikator else None
    if words is None:
        return _numbers(old, new)
    return _arrow(*(NOTHING if number is None else words.said(number) for number in (old, new)))


def _are_same(old: float | None, new: float | None) -> bool:
    return old is new if old is None or new is None else bool(is_same(old, new))


def _numbers(old: float | None, new: float | None) -> str:
    """Two numbers that differ, with as many decimals as it takes to see that."""
    for digits in DECIMALS:
        told = [NOTHING if number is None else bahasa.number(number, digits) for number in (old, new)]
        if told[0] != told[1]:
            break
    return _arrow(*told)


def _arrow(old: str, new: str) -> str:
    return f"{old} → {new}"
