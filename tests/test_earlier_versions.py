"""Forms that were written before the form was rearranged: other columns, another head, and no room for reasons."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms.reading.untouched import is_untouched
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import SET_ASIDE, UNFILLED
from iki_excel.runs.checking import check_files
from iki_excel.runs.mending import write_marked
from iki_excel.workbooks.opening import Reader
from tests.damaging import put
from tests.forms import as_second_version, complete, edited, told
from tests.grounds import KECIL
from tests.story_data import SECOND_DATA
from tests.workbooks import opened

SAVED = SECOND_DATA / "kecil"
"""As the second version wrote them, filled, and saved by LibreOffice."""
OVERDUE = (
    "Isian!F27", "lewat_batas",
    "“Laporan Kinerja – tanggal selesai” belum pernah diisi, padahal batas waktunya 31 Maret 2019 sudah lewat. Isi "
    "tanggalnya bila sudah selesai; bila belum, biarkan kosong.",
)  # fmt: skip
CHANGED = "Nilai di barisnya tetap dibaca; periksa apakah barisnya benar."


@pytest.fixture
def check(catalog: Catalog, settings: Settings) -> Callable[[Path], Checked]:
    return lambda path: check_files([path], catalog, settings)


Check = Callable[[Path], Checked]


def typed(checked: Checked) -> pd.DataFrame:
    return checked.answers[["slot", "responden", "diketik", "keterangan", "bukti", "sheet", "sel"]]


def test_a_form_of_the_second_version_is_read_cell_by_cell(check: Check) -> None:
    checked = check(SAVED / "IKI_2019-03_contoh_umum.xlsx")
    assert told(checked.temuan) == [OVERDUE]
    rows = typed(checked).to_dict("records")
    assert [tuple(row.values()) for row in rows if row["slot"] in ("surat", "arsip", "hari_kerja")] == [
        ("surat", 0, "412", "register 3", "", "Isian", "F8"),
        ("arsip", 0, "37", "", "", "Isian", "F9"),
        ("hari_kerja", 0, "20", "", "", "Isian", "F15"),
    ]


@pytest.mark.parametrize("jabatan", KECIL.catalog.kode)
def test_it_says_what_the_same_form_says_now(jabatan: str, check: Check, tmp_path: Path) -> None:
    table = "surat | 412 | register 3\narsip | 37\nlaporan.profil.selesai | 2019-02-20\nlaporan.profil.mutu | Ya\n"
    now = complete(tmp_path, jabatan, "2019-03", table if jabatan == "umum" else "")
    old, new = check(SAVED / f"IKI_2019-03_contoh_{jabatan}.xlsx"), check(now)
    pd.testing.assert_frame_equal(typed(old), typed(new))
    assert [row[1:] for row in told(old.temuan)] == [row[1:] for row in told(new.temuan)]


def test_one_that_nobody_filled_is_unfilled(check: Check) -> None:
    [file] = check(SAVED / "kosong.xlsx").files.itertuples()
    assert (file.nasib, file.alasan) == (SET_ASIDE, UNFILLED.kode)
    with Reader() as reader:
        assert is_untouched(SAVED / "kosong.xlsx", reader, {20})
        assert not is_untouched(SAVED / "IKI_2019-03_contoh_umum.xlsx", reader, {20})


DAMAGES: dict[str, tuple[Callable[[Any], Any], list[tuple[str, str, str]]]] = {
    "a satuan": (
        put("Isian", "D8", "kali"),
        [("Isian!D8", "sel_terkunci_berubah", f"Sel terkunci berisi “kali”, padahal seharusnya “dokumen”. {CHANGED}")],
    ),
    "the name of the office": (
        put("Isian", "B2", "Kelurahan Lain"),
        [("Isian!B2", "sel_terkunci_berubah",
          f"Sel terkunci berisi “Kelurahan Lain”, padahal seharusnya “Kelurahan Contoh, Kota Contoh”. {CHANGED}")],
    ),
    "a note beside the keterangan": (
        put("Isian", "Z8", "lihat lampiran"),
        [("Isian!Z8", "sel_di_luar",
          "Sel Z8 bukan sel yang diisi, tetapi berisi “lihat lampiran”, di baris “Jumlah surat yang ditangani bulan "
          "ini”; tidak dibaca. Bila itu isian, ketik di sel kuningnya; bila catatan, pindahkan ke kolom keterangan.")],
    ),
    "the header of the values": (
        put("Isian", "F6", "Isi"),
        [("umum.xlsx", "judul_berubah",
          "Judul kolom di lembar Isian hilang, berubah atau ganda: “Isian bulan ini”. Salin isinya ke formulir yang "
          "baru.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "found"), DAMAGES.values(), ids=DAMAGES)
def test_what_differs_from_it_is_told_at_its_own_cells(
    edit: Callable[[Any], Any], found: list[tuple[str, str, str]], check: Check, tmp_path: Path
) -> None:
    path = Path(shutil.copy(SAVED / "IKI_2019-03_contoh_umum.xlsx", tmp_path / "umum.xlsx"))
    checked = check(edited(path, edit))
    assert [one for one in told(checked.temuan) if one != OVERDUE] == found


def test_its_marked_copy_is_a_form_of_today_with_all_that_was_typed(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    path = Path(shutil.copy(SAVED / "IKI_2019-03_contoh_umum.xlsx", tmp_path / "umum.xlsx"))
    checked = check_files([edited(path, put("Isian", "F9", "37 berkas"))], catalog, settings)
    [copy] = write_marked(checked, catalog, settings, tmp_path / "perbaikan").copies
    sheet = opened(copy.path)["Isian"]
    assert [sheet[cell].value for cell in ("B1", "F8", "J8", "F9")] == [
        "Formulir IKI Maret 2019", 412, "register 3", "37 berkas",
    ]  # fmt: skip


def test_what_stands_in_for_one_in_other_tests_is_read_as_one(check: Check, tmp_path: Path) -> None:
    checked = check(as_second_version(complete(tmp_path, "umum", "2019-01", "surat | 412 | register 3")))
    assert told(checked.temuan) == []
    assert checked.files["versi"].tolist() == [2]
