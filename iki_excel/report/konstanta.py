"""The numbers that the decree sets by name, on the sheet ``Rumus``: every formula that uses one points to it there."""

from __future__ import annotations

from functools import cached_property

from iki_excel.decree import sheet_names
from iki_excel.decree.konstanta import Konstanta
from iki_excel.language.cells import Cell
from iki_excel.report.sheets import Report
from iki_excel.report.tables import Column, Shown, Table
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

HEAD = 3
ROOM = 2
"""Below the last one the title and the heads of what follows."""
ALWAYS = "tanpa batas waktu"


@frozen
class Line:
    """A number of the decree, and the indikator whose formulas use it."""

    konstanta: Konstanta
    users: tuple[str, ...]
    validity: str


NILAI = Column[Line](
    "Nilai",
    48,
    lambda line: Shown(line.konstanta.nilai, "typed_number", {"num_format": line.konstanta.number_format}),
)
COLUMNS = (
    Column[Line]("Konstanta", 40, lambda line: Shown(line.konstanta.label), wraps=True),
    NILAI,
    Column[Line]("Satuan", 40, lambda line: Shown(line.konstanta.satuan)),
    Column[Line]("Berlaku", 24, lambda line: Shown(line.validity), wraps=True),
    Column[Line]("Dipakai", 9, lambda line: Shown(bahasa.listing(line.users)), wraps=True),
)


@frozen
class KonstantaTable:
    """Those of a report: of each that is used, what it was in the months that are told of."""

    report: Report

    @cached_property
    def lines(self) -> list[Line]:
        """A line a number: also one that was another in a month that is told of."""
        months = self.report.batch.months
        return [
            Line(one, users, one.validity_known_in(self.report.batch.periode) or ALWAYS)
            for one in self.report.batch.catalog.keputusan.konstanta
            if any(one.is_valid_in(month) for month in months) and (users := self._users(one.kode))
        ]

    def _users(self, kode: str) -> tuple[str, ...]:
        """The indikator whose formulas use it, in any version that tells a month."""
        versions = self.report.versions_told
        users = (one.kode for one in versions if kode in {konstanta.kode for konstanta in one.konstanta})
        return tuple(dict.fromkeys(users))

    @cached_property
    def table(self) -> Table[Line]:
        """Where they stand."""
        return Table(sheet_names.RUMUS, HEAD, COLUMNS, self.lines, 1, name="tblKonstanta")

    @property
    def height(self) -> int:
        """How many rows it moves down what follows; none where there is none."""
        return len(self.lines) + ROOM if self.lines else 0

    def cells_in(self, month: str) -> dict[str, Cell]:
        """By its kode the cell of each number that is valid in a month."""
        numbers = enumerate(line.konstanta for line in self.lines)
        return {one.kode: Cell(self.table.at(number, NILAI)) for number, one in numbers if one.is_valid_in(month)}
