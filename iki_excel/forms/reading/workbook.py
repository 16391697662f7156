"""From a path to an open workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from iki_excel.forms import layout
from iki_excel.judging.findings import whole
from iki_excel.words.frozen import frozen
from iki_excel.words.rules import Rule
from iki_excel.workbooks import gate
from iki_excel.workbooks.content import refuse_by_head
from iki_excel.workbooks.gate import UNREACHABLE, Unreadable
from iki_excel.workbooks.opening import Opens
from iki_excel.workbooks.openxml import Package

SHA256 = re.compile("[0-9a-f]{64}")
HEAD_ROWS = 40
"""How many rows from the top a Kode formulir and the headers are looked for."""


class SetAside(Exception):
    """Why a file is not used: the rule that it breaks, on which sheet, and what its sentence is filled in with."""

    def __init__(self, rule: Rule, sheet: str = "", **known: Any) -> None:
        super().__init__(rule.kode)
        self.rule, self.place, self.known = rule, whole(sheet), known


@frozen
class Workbook:
    """One open file: its sheets as rows of values, counted from A1, and what the XML adds."""

    sheets: dict[str, list[list[Any]]]
    package: Package

    @cached_property
    def codes(self) -> list[tuple[str, str]]:
        """Every Kode formulir with the sheet it stands on, the hidden record included."""
        return [(name, code) for name, code, _ in self._codes]

    def rows_of_code(self, sheet: str) -> list[tuple[str, Sequence[Any]]]:
        """Every Kode formulir of a sheet with the row it stands on."""
        return [(code, row) for name, code, row in self._codes if name == sheet]

    @cached_property
    def _codes(self) -> list[tuple[str, str, Sequence[Any]]]:
        return [
            (name, value.strip(), row)
            for name, rows in self.sheets.items()
            for row in rows[:HEAD_ROWS]
            for value in row
            if isinstance(value, str) and "." in value and layout.KODE_FORMULIR.fullmatch(value.strip())
        ]

    @cached_property
    def visible_codes(self) -> list[tuple[str, str]]:
        """Every Kode formulir that people can see on a form; the list of what to mend may quote one."""
        further = {name.casefold() for name in layout.FURTHER_SHEETS}
        return [(name, code) for name, code in self.codes if name.casefold() not in further]

    @property
    def replaces(self) -> str:
        """The SHA-256 of the file that this form takes the place of, from the hidden record; "" where of none."""
        value = next(self._recorded(layout.IKI_REPLACES), "")
        return value if isinstance(value, str) and SHA256.fullmatch(value) else ""

    @cached_property
    def left_behind(self) -> frozenset[str]:
        """The cells whose values stayed in the file that this form replaces, from the hidden record."""
        return frozenset(value for value in self._recorded(layout.IKI_LEFT) if isinstance(value, str) and value)

    @property
    def fingerprint(self) -> str:
        """That of what the form asks, from the hidden record; "" where it does not say."""
        value = next(self._recorded(layout.IKI_DECREE), "")
        return value if isinstance(value, str) and SHA256.fullmatch(value) else ""

    @property
    def nomor(self) -> str:
        """The nomor of the decree that it was made from, from the hidden record; "" where it does not say."""
        _, *below = [*self._recorded(layout.IKI_DECREE), ""]
        return below[0] if below and isinstance(below[0], str) else ""

    @cached_property
    def wording(self) -> dict[str, str]:
        """The words of the form as it was written, from the hidden record; empty where it does not say."""
        pairs = zip(self._recorded(layout.IKI_KEY), self._recorded(layout.IKI_TEXT), strict=False)
        return {key: text for key, text in pairs if key and isinstance(key, str) and isinstance(text, str)}

    @cached_property
    def office_cells(self) -> dict[str, str]:
        """What the office's cells of Isian said as the form was written, by address, from the hidden record."""
        pairs = zip(self._recorded(layout.IKI_CELL), self._recorded(layout.IKI_SAID), strict=False)
        return {cell: said for cell, said in pairs if cell and isinstance(cell, str) and isinstance(said, str)}

    def _recorded(self, column: int) -> Iterator[Any]:
        """A column of the hidden record."""
        records = (rows for name, rows in self.sheets.items() if name.casefold() == layout.IKI)
        return (row[column] for row in next(records, []) if len(row) > column)

    @cached_property
    def hidden_codes(self) -> list[str]:
        """The hidden record; empty where it did not survive."""
        return [code for name, code in self.codes if name.casefold() == layout.IKI]


def content_of(path: Path) -> bytes:
    """The bytes of a file that may be a workbook; no more of it is read than it takes to see that it is none."""
    try:
        return gate.read_bytes(path, refuse_by_head)
    except Unreadable as reason:
        raise SetAside(reason.rule, **reason.known) from None
    except OSError:
        raise SetAside(UNREACHABLE) from None


def open_workbook(content: bytes, reader: Opens) -> Workbook:
    """The workbook in the bytes of an .xlsx."""
    try:
        return Workbook(*reader.open(content))
    except Unreadable as reason:
        raise SetAside(reason.rule, **reason.known) from None
