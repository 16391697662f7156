"""What a catalogue says, in frozen dataclasses."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from iki_excel.decree import sheet_names
from iki_excel.decree.keputusan import Keputusan
from iki_excel.decree.kinds import Isian, Slot
from iki_excel.decree.targets import Target
from iki_excel.language.formula import Formula
from iki_excel.words.periods import Periode

DONE, ALL = "_tepat", "_jumlah"
"""How the kode of two isian end of which one counts a part of the other."""


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
    """One indikator with the decree's own wording; of several versions of it, what one says.

    ``berlaku_mulai``, ``berlaku_sampai``: its first and its last month; None where there is no such end. ``sifat``:
    what its realisasi is (see :mod:`iki_excel.decree.targets`); empty where neither the catalogue nor the rumus says.
    ``jarang``: what it counts happens once or twice a year.
    """

    kode: str
    singkat: str
    kinerja: str
    indikator: str
    penjelasan: str
    sumber_data: tuple[str, ...]
    satuan: str
    rumus: Formula
    arah: str
    sifat: str
    jarang: bool
    target: Target | None
    catatan: tuple[str, ...]
    isian: tuple[Isian, ...]
    hitung: tuple[Hitung, ...]
    syarat: tuple[Syarat, ...]
    contoh: tuple[Contoh, ...]
    berlaku_mulai: Periode | None = None
    berlaku_sampai: Periode | None = None

    def is_valid_in(self, periode: str) -> bool:
        """Whether it is what the decree says in this month."""
        begins, ends = self.berlaku_mulai, self.berlaku_sampai
        return (begins is None or begins <= periode) and (ends is None or periode <= ends)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All slots of its isian, in the order of the sheet."""
        return tuple(slot for isian in self.isian for slot in isian.slots)

    def told_at(self, syarat: Syarat) -> str:
        """The slot at which a broken condition is told: the first that it uses, itself or in a computed name."""
        return self.isian_behind(syarat)[0]

    def isian_behind(self, syarat: Syarat) -> tuple[str, ...]:
        """The isian that a condition stands on, themselves or in a computed name: it is asked where all are numbers."""
        computed = {part.kode: part.rumus.names for part in self.hitung}
        return tuple(dict.fromkeys(name for used in syarat.rumus.names for name in computed.get(used, (used,))))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Two isian that belong together, as those done in time and all: one of them alone cannot be left out.

        They are named so, ``…_tepat`` and ``…_jumlah``, and not added to each other; or a condition holds them against
        each other, and each is added to others of its kind, in a sum of its own.
        """
        slots = {slot.kode: None for slot in self.slots}
        sums = [names for rumus in (self.rumus, *(part.rumus for part in self.hitung)) for names in rumus.sums]
        named = [(kode, f"{kode.removesuffix(DONE)}{ALL}") for kode in slots if kode.endswith(DONE)]
        compared = (syarat.rumus.names for syarat in self.syarat)
        held = [(names[0], names[1]) for names in compared if {*names} <= slots.keys() and _are_apart(names, sums)]
        kept = [pair for pair in named if pair[1] in slots and not any({*pair} <= added for added in sums)]
        return tuple(dict.fromkeys([*kept, *held]))

    @property
    def needed(self) -> tuple[Isian, ...]:
        """The isian that its formulas use."""
        return tuple(isian for isian in self.isian if not isian.pendukung)

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
        """Whether its realisasi is shown with decimals: it or a computed name divides, averages or has decimals, or one
        of its numbers comes to the mean of its months."""
        averaged = [slot.akumulasi for isian in self.needed for slot in isian.slots]
        averaged += [part.akumulasi for part in self.hitung]
        divided = [rumus.decimals for rumus in (self.rumus, *(part.rumus for part in self.hitung))]
        return any(divided) or "rata" in averaged

    @property
    def labels(self) -> dict[str, str]:
        """What each name of its formulas is called in words."""
        return {part.kode: part.label for part in self.isian} | {part.kode: f"({part.label})" for part in self.hitung}

    @property
    def names(self) -> tuple[Slot | Hitung, ...]:
        """All numbers behind it: its slots, then its computed names."""
        return (*self.slots, *self.hitung)


def _are_apart(names: Sequence[str], sums: Sequence[set[str]]) -> bool:
    """Whether two names are each part of a sum, and of no sum together."""
    are_added = all(any(name in added for added in sums) for name in names)
    return len(names) == 2 and are_added and not any({*names} <= added for added in sums)


@dataclass(frozen=True)
class Jabatan:
    """One jabatan: the unit of a template.

    ``indikator``: all that it ever has, the versions of one behind each other; of one month in :meth:`Catalog.at`.
    """

    kode: str
    urutan: int
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

    @functools.cached_property
    def homes(self) -> dict[str, str]:
        """By slot of which the fact is asked before it, the slot where that is: a form asks a fact once.

        Of a jabatan as it is in one month; in another a fact may be asked at another place.
        """
        first: dict[tuple[tuple[str, ...], str], str] = {}
        of_facts = [(slot.kode, (slot.fakta, slot.tipe)) for slot in self.slots if slot.fakta]
        return {kode: home for kode, fact in of_facts if (home := first.setdefault(fact, kode)) != kode}

    @property
    def asked(self) -> tuple[Slot, ...]:
        """The slots that have a cell of their own on its form, in the order of the sheet."""
        return tuple(slot for slot in self.slots if slot.kode not in self.homes)

    def home_of(self, slot: str) -> str:
        """The slot at whose cell a slot is asked: mostly itself."""
        return self.homes.get(slot, slot)

    @property
    def isian(self) -> tuple[Isian, ...]:
        """All isian of all indikator, in the order of the sheet."""
        return tuple(isian for indikator in self.indikator for isian in indikator.isian)


@dataclass(frozen=True)
class Catalog:
    """All jabatan, in their order, as they are in all months; of one month, :meth:`at`."""

    jabatan: tuple[Jabatan, ...]
    keputusan: Keputusan = field(default_factory=Keputusan)

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

    @property
    def pimpinan(self) -> str:
        """Who heads the office, as the decree calls it; "" where it does not say."""
        return self.keputusan.pimpinan

    @functools.cached_property
    def indikator(self) -> dict[str, tuple[Jabatan, Indikator]]:
        """Every indikator by its code, with its jabatan; of several versions the latest."""
        return {ind.kode: (jabatan, ind) for jabatan in self.jabatan for ind in jabatan.indikator}

    @functools.cached_property
    def versions(self) -> dict[str, tuple[Indikator, ...]]:
        """All versions of every indikator by its code, in order."""
        found: dict[str, tuple[Indikator, ...]] = {}
        for one in (one for jabatan in self.jabatan for one in jabatan.indikator):
            found[one.kode] = (*found.get(one.kode, ()), one)
        return found

    @property
    def dokumen(self) -> list[str]:
        """The codes by which a deadline can be set: ``lkjip`` or ``akip.lkjip``."""
        dates = self._dates
        return [*dict.fromkeys([slot.butir for slot in dates] + [slot.kode_dokumen for slot in dates])]

    def dated(self, dokumen: str) -> list[Slot]:
        """The slots whose deadline is set by one of these codes."""
        return [slot for slot in self._dates if dokumen in (slot.butir, slot.kode_dokumen)]

    @property
    def _dates(self) -> list[Slot]:
        return [slot for jabatan in self.jabatan for slot in jabatan.slots if slot.batas]

    def at(self, periode: str) -> Catalog:
        """What is valid in a month (of a longer periode, in its last); no jabatan without an indikator.

        Months in which the same is valid get the same object, and a catalogue that knows no time is it itself.
        """
        if periode not in self._by_month:
            month = Periode(periode).months[-1]
            valid = tuple(one.is_valid_in(month) for jabatan in self.jabatan for one in jabatan.indikator)
            self._by_month[periode] = self._by_valid.setdefault(valid, self if all(valid) else self._cut_to(month))
        return self._by_month[periode]

    def _cut_to(self, month: Periode) -> Catalog:
        cut = (
            replace(jabatan, indikator=tuple(one for one in jabatan.indikator if one.is_valid_in(month)))
            for jabatan in self.jabatan
        )
        return replace(self, jabatan=tuple(jabatan for jabatan in cut if jabatan.indikator))

    @functools.cached_property
    def _by_month(self) -> dict[str, Catalog]:
        return {}

    @functools.cached_property
    def _by_valid(self) -> dict[tuple[bool, ...], Catalog]:
        return {}
