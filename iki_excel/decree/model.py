"""What a catalogue says, in frozen dataclasses."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from iki_excel.decree import sheet_names
from iki_excel.decree.kinds import Isian, Slot
from iki_excel.language.formula import Formula


@dataclass(frozen=True)
class Hitung:
    """A name computed from isian of one month and then accumulated, such as PNS × hari kerja."""

    kode: str
    label: str
    satuan: str
    rumus: Formula
    akumulasi: str


@dataclass(frozen=True)
class Syarat:
    """A condition on the figures of one month; ``pesan`` says what is expected and what to do."""

    rumus: Formula
    pesan: str


@dataclass(frozen=True)
class Contoh:
    """An executable example: inputs by isian, and the result of the rumus."""

    isian: Mapping[str, Any]
    hasil: float
    periode: str


@dataclass(frozen=True)
class Indikator:
    """One indikator with the decree's own wording."""

    kode: str
    singkat: str
    kinerja: str
    indikator: str
    penjelasan: str
    sumber_data: tuple[str, ...]
    satuan: str
    rumus: Formula
    arah: str
    target: float | None
    catatan: tuple[str, ...]
    isian: tuple[Isian, ...]
    hitung: tuple[Hitung, ...]
    syarat: tuple[Syarat, ...]
    contoh: tuple[Contoh, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All slots of its isian, in the order of the sheet."""
        return tuple(slot for isian in self.isian for slot in isian.slots)

    def told_at(self, syarat: Syarat) -> str:
        """The slot at which a broken condition is told: the first that it uses, itself or in a computed name."""
        computed = {part.kode: part.rumus.names for part in self.hitung}
        first = syarat.rumus.names[0]
        return computed.get(first, (first,))[0]

    @property
    def isian_by_kode(self) -> dict[str, Isian]:
        """Its isian by code, as measures of a formula look them up."""
        return {isian.kode: isian for isian in self.isian}

    @property
    def counts(self) -> bool:
        """Whether its realisasi is a whole number: it adds up whole numbers and divides nothing."""
        return not self.has_decimals and all(slot.bulat for slot in self.slots)

    @property
    def has_decimals(self) -> bool:
        """Whether its realisasi is shown with decimals: it or a computed name divides, averages or has decimals."""
        return any(rumus.decimals for rumus in (self.rumus, *(part.rumus for part in self.hitung)))

    @property
    def labels(self) -> dict[str, str]:
        """What each name of its formulas is called in words."""
        return {part.kode: part.label for part in self.isian} | {part.kode: f"({part.label})" for part in self.hitung}

    @property
    def names(self) -> tuple[Slot | Hitung, ...]:
        """All numbers behind it: its slots, then its computed names."""
        return (*self.slots, *self.hitung)


@dataclass(frozen=True)
class Jabatan:
    """One jabatan: the unit of a template."""

    kode: str
    urutan: int
    versi: int
    nama: str
    tugas: tuple[str, ...]
    fungsi: tuple[str, ...]
    catatan: tuple[str, ...]
    indikator: tuple[Indikator, ...]

    @property
    def sheet(self) -> str:
        """The name of its sheet in the consolidated workbook."""
        return sheet_names.of_jabatan(self.kode)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All slots of all indikator, in the order of the sheet."""
        return tuple(slot for indikator in self.indikator for slot in indikator.slots)

    @property
    def isian(self) -> tuple[Isian, ...]:
        """All isian of all indikator, in the order of the sheet."""
        return tuple(isian for indikator in self.indikator for isian in indikator.isian)


@dataclass(frozen=True)
class Catalog:
    """All jabatan, in their order. ``pimpinan``: what the head of its offices is called, or the code of his jabatan."""

    jabatan: tuple[Jabatan, ...]
    pimpinan: str = ""

    def __getitem__(self, kode: str) -> Jabatan:
        return self._by_kode[kode]

    def __contains__(self, kode: object) -> bool:
        return kode in self._by_kode

    @functools.cached_property
    def _by_kode(self) -> dict[str, Jabatan]:
        return {jabatan.kode: jabatan for jabatan in self.jabatan}

    @property
    def kode(self) -> list[str]:
        """The codes of all jabatan."""
        return [jabatan.kode for jabatan in self.jabatan]

    @functools.cached_property
    def indikator(self) -> dict[str, tuple[Jabatan, Indikator]]:
        """Every indikator by its code, with its jabatan."""
        return {ind.kode: (jabatan, ind) for jabatan in self.jabatan for ind in jabatan.indikator}

    @property
    def dokumen(self) -> list[str]:
        """The codes by which a deadline can be set: ``lkjip`` or ``akip.lkjip``."""
        dates = [slot for jabatan in self.jabatan for slot in jabatan.slots if slot.batas]
        return [*dict.fromkeys([slot.butir for slot in dates] + [slot.kode_dokumen for slot in dates])]
