"""Whether a form is as it was written, whatever decree it was made from: then it may be written anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from iki_excel.decree.settings import Settings
from iki_excel.forms import layout
from iki_excel.forms.layout import Arrangement
from iki_excel.forms.reading.archive import content_at
from iki_excel.forms.reading.decree import OTHER_DECREE
from iki_excel.forms.reading.record import Record
from iki_excel.forms.reading.workbook import Workbook, open_workbook
from iki_excel.judging.files import UNFILLED
from iki_excel.language.places import Place
from iki_excel.words.periods import LENGTHS, Periode
from iki_excel.workbooks.opening import Reader


def is_blank(record: Record, month: Periode, reader: Reader, settings: Settings) -> bool:
    """Whether what was read is a form of the month into which it is certain that nobody typed anything."""
    if record.row["alasan"] != OTHER_DECREE.kode:
        return bool(record.row["alasan"] == UNFILLED.kode)
    spans = [tiap for tiap in LENGTHS if month.span(tiap).months[-1] == month]
    days = {settings.kalender.working_days(month), *(settings.working_days(month, tiap) for tiap in spans)}
    return is_untouched(Path(record.row["file"]), reader, days)


def is_untouched(path: Path, reader: Reader, working_days: Collection[int]) -> bool:
    """Whether it is certain that nobody typed anything; ``working_days`` may stand in a blank form, each once.

    For a form that can be opened, and that could not be read.
    """
    workbook = open_workbook(content_at(path), reader)
    visible, hidden = ({code for _, code in workbook.visible_codes}, set(workbook.hidden_codes))
    if not hidden or visible != hidden or any(marks.errors for marks in workbook.package.marks.values()):
        return False
    typed = [value for sheet, _ in workbook.visible_codes for value in _to_fill(workbook, sheet)]
    found = [value for value in typed if value not in ("", None)]
    return len(found) == len({*found}) and {*found} <= {*map(float, working_days)}


def _to_fill(workbook: Workbook, sheet: str) -> Iterator[Any]:
    """What stands in the cells to fill of a sheet; where they are is sure as long as its headers are in their place."""
    rows, formulas = workbook.sheets[sheet], workbook.package.marks[sheet].formulas
    arranged = next((one for one in (layout.NOW, layout.EARLIER) if _has_headers(rows, one)), None)
    is_survey = rows[layout.BLOCK_KEY_ROW][layout.KEY] == layout.BLOCK_HEADER
    for line, row in enumerate(rows):
        if arranged and line >= layout.FIRST_ROW and row[layout.KEY]:
            asked = [column for column in (layout.VALUE, layout.NOTE, layout.EVIDENCE) if column in arranged.headers]
            yield from (row[arranged.as_written(Place(sheet, line, column)).column] for column in asked)
            yield formulas.get(Place(sheet, line, layout.VALUE).a1)
        elif is_survey and line >= layout.BLOCK_FIRST_ROW:
            yield from row[layout.BLOCK_FIRST_COLUMN :]
    if not (arranged or is_survey):
        yield sheet  # nobody knows where they are


def _has_headers(rows: Sequence[Sequence[Any]], arranged: Arrangement) -> bool:
    headers = [*arranged.headers.values()]
    return [*rows[arranged.header_row][: len(headers)]] == headers
