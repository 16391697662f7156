"""What the XML of an .xlsx tells besides its values, and what is refused before anything reads it."""

from __future__ import annotations

import io
import zipfile

import pytest

from iki_excel import openxml
from iki_excel.openxml import Unreadable, first_cell, look

SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="{}"/></Relationships>'
)


def package(cells: str = "", names: str = "", *, target: str = "worksheets/sheet1.xml", **parts: str) -> bytes:
    """A workbook of one sheet A with these rows and names."""
    workbook = (
        f'<workbook {SPREADSHEET} {RELATED}><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )
    contents = {
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": RELATIONS.format(target),
        "xl/worksheets/sheet1.xml": f"<worksheet {SPREADSHEET}><sheetData>{cells}</sheetData></worksheet>",
    } | parts
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return written.getvalue()


def test_error_cells_and_formulas_are_found_with_their_address() -> None:
    cells = """
        <row r="2">
          <c r="A2"><v>1</v></c> <c r="B2" t="e"><v>#N/A</v></c> <c r="C2" t="s"><v>0</v></c>
          <c r="D2"><f>1+1</f><v>2</v></c> <c r="E2"><f>1+1</f></c> <c r="F2"><f>1+1</f><v></v></c>
        </row>
        <row r="7">
          <c r="AA7" t="str"><f>"a"</f><v>a</v></c> <c r="AB7"><f t="shared" si="0"/><v>3</v></c>
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


@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml"])
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
    assert first_cell(target) == cell


def kode_of(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        look(content)
    return refused.value.kode


def test_what_is_no_xlsx_is_refused() -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert [kode_of(content) for content in (b"", b"plain", b"%PDF-1.7", zipped.getvalue())] == [
        "berkas_kosong", "bukan_xlsx", "bukan_xlsx", "bukan_xlsx",
    ]  # fmt: skip
    assert kode_of(openxml.OLE_SIGNATURE + b"more") == "xls_lama_atau_bersandi"


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.xml": "<workbook"},
        {"xl/workbook.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook>&a;</workbook>"},
        {"xl/workbook.xml": "<?xml version='1.0' encoding='no-such'?><workbook/>"},
        {"xl/_rels/workbook.xml.rels": ""},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row r='x'/></sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml": "<worksheet></sheetData>"},
        {"xl/worksheets/sheet1.xml": "\x00"},
    ],
)
def test_broken_xml_is_refused(parts: dict[str, str]) -> None:
    assert kode_of(package(**parts)) == "berkas_rusak"


def test_a_part_whose_bytes_were_spoilt_is_refused_or_the_same() -> None:
    content = package('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>' * 200)
    for at in range(content.index(b"xl/worksheets/sheet1.xml") + 24, content.index(b"PK\x01\x02"), 5):
        spoilt = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
        try:
            assert look(spoilt) == look(content)
        except Unreadable as refused:
            assert refused.kode == "berkas_rusak"


def test_a_small_file_that_would_grow_huge_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openxml, "LARGEST_INFLATED", 100_000)
    assert kode_of(package(**{"xl/media/bomb.bin": "0" * 200_000})) == "berkas_terlalu_besar"
