"""What stands above the first indikator: what stays in view, and below it what is read once."""

from __future__ import annotations

import textwrap

from iki_excel.forms import layout
from iki_excel.forms.layout import ISIAN
from iki_excel.forms.writing import remarks
from iki_excel.forms.writing.rows import SMALL
from iki_excel.forms.writing.template import Template
from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

NO_NAME = "…………………………… (tulis di tanda tangan)"
FROZEN_HEIGHTS = {layout.TITLE_ROW: 19.5, layout.READY_ROW: 18.0, layout.HEADER_ROW: 24.0}
"""In points: 82 pixels in all."""
LETTERS_OF_HEAD, LETTERS_OF_NOTE, LINE_OF_HEAD = 50, 60, 13.5
"""How many letters of a line, and of one of small letters, a phone shows beside the numbers of the rows; how high it
is."""


def write_head(made: Book, sheet: Worksheet, template: Template) -> None:
    """What stays in view, and below it what is read once; together no higher than a phone can spare."""
    unit = template.settings.unit
    for row, height in FROZEN_HEIGHTS.items():
        sheet.set_row(row, height)
    for place, text in template.layout.head(template.periode).items():
        _write_head_text(made, sheet, place, text)
    where = f"{unit.nama}, {unit.kabupaten}"
    book.write_value(made, sheet, layout.TITLE_ROW, layout.LAST, where, "subtitle")
    _write_span_of_head(made, sheet, layout.PEJABAT_ROW, _pejabat(template), "plain")
    sheet.write_string(layout.PEJABAT_ROW, layout.UNIT, template.kode_formulir(ISIAN), made.style("bold"))
    remarks.write_way_back(made, sheet, template, layout.TITLE_ROW, layout.EVIDENCE)
    for column, header in enumerate(layout.HEADERS):
        sheet.write_string(layout.HEADER_ROW, column, header, made.style("head", **SMALL))


def _pejabat(template: Template) -> str:
    pejabat = template.settings.official(template.jabatan.kode)
    nip = f"\nNIP {bahasa.nip(pejabat.nip)}" if pejabat.nip else ""
    return f"{pejabat.nama or NO_NAME}{nip}"


def _write_head_text(made: Book, sheet: Worksheet, place: Place, text: str) -> None:
    if place.column != layout.NUMBER or place.row == layout.TITLE_ROW:
        look = "title" if place.row == layout.TITLE_ROW else "note" if place.column == layout.LAST else "bold"
        sheet.write_string(place.row, place.column, text, made.style(look))
    else:
        look = "bold" if place.row == layout.JABATAN_ROW else "note"
        _write_span_of_head(made, sheet, place.row, text, look)


def _write_span_of_head(made: Book, sheet: Worksheet, row: int, text: str, look: str) -> None:
    """A text as wide as a phone shows, on as many lines as it takes, whole."""
    letters = LETTERS_OF_NOTE if look == "note" else LETTERS_OF_HEAD
    lines = [line for part in text.split("\n") for line in textwrap.wrap(part, letters)]
    style = {"text_wrap": True, "valign": "vcenter"}
    book.write_span(made, sheet, row, (layout.NUMBER, layout.VALUE), "\n".join(lines), look, **style)
    sheet.set_row(row, LINE_OF_HEAD * len(lines) + 2)
