"""What staff typed, and how their files are called, made safe for a cell, a CSV file and a console."""

from __future__ import annotations

import codecs
import functools
import re
import unicodedata
from typing import TYPE_CHECKING, Any, TextIO

from iki_excel.words.frozen import frozen

if TYPE_CHECKING:
    import pandas as pd

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONGEST_TEXT = 32_767
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def clean(text: str) -> str:
    """The text without control characters and halves of letters, which no file and no console takes."""
    if text.isprintable():  # then none of those is in it, which is said at once
        return text
    return CONTROL_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", text)


def clean_text(text: str) -> str:
    """The text as a cell can hold it: clean, and not too long, where a sign such as 😀 counts as two."""
    text = clean(text)
    if len(text) <= LONGEST_TEXT // 2:
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet that is given the text, rather than a cell of text, may take it for a formula."""
    return text.startswith(FORMULA_STARTS)


def cleaned(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every text clean."""
    return table.map(lambda value: clean(value) if isinstance(value, str) else value)


@frozen
class Separated:
    """How a CSV is written: what stands between cells, what in a number, and how its letters become bytes."""

    separator: str
    decimal: str
    encoding: str


COMMA = Separated(",", ".", "utf-8")
SEPARATED = {"koma": COMMA, "titik-koma": Separated(";", ",", "utf-8-sig")}
"""By name; the second is what an Indonesian Excel opens by double click, with all letters and numbers as they are."""


def csv(table: pd.DataFrame, how: Separated = COMMA) -> str:
    """The table as CSV with a header; a text that is like a formula has an apostrophe in front, a number never."""
    guarded = cleaned(table).map(_guarded)
    written: str = guarded.to_csv(index=False, lineterminator="\n", sep=how.separator, decimal=how.decimal)
    return written


def _guarded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    one_way = re.sub(r"\r\n?", "\n", value)  # a lone \r would end the row, as nothing puts it in quotes
    return f"'{one_way}" if is_like_formula(value) else one_way


FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
AS_SEEN = FULL_WIDTH | INVISIBLE


@functools.lru_cache(maxsize=8192)  # forms have most of their texts in common
def as_seen(text: str) -> str:
    """A text as it is seen: full-width signs as plain ones, nothing invisible, one space between words.

    Nothing more: a superscript made plain would turn 12² into 122.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFC", text.translate(AS_SEEN))
    return " ".join(plain.split())


# --- consoles --------------------------------------------------------------------------------------------------------

INSTEAD = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "…": "...", "→": "->", "×": "x", "÷": "/",
    "≥": ">=", "≤": "<=",
}  # fmt: skip
"""What is written on a console that has no such sign; ``?`` for any other."""

CONSOLE = "iki_excel.console"


def _instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(INSTEAD.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


codecs.register_error(CONSOLE, _instead)


def make_patient(stream: TextIO | None) -> None:
    """Let a console write what it cannot show with the signs it has (a program without a window has no console)."""
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors=CONSOLE)
