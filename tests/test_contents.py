"""What counts as the same in a cell: what another program may write in another way, and nothing more."""

from __future__ import annotations

import math
import random

import pytest

from iki_excel.workbooks.contents import (
    ERROR,
    NUMBER,
    TEXT,
    TRUTH,
    Content,
    comparable,
    has_value,
    mark_of,
    marks_of,
    read_mark,
    shifted,
    with_sheets,
)
from iki_excel.workbooks.openxml.contents import contents_in
from tests import packages
from tests.packages import STRINGS, STYLES, package


def is_same(before: Content, now: Content) -> bool:
    return has_value(mark_of(before), now)


def typed(value: float) -> Content:
    return Content(NUMBER, repr(value))


def computed(value: float) -> Content:
    return Content(NUMBER, repr(value), "A1")


def test_a_number_that_differs_in_its_last_digits_is_the_same() -> None:
    """Also one that lies just between two spellings of twelve digits."""
    chance = random.Random(1)
    numbers = [chance.uniform(-1, 1) * 10 ** chance.randint(-6, 12) for _ in range(2000)]
    between = [float(f"{chance.randint(10**11, 10**12 - 1)}.5") for _ in range(2000)]
    for one in (*numbers, *between):
        near = math.nextafter(math.nextafter(one, math.inf), math.inf)
        assert is_same(typed(one), typed(near)), one
        assert is_same(typed(near), typed(one)), one
        assert not is_same(typed(one), typed(one * (1 + 1e-10))), one


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        (typed(0.0), typed(-0.0), True),
        (typed(0.0), typed(1e-14), False),
        (computed(0.0), computed(5.6e-17), True),
        (typed(12), Content(TEXT, "12"), False),
        (typed(1), Content(TRUTH, "1"), False),
        (Content(TEXT, "#N/A"), Content(ERROR, "#N/A"), False),
        (Content(TEXT, "a\r\nb"), Content(TEXT, "a\nb"), True),
        (Content(TEXT, "ya"), Content(TEXT, "Ya"), False),
        (Content(TEXT, "ya"), Content(TEXT, "ya "), False),
        (Content(TEXT, "Rata-rata 1.386,50", "A1"), Content(TEXT, "Rata-rata 1,386.50", "A1"), True),
        (Content(TEXT, "Rata-rata 1.386,50", "A1"), Content(TEXT, "Rata-rata 1.386,51", "A1"), False),
        (Content(TEXT, "Rata-rata 1.386,50", "A1"), Content(TEXT, "Rata-rata 138650", "A1"), False),
        (Content(TEXT, "1.386,50"), Content(TEXT, "1,386.50"), False),
    ],
)
def test_what_is_the_same_and_what_is_not(before: Content, now: Content, same: bool) -> None:
    assert is_same(before, now) is same


def test_a_formula_is_compared_without_what_programs_write_differently() -> None:
    assert comparable(""" IF( 'Tata Usaha'!$B$4 >0 , "a $ 'b' " , "" )""") == """IF(TataUsaha!B4>0,"a $ 'b' ","")"""
    assert comparable("_xlfn.CONCAT(A1)") == comparable("CONCAT($A$1)")
    assert with_sheets("""Nilai!B4*'Nilai'!C1&"Nilai!"&'It''s'!A1""", {"Nilai": "Tata Usaha"}) == (
        """'Tata Usaha'!B4*'Tata Usaha'!C1&"Nilai!"&'It''s'!A1"""
    )


def test_a_formula_that_is_shared_says_other_addresses_in_another_cell() -> None:
    shared = """SUM(A1:$B2,C$3)*'A1 B2'!D4+TW1!E5+LOG10(F6)&"A1"&nama.A1"""
    assert shifted(shared, 2, 1) == """SUM(B3:$B4,D$3)*'A1 B2'!E6+TW1!F7+LOG10(G8)&"A1"&nama.A1"""
    assert shifted("A1+B2", -1, 0) == "#REF!+B1"


def test_a_mark_is_read_as_it_is_written() -> None:
    for content in (typed(1.5), computed(2), Content(TEXT, ""), Content(ERROR, "#N/A", ""), Content(TRUTH, "1")):
        assert read_mark(mark_of(content).text) == mark_of(content)
    assert [
        read_mark(text) for text in ("", "t", "tABCDEFG", "xABCDEFGH", "=nABCDEFGH", "n=ABCDEFGH", "tABCD EFG")
    ] == ([None] * 7)


CELLS = """
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>dua </t></r><r><t>potong</t></r></is></c></row>
<row r="2"><c r="A2"><v>1.50</v></c><c r="B2" s="1"><v>43516</v></c><c r="C2" t="d"><v>2019-02-20</v></c></row>
<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="e"><v>#N/A</v></c><c r="C4" s="1"/><c r="D4" t="str"><v/></c></row>
<row><c><f>A2+1</f><v>2.5</v></c><c t="str"><f>""</f><v></v></c><c><f>""</f><v></v></c></row>
<row r="6"><c r="A6"><f t="shared" ref="A6:B7" si="0">A2+$A$2&amp;"A2"</f><v>3</v></c></row>
<row r="7"><c r="B7"><f t="shared" si="0"/><v>3</v></c></row>
"""


def test_every_kind_of_cell_is_read() -> None:
    parts = {
        STRINGS: packages.strings("<si><t>satu_x000D_baris &amp; _x005F_x0041_</t></si>"),
        STYLES: packages.styles("d mmm yyyy"),
    }
    assert contents_in(package(CELLS, **parts)) == {
        "A": {
            (0, 0): Content(TEXT, "satu\rbaris & _x0041_"),
            (0, 1): Content(TEXT, "dua potong"),
            (1, 0): Content(NUMBER, "1.5"),
            (1, 1): Content(NUMBER, "43516.0", is_day=True),
            (1, 2): Content(NUMBER, "43516.0"),
            (3, 0): Content(TRUTH, "1"),
            (3, 1): Content(ERROR, "#N/A"),
            (4, 0): Content(NUMBER, "2.5", "A2+1"),
            (4, 1): Content(TEXT, "", '""'),
            (4, 2): Content(TEXT, "", '""'),
            (5, 0): Content(NUMBER, "3.0", 'A2+$A$2&"A2"'),
            (6, 1): Content(NUMBER, "3.0", 'B3+$A$2&"A2"'),
        }
    }


def test_marks_say_nothing_of_where_a_cell_stands() -> None:
    one, other = marks_of({(0, 0): typed(12), (5, 3): typed(12)}).values()
    assert one == other
