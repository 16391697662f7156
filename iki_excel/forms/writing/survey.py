"""The sheet of a survey: a row a respondent, a column an unsur, and what they give."""

from __future__ import annotations

import textwrap

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
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

HOW = (
    "{di_mana}\n"
    "Ruang untuk {ruang} responden: satu baris satu orang, skor {terendah} (tidak baik) sampai {tertinggi} (sangat "
    "baik). Yang tidak dijawab dibiarkan kosong. Bila {tiap} ini tidak ada survei, ketik TB di sel kuning pertama."
)
NUMBER_PIXELS, UNSUR_PIXELS = 56, 56
LETTERS_OF_HOW, LINE_OF_HOW = 60, 12.0
HEAD_HEIGHT, LETTERS_OF_HEAD = 88.0, 14
"""Of the turned names of the unsur: how high, and how many letters of a line fit then."""
LINES_OF_TURNED = 3
TURNED = {"rotation": 90, "font_size": 9}
PRINTED = 45
"""So many respondents are on the printed page: what it comes to stands above them, the scores are data."""
FIRST = (layout.BLOCK_FIRST_ROW, layout.BLOCK_FIRST_COLUMN)
SCORE_VALIDATION = {"validate": "custom", "input_title": "Skor responden", "error_title": "Skor belum sesuai"}
USUAL_SCORES = "1 tidak baik, 2 kurang baik, 3 baik, 4 sangat baik. Kosongkan bila tidak dijawab."
OTHER_SCORES = "Dari {terendah} (tidak baik) sampai {tertinggi} (sangat baik). Kosongkan bila tidak dijawab."


def survey_widths(block: Block) -> list[float]:
    """The widths of the columns of a survey's sheet."""
    unsur = block.end_column + 1 - layout.BLOCK_FIRST_COLUMN
    return [(pixels - 5) / 7 if pixels else 0 for pixels in (0, NUMBER_PIXELS, *[UNSUR_PIXELS] * unsur)]


def write_survey(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    """All of the sheet, protected, with its header in view; it prints on one page."""
    _write_head(made, sheet, template, block)
    _write_unsur(made, sheet, template, block)
    _write_result(made, sheet, template, block)
    _write_respondents(made, sheet, template, block)
    sheet.freeze_panes(*FIRST)
    sheet.print_area(0, layout.BLOCK_NUMBER_COLUMN, layout.BLOCK_FIRST_ROW + PRINTED - 1, block.end_column)
    sheet.fit_to_pages(1, 1)
    sheet.protect("", PROTECTION)
    sheet.set_selection(*FIRST, *FIRST)
    book.footer(sheet, template.kode_formulir(block.sheet))


def _write_head(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    left = layout.BLOCK_NUMBER_COLUMN
    remarks.write_way_back(made, sheet, template, layout.BLOCK_TITLE_ROW, block.end_column)
    sheet.set_row(layout.BLOCK_TITLE_ROW, 19.5)
    title = made.style("title", font_size=12)
    sheet.write_string(layout.BLOCK_TITLE_ROW, left, f"{block.isian.label}, {template.periode.words}", title)
    code = made.style("bold", font_size=9)
    sheet.write_string(layout.BLOCK_CODE_ROW, left, template.kode_formulir(block.sheet), code)
    _write_how(made, sheet, template, block)


def _write_how(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    """Where it is, for how many it has room, and how it is filled, on as many lines as a phone needs."""
    unit, how = template.settings.unit, block.how_area
    known = {"di_mana": f"{unit.nama}, {unit.kabupaten}", "ruang": bahasa.number(layout.RESPONDENTS)}
    said = HOW.format(tiap=block.isian.slots[0].tiap, **known, **_ends(block))
    lines = [line for part in said.split("\n") for line in textwrap.wrap(part, LETTERS_OF_HOW)]
    look = {"text_wrap": True, "valign": "top"}
    book.write_span(made, sheet, how.top, (how.left, how.right), "\n".join(lines), "note", **look)
    sheet.set_row(how.top, LINE_OF_HOW * len(lines) + 2)


def _ends(block: Block) -> dict[str, int]:
    """The lowest and the highest score."""
    scale = scale_of(block.isian.slots[0])
    return {"terendah": scale[0], "tertinggi": scale[-1]}


def _write_unsur(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    sheet.write_string(layout.BLOCK_KEY_ROW, layout.KEY, layout.BLOCK_HEADER)
    sheet.set_row(layout.BLOCK_KEY_ROW, None, None, {"hidden": True})
    heads = [layout.head_of(slot) for slot, _ in block.columns]
    sheet.set_row(layout.BLOCK_LABEL_ROW, max(HEAD_HEIGHT, *(_height_of_turned(head) for head in heads)))
    for row, label in layout.BLOCK_ROW_LABELS.items():
        look = "head" if row == layout.BLOCK_LABEL_ROW else "cell_grey"
        turned = TURNED if row == layout.BLOCK_LABEL_ROW else {"indent": 0, "font_size": 9, "text_wrap": True}
        sheet.write_string(row, layout.BLOCK_NUMBER_COLUMN, label, made.style(look, **turned))
        sheet.set_row(row, 25) if row != layout.BLOCK_LABEL_ROW else None
    for slot, column in block.columns:
        sheet.write_string(layout.BLOCK_KEY_ROW, column, slot.kode)
        sheet.write_string(layout.BLOCK_LABEL_ROW, column, layout.head_of(slot), made.style("head", **TURNED))
        count = Count(Range(block.column_area(column)))
        book.write_live(made, sheet, layout.BLOCK_COUNT_ROW, column, count, "number", bg_color=book.PALE)
    section = _section_of(template, block)
    for place, mean in live.parts(template, section).items():
        if place.sheet == block.sheet:
            book.write_live(made, sheet, place.row, place.column, mean, "decimals", bg_color=book.PALE)


def _height_of_turned(head: str) -> float:
    """How high a turned name must be that takes at most as many lines as its column is wide."""
    return HEAD_HEIGHT * len(head) / (LETTERS_OF_HEAD * LINES_OF_TURNED)


def _section_of(template: Template, block: Block) -> Section:
    return next(section for section in template.layout.sections if block in {one for one, _ in section.blocks})


def _write_result(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    """How it is, and nilai and mutu by PermenPANRB 14/2017, where a phone shows them.

    They are of its own scale; of another the NRR itself is shown.
    """
    section, is_usual = _section_of(template, block), has_usual_scale(block.isian)
    said = {block.state_place: layout.HEADERS[layout.STATE], block.nilai_place: "Nilai" if is_usual else "NRR"}
    said |= {block.mutu_place: "Mutu"} if is_usual else {}
    for place, word in said.items():
        sheet.write_string(place.row, place.column - 1, word, made.style("note", align="right"))
    state, nilai, mutu = block.state_place, block.nilai_place, block.mutu_place
    small, bold = {"font_size": 9}, {"indent": 0, "bg_color": book.PALE}
    book.write_live(made, sheet, state.row, state.column, live.survey_state(template, block), "cell_center", **small)
    told = _mean(section, block, NILAI_OF_NRR if is_usual else None)
    book.write_live(made, sheet, nilai.row, nilai.column, told, "decimals_bold", **bold)
    if is_usual:
        book.write_live(made, sheet, mutu.row, mutu.column, _mutu(Cell(nilai)), "bold")
    sheet.set_row(layout.BLOCK_RESULT_ROW, 24)


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
            book.write_value(made, sheet, row, column, answer, "cell_center", font_color=book.TYPED, **look)
            remarks.write_remark(made, sheet, row, column, remark)
    first = Cell(Place(block.sheet, *FIRST))
    slot = block.isian.slots[0]
    rule = SCORE_VALIDATION | {
        "input_message": (USUAL_SCORES if has_usual_scale(block.isian) else OTHER_SCORES).format_map(_ends(block)),
        "value": f"={excel(slot.field.allows(first, slot, None), block.sheet)}",
        "error_message": slot.field.allowed_words(slot, None),
    }
    sheet.data_validation(*FIRST, block.last_row, block.last_column, rule)
