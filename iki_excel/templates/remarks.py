"""How a remark looks on a form: the cell in a colour, and a comment that says what to do."""

from __future__ import annotations

from typing import Any

from iki_excel import book
from iki_excel.book import Worksheet
from iki_excel.findings import GALAT
from iki_excel.plain import clean_text
from iki_excel.templates.template import Remark

COMMENT_WIDTH, LETTERS_A_LINE, LINE_HEIGHT = 300, 44, 17


def look(remark: Remark | None) -> dict[str, Any]:
    """What a cell with a remark has instead of its own colours."""
    if remark is None:
        return {}
    ink, paper = (book.BAD, book.BAD_PALE) if remark.tingkat == GALAT else (book.WARN, book.WARN_PALE)
    return {"bg_color": paper, "border_color": ink, "border": 2}


def write_comment(sheet: Worksheet, row: int, column: int, remark: Remark | None) -> None:
    """The sentences of a remark as a comment, large enough for all of them."""
    if remark is None:
        return
    text = clean_text(remark.sentences)
    lines = sum(-(-len(part) // LETTERS_A_LINE) for part in text.split("\n"))
    size = {"width": COMMENT_WIDTH, "height": LINE_HEIGHT * (lines + 1)}
    sheet.write_comment(row, column, text, {"author": "iki", "font_name": book.FONT, "font_size": 9, **size})
