"""Periode arithmetic and working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from holidays import country_holidays

from iki_excel.words import periods
from iki_excel.words.errors import PeriodError
from iki_excel.words.periods import Periode

UNKNOWN = "Periode “{}” tidak dikenal. Tulis tahun dan bulan, misalnya 2019-03."
NOT_UNDERSTOOD = "Periode “{}” tidak dikenal. Tulis misalnya “Maret 2019”, 3/2019, atau 2019-03."


def refusal(take: Callable[[str], object], text: str) -> str:
    with pytest.raises(PeriodError) as caught:
        take(text)
    return str(caught.value)


def said_range(text: str) -> list[Periode]:
    return periods.said_range(text, 2019)


# --- what a periode is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2019-03", " 2019-03\n", "1990-01", "2100-12"])
def test_a_year_and_a_month_are_a_periode(text: str) -> None:
    assert Periode.month(text) == Periode(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "2019", "2019-3", "2019-00", "2019-13", "03-2019", "2019/03", "2019-03-01", "1989-12", "2101-01", "Maret 2019",
     "٢٠١٩-٠٣", "2019 -03", "19-03", "-2019-03"],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    assert refusal(Periode.month, text) == UNKNOWN.format(text)


@pytest.mark.parametrize(
    ("text", "months", "last_day", "words"),
    [
        ("2019-03", ["2019-03"], "2019-03-31", "Maret 2019"),
        ("2019-TW1", ["2019-01", "2019-02", "2019-03"], "2019-03-31", "Triwulan I 2019"),
        ("2019-TW4", ["2019-10", "2019-11", "2019-12"], "2019-12-31", "Triwulan IV 2019"),
        ("2019-S1", [f"2019-0{month}" for month in range(1, 7)], "2019-06-30", "Semester I 2019"),
        ("2019-S2", [f"2019-{month:02d}" for month in range(7, 13)], "2019-12-31", "Semester II 2019"),
        ("2019", [f"2019-{month:02d}" for month in range(1, 13)], "2019-12-31", "Tahun 2019"),
    ],
)
def test_a_periode_has_its_months_its_last_day_and_its_words(
    text: str, months: list[str], last_day: str, words: str
) -> None:
    periode = Periode(text)
    assert (list(periode.months), periode.last_day.isoformat(), periode.words) == (months, last_day, words)
    assert periode.previous == Periode(months[0]).previous
    assert periode.so_far[-1] == months[-1]


@pytest.mark.parametrize("text", ["2019-TW5", "2019-TW0", "2019-S3", "2019-tw1", "TW1-2019", "2019-"])
def test_what_is_no_part_of_a_year_is_no_periode(text: str) -> None:
    with pytest.raises(PeriodError):
        Periode(text)


def test_a_periode_is_written_and_sorted_as_its_text() -> None:
    assert f"{Periode('2019-03')}" == "2019-03"
    assert sorted([Periode("2019-10"), Periode("2019-02")]) == ["2019-02", "2019-10"]
    assert Periode("2019-03").short_words == "Mar 2019"


# --- a month as people type it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Maret 2019", "maret 2019", "MARET 2019", "  maret   2019 ", "maret2019", "Maret-2019", "2019 Maret", "2019-maret",
     "mar 2019", "Mar. 2019", "mrt 2019", "March 2019", "3/2019", "03/2019", "03-2019", "3-2019", "3 2019", "03.2019",
     "2019-3", "2019-03", "2019/03", "2019 - 3", "2019 -03", "2019–03", "２０１９-０３", "Maret, 2019", "2019-03\n"],
)  # fmt: skip
def test_a_month_is_understood_however_it_is_typed(text: str) -> None:
    assert periods.said(text, 2024) == "2019-03"
    assert periods.names_year(text)


@pytest.mark.parametrize("text", ["maret", "Maret", "mar", "mar.", "march", "3", "03"])
def test_a_month_without_its_year_is_of_the_year_that_is_meant(text: str) -> None:
    assert periods.said(text, 2024) == "2024-03"
    assert not periods.names_year(text)


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "Januari January jan"), (2, "Februari Pebruari February feb peb"), (3, "Maret March mar mrt"),
        (4, "April apr"), (5, "Mei May"), (6, "Juni June jun"), (7, "Juli July jul"),
        (8, "Agustus August agu agt ags agust aug"), (9, "September sep sept"), (10, "Oktober October okt oct"),
        (11, "November Nopember nov nop"), (12, "Desember December des dec"),
    ],
)  # fmt: skip
def test_months_have_names_in_indonesian_and_english_long_and_short(month: int, names: str) -> None:
    assert {periods.said(name, 2019) for name in names.split()} == {f"2019-{month:02d}"}


@pytest.mark.parametrize(
    "text",
    ["", "2019", "2019-00", "2019-13", "13/2019", "13", "0", "2019-03-01", "1/3/2019", "1989-12", "Maret 2101",
     "٢٠١٩-٠٣", "19-03", "Maret 19", "201903", "-2019-03", "2019-TW1", "bulan ini"],
)  # fmt: skip
def test_what_may_be_no_month_is_refused_with_examples(text: str) -> None:
    assert refusal(said_range, text) == NOT_UNDERSTOOD.format(text)
    assert not periods.is_said(text)


@pytest.mark.parametrize(("text", "meant"), [("Marte 2019", "Maret 2019"), ("febuari", "Februari")])
def test_a_month_that_is_misspelt_is_refused_with_the_right_one(text: str, meant: str) -> None:
    assert refusal(said_range, text) == f"Periode “{text}” tidak dikenal. Maksudnya “{meant}”?"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2019-03", ["2019-03"]),
        ("2019-03..2019-03", ["2019-03"]),
        ("2018-11..2019-02", ["2018-11", "2018-12", "2019-01", "2019-02"]),
        (" 2019-01 .. 2019-02 ", ["2019-01", "2019-02"]),
        ("2100-12", ["2100-12"]),
        ("Januari..Maret 2018", ["2018-01", "2018-02", "2018-03"]),
        ("Januari 2018..Maret", ["2018-01", "2018-02", "2018-03"]),
        ("jan..mar", ["2019-01", "2019-02", "2019-03"]),
        ("1/2018…2/2018", ["2018-01", "2018-02"]),
        ("Desember 2018 sampai Januari 2019", ["2018-12", "2019-01"]),
        ("Jan s.d. Feb 2018", ["2018-01", "2018-02"]),
        ("Jan s/d Feb 2018", ["2018-01", "2018-02"]),
    ],
)
def test_a_range_is_all_months_of_it(text: str, months: list[str]) -> None:
    assert said_range(text) == months
    assert periods.is_said(text)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [("2019-01..", ""), ("..2019-01", ""), ("2019-01...2019-03", ".2019-03"), ("2019-01..13", "13")],
)
def test_a_range_with_half_of_it_missing_or_wrong_is_refused(text: str, unknown: str) -> None:
    assert refusal(said_range, text) == NOT_UNDERSTOOD.format(unknown)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2019-03..2018-12", "Tulis bulan yang lebih awal di depan: 2018-12..2019-03."),
        ("2019-03..2019-01", "Tulis bulan yang lebih awal di depan: 2019-01..2019-03."),
        (
            "November..Februari 2019",
            "Tulis bulan yang lebih awal di depan, atau tahun pada keduanya: 2018-11..2019-02.",
        ),
    ],
)
def test_a_range_backwards_is_refused_with_the_right_one(text: str, hint: str) -> None:
    assert refusal(said_range, text) == f"Rentang “{text}” terbalik. {hint}"


# --- arithmetic ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periode", "after", "last"),
    [
        ("2019-01", "2019-02", 31), ("2019-02", "2019-03", 28), ("2020-02", "2020-03", 29), ("2100-02", "2100-03", 28),
        ("2000-02", "2000-03", 29), ("2019-04", "2019-05", 30), ("2019-12", "2020-01", 31),
    ],
)  # fmt: skip
def test_a_month_has_a_last_day_a_month_after_and_is_the_month_before_that(periode: str, after: str, last: int) -> None:
    year, month = map(int, periode.split("-"))
    of_the_month = Periode(periode)
    assert (of_the_month.first_day, of_the_month.last_day) == (dt.date(year, month, 1), dt.date(year, month, last))
    assert (of_the_month.following, Periode(after).previous) == (after, periode)
    assert Periode.of_day(of_the_month.last_day) == periode


@pytest.mark.parametrize(
    ("periode", "months"), [("2019-01", ["2019-01"]), ("2020-03", ["2020-01", "2020-02", "2020-03"])]
)
def test_the_months_so_far_begin_in_january(periode: str, months: list[str]) -> None:
    assert Periode(periode).so_far == months


@pytest.mark.parametrize(
    ("year", "day", "expected"),
    [(2019, (2, 28), "2019-02-28"), (2019, (2, 29), "2019-02-28"), (2020, (2, 29), "2020-02-29"),
     (2019, (12, 31), "2019-12-31")],
)  # fmt: skip
def test_a_deadline_on_29_february_is_the_last_of_the_month_in_other_years(
    year: int, day: tuple[int, int], expected: str
) -> None:
    assert periods.deadline(year, day).isoformat() == expected


@pytest.mark.parametrize(
    ("months", "title"),
    [
        (["2019-03"], "Maret 2019"),
        (["2019-01", "2019-02", "2019-03"], "Januari 2019 sampai Maret 2019"),
        (["2018-12", "2019-01"], "Desember 2018 sampai Januari 2019"),
    ],
)
def test_a_range_has_a_title(months: list[str], title: str) -> None:
    assert periods.title([Periode(month) for month in months]) == title


def test_some_months_of_a_year_are_listed_with_the_year_once() -> None:
    assert periods.listed([Periode("2019-03")]) == "Maret 2019"
    assert periods.listed([Periode("2019-01"), Periode("2019-03")]) == "Januari dan Maret 2019"


# --- working days ----------------------------------------------------------------------------------------------------

YEAR = [f"2019-{month:02d}" for month in range(1, 13)]


def test_2019_has_246_working_days() -> None:
    days = [periods.working_days(month) for month in YEAR]
    assert days == [22, 19, 20, 19, 21, 15, 23, 22, 21, 23, 21, 20]
    assert sum(days) == 246


def test_a_saturday_counts_where_the_week_has_six_days() -> None:
    assert [periods.working_days(month, 6) for month in YEAR[:6]] == [26, 23, 25, 23, 25, 19]


def test_a_local_holiday_counts_once_and_only_on_a_working_day() -> None:
    wednesday, sunday, may_day = dt.date(2019, 4, 10), dt.date(2019, 4, 14), dt.date(2019, 5, 1)
    local = [wednesday, wednesday, sunday, may_day]
    assert [periods.working_days(month, 5, local) for month in ("2019-03", "2019-04", "2019-05")] == [20, 18, 21]


def test_holidays_are_those_of_the_nation_and_cuti_bersama_by_their_names() -> None:
    june = {day.isoformat(): name for day, name in periods.public_holidays(2019).items() if day.month == 6}
    assert sorted(june) == [
        "2019-06-01", "2019-06-03", "2019-06-04", "2019-06-05", "2019-06-06", "2019-06-07",
    ]  # fmt: skip
    assert june["2019-06-01"] == "Hari Lahir Pancasila"


def test_holidays_are_those_that_the_library_names_for_indonesia() -> None:
    own = {year: periods.public_holidays(year) for year in (2019, 2026)}
    told = {"categories": ("public", "government"), "language": "id"}
    assert own == {year: dict(country_holidays("ID", years=year, **told)) for year in own}


@pytest.mark.parametrize("year", [1990, 2018, 2020, 2024, 2026, 2030, 2100])
def test_every_year_has_working_days(year: int) -> None:
    assert 220 < sum(periods.working_days(f"{year}-{month:02d}") for month in range(1, 13)) < 262
