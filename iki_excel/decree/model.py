"""What a catalogue says, in frozen dataclasses."""

from __future__ import annotations

import ast
import functools
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from iki_excel.decree import sheet_names
from iki_excel.decree.fields import WordField, words_of
from iki_excel.decree.keputusan import Keputusan
from iki_excel.decree.kinds import Isian, Slot
from iki_excel.decree.konstanta import Konstanta
from iki_excel.decree.sifat import ARUS
from iki_excel.decree.targets import Target, Written, in_year, years_of
from iki_excel.language.formula import Formula, Skala
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import BULAN, Periode

DONE, ALL = "_tepat", "_jumlah"
"""How the kode of two isian end of which one counts a part of the other."""

PER = "per "
"""How the satuan of a rate begins: "per 1.000 penduduk"."""


@frozen
class Hitung:
    """A name computed from isian of one month and then accumulated, such as PNS × hari kerja."""

    kode: str
    label: str
    satuan: str
    rumus: Formula
    akumulasi: str


@frozen
class Syarat:
    """A condition on the figures of one month; ``pesan`` says what is expected and what to do."""

    rumus: Formula
    pesan: str


@frozen
class Contoh:
    """An executable example: inputs by isian, and the result of the rumus."""

    isian: Mapping[str, Any]
    hasil: float
    periode: str


@frozen
class Indikator:
    """One indikator with the decree's own wording; of several versions of it, what one says.

    ``berlaku_mulai``, ``berlaku_sampai``: its first and its last month; None where there is no such end. ``sifat``:
    what its realisasi is (see :mod:`iki_excel.decree.targets`); empty where neither the catalogue nor the rumus says.
    ``jarang``: what it counts happens once or twice a year. ``periode``: of which span it is asked at once (one of
    periods.LENGTHS), in the form of the last month of that span and in no other. ``konstanta``: the numbers of the
    decree that its formulas use, in all their months; as it is in one month, in that. ``skala``: the steps that its
    formulas name. ``bobot``: how much of a hundred it is of the mean of its jabatan; None where all weigh the same.
    ``penanggung_jawab``: who answers for its data; ``mendukung``: which sasaran or IKU it serves.
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
    target: Written | None
    catatan: tuple[str, ...]
    isian: tuple[Isian, ...]
    hitung: tuple[Hitung, ...]
    syarat: tuple[Syarat, ...]
    contoh: tuple[Contoh, ...]
    berlaku_mulai: Periode | None = None
    berlaku_sampai: Periode | None = None
    periode: str = BULAN
    konstanta: tuple[Konstanta, ...] = ()
    skala: tuple[Skala, ...] = ()
    bobot: float | None = None
    penanggung_jawab: str = ""
    mendukung: tuple[str, ...] = ()

    def is_valid_in(self, periode: str) -> bool:
        """Whether it is what the decree says in this month."""
        begins, ends = self.berlaku_mulai, self.berlaku_sampai
        return (begins is None or begins <= periode) and (ends is None or periode <= ends)

    def span_of(self, month: str) -> Periode:
        """The span that it is asked of and that a month lies in."""
        return Periode(month).span(self.periode)

    def is_asked_in(self, month: str) -> bool:
        """Whether the form of this month asks it: it is valid, and the month is the last of its span."""
        return self.is_valid_in(month) and self.stands_at(month) == month

    def stands_at(self, month: str) -> Periode:
        """The month in which the latest span ends that is over with this month: its numbers are of then."""
        span = self.span_of(month)
        return span.months[-1] if span.months[-1] == month else span.previous

    def at(self, month: str) -> Indikator:
        """The same as it is in a month: with the konstanta of that month."""
        valid = tuple(one for one in self.konstanta if one.is_valid_in(month))
        return self if valid == self.konstanta else replace(self, konstanta=valid)

    def in_year(self, year: int) -> Indikator:
        """The same with the target of a year, where it has one for each; it is itself where it has not."""
        return replace(self, target=in_year(self.target, year)) if years_of(self.target) else self

    def konstanta_in(self, month: str) -> dict[str, float]:
        """What each konstanta that it uses is in a month."""
        return {one.kode: one.nilai for one in self.at(month).konstanta}

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """All that it computes or compares."""
        return (self.rumus, *(part.rumus for part in self.hitung), *(part.rumus for part in self.syarat))

    @functools.cached_property
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
        slots = {slot.kode: None for slot in self.slots if slot.kode not in self.of_other_forms}
        sums = [names for rumus in (self.rumus, *(part.rumus for part in self.hitung)) for names in rumus.sums]
        named = [(kode, f"{kode.removesuffix(DONE)}{ALL}") for kode in slots if kode.endswith(DONE)]
        compared = (syarat.rumus.names for syarat in self.syarat)
        held = [(names[0], names[1]) for names in compared if {*names} <= slots.keys() and _are_apart(names, sums)]
        kept = [pair for pair in named if pair[1] in slots and not any({*pair} <= added for added in sums)]
        return tuple(dict.fromkeys([*kept, *held]))

    @functools.cached_property
    def of_other_forms(self) -> dict[str, Isian]:
        """The isian that stand on the form of another jabatan, on that of a year before, or on none, by code."""
        return {isian.kode: isian for isian in self.isian if isian.is_of_other_form}

    @property
    def is_indeks(self) -> bool:
        """Whether it is made of the results of other indikator, so that no form asks anything of it."""
        return any(isian.dari for isian in self.isian)

    @functools.cached_property
    def needed(self) -> tuple[Isian, ...]:
        """The isian that its formulas use."""
        return tuple(isian for isian in self.isian if not isian.pendukung)

    @functools.cached_property
    def isian_by_kode(self) -> dict[str, Isian]:
        """Its isian by code, as measures of a formula look them up."""
        return {isian.kode: isian for isian in self.isian}

    @property
    def counts(self) -> bool:
        """Whether its realisasi is a whole number: it adds up whole numbers and divides nothing."""
        return not self.has_decimals and all(slot.bulat for slot in self.slots)

    @functools.cached_property
    def has_decimals(self) -> bool:
        """Whether its realisasi is shown with decimals: it or a computed name divides, averages or has decimals, one of
        its numbers comes to the mean of its months, or an indikator that it is made of is shown so.
        """
        formulas = (self.rumus, *(part.rumus for part in self.hitung))
        used = {kode for rumus in formulas for kode in rumus.konstanta}
        fractions = any(one.kode in used and not one.nilai.is_integer() for one in self.konstanta)
        averaged = [slot.akumulasi for isian in self.needed for slot in isian.slots]
        averaged += [part.akumulasi for part in self.hitung]
        fractions = fractions or any(isian.pecahan for isian in self.isian)
        return fractions or "rata" in averaged or any(rumus.decimals for rumus in formulas)

    @property
    def is_rate(self) -> bool:
        """Whether its realisasi is so many per 1.000 or per 100.000 of something, and may be small."""
        return self.has_decimals and self.satuan.casefold().startswith(PER)

    @property
    def labels(self) -> dict[str, str]:
        """What each name of its formulas is called in words."""
        own = {part.kode: part.label for part in self.isian} | {one.kode: one.label for one in self.konstanta}
        own |= {part.kode: f"({part.label})" for part in self.hitung}
        own |= {one.name: one.words for one in self.skala}
        legends = {slot.kode: words.legend for slot in self.slots if (words := words_of(slot.field)) is not None}
        return own | {kode: f"{own[kode]} ({legend})" for kode, legend in legends.items() if legend}

    @functools.cached_property
    def pilihan(self) -> WordField | None:
        """The words that its realisasi is one of: its rumus is an isian of words alone, of which the last counts."""
        tree, slots = self.rumus.tree, {slot.kode: slot for slot in self.slots}
        own = slots.get(tree.id) if isinstance(tree, ast.Name) else None
        is_told = own is not None and own.akumulasi == "terakhir" and self.sifat != ARUS
        return words_of(own.field) if own and is_told else None

    def words_of_target(self, target: Target) -> str:
        """How a target of it is told."""
        return target.words(self.sifat, self.pilihan.said) if self.pilihan else target.words(self.sifat)

    @functools.cached_property
    def names(self) -> tuple[Slot | Hitung, ...]:
        """All numbers behind it: its slots, then its computed names."""
        return (*self.slots, *self.hitung)


def _are_apart(names: Sequence[str], sums: Sequence[set[str]]) -> bool:
    """Whether two names are each part of a sum, and of no sum together."""
    are_added = all(any(name in added for added in sums) for name in names)
    return len(names) == 2 and are_added and not any({*names} <= added for added in sums)


@frozen
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

    def is_valid_in(self, month: str) -> bool:
        """Whether the decree says anything of it in this month, which its form may ask only later."""
        return any(one.is_valid_in(month) for one in self.indikator)

    @functools.cached_property
    def homes(self) -> dict[str, str]:
        """By slot of which the fact is asked before it, the slot where that is: a form asks a fact once.

        Of a jabatan as it is in one month; in another a fact may be asked at another place.
        """
        first: dict[tuple[tuple[str, ...], str], str] = {}
        of_facts = [(slot.kode, (slot.fakta, slot.tipe)) for slot in self.slots if slot.fakta]
        return {kode: home for kode, fact in of_facts if (home := first.setdefault(fact, kode)) != kode}

    @property
    def has_form(self) -> bool:
        """Whether any of its indikator is asked: an indeks is not."""
        return any(not one.is_indeks for one in self.indikator)

    @property
    def asked(self) -> tuple[Slot, ...]:
        """The slots that have a cell of their own on its form, each once, in the order of the sheet."""
        first: dict[str, Slot] = {}
        for slot in self.slots:
            if slot.kode not in self.homes and slot.kode not in self.of_other_forms:
                first.setdefault(slot.kode, slot)
        return tuple(first.values())

    @functools.cached_property
    def of_other_forms(self) -> dict[str, Isian]:
        """The isian that its indikator use and no cell of its own form of the month asks, by code."""
        return {isian.kode: isian for isian in self.isian if isian.is_of_other_form}

    @functools.cached_property
    def askers(self) -> dict[str, Indikator]:
        """By slot the first indikator that has it: several may use the same isian, which is asked once."""
        found = {slot.kode: one for one in reversed(self.indikator) for slot in one.slots}
        return {kode: one for kode, one in found.items() if kode not in self.of_other_forms}

    def home_of(self, slot: str) -> str:
        """The slot at whose cell a slot is asked: mostly itself."""
        return self.homes.get(slot, slot)

    @property
    def isian(self) -> tuple[Isian, ...]:
        """All isian of all indikator, in the order of the sheet."""
        return tuple(isian for indikator in self.indikator for isian in indikator.isian)


@frozen
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
        """What the forms of a month ask (of a longer periode, of its last), with targets of its year.

        No jabatan of which nothing is asked is among it: one without an indikator, or with indeks alone.

        Months in which the same is asked get the same object, and a catalogue that knows no time is it itself.
        """
        if periode not in self._by_month:
            month = Periode(periode).months[-1]
            asked = [one.is_asked_in(month) for jabatan in self.jabatan for one in jabatan.indikator]
            valid = (*asked, *(one.is_valid_in(month) for one in self.keputusan.konstanta))
            year = month.year if self._has_years else None
            is_whole = all(valid) and year is None and all(jabatan.has_form for jabatan in self.jabatan)
            same = self if is_whole else self._cut_to(month)
            self._by_month[periode] = self._by_asked.setdefault((valid, year), same)
        return self._by_month[periode]

    def _cut_to(self, month: Periode) -> Catalog:
        cut = (
            replace(
                jabatan,
                indikator=tuple(
                    one.at(month).in_year(month.year) for one in jabatan.indikator if one.is_asked_in(month)
                ),
            )
            for jabatan in self.jabatan
        )
        return replace(self, jabatan=tuple(jabatan for jabatan in cut if jabatan.has_form))

    @functools.cached_property
    def _has_years(self) -> bool:
        """Whether a target is of its year alone."""
        return any(years_of(one.target) for jabatan in self.jabatan for one in jabatan.indikator)

    @functools.cached_property
    def _by_month(self) -> dict[str, Catalog]:
        return {}

    @functools.cached_property
    def _by_asked(self) -> dict[tuple[tuple[bool, ...], int | None], Catalog]:
        return {}
