"""The first sheet of a form that goes back: what to mend, with a link to each cell, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from iki_excel.forms import layout
from iki_excel.forms.layout import ISIAN, PERBAIKAN, own_cells
from iki_excel.forms.returning.entries import LOOK_AT, MEND, SETTLED
from iki_excel.forms.returning.watching import CHANGED, MAY_STAY, Watch
from iki_excel.forms.writing import PROTECTION, Template, live
from iki_excel.language.cells import Cell, Constant, CountIf, Expression, If, Left, Range, shaped
from iki_excel.language.places import Area, Place, column_letters, sheet_in_formula
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

WIDTHS = (6, 14, 70, 24, 19)
NUMBER, CELL, SENTENCE, TYPED, STATE = range(5)
TITLE_ROW, WHOSE_ROW, HOW_ROW, PROGRESS_ROW = range(4)
FIRST_ROW = 5
MOST_LINKS = 60_000
"""A sheet holds no more links than 65,530."""

HOW = (
    "Klik (atau Ctrl+klik) nama sel untuk menuju ke selnya. Betulkan sel merah sampai keadaannya “ya”; sel jingga "
    "cukup dilihat lagi. Untuk mengosongkan sel, tekan Delete. Lalu simpan dan kirim kembali berkas ini."
)
TITLES = {
    MEND: "Harus diperbaiki (sel merah)",
    LOOK_AT: "Sebaiknya dilihat lagi (sel jingga); bila sudah benar, biarkan",
    SETTLED: "Sudah beres di berkas ini; cukup diketahui",
}
ALL_DONE = "Semua sudah beres. Simpan, lalu kirim kembali berkas ini."
STILL = " isian masih perlu diperbaiki."
FILLED = f"{ISIAN}!{column_letters(layout.VALUE)}"
NOT_READY = (f"Sel merah sudah beres, tetapi sel {FILLED}", " belum. Lihat kolom Keadaan di sebelahnya.")
"""Before and behind the number of a row."""
NOTHING_TO_MEND = "Tidak ada yang harus diperbaiki."
ASKS_MORE = "Salinan ini menanyakan isian baru yang belum ada di formulir yang dikirim."
"""Said where nothing is to be mended: why the copy goes back all the same."""


def write_perbaikan(
    made: Book,
    sheet: Worksheet,
    template: Template,
    entries: pd.DataFrame,
    watches: Sequence[Watch | None],
    *,
    asks_more: bool,
) -> None:
    """All of the sheet, protected; ``asks_more``: the form asks what the one that came did not."""
    _write_head(made, sheet, template)
    row = FIRST_ROW
    for group, title in TITLES.items():
        numbers = [number for number, kelompok in enumerate(entries["kelompok"]) if kelompok == group]
        if numbers:
            first = _write_title(made, sheet, row, title)
            row = _write_entries(made, sheet, first, entries.iloc[numbers], [watches[n] for n in numbers]) + 1
    _colour_states(made, sheet, row)
    _write_progress(made, sheet, template, rows_to_mend(entries), ASKS_MORE if asks_more else NOTHING_TO_MEND)
    sheet.freeze_panes(FIRST_ROW - 1, 0)
    sheet.protect("", PROTECTION)
    book.footer(sheet, f"{PERBAIKAN}  {template.kode_formulir(ISIAN)}")


def still_open(rows: tuple[int, int]) -> Expression:
    """How many entries in these rows are not done."""
    states = Range(Area(PERBAIKAN, rows[0], STATE, rows[1], STATE))
    blank, doubtful = (CountIf(states, word) for word in live.KEEP_FROM_READY)
    return blank + doubtful


def rows_to_mend(entries: pd.DataFrame) -> tuple[int, int] | None:
    """The first and the last row of what must be mended, which stands first; None where there is nothing."""
    count = int((entries["kelompok"] == MEND).sum())
    return (FIRST_ROW + 2, FIRST_ROW + 1 + count) if count else None


def _write_head(made: Book, sheet: Worksheet, template: Template) -> None:
    whose = f"{template.jabatan.nama}  ·  {template.periode.words}"
    sheet.set_row(TITLE_ROW, 26)
    sheet.write_string(TITLE_ROW, 0, "Perbaikan formulir", made.style("title"))
    sheet.write_string(WHOSE_ROW, 0, whose, made.style("subtitle"))
    book.write_span(made, sheet, HOW_ROW, (0, STATE), HOW, "wrapped")
    sheet.set_row(HOW_ROW, book.row_height((HOW, sum(WIDTHS))))


def _write_title(made: Book, sheet: Worksheet, row: int, title: str) -> int:
    book.write_span(made, sheet, row, (0, STATE), title, "band")
    for column, header in enumerate(own_cells.LIST):
        sheet.write_string(row + 1, column, header, made.style("head"))
    return row + 2


def _write_entries(
    made: Book, sheet: Worksheet, row: int, entries: pd.DataFrame, watches: Sequence[Watch | None]
) -> int:
    for number, (entry, watch) in enumerate(zip(entries.to_dict("records"), watches, strict=True), start=1):
        typed = bahasa.brief(entry["diketik"]) or ("(kosong)" if watch else "")
        book.write_value(made, sheet, row, NUMBER, number, "cell_center")
        _write_link(made, sheet, row, entry["tujuan"])
        book.write_value(made, sheet, row, SENTENCE, entry["pesan"], "cell", align="left")
        book.write_value(made, sheet, row, TYPED, typed, "cell", align="left")
        _write_state(made, sheet, row, watch)
        texts = ((entry["pesan"], SENTENCE), (typed, TYPED))
        sheet.set_row(row, book.row_height(*((text, WIDTHS[column] - 2) for text, column in texts)))
        row += 1
    return row


def _write_link(made: Book, sheet: Worksheet, row: int, target: Place | None) -> None:
    if target is None or row > MOST_LINKS:
        book.write_value(made, sheet, row, CELL, target.address if target else "–", "cell_center")
        return
    link = f"internal:{sheet_in_formula(target.sheet)}!{target.a1}"
    sheet.write_url(row, CELL, link, made.style("link", align="center"), target.address, "Menuju ke selnya")


def _write_state(made: Book, sheet: Worksheet, row: int, watch: Watch | None) -> None:
    if watch is None:
        book.write_value(made, sheet, row, STATE, None, "cell_center")
    else:
        book.write_live(made, sheet, row, STATE, watch.state, "cell_center", bold=True)


def _colour_states(made: Book, sheet: Worksheet, end: int) -> None:
    for word, ink, paper in (
        (live.EMPTY, book.BAD, book.BAD_PALE),
        (live.DOUBTFUL, book.BAD, book.BAD_PALE),
        (live.DONE, book.GOOD, book.GOOD_PALE),
        (MAY_STAY, book.WARN, book.WARN_PALE),
        (CHANGED, book.GOOD, book.GOOD_PALE),
    ):
        book.colour_word(made, sheet, Area(PERBAIKAN, FIRST_ROW, STATE, end, STATE), word, ink, paper)


def _write_progress(
    made: Book, sheet: Worksheet, template: Template, mended: tuple[int, int] | None, nothing: str
) -> None:
    """How many entries are still to be mended, counted live; all is done when the form itself says so, too."""
    style = made.style("bold", font_size=12, bg_color=book.WARN_PALE, font_color=book.WARN, indent=1)
    sheet.set_row(PROGRESS_ROW, 24)
    sheet.merge_range(PROGRESS_ROW, 0, PROGRESS_ROW, STATE, "", style)
    if mended is None:
        sheet.write_string(PROGRESS_ROW, 0, nothing, style)
        return
    made.put_live(sheet, Place(PERBAIKAN, PROGRESS_ROW, 0), shaped(_progress(template, mended)), style)
    good = made.workbook.add_format({"bg_color": book.GOOD_PALE, "font_color": book.GOOD})
    rule = {"type": "text", "criteria": "begins with", "value": ALL_DONE[:12], "format": good}
    sheet.conditional_format(PROGRESS_ROW, 0, PROGRESS_ROW, STATE, rule)


def _progress(template: Template, mended: tuple[int, int]) -> Expression:
    said = Cell(Place(ISIAN, layout.READY_ROW, layout.NUMBER))
    is_ready = Left(said, len(live.READY)).equals(live.READY)
    before, after = NOT_READY
    not_ready = Constant(before) & live.first_open(template) & after
    count = still_open(mended)
    return If(count > 0, count & STILL, If(is_ready, ALL_DONE, not_ready))
