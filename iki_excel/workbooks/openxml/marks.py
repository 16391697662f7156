"""What is found on one sheet, by either way of looking at it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from iki_excel.words.frozen import frozen
from iki_excel.workbooks.gate import BROKEN, Unreadable, too_large
from iki_excel.workbooks.openxml.addresses import split_address
from iki_excel.workbooks.openxml.bounds import LAST_COLUMN, MOST_MERGES
from iki_excel.workbooks.openxml.xml import MAIN


@dataclass
class Marks:
    """Cells of one sheet by address: ``errors`` show an error value, ``formulas`` whether their result is stored.

    ``empty_texts``: formulas whose stored result is an empty text, as Excel, LibreOffice and Google write it for ="".
    ``external``: formulas that refer to another file. ``merges`` are ranges such as F8:F9, however large.
    ``hidden_rows`` (those with content) and ``hidden_columns`` count from zero.
    """

    errors: dict[str, str] = field(default_factory=dict)
    formulas: dict[str, bool] = field(default_factory=dict)
    empty_texts: set[str] = field(default_factory=set)
    external: frozenset[str] = frozenset()
    merges: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def not_blank(self) -> set[str]:
        """The cells with an error or a formula: not blank whatever value is read, but for an empty text as result."""
        return self.errors.keys() | self.formulas.keys() - self.empty_texts


@frozen
class Sheet:
    """One sheet that was looked at; sizes that are not exact may be larger than they are, never smaller.

    ``cells``: with content; ``area``: from A1 to the last of them; ``texts``: cells that use a shared string. ``xml``:
    the sheet for calamine, without what is no value.
    """

    marks: Marks
    cells: int
    area: int
    texts: int
    is_exact: bool
    xml: bytes


def as_sheet(rows: bytes) -> bytes:
    """A sheet of these rows for calamine."""
    return b'<worksheet xmlns="%b"><sheetData>%b</sheetData></worksheet>' % (MAIN.encode(), rows)


# --- formulas that refer to another file ------------------------------------------------------------------------------

TEXT_OR_LINK = re.compile(r'"[^"]*"|\'(?P<sheet>(?:[^\']|\'\')*)\'|(?<![\w.\]\\])(?P<file>\[\d+\])(?=[^\W\d]|[!\\])')


def is_external(formula: str) -> bool:
    """Whether a formula refers to another file: ``[1]Sheet!A1``, ``'[1]My sheet'!A1``, ``[1]!name``."""
    return any(found["file"] or "[" in (found["sheet"] or "") for found in TEXT_OR_LINK.finditer(formula))


WITHOUT_FORMULA = frozenset({"shared", "dataTable"})


@dataclass
class Links:
    """Gathers the formulas that refer to another file; a shared formula's children follow their master."""

    external: set[str] = field(default_factory=set)
    masters: dict[str, bool] = field(default_factory=dict)
    children: list[tuple[str, str]] = field(default_factory=list)

    def add(self, address: str, attributes: Mapping[str, str], formula: str) -> None:
        """One formula with the attributes of its element; none that is empty without saying whose it shares."""
        kind = attributes.get("t", "")
        shared = attributes.get("si", "") if kind == "shared" else None
        if not formula and kind not in WITHOUT_FORMULA:
            raise Unreadable(BROKEN)
        if formula and is_external(formula):
            self.external.add(address)
        if shared is not None and not formula:
            self.children.append((address, shared))
        elif shared is not None:
            self.masters[shared] = self.masters.get(shared, False) or address in self.external

    def addresses(self) -> frozenset[str]:
        """Every cell whose formula refers to another file; each shared formula must stand somewhere."""
        if any(shared not in self.masters for _, shared in self.children):
            raise Unreadable(BROKEN)
        return frozenset(self.external | {address for address, shared in self.children if self.masters[shared]})


# --- what is hidden or merged -----------------------------------------------------------------------------------------

YES = frozenset({"1", "true"})
USUAL_MERGE = re.compile(r"[A-Z]{1,2}[1-9][0-9]{0,5}:[A-Z]{1,2}[1-9][0-9]{0,5}", re.ASCII)
MERGE = re.compile(r"([A-Z]{1,3}[1-9][0-9]{0,6})(?::([A-Z]{1,3}[1-9][0-9]{0,6}))?", re.ASCII)


def hidden_columns(columns: Iterable[Mapping[str, str]]) -> frozenset[int]:
    """The hidden columns from zero; each element has the first and the last of its columns."""
    hidden: list[int] = []
    for column in columns:
        if column.get("hidden") in YES:
            first, last = (int(column[end]) for end in ("min", "max"))
            if not 1 <= first <= last <= LAST_COLUMN or len(hidden) > LAST_COLUMN:
                raise Unreadable(BROKEN)
            hidden += range(first - 1, last)
    return frozenset(hidden)


def merges(ranges: Iterable[str]) -> tuple[str, ...]:
    """Every merge; nothing but a range is taken for one."""
    found = tuple(ranges)
    if len(found) > MOST_MERGES:
        raise too_large(len(found), MOST_MERGES, "gabungan sel")
    for range_ in found:
        if not USUAL_MERGE.fullmatch(range_):
            _refuse_wrong(range_)
    return found


def _refuse_wrong(range_: str) -> None:
    match = MERGE.fullmatch(range_)
    if not match:
        raise Unreadable(BROKEN)
    for corner in filter(None, match.groups()):
        split_address(corner)
