"""Calamine reads a package that was made anew: it gives what the file itself would give, however that is written."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from iki_excel.workbooks.opening.inside import open_content
from tests.forms import complete
from tests.packages import SHEET, SPREADSHEET, STRINGS, STYLES, WORKBOOK, package, strings, workbook, worksheet

DATA = sorted(Path(__file__).with_name("data").glob("2019-0[13]/*.xlsx"))


def by_calamine_alone(content: bytes) -> dict[str, list[list[Any]]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        return {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
        }


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_what_libreoffice_saved_has_the_same_values(path: Path) -> None:
    sheets, package_ = open_content(path.read_bytes())
    assert sheets == by_calamine_alone(path.read_bytes())
    assert list(sheets) == list(package_.marks)


@pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#GETTING_DATA", "#ERROR!", "Err:502"])
def test_an_error_that_calamine_does_not_know_costs_its_cell_and_not_the_file(error: str) -> None:
    cells = f'<row r="1"><c r="A1" t="e"><v>{error}</v></c><c r="B1"><v>1</v></c></row>'
    sheets, found = open_content(package(cells))
    assert (sheets, found.marks["A"].errors) == ({"A": [["", 1.0]]}, {"A1": error})


def test_only_cells_with_errors_are_changed_for_calamine() -> None:
    cells = (
        '<row r="1"><c r="A1" t="e"><v xml:space="preserve">#SPILL!</v></c><c r="B1"><v>1</v></c>'
        '<c r="C1" t="e"><f>1/0</f><v>#CALC!</v></c><c r="D1" t="str"><f>"x"</f><v>#SPILL!</v></c></row>'
    )
    sheets, found = open_content(package(cells))
    assert sheets == {"A": [["", 1.0, "", "#SPILL!"]]}
    assert found.marks["A"].errors == {"A1": "#SPILL!", "C1": "#CALC!"}


def test_what_openpyxl_saved_has_the_same_values(tmp_path: Path) -> None:
    content = complete(tmp_path, "pelayanan", "2019-01").read_bytes()
    assert open_content(content)[0] == by_calamine_alone(content)


THREE = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
DAY = '<row r="1"><c r="A1" s="1"><v>43500</v></c></row>'
OF_DAYS = f"<styleSheet {SPREADSHEET}><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"
IN_1904 = workbook('<sheet name="A" sheetId="1" r:id="rId1"/>', '<workbookPr date1904="1"/>')
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROW = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>a&amp;&#66;</v></c></row>'
WITH_PREFIX = (
    f"<x:worksheet xmlns:x='{MAIN}'><x:sheetData><x:row r='1'><x:c r='A1'><x:v>1</x:v></x:c>"
    "<x:c r='B1' t='str'><x:v>a&amp;&#66;</x:v></x:c></x:row></x:sheetData></x:worksheet>"
)


def of_strings(*texts: str) -> bytes:
    """A workbook with three cells that use these strings."""
    return package(THREE, **{STRINGS: strings("".join(f"<si>{text}</si>" for text in texts))})


WRITTEN: dict[str, tuple[bytes, list[Any]]] = {
    "empty strings": (of_strings("", "<t>x</t>", ""), ["", "x", ""]),
    "rich strings": (
        of_strings("<r><t>a</t></r><r><t>b</t></r>", "<t>c</t>", "<r><t>d</t></r>"),
        ["ab", "c", "d"],
    ),
    "entities and spaces": (
        of_strings("<t>a&amp;b&#65;&lt;</t>", '<t xml:space="preserve"> x </t>', "<t>é</t>"),
        ["a&bA<", " x ", "é"],
    ),
    "strings with a prefix": (
        package(THREE, **{STRINGS: f"<x:sst xmlns:x='{MAIN}'>{3 * '<x:si><x:t>a</x:t></x:si>'}</x:sst>"}),
        ["a", "a", "a"],
    ),
    "inline strings": (
        package('<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>'), ["ab"],
    ),
    "numbers": (
        package('<row r="1"><c r="A1"><v>0.1</v></c><c r="B1"><v>1E-3</v></c><c r="C1" t="b"><v>1</v></c></row>'),
        [0.1, 0.001, True],
    ),
    "mark of utf-8": (
        package(**{SHEET: worksheet(f"<sheetData>{ROW}</sheetData>").encode("utf-8-sig")}), [1, "a&B"],
    ),
    "sheet with a prefix": (package(**{SHEET: WITH_PREFIX}), [1, "a&B"]),
    "date": (package(DAY, **{STYLES: OF_DAYS}), [dt.date(2019, 2, 4)]),
    "date that counts from 1904": (package(DAY, **{STYLES: OF_DAYS, WORKBOOK: IN_1904}), [dt.date(2023, 2, 5)]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "values"), WRITTEN.values(), ids=list(WRITTEN))
def test_values_are_read_however_they_are_written(content: bytes, values: list[Any]) -> None:
    assert open_content(content)[0] == {"A": [values]}
