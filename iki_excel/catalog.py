"""The catalogue: jabatan, their indikator and isian, read from TOML files, one a jabatan.

What contradicts itself is refused while loading, with the file, the key and what to do. The stages get frozen
dataclasses and never look at TOML.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iki_excel import formula, kinds, periods
from iki_excel.errors import CatalogError, FormulaError, PeriodError
from iki_excel.formula import Formula
from iki_excel.keys import Table, load
from iki_excel.kinds import KINDS, MEASURES, Isian, Slot

BUILT_IN = Path(__file__).with_name("catalogs")
ARAH = ("naik", "turun")


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
        """Whether its realisasi is shown with decimals: it divides or averages."""
        return "/" in self.rumus.text or any(name == "nrr" for name, _ in self.rumus.measures)

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
    def slots(self) -> tuple[Slot, ...]:
        """All slots of all indikator, in the order of the sheet."""
        return tuple(slot for indikator in self.indikator for slot in indikator.slots)

    @property
    def isian(self) -> tuple[Isian, ...]:
        """All isian of all indikator, in the order of the sheet."""
        return tuple(isian for indikator in self.indikator for isian in indikator.isian)


@dataclass(frozen=True)
class Catalog:
    """All jabatan, in their order."""

    jabatan: tuple[Jabatan, ...]

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
        full = [s.kode.removesuffix(".selesai") for j in self.jabatan for s in j.slots if s.batas]
        return [*dict.fromkeys([kode.split(".")[1] for kode in full] + full)]


@functools.lru_cache(maxsize=8)
def load_catalog(folder: Path = BUILT_IN) -> Catalog:
    """Read every ``*.toml`` of a folder; raise CatalogError for what is missing or contradicts itself."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise CatalogError(f"{folder}: tidak ada berkas katalog (.toml) di folder ini. Periksa nama foldernya.")
    loaded = [(path, _jabatan(load(path, CatalogError))) for path in paths]
    _refuse_repeats(((j.kode, p) for p, j in loaded), "kode jabatan")
    _refuse_repeats(((i.kode, p) for p, j in loaded for i in j.indikator), "kode indikator")
    return Catalog(tuple(sorted((j for _, j in loaded), key=lambda j: (j.urutan, j.kode))))


def _refuse_repeats(codes: Iterable[tuple[str, Any]], what: str) -> None:
    seen: dict[str, Any] = {}
    for kode, where in codes:
        if kode in seen:
            also = f" (sudah dipakai di {seen[kode]})" if str(seen[kode]) != str(where) else ""
            raise CatalogError(f"{where}: {what} “{kode}” dipakai dua kali{also}. Ganti salah satunya.")
        seen[kode] = where


def _jabatan(table: Table) -> Jabatan:
    jabatan = Jabatan(
        kode=_kode(table),
        urutan=table.take("urutan", int, 0),
        versi=table.take("versi", int, 1),
        nama=table.text("nama"),
        tugas=table.texts("tugas"),
        fungsi=table.texts("fungsi", []),
        catatan=table.texts("catatan", []),
        indikator=tuple(_indikator(part) for part in table.tables("indikator")),
    )
    table.done()
    if not jabatan.indikator:
        raise table.refuse("belum ada indikator. Tambahkan bagian [[indikator]].")
    names = [name for indikator in jabatan.indikator for name in indikator.labels]
    _refuse_repeats(((name, table.where) for name in names), "kode isian")
    _refuse_repeats(((slot.kode, table.where) for slot in jabatan.slots), "kode butir")
    _refuse_repeats(((_visible(slot), table.where) for slot in jabatan.slots), "label dalam satu indikator")
    return jabatan


def _visible(slot: Slot) -> str:
    return f"{slot.isian if '.' in slot.kode else ''}{slot.label}"


def _kode(table: Table) -> str:
    kode = table.text("kode")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", kode):
        raise table.refuse(f"kode “{kode}” harus huruf kecil, angka dan garis bawah, misalnya “tata_usaha”.")
    return kode


def _indikator(table: Table) -> Indikator:
    isian = tuple(_isian(part) for part in table.tables("isian"))
    indikator = Indikator(
        kode=table.text("kode"),
        singkat=table.text("singkat"),
        kinerja=table.text("kinerja"),
        indikator=table.text("indikator"),
        penjelasan=table.text("penjelasan"),
        sumber_data=table.texts("sumber_data"),
        satuan=table.text("satuan"),
        rumus=_formula(table, table.text("rumus")),
        arah=table.choice("arah", ARAH, "naik"),
        target=table.take("target", float, None),
        catatan=table.texts("catatan", []),
        isian=isian,
        hitung=tuple(_hitung(part) for part in table.tables("hitung", [])),
        syarat=tuple(_syarat(part) for part in table.tables("syarat", [])),
        contoh=tuple(_contoh(part) for part in table.tables("contoh")),
    )
    table.done()
    _refuse_contradictions(indikator, table)
    return indikator


def _isian(table: Table) -> Isian:
    kind = KINDS[table.choice("jenis", [*KINDS], "bilangan")]
    for part in [table, *table.tables("butir", []), *table.tables("unsur", [])]:
        _kode(part)
    isian = kind.expand(table)
    table.done()
    return isian


def _formula(table: Table, text: str) -> Formula:
    try:
        return formula.parse(text, MEASURES)
    except FormulaError as reason:
        raise table.refuse(f"{reason}.") from None


def _hitung(table: Table) -> Hitung:
    hitung = Hitung(
        kode=_kode(table),
        label=table.text("label"),
        satuan=table.text("satuan"),
        rumus=_formula(table, table.text("rumus")),
        akumulasi=table.choice("akumulasi", kinds.AKUMULASI),
    )
    table.done()
    if hitung.rumus.measures or hitung.rumus.is_condition:
        raise table.refuse("rumus pada “hitung” hanya boleh memakai isian bilangan dan + - * /.")
    return hitung


def _syarat(table: Table) -> Syarat:
    syarat = Syarat(_formula(table, table.text("rumus")), table.text("pesan"))
    table.done()
    if not syarat.rumus.is_condition or syarat.rumus.measures or not syarat.rumus.names:
        raise table.refuse("rumus pada “syarat” harus perbandingan antara isian bilangan, misalnya a <= b.")
    return syarat


def _contoh(table: Table) -> Contoh:
    try:
        periode = periods.parse(table.text("periode", "2019-03"))
    except PeriodError as reason:
        raise table.refuse(str(reason)) from None
    contoh = Contoh(table.take("isian", dict), table.take("hasil", float), periode)
    table.done()
    return contoh


def _refuse_contradictions(indikator: Indikator, table: Table) -> None:
    if indikator.rumus.is_condition:
        raise table.refuse("rumus tidak boleh berupa perbandingan; perbandingan ditulis pada “syarat”.")
    if not indikator.contoh:
        raise table.refuse("belum ada contoh. Tambahkan bagian [[indikator.contoh]] dengan isian dan hasil.")
    _refuse_unknown_names(indikator, table)
    used = {name for f in _value_formulas(indikator) for name in (*f.names, *(arg for _, arg in f.measures))}
    supporting = {isian.kode for isian in indikator.isian if isian.pendukung}
    for kode in indikator.labels:
        if kode not in used | supporting:
            raise table.refuse(
                f"“{kode}” tidak dipakai rumus mana pun. Pakai dalam rumus, hapus, atau tandai pendukung = true."
            )


def _value_formulas(indikator: Indikator) -> list[Formula]:
    return [indikator.rumus, *(h.rumus for h in indikator.hitung)]


def _refuse_unknown_names(indikator: Indikator, table: Table) -> None:
    numbers = [i.kode for i in indikator.isian if i.jenis == "bilangan" or _plain(i)]
    computed = [h.kode for h in indikator.hitung]
    for known, formulas in (
        (numbers, [h.rumus for h in indikator.hitung]),
        (numbers + computed, [indikator.rumus, *(s.rumus for s in indikator.syarat)]),
    ):
        for name in (name for f in formulas for name in f.names):
            _refuse_unknown(name, known, table)
    for measure, argument in indikator.rumus.measures:
        fitting = [i.kode for i in indikator.isian if measure in KINDS[i.jenis].measures]
        _refuse_unknown(argument, fitting, table)
    _refuse_unknown_population(indikator, numbers, table)
    for contoh in indikator.contoh:
        for name in contoh.isian:
            _refuse_unknown(name, [*indikator.isian_by_kode], table)


def _plain(isian: Isian) -> bool:
    return len(isian.slots) == 1 and isian.slots[0].kode == isian.kode


def _refuse_unknown_population(indikator: Indikator, numbers: list[str], table: Table) -> None:
    for isian in indikator.isian:
        if isian.populasi:
            _refuse_unknown(isian.populasi, numbers, table)


def _refuse_unknown(name: str, known: list[str], table: Table) -> None:
    if name not in known:
        names = ", ".join(known) or "tidak ada"
        raise table.refuse(f"nama “{name}” tidak dikenal. Yang ada pada indikator ini: {names}. Perbaiki rumusnya.")
