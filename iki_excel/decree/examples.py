"""The examples of a catalogue are run: what an example says must be what its rumus gives."""

from __future__ import annotations

import math
from collections.abc import Mapping

from iki_excel.decree import batas_waktu
from iki_excel.decree.kinds import KINDS, MEASURES, MONTHS_AHEAD, PERIOD_END, Isian, with_all_parts
from iki_excel.decree.model import Contoh, Indikator
from iki_excel.decree.toml import Table
from iki_excel.language import formula
from iki_excel.language.cells import Contents, of_numbers
from iki_excel.words import bahasa
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode


def example_result(indikator: Indikator, contoh: Contoh) -> float:
    """What the rumus gives for the inputs of an example, with the catalogue's own deadlines; NaN for nothing."""
    slots = _columns(indikator, contoh)
    given = {kode: isian for kode, isian in indikator.isian_by_kode.items() if kode in contoh.isian}
    columns = with_all_parts(slots, given)
    return float(formula.evaluate(indikator.rumus, columns, indikator.isian_by_kode, MEASURES).value.item())


def _columns(indikator: Indikator, contoh: Contoh) -> Mapping[str, Contents]:
    numbers = {PERIOD_END: float(bahasa.serial(Periode(contoh.periode).last_day)), MONTHS_AHEAD: 11.0}
    for isian in indikator.isian:
        if isian.kode in contoh.isian:
            numbers |= _numbers(isian, contoh)
    columns = {name: of_numbers([number]) for name, number in numbers.items()}  # of one month alone
    for part in indikator.hitung:
        columns[part.kode] = of_numbers(formula.evaluate(part.rumus, columns, {}, MEASURES).value)
    return columns


def _numbers(isian: Isian, contoh: Contoh) -> dict[str, float]:
    days = {s.kode: batas_waktu.day_in(contoh.periode, s.batas) for s in isian.slots if s.batas}
    deadlines = {f"{kode}.{use}": day for kode, day in days.items() for use in ("batas", "tagih")}
    numbers = KINDS[isian.jenis].example(isian, contoh.isian[isian.kode])
    return {**numbers, **{name: float(bahasa.serial(day)) for name, day in deadlines.items()}}


def refuse_wrong_example(indikator: Indikator, contoh: Contoh, table: Table) -> None:
    """Raise CatalogError for an example with inputs that cannot be, or with a result that is not the rumus's."""
    known = indikator.isian_by_kode
    for kode in contoh.isian:
        if kode not in known:
            raise table.refuse(f"contoh mengisi “{kode}” yang tidak dikenal. {bahasa.nearest(kode, [*known])}")
    for isian in indikator.isian:
        if isian.kode in contoh.isian:
            _refuse_wrong_input(isian, contoh, table)
        elif not isian.pendukung:
            raise table.refuse(f"contoh tidak mengisi “{isian.kode}”. Tambahkan nilainya.")
    result = example_result(indikator, contoh)
    if not math.isclose(result, contoh.hasil, rel_tol=1e-9, abs_tol=1e-9):
        given = "tidak memberi hasil" if math.isnan(result) else f"memberi {bahasa.number(result, 10)}"
        told = bahasa.number(contoh.hasil, 10)
        raise table.refuse(f"contoh {given}, padahal tertulis hasil {told}. Perbaiki rumus atau contohnya.")


def _refuse_wrong_input(isian: Isian, contoh: Contoh, table: Table) -> None:
    try:
        KINDS[isian.jenis].example(isian, contoh.isian[isian.kode])
    except CatalogError as reason:
        raise table.refuse(f"contoh “{isian.kode}”: {reason}") from None
