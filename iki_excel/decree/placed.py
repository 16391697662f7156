"""Where what a catalogue says stands: in the lines of its files, or in the cells of its sheets.

A table that was read is a dict that knows its place and that of each of its keys, and speaks in the manner of what it
stands in. What is wrong is kept, so that all of it is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Protocol, Self

from iki_excel.language.places import Place
from iki_excel.words.errors import CatalogError, IkiError
from iki_excel.words.frozen import frozen


class Manner(Protocol):
    """How something is said of a key: as TOML has it, or as a sheet does."""

    def key(self, key: str) -> str:
        """What a key is called."""

    def missing(self, key: str, kind: str) -> str:
        """That a key is not there; ``kind``: what belongs there."""

    def unknown(self, key: str, meant: str) -> str:
        """That nobody knows a key; ``meant``: the nearest right one, a sentence."""

    def codes(self, key: str) -> str:
        """What one code or several are made of, and how they are written."""

    def write(self, file: str, sheet: str) -> str:
        """One of two ways to say what to write, of which each fits its kind of source."""


class _Files:
    """TOML."""

    def key(self, key: str) -> str:
        return f"kunci “{key}”"

    def missing(self, key: str, kind: str) -> str:
        return f"kunci “{key}” tidak ada. Tambahkan {key} = … ({kind})."

    def unknown(self, key: str, meant: str) -> str:
        return f"kunci “{key}” tidak dikenal. {meant}"

    def codes(self, key: str) -> str:
        return (
            f'huruf kecil, angka dan garis bawah, misalnya {key} = "lkjip"; beberapa ditulis sebagai daftar, misalnya '
            f'{key} = ["renja", "rkt"]'
        )

    def write(self, file: str, sheet: str) -> str:
        return file


FILES: Manner = _Files()


@frozen
class Line:
    """A line of a file, counted from one."""

    number: int


Stands = tuple[Line | Place | None, Mapping[str, Line | Place]]
"""Where a table begins, and where each of its keys stands."""


class Placed(dict[str, Any]):
    """A table as it was read. ``find``: where it and its keys stand, asked once and only if somebody wants to know.

    ``misread``: the keys of which it was told already that nobody can read what stands there.
    """

    def __init__(self, data: Mapping[str, Any], find: Callable[[], Stands], manner: Manner = FILES) -> None:
        super().__init__(data)
        self._find, self.manner = find, manner
        self.misread: frozenset[str] = frozenset()

    @classmethod
    def at_cells(
        cls, data: Mapping[str, Any], place: Line | Place | None, at: Mapping[str, Line | Place], manner: Manner
    ) -> Self:
        """A table that is known to begin at ``place``, and of which each key stands where ``at`` says."""
        known = place, dict(at)
        return cls(data, lambda: known, manner)

    @cached_property
    def _stands(self) -> tuple[Line | Place | None, dict[str, Line | Place]]:
        place, at = self._find()
        return place, dict(at)

    @property
    def place(self) -> Line | Place | None:
        """Where it begins."""
        return self._stands[0]

    @property
    def at(self) -> dict[str, Line | Place]:
        """Where each key stands."""
        return self._stands[1]

    def move(self, key: str, place: Line | Place) -> None:
        """A key stands here."""
        self.at[key] = place

    def stands(self, key: str | None) -> Line | Place | None:
        """Where a key stands; the table itself where none is named, or where nobody wrote it."""
        return self.place if key is None else self.at.get(key, self.place)

    def place_of(self, key: str | None, where: str) -> str:
        """Where a key stands, or the table: ``where`` with its line put behind the file, or the cell instead."""
        match self.stands(key):
            case Place() as cell:
                return cell.address
            case Line(number):
                file, comma, names = where.partition(", ")
                return f"{file}, baris {number}{comma}{names}"
        return where

    def with_others(self, others: Mapping[str, Any], without: Collection[str]) -> Placed:
        """The same table with what another says instead, each at its own place; some keys left out."""
        said = {key: value for key, value in {**self, **others}.items() if key not in without}
        made = Placed(said, partial(self._stands_with, others), self.manner)
        made.misread = self.misread | (others.misread if isinstance(others, Placed) else frozenset())
        return made

    def _stands_with(self, others: Mapping[str, Any]) -> Stands:
        return (others.place, {**self.at, **others.at}) if isinstance(others, Placed) else self._stands

    def cell_of(self, key: str) -> str:
        """ " (Isian!D9)" for a key of a sheet; "" for one of a file."""
        cell = self.stands(key)
        return f" ({cell.address})" if isinstance(cell, Place) else ""


def of_respondent(kode: str, number: int) -> str:
    """Under which key it is known where the answers of one respondent of an example stand."""
    return f"{kode} {number}"


@dataclass
class Faults:
    """All that is wrong with a catalogue, in the order in which it was found. ``sheets``: in their order, where it has
    some.
    """

    told: list[IkiError] = field(default_factory=list)
    sheets: Sequence[str] = ()

    def keep(self, fault: IkiError) -> None:
        """One more; not the same twice, as of a key that several versions of an indikator share."""
        said = (fault.place or str(fault), fault.sentence)
        if said not in ((one.place or str(one), one.sentence) for one in self.told):
            self.told.append(fault)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep what ends what is done here."""
        try:
            yield
        except CatalogError as fault:
            for one in fault.all:
                self.keep(one)

    def raise_all(self) -> None:
        """CatalogError with all of them, where there is any, in the order of the sheets."""
        if self.told:
            raise CatalogError.of(sorted(self.told, key=self._order))

    def _order(self, fault: IkiError) -> tuple[int, int, int]:
        match fault.place:
            case Place(sheet, row, column) if sheet in self.sheets:
                return self.sheets.index(sheet), row, column
        return -1, 0, 0
