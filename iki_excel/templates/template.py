"""What one blank workbook is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from iki_excel import layout, periods
from iki_excel.catalog import Jabatan
from iki_excel.kinds import Slot
from iki_excel.layout import Layout
from iki_excel.settings import Settings

PROTECTION = {"format_columns": True, "format_rows": True}
"""What a protected sheet still allows besides selecting: wider columns and higher rows."""


@dataclass(frozen=True)
class Template:
    """A form of a jabatan for a month. ``last``: last month's value (number, date as serial, or text) by slot."""

    jabatan: Jabatan
    periode: str
    settings: Settings
    last: Mapping[str, Any]

    @cached_property
    def layout(self) -> Layout:
        """Where everything stands."""
        return Layout(self.jabatan)

    def kode_formulir(self, lembar: str) -> str:
        """The visible identity of one sheet."""
        identity = layout.Identity(
            layout.TEMPLATE_VERSION, self.settings.unit.kode, self.jabatan.kode, self.periode, lembar.lower()
        )
        return identity.kode_formulir

    def prefilled(self, slot: Slot) -> int | None:
        """The value that already stands in an input cell: working days from the calendar."""
        return self.settings.kalender.working_days(self.periode) if slot.kalender else None

    def deadline(self, slot: Slot) -> dt.date:
        """The batas waktu of a document."""
        return self.settings.deadline(slot, self.periode)

    @property
    def earliest(self) -> dt.date:
        """The first day that a document may have been finished: a Renja is, in the year before."""
        return dt.date(int(self.periode[:4]) - 1, 1, 1)

    @property
    def end(self) -> dt.date:
        """The last day of the periode."""
        return periods.last_day(self.periode)
