"""Sheets ``Peta`` and ``Peta lain``: unit × indikator in the colours of the predikat; of each its own workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from iki_excel.judging import achievement
from iki_excel.judging.batch import BELUM_MASUK
from iki_excel.judging.message import NOTHING, PROVISIONAL
from iki_excel.judging.provisional import MEND
from iki_excel.language.cells import BLANK, Average, Cell, Condition, Count, If, IfError, IsNumber, Range, Round, Truth
from iki_excel.language.places import Area
from iki_excel.report.gabungan.rollup import HEAD, PETA, PETA_LAIN, Family, Rollup
from iki_excel.report.gabungan.tentang import Tentang
from iki_excel.report.predikat import colour_words
from iki_excel.report.rekap import NONE_LOOK, PROVISIONAL_LOOK
from iki_excel.report.sheets import Sheet
from iki_excel.report.tables import GREY, SMALL, Column, Shown, Table
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet, width_of

KODE_WIDTH, CELL = width_of(84), width_of(68)
ROW_HEIGHT = 26.0
NOTE = "Warna: predikat (lihat Tentang). Kosong: tidak ada dalam keputusan unit itu. Nama indikator: lihat Sebaran."
WORD: dict[str, Any] = {**SMALL, "font_color": book.GREY}
WORDS: Mapping[str, dict[str, Any]] = {
    PROVISIONAL: {**SMALL, "italic": True, "font_color": book.WARN_INK},
    BELUM_MASUK: {**SMALL, "font_color": book.BAD, "bg_color": book.BAD_PALE},
    MEND: {**SMALL, "font_color": book.BAD, "bg_color": book.BAD_PALE},
}
"""How what is not final looks; all else is grey."""


@frozen
class Record:
    """One unit; ``number``: its place in the block, ``unit``: its row among all."""

    block: Block
    number: int
    unit: int

    @property
    def told(self) -> Any:
        """What is known of it."""
        return self.block.rollup.told[self.unit]

    def cell(self, column: Column[Record]) -> Cell:
        """A cell of its row."""
        return Cell(self.block.table.at(self.number, column))

    @property
    def results(self) -> Range:
        """All its cells of indikator."""
        columns = self.block.indikator
        first, last = (self.block.table.at(self.number, columns[n]) for n in (0, -1))
        return Range(Area(first.sheet, first.row, first.column, last.row, last.column))


def _told(key: str, style: str = "row", **look: Any) -> Callable[[Record], Shown]:
    return lambda record: Shown(getattr(record.told, key), style, look)


def _mean(record: Record) -> Shown:
    """Over its indikator that are final; by weights as its own workbook has it."""
    told = record.told
    if not told.ikut:
        return Shown(None, "report_decimals")
    live = told.rata_rata if told.berbobot else IfError(Average(record.results), BLANK)
    return Shown(live, "report_decimals", {"bold": bool(told.lengkap)})


def _predikat(record: Record) -> Shown:
    told = record.told
    if not told.ikut:
        return Shown(NOTHING, "row_word", NONE_LOOK)
    if not told.lengkap:
        return Shown(PROVISIONAL, "row_word", PROVISIONAL_LOOK)
    return Shown(achievement.predikat(record.cell(RATA), *record.block.tentang.bands), "row_word")


KODE = Column[Record]("Kode unit", KODE_WIDTH, _told("unit", text_wrap=False, shrink=True))
NAMA = Column[Record]("Unit", width_of(190), _told("nama"), wraps=True)
KABUPATEN = Column[Record]("Kabupaten atau kota", width_of(150), _told("kabupaten", **SMALL), wraps=True)
RATA = Column("Rata-rata", width_of(86), _mean, is_number=True)
PREDIKAT = Column("Predikat", width_of(116), _predikat)
IKUT = Column[Record](
    "Indikator ikut", width_of(80), lambda one: Shown(Count(one.results), "report_whole"), is_number=True
)
DARI = Column[Record]("dari", width_of(58), _told("dari", "report_whole", **GREY), is_number=True)


def first_columns(rollup: Rollup) -> tuple[Column[Record], ...]:
    """What stands before the indikator; where the units lie only where that is not one place."""
    where = (KABUPATEN,) if rollup.units["kabupaten"].nunique() > 1 else ()
    return (KODE, NAMA, *where, RATA, PREDIKAT, IKUT, DARI)


@frozen
class Block:
    """The units of one family, with their own heads in row ``head``."""

    rollup: Rollup
    tentang: Tentang
    family: Family
    sheet: str
    head: int
    number: int

    @cached_property
    def indikator(self) -> Sequence[Column[Record]]:
        """A column an indikator."""
        named = self.rollup.indikator["sebutan"]
        return [Column(named.iloc[one], CELL, self._shown(one)) for one in self.family.indikator]

    def _shown(self, indikator: int) -> Callable[[Record], Shown]:
        matrix = self.rollup.matrix

        def shown(record: Record) -> Shown:
            value = matrix[record.unit, indikator]
            if isinstance(value, float):
                return Shown(value, "report_decimals")
            return Shown(value, "row_center", WORDS.get(value, WORD))

        return shown

    @cached_property
    def table(self) -> Table[Record]:
        """A row a unit."""
        records = [Record(self, number, unit) for number, unit in enumerate(self.family.units)]
        name = "tblPeta" if self.number == 1 else f"tblPeta{self.number}"
        columns = (*first_columns(self.rollup), *self.indikator)
        return Table(self.sheet, self.head, columns, records, name=name, filters=True, lowest=ROW_HEIGHT)

    def column_of(self, indikator: int) -> Area:
        """All cells of an indikator, by its row among all."""
        return self.table.down(self.indikator[self.family.indikator.index(indikator)])

    def tell_doors(self) -> None:
        """Say where its units stand."""
        for record in self.table.records:
            self.rollup.doors.unit[record.unit] = record.cell(KODE).place

    def write(self, made: Book, target: Worksheet) -> None:
        """All units, in the colours of what they reached; each code opens the workbook of its unit."""
        self.table.write(made, target)
        self._write_links(made, target)
        columns = self.indikator
        area = self.table.down(columns[0])
        every = Area(area.sheet, area.top, area.left, area.bottom, area.left + len(columns) - 1)
        limits = {word: limit for limit, word in self.rollup.gabungan.aturan.bands}
        colour_words(made, target, self.table.down(PREDIKAT), self.rollup.looks)
        for word, look in self.rollup.looks.items():
            book.colour_where(made, target, every, _reaches(limits[word]), look.ink, look.paper)

    def _write_links(self, made: Book, target: Worksheet) -> None:
        look = made.style("row", text_wrap=False, shrink=True, font_color=book.LINK, underline=1)
        for record in self.table.records:
            buku, at = record.told.buku, record.cell(KODE).place
            if buku and not self.rollup.for_mail:
                tip = f"Buka rekap {record.told.nama}"[:255]
                target.write_file_link(at.row, at.column, buku, look, record.told.unit, tip)


def _reaches(limit: float) -> Callable[[Cell], Condition]:
    """Whether a cell is a number that, as it is judged, is not below a limit."""
    return lambda cell: If(IsNumber(cell), Round(cell, achievement.DIGITS) >= limit, Truth(False))


@frozen
class Peta(Sheet):
    """The map of the family of the most units, or of all others, one below the other."""

    rollup: Rollup
    tentang: Tentang
    is_first: bool
    tab_colour = book.TEAL

    @property
    def name(self) -> str:
        """What its tab says."""
        return PETA if self.is_first else PETA_LAIN

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """One a family."""
        families = self.rollup.families
        head, found = HEAD, list[Block]()
        for number, family in enumerate(families, start=1):
            if (number == 1) == self.is_first:
                found.append(Block(self.rollup, self.tentang, family, self.name, head, number))
                head += len(family.units) + 2
        return found

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        longest = max(len(block.indikator) for block in self.blocks)
        return [*(column.width for column in first_columns(self.rollup)), *[CELL] * longest]

    def prepare(self, made: Book) -> None:
        """Other sheets lead to its rows."""
        for block in self.blocks:
            block.tell_doors()

    def write(self, made: Book, target: Worksheet) -> None:
        """All blocks; the heads stay in sight where there is one."""
        many = sum(len(block.family.units) for block in self.blocks)
        others = "" if self.is_first else " dengan keputusan lain"
        self.rollup.title(made, target, f"Peta capaian {bahasa.number(many)} unit{others}", NOTE)
        for block in self.blocks:
            block.write(made, target)
        if len(self.blocks) == 1:
            self.blocks[0].table.keep_heads(target)
        else:
            target.freeze_panes(0, 1)
