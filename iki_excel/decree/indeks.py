"""An indeks: an indikator whose rumus uses the results of other indikator of the unit, of whatever jabatan.

No form asks anything of it. Its realisasi is what the rumus comes to over what those indikator come to so far.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from iki_excel.decree.kinds import CAPAIAN, Isian
from iki_excel.decree.kinds.indikator import INDIKATOR
from iki_excel.decree.model import Indikator, Jabatan
from iki_excel.decree.sifat import ARUS
from iki_excel.decree.toml import Table
from iki_excel.language.formula.last_year import named
from iki_excel.words import bahasa
from iki_excel.words.periods import BULAN


def refuse_last_year(indikator: Indikator, table: Table) -> None:
    """Raise CatalogError for a rumus that asks what another indikator came to a year before."""
    results = {isian.kode for isian in indikator.isian if isian.dari}
    for kode in (kode for rumus in indikator.formulas for kode in rumus.of_last_year if kode in results):
        raise table.refuse(
            f"rumus memuat {named(kode)}, padahal “{kode}” adalah hasil indikator lain, yang tidak ada di formulir "
            "tahun lalu. Tanyakan angka tahun lalu itu sebagai isian bilangan.",
            "rumus",
        )


def refuse_misuse(indikator: Indikator, table: Table) -> None:
    """Raise CatalogError for an indeks that says more than its rumus over results of others."""
    if not indikator.is_indeks:
        return
    for isian in indikator.isian:
        if not isian.dari:
            result = next(one for one in indikator.isian if one.dari)
            raise table.refuse(
                f"“{result.kode}” adalah hasil indikator lain, padahal “{isian.kode}” ditanyakan di formulir. Pakai di "
                "indikator ini hasil indikator lain dan konstanta saja, atau isian formulir saja."
            )
    for key, is_said, why in (
        ("hitung", bool(indikator.hitung), "tulis hitungannya dalam rumus"),
        ("syarat", bool(indikator.syarat), "tidak ada yang diketik untuknya"),
        ("periode", indikator.periode != BULAN, "ia dihitung setiap bulan dari hasil indikator lain"),
        ("sifat", indikator.sifat == ARUS, "ia selalu keadaan pada bulan itu"),
    ):
        if is_said:
            what = table.manner.key(key)
            raise table.refuse(f"indeks dari hasil indikator lain tidak memakai {what}: {why}. Hapus.", key)


# --- the whole catalogue ---------------------------------------------------------------------------------------------


def tell_of_unknown(written: Sequence[Table], *, may_be_more: bool) -> None:
    """Tell where an isian is the result of an indikator that is not there.

    ``written``: the table of every jabatan. ``may_be_more``: some may be missing that could not be read; then only a
    name is told that is nearly one of those that are there.
    """
    known = {kode: one for jabatan in written for one in jabatan.tables("indikator", []) if (kode := _kode(one))}
    for table in _isian_in(written).values():
        dari = _said(table, "dari")
        near = bahasa.near(dari, known)
        if dari and dari not in known and (near or not may_be_more):
            meant = f"Maksudnya “{near}”{known[near].cell_of('kode')}?" if near else bahasa.nearest(dari, [*known])
            table.tell(f"indikator “{dari}” tidak ada di katalog ini. {meant}", "dari")


Placed = tuple[str, str, str]
"""Whose an isian is (of a shared one whose jabatan), its kode, and the indikator whose result it is."""


def _isian_in(written: Sequence[Table]) -> dict[Placed, Table]:
    """The table of every isian that is a result, of the indikator, their versions, and those that several share."""
    found: dict[Placed, Table] = {}
    for jabatan in written:
        indikator = jabatan.tables("indikator", [])
        own = [(_kode(one), part) for one in indikator for part in (one, *one.tables("versi", []))]
        for whose, part in [(_kode(jabatan), jabatan), *own]:
            for table in part.tables("isian", []):
                if _said(table, "jenis") == INDIKATOR.nama:
                    found.setdefault((whose, _kode(table), _said(table, "dari")), table)
    return found


def _kode(table: Table) -> str:
    return _said(table, "kode")


def _said(table: Table, key: str) -> str:
    said = table.data.get(key, "")
    return said.strip() if isinstance(said, str) else ""


def placed(jabatan: Sequence[Jabatan], written: Sequence[Table]) -> list[Jabatan]:
    """All jabatan, with what each result of an indeks is called and counted in; told is what cannot be one."""
    known: dict[str, list[Indikator]] = {}
    for one in (one for each in jabatan for one in each.indikator):
        known.setdefault(one.kode, []).append(one)
    if not any(one.is_indeks for versions in known.values() for one in versions):
        return [*jabatan]
    tables = _isian_in(written)
    for each in jabatan:
        for one in each.indikator:
            for isian in (part for part in one.isian if part.dari):
                told = _why_no_part(one, isian.dari, known[isian.dari])
                said = (isian.kode, isian.dari)
                if told:
                    (tables.get((one.kode, *said)) or tables[each.kode, *said]).tell(told, "dari")
    return [replace(one, indikator=tuple(_named(part, known) for part in one.indikator)) for one in jabatan]


def _why_no_part(one: Indikator, dari: str, versions: Sequence[Indikator]) -> str:
    """Why an indeks cannot be made of an indikator in all its months; "" where it can."""
    if dari == one.kode:
        return f"“{dari}” memakai hasilnya sendiri. Tulis kode indikator lain."
    if any(version.is_indeks for version in versions):
        return f"“{dari}” sendiri sebuah indeks. Pakai indikator yang menjadi bagiannya."
    return _why_not_always(one, dari, versions)


def _why_not_always(one: Indikator, dari: str, versions: Sequence[Indikator]) -> str:
    """A part that is not valid in a month of the indeks has no result in it."""
    begins, ends = versions[0].berlaku_mulai, versions[-1].berlaku_sampai
    if begins and (one.berlaku_mulai is None or one.berlaku_mulai < begins):
        return (
            f"“{dari}” baru berlaku mulai {begins.words}, padahal “{one.kode}” memakainya sebelum itu. Pakai ia pada "
            f"versi “{one.kode}” yang mulai bulan itu, atau mulailah “{one.kode}” bulan itu."
        )
    if ends and (one.berlaku_sampai is None or one.berlaku_sampai > ends):
        return (
            f"“{dari}” berlaku sampai {ends.words}, padahal “{one.kode}” memakainya sesudah itu. Beri “{one.kode}” "
            f"versi tanpa “{dari}” mulai {ends.following.words}, atau akhiri “{one.kode}” bulan itu."
        )
    return ""


def _named(indikator: Indikator, known: Mapping[str, Sequence[Indikator]]) -> Indikator:
    if not indikator.is_indeks:
        return indikator
    return replace(indikator, isian=tuple(_of_result(one, known[one.dari][-1]) for one in indikator.isian))


def _of_result(isian: Isian, of: Indikator) -> Isian:
    """An isian called by the short name of the indikator where it has no label of its own."""
    is_percent = isian.ukuran == CAPAIAN
    label = isian.label or (f"Capaian {of.singkat}" if is_percent else of.singkat)
    slots = tuple(replace(slot, label=label, satuan="%" if is_percent else of.satuan) for slot in isian.slots)
    return replace(isian, label=label, slots=slots, pecahan=is_percent or not of.counts)
