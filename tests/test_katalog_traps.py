"""What happens to a Katalog workbook in an office: sheets and columns renamed, rows copied, cells that Excel changed.

Nothing that somebody wrote is lost without a word, and one mistake is told once.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from tests.katalog_books import BLOCKS, catalog_in, faults_in, numbered, right, right_book, written

Edit = Callable[[Workbook], None]


def edited(path: Path, block: str, *edits: Edit) -> Path:
    """The right workbook of a block after somebody worked on it."""
    book = openpyxl.load_workbook(io.BytesIO(right_book(block)))
    for edit in edits:
        edit(book)
    book.save(path)
    return path


def types(cell: str, value: object, number_format: str | None = None) -> Edit:
    """Somebody types into a cell, "Isian!B5"."""
    sheet, address = cell.split("!")

    def edit(book: Workbook) -> None:
        book[sheet][address].value = value
        if number_format:
            book[sheet][address].number_format = number_format

    return edit


def renames(sheet: str, name: str) -> Edit:
    """Somebody renames a sheet."""
    return lambda book: setattr(book[sheet], "title", name)


def copies(sheet: str, row: int, to: int, **changed: object) -> Edit:
    """Somebody copies a row to another, and changes some cells of it."""

    def edit(book: Workbook) -> None:
        for cell in book[sheet][row]:
            book[sheet].cell(to, cell.column, cell.value)
        for column, value in changed.items():
            book[sheet][f"{column}{to}"].value = value

    return edit


ONCE: dict[str, tuple[str, list[Edit], str]] = {
    "an owner that nobody knows": (
        "surat", [types("Indikator!C5", "bendahara")],
        "Indikator!C5: jabatan “bendahara” tidak ada di lembar Jabatan. Yang dikenal: umum.",
    ),
    "the kode of an isian is blank": (
        "bilangan", [types("Isian!B5", None)],
        "Isian!B5: kolom “Kode” masih kosong. Nama dalam rumus: huruf kecil, angka, garis bawah.",
    ),
    "the kode of a checklist is blank": (
        "dokumen", [types("Isian!B5", None)],
        "Isian!B5: kolom “Kode” masih kosong. Nama dalam rumus: huruf kecil, angka, garis bawah.",
    ),
    "the kode of a survey is blank": (
        "survei", [types("Isian!B5", None)],
        "Isian!B5: kolom “Kode” masih kosong. Nama dalam rumus: huruf kecil, angka, garis bawah.",
    ),
    "Excel made a date of the kode of an indikator": (
        "survei", [types("Indikator!B5", dt.datetime(2019, 9, 1))],
        "Indikator!B5: kolom “Kode” berisi tanggal 1 September 2019, yang dibuat Excel, mungkin dari “SEP-1” atau "
        "“1/9”. Ketik lagi dengan tanda petik tunggal di depannya: 'SEP-1",
    ),
    "the kode of an indikator is blank": (
        "bilangan", [types("Indikator!B5", None)],
        "Indikator!B5: kolom “Kode” masih kosong. Kode yang dilihat orang, misalnya SEK-1.",
    ),
    "a kode stands twice": (
        "bilangan", [types("Isian!B6", "hadir_1")],
        "Isian!B6: kode isian “hadir_1” dipakai dua kali (sudah dipakai di Isian!B5). Ganti salah satunya.",
    ),
    "a second example without its number": (
        "bilangan", [copies("Contoh", 5, 7, G=10, J=50), copies("Contoh", 6, 8, G=1)],
        "Contoh!E7: “hadir_1” sudah diisi (Contoh!G5). Bila ini contoh kedua, tulis 2 di kolom “Contoh ke-”; bila "
        "bukan, hapus salah satunya.",
    ),
    "a document twice in one example": (
        "dokumen", [copies("Contoh", 5, 6, G="2019-03-01")],
        "Contoh!F6: “tahunan” sudah diisi (Contoh!F5). Bila ini contoh kedua, tulis 2 di kolom “Contoh ke-”; bila "
        "bukan, hapus salah satunya.",
    ),
    "two months in one example": (
        "bilangan", [types("Contoh!I5", "2019-01"), types("Contoh!I6", "2019-02")],
        "Contoh!I6: kolom “Bulan” contoh ini sudah berisi lain di Contoh!I5. Bila ini contoh kedua, tulis 2 di kolom "
        "“Contoh ke-”; bila bukan, hapus salah satunya.",
    ),
    "a document for a number": (
        "surat", [types("Contoh!F5", "tahunan")],
        "Contoh!F5: kolom “Butir” hanya untuk daftar dokumen, padahal “surat_1” bukan. Kosongkan selnya, atau tulis "
        "“tahun lalu” "
        "bila ini angka tahun lalu.",
    ),
    "a number in a cell that was made for a date": (
        "surat", [types("Contoh!G5", dt.datetime(1900, 1, 20))],
        "Contoh!G5: kolom “Diisi” berisi tanggal 20 Januari 1900, padahal “surat_1” bilangan. Ubah format selnya "
        "menjadi Umum, lalu ketik bilangannya.",
    ),
    "what only a version may leave out": (
        "bilangan", [types("Indikator!U5", "syarat")],
        "Indikator!U5: kolom “Tanpa” hanya untuk baris versi, yang “Berubah mulai”-nya terisi. Kosongkan selnya.",
    ),
    "a number with a space in it": (
        "bilangan", [types("Target!F5", "9 5")],
        "Target!F5: kolom “Target” berisi “9 5”, padahal harus bilangan. Ketik bilangannya saja, dengan angka.",
    ),
    "a point for the decimals": (
        "bilangan", [types("Target!F5", "95.5")],
        "Target!F5: kolom “Target” berisi “95.5”, padahal harus bilangan. Tulis bilangannya saja: 95,5.",
    ),
    "a heading renamed": (
        "bilangan", [types("Isian!G4", "Pertanyaan")],
        "Isian!G4: judul “Pertanyaan” tidak dikenal. Maksudnya “Pertanyaannya”?",
    ),
    "a heading deleted": (
        "bilangan", [types("Isian!I4", None)],
        "Isian!I5: kolom I tidak dibaca, padahal berisi. Kosongkan kolomnya, atau pindahkan ke lembar lain.",
    ),
    "a word that nobody knows for a kind": (
        "dokumen", [types("Isian!F5", "daftar dokumem")],
        "Isian!F5: kolom “Jenis” berisi “daftar dokumem”. Maksudnya “daftar dokumen”?",
    ),
    "a sheet renamed nearly": (
        "bilangan", [renames("Target", "Targets")],
        "k.xlsx: lembar Target tidak ada. Apakah “Targets” yang dimaksud? Ganti namanya.",
    ),
    "a sheet renamed to something else": (
        "dokumen", [renames("Butir", "Dokumen")],
        "k.xlsx: lembar Butir tidak ada. Apakah “Dokumen” yang dimaksud? Ganti namanya.",
    ),
    "a copied sheet in the place of one": (
        "bilangan", [renames("Isian", "Isian (2)")],
        "k.xlsx: lembar Isian tidak ada. Apakah “Isian (2)” yang dimaksud? Ganti namanya.",
    ),
    "the sheet of the decree renamed": (
        "bilangan", [renames("Keputusan", "SK")],
        "k.xlsx: lembar Keputusan tidak ada. Apakah “SK” yang dimaksud? Ganti namanya.",
    ),
    "a sheet deleted while a copy of another is there": (
        "bilangan",
        [lambda book: setattr(book.copy_worksheet(book["Isian"]), "title", "Isian lama"),
         lambda book: book.remove(book["Hitung"])],
        "k.xlsx: lembar Hitung tidak ada. Kembalikan lembarnya dengan judul kolomnya; isinya boleh kosong.",
    ),
    "a sheet deleted": (
        "bilangan", [lambda book: book.remove(book["Isian"])],
        "k.xlsx: lembar Isian tidak ada. Kembalikan lembarnya dengan judul kolomnya; isinya boleh kosong.",
    ),
    "a sheet twice": (
        "bilangan", [lambda book: setattr(book.copy_worksheet(book["Target"]), "title", "Target ")],
        "k.xlsx: lembar Target ada dua: “Target” dan “Target ”. Hapus atau ganti nama yang salah.",
    ),
    "the value of a line in the wrong column": (
        "bilangan", [types("Keputusan!D4", "188/1 (contoh)")],
        "Keputusan!D4: tidak dibaca di sini. Pindahkan ke C4, tepat di samping namanya.",
    ),
    "a line of the decree that nobody knows": (
        "bilangan", [types("Keputusan!B20", "Nomer SK"), types("Keputusan!C20", "1")],
        "Keputusan!C20: di samping “Nomer SK”, yang tidak dikenal. Maksudnya “Nomor SK”?",
    ),
    "no jabatan at all": (
        "bilangan", [lambda book: [book[name].delete_rows(5, 40) for name in book.sheetnames[2:]]],  # type: ignore[list-item]
        "k.xlsx: lembar Jabatan masih kosong. Isi satu baris untuk setiap jabatan.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ONCE)
def test_one_mistake_is_told_once_and_where_it_is(case: str, tmp_path: Path) -> None:
    block, edits, told = ONCE[case]
    assert [one.replace(f"{tmp_path}/", "") for one in faults_in(edited(tmp_path / "k.xlsx", block, *edits))] == [told]


def test_every_row_that_names_nothing_is_told(tmp_path: Path) -> None:
    edits = [types("Isian!C5", "XYZ-9"), types("Target!B5", "QQQ"), types("Contoh!B5", "ZZZ")]
    assert faults_in(edited(tmp_path / "k.xlsx", "surat", *edits)) == [
        "Isian!C5: indikator “XYZ-9” tidak ada di lembar Indikator. Yang dikenal: S-1.",
        "Target!B5: indikator “QQQ” tidak ada di lembar Indikator. Yang dikenal: S-1.",
        "Contoh!B5: indikator “ZZZ” tidak ada di lembar Indikator. Yang dikenal: S-1.",
    ]


def test_a_version_of_another_jabatan_is_told(tmp_path: Path) -> None:
    edits = [
        types("Jabatan!B6", "lain"),
        types("Jabatan!C6", "Jabatan lain (contoh)"),
        copies("Indikator", 5, 6, C="lain", D="2019-07"),
    ]
    assert faults_in(edited(tmp_path / "k.xlsx", "surat", *edits)) == [
        "Jabatan!B6: jabatan “lain” belum punya indikator. Tambahkan barisnya di lembar Indikator.",
        "Indikator!C6: indikator “S-1” milik jabatan lain di baris pertamanya. Samakan jabatannya.",
    ]


def test_a_cell_for_a_number_keeps_what_is_typed(tmp_path: Path) -> None:
    """In a cell of another format a spreadsheet makes 0,95 of 95%."""
    book = openpyxl.load_workbook(written(tmp_path / "k.xlsx", right("bilangan")))
    assert book["Target"]["F5"].number_format == book["Target"]["F9"].number_format == "@"


def test_a_copied_row_stands_where_it_was_put(tmp_path: Path) -> None:
    """It brings the number of its original along, and a number may be a text."""
    rows = right("surat")
    duties = [("1", "Pertama (contoh)"), (2, "Kedua (contoh)"), (3, "Ketiga (contoh)")]
    rows["Uraian"] = [{"no": n, "jabatan": "umum", "jenis": "tugas", "teks": text} for n, text in duties]
    book = openpyxl.load_workbook(written(tmp_path / "k.xlsx", rows))
    copies("Uraian", 5, 8, D="Keempat (contoh)")(book)
    book.save(tmp_path / "k.xlsx")
    [jabatan] = catalog_in(tmp_path / "k.xlsx").jabatan
    assert [*jabatan.tugas] == ["Pertama (contoh)", "Kedua (contoh)", "Ketiga (contoh)", "Keempat (contoh)"]


def test_jabatan_stand_in_the_order_of_their_rows(tmp_path: Path) -> None:
    rows = right("surat")
    rows["Jabatan"] = [{"kode": "umum", "nama": "Umum (contoh)"}, {"kode": "arsip", "nama": "Arsip (contoh)"}]
    for name, own in numbered(BLOCKS["bilangan"], 2).items():
        rows.setdefault(name, []).extend({**row, "jabatan": "arsip"} if name == "Indikator" else row for row in own)
    catalog = catalog_in(written(tmp_path / "k.xlsx", rows))
    assert [jabatan.kode for jabatan in catalog.jabatan] == ["umum", "arsip"]


def test_a_word_with_a_digit_may_be_a_target(tmp_path: Path) -> None:
    rows = right("surat")
    rows["Isian"] = [{"indikator": "S-1", "kode": "surat_1", "jenis": "pilihan", "label": "Tingkat (contoh)"}]
    rows["Butir"] = [{"indikator": "S-1", "isian": "surat_1", "label": f"Level {n}", "nilai": n} for n in (1, 2, 3)]
    rows["Target"] = [{"indikator": "S-1", "nilai": "Level 3"}]
    rows["Contoh"] = [{"indikator": "S-1", "isian": "surat_1", "nilai": "Level 2", "hasil": 2}]
    assert len(catalog_in(written(tmp_path / "k.xlsx", rows)).indikator) == 1
