"""What a survey comes to on the rapor: the NRR of each unsur, of the month and s.d., and the mutu of the service."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from iki_excel.decree.kinds import MEASURES, NILAI_OF_NRR, Isian, Slot, group, has_usual_scale, parts_of
from iki_excel.judging.achievement import DIGITS
from iki_excel.language import formula
from iki_excel.language.cells import BLANK, Cell, Constant, Expression, If, IsNumber, LookUp, Round, bound
from iki_excel.language.places import Place
from iki_excel.report.data import SO_FAR, Data, Section, Side
from iki_excel.report.parts import fill, write_ruled
from iki_excel.report.sheets import Report, Told
from iki_excel.report.tables import Shown, write_shown
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

FIGURES = (3, 4)
"""The columns of the month and s.d."""

NRR, NILAI, MUTU = "NRR tertimbang", "Nilai", "Mutu pelayanan"


@frozen
class Survei:
    """One survey: its unsur a row each, and below them what they come to."""

    report: Report
    data: Data
    told: Told
    isian: Isian
    sheet: str
    first: int

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """Of the periode, and s.d."""
        return self.data.of_periode, SO_FAR

    @property
    def section(self) -> Section:
        """Its rows on Data."""
        return self.data.section(self.told.indikator.kode, self.told.periode)

    @property
    def height(self) -> int:
        """How many rows it takes."""
        return 2 + len(self.isian.slots) + (2 if has_usual_scale(self.isian) else 0)

    def write(self, made: Book, target: Worksheet) -> int:
        """All of it; the row below it."""
        self._write_heads(made, target)
        row = self.first + 1
        for slot in self.isian.slots:
            self._write_row(made, target, row, slot.label, [self._nrr(slot, side) for side in self.sides])
            row += 1
        self._write_row(made, target, row, NRR, self._known([self._mean(side) for side in self.sides]), bold=True)
        if has_usual_scale(self.isian):
            nilai, mutu = ([of(column) for column in FIGURES] for of in (self._nilai, self._mutu))
            self._write_row(made, target, row + 1, NILAI, self._known(nilai), bold=True)
            self._write_row(made, target, row + 2, MUTU, self._known(mutu), bold=True)
        return self.first + self.height

    def _write_heads(self, made: Book, target: Worksheet) -> None:
        """What it is of, and over which columns its numbers stand."""
        title = f"{self.told.indikator.kode}: NRR tiap unsur"
        write_ruled(made, target, self.first, title, FIGURES[-1], height=26)
        for column, head in zip(FIGURES, ("bulan ini", "s.d."), strict=True):
            book.write_value(made, target, self.first, column, self.report.said(head), "row_of_section")

    def _write_row(
        self, made: Book, target: Worksheet, row: int, label: str, figures: Sequence[Expression | None], *,
        bold: bool = False,
    ) -> None:  # fmt: skip
        look = {"bold": bold, "text_wrap": False}
        fill(made, target, row, range(FIGURES[0]), "row")
        book.write_value(made, target, row, 0, label, "row", **look)
        for column, live in zip(FIGURES, figures, strict=True):
            write_shown(made, target, row, column, Shown(live, "report_decimals", look))
        target.set_row(row, 16)

    # --- numbers -----------------------------------------------------------------------------------------------------

    def _known(self, of_sides: Sequence[Expression | None]) -> list[Expression | None]:
        """What the whole survey comes to, where that is a result: of one with a wrong score it is none."""
        kode, periode = self.told.indikator.kode, self.told.periode
        known = (self.report.has_result(kode, periode, side.result) for side in self.sides)
        return [live if is_known else None for live, is_known in zip(of_sides, known, strict=True)]

    def _tells(self, side: Side) -> bool:
        """Whether it has numbers on a side: the last month of one that ended is not this month."""
        return side is SO_FAR or self.report.is_of_span or self.told.periode == self.report.batch.periode

    def _nrr(self, slot: Slot, side: Side) -> Expression | None:
        if not self._tells(side):
            return None
        part = next(part for part in parts_of(self.isian) if part.slot == slot.kode)
        there = self.section.cell(slot.kode, self.data.part_columns[part.nama, side])
        return If(there.equals(""), BLANK, there)

    def _mean(self, side: Side) -> Expression | None:
        """As the rumus has it: where the unsur weigh, by their weights; none where one of them has no answer."""
        if not self._tells(side):
            return None
        names = {
            group(part.nama, self.isian.kode): self.section.of_isian(
                self.isian, self.data.part_columns[part.nama, side]
            )
            for part in parts_of(self.isian)
        }
        nrr = MEASURES["nrr"]
        is_answered = formula.bound_condition(nrr.exists(self.isian), names)
        return If(is_answered, bound(nrr.expression(self.isian), names), BLANK)

    def _at(self, below: int, column: int) -> Cell:
        return Cell(Place(self.sheet, self.first + 1 + len(self.isian.slots) + below, column))

    def _nilai(self, column: int) -> Expression:
        mean = self._at(0, column)
        return If(IsNumber(mean), Round(mean * Constant(NILAI_OF_NRR), DIGITS), BLANK)

    def _mutu(self, column: int) -> Expression:
        nilai, (limits, words) = self._at(1, column), self.data.aturan.mutu
        return If(IsNumber(nilai), LookUp(nilai, limits, words), BLANK)


def surveys_of(report: Report, data: Data, told: Sequence[Told], sheet: str, first: int) -> list[Survei]:
    """The surveys behind some indikator, one below the other from row ``first`` on."""
    found: list[Survei] = []
    for one in told:
        for isian in one.indikator.needed:
            if isian.blok:
                found.append(Survei(report, data, one, isian, sheet, first))
                first += found[-1].height
    return found
