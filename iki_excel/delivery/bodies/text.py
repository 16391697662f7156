"""A letter as plain text, for whoever's mail program shows no other."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from iki_excel.delivery.bodies.lines import bar_in_words, marked_items, on_one_line
from iki_excel.delivery.letters import Banner, Bars, Block, Body, Headline, Items, Paragraph

WIDTH = 72
"""Letters in a line: so many stay on one line also where a reply quotes them."""
HANGING = 2
"""How far what is left of a line stands in."""


def as_text(body: Body) -> str:
    """The letter in lines of WIDTH letters; only what has no space in it, as the name of a file, may be longer."""
    title = _wrapped(body.title)
    head = "\n".join([*title, "=" * max(map(len, title), default=0), *(_wrapped(body.below) if body.below else ())])
    return "\n\n".join([head, *("\n".join(_lines(block)) for block in body.blocks)]) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _wrapped(block.text)
        case Banner():
            for line in (block.title, *block.lines):
                yield from _wrapped(line, HANGING)
        case Headline():
            yield from _wrapped(f"{block.number} {block.about}")
        case Items():
            rows = (f"{mark} {item}" for mark, item in marked_items(block))
            yield from _titled(block.title, rows, HANGING + block.numbered)
        case Bars():
            yield from _titled(block.title, (bar_in_words(bar, block.sejak) for bar in block.rows))


def _titled(title: str, rows: Iterable[str], hanging: int = HANGING) -> Iterator[str]:
    if title:
        lines = _wrapped(title)
        yield from [*lines, "-" * max(map(len, lines))]
    for row in rows:
        yield from _wrapped(row, hanging)


def _wrapped(text: str, hanging: int = 0) -> list[str]:
    indent = " " * hanging
    return textwrap.wrap(
        on_one_line(text), WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
