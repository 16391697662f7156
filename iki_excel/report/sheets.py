"""What every sheet of the report shares: the registry of sheets, and what a sheet is written from."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from iki_excel.decree import Indikator
from iki_excel.decree.fields import TIDAK_BERLAKU
from iki_excel.judging.batch import Batch, completeness
from iki_excel.report.places import Places
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import LETTERS_A_WIDTH, Book, Worksheet


@dataclass(frozen=True)
class Report:
    """The batch, the workbook it is written to, and where everything stands in it."""

    batch: Batch
    book: Book
    places: Places
    waktu: dt.datetime
    folder: str

    @cached_property
    def quantities(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        """The numbers behind the results by (jabatan, name, periode)."""
        table = self.batch.scores.besaran
        return {(row["jabatan"], row["nama"], row["periode"]): row for row in table.to_dict("records")}

    @cached_property
    def results(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The results by (indikator, periode)."""
        table = self.batch.scores.hasil
        return {(row["indikator"], row["periode"]): row for row in table.to_dict("records")}

    @cached_property
    def absent(self) -> set[tuple[str, str, str]]:
        """The cells that say TB, by (jabatan, slot, periode)."""
        table = self.batch.checked.answers
        rows = table.loc[table["keadaan"] == TIDAK_BERLAKU, ["jabatan", "slot", "periode"]]
        return set(rows.itertuples(index=False, name=None))

    @cached_property
    def completeness(self) -> pd.DataFrame:
        """What came in, a row a jabatan × month."""
        return completeness(self.batch)

    def target_format(self, indikator: Indikator) -> dict[str, Any]:
        """How a target is shown: one that iki.toml does not set says that it is a default."""
        own = indikator.kode in self.batch.settings.target
        return {} if own else {"num_format": 'General" (bawaan)"_0'}

    def title(self, sheet: Worksheet, text: str, column: int = 0) -> None:
        """The two lines at the top of a sheet."""
        unit = self.batch.settings.unit
        sheet.set_row(0, 26)
        sheet.write_string(0, column, text, self.book.style("title"))
        line = f"{unit.nama}, {unit.kabupaten}  ·  s.d. {bahasa.month(self.batch.periode)}"
        sheet.write_string(1, column, line, self.book.style("subtitle"))
        printed = f"{bahasa.date(self.waktu.date())} {self.waktu:%H.%M}"
        book.footer(sheet, f"IKI {unit.nama}, {bahasa.month(self.batch.periode)}, dicetak {printed}")


TALLEST = 400.0


def row_height(*cells: tuple[str, float]) -> float:
    """The height of a row in points by its texts and their columns' widths (not every program lets rows grow)."""
    lines = max(_lines(text, width) for text, width in cells)
    return min(max(18.0, lines * 13.5 + 5), TALLEST)


def _lines(text: str, width: float) -> int:
    letters = max(int(width * LETTERS_A_WIDTH), 1)
    return sum(len(textwrap.wrap(part, letters)) or 1 for part in text.split("\n"))


def realisasi_style(indikator: Indikator) -> str:
    """The style of an indikator's realisasi."""
    return f"report_{book.number_style(decimals=indikator.has_decimals, whole=indikator.counts)}"


@dataclass(frozen=True)
class Part:
    """One registered sheet (or one a jabatan): opened first, written later."""

    order: int
    open: Callable[[Report], list[Worksheet]]
    write: Callable[[Report, list[Worksheet]], None]


SHEETS: list[Part] = []

Writer = Callable[[Report, Worksheet], None]


def sheet(order: int, name: str, widths: Sequence[float], *, landscape: bool = False) -> Callable[[Writer], Writer]:
    """Register a function as the writer of a sheet."""

    def register(function: Writer) -> Writer:
        def open_sheet(report: Report) -> list[Worksheet]:
            return [report.book.sheet(name, widths, landscape=landscape)]

        SHEETS.append(Part(order, open_sheet, lambda report, opened: function(report, opened[0])))
        return function

    return register
