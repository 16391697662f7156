"""What is said on the console."""

from __future__ import annotations

import json

import pandas as pd

from iki_excel.cli import saying
from iki_excel.decree import Catalog
from iki_excel.decree.fingerprint import fingerprint, short
from iki_excel.delivery import messages
from iki_excel.judging.answers import COLUMNS as ANSWER_COLUMNS
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import FILE_COLUMNS, SET_ASIDE, USED
from iki_excel.judging.findings import COLUMNS
from iki_excel.words.rules import GALAT, PERINGATAN

TEMUAN = pd.DataFrame(
    [
        ("", "", "", "", "belum_masuk", GALAT, "PMD, Maret 2019: formulir belum masuk."),
        ("a.xlsx", "Isian", "F9", "surat", "kosong", GALAT, "“Surat” masih kosong."),
        ("a.xlsx", "Isian", "F10", "anjab", "jauh_berbeda", PERINGATAN, "“Anjab” berisi 90,\njauh, dan 'aneh'."),
        ("b.xlsx", "", "", "", "berkas_rusak", GALAT, "b.xlsx rusak."),
    ],
    columns=COLUMNS,
)


def test_text_groups_the_temuan_by_file() -> None:
    assert messages.temuan_as("teks", TEMUAN) == (
        "Belum masuk\n"
        "  galat  PMD, Maret 2019: formulir belum masuk.\n"
        "a.xlsx\n"
        "  galat  Isian!F9  “Surat” masih kosong.\n"
        "  peringatan  Isian!F10  “Anjab” berisi 90,\njauh, dan 'aneh'.\n"
        "b.xlsx\n"
        "  galat  b.xlsx rusak."
    )


def test_json_is_ascii_and_gives_the_texts_back() -> None:
    said = messages.temuan_as("json", TEMUAN)
    assert said.isascii()
    assert json.loads(said) == TEMUAN.to_dict("records")


def test_csv_quotes_what_needs_it() -> None:
    assert messages.temuan_as("csv", TEMUAN) == (
        "file,sheet,sel,isian,kode,tingkat,pesan\n"
        ',,,,belum_masuk,galat,"PMD, Maret 2019: formulir belum masuk."\n'
        "a.xlsx,Isian,F9,surat,kosong,galat,“Surat” masih kosong.\n"
        "a.xlsx,Isian,F10,anjab,jauh_berbeda,peringatan,\"“Anjab” berisi 90,\njauh, dan 'aneh'.\"\n"
        "b.xlsx,,,,berkas_rusak,galat,b.xlsx rusak."
    )


def test_nothing_found_is_nothing_said() -> None:
    nothing = TEMUAN.iloc[:0]
    assert messages.temuan_as("teks", nothing) == ""
    assert messages.temuan_as("json", nothing) == "[]"
    assert messages.temuan_as("csv", nothing) == "file,sheet,sel,isian,kode,tingkat,pesan"


def test_the_summary_counts_files_and_temuan() -> None:
    files = pd.DataFrame({"file": ["a.xlsx", "b.xlsx"], "nasib": [USED, SET_ASIDE]})
    files = files.reindex(columns=FILE_COLUMNS, fill_value="")
    nothing = pd.DataFrame(columns=ANSWER_COLUMNS)
    checked = Checked(nothing, files, TEMUAN, nothing)
    assert list(saying.summary_lines(checked)) == ["2 berkas: 1 dipakai, 1 disisihkan. 3 kesalahan, 1 peringatan."]


def test_the_catalogue_is_said_in_words(catalog: Catalog) -> None:
    paragraphs = "\n".join(saying.catalog_lines(catalog)).split("\n\n")
    assert [part.splitlines()[0] for part in paragraphs] == [
        f"{j.nama} ({j.kode}, sidik {short(fingerprint(j))})" for j in catalog.jabatan
    ]
    assert paragraphs[1:] == [
        "Kepala Seksi Pelayanan (pelayanan, sidik e47f1c)\n"
        "  PL-1  Nilai kepuasan warga (nilai)\n"
        "         = NRR tertimbang (Survei kepuasan warga) × 25\n"
        "  PL-2  Jumlah buku pelayanan yang selesai tepat waktu (buku)\n"
        "         = dokumen yang memenuhi syarat (Buku pelayanan)",
        "Kepala Seksi Ketertiban (ketertiban, sidik da982a)\n"
        "  KT-1  Jumlah gangguan ketertiban (kejadian)\n"
        "         = Jumlah gangguan ketertiban bulan ini\n"
        "  KT-2  Persentase penurunan pelanggaran (%)\n"
        "         = (Jumlah pelanggaran pada bulan yang sama tahun lalu − Jumlah pelanggaran bulan ini) ÷ "
        "Jumlah pelanggaran pada bulan yang sama tahun lalu × 100\n"
        "  KT-3  Jumlah cadangan beras kelurahan (ton)\n"
        "         = Cadangan beras pada akhir bulan",
    ]
