"""What was changed in a workbook since marks were kept of its cells: each cell, and what moved as a whole."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from iki_excel.words.frozen import frozen
from iki_excel.workbooks.contents import (
    Address,
    Cells,
    Content,
    Mark,
    Marks,
    Sheets,
    formula_mark,
    has_value,
    mark_of,
    marks_of,
    with_sheets,
)

ADDED, GONE, VALUE, UNDONE, DONE, FORMULA, RESULT = (
    "sel_baru", "sel_hilang", "nilai", "rumus_diganti", "menjadi_rumus", "rumus_diubah", "hasil_rumus",
)  # fmt: skip
"""What may have become of a cell: it was empty; it is empty; it holds another value; its formula was replaced by a
value, or a value by a formula; its formula is another; its formula is the same and comes to something else."""

ROWS, COLUMNS = "baris", "kolom"


@frozen
class Change:
    """One cell that is not as it was. ``was`` with ``stood``, the sheet and the address that it had then."""

    sheet: str
    address: Address
    what: str
    was: Mark | None
    now: Content | None
    stood: tuple[str, Address]


@frozen
class Shift:
    """So many rows or columns were inserted before one (as it is counted now), or left out there (less than none)."""

    sheet: str
    what: str
    before: int
    count: int


@frozen
class Difference:
    """All that differs, in the order of the sheets. ``renamed``: what sheets are called now, by their old names.

    ``kept``: how many cells are as they were. ``compares_formulas``: whether the texts of formulas were compared; where
    rows moved every formula that points there says something else.
    """

    changes: Sequence[Change]
    added: Sequence[str]
    gone: Sequence[str]
    renamed: Mapping[str, str]
    shifts: Sequence[Shift]
    kept: int
    compares_formulas: bool

    @property
    def is_none(self) -> bool:
        """Whether everything is as it was."""
        return not (self.changes or self.added or self.gone or self.renamed or self.shifts)


def compare(kept: Mapping[str, Marks], now: Sheets) -> Difference:
    """What differs between the marks that were kept of a workbook and what it holds now."""
    renamed = _renamed(kept, now)
    called = {name: renamed.get(name, name) for name in kept}
    stood = {new: old for old, new in called.items() if new in now}
    back = {new: old for old, new in renamed.items()}
    read = {name: _as_called(cells, back) if back else cells for name, cells in now.items()}
    matched = {name: _matched(kept[stood[name]], cells) for name, cells in read.items() if name in stood}
    shifts = [shift for name, one in matched.items() for shift in one.shifts(name)]
    changes = [
        change
        for name, one in matched.items()
        for change in sorted(
            one.changes(name, stood[name], kept[stood[name]], read[name], formulas=not shifts),
            key=lambda change: change.address,
        )
    ]
    return Difference(
        changes,
        added=[name for name in now if name not in stood],
        gone=[name for name in kept if called[name] not in now],
        renamed=renamed,
        shifts=shifts,
        kept=sum(len(now[name]) for name in matched) - sum(change.now is not None for change in changes),
        compares_formulas=not shifts,
    )


# --- sheets -----------------------------------------------------------------------------------------------------------

ALIKE = 0.5
"""A sheet with this share of another's cells is that one under a new name."""


def _renamed(kept: Mapping[str, Marks], now: Sheets) -> dict[str, str]:
    """New names by old ones, of sheets that are gone under one name and there under another."""
    new = {name: marks_of(cells) for name, cells in now.items() if name not in kept}
    found: dict[str, str] = {}
    for old in (name for name in kept if name not in now):
        best = max(new, key=lambda name: _share(kept[old], new[name]), default=None)
        if best is not None and _share(kept[old], new[best]) >= ALIKE:
            found[old] = best
            del new[best]
    return found


def _share(left: Marks, right: Marks) -> float:
    same = sum(right.get(address, mark)[:2] == mark[:2] and address in right for address, mark in left.items())
    return same / max(len(left), len(right), 1)


def _as_called(cells: Cells, back: Mapping[str, str]) -> Cells:
    """The cells with formulas that say the old names of sheets."""
    return {
        address: one._replace(formula=with_sheets(one.formula, back)) if one.formula else one
        for address, one in cells.items()
    }


# --- lines: rows or columns -------------------------------------------------------------------------------------------

Lines = Mapping[int, int | None]
"""By the number of a row or column that it has now, the one that it had; None for one that was not there."""

LARGEST_ALIGNED = 5_000_000
"""Pairs of lines that are looked at to find what moved; beyond it each cell is compared where it stands."""


@frozen
class _Matched:
    """Which cell was which: where they stand, or by rows or columns that moved (``lines``)."""

    what: str = ""
    lines: Lines | None = None

    def stood(self, address: Address) -> Address | None:
        """Where what stands at an address stood."""
        if self.lines is None:
            return address
        row, column = address
        line = self.lines.get(row if self.what == ROWS else column)
        return None if line is None else (line, column) if self.what == ROWS else (row, line)

    def shifts(self, sheet: str) -> Iterator[Shift]:
        moved = 0
        for line, stood in sorted((self.lines or {}).items()):
            if stood is not None and line - stood != moved:
                yield Shift(sheet, self.what, line, line - stood - moved)
                moved = line - stood

    def changes(self, sheet: str, old: str, kept: Marks, now: Cells, *, formulas: bool) -> Iterator[Change]:
        """Every cell that differs; what is gone stands where it stood."""
        left = dict(kept)
        for address, content in now.items():
            stood = self.stood(address)
            was = left.pop(stood, None) if stood is not None else None
            what = _what_changed(was, content, formulas=formulas)
            if what:
                yield Change(sheet, address, what, was, content, (old, stood or address))
        for address, was in left.items():
            yield Change(sheet, address, GONE, was, None, (old, address))


def _matched(kept: Marks, now: Cells) -> _Matched:
    """The way of matching by which far fewer cells differ; as they stand where nothing explains as much."""
    stay = _Matched()
    differing = _count(stay, kept, now)
    if differing < 2:
        return stay
    moved = [_Matched(what, lines) for what in (ROWS, COLUMNS) if (lines := _lines(kept, now, what)) is not None]
    counts = [_count(way, kept, now) for way in moved]
    best = min(range(len(moved)), key=counts.__getitem__, default=None)
    return stay if best is None or 2 * counts[best] > differing else moved[best]


def _count(way: _Matched, kept: Marks, now: Cells) -> int:
    return sum(1 for _ in way.changes("", "", kept, now, formulas=False))


def _lines(kept: Marks, now: Cells, what: str) -> Lines | None:
    """Which row or column was which; None where there are too many to tell."""
    old, new = _by_line(kept, what), _by_line(marks_of(now), what)
    olds, news = [*old], [*new]
    first = sum(1 for _ in takewhile(_same, zip(old.values(), new.values(), strict=False)))
    rest = zip(reversed([*old.values()][first:]), reversed([*new.values()][first:]), strict=False)
    last = sum(1 for _ in takewhile(_same, rest))
    between_old, between_new = olds[first : len(olds) - last], news[first : len(news) - last]
    if len(between_old) * len(between_new) > LARGEST_ALIGNED:
        return None
    lines: dict[int, int | None] = dict.fromkeys(news)
    lines.update(zip(news[:first], olds[:first], strict=True))
    lines.update(zip(news[len(news) - last :], olds[len(olds) - last :], strict=True))
    stood, stands = ([by[one] for one in between] for by, between in ((old, between_old), (new, between_new)))
    for _, a, b, c, d in SequenceMatcher(None, stood, stands, autojunk=False).get_opcodes():
        lines.update(zip(between_new[c:d], between_old[a:b], strict=False))
    return lines


def _same(pair: tuple[Hashable, Hashable]) -> bool:
    return pair[0] == pair[1]


def _by_line(marks: Marks, what: str) -> dict[int, frozenset[Hashable]]:
    """By row or column, in their order, what stands on it, wherever it is."""
    found: dict[int, set[Hashable]] = {}
    for (row, column), mark in marks.items():
        line, place = (row, column) if what == ROWS else (column, row)
        found.setdefault(line, set()).add((place, *mark[:2]))
    return {line: frozenset(found[line]) for line in sorted(found)}


# --- cells ------------------------------------------------------------------------------------------------------------


def _what_changed(was: Mark | None, now: Content, *, formulas: bool) -> str:
    """What became of a cell that holds something; nothing where it is as it was."""
    if was is None:
        return ADDED
    if (was.formula is None) is not (now.formula is None):
        return UNDONE if now.formula is None else DONE
    is_another = formulas and bool(now.formula) and was.formula != formula_mark(now.formula or "")
    if is_another:
        return FORMULA
    if has_value(was, now):
        return ""
    return RESULT if now.formula is not None else VALUE


def most_alike(kept: Iterable[Mapping[str, Marks]], now: Sheets) -> int | None:
    """Which of several workbooks this most probably was, by the share of equal cells; None where it is like none."""
    marks = {(name, *address): mark_of(one) for name, cells in now.items() for address, one in cells.items()}
    shares = []
    for sheets in kept:
        old = {(name, *address): mark for name, cells in sheets.items() for address, mark in cells.items()}
        same = sum(place in marks and marks[place][:2] == mark[:2] for place, mark in old.items())
        shares.append(same / max(len(old), 1))
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= ALIKE else None
