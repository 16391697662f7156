"""How numbers, dates and lists are said in Indonesian."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest

from iki_excel.words import bahasa
from iki_excel.words.periods import Periode


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [
        (0, 2, "0"), (12, 2, "12"), (1250.5, 2, "1.250,5"), (1234567, 2, "1.234.567"), (-1234.5, 2, "-1.234,5"),
        (100.0, 2, "100"), (93.63636363, 2, "93,64"), (66.666666, 4, "66,6667"), (0.1 + 0.2, 10, "0,3"),
        (2.675, 2, "2,68"), (90.995, 2, "91"), (1.005, 2, "1,01"), (-0.125, 2, "-0,13"), (0.285, 2, "0,29"),
        (-0.001, 2, "0"), (-0.0, 2, "0"), (0.5, 0, "1"), (1e15, 2, "1.000.000.000.000.000"), (1e-12, 2, "0"),
        (np.float64(1000), 2, "1.000"), (np.int64(7), 2, "7"), (100, 0, "100"), (1200, 0, "1.200"),
        (math.nan, 2, "–"), (math.inf, 2, "–"), (None, 2, "–"),
    ],
)  # fmt: skip
def test_a_number_has_points_for_thousands_a_comma_and_halves_away_from_zero(
    value: float, digits: int, said: str
) -> None:
    assert bahasa.number(value, digits) == said


def test_a_date_and_a_month_have_their_names() -> None:
    assert bahasa.date(dt.date(2019, 2, 28)) == "28 Februari 2019"
    assert [Periode(f"2019-{number:02d}").words for number in range(1, 13)] == [
        "Januari 2019", "Februari 2019", "Maret 2019", "April 2019", "Mei 2019", "Juni 2019",
        "Juli 2019", "Agustus 2019", "September 2019", "Oktober 2019", "November 2019", "Desember 2019",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "number"),
    [("januari", 1), ("pebruari", 2), ("mar", 3), ("mei", 5), ("agu", 8), ("agt", 8), ("sept", 9), ("nopember", 11),
     ("nop", 11), ("des", 12)],
)  # fmt: skip
def test_a_month_is_known_by_its_name_and_its_usual_short_names(name: str, number: int) -> None:
    assert bahasa.MONTH_NUMBERS[name] == number


@pytest.mark.parametrize(
    ("day", "serial"), [(dt.date(1900, 3, 1), 61), (dt.date(2019, 1, 1), 43466), (dt.date(2020, 2, 29), 43890)]
)
def test_a_day_is_the_number_by_which_excel_counts_it(day: dt.date, serial: int) -> None:
    assert bahasa.serial(day) == serial
    assert bahasa.from_serial(serial) == bahasa.from_serial(serial + 0.75) == day


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("197001011995031001", "19700101 199503 1 001"),
        ("1970 0101 1995 0310 01", "19700101 199503 1 001"),
        ("123", "123"),
        ("", ""),
        ("19700101199503100x", "19700101199503100x"),
    ],
)
def test_an_nip_is_said_in_its_groups(text: str, grouped: str) -> None:
    assert bahasa.nip(text) == grouped


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")]
)
def test_a_list_ends_in_dan(words: list[str], said: str) -> None:
    assert bahasa.listing(iter(words)) == said


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("jumlha", ["jumlah", "terakhir"], "Maksudnya “jumlah”?"),
        ("sek-1", ["SEK-1", "SEK-2"], "Maksudnya “SEK-1”?"),
        ("TARGET", ["target"], "Maksudnya “target”?"),
        ("xyz", ["jumlah", "terakhir", "jumlah"], "Yang dikenal: jumlah, terakhir."),
        ("xyz", [], "Di sini tidak ada yang dikenal."),
    ],
)
def test_the_nearest_known_word_is_offered_or_else_all_of_them(word: str, known: list[str], said: str) -> None:
    assert bahasa.nearest(word, known) == said


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        (1, "satu"),
        (11, "sebelas"),
        (17, "tujuh belas"),
        (20, "dua puluh"),
        (99, "sembilan puluh sembilan"),
        (100, "seratus"),
        (1000, "seribu"),
        (1111, "seribu seratus sebelas"),
        (1700, "seribu tujuh ratus"),
        (12_000, "dua belas ribu"),
        (100_010, "seratus ribu sepuluh"),
        (999_217, "sembilan ratus sembilan puluh sembilan ribu dua ratus tujuh belas"),
    ],
)
def test_a_whole_number_is_spelled(whole: int, words: str) -> None:
    assert bahasa.spelled(whole) == words
