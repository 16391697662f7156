"""Cells that stand together are said as one area."""

from __future__ import annotations

import pytest

from iki_excel.judging.telling import cells_said
from iki_excel.language.places import Area, Place, areas_of, column_number


def places(cells: str) -> list[Place]:
    return [Place("Isian", int(cell[1:]) - 1, column_number(cell[0])) for cell in cells.split()]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("F8", "F8"),
        ("F8 F9 F12", "F8:F9, F12"),
        ("C9 D9 E9 F9 G9 H9 I9", "C9:I9"),
        ("C9 D9 C10 D10 C11", "C9:D10, C11"),
        ("D10 C9 C10 D9", "C9:D10"),
        ("C9 D9 C10 E10", "C9:D9, C10, E10"),
        ("F8 F10 F9 F8", "F8:F10"),
        ("", ""),
    ],
)
def test_cells_side_by_side_and_below_each_other_are_one_area(cells: str, said: str) -> None:
    assert cells_said(areas_of(places(cells))) == said


def test_cells_of_other_sheets_are_apart() -> None:
    assert areas_of([Place("SKM", 8, 2), Place("Isian", 8, 2), Place("Isian", 9, 2)]) == [
        Area("Isian", 8, 2, 9, 2), Area("SKM", 8, 2, 8, 2),
    ]  # fmt: skip


def test_of_many_areas_the_first_are_named_and_the_other_cells_are_counted() -> None:
    scattered = areas_of(places("A1 A3 A5 A7 A8 A9 A11"))
    assert cells_said(scattered, 3) == "A1, A3, A5, dan 4 sel lain"
