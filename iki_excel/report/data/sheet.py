"""The sheet ``Data`` itself: which rows and columns it has, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from iki_excel.decree import sheet_names
from iki_excel.decree.kinds import Part, parts_of
from iki_excel.judging.answers_table import by_slot, with_mirrored
from iki_excel.language.cells import Cell
from iki_excel.language.places import Place
from iki_excel.report.aturan import AturanTable
from iki_excel.report.data.columns import (
    COUNTED_COUNT,
    DEADLINE,
    LAST_DAY,
    MONTH,
    SO_FAR,
    SOURCE,
    SPAN,
    shown_part,
)
from iki_excel.report.data.rows import Row, Section, Side, Typed
from iki_excel.report.konstanta import HEAD, KonstantaTable
from iki_excel.report.sheets import Report, Sheet, rows_of
from iki_excel.report.skala import SkalaTable
from iki_excel.report.steps import Steps
from iki_excel.report.tables import Column, Table
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

FIRST = 4
ANSWERED = ["jabatan", "slot", "periode", "responden", "diketik", "angka", "keadaan", "catatan", "keterangan", "file",
            "sheet", "sel"]  # fmt: skip
"""What is shown of an answer, and what that is found by: all else that is known of it would be carried along."""

EXPLAINED = (
    "Setiap angka pada lembar lain berasal dari kolom Angka dan Dihitung di sini. Survei: jumlah skor per unsur. Biru: "
    "diketik. Kolom sesudah Sidik adalah langkah hitungnya. Kode membuka rapor."
)


@frozen
class Data(Sheet):
    """The sheet ``Data``."""

    report: Report
    name = sheet_names.DATA

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return self.table.widths

    @cached_property
    def typed(self) -> dict[tuple[str, str, str], Typed]:
        """What was typed, by (jabatan, slot, periode)."""
        answers = self.report.batch.checked.counted[ANSWERED]
        table = with_mirrored(by_slot(answers), self.report.batch.catalog)
        files = self.report.batch.checked.files
        known = files[[column for column in ("file", "sha256", "tiba") if column in files]]
        table = table.merge(known, on="file", how="left", validate="many_to_one")
        return {(row["jabatan"], row["slot"], row["periode"]): row for row in rows_of(table)}

    @cached_property
    def konstanta(self) -> KonstantaTable:
        """Where the numbers of the decree stand."""
        return KonstantaTable(self.report)

    @cached_property
    def skala(self) -> SkalaTable:
        """Where the steps of the decree stand, below its numbers."""
        return SkalaTable(self.report, HEAD + self.konstanta.height)

    @cached_property
    def aturan(self) -> AturanTable:
        """Where the cap of capaian and the bands of predikat stand, below those."""
        return AturanTable(self.report, HEAD + self.konstanta.height + self.skala.height)

    @cached_property
    def parts(self) -> dict[tuple[str, int, str, str], Part]:
        """The parts of every isian, by (indikator, versi, slot, nama)."""
        return {
            (kode, versi, part.slot, part.nama): part
            for kode, versions in self.report.batch.catalog.versions.items()
            for versi, one in enumerate(versions)
            for isian in one.isian
            for part in parts_of(isian)
        }

    @cached_property
    def part_columns(self) -> dict[tuple[str, Side], Column[Row]]:
        """A column for each kind of part, of the month and s.d."""
        labels = {part.nama: part.label for part in self.parts.values()}
        return {
            (nama, side): Column(f"{label}{side.words}", 13, shown_part(nama, side))
            for nama, label in labels.items()
            for side in self._sides
        }

    @property
    def _sides(self) -> tuple[Side, ...]:
        return (MONTH, SO_FAR, SPAN) if self.report.is_of_span else (MONTH, SO_FAR)

    @property
    def of_periode(self) -> Side:
        """What is told of the periode by itself: a month, or a longer span."""
        return SPAN if self.report.is_of_span else MONTH

    @cached_property
    def sections(self) -> dict[tuple[str, int, str], Section]:
        """The rows of every indikator, version and month."""
        sections: dict[tuple[str, int, str], Section] = {}
        catalog, row = self.report.batch.catalog, FIRST
        for kode, versi, periode in self.report.quantities:
            jabatan, _ = catalog.indikator[kode]
            indikator, before = catalog.versions[kode][versi], sections.get((kode, versi, periode.previous))
            sections[kode, versi, periode] = Section(self, jabatan, indikator, versi, periode, row, before)
            row += len(indikator.names)
        return sections

    def home(self, row: Row) -> Row | None:
        """The row of what is asked at the cell of another: that other one's, of the version of its month."""
        section = row.section
        other = section.indikator.of_other_forms.get(row.name.kode)
        if other is not None and other.setahun_lalu:
            return None
        filler = other.diisi if other else section.jabatan.kode
        month = self.report.batch.catalog.at(section.periode)
        if section.is_between or filler not in month:
            return None
        jabatan = month[filler]
        home = jabatan.home_of(row.name.kode)
        told = jabatan.askers.get(home)
        if told is None or (told.kode, home) == (section.indikator.kode, row.name.kode):
            return None
        versions = self.report.batch.catalog.versions[told.kode]
        versi = next(number for number, one in enumerate(versions) if one.is_valid_in(section.periode))
        there = self.sections[told.kode, versi, section.periode]
        return next(one for one in there.rows if one.name.kode == home)

    def part(self, row: Row) -> Section | None:
        """The rows of the indikator of which a row shows the result; None where it shows none."""
        isian = row.section.indikator.isian_by_kode.get(row.name.kode)
        return self.section(isian.dari, row.section.periode) if isian and isian.dari else None

    def section(self, kode: str, periode: Periode) -> Section:
        """The rows that tell an indikator's result of a month."""
        return self.sections[kode, self.report.results[kode, periode]["versi"], periode]

    def _columns(self) -> Iterator[Column[Row]]:
        yield from (*SOURCE, LAST_DAY, DEADLINE, COUNTED_COUNT)
        yield from (column for side in self._sides[1:] for column in (side.number, side.count))
        yield from self.part_columns.values()
        yield from (side.realisasi for side in self._sides)

    @cached_property
    def table(self) -> Table[Row]:
        """All columns and rows."""
        rows = [row for section in self.sections.values() for row in section.rows]
        return Table(self.name, FIRST - 1, [*self._columns()], rows, name="tblData", filters=True)

    def cell(self, row: int, column: Column[Row]) -> Cell:
        """One cell."""
        return Cell(Place(self.name, row, self.table.at_column[column]))

    def deadline(self, row: int) -> Cell:
        """The cell with a batas waktu."""
        return self.cell(row, DEADLINE)

    def prepare(self, made: Book) -> None:
        """Its long formulas are told in steps, behind its last column."""
        made.shortened[self.name] = Steps(self.name, self.table.corners[-1] + 1)

    def write(self, made: Book, target: Worksheet) -> None:
        """Every typed value: typed text, number, state, file, sheet, cell, SHA-256; and what is computed of it."""
        table = self.table
        self.report.title(made, target, "Data")
        target.write_string(2, 0, EXPLAINED, made.style("note"))
        table.write(made, target)
        table.keep_heads(target)
        target.print_area(0, 0, table.last, len(SOURCE) - 1)
        book.as_appendix(target)
