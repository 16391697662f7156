"""What comes to the mean, the largest or the smallest of its months: akumulasi rata, tertinggi and terendah."""

from __future__ import annotations

import functools
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from iki_excel import report
from iki_excel.decree.settings import Pengecualian
from tests.grounds import targets
from tests.office import Office
from tests.random_years import KINDS_OVER_MONTHS, Year, random_year
from tests.result_tables import cells, columns
from tests.seeds import seeds
from tests.small_catalog import HEAD, SETTINGS, loaded
from tests.test_length import OF_RESULT, too_long
from tests.test_monthly import batch_of, column
from tests.test_report_formulas import unlike_spreadsheets
from tests.test_report_of_time import shown
from tests.test_years import NOON, reported
from tests.workbooks import opened
from tests.years import play

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars


def of_months(akumulasi: str) -> str:
    return (
        HEAD
        + f"""\
rumus = "indeks"

[[indikator.isian]]
kode = "indeks"
label = "Indeks kebersihan"
satuan = "nilai"
akumulasi = "{akumulasi}"

[[indikator.contoh]]
isian.indeks = 70
hasil = 70
"""
    )


# --- the year by hand ------------------------------------------------------------------------------------------------

JUNE = Pengecualian("pmd", "2019-06", "Kantor direnovasi", "Camat")

BY_HAND = [
    # typed              rata  tertinggi  terendah  status
    ({"indeks": 70},       70,        70,       70, "lengkap"),
    ({"indeks": 85},     77.5,        85,       70, "lengkap"),
    ({"indeks": "TB"},   77.5,        85,       70, "lengkap"),    # no month of it
    (None,               77.5,        85,       70, "sebagian"),   # no form
    ({"indeks": 40},       65,        85,       40, "sebagian"),
    (None,                 65,        85,       40, "sebagian"),   # excused
    ({"indeks": 0},     48.75,        85,        0, "sebagian"),   # 0 is a number
    ({"indeks": None},   None,      None,     None, "belum_lengkap"),
]  # fmt: skip


@pytest.mark.panjang
@pytest.mark.parametrize(("akumulasi", "at"), [("rata", 1), ("tertinggi", 2), ("terendah", 3)])
def test_months_without_a_value_are_passed_over(akumulasi: str, at: int, tmp_path: Path) -> None:
    settings = replace(SETTINGS, pengecualian=(JUNE,), target=targets({"PMD-1": 50}))
    batch = batch_of(tmp_path, [row[0] for row in BY_HAND], of_months(akumulasi), settings)
    assert column(batch, "realisasi") == [row[at] for row in BY_HAND]
    assert column(batch, "status") == [row[4] for row in BY_HAND]
    assert column(batch, "realisasi_bulan") == [70, 85, None, None, 40, None, 0, None]
    assert column(batch, "target") == [50] * 8  # of a keadaan: as much at any time


def test_a_wrong_entry_leaves_no_number(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, [{"indeks": 70}, {"indeks": "entah"}, {"indeks": 80}], of_months("rata"))
    assert column(batch, "status") == ["lengkap", "salah_isi", "salah_isi"]


COMPUTED = HEAD + """\
rumus = "persen"

[[indikator.isian]]
kode = "selesai"
label = "Permohonan yang selesai"
satuan = "permohonan"
akumulasi = "jumlah"

[[indikator.isian]]
kode = "masuk"
label = "Permohonan yang masuk"
satuan = "permohonan"
akumulasi = "jumlah"

[[indikator.hitung]]
kode = "persen"
label = "Persen yang selesai"
satuan = "%"
rumus = "selesai / masuk * 100"
akumulasi = "terendah"

[[indikator.contoh]]
isian = { selesai = 3, masuk = 4 }
hasil = 75
"""  # fmt: skip


def figures(*pairs: tuple[Any, Any]) -> list[dict[str, Any]]:
    return [dict(zip(("selesai", "masuk"), pair, strict=True)) for pair in pairs]


def test_of_a_computed_name_each_month_is_computed_first(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, figures((3, 4), (1, 2), (9, 10)), COMPUTED)
    assert column(batch, "realisasi") == [75, 50, 50]
    assert column(batch, "realisasi_bulan") == [75, 50, 90]


def test_a_month_that_divides_by_zero_stays_as_it_does_in_a_sum(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, figures((3, 4), (0, 0), (9, 10)), COMPUTED)
    assert column(batch, "status") == ["lengkap", "pembagi_nol", "pembagi_nol"]
    assert column(batch, "realisasi") == [75, None, None]


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_the_report_says_and_shows_that_it_is_a_mean(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, [{"indeks": 70}, {"indeks": 85}, {"indeks": 80}], of_months("rata"))
    book = shown(batch, tmp_path)
    assert columns(book, "tblData", "Isian", "Angka", "S.d.", where={"Bulan": "Maret 2019"}) == [
        ("Indeks kebersihan", 80, 78.33)
    ]
    [rapor] = cells(book, "tblRapor_pmd")
    formats = [rapor[head].number_format for head in ("Bulan ini", "S.d. bulan ini")]
    assert (rapor["S.d. bulan ini"].value, formats) == (pytest.approx(235 / 3), ["#,##0.00_0"] * 2)
    assert columns(book, "tblRumus", "Rumus dalam kata", "Perhitungan s.d. bulan ini") == [
        ("Indeks kebersihan (rata-rata bulanan)", "78,33 = 78,33")
    ]


def test_the_mean_is_a_formula_of_all_its_months(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, [{"indeks": 70}, {"indeks": 85}, {"indeks": 80}], of_months("rata"))
    rows = cells(opened(report.build(batch, NOON)), "tblData")
    months = [row["Dihitung"].coordinate for row in rows]
    so_far = [",".join(months[:number]) for number in (1, 2, 3)]
    assert [row["S.d."].value for row in rows] == [f'=IF(COUNT({those})=0,"",AVERAGE({those}))' for those in so_far]


@pytest.mark.parametrize("akumulasi", ["rata", "tertinggi", "terendah"])
def test_it_is_a_keadaan_and_only_a_mean_has_decimals(akumulasi: str, tmp_path: Path) -> None:
    _, indikator = loaded(tmp_path, of_months(akumulasi)).indikator["PMD-1"]
    assert indikator.sifat == "keadaan"
    assert indikator.has_decimals == (akumulasi == "rata")


@pytest.mark.panjang
def test_no_formula_is_too_long_at_the_end_of_the_year(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, [{"indeks": month} for month in range(12)], of_months("rata"))
    assert column(batch, "realisasi")[-1] == 5.5
    assert too_long(report.build(batch, NOON), OF_RESULT) == {}


# --- random years ----------------------------------------------------------------------------------------------------


SEEDS = (1, 3, 5, 6, 9, 11, 14, 16, 17, 19)
"""Random years that together have all that the first twenty have."""


@functools.cache
def year_of(seed: int) -> Year:
    return random_year(random.Random(seed), KINDS_OVER_MONTHS)


@pytest.mark.parametrize("seed", seeds(SEEDS, 2))
def test_a_random_year_is_judged_as_the_rules_say(seed: int, tmp_path: Path) -> None:
    assert play(year_of(seed), tmp_path).differences == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", seeds([1, 4, 9], 1))
def test_the_report_of_a_random_year_is_what_spreadsheets_calculate(seed: int, office: Office, tmp_path: Path) -> None:
    path = reported(play(year_of(seed), tmp_path))
    assert unlike_spreadsheets(path, office) == []
