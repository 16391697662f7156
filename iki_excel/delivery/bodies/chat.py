"""A letter as a text to paste into a chat: short lines, titles in bold, and nothing that a chat would take for a sign.

WhatsApp makes bold, italic and struck letters of ``*``, ``_`` and ``~``, code of a backtick, and lists and quotations
of what a line begins with. What people typed is shown by signs that look like these and mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iki_excel.delivery.bodies.lines import bar_in_words, marked_items, on_one_line
from iki_excel.delivery.letters import Banner, Bars, Block, Body, Headline, Items, Paragraph

LOOK_ALIKE = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
AT_THE_EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""A line between letters, as in the name of a file, makes nothing italic, and is to be copied as it is."""
LOW_LINE = "ˍ"
AT_THE_BEGINNING = {">": "›", "-": "–", "•": "·"}


def as_chat(body: Body) -> str:
    """The letter as a text to paste."""
    head = "\n".join([_bold(body.title), *([_typed(body.below)] if body.below else ())])
    return "\n\n".join([head, *("\n".join(_lines(block)) for block in body.blocks)]) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _typed(block.text)
        case Banner():
            yield from [_bold(block.title), *map(_typed, block.lines)]
        case Headline():
            yield _typed(f"{block.number} {block.about}")
        case Items():
            yield from _titled(block.title)
            yield from (f"{mark} {_typed(item)}" for mark, item in marked_items(block))
        case Bars():
            yield from _titled(block.title)
            yield from (_typed(bar_in_words(bar, block.sejak)) for bar in block.rows)


def _titled(title: str) -> Iterator[str]:
    if title:
        yield _bold(title)


def _bold(title: str) -> str:
    told = _typed(title)
    return f"*{told}*" if told else ""


def _typed(text: str) -> str:
    """A text in which no sign is markup."""
    told = AT_THE_EDGE.sub(LOW_LINE, on_one_line(text)).translate(LOOK_ALIKE)
    return AT_THE_BEGINNING.get(told[:1], told[:1]) + told[1:]
