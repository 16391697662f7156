"""The Katalog workbook, made to be filled by someone who has a decree on paper and has never been told how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from iki_excel.decree import Catalog
from iki_excel.katalog import columns, sheets
from iki_excel.katalog.answers import COMPLETE, Answers, answers_of, state
from iki_excel.katalog.guide import write_guide
from iki_excel.katalog.rows import BROKEN, Row, Rows
from iki_excel.katalog.sheets import ENTRIES, KEPUTUSAN, NUMBER_KEY, PERBAIKAN, Column, Sheet
from iki_excel.katalog.typed import Kept, Line
from iki_excel.language.cells import And, Cell, excel
from iki_excel.language.places import Area, Place
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet
from iki_excel.workbooks.openxml.bounds import LAST_COLUMN

TITLE_ROW, ABOUT_ROW, HINT_ROW, HEAD_ROW, FIRST_ROW = range(5)
FREE_ROWS = 60
"""Rows below the last that are ready to be filled."""

PRINTED_ROWS = 9
"""How many of them are printed."""

LABEL, VALUE, HINT = 1, 2, 3
ENTRY_WIDTHS = (3, 24, 60, 60)
UNLOCKED = {"bg_color": book.INPUT, "border_color": book.INPUT_LINE, "locked": False}
WRONG = {"bg_color": book.BAD_PALE, "border_color": book.BAD, "locked": False}
KEPT = {"locked": False}
WRONG_HEAD = {"bg_color": book.BAD}
PROTECTION = {
    "format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True, "insert_columns": True,
    "delete_rows": True, "sort": True, "autofilter": True,
}  # fmt: skip
"""What a protected sheet still allows: all that is done to a table. Of a table only what stands above its rows is
locked, down to its headings.
"""

PLAIN_WIDTH = 18
TALLEST = 120.0
ANSWER = {"valign": "top", "locked": False}
MESSAGE = 255
"""Letters that a spreadsheet takes of what it says of a wrong entry."""

Remarks = Mapping[Place | None, Sequence[str]]
"""By cell the sentences that are said of it; without a cell those that are said of the workbook."""

NOTHING = Kept()


def write_katalog(
    rows: Rows, catalog: Catalog | None = None, remarks: Remarks | None = None, kept: Kept = NOTHING
) -> bytes:
    """The workbook with these rows, which need not be right; ``catalog``: what they make, where they make one.

    ``remarks``: what is wrong with which cell; then a sheet Perbaikan stands first. ``kept``: what else stands in it.
    """
    made = Book("Katalog IKI", "", _created(catalog))
    told = remarks or {}
    if told:
        _write_perbaikan(made, told)
    write_guide(made)
    _write_keputusan(made, rows.get(KEPUTUSAN, []), told, kept)
    page = Page(made, answers_of(catalog) if catalog else {}, told, codes_of(rows, kept))
    for sheet in sheets.SHEETS:
        if sheet.name in kept.plain:
            write_plain(made, sheet.name, kept.plain[sheet.name], told)
        else:
            called = kept.sheets.get(sheet.name, sheet)
            _write_table(page, called, rows.get(sheet.name, []), kept.above.get(sheet.name, ()))
    for name, lines in kept.plain.items():
        if name not in {sheet.name for sheet in sheets.SHEETS}:
            write_plain(made, name, lines, told)
    for name, area in page.codes.items():
        made.workbook.define_name(list_name(name), f"={area.reference}")
    return made.to_bytes()


@frozen
class Page:
    """What the sheets with tables are made from.

    ``answers``: what the grey columns say that we compute; ``codes``: by the name of a sheet the cells with its codes.
    """

    made: Book
    answers: Answers
    remarks: Remarks
    codes: Mapping[str, Area]


def codes_of(rows: Rows, kept: Kept = NOTHING) -> dict[str, Area]:
    """The cells with the codes of each sheet that has some."""
    areas = {}
    for sheet in sheets.SHEETS:
        if any(column.key == "kode" for column in sheet.columns):
            index = sheet.index("kode")
            called = kept.sheets.get(sheet.name, sheet).name
            areas[sheet.name] = Area(called, FIRST_ROW, index, last_row(rows.get(sheet.name, [])), index)
    return areas


def _created(catalog: Catalog | None) -> dt.datetime:
    """The workbook has no clock of its own: the same catalogue gives the same bytes."""
    day = catalog.keputusan.tanggal if catalog else None
    year = (catalog.keputusan.tahun if catalog else None) or 2000
    return dt.datetime.combine(day or dt.date(year, 1, 1), dt.time())


# --- a table ---------------------------------------------------------------------------------------------------------


def last_row(rows: Sequence[Row]) -> int:
    """The last row that is ready to be filled."""
    return FIRST_ROW + len(rows) + FREE_ROWS - 1


def _write_table(page: Page, sheet: Sheet, rows: Sequence[Row], above: Sequence[Any]) -> None:
    made = page.made
    written = made.sheet(sheet.name, [column.width for column in _all(sheet)], landscape=True)
    _unlock_rows(made, written, sheet)
    _write_head(page, written, sheet)
    for order, value in enumerate(above):
        across, down = divmod(order, HEAD_ROW)
        write_kept(made, written, Place(sheet.name, TITLE_ROW + down, len(_all(sheet)) + across), value, page.remarks)
    for number, row in enumerate([*rows, *({} for _ in range(FREE_ROWS))], start=FIRST_ROW):
        _write_row(page, written, sheet, number, row)
    last = last_row(rows)
    for column in sheet.typed:
        _add_validation(written, sheet, column, last)
    _colour_states(made, written, sheet, last)
    written.autofilter(HEAD_ROW, 0, last, len(_all(sheet)) - 1)
    written.freeze_panes(FIRST_ROW, sheet.frozen)
    written.repeat_rows(HEAD_ROW)
    written.fit_to_pages(sheet.pages, 0)
    written.repeat_columns(0, sheet.frozen - 1)
    written.print_area(TITLE_ROW, 0, FIRST_ROW + len(rows) + PRINTED_ROWS, len(_all(sheet)) - 1)
    written.set_selection(FIRST_ROW, 1, FIRST_ROW, 1)
    written.protect("", PROTECTION)
    book.footer(written, f"Katalog, {sheet.name}")


def _all(sheet: Sheet) -> list[Column]:
    return [*sheet.columns, *sheet.unread]


def _unlock_rows(made: Book, written: Worksheet, sheet: Sheet) -> None:
    """Unlock every column to the last of all: only a row without any locked cell can be deleted or sorted."""
    unlocked = made.style("plain", locked=False)
    for index, column in enumerate(_all(sheet)):
        written.set_column(index, index, column.width, unlocked)
    used = written.dim_colmax
    written.set_column(len(_all(sheet)), LAST_COLUMN - 1, None, unlocked)
    written.dim_colmax = used  # nothing stands in them: XlsxWriter would go through all of them in every row


def _write_head(page: Page, written: Worksheet, sheet: Sheet) -> None:
    made = page.made
    written.set_row(TITLE_ROW, 26)
    for row in (TITLE_ROW, ABOUT_ROW):
        for index in range(len(_all(sheet))):
            written.write_blank(row, index, None, made.style("plain"))
    written.write_string(TITLE_ROW, 0, sheet.name, made.style("title"))
    written.write_string(ABOUT_ROW, 0, sheet.about, made.style("subtitle"))
    hints = [(column.hint, column.width) for column in _all(sheet)]
    written.set_row(HINT_ROW, book.row_height(*hints))
    written.set_row(HEAD_ROW, 32)
    is_wrong = any(place and (place.sheet, place.row) == (sheet.name, HEAD_ROW) for place in page.remarks)
    for index, column in enumerate(_all(sheet)):
        place = Place(sheet.name, HEAD_ROW, index)
        written.write_string(HINT_ROW, index, column.hint, made.style("wrapped_note", valign="bottom"))
        needed = {} if column.required else {"bg_color": book.TEAL_PALE, "font_color": book.TEAL}
        look = {**(WRONG_HEAD if place in page.remarks else needed), "locked": not (is_wrong or column in sheet.unread)}
        book.write_value(made, written, HEAD_ROW, index, column.heading, "head", **look)
        _write_remarks(written, place, page.remarks)


def _write_row(page: Page, written: Worksheet, sheet: Sheet, number: int, row: Row) -> None:
    made = page.made
    whose = (row.get("kode", ""), row.get("versi", ""))
    said = {column.key: page.answers.get((column.key, *whose), "") for column in sheet.columns if column.grey}
    shown = {**row, **said}
    texts = [(str(shown.get(one.key, "")), one.width - 2) for one in _all(sheet) if one.key != NUMBER_KEY]
    if row:
        written.set_row(number, min(book.row_height(*texts), TALLEST))
    for index, column in enumerate(_all(sheet)):
        place = Place(sheet.name, number, index)
        if column.key == sheets.STATE.key:
            book.write_live(made, written, number, index, state(sheet, number, page.codes), "cell_grey", **ANSWER)
        elif column.grey:
            book.write_value(made, written, number, index, said[column.key], "cell_grey", text_wrap=True, **ANSWER)
        elif column in sheet.unread:
            write_kept(made, written, place, row.get(column.key), page.remarks)
        else:
            write_typed(made, written, place, column.type, row.get(column.key), page.remarks)


def write_typed(
    made: Book,
    written: Worksheet,
    place: Place,
    type_: columns.Type,
    value: Any,
    remarks: Remarks,
    ground: Mapping[str, Any] = UNLOCKED,
) -> None:
    """A cell to fill, with what stands in it and what is said of it; ``ground``: how it looks where nothing is."""
    is_date = isinstance(value, dt.date)
    number_format = book.DATE if is_date else "@" if type_.is_text else "General"
    look = {"align": "left", "num_format": number_format, **(WRONG if place in remarks else ground)}
    if value is BROKEN:
        written.write_formula(place.row, place.column, "=NA()", made.style("cell_top", **look), "#N/A")
    elif isinstance(value, bool):
        written.write_boolean(place.row, place.column, value, made.style("cell_top", **look))
    else:
        book.write_value(made, written, place.row, place.column, value, "cell_top", **look)
    _write_remarks(written, place, remarks)


def _write_remarks(written: Worksheet, place: Place, remarks: Remarks) -> None:
    if place in remarks:
        size = {"width": 300, "height": 17 * (2 + sum(len(one) // 44 + 1 for one in remarks[place]))}
        written.write_comment(place.row, place.column, "\n".join(remarks[place]), {"author": "Pemeriksa", **size})


def _add_validation(written: Worksheet, sheet: Sheet, column: Column, last: int) -> None:
    """A list to choose from; what is not in it may be typed all the same, and is then told by the check."""
    source: Any = [*column.type.choices()]
    if column.of:
        source = f"={list_name(column.of[0])}"
    if not source:
        return
    index = sheet.index(column.key)
    written.data_validation(
        FIRST_ROW,
        index,
        last,
        index,
        {
            "validate": "list",
            "source": source,
            "show_error": len(column.of) < 2,
            "error_type": "warning",
            "error_title": "Tidak ada di daftar",
            "error_message": f"{column.heading}: pilih dari daftarnya. {column.hint}"[:MESSAGE],
        },
    )


def list_name(sheet: str) -> str:
    """The name of the cells with the codes of a sheet."""
    return f"daftar.{sheet.lower()}"


def _colour_states(made: Book, written: Worksheet, sheet: Sheet, last: int) -> None:
    index = sheet.index(sheets.STATE.key)
    area = Area(sheet.name, FIRST_ROW, index, last, index)
    book.colour_word(made, written, area, COMPLETE, book.GOOD, book.GOOD_PALE)
    first = Cell(Place(sheet.name, FIRST_ROW, index))
    is_open = And(first.differs(""), first.differs(COMPLETE))
    look = made.workbook.add_format({"font_color": book.WARN, "bg_color": book.WARN_PALE})
    rule = {"type": "formula", "criteria": f"={excel(is_open, sheet.name)}", "format": look}
    written.conditional_format(area.a1, rule)


# --- the other sheets ------------------------------------------------------------------------------------------------


def _write_keputusan(made: Book, rows: Sequence[Row], remarks: Remarks, kept: Kept) -> None:
    written = made.sheet(KEPUTUSAN, ENTRY_WIDTHS)
    said = rows[0] if rows else {}
    written.set_row(TITLE_ROW, 26)
    written.write_string(TITLE_ROW, LABEL, "Keputusan", made.style("title"))
    written.write_string(ABOUT_ROW, LABEL, sheets.ABOUT_KEPUTUSAN, made.style("subtitle"))
    for row, entry in enumerate(ENTRIES, start=HEAD_ROW):
        value = said.get(entry.key)
        written.write_string(row, LABEL, entry.heading, made.style("cell_grey", bold=True))
        write_typed(made, written, Place(KEPUTUSAN, row, VALUE), entry.type, value, remarks)
        written.write_string(row, HINT, entry.hint, made.style("cell_note"))
        written.set_row(row, book.row_height((str(value or ""), 60), (entry.hint, 60)))
        if entry.type.choices():
            written.data_validation(row, VALUE, row, VALUE, {"validate": "list", "source": [*entry.type.choices()]})
    for row, line in enumerate(kept.keputusan, start=HEAD_ROW + len(ENTRIES) + 1):
        for column, value in line.items():
            place = Place(KEPUTUSAN, row, LABEL + column - min(line))
            write_kept(made, written, place, value, remarks)
    written.set_selection(HEAD_ROW, VALUE, HEAD_ROW, VALUE)
    written.protect("", PROTECTION)
    book.footer(written, f"Katalog, {KEPUTUSAN}")


def _write_perbaikan(made: Book, remarks: Remarks) -> None:
    """The first sheet of a marked copy: what to mend, each with a link to its cell."""
    written = made.sheet(PERBAIKAN, (6, 18, 100))
    written.set_row(TITLE_ROW, 26)
    written.write_string(TITLE_ROW, 0, "Perbaikan", made.style("title"))
    many = sum(map(len, remarks.values()))
    about = f"{many} hal perlu diperbaiki. Klik nama selnya; selnya merah dan menyebut apa yang harus dilakukan."
    written.write_string(ABOUT_ROW, 0, about, made.style("subtitle"))
    for index, heading in enumerate(("No.", "Sel", "Apa yang perlu diperbaiki")):
        written.write_string(HEAD_ROW, index, heading, made.style("head"))
    lines = [(place, sentence) for place, sentences in remarks.items() for sentence in sentences]
    for row, (place, sentence) in enumerate(lines, start=FIRST_ROW):
        written.write_number(row, 0, row - FIRST_ROW + 1, made.style("cell_center"))
        if place:
            written.write_url(row, 1, f"internal:{place.reference.replace('$', '')}", made.style("link"), place.address)
        else:
            written.write_string(row, 1, "buku kerja", made.style("cell"))
        written.write_string(row, 2, sentence, made.style("cell"))
        written.set_row(row, book.row_height((sentence, 98)))
    written.freeze_panes(FIRST_ROW, 0)
    written.protect("", PROTECTION)
    book.footer(written, f"Katalog, {PERBAIKAN}")


def write_plain(made: Book, name: str, lines: Sequence[Line], remarks: Remarks) -> None:
    """A sheet that is none of ours: its values, each where it stands."""
    width = max((column for line in lines for column in line), default=0) + 1
    written = made.sheet(name, [PLAIN_WIDTH] * width, landscape=True)
    for row, line in enumerate(lines):
        for column, value in line.items():
            write_kept(made, written, Place(name, row, column), value, remarks)
    book.footer(written, f"Katalog, {name}")


def write_kept(made: Book, written: Worksheet, place: Place, value: Any, remarks: Remarks) -> None:
    """What somebody wrote where nothing is read."""
    write_typed(made, written, place, columns.ANYTHING, value, remarks, KEPT)
