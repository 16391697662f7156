"""A table of a sheet: a list of columns, and a row of the sheet for each record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from iki_excel.language.cells import BLANK, Cell, Expression, If
from iki_excel.language.places import Area, Place
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Span, Worksheet

Record = TypeVar("Record")

# --- what stands in a cell -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """A text that leads to somewhere else."""

    address: str
    text: str
    tip: str


@dataclass(frozen=True)
class Shown:
    """What a cell shows: a value, a live formula or a link; its style, and how it differs from that."""

    content: Any = None
    style: str = "cell"
    look: Mapping[str, Any] = field(default_factory=dict)


def same_as(place: Place) -> Expression:
    """What another cell shows; nothing where that is blank."""
    return If(Cell(place).equals(""), BLANK, Cell(place))


def write_shown(made: Book, target: Worksheet, row: int, span: Span, shown: Shown) -> None:
    """Write it into the first cell of some columns, which become one cell."""
    book.merge(target, row, span, made.style(shown.style, **shown.look))
    first, _ = span
    match shown.content:
        case Expression() as live:
            book.write_live(made, target, row, first, live, shown.style, **shown.look)
        case Link(address, text, tip):
            target.write_url(row, first, address, made.style(shown.style, **shown.look), text, tip)
        case value:
            book.write_value(made, target, row, first, value, shown.style, **shown.look)


PADDING = 2
"""So much of a column's width stays free of letters."""

BOLD_ROOM = 0.92
"""Bold letters are wider: they have so much of the room of others."""


# --- the table -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Column(Generic[Record]):
    """One column: what heads it, how wide it is, and what it shows of a record.

    ``span``: over so many columns of the sheet, which together are as wide as it. ``wraps``: its texts make rows
    higher.
    """

    header: str
    width: float
    shown: Callable[[Record], Shown]
    span: int = 1
    wraps: bool = False


@dataclass(frozen=True)
class Table(Generic[Record]):
    """Where a table stands on its sheet: its heads in row ``head``, the records below, the first column at ``left``.

    ``said``: how a head is said on this sheet.
    """

    sheet: str
    head: int
    columns: Sequence[Column[Record]]
    records: Sequence[Record]
    left: int = 0
    said: Callable[[str], str] = str

    @property
    def first(self) -> int:
        """The row of the first record."""
        return self.head + 1

    @property
    def last(self) -> int:
        """The row of the last record."""
        return self.head + len(self.records)

    @cached_property
    def spans(self) -> Mapping[Column[Record], Span]:
        """Over which columns of the sheet each column goes."""
        spans, at = {}, self.left
        for column in self.columns:
            spans[column] = (at, at + column.span - 1)
            at += column.span
        return spans

    def at(self, number: int, column: Column[Record]) -> Place:
        """The cell of a record, counted from 0."""
        return Place(self.sheet, self.first + number, self.spans[column][0])

    def down(self, column: Column[Record]) -> Area:
        """All cells of a column; one blank cell where there is no record."""
        at, _ = self.spans[column]
        return Area(self.sheet, self.first, at, max(self.first, self.last), at)

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """First and last row and column, heads included, in the order that xlsxwriter takes them."""
        return self.head, self.left, self.last, self.spans[self.columns[-1]][1]

    def write(self, made: Book, target: Worksheet) -> None:
        """The heads and all records."""
        self.write_heads(made, target)
        for row, record in enumerate(self.records, start=self.first):
            self.write_record(made, target, row, record)

    def write_heads(self, made: Book, target: Worksheet) -> None:
        """The heads."""
        for column, span in self.spans.items():
            write_shown(made, target, self.head, span, Shown(self.said(column.header), "head"))

    def write_record(self, made: Book, target: Worksheet, row: int, record: Record) -> None:
        """One record, as high as its texts need."""
        wrapping = []
        for column, span in self.spans.items():
            shown = column.shown(record)
            write_shown(made, target, row, span, shown)
            if column.wraps:
                room = column.width * BOLD_ROOM if shown.look.get("bold") else column.width
                wrapping.append((str(_text(shown.content)), room - PADDING))
        if wrapping:
            target.set_row(row, book.row_height(*wrapping))


def _text(content: Any) -> Any:
    return content.text if isinstance(content, Link) else content or ""
