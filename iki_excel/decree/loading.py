"""From the TOML files of a catalogue to its dataclasses; refused is what is missing, unknown or of a wrong type."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from iki_excel.decree import facts, keputusan, kinds, sheet_names, sifat, target_reading, targets
from iki_excel.decree.contradictions import refuse_contradictions
from iki_excel.decree.examples import refuse_wrong_example
from iki_excel.decree.keputusan import load_keputusan
from iki_excel.decree.kinds import KINDS, MEASURES, Isian
from iki_excel.decree.model import Catalog, Contoh, Hitung, Indikator, Jabatan, Syarat
from iki_excel.decree.since import with_since
from iki_excel.decree.toml import Table, load
from iki_excel.decree.versions import OF_TIME, Span, refuse_changed_meaning, valid_sets, versions_in
from iki_excel.language import formula
from iki_excel.language.formula import Formula
from iki_excel.words import plain
from iki_excel.words.errors import CatalogError, FormulaError, PeriodError
from iki_excel.words.periods import Periode

BUILT_IN = Path(__file__).parent / "data"
ARAH = (targets.NAIK, targets.TURUN, targets.RENTANG)
INDIKATOR = "kode indikator"
LONGEST_INDIKATOR = 30
"""Letters of the kode of an indikator."""


def load_catalog(folder: Path = BUILT_IN) -> Catalog:
    """Read every ``*.toml`` of a folder, a jabatan each, and what it says of the decree itself.

    CatalogError for what is missing or contradicts itself.
    """
    return _built_in() if folder == BUILT_IN else _load(folder)


def is_built_in(catalog: Catalog) -> bool:
    """Whether it is the one that comes with the program, whose office is the default of iki.toml."""
    return catalog is _built_in()


@functools.cache
def _built_in() -> Catalog:
    return _load(BUILT_IN)


def _load(folder: Path) -> Catalog:
    paths = sorted(folder.glob("*.toml")) if os.path.isdir(folder) else []
    paths = [path for path in paths if path.name != keputusan.FILE_NAME]
    if not paths:
        raise CatalogError(f"{folder}: tidak ada berkas katalog (.toml) di folder ini. Periksa nama foldernya.")
    loaded = [(path, with_since(_jabatan(load(path, CatalogError)))) for path in paths]
    _refuse_repeats(((j.kode, p) for p, j in loaded), "kode jabatan")
    _refuse_repeats(((kode, p) for p, j in loaded for kode in dict.fromkeys(i.kode for i in j.indikator)), INDIKATOR)
    _refuse_taken_sheets(loaded)
    facts.refuse_mixed(jabatan for _, jabatan in loaded)
    in_order = sorted((j for _, j in loaded), key=lambda j: (j.urutan, j.kode))
    return Catalog(tuple(in_order), load_keputusan(folder))


def _refuse_repeats(codes: Iterable[tuple[str, Any]], what: str) -> None:
    seen: dict[str, Any] = {}
    for kode, where in codes:
        if kode in seen:
            also = f" (sudah dipakai di {seen[kode]})" if seen[kode] != where else ""
            raise CatalogError(f"{where}: {what} “{kode}” dipakai dua kali{also}. Ganti salah satunya.")
        seen[kode] = where


def _refuse_taken_sheets(loaded: Iterable[tuple[Path, Jabatan]]) -> None:
    """Every jabatan has a sheet of its own in the consolidated workbook."""
    seen: dict[str, str] = {}
    for path, jabatan in loaded:
        for names, whose in (
            (sheet_names.OF_RESULT, "adalah lembar lain di rekap"),
            (sheet_names.OF_EXCEL, "nama lembar yang dipakai Excel sendiri"),
        ):
            if sheet_names.is_among(jabatan.sheet, names):
                raise CatalogError(
                    f"{path}: kode jabatan “{jabatan.kode}” tidak dapat dipakai, karena “{jabatan.sheet}” {whose}. "
                    f"Ganti kodenya, misalnya “seksi_{jabatan.kode}”."
                )
        other = seen.setdefault(jabatan.sheet.casefold(), jabatan.kode)
        if other != jabatan.kode:
            raise CatalogError(
                f"{path}: kode jabatan “{jabatan.kode}” dan “{other}” menjadi nama lembar yang sama di rekap, yang "
                f"paling panjang {sheet_names.LONGEST} huruf. Ganti salah satunya."
            )


def _jabatan(table: Table) -> Jabatan:
    table.asked.append("versi")  # stands in older catalogues and says nothing
    versions = [[_indikator(span) for span in versions_in(part)] for part in table.tables("indikator")]
    _refuse_repeats(((one[0].kode, table.where) for one in versions), INDIKATOR)
    jabatan = Jabatan(
        kode=table.kode(),
        urutan=table.take("urutan", int, 0),
        nama=table.text("nama"),
        tugas=table.texts("tugas"),
        fungsi=table.texts("fungsi", []),
        catatan=table.texts("catatan", []),
        indikator=tuple(version for one in versions for version in one),
    )
    table.done()
    if not jabatan.indikator:
        raise table.refuse("belum ada indikator. Tambahkan bagian [[indikator]].")
    for together in valid_sets(jabatan.indikator):
        _refuse_repeated_names(together, table.where)
        facts.refuse_overlapping(together, table.where)
    refuse_changed_meaning(jabatan, table.where)
    return jabatan


def _refuse_repeated_names(indikator: Sequence[Indikator], where: str) -> None:
    """Codes are keys and defined names, labels are anchors and stand in sentences: each is there once."""
    isian = [part for one in indikator for part in one.isian]
    computed = [part.kode for one in indikator for part in one.hitung]
    _refuse_repeats(((kode, where) for kode in [*(part.kode for part in isian), *computed]), "kode isian")
    _refuse_repeats(((part.label, where) for part in isian), "label isian")
    for part in isian:
        _refuse_repeats(((slot.kode, where) for slot in part.slots), "kode butir")
        _refuse_repeats(((slot.label, where) for slot in part.slots), "label butir")


def _indikator(span: Span) -> Indikator:
    table = span.table
    examples = table.tables("contoh")
    indikator = Indikator(
        kode=_indikator_kode(table),
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
        isian=tuple(_isian(part) for part in table.tables("isian")),  # before the rumus that names them
        rumus=_formula(table),
        hitung=tuple(_hitung(part) for part in table.tables("hitung", [])),
        syarat=tuple(_syarat(part) for part in table.tables("syarat", [])),
        contoh=tuple(_contoh(part) for part in examples),
        berlaku_mulai=span.first,
        berlaku_sampai=span.last,
    )
    indikator = replace(indikator, isian=kinds.asked(indikator.isian, indikator.rumus.measures))
    table.asked += OF_TIME  # they stand in the span; a key that is nearly one of them was meant for it
    table.done()
    _refuse_repeated_names([indikator], table.where)
    refuse_contradictions(indikator, table)
    indikator = replace(indikator, sifat=indikator.sifat or sifat.sifat_of(indikator) or "")
    _refuse_misfit_target(indikator, table)
    for contoh, part in zip(indikator.contoh, examples, strict=True):
        refuse_wrong_example(indikator, contoh, part)
    return indikator


def _refuse_misfit_target(indikator: Indikator, table: Table) -> None:
    if indikator.target:
        target_reading.refuse_misfit(indikator, indikator.target, table, "target")
    if "arah" in table.data:
        target_reading.refuse_arah(indikator.target, indikator.arah, table, "arah")


def _indikator_kode(table: Table) -> str:
    """Its code, fit to be typed as a key of iki.toml and to stand on one line."""
    kode = table.text("kode")
    if set(kode) & set("\"'\\") or not kode.isprintable() or plain.as_seen(kode) != kode:
        raise table.refuse(
            f"kode {plain.clean(repr(kode))} tidak dapat ditulis di iki.toml. Tulis di satu baris, tanpa tanda "
            "kutip, garis miring terbalik, spasi rangkap, dan huruf yang tidak terlihat, misalnya “TU-1”."
        )
    if len(kode) > LONGEST_INDIKATOR:
        raise table.refuse(f"kode “{kode[:20]}…” terlalu panjang: paling banyak {LONGEST_INDIKATOR} huruf.")
    return kode


def _isian(table: Table) -> Isian:
    isian = KINDS[table.choice("jenis", [*KINDS], "bilangan")].expand(table)
    table.done()
    return isian


def _formula(table: Table) -> Formula:
    try:
        return formula.parse(table.text("rumus"), MEASURES)
    except FormulaError as reason:
        raise table.refuse(f"{reason}.") from None


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
        raise table.refuse("rumus pada “hitung” hanya boleh memakai isian bilangan dan + - * /.")
    if not hitung.rumus.names:
        raise table.refuse("rumus pada “hitung” tidak memakai isian. Pakai sedikitnya satu isian.")
    return hitung


def _syarat(table: Table) -> Syarat:
    syarat = Syarat(_formula(table), table.text("pesan"))
    table.done()
    if not syarat.rumus.is_condition or syarat.rumus.measures or not syarat.rumus.names:
        raise table.refuse("rumus pada “syarat” harus perbandingan antara isian bilangan, misalnya a <= b.")
    return syarat


def _contoh(table: Table) -> Contoh:
    try:
        periode = Periode.month(table.text("periode", "2019-03"))
    except PeriodError as reason:
        raise table.refuse(str(reason)) from None
    contoh = Contoh(table.take("isian", dict), table.take("hasil", float), periode)
    table.done()
    return contoh
