"""How months add up, as numbers; that Excel agrees is tested with the three readings."""

from __future__ import annotations

import numpy as np
import pytest

from iki_excel.decree import kinds
from iki_excel.language.accumulating import accumulated
from iki_excel.language.akumulasi import AKUMULASI
from iki_excel.language.cells import Cell, excel
from iki_excel.language.cells.columns import of_numbers
from iki_excel.language.places import Place

NONE = np.nan


def added_up(name: str, own: np.ndarray, leader: np.ndarray) -> np.ndarray:
    return accumulated(AKUMULASI[name], of_numbers(own), of_numbers(leader)).number


@pytest.mark.parametrize(
    ("name", "own", "leader", "so_far"),
    [
        pytest.param("jumlah", [1, 2, 0, 4], [], [1, 3, 3, 7], id="a_sum"),
        pytest.param("jumlah", [NONE, 2, NONE, -4], [], [NONE, 2, 2, -2], id="a_sum_with_months_missing"),
        pytest.param("jumlah", [NONE, NONE], [], [NONE, NONE], id="a_sum_of_nothing"),
        pytest.param("terakhir", [5, 7, 0, 6], [], [5, 7, 0, 6], id="the_last"),
        pytest.param("terakhir", [NONE, 7, NONE, 0], [], [NONE, 7, 7, 0], id="the_last_known"),
        pytest.param("rata", [1, 2, 6], [], [1, 1.5, 3], id="a_mean"),
        pytest.param("rata", [NONE, 4, NONE, 0], [], [NONE, 4, 4, 2], id="a_mean_with_months_missing"),
        pytest.param("rata", [NONE, NONE], [], [NONE, NONE], id="a_mean_of_nothing"),
        pytest.param("tertinggi", [NONE, -4, NONE, -5, 0, -1], [], [NONE, -4, -4, -4, 0, 0], id="the_largest"),
        pytest.param("terendah", [NONE, 4, NONE, 5, 0, 1], [], [NONE, 4, 4, 4, 0, 0], id="the_smallest"),
        pytest.param("ikut", [1, 0, 1, 0], [9, NONE, 8, NONE], [1, 1, 1, 1], id="what_stands_beside_the_last"),
        pytest.param("ikut", [1, 0, NONE], [9, NONE, 8], [1, 1, NONE], id="nothing_beside_the_last"),
        pytest.param("ikut", [1, 0], [NONE, NONE], [NONE, NONE], id="beside_no_entry"),
    ],
)
def test_months_add_up_to(name: str, own: list[float], leader: list[float], so_far: list[float]) -> None:
    months = np.array(own, dtype=float)
    beside = np.array(leader, dtype=float) if leader else months
    np.testing.assert_array_equal(added_up(name, months, beside), so_far)


@pytest.mark.parametrize("name", ["jumlah", "terakhir", "rata", "tertinggi", "terendah", "ikut"])
def test_units_add_up_each_for_itself(name: str) -> None:
    units = np.array([[[1, NONE, 3], [NONE, 5, 6]], [[0, 0, NONE], [NONE, NONE, NONE]]])
    one_by_one = [[added_up(name, months, months) for months in unit] for unit in units]
    np.testing.assert_array_equal(added_up(name, units, units), one_by_one)


@pytest.mark.parametrize("name", ["jumlah", "rata"])
def test_a_unit_comes_to_the_same_last_digit_alone_as_beside_others(name: str) -> None:
    alone = np.array([[79.53, 92.57, 6.87, 60.82, 47.49, 15.9, 32.76, 19.08]])
    beside = np.concatenate([alone, alone[:, ::-1]])
    np.testing.assert_array_equal(added_up(name, beside, beside)[:1], added_up(name, alone, alone))


def test_a_mean_of_months_is_summed_in_their_order_as_spreadsheets_do() -> None:
    months = np.array([79.53, 92.57, 6.87, 60.82, 47.49, 15.9, 32.76, 19.08])
    in_order = 0.0
    for month in months:
        in_order += float(month)
    assert added_up("rata", months[None], months[None])[0, -1] == in_order / 8


@pytest.mark.parametrize(
    ("entries", "so_far"),
    [
        (["", 43500.0, "", 43510.0], ["", 43500.0, 43500.0, 43510.0]),
        (["TB", "", 43510.0], ["TB", "TB", 43510.0]),
        ([43500.0, "TB", ""], [43500.0, "TB", "TB"]),
    ],
)
def test_of_a_document_the_latest_entry_counts_whether_a_date_or_that_it_does_not_apply(
    entries: list[float | str], so_far: list[float | str]
) -> None:
    dates = [NONE if isinstance(entry, str) else entry for entry in entries]
    words = np.array([entry if isinstance(entry, str) else None for entry in entries], dtype=object)
    found = accumulated(AKUMULASI["catatan_terakhir"], of_numbers(dates, words), of_numbers(dates))
    shown = [word if np.isnan(date) else date for date, word in zip(found.number, found.text, strict=True)]
    assert shown == so_far


def test_a_catalogue_may_choose_among_those_of_numbers() -> None:
    assert kinds.AKUMULASI == ("jumlah", "terakhir", "rata", "tertinggi", "terendah")
    assert list(AKUMULASI) == [*kinds.AKUMULASI, "ikut", "catatan_terakhir", "sendiri"]


@pytest.mark.parametrize(
    ("name", "january", "later"),
    [
        ("jumlah", 'IF(ISNUMBER(B2),B2,"")', 'IF(COUNT(B2,D1)=0,"",SUM(B2,D1))'),
        ("terakhir", 'IF(ISNUMBER(B2),B2,"")', "IF(ISNUMBER(B2),B2,D1)"),
        ("rata", 'IF(COUNT(B2)=0,"",AVERAGE(B2))', 'IF(COUNT(B1,B2)=0,"",AVERAGE(B1,B2))'),
        ("tertinggi", 'IF(ISNUMBER(B2),B2,"")', 'IF(COUNT(B2,D1)=0,"",MAX(B2,D1))'),
        ("terendah", 'IF(ISNUMBER(B2),B2,"")', 'IF(COUNT(B2,D1)=0,"",MIN(B2,D1))'),
        ("ikut", 'IF(ISNUMBER(C2),IF(ISNUMBER(B2),B2,""),"")', 'IF(ISNUMBER(C2),IF(ISNUMBER(B2),B2,""),D1)'),
        ("catatan_terakhir", 'IF(B2="","",B2)', 'IF(B2="",D1,B2)'),
        ("sendiri", 'IF(B2="","",B2)', 'IF(B2="","",B2)'),
    ],
)
def test_months_add_up_in_live_excel(name: str, january: str, later: str) -> None:
    before, own, leader, so_far = (Cell(Place("Data", *at)) for at in ((0, 1), (1, 1), (1, 2), (0, 3)))
    kind = AKUMULASI[name]
    told = kind.after([own], leader, None), kind.after([before, own], leader, so_far)
    assert [excel(part, "Data") for part in told] == [january, later]
