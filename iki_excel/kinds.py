"""The kinds of isian: what each asks for, cell by cell, and which measures a formula can ask of it.

A kind turns a table of the catalogue into an :class:`Isian` made of :class:`Slot`, one for each cell to fill (or, for a
survey, each column of its block). The stages know slots only; a fourth kind is one more call of :func:`register`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from iki_excel import bahasa
from iki_excel.formula import Column, Measure
from iki_excel.keys import Table

AKUMULASI = ("jumlah", "terakhir")
PERIOD_END = "akhir_periode"


@dataclass(frozen=True)
class Slot:
    """One cell to fill, or one column of a block of answers.

    ``tipe``: bilangan, tanggal, ya_tidak or skor. ``akumulasi``: jumlah, terakhir or ikut (the entry that ``leader``
    takes its last value from). ``batas``: default deadline (month, day) of a document. ``kode`` is its key on the sheet
    and, behind ``isian.``, its defined name.
    """

    kode: str
    isian: str
    label: str
    satuan: str
    tipe: str
    akumulasi: str
    petunjuk: str = ""
    wajib: bool = True
    bulat: bool = True
    minimum: float | None = 0.0
    maksimum: float | None = None
    kalender: bool = False
    leader: str | None = None
    batas: tuple[int, int] | None = None
    blok: bool = False


@dataclass(frozen=True)
class Isian:
    """What is asked for under one code: one slot for a number, several for a checklist or a survey."""

    kode: str
    jenis: str
    label: str
    slots: tuple[Slot, ...]
    petunjuk: str = ""
    pendukung: bool = False
    populasi: str | None = None

    @property
    def blok(self) -> bool:
        """Whether it is answered on a sheet of its own, a row a respondent."""
        return any(slot.blok for slot in self.slots)

    @property
    def dokumen(self) -> tuple[tuple[Slot, Slot | None], ...]:
        """The pairs (date finished, quality) of a checklist; none for other kinds."""
        quality = {slot.leader: slot for slot in self.slots if slot.leader}
        return tuple((slot, quality.get(slot.kode)) for slot in self.slots if slot.batas)


@dataclass(frozen=True)
class Kind:
    """``expand`` reads the catalogue's table; ``example`` turns the inputs of a contoh into columns by name."""

    nama: str
    expand: Callable[[Table], Isian]
    example: Callable[[Isian, Any], Mapping[str, float]]
    measures: Mapping[str, Measure] = field(default_factory=dict)


KINDS: dict[str, Kind] = {}
MEASURES: dict[str, Measure] = {}


def register(kind: Kind) -> None:
    """Make a kind known to catalogues and its measures known to formulas."""
    KINDS[kind.nama] = kind
    MEASURES.update(kind.measures)


# --- a number --------------------------------------------------------------------------------------------------------


def _expand_number(table: Table) -> Isian:
    kode, label = table.text("kode"), table.text("label")
    slot = Slot(
        kode=kode,
        isian=kode,
        label=label,
        satuan=table.text("satuan"),
        tipe="bilangan",
        akumulasi=table.choice("akumulasi", AKUMULASI),
        petunjuk=table.text("petunjuk", ""),
        wajib=table.take("wajib", bool, True),
        bulat=table.take("bulat", bool, True),
        minimum=table.take("minimum", float, 0.0),
        maksimum=table.take("maksimum", float, None),
        kalender=table.take("kalender", bool, False),
    )
    return Isian(kode, "bilangan", label, (slot,), slot.petunjuk, table.take("pendukung", bool, False))


def _example_number(isian: Isian, value: Any) -> Mapping[str, float]:
    return {isian.kode: float(value)}


# --- a checklist of documents ----------------------------------------------------------------------------------------


def _expand_checklist(table: Table) -> Isian:
    kode, asks_quality = table.text("kode"), table.take("mutu", bool, False)
    items = table.tables("butir", [])
    if not items:
        raise table.refuse("daftar dokumen tanpa butir. Tambahkan butir = [{ kode = …, label = …, batas = … }].")
    slots = [slot for item in items for slot in _document_slots(kode, item, asks_quality)]
    petunjuk = table.text("petunjuk", "")
    return Isian(
        kode,
        "daftar_dokumen",
        table.text("label"),
        tuple(slots),
        petunjuk,
        table.take("pendukung", bool, False),
    )


def _document_slots(isian: str, item: Table, asks_quality: bool) -> list[Slot]:
    kode, label = f"{isian}.{item.text('kode')}", item.text("label")
    finished = Slot(
        kode=f"{kode}.selesai",
        isian=isian,
        label=f"{label} – tanggal selesai",
        satuan="tanggal",
        tipe="tanggal",
        akumulasi="terakhir",
        wajib=False,
        minimum=None,
        batas=_day_of_year(item),
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


def _day_of_year(item: Table) -> tuple[int, int]:
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


def _example_checklist(isian: Isian, value: Any) -> Mapping[str, float]:
    columns = {}
    for finished, quality in isian.dokumen:
        entry = value.get(finished.kode.split(".")[1], {})
        columns[finished.kode] = float(bahasa.serial(entry["selesai"])) if "selesai" in entry else np.nan
        if quality:
            columns[quality.kode] = {"Ya": 1.0, "Tidak": 0.0}.get(entry.get("mutu"), np.nan)
    return columns


def _count_met(columns: Mapping[str, Column], isian: Isian) -> Column:
    """Documents finished in time and good where that is asked; no number while none is due."""
    met = []
    for finished, quality in isian.dokumen:
        on_time = columns[finished.kode] <= columns[f"{finished.kode}.batas"]
        met.append(on_time & (columns[quality.kode] == 1) if quality else on_time)
    return np.where(np.isnan(_count_due(columns, isian)), np.nan, np.sum(met, axis=0, dtype=np.float64))


def _count_due(columns: Mapping[str, Column], isian: Isian) -> Column:
    """Documents whose deadline has come, and those finished before it; no number while there is none."""
    due = [
        ~np.isnan(columns[finished.kode]) | (columns[f"{finished.kode}.batas"] <= columns[PERIOD_END])
        for finished, _ in isian.dokumen
    ]
    count = np.sum(due, axis=0, dtype=np.float64)
    return np.where(count > 0, count, np.nan)


def _excel_met(cells: Mapping[str, str], isian: Isian) -> str:
    terms = []
    for finished, quality in isian.dokumen:
        date, deadline = cells[finished.kode], cells[f"{finished.kode}.batas"]
        good = f",{cells[quality.kode]}=1" if quality else ""
        terms.append(f"IF(AND(ISNUMBER({date}),{date}<={deadline}{good}),1,0)")
    return "+".join(terms)


def _excel_due(cells: Mapping[str, str], isian: Isian) -> str:
    terms = []
    for finished, _ in isian.dokumen:
        date, deadline = cells[finished.kode], cells[f"{finished.kode}.batas"]
        due = f"AND(NOT(ISTEXT({date})),{deadline}<={cells[PERIOD_END]})"
        terms.append(f"IF(OR(ISNUMBER({date}),{due}),1,0)")
    return "+".join(terms)


def _excel_any_due(cells: Mapping[str, str], isian: Isian) -> str:
    return f"({_excel_due(cells, isian)})>0"


# --- a survey --------------------------------------------------------------------------------------------------------

PROFILES: dict[str, tuple[tuple[str, str], ...]] = {
    "permenpanrb-14-2017": (
        ("persyaratan", "Persyaratan"),
        ("prosedur", "Sistem, Mekanisme, dan Prosedur"),
        ("waktu", "Waktu Penyelesaian"),
        ("biaya", "Biaya/Tarif"),
        ("produk", "Produk Spesifikasi Jenis Pelayanan"),
        ("kompetensi", "Kompetensi Pelaksana"),
        ("perilaku", "Perilaku Pelaksana"),
        ("pengaduan", "Penanganan Pengaduan, Saran, Masukan"),
        ("sarana", "Sarana dan Prasarana"),
    ),
    "permenpanrb-16-2014": (
        ("persyaratan", "Persyaratan"),
        ("prosedur", "Prosedur"),
        ("waktu", "Waktu Pelayanan"),
        ("biaya", "Biaya/Tarif"),
        ("produk", "Produk Spesifikasi Jenis Pelayanan"),
        ("kompetensi", "Kompetensi Pelaksana"),
        ("perilaku", "Perilaku Pelaksana"),
        ("maklumat", "Maklumat Pelayanan"),
        ("pengaduan", "Penanganan Pengaduan, Saran, Masukan"),
    ),
}

MUTU_PELAYANAN = (
    (88.31, "A", "Sangat Baik"),
    (76.61, "B", "Baik"),
    (65.0, "C", "Kurang Baik"),
    (25.0, "D", "Tidak Baik"),
)
"""Lower limits of the SKM's nilai (PermenPANRB 14/2017), applied to the nilai rounded half up to two decimals."""


def _expand_survey(table: Table) -> Isian:
    kode = table.text("kode")
    slots = tuple(
        Slot(f"{kode}.{name}", kode, label, "skor 1–4", "skor", "jumlah", minimum=1.0, maksimum=4.0, blok=True)
        for name, label in _survey_items(table)
    )
    petunjuk, populasi = table.text("petunjuk", ""), table.text("populasi", None)
    return Isian(
        kode,
        "survei",
        table.text("label"),
        slots,
        petunjuk,
        table.take("pendukung", bool, False),
        populasi,
    )


def _survey_items(table: Table) -> list[tuple[str, str]]:
    profile, own = table.text("profil", None), table.tables("unsur", [])
    if profile and not own:
        return list(PROFILES[Table({"profil": profile}, table.where, table.error).choice("profil", [*PROFILES])])
    items = [(item.text("kode"), item.text("label")) for item in own]
    for item in own:
        item.done()
    if not items or profile:
        raise table.refuse(
            f"tulis salah satu: unsur = [{{ kode = …, label = … }}], atau profil ({', '.join(PROFILES)})."
        )
    return items


def _example_survey(isian: Isian, value: Any) -> Mapping[str, float]:
    columns = {}
    for slot, scores in zip(isian.slots, zip(*value, strict=True), strict=True):
        given = [score for score in scores if score != ""]
        columns[slot.kode], columns[f"{slot.kode}.banyak"] = float(sum(given)), float(len(given))
    return columns


def _mean_scores(columns: Mapping[str, Column], isian: Isian) -> Column:
    counts = np.array([columns[f"{slot.kode}.banyak"] for slot in isian.slots], dtype=np.float64)
    sums = np.array([columns[slot.kode] for slot in isian.slots], dtype=np.float64)
    means = sums / np.where(counts > 0, counts, np.nan)
    return np.add.reduce(means) / len(isian.slots)


def _excel_mean_scores(cells: Mapping[str, str], isian: Isian) -> str:
    means = [f"{cells[slot.kode]}/{cells[f'{slot.kode}.banyak']}" for slot in isian.slots]
    return f"({'+'.join(means)})/{len(means)}"


def _excel_has_scores(cells: Mapping[str, str], isian: Isian) -> str:
    return f"MIN({','.join(cells[f'{slot.kode}.banyak'] for slot in isian.slots)})>0"


register(Kind("bilangan", _expand_number, _example_number))
register(
    Kind(
        "daftar_dokumen",
        _expand_checklist,
        _example_checklist,
        {
            "memenuhi": Measure(
                _count_met, _excel_met, lambda label: f"dokumen yang memenuhi syarat ({label})", _excel_any_due
            ),
            "jatuh_tempo": Measure(
                _count_due, _excel_due, lambda label: f"dokumen yang jatuh tempo ({label})", _excel_any_due
            ),
        },
    )
)
register(
    Kind(
        "survei",
        _expand_survey,
        _example_survey,
        {
            "nrr": Measure(
                _mean_scores, _excel_mean_scores, lambda label: f"NRR tertimbang ({label})", _excel_has_scores
            )
        },
    )
)
