"""A survey of satisfaction (SKM): a row a respondent, a column an unsur, scores 1 to 4."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iki_excel.decree import sheet_names
from iki_excel.decree.fields import SCORE, SCORES, Slot
from iki_excel.decree.kinds.kind import Isian, Kind, Part, group
from iki_excel.decree.toml import Table
from iki_excel.language.cells import BLANK, Average, Condition, Count, Expression, If, Name
from iki_excel.language.formula import Measure
from iki_excel.words.errors import CatalogError

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

NILAI_OF_NRR = 25
"""The nilai of a survey is its NRR tertimbang times this."""

MUTU_PELAYANAN = (
    (88.31, "A", "Sangat Baik"),
    (76.61, "B", "Baik"),
    (65.0, "C", "Kurang Baik"),
    (25.0, "D", "Tidak Baik"),
)
"""Lower limits of the SKM's nilai (PermenPANRB 14/2017), applied to the nilai rounded half up to two decimals."""


def _expand(table: Table) -> Isian:
    kode = table.kode()
    taken = sheet_names.OF_FORM + sheet_names.OF_EXCEL
    if sheet_names.is_among(sheet_names.of_survey(kode), taken) or len(kode) > sheet_names.LONGEST:
        raise table.refuse(
            f"kode survei “{kode}” menjadi nama lembar: paling panjang {sheet_names.LONGEST} huruf, dan bukan "
            "“isian”, “petunjuk”, “perbaikan” atau “history”."
        )
    slots = tuple(
        Slot(f"{kode}.{name}", kode, label, "skor 1–4", SCORE, "jumlah", minimum=1.0, maksimum=4.0, blok=True)
        for name, label in _items(table)
    )
    return Isian(
        kode=kode,
        jenis=SURVEY.nama,
        label=table.text("label"),
        slots=slots,
        petunjuk=table.text("petunjuk", ""),
        pendukung=table.take("pendukung", bool, False),
        populasi=table.text("populasi", None),
    )


def _items(table: Table) -> list[tuple[str, str]]:
    own = table.tables("unsur", [])
    profile = table.choice("profil", [*PROFILES], None)
    if bool(own) == bool(profile):
        raise table.refuse(
            f"tulis salah satu: unsur = [{{ kode = …, label = … }}], atau profil ({', '.join(PROFILES)})."
        )
    if profile:
        return list(PROFILES[profile])
    items = [(item.kode(), item.text("label")) for item in own]
    for item in own:
        item.done()
    return items


def _example(isian: Isian, value: Any) -> Mapping[str, float]:
    rows = value if isinstance(value, list) else []
    if not rows or not all(isinstance(row, list) and len(row) == len(isian.slots) for row in rows):
        raise CatalogError(f"nilainya harus baris responden, masing-masing {len(isian.slots)} skor.")
    if not all(score == "" or (type(score) is int and score in SCORES) for row in rows for score in row):
        raise CatalogError("skor harus 1, 2, 3 atau 4, atau “” untuk jawaban kosong.")
    columns = {}
    for slot, scores in zip(isian.slots, zip(*rows, strict=True), strict=True):
        given = [score for score in scores if score != ""]
        columns[slot.kode], columns[f"{slot.kode}.banyak"] = float(sum(given)), float(len(given))
    return columns


# --- the measure -----------------------------------------------------------------------------------------------------

NRR = "nrr_unsur"


def _parts(isian: Isian) -> tuple[Part, ...]:
    """The NRR of each unsur: the sum of its scores by their number; none where nobody answered."""
    return tuple(Part(NRR, "NRR per unsur", slot.kode, mean_of(Name(slot.kode), Name(f"{slot.kode}.banyak")))
                 for slot in isian.slots)  # fmt: skip


def mean_of(total: Expression, count: Expression) -> Expression:
    """The NRR of an unsur."""
    return If(count > 0, total / count, BLANK)


def _weighted_mean(isian: Isian) -> Expression:
    """NRR tertimbang: every unsur weighs the same (PermenPANRB 14/2017), so it is their mean."""
    return Average(Name(group(NRR, isian.kode)))


def _is_answered(isian: Isian) -> Condition:
    return Count(Name(group(NRR, isian.kode))).equals(len(isian.slots))


SURVEY = Kind(
    "survei",
    _expand,
    _example,
    {"nrr": Measure(_weighted_mean, _is_answered, lambda label: f"NRR tertimbang ({label})", decimals=True)},
    _parts,
)
