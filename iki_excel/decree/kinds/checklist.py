"""A checklist of documents: of each the day it was finished and, where that is asked, whether it is good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np

from iki_excel.decree.kinds.kind import PERIOD_END, Isian, Kind, Slot
from iki_excel.decree.toml import Table
from iki_excel.language.formula import Column, Measure
from iki_excel.words import bahasa
from iki_excel.words.errors import CatalogError

QUALITY = {"Ya": 1.0, "Tidak": 0.0}
MOST_DOCUMENTS = 15
"""An Excel formula has at most 8192 characters, and one that counts documents of another sheet 400 for each."""


def _expand(table: Table) -> Isian:
    kode, asks_quality = table.kode(), table.take("mutu", bool, False)
    items = table.tables("butir", [])
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
    kode, label = f"{isian}.{item.kode()}", item.text("label")
    finished = Slot(
        kode=f"{kode}.selesai",
        isian=isian,
        label=f"{label} – tanggal selesai",
        satuan="tanggal",
        tipe="tanggal",
        akumulasi="terakhir",
        wajib=False,
        minimum=None,
        batas=_deadline(item),
        petunjuk="Tanggal dokumen selesai. Kosongkan bila belum selesai; ketik TB bila tahun ini tidak disusun.",
    )
    item.done()
    if not asks_quality:
        return [finished]
    quality = Slot(
        kode=f"{kode}.mutu",
        isian=isian,
        label=f"{label} – berkualitas baik",
        satuan="Ya / Tidak",
        tipe="ya_tidak",
        akumulasi="ikut",
        wajib=False,
        minimum=None,
        leader=finished.kode,
        petunjuk="Pilih Ya bila dokumen yang selesai itu berkualitas baik, Tidak bila belum.",
    )
    return [finished, quality]


def _deadline(item: Table) -> tuple[int, int]:
    text = item.text("batas", "31 Desember")
    parsed = day_of_year(text)
    if parsed is None:
        raise item.refuse(f"kunci “batas” berisi “{text}”. Tulis tanggal dan bulan, misalnya “28 Februari”.")
    return parsed


def day_of_year(text: str) -> tuple[int, int] | None:
    """ "28 Februari" as (2, 28); None where it is no such day."""
    day, _, name = text.strip().partition(" ")
    month = bahasa.MONTH_NUMBERS.get(name.strip().casefold())
    try:
        dt.date(2000, month or 0, int(day))
    except ValueError:
        return None
    return (month, int(day)) if month else None


# --- an example ------------------------------------------------------------------------------------------------------


def _example(isian: Isian, value: Any) -> Mapping[str, float]:
    entries = _entries(isian, value)
    columns = {}
    for finished, quality in isian.dokumen:
        entry = entries.get(_item(finished), {})
        columns[finished.kode] = float(bahasa.serial(entry["selesai"])) if "selesai" in entry else np.nan
        if quality:
            columns[quality.kode] = QUALITY.get(entry.get("mutu", ""), np.nan)
    return columns


def _item(finished: Slot) -> str:
    return finished.kode.split(".")[1]


def _entries(isian: Isian, value: Any) -> Mapping[str, Mapping[str, Any]]:
    """The documents of an example, none of them unknown and each with values that can be."""
    if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
        raise CatalogError("nilainya harus dokumen dengan tanggalnya, misalnya { lkjip = { selesai = 2019-02-20 } }.")
    asks_quality = {_item(finished): quality is not None for finished, quality in isian.dokumen}
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


def _count_met(columns: Mapping[str, Column], isian: Isian) -> Column:
    """Documents finished by the period's end, in time, and good where that is asked; no number while none is due."""
    met = []
    for finished, quality in isian.dokumen:
        date = columns[finished.kode]
        in_time = (date <= columns[PERIOD_END]) & (date <= columns[f"{finished.kode}.batas"])
        met.append(in_time & (columns[quality.kode] == 1) if quality else in_time)
    return np.where(np.isnan(_count_due(columns, isian)), np.nan, np.sum(met, axis=0, dtype=np.float64))


def _count_due(columns: Mapping[str, Column], isian: Isian) -> Column:
    """Documents whose deadline has come, and those finished before it; no number while there is none."""
    end = columns[PERIOD_END]
    due = [(columns[d.kode] <= end) | (columns[f"{d.kode}.batas"] <= end) for d, _ in isian.dokumen]
    count = np.sum(due, axis=0, dtype=np.float64)
    return np.where(count > 0, count, np.nan)


def _excel_met(cells: Mapping[str, str], isian: Isian) -> str:
    terms = []
    for finished, quality in isian.dokumen:
        date, deadline = cells[finished.kode], cells[f"{finished.kode}.batas"]
        good = f",{cells[quality.kode]}=1" if quality else ""
        terms.append(f"IF(AND(ISNUMBER({date}),{date}<=MIN({deadline},{cells[PERIOD_END]}){good}),1,0)")
    return "+".join(terms)


def _excel_due(cells: Mapping[str, str], isian: Isian) -> str:
    """A date that is a text (TB) makes its document never due."""
    terms = []
    for finished, _ in isian.dokumen:
        date, deadline, end = cells[finished.kode], cells[f"{finished.kode}.batas"], cells[PERIOD_END]
        unfinished = f'AND({date}="",{deadline}<={end})'
        terms.append(f"IF(IF(ISNUMBER({date}),MIN({date},{deadline})<={end},{unfinished}),1,0)")
    return "+".join(terms)


def _excel_any_due(cells: Mapping[str, str], isian: Isian) -> str:
    return f"({_excel_due(cells, isian)})>0"


CHECKLIST = Kind(
    "daftar_dokumen",
    _expand,
    _example,
    {
        "memenuhi": Measure(
            _count_met, _excel_met, lambda label: f"dokumen yang memenuhi syarat ({label})", _excel_any_due
        ),
        "jatuh_tempo": Measure(
            _count_due, _excel_due, lambda label: f"dokumen yang jatuh tempo ({label})", _excel_any_due
        ),
    },
)
