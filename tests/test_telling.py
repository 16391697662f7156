"""What is said on the console."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from iki_excel.cli import saying
from iki_excel.decree import Catalog
from iki_excel.decree.fields import NOT_A_SCORE
from iki_excel.decree.fingerprint import fingerprint, short
from iki_excel.delivery import messages
from iki_excel.judging import findings, findings_table
from iki_excel.judging.answers import COLUMNS as ANSWER_COLUMNS
from iki_excel.judging.batch import Checked
from iki_excel.judging.checks import missing
from iki_excel.judging.checks.numbers import FAR_FROM_EARLIER
from iki_excel.judging.files import FILE_COLUMNS, SET_ASIDE, USED
from iki_excel.judging.findings import COLUMNS
from iki_excel.language.places import Place
from iki_excel.words.rules import Rule
from iki_excel.workbooks.gate import BROKEN


def one(rule: Rule, file: str, cell: str = "", **known: Any) -> dict[str, Any]:
    """A temuan at a cell of the sheet Isian, or about the whole file."""
    place = Place("Isian", int(cell[1:]) - 1, ord(cell[0]) - ord("A")) if cell else None
    return findings.of_file(rule, file, place, **known)


MISSING = findings.of_file(missing.NOT_SUBMITTED, "", nama="PMD", bulan="Maret 2019")
TEMUAN = findings_table.table([], [
    MISSING,
    one(missing.EMPTY, "a.xlsx", "F9", label="Surat", sebab="", isian="surat"),
    one(missing.EMPTY, "a.xlsx", "F8", label="Arsip", sebab="", isian="arsip"),
    one(missing.EMPTY, "a.xlsx", "F12", label="Rapat", sebab="", isian="rapat"),
    one(missing.EMPTY, "a.xlsx", "F14", label="SOP", sebab="", isian="sop"),
    one(FAR_FROM_EARLIER, "a.xlsx", "F10", label="Anjab,\n'aneh'", angka_kata="90", rentang="2", isian="anjab",
        sebelumnya="bulan-bulan sebelumnya (2)"),
    one(BROKEN, "b.xlsx"),
])  # fmt: skip
EMPTY_CELLS = [
    ("F8", "arsip", "Arsip"), ("F9", "surat", "Surat"), ("F12", "rapat", "Rapat"), ("F14", "sop", "SOP"),
]  # fmt: skip
WANTED = "Isi angkanya: 0 atau nihil bila tidak ada, TB bila tidak berlaku."
FAR = (
    "“Anjab,\n'aneh'” berisi 90, jauh dari bulan-bulan sebelumnya (2). Periksa; bila memang benar, jelaskan di kolom "
    "keterangan."
)


def test_text_groups_the_temuan_by_file_and_tells_equal_ones_of_a_sheet_in_one_line() -> None:
    assert messages.temuan_as("teks", TEMUAN) == (
        "Belum masuk\n"
        "  galat  PMD, Maret 2019: formulir belum masuk. Minta diisi dan dikirim.\n"
        "a.xlsx\n"
        f"  galat  Isian!F8:F9, F12, F14  4 isian masih kosong: “Arsip”, “Surat”, dan 2 lainnya. {WANTED}\n"
        f"  peringatan  Isian!F10  {FAR}\n"
        "b.xlsx\n"
        "  galat  b.xlsx rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang."
    )


def test_json_is_ascii_and_has_every_cell() -> None:
    said = messages.temuan_as("json", TEMUAN)
    assert said.isascii()
    assert json.loads(said) == TEMUAN[COLUMNS].to_dict("records")
    assert [(row["sel"], row["isian"], row["pesan"]) for row in json.loads(said) if row["kode"] == "kosong"] == [
        (cell, isian, f"“{label}” masih kosong. {WANTED}") for cell, isian, label in EMPTY_CELLS
    ]


def test_csv_quotes_what_needs_it_and_has_every_cell() -> None:
    assert messages.temuan_as("csv", TEMUAN).splitlines()[:4] == [
        "file,sheet,sel,isian,kode,tingkat,pesan",
        ',,,,belum_masuk,galat,"PMD, Maret 2019: formulir belum masuk. Minta diisi dan dikirim."',
        f'a.xlsx,Isian,F8,arsip,kosong,galat,"“Arsip” masih kosong. {WANTED}"',
        f'a.xlsx,Isian,F9,surat,kosong,galat,"“Surat” masih kosong. {WANTED}"',
    ]


def test_fifty_wrong_scores_are_one_line() -> None:
    scores = [
        findings.of_file(NOT_A_SCORE, "a.xlsx", Place("SKM", row, column), label=f"U{column}", diketik=typed,
                         baris_kata=row + 1, skala_kata="1, 2, 3 atau 4")
        for row in range(8, 18) for column, typed in enumerate(["5", "5", "7", "0", "9"], start=2)
    ]  # fmt: skip
    apart = [
        findings.of_file(
            NOT_A_SCORE,
            "a.xlsx",
            Place("SKM", row, 2),
            label="U2",
            diketik="5",
            baris_kata=row + 1,
            skala_kata="1, 2, 3 atau 4",
        )
        for row in range(20, 40, 2)
    ]
    assert messages.temuan_as("teks", findings_table.table([], [*scores, *apart])) == (
        "a.xlsx\n"
        "  galat  SKM!C9:G18, C21, C23, C25, C27, C29, C31, C33, dan 3 sel lain  60 skor bukan 1, 2, "
        "3 atau 4: “5”, “7”, dan 2 lainnya. Perbaiki, atau kosongkan bila tidak dijawab."
    )


def test_nothing_found_is_nothing_said() -> None:
    nothing = TEMUAN.iloc[:0]
    assert messages.temuan_as("teks", nothing) == ""
    assert messages.temuan_as("json", nothing) == "[]"
    assert messages.temuan_as("csv", nothing) == "file,sheet,sel,isian,kode,tingkat,pesan"


def test_the_summary_counts_files_and_what_is_told() -> None:
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
