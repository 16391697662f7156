"""The look at a usual sheet finds what the look at any sheet finds, or leaves the sheet to it."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from iki_excel.workbooks.openxml import Marks, look
from iki_excel.workbooks.openxml.any_sheet import look_at_any_sheet
from iki_excel.workbooks.openxml.marks import is_external
from iki_excel.workbooks.openxml.styles import Styles, styles_of
from iki_excel.workbooks.openxml.usual_sheet import look_at_usual_sheet
from tests import fuzz
from tests.forms import complete
from tests.fuzz import agree, told_by_any
from tests.meanings import parts_of
from tests.packages import SHEET, SPREADSHEET, STRINGS, STYLES, package

DATA = Path(__file__).with_name("data")


def sheets_of(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                yield archive.read(name)


def styles_in(path: Path) -> Styles:
    with zipfile.ZipFile(path) as archive:
        return styles_of(archive.read(STYLES))


# --- real sheets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(DATA.glob("*/*.xlsx")), ids=lambda path: f"{path.parent.name} {path.stem}")
def test_sheets_that_libreoffice_saved_are_plain_and_found_alike(path: Path) -> None:
    styles = styles_in(path)
    for xml in sheets_of(path):
        found = look_at_usual_sheet(xml, styles)
        assert found is not None
        exact = look_at_any_sheet(xml, styles)
        assert found.marks == exact.marks
        assert (found.cells >= exact.cells, found.area >= exact.area, found.texts >= exact.texts) == (True, True, True)


@pytest.mark.parametrize("jabatan", ["umum", "pelayanan"])
def test_sheets_that_openpyxl_saved_are_plain_and_found_alike(tmp_path: Path, jabatan: str) -> None:
    path = complete(tmp_path, jabatan, "2019-01")
    styles = styles_in(path)
    for xml in sheets_of(path):
        found = look_at_usual_sheet(xml, styles)
        assert found is not None
        assert found.marks == look_at_any_sheet(xml, styles).marks


@pytest.mark.parametrize("path", [*DATA.glob("2019-03/*.xlsx"), "umum", "pelayanan"], ids=str)
def test_what_is_written_anew_is_usual_and_has_the_same_values(tmp_path: Path, path: Path | str) -> None:
    whole = path if isinstance(path, Path) else complete(tmp_path, path, "2019-01")
    styles = styles_in(whole)
    for xml in sheets_of(whole):
        written = look_at_any_sheet(xml, styles).xml
        assert look_at_usual_sheet(written, styles) is not None
        assert values_in(whole, written) == values_in(whole, xml)


def values_in(whole: Path, sheet: bytes) -> list[list[Any]]:
    """What calamine reads in a sheet, with the texts and styles of the workbook."""
    parts = parts_of(whole.read_bytes())
    texts = {STRINGS: parts[STRINGS]} if STRINGS in parts else {}
    content = package(**{SHEET: sheet, STYLES: parts[STYLES], **texts})
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as opened:
        values: list[list[Any]] = opened.get_sheet_by_name("A").to_python(skip_empty_area=False)
        return values


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

# --- made sheets ------------------------------------------------------------------------------------------------------

TEXTS = st.sampled_from(
    [
        "", "1", "12.5", "-3", "1E-05", " 7 ", "2019-03-22T00:00:00.000Z", "_x0041_", "_x000D_", "a", "é“”", "&amp;",
        "&quot;[1]&quot;", "&#65;", "&x;", "]]>", "]", "#N/A", "\t", "\r\n",
        "\x00", "x>y", "\ufffe",
    ]
)  # fmt: skip
REFERENCES = ("A1", "[1]S!A1", "&apos;[1]S b&apos;!A1", "&quot;[1]S!A1&quot;", "[1]!n", "T[1]", "'[2]S'!A1")
FORMULAS = st.sampled_from(REFERENCES) | TEXTS
KINDS = st.sampled_from(["", ' t="n"', ' t="s"', ' t="e"', ' t="b"', ' t="str"', ' t="d"', ' t="inlineStr"', " t='s'"])
F_ATTRIBUTES = st.sampled_from(["", ' t="shared" si="0"', ' t="shared" ref="A1:A9" si="1"', ' t="array" ref="A1"'])
ROW_ATTRIBUTES = st.sampled_from(
    [
        "", ' hidden="1"', ' hidden="true"', ' hidden="0"', ' hidden="false"', ' spans="1:8" x:dy="0.25"',
        " hidden='1'", ' ht="15"', ' hidden="0" hidden="1"',
    ]
)  # fmt: skip


COLUMNS = st.sampled_from(
    [
        "",
        '<cols><col min="1" max="3" hidden="1"/></cols>',
        '<cols><col hidden="true" max="9" min="9"/></cols>',
        "<cols><col min='1' max='2' hidden='1'/></cols>",
        '<cols><col min="x" max="3" hidden="1"/></cols>',
        '<cols><col min="1" max="3" hidden="false"/></cols>',
        '<cols><col min="0" max="3" hidden="1"/></cols>',
        '<x:col min="1" max="1" hidden="1"/>',
        '<col min="1" max="1" hidden="1"/>',
        '<cols><col min="1" max="3" style="14"/></cols>',
        '<cols><col min="1" max="3" style="1"/></cols>',
        '<cols><col min="1" max="16384" hidden="1" /></cols>',
    ]
)
TAILS = st.sampled_from(
    [
        "",
        '<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>',
        '<mergeCell ref="A1:XFD1048576"/>',
        '<mergeCells><mergeCell ref="F8:F9"/><mergeCell ref="A1"></mergeCell></mergeCells>',
        '<mergeCell ref="A0:B1"/>',
        "<mergeCell ref='A1:B1'/>",
        "<mergeCell/>",
        "<x:f>A1</x:f>",
        "<sheetData/>",
        "<a b='mergeCell'/>",
        '<extLst><ext><mergeCells><mergeCell ref="F8:F9"/></mergeCells></ext></extLst>',
        '<x:mergeCells><x:mergeCell ref="F8:F9"/></x:mergeCells>',
        '<sheetProtection sheet="1"/><mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>',
        "<row r='9'/>",
        "<a xmlns='y'/>",
        "<!-- x -->",
    ]
)


@st.composite
def cells(draw: st.DrawFn, column: str, row: int) -> str:
    address = draw(
        st.sampled_from([f' r="{column}{row}"'] * 12 + ["", f' r="{column}{row + 1}"', f' r="{column.lower()}1"'])
    )
    style, kind = draw(st.sampled_from(["", ' s="1"', ' s="1" cm="1"', ' s="14"', ' s="99"'])), draw(KINDS)
    formula = draw(st.sampled_from(["", "", "<f/>", None]))
    if formula is None:
        formula = f"<f{draw(F_ATTRIBUTES)}>{draw(FORMULAS)}</f>"
    value = draw(
        st.sampled_from(
            ["", "<v/>", "<v></v>", "<v>0</v>", "<is><t>x</t></is>", '<extLst><ext uri="x"/></extLst>', None]
        )
    )
    if value is None:
        value = f"<v>{draw(TEXTS)}</v>"
    inside = draw(st.sampled_from([formula + value] * 9 + [value + formula, f"{value}<!-- x -->", f"{value}<x/>"]))
    whole = f"<c{address}{style}{kind}>{inside}</c>"
    return whole.replace("></c>", draw(st.sampled_from(["/>", " />", "></c>"]))) if not inside else whole


@st.composite
def rows(draw: st.DrawFn) -> str:
    numbers = draw(st.lists(st.integers(1, 12) | st.sampled_from([9_999, 10_000, 1_048_576]), max_size=4, unique=True))
    written = []
    for number in sorted(numbers) if draw(st.integers(0, 9)) else numbers:
        letters = draw(st.lists(st.sampled_from(["A", "B", "C", "L", "M", "AA", "XFD"]), max_size=4, unique=True))
        inside = "".join(draw(cells(letter, number)) for letter in sorted(letters, key=lambda x: (len(x), x)))
        number_said = draw(st.sampled_from([f' r="{number}"'] * 9 + [""]))
        written.append(f"<row{number_said}{draw(ROW_ATTRIBUTES)}>{inside}</row>")
    return "".join(written)


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    columns, tail = draw(COLUMNS), draw(TAILS)
    body = draw(rows())
    data = draw(st.sampled_from([f"<sheetData>{body}</sheetData>"] * 9 + ["<sheetData/>", "<sheetData />", ""]))
    xml = f'<worksheet {SPREADSHEET} xmlns:x="y">{columns}{data}{tail}</worksheet>'
    if not draw(st.integers(0, 15)):
        xml = xml.replace("<row", "<x:row").replace("</row", "</x:row")
    if not draw(st.integers(0, 15)):
        xml = xml.replace('xmlns:x="y"', f"xmlns:x='{MAIN}'")
    return xml.encode()


@pytest.mark.panjang
@settings(max_examples=600, deadline=None)
@given(sheets())
def test_made_sheets_are_found_alike(xml: bytes) -> None:
    assert agree(xml)


@pytest.mark.panjang
def test_spoilt_rows_are_found_alike(tmp_path: Path) -> None:
    chance = random.Random(5)
    whole = list(sheets_of(complete(tmp_path, "ketertiban", "2019-01")))
    for number in range(3_000):
        head, opened, rest = whole[number % len(whole)].partition(b"<sheetData>")
        body, closed, tail = rest.partition(b"</sheetData>")
        spoilt = chance.choice(fuzz.ON_PART)(opened + body + closed, chance)
        xml = head + spoilt + tail
        assert agree(xml), spoilt


@pytest.mark.panjang
def test_spoilt_sheets_are_found_alike(tmp_path: Path) -> None:
    chance = random.Random(6)
    whole = [*sheets_of(complete(tmp_path, "ketertiban", "2019-01")), *sheets_of(next(DATA.glob("2019-02/*_pmd.xlsx")))]
    for number in range(3_000):
        spoilt = chance.choice(fuzz.ON_PART)(whole[number % len(whole)], chance)
        assert agree(spoilt), spoilt


# --- what both find ---------------------------------------------------------------------------------------------------


def both(inside: str) -> Marks:
    """The marks of a sheet with this within, found alike by both ways."""
    xml = f"<worksheet {SPREADSHEET}>{inside}</worksheet>".encode()
    found = look_at_usual_sheet(xml, fuzz.STYLES)
    assert found is not None
    assert found.marks == told_by_any(xml)
    return found.marks


def test_merges_are_found_as_they_are_written() -> None:
    merges = '<mergeCells count="2"><mergeCell ref="F8:F9"/><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert both(f"<sheetData/>{merges}").merges == ("F8:F9", "A1:XFD1048576")


def test_hidden_columns_count_from_zero() -> None:
    columns = '<cols><col min="1" max="1" hidden="1"/><col min="2" max="4"/><col min="6" max="7" hidden="true"/></cols>'
    assert both(f"{columns}<sheetData/>").hidden_columns == {0, 5, 6}
    assert len(both('<cols><col min="1" max="16384" hidden="1"/></cols><sheetData/>').hidden_columns) == 16_384


def test_hidden_rows_with_content_count_from_zero() -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
        '<row r="3" hidden="true"><c r="A3" s="1"/><c r="B3"><f>1</f></c></row>'
        '<row r="4" hidden="1"><c r="A4" s="1"/></row><row r="5" hidden="0"><c r="A5"><v>1</v></c></row>'
        '<row r="6" hidden="1"/>'
    )
    assert both(f"<sheetData>{rows}</sheetData>").hidden_rows == {0, 2}


def test_formulas_that_refer_to_another_file_are_found_and_shared_ones_follow_their_master() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>[1]Data!A1</f><v>1</v></c><c r="B1"><f>A1+1</f><v>1</v></c>'
        '<c r="C1"><f>&apos;[1]My sheet&apos;!A1</f><v>1</v></c><c r="D1" t="str"><f>"[1]Data!A1"</f><v>x</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">[2]!harga*2</f><v>1</v></c>'
        '<c r="B2"><f t="shared" ref="B2:B3" si="1">A1*2</f><v>1</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v>1</v></c><c r="B3"><f t="shared" si="1"/><v>1</v></c></row>'
    )
    assert both(f"<sheetData>{rows}</sheetData>").external == {"A1", "C1", "A2", "A3"}


@pytest.mark.parametrize(
    ("formula", "external"),
    [
        ("[1]Sheet!A1", True), ("1+[12]Sheet!A1", True), ("'[1]My sheet'!A1", True), ("[1]!name", True),
        ("[1]_x!A1", True), ("'C:\\kantor\\[data.xlsx]Isian'!A1", True), ("SUM('[1]Pak Kasi''s'!A1:B2)", True),
        ("-[1]Été!A1", True), ("A1", False), ("Tabel[Jumlah]", False), ("Tabel[1]", False), ("Tabel[[1]:[2]]", False),
        ('"[1]Sheet!A1"', False), ('"a""[1]Sheet!A1"', False), ("'a''b'!A1", False), ("[1]", False), ("", False),
        ("'it''s \"'!A1&\"[1]S!A1\"", False), ("'", False), ('"', False),
    ],
)  # fmt: skip
def test_a_reference_to_another_file_is_told_from_what_looks_like_one(formula: str, external: bool) -> None:
    assert is_external(formula) is external


def test_formulas_in_extensions_below_the_rows_are_no_formulas_of_cells() -> None:
    below = '<extLst><ext><x14:f xmlns:x14="x">Data!A1</x14:f><xm:f xmlns:xm="y">1</xm:f></ext></extLst>'
    rows = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    xml = f"<worksheet {SPREADSHEET}>{rows}{below}</worksheet>"
    assert look(package(**{"xl/worksheets/sheet1.xml": xml})).marks["A"] == Marks()
    assert both(rows + below) == Marks()


# --- what was judged before -------------------------------------------------------------------------------------------


def test_a_row_is_known_again_only_where_all_of_it_is_the_same() -> None:
    for inside, errors in (
        ('<c r="F8" t="e"><v>#N/A</v></c>', {"F8": "#N/A"}),
        ('<c r="F8"><v>1</v></c>', {}),
        ("", {}),
    ):
        assert both(f'<sheetData><row r="8">{inside}</row></sheetData>').errors == errors
    for address in ("F8", "F9"):
        row = f'<row r="{address[1:]}"><c r="{address}"><f>1+1</f><v>2</v></c></row>'
        assert both(f"<sheetData>{row}</sheetData>").formulas == {address: True}


def test_rows_that_are_known_each_stand_only_in_their_order() -> None:
    first, second = (f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in (1, 2))
    assert both(f"<sheetData>{first}{second}</sheetData>") == Marks()
    for rows in (second + first, first + first):
        xml = f"<worksheet {SPREADSHEET}><sheetData>{rows}</sheetData></worksheet>".encode()
        assert (look_at_usual_sheet(xml, fuzz.STYLES), told_by_any(xml)) == (None, None)


def test_a_mark_that_somebody_changes_is_not_changed_where_the_same_row_comes_again() -> None:
    rows = '<sheetData><row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="e"><v>#N/A</v></c></row></sheetData>'
    first = both(rows)
    first.formulas.clear()
    first.errors.clear()
    assert (both(rows).formulas, both(rows).errors) == ({"A1": False}, {"B1": "#N/A"})


def test_many_new_rows_are_found_as_few_are() -> None:
    rows = [f'<row r="{n}"><c r="A{n}"><f>{n}+1</f><v>{n}</v></c></row>' for n in range(1, 1001)]
    for chosen in (rows, rows[::2], rows):
        assert list(both(f"<sheetData>{''.join(chosen)}</sheetData>").formulas) == [
            f"A{n}" for n in range(1, 1001, len(rows) // len(chosen))
        ]


@pytest.mark.parametrize("foot", ["&amp;L IKI.3 · 1", "]]>", "&#0;", "<b>", "a & b", "\ufffe", "\x01"])
def test_what_stands_in_the_foot_of_a_page_is_sound_or_refused(foot: str) -> None:
    tail = f"<headerFooter><oddFooter>{foot}</oddFooter></headerFooter>"
    assert agree(f"<worksheet {SPREADSHEET}><sheetData/>{tail}</worksheet>".encode())
