"""What differs between a returned form and its template."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from iki_excel.decree.fields import shown
from iki_excel.forms import layout
from iki_excel.forms.layout import LockedRow
from iki_excel.language.places import Place
from iki_excel.words.plain import as_seen


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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

    def place_of(self, sheet: str, place: Place) -> Place | None:
        """Where a cell of the template stands now; None where its row is gone or cannot be told."""
        is_head = place.row < layout.FIRST_ROW and self.has_usual_head
        row = place.row if is_head else self.places.get(place.row)
        return None if row is None else Place(sheet, row, self.columns[place.column])


def text_of(value: Any) -> str:
    """What a locked cell says, however its spaces came back."""
    return "" if value == "" else _plain(value if isinstance(value, str) else shown(value))


@functools.lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return as_seen(text)
