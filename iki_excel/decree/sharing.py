"""Isian that several indikator of a jabatan use: each stands once in its file, and is asked once on its form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from iki_excel.decree.kinds import Isian
from iki_excel.decree.model import Indikator
from iki_excel.decree.toml import Table
from iki_excel.language.formula import Formula


def refuse_unfit(isian: Isian, table: Table) -> None:
    """Raise CatalogError for an isian that cannot be shared."""
    if isian.blok:
        raise table.refuse(
            "survei tidak dapat dipakai bersama. "
            + table.manner.write(
                "Pindahkan ke bagian [[indikator.isian]] satu indikator.", "Tulis kode satu indikator di kolom “Milik”."
            )
        )
    if isian.pendukung:
        raise table.refuse(
            table.manner.write(
                "isian bersama tidak dapat pendukung = true. Hapus tanda itu dan pakai isiannya dalam rumus, atau "
                "pindahkan ke bagian [[indikator.isian]].",
                "isian bersama tidak dapat ditandai pendukung. Hapus tanda itu dan pakai isiannya dalam rumus, atau "
                "tulis kode satu indikator di kolom “Milik”.",
            ),
            "pendukung",
        )


def with_shared(indikator: Indikator, shared: Sequence[Isian], table: Table) -> Indikator:
    """The indikator with the shared isian that it names, in front of its own.

    What only a condition or the population of a survey names is supporting, as is that of which only last year's number
    is used: no result of this year stands on it.
    """
    own = {part.kode for part in indikator.isian} | {part.kode for part in indikator.hitung}
    for isian in shared:
        if isian.kode in own:
            raise table.refuse(
                f"“{isian.kode}” sudah ada "
                + table.manner.write(
                    "di bagian [[isian]] jabatan ini atau keputusan.toml", "sebagai isian jabatan ini atau unit"
                )
                + ". Hapus di sini, atau ganti kodenya."
            )
    formulas = (indikator.rumus, *(part.rumus for part in indikator.hitung))
    counted = _named_by(*formulas)
    beside = _named_by(*(part.rumus for part in indikator.syarat)) | {part.populasi for part in indikator.isian}
    beside |= {kode for rumus in formulas for kode in rumus.of_last_year}
    told = (replace(isian, pendukung=isian.kode not in counted) for isian in shared if isian.kode in counted | beside)
    return replace(indikator, isian=(*told, *indikator.isian))


def _named_by(*formulas: Formula) -> set[str | None]:
    return {name for rumus in formulas for name in (*rumus.names, *(isian for _, isian in rumus.measures))}


def tell_of_unused(tables: Iterable[Table], indikator: Iterable[Indikator]) -> None:
    """Tell of a shared isian that no formula uses."""
    used = {isian.kode for one in indikator for isian in one.isian}
    for table in tables:
        kode = table.data.get("kode")
        if kode not in used:
            table.tell(f"“{kode}” tidak dipakai rumus mana pun. Pakai dalam rumus, atau hapus.", "kode")
