"""What stands in a header of a message: ASCII on one line, whatever people typed."""

from __future__ import annotations

import unicodedata

from iki_excel.words import plain

LONGEST = 120
"""Letters: more of a subject nobody sees."""


def in_ascii(text: str, longest: int = LONGEST) -> str:
    """A text in the letters of ASCII, on one line: é as e, “ as a plain quotation mark, ? for what has none."""
    parts = unicodedata.normalize("NFKD", "".join(plain.INSTEAD.get(sign, sign) for sign in plain.as_seen(text)))
    letters = "".join(sign for sign in parts if not unicodedata.combining(sign))
    shown = "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in letters)
    return shown if len(shown) <= longest else f"{shown[: longest - 3]}..."
