"""Sheet ``Temuan``: the kinds of what was found, the most frequent first, in how many units; the ten first drawn."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd

from iki_excel.language.cells import Cell, Range, Sum
from iki_excel.report import charts
from iki_excel.report.gabungan.rollup import HEAD, TEMUAN, Rollup
from iki_excel.report.predikat import MIDDLE
from iki_excel.report.sheets import Sheet
from iki_excel.report.tables import SMALL, Column, Shown, Table
from iki_excel.report.temuan import NOTHING, tingkat_shown
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet, width_of

MOST_DRAWN, BAR_HEIGHT, AROUND, CHART_WIDTH = 10, 26, 60, 760
MOST_ABOVE_CHART = 8
"""Kinds that leave room for the chart on the same printed page; below more it would be cut in two."""
PART = {"num_format": "0.0%_0"}
NOTE = "Satu baris satu jenis temuan; sel dan kalimatnya ada di buku kerja setiap unit."


@frozen
class Record:
    """One kind of temuan."""

    sheet: Temuan
    number: int
    told: Any

    def cell(self, column: Column[Record]) -> Cell:
        """A cell of its row."""
        return Cell(self.sheet.table.at(self.number, column))


def _share(record: Record) -> Shown:
    every = Range(record.sheet.table.down(BANYAK))
    return Shown(record.cell(BANYAK) / Sum(every), "report_number", PART)


ARTI = Column[Record]("Temuan", width_of(420), lambda one: Shown(one.told.arti), wraps=True)
TINGKAT = Column[Record]("Tingkat", width_of(100), lambda one: tingkat_shown(one.told.tingkat))
BANYAK = Column[Record](
    "Banyak", width_of(84), lambda one: Shown(one.told.banyak, "report_whole", {"bold": True}), is_number=True
)
BAGIAN = Column("Bagian", width_of(84), _share, is_number=True)
UNIT = Column[Record](
    "Banyak unit", width_of(92), lambda one: Shown(one.told.banyak_unit, "report_whole"), is_number=True
)
KODE = Column[Record]("Kode", width_of(180), lambda one: Shown(one.told.kode, "row_note", {"indent": 1, **SMALL}))


@frozen
class Temuan(Sheet):
    """The sheet ``Temuan``."""

    rollup: Rollup
    name = TEMUAN
    widths = tuple(one.width for one in (ARTI, TINGKAT, BANYAK, BAGIAN, UNIT, KODE))

    @cached_property
    def kinds(self) -> pd.DataFrame:
        """A row a kind, the most frequent first."""
        told = self.rollup.gabungan.temuan
        kinds = told.groupby(["kode", "tingkat", "arti"], as_index=False, sort=True).agg(
            banyak=("banyak", "sum"), banyak_unit=("unit", "nunique")
        )
        return kinds.sort_values("banyak", ascending=False, kind="stable", ignore_index=True)

    @cached_property
    def table(self) -> Table[Record]:
        """The same as records."""
        records = [Record(self, number, one) for number, one in enumerate(self.kinds.itertuples())]
        columns = (ARTI, TINGKAT, BANYAK, BAGIAN, UNIT, KODE)
        return Table(self.name, HEAD, columns, records, name="tblTemuan", filters=True)

    def write(self, made: Book, target: Worksheet) -> None:
        """The table, and below it the most frequent."""
        self.rollup.title(made, target, "Jenis temuan", NOTE if len(self.kinds) else "")
        if not len(self.kinds):
            target.write_string(HEAD, 0, NOTHING, made.style("bold", font_color=book.GOOD))
            return
        self.table.write(made, target)
        self.table.keep_heads(target, 0)
        description = {"description": self._in_words(), "object_position": 3, "y_offset": 8}
        target.insert_chart(self.table.last + 1, 0, self._chart(made), description)
        if len(self.kinds) > MOST_ABOVE_CHART:
            target.set_h_pagebreaks([self.table.last + 1])

    @property
    def _first(self) -> pd.DataFrame:
        return self.kinds.head(MOST_DRAWN)

    def _chart(self, made: Book) -> Any:
        most = self._first.iloc[0]
        title = f"Paling sering: {most['arti'].rstrip('.')} ({bahasa.number(most['banyak'])} kali)"
        chart = charts.of_capaian(made, "bar", title)
        chart.set_x_axis(charts.NO_SCALE)
        chart.set_y_axis({**charts.NAMES, "reverse": True, "interval_unit": 1})
        chart.add_series({
            "name": BANYAK.header,
            "categories": charts.series_of(self._down(ARTI)),
            "values": charts.series_of(self._down(BANYAK)),
            "gap": 35,
            "fill": {"color": MIDDLE.bar},
            "data_labels": {**charts.AT_END, "num_format": "#,##0"},
        })  # fmt: skip
        chart.set_size({"width": CHART_WIDTH, "height": AROUND + BAR_HEIGHT * len(self._first)})
        return chart

    def _down(self, column: Column[Record]) -> Any:
        area = self.table.down(column)
        return type(area)(area.sheet, area.top, area.left, area.top + len(self._first) - 1, area.right)

    def _in_words(self) -> str:
        every = [f"{one.arti.rstrip('.')} {bahasa.number(one.banyak)}" for one in self._first.itertuples()]
        return f"Batang jenis temuan yang paling sering: {'; '.join(every)}."[: book.LONGEST_DESCRIPTION]
