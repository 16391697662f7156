"""Invented people and figures of three months, as a clerk would type them. All are marked as examples."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any

from iki_excel.decree import Jabatan
from iki_excel.decree.kinds import Isian
from iki_excel.forms.writing import Typed
from iki_excel.words.moments import WIB
from iki_excel.words.periods import Periode

MONTHS = tuple(map(Periode, ("2019-01", "2019-02", "2019-03")))

OFFICIALS = """\
# Pengaturan contoh. Semua nama dan NIP di bawah ini rekaan.

[pejabat.camat]
nama = "Drs. Camat Contoh, M.Si."
nip = "190001011925011001"
pangkat = "Pembina Tingkat I"

[pejabat.sekretaris]
nama = "Sekretaris Contoh, S.Sos."
nip = "190002021925021002"
pangkat = "Pembina"

[pejabat.tata_usaha]
nama = "Kasubbag Contoh Satu, S.E."
nip = "190003031925032003"
pangkat = "Penata Tingkat I"
atasan = "sekretaris"

[pejabat.program_keuangan]
nama = "Kasubbag Contoh Dua, S.E., M.M."
nip = "190004041925042004"
pangkat = "Penata Tingkat I"
atasan = "sekretaris"

[pejabat.tata_pemerintahan]
nama = "Kasi Contoh Satu, S.STP."
nip = "190005051925051005"
pangkat = "Penata Tingkat I"

[pejabat.trantib]
nama = "Kasi Contoh Dua, S.H."
nip = "190006061925061006"
pangkat = "Penata"

[pejabat.pmd]
nama = "Kasi Contoh Tiga, S.Sos."
nip = "190007071925072007"
pangkat = "Penata"

"""

TARGETS = """\
# Target contoh: semua bilangannya rekaan, karena keputusan tidak memuat target.
# Yang dinilai adalah bagian yang sudah jatuh tempo: 2800 setahun berarti 700 sampai dengan Maret.
[target]
# Satu bilangan: untuk setahun bila realisasinya dijumlahkan dari bulan ke bulan …
TU-1 = 2800
TU-6 = 120
PEK-4 = 600
PEM-2 = 400
PMD-1 = 32
# … dan berlaku kapan saja bila realisasinya keadaan, persentase, atau nilai.
TU-3 = 85
TU-4 = 18
TU-5 = 14
PEM-1 = 12
TRA-2 = 20
# Sekian setiap bulan.
TU-7 = { bulan = 1 }
# Satu bilangan setiap triwulan, atau setiap semester.
TRA-1 = { triwulan = [8, 6, 6, 8] }
PMD-2 = { semester = [14, 12] }
# Menurut jadwal, untuk yang terjadi sekali atau dua kali setahun: sekian lagi mulai bulan itu.
TU-2 = { jadwal = { "2019-03" = 8, "2019-09" = 8 } }
PMD-3 = { jadwal = { "2019-01" = 300, "2019-02" = 350 } }
PMD-4 = { jadwal = { "2019-08" = 4 } }

# Batas waktu contoh: LKjIP yang selesai 20 Februari menjadi terlambat.
[batas_waktu]
lkjip = "15 Februari"
rka = "31 Oktober"
"""

SETTINGS = OFFICIALS + TARGETS

FIGURES: dict[str, tuple[Any, Any, Any]] = {
    "hadir_tepat_waktu": (462, 401, 419),
    "jumlah_pns": (22, 22, 22),
    "hari_kerja": (22, 19, 20),
    "sarpras_baik": (118, 118, 121),
    "sarpras_seluruh": (135, 135, 136),
    "panjar_jumlah": (6, 8, 9),
    "panjar_tepat": (6, 7, 9),
    "verifikasi_jumlah": (12, 14, 15),
    "verifikasi_tepat": (11, 14, 14),
    "spp_spm_jumlah": (10, 12, 12),
    "spp_spm_tepat": (9, 12, 12),
    "sp2d_jumlah": (10, 12, 12),
    "sp2d_tepat": (10, 11, 12),
    "surat": (168, 154, 181),
    "dokumen_kepegawaian": (14, 11, 16),
    "dokumen_arsip": (42, 38, 47),
    "anjab": (2, 0, 3),
    "abk": (2, 0, 3),
    "penerima_layanan": (64, 58, 70),
    "dokumen_sop": (14, 14, 15),
    "area_bersih": (12, 12, 13),
    "pelayanan_rumah_tangga": (9, 8, 11),
    "evaluasi": (1, 1, 1),
    "administrasi_keuangan": (38, 44, 47),
    "inventarisasi_barang": (4, 2, 6),
    "profil_kecamatan": (1, 1, 1),
    "media_sosial": (3, 3, 3),
    "banner": (4, 4, 5),
    "papan_informasi": (2, 2, 2),
    "perangkat_desa_dibina": (26, 39, 26),
    "desa_disupervisi": (2, 3, 2),
    "kelahiran_jumlah": (13, 13, 13),
    "kelahiran_tepat": (12, 13, 13),
    "ktp_kk_jumlah": (13, 13, 13),
    "ktp_kk_tepat": (11, 12, 13),
    "kewarganegaraan_jumlah": (1, 1, 1),
    "kewarganegaraan_tepat": (1, 1, 1),
    "operasi_keamanan": (2, 2, 3),
    "kriminalitas_tahun_lalu": (4, 3, 5),
    "kriminalitas_tahun_ini": (3, 3, 3),
    "pelanggaran_tahun_lalu": (6, 5, 7),
    "koordinasi": (2, 2, 3),
    "pembinaan_lkd": (1, 1, 2),
    "sosialisasi_umkm": (0, 1, 1),
    "musrenbang_peserta": (312, 286, 0),
    "musrenbang_kegiatan": (7, 6, 0),
    "desa_peserta_lomba": (0, 0, 2),
}

FINISHED = {
    "2019-01": {"rka": dt.date(2018, 11, 28), "dpa_rka": dt.date(2019, 1, 7), "rencana_aksi": dt.date(2019, 1, 25)},
    "2019-02": {
        "lkjip": dt.date(2019, 2, 20),
        "laporan_keuangan": dt.date(2019, 2, 26),
        "perjanjian_kinerja": dt.date(2019, 2, 4),
    },
    "2019-03": {"lppd": dt.date(2019, 3, 27), "rkt": dt.date(2019, 3, 15)},
}
"""Documents by the month whose workbook reports them."""

RESPONDENTS = (56, 52, 60)
TENDENCY = (3.3, 3.1, 3.2, 3.5, 3.6, 3.2, 3.0, 3.3, 3.1)


ARRIVED = {"2019-01": "2019-02-04T10:00", "2019-02": "2019-03-05T14:30", "2019-03": "2019-04-01T15:45"}
ARRIVED_LATE = {("trantib", "2019-02"): "2019-03-08T09:15"}


def arrival(jabatan: str, periode: str) -> dt.datetime:
    """When the form of a month came in: one of them late."""
    said = ARRIVED_LATE.get((jabatan, periode), ARRIVED[periode])
    return dt.datetime.fromisoformat(said).replace(tzinfo=WIB)


def figures(jabatan: Jabatan, periode: str) -> Typed:
    """What a clerk would type for a month: a number, a date or Ya in a cell, and the scores of all respondents."""
    told = {kode: value for isian in jabatan.isian for kode, value in _of_isian(isian, periode).items()}
    own = {kode: value for kode, value in told.items() if kode not in jabatan.homes}
    surveys = {isian.kode: own.pop(isian.kode) for isian in jabatan.isian if isian.blok}
    return Typed(own, surveys=surveys)


def _of_isian(isian: Isian, periode: str) -> Mapping[str, Any]:
    month = MONTHS.index(periode)
    if isian.blok:
        return {isian.kode: _scores(isian, periode, RESPONDENTS[month])}
    if isian.dokumen:
        return _documents(isian, FINISHED[periode])
    return {slot.kode: FIGURES[slot.kode][month] for slot in isian.slots if slot.kode in FIGURES}


def _documents(isian: Isian, finished: Mapping[str, dt.date]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for date, quality in isian.dokumen:
        day = finished.get(date.butir)
        if day:
            typed[date.kode] = day
            if quality:
                typed[quality.kode] = "Ya"
    return typed


def _scores(isian: Isian, periode: str, respondents: int) -> list[list[int]]:
    chance = random.Random(f"{isian.kode} {periode}")
    middles = [TENDENCY[n % len(TENDENCY)] for n in range(len(isian.slots))]
    return [[min(4, max(1, round(chance.gauss(middle, 0.6)))) for middle in middles] for _ in range(respondents)]
