"""The sheets Kelengkapan and Temuan: who sent what and when, that nothing was lost, and what was found."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Pengecualian, Settings
from iki_excel.runs.month import process_to
from iki_excel.words.periods import Periode
from tests.forms import complete, form
from tests.saved_cells import saved_formulas
from tests.times import at
from tests.workbooks import opened

NOON = dt.datetime(2019, 4, 10, 12)
UMUM, PELAYANAN, KETERTIBAN = "Kepala Subbagian Umum", "Kepala Seksi Pelayanan", "Kepala Seksi Ketertiban"

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # data bars and sparklines


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, settings: Settings) -> Path:
    """Two months of three jabatan: a sound form, a late one with mistakes, copies, a blank one, one that is excused."""
    folder = tmp_path_factory.mktemp("kantor") / "formulir"
    at(complete(folder / "2019-02", "umum", "2019-02", name="umum"), "2019-03-05 23:59")
    at(complete(folder / "2019-02", "pelayanan", "2019-02", name="pelayanan"), "2019-03-06 08:05")
    at(complete(folder / "2019-03", "umum", "2019-03", "surat | 12 lembar", name="umum"), "2019-04-01 07:30")
    at(complete(folder / "2019-03", "ketertiban", "2019-03", name="a"), "2019-04-02 10:00")
    at(complete(folder / "2019-03", "ketertiban", "2019-03", name="b"), "2019-04-09 10:00")
    at(form(folder / "2019-03", "pelayanan", "2019-03", name="pelayanan"), "2019-04-01 08:00")
    excused = Pengecualian("ketertiban", "2019-02", "Jabatan kosong", "Lurah Contoh")
    return written(folder, catalog, settings, excused)


def written(folder: Path, catalog: Catalog, settings: Settings, *excused: Pengecualian) -> Path:
    own = replace(settings, unit=replace(settings.unit, mulai=Periode("2019-02")), pengecualian=excused)
    return process_to(folder.parent / "hasil", [folder], catalog, own, "2019-03", NOON).path


def day(year: int, month: int, number: int) -> dt.datetime:
    return dt.datetime(year, month, number)


def shown(result: Path, sheet: str) -> list[list[Any]]:
    """The values of every row, as far as something stands in it."""
    found = opened(result, cached=True)[sheet].iter_rows(values_only=True)
    return [list(_trimmed(row)) for row in found]


def _trimmed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    filled = [number for number, value in enumerate(row, start=1) if value is not None]
    return row[: max(filled, default=0)]


def below(rows: list[list[Any]], title: str, many: int) -> list[list[Any]]:
    """So many rows behind the title of a table."""
    start = next(number for number, row in enumerate(rows) if row[:1] == [title]) + 1
    return rows[start : start + many]


# --- Kelengkapan ------------------------------------------------------------------------------------------------------


def test_the_first_lines_say_that_nothing_was_lost_and_who_is_late(result: Path) -> None:
    assert shown(result, "Kelengkapan")[:5] == [
        ["Kelengkapan formulir"],
        ["Kelurahan Contoh, Kota Contoh · s.d. Maret 2019 · dibuat 10 April 2019 12.00"],
        ["Pencocokan: 6 berkas masuk = 4 dipakai + 2 disisihkan. Cocok."],
        ["Sel: 36 = 20 isi + 0 tidak berlaku + 15 kosong + 1 salah. Cocok."],
        ["Terlambat: Pelayanan."],
    ]


def test_every_form_is_told_by_jabatan_and_month(result: Path) -> None:
    assert below(shown(result, "Kelengkapan"), "Formulir", 8) == [
        ["Jabatan", "Feb 2019", "Mar 2019"],
        [UMUM, "sah", "ada kesalahan"],
        [PELAYANAN, "sah", "belum masuk"],
        [KETERTIBAN, "dikecualikan", "sah"],
        ["Banyak formulir sah", 2, 1],
        ["Banyak formulir ada kesalahan", 0, 1],
        ["Banyak formulir belum masuk", 0, 1],
        ["Banyak formulir dikecualikan", 1, 0],
    ]


def test_whether_a_form_came_in_time_is_told_in_the_same_way(result: Path) -> None:
    assert below(shown(result, "Kelengkapan"), "Waktu masuk", 7) == [
        ["Jabatan", "Feb 2019", "Mar 2019"],
        [UMUM, "tepat waktu", "tepat waktu"],
        [PELAYANAN, "terlambat", "belum masuk"],
        [KETERTIBAN, "dikecualikan", "tepat waktu"],
        ["Ditunggu sampai", day(2019, 3, 5), day(2019, 4, 5)],
        ["Banyak formulir tepat waktu", 1, 2],
        ["Banyak formulir terlambat", 1, 0],
    ]


def test_an_exception_is_told_with_who_decided_it_and_why(result: Path) -> None:
    assert below(shown(result, "Kelengkapan"), "Pengecualian", 2) == [
        ["Jabatan", "Bulan", "Dipakai", "Oleh", "Alasan"],
        [KETERTIBAN, "Februari 2019", "ya", "Lurah Contoh", "Jabatan kosong"],
    ]


def test_files_and_cells_are_reconciled(result: Path) -> None:
    assert below(shown(result, "Kelengkapan"), "Pencocokan", 9) == [
        ["Yang dicocokkan", "Banyak", "Cocok?"],
        ["Berkas masuk", 6, "Cocok"],
        ["dipakai", 4],
        ["disisihkan", 2],
        ["Sel yang ditanyakan", 36, "Cocok"],
        ["isi", 20],
        ["tidak berlaku", 0],
        ["kosong", 15],
        ["salah", 1],
    ]


def test_every_file_is_told_with_its_time_its_hash_and_why_it_was_set_aside(result: Path) -> None:
    heads, *files = below(shown(result, "Kelengkapan"), "Berkas", 7)
    assert heads == ["Berkas", "Bulan", "Jabatan", "Nasib", "Masuk", "Pukul (WIB)", "Kiriman", "SHA-256", "Alasan"]
    whole = [hashlib.sha256((result.parents[2] / "formulir" / row[0]).read_bytes()).hexdigest() for row in files]
    assert [row.pop(7) for row in files] == [sha256[:12] for sha256 in whole]
    february, march = day(2019, 2, 28), day(2019, 3, 31)
    assert files == [
        ["2019-02/umum.xlsx", february, "Umum", "dipakai", day(2019, 3, 5), dt.time(23, 59), "tepat waktu"],
        ["2019-02/pelayanan.xlsx", february, "Pelayanan", "dipakai", day(2019, 3, 6), dt.time(8, 5), "terlambat"],
        ["2019-03/umum.xlsx", march, "Umum", "dipakai", day(2019, 4, 1), dt.time(7, 30), "tepat waktu"],
        ["2019-03/pelayanan.xlsx", march, "Pelayanan", "disisihkan", day(2019, 4, 1), dt.time(8), None,
         "Formulir belum diisi siapa pun; dihitung belum masuk."],
        ["2019-03/a.xlsx", march, "Ketertiban", "dipakai", day(2019, 4, 2), dt.time(10), "tepat waktu"],
        ["2019-03/b.xlsx", march, "Ketertiban", "disisihkan", day(2019, 4, 9), dt.time(10), None,
         "Salinan dengan isi yang sama."],
    ]  # fmt: skip


# --- Temuan -----------------------------------------------------------------------------------------------------------


def test_every_temuan_is_a_line_with_its_cell_and_its_file(result: Path) -> None:
    heads, *lines = shown(result, "Temuan")[2:]
    assert heads == ["No.", "Tingkat", "Jabatan", "Bulan", "Sel", "Temuan", "Berkas", "Kode"]
    march = day(2019, 3, 31)
    assert [[*line[:5], line[5].partition(".")[0], *line[6:]] for line in lines] == [
        [1, "galat", "Umum", march, "Isian!F8",
         "“Jumlah surat yang ditangani bulan ini” berisi “12 lembar”", "2019-03/umum.xlsx", "angka_bersatuan"],
        [2, "peringatan", "Umum", march, "Isian!F25, F27",
         "2 tanggal belum pernah diisi, padahal batas waktunya sudah lewat: “Laporan Profil – tanggal selesai” "
         "(28 Februari 2019) dan “Laporan Kinerja – tanggal selesai” (31 Maret 2019)",
         "2019-03/umum.xlsx", "lewat_batas"],
        [3, "galat", "Pelayanan", march, None,
         "Formulir Kepala Seksi Pelayanan, Maret 2019, belum diisi sama sekali", "2019-03/pelayanan.xlsx",
         "belum_diisi"],
    ]  # fmt: skip


def test_each_leads_to_the_sheet_of_its_jabatan_and_nothing_leads_out_of_the_workbook(result: Path) -> None:
    links = {
        cell.coordinate: cell.hyperlink.location for row in opened(result)["Temuan"] for cell in row if cell.hyperlink
    }
    assert links == {"C4": "Umum!A1", "C5": "Umum!A1", "C6": "Pelayanan!A1"}
    with zipfile.ZipFile(result) as archive:
        relations = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels")]
    assert not any('TargetMode="External"' in text for text in relations)


def test_where_nothing_was_found_the_sheet_says_so(tmp_path: Path, catalog: Catalog, settings: Settings) -> None:
    documents = "laporan.profil.selesai | 2019-02-20\nlaporan.profil.mutu | Ya"
    for jabatan in catalog.kode:
        complete(tmp_path / "formulir", jabatan, "2019-02", documents if jabatan == "umum" else "")
    own = replace(settings, unit=replace(settings.unit, mulai=Periode("2019-02")))
    made = process_to(tmp_path, [tmp_path / "formulir"], catalog, own, "2019-02", NOON)
    assert made.batch.checked.temuan["pesan"].tolist() == []
    assert shown(made.path, "Temuan")[2:] == [["Beres: tidak ada temuan."]]


# --- how the two sheets are made --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Kelengkapan", "Temuan"])
def test_no_cell_is_merged_no_row_is_empty_and_no_letter_small(result: Path, name: str) -> None:
    sheet = opened(result)[name]
    assert sheet.merged_cells.ranges == set()
    rows = [[cell for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert all(rows)
    assert min(cell.font.size for row in rows for cell in row) >= 9


def test_every_formula_is_short(result: Path) -> None:
    formulas = saved_formulas(result.read_bytes())
    told = [cell.formula for (sheet, _), cell in formulas.items() if sheet in ("Kelengkapan", "Temuan")]
    assert max(map(len, told)) <= 120
