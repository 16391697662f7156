"""One sheet of a Katalog workbook as it stands, and what a cell of it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iki_excel.katalog.columns import Misread, Type
from iki_excel.language.places import Place
from iki_excel.words.errors import CatalogError
from iki_excel.words.frozen import frozen
from iki_excel.words.plain import as_seen
from iki_excel.workbooks.openxml.marks import Marks


@frozen
class Grid:
    """One sheet as it stands: its values from A1, and what the XML adds."""

    name: str
    values: Sequence[Sequence[Any]]
    marks: Marks

    def at(self, row: int, column: int) -> Any:
        """What is read of a cell; None where it is blank."""
        values = self.values[row] if row < len(self.values) else ()
        value = values[column] if column < len(values) else None
        return None if isinstance(value, str) and not as_seen(value) else value

    def place(self, row: int, column: int) -> Place:
        """A cell of it."""
        return Place(self.name, row, column)


def plain(heading: str) -> str:
    """A heading as one compares it."""
    return as_seen(heading).casefold()


def read(grid: Grid, place: Place, type_: Type) -> Any:
    """What a cell says; None where it is blank. Misread for a formula, an error, or what cannot be."""
    value = grid.at(place.row, place.column)
    if place.a1 in grid.marks.errors or (place.a1 in grid.marks.formulas and value is None):
        raise Misread("berisi rumus Excel atau kesalahan. Ketik isinya, tanpa tanda = di depan.")
    if place.a1 in grid.marks.formulas:
        raise Misread("berisi rumus Excel. Ganti dengan isinya: salin, lalu tempel sebagai nilai.")
    return None if value is None else type_.read(value)


def fault(place: Place, sentence: str) -> CatalogError:
    """What is wrong with a cell."""
    found = CatalogError(f"{place.address}: {sentence}")
    found.place, found.sentence = place, sentence
    return found
