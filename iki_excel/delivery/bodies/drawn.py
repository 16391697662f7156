"""A bar drawn without a picture: cells of a table, with the line of the target as the border of one of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from iki_excel.delivery.letters import Bar
from iki_excel.report.predikat import LOOKS
from iki_excel.workbooks.book import GREY, INK

EMPTY = "#EEF0F2"
"""The part of a bar that is not reached."""
HEIGHT, WHOLE = 12, 100


def drawn(bar: Bar, target: float) -> str:
    """The bar of one row; ``target``: where the line stands, as a part of the whole."""
    mark, filled = _percent(target), _filled(bar.panjang, target)
    colour = LOOKS[bar.rupa].bar if is_banded(bar) else GREY
    cells = (
        _cell(begin, end, colour if end <= filled else "", has_line=end == mark) for begin, end in _parts(filled, mark)
    )
    return (
        '<table role="none" width="100%" cellpadding="0" cellspacing="0" '
        f'bgcolor="{EMPTY}" style="table-layout:fixed"><tr>{"".join(cells)}</tr></table>'
    )


def is_banded(bar: Bar) -> bool:
    """Whether it has the look of a predikat."""
    return 0 <= bar.rupa < len(LOOKS)


def _filled(length: float | None, target: float) -> int:
    """How much of the whole is filled, in percent; up to the line only where the target is reached."""
    if length is None:
        return 0
    percent, mark = _percent(length), _percent(target)
    if length < target:
        return min(max(percent, 1 if length > 0 else 0), mark - 1)
    return max(percent, mark + 1) if length > target else mark


def _percent(part: float) -> int:
    return round(min(max(part, 0.0), 1.0) * WHOLE)


def _parts(filled: int, mark: int) -> Iterator[tuple[int, int]]:
    """Where each cell begins and ends, in percent."""
    edges = sorted({0, filled, mark, WHOLE})
    return itertools.pairwise(edges)


def _cell(begin: int, end: int, colour: str, *, has_line: bool) -> str:
    """A part of the bar; the first one gives all of them their height."""
    paper = f' bgcolor="{colour}"' if colour else ""
    height, content = (f' height="{HEIGHT}"', "&nbsp;") if begin == 0 else ("", "")
    line = f";border-right:2px solid {INK}" if has_line else ""
    return f'<td width="{end - begin}%"{height}{paper} style="font:0/0 a{line}">{content}</td>'
