"""The steps by which numbers count as others, on the sheet ``Rumus``: every formula that uses them points to them."""

from __future__ import annotations

from functools import cached_property

from iki_excel.decree import Indikator, sheet_names
from iki_excel.language.cells import Cell, Many, Range
from iki_excel.language.formula import Langkah, Skala
from iki_excel.language.places import Area
from iki_excel.report.konstanta import ROOM
from iki_excel.report.sheets import Report
from iki_excel.report.tables import Column, Shown, Table
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen


@frozen
class Line:
    """A step, and the indikator whose formulas use its skala."""

    skala: Skala
    number: int
    users: tuple[str, ...]

    @property
    def langkah(self) -> Langkah:
        """The step itself."""
        return self.skala.langkah[self.number]


def _number(value: float, look: str = "General") -> Shown:
    return Shown(value, "typed_number", {"num_format": look, "align": "left"})


DARI = Column[Line]("Bilangan", 48, lambda line: _number(line.langkah.dari, line.skala.limit_formats[line.number]))
NILAI = Column[Line]("Nilai", 40, lambda line: _number(line.langkah.nilai))
COLUMNS = (
    Column[Line]("Skala", 40, lambda line: Shown(line.skala.label), wraps=True),
    DARI,
    NILAI,
    Column[Line]("Dipakai", 24, lambda line: Shown(bahasa.listing(line.users)), wraps=True),
)


@frozen
class SkalaTable:
    """Those of a report, in every version that tells a month. ``head``: the row of its heads."""

    report: Report
    head: int

    @cached_property
    def _users(self) -> dict[Skala, tuple[str, ...]]:
        """By skala the indikator that use it; steps that are the same, and called the same, stand there once."""
        found: dict[Skala, tuple[str, ...]] = {}
        for version in self.report.versions_told:
            for one in version.skala:
                found[one] = tuple(dict.fromkeys([*found.get(one, ()), version.kode]))
        return found

    @cached_property
    def lines(self) -> list[Line]:
        """A line a step."""
        return [Line(one, n, users) for one, users in self._users.items() for n in range(len(one.langkah))]

    @cached_property
    def table(self) -> Table[Line]:
        """Where they stand."""
        return Table(sheet_names.RUMUS, self.head, COLUMNS, self.lines, 1, name="tblSkala")

    @property
    def height(self) -> int:
        """How many rows it moves down what follows; none where there is none."""
        return len(self.lines) + ROOM if self.lines else 0

    def cells_of(self, indikator: Indikator) -> dict[str, Many]:
        """By their names in formulas the cells of all steps of an indikator."""
        return {name: where for one in indikator.skala for name, where in self._cells(one).items()}

    def _cells(self, skala: Skala) -> dict[str, Many]:
        first = next(n for n, line in enumerate(self.lines) if line.skala == skala)
        limits, values = (self._range(skala, first, column) for column in (DARI, NILAI))
        return skala.named(limits, Cell(self.table.at(first, DARI)), values)

    def _range(self, skala: Skala, first: int, column: Column[Line]) -> Range:
        top, bottom = self.table.at(first, column), self.table.at(first + len(skala.langkah) - 1, column)
        return Range(Area(top.sheet, top.row, top.column, bottom.row, bottom.column))
