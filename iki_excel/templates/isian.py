"""The sheet ``Isian``: by indikator the rows to fill, what they give, and the signature."""

from __future__ import annotations

from typing import Any

from iki_excel import bahasa, book, layout
from iki_excel.book import Book, Worksheet
from iki_excel.layout import ISIAN, Block, Section, SlotRow
from iki_excel.templates import live
from iki_excel.templates.allowed import NOTE_VALIDATION, validation
from iki_excel.templates.live import Live
from iki_excel.templates.template import PROTECTION, Template

UNLOCKED = {"bg_color": book.INPUT, "border_color": book.INPUT_LINE, "locked": False}
SHOWN = {"tanggal": book.DATE.replace("mmmm", "mmm"), "ya_tidak": book.YES_NO, "bilangan": "General"}


def write_isian(made: Book, sheet: Worksheet, template: Template) -> None:
    """All of the sheet, protected, with its header in view and on every page."""
    _write_head(made, sheet, template)
    for section in template.layout.sections:
        _write_section(made, sheet, template, section)
    _write_signature(made, sheet, template)
    _colour_states(made, sheet, template)
    sheet.freeze_panes(layout.FIRST_ROW, layout.UNIT)
    sheet.repeat_rows(layout.HEADER_ROW)
    sheet.protect("", PROTECTION)
    first = min((row.row for row in template.layout.slot_rows.values()), default=layout.FIRST_ROW)
    sheet.set_selection(first, layout.VALUE, first, layout.VALUE)
    book.footer(sheet, template.kode_formulir(ISIAN))


# --- head ------------------------------------------------------------------------------------------------------------


def _write_head(made: Book, sheet: Worksheet, template: Template) -> None:
    unit, pejabat = template.settings.unit, template.settings.official(template.jabatan.kode)
    nip = f"  ·  NIP {bahasa.nip(pejabat.nip)}" if pejabat.nip else ""
    name = pejabat.nama or "…………………………………… (tulis di tanda tangan)"
    sheet.set_row(layout.TITLE_ROW, 26)
    for row, text, style in (
        (layout.TITLE_ROW, "Isian Indikator Kinerja Individu (IKI)", "title"),
        (layout.UNIT_ROW, f"{unit.nama}, {unit.kabupaten}", "subtitle"),
        (layout.JABATAN_ROW, f"Jabatan:  {template.jabatan.nama}", "bold"),
        (layout.PEJABAT_ROW, f"Nama:  {name}{nip}", "plain"),
    ):
        sheet.write_string(row, layout.NUMBER, text, made.style(style))
    for row, label, value in (
        (layout.JABATAN_ROW, "Periode", bahasa.month(template.periode)),
        (layout.PEJABAT_ROW, "Kode formulir", template.kode_formulir(ISIAN)),
    ):
        sheet.write_string(row, layout.LAST, label, made.style("note", align="right", indent=1))
        sheet.write_string(row, layout.VALUE, value, made.style("bold"))
    _write_ready(made, sheet, template)
    sheet.set_row(layout.HEADER_ROW, 30)
    for column, header in enumerate(layout.HEADERS):
        sheet.write_string(layout.HEADER_ROW, column, header, made.style("head"))


def _write_ready(made: Book, sheet: Worksheet, template: Template) -> None:
    ready, row, last = live.ready(template), layout.READY_ROW, layout.NOTE
    style = made.style("bold", font_size=12, bg_color=book.WARN_PALE, font_color=book.WARN, indent=1)
    good = made.workbook.add_format({"bg_color": book.GOOD_PALE, "font_color": book.GOOD})
    sheet.set_row(row, 24)
    sheet.merge_range(row, layout.NUMBER, row, last, "", style)
    sheet.write_formula(row, layout.NUMBER, ready.text, style, ready.blank)
    rule = {"type": "text", "criteria": "begins with", "value": "Siap dikirim: YA", "format": good}
    sheet.conditional_format(row, layout.NUMBER, row, last, rule)


def _colour_states(made: Book, sheet: Worksheet, template: Template) -> None:
    area = (template.layout.first_row, layout.STATE, template.layout.last_row, layout.STATE)
    for word, ink, paper in (
        (live.EMPTY, book.WARN, book.WARN_PALE),
        (live.DOUBTFUL, book.BAD, book.BAD_PALE),
        (live.DONE, book.GOOD, book.GOOD_PALE),
    ):
        look = made.workbook.add_format({"font_color": ink, "bg_color": paper})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        sheet.conditional_format(*area, rule)


# --- the rows of an indikator ----------------------------------------------------------------------------------------


def _write_section(made: Book, sheet: Worksheet, template: Template, section: Section) -> None:
    title, row = section.indikator.indikator, section.title_row
    sheet.set_row(row, book.wrapped_height(title, 115))
    sheet.write_string(row, layout.NUMBER, section.indikator.kode, made.style("band"))
    sheet.merge_range(row, layout.LABEL, row, layout.NOTE, title, made.style("band"))
    for slot_row in section.slots:
        _write_label(made, sheet, slot_row.row, slot_row.row - row, slot_row.slot.label, bool(slot_row.slot.leader))
        _write_slot(made, sheet, template, slot_row)
    for block, block_row in section.blocks:
        _write_label(made, sheet, block_row, block_row - row, f"{block.isian.label}: isi di lembar {block.sheet}")
        _write_survey_row(made, sheet, block, block_row)
    _write_results(made, sheet, template, section)


def _write_label(made: Book, sheet: Worksheet, row: int, number: int, label: str, is_part: bool = False) -> None:
    sheet.set_row(row, book.wrapped_height(label, layout.WIDTHS[layout.LABEL]))
    sheet.write_number(row, layout.NUMBER, number, made.style("cell_center", font_color=book.GREY))
    sheet.write_string(row, layout.LABEL, label, made.style("cell", indent=3 if is_part else 1))


def _write_slot(made: Book, sheet: Worksheet, template: Template, row: SlotRow) -> None:
    slot, line, shown = row.slot, row.row, SHOWN[row.slot.tipe]
    sheet.write_string(line, layout.KEY, slot.kode)
    _write_unit(made, sheet, template, row)
    last, value = template.last.get(slot.kode), template.prefilled(slot)
    book.write_value(made, sheet, line, layout.LAST, last, "cell_grey", num_format=shown, align="right")
    book.write_value(made, sheet, line, layout.VALUE, value, "cell", align="right", num_format=shown, **UNLOCKED)
    _write_state_and_note(made, sheet, line, live.state(template, row))
    sheet.data_validation(line, layout.VALUE, line, layout.VALUE, validation(template, row))


def _write_unit(made: Book, sheet: Worksheet, template: Template, row: SlotRow) -> None:
    if row.slot.batas:
        shown, deadline = '[$-421]"batas "d mmm yyyy', template.deadline(row.slot)
        book.write_value(made, sheet, row.row, layout.UNIT, deadline, "cell_grey", num_format=shown, align="left")
    else:
        sheet.write_string(row.row, layout.UNIT, row.slot.satuan, made.style("cell_grey"))


def _write_state_and_note(made: Book, sheet: Worksheet, row: int, state: Live) -> None:
    book.write_formula(made, sheet, row, layout.STATE, state.text, state.blank, "cell_center", font_size=9)
    sheet.write_blank(row, layout.NOTE, None, made.style("cell_note", locked=False))
    sheet.data_validation(row, layout.NOTE, row, layout.NOTE, NOTE_VALIDATION)


def _write_survey_row(made: Book, sheet: Worksheet, block: Block, row: int) -> None:
    answered = live.respondents(block)
    sheet.write_string(row, layout.UNIT, "responden", made.style("cell_grey"))
    sheet.write_blank(row, layout.LAST, None, made.style("cell_grey"))
    book.write_formula(made, sheet, row, layout.VALUE, answered.text, answered.blank, "number", bg_color=book.PALE)
    _write_state_and_note(made, sheet, row, live.survey_state(block))


# --- what they give --------------------------------------------------------------------------------------------------


def _write_results(made: Book, sheet: Worksheet, template: Template, section: Section) -> None:
    indikator, target = section.indikator, template.settings.target_of(section.indikator)
    for (part, row), result in zip(section.hitung, live.computed(template, section), strict=True):
        _write_result(made, sheet, row, part.label, part.satuan, result, "number")
    style = book.number_style(decimals=indikator.has_decimals, whole=indikator.counts)
    realisasi = live.realisasi(template, section)
    _write_result(made, sheet, section.realisasi_row, "Realisasi bulan ini", indikator.satuan, realisasi, style)
    label, unit = "Capaian bulan ini terhadap target (%)", "target belum ada" if target is None else target
    _write_result(made, sheet, section.capaian_row, label, unit, live.capaian_of_month(template, section), "decimals")


def _write_result(made: Book, sheet: Worksheet, row: int, label: str, unit: Any, result: Live, style: str) -> None:
    sheet.set_row(row, book.wrapped_height(label, layout.WIDTHS[layout.LABEL]))
    for column in (layout.NUMBER, layout.LAST, layout.STATE, layout.NOTE):
        sheet.write_blank(row, column, None, made.style("cell_grey"))
    sheet.write_string(row, layout.LABEL, label, made.style("cell_grey", align="right", text_wrap=True))
    book.write_value(made, sheet, row, layout.UNIT, unit, "cell_grey", num_format='"target "General', align="left")
    book.write_formula(made, sheet, row, layout.VALUE, result.text, result.blank, style, bold=True, bg_color=book.PALE)


def _write_signature(made: Book, sheet: Worksheet, template: Template) -> None:
    pejabat = template.settings.official(template.jabatan.kode)
    lines = book.signature_lines(template.settings, template.jabatan.nama, pejabat, template.end)
    first = template.layout.signature_row
    for row, (text, style) in enumerate(lines, start=first):
        sheet.write_string(row, layout.VALUE, text, made.style(style, locked=False))
    sheet.print_area(0, layout.NUMBER, first + len(lines), layout.NOTE)
