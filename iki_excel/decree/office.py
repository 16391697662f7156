"""What every run goes by: an office, and all the offices whose forms may come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, Self

from iki_excel.decree.model import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode


class Office(NamedTuple):
    """A decree, and what one office decides."""

    catalog: Catalog
    settings: Settings


@frozen
class Offices(Mapping[str, Office]):
    """Every office whose forms are read, by the kode of its unit, in the order in which they were listed.

    ``is_one``: an office by itself, to which nobody speaks of other units.
    """

    by_kode: Mapping[str, Office]
    is_one: bool = False

    @classmethod
    def one(cls, office: Office) -> Self:
        """An office by itself."""
        return cls({office.settings.unit.kode: office}, is_one=True)

    def of_unit(self, kode: str) -> Office:
        """The office of a unit; an office by itself whatever the unit is called."""
        return next(iter(self.by_kode.values())) if self.is_one else self.by_kode[kode]

    def begun_by(self, periode: Periode) -> Self:
        """Those that are there at the end of a periode."""
        last = periode.months[-1]
        return replace(self, by_kode={kode: one for kode, one in self.items() if one.settings.unit.has_begun(last)})

    def is_same(self, other: Offices) -> bool:
        """Whether it is the very same offices: to compare what they say takes longer."""
        pairs = zip(self.values(), other.values(), strict=True)
        is_alike = self.is_one == other.is_one and [*self] == [*other]
        return is_alike and all(one.catalog is two.catalog and one.settings is two.settings for one, two in pairs)

    def __getitem__(self, kode: str) -> Office:
        return self.by_kode[kode]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_kode)

    def __len__(self) -> int:
        return len(self.by_kode)
