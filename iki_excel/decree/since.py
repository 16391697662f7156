"""Since when each document is asked for: one that a later version of an indikator adds was not asked for before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from iki_excel.decree.kinds import Isian, Slot
from iki_excel.decree.model import Indikator, Jabatan
from iki_excel.words.periods import Periode

Since = dict[tuple[str, str], Periode | None]
"""By kode of the indikator and of the slot."""


def with_since(jabatan: Jabatan) -> Jabatan:
    """The jabatan, its documents with the month since which they are asked for; all its versions stand in order."""
    since: Since = {}
    for indikator in jabatan.indikator:
        for slot in indikator.slots:
            since.setdefault((indikator.kode, slot.kode), indikator.berlaku_mulai)
    return replace(jabatan, indikator=tuple(_indikator(one, since) for one in jabatan.indikator))


def _indikator(indikator: Indikator, since: Since) -> Indikator:
    return replace(indikator, isian=tuple(_isian(indikator.kode, isian, since) for isian in indikator.isian))


def _isian(kode: str, isian: Isian, since: Since) -> Isian:
    return replace(isian, slots=tuple(_dated(isian.slots, kode, since)))


def _dated(slots: Iterable[Slot], kode: str, since: Since) -> Iterable[Slot]:
    for slot in slots:
        yield replace(slot, sejak=since[kode, slot.kode]) if slot.batas else slot
