"""The marked copy of a Katalog workbook keeps all that somebody typed, wherever it stands."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from iki_excel.katalog.marking import marked
from iki_excel.katalog.sheets import ISIAN_SHEET
from iki_excel.katalog.writing import HEAD_ROW
from tests.katalog_books import faults_in, right_book

HEAD = HEAD_ROW + 1
LABEL = ISIAN_SHEET.index("label") + 1


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """A workbook that is right, open."""
    return load_workbook(io.BytesIO(right_book("bilangan", "surat")))


def copy_of(workbook: Workbook, tmp_path: Path) -> tuple[Workbook, Path]:
    """The marked copy of what somebody made of it."""
    workbook.save(tmp_path / "k.xlsx")
    path = tmp_path / "k_perbaikan.xlsx"
    path.write_bytes(marked(tmp_path / "k.xlsx"))
    return load_workbook(path), path


def told_in(copy: Workbook) -> list[tuple[str, str]]:
    """The list in front: where, and what."""
    return [(row[1], row[2]) for row in copy["Perbaikan"].iter_rows(min_row=HEAD + 1, values_only=True)]


def column(sheet: Worksheet, index: int, many: int = 3) -> list[Any]:
    """The first cells of a column from its heading on."""
    return [sheet.cell(row, index).value for row in range(HEAD, HEAD + many + 1)]


@pytest.mark.panjang
def test_a_column_whose_heading_was_changed_keeps_its_heading_and_what_stands_in_it(
    workbook: Workbook, tmp_path: Path
) -> None:
    workbook["Isian"].cell(HEAD, LABEL).value = "Pertanyaan"
    copy, path = copy_of(workbook, tmp_path)
    assert column(copy["Isian"], LABEL) == [
        "Pertanyaan", "Kehadiran 1 (contoh)", "Pegawai 1 (contoh)", "Surat 2 (contoh)",
    ]  # fmt: skip
    assert told_in(copy)[0] == ("Isian!G4", "Judul “Pertanyaan” tidak dikenal. Maksudnya “Pertanyaannya”?")
    assert copy["Isian"]["G4"].comment.text == "Judul “Pertanyaan” tidak dikenal. Maksudnya “Pertanyaannya”?"
    copy["Isian"].cell(HEAD, LABEL).value = "Pertanyaannya"
    copy.save(path)
    assert faults_in(path) == []


@pytest.mark.panjang
def test_a_heading_to_be_mended_is_not_locked(workbook: Workbook, tmp_path: Path) -> None:
    workbook["Isian"].cell(HEAD, LABEL).value = None
    copy, _ = copy_of(workbook, tmp_path)
    assert not copy["Isian"].cell(HEAD, LABEL).protection.locked
    assert copy["Indikator"].cell(HEAD, 2).protection.locked


@pytest.mark.panjang
@pytest.mark.parametrize("heading", [None, "Soal"])
def test_a_column_without_its_heading_is_kept_in_its_place(
    heading: str | None, workbook: Workbook, tmp_path: Path
) -> None:
    workbook["Isian"].cell(HEAD, LABEL).value = heading
    copy, path = copy_of(workbook, tmp_path)
    assert column(copy["Isian"], LABEL) == [
        heading, "Kehadiran 1 (contoh)", "Pegawai 1 (contoh)", "Surat 2 (contoh)",
    ]  # fmt: skip
    assert ("Isian!A4", "Kolom “Pertanyaannya” tidak ada. Kembalikan judulnya di baris ini.") in told_in(copy)
    copy["Isian"].cell(HEAD, LABEL).value = "Pertanyaannya"
    copy.save(path)
    assert faults_in(path) == []


@pytest.mark.panjang
@pytest.mark.parametrize("name", ["Isian (2)", "Pertanyaan kami"])
def test_a_sheet_with_another_name_is_kept_under_it(name: str, workbook: Workbook, tmp_path: Path) -> None:
    workbook["Isian"].title = name
    copy, path = copy_of(workbook, tmp_path)
    assert "Isian" not in copy.sheetnames
    assert column(copy[name], 2) == ["Kode", "hadir_1", "pns_1", "surat_2"]
    where, told = told_in(copy)[0]
    assert (where, told.startswith("Lembar Isian tidak ada.")) == ("buku kerja", True)
    assert copy["Perbaikan"]["B5"].hyperlink is None
    copy[name].title = "Isian"
    copy.save(path)
    assert faults_in(path) == []


@pytest.mark.panjang
def test_columns_that_nobody_reads_stand_behind_ours(workbook: Workbook, tmp_path: Path) -> None:
    sheet = workbook["Isian"]
    sheet["AC4"], sheet["AC5"], sheet["AC7"] = "Catatan kantor", "tanya Budi", dt.date(2026, 3, 1)
    sheet["AE6"], sheet["AE30"], sheet["AG4"] = True, "jauh di bawah", "Judul saja"
    copy, path = copy_of(workbook, tmp_path)
    first = len(ISIAN_SHEET.columns) + 1
    assert column(copy["Isian"], first) == ["Catatan kantor", "tanya Budi", None, dt.datetime(2026, 3, 1)]
    assert column(copy["Isian"], first + 1, 4) == [None, None, True, None, "jauh di bawah"]
    assert column(copy["Isian"], first + 2, 1) == ["Judul saja", None]
    assert [where for where, _ in told_in(copy)] == [
        f"Isian!{copy['Isian'].cell(HEAD + 1, first).coordinate}",
        f"Isian!{copy['Isian'].cell(HEAD + 2, first + 1).coordinate}",
    ]
    assert all(copy["Isian"][where.partition("!")[2]].comment for where, _ in told_in(copy))
    copy["Isian"].delete_cols(first, 3)
    copy.save(path)
    assert faults_in(path) == []


@pytest.mark.panjang
def test_sheets_that_are_none_of_ours_stand_at_the_end(workbook: Workbook, tmp_path: Path) -> None:
    notes = workbook.create_sheet("Coretan", 0)
    notes["B2"], notes["C7"], notes["D7"] = "tanya Budi", 12.5, dt.date(2026, 3, 1)
    workbook["Isian"].cell(HEAD, LABEL).value = "Pertanyaan"
    copy, _ = copy_of(workbook, tmp_path)
    assert copy.sheetnames[-1] == "Coretan"
    kept = copy["Coretan"]
    assert (kept["B2"].value, kept["C7"].value, kept["D7"].value) == ("tanya Budi", 12.5, dt.datetime(2026, 3, 1))


@pytest.mark.panjang
def test_a_sheet_without_its_headings_is_kept_as_it_stands(workbook: Workbook, tmp_path: Path) -> None:
    workbook["Isian"].delete_rows(HEAD)
    copy, path = copy_of(workbook, tmp_path)
    assert copy["Isian"].cell(HEAD, 2).value == "hadir_1"
    told = "Judul kolomnya tidak ditemukan. Kembalikan baris judulnya, misalnya dari salinan yang lama."
    assert ("Isian!A1", told) in told_in(copy)
    copy["Isian"].insert_rows(HEAD)
    for index, one in enumerate(ISIAN_SHEET.columns, start=1):
        copy["Isian"].cell(HEAD, index).value = one.heading
    copy.save(path)
    assert faults_in(path) == []


@pytest.mark.panjang
def test_what_stands_above_the_headings_and_beside_keputusan_is_kept(workbook: Workbook, tmp_path: Path) -> None:
    workbook["Isian"]["D1"], workbook["Isian"]["AB2"] = "diperiksa Budi", "dua kali"
    workbook["Keputusan"]["F5"], workbook["Keputusan"]["B30"], workbook["Keputusan"]["C30"] = "lihat map", "Map", 7
    workbook["Isian"].cell(HEAD, LABEL).value = "Pertanyaan"
    copy, path = copy_of(workbook, tmp_path)
    again = tmp_path / "lagi.xlsx"
    again.write_bytes(marked(path))
    for one in (copy, load_workbook(again)):
        above = [cell for row in one["Isian"].iter_rows(max_row=HEAD - 1, values_only=True) for cell in row if cell]
        assert above.count("diperiksa Budi") == above.count("dua kali") == 1
        beside = [cell for row in one["Keputusan"].iter_rows(values_only=True) for cell in row if cell is not None]
        assert beside[-3:] == ["lihat map", "Map", 7]


@pytest.mark.panjang
def test_a_copy_of_a_copy_says_the_same(workbook: Workbook, tmp_path: Path) -> None:
    workbook["Isian"]["Z6"] = "catatan"
    workbook.create_sheet("Kosong")
    workbook["Jabatan"].title = "Jabatan lama"
    copy, path = copy_of(workbook, tmp_path)
    again = tmp_path / "lagi.xlsx"
    again.write_bytes(marked(path))
    assert told_in(load_workbook(again)) == told_in(copy)
    assert load_workbook(again).sheetnames == copy.sheetnames
