"""Charts that can be read: axes from zero with round whole steps, and lines that can be told apart where they meet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from iki_excel.language.places import Area
from iki_excel.workbooks import book

INTERVALS = 6
FLAT = 4.0
MARKERS = ("circle", "square", "diamond", "triangle", "x", "star", "plus")


def scale(values: Iterable[float]) -> dict[str, Any]:
    """Explicit ends and steps of an axis: from zero (below it only for negative values), in round whole steps."""
    known = [value for value in values if not math.isnan(value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    step = _round_step((high - low) / INTERVALS)
    top = max(math.ceil(high / step), 1 if low == 0 else 0) * step
    return {"min": math.floor(low / step) * step, "max": top, "major_unit": step, "num_format": "#,##0"}


def _round_step(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50, … that is not below ``least``."""
    power = 10 ** max(math.floor(math.log10(max(least, 1))), 0)
    return next(int(factor * power) for factor in (1, 2, 5, 10) if factor * power >= least)


def small_beside_large(highest: Mapping[str, float]) -> set[str]:
    """The series that would lie flat at the bottom beside the others, cut off so that neither part has such again."""
    falling = sorted(highest, key=lambda key: -highest[key])
    sizes = [max(highest[key], 1.0) for key in falling]
    if not sizes or sizes[0] < FLAT * sizes[-1]:
        return set()

    def flatness(cut: int) -> tuple[float, float]:
        large, small = sizes[0] / sizes[cut - 1], sizes[cut] / sizes[-1]
        return max(large, small), min(large, small)

    return set(falling[min(range(1, len(sizes)), key=flatness) :])


def line(number: int, of: int, *, dashed: bool) -> dict[str, Any]:
    """Line and marker of a series; later ones are thinner, so that those beneath still show."""
    colour = book.SERIES[number % len(book.SERIES)]
    above = of - 1 - number % of
    marker = {"type": MARKERS[number % len(MARKERS)], "size": 5 + min(above, 3)}
    ink = {"color": colour}
    return {
        "line": {"color": colour, "width": 1.5 + 0.75 * min(above, 3), "dash_type": "dash" if dashed else "solid"},
        "marker": {**marker, "fill": ink, "border": ink},
    }


def series_of(area: Area) -> list[Any]:
    """An area as a series of a chart takes it."""
    return [area.sheet, area.top, area.left, area.bottom, area.right]
