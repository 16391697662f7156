"""An indikator as it is written: its tables, and what they make.

What is wrong in one of them is told, and the rest goes on being read; what is measured against a part that is wrong is
told of once only, at that part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from iki_excel.decree import (
    about,
    indeks,
    kinds,
    last_year,
    owned,
    repeats,
    sharing,
    sifat,
    spans,
    target_reading,
    targets,
    using_konstanta,
    weights,
)
from iki_excel.decree.contradictions import has_doubtful_codes, tell_of_contradictions
from iki_excel.decree.examples import tell_of_wrong_example
from iki_excel.decree.kinds import KINDS, MEASURES, Isian
from iki_excel.decree.model import Contoh, Hitung, Indikator, Syarat
from iki_excel.decree.parts import Given, Written
from iki_excel.decree.skala import read_skala
from iki_excel.decree.skala import tell_of_unused as tell_of_unused_skala
from iki_excel.decree.toml import Table, each
from iki_excel.decree.versions import OF_TIME, Span
from iki_excel.language import formula
from iki_excel.language.formula import Formula, Skala
from iki_excel.language.formula.last_year import named
from iki_excel.words import plain
from iki_excel.words.errors import FormulaError, PeriodError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

ARAH = (targets.NAIK, targets.TURUN, targets.STABIL, targets.RENTANG)
LONGEST_INDIKATOR = 30
"""Letters of the kode of an indikator."""

SIMBOL = re.compile("[A-Z]{1,3}[0-9]{0,2}")
"""A letter that a decree writes for a number, as in A / B × 100."""

EXAMPLE_MONTH = "2019-03"
NO_FORMULA = formula.parse("0", MEASURES)
"""Stands for one that cannot be read; it asks for nothing."""


@frozen
class Names:
    """What formulas may say besides codes: letters, each with the kode that it stands for, and steps."""

    symbols: Mapping[str, str]
    skala: Sequence[Skala]


def read_indikator(span: Span, elsewhere: Given) -> Written:
    """One version of an indikator; what is wrong with it is told in the table's faults."""
    table = span.table
    assert table.faults is not None
    before = len(table.faults.told)
    isian, hitung, steps = table.tables("isian", []), table.tables("hitung", []), table.tables("skala", [])
    syarat, contoh = table.tables("syarat", []), table.tables("contoh")
    skala = read_skala(steps)
    names, periode = Names(elsewhere.symbols | _symbols([*isian, *hitung]), skala), spans.read_span(table)
    is_doubtful = has_doubtful_codes(isian, hitung) or len(skala) < len(steps)
    indikator = Indikator(
        kode=_kode(table),
        singkat=table.text("singkat"),
        kinerja=table.text("kinerja"),
        indikator=table.text("indikator"),
        penjelasan=table.text("penjelasan"),
        sumber_data=table.texts("sumber_data"),
        satuan=table.text("satuan"),
        periode=periode,
        arah=table.choice("arah", ARAH, targets.NAIK),
        sifat=table.choice("sifat", (sifat.ARUS, sifat.KEADAAN), ""),
        jarang=table.take("jarang", bool, False),
        target=None,  # it may be a word of an isian
        catatan=table.texts("catatan", []),
        isian=each(lambda part: spans.with_span(read_isian(part), periode), isian),
        rumus=_formula(table, names, may_name_anything=is_doubtful),
        hitung=each(lambda part: _hitung(part, names), hitung),
        syarat=each(lambda part: _syarat(part, names), syarat),
        skala=skala,
        contoh=each(_contoh, contoh),
        berlaku_mulai=span.first,
        berlaku_sampai=span.last,
        bobot=weights.read_bobot(table),
        penanggung_jawab=table.text("penanggung_jawab", ""),
        mendukung=about.read_mendukung(table),
    )
    has_target = table.has("target")
    table.asked += OF_TIME  # they stand in the span; a key that is nearly one of them was meant for it
    table.done()
    at_first = len(table.faults.told)
    indikator = _using(indikator, elsewhere, table)
    indikator = replace(indikator, isian=kinds.asked(indikator.isian, indikator.rumus.measures))
    written = Written(indikator, table, elsewhere.tables, isian, hitung, syarat, contoh, elsewhere.is_faulty)
    if len(table.faults.told) > at_first:
        return written
    tell_of_repeats([written])
    was_read = not elsewhere.is_faulty and not any(
        one.is_misread for one in (table, *isian, *hitung, *syarat, *contoh, *steps)
    )
    is_whole = was_read and len(table.faults.told) == before
    tell_of_contradictions(written, is_whole=is_whole)
    if is_whole and len(table.faults.told) == before:
        tell_of_unused_skala(skala, steps, indikator.formulas)
    if len(table.faults.told) > before or not was_read:
        return written
    with table.faults.kept():
        spans.refuse_misfit_span(indikator, table)
        last_year.refuse_misuse(indikator, table)
        indeks.refuse_misuse(indikator, table)
        owned.refuse_misuse(indikator, table)
    indikator = replace(indikator, sifat=indikator.sifat or sifat.sifat_of(indikator) or "")
    if has_target:
        indikator = _with_target(indikator, table)
    _tell_of_arah(indikator, table)
    for one, part in zip(indikator.contoh, contoh, strict=True) if not elsewhere.is_proven else ():
        tell_of_wrong_example(indikator, one, part)
    return replace(written, indikator=indikator)


def _using(indikator: Indikator, elsewhere: Given, table: Table) -> Indikator:
    """The indikator with what it uses that is written elsewhere."""
    assert table.faults is not None
    with table.faults.kept():
        indikator = sharing.with_shared(indikator, [isian for isian, _ in elsewhere.isian], table)
        indeks.refuse_last_year(indikator, table)
        indikator = last_year.with_last_year(indikator)
        return using_konstanta.with_konstanta(indikator, elsewhere.konstanta, table)
    return indikator


def tell_of_repeats(together: Sequence[Written], shared: Sequence[Table] = ()) -> None:
    """Codes are keys and defined names, labels are anchors and stand in sentences: each is there once in a form.

    ``together``: the indikator that a form asks about, ``shared``: what several of them may use.
    """
    known = {table.data.get("kode") for table in shared}  # what takes one of these was told of
    isian = [*shared, *(table for one in together for table in one.isian if table.data.get("kode") not in known)]
    computed = [table for one in together for table in one.hitung]
    once = repeats.tell_of(isian + computed, "kode", "kode isian")
    repeats.tell_of((table for table in once if table in isian), "label", "label isian")
    for table in isian:
        for key in table.lists:
            repeats.tell_of(repeats.tell_of(table.tables(key), "kode", "kode butir"), "label", "label butir")


def _with_target(indikator: Indikator, table: Table) -> Indikator:
    """An indikator with its target; without one where that is none, or none for it, which is told."""
    assert table.faults is not None
    before = len(table.faults.told)
    with table.faults.kept():
        target = target_reading.read_target(table, "target", indikator.pilihan)
        if len(table.faults.told) > before:
            return indikator
        target_reading.refuse_misfit(indikator, target, table, "target")
        return replace(indikator, target=target)
    return indikator


def _tell_of_arah(indikator: Indikator, table: Table) -> None:
    assert table.faults is not None
    if "arah" in table.data:
        with table.faults.kept():
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


def read_isian(table: Table) -> Isian:
    """One isian, wherever it stands."""
    jenis = table.choice("jenis", [*KINDS], "bilangan")
    said = table.data.get("jenis", jenis)
    if said != jenis:  # it was told; what its keys should be is not known
        raise table.refuse(table.not_among("jenis", KINDS), "jenis")
    isian = KINDS[jenis].expand(table)
    table.done()
    return isian


def _symbols(tables: Sequence[Table]) -> dict[str, str]:
    """The code by the letter that the decree writes for it."""
    symbols: dict[str, str] = {}
    repeats.tell_of(tables, "simbol", "simbol")
    for table in tables:
        simbol, kode = table.text("simbol", ""), table.data.get("kode")
        if simbol and not SIMBOL.fullmatch(simbol):
            table.tell(f"simbol “{simbol}” harus huruf besar, boleh dengan angka, misalnya A atau B1.", "simbol")
        elif simbol and isinstance(kode, str):
            symbols.setdefault(simbol, kode)
    return symbols


def _formula(table: Table, names: Names, *, may_name_anything: bool = False) -> Formula:
    """The formula under ``rumus``; ``may_name_anything``: a code is told of, which may be why it cannot be read."""
    text = table.text("rumus")
    try:
        return formula.parse(text, MEASURES, names.symbols, names.skala) if text else NO_FORMULA
    except FormulaError as reason:
        if not may_name_anything:
            told = str(reason)
            table.tell(told if told.endswith("?") else f"{told}.", "rumus")
        return NO_FORMULA


def _hitung(table: Table, names: Names) -> Hitung:
    hitung = Hitung(
        kode=table.kode(),
        label=table.text("label"),
        satuan=table.text("satuan"),
        rumus=_formula(table, names),
        akumulasi=table.choice("akumulasi", kinds.AKUMULASI),
    )
    table.done()
    if hitung.rumus.measures or hitung.rumus.is_condition:
        table.tell("rumus pada “hitung” hanya boleh memakai isian bilangan dan + - * /.", "rumus")
    elif not hitung.rumus.names and hitung.rumus is not NO_FORMULA:
        table.tell("rumus pada “hitung” tidak memakai isian. Pakai sedikitnya satu isian.", "rumus")
    return hitung


def _syarat(table: Table, names: Names) -> Syarat:
    syarat = Syarat(_formula(table, names), table.text("pesan"))
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
    this_year, before = table.take("isian", dict), table.take("tahun_lalu", dict, {})
    given = this_year | {named(kode): value for kode, value in before.items()}
    contoh = Contoh(given, table.take("hasil", float), periode)
    table.done()
    return contoh
