"""What a page can print: the letters that its font has. A page of PDF/UA may hold no letter that cannot be shown."""

from __future__ import annotations

import functools
import re
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from iki_excel.words import plain

FONTS = Path(__file__).with_name("fonts")
FAMILY = "Liberation Sans"
"""Has the measures of Arial, in which the workbooks are."""

BOX = "□"
"""Stands for a letter that the font has not."""

MAY_BREAK = "\u200b"
LONG_WORD = re.compile(r"[^\s/–-]{22}(?=[^\s/–-]{3})")
"""So many letters without a place to break a line are wider than a column."""


def printable(value: Any) -> Any:
    """A text, or all texts in lists and dictionaries, as they can be printed: on one line, in letters of the font."""
    if isinstance(value, dict):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return _printable(value) if isinstance(value, str) else value


def _printable(text: str) -> str:
    seen = unicodedata.normalize("NFC", plain.as_seen(plain.clean(text)))
    shown = "".join(letter if _has_shape(letter) else BOX for letter in seen)
    return LONG_WORD.sub(rf"\g<0>{MAY_BREAK}", shown)


def _has_shape(letter: str) -> bool:
    """Whether the font shows it as something: not what turns the direction of others."""
    return ord(letter) in _letters() and not unicodedata.category(letter).startswith("C")


@functools.cache
def _letters() -> frozenset[int]:
    """All letters of the font, by the table in which it says so (cmap, of format 4: ranges of letters up to U+FFFF)."""
    font = (FONTS / "LiberationSans-Regular.ttf").read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    places = {font[at : at + 4]: struct.unpack_from(">L", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    cmap = places[b"cmap"]
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    starts = (cmap + struct.unpack_from(">L", font, cmap + 8 + 8 * one)[0] for one in range(count))
    [first, *_] = (start for start in starts if struct.unpack_from(">H", font, start) == (4,))
    return frozenset(_of_ranges(font, first))


def _of_ranges(font: bytes, start: int) -> Iterator[int]:
    """The letters of a table of format 4 that lead to a glyph (the first glyph is the one for what is missing)."""
    (double,) = struct.unpack_from(">H", font, start + 6)
    ends, begins, deltas, offsets = (start + 14, start + 16 + double, start + 16 + 2 * double, start + 16 + 3 * double)
    for at in range(0, double, 2):
        (end,), (begin,) = struct.unpack_from(">H", font, ends + at), struct.unpack_from(">H", font, begins + at)
        (delta,), (offset,) = struct.unpack_from(">H", font, deltas + at), struct.unpack_from(">H", font, offsets + at)
        for letter in range(begin, end + 1):
            place = offsets + at + offset + 2 * (letter - begin)
            glyph = struct.unpack_from(">H", font, place)[0] if offset else letter
            if letter < 0xFFFF and glyph and (glyph + delta) & 0xFFFF:
                yield letter
