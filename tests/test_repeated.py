"""A form that is last month's, and a survey that was held before: asked about once, where it is no chance."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.forms import Told, answers_of, found, told

FORM = "Semua isian sama persis dengan"
ASK = "sudah diisi; bila memang sama, jelaskan di kolom keterangan."


def repeats(*tables: pd.DataFrame) -> Told:
    """What is said of anything that was typed before."""
    temuan = told(found(pd.concat(tables, ignore_index=True)))
    return [one for one in temuan if one[1] in ("isi_berulang", "survei_berulang")]


def said(temuan: Told) -> list[str]:
    """What is found, without what to do."""
    return [pesan.partition(". ")[0] for _, _, pesan in temuan]


# --- forms ------------------------------------------------------------------------------------------------------------

UMUM = """
    kode           | 2019-01 | 2019-02 | 2019-03
    surat          | 412     | 412     | 388
    arsip          | 96      | 96      | 96
    hadir          | 431     | 431     | 431
    pegawai        | 22      | 22      | 22
    hari_kerja     | 22      | 20      | 20
    sarana_baik    | 31      | 31      | 31
    sarana_seluruh | TB      | TB      | TB
"""


def with_notes(table: pd.DataFrame, *notes: tuple[str, str, str]) -> pd.DataFrame:
    """The answers with keterangan: month, slot, and what it says."""
    table = table.copy()
    for month, slot, note in notes:
        table.loc[(table["periode"] == month) & (table["slot"] == slot), "keterangan"] = note
    return table


def test_a_form_of_the_same_numbers_as_a_month_ago_is_asked_about_once_whatever_its_working_days() -> None:
    assert repeats(answers_of("umum", UMUM)) == [
        ("Isian!F8", "isi_berulang", f"{FORM} Januari 2019. Periksa apakah formulir Februari 2019 {ASK}"),
    ]


def test_one_number_that_is_another_makes_it_another_form() -> None:
    assert repeats(answers_of("umum", UMUM.replace("| 31      | 31      |", "| 31      | 32      |"))) == []


def test_so_does_one_that_was_left_out_or_came_to_it() -> None:
    assert repeats(answers_of("umum", UMUM.replace("| 31      | 31      |", "|         | 31      |"))) == []
    assert repeats(answers_of("umum", UMUM.replace("| 31      | 31      |", "| 31      |         |"))) == []


def test_it_is_the_month_just_before_that_counts() -> None:
    assert repeats(answers_of("umum", UMUM.replace("2019-02", "2019-04").replace("2019-03", "2019-06"))) == []
    december = UMUM.replace("2019-01", "2018-12").replace("2019-02", "2019-01").replace("2019-03", "2019-05")
    assert said(repeats(answers_of("umum", december))) == [f"{FORM} Desember 2018"]


@pytest.mark.parametrize(
    ("notes", "is_told"),
    [
        ([("2019-02", "surat", "memang sama, lihat register")], False),
        ([("2019-01", "surat", "register 7"), ("2019-02", "surat", "register 9")], False),
        ([("2019-01", "surat", "register 7"), ("2019-02", "surat", "register 7")], True),
        ([("2019-01", "surat", "register 7")], True),
    ],
)
def test_a_keterangan_that_says_something_new_explains_it(notes: list[tuple[str, str, str]], is_told: bool) -> None:
    assert bool(repeats(with_notes(answers_of("umum", UMUM), *notes))) is is_told


def test_few_and_small_numbers_may_well_be_the_same_twice() -> None:
    small = "kode | 2019-01 | 2019-02\ngangguan | 3 | 3\ntahun_lalu | 1 | 1\ntahun_ini | 2 | 2\nberas | {0} | {0}"
    assert repeats(answers_of("ketertiban", small.format(3))) == []
    large = small.replace("tahun_lalu | 1 | 1", "tahun_lalu | 4 | 4")
    assert [cell for cell, *_ in repeats(answers_of("ketertiban", large.format(2.5)))] == ["Isian!F8"]


@pytest.mark.parametrize(
    ("february", "is_told"), [("2019-01-20", True), ("", True), ("2019-01-21", False)], ids=["same", "none", "other"]
)
def test_a_document_that_was_told_before_stays_as_it_is(february: str, is_told: bool) -> None:
    table = f"{UMUM}    laporan.profil.selesai | 2019-01-20 | {february} |"
    assert bool(repeats(answers_of("umum", table))) is is_told


def test_a_document_that_is_new_makes_it_another_form() -> None:
    assert repeats(answers_of("umum", f"{UMUM}    laporan.profil.selesai | | 2019-02-20 |")) == []


def test_forms_of_another_unit_are_no_earlier_ones() -> None:
    table = answers_of("umum", UMUM)
    january, february = (table[table["periode"] == month] for month in ("2019-01", "2019-02"))
    assert len(repeats(january, february)) == 1
    assert repeats(january, february.assign(unit="lain")) == []


# --- surveys ----------------------------------------------------------------------------------------------------------

MONTHS = "kode | 2019-01 | 2019-02 | 2019-03\npenerima_layanan | {} | {} | {}"
JANUARY = "4 3 2\n4 4 4\n1 2 3\n2 . 3\n4 4 4"
SAME_IN_ANOTHER_ORDER = "4 4 4\n2 . 3\n4 4 4\n1 2 3\n4 3 2"


def surveys(
    january: str = JANUARY, february: str = JANUARY, march: str = "3 3 3", served: tuple[int, ...] = (7, 8, 9)
) -> pd.DataFrame:
    held = {"2019-01": january, "2019-02": february, "2019-03": march}
    return answers_of("pelayanan", MONTHS.format(*served), surveys=held)


@pytest.mark.parametrize("february", [JANUARY, SAME_IN_ANOTHER_ORDER])
def test_a_survey_of_the_same_respondents_as_before_is_asked_about_at_its_first_score(february: str) -> None:
    assert repeats(surveys(february=february)) == [
        ("KEPUASAN!C9", "survei_berulang",
         "Skor 5 responden sama persis dengan Januari 2019. Ketik survei Februari 2019; bila memang survei yang sama, "
         "jelaskan di kolom keterangan."),
    ]  # fmt: skip


def test_an_earlier_survey_need_not_be_that_of_the_month_before() -> None:
    found_in_march = repeats(surveys(february="3 3 3", march=JANUARY))
    assert said(found_in_march) == ["Skor 5 responden sama persis dengan Januari 2019"]


@pytest.mark.parametrize(
    "february",
    [
        pytest.param(f"{JANUARY}\n4 4 4", id="one respondent more"),
        pytest.param(JANUARY.replace("1 2 3", "1 3 2"), id="two scores changed places"),
        pytest.param(JANUARY.replace("2 . 3", "2 3 ."), id="a blank elsewhere"),
    ],
)
def test_a_survey_that_differs_in_anything_is_another(february: str) -> None:
    assert repeats(surveys(february=february)) == []


@pytest.mark.parametrize(
    "both",
    [
        pytest.param("4 3 2\n4 4 4\n1 2 3\n2 . 3", id="four respondents"),
        pytest.param("4 4 4\n" * 40 + "3 3 3", id="everybody satisfied"),
        pytest.param("TB . .", id="no survey"),
    ],
)
def test_few_respondents_or_always_the_same_answer_may_be_chance(both: str) -> None:
    assert repeats(surveys(both, both)) == []


def test_a_keterangan_beside_the_survey_explains_it() -> None:
    table = surveys()
    of_february = (table["periode"] == "2019-02") & (table["responden"] > 0)
    assert repeats(table.assign(keterangan=table["keterangan"].where(~of_february, "survei triwulan I"))) == []


def test_the_survey_of_a_form_that_repeats_wholly_is_told_with_it_and_one_that_does_not_makes_it_another() -> None:
    def with_numbers(february: str) -> list[str]:
        months = "kode | 2019-01 | 2019-02\npenerima_layanan | 57 | 57"
        return [kode for _, kode, _ in repeats(answers_of("pelayanan", months, surveys={
            "2019-01": JANUARY, "2019-02": february}))]  # fmt: skip

    assert with_numbers(JANUARY) == ["survei_berulang"]  # one number is not enough
    assert with_numbers("1 1 1") == []
