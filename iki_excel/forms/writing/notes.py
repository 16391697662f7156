"""Below all indikator: a wide cell each for why a capaian is not good yet and for the next step."""

from __future__ import annotations

from iki_excel.forms import layout
from iki_excel.forms.writing.rows import LEAST_HEIGHT, SMALL, write_band
from iki_excel.forms.writing.template import UNLOCKED, Template
from iki_excel.forms.writing.validation import SAID_VALIDATION
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

WIDTH_OF_NOTES = sum(layout.WIDTHS[layout.VALUE :])


def write_notes(made: Book, sheet: Worksheet, template: Template) -> None:
    """A wide cell each for why a capaian is not good yet and for the next step, which nobody has to fill."""
    locked = {row.row: row for row in template.layout.locked}
    if template.layout.notes:
        write_band(made, sheet, locked[template.layout.last_row + 1])
    for note in template.layout.notes:
        number = locked[note.row].number
        sheet.write_string(note.row, layout.KEY, note.key)
        book.write_value(made, sheet, note.row, layout.NUMBER, number, "cell_center", font_color=book.GREY, **SMALL)
        sheet.write_string(note.row, layout.LABEL, note.label, made.style("cell"))
        span = (layout.VALUE, layout.EVIDENCE)
        look = UNLOCKED | {"align": "left", "font_color": book.TYPED}
        book.write_span(made, sheet, note.row, span, template.said(note), "cell", **look)
        sheet.data_validation(note.row, layout.VALUE, note.row, layout.VALUE, SAID_VALIDATION)
        sheet.set_row(note.row, max(LEAST_HEIGHT, book.row_height((template.said(note), WIDTH_OF_NOTES))))
