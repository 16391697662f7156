"""What the XML of an .xlsx tells besides its values, and what is refused before anything reads it."""

from __future__ import annotations

import pytest

from iki_excel.language.places import Place
from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.openxml import bounds, first_cell, look
from tests.packages import SHEET, SPREADSHEET, WORKBOOK, package, workbook, worksheet


def test_error_cells_and_formulas_are_found_with_their_address() -> None:
    cells = """
        <row r="2">
          <c r="A2"><v>1</v></c> <c r="B2" t="e"><v>#N/A</v></c> <c r="C2" t="s"><v>0</v></c>
          <c r="D2"><f>1+1</f><v>2</v></c> <c r="E2"><f>1+1</f></c> <c r="F2"><f>1+1</f><v></v></c>
        </row>
        <row r="7">
          <c r="AA7" t="str"><f>"a"</f><v>a</v></c> <c r="AB7"><f t="shared" ref="AB7" si="0">1+2</f><v>3</v></c>
          <c r="AC7" t="e"><f>1/0</f><v>#DIV/0!</v></c> <c r="AD7" t="inlineStr"><is><r><t>x</t></r></is></c>
        </row>
    """
    marks = look(package(cells)).marks["A"]
    assert marks.errors == {"B2": "#N/A", "AC7": "#DIV/0!"}
    assert marks.formulas == {"D2": True, "E2": False, "F2": False, "AA7": True, "AB7": True, "AC7": True}


def test_cells_that_do_not_say_where_they_stand_follow_the_one_before() -> None:
    cells = """
        <row><c><v>1</v></c> <c t="e"><v>#N/A</v></c></row>
        <row r="5"><c r="Z5"><v>1</v></c> <c><f>1+1</f><v>2</v></c></row>
        <row><c><f>1+1</f></c></row>
    """
    marks = look(package(cells)).marks["A"]
    assert (marks.errors, marks.formulas) == ({"B1": "#N/A"}, {"AA5": True, "A6": False})


def test_names_are_found_in_any_case_with_all_their_targets() -> None:
    names = (
        '<definedName name="Isian.A">A!$B$2</definedName><definedName name="isian.b">A!$B$3</definedName>'
        '<definedName name="ISIAN.B" localSheetId="0">A!$B$4</definedName>'
        '<definedName name="isian.c">A!$B$3</definedName>'
        '<definedName name="isian.c" localSheetId="0">A!$B$3</definedName>'
    )
    assert look(package(names=names)).names == {
        "isian.a": {"A!$B$2"},
        "isian.b": {"A!$B$3", "A!$B$4"},
        "isian.c": {"A!$B$3"},
    }


@pytest.mark.parametrize(
    "target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml"]
)
def test_a_sheet_is_found_however_its_relation_is_written(target: str) -> None:
    assert look(package('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>', target=target)).marks["A"].errors


@pytest.mark.parametrize(
    ("target", "cell"),
    [
        ("Isian!$F$8", ("Isian", 7, 5)), ("Isian!F8", ("Isian", 7, 5)), ("'Pak Kasi''s'!$AA$10", ("Pak Kasi's", 9, 26)),
        ("SKM!$C$9:$I$408", ("SKM", 8, 2)), (" Isian!$F$8 ", ("Isian", 7, 5)), ("#REF!", None), ("Isian!#REF!", None),
        ("12", None), ("", None), ("OFFSET(Isian!$F$8,1,0)", None), ("Isian!$F$8,Isian!$F$9", None),
    ],
)  # fmt: skip
def test_a_target_begins_at_a_cell_or_at_none(target: str, cell: tuple[str, int, int] | None) -> None:
    assert first_cell(target) == (Place(*cell) if cell else None)


def kode_of(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        look(content)
    return refused.value.rule.kode


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.xml": "<workbook"},
        {"xl/_rels/workbook.xml.rels": ""},
        {"xl/worksheets/sheet1.xml": f"<worksheet {SPREADSHEET}><sheetData><row r='x'/></sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml": f"<worksheet {SPREADSHEET}></sheetData>"},
        {"xl/worksheets/sheet1.xml": "\x00"},
        *(
            {SHEET: worksheet(f"<sheetData><row><c r='{at}'/></row></sheetData>")}
            for at in ("a1", "A0", "XFE1", "A9999999")
        ),
    ],
)
def test_broken_xml_is_refused(parts: dict[str, str]) -> None:
    assert kode_of(package(**parts)) == "berkas_rusak"


def test_a_part_whose_bytes_were_spoilt_is_refused_or_the_same() -> None:
    content = package("".join(f'<row r="{n}"><c r="A{n}" t="e"><v>#N/A</v></c></row>' for n in range(1, 201)))
    for at in range(content.index(b"xl/worksheets/sheet1.xml") + 24, content.index(b"PK\x01\x02"), 5):
        spoilt = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
        try:
            assert look(spoilt) == look(content)
        except Unreadable as refused:
            assert refused.rule.kode == "berkas_rusak"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize(
    "text",
    ["<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "<?xml version='1.0' encoding='utf-7'?><x/>"],
    ids=["doctype", "encoding"],
)
def test_what_excel_never_writes_is_refused_in_every_part_that_is_read(part: str, text: str) -> None:
    assert kode_of(package(**{part: text})) == "xml_terlarang"


def cell(address: str, content: str = "<v>1</v>", attributes: str = "") -> str:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{address}"{attributes}>{content}</c></row>'


def test_two_cells_far_apart_would_fill_the_memory_and_are_refused() -> None:
    assert kode_of(package(cell("A1") + cell("XFD1048576"))) == "berkas_terlalu_besar"
    assert kode_of(package(cell("XFD1048576"))) == "berkas_terlalu_besar"
    assert kode_of(package(cell("A1") + cell("A500001", "<f>1+1</f>"))) == "berkas_terlalu_besar"
    assert (
        kode_of(package(cell("A1") + cell("A500001", "<is><t>x</t></is>", ' t="inlineStr"'))) == "berkas_terlalu_besar"
    )


def test_empty_styled_rows_down_to_the_last_are_no_harm() -> None:
    assert look(package(cell("A1") + cell("XFD1048575", "") + '<row r="1048576"/>')).marks["A"].errors == {}


def test_more_cells_than_any_form_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_CELLS", 3)
    assert look(package("".join(cell(f"A{n}") for n in (1, 2, 3)))).marks["A"].errors == {}
    assert kode_of(package("".join(cell(f"A{n}") for n in (1, 2, 3, 4)))) == "berkas_terlalu_besar"


@pytest.mark.parametrize("name", ["count", "uniqueCount"])
def test_strings_that_are_only_promised_are_refused(name: str) -> None:
    strings = {"xl/sharedStrings.xml": f'<sst {SPREADSHEET} {name}="4294967295"><si><t>x</t></si></sst>'}
    assert kode_of(package(**strings)) == "berkas_terlalu_besar"


def test_too_many_sheets_are_refused() -> None:
    sheets = [f'<sheet name="A{n}" sheetId="{n}"/>' for n in range(1, bounds.MOST_SHEETS + 2)]
    assert kode_of(package(**{WORKBOOK: workbook("".join(sheets))})) == "berkas_terlalu_besar"
    assert look(package(**{WORKBOOK: workbook("".join(sheets[1:]))})).marks == {}
