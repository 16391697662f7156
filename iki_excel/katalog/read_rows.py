"""A row of a sheet as it was read: what each cell says, and where each stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from iki_excel.decree.placed import Placed
from iki_excel.katalog.sheets import NUMBER_KEY, Sheet
from iki_excel.katalog.wording import CELLS, of_sheet
from iki_excel.language.places import Place
from iki_excel.words.frozen import frozen


@frozen
class ReadRow:
    """A row of a sheet: what each cell says, and where each stands. ``misread``: the cells of which it was told."""

    sheet: Sheet | None
    said: Mapping[str, Any]
    at: Mapping[str, Place]
    place: Place
    misread: frozenset[str] = frozenset()

    def table(self, *without: str) -> Placed:
        """The row as a table of TOML, without the keys that say where it belongs."""
        said = {key: value for key, value in self.said.items() if key not in (*without, NUMBER_KEY)}
        manner = of_sheet(self.sheet) if self.sheet else CELLS
        made = Placed.at_cells(said, self.place, self.at, manner)
        made.misread = self.misread
        return made


Tell = Callable[[ReadRow, str, str], None]
"""Keeps what is wrong with the cell of a row: the row, a sentence, the key of the column."""
