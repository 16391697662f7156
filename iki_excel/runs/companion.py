"""What goes beside the exported results: by which decree they were computed, and what each column means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from iki_excel import __version__
from iki_excel.decree import Catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.forms.reading.folder import COMPANION
from iki_excel.judging import means
from iki_excel.judging.batch import Batch
from iki_excel.judging.scoring import HASIL_COLUMNS

MEANINGS = {
    "unit": "Kode unit.",
    "periode": "Bulan, tahun-bulan.",
    "jabatan": "Kode jabatan.",
    "indikator": "Kode indikator.",
    "satuan": "Satuan realisasi dan target.",
    "realisasi_bulan": "Realisasi bulan itu sendiri; kosong bila tidak ada.",
    "realisasi": "Realisasi dari Januari sampai bulan itu; kosong bila tidak ada.",
    "target": "Target sampai bulan itu, pembanding realisasi.",
    "capaian": "Realisasi terhadap target, dalam persen, menurut arah dan batas di [aturan].",
    "predikat": "Sebutan untuk capaian menurut pita di [aturan].",
    "status": "Keadaan realisasi, misalnya lengkap, sebagian, belum_lengkap.",
    "target_tahun": "Target seluruhnya, untuk setahun.",
}

OF_SPAN = {
    "periode": "Bulan, tahun-bulan; atau masa yang diolah, misalnya 2019-TW1, 2019-S1, atau 2019.",
    "realisasi_bulan": "Realisasi bulan itu, atau masa itu, sendiri; kosong bila tidak ada.",
}


def beside(export: Path) -> Path:
    """The path of the companion of an export, which is nobody else's."""
    return export.with_suffix(COMPANION)


def companion(batch: Batch) -> str:
    """The companion as JSON, the same for the same results."""
    return json.dumps(described(batch), ensure_ascii=False, indent=2) + "\n"


def described(batch: Batch) -> dict[str, Any]:
    """What the companion says, by its keys."""
    unit = batch.settings.unit
    told = {
        "program": f"iki-excel {__version__}",
        "periode": batch.periode,
        "unit": {"kode": unit.kode, "nama": unit.nama},
        "keputusan": _keputusan(batch.catalog),
        "sidik": {month: fingerprint(batch.catalog.at(month)) for month in batch.months},
        "kolom": {column: _meanings(batch)[column] for column in HASIL_COLUMNS},
    }
    return told | _words(batch.catalog) | _bobot(batch)


def _words(catalog: Catalog) -> dict[str, Any]:
    """By indikator of which the realisasi is one of some words what each number stands for; nothing where none is."""
    words = {kode: indikator.pilihan for kode, (_, indikator) in catalog.indikator.items()}
    told = {kode: dict(one.values) for kode, one in words.items() if one is not None}
    return {"pilihan": told} if told else {}


def _bobot(batch: Batch) -> dict[str, Any]:
    """By indikator how much it weighs in the mean of its jabatan; nothing where none has a weight."""
    told = {kode: bobot for kode, bobot in means.bobot_of(batch).items() if bobot is not None}
    return {"bobot": told} if told else {}


def _meanings(batch: Batch) -> dict[str, str]:
    """What each column means; a triwulan, semester or year has rows of its own behind those of the months."""
    return MEANINGS | OF_SPAN if len(batch.periode.months) > 1 else MEANINGS


def _keputusan(catalog: Catalog) -> dict[str, Any]:
    said = catalog.keputusan
    told = {
        "nomor": said.nomor,
        "tentang": said.tentang,
        "tanggal": said.tanggal.isoformat() if said.tanggal else None,
        "tahun": said.tahun,
        "berlaku_mulai": said.berlaku_mulai,
    }
    return told | ({"dasar_hukum": list(said.dasar_hukum)} if said.dasar_hukum else {})
