"""How a remark looks on a form: the cell in a colour until it is done, and a comment that says what to do."""

from __future__ import annotations

from typing import Any

from iki_excel.forms import layout
from iki_excel.forms.writing.template import Remark, Template
from iki_excel.language.cells import excel
from iki_excel.words.plain import clean_text
from iki_excel.words.rules import GALAT
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

COMMENT_WIDTH, LETTERS_A_LINE, LINE_HEIGHT = 300, 44, 17
AUTHOR = "Pemeriksa formulir"


def look(remark: Remark | None) -> dict[str, Any]:
    """What a cell with a remark has instead of its own colours."""
    if remark is None:
        return {}
    ink, paper = (book.BAD, book.BAD_PALE) if remark.tingkat == GALAT else (book.WARN, book.WARN_PALE)
    return {"bg_color": paper, "border_color": ink}


def write_remark(made: Book, sheet: Worksheet, row: int, column: int, remark: Remark | None) -> None:
    """The comment, large enough for all of its sentences; and the colour of any other cell to fill once it is done."""
    if remark is None:
        return
    text = clean_text(remark.sentences)
    lines = sum(-(-len(part) // LETTERS_A_LINE) for part in text.split("\n"))
    size = {"width": COMMENT_WIDTH, "height": LINE_HEIGHT * (lines + 1)}
    sheet.write_comment(row, column, text, {"author": AUTHOR, "font_name": book.FONT, "font_size": 9, **size})
    usual = made.workbook.add_format({"bg_color": book.INPUT, "border": 1, "border_color": book.INPUT_LINE})
    sheet.conditional_format(
        row, column, row, column, {"type": "formula", "criteria": f"={excel(remark.done, sheet.name)}", "format": usual}
    )


def write_way_back(made: Book, sheet: Worksheet, template: Template, row: int, column: int) -> None:
    """On a form that went back, a link to its list."""
    if template.remarks:
        link = f"internal:{layout.PERBAIKAN}!A1"
        sheet.write_url(row, column, link, made.style("back"), "Kembali ke Perbaikan", "Menuju daftar perbaikan")
