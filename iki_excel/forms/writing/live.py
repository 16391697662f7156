"""The live cells of a form: words on its rows, "Siap dikirim", realisasi and capaian."""

from __future__ import annotations

import functools
import operator
from collections.abc import Mapping, Sequence
from dataclasses import replace

from iki_excel.decree.fields import NUMBER, TB, is_empty, is_score, is_tb, scale_of
from iki_excel.decree.fields.score import FEW_SCORES
from iki_excel.decree.kinds import MEASURES, MONTHS_AHEAD, PERIOD_END, Slot, before, checklist, group, of_month, so_far
from iki_excel.decree.sifat import DOKUMEN
from iki_excel.forms import layout
from iki_excel.forms.layout import Block, MirrorRow, PartCell, Section, SlotRow
from iki_excel.forms.writing.template import Template
from iki_excel.judging import achievement
from iki_excel.judging.checks.numbers import is_far, is_like_day
from iki_excel.language import formula
from iki_excel.language.cells import (
    BLANK,
    And,
    Cell,
    Condition,
    Constant,
    Count,
    CountBlank,
    CountIf,
    Expression,
    If,
    IfError,
    IsBlank,
    IsError,
    IsNumber,
    Many,
    Match,
    Max,
    Min,
    Or,
    Range,
    Size,
    Sum,
    Truth,
    bound,
    mentioned,
)
from iki_excel.language.places import Area, Place
from iki_excel.words import bahasa

ELSEWHERE = "lihat rekap"
"""Instead of a realisasi that also stands on another form."""

DONE, EMPTY, DOUBTFUL, OPTIONAL = "ya", "kosong", "periksa", "tidak wajib"
UNFINISHED, REPORTED = "belum", "sudah"
FAR, DAY = "periksa: jauh?", "periksa: tanggal?"
"""The words of the column Keadaan. Only EMPTY and DOUBTFUL keep a form from being sent. A document that is blank here
is REPORTED where the grey column shows an earlier month's date, UNFINISHED where not. A number that is FAR from last
month's, or may be a DAY that was typed as 12/3, is right as far as the form can tell; it asks to be looked at again."""

ABOVE = "di atas"
"""What a row that depends on another says where that one keeps the form from being sent: it is counted once."""

KEEP_FROM_READY = (EMPTY, DOUBTFUL)
SCORES_OF_A_FORMULA = 4
"""So many scores are counted in one formula that is not too long."""
RUNS_OF_A_FORMULA = 4
"""Of so many areas the words are counted in one formula that is not too long."""
READY, NOT_READY = "Siap dikirim: YA", "Siap dikirim: BELUM"
SEE_LIST = f"{NOT_READY}, lihat lembar Perbaikan"


# --- the word on each row --------------------------------------------------------------------------------------------


def state(template: Template, row: SlotRow) -> Expression:
    """What the row of a slot says of itself."""
    cell, slot = Cell(row.at(layout.VALUE)), row.slot
    if slot.leader:
        told = _quality_word(template, row, template.layout.home_row(slot.leader))
    else:
        empty = _earlier_word(row) if slot.batas else Constant(EMPTY if slot.wajib else OPTIONAL)
        told = If(is_empty(cell), empty, _word_of_value(template, row))
    return If(IsError(cell), DOUBTFUL, told)


def _word_of_value(template: Template, row: SlotRow) -> Expression:
    cell, slot = Cell(row.at(layout.VALUE)), row.slot
    word: Expression = Constant(DONE)
    if slot.field is NUMBER:
        word = Cell(_place_of_hint(row))
    if _conditions_told_at(template, slot):
        word = If(Cell(_place_of_conditions(row)) > 0, DOUBTFUL, word)
    accepted = slot.field.accepts(cell, Cell(row.at(layout.COUNTED)), slot, template.days(slot))
    return If(accepted, word, DOUBTFUL)


def hints(template: Template) -> dict[Place, Expression]:
    """The word of each number that is allowed, in its cell: that it may be wrong all the same, until a keterangan
    explains it.

    By last month where that is known; what is far from it, and any number where it is not, may be a day that was typed
    as 12/3.
    """
    found: dict[Place, Expression] = {}
    for row in template.layout.slot_rows.values():
        if row.slot.field is NUMBER:
            number, last, note = (Cell(row.at(column)) for column in (layout.VALUE, layout.LAST, layout.NOTE))
            is_known = isinstance(template.last.get(row.slot.kode), int | float)
            of_day: Expression = If(is_like_day(number, template.periode), DAY, FAR if is_known else DONE)
            doubt = If(is_far(number, last, last), of_day, DONE) if is_known else of_day
            told = If(And(IsNumber(number), is_empty(note)), doubt, DONE)
            found[_place_of_hint(row)] = told
    return found


def _place_of_hint(row: SlotRow) -> Place:
    return row.at(layout.HINT)


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
    """When each condition is broken that is told at this slot; and when it alone of a pair does not apply."""
    broken = []
    for section in template.layout.sections:
        if slot.kode in {one.kode for one in section.indikator.slots}:
            names, told_at = cells_by_name(template, section), section.indikator.told_at
            own = [syarat for syarat in section.indikator.syarat if told_at(syarat) == slot.kode]
            broken += [formula.broken(s.rumus, names, section.indikator.isian_behind(s)) for s in own]
            broken += [_alone(template, slot, pair) for pair in section.indikator.pairs if slot.kode in pair]
    return broken


def _alone(template: Template, slot: Slot, pair: tuple[str, str]) -> Condition:
    """One of a pair does not apply, and the other is a number that is right by itself."""
    [other] = (kode for kode in pair if kode != slot.kode)
    own, beside = (template.layout.slot_rows[kode] for kode in (slot.kode, other))
    counted = Cell(beside.at(layout.COUNTED))
    is_split = And(is_tb(Cell(own.at(layout.VALUE))), IsNumber(counted))
    is_right = beside.slot.field.accepts(Cell(beside.at(layout.VALUE)), counted, beside.slot, None)
    return If(is_split, is_right, Truth(False))


def _quality_word(template: Template, row: SlotRow, date_row: SlotRow) -> Expression:
    """The quality of a document is asked once it is finished, and not before; where the date is doubtful, that first.

    Beside the TB of a document that was not drawn up stands TB, or nothing.
    """
    cell, date, word = (
        Cell(place) for place in (row.at(layout.VALUE), *map(date_row.at, (layout.VALUE, layout.STATE)))
    )
    finished = If(is_empty(cell), EMPTY, _word_of_value(template, row))
    does_not_apply = And(word.equals(DONE), is_tb(cell))
    otherwise = If(is_empty(cell), word, If(does_not_apply, DONE, DOUBTFUL))
    return If(IsNumber(date), finished, If(word.equals(DOUBTFUL), ABOVE, otherwise))


def _earlier_word(date_row: SlotRow) -> Expression:
    """What is said of a document without a date here: whether an earlier month reported it."""
    return If(IsNumber(Cell(date_row.at(layout.LAST))), REPORTED, UNFINISHED)


def mirrored(row: MirrorRow) -> Expression:
    """What was typed on the row that it shows; nothing where that is blank."""
    home = Cell(row.home.at(layout.VALUE))
    return If(IsBlank(home), BLANK, home)


def mirrored_state(row: MirrorRow) -> Expression:
    """The word of the row that it shows."""
    word = Cell(row.home.at(layout.STATE))
    told: Expression = word
    for kept in KEEP_FROM_READY:
        told = If(word.equals(kept), ABOVE, told)
    return told


def state_place(template: Template, kode: str) -> Place:
    """The cell that says how a slot is; of a survey, how all of it is."""
    return Place(layout.ISIAN, template.layout.row_of(kode), layout.STATE)


def score_state(cell: Cell, slot: Slot, *, may_be_blank: bool) -> Expression:
    """What one cell of a survey says of itself; it says it on its own, where the survey's row speaks of all."""
    told = If(is_score(cell, slot), DONE, DOUBTFUL)
    is_sure = len(scale_of(slot)) <= FEW_SCORES
    return If(IsBlank(cell), DONE if may_be_blank else EMPTY, told if is_sure else IfError(told, DOUBTFUL))


def survey_state(template: Template, block: Block) -> Expression:
    """What a survey says of itself: every unsur has an answer, and every answer is a score.

    Or TB in the first cell says that there was no survey, and so do all others that are filled.
    """
    filled, scores = map(Cell, template.layout.survey_counts(block))
    answered = If(Min(Range(block.counts)).equals(0), EMPTY, DONE)
    first = Cell(Place(block.sheet, block.area.top, block.area.left))
    is_not_held = And(first.equals(TB), CountIf(Range(block.area), TB).equals(filled))
    # a score that is a text counts as a score to some programs, and as a number to none
    are_scores = And(scores.equals(filled), Sum(Range(block.counts)).equals(filled))
    return If(filled.equals(0), EMPTY, If(are_scores, answered, If(is_not_held, DONE, DOUBTFUL)))


def is_accepted(word: Expression) -> Condition:
    """Whether what was typed is right as far as the form can tell."""
    return Or(*(word.equals(one) for one in (DONE, FAR, DAY)))


def survey_counts(template: Template) -> dict[Place, Expression]:
    """Of each survey how many cells hold anything, and how many a score, in the cells where it is counted."""
    found: dict[Place, Expression] = {}
    for block in template.layout.blocks.values():
        area = Range(block.area)
        filled, scores = template.layout.survey_counts(block)
        found[filled] = Size(area) - CountBlank(area)
        found |= _counts_of_scores(template, block, scores)
    return found


def _counts_of_scores(template: Template, block: Block, place: Place) -> dict[Place, Expression]:
    """How many cells hold a score, in its cell; of a long scale a few scores are counted there, the others beside."""
    counted = [CountIf(Range(block.area), score) for score in scale_of(block.isian.slots[0])]
    few = [counted[at : at + SCORES_OF_A_FORMULA] for at in range(0, len(counted), SCORES_OF_A_FORMULA)]
    sums = [functools.reduce(operator.add, some) for some in few]
    beside = dict(zip(template.layout.further_counts(block), sums[1:], strict=False))
    assert len(beside) == len(sums) - 1, block.isian.kode
    return {place: functools.reduce(operator.add, [sums[0], *map(Cell, beside)]), **beside}


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
    blank = If(missing > 0, Constant(", ") & missing & " kosong", BLANK)
    wrong = If(doubtful > 0, Constant(", ") & doubtful & " periksa", BLANK)
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
    names: dict[str, Many] = {PERIOD_END: Constant(bahasa.serial(template.end)), MONTHS_AHEAD: Constant(0)}
    for row in (*section.slots, *section.mirrors):
        names[row.slot.kode] = Cell(row.at(layout.COUNTED))
        if row.slot.batas:
            deadline = Cell(row.at(layout.UNIT))
            names[f"{row.slot.kode}.batas"] = deadline
            names[f"{row.slot.kode}.tagih"] = deadline if template.is_asked_for(row.slot) else BLANK
    for konstanta, row_number in section.konstanta:
        names[konstanta.kode] = Cell(Place(layout.ISIAN, row_number, layout.VALUE))
    for skala, row_number in section.skala:
        names |= layout.steps(skala, row_number)
    for part, row_number in section.hitung:
        names[part.kode] = Cell(Place(layout.ISIAN, row_number, layout.COUNTED))
    for block, _ in section.blocks:
        names |= _cells_of_block(block)
    return names | {name: Range(area) for name, area in section.groups.items()}


def counted(template: Template) -> dict[Place, Expression]:
    """What each isian counts as in formulas, in its cell."""
    rows = [row for section in template.layout.sections for row in (*section.slots, *section.mirrors)]
    return {row.at(layout.COUNTED): _counted(template, row) for row in rows}


def _counted(template: Template, row: SlotRow) -> Expression:
    """A document of the year stands as it was told here; where nothing is, as an earlier month told it, in the grey
    column, and its quality with it."""
    slot, home = row.slot, template.layout.home_row(row.slot.kode)
    number = slot.field.number_of(Cell(home.at(layout.VALUE)))
    if not slot.is_of_document or slot.is_monthly:
        return number
    date, last = template.layout.home_row(slot.leader or slot.kode), Cell(row.at(layout.LAST))
    return If(is_empty(Cell(date.at(layout.VALUE))), If(IsBlank(last), BLANK, last), number)


def _cells_of_block(block: Block) -> dict[str, Many]:
    names: dict[str, Many] = {}
    for slot, column in block.columns:
        names[slot.kode] = Sum(Range(block.column_area(column)))
        names[f"{slot.kode}.banyak"] = Cell(Place(block.sheet, layout.BLOCK_COUNT_ROW, column))
    return names


def parts(template: Template, section: Section) -> dict[Place, Expression]:
    """The numbers that the measures of an indikator are made of, each in its cell."""
    names = cells_by_name(template, section)
    found = {cell.place: cell.part.over(names) for cell in section.parts if cell.year is None}
    by_slot: dict[str, list[PartCell]] = {}
    for cell in section.parts:
        if cell.year is not None:
            by_slot.setdefault(cell.part.slot, []).append(cell)
    for cells in by_slot.values():
        found |= _parts_of_document(template, cells, names)
    return found


def _parts_of_document(template: Template, cells: Sequence[PartCell], names: formula.Cells) -> dict[Place, Expression]:
    """What a document is at the end of the month, what it was a span before, and so what it is in the span."""
    kode, last = cells[0].part.slot, Cell(Place(layout.ISIAN, cells[0].place.row, layout.LAST))
    day_before = template.periode.span(cells[0].isian.slots[0].tiap).previous.last_day
    earlier = {**names, kode: last, PERIOD_END: Constant(bahasa.serial(day_before))}
    found: dict[Place, Expression] = {}
    beside: dict[str, Many] = {}
    asked_before = mentioned(*(cell.part.of_month for cell in cells if cell.part.of_month))
    for cell in cells:
        nama, of_month_cell = cell.part.nama, cell.part.of_month
        assert cell.year and cell.before and of_month_cell
        found[cell.year] = cell.part.over(names)
        if before(nama) in asked_before:
            found[cell.before] = cell.part.over(earlier)
        beside |= {so_far(nama): Cell(cell.year), before(nama): Cell(cell.before), of_month(nama): Cell(cell.place)}
        found[cell.place] = bound(of_month_cell, beside)
    return found


def computed(template: Template, section: Section) -> dict[Place, Expression]:
    """The computed names of an indikator, as formulas count them: an error where one divides by zero."""
    names, theirs = cells_by_name(template, section), section.indikator.of_other_forms
    return {
        Place(layout.ISIAN, row, layout.COUNTED): BLANK
        if theirs.keys() & {*part.rumus.names}
        else formula.live(part.rumus, names, {}, MEASURES, hides_errors=False)
        for part, row in section.hitung
    }


def computed_shown(section: Section) -> list[Expression]:
    """The computed names of an indikator as they are shown, in their order."""
    return [
        IfError(If(_gaps(section).equals(0), Cell(Place(layout.ISIAN, row, layout.COUNTED)), BLANK), BLANK)
        for _, row in section.hitung
    ]


def _gaps(section: Section) -> Cell:
    return Cell(Place(layout.ISIAN, section.realisasi_row, layout.COUNTED))


def gaps(section: Section) -> dict[Place, Expression]:
    """How many of the isian that a formula uses are blank or doubtful, in the cell where they are counted."""
    words: tuple[str, ...] = KEEP_FROM_READY
    runs = _runs(section, {row.slot.kode: row.home.row for row in section.mirrors})
    if len(runs) > RUNS_OF_A_FORMULA:  # a mirror says itself that the row it shows keeps the form from being ready
        runs, words = _runs(section, {row.slot.kode: row.row for row in section.mirrors}), (*KEEP_FROM_READY, ABOVE)
    counted = [CountIf(Range(run), word) for run in runs for word in words]
    return {_gaps(section).place: functools.reduce(operator.add, counted)} if counted else {}


def _runs(section: Section, mirrored: Mapping[str, int]) -> list[Area]:
    """The words of the rows that its formula uses, as few areas as there are; of a mirror as ``mirrored`` has it."""
    needed = {slot.kode for isian in section.indikator.needed for slot in isian.slots}
    rows = sorted(
        [row.row for row in section.slots if row.slot.kode in needed]
        + [row for kode, row in mirrored.items() if kode in needed]
        + [row for block, row in section.blocks if not block.isian.pendukung]
    )
    runs: list[Area] = []
    for row in rows:
        if runs and runs[-1].bottom == row - 1:
            runs[-1] = replace(runs[-1], bottom=row)
        else:
            runs.append(Area(layout.ISIAN, row, layout.STATE, row, layout.STATE))
    return runs


def realisasi(template: Template, section: Section) -> Expression:
    """The realisasi of the month, by the catalogue's own formula, where nothing that it uses is blank or doubtful.

    What stands on another form is not known here: no number is shown then.
    """
    if section.theirs:
        return Constant(ELSEWHERE)
    indikator, names = section.indikator, cells_by_name(template, section)
    may_fail = any(part.rumus.divides for part in indikator.hitung)
    complete = _gaps(section).equals(0)
    return formula.live(indikator.rumus, names, indikator.isian_by_kode, MEASURES, complete, may_fail=may_fail)


def realisasi_word(section: Section) -> Expression | None:
    """The word that the realisasi of the month is, where it is one of some words."""
    words = section.indikator.pilihan
    return words.word_of(Cell(Place(layout.ISIAN, section.realisasi_row, layout.VALUE))) if words else None


# --- capaian ---------------------------------------------------------------------------------------------------------


def target_of_month(template: Template, section: Section) -> Expression | float | str | None:
    """The month's own part of the target, of a checklist the documents that became due in it; None for no target."""
    indikator = section.indikator
    target = template.target_of(indikator)
    if indikator.sifat == DOKUMEN:
        lists = [isian for isian in indikator.needed if isian.dokumen]
        counted = Sum(*(Range(section.groups[group(checklist.DUE, isian.kode)]) for isian in lists))
        return counted if target is None or target.angka is None else Min(counted, Constant(target.angka))
    if target is None:
        return None
    if target.rentang:
        return indikator.words_of_target(target)
    return target.of_months(indikator.sifat, template.months_of(indikator))


def capaian_of_month(template: Template, section: Section, *, is_cut: bool = True) -> Expression:
    """The capaian of the month against the target that stands on its row; as it is before it is cut, where asked."""
    settings, indikator = template.settings, section.indikator
    cap = settings.aturan.batas_capaian if is_cut else None
    result = Cell(Place(layout.ISIAN, section.realisasi_row, layout.VALUE))
    limit, target = None if cap is None else Constant(cap), template.target_of(indikator)
    if target is not None and target.rentang is not None:
        ends = Constant(target.rentang.dari), Constant(target.rentang.sampai)
        return achievement.capaian_in_range(result, *ends, limit)
    goal = Cell(Place(layout.ISIAN, section.capaian_row, layout.UNIT))
    judges_zero = settings.aturan.judges_zero
    arah = settings.arah_of(indikator, template.periode.year)
    return achievement.capaian(result, goal, arah, limit, judges_zero=judges_zero)


def cut_from(template: Template, section: Section) -> Expression | None:
    """What the capaian was before it was cut; None where nothing is ever cut."""
    cap = template.settings.aturan.batas_capaian
    if cap is None:
        return None
    uncut = Cell(Place(layout.ISIAN, section.capaian_row, layout.COUNTED))
    return If(Count(uncut).equals(0), BLANK, If(uncut > cap, uncut, BLANK))


def uncut(template: Template, section: Section) -> dict[Place, Expression]:
    """The capaian as it is before it is cut, in its cell."""
    place = Place(layout.ISIAN, section.capaian_row, layout.COUNTED)
    return {place: capaian_of_month(template, section, is_cut=False)}
