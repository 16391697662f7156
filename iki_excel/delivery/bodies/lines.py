"""What text and chat have in common: a text on one line, and what a bar is where it cannot be drawn."""

from __future__ import annotations

import unicodedata

from iki_excel.delivery.letters import Bar, Items
from iki_excel.words import plain

DASH = "–"
"""In front of an item: no sign that a chat makes a list of, or a mail program a quotation."""

FORMAT = "Cf"
"""The category of what turns the direction of others, or cannot be seen."""


def on_one_line(text: str) -> str:
    """A text as it is seen, on one line, without what only changes how others are seen."""
    seen = plain.as_seen(plain.clean(text))
    return "".join(sign for sign in seen if unicodedata.category(sign) != FORMAT)


def marked_items(told: Items) -> list[tuple[str, str]]:
    """Each item with what stands in front of it: a number, or a dash."""
    marks = (f"{number}." if told.numbered else DASH for number in range(1, len(told.items) + 1))
    return list(zip(marks, told.items, strict=True))


def bar_in_words(bar: Bar, sejak: str) -> str:
    """ "PEM-2 Pembinaan desa: 81,67 (Baik), ▼ 5,80 ± Feb"; without a number only how it stands."""
    whose = f"{bar.kode} {bar.nama}".strip()
    if bar.panjang is None:
        return f"{whose}: {bar.kata or bar.angka}"
    word = f" ({bar.kata})" if bar.kata else ""
    return f"{whose}: {bar.angka}{word}{_change(bar, sejak)}"


def _change(bar: Bar, sejak: str) -> str:
    since = sejak.removeprefix("±").strip()
    is_told = bool(sejak) and bar.perubahan not in ("", DASH)
    return f", {bar.perubahan}{f' sejak {since}' if since else ''}" if is_told else ""
