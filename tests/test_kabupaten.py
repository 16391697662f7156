"""Twenty units of three decrees for two months, with missing, late, broken, doubled and astray forms, end to end."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.kabupaten import KELURAHAN, OTHERWISE, PUSKESMAS, place, tree

pytestmark = pytest.mark.panjang

Rows = list[list[Any]]

SAID = """\
20 unit, 102 berkas: 100 dipakai. 15 kesalahan, 15 peringatan.
Belum lengkap, atau perlu diperbaiki: 5 unit (kel01, kel03, pkm01, pkm02, dan
  pkm03). Rinciannya: “iki periksa”.
Rekap gabungan ditulis di output/2019-02/IKI_2019-02_rekap.xlsx.
"""


@pytest.fixture(scope="module")
def kabupaten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tree(tmp_path_factory.mktemp("kabupaten"))


@pytest.fixture(scope="module")
def rekap(kabupaten: Path) -> dict[str, Rows]:
    """The sheets of the roll-up."""
    asked = ("proses", "--periode", "2019-02", "--hanya-rekap", "--waktu", "2019-03-08T08:00", "--pekerja", "2")
    told = subprocess.run([sys.executable, "-m", "iki_excel", *asked], cwd=kabupaten, capture_output=True, text=True)
    assert (told.returncode, told.stdout, told.stderr) == (1, SAID, "")
    book = load_workbook(kabupaten / "output" / "2019-02" / "IKI_2019-02_rekap.xlsx", data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_a_month_of_a_kabupaten(rekap: dict[str, Rows]) -> None:
    assert [row[0] for row in rekap["Ringkasan"][2:10]] == [
        "SEMENTARA: 49 dari 57 formulir sah",
        "Belum final. Yang masih ditunggu:",
        "– Puskesmas pkm01: 2 formulir",
        "– Puskesmas pkm02: 2 formulir",
        "– Puskesmas pkm03: 2 formulir",
        "– Kelurahan kel01: 1 formulir",
        "– Kelurahan kel03: 1 formulir",
        "– Januari 2019: 6 formulir dari 3 unit",
    ]
    assert [row[:6] for row in rekap["Kelengkapan"][4:9]] == [
        ["kel01", "Kelurahan kel01", "3 dari 3", "2 dari 3", "tepat waktu", "1 belum"],
        ["kel02", "Kelurahan kel02", "3 dari 3", "3 dari 3", "tepat waktu", "1 terlambat"],
        ["kel03", "Kelurahan kel03", "3 dari 3", "2 dari 3", "tepat waktu", "1 belum"],
        ["kel04", "Kelurahan kel04", "3 dari 3", "3 dari 3", "tepat waktu", "tepat waktu"],
        ["kel05", "Kelurahan kel05", "3 dari 3", "3 dari 3", "tepat waktu", "tepat waktu"],
    ]
    assert [row[2:6:2] + row[:1] for row in rekap["Temuan"][4:]] == [
        [15, 15, "Batas waktu dokumen lewat dan tanggal selesainya belum dilaporkan."],
        [14, 5, "Formulir sebuah jabatan untuk sebuah bulan belum ada."],
        [1, 1, "Berkas terpotong atau rusak."],
    ]


def test_only_what_is_computed_alike_is_compared(rekap: dict[str, Rows]) -> None:
    """UM-1 of two months at 20 of the year's 120: 2 × (number + 1) and one filed; KT-1 at 10 of 60, where less is
    better and (200 − share) is the capaian up to 120; the other decree counts each disturbance twice."""
    head, *units = rekap["Peta"][3:]
    assert head[7:] == ["UM-1", "UM-2", "UM-3", "UM-4", "PL-1", "PL-2", "KT-1 (A)", "KT-1 (B)", "KT-2", "KT-3"]
    at = {row[0]: (row[7], row[13], row[14]) for row in units}
    assert at["kel02"] == (30, 120, None)
    assert at["kel05"] == (60, 80, None)
    assert at["lain01"] == (120, None, 0)
    assert [row[0] for row in rekap["Peta lain"][4:]] == PUSKESMAS
    ranked = {row[0]: [one[3] for one in rekap["Peringkat"][4:] if one[0] == row[0]] for row in rekap["Peringkat"][4:]}
    assert sorted(ranked["KT-1 (A)"]) == KELURAHAN
    assert ranked["KT-1 (B)"] == OTHERWISE


def test_every_number_leads_to_the_cell_that_was_typed(kabupaten: Path, rekap: dict[str, Rows]) -> None:
    typed = [row for row in rekap["Data"][4:] if row[:2] == ["kel05", "Feb 2019"] and row[3] == "UM-1"]
    astray = "input_templates/kel06/2019-02/dari tetangga.xlsx"
    assert [row[4:7] + row[9:12] for row in typed] == [
        ["Jumlah surat yang ditangani bulan ini", "5", 5, "Isian", "F8", astray],
        ["Jumlah dokumen yang diarsip bulan ini", "1", 1, "Isian", "F9", astray],
    ]
    form = load_workbook(kabupaten / typed[0][11])
    assert form["Isian"]["F8"].value == 5


def test_a_late_form_is_told_with_the_unit(kabupaten: Path, rekap: dict[str, Rows]) -> None:
    late = place(kabupaten, "kel02", "umum", "2019-02").stat().st_mtime
    assert dt.datetime.fromtimestamp(late, dt.UTC).date() == dt.date(2019, 4, 1)
    assert "Terlambat: 1 formulir dari 1 unit." in [row[0] for row in rekap["Ringkasan"]]
