"""The house style of every workbook we write: inks, formats, paper and protection, and how a cell is written.

What staff typed is written as text or number, never as a formula or a link.
"""

from __future__ import annotations

import datetime as dt
import io
import textwrap
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, NamedTuple, Protocol

from iki_excel.language.cells import (
    Calculation,
    Cell,
    Condition,
    Constant,
    Error,
    Expression,
    Shape,
    Shaped,
    excel,
    shaped,
)
from iki_excel.language.cells.expressions import written_out
from iki_excel.language.places import Area, Place
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.plain import clean, clean_text, is_like_formula
from iki_excel.workbooks.blocks import Block, Numbers, Texts
from iki_excel.workbooks.checked import CheckedWorkbook, Format
from iki_excel.workbooks.checked import Worksheet as Worksheet

FOLIO = 14
"""Excel's paper code for Folio (F4 as offices call it, 8½ × 13 inch)."""

FONT = "Arial"
INK, GREY, LINE, PALE = "#1F2A37", "#5B6673", "#C3CCD6", "#F2F5F8"
TEAL, TEAL_LIGHT, TEAL_PALE = "#0F5C6E", "#3E8E9E", "#DCECEF"
TABLE_LINE = "#E3E8ED"
TYPED, LINKED, LINK = "#1D4E9E", "#0B5D3B", "#0B57A4"
"""The inks of what somebody typed, of what comes from another sheet, and of what leads to one; what is computed on its
own sheet has INK."""
INPUT, INPUT_LINE = "#FFF6D6", "#D9B23A"
GOOD, GOOD_PALE = "#1E6B3A", "#DDF1E3"
WARN, WARN_PALE, WARN_INK = "#8A5A00", "#FDEBC8", "#7A4E00"
BAD, BAD_PALE = "#9B1C1C", "#FADCDC"
ABOVE, BELOW = "#9CCAD4", "#E9A3A3"
"""Bars of what is above and below a target."""

DECIMALS, RATE = "#,##0.00", "#,##0.00##"
DATE, SHORT_DATE, SHORT_MONTH = "[$-421]d mmmm yyyy", "[$-421]d mmm yyyy", "[$-421]mmm yyyy"
YES_NO = '"Ya";;"Tidak"'

BASE: dict[str, Any] = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
BORDER: dict[str, Any] = {"border": 1, "border_color": LINE}
RULE: dict[str, Any] = {"bottom": 1, "bottom_color": TABLE_LINE}

STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 15, "font_color": TEAL},
    "subtitle": {"font_size": 11, "font_color": GREY},
    "section": {"bold": True, "font_size": 12, "font_color": TEAL},
    "bold": {"bold": True},
    "note": {"font_color": GREY, "font_size": 9},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "wrapped_note": {"text_wrap": True, "valign": "top", "font_color": GREY, "font_size": 9},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": TEAL, "text_wrap": True, "align": "center", **BORDER},
    "band": {"indent": 1, "bold": True, "font_color": TEAL, "bg_color": TEAL_PALE, "text_wrap": True, **BORDER},
    "band_rest": {"bg_color": TEAL_PALE, "top": 1, "bottom": 1, "top_color": LINE, "bottom_color": LINE},
    "cell": {"indent": 1, "text_wrap": True, **BORDER},
    "cell_center": {"align": "center", "text_wrap": True, **BORDER},
    "cell_top": {"indent": 1, "text_wrap": True, "valign": "top", **BORDER},
    "cell_grey": {"indent": 1, "font_color": GREY, "bg_color": PALE, **BORDER},
    "cell_note": {"indent": 1, "font_color": GREY, "font_size": 9, "text_wrap": True, **BORDER},
    "number": {"indent": 1, "num_format": "General", "align": "right", **BORDER},
    "whole": {"indent": 1, "num_format": "#,##0", "align": "right", **BORDER},
    "decimals": {"indent": 1, "num_format": DECIMALS, "align": "right", **BORDER},
    "rate": {"indent": 1, "num_format": RATE, "align": "right", **BORDER},
    "decimals_bold": {"indent": 1, "num_format": DECIMALS, "align": "right", "bold": True, **BORDER},
    "date": {"indent": 1, "num_format": DATE, "align": "right", **BORDER},
    "yes_no": {"indent": 1, "num_format": YES_NO, "align": "right", **BORDER},
    "back": {"font_color": "#1155CC", "underline": 1, "align": "right"},
    "link": {"font_color": "#1155CC", "underline": 1, "text_wrap": True, **BORDER},
    # Of the report only. "_0" leaves the room of a digit: LibreOffice forgets the indent of numbers in some cells.
    "head_right": {"bold": True, "font_color": "#FFFFFF", "bg_color": TEAL, "text_wrap": True, "align": "right",
                   **BORDER},
    "head_left": {"bold": True, "font_color": "#FFFFFF", "bg_color": TEAL, "text_wrap": True, **BORDER},
    "row": {"text_wrap": True, **RULE},
    "row_beside": {"text_wrap": True, "indent": 1, **RULE},
    "row_center": {"align": "center", "text_wrap": True, **RULE},
    "row_note": {"font_color": GREY, "font_size": 9, "text_wrap": True, **RULE},
    "row_word": {"bold": True, "indent": 1, **RULE},
    "row_of_section": {"font_size": 9, "font_color": GREY, "align": "right", "valign": "bottom", "bottom": 1,
                       "bottom_color": TEAL},
    "rule_section": {"bold": True, "font_size": 11, "font_color": TEAL, "valign": "bottom", "bottom": 1,
                     "bottom_color": TEAL},
    "headline": {"bold": True, "font_size": 16, "num_format": "0.00", "align": "right", "shrink": True},
    "dotted": {"bottom": 4, "bottom_color": GREY},
    "to_fill": {"bg_color": INPUT, "font_size": 9, "text_wrap": True, "valign": "top", "locked": False,
                "bottom": 4, "bottom_color": GREY},
    "complete": {"indent": 1, "font_color": GOOD, "bg_color": GOOD_PALE},
    "provisional": {"indent": 1, "font_color": WARN_INK, "bg_color": WARN_PALE},
    "typed_number": {"num_format": "General_0", "align": "right", "shrink": True, "font_color": TYPED, **RULE},
    "report_text": {"align": "left", "valign": "top", "text_wrap": True, **RULE},
    "report_number": {"num_format": "General_0", "align": "right", "shrink": True, **RULE},
    "report_whole": {"num_format": "#,##0_0", "align": "right", "shrink": True, **RULE},
    "report_rate": {"num_format": f"{RATE}_0", "align": "right", "shrink": True, **RULE},
    "report_decimals": {"num_format": "#,##0.00_0", "align": "right", "shrink": True, **RULE},
    "report_date": {"num_format": SHORT_DATE, "align": "right", "shrink": True, **RULE},
    "report_yes_no": {"num_format": YES_NO, "align": "right", **RULE},
    "report_month": {"num_format": SHORT_MONTH, "align": "left", "shrink": True, **RULE},
    "report_change": {"num_format": '[>0]"▲ "#,##0.00_0;[<0]"▼ "#,##0.00_0;"= "0_0', "align": "right", "shrink": True,
                      **RULE},
    "report_difference": {"num_format": "+#,##0.00_0;-#,##0.00_0;0.00_0", "align": "right", "shrink": True, **RULE},
}  # fmt: skip


Span = tuple[int, int]
"""The first and the last of some columns."""

CHART_FONT = {"name": FONT, "size": 9, "color": INK, "bold": False}


class Live(NamedTuple):
    """A formula in its cell: what it computes, and its text without ``=``."""

    place: Place
    formula: Shaped
    text: str


class Shortening(Protocol):
    """How a formula of a sheet that is too long to be read becomes several, each in a cell."""

    def is_short(self, text: str) -> bool:
        """Whether a text may stand as it is."""

    def shortened(self, place: Place, expression: Expression) -> list[Live]:
        """Each formula that one is told in; the last is what stands in its own cell."""


class Book:
    """A workbook in memory, in the house style.

    ``in_names``: says a formula with the numbers that the workbook keeps in named cells; set before the first is put.
    ``shortened``: by sheet how a formula that is too long to be read is told there.
    """

    def __init__(self, title: str, owner: str, created: dt.datetime) -> None:
        self.buffer = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": 10},
        }
        self.workbook = CheckedWorkbook(self.buffer, options)
        who = clean(owner)
        self.workbook.set_properties({"title": clean(title), "company": who, "author": who, "created": created})
        self.calculation = Calculation()
        self.shortened: dict[str, Shortening] = {}
        self.in_names: Callable[[Expression], Expression] = lambda expression: expression
        self._shapes_in_names: dict[Shape, Shape] = {}
        self._styles: dict[str | tuple[Any, ...], Format] = {}
        self._formats: dict[tuple[str, frozenset[tuple[str, Any]]], Format] = {}
        self._live: list[tuple[Worksheet, Live, Format]] = []
        self._last: list[Callable[[], None]] = []

    def style(self, name: str, **extra: Any) -> Format:
        """A format of the house style, with changes; made once each."""
        return self.styled(name, extra)

    def styled(self, name: str, extra: Mapping[str, Any]) -> Format:
        """The same, the changes as one mapping."""
        asked = (name, *extra.items()) if extra else name
        made = self._styles.get(asked)
        if made is None:
            made = self._styles[asked] = self._format(name, extra)
        return made

    def _format(self, name: str, extra: Mapping[str, Any]) -> Format:
        """The same for changes in whatever order: it depends on the order of formats how the file says them."""
        key = name, frozenset(extra.items())
        made = self._formats.get(key)
        if made is None:
            made = self._formats[key] = self.workbook.add_format({**BASE, **STYLES[name], **extra})
        return made

    def define(self, names: Mapping[str, str]) -> None:
        """Give cells names that formulas may call them by."""
        for name, reference in names.items():
            self.workbook.define_name(name, f"={reference}")

    def sheet(self, name: str, widths: Sequence[float], *, landscape: bool = False) -> Worksheet:
        """A new sheet on Folio, one page wide, without grid lines."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(FOLIO)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            hidden = {"hidden": True} if width == 0 else {}
            sheet.set_column(column, column, width or None, self.style("plain"), hidden)
        return sheet

    def put_live(self, sheet: Worksheet, place: Place, formula: Shaped, style: Format) -> None:
        """Keep a formula until every cell is known that it may ask for."""
        named = self._with_names(formula)
        text, shortening = named.said(place.sheet), self.shortened.get(place.sheet)
        if shortening is None or shortening.is_short(text):
            self._keep_live(sheet, Live(place, named, text), style)
            return
        for live in shortening.shortened(place, self.in_names(written_out(formula.expression))):
            self._keep_live(sheet, live, style)

    def _with_names(self, formula: Shaped) -> Shaped:
        """Which of its numbers are those of named cells is the same for all formulas of a shape."""
        shape = self._shapes_in_names.get(formula.shape)
        if shape is None:
            shape = self._shapes_in_names[formula.shape] = shaped(self.in_names(written_out(formula.expression))).shape
        return formula if shape is formula.shape else Shaped(formula.expression, shape, formula.placed)

    def _keep_live(self, sheet: Worksheet, live: Live, style: Format) -> None:
        self.calculation.put(live.place, live.formula)
        self._live.append((sheet, live, style))

    def _write_live(self) -> None:
        for sheet, (place, _, text), style in self._live:
            shown = self.calculation.at(place)
            cached = shown.shown if isinstance(shown, Error) else 0 if shown is None else shown
            sheet.write_formula(place.row, place.column, f"={text}", style, cached)

    def write_last(self, write: Callable[[], None]) -> None:
        """Keep what is written of all other cells until their formulas are."""
        self._last.append(write)

    def to_bytes(self) -> bytes:
        """Write the formulas with what they come to, close the workbook, and give it as bytes."""
        self._write_live()
        for write in self._last:
            write()
        self.workbook.close()
        return self.buffer.getvalue()


@frozen
class Figures:
    """A column of many numbers in one style, NaN for an empty cell."""

    values: Sequence[float]
    style: str
    look: Mapping[str, Any] = field(default_factory=dict)


@frozen
class Words:
    """A column of many texts in one style: of each cell which of ``texts`` stands there, below zero for none.
    ``looks``: how those differ that look otherwise, by text.
    """

    codes: Sequence[int]
    texts: Sequence[str]
    style: str
    look: Mapping[str, Any] = field(default_factory=dict)
    looks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def write_long_table(
    made: Book, sheet: Worksheet, head: int, name: str, heads: Sequence[str], columns: Sequence[Figures | Words]
) -> None:
    """A table of very many rows of columns of one length, below all other cells of a sheet: no live formula may ask for
    them. Its heads have buttons.
    """
    told = [_numbers(made, one) if isinstance(one, Figures) else _texts(made, sheet, one) for one in columns]
    first = columns[0]
    length = len(first.values if isinstance(first, Figures) else first.codes)
    look = made.style("head_left")
    add_table(sheet, (head, 0, head + 1, len(heads) - 1), name, [(one, look) for one in heads], filters=True)
    if length:
        sheet.lengthen_table(head + length)
        sheet.put_block(Block(head + 1, 0, told, length))


def _numbers(made: Book, one: Figures) -> Numbers:
    return Numbers(one.values, made.style(one.style, **one.look)._get_xf_index())


def _texts(made: Book, sheet: Worksheet, one: Words) -> Texts:
    times = Counter(one.codes)
    kinds = [_kind(made, sheet, one, text, times[code]) for code, text in enumerate(one.texts)]
    return Texts(one.codes, kinds, made.style(one.style, **one.look)._get_xf_index())


def _kind(made: Book, sheet: Worksheet, one: Words, text: str, times: int) -> str:
    """The end of the XML of every cell that holds a text; in a quoted cell F2 and Enter make no formula of it."""
    if not times:
        return ""
    quoted = {"quote_prefix": True} if is_like_formula(text) else {}
    style = made.style(one.style, **{**one.look, **one.looks.get(text, {}), **quoted})._get_xf_index()
    return f'" s="{style}" t="s"><v>{sheet.index_of(clean_text(text), times)}</v></c>'


def add_table(
    sheet: Worksheet, corners: tuple[int, int, int, int], name: str, heads: Sequence[tuple[str, Format]], *,
    filters: bool,
) -> None:  # fmt: skip
    """Make cells that are written already a table that the workbook knows by name, in our own look."""
    columns = [{"header": clean(text), "header_format": look} for text, look in heads]
    top, left, bottom, right = corners
    options = {"name": name, "columns": columns, "style": None, "autofilter": filters}
    sheet.add_table(top, left, top + 1, right, options)
    sheet.lengthen_table(bottom)


def as_appendix(sheet: Worksheet) -> None:
    """Say on paper that nobody needs to read it to understand the rest."""
    sheet.set_header("&R&9Lampiran")


MAY = dict.fromkeys(("autofilter", "sort", "format_columns", "format_rows", "objects", "scenarios"), True)
"""What a protected sheet lets everybody do."""


def protect(sheet: Worksheet) -> None:
    """Keep formulas from a slip of the hand: without a password, and with filters and widths for everybody."""
    sheet.protect("", MAY)


LONGEST_DESCRIPTION = 2000
"""Letters of the text that is read aloud instead of a chart."""


def height_of(sheet: Worksheet, row: int) -> float:
    """How high a row is in pixels, as far as it is set."""
    pixels: float = sheet._size_row(row)
    return pixels


def footer(sheet: Worksheet, left: str) -> None:
    """A page footer: what this is, and the page of all pages (Excel takes 255 letters in all)."""
    sheet.set_footer(f"&L&9{clean(left)[:100].replace('&', '&&')}&R&9&A · halaman &P dari &N")


def width_of(pixels: int) -> float:
    """The width of a column in the digits that a workbook counts in."""
    return (pixels - 5) / 7


LETTERS_A_WIDTH = 1.1
"""Letters of running text in one unit of column width, which is that of a digit."""


TALLEST = 400.0


def row_height(*cells: tuple[str, float]) -> float:
    """The height of a row in points by its texts and their columns' widths (not every program lets rows grow)."""
    lines = max(_lines(text, width) for text, width in cells)
    return min(max(18.0, lines * 13.5 + 5), TALLEST)


def _lines(text: str, width: float) -> int:
    letters = max(int(width * LETTERS_A_WIDTH), 1)
    return sum(_lines_of(part, letters) for part in text.split("\n"))


def _lines_of(part: str, letters: int) -> int:
    if len(part) <= letters and "\t" not in part:  # most are short, and wrapping looks at every word
        return 1
    return len(textwrap.wrap(part, letters)) or 1


def number_style(*, decimals: bool, whole: bool, rate: bool = False) -> str:
    """The style of a number: two decimals (of a rate up to four), whole with thousands, or as it is."""
    return "rate" if rate else "decimals" if decimals else "whole" if whole else "number"


def write_value(book: Book, sheet: Worksheet, row: int, column: int, value: Any, style: str, **extra: Any) -> None:
    """A text as text, a number as number, a date as date; None and NaN as an empty cell."""
    write_styled(book, sheet, row, column, value, style, extra)


def write_styled(
    book: Book, sheet: Worksheet, row: int, column: int, value: Any, style: str, extra: Mapping[str, Any]
) -> None:
    """The same, the changes of the style as one mapping."""
    cell, known = book.styled(style, extra), book.calculation.on(sheet.name)
    if value is None or value == "" or value != value:  # NaN is not equal to itself
        known.pop((row, column), None)
        sheet.write_blank(row, column, None, cell)
        return
    known[row, column] = value
    if isinstance(value, str):
        text = clean_text(value)
        # in a quoted cell F2 and Enter do not turn the text into a formula
        quoted = book.styled(style, {**extra, "quote_prefix": True}) if is_like_formula(text) else cell
        sheet.write_string(row, column, text, quoted)
    elif isinstance(value, dt.date):
        sheet.write_number(row, column, bahasa.serial(value), cell)
    else:
        sheet.write_number(row, column, value, cell)


def write_span(book: Book, sheet: Worksheet, row: int, span: Span, value: Any, style: str, **extra: Any) -> None:
    """A value in the first cell of a span of columns, which becomes one cell."""
    merge(sheet, row, span, book.style(style, **extra))
    write_value(book, sheet, row, span[0], value, style, **extra)


def merge(sheet: Worksheet, row: int, span: Span, cell: Format) -> None:
    """Make one cell of a span of columns; a span of one is one already."""
    first, last = span
    if last > first:
        sheet.merge_range(row, first, row, last, "", cell)


def write_live(
    book: Book, sheet: Worksheet, row: int, column: int, expression: Expression, style: str, **extra: Any
) -> None:
    """A live formula; it is saved with what it comes to, of the cells as they are written in the end."""
    book.put_live(sheet, Place(sheet.name, row, column), shaped(expression), book.style(style, **extra))


def colour_word(book: Book, sheet: Worksheet, area: Area, word: str, ink: str, paper: str) -> None:
    """Give the cells that say this word their ink and paper."""
    look = book.workbook.add_format({"font_color": ink, "bg_color": paper})
    said = excel(Constant(word), area.sheet)
    sheet.conditional_format(area.a1, {"type": "cell", "criteria": "==", "value": said, "format": look})


def colour_where(
    book: Book, sheet: Worksheet, area: Area, holds: Callable[[Cell], Condition], ink: str, paper: str
) -> None:
    """Give the cells of which something holds its ink and paper; of several such conditions the first counts."""
    said = excel(holds(Cell(area.first)), area.sheet)
    look = book.workbook.add_format({"font_color": ink, "bg_color": paper})
    sheet.conditional_format(area.a1, {"type": "formula", "criteria": f"={said}", "format": look, "stop_if_true": True})
