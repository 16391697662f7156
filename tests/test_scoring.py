"""Every status of a result, and how months add up: each test is the story of one indikator, month by month.

A story is a list of (periode, realisasi of that month, realisasi s.d., status). A month that is not in the table's
header did not come in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as few
from hypothesis import strategies as st

from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.settings import Aturan, Settings
from iki_excel.judging import checks, scoring
from iki_excel.judging.scoring import HASIL_COLUMNS, STATUS_WORDS
from tests.forms import answers_of, found, results, rounded, story

pytestmark = pytest.mark.decree

MONTHS = ["2019-01", "2019-02", "2019-03"]

# --- how months add up ------------------------------------------------------------------------------------------------


def test_numbers_of_the_months_are_summed() -> None:
    table = answers_of(
        "tata_usaha",
        """
        kode                | 2019-01 | 2019-02 | 2019-03
        surat               | 100     | 120     | 90
        dokumen_kepegawaian | 10      | 0       | nihil
        dokumen_arsip       | 5       | 7       | 1
        """,
    )
    assert story("TU-1", table, "2019-03") == [
        ("2019-01", 115, 115, "lengkap"),
        ("2019-02", 127, 242, "lengkap"),
        ("2019-03", 91, 333, "lengkap"),
    ]


def test_of_a_state_the_last_known_one_counts() -> None:
    table = answers_of("tata_usaha", "kode | 2019-01 | 2019-02 | 2019-03\ndokumen_sop | 14 | 13 | 15")
    assert story("TU-4", table, "2019-03") == [
        ("2019-01", 14, 14, "lengkap"),
        ("2019-02", 13, 13, "lengkap"),
        ("2019-03", 15, 15, "lengkap"),
    ]


def test_a_ratio_is_computed_anew_from_the_parts_added_up_never_averaged() -> None:
    table = answers_of(
        "sekretaris",
        """
        kode              | 2019-01 | 2019-02 | 2019-03
        hadir_tepat_waktu | 22      | 190     | 300
        jumlah_pns        | 1       | 10      | 20
        hari_kerja        | 22      | 19      | 20
        """,
    )
    assert story("SEK-1", table, "2019-03") == [
        ("2019-01", 100, 100, "lengkap"),
        ("2019-02", 100, 100, "lengkap"),
        ("2019-03", 75, rounded((22 + 190 + 300) / (22 + 190 + 400) * 100), "lengkap"),
    ]


def test_half_of_a_year_can_be_less_than_nothing() -> None:
    table = answers_of(
        "trantib",
        """
        kode                   | 2019-01 | 2019-02
        kriminalitas_tahun_lalu| 4       | 3
        kriminalitas_tahun_ini | 6       | 0
        pelanggaran_tahun_lalu | 8       | 2
        """,
    )
    assert story("TRA-2", table, "2019-02") == [
        ("2019-01", -25, -25, "lengkap"),
        ("2019-02", 150, 10, "lengkap"),
    ]


# --- what is missing, wrong or does not apply -------------------------------------------------------------------------


def test_a_month_that_did_not_come_leaves_a_sum_in_part() -> None:
    table = answers_of("trantib", "kode | 2019-02 | 2019-03\noperasi_keamanan | 2 | 3")
    assert story("TRA-1", table, "2019-03") == [
        ("2019-01", None, None, "belum_masuk"),
        ("2019-02", 2, 2, "sebagian"),
        ("2019-03", 3, 5, "sebagian"),
    ]


def test_a_state_needs_no_earlier_month() -> None:
    table = answers_of("tata_usaha", "kode | 2019-02\narea_bersih | 12")
    assert story("TU-5", table, "2019-03") == [
        ("2019-01", None, None, "belum_masuk"),
        ("2019-02", 12, 12, "lengkap"),
        ("2019-03", None, 12, "sebagian"),
    ]


def test_a_blank_number_leaves_a_sum_incomplete_until_it_is_filled() -> None:
    table = answers_of(
        "pmd",
        """
        kode             | 2019-01 | 2019-02 | 2019-03
        pembinaan_lkd    | 1       | 2       | 3
        sosialisasi_umkm | 0       |         | 1
        """,
    )
    assert story("PMD-2", table, "2019-03") == [
        ("2019-01", 1, 1, "lengkap"),
        ("2019-02", None, None, "belum_lengkap"),
        ("2019-03", 4, None, "belum_lengkap"),
    ]


def test_a_blank_state_falls_back_on_the_last_known_one() -> None:
    table = answers_of("tata_usaha", "kode | 2019-01 | 2019-02 | 2019-03\ndokumen_sop | | 14 | ")
    assert story("TU-4", table, "2019-03") == [
        ("2019-01", None, None, "belum_lengkap"),
        ("2019-02", 14, 14, "lengkap"),
        ("2019-03", None, 14, "sebagian"),
    ]


def test_the_parts_of_a_state_fall_back_together() -> None:
    table = answers_of(
        "sekretaris",
        """
        kode            | 2019-01 | 2019-02 | 2019-03
        sarpras_baik    | 90      |         | 50
        sarpras_seluruh | 100     | 60      | 60
        """,
    )
    assert story("SEK-2", table, "2019-03") == [
        ("2019-01", 90, 90, "lengkap"),
        ("2019-02", None, 90, "sebagian"),
        ("2019-03", rounded(50 / 60 * 100), rounded(50 / 60 * 100), "lengkap"),
    ]


def test_a_wrong_number_spoils_the_sum_until_it_is_mended() -> None:
    table = answers_of("trantib", "kode | 2019-01 | 2019-02 | 2019-03\noperasi_keamanan | 2 | dua | 3")
    assert story("TRA-1", table, "2019-03") == [
        ("2019-01", 2, 2, "lengkap"),
        ("2019-02", None, None, "salah_isi"),
        ("2019-03", 3, None, "salah_isi"),
    ]


def test_a_wrong_state_is_forgotten_with_the_next_one() -> None:
    table = answers_of("tata_usaha", "kode | 2019-01 | 2019-02 | 2019-03\ndokumen_sop | 14 | -1 | 15")
    assert story("TU-4", table, "2019-03") == [
        ("2019-01", 14, 14, "lengkap"),
        ("2019-02", None, None, "salah_isi"),
        ("2019-03", 15, 15, "lengkap"),
    ]


def test_numbers_that_contradict_each_other_are_not_computed_with() -> None:
    table = answers_of("sekretaris", "kode | 2019-01\nsarpras_baik | 136\nsarpras_seluruh | 135")
    assert story("SEK-2", table, "2019-01") == [("2019-01", None, None, "salah_isi")]


def test_a_wrong_supporting_figure_spoils_nothing() -> None:
    table = answers_of("pmd", "kode | 2019-01\nmusrenbang_peserta | 312\nmusrenbang_kegiatan | tujuh")
    assert story("PMD-3", table, "2019-01") == [("2019-01", 312, 312, "lengkap")]


def test_a_month_that_does_not_apply_is_left_out_with_all_its_parts() -> None:
    table = answers_of(
        "tata_pemerintahan",
        """
        kode                   | 2019-01 | 2019-02 | 2019-03
        kelahiran_jumlah       | TB      | 10      | 10
        kelahiran_tepat        | TB      | 9       | 1
        ktp_kk_jumlah          | 10      | 10      | 10
        ktp_kk_tepat           | 1       | 9       | 1
        kewarganegaraan_jumlah | 1       | 0       | TB
        kewarganegaraan_tepat  | 1       | 0       | TB
        """,
    )
    assert story("PEM-3", table, "2019-03") == [
        ("2019-01", None, None, "tidak_berlaku"),
        ("2019-02", 90, 90, "lengkap"),
        ("2019-03", None, 90, "lengkap"),
    ]


def test_a_state_that_no_longer_applies() -> None:
    table = answers_of("tata_usaha", "kode | 2019-01 | 2019-02 | 2019-03\narea_bersih | 12 | TB | 13")
    assert story("TU-5", table, "2019-03") == [
        ("2019-01", 12, 12, "lengkap"),
        ("2019-02", None, None, "tidak_berlaku"),
        ("2019-03", 13, 13, "lengkap"),
    ]


def test_nothing_to_divide_by_until_there_is() -> None:
    table = answers_of(
        "trantib",
        """
        kode                    | 2019-01 | 2019-02
        kriminalitas_tahun_lalu | 0       | 4
        kriminalitas_tahun_ini  | 2       | 1
        pelanggaran_tahun_lalu  | 0       | 4
        """,
    )
    assert story("TRA-2", table, "2019-02") == [
        ("2019-01", None, None, "pembagi_nol"),
        ("2019-02", 75, 25, "lengkap"),
    ]


def test_nothing_came_at_all() -> None:
    nothing = answers_of("trantib", "kode | 2019-01").iloc[:0]
    assert story("TRA-1", nothing, "2019-02") == [
        ("2019-01", None, None, "belum_masuk"),
        ("2019-02", None, None, "belum_masuk"),
    ]


# --- documents --------------------------------------------------------------------------------------------------------


def sek_3(*lines: str) -> pd.DataFrame:
    """The checklist of SEK-3: a line a document, ``lkjip.selesai | … | …``."""
    return answers_of("sekretaris", "\n".join([lines[0], *(f"perencanaan_laporan.{line}" for line in lines[1:])]))


def test_no_document_is_due_yet() -> None:
    assert story("SEK-3", sek_3("kode | 2019-01"), "2019-01") == [("2019-01", None, None, "belum_jatuh_tempo")]
    assert story("PEK-1", answers_of("program_keuangan", "kode | 2019-01"), "2019-01") == [
        ("2019-01", None, None, "belum_jatuh_tempo")
    ]


def test_a_document_counts_from_the_month_that_reports_it_and_its_own_month_is_asked_alone() -> None:
    table = sek_3(
        "kode          | 2019-01 | 2019-02    | 2019-03",
        "lkjip.selesai |         | 2019-02-20 |",
        "lkjip.mutu    |         | Ya         |",
        "renja.selesai |         |            | 2019-03-05",
        "renja.mutu    |         |            | Ya",
    )
    assert story("SEK-3", table, "2019-03") == [
        ("2019-01", None, None, "belum_jatuh_tempo"),
        ("2019-02", 100, 100, "lengkap"),
        ("2019-03", 33.33, 66.67, "lengkap"),
    ]


def test_documents_that_are_late_or_not_good_are_due_but_do_not_count() -> None:
    table = sek_3(
        "kode          | 2019-01 | 2019-02    | 2019-03    | 2019-04",
        "lkjip.selesai |         | 2019-02-28 |            |",
        "lkjip.mutu    |         | Tidak      |            |",
        "lppd.selesai  |         |            |            | 2019-04-02",
        "lppd.mutu     |         |            |            | Ya",
        "rkt.selesai   |         |            | 2019-03-01 |",
        "rkt.mutu      |         |            | Ya         |",
    )
    assert story("SEK-3", table, "2019-04") == [
        ("2019-01", None, None, "belum_jatuh_tempo"),
        ("2019-02", 0, 0, "lengkap"),
        ("2019-03", 33.33, 33.33, "lengkap"),
        ("2019-04", 0, 33.33, "lengkap"),
    ]


def test_of_several_entries_the_latest_counts_with_its_own_quality() -> None:
    table = sek_3(
        "kode          | 2019-01    | 2019-02    | 2019-03",
        "lkjip.selesai | 2019-01-20 | 2019-02-25 |",
        "lkjip.mutu    | Tidak      | Ya         |",
    )
    assert story("SEK-3", table, "2019-03") == [
        ("2019-01", 0, 0, "lengkap"),
        ("2019-02", 100, 100, "lengkap"),
        ("2019-03", 0, 50, "lengkap"),
    ]


def test_a_document_that_is_not_drawn_up_this_year_is_left_out_from_then_on() -> None:
    table = sek_3(
        "kode          | 2019-01 | 2019-02    | 2019-03 | 2019-04",
        "lkjip.selesai |         | 2019-02-20 |         |",
        "lkjip.mutu    |         | Ya         |         |",
        "lppd.selesai  | TB      |            |         | 2019-04-05",
        "lppd.mutu     |         |            |         | Ya",
    )
    assert story("SEK-3", table, "2019-04") == [
        ("2019-01", None, None, "belum_jatuh_tempo"),
        ("2019-02", 100, 100, "lengkap"),
        ("2019-03", 0, 100, "lengkap"),
        ("2019-04", 0, 50, "lengkap"),
    ]


def test_a_document_that_turns_out_not_to_be_drawn_up_takes_its_date_along() -> None:
    table = sek_3(
        "kode          | 2019-01    | 2019-02    | 2019-03",
        "lkjip.selesai |            | 2019-02-20 |",
        "lkjip.mutu    |            | Ya         |",
        "renja.selesai | 2019-01-20 | TB         |",
        "renja.mutu    | Tidak      |            |",
    )
    assert story("SEK-3", table, "2019-02") == [
        ("2019-01", 0, 0, "lengkap"),
        ("2019-02", 100, 100, "lengkap"),
    ]
    assert story("SEK-3", table, "2019-03")[-1] == ("2019-03", 0, 50, "lengkap")


def test_a_checklist_none_of_which_is_drawn_up() -> None:
    table = answers_of(
        "program_keuangan",
        """
        kode                          | 2019-01 | 2019-02
        perencanaan.renstra.selesai   | TB      |
        perencanaan.renja_rkt.selesai | TB      |
        perencanaan.rka.selesai       | TB      |
        """,
    )
    assert story("PEK-1", table, "2019-02") == [
        ("2019-01", None, None, "tidak_berlaku"),
        ("2019-02", None, None, "tidak_berlaku"),
    ]


@pytest.mark.parametrize("quality", ["", "TB"])
def test_a_finished_document_that_was_not_rated_is_incomplete(quality: str) -> None:
    table = sek_3("kode | 2019-02", "lkjip.selesai | 2019-02-20", f"lkjip.mutu | {quality}")
    assert story("SEK-3", table, "2019-02")[-1] == ("2019-02", None, None, "belum_lengkap")


def test_a_doubtful_date_spoils_the_checklist_until_it_is_mended() -> None:
    table = answers_of(
        "program_keuangan",
        """
        kode                    | 2019-01    | 2019-02
        pelaporan.lkjip.selesai | "4/1/2019" | 2019-02-20
        """,
    )
    assert story("PEK-2", table, "2019-02") == [
        ("2019-01", None, None, "salah_isi"),
        ("2019-02", 1, None, "salah_isi"),
    ]


def test_a_month_that_did_not_come_may_have_reported_a_document() -> None:
    table = answers_of("program_keuangan", "kode | 2019-02\npelaporan.lkjip.selesai | 2019-02-20")
    assert story("PEK-2", table, "2019-02") == [
        ("2019-01", None, None, "belum_masuk"),
        ("2019-02", 1, 1, "sebagian"),
    ]


def test_deadlines_are_those_of_the_office() -> None:
    table = sek_3("kode | 2019-01", "lkjip.selesai | 2019-01-20", "lkjip.mutu | Ya")
    early = Settings(batas_waktu={"lkjip": (1, 15), "perencanaan_laporan.rkt": (1, 10)})
    assert story("SEK-3", table, "2019-01") == [("2019-01", 100, 100, "lengkap")]
    assert story("SEK-3", table, "2019-01", early) == [("2019-01", 0, 0, "lengkap")]


# --- a survey ---------------------------------------------------------------------------------------------------------


def tu_3(**surveys: str) -> pd.DataFrame:
    """The survey, by month: january="…"."""
    months = {"january": "2019-01", "february": "2019-02", "march": "2019-03"}
    by_month = {months[name]: survey for name, survey in surveys.items()}
    return answers_of("tata_usaha", "kode | " + " | ".join(by_month), surveys=by_month)


def test_respondents_are_pooled_over_the_months() -> None:
    table = tu_3(january="4 4 4 4 4 4 4", february="1 1 1 1 1 1 1\n2 2 2 2 2 2 2\n1 1 1 1 1 1 1")
    assert story("TU-3", table, "2019-02") == [
        ("2019-01", 100, 100, "lengkap"),
        ("2019-02", rounded(4 / 3 * 25), rounded(8 / 4 * 25), "lengkap"),
    ]


def test_a_blank_answer_is_no_zero() -> None:
    table = tu_3(january="4 4 4 4 4 4 4\n4 . 4 . 4 4 2")
    assert story("TU-3", table, "2019-01") == [("2019-01", rounded((6 * 4 + 3) / 7 * 25), 96.43, "lengkap")]


def test_an_unsur_that_nobody_answered_leaves_the_survey_incomplete() -> None:
    assert story("TU-3", tu_3(january="4 4 4 . 4 4 4"), "2019-01") == [("2019-01", None, None, "belum_lengkap")]


def test_a_wrong_score_spoils_the_survey() -> None:
    assert story("TU-3", tu_3(january="4 4 4 5 4 4 4"), "2019-01") == [("2019-01", None, None, "salah_isi")]


def test_a_month_with_an_unsur_that_does_not_apply_is_left_out_with_its_respondents() -> None:
    table = tu_3(january="4 4 4 4 4 4 4", february="1 1 1 1 1 TB 1\n1 1 1 1 1 . 1", march="2 2 2 2 2 2 2")
    assert story("TU-3", table, "2019-03") == [
        ("2019-01", 100, 100, "lengkap"),
        ("2019-02", None, 100, "lengkap"),
        ("2019-03", 50, 75, "lengkap"),
    ]


# --- units, targets, the shape of the result --------------------------------------------------------------------------


def test_two_units_are_scored_at_once_and_apart() -> None:
    here = answers_of("trantib", "kode | 2019-01 | 2019-02\noperasi_keamanan | 2 | 3")
    there = answers_of("trantib", "kode | 2019-02\noperasi_keamanan | 70", unit="kertosono")
    both = pd.concat([there, here], ignore_index=True)
    assert story("TRA-1", both, "2019-02") == [("2019-01", 2, 2, "lengkap"), ("2019-02", 3, 5, "lengkap")]
    assert story("TRA-1", both, "2019-02", unit="kertosono") == [
        ("2019-01", None, None, "belum_masuk"),
        ("2019-02", 70, 70, "sebagian"),
    ]


def test_answers_of_other_units_and_months_are_not_counted(catalog: Catalog, settings: Settings) -> None:
    table = answers_of("trantib", "kode | 2018-12 | 2019-01 | 2019-04\noperasi_keamanan | 50 | 2 | 60")
    assert story("TRA-1", table, "2019-02")[0] == ("2019-01", 2, 2, "lengkap")
    hasil = scoring.score(table, catalog, settings, ["2019-01"], ["kertosono"]).hasil
    assert set(hasil["status"]) == {"belum_masuk"}


def test_there_is_a_row_for_each_unit_month_and_indikator_in_order(catalog: Catalog, settings: Settings) -> None:
    nothing = answers_of("pmd", "kode | 2019-01").iloc[:0]
    hasil = scoring.score(nothing, catalog, settings, MONTHS[:2], ["b", "a"]).hasil
    assert list(hasil.columns) == HASIL_COLUMNS
    assert hasil[["unit", "periode", "indikator"]].to_numpy().tolist() == [
        [unit, month, kode] for unit in ("a", "b") for month in MONTHS[:2] for kode in catalog.indikator
    ]


def test_capaian_and_predikat_follow_target_arah_and_cap(catalog: Catalog) -> None:
    table = answers_of(
        "trantib",
        """
        kode                    | 2019-01
        operasi_keamanan        | 3
        kriminalitas_tahun_lalu | 4
        kriminalitas_tahun_ini  | 3
        pelanggaran_tahun_lalu  | 10
        """,
    )
    office = Settings(target={"TRA-1": 2, "TRA-2": 8}, aturan=Aturan(arah={"TRA-2": "turun"}))
    hasil = scoring.score(table, catalog, office, ["2019-01"], ["ngronggot"]).hasil
    rows = hasil[hasil["jabatan"] == "trantib"]
    assert rows[["indikator", "realisasi", "target", "capaian", "predikat"]].to_numpy().tolist() == [
        ["TRA-1", 3, 2, 120, "Sangat Baik"],
        ["TRA-2", 10, 8, 75, "Cukup"],
    ]


def test_the_numbers_behind_a_result_are_told_by_name(catalog: Catalog, settings: Settings) -> None:
    table = answers_of(
        "sekretaris",
        """
        kode              | 2019-01 | 2019-02
        hadir_tepat_waktu | 22      | TB
        jumlah_pns        | 1       | 10
        hari_kerja        | 22      | 19
        """,
    )
    besaran = scoring.score(table, catalog, settings, MONTHS[:2], ["ngronggot"]).besaran
    rows = besaran[besaran["indikator"] == "SEK-1"][["nama", "periode", "bulan", "sd", "dihitung"]]
    assert rows.fillna(-1).to_numpy().tolist() == [
        ["hadir_tepat_waktu", "2019-01", 22, 22, True], ["hadir_tepat_waktu", "2019-02", -1, 22, False],
        ["jumlah_pns", "2019-01", 1, 1, True], ["jumlah_pns", "2019-02", 10, 1, False],
        ["hari_kerja", "2019-01", 22, 22, True], ["hari_kerja", "2019-02", 19, 22, False],
        ["hari_pns", "2019-01", 22, 22, True], ["hari_pns", "2019-02", 190, 22, False],
    ]  # fmt: skip


def test_it_is_told_of_which_documents_the_latest_entry_is_tb(catalog: Catalog, settings: Settings) -> None:
    table = sek_3("kode | 2019-01 | 2019-02 | 2019-03", "rkt.selesai | | TB |", "lkjip.selesai | TB | | 2019-02-20")
    besaran = scoring.score(table, catalog, settings, MONTHS, ["ngronggot"]).besaran
    assert besaran.loc[besaran["tb_sd"], ["nama", "periode"]].to_numpy().tolist() == [
        ["perencanaan_laporan.lkjip.selesai", "2019-01"],
        ["perencanaan_laporan.lkjip.selesai", "2019-02"],
        ["perencanaan_laporan.rkt.selesai", "2019-02"],
        ["perencanaan_laporan.rkt.selesai", "2019-03"],
    ]


# --- anything at all --------------------------------------------------------------------------------------------------

CELLS = ["", "0", "1", "7", "TB", "nihil", "ada", "-2", "1.5", "2019-01-20", "2019-03-09", "Ya"]
SURVEYS = ["", "TB . . . . . .", "4 4 4 4 4 4 4", "4 . 5 4 4 TB 4", "4 . 3 4 4 . 4"]


@pytest.mark.parametrize("jabatan", load_catalog().kode)
@few(max_examples=10, deadline=None)
@given(chance=st.randoms(use_true_random=False), months=st.sets(st.sampled_from(MONTHS), min_size=1).map(sorted))
def test_there_is_a_value_exactly_where_the_status_says_so(jabatan: str, chance: Random, months: list[str]) -> None:
    slots = [slot.kode for slot in load_catalog()[jabatan].slots if not slot.blok]
    lines = [["kode", *months], *([kode, *chance.choices(CELLS, k=len(months))] for kode in slots)]
    surveys = dict(zip(months, chance.choices(SURVEYS, k=len(months)), strict=True))
    table = answers_of(jabatan, "\n".join(map(" | ".join, lines)), surveys=surveys)
    marked = checks.mark_wrong(table, found(table))
    hasil = scoring.score(marked, Catalog((load_catalog()[jabatan],)), Settings(), MONTHS, ["ngronggot"]).hasil
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
    "SEK-1": (
        "sekretaris", ("hadir_tepat_waktu", "jumlah_pns", "hari_kerja"),
        lambda months: ratio(
            total(months, "hadir_tepat_waktu"), sum((m["jumlah_pns"] or 0) * (m["hari_kerja"] or 0) for m in months)
        ),
    ),
    "SEK-4": (
        "sekretaris", tuple(f"{name}_{part}" for name in FOUR for part in ("jumlah", "tepat")),
        lambda months: ratio(
            total(months, *(f"{name}_tepat" for name in FOUR)), total(months, *(f"{name}_jumlah" for name in FOUR))
        ),
    ),
    "TU-1": (
        "tata_usaha", ("surat", "dokumen_kepegawaian", "dokumen_arsip"),
        lambda months: total(months, "surat", "dokumen_kepegawaian", "dokumen_arsip"),
    ),
    "TRA-2": (
        "trantib", ("kriminalitas_tahun_lalu", "kriminalitas_tahun_ini", "pelanggaran_tahun_lalu"),
        lambda months: ratio(
            total(months, "kriminalitas_tahun_lalu") - total(months, "kriminalitas_tahun_ini"),
            total(months, "pelanggaran_tahun_lalu"),
        ),
    ),
}  # fmt: skip


def expected(months: Sequence[Month], reference: Callable[[Sequence[Month]], float | None]) -> tuple[float | None, str]:
    """The result after these months, in plain Python."""
    if any(value is None for month in months for value in month.values()):
        return None, "belum_lengkap"
    value = reference(months)
    return value, "pembagi_nol" if value is None else "lengkap"


@pytest.mark.parametrize("kode", REFERENCES)
@few(max_examples=25, deadline=None)
@given(data=st.data())
def test_results_equal_those_of_plain_python(kode: str, data: st.DataObject) -> None:
    jabatan, names, reference = REFERENCES[kode]
    months: list[Month] = [{name: data.draw(Number) for name in names} for _ in MONTHS]
    lines = [" | ".join([n, *("" if m[n] is None else str(m[n]) for m in months)]) for n in names]
    table = answers_of(jabatan, "\n".join([" | ".join(["kode", *MONTHS]), *lines]))
    assert [row[2:] for row in results(kode, table, MONTHS[-1], Settings())] == [
        expected(months[: n + 1], reference) for n in range(len(MONTHS))
    ]
