"""The live cells of a form: words on its rows, "Siap dikirim", realisasi and capaian."""

from __future__ import annotations

import functools
import operator

from iki_excel.decree.fields import SCORES, TB, is_score
from iki_excel.decree.kinds import MEASURES, PERIOD_END, Slot
from iki_excel.forms import layout
from iki_excel.forms.layout import Block, Section, SlotRow
from iki_excel.forms.writing.template import Template
from iki_excel.judging import achievement
from iki_excel.language import formula
from iki_excel.language.cells import (
    BLANK,
    Cell,
    Condition,
    Constant,
    CountFilled,
    CountIf,
    Expression,
    If,
    IfError,
    IsBlank,
    IsError,
    IsNumber,
    IsText,
    Many,
    Match,
    Max,
    Min,
    Range,
    Sum,
    bound,
)
from iki_excel.language.places import Place
from iki_excel.words import bahasa

DONE, EMPTY, DOUBTFUL, OPTIONAL = "ya", "kosong", "periksa", "tidak wajib"
UNFINISHED, REPORTED = "belum", "sudah"
"""The words of the column Keadaan. Only EMPTY and DOUBTFUL keep a form from being sent. A document that is blank here
is REPORTED where the grey column shows an earlier month's date, UNFINISHED where not."""

KEEP_FROM_READY = (EMPTY, DOUBTFUL)
READY, NOT_READY = "Siap dikirim: YA", "Siap dikirim: BELUM"
SEE_LIST = f"{NOT_READY} – lihat lembar Perbaikan"


# --- the word on each row --------------------------------------------------------------------------------------------


def state(template: Template, row: SlotRow) -> Expression:
    """What the row of a slot says of itself."""
    cell, slot = Cell(row.at(layout.VALUE)), row.slot
    if slot.leader:
        return _quality_state(template, row, template.layout.slot_rows[slot.leader])
    if slot.batas:
        return If(IsBlank(cell), _earlier_word(row), _word_of_value(template, row))
    return If(IsBlank(cell), EMPTY if slot.wajib else OPTIONAL, _word_of_value(template, row))


def _word_of_value(template: Template, row: SlotRow) -> Expression:
    cell, slot = Cell(row.at(layout.VALUE)), row.slot
    word: Expression = Constant(DONE)
    if _conditions_told_at(template, slot):
        word = If(Cell(_place_of_conditions(row)) > 0, DOUBTFUL, DONE)
    return If(IsError(cell), DOUBTFUL, If(slot.field.allows(cell, slot, template.days), word, DOUBTFUL))


def broken_conditions(template: Template) -> dict[Place, Expression]:
    """By row at which some are told how many conditions are broken, in the cell where they are counted."""
    told = {row: _conditions_told_at(template, row.slot) for row in template.layout.slot_rows.values()}
    return {
        _place_of_conditions(row): functools.reduce(operator.add, (If(one, 1, 0) for one in conditions))
        for row, conditions in told.items()
        if conditions
    }


def _place_of_conditions(row: SlotRow) -> Place:
    return row.at(layout.BROKEN)


def _conditions_told_at(template: Template, slot: Slot) -> list[Condition]:
    """When each condition is broken that is told at this slot."""
    return [
        formula.broken(syarat.rumus, cells_by_name(template, section))
        for section in template.layout.sections
        for syarat in section.indikator.syarat
        if slot in section.indikator.slots and section.indikator.told_at(syarat) == slot.kode
    ]


def _quality_state(template: Template, row: SlotRow, date_row: SlotRow) -> Expression:
    """The quality of a document is asked once it is finished, and not before."""
    cell, date = Cell(row.at(layout.VALUE)), Cell(date_row.at(layout.VALUE))
    blank = If(IsNumber(date), EMPTY, If(IsText(date), DONE, _earlier_word(date_row)))
    return If(IsBlank(cell), blank, If(IsNumber(date), _word_of_value(template, row), DOUBTFUL))


def _earlier_word(date_row: SlotRow) -> Expression:
    """What is said of a document without a date here: whether an earlier month reported it."""
    return If(IsNumber(Cell(date_row.at(layout.LAST))), REPORTED, UNFINISHED)


def state_place(template: Template, kode: str) -> Place:
    """The cell that says how a slot is; of a survey, how all of it is."""
    if kode in template.layout.slot_rows:
        return template.layout.slot_rows[kode].at(layout.STATE)
    blocks = (found for section in template.layout.sections for found in section.blocks)
    row = next(row for block, row in blocks if any(slot.kode == kode for slot in block.isian.slots))
    return Place(layout.ISIAN, row, layout.STATE)


def score_state(cell: Cell, *, may_be_blank: bool) -> Expression:
    """What one cell of a survey says of itself; it says it on its own, where the survey's row speaks of all."""
    return If(IsBlank(cell), DONE if may_be_blank else EMPTY, If(is_score(cell), DONE, DOUBTFUL))


def survey_state(block: Block) -> Expression:
    """What a survey says of itself: every unsur has an answer, and every answer is a score (or all are TB)."""
    area = Range(block.area)
    answers = CountFilled(area)
    scores = functools.reduce(operator.add, (CountIf(area, score) for score in SCORES))
    answered = If(Min(Range(block.counts)).equals(0), EMPTY, DONE)
    otherwise = If(CountIf(area, TB).equals(answers), DONE, DOUBTFUL)
    return If(answers.equals(0), EMPTY, If(scores.equals(answers), answered, otherwise))


def respondents(block: Block) -> Expression:
    """How many answered: the unsur with the most answers tells."""
    return Max(Range(block.counts))


# --- all of a form ---------------------------------------------------------------------------------------------------


def counts(template: Template) -> dict[Place, Expression]:
    """How many rows are blank, and how many are doubtful, in the cells where it is counted."""
    states = Range(template.layout.states)
    return {place: CountIf(states, word) for place, word in zip(template.layout.counts, KEEP_FROM_READY, strict=True)}


def ready(template: Template) -> Expression:
    """ "Siap dikirim", with how much is missing and how much is doubtful."""
    missing, doubtful = map(Cell, template.layout.counts)
    blank = If(missing > 0, Constant(" – ") & missing & " isian kosong", BLANK)
    wrong = If(doubtful > 0, Constant(" – ") & doubtful & " perlu diperiksa", BLANK)
    now = If(template.mended, READY, SEE_LIST) if template.mended else Constant(READY)
    return If((missing + doubtful).equals(0), now, Constant(NOT_READY) & blank & wrong)


def first_open(template: Template) -> Expression:
    """The row of the first word on Isian that keeps it from being ready, as people count."""
    states, last = template.layout.states, template.layout.last_row + 1
    first = [IfError(Match(word, Range(states)), last) for word in KEEP_FROM_READY]
    return Min(*first) + layout.FIRST_ROW


# --- realisasi and capaian -------------------------------------------------------------------------------------------


def cells_by_name(template: Template, section: Section) -> formula.Cells:
    """What each name of the section's formulas is on this workbook."""
    names: dict[str, Many] = {PERIOD_END: Constant(bahasa.serial(template.end))}
    for row in section.slots:
        names[row.slot.kode] = _number_of(row) if _is_of_document(row.slot) else Cell(row.at(layout.COUNTED))
        names[f"{row.slot.kode}.batas"] = Cell(row.at(layout.UNIT))
    for part, row_number in section.hitung:
        names[part.kode] = Cell(Place(layout.ISIAN, row_number, layout.VALUE))
    for block, _ in section.blocks:
        names |= _cells_of_block(block)
    return names | {name: Range(area) for name, area in section.groups.items()}


def counted(template: Template) -> dict[Place, Expression]:
    """What each isian counts as in formulas, in its cell; documents are counted by their parts."""
    rows = template.layout.slot_rows.values()
    return {row.at(layout.COUNTED): _number_of(row) for row in rows if not _is_of_document(row.slot)}


def _number_of(row: SlotRow) -> Expression:
    return row.slot.field.number_of(Cell(row.at(layout.VALUE)))


def _is_of_document(slot: Slot) -> bool:
    return bool(slot.batas or slot.leader)


def _cells_of_block(block: Block) -> dict[str, Many]:
    names: dict[str, Many] = {}
    for slot, column in block.columns:
        names[slot.kode] = Sum(Range(block.column_area(column)))
        names[f"{slot.kode}.banyak"] = Cell(Place(block.sheet, layout.BLOCK_COUNT_ROW, column))
    return names


def parts(template: Template, section: Section) -> dict[Place, Expression]:
    """The numbers that the measures of an indikator are made of, each in its cell."""
    names = cells_by_name(template, section)
    return {cell.place: bound(cell.part.expression, names) for cell in section.parts}


def computed(template: Template, section: Section) -> list[Expression]:
    """The computed names of an indikator, in their order."""
    names = cells_by_name(template, section)
    return [formula.live(part.rumus, names, {}, MEASURES) for part in section.indikator.hitung]


def realisasi(template: Template, section: Section) -> Expression:
    """The realisasi of the month, by the catalogue's own formula."""
    indikator = section.indikator
    return formula.live(indikator.rumus, cells_by_name(template, section), indikator.isian_by_kode, MEASURES)


def capaian_of_month(template: Template, section: Section) -> Expression:
    """The capaian of the month against the target that stands on its row."""
    settings = template.settings
    cap = settings.aturan.batas_capaian
    result = Cell(Place(layout.ISIAN, section.realisasi_row, layout.VALUE))
    target = Cell(Place(layout.ISIAN, section.capaian_row, layout.UNIT))
    limit = None if cap is None else Constant(cap)
    return achievement.capaian(result, target, settings.arah_of(section.indikator), limit)
