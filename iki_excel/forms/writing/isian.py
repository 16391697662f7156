"""The sheet ``Isian``: by indikator the rows to fill, what they give, and the signature."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iki_excel.decree.fields import Slot, words_of
from iki_excel.decree.kinds import Isian
from iki_excel.decree.konstanta import Konstanta
from iki_excel.decree.signature import signature_lines
from iki_excel.decree.targets import Target, said_number
from iki_excel.forms import layout
from iki_excel.forms.layout import ISIAN, Block, LockedRow, MirrorRow, Section, SlotRow
from iki_excel.forms.writing import live, remarks
from iki_excel.forms.writing.head import write_head
from iki_excel.forms.writing.notes import write_notes
from iki_excel.forms.writing.rows import LEAST_HEIGHT, NARROW, SMALL, TYPED, set_height, write_band
from iki_excel.forms.writing.template import PROTECTION, UNLOCKED, Template
from iki_excel.forms.writing.validation import NOTE_VALIDATION, PROOF_VALIDATION, validation
from iki_excel.judging.scoring.status import BELUM_JATUH_TEMPO, STATUS_WORDS
from iki_excel.language.cells import Cell, Expression, shaped
from iki_excel.language.formula import Skala
from iki_excel.language.places import Place
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

NO_TARGET, NOT_DUE = "target belum ada", STATUS_WORDS[BELUM_JATUH_TEMPO]
BY_EARLIER_MONTHS = "bersama kolom “Bulan lalu”"
"""What is said of a number that also stands on what earlier months told, as far as the form knows it."""
OF_DECREE = "ditetapkan keputusan"
"""What is said of a number that nobody fills."""


PROPOSED = {"bold": True, "font_color": book.TYPED}
"""How last month's number looks where it is proposed for this month, too."""


def write_isian(made: Book, sheet: Worksheet, template: Template) -> None:
    """All of the sheet, protected, with its header in view and on every page."""
    write_head(made, sheet, template)
    _write_ready(made, sheet, template)
    for section in template.layout.sections:
        _write_section(made, sheet, template, section)
    _write_signature(made, sheet, template)
    _colour_states(made, sheet, template)
    write_notes(made, sheet, template)
    sheet.freeze_panes(layout.HEADER_ROW + 1, 0)
    sheet.repeat_rows(layout.HEADER_ROW)
    sheet.set_margins(left=0.5, right=0.5, top=0.35, bottom=0.6)
    sheet.protect("", PROTECTION)
    first = min((row.row for row in template.layout.slot_rows.values()), default=layout.FIRST_ROW)
    sheet.set_selection(first, layout.VALUE, first, layout.VALUE)
    book.footer(sheet, template.kode_formulir(ISIAN))


# --- head ------------------------------------------------------------------------------------------------------------


def _write_ready(made: Book, sheet: Worksheet, template: Template) -> None:
    row, last = layout.READY_ROW, layout.EVIDENCE
    style = made.style("bold", font_size=11, bg_color=book.WARN_PALE, font_color=book.WARN, indent=1)
    good = made.workbook.add_format({"bg_color": book.GOOD_PALE, "font_color": book.GOOD})
    sheet.merge_range(row, layout.NUMBER, row, last, "", style)
    made.put_live(sheet, Place(ISIAN, row, layout.NUMBER), shaped(live.ready(template)), style)
    hidden = live.counts(template) | live.counted(template) | live.broken_conditions(template)
    hidden |= live.survey_counts(template) | live.hints(template)
    for section in template.layout.sections:
        hidden |= live.computed(template, section) | live.gaps(section) | live.uncut(template, section)
    for place, count in hidden.items():
        book.write_live(made, sheet, place.row, place.column, count, "note")
    rule = {"type": "text", "criteria": "begins with", "value": live.READY, "format": good}
    sheet.conditional_format(row, layout.NUMBER, row, last, rule)


def _colour_states(made: Book, sheet: Worksheet, template: Template) -> None:
    for word, ink, paper in (
        (live.EMPTY, book.WARN, book.WARN_PALE),
        (live.DOUBTFUL, book.BAD, book.BAD_PALE),
        (live.FAR, book.WARN, book.WARN_PALE),
        (live.DAY, book.WARN, book.WARN_PALE),
        (live.DONE, book.GOOD, book.GOOD_PALE),
    ):
        book.colour_word(made, sheet, template.layout.states, word, ink, paper)


# --- the rows of an indikator ----------------------------------------------------------------------------------------


def _write_section(made: Book, sheet: Worksheet, template: Template, section: Section) -> None:
    title, *rest = section.locked
    write_band(made, sheet, title)
    locked = {row.row: row for row in rest}
    for slot_row in section.slots:
        _write_label(made, sheet, locked[slot_row.row])
        _write_slot(made, sheet, template, slot_row)
    for mirror in section.mirrors:
        _write_label(made, sheet, locked[mirror.row])
        _write_mirror(made, sheet, template, mirror)
    for isian, row in section.theirs:
        _write_label(made, sheet, locked[row])
        _write_of_other_form(made, sheet, template, isian, locked[row])
    for block, row in section.blocks:
        _write_label(made, sheet, locked[row])
        _write_survey_row(made, sheet, template, block, locked[row])
    _write_results(made, sheet, template, section, locked)
    for place, part in live.parts(template, section).items():
        if place.sheet == ISIAN:
            book.write_live(made, sheet, place.row, place.column, part, "note")


def _write_label(made: Book, sheet: Worksheet, locked: LockedRow) -> None:
    is_part = locked.slot is not None and locked.slot.leader is not None
    set_height(sheet, locked.row, locked.label, least=LEAST_HEIGHT)
    sheet.write_number(locked.row, layout.NUMBER, int(locked.number), made.style("cell_center", font_color=book.GREY))
    sheet.write_string(locked.row, layout.LABEL, locked.label, made.style("cell", indent=3 if is_part else 1))


def _write_slot(made: Book, sheet: Worksheet, template: Template, row: SlotRow) -> None:
    slot, line, shown = row.slot, row.row, row.slot.form_format
    sheet.write_string(line, layout.KEY, slot.kode)
    _write_unit(made, sheet, template, row)
    last, value, remark = template.last.get(slot.kode), template.value(slot), template.remarks.get((slot.kode, 0))
    proposal = {} if template.proposed(slot) is None else PROPOSED | {"num_format": f'"tetap "{shown}"?"'}
    book.write_value(made, sheet, line, layout.LAST, last, "cell_grey", **(_look_of_last(slot, last) | proposal))
    look = UNLOCKED | remarks.look(remark) | (TYPED if words_of(slot.field) is None else {"font_color": book.TYPED})
    book.write_value(made, sheet, line, layout.VALUE, value, "cell", align="right", num_format=shown, **look)
    remarks.write_remark(made, sheet, line, layout.VALUE, remark)
    _write_beside(made, sheet, line, live.state(template, row), template.note(slot), template.proof(slot))
    sheet.data_validation(line, layout.VALUE, line, layout.VALUE, validation(template, row))


def _look_of_last(slot: Slot, last: Any) -> dict[str, Any]:
    """Last month's number as its cell would be filled; of words, which may be long, the word."""
    words = words_of(slot.field)
    if words is None:
        return {"num_format": slot.form_format, "align": "right"}
    return {"num_format": words.format_of(last), "align": "right", **SMALL}


def _write_mirror(made: Book, sheet: Worksheet, template: Template, row: MirrorRow) -> None:
    """What is asked on another row, as it stands there."""
    line, look = row.row, {"num_format": row.slot.form_format, "align": "right"}
    _write_unit(made, sheet, template, row)
    book.write_value(made, sheet, line, layout.LAST, template.last.get(row.slot.kode), "cell_grey", **look)
    book.write_live(made, sheet, line, layout.VALUE, live.mirrored(row), "cell", bg_color=book.PALE, **look)
    book.write_live(made, sheet, line, layout.STATE, live.mirrored_state(row), "cell_center", font_size=9)
    for column in (layout.NOTE, layout.EVIDENCE):
        sheet.write_blank(line, column, None, made.style("cell_grey"))


def _write_of_other_form(made: Book, sheet: Worksheet, template: Template, isian: Isian, locked: LockedRow) -> None:
    """What another jabatan fills or another indikator comes to, of which nothing is known here; or last year's number,
    as far as it was known."""
    book.write_value(made, sheet, locked.row, layout.UNIT, locked.unit, "cell_grey", **SMALL)
    for column in (layout.LAST, layout.VALUE, layout.STATE, layout.NOTE, layout.EVIDENCE):
        sheet.write_blank(locked.row, column, None, made.style("cell_grey"))
    known = template.last.get(isian.kode)
    if isian.setahun_lalu and known is not None:
        look = _look_of_last(isian.slots[0], known)
        book.write_value(made, sheet, locked.row, layout.VALUE, known, "cell_grey", **look)


def _write_unit(made: Book, sheet: Worksheet, template: Template, row: SlotRow) -> None:
    if row.slot.batas:
        look = {"num_format": '[$-421]"batas "d mmm yyyy', "align": "left", **NARROW}
        book.write_value(made, sheet, row.row, layout.UNIT, template.deadline(row.slot), "cell_grey", **look)
    else:
        sheet.write_string(row.row, layout.UNIT, row.slot.satuan, made.style("cell_grey", **SMALL))


def _write_beside(made: Book, sheet: Worksheet, row: int, state: Expression, note: str, proof: str) -> None:
    """Right of a value: how it is, and what may be said of it."""
    book.write_live(made, sheet, row, layout.STATE, state, "cell_center", font_size=9)
    for column, text, rule in ((layout.NOTE, note, NOTE_VALIDATION), (layout.EVIDENCE, proof, PROOF_VALIDATION)):
        book.write_value(made, sheet, row, column, text, "cell_note", locked=False)
        sheet.data_validation(row, column, row, column, rule)


def _write_survey_row(made: Book, sheet: Worksheet, template: Template, block: Block, locked: LockedRow) -> None:
    row = locked.row
    sheet.write_string(row, layout.UNIT, layout.RESPONDENT_UNIT, made.style("cell_grey", **SMALL))
    sheet.write_blank(row, layout.LAST, None, made.style("cell_grey"))
    book.write_live(made, sheet, row, layout.VALUE, live.respondents(block), "number", bg_color=book.PALE)
    first = block.isian.slots[0]
    _write_beside(made, sheet, row, Cell(block.state_place), template.note(first), template.proof(first))


# --- what they give --------------------------------------------------------------------------------------------------

Locked = Mapping[int, LockedRow]


def _write_results(made: Book, sheet: Worksheet, template: Template, section: Section, locked: Locked) -> None:
    indikator = section.indikator
    for konstanta, row in section.konstanta:
        _write_konstanta(made, sheet, locked[row], konstanta)
    for skala, row in section.skala:
        _write_skala(made, sheet, locked, skala, row)
    for (_, row), result in zip(section.hitung, live.computed_shown(section), strict=True):
        _write_result(made, sheet, locked[row], locked[row].unit, result, "number")
    style = book.number_style(decimals=indikator.has_decimals, whole=indikator.counts, rate=indikator.is_rate)
    realisasi, capaian = locked[section.realisasi_row], locked[section.capaian_row]
    _write_result(made, sheet, realisasi, realisasi.unit, live.realisasi(template, section), style)
    if any(not date.is_monthly for isian in indikator.needed for date, _ in isian.dokumen):
        book.write_value(made, sheet, section.realisasi_row, layout.NOTE, BY_EARLIER_MONTHS, "cell_grey", **SMALL)
    word = live.realisasi_word(section)
    if word is not None:
        book.write_live(made, sheet, section.realisasi_row, layout.NOTE, word, "cell_grey", bold=True)
    _write_result(made, sheet, capaian, "", live.capaian_of_month(template, section), "decimals")
    _write_target(made, sheet, template, section)


def _write_target(made: Book, sheet: Worksheet, template: Template, section: Section) -> None:
    """Beside the capaian the month's part of the target, the whole of it, and what the capaian was before its cut."""
    row = section.capaian_row
    target, of_month = template.target_of(section.indikator), live.target_of_month(template, section)
    look = {"num_format": _target_format(section, target, of_month), "align": "left", **NARROW}
    if isinstance(of_month, Expression):
        book.write_live(made, sheet, row, layout.UNIT, of_month, "cell_grey", **look)
    else:
        part = NO_TARGET if of_month is None else of_month
        book.write_value(made, sheet, row, layout.UNIT, part, "cell_grey", **look)
    _write_target_words(made, sheet, template, section)


def _write_target_words(made: Book, sheet: Worksheet, template: Template, section: Section) -> None:
    row, small = section.capaian_row, 9
    target = template.target_of(section.indikator)
    words = section.indikator.words_of_target(target) if target else ""
    told = "" if words == _same_at_any_time(section, target) else f"target {words}"
    book.write_value(made, sheet, row, layout.NOTE, told, "cell_grey", font_size=small, text_wrap=True)
    label = next(one.label for one in section.locked if one.row == row)
    set_height(sheet, row, label, (told, layout.WIDTHS[layout.NOTE]))
    cut = live.cut_from(template, section)
    if cut is not None:
        centred = {"num_format": '"dari "#,##0.00', "align": "center", "font_size": small}
        book.write_live(made, sheet, row, layout.STATE, cut, "cell_grey", **centred)


def _same_at_any_time(section: Section, target: Target | None) -> str:
    """What is told of a target by its number alone, which stands beside it already."""
    said = section.indikator.pilihan.said if section.indikator.pilihan else said_number
    return "" if target is None or target.angka is None else said(target.angka)


def _target_format(section: Section, target: Target | None, of_month: Expression | float | str | None) -> str:
    """The look of the month's part, which need not be whole; 0 is a target only where one was written."""
    words = section.indikator.pilihan
    if words and isinstance(of_month, float):
        return words.format_of(of_month, before="target ", rest='"target "General')
    decimals = book.RATE if section.indikator.is_rate else book.DECIMALS
    is_whole = not isinstance(of_month, float) or of_month.is_integer()
    number = '"target "General' if is_whole else f'"target "{decimals}'
    is_zero = target is not None and not any(target.numbers)
    return number if is_zero else f'{number};{number};"{NOT_DUE}"'


def _write_konstanta(made: Book, sheet: Worksheet, locked: LockedRow, konstanta: Konstanta) -> None:
    """A number of the decree, in a cell that the formulas below it point to."""
    _write_below(made, sheet, locked, locked.unit)
    look = {"bg_color": book.PALE, "num_format": konstanta.number_format, "align": "right"}
    book.write_value(made, sheet, locked.row, layout.VALUE, konstanta.nilai, "cell", **look)
    book.write_value(made, sheet, locked.row, layout.NOTE, OF_DECREE, "cell_grey", **SMALL)


def _write_skala(made: Book, sheet: Worksheet, locked: Locked, skala: Skala, first: int) -> None:
    """Its steps, a row each: the number from which a step counts, and what it counts as."""
    for row, (step, limit_format) in enumerate(zip(skala.langkah, skala.limit_formats, strict=True), start=first):
        _write_below(made, sheet, locked[row], None)
        limit = {"num_format": limit_format, "align": "left", **NARROW}
        book.write_value(made, sheet, row, layout.UNIT, step.dari, "cell_grey", **limit)
        look = {"bg_color": book.PALE, "num_format": "General", "align": "right"}
        book.write_value(made, sheet, row, layout.VALUE, step.nilai, "cell", **look)
        book.write_value(made, sheet, row, layout.NOTE, OF_DECREE, "cell_grey", **SMALL)


def _write_result(
    made: Book, sheet: Worksheet, locked: LockedRow, unit: str | None, result: Expression, style: str
) -> None:
    _write_below(made, sheet, locked, unit)
    book.write_live(made, sheet, locked.row, layout.VALUE, result, style, bold=True, bg_color=book.PALE)


def _write_below(made: Book, sheet: Worksheet, locked: LockedRow, unit: str | None) -> None:
    """The words of a row below the isian."""
    row, label = locked.row, locked.label
    set_height(sheet, row, label)
    for column in (layout.NUMBER, layout.LAST, layout.STATE, layout.NOTE, layout.EVIDENCE):
        sheet.write_blank(row, column, None, made.style("cell_grey"))
    sheet.write_string(row, layout.LABEL, label, made.style("cell_grey", align="right", text_wrap=True))
    book.write_value(made, sheet, row, layout.UNIT, unit, "cell_grey", **SMALL)


def _write_signature(made: Book, sheet: Worksheet, template: Template) -> None:
    pejabat = template.settings.official(template.jabatan.kode)
    lines = signature_lines(template.settings, template.jabatan.nama, pejabat, template.end)
    first = template.layout.signature_row
    for row, (text, style) in enumerate(lines, start=first):
        sheet.write_string(row, layout.VALUE, text, made.style(style, locked=False))
    sheet.print_area(0, layout.NUMBER, first + len(lines), layout.EVIDENCE)
