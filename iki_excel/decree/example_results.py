"""What the examples of a catalogue come to, each as columns of one month alone."""

from __future__ import annotations

from collections.abc import Mapping

from iki_excel.decree import batas_waktu
from iki_excel.decree.kinds import KINDS, MEASURES, MONTHS_AHEAD, PERIOD_END, Isian
from iki_excel.decree.kinds.over_columns import with_all_parts
from iki_excel.decree.model import Contoh, Indikator
from iki_excel.language.cells.columns import Contents, of_numbers
from iki_excel.language.formula.evaluating import evaluate
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode


def example_result(indikator: Indikator, contoh: Contoh) -> float:
    """What the rumus gives for the inputs of an example, with the catalogue's own deadlines; NaN for nothing."""
    slots = _columns(indikator, contoh)
    given = {kode: isian for kode, isian in indikator.isian_by_kode.items() if kode in contoh.isian}
    columns = with_all_parts(slots, given)
    return float(evaluate(indikator.rumus, columns, indikator.isian_by_kode, MEASURES).value.item())


def _columns(indikator: Indikator, contoh: Contoh) -> Mapping[str, Contents]:
    numbers = {PERIOD_END: float(bahasa.serial(Periode(contoh.periode).last_day)), MONTHS_AHEAD: 11.0}
    numbers |= indikator.konstanta_in(contoh.periode)
    for isian in indikator.isian:
        if isian.kode in contoh.isian:
            numbers |= _numbers(isian, contoh)
    columns = {name: of_numbers([number]) for name, number in numbers.items()}  # of one month alone
    for part in indikator.hitung:
        columns[part.kode] = of_numbers(evaluate(part.rumus, columns, {}, MEASURES).value)
    return columns


def _numbers(isian: Isian, contoh: Contoh) -> dict[str, float]:
    days = {s.kode: batas_waktu.day_in(contoh.periode, s.batas) for s in isian.slots if s.batas}
    deadlines = {f"{kode}.{use}": day for kode, day in days.items() for use in ("batas", "tagih")}
    numbers = KINDS[isian.jenis].example(isian, contoh.isian[isian.kode])
    return {**numbers, **{name: float(bahasa.serial(day)) for name, day in deadlines.items()}}
