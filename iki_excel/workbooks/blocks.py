"""Many rows of one look, kept as columns and written straight as XML: a cell costs what its value costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from iki_excel.language.places import column_letters
from iki_excel.words.frozen import frozen

CHUNK = 4_000
"""So many rows are text at a time."""


@frozen
class Numbers:
    """A column of numbers, NaN for an empty cell; ``style``: the number of its format in the workbook."""

    values: Sequence[float]
    style: int

    def cells(self, letters: str, rows: range, first: int) -> list[str]:
        """The XML of the cells of some rows, of which ``first`` is the first of the block."""
        start, end = rows.start - first, rows.stop - first
        head, blank = f'<c r="{letters}', f'" s="{self.style}"/>'
        style = f'" s="{self.style}"><v>'
        return [
            f"{head}{row}{style}{value:.16g}</v></c>" if value == value else f"{head}{row}{blank}"
            for row, value in zip(rows, self.values[start:end], strict=True)
        ]


@frozen
class Texts:
    """A column of texts: of each cell which of ``kinds`` it is, the rest of the XML of a cell (below zero: of none)."""

    codes: Sequence[int]
    kinds: Sequence[str]
    style: int

    def cells(self, letters: str, rows: range, first: int) -> list[str]:
        """The XML of the cells of some rows, likewise."""
        start, end = rows.start - first, rows.stop - first
        head, blank, kinds = f'<c r="{letters}', f'" s="{self.style}"/>', self.kinds
        return [
            f"{head}{row}{kinds[code] if code >= 0 else blank}"
            for row, code in zip(rows, self.codes[start:end], strict=True)
        ]


@frozen
class Block:
    """Columns side by side, of which each has as many rows; ``top`` and ``left``: where they begin, from zero."""

    top: int
    left: int
    columns: Sequence[Numbers | Texts]
    length: int

    def write(self, write: Callable[[str], Any]) -> None:
        """All rows, as the XML of a sheet has them."""
        first, end = self.top + 1, self.top + 1 + self.length
        for start in range(first, end, CHUNK):
            write("".join(self._rows(range(start, min(start + CHUNK, end)))))

    def _rows(self, rows: range) -> Iterator[str]:
        letters = (column_letters(self.left + number) for number in range(len(self.columns)))
        every = [one.cells(named, rows, self.top + 1) for named, one in zip(letters, self.columns, strict=True)]
        for row, *cells in zip(rows, *every, strict=True):
            yield f'<row r="{row}">{"".join(cells)}</row>'
