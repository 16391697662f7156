"""The pages of forms and of the result are as they are kept, and a page shows whatever changes on a sheet."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

from tests.golden.kept import RENEW, changes, kept
from tests.golden.pages import pages_of
from tests.golden.workbooks import OF_THE_DECREE, WORKBOOKS, made


@pytest.mark.parametrize(
    "workbook",
    [
        pytest.param(name, marks=[pytest.mark.decree, pytest.mark.panjang] if name == OF_THE_DECREE else [])
        for name in WORKBOOKS
    ],
)
def test_pages_are_as_they_are_kept(workbook: str) -> None:
    changed = changes(kept(workbook), pages_of(made(workbook)))
    assert not changed, f"If this is meant: {RENEW}, and look at the git diff.\n{changed}"


# --- a page shows ----------------------------------------------------------------------------------------------------


def plain() -> Workbook:
    """A small sheet: two headers, three rows that count on, a formula below."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Lembar"
    for row in (["No.", "Nilai"], [1, "a"], [2, "a"], [3, "a"], ["=SUM(A2:A4)"]):
        sheet.append(row)
    return workbook


def page(edit: Callable[[Any], None] = lambda _: None) -> str:
    """The page of the small sheet, which is protected and not the only one, after an edit."""
    workbook, content = plain(), io.BytesIO()
    workbook.create_sheet("Lain")
    workbook["Lembar"].protection.enable()
    edit(workbook["Lembar"])
    workbook.save(content)
    return pages_of(content.getvalue())["Lembar"]


def test_a_page_reads_from_the_paper_to_the_last_cell() -> None:
    assert page() == (
        "sheet Lembar (visible)\n"
        "paper None None, not fitted, margins 0.75 0.75 1.0 1.0\n"
        "print area –, rows on every page –\n"
        "header None, footer None None\n"
        "frozen at –, grid lines None, filter –\n"
        "letters and numbers at the edges None, pages end below row –\n"
        "protection on, allowed selectLockedCells selectUnlockedCells, refused autoFilter deleteColumns deleteRows "
        "formatCells formatColumns formatRows insertColumns insertHyperlinks insertRows pivotTables sort\n"
        "columns\n"
        "\n--- cells\n"
        'A1  "No."  · 11pt\n'
        'B1  "Nilai"  · 11pt\n'
        "A2  1↓  · 11pt\n"
        'B2  "a"  · 11pt\n'
        "    … rows 3 to 4 likewise\n"
        'A5  =SUM(A2:A4)  →  ""  · 11pt\n'
    )


EDITS: dict[str, Callable[[Any], None]] = {
    "a number": lambda sheet: sheet.__setitem__("A3", 4),
    "a text for a number": lambda sheet: sheet.__setitem__("A3", "2"),
    "a formula": lambda sheet: sheet.__setitem__("A5", "=SUM(A2:A3)"),
    "a text like a formula": lambda sheet: setattr(sheet["A5"], "data_type", "s"),
    "a cell within a run": lambda sheet: sheet.__setitem__("B3", "b"),
    "the number format": lambda sheet: setattr(sheet["A3"], "number_format", "0.00"),
    "bold": lambda sheet: setattr(sheet["A3"], "font", Font(bold=True)),
    "a fill": lambda sheet: setattr(sheet["A3"], "fill", PatternFill("solid", "FF0000")),
    "a blank cell that is open": lambda sheet: setattr(sheet["C3"], "protection", Protection(locked=False)),
    "a link": lambda sheet: setattr(sheet["A3"], "hyperlink", "#Lembar!B2"),
    "a comment": lambda sheet: setattr(sheet["A3"], "comment", Comment("Periksa", "iki")),
    "merged cells": lambda sheet: sheet.merge_cells("C1:D1"),
    "a width": lambda sheet: setattr(sheet.column_dimensions["A"], "width", 30),
    "a hidden column": lambda sheet: setattr(sheet.column_dimensions["A"], "hidden", True),
    "a hidden row": lambda sheet: setattr(sheet.row_dimensions[3], "hidden", True),
    "a height": lambda sheet: setattr(sheet.row_dimensions[3], "height", 30),
    "a hidden sheet": lambda sheet: setattr(sheet, "sheet_state", "hidden"),
    "frozen rows": lambda sheet: setattr(sheet, "freeze_panes", "A2"),
    "the paper": lambda sheet: setattr(sheet.page_setup, "paperSize", 9),
    "the orientation": lambda sheet: setattr(sheet.page_setup, "orientation", "landscape"),
    "the print area": lambda sheet: setattr(sheet, "print_area", "A1:B3"),
    "rows on every page": lambda sheet: setattr(sheet, "print_title_rows", "1:1"),
    "the header": lambda sheet: setattr(sheet.oddHeader.right, "text", "Lampiran"),
    "where a page ends": lambda sheet: sheet.row_breaks.append(Break(id=3)),
    "the letters at the edges": lambda sheet: setattr(sheet.sheet_view, "showRowColHeaders", False),
    "a table": lambda sheet: sheet.add_table(Table(displayName="tblLembar", ref="A1:B4")),
    "a filter": lambda sheet: setattr(sheet.auto_filter, "ref", "A1:B4"),
    "protection": lambda sheet: sheet.protection.disable(),
    "what protection allows": lambda sheet: setattr(sheet.protection, "sort", False),
    "a validation": lambda sheet: sheet.add_data_validation(DataValidation("list", formula1='"Ya"', sqref="A2:A4")),
    "a colour by condition": lambda sheet: sheet.conditional_formatting.add(
        "A2:A4", CellIsRule("equal", ["1"], fill=PatternFill(bgColor="FF0000"))
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_page_shows_every_change(edit: Callable[[Any], None]) -> None:
    assert changes({"Lembar": page()}, {"Lembar": page(edit)})


def in_table(edit: Callable[[Any], None] = lambda _: None) -> str:
    """The cells of the small sheet as a table, whose numbers have two decimals."""

    def edited(sheet: Any) -> None:
        sheet.add_table(Table(displayName="tblLembar", ref="A1:B4"))
        for row in range(2, 5):
            sheet[f"A{row}"].number_format = "0.00"
        edit(sheet)

    return page(edited).partition("--- cells\n")[2]


def test_in_a_table_a_look_is_told_where_it_differs_from_the_one_above() -> None:
    assert in_table(lambda sheet: setattr(sheet["A4"], "number_format", "0")) == (
        'A1  "No."  · 11pt\n'
        'B1  "Nilai"  · 11pt\n'
        "A2  1  · 0.00  · 11pt\n"
        'B2  "a"  · 11pt\n'
        "A3  2  · 〃\n"
        'B3  "a"  · 〃\n'
        "A4  3  · 0  · 11pt\n"
        'B4  "a"  · 〃\n'
        'A5  =SUM(A2:A4)  →  ""  · 11pt\n'
        "\n--- tables\n"
        "A1:B4  tblLembar, with filters\n"
    )
    assert in_table(lambda sheet: sheet.__setitem__("A3", None)) != in_table()


def drawn(**changed: Any) -> str:
    """The page of a sheet with a formula and a chart, one thing changed."""
    facts = {"saved": 3, "title": "Grafik", "values": "=Data!$A$1:$A$2", "colour": "#FF0000", "highest": 5} | changed
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = workbook.add_worksheet("Data")
    sheet.write_number(0, 0, 1)
    sheet.write_formula(1, 0, "=A1+2", None, facts["saved"])
    chart = workbook.add_chart({"type": "column"})
    chart.add_series({"values": facts["values"], "fill": {"color": facts["colour"]}})
    chart.set_title({"name": facts["title"]})
    chart.set_y_axis({"max": facts["highest"], "name": "Nilai"})
    sheet.insert_chart("C3", chart)
    workbook.close()
    return pages_of(content.getvalue())["Data"]


@pytest.mark.parametrize(
    "changed",
    [{"saved": 4}, {"title": "Lain"}, {"values": "=Data!$A$1:$A$3"}, {"colour": "#00FF00"}, {"highest": 6}],
    ids=lambda changed: next(iter(changed)),
)
def test_a_page_shows_a_change_of_a_cached_value_and_of_a_chart(changed: dict[str, Any]) -> None:
    assert changes({"Data": drawn()}, {"Data": drawn(**changed)})


def test_a_chart_is_told_with_what_is_cached_behind_it() -> None:
    assert drawn()[drawn().index("--- charts") :] == (
        "--- charts\n"
        "C3 to J17  “Grafik”\n"
        "  blanks as –, legend r\n"
        "  barChart col clustered\n"
        "    series “” FF0000\n"
        "      val Data!$A$1:$A$2 → 1, 3\n"
        "  catAx “” orientation=minMax\n"
        "  valAx “Nilai” orientation=minMax max=5 General\n"
    )


def test_the_changes_of_pages_are_a_diff() -> None:
    before, now = {"A": "satu\ndua\n", "B": "sama\n"}, {"A": "satu\ntiga\n", "B": "sama\n", "C": "baru\n"}
    assert changes(before, now) == (
        "--- A (kept)\n+++ A (now)\n@@ -1,2 +1,2 @@\n satu\n-dua\n+tiga\n"
        "--- C (kept)\n+++ C (now)\n@@ -0,0 +1 @@\n+baru\n"
    )


def test_pages_are_the_same_of_a_workbook_that_was_only_opened_and_saved() -> None:
    workbook, first, second = plain(), io.BytesIO(), io.BytesIO()
    workbook.save(first)
    load_workbook(io.BytesIO(first.getvalue())).save(second)
    assert changes({"": pages_of(first.getvalue())["Lembar"]}, {"": pages_of(second.getvalue())["Lembar"]}) == ""
