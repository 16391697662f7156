"""One sheet a jabatan: every isian and result, print-ready on Folio with signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from iki_excel.decree import Hitung, Indikator, Jabatan
from iki_excel.decree.about import with_line
from iki_excel.decree.fields import Field
from iki_excel.decree.kinds import Slot, parts_of
from iki_excel.decree.signature import countersignature, signature_lines
from iki_excel.judging import achievement, provisional
from iki_excel.judging.scoring.status import BELUM_LENGKAP, LENGKAP, SALAH_ISI
from iki_excel.language.cells import Cell, Expression
from iki_excel.language.places import Place
from iki_excel.report.data import MONTH, SHORT_DATE, SO_FAR, Data, Row, Section, Side
from iki_excel.report.sheets import Report, Told, are_weighted, realisasi_style, write_banner
from iki_excel.report.tables import Column, Shown, Table, same_as
from iki_excel.report.target import TargetSheet
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

HEAD = 4
GREY: Mapping[str, Any] = {"font_color": book.GREY}
RESULT: Mapping[str, Any] = {"bold": True, "bg_color": book.PALE}
CUT: Mapping[str, Any] = {"num_format": '#,##0.00" →"', "bold": False}
"""A capaian that was cut leads to what became of it."""
PARTIAL = "belum lengkap"


# --- lines -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NameLine:
    """One isian or computed name of an indikator; ``row``: its row on ``Data``, of the month that tells."""

    sheet: JabatanSheet
    row: Row
    number: int

    @property
    def name(self) -> Slot | Hitung:
        """The name itself."""
        return self.row.name

    @property
    def section(self) -> Section:
        """The rows of its indikator on ``Data``."""
        return self.row.section

    @property
    def indent(self) -> int:
        """How far its label stands to the right."""
        return 3 if isinstance(self.name, Slot) and self.name.leader else 1

    def style(self, side: Side) -> str:
        """The style of its numbers: that of its field, of a plain number as much as it has decimals."""
        if self.row.style != Field.report_style:
            return self.row.style
        whole = not isinstance(self.name, Slot) or self.name.bulat
        decimals = self.row.is_unsur or (self.row.is_mean and side is SO_FAR) or self.row.has_fractions
        return f"report_{book.number_style(decimals=decimals, whole=whole)}"

    def place(self, side: Side) -> Place:
        """Its number on ``Data``; of an unsur its mean, which is the part that it has."""
        isian = self.section.indikator.isian if self.row.is_unsur else ()
        parts = [part for one in isian for part in parts_of(one) if part.slot == self.name.kode]
        column = self.section.data.part_columns[parts[0].nama, side] if parts else side.number
        return self.row.cell(column).place


@dataclass(frozen=True)
class ResultLine:
    """What an indikator comes to."""

    sheet: JabatanSheet
    told: Told

    @property
    def indikator(self) -> Indikator:
        """The indikator itself."""
        return self.told.indikator

    @property
    def result(self) -> Mapping[str, Any]:
        """What is known of its result."""
        return self.sheet.report.results[self.indikator.kode, self.sheet.report.batch.periode]

    @property
    def status(self) -> str:
        """The status in words; of one that is retired, until when it was valid, and of one that the month's form does
        not ask, why."""
        words = str(self.result["status_kata"])
        if not self.result["berlaku"]:
            return f"{words}; berlaku sampai {self.told.periode.words}"
        if self.indikator.is_asked_in(self.told.periode):
            return words
        return f"{words}; {self.sheet.report.said('tidak ditanyakan bulan ini')} (per {self.indikator.periode})"

    def cell(self, column: Column[Line]) -> Cell:
        """A cell of this line."""
        return Cell(self.sheet.result(self.indikator.kode, column))


Line = NameLine | ResultLine


# --- the columns -----------------------------------------------------------------------------------------------------


def _shown(of_name: Callable[[NameLine], Shown], of_result: Callable[[ResultLine], Shown]) -> Callable[[Line], Shown]:
    """What a column shows on either kind of line."""
    return lambda line: of_name(line) if isinstance(line, NameLine) else of_result(line)


def _nothing(_: NameLine) -> Shown:
    return Shown()


def _figure(side_of: Callable[[Data], Side]) -> Callable[[Line], Shown]:
    def of_name(line: NameLine) -> Shown:
        side = side_of(line.sheet.data)
        style = line.style(side)
        number = line.section.quantities[line.name.kode]["bulan" if side is MONTH else "sd"]
        look = SHORT_DATE if style == "date" else line.row.look(number, adds_up=side is not MONTH)
        return Shown(same_as(line.place(side)) if _tells(side, line.section) else None, style, look)

    def of_result(line: ResultLine) -> Shown:
        section, report, side = line.sheet.section(line.told), line.sheet.report, side_of(line.sheet.data)
        known = _tells(side, section) and report.has_result(line.indikator.kode, section.periode, side.result)
        look = {**RESULT, **report.realisasi_look(line.indikator, section.periode, side.result)}
        return Shown(Cell(section.result(side)) if known else None, realisasi_style(line.indikator), look)

    return _shown(of_name, of_result)


def _tells(side: Side, section: Section) -> bool:
    """Whether a section has a number for the column: the last month of one that is retired is not this month."""
    months = section.data.report.batch.periode.months
    return side is SO_FAR or section.periode in (months if side.is_of_span else months[-1:])


def _deadline(line: NameLine) -> Shown:
    if line.row.deadline_slot is None:
        return Shown()
    return Shown(line.section.deadline(line.name.kode), "date", {**SHORT_DATE, **GREY})


def _goal(which: Callable[[TargetSheet, Told], Cell], key: str) -> Callable[[ResultLine], Shown]:
    """The whole target, or the part of it that is due; nothing where there is none."""

    def shown(line: ResultLine) -> Shown:
        known = pd.notna(line.result[key]) or line.sheet.is_range(line.told)
        look = {**RESULT, **line.sheet.report.target_format(line.indikator, key)}
        return Shown(which(line.sheet.target, line.told) if known else None, "report_number", look)

    return shown


def _percent(line: ResultLine, cap: Cell | None) -> Expression:
    report = line.sheet.report
    if line.sheet.is_range(line.told):
        return achievement.capaian_in_range(line.cell(SD), *line.sheet.target.ends(line.told), cap)
    arah, judges_zero = report.arah_of(line.indikator), report.batch.settings.aturan.judges_zero
    return achievement.capaian(line.cell(SD), line.cell(TARGET), arah, cap, judges_zero=judges_zero)


def _capaian(line: ResultLine) -> Shown:
    return Shown(_percent(line, line.sheet.data.aturan.cap), "report_decimals", RESULT)


def _uncut(line: ResultLine) -> Shown:
    """The capaian that was cut, as it was before."""
    look = {**RESULT, **CUT}
    is_cut = line.result["tanpa_batas"] > line.result["capaian"]
    return Shown(_percent(line, None) if is_cut else None, "report_decimals", look)


def _predikat(line: ResultLine) -> Shown:
    """A predikat is of what is complete."""
    told = achievement.predikat(line.cell(CAPAIAN), *line.sheet.data.aturan.bands)
    return Shown(told if line.result["status"] == LENGKAP else None, "cell_center", RESULT)


def _status_of_name(line: NameLine) -> Shown:
    """A sum that stands above no result says so, and the result of another indikator how that stands."""
    section = line.section
    if part := section.data.part(line.row):
        return Shown(None if part.outcome["status"] == LENGKAP else part.outcome["status_kata"], "cell_note")
    status = section.data.report.results[section.indikator.kode, section.periode]["status"]
    is_partial = status in (BELUM_LENGKAP, SALAH_ISI) and pd.notna(section.quantities[line.name.kode]["sd"])
    return Shown(PARTIAL if is_partial else None, "cell_note")


LABEL = Column[Line](
    "Indikator / isian",
    46,
    _shown(
        lambda line: Shown(line.name.label, "cell", {"indent": line.indent}),
        lambda _: Shown("Realisasi", "cell", RESULT),
    ),
)
BULAN = Column[Line]("Bulan ini", 13, _figure(lambda data: data.of_periode))
SD = Column[Line]("S.d. bulan ini", 13, _figure(lambda _: SO_FAR))
SETAHUN = Column[Line]("Target setahun", 14, _shown(_nothing, _goal(TargetSheet.whole, "target_tahun")))
TARGET = Column[Line]("Target s.d. bulan ini / batas", 15, _shown(_deadline, _goal(TargetSheet.due, "target")))
UNCUT = Column[Line]("Sebelum dibatasi", 11, _shown(_nothing, _uncut))
CAPAIAN = Column[Line]("Capaian", 11, _shown(_nothing, _capaian))
PREDIKAT = Column[Line]("Predikat", 14, _shown(_nothing, _predikat))
STATUS = Column[Line](
    "Status", 18, _shown(_status_of_name, lambda line: Shown(line.status, "cell_note", {"bg_color": book.PALE}))
)
COLUMNS = (
    Column[Line](
        "No.",
        7,
        _shown(lambda line: Shown(line.number, "cell_center", GREY), lambda _: Shown(None, "cell", RESULT)),
    ),
    LABEL,
    Column[Line](
        "Satuan",
        12,
        _shown(
            lambda line: Shown("NRR" if line.row.is_unsur else line.name.satuan, "cell", GREY),
            lambda line: Shown(line.indikator.satuan, "cell", RESULT),
        ),
    ),
    BULAN,
    SD,
    SETAHUN,
    TARGET,
    UNCUT,
    CAPAIAN,
    PREDIKAT,
    STATUS,
)


# --- the sheet -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class JabatanSheet:
    """The sheet of one jabatan."""

    report: Report
    jabatan: Jabatan
    data: Data
    target: TargetSheet
    landscape = False

    @property
    def name(self) -> str:
        """What its tab says."""
        return self.jabatan.sheet

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return [column.width for column in COLUMNS]

    @cached_property
    def title_rows(self) -> Mapping[str, int]:
        """The row of the title of each indikator; below it a line a name, and the result."""
        rows, row = {}, self._table.first
        for told in self.told:
            rows[told.indikator.kode] = row
            row += len(told.indikator.names) + 2
        return rows

    @cached_property
    def told(self) -> list[Told]:
        """Its indikator."""
        return self.report.told_of(self.jabatan)

    def is_range(self, told: Told) -> bool:
        """Whether realisasi should lie between two numbers."""
        target = self.report.target_of(told.indikator)
        return target is not None and target.rentang is not None

    @cached_property
    def _table(self) -> Table[Line]:
        return Table(self.name, HEAD, COLUMNS, (), said=self.report.said)

    def result(self, indikator: str, column: Column[Line]) -> Place:
        """A cell of the result of an indikator."""
        [one] = (told for told in self.told if told.indikator.kode == indikator)
        return self._table.at(self._result_row(one) - self._table.first, column)

    def _result_row(self, told: Told) -> int:
        return self.title_rows[told.indikator.kode] + len(told.indikator.names) + 1

    def section(self, told: Told) -> Section:
        """The rows of an indikator on ``Data``, of the month that tells."""
        return self.data.section(told.indikator.kode, told.periode)

    def write(self, made: Book, target: Worksheet) -> None:
        """Who holds the jabatan, its indikator one below the other, and signatures."""
        self.report.title(made, target, f"{self.report.keputusan.kepanjangan}: {self.jabatan.nama}")
        pejabat = self.report.batch.settings.official(self.jabatan.kode)
        who = f"Nama:  {pejabat.nama or '……………………………………'}"
        who += f"  ·  NIP {bahasa.nip(pejabat.nip)}" if pejabat.nip else ""
        target.write_string(2, 0, who, made.style("plain"))
        self._write_banner(made, target)
        target.set_row(HEAD, 42 if self.report.is_of_span else 30)  # "Target s.d. triwulan ini / batas"
        self._table.write_heads(made, target)
        for told in self.told:
            self._write_indikator(made, target, told)
        self._write_signatures(made, target)
        target.freeze_panes(HEAD + 1, 2)
        target.repeat_rows(HEAD)

    def _write_banner(self, made: Book, target: Worksheet) -> None:
        text = provisional.banner_of(self.report.batch, self.jabatan.kode)
        write_banner(made, target, HEAD - 1, (0, len(COLUMNS) - 1), text, sum(self.widths))

    def _write_indikator(self, made: Book, target: Worksheet, told: Told) -> None:
        indikator = told.indikator
        title, text = self.title_rows[indikator.kode], with_line(indikator)
        target.write_string(title, 0, indikator.kode, made.style("band"))
        target.merge_range(title, 1, title, len(COLUMNS) - 1, text, made.style("band"))
        target.set_row(title, book.row_height((text, 130)))
        for number, row in enumerate(self.section(told).rows, start=1):
            line = NameLine(self, row, number)
            self._table.write_record(made, target, title + number, line)
            target.set_row(title + number, book.row_height((line.name.label, LABEL.width - line.indent)))
        result = ResultLine(self, told)
        self._table.write_record(made, target, self._result_row(told), result)
        target.set_row(self._result_row(told), book.row_height((result.status, STATUS.width)))

    def _write_signatures(self, made: Book, target: Worksheet) -> None:
        settings, day = self.report.batch.settings, self.report.waktu.date()
        first = self._result_row(self.told[-1]) + (3 if are_weighted(self.told) else 2)  # below the line of their mean
        leader = countersignature(settings, self.report.batch.catalog, self.jabatan.kode, day)
        own = signature_lines(settings, self.jabatan.nama, settings.official(self.jabatan.kode), day)
        left, right = (self._table.spans[column][0] for column in (LABEL, TARGET))
        for column, lines in ((left, leader), (right, own)):
            for row, (text, style) in enumerate(lines, start=first):
                book.write_value(made, target, row, column, text, style)
        target.print_area(0, 0, first + len(own), len(COLUMNS) - 1)
