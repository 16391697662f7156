"""How a typed value is read, and what a table of answers says by slot."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iki_excel.decree.fields import (
    DATE,
    FIELDS,
    ISI,
    KOSONG,
    REFUSALS,
    SALAH,
    STATE_WORDS,
    STATES,
    TIDAK_BERLAKU,
    shown,
)
from iki_excel.judging import answers_table, checks
from iki_excel.judging.batch import BELUM_MASUK
from iki_excel.judging.scoring import STATUS_WORDS
from iki_excel.words.plain import as_seen
from tests.forms import answers_of, date_number

SATUAN = {"bilangan": "orang", "skor": "skor 1–4", "tanggal": "tanggal", "ya_tidak": "Ya / Tidak"}


def reading(value: Any, tipe: str = "bilangan", satuan: str = "") -> tuple[str, Any]:
    """The state, and the number or the reason why there is none."""
    result = FIELDS[tipe].read(value, satuan or SATUAN[tipe])
    reason = result.alasan.kode if result.alasan else ""
    return result.keadaan, result.angka if result.keadaan == ISI else reason


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (12, 12), (12.0, 12), (12.5, 12.5), (0, 0), (-3, -3), (1e12, 1e12), ("12", 12), (" 12 ", 12), ("007", 7),
        ("+5", 5), ("-5", -5), ("−5", -5), ("1.250,5", 1250.5), ("1.250.000", 1250000), ("1.250.000,75", 1250000.75),
        ("12,5", 12.5), ("12.5", 12.5), ("0,125", 0.125), ("0.125", 0.125), ("3,1416", 3.1416), ("1234,5", 1234.5),
        ("１２", 12), ("１．２５０，５", 1250.5), ("\u00a012\u00a0", 12), ("\u202f12", 12), ("\u200b12", 12),
        ("12\n", 12), ("nihil", 0), ("NIHIL", 0), (" Nihil ", 0),
    ],
)  # fmt: skip
def test_a_certain_number_is_taken(typed: Any, number: float) -> None:
    assert reading(typed) == (ISI, number)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("1.234", "angka_meragukan"), ("1,234", "angka_meragukan"), ("12.345", "angka_meragukan"),
        ("1,234.5", "angka_meragukan"), ("1,234,567", "angka_meragukan"), ("1.23.4", "angka_meragukan"),
        ("1234.567", "angka_meragukan"),
        ("12 orang", "angka_bersatuan"), ("12orang", "angka_bersatuan"), ("Rp 12.000", "angka_bersatuan"),
        ("95 %", "angka_bersatuan"), ("95%", "angka_bersatuan"), ("1e5", "angka_bersatuan"),
        ("0x10", "angka_bersatuan"),
        ("-", "tanda_tanya"), ("–", "tanda_tanya"), ("?", "tanda_tanya"), ("n/a", "tanda_tanya"), ("NA", "tanda_tanya"),
        ("ada", "bukan_bilangan"), ("tidak ada", "bukan_bilangan"), ("1_000", "bukan_bilangan"),
        ("nan", "bukan_bilangan"), ("inf", "bukan_bilangan"), ("١٢", "bukan_bilangan"), ("१२", "bukan_bilangan"),
        ("12²", "angka_bersatuan"), ("10⁵", "angka_bersatuan"), ("½", "bukan_bilangan"), ("①", "bukan_bilangan"),
        ("(5)", "bukan_bilangan"), ("5-", "bukan_bilangan"), ("12 13", "bukan_bilangan"), ("=12", "bukan_bilangan"),
        (True, "bukan_bilangan"), (False, "bukan_bilangan"), (math.nan, "bukan_bilangan"),
        (math.inf, "angka_terlalu_besar"), (-1e13, "angka_terlalu_besar"), ("999999999999999", "angka_terlalu_besar"),
        (dt.date(2019, 2, 20), "tanggal_di_bilangan"), (dt.datetime(2019, 2, 20, 8), "tanggal_di_bilangan"),
        (dt.time(8, 30), "tanggal_di_bilangan"), (dt.timedelta(hours=36), "tanggal_di_bilangan"),
    ],
)  # fmt: skip
def test_what_is_no_certain_number_is_refused_with_its_reason(typed: Any, reason: str) -> None:
    assert reading(typed) == (SALAH, reason)


@pytest.mark.parametrize(("typed", "number"), [("95 %", 95), ("95%", 95), ("92,5 %", 92.5), ("95", 95)])
def test_a_percent_sign_is_taken_where_percent_is_asked(typed: str, number: float) -> None:
    assert reading(typed, satuan="%") == (ISI, number)


@pytest.mark.parametrize("typed", ["TB", "tb", " T.B. ", "tidak berlaku", "Tidak  Berlaku"])
@pytest.mark.parametrize("tipe", SATUAN)
def test_tb_does_not_apply_whatever_is_asked(typed: str, tipe: str) -> None:
    assert reading(typed, tipe) == (TIDAK_BERLAKU, "")


@pytest.mark.parametrize("typed", [None, "", " ", "\u00a0", "\n\t", "\u200b"])
@pytest.mark.parametrize("tipe", SATUAN)
def test_a_cell_with_nothing_to_see_is_blank(typed: Any, tipe: str) -> None:
    assert reading(typed, tipe) == (KOSONG, "")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (dt.date(2019, 2, 20), "2019-02-20"), (dt.datetime(2019, 2, 20, 15, 30), "2019-02-20"),
        ("20 Februari 2019", "2019-02-20"), ("20 februari 2019", "2019-02-20"), ("20 Feb 2019", "2019-02-20"),
        ("20-Feb-2019", "2019-02-20"), ("20 Pebruari 2019", "2019-02-20"), ("1 Nopember 2019", "2019-11-01"),
        ("3 Sept. 2019", "2019-09-03"), ("2019-02-20", "2019-02-20"), ("20/02/2019", "2019-02-20"),
        ("02/20/2019", "2019-02-20"), ("20.2.2019", "2019-02-20"), ("4/4/2019", "2019-04-04"),
        ("２０ Februari ２０１９", "2019-02-20"),
    ],
)  # fmt: skip
def test_a_certain_date_is_taken(typed: Any, day: str) -> None:
    assert reading(typed, "tanggal") == (ISI, date_number(day))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("1/4/2019", "tanggal_meragukan"), ("04-01-2019", "tanggal_meragukan"), ("12.11.2019", "tanggal_meragukan"),
        ("30 Februari 2019", "bukan_tanggal"), ("31/31/2019", "bukan_tanggal"), ("2019-13-01", "bukan_tanggal"),
        ("20 Februari", "bukan_tanggal"), ("20 February 2019", "bukan_tanggal"), ("Februari 2019", "bukan_tanggal"),
        ("1/4/19", "bukan_tanggal"), ("1 Januari 0000", "bukan_tanggal"), ("belum", "bukan_tanggal"),
        ("-", "bukan_tanggal"), ("nihil", "bukan_tanggal"), (True, "bukan_tanggal"),
        (60, "bukan_tanggal"), (2958466, "bukan_tanggal"),
        (dt.time(8, 30), "bukan_tanggal"), (dt.timedelta(days=2), "bukan_tanggal"),
    ],
)  # fmt: skip
def test_what_is_no_certain_date_is_refused_with_its_reason(typed: Any, reason: str) -> None:
    assert reading(typed, "tanggal") == (SALAH, reason)


@pytest.mark.parametrize(("serial", "hours"), [(43516, math.nan), (43516.75, 18)])
def test_a_day_that_lost_its_format_is_that_day_and_noted(serial: float, hours: float) -> None:
    result = DATE.read(serial, "")
    note = f"bilangan {shown(serial)} dibaca 20 Februari 2019"
    assert (result.keadaan, result.angka, result.catatan) == (ISI, 43516, note)
    assert result.jam == pytest.approx(hours, nan_ok=True)


@pytest.mark.parametrize(("typed", "number"), [("Ya", 1), ("ya", 1), (" YA ", 1), ("Tidak", 0), ("tidak", 0)])
def test_yes_and_no_are_taken(typed: str, number: float) -> None:
    assert reading(typed, "ya_tidak") == (ISI, number)


@pytest.mark.parametrize("typed", ["y", "iya", "baik", "-", "nihil", 1, 0, True, dt.date(2019, 2, 20)])
def test_anything_but_yes_and_no_is_refused(typed: Any) -> None:
    assert reading(typed, "ya_tidak") == (SALAH, "bukan_ya_tidak")


@pytest.mark.parametrize(("typed", "number"), [(1, 1), (4.0, 4), ("3", 3), (" ４ ", 4), (5, 5), (2.5, 2.5), (0, 0)])
def test_a_score_is_taken_as_a_number_and_checked_later(typed: Any, number: float) -> None:
    assert reading(typed, "skor") == (ISI, number)


@pytest.mark.parametrize("typed", ["baik", "-", "nihil", "1.234", "3 baik", True, dt.date(2019, 2, 20), 1e13, "١"])
def test_a_score_that_is_no_number_is_refused(typed: Any) -> None:
    assert reading(typed, "skor") == (SALAH, "skor_salah")


ANYTHING = st.one_of(
    st.text(), st.text(alphabet="0123456789.,-+% eE_x"), st.from_regex(r"[+-]?[0-9.,]{1,12} ?%?", fullmatch=True),
    st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas(), st.none(),
)  # fmt: skip


TOLD = {*REFUSALS, *(check.rule for check in checks.CHECKS)}


@given(ANYTHING, st.sampled_from([*SATUAN]), st.sampled_from(["orang", "%"]))
def test_whatever_is_typed_is_a_finite_number_or_has_a_reason_that_is_told(typed: Any, tipe: str, satuan: str) -> None:
    result = FIELDS[tipe].read(typed, satuan)
    if result.keadaan == ISI:
        assert math.isfinite(result.angka)
    else:
        assert math.isnan(result.angka)
    assert (result.keadaan == SALAH) == (result.alasan in TOLD)
    if result.keadaan == KOSONG:
        assert as_seen(shown(typed)) == ""


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_is_the_same_however_it_is_written(number: int) -> None:
    in_thousands = f"{number:,}".replace(",", ".")
    assert reading(number) == reading(str(number)) == (ISI, number)
    assert reading(in_thousands)[0] == (SALAH if in_thousands.count(".") == 1 else ISI)


def test_what_was_changed_in_reading_is_noted() -> None:
    assert FIELDS["bilangan"].read("1.250,5", "orang").catatan == "teks “1.250,5” dibaca 1.250,5"
    assert FIELDS["bilangan"].read("nihil", "orang").catatan == "“nihil” dibaca 0"
    assert FIELDS["tanggal"].read("20 Feb 2019", "tanggal").catatan == "teks “20 Feb 2019” dibaca 20 Februari 2019"
    assert FIELDS["bilangan"].read("  ", "orang").catatan == "hanya spasi"
    assert FIELDS["bilangan"].read(12, "orang").catatan == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (12.0, "12"), (12.5, "12,5"), (0.1 + 0.2, "0,3"), (True, "BENAR"), (False, "SALAH"),
        ("1.234", "1.234"),
        (dt.date(2019, 2, 20), "20 Februari 2019"), (dt.datetime(2019, 2, 20), "20 Februari 2019"),
        (dt.datetime(2019, 2, 20, 8, 30), "20 Februari 2019 pukul 08.30"), (dt.time(8, 30), "08.30"),
        (dt.timedelta(hours=36, minutes=5), "36.05"),
    ],
)  # fmt: skip
def test_what_was_typed_is_shown_as_a_person_would_recognise_it(value: Any, text: str) -> None:
    assert shown(value) == text


def test_a_survey_becomes_one_row_an_unsur() -> None:
    table = answers_of(
        "pelayanan",
        "kode | 2019-01 | 2019-02",
        surveys={
            "2019-01": """
            4 . 1
            2 . x
            """,
            "2019-02": """
            TB 4 .
            .  3 4
            """,
        },
    )
    rows = answers_table.by_slot(table).query("tipe == 'skor'")
    columns = ["periode", "slot", "sel", "keadaan", "angka", "banyak", "terkecil", "terbesar", "diketik"]
    assert rows[columns].fillna(-1).to_numpy().tolist() == [
        ["2019-01", "kepuasan.prosedur", "C9:C10", "isi", 6, 2, 2, 4, "2 jawaban"],
        ["2019-01", "kepuasan.waktu", "D9:D10", "kosong", -1, 0, -1, -1, "0 jawaban"],
        ["2019-01", "kepuasan.petugas", "E9:E10", "salah", 1, 1, 1, 1, "1 jawaban"],
        ["2019-02", "kepuasan.prosedur", "C9:C10", "tidak_berlaku", -1, 0, -1, -1, "0 jawaban"],
        ["2019-02", "kepuasan.waktu", "D9:D10", "isi", 7, 2, 3, 4, "2 jawaban"],
        ["2019-02", "kepuasan.petugas", "E9:E10", "isi", 4, 1, 4, 4, "1 jawaban"],
    ]


def test_every_state_of_a_cell_has_its_words_once() -> None:
    assert list(STATE_WORDS) == list(STATES)
    assert [*STATE_WORDS.values()] == ["isi", "tidak berlaku", "kosong", "salah"]
    assert (STATUS_WORDS["tidak_berlaku"], STATUS_WORDS["belum_masuk"]) == (STATE_WORDS[TIDAK_BERLAKU], BELUM_MASUK)


def test_the_states_add_up_to_the_cells_asked() -> None:
    table = answers_of(
        "ketertiban",
        """
        kode       | 2019-01 | 2019-02
        gangguan   | 3       | -
        tahun_lalu | TB      | nihil
        tahun_ini  | ada     | 0
        """,
    )
    assert answers_table.state_counts(table) == {"isi": 3, "tidak_berlaku": 1, "kosong": 2, "salah": 2}
    assert len(table) == 8
