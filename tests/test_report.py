"""The consolidated workbook as a reader finds it: sheets, tables, charts, print set-up, links, and what staff typed."""

from __future__ import annotations

import datetime as dt
import functools
import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from iki_excel import report
from iki_excel.decree import load_catalog, sheet_names
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.decree.settings import Aturan
from iki_excel.judging.answers import state_counts
from iki_excel.language.cells import Constant, Upper
from iki_excel.report import charts, jabatan, rekap
from iki_excel.report.data import sheet as data
from iki_excel.report.tables import Column, Shown, Table
from iki_excel.runs.month import process
from iki_excel.words import bahasa
from tests import decree
from tests.decree import FIRST, FIRST_MEAN, LAST, LAST_MEAN
from tests.grounds import DECREE, decree_office
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


SHEETS = ["Ringkasan", "Rekap", *decree.SHEETS, "Tren", "Kelengkapan", "Temuan", "Target", "Data", "Rumus", "Sidik"]
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


# --- sheets, paper, print set-up -------------------------------------------------------------------------------------


@STORIES
def test_sheets_stand_in_their_order(story: Any) -> None:
    assert shown(story).sheetnames == SHEETS


def test_the_names_that_no_jabatan_may_take_are_those_of_all_other_sheets() -> None:
    assert tuple(name for name in shown().sheetnames if name not in decree.SHEETS) == sheet_names.OF_RESULT


@STORIES
def test_a_number_too_wide_for_its_column_is_small_rather_than_a_row_of_signs(story: Any) -> None:
    """A target such as "95,50 (bawaan)", or rupiah: a spreadsheet shows ### for a number that does not fit."""
    numbers = [cell for row in shown(story)["Rekap"].iter_rows(min_row=5, min_col=7, max_col=12) for cell in row]
    assert {cell.alignment.shrinkToFit for cell in numbers if cell.data_type in "nf" and cell.value is not None} == {
        True
    }


@STORIES
def test_every_sheet_is_printed_on_folio_one_page_wide(story: Any) -> None:
    paper = [(s.page_setup.paperSize, s.page_setup.fitToHeight, s.sheet_properties.pageSetUpPr) for s in shown(story)]
    assert [(size, high, fit.fitToPage) for size, high, fit in paper] == [(14, 0, True)] * len(SHEETS)
    footer = shown(story)["Data"].oddFooter
    assert re.fullmatch(r"IKI Kecamatan Ngronggot, \w+ 2019, dicetak .*", footer.left.text)
    assert footer.right.text == "Halaman &P dari &N"


def test_panes_filters_and_print_titles() -> None:
    found = {s.title: (s.freeze_panes, s.auto_filter.ref, s.print_title_rows) for s in shown()}
    assert found == {
        "Ringkasan": (None, None, None),
        "Rekap": ("C5", f"A4:O{LAST}", "$4:$4"),
        **dict.fromkeys(decree.SHEETS, ("C6", None, "$5:$5")),
        "Tren": ("C5", None, "$1:$3"),
        "Kelengkapan": (None, None, "$39:$39"),
        "Temuan": ("B4", "A3:H4", "$3:$3"),
        "Target": ("B6", None, "$5:$5"),
        "Data": ("D5", "A4:AD238", "$4:$4"),
        "Rumus": (None, None, "$1:$2"),
        "Sidik": (None, None, None),
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

SEK, TU, PEK, PEM, TRA, PMD = decree.JABATAN.values()
REKAP = [
    (1, SEK, "SEK-1", "%", 100, 100, 95.23, 95.53, None, 95.53, "Sangat Baik"),
    (2, SEK, "SEK-2", "%", 100, 100, 88.97, 88.97, None, 88.97, "Baik"),
    (3, SEK, "SEK-3", "%", 100, 100, 100, 75, None, 75, "Cukup"),
    (4, SEK, "SEK-4", "%", 100, 100, 97.92, 96.21, None, 96.21, "Sangat Baik"),
    (5, TU, "TU-1", "dokumen", 2800, 700, 244, 671, None, 95.86, "Sangat Baik"),
    (6, TU, "TU-2", "dokumen", 16, 8, 6, 10, 125, 120, "Sangat Baik"),
    (7, TU, "TU-3", "nilai", 85, 85, 82.02, 81.19, None, 95.52, "Sangat Baik"),
    (8, TU, "TU-4", "dokumen", 18, 18, 15, 15, None, 83.33, "Baik"),
    (9, TU, "TU-5", "area", 14, 14, 13, 13, None, 92.86, "Sangat Baik"),
    (10, TU, "TU-6", "pelayanan", 120, 30, 11, 28, None, 93.33, "Sangat Baik"),
    (11, TU, "TU-7", "kegiatan", 12, 3, 1, 3, None, 100, "Sangat Baik"),
    (12, PEK, "PEK-1", "dokumen", 3, 1, None, 1, None, 100, "Sangat Baik"),
    (13, PEK, "PEK-2", "dokumen", 3, 3, 1, 2, None, 66.67, "Cukup"),
    (14, PEK, "PEK-3", "dokumen", 5, 3, None, 2, None, 66.67, "Cukup"),
    (15, PEK, "PEK-4", "penanganan", 600, 150, 53, 141, None, 94, "Sangat Baik"),
    (16, PEM, "PEM-1", "sarana", 12, 12, 11, 11, None, 91.67, "Sangat Baik"),
    (17, PEM, "PEM-2", "pembinaan", 400, 100, 28, 98, None, 98, "Sangat Baik"),
    (18, PEM, "PEM-3", "%", 100, 100, 100, 95.06, None, 95.06, "Sangat Baik"),
    (19, TRA, "TRA-1", "operasi", 28, 8, 3, 7, None, 87.5, "Baik"),
    (20, TRA, "TRA-2", "%", 20, 20, 28.57, 16.67, None, 83.33, "Baik"),
    (21, PMD, "PMD-1", "kegiatan", 32, 8, 3, 7, None, 87.5, "Baik"),
    (22, PMD, "PMD-2", "kegiatan", 26, 7, 3, 6, None, 85.71, "Baik"),
    (23, PMD, "PMD-3", "orang", 650, 650, 0, 598, None, 92, "Sangat Baik"),
    (24, PMD, "PMD-4", "desa", 4, None, 2, 2, None, None, None),
]
"""Of the row of each indikator: all but its texts, its status, and what of it goes into the means."""


def test_rekap_has_one_row_an_indikator() -> None:
    sheet = shown()["Rekap"]
    found = rounded(rows(sheet, FIRST, LAST, "ABDFGHIJKLM"))
    assert found == REKAP
    assert [status for (status,) in rows(sheet, FIRST, LAST, "N")] == ["lengkap"] * 23 + ["belum jatuh tempo"]
    assert rounded(rows(sheet, FIRST, LAST, "O")) == [(capaian,) for *_, capaian, _ in REKAP]
    texts = [(i.kinerja, i.indikator) for _, i in example().batch.catalog.indikator.values()]
    assert rows(sheet, FIRST, LAST, "CE") == texts
    assert rows(sheet, 4, 4, "ABCDEFGHIJKLMNO") == [
        ("No.", "Jabatan", "Kinerja", "Kode", "Indikator", "Satuan", "Target setahun", "Target s.d. bulan ini",
         "Bulan ini", "S.d. bulan ini", "Sebelum dibatasi", "Capaian (%)", "Predikat", "Status", "Ikut rata-rata"),
    ]  # fmt: skip


def test_capaian_has_data_bars_from_zero_to_the_cap() -> None:
    xml = part(example().path, "xl/worksheets/sheet2.xml")
    assert re.search(rf'<conditionalFormatting sqref="L{FIRST}:L{LAST}"><cfRule type="dataBar"', xml)
    assert re.search(r'<cfvo type="num" val="0"/><cfvo type="num" val="120(?:\.0)?"/>', xml)


def test_a_default_target_says_so_wherever_it_is_shown() -> None:
    assert not {*decree.DEFAULTS} & set(example().batch.settings.target)
    rekap_sheet, target_sheet, rumus_sheet = (shown()[name] for name in ("Rekap", "Target", "Rumus"))
    for goal in "GH":
        formats = {kode.value: rekap_sheet[f"{goal}{kode.row}"].number_format for kode in rekap_sheet["D"][4:LAST]}
        assert [kode for kode, shape in formats.items() if "(bawaan)" in shape] == decree.DEFAULTS
    for sheet, goal in ((target_sheet, "I"), (rumus_sheet, "E")):
        texts = [(kode.value, str(sheet[f"{goal}{kode.row}"].value)) for kode in sheet["A"][4:]]
        assert [kode for kode, text in texts if text.endswith("(bawaan)")] == decree.DEFAULTS
    assert [shown()["Sekretaris"][cell].number_format for cell in ("F11", "G11")] == ['#,##0" (bawaan)"_0'] * 2
    assert [shown()["Tata Usaha"][cell].number_format for cell in ("F10", "G10")] == ["#,##0_0"] * 2


# --- Ringkasan -------------------------------------------------------------------------------------------------------


def test_ringkasan_opens_with_the_headline_figures() -> None:
    sheet = shown()["Ringkasan"]
    figures = {sheet.cell(5, column).value: sheet.cell(4, column).value for column in (1, 4, 7, 10, 13)}
    assert {label: round(value, 2) for label, value in figures.items()} == {
        "Rata-rata 23 dari 24 indikator (%)": 90.64,
        f"Indikator terhitung dari {len(decree.INDIKATOR)}": len(decree.INDIKATOR),
        f"Formulir sah dari {decree.FORMS}": decree.FORMS,
        "Kesalahan": 0,
        "Peringatan": 1,
    }
    assert rounded(rows(sheet, FIRST_MEAN - 1, LAST_MEAN, "AEG")) == [
        ("Jabatan", "Indikator", "Capaian (%)"),
        (SEK, "4 dari 4", 88.93),
        (TU, "7 dari 7", 97.27),
        (PEK, "4 dari 4", 81.83),
        (PEM, "3 dari 3", 94.91),
        (TRA, "2 dari 2", 85.42),
        (PMD, "3 dari 4", 88.4),
    ]
    assert rows(sheet, 9, 14, "JN") == [
        ("Sangat Baik", 14),
        ("Baik", 6),
        ("Cukup", 3),
        ("Kurang", 0),
        ("Sangat Kurang", 0),
        ("belum ada predikat", 1),
    ]
    left = row_of(sheet, "Yang belum lengkap") + 1
    assert rows(sheet, left, left + 1, "A") == [("Indikator belum jatuh tempo: PMD-4.",), (None,)]


def test_ringkasan_tells_what_is_missing_by_jabatan_and_status() -> None:
    sheet = shown(hard)["Ringkasan"]
    first = row_of(sheet, "Yang belum lengkap") + 1
    told = [cell.value for cell in sheet["A"][first - 1 : row_of(sheet, "Pencocokan: tidak ada yang hilang") - 2]]
    full = hard().batch.hasil
    assert told[0] == "Sekretaris Kecamatan: Februari 2019 belum masuk."
    assert f"{PMD}: Januari 2019, Februari 2019, Maret 2019, April 2019, dan Mei 2019 belum masuk." in told
    assert told[-1] == "Indikator belum masuk: PMD-1, PMD-2, PMD-3, dan PMD-4."
    statuses = [line.partition(":")[0] for line in told if line.startswith("Indikator ")]
    assert len(statuses) == full.loc[full["status"] != "lengkap", "status"].nunique()


@STORIES
def test_the_reconciliation_is_printed_and_adds_up(story: Any) -> None:
    sheet, checked = shown(story)["Ringkasan"], story().batch.checked
    first = row_of(sheet, "Pencocokan: tidak ada yang hilang") + 1
    used = int((checked.files["nasib"] == "dipakai").sum())
    counts = state_counts(checked.answers)
    assert rows(sheet, first, first + 3, "AG") == [
        ("Berkas masuk", len(checked.files)),
        ("dipakai", used),
        ("disisihkan (alasannya di Kelengkapan)", len(checked.files) - used),
        ("Pencocokan", "cocok"),
    ]
    assert rows(sheet, first, first + 5, "JN") == [
        ("Sel yang ditanyakan", sum(counts.values())),
        ("isi", counts["isi"]),
        ("tidak berlaku", counts["tidak_berlaku"]),
        ("kosong", counts["kosong"]),
        ("salah", counts["salah"]),
        ("Pencocokan", "cocok"),
    ]


def test_jabatan_of_one_name_have_a_mean_each() -> None:
    batch = example().batch
    jabatan = tuple(replace(one, nama="Kepala Seksi *") for one in batch.catalog.jabatan)
    made = built(replace(batch, catalog=replace(batch.catalog, jabatan=jabatan)))
    means = rows(opened(made.path, cached=True)["Ringkasan"], FIRST_MEAN, LAST_MEAN, "AG")
    assert rounded(means) == [("Kepala Seksi *", mean) for mean in (88.93, 97.27, 81.83, 94.91, 85.42, 88.4)]


def test_many_bands_push_the_charts_down() -> None:
    bands = (*((float(limit), f"Pita {limit}") for limit in range(95, 20, -5)), (None, "Terendah"))
    batch = replace(example().batch, settings=decree_office(aturan=Aturan(120.0, bands, {}, False)))
    made = built(batch)
    sheet = opened(made.path)["Ringkasan"]
    assert row_of(sheet, "Terendah", "J") == 24
    drawing = part(made.path, "xl/drawings/drawing1.xml")
    assert min(int(row) for row in re.findall(r"<xdr:from>.*?<xdr:row>(\d+)</xdr:row>", drawing)) >= 25


# --- charts and sparklines -------------------------------------------------------------------------------------------

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def words(element: ElementTree.Element | None) -> str:
    """The words of a title."""
    assert element is not None
    return "".join(node.text or "" for node in element.iter(f"{A}t"))


def axes(text: str) -> list[tuple[str, str]]:
    """Every axis of a chart that shows: its title, and for values its least and greatest number."""
    found = []
    for axis in ElementTree.fromstring(text).iter():
        deleted = axis.find(f"{C}delete")
        if axis.tag not in (f"{C}catAx", f"{C}valAx") or (deleted is not None and deleted.get("val") == "1"):
            continue
        ends = [axis.find(f"{C}scaling/{C}{end}") for end in ("min", "max")]
        found.append((words(axis.find(f"{C}title")), "–".join(str(end.get("val")) for end in ends if end is not None)))
    return found


def test_the_example_has_eight_charts_with_titles_and_explicit_axes() -> None:
    found = {words(ElementTree.fromstring(text).find(f"{C}chart/{C}title")): axes(text)
             for text in chart_texts(example().path).values()}  # fmt: skip
    month = ("Bulan (2019)", "")
    assert found == {
        "Rata-rata capaian per jabatan": [("Jabatan", ""), ("Capaian (%)", "0–120")],
        "Banyak indikator per predikat": [("Predikat", ""), ("Banyak indikator", "0–20")],
        SEK: [month, ("Persen", "0–100")],
        TU: [month, ("Dokumen dan nilai", "0–250"), ("Banyaknya (garis putus)", "0–15")],
        PEK: [month, ("Penanganan", "0–60"), ("Dokumen (garis putus)", "0–1")],
        PEM: [month, ("Pembinaan dan persen", "0–100"), ("Sarana (garis putus)", "0–12")],
        TRA: [month, ("Persen", "0–30"), ("Operasi (garis putus)", "0–3")],
        PMD: [month, ("Orang", "0–400"), ("Kegiatan dan desa (garis putus)", "0–3")],
    }


@STORIES
def test_every_series_of_every_chart_has_its_numbers_with_it(story: Any) -> None:
    without = [
        (name, ser.find(f"{C}idx"))
        for name, text in chart_texts(story().path).items()
        for ser in ElementTree.fromstring(text).iter(f"{C}ser")
        if ser.find(f"{C}val//{C}pt") is None or ser.find(f"{C}cat//{C}pt") is None
    ]
    assert without == []


@pytest.mark.parametrize(
    "story", seeds([example, hard, hard_targets, year], 2), ids=["contoh", "sulit", "tanpa target", "tahun"]
)
def test_a_chart_is_saved_with_a_point_only_where_a_cell_holds_a_number(story: Any) -> None:
    """Phones and previews draw what is saved: 0 there would say that something unknown is nothing."""
    cells = shown(story)
    for text in chart_texts(story().path).values():
        for values in ElementTree.fromstring(text).iter(f"{C}val"):
            sheet, area = str(values.findtext(f".//{C}f")).split("!")
            behind = [cell.value for row in cells[sheet.strip("'")][area.replace("$", "")] for cell in row]
            known = {n: value for n, value in enumerate(behind) if isinstance(value, int | float)}
            saved = {int(pt.attrib["idx"]): float(str(pt.findtext(f"{C}v"))) for pt in values.iter(f"{C}pt")}
            assert saved == pytest.approx(known, rel=1e-12)


def test_some_months_have_nothing_behind_a_chart() -> None:
    cells = [cell.value for row in shown(hard)["Tren"][f"D{FIRST}:H{LAST}"] for cell in row]
    assert 20 < cells.count(None) < len(cells) - 20


def test_every_indikator_has_a_sparkline() -> None:
    xml = part(example().path, f"xl/worksheets/sheet{SHEETS.index('Tren') + 1}.xml")
    assert sorted(re.findall(r"<xm:sqref>P(\d+)</xm:sqref>", xml), key=int) == [f"{row}" for row in range(5, 29)]


def test_tren_holds_every_month() -> None:
    sheet = shown()["Tren"]
    assert rows(sheet, 4, 4, "ABCDEFGO") == [("Kode", "Indikator", "Satuan", "Jan", "Feb", "Mar", "Apr", "Des")]
    assert rows(sheet, 9, 9, "ABCDEFG") == [
        ("TU-1", "Administrasi umum yang ditangani", "dokumen", 224, 203, 244, None)
    ]


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([95.2, 88.0], (0, 100, 20)),
        ([1, 0, 3], (0, 3, 1)),
        ([0.0, 0.0], (0, 1, 1)),
        ([], (0, 1, 1)),
        ([312.0], (0, 400, 100)),
        ([-116.7, 28.6], (-150, 50, 50)),
        ([-3.0], (-3, 0, 1)),
        ([float("nan"), 7.0], (0, 8, 2)),
        ([1_250_000.0], (0, 1_500_000, 500_000)),
    ],
)
def test_an_axis_begins_at_zero_and_has_round_whole_steps(values: list[float], ends: tuple[int, int, int]) -> None:
    scale = charts.scale(values)
    assert (scale["min"], scale["max"], scale["major_unit"]) == ends


@pytest.mark.parametrize(
    ("highest", "small"),
    [
        ({}, ""),
        ({"a": 100}, ""),
        ({"a": 100, "b": 30}, ""),
        ({"a": 312, "b": 3, "c": 2}, "bc"),
        ({"a": 244, "b": 6, "c": 82, "d": 15, "e": 13, "f": 11, "g": 1}, "bdefg"),
        ({"a": 100, "b": 42, "c": 11}, "c"),
    ],
)
def test_small_series_get_an_axis_of_their_own(highest: dict[str, float], small: str) -> None:
    assert charts.small_beside_large(highest) == set(small)


# --- a jabatan's sheet -----------------------------------------------------------------------------------------------


def test_a_jabatan_sheet_ends_with_signatures_inside_its_print_area() -> None:
    sheet = shown()["Sekretaris"]
    assert sheet["A3"].value == "Nama:  Sekretaris Contoh, S.Sos.  ·  NIP 19000202 192502 1 002"
    assert rows(sheet, 41, 48, "BG") == [
        ("Mengetahui,", "Ngronggot, 2 April 2019"),
        ("Camat Ngronggot", "Sekretaris Kecamatan"),
        (None, None),
        (None, None),
        (None, None),
        ("Drs. Camat Contoh, M.Si.", "Sekretaris Contoh, S.Sos."),
        ("Pembina Tingkat I", "Pembina"),
        ("NIP 19000101 192501 1 001", "NIP 19000202 192502 1 002"),
    ]
    assert (sheet["B46"].font.bold, sheet.print_area) == (True, "'Sekretaris'!$A$1:$K$49")


def test_a_survey_is_shown_by_its_nrr() -> None:
    sheet = shown()["Tata Usaha"]
    first = row_of(sheet, "Persyaratan Pelayanan", "B")
    found = rows(sheet, first, first + 7, "BCDE")
    assert [(label, unit, round(month, 2), round(year, 2)) for label, unit, month, year in found] == [
        ("Persyaratan Pelayanan", "NRR", 3.22, 3.2),
        ("Prosedur Pelayanan", "NRR", 3.17, 3.13),
        ("Waktu Pelayanan", "NRR", 3.25, 3.3),
        ("Kompetensi Pelaksana", "NRR", 3.57, 3.45),
        ("Perilaku Pelaksana", "NRR", 3.6, 3.52),
        ("Maklumat Pelayanan", "NRR", 3.18, 3.14),
        ("Penanganan Pengaduan, Saran dan Masukan", "NRR", 2.98, 3.0),
        ("Realisasi", "nilai", 82.02, 81.19),
    ]


def test_a_document_that_became_tb_says_so() -> None:
    sheet = shown(hard)["Sekretaris"]
    row = row_of(sheet, "Dokumen DPA / RKA – tanggal selesai", "B")
    assert rows(sheet, row, row, "DE") == [("TB", "TB")]
    row = row_of(sheet, "Dokumen LKjIP – tanggal selesai", "B")
    assert rows(sheet, row, row, "DEG") == [(None, dt.datetime(2019, 4, 5), dt.datetime(2019, 2, 28))]


# --- Data ------------------------------------------------------------------------------------------------------------


def data_rows(story: Any, kode: str) -> list[dict[str, Any]]:
    """The rows of Data of one isian, by header."""
    sheet = shown(story)["Data"]
    heads, *found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    return [dict(zip(heads, row, strict=True)) for row in found if row[3] == kode]


def test_data_holds_every_typed_value_with_its_source() -> None:
    files = example().batch.checked.files
    file = next(f for f in files["file"] if f.endswith("2019-03/IKI_2019-03_ngronggot_sekretaris.xlsx"))
    sha = files.loc[files["file"] == file, "sha256"].item()
    of_survey = ("Banyak dihitung", "Banyak s.d.", "NRR per unsur", "NRR per unsur s.d.")
    source = {
        "Berkas": file, "Lembar": "Isian", "SHA-256": sha, "Catatan pembacaan": None, "Keterangan pengisi": None,
        "Akhir bulan": dt.datetime(2019, 3, 31), "Realisasi": None, "Realisasi s.d.": None, **dict.fromkeys(of_survey),
    }  # fmt: skip
    assert data_rows(example, "hadir_tepat_waktu")[2] == {
        "Jabatan": "Sekretaris", "Indikator": "SEK-1", "Isian": "Jumlah kehadiran tepat waktu seluruh PNS bulan ini",
        "Kode isian": "hadir_tepat_waktu", "Periode": "Maret 2019", "Diketik": "419", "Angka": 419, "Banyak": None,
        "Rentang": None, "Keadaan": "isi", "Dihitung": 419, "Sel": "F8", "Batas waktu": None, "S.d.": 1282,
        "Memenuhi": None, "Memenuhi s.d.": None, "Jatuh tempo": None, "Jatuh tempo s.d.": None, **source,
    }  # fmt: skip
    assert data_rows(example, "perencanaan_laporan.lppd.selesai")[2] == {
        "Jabatan": "Sekretaris", "Indikator": "SEK-3", "Isian": "Dokumen LPPD – tanggal selesai",
        "Kode isian": "perencanaan_laporan.lppd.selesai", "Periode": "Maret 2019", "Diketik": "27 Maret 2019",
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
    sheet = shown()["Data"]
    isian = [slot.kode for slot in load_catalog()["sekretaris"].indikator[0].slots]
    assert isian == ["hadir_tepat_waktu", "jumlah_pns", "hari_kerja"]
    rows_of = [*isian, "hari_pns"]
    assert rows(sheet, 5, 16, "DE") == [
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
    cells = [cell for cell in sheet["M"][4:] if cell.value]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        (text, "s", None) for text in notes.values()
    ]
    with zipfile.ZipFile(story.path) as archive:
        assert not any("externalLink" in name for name in archive.namelist())
        assert not any(b"jahat" in archive.read(name) for name in archive.namelist() if name.endswith(".rels"))


# --- Rumus -----------------------------------------------------------------------------------------------------------


def test_rumus_tells_the_aturan_and_where_they_come_from() -> None:
    sheet = shown()["Rumus"]
    assert rows(sheet, 4, 16, "BC") == [
        ("Aturan capaian dan predikat (bawaan aplikasi; dapat ditetapkan di iki.toml)", None),
        ("Aturan", "Nilai"),
        ("Capaian paling tinggi (%)", 120),
        ("Sangat Baik", 91),
        ("Baik", 76),
        ("Cukup", 66),
        ("Kurang", 51),
        ("Sangat Kurang", "di bawahnya"),
        (
            "Capaian (arah naik) = realisasi ÷ target × 100; (arah turun) = (2 × target − realisasi) ÷ target × 100; "
            "(rentang) = 100 di dalamnya, di luarnya menurut ujung yang terdekat. Paling rendah 0.",
            None,
        ),
        (
            "Target = bagian yang sudah jatuh tempo s.d. bulan ini (lembar Target). Predikat dinilai dari capaian yang "
            "dibulatkan dua desimal (setengah ke atas).",
            None,
        ),
        (
            "Capaian adalah bukti untuk predikat kinerja pegawai menurut PermenPANRB 6/2022, bukan predikat itu "
            "sendiri.",
            None,
        ),
        (
            "Tanpa target tidak ada capaian. Yang belum lengkap tidak berpredikat dan tidak ikut dalam rata-rata.",
            None,
        ),
        ("Target 0 dengan arah turun: realisasi 0 bernilai 100, di atasnya 0.", None),
    ]


def test_rumus_tells_every_formula_in_words_and_as_computed() -> None:
    sheet = shown()["Rumus"]
    found = {row[0]: row[1:] for row in rows(sheet, 20, 43, "ACDEF")}
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
    assert dict(rows(shown()["Rumus"], 20, 43, "AE")) == {
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
    told = [cell.value for cell in sheet["B"][start - 1 : row_of(sheet, "Keputusan") - 2]]
    notes = [n for _, i in catalog.indikator.values() for n in i.catatan]
    notes += [n for jabatan in catalog.jabatan for n in jabatan.catatan]
    assert told == list(dict.fromkeys(notes))


def test_rumus_tells_which_decree_it_is() -> None:
    sheet = shown()["Rumus"]
    start, catalog = row_of(sheet, "Keputusan") + 1, example().batch.catalog
    assert rows(sheet, start, start + 3, "BC") == [
        ("Tentang", "Indikator Kinerja Individu Kecamatan Ngronggot, Kabupaten Nganjuk"),
        ("Tahun", "2019"),
        ("Sidik", fingerprint(catalog.at("2019-03"))),
        (None, None),
    ]


def test_rumus_tells_the_time_and_the_versions() -> None:
    sheet = shown()["Rumus"]
    start = row_of(sheet, "Dibuat dengan") + 1
    labels = [label for label, _ in rows(sheet, start, start + 5, "BC")]
    assert labels == ["Waktu", "iki-excel", "pandas", "python-calamine", "xlsxwriter", "holidays"]
    assert sheet[f"C{start}"].value == "2 April 2019 pukul 09.00"


def test_other_rules_are_told_as_the_offices_own() -> None:
    sheet = opened(hard("ketat").path)["Rumus"]
    assert sheet["B4"].value == "Aturan capaian dan predikat (ditetapkan di iki.toml)"
    assert rows(sheet, 6, 9, "BC") == [
        ("Capaian paling tinggi (%)", "tanpa batas"),
        ("Tinggi", 80),
        ("Sedang", 50),
        ("Rendah", "di bawahnya"),
    ]
    arah = {sheet[f"A{row}"].value: sheet[f"F{row}"].value for row in range(17, 41)}
    assert {kode for kode, word in arah.items() if word == "turun"} == {"TRA-2", "TU-7"}


# --- one place to add a thing ----------------------------------------------------------------------------------------


def test_a_column_is_one_row_of_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """In front of all others, it moves them, and what points to them follows."""
    arah = Column[Any]("Arah", 8, lambda record: Shown(record.indikator.arah))
    day = Column[Any]("Dicetak", 8, lambda _: Shown("x"))
    monkeypatch.setattr(rekap, "COLUMNS", (arah, *rekap.COLUMNS))
    monkeypatch.setattr(jabatan, "COLUMNS", (day, *jabatan.COLUMNS))
    monkeypatch.setattr(data, "SOURCE", (day, *data.SOURCE))
    path = built(example().batch).path
    made, before = opened(path, cached=True), shown()
    assert rows(made["Rekap"], 4, 5, "AB") == [("Arah", "No."), ("naik", 1)]
    assert rows(made["Rekap"], FIRST, LAST, "HIJKLMNP") == rows(before["Rekap"], FIRST, LAST, "GHIJKLMO")
    assert rows(made["Ringkasan"], 4, LAST_MEAN, "ADGJMN") == rows(before["Ringkasan"], 4, LAST_MEAN, "ADGJMN")
    assert rows(made["Tren"], FIRST, LAST, "DEF") == rows(before["Tren"], FIRST, LAST, "DEF")


@dataclass(frozen=True)
class Arah:
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


def test_the_same_batch_and_waktu_give_the_same_bytes() -> None:
    batch = hard().batch
    assert report.build(batch, NOON, "x") == report.build(batch, NOON, "x")
    assert report.build(batch, NOON, "x") != report.build(batch, NOON + dt.timedelta(minutes=1), "x")


def test_a_full_year_is_small_enough_to_mail() -> None:
    story = year()
    assert len(story.batch.months) == 12
    assert story.path.stat().st_size < 500_000
