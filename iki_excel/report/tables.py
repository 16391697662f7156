"""A table of a sheet: a list of columns, and a row of the sheet for each record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from iki_excel.language.cells import BLANK, Cell, Expression, If, shaped
from iki_excel.language.places import Area, Place, sheet_in_formula
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

Record = TypeVar("Record")

MOST_LINKS = 60_000
"""A sheet holds no more links than 65,530."""

# --- what stands in a cell -------------------------------------------------------------------------------------------


@frozen
class Link:
    """A text that leads to a cell of the same workbook; to none (None) it is a text like any other."""

    to: Place | None
    text: str
    tip: str = ""


class Shown(NamedTuple):
    """What a cell shows: a value, a live formula or a link; its style, and how it differs from that."""

    content: Any = None
    style: str = "row"
    look: Mapping[str, Any] = MappingProxyType({})


SMALL: dict[str, Any] = {"font_size": 9}
RUNS_ON: dict[str, Any] = {"indent": 1, "text_wrap": False}
"""Of the last column: its texts run on over the empty cells to its right."""
GREY: dict[str, Any] = {"font_color": book.GREY}
"""What nobody has to look at."""
TYPED: dict[str, Any] = {"font_color": book.TYPED}
"""What the office, the catalogue or a form says."""


def same_as(place: Place) -> Expression:
    """What another cell shows; nothing where that is blank."""
    return If(Cell(place).equals(""), BLANK, Cell(place))


def write_shown(made: Book, target: Worksheet, row: int, column: int, shown: Shown) -> None:
    """Write it into a cell; what comes from another sheet has the ink of that."""
    content, style, look = shown
    if isinstance(content, Expression):
        formula = shaped(content)
        if "font_color" not in look and formula.is_from_elsewhere(target.name):
            look = {**look, "font_color": book.LINKED}
        made.put_live(target, Place(target.name, row, column), formula, made.styled(style, look))
    elif isinstance(content, Link) and content.to is not None:
        write_link(made, target, row, column, content.to, content.text, content.tip, style, **look)
    else:
        value = content.text if isinstance(content, Link) else content
        book.write_styled(made, target, row, column, value, style, look)


def write_link(
    made: Book, target: Worksheet, row: int, column: int, to: Place, text: str, tip: str = "",
    style: str = "plain", **look: Any,
) -> None:  # fmt: skip
    """A text that leads to a cell."""
    made.calculation.on(target.name)[row, column] = text
    ink = {"font_color": book.LINK, "underline": 1}
    address = f"{sheet_in_formula(to.sheet)}!{to.a1}"
    link = made.styled(style, {**look, **ink})
    target.write_inner_link(row, column, address, link, text, tip or f"Buka lembar {to.sheet}")


NARROW = book.width_of(58)
"""The width of the one column that stays at the left: the codes, which lead on."""

PADDING = 2
"""So much of a column's width stays free of letters."""

BOLD_ROOM = 0.92
"""Bold letters are wider: they have so much of the room of others."""

LOWEST, LOWEST_OF_HEADS = 18.0, 22.0
"""How high a row is at least."""

FILTER_ROOM = 3
"""The width of a head that a button stands on."""

# --- the table -------------------------------------------------------------------------------------------------------


@frozen(eq=False)
class Column(Generic[Record]):
    """One column: what heads it, how wide it is, and what it shows of a record.

    ``wraps``: its texts make rows higher. ``is_number``: its head stands at the right, over its numbers.
    """

    header: str
    width: float
    shown: Callable[[Record], Shown]
    wraps: bool = False
    is_number: bool = False


@frozen
class Table(Generic[Record]):
    """Where a table stands on its sheet: its heads in row ``head``, the records below, the first column at ``left``.

    ``said``: how a head is said on this sheet. ``name``: what the workbook calls it, where it is data that somebody may
    work on, ``filters`` whether its heads have buttons. ``lowest``: no row of it is less high.
    """

    sheet: str
    head: int
    columns: Sequence[Column[Record]]
    records: Sequence[Record]
    left: int = 0
    said: Callable[[str], str] = str
    name: str = ""
    filters: bool = False
    lowest: float = LOWEST

    @property
    def first(self) -> int:
        """The row of the first record."""
        return self.head + 1

    @property
    def last(self) -> int:
        """The row of the last record."""
        return self.head + len(self.records)

    @cached_property
    def at_column(self) -> Mapping[Column[Record], int]:
        """Which column of the sheet each column is."""
        return {column: number for number, column in enumerate(self.columns, start=self.left)}

    def at(self, number: int, column: Column[Record]) -> Place:
        """The cell of a record, counted from 0."""
        return Place(self.sheet, self.first + number, self.at_column[column])

    def down(self, column: Column[Record]) -> Area:
        """All cells of a column; one blank cell where there is no record."""
        at = self.at_column[column]
        return Area(self.sheet, self.first, at, max(self.first, self.last), at)

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """First and last row and column, heads included, in the order that xlsxwriter takes them."""
        return self.head, self.left, self.last, self.left + len(self.columns) - 1

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return [column.width for column in self.columns]

    def write(self, made: Book, target: Worksheet) -> None:
        """The heads and all records; where it has a name, as a table of the workbook."""
        self._write_heads(made, target)
        self.write_records(made, target)
        if self.name and self.records:
            heads = [(self.said(one.header), made.style(self._style_of_head(one))) for one in self.columns]
            book.add_table(target, self.corners, self.name, heads, filters=self.filters)

    def _style_of_head(self, column: Column[Record]) -> str:
        return "head_right" if column.is_number and not self.filters else "head_left"

    def keep_heads(self, target: Worksheet, columns: int = 1) -> None:
        """Keep the heads in sight, with so many columns at the left, and on every page."""
        target.freeze_panes(self.first, columns)
        target.repeat_rows(self.head)

    def _write_heads(self, made: Book, target: Worksheet) -> None:
        """The heads, as high as their words need."""
        heads = [(self.said(column.header), column.width - FILTER_ROOM * self.filters) for column in self.columns]
        for column, at in self.at_column.items():
            write_shown(made, target, self.head, at, Shown(self.said(column.header), self._style_of_head(column)))
        target.set_row(
            self.head, max(book.row_height(*((text, width * BOLD_ROOM) for text, width in heads)), LOWEST_OF_HEADS)
        )

    def write_records(self, made: Book, target: Worksheet) -> None:
        """All records, without heads."""
        for row, record in enumerate(self.records, start=self.first):
            self._write_record(made, target, row, record)

    def _write_record(self, made: Book, target: Worksheet, row: int, record: Record) -> None:
        """As high as its texts need."""
        wrapping = []
        for column, at in self.at_column.items():
            shown = column.shown(record)
            write_shown(made, target, row, at, shown)
            if column.wraps:
                room = column.width * BOLD_ROOM if shown.look.get("bold") else column.width
                wrapping.append((str(_text(shown.content)), room - PADDING))
        if wrapping or self.lowest > LOWEST:
            target.set_row(row, max(book.row_height(*wrapping) if wrapping else 0.0, self.lowest))


def _text(content: Any) -> Any:
    return content.text if isinstance(content, Link) else content or ""
