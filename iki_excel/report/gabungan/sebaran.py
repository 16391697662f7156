"""Sheet ``Sebaran``: how the units are spread over each indikator, in numbers and as quartiles drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from iki_excel.language.cells import Cell, Count, Expression, Max, Min, Quartile, Range
from iki_excel.language.rounding import round_half_away
from iki_excel.report import charts
from iki_excel.report.gabungan.peta import Block, Peta
from iki_excel.report.gabungan.rollup import HEAD, SEBARAN, Rollup
from iki_excel.report.predikat import BEST, GOOD
from iki_excel.report.sheets import Sheet
from iki_excel.report.tables import GREY, SMALL, Column, Link, Shown, Table
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet, width_of

MOST_DRAWN, HIGHEST = 30, 130
BAR_HEIGHT, ABOVE, BELOW, CHART_WIDTH = 20, 64, 12, 900
NOTE = "Hanya unit yang indikatornya lengkap. Kode membuka Peta. Grafiknya di bawah tabel."
LEGEND = "Kotak: separuh unit yang di tengah, dibelah di median. Garis: sampai yang terendah dan yang tertinggi."
FIRST_ONLY = " Digambar {} indikator pertama."
DIGITS = 2


@frozen
class Record:
    """One indikator: its row among all, and the block of the map that it stands in."""

    sheet: Sebaran
    number: int
    indikator: int
    block: Block

    def told(self, key: str) -> str:
        """What is known of it."""
        return str(self.sheet.rollup.indikator[key].iloc[self.indikator])

    @property
    def there(self) -> Range:
        """What the units came to."""
        return Range(self.block.column_of(self.indikator))

    @cached_property
    def numbers(self) -> npt.NDArray[np.float64]:
        """The same as numbers, as they are printed."""
        column = self.sheet.rollup.matrix[:, self.indikator]
        known = np.array([value if isinstance(value, float) else np.nan for value in column])
        return np.asarray(round_half_away(known, DIGITS))

    @property
    def is_known(self) -> bool:
        """Whether any unit is final."""
        return not np.isnan(self.numbers).all()

    def cell(self, column: Column[Record]) -> Cell:
        """A cell of its row."""
        return Cell(self.sheet.table.at(self.number, column))

    def unit_at(self, extreme: Callable[[npt.NDArray[np.float64]], float]) -> str:
        """Which unit is there, or how many are."""
        at = np.flatnonzero(self.numbers == extreme(self.numbers))
        return str(self.sheet.rollup.units["nama"].iloc[at[0]]) if len(at) == 1 else f"{bahasa.number(len(at))} unit"


def _if_known(live: Callable[[Record], Expression | str], style: str, **look: Any) -> Callable[[Record], Shown]:
    return lambda record: Shown(live(record) if record.is_known else None, style, look)


def _number(header: str, live: Callable[[Record], Expression], pixels: int = 84, **look: Any) -> Column[Record]:
    return Column(header, width_of(pixels), _if_known(live, "report_decimals", **look), is_number=True)


def _kode(record: Record) -> Shown:
    area = record.block.column_of(record.indikator)
    head = record.block.table.head
    return Shown(Link(type(area.first)(area.sheet, head, area.left), record.told("sebutan")), "row")


KODE = Column("Kode", width_of(84), _kode)
NAMA = Column[Record]("Indikator", width_of(232), lambda one: Shown(one.told("singkat")), wraps=True)
BANYAK = Column[Record](
    "Banyak unit", width_of(76), lambda one: Shown(Count(one.there), "report_whole"), is_number=True
)
TERENDAH = _number("Terendah", lambda one: Min(one.there))
KUARTIL_1 = _number("Kuartil 1", lambda one: Quartile(one.there, 1))
MEDIAN = _number("Median", lambda one: Quartile(one.there, 2), bold=True)
KUARTIL_3 = _number("Kuartil 3", lambda one: Quartile(one.there, 3))
TERTINGGI = _number("Tertinggi", lambda one: Max(one.there))
LEMAH = Column(
    "Unit terendah", width_of(170), _if_known(lambda one: one.unit_at(np.nanmin), "row", indent=1), wraps=True
)
BAIK = Column("Unit tertinggi", width_of(170), _if_known(lambda one: one.unit_at(np.nanmax), "row"), wraps=True)
LABEL = Column[Record](
    "Tulisan",
    width_of(230),
    lambda one: Shown(f"{one.told('sebutan')} {one.told('singkat')}", "row", {**SMALL, **GREY}),
)
TO_MEDIAN = _number("Kuartil 1 ke median", lambda one: one.cell(MEDIAN) - one.cell(KUARTIL_1), **GREY)
TO_THIRD = _number("Median ke kuartil 3", lambda one: one.cell(KUARTIL_3) - one.cell(MEDIAN), **GREY)
TO_LOWEST = _number("Terendah ke kuartil 1", lambda one: one.cell(KUARTIL_1) - one.cell(TERENDAH), **GREY)
TO_HIGHEST = _number("Kuartil 3 ke tertinggi", lambda one: one.cell(TERTINGGI) - one.cell(KUARTIL_3), **GREY)
COLUMNS = (KODE, NAMA, BANYAK, TERENDAH, KUARTIL_1, MEDIAN, KUARTIL_3, TERTINGGI, LEMAH, BAIK)
DRAWN = (LABEL, TO_MEDIAN, TO_THIRD, TO_LOWEST, TO_HIGHEST)


@frozen
class Sebaran(Sheet):
    """The sheet ``Sebaran``."""

    rollup: Rollup
    maps: tuple[Peta, ...]
    name = SEBARAN
    tab_colour = book.TEAL
    widths = tuple(column.width for column in (*COLUMNS, *DRAWN))

    @cached_property
    def table(self) -> Table[Record]:
        """A row an indikator, in the order of the decree."""
        there = {i: block for one in self.maps for block in one.blocks for i in block.family.indikator}
        records = [Record(self, number, i, there[i]) for number, i in enumerate(sorted(there))]
        return Table(self.name, HEAD, (*COLUMNS, *DRAWN), records, name="tblSebaran", filters=True)

    def write(self, made: Book, target: Worksheet) -> None:
        """The table, and below it the quartiles of each."""
        self.rollup.title(made, target, f"Sebaran {len(self.table.records)} indikator", NOTE)
        self.table.write(made, target)
        self.table.keep_heads(target)
        if any(one.is_known for one in self._drawn):
            self._insert_chart(made, target)
        target.print_area(0, 0, self.table.last + 3 + self._height // 20, len(COLUMNS) - 1)

    def _insert_chart(self, made: Book, target: Worksheet) -> None:
        """On a page of its own, below what its boxes and lines are."""
        row = self.table.last + 1
        rest = FIRST_ONLY.format(MOST_DRAWN) if len(self._drawn) < len(self.table.records) else ""
        target.write_string(row, 0, LEGEND + rest, made.style("note"))
        told = {"description": self._in_words(), "object_position": 3}
        target.insert_chart(row + 1, 0, self._chart(made), told)
        target.set_h_pagebreaks([row])

    # --- the chart ---------------------------------------------------------------------------------------------------

    @property
    def _drawn(self) -> Sequence[Record]:
        return self.table.records[:MOST_DRAWN]

    @property
    def _height(self) -> int:
        return ABOVE + BELOW + BAR_HEIGHT * len(self._drawn)

    def _chart(self, made: Book) -> Any:
        """Boxes from quartile to quartile, parted at the median, with lines to the lowest and the highest."""
        chart = made.workbook.add_chart({"type": "bar", "subtype": "stacked"})
        chart.set_title({"name": self._title(), "name_font": {**charts.BOLD, "size": 11}, "overlay": False})
        chart.set_legend({"none": True})
        chart.set_chartarea({"border": charts.NO_LINE})
        chart.set_x_axis({**charts.scale(HIGHEST), "minor_tick_mark": "none"})
        chart.set_y_axis({**charts.NAMES, "reverse": True, "interval_unit": 1})
        chart.add_series(self._series(KUARTIL_1) | {"fill": {"none": True}, "border": charts.NO_LINE,
                                                    "y_error_bars": self._whisker("minus", TO_LOWEST)})  # fmt: skip
        border = {"color": "#FFFFFF", "width": 1.5}
        chart.add_series(self._series(TO_MEDIAN) | {"fill": {"color": GOOD.bar}, "border": border})
        chart.add_series(self._series(TO_THIRD) | {"fill": {"color": BEST.bar}, "border": border,
                                                   "y_error_bars": self._whisker("plus", TO_HIGHEST)})  # fmt: skip
        top, bottom = ABOVE / self._height, BELOW / self._height
        chart.set_plotarea({"layout": {"x": 0.3, "y": top, "width": 0.66, "height": 1 - top - bottom}})
        chart.set_size({"width": CHART_WIDTH, "height": self._height})
        return chart

    def _series(self, column: Column[Record]) -> dict[str, Any]:
        return {
            "name": column.header,
            "categories": charts.series_of(self._down(LABEL)),
            "values": charts.series_of(self._down(column)),
            "gap": 45,
        }

    def _whisker(self, direction: str, column: Column[Record]) -> dict[str, Any]:
        reference, none = f"={self._down(column).reference}", [0] * len(self._drawn)
        ends = {f"{direction}_values": reference, f"{'plus' if direction == 'minus' else 'minus'}_values": none}
        line = {"color": book.GREY, "width": 1.25}
        return {"type": "custom", "direction": direction, "end_style": 1, "line": line, **ends}

    def _down(self, column: Column[Record]) -> Any:
        area = self.table.down(column)
        return type(area)(area.sheet, area.top, area.left, area.top + len(self._drawn) - 1, area.right)

    def _spreads(self) -> list[tuple[float, Record]]:
        """The width of the boxes, the widest first."""
        known = [one for one in self._drawn if one.is_known]
        wide = [float(np.subtract(*np.nanpercentile(one.numbers, [75, 25]))) for one in known]
        return sorted(zip(wide, known, strict=True), key=lambda pair: -pair[0])

    def _title(self) -> str:
        widest = [one.told("sebutan") for width, one in self._spreads()[:3] if width > 0]
        until = f"capaian s.d. {self.rollup.gabungan.periode.months[-1].words}"
        seen = f"Paling beragam: {', '.join(widest)}" if widest else "Semua unit hampir sama"
        return f"{seen} · {until}"

    def _in_words(self) -> str:
        every = [f"{one.told('sebutan')} median {bahasa.fixed(float(np.nanmedian(one.numbers)), DIGITS)}"
                 for one in self._drawn if one.is_known]  # fmt: skip
        told = f"Kotak kuartil capaian unit tiap indikator terhadap target 100: {'; '.join(every)}."
        return told if len(told) <= book.LONGEST_DESCRIPTION else f"{told[: book.LONGEST_DESCRIPTION - 1]}…"
