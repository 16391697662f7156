"""The examples of a catalogue are run: what an example says must be what its rumus gives."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from iki_excel.decree.kinds import KINDS, Isian
from iki_excel.decree.model import Contoh, Indikator
from iki_excel.decree.placed import of_respondent
from iki_excel.decree.toml import Table
from iki_excel.language import rounding
from iki_excel.language.formula.last_year import TAHUN_LALU, is_of_last_year, isian_of
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode


def tell_of_wrong_example(indikator: Indikator, contoh: Contoh, table: Table) -> None:
    """Tell of an example with inputs that cannot be, or with a result that is not the rumus's, to the digits given."""
    if not _tell_of_inputs(indikator, contoh, table):
        return
    # who was given a catalogue that is read already computes none, and needs no numpy
    from iki_excel.decree.example_results import example_result

    result = example_result(indikator, contoh)
    if not _is_given(result, contoh.hasil):
        given = "tidak memberi hasil" if math.isnan(result) else f"memberi {bahasa.number(result, 10)}"
        told = bahasa.number(contoh.hasil, 10)
        table.tell(f"contoh {given}, padahal tertulis hasil {told}. Perbaiki rumus atau contohnya.", "hasil")


def _is_given(result: float, told: float) -> bool:
    """Whether a result is the one that is told, to as many decimals as it is told with."""
    if math.isclose(result, told, rel_tol=1e-9, abs_tol=1e-9):
        return True
    decimals = 0 if told.is_integer() else -int(Decimal(repr(told)).as_tuple().exponent)
    return bool(rounding.is_same(rounding.round_half_away(result, decimals), told))


def _tell_of_inputs(indikator: Indikator, contoh: Contoh, table: Table) -> bool:
    """Whether an example gives what it should, and no more."""
    known, is_right = indikator.isian_by_kode, True
    for kode in contoh.isian:
        if kode not in known:
            _given(table, kode).tell(_unknown(kode, [*known]), isian_of(kode))
            is_right = False
    for isian in indikator.isian:
        if isian.kode in contoh.isian:
            is_right &= _tell_of_input(isian, contoh, _given(table, isian.kode))
        elif not isian.pendukung and is_right:
            if not table.was_told("isian"):
                table.tell(f"contoh tidak mengisi “{isian.kode}”. {_how_to_give(isian, table)}")
            is_right = False
    return is_right and not table.was_told("isian") and _tell_of_month(indikator, contoh, table)


def _given(table: Table, kode: str) -> Table:
    """Where an example says what an isian is, of this year or of the last."""
    return table.inside(TAHUN_LALU if is_of_last_year(kode) else "isian")


def _how_to_give(isian: Isian, table: Table) -> str:
    kode = isian.setahun_lalu
    if not kode:
        return "Tambahkan nilainya."
    return table.manner.write(
        f"Tambahkan {TAHUN_LALU} = {{ {kode} = … }}.", f"Tambahkan baris {kode} dengan “tahun lalu” di kolom “Butir”."
    )


def _unknown(kode: str, known: Sequence[str]) -> str:
    """Of an isian that is not there, or of which no formula asks last year's number, with the nearest that is."""
    alike = [isian_of(one) for one in known if is_of_last_year(one) == is_of_last_year(kode)]
    what = f"“{kode}” yang tidak {'dipakai rumus' if is_of_last_year(kode) else 'dikenal'}"
    return f"contoh mengisi {what}. {bahasa.nearest(isian_of(kode), alike) if alike else 'Hapus.'}"


def _tell_of_month(indikator: Indikator, contoh: Contoh, table: Table) -> bool:
    """Whether every konstanta has a number in the month of an example."""
    lacking = [one for one in indikator.konstanta if one.kode not in indikator.konstanta_in(contoh.periode)]
    for one in lacking[:1]:
        month = one.berlaku_mulai or one.berlaku_sampai
        table.tell(
            f"contoh untuk {Periode(contoh.periode).words} memakai konstanta “{one.kode}”, yang belum atau tidak "
            f"lagi berlaku pada bulan itu. Tulis bulan contohnya, misalnya {month}.",
            "periode",
        )
    return not lacking


def _tell_of_input(isian: Isian, contoh: Contoh, given: Table) -> bool:
    misfits = [*KINDS[isian.jenis].misfits(isian, contoh.isian[isian.kode])]
    for misfit in misfits:
        table, key = _place_of(given, isian_of(isian.kode), misfit.within)
        table.tell(f"contoh “{isian.kode}”: {misfit.sentence}", key)
    return not misfits


def _place_of(given: Table, kode: str, within: Sequence[str | int]) -> tuple[Table, str]:
    """The table and the key of what does not fit."""
    match within:
        case [int(number)] if given.has_place(respondent := of_respondent(kode, number)):
            return given, respondent
        case [str(butir)]:
            return given.inside(kode), butir
        case [str(butir), str(key)]:
            return given.inside(kode).inside(butir), key
    return given, kode
