"""Which numbers of the decree the formulas of an indikator use, and whether there is one in each of its months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iki_excel.decree.konstanta import Konstanta
from iki_excel.decree.model import Indikator, Jabatan
from iki_excel.decree.parts import Written
from iki_excel.decree.toml import Table
from iki_excel.language.formula import Formula
from iki_excel.language.formula.last_year import isian_of, named
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode


def with_konstanta(indikator: Indikator, konstanta: Sequence[Konstanta], table: Table) -> Indikator:
    """The indikator with the konstanta that its formulas name; CatalogError where a name could be two things."""
    kode = {one.kode for one in konstanta}
    own = {part.kode for part in indikator.isian} | {part.kode for part in indikator.hitung}
    for name in sorted(kode & own):
        raise table.refuse(f"“{name}” adalah konstanta keputusan. Ganti kode isian ini, atau kode konstantanya.")
    for formula in indikator.formulas:
        _refuse_of_last_year(formula, kode, table)
        _refuse_nearly(formula, kode, own, table)
    told = replace(
        indikator,
        rumus=indikator.rumus.knowing(kode),
        hitung=tuple(replace(part, rumus=part.rumus.knowing(kode)) for part in indikator.hitung),
        syarat=tuple(replace(part, rumus=part.rumus.knowing(kode)) for part in indikator.syarat),
    )
    for formula in told.formulas[1:]:
        if formula.konstanta and not formula.names:
            raise table.refuse(f"rumus “{formula.text}” hanya memakai konstanta. Pakai sedikitnya satu isian.")
    used = {name for formula in told.formulas for name in formula.konstanta}
    return replace(told, konstanta=tuple(one for one in konstanta if one.kode in used))


def _refuse_of_last_year(formula: Formula, kode: set[str], table: Table) -> None:
    for name in formula.of_last_year:
        if name in kode:
            raise table.refuse(
                f"rumus memuat {named(name)}, padahal “{name}” adalah konstanta. Tulis {name} di luar tahun_lalu(…).",
                "rumus",
            )


def _refuse_nearly(formula: Formula, kode: set[str], own: set[str], table: Table) -> None:
    for name in map(isian_of, formula.names):
        near = bahasa.near(name, [*kode, *own]) if name not in kode | own else None
        if near in kode and bahasa.is_nearly(name, near):
            raise table.refuse(f"rumus memakai “{name}”, yang tidak dikenal. Maksudnya konstanta “{near}”?", "rumus")


# --- over the months -------------------------------------------------------------------------------------------------


def tell_of_gaps(versions: Iterable[Written]) -> None:
    """Tell of a month in which an indikator uses a konstanta that has no number then.

    A version looks back over the months of its first year, also over those in which another was valid.
    """
    first_of: dict[str, Periode | None] = {}
    for written in versions:
        one = written.indikator
        first = first_of.setdefault(one.kode, one.berlaku_mulai)
        begins = one.berlaku_mulai and _look_back(one.berlaku_mulai, first)
        for kode in dict.fromkeys(konstanta.kode for konstanta in one.konstanta):
            gap = _gap([row for row in one.konstanta if row.kode == kode], begins, one.berlaku_sampai)
            if gap:
                written.table.tell(
                    f"konstanta “{kode}” tidak punya nilai untuk {gap.words}, padahal {one.kode} memakainya "
                    "pada bulan itu. Ubah masa berlakunya, atau tambahkan nilainya.",
                    "rumus",
                )


def _look_back(begins: Periode, first: Periode | None) -> Periode:
    """The first month of the year, or the first of the indikator where that is later."""
    january = begins.so_far[0]
    return max(january, first) if first else january


def _gap(rows: Iterable[Konstanta], first: Periode | None, last: Periode | None) -> Periode | None:
    """A month from the first to the last without a number; None where there is none. Rows are in their order."""
    wanted = first
    for row in rows:
        begins, ends = row.berlaku_mulai, row.berlaku_sampai
        if wanted and ends and ends < wanted:
            continue
        if begins and (wanted is None or begins > wanted):
            return wanted or begins.previous
        if ends is None or (last and ends >= last):
            return None
        wanted = ends.following
    return wanted


def tell_of_unused(tables: Iterable[Table], jabatan: Iterable[Jabatan]) -> None:
    """Tell of a konstanta that no formula names: a name in it was mistyped, or it is left over."""
    used = set(_used(jabatan))
    for table in tables:
        kode = table.data.get("kode")
        if kode not in used:
            table.tell(f"konstanta “{kode}” tidak dipakai rumus mana pun. Pakai dalam rumus, atau hapus.", "kode")


def _used(jabatan: Iterable[Jabatan]) -> Iterator[str]:
    for indikator in (one for each in jabatan for one in each.indikator):
        yield from (konstanta.kode for konstanta in indikator.konstanta)
