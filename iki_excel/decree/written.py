"""An indikator as it is written: its tables, and what they make.

What is wrong in one of them is told, and the rest goes on being read; what is measured against a part that is wrong is
told of once only, at that part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from iki_excel.decree import kinds, repeats, sifat, target_reading, targets
from iki_excel.decree.contradictions import has_doubtful_codes, tell_of_contradictions
from iki_excel.decree.examples import tell_of_wrong_example
from iki_excel.decree.kinds import KINDS, MEASURES, Isian
from iki_excel.decree.model import Contoh, Hitung, Indikator, Syarat
from iki_excel.decree.toml import Table
from iki_excel.decree.versions import OF_TIME, Span
from iki_excel.language import formula
from iki_excel.language.formula import Formula
from iki_excel.words import bahasa, plain
from iki_excel.words.errors import FormulaError, PeriodError
from iki_excel.words.periods import Periode

ARAH = (targets.NAIK, targets.TURUN, targets.RENTANG)
LONGEST_INDIKATOR = 30
"""Letters of the kode of an indikator."""

EXAMPLE_MONTH = "2019-03"
NO_FORMULA = formula.parse("0", MEASURES)
"""Stands for one that cannot be read; it asks for nothing."""

Part = TypeVar("Part")


@dataclass(frozen=True)
class Written:
    """An indikator (of several versions one), its table and those of its parts."""

    indikator: Indikator
    table: Table
    isian: Sequence[Table]
    hitung: Sequence[Table]
    syarat: Sequence[Table]
    contoh: Sequence[Table]


def read_indikator(span: Span) -> Written:
    """One version of an indikator; what is wrong with it is told in the table's faults."""
    table = span.table
    assert table.faults is not None
    before = len(table.faults.told)
    isian, hitung = table.tables("isian"), table.tables("hitung", [])
    syarat, contoh = table.tables("syarat", []), table.tables("contoh")
    indikator = Indikator(
        kode=_kode(table),
        singkat=table.text("singkat"),
        kinerja=table.text("kinerja"),
        indikator=table.text("indikator"),
        penjelasan=table.text("penjelasan"),
        sumber_data=table.texts("sumber_data"),
        satuan=table.text("satuan"),
        arah=table.choice("arah", ARAH, targets.NAIK),
        sifat=table.choice("sifat", (sifat.ARUS, sifat.KEADAAN), ""),
        jarang=table.take("jarang", bool, False),
        target=target_reading.read_target(table, "target") if table.has("target") else None,
        catatan=table.texts("catatan", []),
        isian=_each(_isian, isian),
        rumus=_formula(table, may_name_anything=has_doubtful_codes(isian, hitung)),
        hitung=_each(_hitung, hitung),
        syarat=_each(_syarat, syarat),
        contoh=_each(_contoh, contoh),
        berlaku_mulai=span.first,
        berlaku_sampai=span.last,
    )
    table.asked += OF_TIME  # they stand in the span; a key that is nearly one of them was meant for it
    table.done()
    written = Written(indikator, table, isian, hitung, syarat, contoh)
    tell_of_repeats([written])
    tell_of_contradictions(written, is_whole=len(table.faults.told) == before)
    if len(table.faults.told) > before:
        return written
    indikator = replace(indikator, sifat=indikator.sifat or sifat.sifat_of(indikator) or "")
    _tell_of_misfit_target(indikator, table)
    for one, part in zip(indikator.contoh, contoh, strict=True):
        tell_of_wrong_example(indikator, one, part)
    return replace(written, indikator=indikator)


def tell_of_repeats(together: Sequence[Written]) -> None:
    """Codes are keys and defined names, labels are anchors and stand in sentences: each is there once in a form.

    ``together``: the indikator that a form asks about.
    """
    isian = [table for one in together for table in one.isian]
    computed = [table for one in together for table in one.hitung]
    once = repeats.tell_of(isian + computed, "kode", "kode isian")
    repeats.tell_of((table for table in once if table in isian), "label", "label isian")
    for table in isian:
        for key in table.lists:
            repeats.tell_of(repeats.tell_of(table.tables(key), "kode", "kode butir"), "label", "label butir")


def _each(read: Callable[[Table], Part], tables: Iterable[Table]) -> tuple[Part, ...]:
    """What each table makes; nothing for one whose reading had to end."""
    found = list[Part]()
    for table in tables:
        assert table.faults is not None
        with table.faults.kept():
            found.append(read(table))
    return tuple(found)


def _tell_of_misfit_target(indikator: Indikator, table: Table) -> None:
    assert table.faults is not None
    with table.faults.kept():
        if indikator.target:
            target_reading.refuse_misfit(indikator, indikator.target, table, "target")
        if "arah" in table.data:
            for target in targets.of_all_years(indikator.target) if indikator.target else (None,):
                target_reading.refuse_arah(target, indikator.arah, table, "arah")


def _kode(table: Table) -> str:
    """Its code, fit to be typed as a key of iki.toml and to stand on one line."""
    kode = table.text("kode")
    if set(kode) & set("\"'\\") or not kode.isprintable() or plain.as_seen(kode) != kode:
        table.tell(
            f"kode {plain.clean(repr(kode))} tidak dapat ditulis di iki.toml. Tulis di satu baris, tanpa tanda "
            "kutip, garis miring terbalik, spasi rangkap, dan huruf yang tidak terlihat, misalnya “TU-1”.",
            "kode",
        )
    if len(kode) > LONGEST_INDIKATOR:
        table.tell(f"kode “{kode[:20]}…” terlalu panjang: paling banyak {LONGEST_INDIKATOR} huruf.", "kode")
    return kode


def _isian(table: Table) -> Isian:
    jenis = table.choice("jenis", [*KINDS], "bilangan")
    said = table.data.get("jenis", jenis)
    if said != jenis:  # it was told; what its keys should be is not known
        raise table.refuse(f"{table.manner.key('jenis')} berisi “{said}”. {bahasa.nearest(str(said), KINDS)}", "jenis")
    isian = KINDS[jenis].expand(table)
    table.done()
    return isian


def _formula(table: Table, *, may_name_anything: bool = False) -> Formula:
    """The formula under ``rumus``; ``may_name_anything``: a code is told of, which may be why it cannot be read."""
    text = table.text("rumus")
    try:
        return formula.parse(text, MEASURES) if text else NO_FORMULA
    except FormulaError as reason:
        if not may_name_anything:
            table.tell(f"{reason}.", "rumus")
        return NO_FORMULA


def _hitung(table: Table) -> Hitung:
    hitung = Hitung(
        kode=table.kode(),
        label=table.text("label"),
        satuan=table.text("satuan"),
        rumus=_formula(table),
        akumulasi=table.choice("akumulasi", kinds.AKUMULASI),
    )
    table.done()
    if hitung.rumus.measures or hitung.rumus.is_condition:
        table.tell("rumus pada “hitung” hanya boleh memakai isian bilangan dan + - * /.", "rumus")
    elif not hitung.rumus.names and hitung.rumus is not NO_FORMULA:
        table.tell("rumus pada “hitung” tidak memakai isian. Pakai sedikitnya satu isian.", "rumus")
    return hitung


def _syarat(table: Table) -> Syarat:
    syarat = Syarat(_formula(table), table.text("pesan"))
    table.done()
    is_none = not syarat.rumus.is_condition or syarat.rumus.measures or not syarat.rumus.names
    if is_none and syarat.rumus is not NO_FORMULA:
        table.tell("rumus pada “syarat” harus perbandingan antara isian bilangan, misalnya a <= b.", "rumus")
    return syarat


def _contoh(table: Table) -> Contoh:
    try:
        periode = Periode.month(table.text("periode", EXAMPLE_MONTH))
    except PeriodError as reason:
        table.tell(str(reason), "periode")
        periode = Periode(EXAMPLE_MONTH)
    contoh = Contoh(table.take("isian", dict), table.take("hasil", float), periode)
    table.done()
    return contoh
