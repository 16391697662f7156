"""The live formulas of a form (words on its rows, "Siap dikirim", realisasi, capaian), each with its cached value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from iki_excel.decree import Indikator, Syarat
from iki_excel.decree.kinds import MEASURES, PERIOD_END, Slot
from iki_excel.forms import layout
from iki_excel.forms.layout import Block, Section, SlotRow
from iki_excel.forms.writing.allowed import accepts, as_number, is_valid
from iki_excel.forms.writing.template import Template
from iki_excel.judging.achievement import capaian, excel_capaian
from iki_excel.language import formula
from iki_excel.language.formula import Column
from iki_excel.language.places import Place, column_letters
from iki_excel.words import bahasa

DONE, EMPTY, DOUBTFUL, OPTIONAL = "ya", "kosong", "periksa", "tidak wajib"
UNFINISHED, REPORTED = "belum", "sudah"
"""The words of the column Keadaan. Only EMPTY and DOUBTFUL keep a form from being sent. A document that is blank here
is REPORTED where the grey column shows an earlier month's date, UNFINISHED where not."""

KEEP_FROM_READY = (EMPTY, DOUBTFUL)
READY, SEE_LIST = "Siap dikirim: YA", "Siap dikirim: BELUM – lihat lembar Perbaikan"
SCORES = (1, 2, 3, 4)


@dataclass(frozen=True)
class Live:
    """A formula, with ``=``, and the value it is saved with (NaN: an empty text)."""

    text: str
    cached: float | str


def value_cell(row: int) -> str:
    """The cell of a row in the column of values."""
    return f"{column_letters(layout.VALUE)}{row + 1}"


# --- the word on each row --------------------------------------------------------------------------------------------


def state(template: Template, row: SlotRow) -> Live:
    """What the row of a slot says of itself."""
    slot, cell = row.slot, value_cell(row.row)
    valid = f'IF(ISERROR({cell}),"{DOUBTFUL}",IF({is_valid(template, row)},"{DONE}","{DOUBTFUL}"))'
    if slot.leader:
        return _quality_state(template, row, valid)
    if slot.batas:
        return Live(f"=IF(ISBLANK({cell}),{_earlier_word(row)},{valid})", _document_word(template, slot))
    names = cells(template, _section_of(template, slot))
    for told in _conditions_told_at(template, slot):
        valid = f'IF(({formula.excel(told.rumus, names, {}, MEASURES)[1:]})=FALSE,"{DOUBTFUL}",{valid})'
    return Live(f'=IF(ISBLANK({cell}),"{_word_of_blank(slot)}",{valid})', _number_word(template, slot))


def state_at(template: Template, kode: str) -> tuple[Place, Live]:
    """The cell that says how a slot is, and what it says; of a survey, that of all of it."""
    if kode in template.layout.slot_rows:
        row = template.layout.slot_rows[kode]
        return row.at(layout.STATE), state(template, row)
    blocks = (found for section in template.layout.sections for found in section.blocks)
    block, row_number = next((b, row) for b, row in blocks if any(slot.kode == kode for slot in b.isian.slots))
    return Place(layout.ISIAN, row_number, layout.STATE), survey_state(template, block)


def is_done(template: Template, kode: str) -> str:
    """The Excel condition under which the form itself finds nothing wrong with a slot."""
    place, _ = state_at(template, kode)
    return f'{place.reference}="{DONE}"'


def is_changed(cell: str, value: Any) -> str:
    """The Excel condition under which a cell holds another value than this one."""
    number = as_number(value)
    if value is None:
        return f"NOT(ISBLANK({cell}))"
    if number is not None:
        return f"{cell}<>{number:.15g}"
    if len(str(value)) > LONGEST_IN_FORMULA:
        return f"LEN({cell})<>{len(str(value))}"
    return f'{cell}<>"{str(value).replace(chr(34), chr(34) * 2)}"'


def score_state(cell: str, value: Any, *, may_be_blank: bool) -> Live:
    """What one cell of a survey says of itself; it says it on its own, where the survey's row speaks of all."""
    scores = ",".join(f"{cell}={score}" for score in SCORES)
    blank = DONE if may_be_blank else EMPTY
    text = f'=IF(ISBLANK({cell}),"{blank}",IF(OR({scores}),"{DONE}","{DOUBTFUL}"))'
    return Live(text, blank if value is None else DONE if value in SCORES else DOUBTFUL)


LONGEST_IN_FORMULA = 120
"""Letters of a text within a formula; Excel itself takes 255, a quotation mark counting twice."""


def _number_word(template: Template, slot: Slot) -> str:
    value = template.value(slot)
    if value is None:
        return _word_of_blank(slot)
    numbers = columns(template, _section_of(template, slot))
    told = _conditions_told_at(template, slot)
    is_broken = any(formula.evaluate(one.rumus, numbers, {}, MEASURES).value[0] == 0 for one in told)
    return DOUBTFUL if is_broken else _word_of_value(template, slot)


def _word_of_value(template: Template, slot: Slot) -> str:
    return DONE if accepts(template, slot, template.value(slot)) else DOUBTFUL


def _quality_state(template: Template, row: SlotRow, valid: str) -> Live:
    assert row.slot.leader is not None
    date_row = template.layout.slot_rows[row.slot.leader]
    cell, date = value_cell(row.row), value_cell(date_row.row)
    empty = f'IF(ISNUMBER({date}),"{EMPTY}",IF(ISTEXT({date}),"{DONE}",{_earlier_word(date_row)}))'
    text = f'=IF(ISBLANK({cell}),{empty},IF(ISNUMBER({date}),{valid},"{DOUBTFUL}"))'
    return Live(text, _quality_word(template, row.slot, date_row.slot))


def _quality_word(template: Template, slot: Slot, date: Slot) -> str:
    has_date = as_number(template.value(date)) is not None
    if template.value(slot) is not None:
        return _word_of_value(template, slot) if has_date else DOUBTFUL
    if has_date:
        return EMPTY
    return _word_of_blank_document(template, date) if template.value(date) is None else DONE


def _earlier_word(date_row: SlotRow) -> str:
    """What is said of a document without a date here: whether an earlier month reported it."""
    return f'IF(ISNUMBER({date_row.at(layout.LAST).a1}),"{REPORTED}","{UNFINISHED}")'


def _document_word(template: Template, date: Slot) -> str:
    has_date = template.value(date) is not None
    return _word_of_value(template, date) if has_date else _word_of_blank_document(template, date)


def _word_of_blank_document(template: Template, date: Slot) -> str:
    return REPORTED if date.kode in template.last else UNFINISHED


def _word_of_blank(slot: Slot) -> str:
    return EMPTY if slot.wajib else OPTIONAL


def _section_of(template: Template, slot: Slot) -> Section:
    return next(s for s in template.layout.sections if any(row.slot == slot for row in s.slots))


def _conditions_told_at(template: Template, slot: Slot) -> list[Syarat]:
    indikator = _section_of(template, slot).indikator
    return [syarat for syarat in indikator.syarat if _told_at(syarat, indikator) == slot.kode]


def _told_at(syarat: Syarat, indikator: Indikator) -> str:
    """A broken condition is told where the checks tell it: at its first name, where that is an isian."""
    first = syarat.rumus.names[0]
    return first if first in indikator.isian_by_kode else indikator.slots[0].kode


def survey_state(template: Template, block: Block) -> Live:
    """What the row of a survey says: every unsur has an answer, and every answer is a score (or all are TB)."""
    area = block.area.reference
    scores = "+".join(f"({area}={score})" for score in SCORES)
    is_scores = f"IFERROR(SUMPRODUCT({scores})=COUNTA({area}),FALSE)"
    is_absent = f'AND(COUNT({area})=0,COUNTIF({area},"TB")=COUNTA({area}))'
    least = f"MIN({','.join(_answer_counts(block))})"
    text = (
        f'=IF(COUNTA({area})=0,"{EMPTY}",IF({is_scores},IF({least}=0,"{EMPTY}","{DONE}"),'
        f'IF({is_absent},"{DONE}","{DOUBTFUL}")))'
    )
    return Live(text, _survey_word(template, block))


def _survey_word(template: Template, block: Block) -> str:
    typed = [answer for row in template.answers(block) for answer in row if answer is not None]
    if all(answer in SCORES for answer in typed):
        return DONE if min(map(len, scores_of(template, block))) else EMPTY
    return DONE if all(isinstance(answer, str) and answer.upper() == "TB" for answer in typed) else DOUBTFUL


def scores_of(template: Template, block: Block) -> list[list[float]]:
    """The numbers that stand in each column of a survey."""
    rows = template.answers(block)
    columns = [[as_number(row[n]) for row in rows] for n in range(len(block.columns))]
    return [[score for score in column if score is not None] for column in columns]


def respondents(template: Template, block: Block) -> Live:
    """How many answered: the unsur with the most answers tells."""
    return Live(f"=MAX({','.join(_answer_counts(block))})", max(map(len, scores_of(template, block))))


def _answer_counts(block: Block) -> list[str]:
    return [f"COUNT({block.column_area(column).reference})" for _, column in block.columns]


def ready(template: Template) -> Live:
    """ "Siap dikirim", with how much is missing and how much is doubtful."""
    words = template.layout.states.absolute
    missing, doubtful = f'COUNTIF({words},"{EMPTY}")', f'COUNTIF({words},"{DOUBTFUL}")'
    text = (
        f'=IF({missing}+{doubtful}=0,{_ready_or_list(template)},"Siap dikirim: BELUM"'
        f'&IF({missing}>0," – "&{missing}&" isian kosong","")&IF({doubtful}>0," – "&{doubtful}&" perlu diperiksa",""))'
    )
    return Live(text, _ready_now([word for _, word in _words(template)], template.mended))


def _ready_or_list(template: Template) -> str:
    """ "Siap dikirim"; on a form that went back only when its list is done, too."""
    return f'IF({template.mended[0]},"{READY}","{SEE_LIST}")' if template.mended else f'"{READY}"'


def first_open(template: Template) -> Live:
    """The row of the first word on Isian that keeps it from being ready, as people count; 0 where there is none."""
    rows, last = template.layout.states.absolute, template.layout.last_row + 1
    first = [f'IFERROR(MATCH("{word}",{layout.ISIAN}!{rows},0),{last})' for word in (EMPTY, DOUBTFUL)]
    open_now = [row for row, word in _words(template) if word in KEEP_FROM_READY]
    return Live(f"MIN({','.join(first)})+{template.layout.first_row}", min(open_now, default=-1) + 1)


def _words(template: Template) -> Iterator[tuple[int, float | str]]:
    """The rows of Isian that have a word, each with what it is now."""
    for row in template.layout.slot_rows.values():
        yield row.row, state(template, row).cached
    for section in template.layout.sections:
        for block, row_number in section.blocks:
            yield row_number, survey_state(template, block).cached


def _ready_now(words: list[Any], mended: tuple[str, bool] | None) -> str:
    missing, doubtful = words.count(EMPTY), words.count(DOUBTFUL)
    if not missing + doubtful:
        return READY if mended is None or mended[1] else SEE_LIST
    told = (f" – {missing} isian kosong" if missing else "", f" – {doubtful} perlu diperiksa" if doubtful else "")
    return "Siap dikirim: BELUM" + "".join(told)


# --- realisasi and capaian -------------------------------------------------------------------------------------------


def cells(template: Template, section: Section) -> dict[str, str]:
    """What each name of the section's formulas is on this workbook."""
    names = {PERIOD_END: str(bahasa.serial(template.end))}
    for row in section.slots:
        cell = value_cell(row.row)
        names[row.slot.kode] = f'IF({cell}="Ya",1,0)' if row.slot.tipe == "ya_tidak" else cell
        names[f"{row.slot.kode}.batas"] = row.at(layout.UNIT).a1
    for block, _ in section.blocks:
        for slot, column in block.columns:
            names[slot.kode] = f"SUM({block.column_area(column).reference})"
            names[f"{slot.kode}.banyak"] = f"COUNT({block.column_area(column).reference})"
    for part, row_number in section.hitung:
        names[part.kode] = value_cell(row_number)
    return names


def columns(template: Template, section: Section) -> dict[str, Column]:
    """The numbers of the workbook by name, as it is saved."""
    numbers = {PERIOD_END: np.array([float(bahasa.serial(template.end))])}
    for row in section.slots:
        numbers |= _columns_of(template, row.slot)
    for block, _ in section.blocks:
        for (slot, _), scores in zip(block.columns, scores_of(template, block), strict=True):
            numbers[slot.kode], numbers[f"{slot.kode}.banyak"] = np.array([sum(scores)]), np.array([len(scores)])
    for part in section.indikator.hitung:
        numbers[part.kode] = formula.evaluate(part.rumus, numbers, {}, MEASURES).value
    return {name: column.astype(float) for name, column in numbers.items()}


def _columns_of(template: Template, slot: Slot) -> dict[str, Column]:
    """A cell and its batas waktu, which a document with a text for its date (TB) has none of."""
    value = template.value(slot)
    number = float(str(value).casefold() == "ya") if slot.tipe == "ya_tidak" else as_number(value)
    found = {slot.kode: np.array([np.nan if number is None else number])}
    if slot.batas:
        deadline = np.nan if isinstance(value, str) else float(bahasa.serial(template.deadline(slot)))
        found[f"{slot.kode}.batas"] = np.array([deadline])
    return found


def computed(template: Template, section: Section) -> list[Live]:
    """The computed names of an indikator, in their order."""
    names, numbers = cells(template, section), columns(template, section)
    return [
        Live(formula.excel(part.rumus, names, {}, MEASURES), numbers[part.kode][0]) for part in section.indikator.hitung
    ]


def realisasi(template: Template, section: Section) -> Live:
    """The realisasi of the month, by the catalogue's own formula."""
    indikator = section.indikator
    isian, numbers = indikator.isian_by_kode, columns(template, section)
    text = formula.excel(indikator.rumus, cells(template, section), isian, MEASURES)
    return Live(text, formula.evaluate(indikator.rumus, numbers, isian, MEASURES).value[0])


def capaian_of_month(template: Template, section: Section) -> Live:
    """The capaian of the month against the target that stands on its row."""
    settings, indikator = template.settings, section.indikator
    target, arah, cap = settings.target_of(indikator), settings.arah_of(indikator), settings.aturan.batas_capaian
    target_cell = f"{column_letters(layout.UNIT)}{section.capaian_row + 1}"
    limit = None if cap is None else f"{cap:.15g}"
    text = excel_capaian(value_cell(section.realisasi_row), target_cell, arah, limit)
    numbers = np.array([realisasi(template, section).cached], dtype=float)
    targets = np.array([np.nan if target is None else target])
    return Live(text, capaian(numbers, targets, np.array([arah == "turun"]), cap)[0])
