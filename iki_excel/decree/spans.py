"""The span that an indikator is asked of at once: a month, a triwulan, a semester or a year.

The form of the last month of a span asks for all of it; the forms of its other months do not ask, and in them the
indikator stands as it did when the latest span ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iki_excel.decree.kinds import Isian
from iki_excel.decree.model import Indikator
from iki_excel.decree.parts import Written
from iki_excel.decree.toml import Table
from iki_excel.words import bahasa, periods
from iki_excel.words.periods import Periode


def read_span(table: Table) -> str:
    """The key ``periode`` of an indikator: one of periods.LENGTHS."""
    return table.choice("periode", [*periods.LENGTHS], periods.BULAN)


def with_span(isian: Isian, periode: str) -> Isian:
    """An isian whose cells know of which span they are asked."""
    return replace(isian, slots=tuple(replace(slot, tiap=periode) for slot in isian.slots))


def refuse_misfit_span(indikator: Indikator, table: Table) -> None:
    """Raise CatalogError for what the forms that ask an indikator would never ask."""
    _refuse_monthly_documents(indikator, table)
    _refuse_open_end(indikator, table)


def _refuse_monthly_documents(indikator: Indikator, table: Table) -> None:
    monthly = next((slot for slot in indikator.slots if slot.is_monthly), None)
    if monthly and indikator.periode != periods.BULAN:
        raise table.refuse(
            f"“{monthly.kode_dokumen}” ada setiap bulan, padahal indikator ini ditanyakan per {indikator.periode}. "
            f"Hapus {table.manner.key('periode')}, atau beri dokumen itu batas waktu setahun sekali.",
            "periode",
        )


def _refuse_open_end(indikator: Indikator, table: Table) -> None:
    """What was begun of a span would be asked by no form."""
    last = indikator.berlaku_sampai
    if last is None or indikator.is_asked_in(last):
        return
    span = indikator.span_of(last)
    raise table.refuse(
        f"berlaku sampai {last}, di tengah {span.words}, padahal ditanyakan per {indikator.periode}: bagian itu tidak "
        f"akan ditanyakan. Akhiri pada {span.previous} atau {span.months[-1]}; versi berikutnya mulai sesudahnya.",
        "berlaku_sampai",
    )


def tell_of_facts_of_two_spans(together: Sequence[Written]) -> None:
    """Tell where a form asks a fact once for lists that other forms ask apart, at the second of them.

    ``together``: the indikator of a jabatan that are valid together.
    """
    asked: dict[str, Indikator] = {}
    for written in together:
        one = written.indikator
        for date in (date for isian in one.isian for date, _ in isian.dokumen):
            for fact in date.fakta:
                other = asked.setdefault(fact, one)
                if other.periode != one.periode:
                    written.table_of_document(date).tell(
                        f"fakta “{fact}” ada pada {bahasa.listing([other.kode, one.kode])}, padahal yang satu "
                        f"ditanyakan per {other.periode} dan yang lain per {one.periode}. Samakan periodenya, atau "
                        "hapus fakta pada salah satunya.",
                        "fakta",
                    )


def covered(indikator: Indikator, month: Periode) -> list[Periode]:
    """The months of the span that the form of a month asks of, as far as the indikator is valid in them."""
    return [one for one in indikator.span_of(month).months if indikator.is_valid_in(one)]
