"""A catalogue of one jabatan and one indikator, small enough to be seen whole, and changed by a test in one place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.settings import Settings, Unit
from iki_excel.forms import writing
from tests.typed_in import named_places, typed_by_a_program, typed_in

SETTINGS = Settings(unit=Unit("contoh", "Kelurahan Contoh", "Kota Contoh", "Contoh"))

SMALL = """\
kode = "pmd"
nama = "Kepala Seksi PMD"
tugas = ["Membina desa."]

[[indikator]]
kode = "PMD-1"
singkat = "Koordinasi"
kinerja = "Terlaksananya koordinasi"
indikator = "Jumlah koordinasi"
penjelasan = "Jumlah rapat dan kunjungan"
sumber_data = ["Seksi PMD"]
satuan = "kegiatan"
rumus = "rapat + kunjungan"

[[indikator.isian]]
kode = "rapat"
label = "Jumlah rapat"
satuan = "kegiatan"
akumulasi = "jumlah"

[[indikator.isian]]
kode = "kunjungan"
label = "Jumlah kunjungan"
satuan = "kegiatan"
akumulasi = "jumlah"

[[indikator.contoh]]
isian = { rapat = 2, kunjungan = 3 }
hasil = 5
"""

HEAD = SMALL[: SMALL.index("rumus")]
"""All of SMALL before the rumus: what stands behind it is the test's."""


def changed(old: str, new: str, text: str = SMALL) -> str:
    """SMALL with one passage replaced."""
    assert text.count(old) == 1, f"not exactly once: {old}"
    return text.replace(old, new)


def written(folder: Path, **files: str) -> Path:
    """The folder, with a file ``<name>.toml`` for each."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def loaded(folder: Path, text: str) -> Catalog:
    """The catalogue of one file, ``pmd.toml``."""
    return load_catalog(written(folder, pmd=text))


def without_lines(refused: object) -> str:
    """What is said of a catalogue, without the lines in which it stands."""
    return re.sub(r", baris \d+", "", str(refused))


def filled(folder: Path, catalog: Catalog, periode: str, typed: Mapping[str, Any]) -> Path:
    """A form of the month in which somebody typed these values, by the kode of their cells."""
    return filled_of("pmd", folder / f"{periode}.xlsx", catalog, periode, typed)


def filled_of(kode: str, path: Path, catalog: Catalog, periode: str, typed: Mapping[str, Any]) -> Path:
    """The same of a jabatan, under a name of its own."""
    jabatan = catalog.at(periode)[kode]
    form = writing.build(jabatan, periode, SETTINGS, keputusan=catalog.keputusan)
    places = named_places(form)
    has_day = any(isinstance(value, dt.date) for value in typed.values())
    typing = typed_by_a_program if has_day else typed_in
    path.write_bytes(typing(form, {places[f"isian.{name}"]: value for name, value in typed.items()}))
    return path
