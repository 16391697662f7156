"""The roll-up of three units with two indikator, one of another decree and one not complete, sheet by sheet."""

from __future__ import annotations

import datetime as dt
import io
import math
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from iki_excel.decree.settings import Aturan
from iki_excel.judging.gabungan import (
    FILE_COLUMNS,
    FINDING_COLUMNS,
    FORM_COLUMNS,
    INDIKATOR_COLUMNS,
    RESULT_COLUMNS,
    SLOT_COLUMNS,
    UNIT_COLUMNS,
    Gabungan,
)
from iki_excel.report import gabungan as rollup
from iki_excel.words.periods import Periode
from tests.gnumeric import need_gnumeric, recalculated
from tests.office import Office
from tests.result_tables import columns
from tests.saved_cells import saved_formulas

NOON = dt.datetime(2019, 3, 6, 12)
JANUARY, FEBRUARY = Periode("2019-01"), Periode("2019-02")
CODED = {"unit", "sidik", "indikator", "jabatan", "periode", "predikat", "status", "keadaan", "kiriman"}
OF_A, OF_B = ("SK 1", "aaa"), ("SK 2", "bbb")

UNITS = [
    ("satu", "Kecamatan Satu", "Kabupaten Contoh", "", "", *OF_A, "Contoh/satu.xlsx", True, 90.0, 2, 2, False),
    ("dua", "Kecamatan Dua", "Kabupaten Contoh", "", "", *OF_A, "Contoh/dua.xlsx", False, 60.0, 1, 2, False),
    ("tiga", "Kecamatan Tiga", "Kabupaten Contoh", "", "", *OF_B, "", True, 100.0, 2, 2, False),
]
INDIKATOR = [
    ("s1", "AD-1", "Surat", "adm", "Administrasi", "surat", "aaa", 0),
    ("s2", "AD-2", "Hadir", "adm", "Administrasi", "%", "aaa", 1),
    ("s3", "AD-2", "Hadir", "adm", "Administrasi", "%", "bbb", 1),
]
HASIL = [
    ("satu", "s1", "AD-1", "adm", JANUARY, 8, 10, 75.0, "Cukup", "lengkap"),
    ("satu", "s1", "AD-1", "adm", FEBRUARY, 16, 20, 80.0, "Baik", "lengkap"),
    ("satu", "s2", "AD-2", "adm", FEBRUARY, 100, 100, 100.0, "Sangat Baik", "lengkap"),
    ("dua", "s1", "AD-1", "adm", FEBRUARY, 12, 20, 60.0, "Kurang", "lengkap"),
    ("dua", "s2", "AD-2", "adm", FEBRUARY, 90, 100, 90.0, "", "sebagian"),
    ("tiga", "s1", "AD-1", "adm", FEBRUARY, 16, 20, 80.0, "Baik", "lengkap"),
    ("tiga", "s3", "AD-2", "adm", FEBRUARY, 120, 100, 120.0, "Sangat Baik", "lengkap"),
]
FORMS = [
    ("satu", "adm", JANUARY, "sah", 0, "tepat waktu"), ("satu", "adm", FEBRUARY, "sah", 0, "terlambat"),
    ("dua", "adm", JANUARY, "belum masuk", 0, "belum masuk"),
    ("dua", "adm", FEBRUARY, "ada kesalahan", 2, "tepat waktu"),
    ("tiga", "adm", JANUARY, "dikecualikan", 0, "dikecualikan"), ("tiga", "adm", FEBRUARY, "sah", 0, "tepat waktu"),
]  # fmt: skip
TEMUAN = [
    ("dua", "belum_masuk", "galat", "Formulir belum masuk.", 1),
    ("dua", "kosong", "galat", "Isian wajib kosong.", 2),
    ("satu", "jauh", "peringatan", "Angka jauh dari bulan lalu.", 1),
]
BERKAS = [("satu", "dipakai", 2), ("dua", "dipakai", 1), ("tiga", "dipakai", 1), ("", "disisihkan", 1)]
SLOTS = [
    ("satu", "adm", FEBRUARY, "AD-1", "Surat masuk", "=8", 8.0, "surat", "isi", "a/b.xlsx", "Isian", "F8"),
    (
        "dua",
        "adm",
        FEBRUARY,
        "AD-1",
        "Surat masuk",
        "TB",
        math.nan,
        "surat",
        "tidak_berlaku",
        "a/c.xlsx",
        "Isian",
        "F8",
    ),
]


def table(rows: Sequence[Sequence[Any]], names: Sequence[str]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=names)
    return made.astype({name: "category" for name in names if name in CODED}) if "periode" in names else made


def three(**other: Any) -> Gabungan:
    units = table(UNITS, UNIT_COLUMNS)
    made = Gabungan(
        FEBRUARY, (JANUARY, FEBRUARY), Aturan(), units, table(INDIKATOR, INDIKATOR_COLUMNS),
        table(HASIL, RESULT_COLUMNS), table(FORMS, FORM_COLUMNS), table(TEMUAN, FINDING_COLUMNS),
        table(BERKAS, FILE_COLUMNS), table(SLOTS, SLOT_COLUMNS),
    )  # fmt: skip
    return replace(made, **other)


def opened(content: bytes, *, cached: bool = True) -> Workbook:
    return load_workbook(io.BytesIO(content), data_only=cached)


def many(units: int) -> Gabungan:
    """Units that are all complete, each with one indikator."""
    kode = [f"u{n:03d}" for n in range(units)]
    told = [(one, one.upper(), f"Kota {n % 2}", "", "", *OF_A, "", True, 50.0 + n, 1, 1, False)
            for n, one in enumerate(kode)]  # fmt: skip
    hasil = [(one, "s1", "AD-1", "adm", FEBRUARY, 1, 1, 50.0 + n, "Cukup", "lengkap") for n, one in enumerate(kode)]
    forms = [(one, "adm", FEBRUARY, "sah", 0, "tepat waktu") for one in kode]
    return three(
        units=table(told, UNIT_COLUMNS), hasil=table(hasil, RESULT_COLUMNS), forms=table(forms, FORM_COLUMNS),
        temuan=table([], FINDING_COLUMNS), indikator=table(INDIKATOR[:1], INDIKATOR_COLUMNS), slots=None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def content() -> bytes:
    return rollup.write(three(), NOON)


@pytest.fixture(scope="module")
def made(content: bytes) -> Workbook:
    return opened(content)


def phone(workbook: Workbook) -> list[tuple[Any, ...]]:
    """What Ringkasan says in the columns of a phone; each row ends in no blank."""
    found = []
    for row in workbook["Ringkasan"].iter_rows(max_col=4, values_only=True):
        while row and row[-1] is None:
            row = row[:-1]
        found.append(tuple(round(one, 2) if isinstance(one, float) else one for one in row))
    return found


def sheet(workbook: Workbook, name: str, first: int, last: int, width: int) -> list[tuple[Any, ...]]:
    return [*workbook[name].iter_rows(min_row=first, max_row=last, max_col=width, values_only=True)]


# --- what it says -----------------------------------------------------------------------------------------------------


def test_the_first_page_says_the_state_then_the_message_then_who_is_low_and_high(made: Workbook) -> None:
    assert phone(made) == [
        ("Kinerja 3 unit, Kabupaten Contoh",),
        ("Februari 2019 · dibuat 6 Maret 2019 12.00",),
        ("SEMENTARA: 2 dari 3 formulir sah",),
        ("Belum final. Yang masih ditunggu:",),
        ("– Kecamatan Dua: 1 formulir",),
        ("– Januari 2019: 1 formulir dari 1 unit",),
        ("Rata-rata capaian 2 dari 3 unit", None, 95, "dari 100"),
        ("1 dari 2 unit rata-ratanya mencapai target.",),
        ("Terlambat: 1 formulir dari 1 unit.",),
        ("Satu unit terendah", None, "capaian", "indikator"),
        ("satu", "Kecamatan Satu", 90, "2 dari 2"),
        ("Satu unit tertinggi", None, "capaian", "indikator"),
        ("tiga", "Kecamatan Tiga", 100, "2 dari 2"),
        ("Lembar lain",),
        ("Peta", None, "Sebaran"),
        ("Kelengkapan", None, "Temuan"),
        ("Peringkat", None, "Hasil"),
        ("Data", None, "Grafik"),
        ("Tentang",),
    ]


def test_the_map_has_a_row_a_unit_and_a_column_for_what_decrees_agree_on(made: Workbook) -> None:
    assert sheet(made, "Peta", 4, 7, 9) == [
        ("Kode unit", "Unit", "Rata-rata", "Predikat", "Indikator ikut", "dari", "AD-1", "AD-2 (A)", "AD-2 (B)"),
        ("satu", "Kecamatan Satu", 90, "Baik", 2, 2, 80, 100, None),
        ("dua", "Kecamatan Dua", 60, "sementara", 1, 2, 60, "sementara", None),
        ("tiga", "Kecamatan Tiga", 100, "Sangat Baik", 2, 2, 80, None, 120),
    ]


def test_the_mean_of_a_unit_is_a_live_formula_unless_its_indikator_weigh(content: bytes) -> None:
    units = table([(*UNITS[0][:-1], True), *UNITS[1:]], UNIT_COLUMNS)
    weighed = opened(rollup.write(three(units=units), NOON), cached=False)
    assert [opened(content, cached=False)["Peta"]["C5"].value, weighed["Peta"]["C5"].value] == [
        '=IFERROR(AVERAGE(G5:I5),"")', 90,
    ]  # fmt: skip


def test_the_spread_of_an_indikator_is_of_the_units_that_are_complete(made: Workbook) -> None:
    heads = ("Kode", "Banyak unit", "Terendah", "Kuartil 1", "Median", "Kuartil 3", "Tertinggi", "Unit terendah",
             "Unit tertinggi")  # fmt: skip
    assert columns(made, "tblSebaran", *heads) == [
        ("AD-1", 3, 60, 70, 80, 80, 80, "Kecamatan Dua", "2 unit"),
        ("AD-2 (A)", 1, 100, 100, 100, 100, 100, "Kecamatan Satu", "Kecamatan Satu"),
        ("AD-2 (B)", 1, 120, 120, 120, 120, 120, "Kecamatan Tiga", "Kecamatan Tiga"),
    ]


def test_units_of_one_capaian_share_a_place_and_other_decrees_stand_apart(made: Workbook) -> None:
    heads = ("Kode", "Peringkat", "Unit", "Capaian (%)", "Predikat", "± bulan lalu")
    assert columns(made, "tblPeringkat", *heads) == [
        ("AD-1", 1, "Kecamatan Satu", 80, "Baik", 5),
        ("AD-1", 1, "Kecamatan Tiga", 80, "Baik", None),
        ("AD-1", 3, "Kecamatan Dua", 60, "Kurang", None),
        ("AD-2 (A)", 1, "Kecamatan Satu", 100, "Sangat Baik", None),
        ("AD-2 (B)", 1, "Kecamatan Tiga", 120, "Sangat Baik", None),
    ]


def test_completeness_and_time_are_told_by_unit_and_month(made: Workbook) -> None:
    assert sheet(made, "Kelengkapan", 4, 7, 6) == [
        ("Kode unit", "Unit", "Jan 2019", "Feb 2019", "Waktu Jan 2019", "Waktu Feb 2019"),
        ("satu", "Kecamatan Satu", "1 dari 1", "1 dari 1", "tepat waktu", "1 terlambat"),
        ("dua", "Kecamatan Dua", "0 dari 1", "0 dari 1", "1 belum", "tepat waktu"),
        ("tiga", "Kecamatan Tiga", "dikecualikan", "1 dari 1", None, "tepat waktu"),
    ]


def test_kinds_of_temuan_are_told_by_how_often_they_are(made: Workbook) -> None:
    assert columns(made, "tblTemuan", "Temuan", "Tingkat", "Banyak", "Bagian", "Banyak unit", "Kode") == [
        ("Isian wajib kosong.", "galat", 2, 0.5, 1, "kosong"),
        ("Formulir belum masuk.", "galat", 1, 0.25, 1, "belum_masuk"),
        ("Angka jauh dari bulan lalu.", "peringatan", 1, 0.25, 1, "jauh"),
    ]


def test_every_result_stands_with_the_months_before_it(made: Workbook) -> None:
    heads = ("Kode unit", "Kode", "Jan 2019", "Realisasi s.d.", "Target s.d.", "Satuan", "Capaian (%)", "Predikat")
    assert columns(made, "tblHasil", *heads) == [
        ("satu", "AD-1", 75, 16, 20, "surat", 80, "Baik"),
        ("satu", "AD-2 (A)", None, 100, 100, "%", 100, "Sangat Baik"),
        ("dua", "AD-1", None, 12, 20, "surat", 60, "Kurang"),
        ("dua", "AD-2 (A)", None, 90, 100, "%", 90, "sementara"),
        ("tiga", "AD-1", None, 16, 20, "surat", 80, "Baik"),
        ("tiga", "AD-2 (B)", None, 120, 100, "%", 120, "Sangat Baik"),
    ]


def test_what_was_typed_stands_with_its_cell_and_never_as_a_formula(content: bytes) -> None:
    workbook = opened(content, cached=False)
    assert columns(workbook, "tblData", "Kode unit", "Bulan", "Diketik", "Angka", "Lembar", "Sel", "Berkas") == [
        ("satu", "Feb 2019", "=8", 8, "Isian", "F8", "a/b.xlsx"),
        ("dua", "Feb 2019", "TB", None, "Isian", "F8", "a/c.xlsx"),
    ]
    typed = workbook["Data"]["F5"]
    assert (typed.data_type, typed.quotePrefix) == ("s", True)


def test_the_decrees_are_told_with_their_units(made: Workbook) -> None:
    said = [row[:2] for row in made["Tentang"].iter_rows(values_only=True) if row[1]]
    assert [row for row in said if row[0] is None or str(row[0]).startswith(("Berkas", "Keputusan"))] == [
        ("Berkas", "5 berkas masuk: 4 dipakai, 1 disisihkan."),
        ("Keputusan A", "SK 1 · sidik aaa"),
        (None, "2 unit: Kecamatan Satu dan Kecamatan Dua"),
        ("Keputusan B", "SK 2 · sidik bbb"),
        (None, "1 unit: Kecamatan Tiga"),
    ]


def test_a_decree_that_shares_nothing_has_a_map_of_its_own() -> None:
    hasil = [("tiga", "s4", "XX-1", *row[3:]) if row[0] == "tiga" else row for row in HASIL if row[1] != "s3"]
    indikator = [*INDIKATOR[:2], ("s4", "XX-1", "Lain", "adm", "Administrasi", "", "bbb", 2)]
    workbook = opened(
        rollup.write(three(hasil=table(hasil, RESULT_COLUMNS), indikator=table(indikator, INDIKATOR_COLUMNS)), NOON)
    )
    assert [cell.value for cell in workbook["Peta"][4]] == [
        "Kode unit", "Unit", "Rata-rata", "Predikat", "Indikator ikut", "dari", "AD-1", "AD-2",
    ]  # fmt: skip
    assert sheet(workbook, "Peta lain", 4, 5, 7) == [
        ("Kode unit", "Unit", "Rata-rata", "Predikat", "Indikator ikut", "dari", "XX-1"),
        ("tiga", "Kecamatan Tiga", 80, "Baik", 1, 2, 80),
    ]


def test_many_units_are_drawn_by_how_many_have_which_predikat_and_told_by_kabupaten() -> None:
    workbook = opened(rollup.write(many(31), NOON))
    assert columns(workbook, "tblPredikat", "Predikat", "Banyak unit") == [
        ("Sangat Baik", 0), ("Baik", 5), ("Cukup", 10), ("Kurang", 15), ("Sangat Kurang", 1), ("sementara", 0),
        ("belum ada", 0),
    ]  # fmt: skip
    said = phone(workbook)
    assert said[2:5] == [
        ("LENGKAP: 31 dari 31 formulir sah",),
        ("Angka di bawah sudah final.",),
        ("Rata-rata capaian 31 dari 31 unit", None, 65, "dari 100"),
    ]
    start = said.index(("Rata-rata tiap kabupaten", None, "capaian", "unit"))
    assert said[start + 1 : start + 3] == [("Kota 0", None, 65, "16 dari 16"), ("Kota 1", None, 65, "15 dari 15")]


def test_more_than_a_thousand_units_are_counted_as_one_reads_numbers_here() -> None:
    workbook = opened(rollup.write(many(1_001), NOON))
    assert [workbook[sheet]["A1"].value for sheet in ("Ringkasan", "Peta", "Kelengkapan", "Hasil")] == [
        "Kinerja 1.001 unit", "Peta capaian 1.001 unit", "Kelengkapan formulir 1.001 unit",
        "Hasil 1.001 unit di 1 indikator",
    ]  # fmt: skip


# --- how it is made ---------------------------------------------------------------------------------------------------


def links(content: bytes, part: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        text = parts.read(part).decode() if part in parts.namelist() else ""
    return [one.partition('"')[0] for one in text.split('Target="')[1:]]


def test_a_unit_leads_to_its_own_workbook_but_not_in_the_copy_that_is_mailed(content: bytes) -> None:
    mailed = rollup.write(three(), NOON, for_mail=True)
    relations = "xl/worksheets/_rels/sheet2.xml.rels"
    assert [one for one in links(content, relations) if one.endswith(".xlsx")] == [
        "Contoh/satu.xlsx",
        "Contoh/dua.xlsx",
    ]
    assert [one for one in links(mailed, relations) if one.endswith(".xlsx")] == []


def test_a_copy_that_mail_would_not_take_is_without_its_long_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rollup, "MOST_MAILED", 1000)
    workbook = opened(rollup.write(three(), NOON, for_mail=True))
    assert workbook.sheetnames == ["Ringkasan", "Peta", "Sebaran", "Kelengkapan", "Temuan", "Grafik", "Tentang"]
    assert phone(workbook)[9:11] == [
        ("Peringkat, Hasil, dan Data terlalu panjang untuk buku",),
        ("kerja ini; lihat IKI_2019-02_rekap.sqlite di kantor",),
    ]


def test_nothing_found_is_said(content: bytes) -> None:
    workbook = opened(rollup.write(three(temuan=table([], FINDING_COLUMNS)), NOON))
    assert workbook["Temuan"]["A4"].value == "Beres: tidak ada temuan."


def test_the_same_tables_give_the_same_bytes(content: bytes) -> None:
    assert rollup.write(three(), NOON) == content


def test_no_cell_is_merged_and_no_formula_is_long(content: bytes) -> None:
    assert [one.title for one in opened(content) if one.merged_cells.ranges] == []
    assert max(len(one.formula) for one in saved_formulas(content).values()) <= 120


def _differing(cells: Mapping[tuple[str, str], Any], shown: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str]]:
    found = ((place, cell.value or None, shown[place[0]].get(place[1]) or None) for place, cell in cells.items())
    return [place for place, was, now in found if now != (pytest.approx(was) if isinstance(was, float) else was)]


@pytest.mark.panjang
@pytest.mark.libreoffice
def test_libreoffice_and_gnumeric_compute_what_was_saved(content: bytes, tmp_path: Path, office: Office) -> None:
    need_gnumeric()
    for number, one in enumerate((content, rollup.write(many(31), NOON))):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(one)
        formulas = saved_formulas(one)
        assert len(formulas) > 40
        assert _differing(formulas, recalculated(path)) == []
        assert _differing(formulas, office.values(path)) == []
