"""What differs between a returned form and its template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from iki_excel.decree.fields import shown
from iki_excel.forms import layout
from iki_excel.forms.layout import Layout, LockedRow
from iki_excel.language.places import Place
from iki_excel.words.frozen import frozen
from iki_excel.words.plain import as_seen
from iki_excel.words.sameness import kept_for


@frozen
class Found:
    """A locked cell that differs: where, what it says now, and what it should say."""

    place: Place
    written: str
    right: str


@dataclass
class Differences:
    """Cells that differ, and rows (from zero) that were inserted, moved, or are gone.

    ``places``: where each row of the template stands now.
    """

    cells: list[Found] = field(default_factory=list)
    inserted: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    gone: list[LockedRow] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells or self.inserted or self.moved or self.gone)


@frozen
class Standing:
    """How a sheet Isian stands now: the row of its headers, the column of each, the first row below its head, and where
    each row of the template is.

    ``moved``: rows that stand elsewhere than they should. ``has_usual_head``: nothing was put into its head or taken
    from it.
    """

    header: int
    columns: Mapping[int, int]
    first: int
    places: Mapping[int, int]
    moved: Sequence[int]
    has_usual_head: bool

    def row_of(self, row: int) -> int | None:
        """Where a row of the template stands now; None where it is gone or cannot be told."""
        is_head = row < layout.FIRST_ROW and self.has_usual_head
        return row if is_head else self.places.get(row)

    def place_of(self, sheet: str, place: Place) -> Place | None:
        """Where a cell of the template stands now; None where its row is gone or cannot be told."""
        row = self.row_of(place.row)
        return None if row is None else Place(sheet, row, self.columns[place.column])


@kept_for(64)
def as_written(map_: Layout, periode: str) -> Standing:
    """How Isian stands in a form that is as it was written."""
    arranged = map_.arrangement
    columns = {column: arranged.as_written(Place(layout.ISIAN, 0, column)).column for column in arranged.headers}
    rows = [*(place.row for place in map_.head(periode)), *(right.row for right in map_.locked)]
    return Standing(arranged.header_row, columns, layout.FIRST_ROW, dict(zip(rows, rows, strict=True)), [], True)


def text_of(value: Any) -> str:
    """What a locked cell says, however its spaces came back."""
    return "" if value == "" else as_seen(value if isinstance(value, str) else shown(value))
