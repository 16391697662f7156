"""Sheet ``Target``: of every indikator the parts of its target, what of them is due, and what they come to."""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree import sheet_names
from iki_excel.decree.fields import TB
from iki_excel.decree.kinds import Isian, Slot, checklist
from iki_excel.decree.settings import FILE_NAME
from iki_excel.decree.targets import Bagian, Target, due_words
from iki_excel.judging.scoring.due import counts_documents, months_passed
from iki_excel.judging.scoring.status import BELUM_JATUH_TEMPO, STATUS_WORDS
from iki_excel.language.cells import Cell, Count, CountIf, Expression, Min, Range, Sum
from iki_excel.language.places import Area, Place
from iki_excel.report.data import SO_FAR, Data, Section
from iki_excel.report.sheets import Report, Sheet, Told, are_whole, word_look
from iki_excel.report.tables import NARROW, TYPED, Column, Link, Shown, Table
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

HEAD = 4
TOTAL = {"bold": True, "bg_color": book.PALE}
NOTES = (
    "Biru: dari iki.toml atau katalog. Target s.d. bulan ini = nilai × bulan lewat ÷ pembagi; bulan sebelum mulai atau "
    "dikecualikan tidak dihitung.",
    "Capaian diukur terhadap target s.d. bulan ini. Dokumen jatuh tempo pada batas waktunya, atau bila selesai dahulu.",
)
NO_TARGET, DOCUMENTS, DEFAULT = "belum ditetapkan", "dokumen yang jatuh tempo", "bawaan"
NOT_DUE = STATUS_WORDS[BELUM_JATUH_TEMPO]

MonthByMonth = tuple[Sequence[Periode], Sequence[tuple[Bagian, Any]]]
"""The months that a target looks back over; and of each of its parts how many of its months have passed after each."""


@frozen
class Line:
    """A part of a target, or (``is_total``) what all parts come to.

    ``lewat``: the months that passed, of ``bulan`` in the year; a part is due in ``pembagi`` equal parts.
    ``seluruhnya``: what all parts come to, known before it is computed.
    """

    report: Report = field(repr=False)
    told: Told
    label: str
    nilai: float | None = None
    lewat: int | None = None
    bulan: int | None = None
    pembagi: int | None = None
    setahun: Expression | str | int | None = None
    jatuh_tempo: Expression | str | None = None
    cara: str = ""
    seluruhnya: float | None = None
    is_total: bool = False
    is_whole: bool = True

    def shown(self, content: object, style: str = "row") -> Shown:
        """A cell of this line."""
        return Shown(content, style, TOTAL if self.is_total else {})

    def typed(self, shown: Shown) -> Shown:
        """The same in the ink of what the office or the catalogue says."""
        return shown._replace(look={**shown.look, **TYPED})

    def number(self, content: object) -> Shown:
        """A number of this line, whole where all of them are; of words the word that it stands for."""
        rate = self.told.indikator.is_rate and not self.is_whole
        shown = self.shown(content, f"report_{book.number_style(decimals=not self.is_whole, whole=True, rate=rate)}")
        words, amount = self.told.indikator.pilihan, self.seluruhnya if self.is_total else self.nilai
        if words is None or amount is None:
            return shown
        return shown._replace(look={**shown.look, **word_look(words, amount)})


NILAI = Column[Line]("Nilai", 13, lambda line: line.typed(line.number(line.nilai)), is_number=True)
LEWAT = Column[Line]("Bulan lewat", 9, lambda line: line.typed(line.shown(line.lewat, "report_whole")), is_number=True)
BULAN = Column[Line](
    "Bulan setahun", 9, lambda line: line.typed(line.shown(line.bulan, "report_whole")), is_number=True
)
PEMBAGI = Column[Line]("Pembagi", 9, lambda line: line.typed(line.shown(line.pembagi, "report_whole")), is_number=True)
SETAHUN = Column[Line]("Target setahun", 15, lambda line: line.number(line.setahun), is_number=True)
JATUH_TEMPO = Column[Line]("Target s.d. bulan ini", 14, lambda line: line.number(line.jatuh_tempo), is_number=True)
COLUMNS = (
    Column[Line]("Kode", NARROW, lambda line: line.shown(_link(line))),
    Column[Line]("Indikator / bagian target", 52, lambda line: line.shown(line.label), wraps=True),
    NILAI,
    LEWAT,
    BULAN,
    PEMBAGI,
    SETAHUN,
    JATUH_TEMPO,
    Column[Line]("Cara dan asal", 36, lambda line: line.shown(line.cara, "row_beside"), wraps=True),
)


def _link(line: Line) -> Link:
    """The code, which leads to the rapor."""
    return Link(line.report.doors.rapor.get(line.told.indikator.kode), line.told.indikator.kode)


def _drawn_up(section: Section, isian: Isian, due: Range) -> Expression | int:
    """How many documents of a list are to be drawn up in the year.

    With one of every month it is a plain number: the months in which it is TB stand on rows of Data that no formula
    of this length can count.
    """
    dates = [date for date, _ in isian.dokumen]
    if not any(date.is_monthly for date in dates):
        return Count(due) - CountIf(section.of_isian(isian, SO_FAR.number), TB)
    return sum(date.a_year - _told_absent(section, date) for date in dates)


def _told_absent(section: Section | None, date: Slot) -> int:
    """How many of its documents of the year are TB so far."""
    absent = 0
    while section is not None:
        absent += bool(section.quantities[date.kode]["tb_sd"])
        section = section.before if date.is_monthly else None
    return absent


@frozen
class TargetSheet(Sheet):
    """The sheet ``Target``."""

    report: Report
    data: Data
    name = sheet_names.TARGET
    widths = tuple(column.width for column in COLUMNS)

    # --- what other sheets ask for -----------------------------------------------------------------------------------

    def whole(self, told: Told) -> Cell:
        """The whole target of an indikator."""
        return Cell(self.table.at(self._totals[told.indikator.kode], SETAHUN))

    def due(self, told: Told) -> Cell:
        """The part of it that is due, which capaian is measured against."""
        return Cell(self.table.at(self._totals[told.indikator.kode], JATUH_TEMPO))

    def ends(self, told: Told) -> tuple[Cell, Cell]:
        """The least and the most of a target that is a range."""
        total = self._totals[told.indikator.kode]
        return Cell(self.table.at(total - 2, NILAI)), Cell(self.table.at(total - 1, NILAI))

    def most(self, told: Told) -> Cell | None:
        """How many documents count at most; None where the target says nothing of it."""
        target = self._target(told)
        if target is None or not counts_documents(told.indikator, target):
            return None
        return Cell(self.table.at(self._totals[told.indikator.kode] - 1, NILAI))

    def passed_at(self, told: Told, month: Periode) -> int | None:
        """How many months of a target of one part have passed after an earlier month; None where that says nothing."""
        target = self._target(told)
        parts = self._passed(told, target, month) if target and target.rentang is None else []
        if len(parts) != 1 or (target and counts_documents(told.indikator, target)):
            return None
        part, passed = parts[0]
        known = self.report.results[told.indikator.kode, month]["target"]
        return passed if math.isclose(part.nilai * passed / part.pembagi, known) else None

    def due_after(self, told: Told, passed: Cell) -> Expression:
        """What of a target of one part is due after so many months."""
        row = self._totals[told.indikator.kode] - 1
        nilai, pembagi = (Cell(self.table.at(row, column)) for column in (NILAI, PEMBAGI))
        return nilai * passed / pembagi

    def arithmetic(self, told: Told) -> str:
        """How the part that is due comes about, with its numbers; a default says that it is one, and what stands in the
        place of a default says of which.
        """
        target = self._target(told)
        has_numbers = pd.notna(self._result(told)["target"]) or (target is not None and target.rentang is not None)
        is_default = has_numbers and not self._is_own(told)
        said = f"{self._arithmetic(told, target)} ({DEFAULT})" if is_default else self._arithmetic(told, target)
        return f"{said}; {instead}" if (instead := self._instead_of(told)) else said

    def _instead_of(self, told: Told) -> str:
        """ "target dari iki.toml (katalog: 90)", where both say one."""
        replaced = self.report.replaced_target(told.indikator)
        return f"target dari {FILE_NAME} (katalog: {replaced.words(told.indikator.sifat)})" if replaced else ""

    def _arithmetic(self, told: Told, target: Target | None) -> str:
        """The sum of its parts; how the target is told where it has no such parts."""
        due = self._result(told)["target"]
        if counts_documents(told.indikator, target):
            return f"{bahasa.number(due)} {DOCUMENTS}" if pd.notna(due) else f"belum ada {DOCUMENTS}"
        if target is None:
            return NO_TARGET
        if target.rentang is not None or told.indikator.pilihan is not None:
            return told.indikator.words_of_target(target)
        if pd.isna(due):
            return NOT_DUE
        parts = self._passed(told, target)
        return due_words(parts, sum(part.nilai * months / part.pembagi for part, months in parts))

    # --- lines -------------------------------------------------------------------------------------------------------

    @cached_property
    def table(self) -> Table[Line]:
        """The parts of every target, and below them what they come to."""
        lines: list[Line] = []
        for told in self.report.told:
            lines += self._lines_of(told, HEAD + 1 + len(lines))
        return Table(self.name, HEAD, COLUMNS, lines, said=self.report.said, name="tblTarget")

    @cached_property
    def _totals(self) -> dict[str, int]:
        lines = enumerate(self.table.records)
        return {line.told.indikator.kode: number for number, line in lines if line.is_total}

    def _target(self, told: Told) -> Target | None:
        return self.report.target_of(told.indikator)

    def _is_own(self, told: Told) -> bool:
        """Whether the office set it itself."""
        return self.report.sets_target(told.indikator.kode)

    def _result(self, told: Told) -> dict[str, Any]:
        return self.report.results[told.indikator.kode, self.report.batch.periode]

    def _lines_of(self, told: Told, first: int) -> list[Line]:
        target = self._target(told)
        if counts_documents(told.indikator, target):
            parts = list(self._document_lines(told, target))
        elif target is not None and target.rentang is not None:
            ends = (("Paling sedikit", target.rentang.dari), ("Paling banyak", target.rentang.sampai))
            parts = [Line(self.report, told, label, number, is_whole=are_whole(number)) for label, number in ends]
        else:
            passed = self._passed(told, target) if target else []
            parts = [self._month_line(told, *one, row) for row, one in enumerate(passed, start=first)]
        return [*parts, self._total(told, target, first, parts)]

    def _passed(self, told: Told, target: Target, month: Periode | None = None) -> list[tuple[Bagian, int]]:
        """The parts of a target, each with how many of its months have passed after a month; by default after all."""
        until = told.indikator.stands_at(month or told.periode)
        if told.indikator.kode not in self._passing:
            self._passing[told.indikator.kode] = self._month_by_month(told, target)
        months, parts = self._passing[told.indikator.kode]
        count = bisect.bisect_right(months, until)
        return [(part, int(after[count - 1]) if count else 0) for part, after in parts]

    @cached_property
    def _passing(self) -> dict[str, MonthByMonth]:
        return {}

    def _month_by_month(self, told: Told, target: Target) -> MonthByMonth:
        known = self._covered.get((told.indikator.kode, self._result(told)["versi"]), {})
        months = sorted(known)
        covered = np.array([known[month] for month in months])
        parts = target.bagian(told.indikator.sifat, told.periode.year)
        return months, [(part, months_passed(part, months, covered)) for part in parts]

    @cached_property
    def _covered(self) -> dict[tuple[str, int], dict[Periode, bool]]:
        """By indikator and versi whether each month that it looks back over counts for what is due with the months."""
        covered: dict[tuple[str, int], dict[Periode, bool]] = {}
        for (kode, versi, month), names in self.report.quantities.items():
            covered.setdefault((kode, versi), {})[month] = bool(next(iter(names.values()))["lewat"])
        return covered

    def _month_line(self, told: Told, part: Bagian, passed: int, row: int) -> Line:
        def at(column: Column[Line]) -> Cell:
            return Cell(Place(self.name, row, COLUMNS.index(column)))

        due = part.nilai * passed / part.pembagi
        return Line(
            self.report,
            told,
            part.label,
            part.nilai,
            passed,
            len(part.bulan),
            part.pembagi,
            at(NILAI) * at(BULAN) / at(PEMBAGI),
            at(NILAI) * at(LEWAT) / at(PEMBAGI),
            is_whole=are_whole(part.nilai, part.nilai * len(part.bulan) / part.pembagi, due),
        )

    def _document_lines(self, told: Told, target: Target | None) -> Iterator[Line]:
        section = self.data.section(told.indikator.kode, told.periode)
        due = self.data.part_columns[checklist.DUE, SO_FAR]
        for isian in told.indikator.needed:
            if isian.dokumen:
                counted = section.of_isian(isian, due)
                yield Line(
                    self.report, told, isian.label, setahun=_drawn_up(section, isian, counted), jatuh_tempo=Sum(counted)
                )
        if target is not None:
            yield Line(self.report, told, "Paling banyak", target.angka)

    def _total(self, told: Told, target: Target | None, first: int, parts: Sequence[Line]) -> Line:
        result = self._result(told)
        whole, due = (self._sum(told, target, first, parts, column) for column in (SETAHUN, JATUH_TEMPO))
        if target is not None and target.rentang is not None:
            whole = due = told.indikator.words_of_target(target)
        elif pd.isna(result["target"]):
            due = None
        origin = NO_TARGET if whole is None else FILE_NAME if self._is_own(told) else DEFAULT
        said = told.indikator.words_of_target(target) if target else DOCUMENTS if whole is not None else ""
        cara = f"{said} ({origin})" if said else origin
        cara = f"{said}; {instead}" if (instead := self._instead_of(told)) else cara
        is_whole = are_whole(result["target"], result["target_tahun"])
        text = told.indikator.indikator
        line = Line(
            self.report, told, text, setahun=whole, jatuh_tempo=due, cara=cara, is_total=True, is_whole=is_whole
        )
        return replace(line, seluruhnya=result["target"])

    def _sum(
        self, told: Told, target: Target | None, first: int, parts: Sequence[Line], column: Column[Line]
    ) -> Expression | str | None:
        """What the parts come to; of documents at most so many as the target says."""
        if not parts:
            return None
        at = COLUMNS.index(column)
        added = Sum(Range(Area(self.name, first, at, first + len(parts) - 1, at)))
        is_bounded = counts_documents(told.indikator, target) and target is not None
        return Min(added, Cell(Place(self.name, first + len(parts) - 1, COLUMNS.index(NILAI)))) if is_bounded else added

    def write(self, made: Book, target: Worksheet) -> None:
        """Every target with its parts."""
        self.report.title(made, target, "Target")
        for row, note in enumerate(NOTES, start=2):
            target.write_string(row, 0, self.report.said(note), made.style("note"))
        self.table.write(made, target)
        self.table.keep_heads(target)
        book.as_appendix(target)
