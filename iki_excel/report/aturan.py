"""What results are computed with, on the sheet ``Rumus``: every number in a cell that formulas call by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import Any

from iki_excel.decree import sheet_names
from iki_excel.decree.kinds import MUTU_PELAYANAN, has_usual_scale
from iki_excel.judging.achievement import DIGITS
from iki_excel.language.cells import Cell, NamedCell, NamedRange
from iki_excel.language.places import Area, Place
from iki_excel.report.bilangan import DESIMAL, Bilangan, label_of, name_of, numbers_in
from iki_excel.report.sheets import Report
from iki_excel.report.tables import Column, Shown, Table
from iki_excel.words.frozen import frozen

BATAS_CAPAIAN, GESER_AKHIR = "batas_capaian", "geser_akhir"
PITA_BATAS, PITA_KATA = "pita_batas", "pita_kata"
MUTU_BATAS, MUTU_KATA = "mutu_batas", "mutu_kata"
MUTU = tuple(reversed(MUTU_PELAYANAN))
"""The mutu of a service by the nilai of its survey, the lowest first (PermenPANRB 14/2017)."""

BEHIND_ALL = 1_000_000
"""More than any capaian that is told: so far behind all others stands in the order what is not complete."""

FROM_LIMIT: Mapping[str, Any] = {"num_format": '"mulai "General;"terendah";"mulai "0'}
LABELS = {
    DESIMAL: "Desimal capaian yang dinilai",
    GESER_AKHIR: "Geser urutan bagi yang belum lengkap",
    BATAS_CAPAIAN: "Capaian paling tinggi (%)",
}


@frozen
class Line:
    """One number; ``names``: what formulas call it, or, of a limit, the ranges that it and its word stand in; ``kata``:
    the word that begins at a limit, where its label says more.
    """

    label: str
    value: float | str
    names: tuple[str, ...] = ()
    look: Mapping[str, Any] = field(default_factory=dict)
    kata: str = ""


LABEL = Column[Line]("Aturan", 40, lambda line: Shown(line.label))
VALUE = Column[Line]("Nilai", 48, lambda line: Shown(line.value, "typed_number", line.look))
KATA = Column[Line]("Sebutan", 24, lambda line: Shown(line.kata or None, "row_note"))
NAMA = Column[Line]("Nama dalam rumus", 40, lambda line: Shown(", ".join(line.names), "row_note"))


@frozen
class AturanTable:
    """Those of a report. ``head``: the row of its heads on the sheet."""

    report: Report
    head: int

    @cached_property
    def table(self) -> Table[Line]:
        """The numbers of all formulas, the cap of capaian, and below these the bands of predikat, the lowest first."""
        lines = [*self._numbers(), *self._mutu(), *self._bands()]
        return Table(sheet_names.RUMUS, self.head, (LABEL, VALUE, NAMA, KATA), lines, 1, name="tblAturan")

    def _bands(self) -> list[Line]:
        bands = self.report.batch.settings.aturan.bands
        return [Line(word, limit, (PITA_BATAS, PITA_KATA), FROM_LIMIT) for limit, word in bands]

    def _mutu(self) -> list[Line]:
        """Where a survey is told whose scores are the usual ones."""
        isian = (isian for one in self.report.told for isian in one.indikator.needed)
        if not any(one.blok and has_usual_scale(one) for one in isian):
            return []
        names = (MUTU_BATAS, MUTU_KATA)
        return [Line(f"Mutu pelayanan {letter}: {words}", limit, names, FROM_LIMIT, letter)
                for limit, letter, words in MUTU]  # fmt: skip

    def _numbers(self) -> Iterator[Line]:
        for number in self._of_formulas:
            yield Line(label_of(number), number, (name_of(number),))
        yield Line(LABELS[DESIMAL], DIGITS, (DESIMAL,))
        yield Line(LABELS[GESER_AKHIR], BEHIND_ALL, (GESER_AKHIR,))
        cap = self.report.batch.settings.aturan.batas_capaian
        if cap is None:
            yield Line(LABELS[BATAS_CAPAIAN], "tanpa batas")
        else:
            yield Line(LABELS[BATAS_CAPAIAN], cap, (BATAS_CAPAIAN,))

    @cached_property
    def _of_formulas(self) -> list[float]:
        earlier = [version for one in self.report.told for version in self.report.earlier_versions(one)]
        months_ahead = [month.months_ahead for month in self.report.batch.months]
        goals = [self.report.target_of(one) for one in earlier]
        return numbers_in(self.report.versions_told, months_ahead, goals)

    def _place(self, nama: str) -> Place:
        number = next(n for n, line in enumerate(self.table.records) if line.names == (nama,))
        return self.table.at(number, VALUE)

    @property
    def bilangan(self) -> Bilangan:
        """The numbers that formulas are made with."""
        cells = {number: self._place(name_of(number)) for number in self._of_formulas}
        return Bilangan(cells, self._place(DESIMAL))

    @property
    def persen(self) -> Cell:
        """100, what a capaian is measured in."""
        return self._named(name_of(100))

    @property
    def behind_all(self) -> Cell:
        """So far behind all others stands in the order what is not complete."""
        return self._named(GESER_AKHIR)

    @property
    def cap(self) -> Cell | None:
        """The cap of capaian; None where there is none."""
        return None if self.report.batch.settings.aturan.batas_capaian is None else self._named(BATAS_CAPAIAN)

    @property
    def decimals(self) -> Cell:
        """To how many decimals a capaian is rounded where it is judged."""
        return self._named(DESIMAL)

    def _named(self, nama: str) -> NamedCell:
        return NamedCell(self._place(nama), nama)

    @property
    def bands(self) -> tuple[NamedRange, NamedRange]:
        """The lower limits, which rise, and the words of predikat."""
        return self._ranges(PITA_BATAS, LABEL, PITA_KATA)

    @property
    def mutu(self) -> tuple[NamedRange, NamedRange]:
        """The same of the mutu of a service."""
        return self._ranges(MUTU_BATAS, KATA, MUTU_KATA)

    def _ranges(self, limits: str, words: Column[Line], named: str) -> tuple[NamedRange, NamedRange]:
        rows = [row for row, line in enumerate(self.table.records, self.table.first) if limits in line.names]

        def down(column: Column[Line]) -> Area:
            return replace(self.table.down(column), top=rows[0], bottom=rows[-1])

        return NamedRange(down(VALUE), limits), NamedRange(down(words), named)

    @property
    def names(self) -> dict[str, str]:
        """By its name where each stands, as a workbook defines it."""
        lines = enumerate(self.table.records)
        own = {line.names[0]: self.table.at(n, VALUE).reference for n, line in lines if len(line.names) == 1}
        ranges = [*self.bands, *(self.mutu if self._mutu() else ())]
        return own | {one.name: one.area.reference for one in ranges}
