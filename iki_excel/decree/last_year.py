"""Last year's numbers: what a formula asks as ``tahun_lalu(x)`` is an isian that no form asks, for it was filled a year
before, in the form of the same month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from iki_excel.decree.kinds import Isian
from iki_excel.decree.model import Catalog, Indikator
from iki_excel.decree.toml import Table
from iki_excel.language.formula import last_year
from iki_excel.words.periods import Periode

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
    slots = (
        replace(slot, kode=kode, isian=kode, label=label, petunjuk="", kalender=False, berlanjut=False)
        for slot in isian.slots
    )
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


def is_asked(catalog: Catalog, jabatan: str, isian: str, month: str) -> bool:
    """Whether the form of a jabatan for a month asks an isian."""
    valid = catalog.at(month)
    return jabatan in valid and isian in valid[jabatan].askers


def users(catalog: Catalog) -> Iterator[tuple[str, Isian]]:
    """By jabatan the isian of last year that its indikator ever use."""
    for jabatan in catalog.jabatan:
        yield from ((jabatan.kode, isian) for isian in jabatan.of_other_forms.values() if isian.setahun_lalu)


def asked_together(looking: Indikator, month: Indikator) -> set[str]:
    """What an indikator asks in a month, for a version of it that looks back: the isian of the year before, too, of
    whatever the version of the month asks.
    """
    own = {slot.kode for slot in month.slots}
    return own | {isian.kode for isian in looking.isian if isian.setahun_lalu in own}


def needed(catalog: Catalog, months: Sequence[Periode]) -> set[tuple[str, str, str]]:
    """What the results of these months of a year need of last year's forms: jabatan, month and isian, as far as they
    asked it. A version of an indikator looks back over the months before it, too.
    """
    told = {
        (isian.diisi or jabatan.kode, a_year_before(month), isian.setahun_lalu)
        for later in months
        for jabatan in catalog.at(later).jabatan
        for one in jabatan.indikator
        for isian in one.isian
        if isian.setahun_lalu
        for month in months
        if month <= later and _asks(catalog, jabatan.kode, one, isian, month)
    }
    return {(jabatan, month, isian) for jabatan, month, isian in told if is_asked(catalog, jabatan, isian, month)}


def _asks(catalog: Catalog, jabatan: str, looking: Indikator, isian: Isian, month: str) -> bool:
    valid = catalog.at(month)
    own = valid[jabatan].indikator if jabatan in valid else ()
    return any(one.kode == looking.kode and isian.kode in asked_together(looking, one) for one in own)
