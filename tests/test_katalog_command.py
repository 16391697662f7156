"""``iki katalog``: a workbook to begin with, checked, marked, used everywhere, and turned into TOML and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from iki_excel import katalog
from iki_excel.decree.kinds import KINDS
from iki_excel.katalog.sheets import SHEETS
from tests.console import Iki
from tests.katalog_books import right, written

OFFICE = """\
katalog = "katalog.xlsx"

[unit]
kode = "contoh"
nama = "Kantor Contoh"
kabupaten = "Kabupaten Contoh"
tempat = "Contoh"
"""


def test_an_empty_catalogue_begins_with_an_example_of_each_kind(iki: Iki) -> None:
    assert iki("katalog", "--kosong", "--ke", "katalog.xlsx").out == (
        "katalog.xlsx ditulis. Periksa dengan “iki katalog --katalog katalog.xlsx --periksa”.\n"
    )
    said = iki("katalog", "--katalog", "katalog.xlsx", "--periksa")
    assert said.status == 0
    assert said.out.startswith("katalog.xlsx: tidak ada yang perlu diperbaiki (1 jabatan, ")
    jabatan = katalog.load(Path("katalog.xlsx")).jabatan
    assert {isian.jenis for one in jabatan for isian in one.isian} == set(KINDS)
    workbook = load_workbook("katalog.xlsx")
    assert workbook.sheetnames == ["Baca dahulu", "Keputusan", *(sheet.name for sheet in SHEETS)]


def test_what_is_left_of_the_example_is_told(iki: Iki) -> None:
    iki("katalog", "--kosong", "--ke", "folder")
    assert iki("katalog", "--katalog", "folder", "--periksa").out.splitlines()[1:] == [
        "Perhatikan: masih ada contoh dari katalog kosong: “000/000/2019 (contoh)”, “Indikator Kinerja Individu Kantor "
        "Contoh (contoh)”, “Jumlah penduduk menurut BPS (contoh)”, dan “Kepala Seksi Pelayanan (contoh)”. Ganti atau "
        "hapus sebelum katalog dipakai."
    ]
    for path in Path("folder").glob("*.toml"):
        path.write_text(path.read_text("utf-8").replace(" (contoh)", ""), "utf-8")
    assert iki("katalog", "--katalog", "folder", "--periksa").out.count("\n") == 1


def test_a_workbook_becomes_toml_and_a_workbook_of_the_same_bytes_again(iki: Iki) -> None:
    iki("katalog", "--kosong", "--ke", "katalog.xlsx")
    assert iki("katalog", "--katalog", "katalog.xlsx", "--ke", "folder").status == 0
    assert iki("katalog", "--katalog", "folder", "--ke", "lagi.xlsx").status == 0
    assert Path("lagi.xlsx").read_bytes() == Path("katalog.xlsx").read_bytes()
    assert katalog.load(Path("folder")) == katalog.load(Path("katalog.xlsx"))


def test_what_is_there_is_not_replaced(iki: Iki) -> None:
    Path("katalog.xlsx").write_text("bukan milik kita", "utf-8")
    said = iki("katalog", "--kosong", "--ke", "katalog.xlsx")
    assert (said.status, said.err) == (
        2,
        "katalog.xlsx sudah ada dan tidak ditimpa. Pakai nama lain, atau pindahkan dahulu yang lama.\n",
    )
    assert Path("katalog.xlsx").read_text("utf-8") == "bukan milik kita"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--kosong"], "Pilihan “--kosong” dipakai bersama “--ke”, misalnya iki katalog --kosong --ke katalog.xlsx.\n"),
        (["--ke", "katalog.xls"], "katalog.xls: tulis nama buku kerja (berakhiran .xlsx) atau nama folder.\n"),
    ],
)
def test_what_cannot_be_done_says_why(arguments: list[str], told: str, iki: Iki) -> None:
    said = iki("katalog", *arguments)
    assert (said.status, said.err) == (2, told)


def test_all_that_is_wrong_is_told_and_marked_in_a_copy(iki: Iki) -> None:
    rows = right("bilangan", "surat")
    rows["Indikator"][0]["rumus"] = "hadir_1 x hari_pns_1"
    rows["Isian"][2]["akumulasi"] = "jumlh"
    written(Path("katalog.xlsx"), rows)
    said = iki("katalog", "--katalog", "katalog.xlsx", "--tandai")
    assert (said.status, said.out) == (
        1,
        "katalog.xlsx: 2 hal perlu diperbaiki.\n"
        "  Indikator!K5: rumus “hadir_1 x hari_pns_1” tidak dapat dibaca; “x” dipakai sebagai tanda kali; tulis * "
        "atau ×.\n"
        "  Isian!I7: kolom “Akumulasi” berisi “jumlh”. Maksudnya “jumlah”?\n"
        "Salinan bertanda: katalog_perbaikan.xlsx. Perbaiki di situ, lalu pakai sebagai katalognya.\n",
    )
    workbook = load_workbook("katalog_perbaikan.xlsx")
    assert workbook.sheetnames[0] == "Perbaikan"
    assert [[cell.value for cell in row] for row in workbook["Perbaikan"]["B5:C6"]] == [
        [
            "Indikator!K5",
            "Rumus “hadir_1 x hari_pns_1” tidak dapat dibaca; “x” dipakai sebagai tanda kali; tulis * atau ×.",
        ],
        ["Isian!I7", "Kolom “Akumulasi” berisi “jumlh”. Maksudnya “jumlah”?"],
    ]
    assert workbook["Perbaikan"]["B5"].hyperlink.location == "Indikator!K5"
    marked = {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    assert marked.keys() == {"Indikator!K5", "Isian!I7"}
    assert workbook["Isian"]["I7"].value == "jumlh"


@pytest.mark.panjang
def test_the_marked_copy_that_was_mended_is_a_catalogue(iki: Iki) -> None:
    rows = right("bilangan")
    rows["Isian"][1]["akumulasi"] = "terakhr"
    written(Path("katalog.xlsx"), rows)
    iki("katalog", "--katalog", "katalog.xlsx", "--tandai")
    workbook = load_workbook("katalog_perbaikan.xlsx")
    workbook["Isian"]["I6"] = "terakhir"
    workbook.save("katalog_perbaikan.xlsx")
    assert iki("katalog", "--katalog", "katalog_perbaikan.xlsx", "--periksa").status == 0


def test_only_a_workbook_can_be_marked(iki: Iki) -> None:
    iki("katalog", "--kosong", "--ke", "folder")
    said = iki("katalog", "--katalog", "folder", "--tandai")
    assert (said.status, said.err) == (
        2, "folder: hanya buku kerja yang dapat ditandai. Pakai --periksa untuk folder TOML.\n",
    )  # fmt: skip


def test_an_office_lives_from_its_workbook(iki: Iki) -> None:
    written(Path("katalog.xlsx"), right("bilangan", "dokumen"))
    Path("iki.toml").write_text(OFFICE, "utf-8")
    assert iki("template", "--periode", "2019-03").out.startswith("1 formulir Maret 2019 ditulis di input_templates.\n")
    said = iki("proses", "--periode", "2019-03", "--waktu", "2019-04-02T09:00")
    assert "Rekap ditulis di output/2019-03/IKI_2019-03_contoh.xlsx." in said.out


def test_iki_mulai_names_the_workbook(iki: Iki) -> None:
    written(Path("katalog.xlsx"), right("surat"))
    iki("mulai", "--katalog", "katalog.xlsx")
    assert 'katalog = "katalog.xlsx"' in Path("iki.toml").read_text("utf-8").splitlines()


def test_every_mistake_of_toml_is_told_with_its_line(iki: Iki) -> None:
    iki("katalog", "--kosong", "--ke", "folder")
    path = Path("folder/contoh.toml")
    text = path.read_text("utf-8").replace('akumulasi = "terakhir"', 'akumulasi = "terakhr"', 1)
    path.write_text(
        text.replace('label = "Jumlah hari kerja bulan ini"', 'lable = "Jumlah hari kerja bulan ini"'), "utf-8"
    )
    lines = path.read_text("utf-8").splitlines()
    first = next(n for n, line in enumerate(lines, start=1) if "terakhr" in line)
    second = next(n for n, line in enumerate(lines, start=1) if "lable" in line)
    assert iki("katalog", "--katalog", "folder", "--periksa").out.splitlines() == [
        "folder: 2 hal perlu diperbaiki.",
        f"  folder/contoh.toml, baris {first}, indikator CTH-2, isian pegawai: kunci “akumulasi” berisi “terakhr”. "
        "Maksudnya “terakhir”?",
        f"  folder/contoh.toml, baris {second}, indikator CTH-2, isian hari_kerja: kunci “lable” tidak dikenal. "
        "Maksudnya “label”?",
    ]
