"""SEMENTARA: what is not complete says so, and what it waits for, on the console and on every sheet concerned; what is
complete says that there, too."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from iki_excel import report
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Pengecualian, Settings
from iki_excel.judging.batch import Batch
from iki_excel.judging.provisional import banner, banner_of, conclusion
from iki_excel.runs.month import process
from tests.forms import complete, edited, form, kodes
from tests.test_report_formulas import opened

KETERTIBAN = "tahun_lalu | 4\ntahun_ini | 3\nberas | 2\n"


class Folder:
    """What came in, form by form."""

    def __init__(self, folder: Path, catalog: Catalog, settings: Settings) -> None:
        self.path, self.catalog, self.settings = folder, catalog, settings

    def sound(self, *months: str, jabatan: str = "umum pelayanan ketertiban") -> Folder:
        for month in months:
            for kode in jabatan.split():
                complete(self.path, kode, month)
        return self

    def wrong(self, month: str, table: str, name: str = "") -> Folder:
        form(self.path, "ketertiban", month, KETERTIBAN + table, name=name)
        return self

    def batch(self, periode: str) -> Batch:
        return process([self.path], self.catalog, self.settings, periode)


@pytest.fixture
def came(tmp_path: Path, catalog: Catalog, settings: Settings) -> Folder:
    return Folder(tmp_path, catalog, settings)


def of_each(batch: Batch) -> list[str]:
    return [banner_of(batch, jabatan.kode) for jabatan in batch.catalog.jabatan]


# --- the sentences ----------------------------------------------------------------------------------------------------


def test_what_is_complete_is_not_provisional(came: Folder) -> None:
    batch = came.sound("2019-01", "2019-02").batch("2019-02")
    assert (banner(batch), of_each(batch)) == ("", ["", "", ""])


def test_the_last_word_on_a_complete_month_says_so(came: Folder) -> None:
    batch = came.sound("2019-01", "2019-02").batch("2019-02")
    assert conclusion(batch) == "Beres: Februari 2019 lengkap, 3 dari 3 formulir sah."


def test_the_last_word_on_any_other_month_is_what_it_waits_for(came: Folder) -> None:
    batch = came.sound("2019-02").batch("2019-02")
    assert conclusion(batch) == banner(batch)


def test_there_is_no_last_word_where_everybody_is_excused(came: Folder) -> None:
    vacant = [Pengecualian(kode, "2019-01", "Banjir.", "Camat") for kode in came.catalog.kode]
    came.settings = replace(came.settings, pengecualian=tuple(vacant))
    assert conclusion(came.batch("2019-01")) == ""


def test_a_form_that_is_missing_and_one_to_be_mended_are_waited_for(came: Folder) -> None:
    batch = came.sound("2019-01", jabatan="pelayanan").wrong("2019-01", "gangguan | 3 kasus").batch("2019-01")
    assert banner(batch) == (
        "SEMENTARA: 1 dari 3 formulir Januari 2019 sah; belum: Umum (belum masuk), Ketertiban (1 sel perlu diperbaiki)."
    )
    assert of_each(batch) == [
        "SEMENTARA: formulir bulan ini belum masuk.",
        "",
        "SEMENTARA: 1 sel formulir bulan ini perlu diperbaiki.",
    ]


def test_a_cell_is_counted_once_and_a_warning_is_none(came: Folder) -> None:
    complete(came.path, "umum", "2019-01", "hari_kerja | 21")
    batch = came.sound("2019-01", jabatan="pelayanan").wrong("2019-01", "gangguan | -1.5").batch("2019-01")
    assert [row for _, row in kodes(batch.checked.temuan)] == ["hari_kerja_berbeda", "negatif"]
    assert of_each(batch) == ["", "", "SEMENTARA: 1 sel formulir bulan ini perlu diperbaiki."]


def test_what_is_about_no_cell_is_said_as_such(came: Folder) -> None:
    came.sound("2019-01", jabatan="umum pelayanan").wrong("2019-01", "gangguan | -1", name="a")
    edited(came.path / "a.xlsx", lambda workbook: workbook["Isian"].delete_rows(17))
    batch = came.batch("2019-01")
    assert banner(batch) == (
        "SEMENTARA: 2 dari 3 formulir Januari 2019 sah; belum: Ketertiban (1 sel dan 1 hal lain perlu diperbaiki)."
    )
    assert of_each(batch)[2] == "SEMENTARA: 1 sel dan 1 hal lain di formulir bulan ini perlu diperbaiki."


def test_a_form_that_came_twice_is_to_be_mended_as_a_whole(came: Folder) -> None:
    came.sound("2019-01", jabatan="umum pelayanan")
    batch = came.wrong("2019-01", "gangguan | 3", "a").wrong("2019-01", "gangguan | 4", "b").batch("2019-01")
    assert banner(batch) == (
        "SEMENTARA: 2 dari 3 formulir Januari 2019 sah; belum: Ketertiban (formulirnya perlu diperbaiki)."
    )
    assert of_each(batch) == ["", "", "SEMENTARA: formulir bulan ini perlu diperbaiki."]


def test_earlier_months_are_waited_for_as_well(came: Folder) -> None:
    came.sound("2019-03").sound("2019-01", "2019-02", jabatan="umum").wrong("2019-02", "gangguan | 1.5")
    batch = came.batch("2019-03")
    assert banner(batch) == (
        "SEMENTARA: 3 dari 3 formulir Maret 2019 sah, tetapi Januari 2019: Pelayanan (belum masuk), Ketertiban (belum "
        "masuk); Februari 2019: Pelayanan (belum masuk), Ketertiban (1 sel perlu diperbaiki)."
    )
    assert of_each(batch) == [
        "",
        "SEMENTARA: formulir Januari dan Februari 2019 belum masuk.",
        "SEMENTARA: formulir Januari 2019 belum masuk; 1 sel formulir Februari 2019 perlu diperbaiki.",
    ]


def test_months_that_wait_for_the_same_are_told_together(came: Folder) -> None:
    batch = came.sound("2019-01", "2019-02", "2019-03", jabatan="umum pelayanan").batch("2019-03")
    assert banner(batch) == (
        "SEMENTARA: 2 dari 3 formulir Maret 2019 sah; belum: Ketertiban (belum masuk); Januari dan Februari 2019: "
        "Ketertiban (belum masuk)."
    )
    assert banner_of(batch, "ketertiban") == (
        "SEMENTARA: formulir bulan ini belum masuk; formulir Januari dan Februari 2019 belum masuk."
    )


def test_a_form_that_is_excused_is_not_waited_for(came: Folder) -> None:
    vacant = Pengecualian("pelayanan", "2019-01", "Jabatan kosong.", "Camat")
    came.settings = replace(came.settings, pengecualian=(vacant,))
    batch = came.sound("2019-01", jabatan="umum").batch("2019-01")
    assert banner(batch) == "SEMENTARA: 1 dari 2 formulir Januari 2019 sah; belum: Ketertiban (belum masuk)."
    assert banner_of(batch, "pelayanan") == ""


# --- where they are shown ---------------------------------------------------------------------------------------------


def shown(batch: Batch, folder: Path) -> Any:
    path = folder / "rekap.xlsx"
    path.write_bytes(report.build(batch, dt.datetime(2019, 4, 2, 9)))
    return opened(path, cached=True)


PROVISIONAL, COMPLETE = ("FF7A4E00", "FFFDEBC8"), ("FF1E6B3A", "FFDDF1E3")
"""Ink and paper of a state."""


def state_of(sheet: Any, width: str, look: tuple[str, str]) -> list[str]:
    """What is said below the title in a look, each line over all of so many columns and no further."""
    below = sheet.iter_rows(min_row=3)
    rows = list(itertools.takewhile(lambda cells: cells[0].fill.fgColor.rgb == look[1], below))
    for cells in rows:
        papers = [cell.column_letter for cell in cells if cell.fill.fgColor.rgb == look[1]]
        assert (papers[-1], len(papers)) == (width, cells[len(papers) - 1].column)
        assert cells[0].font.color.rgb == look[0]
    return [cells[0].value for cells in rows]


def test_they_stand_under_the_titles_over_the_whole_width(came: Folder) -> None:
    batch = came.sound("2019-01", jabatan="umum").wrong("2019-01", "gangguan | 1.5").batch("2019-01")
    workbook = shown(batch, came.path)
    assert state_of(workbook["Ringkasan"], "D", PROVISIONAL) == [
        "SEMENTARA: 1 dari 3 formulir Januari 2019 sah",
        "Belum final. Yang masih ditunggu:",
        "– Pelayanan: formulir belum masuk",
        "– Ketertiban: 1 sel perlu diperbaiki",
    ]
    for name, kode in (("Pelayanan", "pelayanan"), ("Ketertiban", "ketertiban")):
        assert state_of(workbook[name], "J", PROVISIONAL) == [banner_of(batch, kode)]
    assert state_of(workbook["Umum"], "J", COMPLETE) == ["LENGKAP: formulir bulan ini sah. Angka di bawah sudah final."]


def test_a_long_one_has_a_line_for_each_part_of_it(came: Folder) -> None:
    came.sound("2019-01", jabatan="umum pelayanan")
    assert state_of(shown(came.batch("2019-02"), came.path)["Ringkasan"], "D", PROVISIONAL) == [
        "SEMENTARA: 0 dari 3 formulir Februari 2019 sah",
        "Belum final. Yang masih ditunggu:",
        "– Umum: formulir belum masuk",
        "– Pelayanan: formulir belum masuk",
        "– Ketertiban: formulir belum masuk",
        "– Januari 2019: Ketertiban",
    ]


def test_where_nothing_is_waited_for_that_is_said_instead(came: Folder) -> None:
    workbook = shown(came.sound("2019-01").batch("2019-01"), came.path)
    assert state_of(workbook["Ringkasan"], "D", COMPLETE) == [
        "LENGKAP: 3 dari 3 formulir Januari 2019 sah",
        "Angka di bawah sudah final.",
    ]
    for name in ("Umum", "Pelayanan", "Ketertiban"):
        assert state_of(workbook[name], "J", COMPLETE) == [
            "LENGKAP: formulir bulan ini sah. Angka di bawah sudah final."
        ]


def test_a_survey_with_a_wrong_score_has_neither_nilai_nor_mutu(came: Folder) -> None:
    complete(came.path, "pelayanan", "2019-01", "penerima_layanan | 3", "4 4 4\n4 3 2\n4 2 3")
    form(came.path, "pelayanan", "2019-02", "penerima_layanan | 3", "4 4 4\n5 3 3\n4 4 4")
    told = []
    for month in ("2019-01", "2019-02"):
        sheet = shown(came.batch(month), came.path)["Pelayanan"]
        first = next(cell.row for cell in sheet["A"] if cell.value == "PL-1: NRR tiap unsur") + 1
        told.append([tuple(sheet.cell(row, column).value for column in (1, 4, 5)) for row in range(first, first + 6)])
    assert told == [
        [
            ("Prosedur", 4, 4), ("Waktu", 3, 3), ("Petugas", 3, 3),
            ("NRR tertimbang", pytest.approx(10 / 3), pytest.approx(10 / 3)), ("Nilai", 83.33, 83.33),
            ("Mutu pelayanan", "B", "B"),
        ],
        [
            ("Prosedur", 4, 4), ("Waktu", pytest.approx(11 / 3), pytest.approx(10 / 3)),
            ("Petugas", pytest.approx(11 / 3), pytest.approx(10 / 3)),
            ("NRR tertimbang", None, None), ("Nilai", None, None), ("Mutu pelayanan", None, None),
        ],
    ]  # fmt: skip
