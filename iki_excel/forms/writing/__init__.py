"""Stage 1: catalogue -> blank workbooks, made to be filled by someone who has never been told how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from iki_excel.decree import Jabatan, Keputusan
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout
from iki_excel.forms.layout import ISIAN, PETUNJUK, office_cells
from iki_excel.forms.writing.guide import GUIDE_WIDTHS, write_guide
from iki_excel.forms.writing.isian import write_isian
from iki_excel.forms.writing.survey import survey_widths, write_survey
from iki_excel.forms.writing.template import PROTECTION, Remark, Remarks, Template, Typed
from iki_excel.words.periods import Periode
from iki_excel.workbooks.book import Book, Worksheet

__all__ = ["PROTECTION", "Remark", "Remarks", "Template", "Typed", "build", "new_book", "write_form", "written"]


def build(
    jabatan: Jabatan,
    periode: str,
    settings: Settings,
    last: Mapping[str, Any] | None = None,
    keputusan: Keputusan | None = None,
) -> bytes:
    """The blank workbook of a jabatan for a month, with last month's values where they are known."""
    return written(Template(jabatan, Periode(periode), settings, last or {}, keputusan=keputusan or Keputusan()))


def written(template: Template) -> bytes:
    """The workbook of a template, blank or filled."""
    made = new_book(template)
    write_form(made, template).activate()
    return made.to_bytes()


def new_book(template: Template) -> Book:
    """An empty workbook with the properties of a form."""
    created = dt.datetime.combine(template.periode.first_day, dt.time())
    title = f"Isian {template.keputusan.singkatan} {template.jabatan.nama}, {template.periode.words}"
    return Book(title, template.settings.unit.nama, created)


def write_form(made: Book, template: Template) -> Worksheet:
    """All sheets of a form, behind those that the workbook has already, and its names; gives the sheet Isian."""
    isian = made.sheet(ISIAN, (*layout.WIDTHS, *(0 for _ in template.layout.hidden)))
    surveys = [(made.sheet(b.sheet, survey_widths(b)), b) for b in template.layout.blocks.values()]
    guide = made.sheet(PETUNJUK, GUIDE_WIDTHS)
    write_isian(made, isian, template)
    for sheet, block in surveys:
        write_survey(made, sheet, template, block)
    write_guide(made, guide, template)
    _write_identity(made, template)
    for name, target in template.layout.names():
        made.workbook.define_name(name, target)
    return isian


def _write_identity(made: Book, template: Template) -> None:
    hidden = made.workbook.add_worksheet(layout.IKI)
    hidden.very_hidden()
    hidden.protect()
    for row, sheet in enumerate(template.layout.sheets):
        hidden.write_string(row, layout.IKI_CODE, template.kode_formulir(sheet))
    if template.replaces:
        hidden.write_string(0, layout.IKI_REPLACES, template.replaces)
    for row, name in enumerate(template.left):
        hidden.write_string(row, layout.IKI_LEFT, name)
    for row, text in enumerate((template.fingerprint, template.keputusan.nomor)):
        hidden.write_string(row, layout.IKI_DECREE, text)
    for row, (key, text) in enumerate(layout.recorded(template.jabatan, template.layout.title).items()):
        hidden.write_string(row, layout.IKI_KEY, key)
        hidden.write_string(row, layout.IKI_TEXT, text)
    for row, (cell, said) in enumerate(_office_cells(made, template).items()):
        hidden.write_string(row, layout.IKI_CELL, cell)
        hidden.write_string(row, layout.IKI_SAID, said)


def _office_cells(made: Book, template: Template) -> dict[str, str]:
    """What the office's settings and earlier months put into locked cells, by address."""
    places = (*office_cells.others(template.layout), *office_cells.days(template.layout))
    contents = {place.a1: made.calculation.typed(place) for place in places}
    return {cell: said for cell, content in contents.items() if (said := office_cells.said(content))}
