"""The sheet of a survey: a row a respondent, a column an unsur, and what they give."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from iki_excel.decree.kinds import MUTU_PELAYANAN
from iki_excel.forms import layout
from iki_excel.forms.layout import Block
from iki_excel.forms.writing import live, remarks
from iki_excel.forms.writing.template import PROTECTION, UNLOCKED, Template
from iki_excel.language import formula
from iki_excel.language.places import column_letters
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

INSTRUCTION = (
    "Satu baris satu responden; skor 1 (tidak baik) sampai 4 (sangat baik). Jawaban yang tidak diisi dibiarkan "
    "kosong. Bila bulan ini tidak ada survei, ketik TB di sel kuning pertama."
)
FIRST = (layout.BLOCK_FIRST_ROW, layout.BLOCK_FIRST_COLUMN)
FIRST_CELL = f"{column_letters(FIRST[1])}{FIRST[0] + 1}"

SCORE_VALIDATION = {
    "validate": "custom",
    "value": (
        f"=IF(ISNUMBER({FIRST_CELL}),OR({FIRST_CELL}=1,{FIRST_CELL}=2,{FIRST_CELL}=3,{FIRST_CELL}=4),"
        f'UPPER(TRIM({FIRST_CELL}))="TB")'
    ),
    "input_title": "Skor responden",
    "input_message": "1 tidak baik, 2 kurang baik, 3 baik, 4 sangat baik. Kosongkan bila tidak dijawab.",
    "error_title": "Skor belum sesuai",
    "error_message": "Skor hanya 1, 2, 3 atau 4. Kosongkan bila tidak dijawab.",
}


def survey_widths(block: Block) -> list[float]:
    """The widths of the columns of a survey's sheet."""
    return [0, 16, *[17.0] * (block.result_column + 1 - layout.BLOCK_FIRST_COLUMN)]


def write_survey(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    """All of the sheet, protected, with its header in view and on every page."""
    _write_head(made, sheet, template, block)
    _write_unsur(made, sheet, template, block)
    _write_result(made, sheet, template, block)
    _write_respondents(made, sheet, template, block)
    sheet.freeze_panes(*FIRST)
    sheet.repeat_rows(layout.BLOCK_LABEL_ROW)
    sheet.print_area(0, layout.BLOCK_NUMBER_COLUMN, block.last_row, block.result_column)
    sheet.protect("", PROTECTION)
    sheet.set_selection(*FIRST, *FIRST)
    book.footer(sheet, template.kode_formulir(block.sheet))


def _write_head(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    left, unit = layout.BLOCK_NUMBER_COLUMN, template.settings.unit
    where = f"{unit.nama}, {unit.kabupaten}  ·  {bahasa.month(template.periode)}"
    remarks.write_way_back(made, sheet, template, layout.BLOCK_TITLE_ROW, block.result_column)
    sheet.set_row(layout.BLOCK_TITLE_ROW, 26)
    sheet.write_string(layout.BLOCK_TITLE_ROW, left, block.isian.label, made.style("title"))
    sheet.write_string(layout.BLOCK_UNIT_ROW, left, where, made.style("subtitle"))
    sheet.write_string(layout.BLOCK_CODE_ROW, left, "Kode formulir", made.style("note"))
    sheet.write_string(layout.BLOCK_CODE_ROW, left + 1, template.kode_formulir(block.sheet), made.style("bold"))
    sheet.write_string(layout.BLOCK_INSTRUCTION_ROW, left, INSTRUCTION, made.style("note"))


def _write_unsur(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    sheet.write_string(layout.BLOCK_KEY_ROW, layout.KEY, layout.BLOCK_HEADER)
    sheet.set_row(layout.BLOCK_KEY_ROW, None, None, {"hidden": True})
    sheet.set_row(layout.BLOCK_LABEL_ROW, 44)
    for row, label in layout.BLOCK_ROW_LABELS.items():
        look = "head" if row == layout.BLOCK_LABEL_ROW else "cell_grey"
        sheet.write_string(row, layout.BLOCK_NUMBER_COLUMN, label, made.style(look))
    for (slot, column), scores in zip(block.columns, live.scores_of(template, block), strict=True):
        sheet.write_string(layout.BLOCK_KEY_ROW, column, slot.kode)
        sheet.write_string(layout.BLOCK_LABEL_ROW, column, slot.label, made.style("head"))
        _write_count_and_mean(made, sheet, block, column, scores)


def _write_count_and_mean(made: Book, sheet: Worksheet, block: Block, column: int, scores: Sequence[float]) -> None:
    area, count = block.column_area(column).reference, f"{column_letters(column)}{layout.BLOCK_COUNT_ROW + 1}"
    text, mean = f'=IF({count}=0,"",SUM({area})/{count})', sum(scores) / len(scores) if scores else None
    pale = {"bg_color": book.PALE}
    book.write_formula(made, sheet, layout.BLOCK_COUNT_ROW, column, f"=COUNT({area})", len(scores), "number", **pale)
    book.write_formula(made, sheet, layout.BLOCK_MEAN_ROW, column, text, mean, "decimals", **pale)


def _write_result(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    """Nilai and mutu by PermenPANRB 14/2017, beside the Kode formulir, where they stay in view."""
    first, last = (column_letters(c) for c in (layout.BLOCK_FIRST_COLUMN, block.last_column))
    counts = f"{first}{layout.BLOCK_COUNT_ROW + 1}:{last}{layout.BLOCK_COUNT_ROW + 1}"
    means = f"{first}{layout.BLOCK_MEAN_ROW + 1}:{last}{layout.BLOCK_MEAN_ROW + 1}"
    row, place = layout.BLOCK_CODE_ROW, block.result_column
    cell, number = f"{column_letters(place - 1)}{row + 1}", _nilai(live.scores_of(template, block))
    nilai = f'=IF(MIN({counts})=0,"",ROUND(AVERAGE({means})*25,2))'
    mutu = f'=IF(ISNUMBER({cell}),{_mutu(cell)},"")'
    sheet.write_string(row, place - 2, "Nilai SKM dan mutu", made.style("note", align="right", indent=1))
    book.write_formula(made, sheet, row, place - 1, nilai, number, "decimals_bold", bg_color=book.PALE)
    book.write_formula(made, sheet, row, place, mutu, _mutu_of(number), "cell_center", bold=True)


def _nilai(scores: Sequence[Sequence[float]]) -> float | None:
    if not all(scores):
        return None
    means = [sum(column) / len(column) for column in scores]
    return float(formula.round_half_away(np.array([sum(means) / len(means) * 25]), 2)[0])


def _mutu_of(nilai: float | None) -> str | None:
    if nilai is None:
        return None
    *bands, worst = MUTU_PELAYANAN
    _, letter, words = next((band for band in bands if nilai >= band[0]), worst)
    return f"{letter} – {words}"


def _mutu(cell: str) -> str:
    *bands, (_, letter, words) = MUTU_PELAYANAN
    text = f'"{letter} – {words}"'
    for limit, letter, words in reversed(bands):
        text = f'IF({cell}>={limit},"{letter} – {words}",{text})'
    return text


def _write_respondents(made: Book, sheet: Worksheet, template: Template, block: Block) -> None:
    number = made.style("cell_center", font_color=book.GREY)
    rows = template.answers(block)
    for order, row in enumerate(range(layout.BLOCK_FIRST_ROW, block.last_row + 1), start=1):
        sheet.write_string(row, layout.KEY, layout.RESPONDENT_KEY)
        sheet.write_number(row, layout.BLOCK_NUMBER_COLUMN, order, number)
        answers = rows[order - 1] if order <= len(rows) else [None] * len(block.columns)
        for (slot, column), answer in zip(block.columns, answers, strict=True):
            remark = template.remarks.get((slot.kode, order))
            book.write_value(made, sheet, row, column, answer, "cell_center", **(UNLOCKED | remarks.look(remark)))
            remarks.write_remark(made, sheet, row, column, remark)
    sheet.data_validation(*FIRST, block.last_row, block.last_column, SCORE_VALIDATION)
