"""The sheet of a survey: a row a respondent, a column an unsur, and what they give."""

from __future__ import annotations

from iki_excel.decree.fields import scale_of
from iki_excel.decree.kinds import MEASURES, MUTU_PELAYANAN, NILAI_OF_NRR, has_usual_scale
from iki_excel.forms import layout
from iki_excel.forms.layout import Block, Section
from iki_excel.forms.writing import live, remarks
from iki_excel.forms.writing.template import PROTECTION, UNLOCKED, Template
from iki_excel.judging.achievement import DIGITS
from iki_excel.language.cells import (
    BLANK,
    Cell,
    Constant,
    Count,
    Expression,
    If,
    IsNumber,
    Min,
    Range,
    Round,
    bound,
    excel,
)  # fmt: skip
from iki_excel.language.places import Place
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

INSTRUCTION = (
    "Satu baris satu responden; skor {terendah} (tidak baik) sampai {tertinggi} (sangat baik). Jawaban yang tidak "
    "diisi dibiarkan kosong. Bila {tiap} ini tidak ada survei, ketik TB di sel kuning pertama."
)
FIRST = (layout.BLOCK_FIRST_ROW, layout.BLOCK_FIRST_COLUMN)
SCORE_VALIDATION = {"validate": "custom", "input_title": "Skor responden", "error_title": "Skor belum sesuai"}
USUAL_SCORES = "1 tidak baik, 2 kurang baik, 3 baik, 4 sangat baik. Kosongkan bila tidak dijawab."
OTHER_SCORES = "Dari {terendah} (tidak baik) sampai {tertinggi} (sangat baik). Kosongkan bila tidak dijawab."


def survey_widths(block: Block) -> list[float]:
    """The widths of the columns of a survey's sheet."""
    return [0, 16, *[17.0] * (block.result_column + 1 - layout.BLOCK_FIRST_COLUMN)]


def write_survey(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    """All of the sheet, protected, with its header in view; what it comes to prints on one page, without the scores."""
    _write_head(made, sheet, template, block)
    _write_unsur(made, sheet, template, block)
    _write_result(made, sheet, template, block)
    _write_respondents(made, sheet, template, block)
    sheet.freeze_panes(*FIRST)
    sheet.print_area(0, layout.BLOCK_NUMBER_COLUMN, layout.BLOCK_LABEL_ROW, block.result_column)
    sheet.protect("", PROTECTION)
    sheet.set_selection(*FIRST, *FIRST)
    book.footer(sheet, template.kode_formulir(block.sheet))


def _write_head(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    left, unit = layout.BLOCK_NUMBER_COLUMN, template.settings.unit
    where = f"{unit.nama}, {unit.kabupaten}  ·  {template.periode.words}"
    remarks.write_way_back(made, sheet, template, layout.BLOCK_TITLE_ROW, block.result_column)
    sheet.set_row(layout.BLOCK_TITLE_ROW, 26)
    sheet.write_string(layout.BLOCK_TITLE_ROW, left, block.isian.label, made.style("title"))
    sheet.write_string(layout.BLOCK_UNIT_ROW, left, where, made.style("subtitle"))
    sheet.write_string(layout.BLOCK_CODE_ROW, left, "Kode formulir", made.style("note"))
    sheet.write_string(layout.BLOCK_CODE_ROW, left + 1, template.kode_formulir(block.sheet), made.style("bold"))
    said = INSTRUCTION.format(tiap=block.isian.slots[0].tiap, **_ends(block))
    sheet.write_string(layout.BLOCK_INSTRUCTION_ROW, left, said, made.style("note"))


def _ends(block: Block) -> dict[str, int]:
    """The lowest and the highest score."""
    scale = scale_of(block.isian.slots[0])
    return {"terendah": scale[0], "tertinggi": scale[-1]}


def _write_unsur(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    sheet.write_string(layout.BLOCK_KEY_ROW, layout.KEY, layout.BLOCK_HEADER)
    sheet.set_row(layout.BLOCK_KEY_ROW, None, None, {"hidden": True})
    sheet.set_row(layout.BLOCK_LABEL_ROW, 44)
    for row, label in layout.BLOCK_ROW_LABELS.items():
        look = "head" if row == layout.BLOCK_LABEL_ROW else "cell_grey"
        sheet.write_string(row, layout.BLOCK_NUMBER_COLUMN, label, made.style(look))
    for slot, column in block.columns:
        sheet.write_string(layout.BLOCK_KEY_ROW, column, slot.kode)
        sheet.write_string(layout.BLOCK_LABEL_ROW, column, layout.head_of(slot), made.style("head"))
        count = Count(Range(block.column_area(column)))
        book.write_live(made, sheet, layout.BLOCK_COUNT_ROW, column, count, "number", bg_color=book.PALE)
    section = _section_of(template, block)
    for place, mean in live.parts(template, section).items():
        if place.sheet == block.sheet:
            book.write_live(made, sheet, place.row, place.column, mean, "decimals", bg_color=book.PALE)


def _section_of(template: Template, block: Block) -> Section:
    return next(section for section in template.layout.sections if block in {one for one, _ in section.blocks})


def _write_result(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    """Nilai and mutu by PermenPANRB 14/2017, beside the Kode formulir, where they stay in view; and how it all is.

    They are of its own scale; of another the NRR itself is shown.
    """
    row, last, section = layout.BLOCK_CODE_ROW, block.result_column, _section_of(template, block)
    nilai = Place(block.sheet, row, last - 1)
    look = {"align": "right", "indent": 1}
    is_usual = has_usual_scale(block.isian)
    sheet.write_string(
        row, last - 2, "Nilai SKM dan mutu" if is_usual else "NRR tertimbang", made.style("note", **look)
    )
    told = _mean(section, block, NILAI_OF_NRR if is_usual else None)
    book.write_live(made, sheet, row, last - 1, told, "decimals_bold", bg_color=book.PALE)
    if is_usual:
        book.write_live(made, sheet, row, last, _mutu(Cell(nilai)), "cell_center", bold=True)
    state = block.state_place
    sheet.write_string(state.row, last - 1, layout.HEADERS[layout.STATE], made.style("note", **look))
    said = live.survey_state(template, block)
    book.write_live(made, sheet, state.row, state.column, said, "cell_center", font_size=9)


def _mean(section: Section, block: Block, factor: int | None) -> Expression:
    """NRR tertimbang, times a factor where there is one; nothing while an unsur has no answer."""
    groups = {name: Range(area) for name, area in section.groups.items()}
    mean = bound(MEASURES["nrr"].expression(block.isian), groups)
    told = Round(mean if factor is None else mean * factor, DIGITS)
    return If(Min(Range(block.counts)).equals(0), BLANK, told)


def _mutu(nilai: Cell) -> Expression:
    *bands, (_, letter, words) = MUTU_PELAYANAN
    told: Expression = Constant(f"{letter} – {words}")
    for limit, letter, words in reversed(bands):
        told = If(nilai >= limit, f"{letter} – {words}", told)
    return If(IsNumber(nilai), told, BLANK)


def _write_respondents(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    number = made.style("cell_center", font_color=book.GREY)
    rows = template.answers(block)
    for order, row in enumerate(range(layout.BLOCK_FIRST_ROW, block.last_row + 1), start=1):
        sheet.write_string(row, layout.KEY, layout.RESPONDENT_KEY)
        sheet.write_number(row, layout.BLOCK_NUMBER_COLUMN, order, number)
        answers = rows[order - 1] if order <= len(rows) else [None] * len(block.columns)
        for (slot, column), answer in zip(block.columns, answers, strict=True):
            remark = template.remarks.get((slot.kode, order))
            look = UNLOCKED | remarks.look(remark) | {"num_format": slot.form_format}
            book.write_value(made, sheet, row, column, answer, "cell_center", **look)
            remarks.write_remark(made, sheet, row, column, remark)
    first = Cell(Place(block.sheet, *FIRST))
    slot = block.isian.slots[0]
    rule = SCORE_VALIDATION | {
        "input_message": (USUAL_SCORES if has_usual_scale(block.isian) else OTHER_SCORES).format_map(_ends(block)),
        "value": f"={excel(slot.field.allows(first, slot, None), block.sheet)}",
        "error_message": slot.field.allowed_words(slot, None),
    }
    sheet.data_validation(*FIRST, block.last_row, block.last_column, rule)
