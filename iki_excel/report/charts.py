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


AT_END: dict[str, Any] = {"value": True, "font": BOLD, "position": "outside_end"}
"""Labels of bars that are measured against nothing, so that they need no scale."""

NO_SCALE: dict[str, Any] = {"visible": False, "major_gridlines": {"visible": False}, "min": 0}

NAMES: dict[str, Any] = {"line": {"color": book.GREY}, "num_font": book.CHART_FONT, "major_tick_mark": "none"}
"""The axis of what has a capaian."""

MONTHS: dict[str, Any] = {**NAMES, "text_axis": True, "num_format": "[$-421]mmm"}
"""The same of months, by their short names."""


def scale(highest: int, number_format: str = AT_TARGET) -> dict[str, Any]:
    """The axis of capaian, whose only gridline is the target."""
    return {
        "min": 0, "max": highest, "major_unit": 100, "major_gridlines": TARGET_LINE, "num_format": number_format,
        "line": NO_LINE, "num_font": book.CHART_FONT, "major_tick_mark": "none",
    }  # fmt: skip


def of_capaian(made: Book, kind: str, title: str = "") -> Any:
    """A chart without a legend and a border; without title where that is empty. Its axes are :func:`scale` and NAMES or
    MONTHS."""
    chart = made.workbook.add_chart({"type": kind})
    chart.set_title({"name": title, "name_font": {**BOLD, "size": 11}, "overlay": False} if title else {"none": True})
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": NO_LINE})
    chart.show_blanks_as("gap")
    return chart


def series_of(area: Area) -> list[Any]:
    """An area as a series of a chart takes it."""
    return [area.sheet, area.top, area.left, area.bottom, area.right]
