"""``iki terima``: what becomes of each file of a heap, and what is said of it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from iki_excel.cli import receipts
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import reading
from iki_excel.runs.receiving import Arrival, take
from iki_excel.words import folders, moments
from iki_excel.workbooks import saving
from iki_excel.workbooks.saving import FULL, IN_THE_WAY, OLD_IS_WHOLE
from tests import kecil
from tests.console import Iki, Said, sentences
from tests.killing_terima import AT_RANDOM, AT_STEPS, REMOVALS
from tests.kiriman import content, lay, seen
from tests.test_waiting import Terminal

UMUM = "input_templates/2019-01/IKI_2019-01_contoh_umum.xlsx"
KETERTIBAN = "input_templates/2019-01/IKI_2019-01_contoh_ketertiban.xlsx"
PELAYANAN = "input_templates/2019-01/IKI_2019-01_contoh_pelayanan.xlsx"
KEPT = "riwayat/2019-01/IKI_2019-01_contoh"

CHECK_JANUARY = "Berikutnya: iki periksa --periode 2019-01.\n"
AFTER_UMUM = f"{CHECK_JANUARY}Belum masuk Januari 2019: Pelayanan dan Ketertiban.\n"
AFTER_PELAYANAN = f"{CHECK_JANUARY}Belum masuk Januari 2019: Umum dan Ketertiban.\n"

CORRECTION = 'perbaikan 7 dari umum 2019-01 "tujuh"'
SECOND = 'perbaikan 8 dari perbaikan "delapan" dari umum 2019-01 "tujuh"'
FIRST_OF_TWO = 'perbaikan "delapan" dari umum 2019-01 "tujuh"'


@pytest.fixture
def terima(iki: Iki, tmp_path: Path) -> Iki:
    """The command in a folder of Kelurahan Contoh."""
    kecil.move_into(tmp_path)
    return lambda *arguments: iki("terima", *arguments, *kecil.OPTION)


def said(answer: Said, status: int = 0) -> str:
    """What a command said that came to its end, no line wider than a console."""
    assert (answer.status, answer.err) == (status, "")
    assert [line for line in answer.out.replace(QUESTION, "\n").splitlines() if len(line) > 80] == []
    return answer.out


def lying() -> dict[str, str]:
    """What lies in the months and with the others, each with its time by the clock of WIB."""
    inside = ("input_templates", "riwayat")
    return {
        name: f"{moments.told(moments.of_seconds(time)):%Y-%m-%d %H:%M}"
        for name, (_, time) in seen().items()
        if name.startswith(inside)
    }


def holds(path: str, what: str) -> bool:
    return Path(path).read_bytes() == content(what)


# --- into its month --------------------------------------------------------------------------------------------------


def test_a_heap_is_sorted_by_what_is_in_its_files(terima: Iki) -> None:
    lay(
        """
        kotak_masuk/DOC-20190204-WA0007.sheet   | umum 2019-01        | 2019-02-04 07:15
        kotak_masuk/dari pak lurah/formulir     | pelayanan 2019-01   | 2019-02-04 08:00
        kotak_masuk/IKI_2019-01_contoh_umum.zip | ketertiban 2019-01  | 2019-02-04 09:00
        kotak_masuk/2019-01/bulan lalu.xlsx     | ketertiban 2018-12  | 2019-02-04 10:00
        kotak_masuk/foto.jpg                    | foto                | 2019-02-04 10:00
        kotak_masuk/salinan.xlsx                | umum 2019-01        | 2019-02-05 10:00
        kotak_masuk/kosong.xlsx                 | kosong umum 2019-02 | 2019-02-05 10:00
        kotak_masuk/sandi.xlsx                  | bersandi            | 2019-02-05 10:00
        """
    )
    before = seen()
    assert said(terima(), status=1) == (
        "Masuk:\n"
        "  Desember 2018, Kepala Seksi Ketertiban: kotak_masuk/2019-01/bulan lalu.xlsx\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/DOC-20190204-WA0007.sheet\n"
        "  Januari 2019, Kepala Seksi Pelayanan: kotak_masuk/dari pak lurah/formulir\n"
        "  Januari 2019, Kepala Seksi Ketertiban: kotak_masuk/IKI_2019-01_contoh_umum.zip\n"
        "Dibiarkan, dan perlu dilihat:\n"
        "  kotak_masuk/sandi.xlsx\n"
        "    sandi.xlsx diberi kata sandi. Buka di Excel, hapus kata sandinya, lalu\n"
        "      simpan sebagai .xlsx.\n"
        "Dibiarkan, karena belum diisi sama sekali:\n"
        "  Februari 2019, Kepala Subbagian Umum: kotak_masuk/kosong.xlsx\n"
        "Sudah ada; yang di kotak_masuk boleh dihapus sendiri:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/salinan.xlsx\n"
        "    isinya sama dengan kotak_masuk/DOC-20190204-WA0007.sheet\n"
        "Bukan formulir:\n"
        "  kotak_masuk/foto.jpg (gambar)\n"
        "8 berkas: 4 masuk, 1 sama, 3 dibiarkan.\n"
        "Berikutnya: iki periksa --periode 2018-12, lalu iki periksa --periode 2019-01.\n"
        "Belum masuk Desember 2018: Umum dan Pelayanan.\n"
        "Semua formulir Januari 2019 sudah masuk.\n"
    )
    assert lying() == {
        "input_templates/2018-12/IKI_2018-12_contoh_ketertiban.xlsx": "2019-02-04 10:00",
        KETERTIBAN: "2019-02-04 09:00",
        PELAYANAN: "2019-02-04 08:00",
        UMUM: "2019-02-04 07:15",
    }
    assert [holds(UMUM, "umum 2019-01"), holds(PELAYANAN, "pelayanan 2019-01")] == [True, True]
    assert before.items() <= seen().items()


def test_what_came_in_a_zip_has_the_time_of_the_zip_for_it(terima: Iki) -> None:
    lay(
        "unduhan/kiriman.zip | zip(a: umum 2019-01, ._a: foto, dalam.zip: arsip, b.xlsx: ketertiban 2019-01) "
        "| 2019-02-06 12:00"
    )
    assert said(terima("unduhan/kiriman.zip"), status=1) == (
        "Masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: unduhan/kiriman.zip/a\n"
        "  Januari 2019, Kepala Seksi Ketertiban: unduhan/kiriman.zip/b.xlsx\n"
        "Dibiarkan, dan perlu dilihat:\n"
        "  unduhan/kiriman.zip/dalam.zip\n"
        "    dalam.zip adalah arsip yang berada di dalam arsip lain, jadi isinya tidak\n"
        "      dibaca. Bila ada formulir di dalamnya, keluarkan dahulu dari arsip itu.\n"
        "3 berkas: 2 masuk, 1 dibiarkan.\n"
        f"{CHECK_JANUARY}Belum masuk Januari 2019: Pelayanan.\n"
    )
    assert lying() == {KETERTIBAN: "2019-02-04 07:30", UMUM: "2019-02-04 07:30"}


def test_taking_twice_changes_nothing(terima: Iki) -> None:
    lay(
        f"""
        kotak_masuk/a.xlsx | umum 2019-01 "tujuh"  | 2019-02-04 07:15
        kotak_masuk/b.xlsx | {CORRECTION}          | 2019-02-04 08:00
        kotak_masuk/c.zip  | zip(c: pelayanan 2019-01, d: kosong umum 2019-03) | 2019-02-04 09:00
        kotak_masuk/d.xlsx | umum 2019-01 9 disimpan 2019-01-31 15:00 | 2019-02-04 09:00
        """
    )
    terima("--pilih=terbaru")
    before = seen()
    assert said(terima()) == (
        "Dibiarkan, karena belum diisi sama sekali:\n"
        "  Maret 2019, Kepala Subbagian Umum: kotak_masuk/c.zip/d\n"
        "Sudah ada: 4 berkas; yang di kotak_masuk boleh dihapus sendiri.\n"
        "5 berkas: 4 sama, 1 dibiarkan.\n"
    )
    assert seen() == before


def test_what_was_taken_before_and_gave_way_is_known_again(terima: Iki) -> None:
    lay("""
        kotak_masuk/b.xlsx | umum 2019-01 | 2019-02-04 08:00
        kotak_masuk/d.xlsx | umum 2019-01 9 disimpan 2019-01-31 15:00 | 2019-02-04 09:00
        """)
    terima("--pilih=terbaru")
    Path("kotak_masuk/d.xlsx").rename("d.xlsx")
    assert said(terima("d.xlsx")) == (
        "Sudah ada:\n"
        "  Januari 2019, Kepala Subbagian Umum: d.xlsx\n"
        "    sudah pernah diterima, dan tersimpan di folder riwayat\n"
        "1 berkas: 1 sama.\n"
    )


def test_nobody_who_is_excused_is_awaited_and_a_blank_form_is_none(terima: Iki) -> None:
    with Path("iki.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[pengecualian]]\njabatan = "pelayanan"\nperiode = "2019-01"\n'
            'alasan = "Jabatan kosong"\noleh = "Siti Contoh"\n'
        )
    lay(f"""
        {KETERTIBAN} | kosong ketertiban 2019-01 | 2019-02-01 07:00
        kotak_masuk/a.xlsx | umum 2019-01 | 2019-02-04 07:15
        """)
    assert said(terima()).endswith(f"\n{CHECK_JANUARY}Belum masuk Januari 2019: Ketertiban.\n")
    lay("kotak_masuk/b.xlsx | ketertiban 2019-01 | 2019-02-04 07:15")
    assert said(terima()).endswith(f"\n{CHECK_JANUARY}Semua formulir Januari 2019 sudah masuk.\n")


# --- what is no form -------------------------------------------------------------------------------------------------


def test_ordinary_workbooks_of_a_folder_are_one_line_and_nobody_has_to_look_at_them(terima: Iki) -> None:
    for number in range(25):
        lay(f"Downloads/SPJ kegiatan {number}.xlsx | buku kerja | 2019-02-04 07:15")
    lay(
        """
        Downloads/IKI_2019-01_contoh.xlsx | rekap | 2019-02-04 07:15
        Downloads/Formulir pendaftaran.xls | excel lama | 2019-02-04 07:15
        Downloads/data.csv | csv | 2019-02-04 07:15
        Downloads/unduhan.xls | halaman web | 2019-02-04 07:15
        Downloads/brosur.pdf | pdf | 2019-02-04 07:15
        Downloads/SPJ.zip | zip(a.xlsx: buku kerja, b.xlsx: buku kerja) | 2019-02-04 07:15
        Downloads/laporan (1).xlsx | umum 2019-01 | 2019-02-04 07:15
        """
    )
    assert said(terima("Downloads")) == (
        "Masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: Downloads/laporan (1).xlsx\n"
        "Bukan formulir: 32 berkas (27 buku kerja lain, 1 Excel lama, 1 rekap, 1 PDF, 1\n"
        "  teks, dan 1 halaman web).\n"
        "33 berkas: 1 masuk, 32 dibiarkan.\n"
        f"{AFTER_UMUM}"
    )


def test_a_few_that_are_no_forms_are_named_with_what_they_are(terima: Iki) -> None:
    lay(
        """
        kotak_masuk/IKI_2019-01_contoh.xlsx | rekap | 2019-02-04 07:15
        kotak_masuk/SPJ.xlsx | buku kerja | 2019-02-04 07:15
        """
    )
    assert said(terima()) == (
        "Bukan formulir:\n"
        "  kotak_masuk/IKI_2019-01_contoh.xlsx (rekap)\n"
        "  kotak_masuk/SPJ.xlsx (buku kerja lain)\n"
        "2 berkas: 2 dibiarkan.\n"
    )


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("a.xlsx | tanpa kode umum 2019-01",
         "a.xlsx tidak memuat Kode formulir, jadi bukan formulir isian. Pakai formulir yang dibagikan "
         "kantor, lalu ketik isinya di situ."),
        ("IKI umum.xlsx | buku kerja",
         "IKI umum.xlsx tidak memuat Kode formulir, jadi bukan formulir isian. Pakai formulir yang dibagikan "
         "kantor, lalu ketik isinya di situ."),
        ("IKI_2019-01_contoh_umum.xls | excel lama",
         "IKI_2019-01_contoh_umum.xls adalah Excel lama (.xls). Buka di Excel, pilih Simpan Sebagai, jenis “Excel "
         "Workbook (.xlsx)”."),
        ("a.xls | formulir excel lama",
         "a.xls adalah Excel lama (.xls). Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”."),
        ("a.xlsm | bermakro umum 2019-01",
         "a.xlsm memuat makro. Formulir tidak memerlukannya: simpan sebagai “Excel Workbook (.xlsx)” tanpa makro."),
        ("a.xlsx | bersandi",
         "a.xlsx diberi kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan sebagai .xlsx."),
        ("a.xlsx | rusak",
         "a.xlsx rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang."),
    ],
)  # fmt: skip
def test_what_may_be_a_form_is_to_be_looked_at(terima: Iki, file: str, sentence: str) -> None:
    lay(f"kotak_masuk/{file} | 2019-02-04 07:15")
    name = file.partition(" |")[0]
    assert sentences(said(terima(), status=1)) == [
        f"Dibiarkan, dan perlu dilihat: kotak_masuk/{name} {sentence}",
        "1 berkas: 1 dibiarkan.",
    ]


@pytest.mark.parametrize("file", ["a.xlsm | bermakro", "a.xls | excel lama"])
def test_what_holds_nothing_of_a_form_is_none_whatever_program_wrote_it(terima: Iki, file: str) -> None:
    lay(f"kotak_masuk/{file} | 2019-02-04 07:15")
    assert said(terima()).startswith("Bukan formulir:\n")


def test_a_catalogue_speaks_of_what_forms_ask_and_is_none(terima: Iki, iki: Iki) -> None:
    assert iki("katalog", "--ke", "kotak_masuk/katalog.xlsx", *kecil.OPTION).status == 0
    assert said(terima()) == ("Bukan formulir:\n  kotak_masuk/katalog.xlsx (buku kerja lain)\n1 berkas: 1 dibiarkan.\n")


def test_a_blank_form_that_stands_there_gives_way_and_a_blank_one_that_came_stays(terima: Iki) -> None:
    lay(
        f"""
        {UMUM} | kosong umum 2019-01 | 2019-02-01 07:00
        input_templates/2019-01/lain.xlsx | kosong umum 2019-01 | 2019-02-01 07:00
        kotak_masuk/a.xlsx | umum 2019-01 | 2019-02-04 07:15
        """
    )
    assert said(terima()) == (
        f"Masuk:\n  Januari 2019, Kepala Subbagian Umum: kotak_masuk/a.xlsx\n1 berkas: 1 masuk.\n{AFTER_UMUM}"
    )
    assert lying() == {UMUM: "2019-02-04 07:15", "input_templates/2019-01/lain.xlsx": "2019-02-01 07:00"}
    assert holds(UMUM, "umum 2019-01")


def test_a_form_of_another_unit_or_before_the_unit_began_is_told_and_stays(terima: Iki) -> None:
    settings = Path("iki.toml").read_text("utf-8")
    Path("iki.toml").write_text(settings.replace("[unit]", '[unit]\nmulai = "2019-02"'), "utf-8")
    lay("kotak_masuk/a.xlsx | umum 2019-01 | 2019-02-04 07:15")
    assert said(terima(), status=1) == (
        "Dibiarkan, dan perlu dilihat:\n"
        "  kotak_masuk/a.xlsx\n"
        "    a.xlsx untuk Januari 2019, sedangkan unit ini mulai Februari 2019. Periksa\n"
        "      apakah bulan pada formulirnya benar.\n"
        "1 berkas: 1 dibiarkan.\n"
    )
    Path("iki.toml").write_text(settings.replace('"contoh"', '"lain"'), "utf-8")
    assert said(terima(), status=1) == (
        "Dibiarkan, dan perlu dilihat:\n"
        "  kotak_masuk/a.xlsx\n"
        "    a.xlsx milik unit “contoh”, sedangkan yang diolah “lain”. Kembalikan kepada\n"
        "      unitnya.\n"
        "1 berkas: 1 dibiarkan.\n"
    )
    assert lying() == {}


# --- corrections -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", ["abc", "acb", "bac", "bca", "cab", "cba"])
def test_corrections_take_their_turn_whatever_their_order_in_the_heap(terima: Iki, names: str) -> None:
    one, two, three = names
    lay(
        f"""
        kotak_masuk/{one}.xlsx   | umum 2019-01 "tujuh" | 2019-02-02 09:00
        kotak_masuk/{two}.xlsx   | {FIRST_OF_TWO}       | 2019-02-03 09:00
        kotak_masuk/{three}.xlsx | {SECOND}             | 2019-02-04 09:00
        """
    )
    assert said(terima()) == (
        "Masuk:\n"
        f"  Januari 2019, Kepala Subbagian Umum: kotak_masuk/{one}.xlsx\n"
        "Perbaikan masuk:\n"
        f"  Januari 2019, Kepala Subbagian Umum: kotak_masuk/{two}.xlsx\n"
        f"    semula: {KEPT}_umum_20190202-090000.xlsx\n"
        f"  Januari 2019, Kepala Subbagian Umum: kotak_masuk/{three}.xlsx\n"
        f"    semula: {KEPT}_umum_20190203-090000.xlsx\n"
        "3 berkas: 1 masuk, 2 perbaikan.\n"
        f"{AFTER_UMUM}"
    )
    assert lying() == {
        UMUM: "2019-02-04 09:00",
        f"{KEPT}_umum_20190202-090000.xlsx": "2019-02-02 09:00",
        f"{KEPT}_umum_20190203-090000.xlsx": "2019-02-03 09:00",
    }
    assert holds(UMUM, SECOND)


def test_a_correction_that_comes_before_its_original_stays_where_it_is(terima: Iki) -> None:
    lay(f"kotak_masuk/a.xlsx | {CORRECTION} | 2019-02-03 09:00")
    terima()
    lay('kotak_masuk/b.xlsx | umum 2019-01 "tujuh" | 2019-02-04 09:00')
    assert said(terima()) == (
        "Sudah ada; yang di kotak_masuk boleh dihapus sendiri:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/b.xlsx\n"
        "    sudah digantikan salinan perbaikannya\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/a.xlsx\n"
        "2 berkas: 2 sama.\n"
    )
    assert lying() == {UMUM: "2019-02-03 09:00"}


def test_a_correction_takes_the_place_of_a_form_that_was_saved_there_under_another_name(terima: Iki) -> None:
    lay(
        f"""
        {UMUM} | kosong umum 2019-01 | 2019-02-01 09:00
        input_templates/2019-01/umum (1).xlsx | umum 2019-01 "tujuh" | 2019-02-02 09:00
        kotak_masuk/a.xlsx | {CORRECTION} | 2019-02-03 09:00
        """
    )
    assert said(terima()) == (
        "Perbaikan masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/a.xlsx\n"
        f"    semula: {KEPT}_umum_20190202-090000.xlsx\n"
        "1 berkas: 1 perbaikan.\n"
        f"{AFTER_UMUM}"
    )
    assert lying() == {UMUM: "2019-02-03 09:00", f"{KEPT}_umum_20190202-090000.xlsx": "2019-02-02 09:00"}


def test_what_was_mended_twice_cannot_stay_in_an_archive(terima: Iki) -> None:
    lay(
        f"""
        input_templates/2019-01/a.zip | zip(a: umum 2019-01 "tujuh") | 2019-02-02 17:00
        kotak_masuk/a.xlsx | {FIRST_OF_TWO} | 2019-02-03 09:00
        """
    )
    assert said(terima()).endswith(f"1 berkas: 1 perbaikan.\n{AFTER_UMUM}")
    lay(f"kotak_masuk/b.xlsx | {SECOND} | 2019-02-04 09:00")
    before = seen()
    assert said(terima(), status=1) == (
        "Belum dapat diambil:\n"
        "  kotak_masuk/b.xlsx\n"
        "    Yang sudah masuk ada di dalam input_templates/2019-01/a.zip. Keluarkan\n"
        "      dahulu dari arsip itu, lalu ulangi.\n"
        "Sudah ada; yang di kotak_masuk boleh dihapus sendiri:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/a.xlsx\n"
        "2 berkas: 1 sama, 1 gagal.\n"
    )
    assert seen() == before


# --- two versions ----------------------------------------------------------------------------------------------------

TWO = """
    kotak_masuk/pagi.xlsx | umum 2019-01 5 disimpan 2019-02-02 08:30 | 2019-02-03 09:00
    kotak_masuk/sore.xlsx | umum 2019-01 6 disimpan 2019-02-02 16:45 | 2019-02-02 17:00
    """
DIFFERENCES = (
    f"    sudah masuk: {UMUM}, disimpan\n"
    "      2 Februari 2019 pukul 08.30 WIB\n"
    "    baru: kotak_masuk/sore.xlsx, disimpan 2 Februari 2019 pukul 16.45 WIB\n"
    "      Isian!F14  Jumlah pegawai bulan ini: 5 -> 6\n"
)


def test_of_two_versions_the_first_is_in_and_the_other_is_told_cell_by_cell(terima: Iki) -> None:
    lay(TWO)
    assert said(terima(), status=1) == (
        "Masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/pagi.xlsx\n"
        "Perlu dipilih, karena isinya lain daripada yang sudah masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/sore.xlsx\n"
        f"{DIFFERENCES}"
        "    Pakai yang disimpan terakhir dengan “--pilih terbaru”, atau pilih sendiri di\n"
        "      terminal.\n"
        "2 berkas: 1 masuk, 1 perlu dipilih.\n"
        f"{AFTER_UMUM}"
    )
    assert lying() == {UMUM: "2019-02-03 09:00"}


def test_the_latest_is_chosen_where_it_is_the_one_that_came(terima: Iki) -> None:
    lay(TWO)
    assert said(terima("--pilih", "terbaru")) == (
        "Masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/pagi.xlsx\n"
        "Dipilih, menggantikan yang sudah masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/sore.xlsx\n"
        f"    semula: {KEPT}_umum_20190203-090000.xlsx\n"
        "2 berkas: 1 masuk, 1 dipilih.\n"
        f"{AFTER_UMUM}"
    )
    assert lying() == {UMUM: "2019-02-02 17:00", f"{KEPT}_umum_20190203-090000.xlsx": "2019-02-03 09:00"}
    assert holds(UMUM, "umum 2019-01 6 disimpan 2019-02-02 16:45")


def test_the_latest_is_chosen_where_it_is_the_one_that_stands_there(terima: Iki) -> None:
    lay(
        f"""
        {UMUM} | umum 2019-01 6 disimpan 2019-02-02 16:45 | 2019-02-02 17:00
        kotak_masuk/pagi.xlsx | umum 2019-01 5 disimpan 2019-02-02 08:30 | 2019-02-03 09:00
        """
    )
    assert said(terima("--pilih", "terbaru")) == (
        "Dipilih yang sudah masuk; yang lain disimpan di riwayat:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/pagi.xlsx\n"
        f"    disimpan: {KEPT}_umum_20190203-090000.xlsx\n"
        "1 berkas: 1 dipilih.\n"
    )
    assert lying() == {UMUM: "2019-02-02 17:00", f"{KEPT}_umum_20190203-090000.xlsx": "2019-02-03 09:00"}


def test_where_both_were_saved_at_the_same_time_nobody_is_chosen(terima: Iki) -> None:
    lay(
        f"""
        {UMUM} | umum 2019-01 6 | 2019-02-02 17:00
        kotak_masuk/a.xlsx | umum 2019-01 5 | 2019-02-03 09:00
        """
    )
    before = seen()
    assert said(terima("--pilih", "terbaru"), status=1) == (
        "Perlu dipilih, karena isinya lain daripada yang sudah masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/a.xlsx\n"
        f"    sudah masuk: {UMUM}, disimpan\n"
        "      1 Februari 2019 pukul 08.00 WIB\n"
        "    yang lain: kotak_masuk/a.xlsx, disimpan 1 Februari 2019 pukul 08.00 WIB\n"
        "      Isian!F14  Jumlah pegawai bulan ini: 6 -> 5\n"
        "    Mana yang disimpan terakhir tidak dapat dipastikan, jadi pilih sendiri di\n"
        "      terminal.\n"
        "1 berkas: 1 perlu dipilih.\n"
    )
    assert seen() == before


def test_an_older_version_that_comes_later_is_not_called_the_new_one(terima: Iki) -> None:
    lay(
        f"""
        {UMUM} | umum 2019-01 6 disimpan 2019-02-02 16:45 | 2019-02-02 17:00
        kotak_masuk/pagi.xlsx | umum 2019-01 5 disimpan 2019-02-02 08:30 | 2019-02-03 09:00
        """
    )
    assert said(terima(), status=1) == (
        "Perlu dipilih, karena isinya lain daripada yang sudah masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/pagi.xlsx\n"
        f"    sudah masuk: {UMUM}, disimpan\n"
        "      2 Februari 2019 pukul 16.45 WIB\n"
        "    yang lain: kotak_masuk/pagi.xlsx, disimpan 2 Februari 2019 pukul 08.30 WIB\n"
        "      Isian!F14  Jumlah pegawai bulan ini: 6 -> 5\n"
        "    Pakai yang disimpan terakhir dengan “--pilih terbaru”, atau pilih sendiri di\n"
        "      terminal.\n"
        "1 berkas: 1 perlu dipilih.\n"
    )


def test_no_line_ends_between_a_value_and_what_it_became() -> None:
    for length in range(40, 80):
        lines = receipts._wrapped(f"{'x' * length} 3{receipts.GLUE}->{receipts.GLUE}450", 6)
        assert [line for line in lines if "->" in line] == [line for line in lines if "3 -> 450" in line] != []


QUESTION = "1 yang sudah masuk, 2 yang lain, 0 biarkan dulu [0]: "


@pytest.mark.parametrize(
    ("typed", "asked", "title", "then", "sum_", "status"),
    [
        ("1\n", 1, "Dipilih yang sudah masuk; yang lain disimpan di riwayat", "disimpan", "1 dipilih", 0),
        ("dua\n2\n", 2, "Dipilih, menggantikan yang sudah masuk", "semula", "1 dipilih", 0),
    ],
    ids=["the one that is in", "the new one, after a slip"],
)
def test_in_a_terminal_somebody_is_asked(
    terima: Iki, monkeypatch: pytest.MonkeyPatch, typed: str, asked: int, title: str, then: str, sum_: str, status: int
) -> None:
    lay(TWO)
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    kept = {"disimpan": "20190202-170000", "semula": "20190203-090000"}[then]
    assert said(terima(), status) == (
        "Dua versi formulir Januari 2019, Kepala Subbagian Umum:\n"
        f"{DIFFERENCES}"
        f"{QUESTION * asked}"
        "Masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/pagi.xlsx\n"
        f"{title}:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/sore.xlsx\n"
        f"    {then}: {KEPT}_umum_{kept}.xlsx\n"
        f"2 berkas: 1 masuk, {sum_}.\n"
        f"{AFTER_UMUM}"
    )
    chosen = {
        "disimpan": "umum 2019-01 5 disimpan 2019-02-02 08:30",
        "semula": "umum 2019-01 6 disimpan 2019-02-02 16:45",
    }
    assert holds(UMUM, chosen[then])


def test_who_leaves_it_for_later_is_asked_again_the_next_time(terima: Iki, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(TWO)
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    assert terima().status == 1
    before = seen()
    monkeypatch.setattr(sys, "stdin", Terminal("0\n"))
    assert QUESTION in said(terima(), status=1)
    assert seen() == before


def test_who_stops_at_a_question_has_changed_nothing(terima: Iki, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(f"{TWO.rstrip()}\nkotak_masuk/k.xlsx | ketertiban 2019-01 | 2019-02-03 09:00")
    before = seen()
    monkeypatch.setattr(sys, "stdin", Terminal(""))
    stopped = terima()
    assert (stopped.status, stopped.err) == (2, "Dihentikan.\n")
    assert seen() == before


def test_two_versions_of_which_one_stands_in_an_archive_are_told(terima: Iki) -> None:
    lay(
        """
        input_templates/2019-01/a.zip | zip(a: umum 2019-01 6) | 2019-02-02 17:00
        kotak_masuk/a.xlsx | umum 2019-01 5 disimpan 2019-02-03 08:00 | 2019-02-03 09:00
        """
    )
    before = seen()
    assert said(terima("--pilih=terbaru"), status=1) == (
        "Perlu dipilih, karena isinya lain daripada yang sudah masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: kotak_masuk/a.xlsx\n"
        "    sudah masuk: input_templates/2019-01/a.zip/a, disimpan 1 Februari 2019 pukul\n"
        "      08.00 WIB\n"
        "    baru: kotak_masuk/a.xlsx, disimpan 3 Februari 2019 pukul 08.00 WIB\n"
        "      Isian!F14  Jumlah pegawai bulan ini: 6 -> 5\n"
        "    Yang sudah masuk ada di dalam input_templates/2019-01/a.zip. Keluarkan\n"
        "      dahulu dari arsip itu, lalu ulangi.\n"
        "1 berkas: 1 perlu dipilih.\n"
    )
    assert seen() == before


# --- what can be read only in part -----------------------------------------------------------------------------------

DAMAGED = "tanpa survei pelayanan 2019-01"


def test_a_form_that_is_partly_damaged_comes_in_and_gives_way_to_a_sound_one(terima: Iki) -> None:
    lay(f"kotak_masuk/a.xlsx | {DAMAGED} | 2019-02-02 17:00")
    assert said(terima()) == (
        "Masuk:\n"
        "  Januari 2019, Kepala Seksi Pelayanan: kotak_masuk/a.xlsx\n"
        "    Lembar KEPUASAN tidak ditemukan di a.xlsx. Salin isinya ke formulir yang\n"
        "      baru.\n"
        "1 berkas: 1 masuk.\n"
        f"{AFTER_PELAYANAN}"
    )
    lay("kotak_masuk/b.xlsx | pelayanan 2019-01 | 2019-02-03 17:00")
    assert said(terima()) == (
        "Masuk:\n"
        "  Januari 2019, Kepala Seksi Pelayanan: kotak_masuk/b.xlsx\n"
        "    menggantikan yang tidak terbaca seluruhnya\n"
        f"    semula: {KEPT}_pelayanan_20190202-170000.xlsx\n"
        "Sudah ada; yang di kotak_masuk boleh dihapus sendiri:\n"
        "  Januari 2019, Kepala Seksi Pelayanan: kotak_masuk/a.xlsx\n"
        "2 berkas: 1 masuk, 1 sama.\n"
        f"{AFTER_PELAYANAN}"
    )
    assert lying() == {
        PELAYANAN: "2019-02-03 17:00",
        f"{KEPT}_pelayanan_20190202-170000.xlsx": "2019-02-02 17:00",
    }


def test_it_never_takes_the_place_of_a_sound_one_without_being_chosen(terima: Iki) -> None:
    lay(
        f"""
        {PELAYANAN} | pelayanan 2019-01 | 2019-02-02 17:00
        kotak_masuk/a.xlsx | {DAMAGED} 2 disimpan 2019-02-03 08:00 | 2019-02-03 17:00
        """
    )
    assert said(terima(), status=1) == (
        "Perlu dipilih, karena isinya lain daripada yang sudah masuk:\n"
        "  Januari 2019, Kepala Seksi Pelayanan: kotak_masuk/a.xlsx\n"
        f"    sudah masuk: {PELAYANAN},\n"
        "      disimpan 1 Februari 2019 pukul 08.00 WIB\n"
        "    baru: kotak_masuk/a.xlsx, disimpan 3 Februari 2019 pukul 08.00 WIB, tidak\n"
        "      terbaca seluruhnya\n"
        "      Isian!F8  Jumlah warga yang dilayani bulan ini (populasi survei): 1 -> 2\n"
        "      KEPUASAN!C9  Responden 1: Prosedur: 4 -> kosong\n"
        "      KEPUASAN!D9  Responden 1: Waktu: 4 -> kosong\n"
        "      KEPUASAN!E9  Responden 1: Petugas: 4 -> kosong\n"
        "    Pakai yang disimpan terakhir dengan “--pilih terbaru”, atau pilih sendiri di\n"
        "      terminal.\n"
        "1 berkas: 1 perlu dipilih.\n"
    )


# --- what cannot be written ------------------------------------------------------------------------------------------


def test_a_form_that_is_open_is_told_and_the_others_go_on(terima: Iki) -> None:
    lay(
        f"""
        {KETERTIBAN} | ketertiban 2019-01 "tiga" | 2019-02-02 17:00
        kotak_masuk/a.xlsx | umum 2019-01 | 2019-02-03 17:00
        kotak_masuk/b.xlsx | pelayanan 2019-01 | 2019-02-03 17:00
        kotak_masuk/c.xlsx | perbaikan 3 dari ketertiban 2019-01 "tiga" | 2019-02-03 17:00
        """
    )
    Path("kotak_masuk/~$a.xlsx").write_bytes(b"")
    Path(KETERTIBAN).with_name(f".~lock.{Path(KETERTIBAN).name}#").write_bytes(b"")
    assert said(terima(), status=1) == (
        "Masuk:\n"
        "  Januari 2019, Kepala Seksi Pelayanan: kotak_masuk/b.xlsx\n"
        "Belum dapat diambil:\n"
        "  kotak_masuk/a.xlsx\n"
        "    kotak_masuk/a.xlsx: sedang dibuka di Excel atau LibreOffice. Simpan dan\n"
        "      tutup dahulu, lalu ulangi.\n"
        "  kotak_masuk/c.xlsx\n"
        f"    {KETERTIBAN}: sedang dibuka di\n"
        "      Excel atau LibreOffice. Simpan dan tutup dahulu, lalu ulangi.\n"
        "3 berkas: 1 masuk, 2 gagal.\n"
        f"{CHECK_JANUARY}Belum masuk Januari 2019: Umum.\n"
    )


def test_a_month_that_cannot_be_written_is_told_and_the_others_go_on(terima: Iki) -> None:
    lay(
        """
        kotak_masuk/a.xlsx | umum 2019-01 | 2019-02-03 17:00
        kotak_masuk/b.xlsx | umum 2019-02 | 2019-02-03 17:00
        input_templates/2019-01 | foto | 2019-02-03 17:00
        """
    )
    answer = said(terima(), status=1)
    assert answer.splitlines()[:4] == [
        "Masuk:",
        "  Februari 2019, Kepala Subbagian Umum: kotak_masuk/b.xlsx",
        "Belum dapat diambil:",
        "  kotak_masuk/a.xlsx",
    ]
    assert " ".join(answer.split()).endswith(
        f"{UMUM}: {IN_THE_WAY}. {OLD_IS_WHOLE} 2 berkas: 1 masuk, 1 gagal. "
        "Berikutnya: iki periksa --periode 2019-02. Belum masuk Februari 2019: Pelayanan dan Ketertiban."
    )


def test_a_full_disk_leaves_what_stands_there_and_the_next_run_goes_on(
    terima: Iki, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(
        f"""
        {UMUM} | umum 2019-01 "tujuh" | 2019-02-02 17:00
        kotak_masuk/a.xlsx | {CORRECTION} | 2019-02-03 17:00
        """
    )
    before = seen()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        answer = said(terima(), status=1)
    assert " ".join(answer.split()) == (
        f"Belum dapat diambil: kotak_masuk/a.xlsx {KEPT}_umum_20190202-170000.xlsx: {FULL}. {OLD_IS_WHOLE} "
        "1 berkas: 1 gagal."
    )
    assert seen() == before
    assert said(terima()).endswith(f"1 berkas: 1 perbaikan.\n{AFTER_UMUM}")


def test_what_is_no_form_and_stands_in_the_place_of_one_is_never_written_over(terima: Iki) -> None:
    lay(
        f"""
        {UMUM} | pdf | 2019-02-02 17:00
        kotak_masuk/a.xlsx | umum 2019-01 | 2019-02-03 17:00
        """
    )
    before = seen()
    assert said(terima(), status=1) == (
        "Belum dapat diambil:\n"
        "  kotak_masuk/a.xlsx\n"
        f"    {UMUM}: tempat ini dipakai\n"
        "      berkas lain. Ulangi sekali lagi; bila tetap begitu, pindahkan berkas itu.\n"
        "1 berkas: 1 gagal.\n"
    )
    assert seen() == before


# --- which files are looked at ---------------------------------------------------------------------------------------


def test_the_folder_that_iki_mulai_made_is_empty_at_first_and_that_is_no_mistake(iki: Iki) -> None:
    assert iki("mulai", "--katalog", kecil.KATALOG.as_posix()).status == 0
    kecil.move_into(Path())
    answer = iki("terima", *kecil.OPTION)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "kotak_masuk masih kosong. Simpan kiriman di sana, lalu ulangi perintah ini.\n"


def test_without_the_folder_of_what_came_it_says_what_to_do(terima: Iki) -> None:
    answer = terima()
    assert (answer.status, answer.out, answer.err) == (
        2,
        "",
        "Folder kotak_masuk tidak ada di sini. Sebutkan berkas atau foldernya, atau buat folder itu dan simpan "
        "kirimannya di sana.\n",
    )


def test_a_name_that_is_not_there_is_told_and_the_others_go_on(terima: Iki) -> None:
    lay("kiriman/a.xlsx | umum 2019-01 | 2019-02-02 17:00")
    assert said(terima("kiriman/b.xlsx", "kiriman/a.xlsx"), status=1) == (
        "Masuk:\n"
        "  Januari 2019, Kepala Subbagian Umum: kiriman/a.xlsx\n"
        "Dibiarkan, dan perlu dilihat:\n"
        "  kiriman/b.xlsx\n"
        "    b.xlsx tidak ditemukan. Periksa nama dan foldernya.\n"
        "2 berkas: 1 masuk, 1 dibiarkan.\n"
        f"{AFTER_UMUM}"
    )


def test_settings_that_were_left_behind_are_one_mistake_and_told_once(iki: Iki) -> None:
    lay("kotak_masuk/a.zip | zip(a: umum 2019-01, b: umum 2019-02) | 2019-02-02 17:00")
    answer = iki("terima")
    assert (answer.status, answer.out, answer.err) == (
        2,
        "",
        "iki.toml tidak ada di folder ini, sehingga yang diolah unit “ngronggot”, padahal 2 formulir yang masuk milik "
        "unit “contoh”. Salin iki.toml unit itu ke folder ini, atau jalankan perintahnya di folder yang memuatnya.\n",
    )


def test_another_way_to_choose_is_refused(terima: Iki) -> None:
    Path("kotak_masuk").mkdir()
    assert terima("--pilih=terbar").err == "Pilihan “terbar” tidak dikenal. Maksudnya “terbaru”?\n"
    assert said(terima()) == "kotak_masuk masih kosong. Simpan kiriman di sana, lalu ulangi perintah ini.\n"


def test_the_folder_of_the_office_is_its_heap_without_what_was_taken_before(terima: Iki) -> None:
    lay(
        f"""
        {UMUM} | umum 2019-01 "tujuh" | 2019-02-02 17:00
        kotak_masuk/a.xlsx | {CORRECTION} | 2019-02-03 17:00
        """
    )
    assert said(terima(".")).endswith(f"1 berkas: 1 perbaikan.\n{AFTER_UMUM}")
    before = seen()
    assert said(terima(".")).endswith("1 berkas: 1 sama.\n")
    assert seen() == before


def test_reading_the_folder_of_the_office_passes_over_what_does_not_count(terima: Iki) -> None:
    for folder in ("input_templates", "kotak_masuk", "kotak_keluar", "pesan", "riwayat", "lain/riwayat"):
        lay(f"{folder}/2019-01/a.xlsx | foto | 2019-02-02 17:00")
    found = [path.as_posix() for path in reading.find_files([Path()])]
    assert found == ["input_templates/2019-01/a.xlsx", "lain/riwayat/2019-01/a.xlsx"]
    assert [path.as_posix() for path in reading.find_files([Path(folders.KEPT_FORMS)])] == ["riwayat/2019-01/a.xlsx"]


# --- what is known of a file -----------------------------------------------------------------------------------------


def test_who_sent_a_file_and_when_it_came_goes_with_it(terima: Iki, catalog: Catalog, settings: Settings) -> None:
    lay("surat/a.zip | zip(a.xlsx: umum 2019-01, b.xlsx: ketertiban 2019-01) | 2019-02-09 17:00")
    arrival = Arrival(Path("surat/a.zip"), dari="umum@contoh.example", tiba="2019-02-03T02:15:00")
    received = take([arrival], catalog, settings)
    assert [(one.file, one.fate, one.came.dari) for one in received.receipts] == [
        ("surat/a.zip/a.xlsx", "masuk", "umum@contoh.example"),
        ("surat/a.zip/b.xlsx", "masuk", "umum@contoh.example"),
    ]
    assert lying() == {KETERTIBAN: "2019-02-03 09:15", UMUM: "2019-02-03 09:15"}


def test_a_file_that_changed_after_it_was_read_is_not_taken(terima: Iki, catalog: Catalog, settings: Settings) -> None:
    lay(TWO)

    def meanwhile(_: object) -> str:
        Path("kotak_masuk/sore.xlsx").write_bytes(content("umum 2019-01 9"))
        return "baru"

    received = take(
        [Arrival(path) for path in sorted(Path("kotak_masuk").iterdir())], catalog, settings, choose=meanwhile
    )
    assert [(one.file, one.fate, one.sebab) for one in received.receipts] == [
        ("kotak_masuk/pagi.xlsx", "masuk", ""),
        (
            "kotak_masuk/sore.xlsx",
            "gagal",
            "kotak_masuk/sore.xlsx: baru saja berubah. Ulangi sekali lagi.",
        ),
    ]
    assert holds(UMUM, "umum 2019-01 5 disimpan 2019-02-02 08:30")


def test_only_the_file_that_was_looked_at_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"lain")
    with pytest.raises(saving.NotReplaced) as refused:
        saving.remove(path, "0" * 64)
    assert str(refused.value) == f"{path}: {saving.CHANGED}. {OLD_IS_WHOLE}"
    assert path.read_bytes() == b"lain"


# --- killed ----------------------------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_a_kill_at_any_moment_loses_nothing_and_the_next_run_goes_on(tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "tests.killing_terima", str(tmp_path)]
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=Path(__file__).parents[1], check=True)
    told = json.loads(done.stdout)
    at_steps = len(AT_STEPS) + 2 * REMOVALS
    assert [one["died"] for one in told[:at_steps]] == [True] * at_steps
    assert [one for one in told if one["lost"] or one["strange"] or not one["is_right"]] == []
    assert len(told) == at_steps + AT_RANDOM
