"""Facts: what several isian tell of, as the LKjIP that three checklists of two jabatan name.

A butir that says ``fakta = "lkjip"`` tells when that document was finished; ``fakta = ["renja", "rkt"]`` is one row for
several documents, which is finished when the last of them is. Within one form a fact is asked once
(:attr:`iki_excel.decree.model.Jabatan.homes`); across forms its dates are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from iki_excel.decree.kinds import Isian, Slot
from iki_excel.decree.model import Jabatan
from iki_excel.decree.parts import Written
from iki_excel.words import bahasa


def asking_apart(jabatan: Jabatan) -> Jabatan:
    """The jabatan as it was before it was known what is one fact: each slot is asked at a cell of its own."""
    indikator = (replace(one, isian=tuple(map(_without_facts, one.isian))) for one in jabatan.indikator)
    return replace(jabatan, indikator=tuple(indikator)) if jabatan.homes else jabatan


def _without_facts(isian: Isian) -> Isian:
    return replace(isian, slots=tuple(replace(slot, fakta=()) for slot in isian.slots))


# --- what contradicts itself -----------------------------------------------------------------------------------------


def tell_of_overlapping(together: Sequence[Written]) -> None:
    """Tell where what one form asks would tell of a fact at two places, at the second of them.

    ``together``: the indikator of a jabatan that are valid together. A checklist names a fact once; another of the same
    form names it alone or together with the same facts, so that the one cell speaks for both.
    """
    documents = [(written, date) for written in together for isian in written.indikator.isian for date in _dates(isian)]
    for order, (written, date) in enumerate(documents):
        told = (_overlap(earlier, date) for _, earlier in documents[:order])
        if sentence := next(filter(None, told), ""):
            written.table_of_document(date).tell(sentence, "fakta")


def _overlap(one: Slot, other: Slot) -> str:
    """How two documents of one form tell of the same fact; "" where they do not, or may."""
    shared = sorted({*one.fakta} & {*other.fakta})
    if shared and one.isian == other.isian and one.butir != other.butir:
        return (
            f"fakta “{shared[0]}” ada pada dua butir “{one.isian}”, “{one.butir}” dan “{other.butir}”. "
            "Sebuah daftar menyebut dokumen yang sama sekali saja: hapus salah satunya."
        )
    if shared and one.fakta != other.fakta:
        return (
            f"fakta “{shared[0]}” ada pada “{one.kode_dokumen}” ({bahasa.listing(one.fakta)}) dan pada "
            f"“{other.kode_dokumen}” ({bahasa.listing(other.fakta)}), padahal formulirnya menanyakannya sekali. "
            "Samakan fakta keduanya, atau hapus pada salah satunya."
        )
    return ""


def tell_of_mixed(jabatan: Iterable[tuple[Jabatan, Sequence[Written]]]) -> None:
    """Tell where a fact is a document of every month here, and was one of the year there, or the other way round."""
    first: dict[str, tuple[bool, str]] = {}
    for one, versions in jabatan:
        for written in versions:
            for date in (date for isian in written.indikator.isian for date in _dates(isian)):
                named = f"“{date.kode_dokumen}” ({one.kode})"
                known = [first.setdefault(fact, (date.is_monthly, named)) for fact in date.fakta]
                mixed = [(fact, other) for fact, (of_month, other) in zip(date.fakta, known, strict=True)
                         if of_month != date.is_monthly]  # fmt: skip
                for fact, other in mixed[:1]:
                    of_month, of_year = (named, other) if date.is_monthly else (other, named)
                    written.table_of_document(date).tell(
                        f"fakta “{fact}” adalah dokumen setiap bulan pada {of_month} dan dokumen setahun pada "
                        f"{of_year}. Beri keduanya fakta yang berbeda, atau samakan batasnya.",
                        "fakta",
                    )


def _dates(isian: Isian) -> list[Slot]:
    return [date for date, _ in isian.dokumen if date.fakta]
