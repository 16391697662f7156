"""What an indikator must not say about itself."""

from __future__ import annotations

from collections.abc import Sequence

from iki_excel.decree.kinds import KINDS
from iki_excel.decree.model import Indikator
from iki_excel.decree.toml import Table
from iki_excel.language.formula import Formula


def refuse_contradictions(indikator: Indikator, table: Table) -> None:
    """Raise CatalogError where formulas, isian and examples of an indikator do not fit each other."""
    if indikator.rumus.is_condition:
        raise table.refuse("rumus tidak boleh berupa perbandingan; perbandingan ditulis pada “syarat”.")
    if not indikator.contoh:
        raise table.refuse("belum ada contoh. Tambahkan bagian [[indikator.contoh]] dengan isian dan hasil.")
    _refuse_unknown_names(indikator, table)
    _refuse_misfit_measures(indikator, table)
    _refuse_unknown_population(indikator, table)
    _refuse_unused(indikator, table)
    _refuse_empty_ranges(indikator, table)


def _number_codes(indikator: Indikator) -> list[str]:
    return [isian.kode for isian in indikator.isian if isian.is_number]


def _refuse_unknown_names(indikator: Indikator, table: Table) -> None:
    """A computed name is made of isian only; the rumus and the conditions may use both."""
    isian, computed = _number_codes(indikator), [part.kode for part in indikator.hitung]
    for part in indikator.hitung:
        _refuse_unknown(part.rumus, isian, table)
    for rumus in (indikator.rumus, *(syarat.rumus for syarat in indikator.syarat)):
        _refuse_unknown(rumus, isian + computed, table)


def _refuse_unknown(rumus: Formula, known: Sequence[str], table: Table) -> None:
    for name in rumus.names:
        if name not in known:
            raise table.refuse(
                f"rumus “{rumus.text}” memakai “{name}”, yang bukan bilangan pada indikator ini. "
                f"Yang ada: {_listed(known)}."
            )


def _refuse_misfit_measures(indikator: Indikator, table: Table) -> None:
    for measure, argument in indikator.rumus.measures:
        fitting = [isian.kode for isian in indikator.isian if measure in KINDS[isian.jenis].measures]
        if argument not in fitting:
            raise table.refuse(
                f"“{measure}” tidak dapat ditanyakan kepada “{argument}”. Yang cocok pada indikator ini: "
                f"{_listed(fitting)}."
            )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "tidak ada"


def _refuse_unknown_population(indikator: Indikator, table: Table) -> None:
    known = _number_codes(indikator)
    for isian in indikator.isian:
        if isian.populasi and isian.populasi not in known:
            raise table.refuse(
                f"populasi “{isian.populasi}” tidak dikenal. Bilangan pada indikator ini: {_listed(known)}."
            )


def _refuse_unused(indikator: Indikator, table: Table) -> None:
    """Every name is used by the rumus, straight or through a computed name, or else is said to be supporting."""
    formulas = [indikator.rumus, *(part.rumus for part in indikator.hitung)]
    used = {name for rumus in formulas for name in (*rumus.names, *(argument for _, argument in rumus.measures))}
    supporting = {isian.kode for isian in indikator.isian if isian.pendukung}
    for kode in (*indikator.isian_by_kode, *(part.kode for part in indikator.hitung)):
        if kode not in used | supporting:
            raise table.refuse(
                f"“{kode}” tidak dipakai rumus mana pun. Pakai dalam rumus, hapus, atau tandai pendukung = true."
            )
        if kode in used & supporting:
            raise table.refuse(f"“{kode}” dipakai rumus, jadi tidak boleh pendukung = true. Hapus tanda itu.")
    if not used:
        raise table.refuse("rumus tidak memakai isian. Pakai sedikitnya satu isian.")


def _refuse_empty_ranges(indikator: Indikator, table: Table) -> None:
    for slot in indikator.slots:
        if slot.minimum is not None and slot.maksimum is not None and slot.minimum > slot.maksimum:
            raise table.refuse(f"“{slot.kode}”: minimum lebih besar daripada maksimum. Perbaiki salah satunya.")
