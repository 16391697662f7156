"""Charts of one scale: capaian, where the target is 100 and the one line across is the target."""

from __future__ import annotations

from typing import Any

from iki_excel.language.places import Area
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book

TARGET_LINE = {"visible": True, "line": {"color": book.INK, "width": 1.25, "dash_type": "dash"}}
AT_TARGET = '[=100]"target 100";0'
NO_LINE = {"none": True}
BOLD = {**book.CHART_FONT, "bold": True}


def of_capaian(made: Book, kind: str, title: str, *, highest: int) -> Any:
    """A chart from 0 to ``highest`` whose only gridline is the target; without title where that is empty."""
    chart = made.workbook.add_chart({"type": kind})
    chart.set_title({"name": title, "name_font": {**BOLD, "size": 11}, "overlay": False} if title else {"none": True})
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": NO_LINE})
    chart.show_blanks_as("gap")
    scale = {
        "min": 0, "max": highest, "major_unit": 100, "major_gridlines": TARGET_LINE, "num_format": AT_TARGET,
        "line": NO_LINE, "num_font": book.CHART_FONT, "major_tick_mark": "none", "minor_tick_mark": "none",
    }  # fmt: skip
    names = {"line": {"color": book.GREY}, "num_font": book.CHART_FONT, "major_tick_mark": "none"}
    chart.set_x_axis(scale if kind == "bar" else names)
    chart.set_y_axis(names if kind == "bar" else scale)
    return chart


def series_of(area: Area) -> list[Any]:
    """An area as a series of a chart takes it."""
    return [area.sheet, area.top, area.left, area.bottom, area.right]
