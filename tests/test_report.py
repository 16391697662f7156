"""The consolidated workbook as a reader finds it: sheets, tables, charts, print set-up, links, and what staff typed."""

from __future__ import annotations

import datetime as dt
import functools
import re
import zipfile
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from iki_excel import __version__, report
from iki_excel.decree import load_catalog, sheet_names
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.judging.riwayat import Riwayat
from iki_excel.language.cells import Constant, Upper
from iki_excel.report import bilangan, rekap
from iki_excel.report.data import sheet as data
from iki_excel.report.sheets import Sheet
from iki_excel.report.tables import Column, Shown, Table
from iki_excel.runs.month import process
from iki_excel.words import bahasa
from tests import decree
from tests.decree import FIRST, LAST
from tests.grounds import DECREE
from tests.result_tables import by_first, columns, records
from tests.seeds import seeds
from tests.test_report_formulas import (
    DOCUMENTS,
    NOON,
    built,
    chart_texts,
    empty,
    example,
    fresh_folder,
    hard,
    opened,
    usual,
    write_forms,
    year,
)

pytestmark = pytest.mark.decree


def hard_targets() -> Any:
    """The hard batch without any target, so that no capaian is known."""
    return hard("tanpa target")


SHEETS = [
    "Ringkasan", "Rekap", "Tren", *decree.SHEETS, "Kelengkapan", "Temuan", "Target", "Rumus", "Hitungan", "Data",
    "Grafik", "Tentang", "Sidik",
]  # fmt: skip
STORIES = pytest.mark.parametrize("story", [example, hard, empty], ids=["contoh", "sulit", "kosong"])


@functools.cache
def shown(story: Any = example) -> Any:
    """The workbook as it shows without being calculated: its cached values."""
    return opened(story().path, cached=True)


def rows(sheet: Any, first: int, last: int, columns: str) -> list[tuple[Any, ...]]:
    """A block of values, row by row."""
    return [tuple(sheet[f"{column}{row}"].value for column in columns) for row in range(first, last + 1)]


def row_of(sheet: Any, text: str, column: str = "A") -> int:
    """The row in which a text stands."""
    return next(int(cell.row) for cell in sheet[column] if cell.value == text)


def rounded(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Numbers with two decimals."""
    return [tuple(round(v, 2) if isinstance(v, float) else v for v in row) for row in found]


def part(path: Path, name: str) -> str:
    """One file of the workbook's archive."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


# --- sheets and what may be done on them -----------------------------------------------------------------------------


@STORIES
def test_sheets_stand_in_their_order(story: Any) -> None:
    assert shown(story).sheetnames == SHEETS


def test_the_names_that_no_jabatan_may_take_are_those_of_all_other_sheets() -> None:
    assert tuple(name for name in shown().sheetnames if name not in decree.SHEETS) == sheet_names.OF_RESULT


def test_panes_and_print_titles() -> None:
    found = {s.title: (s.freeze_panes, s.print_title_rows) for s in shown()}
    rapor = {name: (None, f"${row}:${row}") for name, row in zip(decree.SHEETS, (11, 21, 22, 21, 19, 21), strict=True)}
    assert found == {
        "Ringkasan": (None, None),
        "Rekap": ("B5", "$4:$4"),
        "Tren": (None, "$1:$3"),
        **rapor,
        "Kelengkapan": (None, "$39:$39"),
        "Temuan": ("B4", "$3:$3"),
        "Target": ("B6", "$5:$5"),
        "Rumus": (None, "$1:$2"),
        "Hitungan": ("B5", "$4:$4"),
        "Data": ("B5", "$4:$4"),
        "Grafik": (None, None),
        "Tentang": (None, None),
        "Sidik": (None, None),
    }


@STORIES
def test_no_cached_value_is_an_error(story: Any) -> None:
    cells = [cell for sheet in shown(story) for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "e"] == []


ENGLISH = re.compile(r"\b(the|of|total|average|missing|chart|sheet|page|month|file|error|none|nan|true|false)\b", re.I)


@STORIES
def test_nothing_on_it_is_english(story: Any) -> None:
    texts = {str(c.value) for s in shown(story) for row in s.iter_rows() for c in row if c.data_type == "s"}
    assert sorted(text for text in texts if ENGLISH.search(text) and "/" not in text) == []


# --- Rekap -----------------------------------------------------------------------------------------------------------

REKAP = [
    ("SEK-1", "%", 100, 100, 95.23, 95.53, None, 95.53, "Sangat Baik", -0.15),
    ("SEK-2", "%", 100, 100, 88.97, 88.97, None, 88.97, "Baik", 1.56),
    ("SEK-3", "%", 100, 100, 100, 75, None, 75, "Cukup", 25),
    ("SEK-4", "%", 100, 100, 97.92, 96.21, None, 96.21, "Sangat Baik", 0.97),
    ("TU-1", "dokumen", 2800, 700, 244, 671, None, 95.86, "Sangat Baik", 4.36),
    ("TU-2", "dokumen", 16, 8, 6, 10, 125, 120, "Sangat Baik", None),
    ("TU-3", "nilai", 85, 85, 82.02, 81.19, None, 95.52, "Sangat Baik", 0.56),
    ("TU-4", "dokumen", 18, 18, 15, 15, None, 83.33, "Baik", 5.55),
    ("TU-5", "area", 14, 14, 13, 13, None, 92.86, "Sangat Baik", 7.15),
    ("TU-6", "pelayanan", 120, 30, 11, 28, None, 93.33, "Sangat Baik", 8.33),
    ("TU-7", "kegiatan", 12, 3, 1, 3, None, 100, "Sangat Baik", 0),
    ("PEK-1", "dokumen", 3, 1, None, 1, None, 100, "Sangat Baik", 0),
    ("PEK-2", "dokumen", 3, 3, 1, 2, None, 66.67, "Cukup", 16.67),
    ("PEK-3", "dokumen", 5, 3, None, 2, None, 66.67, "Cukup", 0),
    ("PEK-4", "penanganan", 600, 150, 53, 141, None, 94, "Sangat Baik", 6),
    ("PEM-1", "sarana", 12, 12, 11, 11, None, 91.67, "Sangat Baik", 8.34),
    ("PEM-2", "pembinaan", 400, 100, 28, 98, None, 98, "Sangat Baik", -7),
    ("PEM-3", "%", 100, 100, 100, 95.06, None, 95.06, "Sangat Baik", 2.47),
    ("TRA-1", "operasi", 28, 8, 3, 7, None, 87.5, "Baik", 12.5),
    ("TRA-2", "%", 20, 20, 28.57, 16.67, None, 83.33, "Baik", 37.88),
    ("PMD-1", "kegiatan", 32, 8, 3, 7, None, 87.5, "Baik", 12.5),
    ("PMD-2", "kegiatan", 26, 7, 3, 6, None, 85.71, "Baik", 21.42),
    ("PMD-3", "orang", 650, 650, 0, 598, None, 92, "Sangat Baik", 0),
    ("PMD-4", "desa", 4, None, 2, 2, None, None, "belum jatuh tempo", None),
]
"""Of the row of each indikator: all but its texts, its status, and the columns that order and count."""

TOLD = ("Kode", "Satuan", "Target setahun", "Target s.d. bulan ini", "Bulan ini", "S.d. bulan ini", "Sebelum dibatasi",
        "Capaian (%)", "Predikat", "± bulan lalu")  # fmt: skip


def test_rekap_has_one_row_an_indikator() -> None:
    assert columns(shown(), "tblRekap", *TOLD) == REKAP
    keadaan = [one for (one,) in columns(shown(), "tblRekap", "Keadaan")]
    assert keadaan == ["lengkap"] * 23 + ["belum jatuh tempo"]
    texts = [(j.nama, i.kinerja, i.singkat) for j, i in example().batch.catalog.indikator.values()]
    assert columns(shown(), "tblRekap", "Jabatan", "Kinerja", "Indikator") == texts
    assert list(records(shown(), "tblRekap")[0]) == [
        "Kode", "Indikator", "Capaian (%)", "Predikat", "Selisih (poin)", "± bulan lalu", "S.d. bulan ini",
        "Target s.d. bulan ini", "Target setahun", "Satuan", "Bulan ini", "Keadaan", "Urutan", "Sebelum dibatasi",
        "Kunci urut", "Ikut rata-rata", "Ikut rata-rata lalu", "Mencapai target", "Gerak", "Jabatan", "Kinerja",
    ]  # fmt: skip


def test_the_order_goes_by_capaian_and_what_is_not_complete_stands_last() -> None:
    order = by_first(shown(), "tblRekap", "Urutan", "Kode")
    assert [order[place] for place in (1, 2, 3, 22, 23, 24)] == ["PEK-2", "PEK-3", "SEK-3", "PEK-1", "TU-2", "PMD-4"]
    assert sorted(order) == list(range(1, 25))
    provisional = by_first(shown(hard), "tblRekap", "Kode", "Urutan", "Predikat", "± bulan lalu", "Selisih (poin)")
    assert provisional["SEK-2"] == (1, "Baik", None, -11.03)
    assert provisional["SEK-3"] == (2, "sementara", None, None)
    assert provisional["PEK-1"] == (5, "sementara", None, None)
    assert provisional["SEK-4"] == (7, "perlu diperbaiki", None, None)


def test_the_difference_from_the_target_is_drawn_as_a_bar_from_the_middle() -> None:
    xml = part(example().path, f"xl/worksheets/sheet{SHEETS.index('Rekap') + 1}.xml")
    assert re.search(rf"<xm:sqref>E{FIRST}:E{LAST}</xm:sqref>", xml)
    assert re.search(r'<cfvo type="num" val="-100"/><cfvo type="num" val="100"/>', xml)


def test_a_default_target_says_so_wherever_it_is_shown() -> None:
    assert not {*decree.DEFAULTS} & set(example().batch.settings.target)
    rekap_sheet, target_sheet, rumus_sheet = (shown()[name] for name in ("Rekap", "Target", "Rumus"))
    for goal in "HI":
        formats = {kode.value: rekap_sheet[f"{goal}{kode.row}"].number_format for kode in rekap_sheet["A"][4:LAST]}
        assert [kode for kode, shape in formats.items() if "(bawaan)" in shape] == decree.DEFAULTS
    for sheet, goal in ((target_sheet, "I"), (rumus_sheet, "E")):
        texts = [(kode.value, str(sheet[f"{goal}{kode.row}"].value)) for kode in sheet["A"][4:]]
        assert [kode for kode, text in texts if text.endswith("(bawaan)")] == decree.DEFAULTS
    rapor = shown()["Sekretaris"]
    assert [rapor[cell].number_format for cell in ("D12", "E12")] == ['#,##0"*"_0'] * 2
    assert rapor["A28"].value.endswith("* Target bawaan katalog.")
    assert [shown()["Tata Usaha"][cell].number_format for cell in ("D22", "E22")] == ["#,##0_0"] * 2


# --- Ringkasan -------------------------------------------------------------------------------------------------------


def message(story: Any = example) -> list[tuple[Any, ...]]:
    """The columns of a phone, without the doors and what is below them."""
    sheet = shown(story)["Ringkasan"]
    return rounded(rows(sheet, 1, row_of(sheet, "Lembar lain") - 1, "ABCD"))


SINCE = "± bln lalu"


def test_ringkasan_tells_the_state_the_message_and_then_the_numbers() -> None:
    assert message() == [
        ("Kinerja Kecamatan Ngronggot", None, None, None),
        ("Maret 2019 · dibuat 2 April 2019 09.00", None, None, None),
        ("LENGKAP: 6 dari 6 formulir Maret 2019 sah", None, None, None),
        ("Angka di bawah sudah final.", None, None, None),
        ("Rata-rata capaian 23 dari 24 indikator", None, 90.64, "dari 100"),
        ("3 dari 23 indikator sudah mencapai target.", None, None, None),
        ("Sejak Februari: 16 naik, 2 turun, 4 tetap.", None, None, None),
        ("Semua formulir Maret 2019 sudah masuk; tidak ada yang", None, None, None),
        ("terlambat.", None, None, None),
        ("Tiga yang perlu perhatian", None, "capaian", SINCE),
        ("PEK-2", "Dokumen pelaporan tepat waktu", 66.67, 16.67),
        ("PEK-3", "Dokumen AKIP tepat waktu", 66.67, 0),
        ("SEK-3", "Dokumen tepat waktu dan baik", 75, 25),
        ("Tiga terbaik", None, "capaian", SINCE),
        ("TU-2", "Dokumen Anjab, ABK", 120, None),
        ("PEK-1", "Dokumen perencanaan tepat waktu", 100, 0),
        ("TU-7", "Evaluasi kegiatan ketatausahaan", 100, 0),
        ("Per jabatan (rata-rata)", None, "capaian", SINCE),
        ("Sekretaris", None, 88.93, 6.85),
        ("Baik · 4 dari 4 indikator", None, None, None),
        ("Tata Usaha", None, 97.27, None),
        ("Sangat Baik · 7 dari 7 indikator", None, None, None),
        ("Program Keuangan", None, 81.83, 5.66),
        ("Baik · 4 dari 4 indikator", None, None, None),
        ("Tata Pemerintahan", None, 94.91, 1.27),
        ("Sangat Baik · 3 dari 3 indikator", None, None, None),
        ("Trantib", None, 85.42, 25.19),
        ("Baik · 2 dari 2 indikator", None, None, None),
        ("PMD", None, 88.4, 11.3),
        ("Baik · 3 dari 4 indikator", None, None, None),
    ]


def test_ringkasan_of_a_month_that_waits_says_for_what_and_ranks_nothing_incomplete() -> None:
    assert message(hard) == [
        ("Kinerja Kecamatan Ngronggot", None, None, None),
        ("Mei 2019 · dibuat 4 Juni 2019 12.00", None, None, None),
        ("SEMENTARA: 3 dari 6 formulir Mei 2019 sah", None, None, None),
        ("Belum final. Yang masih ditunggu:", None, None, None),
        ("– Tata Usaha: 1 sel perlu diperbaiki", None, None, None),
        ("– Tata Pemerintahan: formulir belum masuk", None, None, None),
        ("– PMD: formulir belum masuk", None, None, None),
        ("– Januari 2019: PMD", None, None, None),
        ("– Februari 2019: Sekretaris, Tata Usaha,", None, None, None),
        ("Program Keuangan, PMD", None, None, None),
        ("– Maret 2019: Sekretaris, Tata Usaha, Tata", None, None, None),
        ("Pemerintahan, Trantib, PMD", None, None, None),
        ("– April 2019: Tata Usaha, Program Keuangan,", None, None, None),
        ("Tata Pemerintahan, Trantib, PMD", None, None, None),
        ("– 1 hal lain perlu diperbaiki, lihat Temuan", None, None, None),
        ("Rata-rata capaian 1 dari 24 indikator", None, 88.97, "dari 100"),
        ("0 dari 1 indikator sudah mencapai target.", None, None, None),
        ("Terlambat: Sekretaris, Tata Usaha, Program", None, None, None),
        ("Keuangan, Trantib. Ditunggu sampai 5 Juni 2019:", None, None, None),
        ("Tata Pemerintahan, PMD.", None, None, None),
        ("Satu yang perlu perhatian", None, "capaian", SINCE),
        ("SEK-2", "Sarpras dalam keadaan baik", 88.97, None),
        ("Per jabatan (rata-rata)", None, "capaian", SINCE),
        ("Sekretaris", None, "–", None),
        ("Maret 2019 perlu diperbaiki, Februari 2019 belum masuk", None, None, None),
        ("Tata Usaha", None, "–", None),
        ("perlu diperbaiki", None, None, None),
        ("Program Keuangan", None, "–", None),
        ("Februari 2019 perlu diperbaiki, April 2019 belum masuk", None, None, None),
        ("Tata Pemerintahan", None, "–", None),
        ("belum masuk", None, None, None),
        ("Trantib", None, "–", None),
        ("Maret dan April 2019 perlu diperbaiki", None, None, None),
        ("PMD", None, "–", None),
        ("belum masuk", None, None, None),
    ]


def test_ringkasan_of_nothing_has_no_number() -> None:
    numbers = [value for row in message(empty) for value in row if isinstance(value, int | float)]
    assert numbers == []
    assert ("Belum ada rata-rata: belum ada indikator yang lengkap", None, None, None) in message(empty)


def test_jabatan_of_one_name_have_a_mean_each() -> None:
    batch = example().batch
    jabatan = tuple(replace(one, nama="Kepala Seksi *") for one in batch.catalog.jabatan)
    made = built(replace(batch, catalog=replace(batch.catalog, jabatan=jabatan)))
    sheet = opened(made.path, cached=True)["Ringkasan"]
    first = row_of(sheet, "Per jabatan (rata-rata)") + 1
    means = [sheet.cell(row, 3).value for row in range(first, first + 12, 2)]
    assert [round(mean, 2) for mean in means] == [88.93, 97.27, 81.83, 94.91, 85.42, 88.4]


def test_what_the_head_decides_has_room_below_the_charts() -> None:
    sheet = opened(example().path)["Ringkasan"]
    first = row_of(sheet, "Arahan Camat Ngronggot")
    drawing = part(example().path, "xl/drawings/drawing1.xml")
    assert max(int(row) for row in re.findall(r"<xdr:to>.*?<xdr:row>(\d+)</xdr:row>", drawing)) < first
    assert {sheet.cell(row, 1).border.bottom.style for row in range(first + 1, first + 9)} == {"dotted"}
    assert sheet.print_area == f"'Ringkasan'!$A$1:$N${first + 8}"


# --- charts and sparklines -------------------------------------------------------------------------------------------

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def title_of(text: str) -> str:
    """The words of a chart's title; "" where it has none."""
    title = ElementTree.fromstring(text).find(f"{C}chart/{C}title")
    return "" if title is None else "".join(node.text or "" for node in title.iter(f"{A}t"))


@pytest.mark.parametrize(
    ("story", "titles"),
    [
        (example, ["Terendah: PEK-2, PEK-3, SEK-3 · capaian s.d. Maret 2019",
                   "Rata-rata kantor naik 8,79 poin sejak Februari (22 → 23 indikator)"]),
        (hard, ["Terendah: SEK-2 · capaian s.d. Mei 2019", "Rata-rata kantor tiap bulan (Mei sementara)"]),
        (empty, ["Capaian tiap indikator · capaian s.d. Maret 2019",
                 "Rata-rata kantor tiap bulan (Maret sementara)"]),
    ],
    ids=["contoh", "sulit", "kosong"],
)  # fmt: skip
def test_the_title_of_a_chart_says_what_is_seen(story: Any, titles: list[str]) -> None:
    found = [title_of(text) for text in chart_texts(story().path).values()]
    assert found == [*titles, *[""] * len(decree.INDIKATOR)]


@pytest.mark.parametrize(
    "story", seeds([example, hard, hard_targets, year], 2), ids=["contoh", "sulit", "tanpa target", "tahun"]
)
def test_a_chart_is_saved_with_a_point_only_where_a_cell_holds_a_number(story: Any) -> None:
    """Phones and previews draw what is saved: 0 there would say that something unknown is nothing."""
    cells = shown(story)
    for text in chart_texts(story().path).values():
        for values in ElementTree.fromstring(text).iter(f"{C}val"):
            sheet, area = str(values.findtext(f".//{C}f")).split("!")
            behind = cells[sheet.strip("'")][area.replace("$", "")]
            flat = [cell.value for row in (behind if isinstance(behind, tuple) else ((behind,),)) for cell in row]
            known = {n: value for n, value in enumerate(flat) if isinstance(value, int | float)}
            saved = {int(pt.attrib["idx"]): float(str(pt.findtext(f"{C}v"))) for pt in values.iter(f"{C}pt")}
            assert saved == pytest.approx(known, rel=1e-12)


def test_a_bar_stands_in_the_series_of_its_predikat() -> None:
    heads = ("Tulisan", "Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang", "Sementara")
    bars = columns(shown(), "tblGrafik", *heads)
    assert [bars[place] for place in (0, 3, 22, 23)] == [
        ("PEK-2 Dokumen pelaporan tepat waktu", None, None, 66.67, None, None, None),
        ("TU-4 Dokumen SOP", None, 83.33, None, None, None, None),
        ("TU-2 Dokumen Anjab, ABK", 120, None, None, None, None, None),
        ("PMD-4 Desa peserta lomba desa –", None, None, None, None, None, None),
    ]


def test_the_mean_of_the_office_is_told_month_by_month() -> None:
    assert [mean for (mean,) in columns(shown(), "tblRataRata", "Rata-rata (%)")] == [87.78, 81.85, 90.64]
    assert [mean for (mean,) in columns(shown(hard), "tblRataRata", "Rata-rata (%)")][3] is None


def test_hitungan_holds_every_month_of_every_indikator() -> None:
    heads = ("Kode", "Bulan", "Bulan ini", "S.d. bulan ini", "Target s.d. bulan ini", "Capaian s.d.",
             "Target bulan itu", "Capaian bulan itu", "Ikut rata-rata", "Keadaan")  # fmt: skip
    months = [dt.datetime(2019, month, day) for month, day in ((1, 31), (2, 28), (3, 31))]
    found = columns(shown(), "tblHitungan", *heads)
    assert [row for row in found if row[0] in ("TU-1", "PEK-2")] == [
        ("TU-1", months[0], 224, 224, 233.33, 96, 233.33, 96, 96, "lengkap"),
        ("TU-1", months[1], 203, 427, 466.67, 91.5, 233.33, 87, 91.5, "lengkap"),
        ("TU-1", months[2], 244, 671, 700, 95.86, 233.33, 104.57, 95.86, "lengkap"),
        ("PEK-2", months[0], None, None, None, None, None, None, None, "belum jatuh tempo"),
        ("PEK-2", months[1], 1, 1, 2, 50, None, None, 50, "lengkap"),
        ("PEK-2", months[2], 1, 2, 3, 66.67, None, None, 66.67, "lengkap"),
    ]


def test_every_indikator_has_a_sparkline_on_its_rapor() -> None:
    found = {}
    for sheet in decree.SHEETS:
        xml = part(example().path, f"xl/worksheets/sheet{SHEETS.index(sheet) + 1}.xml")
        found[sheet] = len(re.findall(r"<xm:sqref>J\d+</xm:sqref>", xml))
    assert found == {sheet: len(catalog.indikator) for sheet, catalog in zip(
        decree.SHEETS, example().batch.catalog.jabatan, strict=True)}  # fmt: skip


def test_tren_tells_its_numbers_to_whoever_sees_no_charts() -> None:
    sheet = shown()["Tren"]
    assert rounded(rows(sheet, 7, 9, "ABCDEFGH")) == [
        ("TU-1 Administrasi umum yang ditangani", None, "TU-2 Dokumen Anjab, ABK", None,
         "TU-3 Kepuasan masyarakat (SKM)", None, "TU-4 Dokumen SOP", None),
        (None,) * 8,
        (95.86, "Sangat Baik", 120, "Sangat Baik", 95.52, "Sangat Baik", 83.33, "Baik"),
    ]  # fmt: skip
    drawing = part(example().path, "xl/drawings/drawing2.xml")
    assert (
        'descr="TU-1 Administrasi umum yang ditangani: capaian s.d. terhadap target 100: Jan 96,00, Feb 91,50, '
        'Mar 95,86. Predikat Sangat Baik."'
    ) in drawing


# --- the rapor of a jabatan ------------------------------------------------------------------------------------------


def test_a_rapor_is_one_page_from_who_it_is_about_to_the_signatures() -> None:
    sheet = shown()["Sekretaris"]
    assert rounded(rows(sheet, 1, 19, "ABCDEFGHI")) == [
        ("Rapor kinerja: Sekretaris Kecamatan", *[None] * 8),
        ("Kecamatan Ngronggot, Kabupaten Nganjuk · s.d. Maret 2019 · dibuat 2 April 2019 09.00", *[None] * 8),
        ("LENGKAP: formulir bulan ini sah. Angka di bawah sudah final.", *[None] * 8),
        ("Nama", "Sekretaris Contoh, S.Sos.", *[None] * 7),
        ("NIP", "19000202 192502 1 002", *[None] * 7),
        ("Pangkat", "Pembina", *[None] * 7),
        ("Atasan", "Camat Ngronggot", *[None] * 7),
        ("Tugas", *[None] * 8),
        ("a.  Merencanakan, melaksanakan, mengkoordinasikan dan mengendalikan kegiatan administrasi umum, kepegawaian, "
         "perlengkapan, penyusunan", *[None] * 8),
        ("     program dan keuangan.", *[None] * 8),
        ("Kode", "Indikator kinerja", "Satuan", "Target setahun", "Target s.d. bulan ini", "Bulan ini",
         "S.d. bulan ini", "Capaian (%)", "Predikat"),
        ("SEK-1", "Kehadiran PNS tepat waktu", "%", 100, 100, 95.23, 95.53, 95.53, "Sangat Baik"),
        ("SEK-2", "Sarpras dalam keadaan baik", "%", 100, 100, 88.97, 88.97, 88.97, "Baik"),
        ("SEK-3", "Dokumen tepat waktu dan baik", "%", 100, 100, 100, 75, 75, "Cukup"),
        ("SEK-4", "Kelancaran administrasi keuangan", "%", 100, 100, 97.92, 96.21, 96.21, "Sangat Baik"),
        ("Rata-rata capaian 4 indikator", *[None] * 6, 88.93, "Baik"),
        ("Catatan untuk predikat di bawah Baik: penyebab dan tindak lanjut", *[None] * 8),
        ("SEK-3", "Penyebab:", *[None] * 7),
        (None, "Tindak lanjut:", *[None] * 7),
    ]  # fmt: skip
    assert rows(sheet, 20, 27, "AF") == [
        ("Mengetahui,", "Ngronggot, 2 April 2019"),
        ("Camat Ngronggot", "Sekretaris Kecamatan"),
        (None, None),
        (None, None),
        (None, None),
        ("Drs. Camat Contoh, M.Si.", "Sekretaris Contoh, S.Sos."),
        ("Pembina Tingkat I", "Pembina"),
        ("NIP 19000101 192501 1 001", "NIP 19000202 192502 1 002"),
    ]
    assert (sheet["A25"].font.bold, sheet.print_area) == (True, "'Sekretaris'!$A$1:$J$28")


def test_a_rapor_has_every_task_of_its_jabatan_also_after_the_letter_z() -> None:
    batch = example().batch
    busy = replace(batch.catalog["pmd"], tugas=tuple(f"tugas ke-{number}" for number in range(1, 29)))
    jabatan = tuple(busy if one.kode == busy.kode else one for one in batch.catalog.jabatan)
    made = opened(built(replace(batch, catalog=replace(batch.catalog, jabatan=jabatan))).path)
    told = [cell.value for cell in made["PMD"]["A"] if "Tugas ke-" in str(cell.value)]
    assert told[24:] == ["y.  Tugas ke-25", "z.  Tugas ke-26", "27.  Tugas ke-27", "28.  Tugas ke-28"]


def test_a_rapor_of_what_waits_has_no_mean_and_says_why() -> None:
    sheet = shown(hard)["Sekretaris"]
    assert sheet["A3"].value == (
        "SEMENTARA: formulir Februari 2019 belum masuk; 2 sel formulir Maret 2019 perlu diperbaiki."
    )
    table = columns(shown(hard), "tblRapor_sekretaris", "Kode", "Capaian (%)", "Predikat")
    assert table == [
        ("SEK-1", 95.23, "sementara"),
        ("SEK-2", 88.97, "Baik"),
        ("SEK-3", 33.33, "sementara"),
        ("SEK-4", None, "perlu diperbaiki"),
    ]
    assert rows(sheet, 14, 14, "AHI") == [
        ("Rata-rata belum ada: Maret 2019 perlu diperbaiki, Februari 2019 belum masuk", None, None)
    ]


def test_a_survey_is_told_unsur_by_unsur_with_its_mutu() -> None:
    sheet = shown()["Tata Usaha"]
    first = row_of(sheet, "TU-3: NRR tiap unsur")
    assert rounded(rows(sheet, first, first + 10, "ADE")) == [
        ("TU-3: NRR tiap unsur", "bulan ini", "s.d."),
        ("Persyaratan Pelayanan", 3.22, 3.2),
        ("Prosedur Pelayanan", 3.17, 3.13),
        ("Waktu Pelayanan", 3.25, 3.3),
        ("Kompetensi Pelaksana", 3.57, 3.45),
        ("Perilaku Pelaksana", 3.6, 3.52),
        ("Maklumat Pelayanan", 3.18, 3.14),
        ("Penanganan Pengaduan, Saran dan Masukan", 2.98, 3.0),
        ("NRR tertimbang", 3.28, 3.25),
        ("Nilai", 82.02, 81.19),
        ("Mutu pelayanan", "B", "B"),
    ]


# --- Data ------------------------------------------------------------------------------------------------------------


def data_rows(story: Any, kode: str) -> list[dict[str, Any]]:
    """The rows of Data of one isian, by header."""
    return [row for row in records(shown(story), "tblData") if row["Kode isian"] == kode]


def test_data_holds_every_typed_value_with_its_source() -> None:
    files = example().batch.checked.files
    file = next(f for f in files["file"] if f.endswith("2019-03/IKI_2019-03_ngronggot_sekretaris.xlsx"))
    sha = files.loc[files["file"] == file, "sha256"].item()
    of_survey = ("Banyak dihitung", "Banyak s.d.", "NRR per unsur", "NRR per unsur s.d.")
    source = {
        "Berkas": file, "Lembar": "Isian", "Sidik": sha[:12], "Waktu berkas": "1 April 2019 pukul 15.45 WIB",
        "Jabatan": "Sekretaris", "Bulan": "Maret 2019", "Catatan pembacaan": None, "Keterangan pengisi": None,
        "Akhir bulan": dt.datetime(2019, 3, 31), "Realisasi": None, "Realisasi s.d.": None, **dict.fromkeys(of_survey),
    }  # fmt: skip
    assert data_rows(example, "hadir_tepat_waktu")[2] == {
        "Kode": "SEK-1", "Isian": "Jumlah kehadiran tepat waktu seluruh PNS bulan ini",
        "Kode isian": "hadir_tepat_waktu", "Diketik": "419", "Angka": 419, "Banyak": None,
        "Rentang": None, "Keadaan": "isi", "Dihitung": 419, "Sel": "F8", "Batas waktu": None, "S.d.": 1282,
        "Memenuhi": None, "Memenuhi s.d.": None, "Jatuh tempo": None, "Jatuh tempo s.d.": None, **source,
    }  # fmt: skip
    assert data_rows(example, "perencanaan_laporan.lppd.selesai")[2] == {
        "Kode": "SEK-3", "Isian": "Dokumen LPPD – tanggal selesai",
        "Kode isian": "perencanaan_laporan.lppd.selesai", "Diketik": "27 Maret 2019",
        "Angka": dt.datetime(2019, 3, 27), "Banyak": None, "Rentang": None, "Keadaan": "isi",
        "Dihitung": dt.datetime(2019, 3, 27), "Sel": "F22", "Batas waktu": dt.datetime(2019, 3, 31),
        "S.d.": dt.datetime(2019, 3, 27), "Memenuhi": 1, "Memenuhi s.d.": 1, "Jatuh tempo": 1, "Jatuh tempo s.d.": 1,
        **source,
    }  # fmt: skip


def told(story: Any, kode: str, *heads: str) -> list[tuple[Any, ...]]:
    """Some columns of the rows of Data of one isian, days as text, numbers with two decimals."""

    def plain(value: Any) -> Any:
        return f"{value:%Y-%m-%d}" if isinstance(value, dt.datetime) else bahasa.number(value) if value else value

    return [
        tuple(v if isinstance(v := row[head], str) else plain(v) for head in heads) for row in data_rows(story, kode)
    ]


def test_the_rows_of_an_indikator_and_month_stand_together() -> None:
    isian = [slot.kode for slot in load_catalog()["sekretaris"].indikator[0].slots]
    assert isian == ["hadir_tepat_waktu", "jumlah_pns", "hari_kerja"]
    rows_of = [*isian, "hari_pns"]
    assert columns(shown(), "tblData", "Kode isian", "Bulan")[:12] == [
        (kode, month) for month in ("Januari 2019", "Februari 2019", "Maret 2019") for kode in rows_of
    ]


def test_data_holds_every_step_from_a_document_to_its_count() -> None:
    """One that is late in the end, one that becomes TB, and the quality between them, which counts with its date.

    Of the month counts what became due in it: of s.d. all that is due by then.
    """
    steps = ("Angka", "Batas waktu", "S.d.", "Memenuhi", "Memenuhi s.d.", "Jatuh tempo", "Jatuh tempo s.d.")
    assert told(hard, f"{DOCUMENTS}.lkjip.selesai", *steps) == [
        (None, "2019-02-28", None, 0, 0, 0, 0),
        (None, "2019-02-28", None, 0, 0, "1", "1"),
        ("2019-02-20", "2019-02-28", "2019-02-20", 0, "1", 0, "1"),
        ("2019-04-05", "2019-02-28", "2019-04-05", 0, 0, 0, "1"),
        (None, "2019-02-28", "2019-04-05", 0, 0, 0, "1"),
    ]
    assert told(hard, f"{DOCUMENTS}.dpa_rka.selesai", *steps) == [
        ("2019-01-07", "2019-12-31", "2019-01-07", 0, 0, "1", "1"),
        (None, "2019-12-31", "2019-01-07", 0, 0, 0, "1"),
        (None, "2019-12-31", "2019-01-07", 0, 0, 0, "1"),
        (None, "2019-12-31", "2019-01-07", 0, 0, 0, "1"),
        ("TB", "2019-12-31", "TB", 0, 0, 0, 0),
    ]
    assert told(hard, f"{DOCUMENTS}.lkjip.mutu", *steps) == [
        (None, None, None, None, None, None, None),
        (None, None, None, None, None, None, None),
        ("1", None, "1", None, None, None, None),
        ("1", None, "1", None, None, None, None),
        (None, None, "1", None, None, None, None),
    ]


def test_data_holds_every_step_from_a_survey_to_its_nrr() -> None:
    steps = ("Angka", "Banyak dihitung", "S.d.", "Banyak s.d.", "NRR per unsur", "NRR per unsur s.d.")
    assert told(hard, "skm.prosedur", *steps) == [
        ("178", "56", "178", "56", "3,18", "3,18"),
        ("TB", 0, "178", "56", None, "3,18"),
        (None, 0, "178", "56", None, "3,18"),
        ("7", "2", "185", "58", "3,5", "3,19"),
        ("190", "60", "375", "118", "3,17", "3,18"),
    ]


def test_the_last_row_of_a_month_holds_what_the_indikator_comes_to() -> None:
    assert told(example, "hari_pns", "Angka", "S.d.", "Realisasi", "Realisasi s.d.") == [
        ("484", "484", "95,45", "95,45"),
        ("418", "902", "95,93", "95,68"),
        ("440", "1.342", "95,23", "95,53"),
    ]


def test_a_survey_is_one_row_an_unsur_with_count_sum_and_range() -> None:
    found = [
        (row["Diketik"], row["Angka"], row["Banyak"], row["Rentang"], row["Dihitung"], row["Lembar"], row["Sel"])
        for row in data_rows(example, "skm.prosedur")
    ]
    assert found == [
        ("56 jawaban", 178, 56, "2–4", 178, "SKM", "D9:D64"),
        ("52 jawaban", 158, 52, "1–4", 158, "SKM", "D9:D60"),
        ("60 jawaban", 190, 60, "2–4", 190, "SKM", "D9:D68"),
    ]


def test_every_state_is_told_in_data() -> None:
    wanted = ("Diketik", "Angka", "Keadaan", "Dihitung")
    assert [tuple(row[name] for name in wanted) for row in data_rows(hard, "jumlah_pns")] == [
        ("TB", "TB", "tidak berlaku", None),
        (None, None, "belum masuk", None),
        ("22", 22, "isi", 22),
        ("22", 22, "isi", 22),
        ("22", 22, "isi", 22),
    ]
    assert [tuple(row[name] for name in wanted) for row in data_rows(hard, "panjar_jumlah")][2] == (
        "12 orang", None, "salah", None,
    )  # fmt: skip
    assert [tuple(row[name] for name in wanted) for row in data_rows(hard, "sarpras_baik")][2] == (
        None, None, "kosong", None,
    )  # fmt: skip


NASTY = ['=HYPERLINK("http://jahat.example","klik")', "+1", "-1+1", "@SUM(A1)", "http://jahat.example", "mailto:a@b.id",
         "{=1+1}", "internal:Rekap!A1"]  # fmt: skip


def test_what_staff_typed_never_becomes_a_formula_or_a_link() -> None:
    slots = ("surat", "dokumen_kepegawaian", "dokumen_arsip", "anjab", "abk", "dokumen_sop", "area_bersih", "evaluasi")
    notes = {f"{slot}.keterangan": text for slot, text in zip(slots, NASTY, strict=True)}
    folder = fresh_folder() / "masuk"
    write_forms(folder, load_catalog(), {("2019-01", "tata_usaha"): usual("tata_usaha", "2019-01") | notes})
    story = built(process([folder], load_catalog(), DECREE.settings, "2019-01"))
    sheet = opened(story.path)["Data"]
    column = next(cell.column_letter for cell in sheet[4] if cell.value == "Keterangan pengisi")
    cells = [cell for cell in sheet[column][4:] if cell.value]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        (text, "s", None) for text in notes.values()
    ]
    with zipfile.ZipFile(story.path) as archive:
        assert not any("externalLink" in name for name in archive.namelist())
        assert not any(b"jahat" in archive.read(name) for name in archive.namelist() if name.endswith(".rels"))


# --- Rumus -----------------------------------------------------------------------------------------------------------


def test_rumus_tells_the_aturan_and_where_they_come_from() -> None:
    sheet = shown()["Rumus"]
    assert sheet["B3"].value == "Aturan capaian dan predikat (bawaan aplikasi; dapat ditetapkan di iki.toml)"
    assert [tuple(row.values()) for row in records(shown(), "tblAturan")] == [
        ("Bilangan 2", 2, "bilangan_2", None),
        ("Bilangan 25", 25, "bilangan_25", None),
        ("Bilangan 100", 100, "persen", None),
        ("Desimal capaian yang dinilai", 2, "desimal", None),
        ("Geser urutan bagi yang belum lengkap", 1_000_000, "geser_akhir", None),
        ("Capaian paling tinggi (%)", 120, "batas_capaian", None),
        ("Mutu pelayanan D: Tidak Baik", 25, "mutu_batas, mutu_kata", "D"),
        ("Mutu pelayanan C: Kurang Baik", 65, "mutu_batas, mutu_kata", "C"),
        ("Mutu pelayanan B: Baik", 76.61, "mutu_batas, mutu_kata", "B"),
        ("Mutu pelayanan A: Sangat Baik", 88.31, "mutu_batas, mutu_kata", "A"),
        ("Sangat Kurang", -1_000_000, "pita_batas, pita_kata", None),
        ("Kurang", 51, "pita_batas, pita_kata", None),
        ("Cukup", 66, "pita_batas, pita_kata", None),
        ("Baik", 76, "pita_batas, pita_kata", None),
        ("Sangat Baik", 91, "pita_batas, pita_kata", None),
    ]
    assert sheet["C15"].number_format == '"mulai "General;"terendah";"mulai "0'
    assert [note for (note,) in rows(sheet, 20, 24, "B")] == [
        "Capaian (arah naik) = realisasi ÷ target × 100; (arah turun) = (2 × target − realisasi) ÷ target × 100; "
        "(rentang) = 100 di dalamnya, di luarnya menurut ujung yang terdekat. Paling rendah 0.",
        "Target = bagian yang sudah jatuh tempo s.d. bulan ini (lembar Target). Predikat dinilai dari capaian yang "
        "dibulatkan dua desimal (setengah ke atas).",
        "Capaian adalah bukti untuk predikat kinerja pegawai menurut PermenPANRB 6/2022, bukan predikat itu sendiri.",
        "Tanpa target tidak ada capaian. Yang belum lengkap tidak berpredikat dan tidak ikut dalam rata-rata.",
        "Target 0 dengan arah turun: realisasi 0 bernilai 100, di atasnya 0.",
    ]


def test_rumus_tells_every_formula_in_words_and_as_computed() -> None:
    heads = ("Kode", "Rumus dalam kata", "Perhitungan s.d. bulan ini", "Target s.d. bulan ini", "Arah")
    found = by_first(shown(), "tblRumus", *heads)
    assert list(found) == list(example().batch.catalog.indikator)
    assert found["SEK-1"] == (
        "Jumlah kehadiran tepat waktu seluruh PNS bulan ini ÷ (Jumlah PNS × hari kerja) × 100",
        "1.282 ÷ 1.342 × 100 = 95,53",
        "100 (bawaan)",
        "naik",
    )
    assert {kode: row[1] for kode, row in found.items()} == {
        "SEK-1": "1.282 ÷ 1.342 × 100 = 95,53",
        "SEK-2": "121 ÷ 136 × 100 = 88,97",
        "SEK-3": "3 ÷ 4 × 100 = 75",
        "SEK-4": "(22 + 39 + 33 + 33) ÷ (23 + 41 + 34 + 34) × 100 = 96,21",
        "TU-1": "503 + 41 + 127 = 671",
        "TU-2": "5 + 5 = 10",
        "TU-3": "pembulatan desimal (3,2474 × 25; 2) = 81,19",
        "TU-4": "15 = 15",
        "TU-5": "13 = 13",
        "TU-6": "28 = 28",
        "TU-7": "3 = 3",
        "PEK-1": "1 = 1",
        "PEK-2": "2 = 2",
        "PEK-3": "2 = 2",
        "PEK-4": "129 + 12 = 141",
        "PEM-1": "1 + 3 + 5 + 2 = 11",
        "PEM-2": "91 + 7 = 98",
        "PEM-3": "(38 + 36 + 3) ÷ (39 + 39 + 3) × 100 = 95,06",
        "TRA-1": "7 = 7",
        "TRA-2": "(12 − 9) ÷ 18 × 100 = 16,67",
        "PMD-1": "7 = 7",
        "PMD-2": "4 + 2 = 6",
        "PMD-3": "598 = 598",
        "PMD-4": "2 = 2",
    }


def test_rumus_tells_how_every_target_falls_due() -> None:
    assert by_first(shown(), "tblRumus", "Kode", "Target s.d. bulan ini") == {
        **dict.fromkeys(("SEK-1", "SEK-2", "SEK-3", "SEK-4", "PEM-3"), "100 (bawaan)"),
        "TU-1": "2.800 × 3/12 = 700",
        "TU-2": "8",
        "TU-3": "85",
        "TU-4": "18",
        "TU-5": "14",
        "TU-6": "120 × 3/12 = 30",
        "TU-7": "1 × 3 = 3",
        "PEK-1": "1 dokumen yang jatuh tempo (bawaan)",
        "PEK-2": "3 dokumen yang jatuh tempo (bawaan)",
        "PEK-3": "3 dokumen yang jatuh tempo (bawaan)",
        "PEK-4": "600 × 3/12 = 150",
        "PEM-1": "12",
        "PEM-2": "400 × 3/12 = 100",
        "TRA-1": "8 × 3/3 = 8",
        "TRA-2": "20",
        "PMD-1": "32 × 3/12 = 8",
        "PMD-2": "14 × 3/6 = 7",
        "PMD-3": "300 + 350 = 650",
        "PMD-4": "belum jatuh tempo",
    }


def test_rumus_tells_every_catatan_once() -> None:
    catalog, sheet = example().batch.catalog, shown()["Rumus"]
    start = row_of(sheet, "Catatan atas keputusan") + 1
    told = " ".join(cell.value for cell in sheet["B"][start - 1 :] if cell.value)
    notes = [n for _, i in catalog.indikator.values() for n in i.catatan]
    notes += [n for jabatan in catalog.jabatan for n in jabatan.catatan]
    assert told == " ".join(dict.fromkeys(notes))


def test_other_rules_are_told_as_the_offices_own() -> None:
    made = opened(hard("ketat").path)
    assert made["Rumus"]["B3"].value == "Aturan capaian dan predikat (ditetapkan di iki.toml)"
    assert [row["Nilai"] for row in records(made, "tblAturan") if "Capaian" in row["Aturan"]] == ["tanpa batas"]
    assert [row["Aturan"] for row in records(made, "tblAturan")][-3:] == ["Rendah", "Sedang", "Tinggi"]
    arah = by_first(made, "tblRumus", "Kode", "Arah")
    assert {kode for kode, word in arah.items() if word == "turun"} == {"TRA-2", "TU-7"}


@pytest.mark.parametrize(
    ("number", "label", "name"),
    [
        (100, "Bilangan 100", "persen"),
        (1000, "Bilangan 1.000", "bilangan_1000"),
        (0.25, "Bilangan 0,25", "bilangan_0_25"),
        (1234.5, "Bilangan 1.234,5", "bilangan_1234_5"),
        (-0.5, "Bilangan -0,5", "bilangan_min_0_5"),
    ],
)
def test_a_number_of_formulas_is_said_as_all_numbers_are(number: float, label: str, name: str) -> None:
    assert (bilangan.label_of(number), bilangan.name_of(number)) == (label, name)


# --- Tentang ---------------------------------------------------------------------------------------------------------


def test_tentang_tells_what_made_it_of_what_and_what_the_inks_mean() -> None:
    sheet, catalog = shown()["Tentang"], example().batch.catalog
    told = rows(sheet, 3, sheet.max_row, "AB")
    libraries = ("pandas", "python-calamine", "xlsxwriter", "holidays")
    assert told[:10] == [
        ("Dibuat", None),
        ("Waktu", "2 April 2019 pukul 09.00"),
        ("Perintah", "iki proses --periode 2019-03"),
        ("Program", f"iki-excel {__version__}"),
        ("Pustaka", ", ".join(f"{name} {version(name)}" for name in libraries)),
        ("Berkas", "18 berkas masuk: 18 dipakai, 0 disisihkan. Rinciannya di Kelengkapan."),
        ("Keputusan", None),
        ("Tentang", "Indikator Kinerja Individu Kecamatan Ngronggot, Kabupaten Nganjuk"),
        ("Tahun", "2019"),
        ("Sidik", fingerprint(catalog.at("2019-03"))),
    ]
    first = row_of(sheet, "Isi") + 1
    assert [name for (name,) in rows(sheet, first, first + len(SHEETS) - 2, "A")] == [
        name for name in SHEETS if name != "Tentang"
    ]
    first = row_of(sheet, "Warna huruf") + 1
    inks = {sheet[f"A{row}"].value: sheet[f"A{row}"].font.color.rgb[2:] for row in range(first, first + 4)}
    assert inks == {"Biru": "1D4E9E", "Hitam": "1F2A37", "Hijau": "0B5D3B", "Garis bawah": "0B57A4"}


def test_tentang_tells_what_changed_since_the_rekap_before() -> None:
    changed = replace(example().batch, riwayat=Riwayat(2, ("TU-1 2.082 → 2.140", "SEK-1 capaian 95 → 96")))
    sheet = opened(built(changed).path, cached=True)["Tentang"]
    first = row_of(sheet, "Perubahan sejak rekap sebelumnya") + 1
    assert rows(sheet, first, first + 1, "AB") == [
        ("Rekap ke-2", "TU-1 2.082 → 2.140"),
        (None, "SEK-1 capaian 95 → 96"),
    ]


# --- one place to add a thing ----------------------------------------------------------------------------------------


def test_a_column_is_one_row_of_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """In front of all others, it moves them, and what points to them follows."""
    arah = Column[Any]("Arah", 8, lambda record: Shown(record.indikator.arah))
    day = Column[Any]("Dicetak", 8, lambda _: Shown("x"))
    monkeypatch.setattr(rekap, "PRINTED", (arah, *rekap.PRINTED))
    monkeypatch.setattr(data, "SOURCE", (day, *data.SOURCE))
    made = opened(built(example().batch).path, cached=True)
    assert [*records(made, "tblRekap")[0]][:2] == ["Arah", "Kode"]
    assert columns(made, "tblRekap", *TOLD) == REKAP
    before, after = (wb["Ringkasan"] for wb in (shown(), made))
    assert rows(after, 3, 30, "ABCD") == rows(before, 3, 30, "ABCD")
    assert rows(made["Tren"], 4, 21, "ABCD") == rows(shown()["Tren"], 4, 21, "ABCD")


@dataclass(frozen=True)
class Arah(Sheet):
    """A sheet that says which way every indikator should go."""

    batch: Any
    name = "Arah"
    widths = (20, 20)
    landscape = False

    def write(self, made: Any, target: Any) -> None:
        """A table."""
        columns = (
            Column[Any]("Kode", 20, lambda one: Shown(one.kode)),
            Column[Any]("Arah", 20, lambda one: Shown(Upper(Constant(one.arah)))),
        )
        Table(self.name, 0, columns, [one for _, one in self.batch.catalog.indikator.values()]).write(made, target)


def test_a_sheet_is_one_class_and_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets_of = report.sheets_of
    monkeypatch.setattr(report, "sheets_of", lambda told: [*sheets_of(told), Arah(told.batch)])
    made = opened(built(example().batch).path, cached=True)
    assert made.sheetnames == [*SHEETS, "Arah"]
    assert rows(made["Arah"], 1, 3, "AB") == [("Kode", "Arah"), ("SEK-1", "NAIK"), ("SEK-2", "NAIK")]


# --- the file --------------------------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_the_same_batch_and_waktu_give_the_same_bytes() -> None:
    batch = hard().batch
    assert report.build(batch, NOON) == report.build(batch, NOON)
    assert report.build(batch, NOON) != report.build(batch, NOON + dt.timedelta(minutes=1))


@pytest.mark.panjang
def test_a_full_year_is_small_enough_to_mail() -> None:
    story = year()
    assert len(story.batch.months) == 12
    assert story.path.stat().st_size < 1_000_000
