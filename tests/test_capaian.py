"""Capaian and predikat, as numbers; that Excel agrees is tested with the three readings."""

from __future__ import annotations

import numpy as np
import pytest

from iki_excel.decree.settings import Aturan
from iki_excel.judging.achievement import capaian, capaian_in_range, predikat, predikat_words
from iki_excel.language.cells import Cell, Constant, Name, NamedRange, Range, excel
from iki_excel.language.cells.columns import of_numbers, over_columns
from iki_excel.language.places import Area, Place

NONE = np.nan


def percent(realisasi: float, target: float, arah: str, cap: float | None) -> float:
    return float(percents(np.array(realisasi), np.array(target), arah, cap))


def percents(
    realisasi: np.ndarray, target: np.ndarray, arah: str, cap: float | None, *, judges_zero: bool = True
) -> np.ndarray:
    limit = None if cap is None else Constant(cap)
    value = capaian(Name("realisasi"), Name("target"), arah, limit, judges_zero=judges_zero)
    return over_columns(value, {"realisasi": of_numbers(realisasi), "target": of_numbers(target)}).number


def words(values: object) -> list[object]:
    return predikat_words(np.asarray(values, dtype=float), Aturan().bands).tolist()


@pytest.mark.parametrize(
    ("realisasi", "target", "arah", "cap", "expected"),
    [
        pytest.param(80, 100, "naik", 120, 80, id="below_target"),
        pytest.param(100, 80, "naik", 120, 120, id="above_the_cap"),
        pytest.param(100, 80, "naik", None, 125, id="without_a_cap"),
        pytest.param(100, 80, "naik", 100, 100, id="capped_at_100"),
        pytest.param(0, 80, "naik", 120, 0, id="nothing_done"),
        pytest.param(-37.5, 50, "naik", 120, 0, id="less_than_nothing_is_not_below_zero"),
        pytest.param(4, 4, "turun", 120, 100, id="turned_on_target"),
        pytest.param(3, 4, "turun", 120, 120, id="turned_and_capped"),
        pytest.param(3, 4, "turun", None, 125, id="turned_without_a_cap"),
        pytest.param(0, 4, "turun", None, 200, id="turned_and_nothing_happened"),
        pytest.param(6, 4, "turun", 120, 50, id="turned_and_more"),
        pytest.param(9, 4, "turun", 120, 0, id="turned_and_not_below_zero"),
        pytest.param(5, 0, "naik", 120, NONE, id="target_zero"),
        pytest.param(0, 0, "naik", 120, NONE, id="target_zero_and_nothing_done"),
        pytest.param(0, 0, "turun", 120, 100, id="turned_with_target_zero_and_nothing_happened"),
        pytest.param(1, 0, "turun", 120, 0, id="turned_with_target_zero_and_something_happened"),
        pytest.param(0, 0, "turun", None, 100, id="turned_with_target_zero_and_no_cap"),
        pytest.param(0, 0, "turun", 90, 90, id="turned_with_target_zero_and_capped"),
        pytest.param(NONE, 0, "turun", 120, NONE, id="turned_with_target_zero_and_no_realisasi"),
        pytest.param(0, NONE, "turun", 120, NONE, id="turned_without_a_target"),
        pytest.param(5, NONE, "naik", 120, NONE, id="no_target"),
        pytest.param(8, 8, "stabil", 120, 100, id="exactly_on_target"),
        pytest.param(6, 8, "stabil", 120, 75, id="below_what_should_be_met_exactly"),
        pytest.param(10, 8, "stabil", None, 75, id="as_far_above_it"),
        pytest.param(17, 8, "stabil", 120, 0, id="so_far_above_that_it_is_not_below_zero"),
        pytest.param(-1, 8, "stabil", 120, 0, id="less_than_nothing_of_what_should_be_met_exactly"),
        pytest.param(8, 8, "stabil", 95, 95, id="exactly_and_capped"),
        pytest.param(0, 0, "stabil", 120, 100, id="exactly_zero"),
        pytest.param(1, 0, "stabil", 120, 0, id="zero_was_to_be_met_exactly"),
        pytest.param(-1, 0, "stabil", 120, 0, id="less_than_nothing_where_zero_was_to_be_met_exactly"),
        pytest.param(NONE, 0, "stabil", 120, NONE, id="zero_was_to_be_met_exactly_and_no_realisasi"),
        pytest.param(8, NONE, "stabil", 120, NONE, id="exactly_and_no_target"),
        pytest.param(5, -10, "naik", 120, NONE, id="negative_target"),
        pytest.param(NONE, 100, "naik", 120, NONE, id="no_realisasi"),
        pytest.param(NONE, 100, "turun", None, NONE, id="turned_without_realisasi"),
    ],
)
def test_capaian_is_realisasi_against_target(
    realisasi: float, target: float, arah: str, cap: float | None, expected: float
) -> None:
    np.testing.assert_equal(percent(realisasi, target, arah, cap), expected)


def test_capaian_of_many_is_that_of_each() -> None:
    realisasi, target = np.array([[80.0, NONE], [6, 9]]), np.array([[100.0, 100], [4, 4]])
    np.testing.assert_array_equal(percents(realisasi, target, "naik", 120.0), [[80, NONE], [120, 120]])
    np.testing.assert_array_equal(percents(realisasi, target, "turun", 120.0), [[120, NONE], [50, 0]])


def test_an_office_may_leave_a_target_of_zero_unmeasured() -> None:
    realisasi, target = np.array([0.0, 5, 3]), np.array([0.0, 0, 4])
    measured = percents(realisasi, target, "turun", 120.0, judges_zero=False)
    np.testing.assert_array_equal(measured, [NONE, NONE, 120])
    measured = percents(realisasi, target, "stabil", 120.0, judges_zero=False)
    np.testing.assert_array_equal(measured, [NONE, NONE, 75])


# --- a target that is a range ----------------------------------------------------------------------------------------


def in_range(realisasi: float, dari: float, sampai: float, cap: float | None) -> float:
    limit = None if cap is None else Constant(cap)
    value = capaian_in_range(Name("realisasi"), Constant(dari), Constant(sampai), limit)
    return float(over_columns(value, {"realisasi": of_numbers(realisasi)}).number)


@pytest.mark.parametrize(
    ("realisasi", "dari", "sampai", "cap", "expected"),
    [
        pytest.param(80, 80, 90, 120, 100, id="at_its_lower_end"),
        pytest.param(85, 80, 90, 120, 100, id="inside"),
        pytest.param(90, 80, 90, None, 100, id="at_its_upper_end"),
        pytest.param(60, 80, 90, 120, 75, id="below"),
        pytest.param(120, 80, 90, 120, 75, id="above"),
        pytest.param(0, 80, 90, 120, 0, id="nothing"),
        pytest.param(-5, 80, 90, 120, 0, id="less_than_nothing"),
        pytest.param(-5, 0, 90, 120, 0, id="less_than_nothing_where_it_begins_with_0"),
        pytest.param(0, 0, 90, 120, 100, id="nothing_where_it_begins_with_0"),
        pytest.param(85, 80, 90, 95, 95, id="capped"),
        pytest.param(0, 0, 0, 120, 100, id="nothing_where_it_is_0_alone"),
        pytest.param(3, 0, 0, 120, 0, id="something_where_it_is_0_alone"),
        pytest.param(-3, 0, 0, 120, 0, id="less_than_nothing_where_it_is_0_alone"),
        pytest.param(NONE, 80, 90, 120, NONE, id="no_realisasi"),
    ],
)
def test_capaian_of_a_range_is_100_inside_and_less_the_further_away(
    realisasi: float, dari: float, sampai: float, cap: float | None, expected: float
) -> None:
    np.testing.assert_equal(in_range(realisasi, dari, sampai, cap), expected)


# --- predikat --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (120, "Sangat Baik"), (91, "Sangat Baik"), (90.995, "Sangat Baik"), (90.9949, "Baik"), (76, "Baik"),
        (75.995, "Baik"), (75.99, "Cukup"), (66, "Cukup"), (65.99, "Kurang"), (51, "Kurang"), (50.99, "Sangat Kurang"),
        (0, "Sangat Kurang"), (-75, "Sangat Kurang"), (NONE, ""),
    ],
)  # fmt: skip
def test_predikat_is_the_band_of_the_capaian_as_it_is_shown(value: float, word: str) -> None:
    assert words([value]) == [word]


def test_predikat_keeps_the_shape_of_what_it_is_given() -> None:
    assert words([[95.0, NONE], [10, 70]]) == [
        ["Sangat Baik", ""],
        ["Sangat Kurang", "Cukup"],
    ]


# --- live ------------------------------------------------------------------------------------------------------------


def on_row_9(column: int) -> Cell:
    return Cell(Place("PMD", 8, column))


@pytest.mark.parametrize(
    ("arah", "cap", "live"),
    [
        ("naik", on_row_9(10), 'IF(COUNT(F9,D9)=2,IF(D9<=0,"",MIN(MAX(F9/D9*100,0),K9)),"")'),
        ("naik", None, 'IF(COUNT(F9,D9)=2,IF(D9<=0,"",MAX(F9/D9*100,0)),"")'),
        (
            "turun", on_row_9(10),
            'IF(COUNT(F9,D9)=2,IF(D9<=0,MIN(IF(F9<=0,100,0),K9),MIN(MAX((D9+D9-F9)/D9*100,0),K9)),"")',
        ),
        (
            "stabil", on_row_9(10),
            'IF(COUNT(F9,D9)=2,IF(D9<=0,MIN(IF(F9=0,100,0),K9),'
            'MIN(MAX(MIN(F9/D9*100,(D9+D9-F9)/D9*100),0),K9)),"")',
        ),
    ],
)  # fmt: skip
def test_capaian_is_live_excel(arah: str, cap: Cell | None, live: str) -> None:
    assert excel(capaian(on_row_9(5), on_row_9(3), arah, cap), "PMD") == live


def test_a_target_of_zero_that_is_not_measured_is_live_excel() -> None:
    value = capaian(on_row_9(5), on_row_9(3), "turun", None, judges_zero=False)
    assert excel(value, "PMD") == 'IF(COUNT(F9,D9)=2,IF(D9<=0,"",MAX((D9+D9-F9)/D9*100,0)),"")'


def test_capaian_of_a_range_is_live_excel() -> None:
    value = capaian_in_range(on_row_9(5), on_row_9(3), on_row_9(4), on_row_9(10))
    assert excel(value, "PMD") == (
        'IF(ISNUMBER(F9),MIN(IF(F9<D9,IF(F9<=0,0,F9/D9*100),IF(F9>E9,E9/F9*100,100)),K9),"")'
    )


def test_predikat_is_live_excel() -> None:
    limits, words = Range(Area("PMD", 3, 7, 5, 7)), NamedRange(Area("Rumus", 3, 1, 5, 1), "pita_kata")
    told = predikat(on_row_9(6), limits, words)
    assert excel(told, "PMD") == 'IF(ISNUMBER(G9),LOOKUP(ROUND(G9,2),H4:H6,pita_kata),"")'
