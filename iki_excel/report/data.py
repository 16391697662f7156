"""Sheet ``Data``: every typed value with its source, a row a name a month; what everything else points to.

The rows of one indikator and month stand together, and so do those of one isian among them. Beside what was typed
stand the steps of the computation, each in a column of its own: month by month what adds up, what each document or
unsur counts for, and what the indikator comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from iki_excel.decree import Hitung, Indikator, Jabatan, sheet_names
from iki_excel.decree.fields import SALAH, STATE_WORDS, TB, TIDAK_BERLAKU, Field
from iki_excel.decree.kinds import MEASURES, PERIOD_END, Isian, Part, Slot, group, of_month, parts_of, so_far
from iki_excel.decree.kinds import before as before_of
from iki_excel.judging.answers import by_slot
from iki_excel.judging.batch import ADA_KESALAHAN, SAH
from iki_excel.judging.scoring.columns import parts_of_state
from iki_excel.language import formula
from iki_excel.language.akumulasi import AKUMULASI
from iki_excel.language.cells import BLANK, Cell, Constant, Expression, If, IsNumber, Many, Range, bound
from iki_excel.language.places import Area, Place
from iki_excel.report.sheets import Report, realisasi_style
from iki_excel.report.tables import Column, Shown, Table, same_as
from iki_excel.words.periods import Periode
from iki_excel.workbooks.book import Book, Worksheet

Typed = Mapping[str, Any]
FIRST = 4
COMPUTED, NOT_ASKED = "dihitung", "tidak ditanyakan"
SHORT_DATE = {"num_format": "[$-421]d mmm yyyy"}
EXPLAINED = (
    "Setiap angka pada lembar lain berasal dari kolom Angka dan Dihitung di sini. Survei: jumlah skor per unsur. "
    "Kolom sesudah SHA-256 adalah langkah hitungnya."
)


# --- rows ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Section:
    """The rows of one indikator in one month: its names, in their order. ``before``: those of the month before.

    ``versi``: which version of the indikator it is. One looks back also over months in which another was valid.
    """

    data: Data = field(repr=False)
    jabatan: Jabatan
    indikator: Indikator
    versi: int
    periode: Periode
    first: int
    before: Section | None = field(repr=False)

    @property
    def rows(self) -> list[Row]:
        """A row a name."""
        return [Row(self, name, self.row_of[name.kode]) for name in self.indikator.names]

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """The row of every name."""
        return {name.kode: self.first + n for n, name in enumerate(self.indikator.names)}

    def cell(self, name: str, column: Column[Row]) -> Cell:
        """A cell of a name's row."""
        return self.data.cell(self.row_of[name], column)

    @property
    def tells(self) -> bool:
        """Whether its version is the one that tells the result of the month."""
        return bool(self.data.report.results[self.indikator.kode, self.periode]["versi"] == self.versi)

    @property
    def quantities(self) -> Mapping[str, Typed]:
        """What is known of the numbers by name."""
        return self.data.report.quantities[self.indikator.kode, self.versi, self.periode]

    def result(self, side: Side) -> Place:
        """Where it stands what the indikator comes to."""
        return self.cell(self.indikator.names[-1].kode, RESULTS[side]).place

    def cells_by_name(self, side: Side) -> dict[str, Many]:
        """What each name of the indikator's formulas is, of the month or s.d."""
        cells: dict[str, Many] = {}
        for name in self.indikator.names:
            cells[name.kode] = self.cell(name.kode, side.number)
            cells[f"{name.kode}.banyak"] = self.cell(name.kode, side.count)
            if isinstance(name, Slot) and name.batas:
                deadline = self.cell(name.kode, DEADLINE)
                cells[f"{name.kode}.batas"] = deadline
                cells[f"{name.kode}.tagih"] = deadline if self.quantities[name.kode]["ditagih"] else BLANK
        for isian in self.indikator.isian:
            for part in parts_of(isian):
                cells[group(part.nama, isian.kode)] = self.of_isian(isian, self.data.part_columns[part.nama, side])
        return cells

    def of_isian(self, isian: Isian, column: Column[Row]) -> Range:
        """A column of all rows of an isian."""
        first, last = (self.cell(isian.slots[n].kode, column).place for n in (0, -1))
        return Range(Area(first.sheet, first.row, first.column, last.row, last.column))


@dataclass(frozen=True)
class Row:
    """One name in one month."""

    section: Section
    name: Slot | Hitung
    row: int

    @property
    def is_last(self) -> bool:
        """Whether it is the last of its indikator and month, where the result stands."""
        return self.name.kode == self.section.indikator.names[-1].kode

    @property
    def is_unsur(self) -> bool:
        """Whether it is an unsur of a survey."""
        return isinstance(self.name, Slot) and self.name.blok

    @property
    def deadline_slot(self) -> Slot | None:
        """The slot itself where it is a document's date."""
        return self.name if isinstance(self.name, Slot) and self.name.batas else None

    @property
    def style(self) -> str:
        """How its numbers look."""
        return self.name.field.report_style if isinstance(self.name, Slot) else Field.report_style

    @property
    def typed(self) -> Typed | None:
        """What was typed; nothing for a computed name, or where no form came in."""
        return self.section.data.typed.get((self.section.jabatan.kode, self.name.kode, self.section.periode))

    def told(self, key: str) -> Any:
        """One thing that is known of what was typed."""
        return self.typed[key] if self.typed else None

    @property
    def state(self) -> str:
        """Its keadaan in words; of what no form asked for, why there is none."""
        if isinstance(self.name, Hitung):
            return COMPUTED
        if self.typed:
            return STATE_WORDS[self.typed["keadaan"]]
        form = self.section.data.report.keadaan[self.section.jabatan.kode, self.section.periode]
        return NOT_ASKED if form in (SAH, ADA_KESALAHAN) else form

    def cell(self, column: Column[Row]) -> Cell:
        """A cell of this row."""
        return self.section.data.cell(self.row, column)


# --- what the columns show -------------------------------------------------------------------------------------------


def _plain(content: Any, style: str = "cell", **look: Any) -> Shown:
    return Shown(content, style, {"text_wrap": False, **look})


def _told(key: str, style: str = "cell") -> Callable[[Row], Shown]:
    return lambda row: _plain(row.told(key), style)


def _number(row: Row) -> Shown:
    """The number that was typed, TB, or what a computed name comes to."""
    if isinstance(row.name, Hitung):
        return _plain(formula.live(row.name.rumus, row.section.cells_by_name(MONTH), {}, MEASURES), row.style)
    words = {TIDAK_BERLAKU: TB, **({SALAH: SALAH} if row.deadline_slot else {})}
    return _plain(words.get(row.told("keadaan"), row.told("angka")), row.style)


def _count(row: Row) -> Shown:
    return _plain((row.told("banyak") or None) if row.is_unsur else None, "report_whole")


def _span(row: Row) -> Shown:
    """The smallest and the largest answer of a survey."""
    known = row.is_unsur and row.told("banyak")
    return _plain(f"{row.told('terkecil'):g}–{row.told('terbesar'):g}" if known else None, "cell_center")


def _counted(row: Row) -> Shown:
    """The number that goes into the accumulation; none for a month that is left out."""
    is_counted = row.section.quantities[row.name.kode]["dihitung"]
    return _plain(row.cell(NUMBER) if is_counted else None, row.style)


def _counted_count(row: Row) -> Shown:
    return _plain(If(IsNumber(row.cell(COUNTED)), row.cell(COUNT), 0) if row.is_unsur else None, "report_whole")


def _last_day(row: Row) -> Shown:
    return _plain(row.section.periode.last_day, "date", **SHORT_DATE)


def _deadline(row: Row) -> Shown:
    slot, settings = row.deadline_slot, row.section.data.report.batch.settings
    return _plain(settings.deadline(slot, row.section.periode) if slot else None, "date", **SHORT_DATE)


def _so_far(row: Row) -> Shown:
    """What the name comes to after this month; of a document its latest entry, TB too."""
    if row.section.quantities[row.name.kode]["berlanjut"]:
        before = row.section.before
        return _plain(same_as(before.cell(row.name.kode, SO_FAR.number).place) if before else None, row.style)
    if row.name.kode in parts_of_state(row.section.indikator):  # the month speaks for all its parts
        return _plain(bound(AKUMULASI["terakhir"].first, {"own": row.cell(COUNTED)}), row.style)
    own = NUMBER if row.deadline_slot else COUNTED
    leader = row.section.cell(getattr(row.name, "leader", None) or row.name.kode, COUNTED)
    return _plain(_accumulated(row, row.name.akumulasi, own, leader, SO_FAR.number), row.style)


def _count_so_far(row: Row) -> Shown:
    own = COUNTED_COUNT
    added = _accumulated(row, "jumlah", own, row.cell(own), SO_FAR.count) if row.is_unsur else None
    return _plain(added, "report_whole")


def _accumulated(row: Row, kind: str, own: Column[Row], leader: Cell, so_far: Column[Row]) -> Expression:
    names: dict[str, Many] = {"own": row.cell(own), "leader": leader}
    if row.section.before is None:
        return bound(AKUMULASI[kind].first, names)
    return bound(AKUMULASI[kind].following, names | {"before": row.section.before.cell(row.name.kode, so_far)})


def _part(nama: str, side: Side) -> Callable[[Row], Shown]:
    """What a document or unsur counts for; blank where the row has no such part."""

    def shown(row: Row) -> Shown:
        section, columns = row.section, row.section.data.part_columns
        part = section.data.parts.get((section.indikator.kode, section.versi, row.name.kode, nama))
        if part is None:
            return _plain(None, Field.report_style)
        if side is MONTH and part.of_month is not None:
            return _plain(bound(part.of_month, _parts_beside(row)), Field.report_style)
        if side is SO_FAR and part.adds_up:
            own = columns[nama, MONTH]
            return _plain(_accumulated(row, "jumlah", own, row.cell(own), columns[nama, SO_FAR]), Field.report_style)
        names = section.cells_by_name(side) | {PERIOD_END: row.cell(LAST_DAY)}
        return _plain(bound(part.expression, names), Field.report_style)

    return shown


def _parts_beside(row: Row) -> dict[str, Many]:
    """What the parts of a row are, of the month and s.d., and what they were at the end of the month before."""
    before, names = row.section.before, dict[str, Many]()
    for (nama, side), column in row.section.data.part_columns.items():
        names[of_month(nama) if side is MONTH else so_far(nama)] = row.cell(column)
        if side is SO_FAR:
            names[before_of(nama)] = before.cell(row.name.kode, column) if before else Constant(0)
    return names


def _result(side: Side) -> Callable[[Row], Shown]:
    """What the indikator comes to, on the last row of its month; blank where there is no result to show."""

    def shown(row: Row) -> Shown:
        indikator, style = row.section.indikator, realisasi_style(row.section.indikator)
        known = row.section.tells and row.section.data.report.has_result(
            indikator.kode, row.section.periode, side.result
        )
        if not (row.is_last and known):
            return _plain(None, style)
        cells = row.section.cells_by_name(side)
        return _plain(formula.live(indikator.rumus, cells, indikator.isian_by_kode, MEASURES), style)

    return shown


# --- the columns -----------------------------------------------------------------------------------------------------

NUMBER = Column("Angka", 18, _number)
COUNT = Column("Banyak", 8, _count)
COUNTED = Column("Dihitung", 18, _counted)
SOURCE: tuple[Column[Row], ...] = (
    Column("Jabatan", 18, lambda row: _plain(row.section.jabatan.sheet)),
    Column("Indikator", 9, lambda row: _plain(row.section.indikator.kode)),
    Column("Isian", 54, lambda row: _plain(row.name.label, shrink=True)),
    Column("Kode isian", 36, lambda row: _plain(row.name.kode, shrink=True)),
    Column("Periode", 15, lambda row: _plain(row.section.periode.words)),
    Column("Diketik", 18, _told("diketik")),
    NUMBER,
    COUNT,
    Column("Rentang", 9, _span),
    Column("Keadaan", 13, lambda row: _plain(row.state, "cell_center")),
    COUNTED,
    Column("Catatan pembacaan", 22, _told("catatan")),
    Column("Keterangan pengisi", 24, _told("keterangan")),
    Column("Berkas", 54, _told("file", "cell_small")),
    Column("Lembar", 7, _told("sheet", "cell_small")),
    Column("Sel", 10, _told("sel", "cell_small")),
)
"""What was typed, where it stands, and what counts of it: what is printed."""

FINGERPRINT = Column("SHA-256", 44, _told("sha256", "cell_small"))
"""Printed on Kelengkapan."""

LAST_DAY = Column("Akhir bulan", 14, _last_day)
DEADLINE = Column("Batas waktu", 14, _deadline)
COUNTED_COUNT = Column("Banyak dihitung", 10, _counted_count)


@dataclass(frozen=True)
class Side:
    """Of the month by itself, or s.d.: in which columns its numbers stand, and how many they are of a survey.

    ``result``: what the table of results calls what they give. ``words``: what follows a head that both sides have.
    """

    number: Column[Row]
    count: Column[Row]
    result: str
    words: str


MONTH = Side(NUMBER, COUNT, "realisasi_bulan", "")
SO_FAR = Side(Column("S.d.", 18, _so_far), Column("Banyak s.d.", 10, _count_so_far), "realisasi", " s.d.")
RESULTS = {side: Column(f"Realisasi{side.words}", 13, _result(side)) for side in (MONTH, SO_FAR)}


# --- the sheet -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Data:
    """The sheet ``Data``."""

    report: Report
    name = sheet_names.DATA
    landscape = True

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return [column.width for column in self.table.columns]

    @cached_property
    def typed(self) -> dict[tuple[str, str, str], Typed]:
        """What was typed, by (jabatan, slot, periode)."""
        table = by_slot(self.report.batch.checked.answers)
        hashes = self.report.batch.checked.files[["file", "sha256"]]
        table = table.merge(hashes, on="file", how="left", validate="many_to_one")
        return {(row["jabatan"], row["slot"], row["periode"]): row for row in table.to_dict("records")}

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
            (nama, side): Column(f"{label}{side.words}", 13, _part(nama, side))
            for nama, label in labels.items()
            for side in (MONTH, SO_FAR)
        }

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

    def section(self, kode: str, periode: Periode) -> Section:
        """The rows that tell an indikator's result of a month."""
        return self.sections[kode, self.report.results[kode, periode]["versi"], periode]

    def _columns(self) -> Iterator[Column[Row]]:
        yield from (*SOURCE, FINGERPRINT, LAST_DAY, DEADLINE, COUNTED_COUNT, SO_FAR.number, SO_FAR.count)
        yield from self.part_columns.values()
        yield from RESULTS.values()

    @cached_property
    def table(self) -> Table[Row]:
        """All columns and rows."""
        rows = [row for section in self.sections.values() for row in section.rows]
        return Table(self.name, FIRST - 1, [*self._columns()], rows)

    def cell(self, row: int, column: Column[Row]) -> Cell:
        """One cell."""
        return Cell(self.table.at(row - FIRST, column))

    def write(self, made: Book, target: Worksheet) -> None:
        """Every typed value: typed text, number, state, file, sheet, cell, SHA-256; and what is computed of it."""
        table = self.table
        self.report.title(made, target, "Data")
        target.write_string(2, 0, EXPLAINED, made.style("note"))
        target.set_row(table.head, 30)
        table.write(made, target)
        target.autofilter(*table.corners)
        target.freeze_panes(table.first, 3)
        target.repeat_rows(table.head)
        target.print_area(0, 0, table.last, len(SOURCE) - 1)
