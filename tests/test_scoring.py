"""Every status of a result, and how months add up: each test is the story of one indikator, month by month.

A story is a list of (periode, realisasi of that month, realisasi s.d., status). A month that is not in the table's
header did not come in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as few
from hypothesis import strategies as st

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Aturan, Pengecualian, Settings
from iki_excel.decree.target_reading import read_target
from iki_excel.decree.toml import Table
from iki_excel.decree.toml_values import Written
from iki_excel.judging import checks, scoring
from iki_excel.judging.scoring import HASIL_COLUMNS, STATUS_WORDS
from iki_excel.runs.month import process
from iki_excel.words.errors import SettingsError
from iki_excel.words.periods import Periode
from tests.forms import answers_of, rounded, story
from tests.grounds import DECREE, KECIL, behind, targets
from tests.small_catalog import HEAD, SETTINGS, filled, loaded

MONTHS = ["2019-01", "2019-02", "2019-03"]

# --- how months add up ------------------------------------------------------------------------------------------------


def test_numbers_of_the_months_are_summed() -> None:
    table = answers_of(
        "umum",
        """
        kode  | 2019-01 | 2019-02 | 2019-03 | 2019-04
        surat | 100     | 120     | 90      | 0
        arsip | 5       | 0       | nihil   | 0
        """,
    )
    assert story("UM-1", table, "2019-04") == [
        ("2019-01", 105, 105, "lengkap"),
        ("2019-02", 120, 225, "lengkap"),
        ("2019-03", 90, 315, "lengkap"),
        ("2019-04", 0, 315, "lengkap"),
    ]


def test_of_a_state_the_last_known_one_counts() -> None:
    table = answers_of("ketertiban", "kode | 2019-01 | 2019-02 | 2019-03\nberas | 14.5 | 13 | 15")
    assert story("KT-3", table, "2019-03") == [
        ("2019-01", 14.5, 14.5, "lengkap"),
        ("2019-02", 13, 13, "lengkap"),
        ("2019-03", 15, 15, "lengkap"),
    ]


def test_a_ratio_is_computed_anew_from_the_parts_added_up_never_averaged() -> None:
    table = answers_of(
        "umum",
        """
        kode       | 2019-01 | 2019-02 | 2019-03
        hadir      | 22      | 190     | 300
        pegawai    | 1       | 10      | 20
        hari_kerja | 22      | 19      | 20
        """,
    )
    assert story("UM-2", table, "2019-03") == [
        ("2019-01", 100, 100, "lengkap"),
        ("2019-02", 100, 100, "lengkap"),
        ("2019-03", 75, rounded((22 + 190 + 300) / (22 + 190 + 400) * 100), "lengkap"),
    ]


def test_half_of_a_year_can_be_less_than_nothing() -> None:
    table = answers_of(
        "ketertiban",
        """
        kode       | 2019-01 | 2019-02
        tahun_lalu | 8       | 2
        tahun_ini  | 10      | 0
        """,
    )
    assert story("KT-2", table, "2019-02") == [
        ("2019-01", -25, -25, "lengkap"),
        ("2019-02", 100, 0, "lengkap"),
    ]


# --- what is missing, wrong or does not apply -------------------------------------------------------------------------


def test_a_month_that_did_not_come_leaves_a_sum_in_part() -> None:
    table = answers_of("ketertiban", "kode | 2019-02 | 2019-03\ngangguan | 2 | 3")
    assert story("KT-1", table, "2019-03") == [
        ("2019-01", None, None, "belum_masuk"),
        ("2019-02", 2, 2, "sebagian"),
        ("2019-03", 3, 5, "sebagian"),
    ]


def test_a_state_needs_no_earlier_month() -> None:
    table = answers_of("ketertiban", "kode | 2019-02\nberas | 12")
    assert story("KT-3", table, "2019-03") == [
        ("2019-01", None, None, "belum_masuk"),
        ("2019-02", 12, 12, "lengkap"),
        ("2019-03", None, 12, "sebagian"),
    ]


def test_what_is_computed_from_a_state_and_adds_up_needs_every_month(tmp_path: Path) -> None:
    added_up = """
rumus = "biaya"

[[indikator.isian]]
kode = "lampu"
label = "Jumlah lampu"
satuan = "lampu"
akumulasi = "terakhir"

[[indikator.hitung]]
kode = "biaya"
label = "Biaya lampu"
satuan = "rupiah"
akumulasi = "jumlah"
rumus = "lampu * 20"

[[indikator.contoh]]
isian = { lampu = 3 }
hasil = 60
"""
    catalog = loaded(tmp_path, HEAD + added_up)
    forms = [filled(tmp_path, catalog, month, {"lampu": lampu}) for month, lampu in (("2019-01", 3), ("2019-03", 4))]
    hasil = process(forms, catalog, SETTINGS, "2019-03").scores.hasil
    assert hasil[["realisasi", "status"]].to_numpy().tolist() == [
        [60, "lengkap"],
        [60, "sebagian"],
        [140, "sebagian"],
    ]


def test_a_blank_number_leaves_a_sum_incomplete_until_it_is_filled() -> None:
    table = answers_of(
        "umum",
        """
        kode  | 2019-01 | 2019-02 | 2019-03
        surat | 1       | 2       | 3
        arsip | 0       |         | 1
        """,
    )
    assert story("UM-1", table, "2019-03") == [
        ("2019-01", 1, 1, "lengkap"),
        ("2019-02", None, None, "belum_lengkap"),
        ("2019-03", 4, None, "belum_lengkap"),
    ]


def test_a_blank_beside_a_number_is_no_zero_also_where_the_other_does_not_apply() -> None:
    table = answers_of("umum", "kode | 2019-01 | 2019-02\nsurat | 40 |\narsip | 1 | TB")
    assert story("UM-1", table, "2019-02") == [
        ("2019-01", 41, 41, "lengkap"),
        ("2019-02", None, None, "belum_lengkap"),
    ]


def test_a_blank_state_falls_back_on_the_last_known_one() -> None:
    table = answers_of("ketertiban", "kode | 2019-01 | 2019-02 | 2019-03\nberas | | 14 | ")
    assert story("KT-3", table, "2019-03") == [
        ("2019-01", None, None, "belum_lengkap"),
        ("2019-02", 14, 14, "lengkap"),
        ("2019-03", None, 14, "sebagian"),
    ]


def test_the_parts_of_a_state_fall_back_together() -> None:
    table = answers_of(
        "umum",
        """
        kode           | 2019-01 | 2019-02 | 2019-03
        sarana_baik    | 90      |         | 50
        sarana_seluruh | 100     | 60      | 60
        """,
    )
    assert story("UM-3", table, "2019-03") == [
        ("2019-01", 90, 90, "lengkap"),
        ("2019-02", None, 90, "sebagian"),
        ("2019-03", rounded(50 / 60 * 100), rounded(50 / 60 * 100), "lengkap"),
    ]


def test_a_wrong_number_spoils_the_sum_until_it_is_mended() -> None:
    table = answers_of("ketertiban", "kode | 2019-01 | 2019-02 | 2019-03\ngangguan | 2 | dua | 3")
    assert story("KT-1", table, "2019-03") == [
        ("2019-01", 2, 2, "lengkap"),
        ("2019-02", None, None, "salah_isi"),
        ("2019-03", 3, None, "salah_isi"),
    ]


def test_a_wrong_state_is_forgotten_with_the_next_one() -> None:
    table = answers_of("ketertiban", "kode | 2019-01 | 2019-02 | 2019-03\nberas | 14 | -1 | 15")
    assert story("KT-3", table, "2019-03") == [
        ("2019-01", 14, 14, "lengkap"),
        ("2019-02", None, None, "salah_isi"),
        ("2019-03", 15, 15, "lengkap"),
    ]


@pytest.mark.parametrize(
    ("beras", "status"),
    [
        pytest.param("14 | -1 |", "salah_isi", id="blank_after_a_wrong_one"),
        pytest.param("14 | -1 | TB", "salah_isi", id="tb_after_a_wrong_one"),
        pytest.param("TB | TB |", "belum_lengkap", id="never_a_number_and_a_blank"),
        pytest.param("TB | TB | TB", "tidak_berlaku", id="never_a_number"),
    ],
)
def test_a_state_without_a_number_to_show(beras: str, status: str) -> None:
    table = answers_of("ketertiban", f"kode | 2019-01 | 2019-02 | 2019-03\nberas | {beras}")
    assert story("KT-3", table, "2019-03")[-1] == ("2019-03", None, None, status)


def reasons(table: pd.DataFrame, indikator: str, until: str) -> list[str]:
    """The status of each month as people read it."""
    catalog, settings = behind(indikator)
    hasil = scoring.score(table, catalog, settings, Periode(until).so_far, [settings.unit.kode]).hasil
    return hasil.loc[hasil["indikator"] == indikator, "status_kata"].tolist()


def test_a_state_says_that_a_month_between_was_blank() -> None:
    table = answers_of("ketertiban", "kode | 2019-01 | 2019-02 | 2019-03\nberas | 14 | | TB")
    assert reasons(table, "KT-3", "2019-03") == [
        "lengkap",
        "sebagian (isian bulan ini kosong)",
        "sebagian (isian bulan sebelumnya kosong)",
    ]


def test_a_change_against_nothing_says_whether_there_is_more_now() -> None:
    table = answers_of("ketertiban", "kode | 2019-01 | 2019-02\ntahun_lalu | 0 | 0\ntahun_ini | 0 | 2")
    assert reasons(table, "KT-2", "2019-02") == ["pembagi nol", "pembagi nol (meningkat dari nol)"]


def test_a_state_says_whether_its_month_is_blank_or_missing() -> None:
    table = answers_of("ketertiban", "kode | 2019-01 | 2019-02\nberas | 14 |")
    assert reasons(table, "KT-3", "2019-03") == [
        "lengkap",
        "sebagian (isian bulan ini kosong)",
        "sebagian (ada bulan yang belum masuk)",
    ]


def test_numbers_that_contradict_each_other_are_not_computed_with() -> None:
    table = answers_of("umum", "kode | 2019-01\nsarana_baik | 136\nsarana_seluruh | 135")
    assert story("UM-3", table, "2019-01") == [("2019-01", None, None, "salah_isi")]


def test_a_wrong_supporting_figure_spoils_nothing() -> None:
    table = answers_of("pelayanan", "kode | 2019-01\npenerima_layanan | tujuh", surveys={"2019-01": "4 3 2"})
    assert story("PL-1", table, "2019-01") == [("2019-01", 75, 75, "lengkap")]


def test_a_month_that_does_not_apply_is_left_out_with_all_its_parts() -> None:
    table = answers_of(
        "ketertiban",
        """
        kode       | 2019-01 | 2019-02 | 2019-03
        tahun_lalu | 30      | 10      | TB
        tahun_ini  | TB      | 9       | 70
        """,
    )
    assert story("KT-2", table, "2019-03") == [
        ("2019-01", None, None, "tidak_berlaku"),
        ("2019-02", 10, 10, "lengkap"),
        ("2019-03", None, 10, "lengkap"),
    ]


def test_a_state_stays_as_it_was_in_a_month_in_which_it_does_not_apply() -> None:
    table = answers_of("ketertiban", "kode | 2019-01 | 2019-02 | 2019-03\nberas | 12 | TB | 13")
    assert story("KT-3", table, "2019-03") == [
        ("2019-01", 12, 12, "lengkap"),
        ("2019-02", None, 12, "lengkap"),
        ("2019-03", 13, 13, "lengkap"),
    ]


def test_a_ratio_of_states_stays_as_it_was_where_one_of_them_does_not_apply() -> None:
    table = answers_of(
        "umum",
        """
        kode           | 2019-01 | 2019-02 | 2019-03
        sarana_baik    | 18      | TB      | 21
        sarana_seluruh | 24      | 30      |
        """,
    )
    assert story("UM-3", table, "2019-03") == [
        ("2019-01", 75, 75, "lengkap"),
        ("2019-02", None, 75, "lengkap"),
        ("2019-03", None, 75, "sebagian"),
    ]


def test_a_part_of_a_sum_that_does_not_apply_is_left_out_and_the_rest_is_the_sum() -> None:
    table = answers_of(
        "umum",
        """
        kode  | 2019-01 | 2019-02 | 2019-03
        surat | 40      | TB      | 30
        arsip | TB      | TB      | 5
        """,
    )
    assert story("UM-1", table, "2019-03") == [
        ("2019-01", 40, 40, "lengkap"),
        ("2019-02", None, 40, "lengkap"),
        ("2019-03", 35, 75, "lengkap"),
    ]


def test_a_month_without_working_days_takes_its_presence_along() -> None:
    table = answers_of(
        "umum",
        """
        kode       | 2019-01 | 2019-02 | 2019-03
        hadir      | 80      | 90      | 90
        pegawai    | 5       | 5       | 5
        hari_kerja | 20      | TB      | 20
        """,
    )
    assert story("UM-2", table, "2019-03") == [
        ("2019-01", 80, 80, "lengkap"),
        ("2019-02", None, 80, "lengkap"),
        ("2019-03", 90, 85, "lengkap"),
    ]


@pytest.mark.decree
def test_sp2d_that_does_not_apply_leaves_the_other_three_kinds() -> None:
    table = answers_of(
        "sekretaris",
        """
        kode              | 2019-01 | 2019-02
        panjar_jumlah     | 7       | 1
        panjar_tepat      | 4       | 1
        verifikasi_jumlah | 4       | 0
        verifikasi_tepat  | 2       | 0
        spp_spm_jumlah    | 3       | 0
        spp_spm_tepat     | 2       | 0
        sp2d_jumlah       | TB      | 5
        sp2d_tepat        | TB      | 5
        """,
    )
    assert story("SEK-4", table, "2019-02") == [
        ("2019-01", 57.14, 57.14, "lengkap"),
        ("2019-02", 100, 70, "lengkap"),
    ]


def test_nothing_to_divide_by_until_there_is() -> None:
    table = answers_of(
        "ketertiban",
        """
        kode       | 2019-01 | 2019-02
        tahun_lalu | 0       | 4
        tahun_ini  | 2       | 1
        """,
    )
    assert story("KT-2", table, "2019-02") == [
        ("2019-01", None, None, "pembagi_nol"),
        ("2019-02", 75, 25, "lengkap"),
    ]


def test_nothing_came_at_all() -> None:
    nothing = answers_of("ketertiban", "kode | 2019-01").iloc[:0]
    assert story("KT-1", nothing, "2019-02") == [
        ("2019-01", None, None, "belum_masuk"),
        ("2019-02", None, None, "belum_masuk"),
    ]


# --- documents --------------------------------------------------------------------------------------------------------


def um_4(*lines: str) -> pd.DataFrame:
    """The checklist of UM-4: a line a document, ``profil.selesai | … | …``."""
    return answers_of("umum", "\n".join([lines[0], *(f"laporan.{line}" for line in lines[1:])]))


def pl_2(*lines: str) -> pd.DataFrame:
    """The documents of PL-2, which are counted: a line a document, ``tamu.selesai | … | …``."""
    return answers_of("pelayanan", "\n".join([lines[0], *(f"buku.{line}" for line in lines[1:])]))


def test_no_document_is_due_yet() -> None:
    assert story("UM-4", um_4("kode | 2019-01"), "2019-01") == [("2019-01", None, None, "belum_jatuh_tempo")]
    assert story("PL-2", pl_2("kode | 2019-01"), "2019-01") == [("2019-01", None, None, "belum_jatuh_tempo")]


def test_a_document_counts_from_the_month_that_reports_it_and_its_own_month_is_asked_alone() -> None:
    table = um_4(
        "kode          | 2019-01 | 2019-02    | 2019-03",
        "profil.selesai  |         | 2019-02-20 |",
        "profil.mutu     |         | Ya         |",
        "rencana.selesai |         |            | 2019-03-05",
        "rencana.mutu    |         |            | Ya",
    )
    assert story("UM-4", table, "2019-03") == [
        ("2019-01", None, None, "belum_jatuh_tempo"),
        ("2019-02", 100, 100, "lengkap"),
        ("2019-03", 50, 66.67, "lengkap"),
    ]


def test_a_year_with_everything_in_time_reads_100_where_something_became_due() -> None:
    table = um_4(
        "kode            | 2019-01    | 2019-02 | 2019-03    | 2019-04 | 2019-05 | 2019-06",
        "profil.selesai  | 2019-01-20 |         |            |         |         |",
        "profil.mutu     | Ya         |         |            |         |         |",
        "kinerja.selesai |            |         | 2019-03-28 |         |         |",
        "kinerja.mutu    |            |         | Ya         |         |         |",
        "rencana.selesai |            |         |            |         |         | 2019-06-10",
        "rencana.mutu    |            |         |            |         |         | Ya",
    )
    assert story("UM-4", table, "2019-06") == [
        ("2019-01", 100, 100, "lengkap"),
        ("2019-02", None, 100, "lengkap"),
        ("2019-03", 100, 100, "lengkap"),
        ("2019-04", None, 100, "lengkap"),
        ("2019-05", None, 100, "lengkap"),
        ("2019-06", 100, 100, "lengkap"),
    ]


def test_a_count_of_a_month_is_of_what_became_due_in_it() -> None:
    table = pl_2(
        "kode           | 2019-01 | 2019-02    | 2019-03 | 2019-04",
        "profil.selesai |         | 2019-02-20 |         |",
        "tamu.selesai   |         |            |         | 2019-04-02",
    )
    assert story("PL-2", table, "2019-04") == [
        ("2019-01", None, None, "belum_jatuh_tempo"),
        ("2019-02", 1, 1, "lengkap"),
        ("2019-03", 0, 1, "lengkap"),
        ("2019-04", None, 1, "lengkap"),
    ]


def test_documents_that_are_late_or_not_good_are_due_but_do_not_count() -> None:
    table = um_4(
        "kode          | 2019-01 | 2019-02    | 2019-03    | 2019-04",
        "profil.selesai  |         | 2019-02-28 |            |",
        "profil.mutu     |         | Tidak      |            |",
        "kinerja.selesai  |         |            |            | 2019-04-02",
        "kinerja.mutu     |         |            |            | Ya",
        "rencana.selesai   |         |            | 2019-03-01 |",
        "rencana.mutu      |         |            | Ya         |",
    )
    assert story("UM-4", table, "2019-04") == [
        ("2019-01", None, None, "belum_jatuh_tempo"),
        ("2019-02", 0, 0, "lengkap"),
        ("2019-03", 50, 33.33, "lengkap"),
        ("2019-04", None, 33.33, "lengkap"),
    ]


def test_of_several_entries_the_latest_counts_with_its_own_quality() -> None:
    table = um_4(
        "kode          | 2019-01    | 2019-02    | 2019-03",
        "profil.selesai  | 2019-01-20 | 2019-02-25 |",
        "profil.mutu     | Tidak      | Ya         |",
    )
    assert story("UM-4", table, "2019-03") == [
        ("2019-01", 0, 0, "lengkap"),
        ("2019-02", None, 100, "lengkap"),
        ("2019-03", 0, 50, "lengkap"),
    ]


def test_a_document_that_is_not_drawn_up_this_year_is_left_out_from_then_on() -> None:
    table = um_4(
        "kode          | 2019-01 | 2019-02    | 2019-03 | 2019-04",
        "profil.selesai  |         | 2019-02-20 |         |",
        "profil.mutu     |         | Ya         |         |",
        "kinerja.selesai  | TB      |            |         | 2019-04-05",
        "kinerja.mutu     |         |            |         | Ya",
    )
    assert story("UM-4", table, "2019-04") == [
        ("2019-01", None, None, "belum_jatuh_tempo"),
        ("2019-02", 100, 100, "lengkap"),
        ("2019-03", None, 100, "lengkap"),
        ("2019-04", 0, 50, "lengkap"),
    ]


def test_a_document_that_turns_out_not_to_be_drawn_up_takes_its_date_along() -> None:
    table = um_4(
        "kode          | 2019-01    | 2019-02    | 2019-03",
        "profil.selesai  |            | 2019-02-20 |",
        "profil.mutu     |            | Ya         |",
        "rencana.selesai | 2019-01-20 | TB         |",
        "rencana.mutu    | Tidak      |            |",
    )
    assert story("UM-4", table, "2019-02") == [
        ("2019-01", 0, 0, "lengkap"),
        ("2019-02", 100, 100, "lengkap"),
    ]
    assert story("UM-4", table, "2019-03")[-1] == ("2019-03", 0, 50, "lengkap")


def test_a_checklist_none_of_which_is_drawn_up() -> None:
    table = um_4(
        "kode            | 2019-01 | 2019-02",
        "profil.selesai  | TB      |",
        "kinerja.selesai | TB      |",
        "rencana.selesai | TB      |",
    )
    assert story("UM-4", table, "2019-02") == [
        ("2019-01", None, None, "tidak_berlaku"),
        ("2019-02", None, None, "tidak_berlaku"),
    ]


@pytest.mark.parametrize("quality", ["", "TB"])
def test_a_finished_document_that_was_not_rated_is_incomplete(quality: str) -> None:
    table = um_4("kode | 2019-02", "profil.selesai  | 2019-02-20", f"profil.mutu  | {quality}")
    assert story("UM-4", table, "2019-02")[-1] == ("2019-02", None, None, "belum_lengkap")


def test_a_doubtful_date_spoils_the_checklist_until_it_is_mended() -> None:
    table = pl_2("kode | 2019-01 | 2019-02", 'profil.selesai | "4/1/2019" | 2019-02-20')
    assert story("PL-2", table, "2019-02") == [
        ("2019-01", None, None, "salah_isi"),
        ("2019-02", 1, 1, "lengkap"),
    ]


def test_a_wrong_entry_after_a_right_one_stands_until_a_later_form_puts_it_right() -> None:
    table = um_4(
        "kode           | 2019-01    | 2019-02 | 2019-03",
        "profil.selesai | 2019-01-20 | dua     | 2019-02-25",
        "profil.mutu    | Ya         |         | Ya",
    )
    assert story("UM-4", table, "2019-03") == [
        ("2019-01", 100, 100, "lengkap"),
        ("2019-02", None, None, "salah_isi"),
        ("2019-03", 0, 50, "lengkap"),
    ]


def test_a_blank_form_does_not_put_a_wrong_entry_right() -> None:
    table = pl_2("kode | 2019-01 | 2019-02 | 2019-03", 'profil.selesai | "4/1/2019" | |')
    assert [status for *_, status in story("PL-2", table, "2019-03")] == ["salah_isi"] * 3


def test_a_document_due_whose_standing_entry_is_wrong_has_no_month() -> None:
    table = um_4("kode | 2019-01 | 2019-02", "profil.selesai | dua |")
    assert story("UM-4", table, "2019-02")[-1] == ("2019-02", None, None, "salah_isi")


def test_a_month_that_did_not_come_may_have_reported_a_document() -> None:
    assert story("PL-2", pl_2("kode | 2019-02", "profil.selesai | 2019-02-20"), "2019-02") == [
        ("2019-01", None, None, "belum_masuk"),
        ("2019-02", 1, 1, "sebagian"),
    ]


def test_deadlines_are_those_of_the_office() -> None:
    table = um_4("kode | 2019-01", "profil.selesai  | 2019-01-20", "profil.mutu  | Ya")
    early = replace(KECIL.settings, batas_waktu={"profil": (1, 15), "laporan.rencana": (1, 10)})
    assert story("UM-4", table, "2019-01") == [("2019-01", 100, 100, "lengkap")]
    assert story("UM-4", table, "2019-01", early) == [("2019-01", 0, 0, "lengkap")]


# --- a survey ---------------------------------------------------------------------------------------------------------


def pl_1(**surveys: str) -> pd.DataFrame:
    """The survey, by month: january="…"."""
    months = {"january": "2019-01", "february": "2019-02", "march": "2019-03"}
    by_month = {months[name]: survey for name, survey in surveys.items()}
    return answers_of("pelayanan", "kode | " + " | ".join(by_month), surveys=by_month)


def test_respondents_are_pooled_over_the_months() -> None:
    table = pl_1(january="4 4 4", february="1 1 1\n2 2 2\n1 1 1")
    assert story("PL-1", table, "2019-02") == [
        ("2019-01", 100, 100, "lengkap"),
        ("2019-02", rounded(4 / 3 * 25), rounded(8 / 4 * 25), "lengkap"),
    ]


def test_a_blank_answer_is_no_zero() -> None:
    table = pl_1(january="4 4 4\n4 . 2")
    assert story("PL-1", table, "2019-01") == [("2019-01", rounded((4 + 4 + 3) / 3 * 25), 91.67, "lengkap")]


def test_an_unsur_that_nobody_answered_leaves_the_survey_incomplete() -> None:
    assert story("PL-1", pl_1(january="4 . 4"), "2019-01") == [("2019-01", None, None, "belum_lengkap")]


def test_a_wrong_score_spoils_the_survey() -> None:
    assert story("PL-1", pl_1(january="4 5 4"), "2019-01") == [("2019-01", None, None, "salah_isi")]


def test_tb_among_the_scores_of_a_survey_is_wrong() -> None:
    table = pl_1(january="4 4 4", february="1 TB 1\n1 . 1", march="2 2 2")
    assert story("PL-1", table, "2019-03") == [
        ("2019-01", 100, 100, "lengkap"),
        ("2019-02", None, None, "salah_isi"),
        ("2019-03", 50, None, "salah_isi"),
    ]


def test_a_month_without_a_survey_is_left_out() -> None:
    table = pl_1(january="4 4 4", february="TB TB TB", march="2 2 2")
    assert story("PL-1", table, "2019-03") == [
        ("2019-01", 100, 100, "lengkap"),
        ("2019-02", None, 100, "lengkap"),
        ("2019-03", 50, 75, "lengkap"),
    ]


# --- units, targets, the shape of the result --------------------------------------------------------------------------


def test_two_units_are_scored_at_once_and_apart() -> None:
    here = answers_of("ketertiban", "kode | 2019-01 | 2019-02\ngangguan | 2 | 3")
    there = answers_of("ketertiban", "kode | 2019-02\ngangguan | 70", unit="lain")
    both = pd.concat([there, here], ignore_index=True)
    assert story("KT-1", both, "2019-02") == [("2019-01", 2, 2, "lengkap"), ("2019-02", 3, 5, "lengkap")]
    assert story("KT-1", both, "2019-02", unit="lain") == [
        ("2019-01", None, None, "belum_masuk"),
        ("2019-02", 70, 70, "sebagian"),
    ]


def test_answers_of_other_units_and_months_are_not_counted(catalog: Catalog, settings: Settings) -> None:
    table = answers_of("ketertiban", "kode | 2018-12 | 2019-01 | 2019-04\ngangguan | 50 | 2 | 60")
    assert story("KT-1", table, "2019-02")[0] == ("2019-01", 2, 2, "lengkap")
    hasil = scoring.score(table, catalog, settings, ["2019-01"], ["lain"]).hasil
    assert set(hasil["status"]) == {"belum_masuk"}


def test_there_is_a_row_for_each_unit_month_and_indikator_in_order(catalog: Catalog, settings: Settings) -> None:
    nothing = answers_of("ketertiban", "kode | 2019-01").iloc[:0]
    hasil = scoring.score(nothing, catalog, settings, MONTHS[:2], ["b", "a"]).hasil
    assert list(scoring.exported(hasil).columns) == HASIL_COLUMNS
    assert hasil[["unit", "periode", "indikator"]].to_numpy().tolist() == [
        [unit, month, kode] for unit in ("a", "b") for month in MONTHS[:2] for kode in catalog.indikator
    ]


def test_capaian_and_predikat_follow_target_arah_and_cap(catalog: Catalog, settings: Settings) -> None:
    table = answers_of("ketertiban", "kode | 2019-01\ngangguan | 10\ntahun_lalu | 4\ntahun_ini | 3\nberas | 3")
    office = replace(
        settings, target=targets({"KT-1": 96, "KT-2": 20, "KT-3": 2}), aturan=Aturan(arah={"KT-2": "turun"})
    )
    hasil = scoring.score(table, catalog, office, [Periode("2019-01")], ["contoh"]).hasil
    rows = hasil[hasil["jabatan"] == "ketertiban"]
    assert rows[["indikator", "realisasi", "target", "target_tahun", "capaian", "predikat"]].to_numpy().tolist() == [
        ["KT-1", 10, 8, 96, 75, "Cukup"],
        ["KT-2", 25, 20, 20, 75, "Cukup"],
        ["KT-3", 3, 2, 2, 120, "Sangat Baik"],
    ]
    assert rows["tanpa_batas"].tolist() == [75, 75, 150]


Measured = list[tuple[float | None, float | None, float | None, str, str]]


def measured(indikator: str, table: pd.DataFrame, until: str, settings: Settings) -> Measured:
    """An indikator month by month: realisasi s.d., the target due, capaian, predikat and status."""
    columns = ["realisasi", "target", "capaian", "predikat", "status"]
    months, units = settings.months(Periode(until)), [settings.unit.kode]
    hasil = scoring.score(table, behind(indikator).catalog, settings, months, units).hasil
    rows = hasil.loc[hasil["indikator"] == indikator, columns].itertuples(index=False, name=None)
    return [(*map(rounded, numbers), predikat, status) for *numbers, predikat, status in rows]  # type: ignore[misc]


def with_target(kode: str, target: str, **changed: Any) -> Settings:
    """The settings of Kelurahan Contoh with this target, as iki.toml writes it."""
    table = Table(tomllib.loads(f'"{kode}" = {target}', parse_float=Written), "iki.toml", SettingsError)
    return replace(KECIL.settings, target={kode: read_target(table, kode)}, **changed)


@pytest.mark.parametrize(
    ("target_nol", "capaian"),
    [("dinilai", [(100, "Sangat Baik"), (0, "Sangat Kurang")]), ("tanpa_capaian", [(None, ""), (None, "")])],
)
def test_a_target_of_nothing_where_less_is_better(target_nol: str, capaian: list[tuple[float | None, str]]) -> None:
    table = answers_of("ketertiban", "kode | 2019-01 | 2019-02\ngangguan | 0 | 1")
    office = with_target("KT-1", "0", aturan=Aturan(target_nol=target_nol))
    assert [row[2:4] for row in measured("KT-1", table, "2019-02", office)] == capaian


def test_a_change_for_the_worse_has_a_capaian_of_0() -> None:
    table = answers_of("ketertiban", "kode | 2019-01\ntahun_lalu | 8\ntahun_ini | 11")
    assert measured("KT-2", table, "2019-01", with_target("KT-2", "10")) == [(-37.5, 10, 0, "Sangat Kurang", "lengkap")]


def test_a_target_that_is_a_range_is_met_inside_it_and_goes_out_as_it_is_written() -> None:
    table = answers_of("ketertiban", "kode | 2019-01 | 2019-02 | 2019-03 | 2019-04\nberas | 85 | 60 | 120 | 0")
    office = with_target("KT-3", "{ dari = 80, sampai = 90 }")
    assert measured("KT-3", table, "2019-04", office) == [
        (85, None, 100, "Sangat Baik", "lengkap"),
        (60, None, 75, "Cukup", "lengkap"),
        (120, None, 75, "Cukup", "lengkap"),
        (0, None, 0, "Sangat Kurang", "lengkap"),
    ]
    hasil = scoring.score(table, KECIL.catalog, office, ["2019-01"], ["contoh"]).hasil
    out = scoring.exported(hasil[hasil["indikator"] == "KT-3"])
    assert out[["target", "target_tahun"]].to_numpy().tolist() == [["80–90", "80–90"]]


EACH_MONTH = {
    "120": [10] * 12,
    "{ bulan = 10 }": [10] * 12,
    "{ triwulan = [30, 60, 30, 90] }": [10] * 3 + [20] * 3 + [10] * 3 + [30] * 3,
    "{ semester = [60, 120] }": [10] * 6 + [20] * 6,
}


@pytest.mark.parametrize("target", EACH_MONTH)
def test_an_office_exactly_on_schedule_has_capaian_100_in_every_month(target: str) -> None:
    months = Periode("2019").months
    table = answers_of("umum", f"kode | {' | '.join(months)}\nsurat | {' | '.join(map(str, EACH_MONTH[target]))}\n"
                               f"arsip | {' | '.join(['0'] * 12)}")  # fmt: skip
    rows = measured("UM-1", table, "2019-12", with_target("UM-1", target))
    assert [row[2:] for row in rows] == [(100, "Sangat Baik", "lengkap")] * 12


def test_on_schedule_by_a_jadwal_is_100_from_its_first_month_on_and_nothing_before() -> None:
    table = answers_of(
        "umum", "kode | 2019-01 | 2019-02 | 2019-03 | 2019-04\nsurat | 0 | 2 | 0 | 3\narsip | 0 | 0 | 0 | 0"
    )
    office = with_target("UM-1", '{ jadwal = { "2019-02" = 2, "2019-04" = 3 } }')
    assert measured("UM-1", table, "2019-04", office) == [
        (0, None, None, "", "belum_jatuh_tempo"),
        (2, 2, 100, "Sangat Baik", "lengkap"),
        (2, 2, 100, "Sangat Baik", "lengkap"),
        (5, 5, 100, "Sangat Baik", "lengkap"),
    ]


def test_before_a_jadwal_begins_a_missing_month_is_not_what_is_said() -> None:
    table = answers_of("umum", "kode | 2019-02 | 2019-03\nsurat | 3 | 4\narsip | 0 | 0")
    office = with_target("UM-1", '{ jadwal = { "2019-03" = 5 } }')
    assert measured("UM-1", table, "2019-03", office) == [
        (None, None, None, "", "belum_masuk"),
        (3, None, None, "", "belum_jatuh_tempo"),
        (7, 5, 120, "", "sebagian"),
    ]


def test_the_whole_of_a_flow_fills_up() -> None:
    table = answers_of("umum", "kode | 2019-01 | 2019-02\nsurat | 10 | 10\narsip | 0 | 0")
    assert measured("UM-1", table, "2019-02", with_target("UM-1", "{ tetap = 40 }")) == [
        (10, 40, 25, "Sangat Kurang", "lengkap"),
        (20, 40, 50, "Sangat Kurang", "lengkap"),
    ]


def test_of_documents_the_target_is_what_is_due_and_at_most_the_number() -> None:
    table = pl_2(
        "kode           | 2019-01 | 2019-02    | 2019-03",
        "profil.selesai |         | 2019-02-20 |",
        "tamu.selesai   |         |            | 2019-03-31",
    )
    assert measured("PL-2", table, "2019-03", KECIL.settings) == [
        (None, None, None, "", "belum_jatuh_tempo"),
        (1, 1, 100, "Sangat Baik", "lengkap"),
        (2, 2, 100, "Sangat Baik", "lengkap"),
    ]
    assert [row[1] for row in measured("PL-2", table, "2019-03", with_target("PL-2", "1"))] == [None, 1, 1]


def test_a_document_that_is_not_drawn_up_is_no_part_of_the_target() -> None:
    table = pl_2("kode | 2019-01 | 2019-02 | 2019-03", "tamu.selesai | | | TB", "profil.selesai | | 2019-02-20 |")
    assert measured("PL-2", table, "2019-03", KECIL.settings)[-1] == (1, 1, 100, "Sangat Baik", "lengkap")
    hasil = scoring.score(table, KECIL.catalog, KECIL.settings, Periode("2019-03").so_far, ["contoh"]).hasil
    assert hasil.loc[hasil["indikator"] == "PL-2", "target_tahun"].tolist() == [2, 2, 1]


def test_where_no_document_is_drawn_up_there_is_no_target() -> None:
    table = pl_2("kode | 2019-01", "tamu.selesai | TB", "profil.selesai | TB")
    assert measured("PL-2", table, "2019-01", with_target("PL-2", "2")) == [(None, None, None, "", "tidak_berlaku")]


# --- months that are excused, and the first one of an office ----------------------------------------------------------


def excused(jabatan: str, *periode: str) -> dict[str, Any]:
    return {"pengecualian": tuple(Pengecualian(jabatan, one, "Jabatan kosong", "Lurah") for one in periode)}


def test_an_excused_month_is_not_missing_and_lessens_a_target_of_the_year() -> None:
    table = answers_of("umum", "kode | 2019-01 | 2019-03\nsurat | 10 | 10\narsip | 0 | 0")
    office = with_target("UM-1", "120", **excused("umum", "2019-02"))
    assert measured("UM-1", table, "2019-03", office) == [
        (10, 10, 100, "Sangat Baik", "lengkap"),
        (10, 10, 100, "Sangat Baik", "lengkap"),
        (20, 20, 100, "Sangat Baik", "lengkap"),
    ]


def test_tb_typed_in_a_form_does_not_lessen_a_target() -> None:
    table = answers_of("umum", "kode | 2019-01 | 2019-02\nsurat | 10 | TB\narsip | 0 | TB")
    assert measured("UM-1", table, "2019-02", with_target("UM-1", "120"))[-1] == (
        10, 20, 50, "Sangat Kurang", "lengkap",
    )  # fmt: skip


def test_an_exception_excuses_nothing_where_the_form_came() -> None:
    table = answers_of("umum", "kode | 2019-01 | 2019-02\nsurat | 10 | 10\narsip | 0 | 0")
    office = with_target("UM-1", "120", **excused("umum", "2019-02"))
    assert measured("UM-1", table, "2019-02", office)[-1] == (20, 20, 100, "Sangat Baik", "lengkap")


def test_where_all_months_are_excused_nothing_applies() -> None:
    nothing = answers_of("umum", "kode | 2019-01").iloc[:0]
    office = with_target("UM-1", "120", **excused("umum", "2019-01", "2019-02"))
    assert measured("UM-1", nothing, "2019-02", office) == [(None, None, None, "", "tidak_berlaku")] * 2


def test_an_excused_month_says_nothing_of_documents_and_their_deadlines_go_on() -> None:
    table = um_4("kode | 2019-01 | 2019-03", "profil.selesai | 2019-01-20 |", "profil.mutu | Ya |")
    office = replace(KECIL.settings, **excused("umum", "2019-02"))
    assert story("UM-4", table, "2019-03", office) == [
        ("2019-01", 100, 100, "lengkap"),
        ("2019-02", None, 100, "lengkap"),
        ("2019-03", 0, 50, "lengkap"),
    ]


def test_an_office_that_begins_in_march_has_no_months_before_it() -> None:
    table = answers_of("umum", "kode | 2019-03 | 2019-04\nsurat | 10 | 10\narsip | 0 | 0")
    office = with_target("UM-1", "120", unit=replace(KECIL.settings.unit, mulai=Periode("2019-03")))
    assert measured("UM-1", table, "2019-04", office) == [
        (10, 10, 100, "Sangat Baik", "lengkap"),
        (20, 20, 100, "Sangat Baik", "lengkap"),
    ]


def test_a_document_from_before_the_office_began_is_due_only_where_it_is_reported() -> None:
    office = replace(KECIL.settings, unit=replace(KECIL.settings.unit, mulai=Periode("2019-03")))
    silent = um_4("kode | 2019-03", "kinerja.selesai | 2019-03-20", "kinerja.mutu | Ya")
    told = um_4("kode | 2019-03", "profil.selesai | 2019-03-20", "profil.mutu | Ya", "kinerja.selesai | 2019-03-20",
                "kinerja.mutu | Ya")  # fmt: skip
    assert [measured("UM-4", table, "2019-03", office)[-1][0] for table in (silent, told)] == [100, 50]


def test_the_numbers_behind_a_result_are_told_by_name(catalog: Catalog, settings: Settings) -> None:
    table = answers_of(
        "umum",
        """
        kode       | 2019-01 | 2019-02
        hadir      | 22      | TB
        pegawai    | 1       | 10
        hari_kerja | 22      | 19
        """,
    )
    besaran = scoring.score(table, catalog, settings, MONTHS[:2], ["contoh"]).besaran
    rows = besaran[besaran["indikator"] == "UM-2"][["nama", "periode", "bulan", "sd", "dihitung"]]
    assert rows.fillna(-1).to_numpy().tolist() == [
        ["hadir", "2019-01", 22, 22, True], ["hadir", "2019-02", -1, 22, False],
        ["pegawai", "2019-01", 1, 1, True], ["pegawai", "2019-02", 10, 1, False],
        ["hari_kerja", "2019-01", 22, 22, True], ["hari_kerja", "2019-02", 19, 22, False],
        ["hari_pegawai", "2019-01", 22, 22, True], ["hari_pegawai", "2019-02", 190, 22, False],
    ]  # fmt: skip


def test_it_is_told_of_which_documents_the_latest_entry_is_tb(catalog: Catalog, settings: Settings) -> None:
    table = um_4("kode | 2019-01 | 2019-02 | 2019-03", "rencana.selesai | | TB |", "profil.selesai | TB | | 2019-02-20")
    besaran = scoring.score(table, catalog, settings, MONTHS, ["contoh"]).besaran
    assert besaran.loc[besaran["tb_sd"], ["nama", "periode"]].to_numpy().tolist() == [
        ["laporan.profil.selesai", "2019-01"],
        ["laporan.profil.selesai", "2019-02"],
        ["laporan.rencana.selesai", "2019-02"],
        ["laporan.rencana.selesai", "2019-03"],
    ]


# --- anything at all --------------------------------------------------------------------------------------------------

CELLS = ["", "0", "1", "7", "TB", "nihil", "ada", "-2", "1.5", "2019-01-20", "2019-03-09", "Ya"]
SCORES = ["4", "4", "3", ".", "5", "TB"]
OF_DECREE = [pytest.mark.decree, pytest.mark.panjang]
EVERY = [*KECIL.catalog.kode, *(pytest.param(kode, marks=OF_DECREE) for kode in DECREE.catalog.kode)]


UNITS = [f"unit_{number}" for number in range(1, 11)]
"""What is asked of anything at all is asked of these together: a check and a score cost about the same of one unit."""


def by_chance(jabatan: str, chance: Random, unit: str) -> pd.DataFrame:
    """The answers of some months of a unit, whatever they are."""
    months = sorted(chance.sample(MONTHS, chance.randint(1, len(MONTHS))))
    slots = behind(jabatan).catalog[jabatan].asked
    cells = [slot.kode for slot in slots if not slot.blok]
    lines = [["kode", *months], *([kode, *chance.choices(CELLS, k=len(months))] for kode in cells)]
    unsur = len(slots) - len(cells)
    surveys = {month: " ".join(chance.choices(SCORES, k=unsur)) for month in months}
    return answers_of(jabatan, "\n".join(map(" | ".join, lines)), unit=unit, surveys=surveys)


@pytest.mark.parametrize("jabatan", EVERY)
@few(max_examples=2, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_there_is_a_value_exactly_where_the_status_says_so(jabatan: str, chance: Random) -> None:
    catalog, settings = behind(jabatan)
    table = pd.concat([by_chance(jabatan, chance, unit) for unit in UNITS], ignore_index=True)
    marked = checks.mark_wrong(table, checks.run(table, checks.Given(catalog, settings, None, units=tuple(UNITS))))
    hasil = scoring.score(marked, Catalog((catalog[jabatan],)), settings, MONTHS, UNITS).hasil
    assert set(hasil["status"]) <= set(STATUS_WORDS)
    assert (hasil["realisasi"].notna() == hasil["status"].isin(["lengkap", "sebagian"])).all()
    assert np.isfinite(hasil[["realisasi", "realisasi_bulan"]].to_numpy(na_value=0.0)).all()


Month = dict[str, int | None]
Number = st.one_of(st.none(), st.integers(0, 50))


def total(months: Sequence[Month], *names: str) -> int:
    """The sum of what these months say."""
    return sum(month[name] or 0 for month in months for name in names)


def ratio(above: float, below: float) -> float | None:
    """In percent; None where there is nothing to divide by."""
    return rounded(above / below * 100) if below else None


FOUR = ("panjar", "verifikasi", "spp_spm", "sp2d")
REFERENCES: dict[str, tuple[str, tuple[str, ...], Callable[[Sequence[Month]], float | None]]] = {
    "UM-1": ("umum", ("surat", "arsip"), lambda months: total(months, "surat", "arsip")),
    "UM-2": (
        "umum", ("hadir", "pegawai", "hari_kerja"),
        lambda months: ratio(
            total(months, "hadir"), sum((m["pegawai"] or 0) * (m["hari_kerja"] or 0) for m in months)
        ),
    ),
    "KT-1": ("ketertiban", ("gangguan",), lambda months: total(months, "gangguan")),
    "KT-2": (
        "ketertiban", ("tahun_lalu", "tahun_ini"),
        lambda months: ratio(
            total(months, "tahun_lalu") - total(months, "tahun_ini"), total(months, "tahun_lalu")
        ),
    ),
    "SEK-4": (
        "sekretaris", tuple(f"{name}_{part}" for name in FOUR for part in ("jumlah", "tepat")),
        lambda months: ratio(
            total(months, *(f"{name}_tepat" for name in FOUR)), total(months, *(f"{name}_jumlah" for name in FOUR))
        ),
    ),
}  # fmt: skip
OF_THE_DECREE = {"SEK-4"}


def expected(months: Sequence[Month], reference: Callable[[Sequence[Month]], float | None]) -> tuple[float | None, str]:
    """The result after these months, in plain Python."""
    if any(value is None for month in months for value in month.values()):
        return None, "belum_lengkap"
    value = reference(months)
    return value, "pembagi_nol" if value is None else "lengkap"


@pytest.mark.parametrize(
    "kode", [pytest.param(kode, marks=OF_DECREE if kode in OF_THE_DECREE else []) for kode in REFERENCES]
)
@few(max_examples=3, deadline=None)
@given(data=st.data())
def test_results_equal_those_of_plain_python(kode: str, data: st.DataObject) -> None:
    jabatan, names, reference = REFERENCES[kode]
    catalog, settings = behind(kode)
    drawn: dict[str, list[Month]] = {
        unit: [{name: data.draw(Number) for name in names} for _ in MONTHS] for unit in UNITS
    }
    tables = [answers_of(jabatan, as_table(names, months), unit=unit) for unit, months in drawn.items()]
    table = pd.concat(tables, ignore_index=True)
    hasil = scoring.score(table, Catalog((catalog[jabatan],)), settings, MONTHS, UNITS).hasil
    rows = hasil[hasil["indikator"] == kode].to_dict("records")
    told = {(row["unit"], row["periode"]): (rounded(row["realisasi"]), row["status"]) for row in rows}
    assert told == {
        (unit, month): expected(months[:many], reference)
        for unit, months in drawn.items()
        for many, month in enumerate(MONTHS, 1)
    }


def as_table(names: Sequence[str], months: Sequence[Month]) -> str:
    """What these months say, a line a name."""
    lines = [[name, *("" if month[name] is None else str(month[name]) for month in months)] for name in names]
    return "\n".join(map(" | ".join, [["kode", *MONTHS], *lines]))
