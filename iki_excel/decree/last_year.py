"""Last year's numbers: what a formula asks as ``tahun_lalu(x)`` is an isian that no form asks, for it was filled a year
before, in the form of the same month.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iki_excel.decree.kinds import Isian
from iki_excel.decree.model import Catalog, Indikator
from iki_excel.decree.toml import Table
from iki_excel.language.formula import last_year
from iki_excel.words.periods import LAST_YEAR, Periode

WORDS = "tahun lalu"
"""What stands behind the label of an isian where its number of last year is meant."""


def with_last_year(indikator: Indikator) -> Indikator:
    """The indikator with an isian for each that it uses as it was last year, right behind the one of this year."""
    formulas = (indikator.rumus, *(part.rumus for part in indikator.hitung))
    used = {kode for rumus in formulas for kode in rumus.of_last_year}
    return replace(indikator, isian=tuple(part for isian in indikator.isian for part in _both(isian, used)))


def _both(isian: Isian, used: set[str]) -> Iterator[Isian]:
    yield isian
    if isian.kode in used and isian.is_number:
        yield _of_last_year(isian)


def _of_last_year(isian: Isian) -> Isian:
    kode, label = last_year.named(isian.kode), f"{isian.label} {WORDS}"
    slots = (replace(slot, kode=kode, isian=kode, label=label, petunjuk="", kalender=False) for slot in isian.slots)
    return replace(
        isian, kode=kode, label=label, slots=tuple(slots), petunjuk="", pendukung=False, setahun_lalu=isian.kode
    )


def refuse_misuse(indikator: Indikator, table: Table) -> None:
    """Raise CatalogError for a condition that looks at last year."""
    for syarat in indikator.syarat:
        used = [kode for kode in indikator.isian_behind(syarat) if last_year.is_of_last_year(kode)]
        if used:
            raise table.refuse(
                f"syarat “{syarat.rumus.text}” memakai {used[0]}, yang ada di formulir {WORDS}. Syarat hanya "
                "membandingkan isian di formulir yang sama."
            )


# --- the months ------------------------------------------------------------------------------------------------------


def a_year_before(month: str) -> Periode:
    """The month of the year before whose form has last year's numbers."""
    return Periode(month).of_year(Periode(month).year - 1)


def a_year_after(month: str) -> Periode | None:
    """The month whose results use what the form of a month has as last year's; None behind the last year there is."""
    year = Periode(month).year + 1
    return Periode(month).of_year(year) if year <= LAST_YEAR else None


def is_asked(catalog: Catalog, jabatan: str, isian: str, month: str) -> bool:
    """Whether the form of a jabatan for a month asks an isian."""
    valid = catalog.at(month)
    return jabatan in valid and isian in valid[jabatan].askers


def users(catalog: Catalog, month: str) -> Iterator[tuple[str, Isian]]:
    """By jabatan the isian of last year that its indikator use in a month."""
    for jabatan in catalog.at(month).jabatan:
        yield from ((jabatan.kode, isian) for isian in jabatan.of_other_forms.values() if isian.setahun_lalu)


def needed(catalog: Catalog, month: str) -> set[tuple[str, str, str]]:
    """What the results of a month need of last year's forms: jabatan, month and isian, as far as they asked it."""
    before = a_year_before(month)
    told = {(isian.diisi or kode, before, isian.setahun_lalu) for kode, isian in users(catalog, month)}
    return {(jabatan, month, isian) for jabatan, month, isian in told if is_asked(catalog, jabatan, isian, month)}
