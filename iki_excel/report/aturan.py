"""The cap of capaian and the bands of predikat, on the sheet ``Rumus``: every capaian and predikat points to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from iki_excel.decree import sheet_names
from iki_excel.language.cells import Cell
from iki_excel.report.sheets import Report
from iki_excel.report.tables import Column, Shown, Table


@dataclass(frozen=True)
class Line:
    """One line of the aturan."""

    label: str
    value: float | str
    look: Mapping[str, Any]


LABEL = Column[Line]("Aturan", 40, lambda line: Shown(line.label))
VALUE = Column[Line]("Nilai", 48, lambda line: Shown(line.value, "number", line.look))


@dataclass(frozen=True)
class AturanTable:
    """Those of a report. ``head``: the row of its heads on the sheet."""

    report: Report
    head: int

    @cached_property
    def table(self) -> Table[Line]:
        """The cap of capaian, and below it the bands of predikat with their lower limits."""
        aturan = self.report.batch.settings.aturan
        cap = "tanpa batas" if aturan.batas_capaian is None else aturan.batas_capaian
        from_limit = {"num_format": '"mulai "General'}
        bands = [Line(word, "di bawahnya" if limit is None else limit, from_limit) for limit, word in aturan.pita]
        lines = [Line("Capaian paling tinggi (%)", cap, {}), *bands]
        return Table(sheet_names.RUMUS, self.head, (LABEL, VALUE), lines, 1)

    @property
    def cap(self) -> Cell | None:
        """The cap of capaian; None where there is none."""
        return None if self.report.batch.settings.aturan.batas_capaian is None else Cell(self.table.at(0, VALUE))

    @property
    def bands(self) -> tuple[list[Cell], list[Cell]]:
        """The lower limits and the words of predikat."""
        numbers = range(1, len(self.table.records))
        limits, words = ([Cell(self.table.at(n, column)) for n in numbers] for column in (VALUE, LABEL))
        return limits[:-1], words
