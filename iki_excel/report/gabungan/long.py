"""Tables of very many rows: from columns to a block of cells, with heads that can be filtered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

import pandas as pd

from iki_excel.judging.message import PROVISIONAL
from iki_excel.language.places import Area
from iki_excel.report.gabungan.rollup import HEAD, MOST_ROWS, Rollup
from iki_excel.report.tables import BOLD_ROOM, FILTER_ROOM, LOWEST_OF_HEADS
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Figures, Words, Worksheet, width_of


@frozen
class Column:
    """A column: what heads it, how many pixels wide it is, its values (a row each), and how they look;
    ``looks``: how some of its texts do.
    """

    header: str
    pixels: int
    values: pd.Series
    style: str = "row"
    look: Mapping[str, Any] = field(default_factory=dict)
    looks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def cells(self) -> Figures | Words:
        """Its values as a block takes them; NaN and "" are empty cells."""
        if pd.api.types.is_numeric_dtype(self.values):
            return Figures(self.values.to_numpy(dtype=float).tolist(), self.style, self.look)
        coded = self.values.astype("category").cat
        texts = [str(text) for text in coded.categories]
        codes = [-1 if code < 0 or not texts[code] else code for code in coded.codes.tolist()]
        return Words(codes, texts, self.style, {"text_wrap": False, **self.look}, self.looks)


def is_held(rows: int) -> bool:
    """Whether a sheet holds so many."""
    return rows <= MOST_ROWS


def widths_of(columns: Sequence[Column]) -> list[float]:
    """The widths of columns."""
    return [width_of(one.pixels) for one in columns]


def write(
    made: Book, target: Worksheet, rollup: Rollup, title: str, note: str, name: str, columns: Sequence[Column]
) -> None:
    """A title, heads and all rows."""
    rollup.title(made, target, title, note)
    widths = [width - FILTER_ROOM for width in widths_of(columns)]
    heights = [book.row_height((one.header, width * BOLD_ROOM)) for one, width in zip(columns, widths, strict=True)]
    target.set_row(HEAD, max(*heights, LOWEST_OF_HEADS))
    heads = [one.header for one in columns]
    book.write_long_table(made, target, HEAD, name, heads, [one.cells for one in columns])
    target.freeze_panes(HEAD + 1, 1)
    target.repeat_rows(HEAD)


def taken(values: pd.Series, rows: Any) -> pd.Series:
    """The value of each of some rows, as few texts by number."""
    return values.astype("category").iloc[rows].reset_index(drop=True)


def down(sheet: str, columns: Sequence[Column], number: int) -> Area:
    """All cells of a column."""
    rows = len(columns[number].values)
    return Area(sheet, HEAD + 1, number, HEAD + max(rows, 1), number)


def tell_provisional(made: Book, target: Worksheet, area: Area) -> None:
    """Give the cells that say that something is not complete the ink of that."""
    book.colour_word(made, target, area, PROVISIONAL, book.WARN_INK, book.WARN_PALE)
