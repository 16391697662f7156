"""The first sheet of a form that goes back: what to mend, with a link to each cell, and how far it is."""

from __future__ import annotations

import pandas as pd

from iki_excel import bahasa, book
from iki_excel.book import Book, Worksheet
from iki_excel.cells import quote_sheetname, xl_range_abs
from iki_excel.layout import ISIAN, PERBAIKAN
from iki_excel.returning.entries import LOOK_AT, MEND, SETTLED
from iki_excel.templates import PROTECTION, Template, live

HEADERS = ("No.", "Sel", "Yang perlu dilakukan", "Yang tertulis", "Keadaan sekarang")
WIDTHS = (6, 14, 70, 24, 19)
NUMBER, CELL, SENTENCE, TYPED, STATE = range(5)
TITLE_ROW, WHOSE_ROW, HOW_ROW, PROGRESS_ROW = range(4)
FIRST_ROW = 5
MOST_LINKS = 60_000
"""A sheet holds no more links than 65,530."""

HOW = (
    "Klik nama sel untuk menuju ke selnya. Betulkan sel merah sampai keadaannya “ya”; sel jingga cukup diperiksa. Lalu "
    "simpan dan kirim kembali berkas ini."
)
TITLES = {
    MEND: "Harus diperbaiki (sel merah)",
    LOOK_AT: "Harap diperiksa (sel jingga); bila sudah benar, biarkan",
    SETTLED: "Sudah beres di berkas ini; cukup diketahui",
}


def write_perbaikan(made: Book, sheet: Worksheet, template: Template, entries: pd.DataFrame) -> None:
    """All of the sheet, protected."""
    _write_head(made, sheet, template)
    row, states = FIRST_ROW, []
    for group, title in TITLES.items():
        rows = entries[entries["kelompok"] == group]
        if len(rows):
            first = _write_title(made, sheet, row, title)
            row = _write_entries(made, sheet, template, first, rows) + 1
            states += [(first, row - 2)] if group == MEND else []
    _write_progress(made, sheet, template, entries, states)
    sheet.freeze_panes(FIRST_ROW - 1, 0)
    sheet.protect("", PROTECTION)
    book.footer(sheet, f"{PERBAIKAN}  {template.kode_formulir(ISIAN)}")


def _write_head(made: Book, sheet: Worksheet, template: Template) -> None:
    whose = f"{template.jabatan.nama}  ·  {bahasa.month(template.periode)}"
    sheet.set_row(TITLE_ROW, 26)
    sheet.write_string(TITLE_ROW, 0, "Perbaikan formulir", made.style("title"))
    sheet.write_string(WHOSE_ROW, 0, whose, made.style("subtitle"))
    book.write_span(made, sheet, HOW_ROW, (0, STATE), HOW, "wrapped")
    sheet.set_row(HOW_ROW, book.wrapped_height(HOW, sum(WIDTHS)))


def _write_title(made: Book, sheet: Worksheet, row: int, title: str) -> int:
    book.write_span(made, sheet, row, (0, STATE), title, "band")
    for column, header in enumerate(HEADERS):
        sheet.write_string(row + 1, column, header, made.style("head"))
    return row + 2


def _write_entries(made: Book, sheet: Worksheet, template: Template, row: int, entries: pd.DataFrame) -> int:
    for number, entry in enumerate(entries.to_dict("records"), start=1):
        book.write_value(made, sheet, row, NUMBER, number, "cell_center")
        _write_link(made, sheet, row, entry["tujuan"])
        book.write_value(made, sheet, row, SENTENCE, entry["pesan"], "cell_top", align="left")
        typed = bahasa.brief(entry["diketik"])
        book.write_value(made, sheet, row, TYPED, typed, "cell_top", align="left")
        _write_state(made, sheet, row, template, entry)
        heights = ((entry["pesan"], SENTENCE), (typed, TYPED))
        sheet.set_row(row, max(book.wrapped_height(text, WIDTHS[column] - 2) for text, column in heights))
        row += 1
    return row


def _write_link(made: Book, sheet: Worksheet, row: int, tujuan: str) -> None:
    name, _, cell = tujuan.rpartition("!")
    if not cell or row > MOST_LINKS:
        book.write_value(made, sheet, row, CELL, tujuan or "–", "cell_center")
        return
    link = f"internal:{quote_sheetname(name)}!{cell}"
    sheet.write_url(row, CELL, link, made.style("link", align="center"), tujuan, "Menuju ke selnya")


def _write_state(made: Book, sheet: Worksheet, row: int, template: Template, entry: dict[str, str]) -> None:
    """What the form itself says of the cell now; of a cell only to be looked at it says nothing new."""
    place = live.state_at(template, entry["slot"]) if entry["kelompok"] == MEND else None
    if place is None:
        book.write_value(made, sheet, row, STATE, None, "cell_center")
        return
    at, state = place
    book.write_formula(made, sheet, row, STATE, f"={at.reference}", state.cached, "cell_center", bold=True)


def _write_progress(
    made: Book, sheet: Worksheet, template: Template, entries: pd.DataFrame, spans: list[tuple[int, int]]
) -> None:
    """How many entries are still to be mended, counted live."""
    style = made.style("bold", font_size=12, bg_color=book.WARN_PALE, font_color=book.WARN, indent=1)
    sheet.set_row(PROGRESS_ROW, 24)
    sheet.merge_range(PROGRESS_ROW, 0, PROGRESS_ROW, STATE, "", style)
    if not spans:
        sheet.write_string(PROGRESS_ROW, 0, "Tidak ada yang harus diperbaiki.", style)
        return
    ((first, last),) = spans
    area = xl_range_abs(first, STATE, last, STATE)
    states = [live.state_at(template, slot) for slot in entries.loc[entries["kelompok"] == MEND, "slot"]]
    open_now = sum(place is not None and place[1].cached in (live.EMPTY, live.DOUBTFUL) for place in states)
    count = f'(COUNTIF({area},"{live.EMPTY}")+COUNTIF({area},"{live.DOUBTFUL}"))'
    text = f'=IF({count}=0,"{ALL_DONE}",{count}&"{STILL}")'
    sheet.write_formula(PROGRESS_ROW, 0, text, style, f"{open_now}{STILL}" if open_now else ALL_DONE)
    good = made.workbook.add_format({"bg_color": book.GOOD_PALE, "font_color": book.GOOD})
    rule = {"type": "text", "criteria": "begins with", "value": ALL_DONE[:5], "format": good}
    sheet.conditional_format(PROGRESS_ROW, 0, PROGRESS_ROW, STATE, rule)


ALL_DONE = "Semua sel merah sudah beres. Simpan, lalu kirim kembali berkas ini."
STILL = " isian masih perlu diperbaiki."
