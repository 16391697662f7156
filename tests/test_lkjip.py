"""What the yearly report and the appraisal of officials say of each indikator: tables, and one sentence each."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl.cell import Cell

from iki_excel import report
from iki_excel.decree import Catalog, Indikator
from iki_excel.decree.settings import Pengecualian, Settings
from iki_excel.judging import lkjip
from iki_excel.judging.batch import Batch
from iki_excel.judging.lkjip import LKJIP_COLUMNS, SKP_COLUMNS
from iki_excel.runs import lkjip as runs
from iki_excel.runs.month import process
from iki_excel.words.periods import Periode
from iki_excel.workbooks import book
from tests import kecil
from tests.console import Iki
from tests.forms import complete, rounded
from tests.grounds import targets
from tests.office import Office
from tests.result_tables import columns, records
from tests.test_report_formulas import opened

DECEMBER = Periode("2019-12")
FORMS = {
    "2018-12": "gangguan | 8\ntahun_lalu | 4\ntahun_ini | 5\nberas | 2.5",
    "2019-12": "gangguan | 6\ntahun_lalu | 4\ntahun_ini | 6\nberas | 2.75",
}


@pytest.fixture(scope="module")
def own(settings: Settings) -> Settings:
    """One that is there since December 2018, and of which the months between the two forms are excused."""
    excused = (Pengecualian("ketertiban", "2019-01..2019-11", "Kosong", "Lurah"),)
    unit = replace(settings.unit, mulai=Periode("2018-12"))
    return replace(settings, unit=unit, pengecualian=excused, target=targets({"KT-1": 72.0, "KT-3": 2.5}))


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    for month, table in FORMS.items():
        complete(folder, "ketertiban", month, table)
    return folder


@pytest.fixture(scope="module")
def batch(forms: Path, catalog: Catalog, own: Settings) -> Batch:
    return process([forms], catalog, own, DECEMBER)


def of_ketertiban(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    rows = table[table["jabatan"] == "ketertiban"][list(columns)].itertuples(index=False, name=None)
    return [tuple(rounded(value) if isinstance(value, float) else value for value in row) for row in rows]


# --- the tables ------------------------------------------------------------------------------------------------------


def test_every_indikator_has_a_row_with_its_sentence(batch: Batch) -> None:
    table = lkjip.of_year(batch)
    assert (list(table.columns), list(table["kode"])) == (LKJIP_COLUMNS, [*batch.catalog.indikator])
    assert of_ketertiban(table, "kode", "satuan", "kalimat") == [
        ("KT-1", "kejadian",
         "Realisasi 6 kejadian dari target 6 kejadian s.d. Desember 2019 (setahun 72 kejadian); capaian 100% "
         "(sangat baik)."),
        ("KT-2", "%",
         "Realisasi -50%; target belum ditetapkan, jadi belum ada capaian."),
        ("KT-3", "ton",
         "Realisasi 2,75 ton dari target 2,5 ton; capaian 110% (sangat baik)."),
    ]  # fmt: skip


def as_before(batch: Batch, forms: Path) -> Callable[[Periode], Batch]:
    """What the same forms come to in another periode."""
    return lambda periode: process([forms], batch.catalog, batch.settings, periode)


def test_last_years_results_come_from_last_years_forms(batch: Batch, forms: Path) -> None:
    table = runs.of_year(batch, as_before(batch, forms))
    assert of_ketertiban(table, "kode", "realisasi_lalu") == [("KT-1", 8.0), ("KT-2", -25.0), ("KT-3", 2.5)]


def test_before_the_office_began_there_is_no_last_year(forms: Path, catalog: Catalog, own: Settings) -> None:
    late = replace(own, unit=replace(own.unit, mulai=Periode("2019-01")))
    own_year = process([forms], catalog, late, DECEMBER)
    table = runs.of_year(own_year, as_before(own_year, forms))
    assert of_ketertiban(table, "realisasi_lalu") == [(None,)] * 3


def test_what_was_incomplete_or_nothing_last_year_is_compared_with_nothing(batch: Batch) -> None:
    before = batch.hasil.assign(status=lambda rows: rows["status"].mask(rows["indikator"] == "KT-2", "sebagian"))
    before["realisasi"] = before["realisasi"].mask(before["indikator"] == "KT-1", 0.0)
    assert of_ketertiban(lkjip.of_year(batch, before), "realisasi_lalu") == [(0.0,), (None,), (2.75,)]


def test_for_the_skp_every_indikator_has_its_aspect_and_its_numbers_in_words(batch: Batch) -> None:
    table = lkjip.of_officials(batch)
    assert list(table.columns) == SKP_COLUMNS
    assert dict(zip(table["kode"], table["aspek"], strict=True)) == {
        "UM-1": "kuantitas", "UM-2": "kualitas", "UM-3": "kualitas", "UM-4": "waktu",
        "PL-1": "kualitas", "PL-2": "waktu",
        "KT-1": "kuantitas", "KT-2": "kualitas", "KT-3": "kuantitas",
    }  # fmt: skip
    kinerja = batch.catalog.indikator["KT-1"][1].kinerja
    assert of_ketertiban(table, "kode", "rencana", "target", "realisasi")[0] == (
        "KT-1",
        kinerja,
        "72 kejadian",
        "6 kejadian",
    )


def test_what_is_pasted_into_the_skp_says_itself_that_months_are_missing(batch: Batch) -> None:
    hasil = batch.scores.hasil.assign(status=lambda rows: rows["status"].mask(rows["indikator"] == "KT-1", "sebagian"))
    table = lkjip.of_officials(replace(batch, scores=replace(batch.scores, hasil=hasil)))
    assert of_ketertiban(table, "kode", "realisasi")[0] == ("KT-1", "6 kejadian (sementara)")


# --- the sentence ----------------------------------------------------------------------------------------------------

COMPLETE = {
    "status": "lengkap", "status_kata": "lengkap", "realisasi": 2684.0, "target": 2800.0, "target_tahun": 2800.0,
    "capaian": 95.857, "predikat": "Sangat Baik", "rentang": "", "berlubang": False,
}  # fmt: skip
NOTHING = float("nan")


@pytest.fixture(scope="module")
def surat(catalog: Catalog) -> Indikator:
    return replace(catalog.indikator["UM-1"][1], satuan="dokumen")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Realisasi 2.684 dokumen dari target 2.800 dokumen; capaian 95,86% (sangat baik)."),
        ({"predikat": "BB Sangat Baik"},
         "Realisasi 2.684 dokumen dari target 2.800 dokumen; capaian 95,86% (BB sangat baik)."),
        ({"target": 700.0},
         "Realisasi 2.684 dokumen dari target 700 dokumen s.d. Desember 2019 (setahun 2.800 dokumen); capaian 95,86% "
         "(sangat baik)."),
        ({"status": "sebagian", "predikat": ""},
         "Realisasi 2.684 dokumen (sementara) dari target 2.800 dokumen; capaian 95,86%."),
        ({"berlubang": True},
         "Realisasi 2.684 dokumen (sementara) dari target 2.800 dokumen; capaian 95,86% (sangat baik)."),
        ({"rentang": "80 sampai 90"},
         "Realisasi 2.684 dokumen dari target 80 sampai 90 dokumen; capaian 95,86% (sangat baik)."),
        ({"target": NOTHING, "target_tahun": NOTHING, "capaian": NOTHING, "predikat": ""},
         "Realisasi 2.684 dokumen; target belum ditetapkan, jadi belum ada capaian."),
        ({"capaian": NOTHING, "predikat": ""},
         "Realisasi 2.684 dokumen dari target 2.800 dokumen; capaian tidak dapat dihitung."),
        ({"status": "belum_jatuh_tempo", "target": NOTHING, "capaian": NOTHING, "predikat": ""},
         "Realisasi 2.684 dokumen; target 2.800 dokumen belum jatuh tempo."),
        ({"status": "belum_jatuh_tempo", "realisasi": NOTHING}, "Target belum jatuh tempo."),
        ({"status": "tidak_berlaku", "realisasi": NOTHING}, "Indikator ini tidak berlaku pada Desember 2019."),
        ({"status": "belum_masuk", "status_kata": "belum masuk", "realisasi": NOTHING},
         "Realisasi belum ada: belum masuk."),
        ({"status": "salah_isi", "status_kata": "salah isi (ada isian yang perlu diperbaiki)", "realisasi": NOTHING},
         "Realisasi belum ada: salah isi (ada isian yang perlu diperbaiki)."),
    ],
)  # fmt: skip
def test_a_result_is_said_in_one_sentence_with_what_it_lacks(
    changed: Mapping[str, Any], said: str, surat: Indikator
) -> None:
    assert lkjip.sentence(surat, {**COMPLETE, **changed}, DECEMBER) == said


# --- the sheets ------------------------------------------------------------------------------------------------------

WRITTEN = dt.datetime(2020, 1, 3, 9)
LINES = [
    ["UM-1", "Tertibnya administrasi", "Jumlah surat dan arsip yang ditangani", "dokumen", None, None, None],
    ["UM-2", "Meningkatnya disiplin pegawai", "Persentase kehadiran pegawai tepat waktu", "%", 100, None, None],
    ["UM-3", "Terpeliharanya sarana", "Persentase sarana dalam keadaan baik", "%", 100, None, None],
    ["UM-4", "Tersusunnya laporan", "Persentase laporan yang tepat waktu dan berkualitas baik", "%", 100, None, None],
    ["PL-1", "Meningkatnya kepuasan warga", "Nilai kepuasan warga", "nilai", None, None, None],
    ["PL-2", "Tertibnya buku pelayanan", "Jumlah buku pelayanan yang selesai tepat waktu", "buku", 2, None, None],
    ["KT-1", "Terjaganya ketertiban", "Jumlah gangguan ketertiban", "kejadian", 72, 6, 100],
    ["KT-2", "Terjaganya ketertiban", "Persentase penurunan pelanggaran", "%", None, -50, None],
    ["KT-3", "Tersedianya cadangan pangan", "Jumlah cadangan beras kelurahan", "ton", 2.5, 2.75, 110],
]
OF_YEARS = {"KT-1": [8, -25], "KT-2": [-25, -100], "KT-3": [2.5, 10]}
"""By indikator what it was a year before, and by how much percent it changed since."""
NONE = [None, None]


def kalimat(batch: Batch) -> list[str]:
    """What is said of each indikator; the table above has it whole."""
    return [*lkjip.of_year(batch)["kalimat"]]


def workbook(batch: Batch, table: pd.DataFrame, path: Path) -> Path:
    """The result with both sheets."""
    path.write_bytes(report.write(batch, WRITTEN, table).content)
    return path


@pytest.fixture(scope="module")
def alone(batch: Batch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Without last year's forms."""
    return workbook(batch, lkjip.of_year(batch), tmp_path_factory.mktemp("alone") / "rekap.xlsx")


@pytest.fixture(scope="module")
def beside_last_year(batch: Batch, forms: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With them."""
    return workbook(
        batch, runs.of_year(batch, as_before(batch, forms)), tmp_path_factory.mktemp("beside") / "rekap.xlsx"
    )


def lines(path: Path, name: str) -> list[list[Any]]:
    """A table as it shows without being calculated, a list a row."""
    heads = list(records(opened(path, cached=True), name)[0])
    return [list(row) for row in columns(opened(path, cached=True), name, *heads)]


def of_column(path: Path, head: str) -> list[Cell]:
    """The cells of a column of the sheet LKjIP."""
    sheet = opened(path, cached=False)["LKjIP"]
    heads, *rows = sheet[sheet.tables["tblLKjIP"].ref]
    at = [cell.value for cell in heads].index(head)
    return [row[at] for row in rows]


def test_the_sheet_of_the_yearly_report_has_an_indikator_a_row(alone: Path, batch: Batch) -> None:
    assert list(records(opened(alone, cached=True), "tblLKjIP")[0]) == [
        "Kode", "Sasaran / kinerja", "Indikator kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)",
        "Realisasi tahun lalu", "Perubahan (%)", "Kalimat",
    ]  # fmt: skip
    said = kalimat(batch)
    assert lines(alone, "tblLKjIP") == [[*line, *NONE, text] for line, text in zip(LINES, said, strict=True)]


def test_where_last_year_is_not_known_it_may_be_typed_and_where_it_is_known_it_stands_there(
    alone: Path, beside_last_year: Path, batch: Batch
) -> None:
    wanted = [[*line, *OF_YEARS.get(line[0], NONE), text] for line, text in zip(LINES, kalimat(batch), strict=True)]
    assert lines(beside_last_year, "tblLKjIP") == wanted
    for path, typed in ((alone, [*range(9)]), (beside_last_year, [*range(6)])):
        cells = of_column(path, "Realisasi tahun lalu")
        yellow = [at for at, cell in enumerate(cells) if cell.fill.fgColor.rgb == f"FF{book.INPUT[1:]}"]
        unlocked = [at for at, cell in enumerate(cells) if not cell.protection.locked]
        assert (yellow, unlocked) == (typed, typed)


def test_its_numbers_lead_back_to_rekap_and_its_codes_to_the_rapor(alone: Path) -> None:
    assert [of_column(alone, head)[6].value for head in ("Target", "Realisasi", "Capaian (%)", "Perubahan (%)")] == [
        '=IF(Rekap!$I$11="","",Rekap!$I$11)',
        '=IF(Rekap!$G$11="","",Rekap!$G$11)',
        '=IF(Rekap!$C$11="","",Rekap!$C$11)',
        '=IF(COUNT(F11,H11)=2,IFERROR((F11-H11)/IF(H11<0,-H11,H11)*persen,""),"")',
    ]
    live = opened(alone)
    doors = [cell.hyperlink.location.split("!") for cell in of_column(alone, "Kode")]
    assert [live[sheet][cell].value for sheet, cell in doors] == [kode for kode, *_ in LINES]


@pytest.mark.libreoffice
def test_what_is_typed_of_last_year_is_compared_at_once(alone: Path, office: Office, tmp_path: Path) -> None:
    cells = [cell.coordinate for cell in of_column(alone, "Realisasi tahun lalu")][-3:]
    typed = dict(zip((f"LKjIP!{cell}" for cell in cells), (8, -25, 0), strict=True))
    shown = office.values(office.fill(alone, tmp_path / "diisi.xlsx", cells=typed))["LKjIP"]
    assert [shown.get(cell.coordinate, "") for cell in of_column(alone, "Perubahan (%)")] == [
        "",
        *[""] * 5,
        -25,
        -100,
        "",
    ]


def test_the_sheet_of_the_skp_has_an_indikator_a_row_in_the_words_that_are_pasted(alone: Path) -> None:
    assert list(records(opened(alone, cached=True), "tblSKP")[0]) == [
        "Jabatan", "Rencana hasil kerja", "Aspek", "Indikator kinerja individu", "Target", "Realisasi",
    ]  # fmt: skip
    aspek = ["kuantitas", "kualitas", "kualitas", "waktu", "kualitas", "waktu", "kuantitas", "kualitas", "kuantitas"]
    jabatan = [*["Umum"] * 4, *["Pelayanan"] * 2, *["Ketertiban"] * 3]
    targets_said = [None, "100%", "100%", "100%", None, "2 buku", "72 kejadian", None, "2,5 ton"]
    realisasi = [*[None] * 6, "6 kejadian", "-50%", "2,75 ton"]
    assert lines(alone, "tblSKP") == [
        [one, line[1], of, line[2], *numbers]
        for one, line, of, *numbers in zip(jabatan, LINES, aspek, targets_said, realisasi, strict=True)
    ]


def test_both_stand_behind_the_rapor_where_they_are_asked_for(iki: Iki, forms: Path) -> None:
    kecil.move_into(Path())
    shutil.copytree(forms, "input_templates")
    asked = ("proses", *kecil.OPTION, "--periode=2019-12", "--lkjip", "--tanpa-rapor", "--waktu=2020-01-03T09:00")
    assert iki(*asked).err == ""
    written = opened(Path("output/2019-12/IKI_2019-12_contoh.xlsx"), cached=True)
    assert written.sheetnames == [
        "Ringkasan", "Rekap", "Tren", "Umum", "Pelayanan", "Ketertiban", "LKjIP", "SKP", "Kelengkapan", "Temuan",
        "Target", "Rumus", "Hitungan", "Data", "Grafik", "Tentang", "Sidik",
    ]  # fmt: skip
    told = {row[0].value: row[1].value for row in written["Tentang"].iter_rows()}
    assert {name: told[name] for name in ("Perintah", "LKjIP", "SKP")} == {
        "Perintah": "iki proses --periode 2019-12 --lkjip",
        "LKjIP": "bahan laporan kinerja setahun, dengan tahun lalu",
        "SKP": "bahan SKP tiap pejabat, untuk disalin",
    }
