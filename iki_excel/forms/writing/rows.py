"""How a row of Isian looks: how high it is, and the bands between rows."""

from __future__ import annotations

from iki_excel.forms import layout
from iki_excel.forms.layout import LockedRow
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

SMALL = {"font_size": 9, "text_wrap": True}
NARROW = {"font_size": 9, "indent": 0}
TYPED = {"font_size": 12, "font_color": book.TYPED}
"""How a number looks that somebody types."""
BOLD = 0.92
"""How much fewer bold letters a line takes."""
LEAST_HEIGHT = 27.0
"""Of a row to fill: room for a finger."""
INDENT = 2
"""In digits, of what a column is wide."""


def write_band(made: Book, sheet: Worksheet, title: LockedRow) -> None:
    """The title of some rows, which a phone shows whole."""
    width = layout.WIDTHS[layout.LABEL] + layout.WIDTHS[layout.VALUE]
    for column in range(layout.STATE, layout.EVIDENCE + 1):
        sheet.write_blank(title.row, column, None, made.style("band_rest"))
    sheet.write_string(title.row, layout.NUMBER, title.number, made.style("band", indent=0, **SMALL))
    book.write_span(made, sheet, title.row, (layout.LABEL, layout.VALUE), title.label, "band")
    code = (title.number, layout.WIDTHS[layout.NUMBER])
    sheet.set_row(title.row, book.row_height((title.label, width * BOLD), code))


def set_height(sheet: Worksheet, row: int, label: str, *others: tuple[str, float], least: float = 0.0) -> None:
    """High enough for all that stands in the row."""
    texts = ((label, layout.WIDTHS[layout.LABEL] - INDENT), *others)
    sheet.set_row(row, max(least, book.row_height(*texts)))
