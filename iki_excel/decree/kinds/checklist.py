"""A checklist of documents: of each the day it was finished and, where that is asked, whether it is good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from iki_excel.decree import batas_waktu
from iki_excel.decree.batas_waktu import BatasWaktu
from iki_excel.decree.fields import DATE, NO, TB, YES, YES_NO, Slot
from iki_excel.decree.kinds.kind import PERIOD_END, Isian, Kind, Part, before, group, of_month, so_far
from iki_excel.decree.toml import Table
from iki_excel.language.akumulasi import OF_ITS_MONTH
from iki_excel.language.cells import And, Condition, Expression, If, IsNumber, Name, Or, Sum
from iki_excel.language.formula import Measure
from iki_excel.words import bahasa
from iki_excel.words.errors import CatalogError

QUALITY = {YES: 1.0, NO: 0.0}
FINISHED = " – tanggal selesai"
"""What follows the name of a document where it is asked when it was finished."""
MOST_DOCUMENTS = 15
OF_YEAR = "Tanggal dokumen selesai. Kosongkan bila belum selesai; ketik TB bila tahun ini tidak disusun."
OF_MONTH = "Tanggal dokumen bulan ini selesai. Kosongkan bila belum selesai; ketik TB bila bulan ini tidak disusun."


def _expand(table: Table) -> Isian:
    kode, asks_quality = table.kode(), table.take("mutu", bool, False)
    items = table.tables("butir")
    if not items:
        raise table.refuse("daftar dokumen tanpa butir. Tambahkan butir = [{ kode = …, label = …, batas = … }].")
    if len(items) > MOST_DOCUMENTS:
        raise table.refuse(
            f"daftar dokumen berisi {len(items)} butir, paling banyak {MOST_DOCUMENTS}. Pecah menjadi dua."
        )
    return Isian(
        kode=kode,
        jenis=CHECKLIST.nama,
        label=table.text("label"),
        slots=tuple(slot for item in items for slot in _document_slots(kode, item, asks_quality)),
        petunjuk=table.text("petunjuk", ""),
        pendukung=table.take("pendukung", bool, False),
    )


def _document_slots(isian: str, item: Table, asks_quality: bool) -> list[Slot]:
    butir, label, batas, fakta = item.kode(), item.text("label"), _deadline(item), item.codes("fakta")
    is_monthly = batas_waktu.is_monthly(batas)
    finished = Slot(
        kode=f"{isian}.{butir}.selesai",
        isian=isian,
        label=f"{label}{FINISHED}",
        satuan="tanggal",
        field=DATE,
        akumulasi=OF_ITS_MONTH if is_monthly else "catatan_terakhir",
        wajib=False,
        minimum=None,
        butir=butir,
        batas=batas,
        fakta=fakta,
        petunjuk=OF_MONTH if is_monthly else OF_YEAR,
    )
    item.done()
    if not asks_quality:
        return [finished]
    quality = Slot(
        kode=f"{isian}.{butir}.mutu",
        isian=isian,
        label=f"{label} – berkualitas baik",
        satuan="Ya / Tidak",
        field=YES_NO,
        akumulasi=OF_ITS_MONTH if is_monthly else "ikut",
        wajib=False,
        minimum=None,
        leader=finished.kode,
        butir=butir,
        fakta=fakta,
        petunjuk="Pilih Ya bila dokumen yang selesai itu berkualitas baik, Tidak bila belum.",
    )
    return [finished, quality]


def _deadline(item: Table) -> BatasWaktu:
    text = item.text("batas", "31 Desember")
    parsed = batas_waktu.read(text)
    if parsed is None:
        raise item.refuse(
            f"{item.manner.key('batas')} berisi “{text}”. Tulis tanggal dan bulan, misalnya "
            f"“{batas_waktu.YEARLY_EXAMPLE}”; untuk dokumen setiap bulan, misalnya “{batas_waktu.MONTHLY_EXAMPLE}”.",
            "batas",
        )
    return parsed


# --- an example ------------------------------------------------------------------------------------------------------


def _example(isian: Isian, value: Any) -> Mapping[str, float]:
    entries = _entries(isian, value)
    columns = {}
    for finished, quality in isian.dokumen:
        entry = entries.get(finished.butir, {})
        columns[finished.kode] = float(bahasa.serial(entry["selesai"])) if "selesai" in entry else np.nan
        if quality:
            columns[quality.kode] = QUALITY.get(entry.get("mutu", ""), np.nan)
    return columns


def _entries(isian: Isian, value: Any) -> Mapping[str, Mapping[str, Any]]:
    """The documents of an example, none of them unknown and each with values that can be."""
    if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
        raise CatalogError("nilainya harus dokumen dengan tanggalnya, misalnya { lkjip = { selesai = 2019-02-20 } }.")
    asks_quality = {finished.butir: quality is not None for finished, quality in isian.dokumen}
    for kode, entry in value.items():
        if kode not in asks_quality:
            raise CatalogError(f"tidak ada butir “{kode}”. {bahasa.nearest(kode, asks_quality)}")
        _refuse_wrong_entry(kode, entry, asks_quality[kode])
    return value


def _refuse_wrong_entry(kode: str, entry: Mapping[str, Any], asks_quality: bool) -> None:
    known = ["selesai", "mutu"] if asks_quality else ["selesai"]
    for key in entry:
        if key not in known:
            raise CatalogError(f"kunci “{key}” pada butir “{kode}” tidak dikenal. {bahasa.nearest(key, known)}")
    if "selesai" in entry and type(entry["selesai"]) is not dt.date:
        raise CatalogError(f"selesai pada butir “{kode}” harus tanggal seperti 2019-02-28.")
    if "mutu" in entry and entry["mutu"] not in QUALITY:
        raise CatalogError(f"mutu pada butir “{kode}” harus “Ya” atau “Tidak”.")


# --- the measures ----------------------------------------------------------------------------------------------------

MET, DUE = "memenuhi", "jatuh_tempo"


def _parts(isian: Isian) -> tuple[Part, ...]:
    """Of each document whether it is due, and whether it meets what is asked: 1 or 0; of one of every month, of each
    month for itself.

    Of a month counts what became due in it: the documents that are due at its end and were not at the end of the month
    before, and those of them that meet.
    """
    became_due = If(And(Name(so_far(DUE)).equals(1), Name(before(DUE)).equals(0)), 1, 0)
    is_met = If(And(Name(of_month(DUE)).equals(1), Name(so_far(MET)).equals(1)), 1, 0)
    parts = []
    for date, quality in isian.dokumen:
        own_due, own_met = (None, None) if date.is_monthly else (became_due, is_met)
        parts.append(Part(DUE, "Jatuh tempo", date.kode, If(_is_due(date), 1, 0), own_due, date.is_monthly))
        parts.append(Part(MET, "Memenuhi", date.kode, If(_is_met(date, quality), 1, 0), own_met, date.is_monthly))
    return tuple(parts)


def _is_met(date: Slot, quality: Slot | None) -> Condition:
    """Finished by the period's end, in time, and good where that is asked."""
    day = Name(date.kode)
    good = [Name(quality.kode).equals(1)] if quality else []
    return And(IsNumber(day), day <= Name(f"{date.kode}.batas"), day <= Name(PERIOD_END), *good)


def _is_due(date: Slot) -> Condition:
    """The day on which it is asked for has come, or it was finished before; what is not drawn up (TB) is never due.

    That day is its deadline; it is a text, and never comes, where the deadline lies before the office began.
    """
    day, end = Name(date.kode), Name(PERIOD_END)
    has_passed = Name(f"{date.kode}.tagih") <= end
    return If(IsNumber(day), Or(day <= end, has_passed), And(day.differs(TB), has_passed))


def _count(part: str) -> Callable[[Isian], Expression]:
    return lambda isian: Sum(Name(group(part, isian.kode)))


def _any_due(isian: Isian) -> Condition:
    """While no document is due there is nothing to count."""
    return _count(DUE)(isian) > 0


CHECKLIST = Kind(
    "daftar_dokumen",
    _expand,
    _example,
    {
        MET: Measure(_count(MET), _any_due, lambda label: f"dokumen yang memenuhi syarat ({label})"),
        DUE: Measure(_count(DUE), _any_due, lambda label: f"dokumen yang jatuh tempo ({label})"),
    },
    _parts,
)
