"""Facts: what several isian tell of, as the LKjIP that three checklists of two jabatan name.

A butir that says ``fakta = "lkjip"`` tells when that document was finished; ``fakta = ["renja", "rkt"]`` is one row for
several documents, which is finished when the last of them is. Within one form a fact is asked once
(:attr:`iki_excel.decree.model.Jabatan.homes`); across forms its dates are compared.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from iki_excel.decree.kinds import Isian, Slot
from iki_excel.decree.model import Indikator, Jabatan
from iki_excel.words import bahasa
from iki_excel.words.errors import CatalogError


def asking_apart(jabatan: Jabatan) -> Jabatan:
    """The jabatan as it was before it was known what is one fact: each slot is asked at a cell of its own."""
    indikator = (replace(one, isian=tuple(map(_without_facts, one.isian))) for one in jabatan.indikator)
    return replace(jabatan, indikator=tuple(indikator)) if jabatan.homes else jabatan


def _without_facts(isian: Isian) -> Isian:
    return replace(isian, slots=tuple(replace(slot, fakta=()) for slot in isian.slots))


# --- what contradicts itself -----------------------------------------------------------------------------------------


def refuse_overlapping(indikator: Sequence[Indikator], where: str) -> None:
    """Raise CatalogError where what one form asks would tell of a fact at two places.

    ``indikator``: those of a jabatan that are valid together. A checklist names a fact once; another of the same form
    names it alone or together with the same facts, so that the one cell speaks for both.
    """
    documents = [slot for one in indikator for isian in one.isian for slot in _dates(isian)]
    for one, other in itertools.combinations(documents, 2):
        shared = sorted({*one.fakta} & {*other.fakta})
        if shared and one.isian == other.isian:
            raise CatalogError(
                f"{where}: fakta “{shared[0]}” ada pada dua butir “{one.isian}”, “{one.butir}” dan “{other.butir}”. "
                "Sebuah daftar menyebut dokumen yang sama sekali saja: hapus salah satunya."
            )
        if shared and one.fakta != other.fakta:
            raise CatalogError(
                f"{where}: fakta “{shared[0]}” ada pada “{one.kode_dokumen}” ({bahasa.listing(one.fakta)}) dan pada "
                f"“{other.kode_dokumen}” ({bahasa.listing(other.fakta)}), padahal formulirnya menanyakannya sekali. "
                "Samakan fakta keduanya, atau hapus pada salah satunya."
            )


def refuse_mixed(jabatan: Iterable[Jabatan]) -> None:
    """Raise CatalogError where a fact is a document of every month here, and one of the year there."""
    places: dict[tuple[str, bool], str] = {}
    for one in jabatan:
        for slot in (slot for isian in one.isian for slot in _dates(isian)):
            places |= {(fact, slot.is_monthly): f"“{slot.kode_dokumen}” ({one.kode})" for fact in slot.fakta}
    for fact, _ in places:
        if (fact, True) in places and (fact, False) in places:
            raise CatalogError(
                f"fakta “{fact}” adalah dokumen setiap bulan pada {places[fact, True]} dan dokumen setahun pada "
                f"{places[fact, False]}. Beri keduanya fakta yang berbeda, atau samakan batasnya."
            )


def _dates(isian: Isian) -> list[Slot]:
    return [date for date, _ in isian.dokumen if date.fakta]
