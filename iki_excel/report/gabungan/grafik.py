"""Sheet ``Grafik``: what Ringkasan draws and counts: each unit by its mean, the lowest first; how many a predikat."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from iki_excel.judging import achievement
from iki_excel.judging.message import NOTHING, PROVISIONAL
from iki_excel.language.cells import BLANK, Cell, CountIf, If, Range, Round
from iki_excel.language.rounding import round_half_away
from iki_excel.report.gabungan import peta
from iki_excel.report.gabungan.peta import Peta
from iki_excel.report.gabungan.rollup import GRAFIK, HEAD, Rollup
from iki_excel.report.gabungan.tentang import Tentang
from iki_excel.report.grafik import UNKNOWN, ZERO
from iki_excel.report.parts import write_section
from iki_excel.report.sheets import Sheet
from iki_excel.report.tables import GREY, SMALL, Column, Shown, Table, same_as
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

MOST_BARS = 30
"""Of so many units each has a bar; of more it is drawn how many reached which predikat."""

NOTE = "Dasar grafik dan hitungan di Ringkasan: unit dari yang rata-ratanya terendah; yang belum lengkap di belakang."


@frozen
class Record:
    """One unit in its place. ``unit``: its row among all; ``there``: its row on the map."""

    sheet: Grafik
    number: int
    unit: int
    there: peta.Record

    def cell(self, column: Column[Record]) -> Cell:
        """A cell of its row."""
        return Cell(self.sheet.table.at(self.number, column))

    @property
    def is_complete(self) -> bool:
        """Whether it has a part in what is said of all."""
        return bool(self.there.told.lengkap) and bool(self.there.told.ikut)


def _label(record: Record) -> Shown:
    mean, nama = record.there.told.rata_rata, record.there.told.nama
    behind = UNKNOWN if mean != mean else ZERO if mean == 0 else ""
    return Shown(f"{nama}{behind}")


def _if_complete(shown: Callable[[Record], Shown]) -> Callable[[Record], Shown]:
    return lambda record: shown(record) if record.is_complete else Shown(None, shown(record).style)


def _reached(record: Record) -> Shown:
    tentang = record.sheet.tentang
    return Shown(If(Round(record.cell(RATA), tentang.decimals) >= tentang.persen, 1, 0), "report_whole")


PLACE = Column[Record]("Urutan", 17, lambda one: Shown(one.number + 1, "report_whole"), is_number=True)
KODE = Column[Record]("Kode unit", 14, lambda one: Shown(one.sheet.rollup.name_of(one.unit), "row"))
LABEL = Column("Tulisan", 34, _label)
WILAYAH = Column[Record](
    "Wilayah",
    26,
    lambda one: Shown(getattr(one.there.told, one.sheet.region) if one.sheet.region else None, "row", SMALL),
)
RATA = Column[Record](
    "Rata-rata (%)", 14, lambda one: Shown(same_as(one.there.cell(peta.RATA).place), "report_decimals"), is_number=True
)
PREDIKAT = Column[Record]("Predikat", 18, lambda one: Shown(same_as(one.there.cell(peta.PREDIKAT).place), "row_beside"))
IKUT = Column("Ikut", 12, _if_complete(lambda one: Shown(one.cell(RATA), "report_decimals", GREY)), is_number=True)
SATU = Column("Lengkap", 12, _if_complete(lambda one: Shown(1, "report_whole", GREY)), is_number=True)
REACHED = Column("Mencapai target", 14, _if_complete(_reached), is_number=True)


@frozen
class Share:
    """How many units have a predikat, or none yet."""

    sheet: Grafik
    number: int
    word: str


WORD = Column[Share]("Predikat", 17, lambda one: Shown(one.word))
MANY = Column[Share](
    "Banyak unit",
    14,
    lambda one: Shown(CountIf(Range(one.sheet.table.down(PREDIKAT)), one.word), "report_whole"),
    is_number=True,
)


@frozen
class Grafik(Sheet):
    """The sheet ``Grafik``."""

    rollup: Rollup
    tentang: Tentang
    maps: tuple[Peta, ...]
    name = GRAFIK

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return self.table.widths

    @cached_property
    def region(self) -> str:
        """By which column of units means are told of several places; "" where there are too many of them, or one."""
        counts = {column: self.rollup.units[column].nunique() for column in ("kabupaten", "provinsi")}
        return next((column for column, many in counts.items() if 1 < many <= 40), "")

    @cached_property
    def has_bars(self) -> bool:
        """Whether each unit has a bar of its own."""
        return len(self.rollup.units) <= MOST_BARS

    @cached_property
    def series(self) -> dict[str, Column[Record]]:
        """A column a predikat, the best first, and one of what is provisional: each bar has its length in one."""
        words = (*self.rollup.looks, PROVISIONAL) if self.has_bars else ()
        return {word: Column(word.capitalize() if word == PROVISIONAL else word, 14, _if_it_is(word), is_number=True)
                for word in words}  # fmt: skip

    @cached_property
    def table(self) -> Table[Record]:
        """A row a unit, the lowest first."""
        there = {record.unit: record for one in self.maps for block in one.blocks for record in block.table.records}
        order = [unit for unit in self._order if unit in there]
        records = [Record(self, number, unit, there[unit]) for number, unit in enumerate(order)]
        columns = (PLACE, KODE, LABEL, WILAYAH, RATA, PREDIKAT, IKUT, SATU, REACHED, *self.series.values())
        return Table(self.name, HEAD, columns, records, name="tblGrafik")

    @property
    def _order(self) -> list[int]:
        units = self.rollup.units
        mean = round_half_away(units["rata_rata"].to_numpy(dtype=float), 2)
        return [int(one) for one in np.lexsort((mean, ~units["lengkap"].to_numpy()))]

    def predikat_of(self, record: Record) -> str:
        """What its mean reached, or why it has none."""
        told = record.there.told
        if not record.is_complete:
            return PROVISIONAL if told.ikut else NOTHING
        return str(self._predikat[record.unit])

    @cached_property
    def _predikat(self) -> npt.NDArray[np.object_]:
        """What the mean of each unit reached."""
        mean = self.rollup.units["rata_rata"].to_numpy(dtype=float)
        return achievement.predikat_words(mean, self.rollup.gabungan.aturan.bands)

    @cached_property
    def complete(self) -> list[Record]:
        """Those that are complete, the lowest first."""
        return [record for record in self.table.records if record.is_complete]

    @cached_property
    def shares(self) -> Table[Share]:
        """How many units have which predikat, the best first."""
        words = (*self.rollup.looks, PROVISIONAL, NOTHING)
        records = [Share(self, number, word) for number, word in enumerate(words)]
        return Table(self.name, self.table.last + 2, (WORD, MANY), records, name="tblPredikat")

    def all_of(self, column: Column[Record]) -> Range:
        """A column, all units."""
        return Range(self.table.down(column))

    def write(self, made: Book, target: Worksheet) -> None:
        """Both tables."""
        self.rollup.title(made, target, "Grafik", NOTE)
        self.table.write(made, target)
        self.table.keep_heads(target)
        write_section(made, target, self.table.last + 1, "Banyak unit tiap predikat")
        self.shares.write(made, target)
        book.as_appendix(target)


def _if_it_is(word: str) -> Callable[[Record], Shown]:
    return lambda one: Shown(If(one.cell(PREDIKAT).equals(word), one.cell(RATA), BLANK), "report_decimals")
