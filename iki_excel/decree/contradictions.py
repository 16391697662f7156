"""What an indikator must not say about itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iki_excel.decree.kinds import KINDS
from iki_excel.decree.kinds.number import NUMBER
from iki_excel.decree.parts import Written
from iki_excel.decree.toml import Table, is_kode
from iki_excel.language.formula import Formula
from iki_excel.language.formula.last_year import isian_of, named
from iki_excel.words import bahasa


def tell_of_contradictions(written: Written, *, is_whole: bool) -> None:
    """Tell where formulas, isian and examples of an indikator do not fit each other.

    ``is_whole``: nothing was told of it so far. Of one that is not whole only wrong names are told: what is not used
    may be meant by one of them.
    """
    faults = written.table.faults
    assert faults is not None
    before = len(faults.told)
    _tell_unknown_names(written)
    _tell_computed_of_last_year(written)
    _tell_misfit_measures(written)
    _tell_unknown_population(written)
    _tell_empty_ranges(written)
    if not written.contoh and "contoh" in written.table.data and not written.table.was_told("contoh"):
        _tell_of_no_example(written.table)
    if is_whole and len(faults.told) == before:
        _tell_unused(written)


def _tell_of_no_example(table: Table) -> None:
    table.tell(
        table.manner.write(
            "belum ada contoh. Tambahkan bagian [[indikator.contoh]] dengan isian dan hasil.",
            "belum ada contoh. Tulis satu di lembar Contoh: isian dan hasilnya.",
        )
    )


Names = Mapping[str, Table]
"""By code the table in which it is written."""


def _named(tables: Sequence[Table]) -> Names:
    return {kode: table for table in tables if isinstance(kode := table.data.get("kode"), str)}


def _numbers(written: Written) -> Names:
    """The isian that are one number each, and those of which it cannot be told."""
    others = {isian.kode for isian in written.indikator.isian if not isian.is_number}
    return {kode: table for kode, table in _isian_of(written).items() if kode not in others}


def _isian_of(written: Written) -> Names:
    """Its own isian, and those that it may use."""
    return _named([*written.shared, *written.isian])


def _tell_unknown_names(written: Written) -> None:
    """A computed name is made of isian only; the rumus and the conditions may use both."""
    indikator, isian, computed = written.indikator, _numbers(written), _named(written.hitung)
    if indikator.rumus.is_condition:
        told = "rumus tidak boleh berupa perbandingan; perbandingan ditulis pada “syarat”."
        written.table.tell(told, "rumus")
    both, doubtful = {**isian, **computed}, has_doubtful_codes(written.isian, written.hitung)
    doubtful = doubtful or written.table.was_told("isian") or written.table.was_told("hitung") or written.may_use_more
    _tell_unknown(indikator.rumus, both, written.table, doubtful=doubtful)
    if len(indikator.hitung) == len(written.hitung):
        for part, table in zip(indikator.hitung, written.hitung, strict=True):
            _tell_unknown(part.rumus, isian, table, doubtful=doubtful)
    if len(indikator.syarat) == len(written.syarat):
        for syarat, table in zip(indikator.syarat, written.syarat, strict=True):
            _tell_unknown(syarat.rumus, both, table, doubtful=doubtful)


def _tell_computed_of_last_year(written: Written) -> None:
    """A computed name has no form on which it was filled: what it is computed of has."""
    indikator, computed = written.indikator, {part.kode: part for part in written.indikator.hitung}
    for name in (kode for kode in indikator.rumus.of_last_year if kode in computed):
        meant = named(computed[name].rumus.text.strip())
        written.table.tell(
            f"rumus memuat {named(name)}, padahal “{name}” adalah hitung. Tambahkan hitung kedua, misalnya "
            f"{name}_lalu dengan rumus {meant}, dan pakai itu.",
            "rumus",
        )


def has_doubtful_codes(isian: Sequence[Table], hitung: Sequence[Table]) -> bool:
    """Whether a code of the parts of an indikator is none or stands twice: a formula may name what was meant by it."""
    codes = [table.data.get("kode", "") for table in (*isian, *hitung)]
    return any(not isinstance(kode, str) or not is_kode(kode) or codes.count(kode) > 1 for kode in codes)


def _tell_unknown(rumus: Formula, known: Names, table: Table, *, doubtful: bool) -> None:
    right = {kode: part for kode, part in known.items() if is_kode(kode)}
    names = dict.fromkeys(map(isian_of, rumus.names))
    for name in (one for one in names if one not in known):
        meant = _meant(name, right)
        is_named_too = bahasa.near(name, right) in names  # a formula that names both means two things
        if not (doubtful and (meant is None or is_named_too)):
            told = meant or f"Yang ada: {_listed([*known])}."
            table.tell(f"rumus memakai “{name}”, yang bukan bilangan pada indikator ini. {told}", "rumus")


def _meant(name: str, known: Names) -> str | None:
    """ "Maksudnya “x” (Isian!D9)?" where a known name is near."""
    near = bahasa.near(name, known)
    return f"Maksudnya “{near}”{known[near].cell_of('kode')}?" if near else None


def _tell_misfit_measures(written: Written) -> None:
    jenis = {isian.kode: isian.jenis for isian in written.indikator.isian}
    unread = {kode for kode in _isian_of(written) if kode not in jenis}
    doubtful = has_doubtful_codes(written.isian, written.hitung) or written.table.was_told("isian")
    for measure, argument in written.indikator.rumus.measures:
        fitting = {
            kode: table
            for kode, table in _isian_of(written).items()
            if kode in jenis and measure in KINDS[jenis[kode]].measures
        }
        meant = argument not in jenis and _meant(argument, fitting)
        if argument not in fitting and argument not in unread and (meant or argument in jenis or not doubtful):
            written.table.tell(
                f"“{measure}” tidak dapat ditanyakan kepada “{argument}”. "
                + (meant or f"Yang cocok pada indikator ini: {_listed([*fitting])}."),
                "rumus",
            )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "tidak ada"


def _tell_unknown_population(written: Written) -> None:
    tables = _isian_of(written)
    numbers = [isian.kode for isian in written.indikator.isian if isian.jenis == NUMBER.nama]
    known = {kode: tables[kode] for kode in numbers if kode in tables}
    for isian in written.indikator.isian:
        if isian.populasi and isian.populasi not in known:
            meant = _meant(isian.populasi, known) or f"Bilangan pada indikator ini: {_listed([*known])}."
            tables[isian.kode].tell(f"populasi “{isian.populasi}” tidak dikenal. {meant}", "populasi")


def _tell_unused(written: Written) -> None:
    """Every name is used by the rumus, straight or through a computed name, or else is said to be supporting."""
    indikator, tables = written.indikator, {**_isian_of(written), **_named(written.hitung)}
    formulas = [indikator.rumus, *(part.rumus for part in indikator.hitung)]
    used = {name for rumus in formulas for name in (*rumus.names, *(argument for _, argument in rumus.measures))}
    last_year = {kode for rumus in formulas for kode in rumus.of_last_year}
    supporting = {isian.kode for isian in indikator.isian if isian.pendukung}
    of_indikator = {isian.kode for isian in indikator.isian if isian.dari}
    if not used:
        written.table.tell("rumus tidak memakai isian. Pakai sedikitnya satu isian.", "rumus")
        return
    own = (isian.kode for isian in indikator.isian if not isian.setahun_lalu)
    for kode in (*own, *(part.kode for part in indikator.hitung)):
        mark = tables[kode].manner.write("pendukung = true", "Ya di kolom Pendukung")
        if kode in last_year - used - supporting:
            told = f"rumus hanya memakai {named(kode)}, bukan “{kode}” tahun ini. Tandai {mark}: ia ditanyakan untuk "
            tables[kode].tell(f"{told}tahun depan.", "kode")
        elif kode not in used | supporting:
            told = f"“{kode}” tidak dipakai rumus mana pun. Pakai dalam rumus, "
            tables[kode].tell(
                f"{told}{'atau hapus' if kode in of_indikator else f'hapus, atau tandai {mark}'}.", "kode"
            )
        if kode in used & supporting:
            mark = tables[kode].manner.write("pendukung = true", "ditandai pendukung")
            tables[kode].tell(f"“{kode}” dipakai rumus, jadi tidak boleh {mark}. Hapus tanda itu.", "pendukung")


def _tell_empty_ranges(written: Written) -> None:
    tables = _isian_of(written)
    for slot in (slot for isian in written.indikator.isian if not isian.setahun_lalu for slot in isian.slots):
        if slot.minimum is not None and slot.maksimum is not None and slot.minimum > slot.maksimum:
            told = f"“{slot.kode}”: minimum lebih besar daripada maksimum. Perbaiki salah satunya."
            tables[slot.isian].tell(told, "minimum")
