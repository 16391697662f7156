"""The sheet Keputusan: what each line is called, and beside it what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iki_excel.decree.placed import Faults
from iki_excel.katalog.columns import Misread
from iki_excel.katalog.grid import Grid, fault, plain, read
from iki_excel.katalog.read_rows import ReadRow
from iki_excel.katalog.sheets import ENTRIES, Entry
from iki_excel.words import bahasa


def entries(grid: Grid, faults: Faults) -> Iterator[ReadRow]:
    """Its lines: what each is called, and beside it what it says."""
    by_key = {entry.key: entry for entry in ENTRIES}
    said, misread = dict[str, Any](), set[str]()
    at = {key: grid.place(*where) for key, where in lines(grid).items()}
    _tell_unread_lines(grid, faults)
    for key, place in at.items():
        try:
            value = read(grid, place, by_key[key].type)
        except Misread as reason:
            faults.keep(fault(place, f"“{by_key[key].heading}” {reason.sentence}"))
            misread.add(key)
            value = None
        if value is not None:
            said[key] = value
    if at:
        yield ReadRow(None, said, at, next(iter(at.values())), frozenset(misread))


def lines(grid: Grid) -> dict[str, tuple[int, int]]:
    """By key the cell beside each heading."""
    found: dict[str, tuple[int, int]] = {}
    for row, values in enumerate(grid.values):
        for column, value in enumerate(values):
            if entry := _entry(value):
                found.setdefault(entry.key, (row, column + 1))
                break
    return found


def _entry(heading: Any) -> Entry | None:
    """The line that a heading names, with or without a colon."""
    said = plain(heading).removesuffix(":").strip() if isinstance(heading, str) else ""
    return next((entry for entry in ENTRIES if plain(entry.heading) == said), None)


def _tell_unread_lines(grid: Grid, faults: Faults) -> None:
    """What stands on the sheet where nothing is read: behind the cell to fill, and beside a heading nobody knows."""
    places = dict(lines(grid).values())
    hints = {entry.hint for entry in ENTRIES}
    headings = [entry.heading for entry in ENTRIES]
    for row in range(min(places, default=0), len(grid.values)):
        column = places.get(row, min(places.values(), default=1))
        filled = [one for one in range(column, len(grid.values[row])) if grid.at(row, one) is not None]
        beyond = [one for one in filled if one > column and grid.at(row, one) not in hints]
        if row not in places and filled:
            label = str(grid.at(row, column - 1) or "")
            told = f"di samping “{bahasa.brief(label)}”, yang tidak dikenal. {bahasa.nearest(label, headings)}"
            faults.keep(fault(grid.place(row, filled[0]), told))
        elif row in places and beyond and grid.at(row, column) is None:
            told = f"tidak dibaca di sini. Pindahkan ke {grid.place(row, column).a1}, tepat di samping namanya."
            faults.keep(fault(grid.place(row, beyond[0]), told))
