"""Many units in one iki.toml: their list, what each says in a file of its own, and what is refused."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from iki_excel import katalog as catalogues
from iki_excel.decree import Catalog
from iki_excel.decree.office import Offices
from iki_excel.decree.settings import Pejabat
from iki_excel.decree.targets import Target
from iki_excel.decree.unit import Unit
from iki_excel.runs import office
from iki_excel.words.errors import IkiError
from iki_excel.words.periods import Periode
from tests import kecil

LISTED = 'unit = "unit.csv"'
HEAD = "kode;nama;kabupaten;provinsi;mulai;tempat"
BARU = "baru;Kelurahan Baru;Kota Contoh;Jawa Contoh;2019-02;Baru"
LAMA = "lama;Kelurahan Lama;Kabupaten Lain;Jawa Contoh;;Lama"

UNIT_BARU = Unit("baru", "Kelurahan Baru", "Kota Contoh", "Baru", Periode("2019-02"), "", "Jawa Contoh")
UNIT_LAMA = Unit("lama", "Kelurahan Lama", "Kabupaten Lain", "Lama", None, "", "Jawa Contoh")

COLUMNS = "kode, nama, kabupaten, provinsi, katalog, mulai, tempat"


class Folder:
    """The folder of an office of many units."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, *lines: str, toml: str = LISTED, **own: str) -> Folder:
        """Its iki.toml, the lines of its unit.csv, and the files of single units."""
        (self.path / "iki.toml").write_text(toml, "utf-8")
        self.put_bytes("\n".join(lines).encode())
        for kode, text in own.items():
            (self.path / "unit").mkdir(exist_ok=True)
            (self.path / "unit" / f"{kode}.toml").write_text(text, "utf-8")
        return self

    def put_bytes(self, content: bytes) -> Folder:
        (self.path / "unit.csv").write_bytes(content)
        return self

    def put_book(self, *rows: list[Any]) -> Folder:
        """A list as a workbook."""
        (self.path / "iki.toml").write_text('unit = "unit.xlsx"', "utf-8")
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(self.path / "unit.xlsx")
        return self

    def offices(self, katalog: Path | None = kecil.KATALOG) -> Offices:
        return office.load_all(katalog, self.path)

    def units(self) -> list[Unit]:
        return [one.settings.unit for one in self.offices().values()]

    def refusal(self, katalog: Path | None = kecil.KATALOG) -> str:
        with pytest.raises(IkiError) as refused:
            self.offices(katalog)
        return str(refused.value).replace(f"{self.path}/", "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """To read the catalogue takes a quarter of a second, and nothing here is about it."""
    monkeypatch.setattr(catalogues, "load", lambda _: kecil.catalog())
    return Folder(tmp_path)


# --- the list --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_list_as_csv_is_read_by_its_headings_whatever_stands_between(folder: Folder, separator: str) -> None:
    folder.put(*(line.replace(";", separator) for line in (HEAD, BARU, LAMA)))
    assert folder.units() == [UNIT_BARU, UNIT_LAMA]


def test_blank_lines_a_byte_order_mark_and_the_letters_of_an_older_excel_change_nothing(folder: Folder) -> None:
    text = f"\r\n{HEAD.upper()}\r\n;;;;;\r\n{BARU}\r\n\r\n{LAMA}\r\n"
    expected = [UNIT_BARU, UNIT_LAMA]
    assert folder.put().put_bytes(b"\xef\xbb\xbf" + text.encode()).units() == expected
    folder.put_bytes(text.replace("Baru;Kota", "Café;Kota").encode("cp1252"))
    assert [unit.nama for unit in folder.units()] == ["Kelurahan Café", "Kelurahan Lama"]


def test_a_list_as_a_workbook_may_have_numbers_and_dates(folder: Folder) -> None:
    folder.put_book(
        ["Daftar unit"],
        [],
        ["Kode", "Nama", "Kabupaten", "Mulai", "Tempat"],
        [101, "Kelurahan Baru", "Kota Contoh", dt.datetime(2019, 2, 1), "Baru"],
        [],
        ["lama", "Kelurahan Lama", "Kota Contoh", "Mei 2019", "Lama"],
    )
    assert folder.units() == [
        Unit("101", "Kelurahan Baru", "Kota Contoh", "Baru", Periode("2019-02")),
        Unit("lama", "Kelurahan Lama", "Kota Contoh", "Lama", Periode("2019-05")),
    ]


def test_units_may_stand_in_iki_toml_itself(folder: Folder) -> None:
    folder.put(
        toml="""
        [[unit]]
        kode = "lama"
        nama = "Kelurahan Lama"
        kabupaten = "Kabupaten Lain"
        provinsi = "Jawa Contoh"
        tempat = "Lama"
        """
    )
    assert folder.units() == [UNIT_LAMA]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], f"unit.csv: daftar unit ini kosong. Baris pertama berisi judul: {COLUMNS}."),
        ([HEAD], "unit.csv: daftar unit ini kosong. Tulis sedikitnya satu unit di bawah judul kolomnya."),
        ([HEAD.replace("tempat", "luas"), BARU], f"unit.csv: kolom “luas” tidak dikenal. Yang dikenal: {COLUMNS}."),
        ([HEAD.replace("tempat", "tmpat"), BARU], "unit.csv: kolom “tmpat” tidak dikenal. Maksudnya “tempat”?"),
        ([HEAD.replace("tempat", "nama"), BARU], "unit.csv: kolom “nama” ada dua. Hapus salah satunya."),
        ([HEAD.replace("kode;", "provinsi;", 1).replace("sinsi;", ""), BARU],
         "unit.csv: kolom “provinsi” ada dua. Hapus salah satunya."),
        (["nama;tempat", "Kelurahan Baru;Baru"], f"unit.csv: kolom kode tidak ada. Baris judulnya: {COLUMNS}."),
        ([HEAD, LAMA, ";Kelurahan Baru;Kota Contoh;;;Baru"],
         "unit.csv, baris 3: kolom “kode” masih kosong. Isi selnya."),
        ([HEAD, "Kec A;Kelurahan Baru;Kota Contoh;;;Baru"],
         "unit.csv, baris 2: kode “Kec A” harus huruf kecil dan angka saja, misalnya “contoh”."),
        ([HEAD, "baru;Kelurahan Baru"], "unit.csv, baris 2: kabupaten dan tempat belum ditulis. Isi selnya."),
        ([HEAD, BARU, LAMA, BARU],
         "unit.csv, baris 4: kode “baru” sudah dipakai unit.csv, baris 2. Beri setiap unit kode yang lain."),
        ([HEAD, BARU.replace("2019-02", "Feb-19")],
         "unit.csv, baris 2: mulai berisi “Feb-19”. Periode “Feb-19” tidak dikenal. Tulis tahun dan bulan, misalnya "
         "2019-03."),
        ([HEAD.replace(";", ","), "baru,Kelurahan Baru,Kota Contoh, Jawa,,,Baru"],
         "unit.csv, baris 2: “Baru” tidak berada di bawah judul kolom. Hapus, atau beri tanda kutip pada teks yang "
         "memuat pemisah kolom."),
        ([HEAD, BARU.replace("Kelurahan Baru", "K" * 101)],
         f"unit.csv, baris 2: nama “{'K' * 79}…” harus satu baris teks biasa, paling banyak 100 huruf."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_list_is_told_with_its_row(folder: Folder, lines: list[str], told: str) -> None:
    assert folder.put(*lines).refusal() == told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["nama", "tempat"]],
         f"unit.xlsx: tidak ada lembar dengan judul kolom kode dan nama. Baris judulnya: {COLUMNS}."),
        ([["kode", "nama", "tmpat"]], "unit.xlsx, Sheet: kolom “tmpat” tidak dikenal. Maksudnya “tempat”?"),
        ([["kode", "nama"]], "unit.xlsx: daftar unit ini kosong. Tulis sedikitnya satu unit di bawah judul kolomnya."),
        ([["kode", "nama"], ["baru", '="Kelurahan "&"Baru"']],
         "Sheet!B2: nama berisi rumus Excel atau kesalahan. Ketik isinya, tanpa tanda = di depan."),
        ([["kode", "nama"], [1.5, "Kelurahan Baru"]],
         "Sheet!A2: kode berisi bilangan 1,5, padahal harus teks. Ketik lagi dengan tanda petik tunggal di depannya: "
         "'1,5"),
        ([["kode", "nama"], ["", "Kelurahan Baru"]],
         "unit.xlsx, Sheet, baris 2: kolom “kode” masih kosong. Isi selnya."),
        ([["kode", "nama", None], ["baru", "Kelurahan Baru", "sudah dicek"]],
         "unit.xlsx, Sheet, baris 2: “sudah dicek” tidak berada di bawah judul kolom. Hapus, atau tulis judul "
         "kolomnya."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_workbook_is_told_with_its_row_or_cell(
    folder: Folder, rows: list[list[Any]], told: str
) -> None:
    assert folder.put_book(*rows).refusal() == told


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('unit = "daftar.csv"', "daftar.csv: daftar unit ini tidak ada. Periksa nama berkasnya di iki.toml."),
        ('unit = "daftar.xls"', "daftar.xls: daftar unit harus berakhiran .csv atau .xlsx."),
        ('unit = ""', "iki.toml: kunci “unit” masih kosong. Isi teksnya."),
        ("unit = []", "iki.toml: daftar unit kosong. Tulis sedikitnya satu unit."),
        ('unit = ["baru"]', "iki.toml: kunci “unit” harus daftar bagian."),
        ('[[unit]]\nnama = "Kelurahan Baru"',
         "iki.toml, unit ke-1: kunci “kode” tidak ada. Tambahkan kode = … (teks dalam tanda kutip)."),
        ('[[unit]]\nkode = "baru"\nnama = "Kelurahan Baru"',
         "iki.toml, unit baru: kabupaten dan tempat belum ditulis. Tulis di bagian [[unit]] ini."),
        ('[[unit]]\nkode = "baru"\nluas = "3 km"',
         "iki.toml, unit baru: kunci “luas” tidak dikenal. Yang dikenal: nama, kode, kabupaten, tempat, mulai, "
         "pimpinan, provinsi."),
        (f'{LISTED}\n[pejabat.umum]\nnama = "Nama Contoh"',
         "iki.toml: [pejabat] berbeda di setiap unit. Tulis di unit/<kode>.toml."),
        (f'{LISTED}\n[surel.alamat]\numum = "umum@contoh.example"',
         "iki.toml: [surel.alamat] berbeda di setiap unit. Tulis di unit/<kode>.toml."),
        (f"{LISTED}\n[target]\nUM-9 = 90", "iki.toml, [target]: “UM-9” tidak dikenal. Maksudnya “UM-4”?"),
        (f"{LISTED}\nwarna = 1",
         "iki.toml: kunci “warna” tidak dikenal. Yang dikenal: katalog, unit, pejabat, target, batas_waktu, "
         "batas_kirim, kalender, aturan, pengecualian, surel."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_iki_toml_of_many_units(folder: Folder, toml: str, told: str) -> None:
    assert folder.put(HEAD, BARU, toml=toml).refusal() == told


# --- what one unit says ----------------------------------------------------------------------------------------------


def test_what_iki_toml_says_holds_for_all_and_a_unit_adds_what_is_its_own(folder: Folder) -> None:
    folder.put(
        HEAD, BARU, LAMA,
        toml=f"{LISTED}\n[target]\nUM-2 = 90\nUM-3 = 80\n[batas_kirim]\nhari = 7",
        lama='[pejabat.umum]\nnama = "Nama Contoh"\n[target]\nUM-2 = 95\n[unit]\nmulai = "2019-03"',
    )  # fmt: skip
    baru, lama = (one.settings for one in folder.offices().values())
    number = partial(Target, "angka")
    assert (baru.target, lama.target) == (
        {"UM-2": number(90.0), "UM-3": number(80.0)},
        {"UM-2": number(95.0), "UM-3": number(80.0)},
    )
    assert (baru.batas_kirim, lama.batas_kirim) == (7, 7)
    assert (baru.pejabat, lama.pejabat) == ({}, {"umum": Pejabat("Nama Contoh")})
    assert (baru.unit.mulai, lama.unit.mulai) == ("2019-02", "2019-03")


def test_a_value_of_one_unit_takes_the_place_of_that_of_all_and_holidays_are_added(folder: Folder) -> None:
    folder.put(
        HEAD, BARU, LAMA,
        toml=f"""{LISTED}
            [target]
            UM-2 = {{2019 = 90, 2020 = 95}}
            [kalender]
            libur_tambahan = [2019-04-10]
            [aturan]
            pita = [{{minimal = 80, predikat = "Bagus"}}, {{predikat = "Belum"}}]
            """,
        lama="""
            [target]
            UM-2 = {2019 = 70}
            [kalender]
            libur_tambahan = [2019-05-20]
            [aturan]
            pita = [{minimal = 60, predikat = "Lulus"}, {predikat = "Ulang"}]
            """,
    )  # fmt: skip
    baru, lama = (one.settings for one in folder.offices().values())
    years = [[target and target.angka for target in (one.own_target_of("UM-2", year) for year in (2019, 2020))]
             for one in (baru, lama)]  # fmt: skip
    assert years == [[90.0, 95.0], [70.0, None]]
    assert lama.aturan.pita == ((60.0, "Lulus"), (None, "Ulang"))
    assert lama.kalender.libur_tambahan == (dt.date(2019, 4, 10), dt.date(2019, 5, 20))
    assert baru.kalender.libur_tambahan == (dt.date(2019, 4, 10),)


def test_units_without_files_of_their_own_share_what_was_read(folder: Folder) -> None:
    baru, lama = folder.put(HEAD, BARU, LAMA).offices().values()
    assert baru.catalog is lama.catalog
    assert baru.settings.target is lama.settings.target


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"bru": ""}, "unit/bru.toml: unit “bru” tidak ada dalam daftar unit. Maksudnya “baru”?"),
        ({"baru": '[unit]\nnama = "Lain"'},
         "unit/baru.toml: nama “Lain” di sini, “Kelurahan Baru” dalam daftar unit. Samakan keduanya."),
        ({"baru": "[unit"},
         "unit/baru.toml: bukan TOML yang benar pada akhir berkas. Periksa tanda kutip, tanda kurung, tanda = dan "
         "kunci yang tertulis dua kali."),
        ({"baru": "[pejabat.kasi]"},
         "unit/baru.toml, [pejabat]: “kasi” tidak dikenal. Yang dikenal: pimpinan, umum, pelayanan, ketertiban."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_file_of_a_unit(folder: Folder, own: Mapping[str, str], told: str) -> None:
    assert folder.put(HEAD, BARU, **own).refusal() == told


def test_a_name_that_neither_the_list_nor_its_own_file_has_is_missing_in_the_list(folder: Folder) -> None:
    folder.put(HEAD, "baru;Kelurahan Baru;;;;Baru", baru='[pejabat.umum]\nnama = "Nama Contoh"')
    assert folder.refusal() == "unit.csv, baris 2: kabupaten belum ditulis. Isi selnya."
    folder.put(HEAD, "baru;Kelurahan Baru;;;;Baru", baru='[unit]\nkabupaten = "Kota Contoh"')
    assert folder.units() == [Unit("baru", "Kelurahan Baru", "Kota Contoh", "Baru")]


def test_a_unit_that_names_two_decrees_is_to_choose(folder: Folder) -> None:
    folder.put("kode;nama;kabupaten;katalog;tempat", "baru;Kelurahan Baru;Kota Contoh;satu;Baru",
               baru='katalog = "dua"')  # fmt: skip
    assert folder.refusal(None) == (
        "unit.csv, baris 2: katalognya “satu” (unit.csv, baris 2) dan “dua” (unit/baru.toml). Pilih satu."
    )


def test_a_decree_that_was_sent_to_another_process_is_the_same(catalog: Catalog) -> None:
    assert pickle.loads(pickle.dumps(catalog)) == catalog


# --- one of many -----------------------------------------------------------------------------------------------------


def test_a_unit_that_is_asked_for_is_alone_and_one_of_many_is_to_be_named(folder: Folder) -> None:
    folder.put(HEAD, BARU, LAMA)
    assert [*office.load_all(kecil.KATALOG, folder.path, ["lama"])] == ["lama"]
    assert office.load(kecil.KATALOG, folder.path, "lama").settings.unit == UNIT_LAMA
    with pytest.raises(IkiError) as unknown:
        office.load_all(kecil.KATALOG, folder.path, ["lma"])
    assert str(unknown.value) == "Unit “lma” tidak ada di iki.toml. Maksudnya “lama”?"
    with pytest.raises(IkiError) as several:
        office.load(kecil.KATALOG, folder.path)
    assert str(several.value) == (
        "iki.toml memuat 2 unit, sedangkan perintah ini untuk satu. Sebutkan kodenya, misalnya --unit baru."
    )
