"""How months add up, as numbers; that Excel agrees is tested with the three readings."""

from __future__ import annotations

import numpy as np
import pytest

from iki_excel.decree import kinds
from iki_excel.language.akumulasi import AKUMULASI, excel_last_entry

NONE = np.nan


@pytest.mark.parametrize(
    ("name", "own", "leader", "so_far"),
    [
        pytest.param("jumlah", [1, 2, 0, 4], [], [1, 3, 3, 7], id="a_sum"),
        pytest.param("jumlah", [NONE, 2, NONE, -4], [], [NONE, 2, 2, -2], id="a_sum_with_months_missing"),
        pytest.param("jumlah", [NONE, NONE], [], [NONE, NONE], id="a_sum_of_nothing"),
        pytest.param("terakhir", [5, 7, 0, 6], [], [5, 7, 0, 6], id="the_last"),
        pytest.param("terakhir", [NONE, 7, NONE, 0], [], [NONE, 7, 7, 0], id="the_last_known"),
        pytest.param("ikut", [1, 0, 1, 0], [9, NONE, 8, NONE], [1, 1, 1, 1], id="what_stands_beside_the_last"),
        pytest.param("ikut", [1, 0, NONE], [9, NONE, 8], [1, 1, NONE], id="nothing_beside_the_last"),
        pytest.param("ikut", [1, 0], [NONE, NONE], [NONE, NONE], id="beside_no_entry"),
    ],
)
def test_months_add_up_to(name: str, own: list[float], leader: list[float], so_far: list[float]) -> None:
    months = np.array(own, dtype=float)
    beside = np.array(leader, dtype=float) if leader else months
    np.testing.assert_array_equal(AKUMULASI[name].numbers(months, beside), so_far)


@pytest.mark.parametrize("name", ["jumlah", "terakhir", "ikut"])
def test_units_add_up_each_for_itself(name: str) -> None:
    units = np.array([[[1, NONE, 3], [NONE, 5, 6]], [[0, 0, NONE], [NONE, NONE, NONE]]])
    one_by_one = [[AKUMULASI[name].numbers(months, months) for months in unit] for unit in units]
    np.testing.assert_array_equal(AKUMULASI[name].numbers(units, units), one_by_one)


def test_a_catalogue_may_choose_between_a_sum_and_the_last() -> None:
    assert kinds.AKUMULASI == ("jumlah", "terakhir")
    assert list(AKUMULASI) == ["jumlah", "terakhir", "ikut"]


@pytest.mark.parametrize(
    ("name", "live"),
    [
        ("jumlah", '=IF(COUNT(B2:B4)=0,"",SUM(B2:B4))'),
        ("terakhir", '=IF(COUNT(B2:B4)=0,"",LOOKUP(2,1/ISNUMBER(B2:B4),B2:B4))'),
        (
            "ikut",
            '=IF(COUNT(C2:C4)=0,"",IF(LOOKUP(2,1/ISNUMBER(C2:C4),ISNUMBER(B2:B4)),'
            'LOOKUP(2,1/ISNUMBER(C2:C4),B2:B4),""))',
        ),
    ],
)
def test_months_add_up_in_live_excel(name: str, live: str) -> None:
    assert AKUMULASI[name].excel("B2:B4", "C2:C4") == live


def test_the_last_entry_of_a_document_is_live_excel_too() -> None:
    assert excel_last_entry("B2:B4") == '=IFERROR(LOOKUP(2,1/(B2:B4<>""),B2:B4),"")'
