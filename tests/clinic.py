"""Puskesmas Contoh: an invented office of another kind, with words of its own for what it measures."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook

from tests import pdfs

KEPUTUSAN = """\
nomor = "440/7/2019"
tentang = "Indikator Kinerja Utama Puskesmas Contoh (contoh)"
tahun = 2019
pimpinan = "Kepala {tempat}"
dasar_hukum = ["Peraturan tentang Puskesmas (contoh)"]
singkatan = "IKU"
kepanjangan = "Indikator Kinerja Utama"
kata_kinerja = "Sasaran Strategis"

[unit]
kode = "pkmcontoh"
nama = "Puskesmas Contoh"
kabupaten = "Kabupaten Contoh"
tempat = "Puskesmas Contoh"
"""

POLI = """\
kode = "poli"
nama = "Kepala Poli Umum (contoh)"
tugas = ["Melayani pasien rawat jalan."]
urutan = 1

[[indikator]]
kode = "PU-1"
singkat = "Kunjungan pasien"
kinerja = "Meningkatnya jangkauan layanan"
indikator = "Jumlah kunjungan pasien"
penjelasan = "Kunjungan baru ditambah kunjungan ulang"
sumber_data = ["Register poli"]
satuan = "kunjungan"
rumus = "baru + ulang"

[[indikator.isian]]
kode = "baru"
label = "Kunjungan baru bulan ini"
satuan = "kunjungan"
akumulasi = "jumlah"

[[indikator.isian]]
kode = "ulang"
label = "Kunjungan ulang bulan ini"
satuan = "kunjungan"
akumulasi = "jumlah"

[[indikator.contoh]]
isian = { baru = 30, ulang = 12 }
hasil = 42

[[indikator]]
kode = "PU-2"
singkat = "Sesuai standar"
kinerja = "Meningkatnya mutu layanan"
indikator = "Persentase pasien yang dilayani sesuai standar"
penjelasan = "Pasien sesuai standar dibagi seluruh pasien"
sumber_data = ["Rekam medis"]
satuan = "%"
rumus = "sesuai / pasien * 100"
target = 90

[[indikator.isian]]
kode = "sesuai"
label = "Pasien yang dilayani sesuai standar bulan ini"
satuan = "pasien"
akumulasi = "jumlah"

[[indikator.isian]]
kode = "pasien"
label = "Seluruh pasien bulan ini"
satuan = "pasien"
akumulasi = "jumlah"

[[indikator.syarat]]
rumus = "sesuai <= pasien"
pesan = "Yang sesuai standar tidak boleh lebih banyak daripada seluruhnya."

[[indikator.contoh]]
isian = { sesuai = 45, pasien = 50 }
hasil = 90
"""

GIZI = """\
kode = "gizi"
nama = "Koordinator Gizi (contoh)"
tugas = ["Memantau gizi balita."]
urutan = 2

[[indikator]]
kode = "GZ-1"
singkat = "Laporan gizi"
kinerja = "Tertibnya pelaporan gizi"
indikator = "Jumlah laporan gizi yang tepat waktu"
penjelasan = "Laporan yang selesai tepat waktu"
sumber_data = ["Arsip gizi"]
satuan = "laporan"
rumus = "memenuhi(laporan)"

[[indikator.isian]]
kode = "laporan"
jenis = "daftar_dokumen"
label = "Laporan gizi"
mutu = true
butir = [
  { kode = "rencana", label = "Rencana gizi", batas = "31 Januari" },
  { kode = "bulanan", label = "Laporan bulanan gizi", batas = "tiap tanggal 5" },
]

[[indikator.contoh]]
isian = { laporan = { rencana = { selesai = 2019-01-30, mutu = "Ya" } } }
hasil = 1

[[indikator]]
kode = "GZ-2"
singkat = "Kepuasan ibu"
kinerja = "Meningkatnya kepuasan ibu"
indikator = "Nilai kepuasan ibu balita"
penjelasan = "Nilai rata-rata dua unsur"
sumber_data = ["Survei"]
satuan = "nilai"
rumus = "nrr(puas) * 25"

[[indikator.isian]]
kode = "puas"
jenis = "survei"
label = "Survei kepuasan ibu"
unsur = [
  { kode = "ramah", label = "Ramah" },
  { kode = "jelas", label = "Jelas" },
]

[[indikator.contoh]]
isian = { puas = [[4, 3], [3, 2]] }
hasil = 75
"""


def write_catalog(folder: Path, keputusan: str = KEPUTUSAN) -> Path:
    """The catalogue, in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"poli": POLI, "gizi": GIZI, "keputusan": keputusan}.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def fill(path: Path, typed: dict[str, Any]) -> None:
    """Type into the cells of a form, each by the code of its isian; of a survey its rows."""
    workbook = load_workbook(path)
    for kode, value in typed.items():
        [(sheet, area)] = workbook.defined_names[f"isian.{kode}"].destinations
        first = workbook[sheet][area.replace("$", "").partition(":")[0]]
        for down, row in enumerate(value if isinstance(value, list) else [[value]]):
            for right, one in enumerate(row):
                first.offset(down, right).value = one
    workbook.save(path)
    workbook.close()


def texts(path: Path) -> Iterator[str]:
    """Every text of a file: of a workbook all that stands anywhere in it, also in its properties and in its charts."""
    if path.suffix == ".pdf":
        yield from pdfs.lines(path.read_bytes())
        return
    if path.suffix != ".xlsx":
        yield path.read_text("utf-8")
        return
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            for element in ElementTree.fromstring(package.read(name)).iter():
                yield from (element.text or "", *element.attrib.values())
