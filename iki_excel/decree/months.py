"""A month as a catalogue says it."""

from __future__ import annotations

from iki_excel.decree.toml import Table
from iki_excel.words.errors import PeriodError
from iki_excel.words.periods import Periode


def month_in(table: Table, key: str) -> Periode | None:
    """The month under a key of the catalogue; None where it is absent."""
    text = table.text(key, None)
    try:
        return None if text is None else Periode.month(text)
    except PeriodError as reason:
        table.tell(f"{table.manner.key(key)}: {reason}", key)
        return None
