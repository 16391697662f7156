"""A Katalog workbook as people leave it: rows and columns put in, sorted, hidden, saved by another program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from iki_excel.decree import Catalog
from iki_excel.katalog.sheets import INDIKATOR_SHEET, ISIAN_SHEET, SHEETS
from iki_excel.katalog.writing import FIRST_ROW, HEAD_ROW
from iki_excel.language.places import column_letters
from tests import kecil
from tests.katalog_books import book_of, catalog_in, faults_in, right, without_results, written
from tests.office import Office
from tests.seeds import seeds

libreoffice = pytest.mark.libreoffice
FIRST_GREY = column_letters(INDIKATOR_SHEET.index("kata"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The small catalogue as a workbook."""
    path = tmp_path / "katalog.xlsx"
    path.write_bytes(book_of(kecil.KATALOG))
    return path


def edited(office: Office, book: Path, *actions: dict[str, Any]) -> Path:
    """The workbook after somebody did this to it in LibreOffice, and saved it there."""
    return office.edit(book, book.with_name("diubah.xlsx"), actions)


# --- by LibreOffice --------------------------------------------------------------------------------------------------

EDITS: dict[str, list[dict[str, Any]]] = {
    "saved": [],
    "rows put in": [{"do": "insert_rows", "sheet": sheet.name, "row": FIRST_ROW + 2, "count": 2} for sheet in SHEETS],
    "rows above the headings": [
        {"do": "insert_rows", "sheet": sheet.name, "row": 1, "count": 3} for sheet in SHEETS
    ],
    "columns put in": [
        {"do": "insert_columns", "sheet": sheet.name, "column": "C", "count": 1} for sheet in SHEETS
    ],
    "sorted by the first code": [
        {"do": "sort", "sheet": sheet.name, "range": f"A{FIRST_ROW + 1}:Z{FIRST_ROW + 30}", "column": 1}
        for sheet in SHEETS
    ],
    "sorted backwards by number": [
        {"do": "sort", "sheet": sheet.name, "range": f"A{FIRST_ROW + 1}:Z{FIRST_ROW + 30}", "column": 0,
         "descending": True}
        for sheet in SHEETS
    ],
    "rows hidden": [
        {"do": "hide_rows", "sheet": sheet.name, "row": FIRST_ROW + 1, "count": 3} for sheet in SHEETS
    ],
    "grey columns deleted": [{"do": "delete_columns", "sheet": "Indikator", "column": FIRST_GREY, "count": 3}],
}  # fmt: skip


@pytest.mark.panjang
@libreoffice
@pytest.mark.parametrize("edits", seeds([*EDITS.values()], 4), ids=EDITS)
def test_what_libreoffice_saved_says_the_same(
    edits: list[dict[str, Any]], office: Office, book: Path, catalog: Catalog
) -> None:
    found = catalog_in(edited(office, book, *edits))
    assert without_results(found) == without_results(catalog)


@pytest.mark.panjang
@libreoffice
@pytest.mark.parametrize(
    ("cell", "typed", "told"),
    [
        ("Isian!B5", "SEP-1", "Isian!B5: kode “SEP-1” harus huruf kecil, angka dan garis bawah, misalnya “sep_1”."),
    ],
)
def test_what_is_typed_into_a_cell_of_text_stays_what_it_is(
    cell: str, typed: str, told: str, office: Office, book: Path
) -> None:
    changed = office.fill(book, book.with_name("diisi.xlsx"), cells={cell: {"typed": typed}})
    assert told in faults_in(changed)


@pytest.mark.panjang
@libreoffice
def test_the_grey_columns_answer_in_libreoffice_as_they_were_written(office: Office, book: Path) -> None:
    values = office.values(office.recalculate(book, book.with_name("dihitung.xlsx")))
    states = [
        value
        for sheet in SHEETS
        for cell, value in values[sheet.name].items()
        if cell.startswith(letters_of(sheet.name, "keadaan")) and cell[-1].isdigit() and value not in ("", None)
    ]
    assert set(states[1:]) <= {"ya", "Keadaan", "Menjawab sendiri: ya, atau apa yang kurang."}
    assert states.count("ya") > 50


def letters_of(sheet: str, key: str) -> str:
    return column_letters(next(one for one in SHEETS if one.name == sheet).index(key))


@pytest.mark.panjang
@libreoffice
def test_a_row_that_is_not_complete_says_so_at_once(office: Office, book: Path) -> None:
    filled = office.fill(
        book, book.with_name("diisi.xlsx"), cells={"Isian!B60": "baru", "Isian!C60": "UM-9", "Hitung!B20": "x"}
    )
    values = office.values(filled)
    assert values["Isian"][f"{letters_of('Isian', 'keadaan')}60"] == "“Milik” tidak ada"
    assert values["Hitung"][f"{letters_of('Hitung', 'keadaan')}20"] == "belum lengkap"


@pytest.mark.panjang
@libreoffice
def test_a_version_that_says_only_what_changes_is_complete(office: Office, letters: Path) -> None:
    cells = {"Indikator!B20": "B-1", "Indikator!D20": "2019-07", "Indikator!K20": "hadir_1", "Indikator!D21": "2019-07"}
    filled = office.fill(letters, letters.with_name("diisi.xlsx"), cells=cells)
    states = office.values(filled)["Indikator"]
    column_of_states = letters_of("Indikator", "keadaan")
    assert [states[f"{column_of_states}{row}"] for row in (FIRST_ROW + 1, 20, 21)] == ["ya", "ya", "belum lengkap"]


# --- by openpyxl, cell by cell ---------------------------------------------------------------------------------------


def changed(path: Path, cells: dict[str, Any]) -> Path:
    """The workbook with other values in some cells."""
    workbook = load_workbook(path)
    for address, value in cells.items():
        sheet, cell = address.split("!")
        workbook[sheet][cell] = value
    workbook.save(path)
    return path


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A block of each kind that is right."""
    return written(tmp_path / "k.xlsx", right("bilangan", "surat", "dokumen"))


def column(sheet: str, key: str, row: int = FIRST_ROW + 1) -> str:
    """The cell of a key in a row, counted from one."""
    return f"{sheet}!{letters_of(sheet, key)}{row}"


@pytest.mark.panjang
def test_a_formula_of_the_decree_may_begin_with_an_equals_sign_as_text(letters: Path) -> None:
    workbook = load_workbook(letters)
    cell = workbook["Indikator"][column("Indikator", "rumus").partition("!")[2]]
    cell.value, cell.data_type = "= hadir_1 ÷ hari_pns_1 × 100", "s"
    workbook.save(letters)
    assert faults_in(letters) == []


@pytest.mark.panjang
def test_a_formula_of_excel_is_told(letters: Path) -> None:
    cell = column("Indikator", "rumus")
    assert faults_in(changed(letters, {cell: "=hadir_1/hari_pns_1*100"})) == [
        f"{cell}: kolom “Rumus” berisi rumus Excel atau kesalahan. Ketik isinya, tanpa tanda = di depan."
    ]


@pytest.mark.panjang
def test_a_day_that_excel_made_a_date_of_is_read_back(letters: Path) -> None:
    cell = column("Butir", "batas")
    found = catalog_in(changed(letters, {cell: dt.datetime(2026, 2, 28)}))
    assert found.indikator["D-3"][1].slots[0].batas == (2, 28)


@pytest.mark.panjang
def test_a_month_that_excel_made_a_date_of_is_read_back(letters: Path) -> None:
    cell = column("Indikator", "berlaku_mulai")
    found = catalog_in(changed(letters, {cell: dt.datetime(2019, 3, 1)}))
    assert found.indikator["B-1"][1].berlaku_mulai == "2019-03"


@pytest.mark.panjang
def test_letters_that_nobody_sees_do_not_count(letters: Path) -> None:
    cells = {
        column("Isian", "kode"): "\u00a0hadir_1\u200b",
        column("Isian", "indikator"): "B-1 ",
        column("Isian", "akumulasi"): " Jumlah",
        column("Indikator", "jabatan"): "umum\u00a0",
    }
    assert faults_in(changed(letters, cells)) == []


@pytest.mark.panjang
def test_the_number_of_a_decree_keeps_its_zeros(letters: Path) -> None:
    assert catalog_in(changed(letters, {"Keputusan!C4": "007/12/2019"})).keputusan.nomor == "007/12/2019"


@pytest.mark.panjang
def test_a_number_with_a_decimal_comma_is_read(letters: Path) -> None:
    _, indikator = catalog_in(changed(letters, {column("Target", "nilai"): "95,5"})).indikator["B-1"]
    assert indikator.target is not None
    assert indikator.target.angka == 95.5


@pytest.mark.panjang
def test_headings_may_be_moved_and_written_in_other_capitals(letters: Path) -> None:
    workbook = load_workbook(letters)
    sheet = workbook["Isian"]
    first, other = ISIAN_SHEET.index("kode") + 1, ISIAN_SHEET.index("label") + 1
    for row in sheet.iter_rows(min_row=HEAD_ROW + 1):
        row[first - 1].value, row[other - 1].value = row[other - 1].value, row[first - 1].value
    sheet.cell(HEAD_ROW + 1, other).value = "KODE"
    workbook.save(letters)
    assert faults_in(letters) == []


@pytest.mark.panjang
def test_a_heading_that_is_mistyped_is_told_with_what_was_meant(letters: Path) -> None:
    head = column("Isian", "label", HEAD_ROW + 1)
    assert faults_in(changed(letters, {head: "Pertanyaanya"}))[0] == (
        f"{head}: judul “Pertanyaanya” tidak dikenal. Maksudnya “Pertanyaannya”?"
    )


@pytest.mark.panjang
def test_what_stands_in_a_column_that_nobody_reads_is_told(letters: Path) -> None:
    assert faults_in(changed(letters, {"Isian!AC4": "Catatan kantor", "Isian!AC6": "tanya Budi"})) == [
        "Isian!AC6: kolom “Catatan kantor” tidak dibaca, padahal berisi. Kosongkan kolomnya, atau pindahkan ke lembar "
        "lain."
    ]


@pytest.mark.panjang
def test_a_sheet_that_is_gone_or_has_another_name_is_told(letters: Path) -> None:
    workbook = load_workbook(letters)
    workbook["Contoh"].title = "Contoh2"
    workbook.save(letters)
    assert faults_in(letters)[0] == ("k.xlsx: lembar Contoh tidak ada. Apakah “Contoh2” yang dimaksud? Ganti namanya.")


@pytest.mark.panjang
def test_a_workbook_of_something_else_is_no_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "lain.xlsx"
    Workbook().save(path)
    assert faults_in(path) == [
        "lain.xlsx: bukan buku kerja Katalog. Buat yang baru dengan “iki katalog --kosong --ke katalog.xlsx”."
    ]


@pytest.mark.panjang
def test_a_hostile_file_meets_the_gate_of_the_forms(tmp_path: Path) -> None:
    path = tmp_path / "k.xlsx"
    path.write_bytes(b"%PDF-1.7 ...")
    assert len(faults_in(path)) == 1
    assert "PDF" in faults_in(path)[0]
