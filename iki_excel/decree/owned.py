"""Isian that one jabatan fills and every jabatan may use: they stand in keputusan.toml, with ``diisi`` for whose they
are.

For its owner such an isian is one of its own: asked with the first indikator that uses it or, where none always does,
as supporting data of the first indikator that is always valid. To the others it is a number of another form.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from iki_excel.decree.kinds import Isian
from iki_excel.decree.model import Indikator, Jabatan
from iki_excel.decree.toml import Table
from iki_excel.words import bahasa


def as_seen_by(jabatan: str, isian: Iterable[Isian]) -> tuple[Isian, ...]:
    """To their owner they are isian like any other."""
    return tuple(replace(one, diisi="") if one.diisi == jabatan else one for one in isian)


def refuse_misuse(indikator: Indikator, table: Table) -> None:
    """Raise CatalogError where an indikator leans on another form as it cannot."""
    theirs = {isian.kode for isian in indikator.isian if isian.diisi}
    for syarat in indikator.syarat:
        used = [kode for kode in indikator.isian_behind(syarat) if kode in theirs]
        if used:
            raise table.refuse(
                f"syarat “{syarat.rumus.text}” memakai “{used[0]}”, yang diisi di formulir jabatan lain. Syarat hanya "
                "membandingkan isian di formulir yang sama."
            )
    for isian in indikator.isian:
        if isian.populasi in theirs:
            raise table.refuse(
                f"populasi “{isian.populasi}” diisi di formulir jabatan lain. Pakai bilangan di formulir yang sama."
            )
    if not indikator.is_indeks and all(isian.is_of_other_form for isian in indikator.needed):
        where = {"jabatan lain": bool(theirs), "tahun lalu": any(isian.setahun_lalu for isian in indikator.needed)}
        named = " atau ".join(form for form, is_any in where.items() if is_any)
        raise table.refuse(
            f"semua isian yang dipakai rumus diisi di formulir {named}. Pakai sedikitnya satu isian jabatan ini "
            f"sendiri{' dari formulir bulan ini' if where['tahun lalu'] else ''}."
        )


# --- the whole catalogue ---------------------------------------------------------------------------------------------


def placed(jabatan: Sequence[Jabatan], isian: Sequence[Isian], tables: Mapping[str, Table]) -> list[Jabatan]:
    """All jabatan, each isian asked by its owner and, with the others, under its name; told is what none can be.

    ``tables``: by kode the table of each isian.
    """
    names = {one.kode: one.nama for one in jabatan}
    for one in isian:
        if one.diisi not in names:
            tables[one.kode].tell(f"diisi “{one.diisi}”. {bahasa.nearest(one.diisi, names)}", "diisi")
    hosting = [_hosting(one, [part for part in isian if part.diisi == one.kode], tables) for one in jabatan]
    return [_with_names(one, names) for one in hosting]


def _hosting(jabatan: Jabatan, isian: Sequence[Isian], tables: Mapping[str, Table]) -> Jabatan:
    """The owner with each isian under an indikator that is valid in every month, so that it is always asked."""
    always = _always_valid(jabatan)
    for one in isian:
        if any(_has(versions, one) for versions in always.values()):
            continue
        if not always:
            tables[one.kode].tell(
                f"jabatan “{jabatan.kode}” tidak punya indikator yang berlaku di semua bulan, jadi ada bulan yang "
                "tidak menanyakannya. Pilih jabatan lain.",
                "diisi",
            )
            continue
        host = next(iter(always))
        supporting = replace(one, diisi="", pendukung=True)
        told = tuple(
            replace(part, isian=(*part.isian, supporting)) if part.kode == host else part for part in jabatan.indikator
        )
        jabatan = replace(jabatan, indikator=told)
        always = _always_valid(jabatan)
    return jabatan


def _has(versions: Iterable[Indikator], isian: Isian) -> bool:
    return all(isian.kode in one.isian_by_kode for one in versions)


def _always_valid(jabatan: Jabatan) -> Mapping[str, list[Indikator]]:
    """Those of the form without a beginning and an end, with all their versions, in the order of the form."""
    versions = itertools.groupby(jabatan.indikator, key=lambda one: one.kode)
    found = {kode: [*group] for kode, group in versions}
    found = {kode: all_ for kode, all_ in found.items() if not any(one.is_indeks for one in all_)}
    return {k: all_ for k, all_ in found.items() if all_[0].berlaku_mulai is None and all_[-1].berlaku_sampai is None}


def _with_names(jabatan: Jabatan, names: Mapping[str, str]) -> Jabatan:
    """The jabatan that knows what the owners of what it uses are called."""
    if not any(isian.diisi for isian in jabatan.isian):
        return jabatan
    indikator = (
        replace(one, isian=tuple(replace(part, pengisi=names.get(part.diisi, "")) for part in one.isian))
        for one in jabatan.indikator
    )
    return replace(jabatan, indikator=tuple(indikator))
