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
    mark, filled = round(target * WHOLE), _filled(bar.panjang, target)
    colour = LOOKS[bar.rupa].bar if is_banded(bar) else GREY
    cells = (
        _cell(end - begin, colour if end <= filled else EMPTY, has_line=end == mark)
        for begin, end in _parts(filled, mark)
    )
    return (
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" '
        f'style="table-layout:fixed"><tr>{"".join(cells)}</tr></table>'
    )


def is_banded(bar: Bar) -> bool:
    """Whether it has the look of a predikat."""
    return 0 <= bar.rupa < len(LOOKS)


def _filled(length: float | None, target: float) -> int:
    """How much of the whole is filled, in percent; up to the line only where the target is reached."""
    if length is None:
        return 0
    percent, mark = round(min(max(length, 0.0), 1.0) * WHOLE), round(target * WHOLE)
    if length < target:
        return min(max(percent, 1 if length > 0 else 0), mark - 1)
    return max(percent, mark + 1) if length > target else mark


def _parts(filled: int, mark: int) -> Iterator[tuple[int, int]]:
    """Where each cell begins and ends, in percent."""
    edges = sorted({0, filled, mark, WHOLE})
    return itertools.pairwise(edges)


def _cell(width: int, colour: str, *, has_line: bool) -> str:
    line = f";border-right:2px solid {INK}" if has_line else ""
    return (
        f'<td width="{width}%" height="{HEIGHT}" bgcolor="{colour}" style="font-size:0;line-height:0{line}">&nbsp;</td>'
    )
