"""Sheet ``Hitungan``: a row an indikator and month, what it comes to against its target; what every chart draws."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pandas as pd

from iki_excel.decree import Indikator, sheet_names
from iki_excel.decree.kinds import checklist
from iki_excel.decree.sifat import ARUS
from iki_excel.decree.targets import Target
from iki_excel.judging import achievement
from iki_excel.judging.scoring.due import counts_documents
from iki_excel.language.cells import BLANK, Cell, Constant, Expression, If, Min, Sum
from iki_excel.language.places import Area, Place
from iki_excel.report.data import MONTH, SO_FAR, Data, Section, Side
from iki_excel.report.sheets import Report, Sheet, Told, format_of_target, realisasi_style, word_look
from iki_excel.report.steps import Steps
from iki_excel.report.tables import GREY, NARROW, TYPED, Column, Link, Shown, Table
from iki_excel.report.target import TargetSheet
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

HEAD = 3
EXPLAINED = (
    "Satu baris per indikator per bulan. Bulan ini dan s.d. dari Data; capaian = terhadap target; yang belum lengkap "
    "tidak ikut rata-rata. Biru: dari pengaturan."
)
CUT = {"num_format": '#,##0.00" →"_0', **GREY}
"""A capaian that was cut leads to what became of it."""


@frozen
class Record:
    """One indikator in one month, by the version that is valid in it."""

    sheet: Hitungan
    told: Told
    month: Periode
    row: int

    @property
    def kode(self) -> str:
        """The indikator."""
        return self.told.indikator.kode

    @cached_property
    def result(self) -> dict[str, Any]:
        """What is known of its result."""
        return self.sheet.report.results[self.kode, self.month]

    @property
    def is_complete(self) -> bool:
        """Whether it has a part in the mean of its month: it has a predikat."""
        return bool(self.result["predikat"])

    @cached_property
    def section(self) -> Section:
        """Its rows on ``Data``."""
        return self.sheet.data.section(self.kode, self.month)

    @cached_property
    def indikator(self) -> Indikator:
        """The version that is valid in the month."""
        return self.section.indikator

    @cached_property
    def goal(self) -> Target | None:
        """The target of that version."""
        return self.sheet.report.target_of(self.indikator)

    @property
    def before(self) -> Record | None:
        """The month before, if it has a result."""
        return self.sheet.record_of.get((self.kode, self.month.previous))

    @property
    def is_of_now(self) -> bool:
        """Whether it is the month that tells, whose target stands on the sheet Target."""
        return self.month == self.told.periode

    @property
    def has_ended(self) -> bool:
        """Whether it is the last month of one that is not valid any more."""
        return self.is_of_now and self.month != self.sheet.report.batch.months[-1]

    @cached_property
    def passed(self) -> int | None:
        """How many months of the target have passed, where it has one part and is the same as now."""
        if self.is_of_now or pd.isna(self.result["target"]) or self.goal != _goal_now(self):
            return None
        return self.sheet.target.passed_at(self.told, self.month)

    def cell(self, column: Column[Record]) -> Cell:
        """A cell of its row."""
        return Cell(Place(self.sheet.name, self.row, self.sheet.table.at_column[column]))


# --- what the columns show -------------------------------------------------------------------------------------------


def _realisasi(side: Side) -> Callable[[Record], Shown]:
    def shown(record: Record) -> Shown:
        report, style = record.sheet.report, realisasi_style(record.indikator)
        known = report.has_result(record.kode, record.month, side.result)
        look = report.realisasi_look(record.indikator, record.month, side.result)
        return Shown(Cell(record.section.result(side)) if known else None, style, look)

    return shown


def _in_words(shown: Callable[[Record], Shown]) -> Callable[[Record], Shown]:
    """A target, which is shown as the word that it stands for."""

    def worded(record: Record) -> Shown:
        words, there = record.indikator.pilihan, shown(record)
        if words is None or there.content is None:
            return there
        return there._replace(look={**there.look, **word_look(words, record.result["target"])})

    return worded


def _target(record: Record) -> Shown:
    """The part of the target that is due."""
    due = record.result["target"]
    if pd.isna(due):
        return Shown(None, "report_number")
    live = _due(record)
    style = "typed_number" if live is None else "report_number"
    return Shown(due if live is None else live, style, _look_of(record, due))


def _due(record: Record) -> Expression | None:
    """It as a formula, as far as it has one part, or counts documents."""
    if record.is_of_now:
        return record.sheet.target.due(record.told)
    if counts_documents(record.indikator, record.goal):
        return _documents(record)
    return record.sheet.target.due_after(record.told, record.cell(PASSED)) if record.passed is not None else None


def _look_of(record: Record, number: float) -> dict[str, Any]:
    """A part of a target has no more decimals than are read."""
    return {"num_format": f"{format_of_target(number, record.indikator)}_0"}


def _goal_now(record: Record) -> Target | None:
    return record.sheet.report.target_of(record.told.indikator)


def _documents(record: Record) -> Expression:
    """The documents that are due, at most so many as the target says."""
    column = record.sheet.data.part_columns[checklist.DUE, SO_FAR]
    counted = Sum(*(record.section.of_isian(isian, column) for isian in record.indikator.needed if isian.dokumen))
    most = record.sheet.target.most(record.told)
    return counted if most is None else Min(counted, most)


def _percent(record: Record, realisasi: Cell, target: Cell, cap: Cell | None) -> Expression:
    report, goal = record.sheet.report, record.goal
    if goal is not None and goal.rentang is not None:
        ends = record.sheet.target.ends(record.told) if goal == _goal_now(record) else None
        dari, sampai = ends or (Constant(goal.rentang.dari), Constant(goal.rentang.sampai))
        return achievement.capaian_in_range(realisasi, dari, sampai, cap)
    judges_zero = report.batch.settings.aturan.judges_zero
    return achievement.capaian(realisasi, target, report.arah_of(record.indikator), cap, judges_zero=judges_zero)


def _capaian(record: Record) -> Shown:
    if pd.isna(record.result["capaian"]):
        return Shown(None, "report_decimals")
    live = _percent(record, record.cell(SD), record.cell(TARGET), record.sheet.data.aturan.cap)
    return Shown(live, "report_decimals")


def _uncut(record: Record) -> Shown:
    """The capaian that was cut, as it was before."""
    is_cut = record.result["tanpa_batas"] > record.result["capaian"]
    live = _percent(record, record.cell(SD), record.cell(TARGET), None) if is_cut else None
    return Shown(live, "report_decimals", CUT)


def _target_of_month(record: Record) -> Shown:
    """What the month itself should have brought: of what adds up the part that became due with it, else the whole."""
    if pd.isna(record.result["target"]) or counts_documents(record.indikator, record.goal):
        return Shown(None, "report_number")
    whole, due, before = record.cell(TARGET), record.result["target"], record.before
    is_part = record.indikator.sifat == ARUS and before is not None and pd.notna(before.result["target"])
    if before is None or not is_part:
        return Shown(whole, "report_number", {**GREY, **_look_of(record, due)})
    look = _look_of(record, due - before.result["target"])
    return Shown(whole - before.cell(TARGET), "report_number", {**GREY, **look})


def _of_month(record: Record) -> Shown:
    """The capaian of the month by itself."""
    goal = record.goal
    known = record.sheet.report.has_result(record.kode, record.month, MONTH.result)
    has_target = pd.notna(record.result["target"]) or (goal is not None and goal.rentang is not None)
    if not (known and has_target) or counts_documents(record.indikator, goal):
        return Shown(None, "report_decimals")
    live = _percent(record, record.cell(OF_MONTH), record.cell(TARGET_OF_MONTH), record.sheet.data.aturan.cap)
    return Shown(live, "report_decimals", GREY)


def _in_mean(record: Record) -> Shown:
    """The capaian that means are made of: only of what is complete."""
    return Shown(record.cell(CAPAIAN) if record.is_complete else None, "report_decimals", GREY)


def _weight(record: Record) -> Shown:
    """How much it weighs in the mean; 1 where nobody said."""
    is_weighted = record.sheet.is_weighted[record.month]
    bobot = record.indikator.bobot if is_weighted else 1.0
    return Shown(bobot if record.is_complete else None, "typed_number" if is_weighted else "report_number")


def _weighted(record: Record) -> Shown:
    return Shown(If(record.cell(IN_MEAN).equals(""), BLANK, record.cell(IN_MEAN) * record.cell(WEIGHT)),
                 "report_decimals", GREY)  # fmt: skip


KODE = Column[Record](
    "Kode", NARROW, lambda record: Shown(Link(record.sheet.report.doors.rapor.get(record.kode), record.kode))
)
BULAN = Column[Record]("Bulan", 12, lambda record: Shown(record.month.last_day, "report_month"))
OF_MONTH = Column[Record]("Bulan ini", 13, _realisasi(MONTH), is_number=True)
SD = Column[Record]("S.d. bulan ini", 14, _realisasi(SO_FAR), is_number=True)
PASSED = Column[Record]("Bulan lewat", 9, lambda record: Shown(record.passed, "report_whole", TYPED), is_number=True)
TARGET = Column[Record]("Target s.d. bulan ini", 14, _in_words(_target), is_number=True)
UNCUT = Column[Record]("Sebelum dibatasi", 14, _uncut, is_number=True)
CAPAIAN = Column[Record]("Capaian s.d.", 13, _capaian, is_number=True)
TARGET_OF_MONTH = Column[Record]("Target bulan itu", 13, _in_words(_target_of_month), is_number=True)
CAPAIAN_OF_MONTH = Column[Record]("Capaian bulan itu", 13, _of_month, is_number=True)
IN_MEAN = Column[Record]("Ikut rata-rata", 13, _in_mean, is_number=True)
WEIGHT = Column[Record]("Bobot yang ikut", 12, _weight, is_number=True)
WEIGHTED = Column[Record]("Bobot × capaian", 13, _weighted, is_number=True)
ENDED = Column[Record](
    "Berakhir", 12, lambda record: Shown(record.month.last_day if record.has_ended else None, "report_month", GREY)
)
"""Stands there where any indikator has ended: it stays in means with its last month until the year ends."""

KEADAAN = Column[Record]("Keadaan", 34, lambda record: Shown(record.result["status_kata"], "row_note"), wraps=True)
ISIAN = Column[Record]("Isian", 10, lambda record: Shown(
    Link(record.sheet.report.doors.data.get((record.kode, record.month)), "isian ›"), "row_note"))  # fmt: skip


@frozen
class Hitungan(Sheet):
    """The sheet ``Hitungan``."""

    report: Report
    data: Data
    target: TargetSheet
    name = sheet_names.HITUNGAN

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return self.table.widths

    @cached_property
    def is_weighted(self) -> dict[Periode, bool]:
        """By month whether the mean of the unit is a weighted one: every indikator has a weight."""
        return {month: mean.is_weighted for month, mean in self.report.mean_after.items()}

    @cached_property
    def have_ended(self) -> bool:
        """Whether any indikator has."""
        return any(one.periode != self.report.batch.months[-1] for one in self.report.told)

    @cached_property
    def table(self) -> Table[Record]:
        """A row an indikator and month, the months of one together."""
        columns: tuple[Column[Record], ...] = (
            KODE, BULAN, OF_MONTH, SD, PASSED, TARGET, UNCUT, CAPAIAN, TARGET_OF_MONTH, CAPAIAN_OF_MONTH, IN_MEAN,
            WEIGHT, WEIGHTED, *((ENDED,) if self.have_ended else ()), KEADAAN, ISIAN,
        )  # fmt: skip
        every = [(told, month) for told in self.report.told for month in self.report.months_of(told.indikator.kode)]
        records = [Record(self, *pair, row) for row, pair in enumerate(every, start=HEAD + 1)]
        return Table(self.name, HEAD, columns, records, name="tblHitungan", filters=True)

    @cached_property
    def record_of(self) -> dict[tuple[str, str], Record]:
        """By indikator and month."""
        return {(record.kode, record.month): record for record in self.table.records}

    def cell(self, kode: str, month: str, column: Column[Record]) -> Cell:
        """A cell of an indikator and month."""
        return self.record_of[kode, month].cell(column)

    def months(self, kode: str, column: Column[Record]) -> Area:
        """The cells of all months of an indikator, which stand together."""
        own, at = self._rows_of[kode], self.table.at_column[column]
        return Area(self.name, own[0], at, own[-1], at)

    @cached_property
    def _rows_of(self) -> dict[str, list[int]]:
        """By indikator the rows of its months."""
        rows: dict[str, list[int]] = {}
        for record in self.table.records:
            rows.setdefault(record.kode, []).append(record.row)
        return rows

    def capaian(self, kode: str, month: str) -> float:
        """A capaian s.d. as it was computed; NaN where there is none."""
        result = self.report.results.get((kode, month))
        return float(result["capaian"]) if result else math.nan

    def prepare(self, made: Book) -> None:
        """Its long formulas are told in steps, behind its last column."""
        made.shortened[self.name] = Steps(self.name, self.table.corners[-1] + 1)

    def write(self, made: Book, target: Worksheet) -> None:
        """What every indikator comes to in every month."""
        self.report.title(made, target, "Hitungan tiap bulan")
        target.write_string(2, 0, self.report.said(EXPLAINED), made.style("note"))
        self.table.write(made, target)
        self.table.keep_heads(target)
        book.as_appendix(target)
