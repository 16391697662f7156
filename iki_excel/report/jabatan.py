"""One sheet a jabatan: every isian and result, print-ready on Folio with signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from iki_excel.decree import Hitung, Indikator, Jabatan
from iki_excel.decree.fields import Field
from iki_excel.decree.kinds import Slot, parts_of
from iki_excel.decree.signature import countersignature, signature_lines
from iki_excel.judging import achievement
from iki_excel.judging.scoring import STATUS_WORDS
from iki_excel.language.cells import Cell
from iki_excel.language.places import Place
from iki_excel.report.data import DEADLINE, MONTH, SHORT_DATE, SO_FAR, Data, Section, Side
from iki_excel.report.rumus import Rumus
from iki_excel.report.sheets import Report, realisasi_style
from iki_excel.report.tables import Column, Shown, Table, same_as
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

HEAD = 4
GREY: Mapping[str, Any] = {"font_color": book.GREY}
RESULT: Mapping[str, Any] = {"bold": True, "bg_color": book.PALE}


# --- lines -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NameLine:
    """One isian or computed name of an indikator; ``section``: its rows on ``Data``, of this month."""

    section: Section
    name: Slot | Hitung
    number: int

    @property
    def is_unsur(self) -> bool:
        """Whether it is an unsur of a survey, which is shown by its mean."""
        return isinstance(self.name, Slot) and self.name.blok

    @property
    def indent(self) -> int:
        """How far its label stands to the right."""
        return 3 if isinstance(self.name, Slot) and self.name.leader else 1

    @property
    def style(self) -> str:
        """The style of its numbers: that of its field, of a plain number as much as it has decimals."""
        own = self.name.field.report_style if isinstance(self.name, Slot) else Field.report_style
        whole = not isinstance(self.name, Slot) or self.name.bulat
        return f"report_{book.number_style(decimals=self.is_unsur, whole=whole)}" if own == Field.report_style else own

    def place(self, side: Side) -> Place:
        """Its number on ``Data``; of an unsur its mean, which is the part that it has."""
        isian = self.section.indikator.isian if self.is_unsur else ()
        parts = [part for one in isian for part in parts_of(one) if part.slot == self.name.kode]
        column = self.section.data.part_columns[parts[0].nama, side] if parts else side.number
        return self.section.cell(self.name.kode, column).place


@dataclass(frozen=True)
class ResultLine:
    """What an indikator comes to."""

    sheet: JabatanSheet
    indikator: Indikator

    @property
    def status(self) -> str:
        """The status in words."""
        return STATUS_WORDS[self.sheet.report.results[self.indikator.kode, self.sheet.report.batch.periode]["status"]]

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


def _figure(side: Side) -> Callable[[Line], Shown]:
    def of_name(line: NameLine) -> Shown:
        return Shown(same_as(line.place(side)), line.style, SHORT_DATE if line.style == "date" else {})

    def of_result(line: ResultLine) -> Shown:
        section, report = line.sheet.section(line.indikator), line.sheet.report
        known = report.has_result(line.indikator.kode, section.periode, side.result)
        return Shown(Cell(section.result(side)) if known else None, realisasi_style(line.indikator), RESULT)

    return _shown(of_name, of_result)


def _deadline(line: NameLine) -> Shown:
    if not (isinstance(line.name, Slot) and line.name.batas):
        return Shown()
    return Shown(line.section.cell(line.name.kode, DEADLINE), "date", {**SHORT_DATE, **GREY})


def _target(line: ResultLine) -> Shown:
    has_target = line.sheet.report.batch.settings.target_of(line.indikator) is not None
    look = {**RESULT, **line.sheet.report.target_format(line.indikator)}
    return Shown(Cell(line.sheet.rumus.target(line.indikator.kode)) if has_target else None, "report_number", look)


def _capaian(line: ResultLine) -> Shown:
    arah = line.sheet.report.batch.settings.arah_of(line.indikator)
    percent = achievement.capaian(line.cell(SD), line.cell(TARGET), arah, line.sheet.rumus.cap)
    return Shown(percent, "report_decimals", RESULT)


def _predikat(line: ResultLine) -> Shown:
    return Shown(achievement.predikat(line.cell(CAPAIAN), *line.sheet.rumus.bands), "cell_center", RESULT)


LABEL = Column[Line](
    "Indikator / isian",
    52,
    _shown(
        lambda line: Shown(line.name.label, "cell", {"indent": line.indent}),
        lambda _: Shown("Realisasi", "cell", RESULT),
    ),
)
BULAN = Column[Line]("Bulan ini", 13, _figure(MONTH))
SD = Column[Line]("S.d. bulan ini", 13, _figure(SO_FAR))
TARGET = Column[Line]("Target / batas", 14, _shown(_deadline, _target))
CAPAIAN = Column[Line]("Capaian", 11, _shown(_nothing, _capaian))
PREDIKAT = Column[Line]("Predikat", 14, _shown(_nothing, _predikat))
STATUS = Column[Line](
    "Status", 18, _shown(_nothing, lambda line: Shown(line.status, "cell_note", {"bg_color": book.PALE}))
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
            lambda line: Shown("NRR" if line.is_unsur else line.name.satuan, "cell", GREY),
            lambda line: Shown(line.indikator.satuan, "cell", RESULT),
        ),
    ),
    BULAN,
    SD,
    TARGET,
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
    rumus: Rumus
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
        for indikator in self.jabatan.indikator:
            rows[indikator.kode] = row
            row += len(indikator.names) + 2
        return rows

    @cached_property
    def _table(self) -> Table[Line]:
        return Table(self.name, HEAD, COLUMNS, ())

    def result(self, indikator: str, column: Column[Line]) -> Place:
        """A cell of the result of an indikator."""
        _, one = self.report.batch.catalog.indikator[indikator]
        return self._table.at(self._result_row(one) - self._table.first, column)

    def _result_row(self, indikator: Indikator) -> int:
        return self.title_rows[indikator.kode] + len(indikator.names) + 1

    def section(self, indikator: Indikator) -> Section:
        """The rows of an indikator on ``Data``, of this month."""
        return self.data.sections[indikator.kode, self.report.batch.periode]

    def write(self, made: Book, target: Worksheet) -> None:
        """Who holds the jabatan, its indikator one below the other, and signatures."""
        self.report.title(made, target, f"Indikator Kinerja Individu: {self.jabatan.nama}")
        pejabat = self.report.batch.settings.official(self.jabatan.kode)
        who = f"Nama:  {pejabat.nama or '……………………………………'}"
        who += f"  ·  NIP {bahasa.nip(pejabat.nip)}" if pejabat.nip else ""
        target.write_string(2, 0, who, made.style("plain"))
        target.set_row(HEAD, 30)
        self._table.write_heads(made, target)
        for indikator in self.jabatan.indikator:
            self._write_indikator(made, target, indikator)
        self._write_signatures(made, target)
        target.freeze_panes(HEAD + 1, 2)
        target.repeat_rows(HEAD)

    def _write_indikator(self, made: Book, target: Worksheet, indikator: Indikator) -> None:
        title, text = self.title_rows[indikator.kode], indikator.indikator
        target.write_string(title, 0, indikator.kode, made.style("band"))
        target.merge_range(title, 1, title, len(COLUMNS) - 1, text, made.style("band"))
        target.set_row(title, book.row_height((text, 130)))
        for number, name in enumerate(indikator.names, start=1):
            line = NameLine(self.section(indikator), name, number)
            self._table.write_record(made, target, title + number, line)
            target.set_row(title + number, book.row_height((name.label, LABEL.width - line.indent)))
        result = ResultLine(self, indikator)
        self._table.write_record(made, target, self._result_row(indikator), result)
        target.set_row(self._result_row(indikator), book.row_height((result.status, STATUS.width)))

    def _write_signatures(self, made: Book, target: Worksheet) -> None:
        settings, day = self.report.batch.settings, self.report.waktu.date()
        first = self._result_row(self.jabatan.indikator[-1]) + 2
        leader = countersignature(settings, self.report.batch.catalog, self.jabatan.kode, day)
        own = signature_lines(settings, self.jabatan.nama, settings.official(self.jabatan.kode), day)
        left, right = (self._table.spans[column][0] for column in (LABEL, TARGET))
        for column, lines in ((left, leader), (right, own)):
            for row, (text, style) in enumerate(lines, start=first):
                book.write_value(made, target, row, column, text, style)
        target.print_area(0, 0, first + len(own), len(COLUMNS) - 1)
