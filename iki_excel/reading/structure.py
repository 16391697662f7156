"""What became of the form itself: locked cells, rows, columns, merges and sheets, compared with the template.

Nothing here decides on a number. Where something locked differs, a warning names it, and from then on a value of that
sheet needs all of its anchors, the defined name too (:mod:`iki_excel.reading.cells`).
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from iki_excel import bahasa, layout, openxml
from iki_excel.answers import plain, shown
from iki_excel.layout import Layout, LockedRow, Place
from iki_excel.reading.form import Form
from iki_excel.reading.opening import SetAside

Rows = Sequence[Sequence[Any]]
Columns = Mapping[str, int]
"""Where each header of Isian stands."""

NUMBER, LABEL, UNIT, LAST, VALUE = (
    layout.HEADERS[column] for column in (layout.NUMBER, layout.LABEL, layout.UNIT, layout.LAST, layout.VALUE)
)
KEY = layout.HEADERS[layout.KEY]
MOST_FURTHER_ROWS = 200
"""How many rows beyond those of the template are looked at."""
MOST_MERGED = 20_000
"""How many cells of one merged area are looked at: more than a form has."""


@functools.lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return plain(text)


def text_of(value: Any) -> str:
    """What a locked cell says, however its spaces came back."""
    return _plain(value if isinstance(value, str) else shown(value))


# --- sheets ----------------------------------------------------------------------------------------------------------


def tell_sheets(form: Form, present: Mapping[str, str]) -> None:
    """Sheets under another name, sheets of others, and a hidden record that is gone. ``present``: name by lembar."""
    for lembar, sheet in present.items():
        if sheet.casefold() != lembar.casefold():
            form.tell_sheet("lembar_berganti_nama", sheet, asli=lembar)
    own = {*map(str.casefold, present.values()), *map(str.casefold, layout.FURTHER_SHEETS)}
    others = [name for name in form.workbook.sheets if name.casefold() not in own]
    if others:
        form.tell_sheet("lembar_lain", others[0], nama_lembar=bahasa.listing(f"“{name}”" for name in others))
    if not form.workbook.hidden_codes:
        form.tell_sheet("catatan_hilang", present[layout.ISIAN])


# --- above the headers -----------------------------------------------------------------------------------------------


def refuse_other_month(form: Form, sheet: str) -> None:
    """A form whose periode was overwritten by hand belongs to no month for certain."""
    written = _written_month(form.workbook.sheets[sheet][: layout.HEADER_ROW + 1])
    right = form.identity.periode
    if written and written != right:
        words = {"tertulis": bahasa.month(written), "menurut_kode": bahasa.month(right)}
        raise SetAside("periode_berbeda", sheet=sheet, **words)


def _written_month(head: Rows) -> str | None:
    """The month beside the word Periode, where one stands there."""
    for row in head:
        for label, value in itertools.pairwise(row):
            if label == layout.PERIODE_LABEL:
                return _as_month(value)
    return None


def _as_month(value: Any) -> str | None:
    if isinstance(value, dt.date):  # "April 2019", typed into Excel, is a date
        return f"{value:%Y-%m}"
    name, _, year = text_of(value).partition(" ")
    month = bahasa.MONTH_NUMBERS.get(name.casefold())
    return f"{year}-{month:02d}" if month and year.isdecimal() and len(year) == 4 else None


def _changed_in_head(rows: Rows, header: int, columns: Columns, expected: Mapping[tuple[int, int], str]) -> list[Found]:
    """Locked cells above the headers that say something else (wherever rows were inserted above them)."""
    shift = header - layout.HEADER_ROW
    found = []
    for (row, column), right in expected.items():
        at = columns[layout.HEADERS[column]]
        written = {text_of(rows[line][at]) for line in {row, row + shift}}
        if text_of(right) not in written:
            found.append(Found(max(row + shift, 0), at, text_of(rows[max(row + shift, 0)][at]), right))
    return found


# --- the rows of Isian -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """A locked cell that differs: where, what it says now, and what it should say."""

    row: int
    column: int
    written: str
    right: str


@dataclass
class Differences:
    """What differs below the headers: cells, and rows (from zero) that were inserted, moved, or are gone."""

    cells: list[Found]
    inserted: list[int]
    moved: list[int]
    gone: list[LockedRow]

    def __bool__(self) -> bool:
        return bool(self.cells or self.inserted or self.moved or self.gone)


def compare_isian(form: Form, sheet: str, header: int, columns: Columns, map_: Layout) -> bool:
    """Tell what differs from the template on Isian; whether anything does."""
    rows = form.workbook.sheets[sheet]
    different = _below(rows, header, columns, map_)
    different.cells[:0] = _changed_in_head(rows, header, columns, map_.head(form.identity.periode))
    if header > layout.HEADER_ROW:
        different.inserted[:0] = range(header - layout.HEADER_ROW)
    _tell(form, sheet, columns[LABEL], different)
    has_other_columns = _tell_columns(form, sheet, header, [columns[text] for text in layout.HEADERS])
    return bool(different) or has_other_columns


def _below(rows: Rows, header: int, columns: Columns, map_: Layout) -> Differences:
    expected, first = map_.locked, header + 1
    picked = [columns[text] for text in (KEY, NUMBER, LABEL, UNIT)]
    below = rows[first : first + 2 * len(expected) + MOST_FURTHER_ROWS]
    present = [tuple(text_of(row[column]) for column in picked) for row in below]
    while present and not any(present[-1][:3]):
        present.pop()
    different = Differences([], [], [], [])
    for right, at in _aligned(expected, present, different, first):
        if right is None:
            different.inserted.append(first + at)
        elif at is None:
            different.gone.append(right)
        else:
            different.cells += _changed_in_row(right, present[at], first + at, picked)
    return different


Present = tuple[str, ...]
"""Key, number, label and unit of a row."""
Pair = tuple[LockedRow | None, int | None]


def _aligned(
    expected: Sequence[LockedRow], present: Sequence[Present], different: Differences, first: int
) -> Iterator[Any]:
    """Each expected row with the place where it stands now; None on either side where the other has none.

    Rows that stand at another place are put down as moved.
    """
    rights = [(right.key, _plain(right.label)) for right in expected]
    now = [(row[0], row[2]) for row in present]
    if rights == now:
        yield from zip(expected, range(len(now)), strict=True)
        return
    steps = SequenceMatcher(None, rights, now, autojunk=False).get_opcodes()
    same = [step for step in steps if step[0] == "equal"]
    other = [step for step in steps if step[0] != "equal"]
    lost = Counter(rights[n] for step in other for n in range(step[1], step[2]))
    moved = lost & Counter(now[n] for step in other for n in range(step[3], step[4]))
    different.moved += [first + n for step in other for n in range(step[3], step[4]) if now[n] in moved]
    for _, start, _, at, end in same:
        yield from zip(expected[start:], range(at, end), strict=False)
    for _, start, stop, at, end in other:
        missing = [expected[n] for n in range(start, stop) if rights[n] not in moved]
        yield from itertools.zip_longest(missing, [n for n in range(at, end) if now[n] not in moved])


def _changed_in_row(right: LockedRow, present: Present, line: int, picked: Sequence[int]) -> list[Found]:
    """Number, label and satuan of a row; key and label of an isian are its anchors, which are told on their own."""
    texts = (None, right.number, None if right.slot else right.label, right.unit)
    if right.slot and present[0] != right.key and present[2] != _plain(right.label):
        return []
    return [
        Found(line, column, written, text)
        for column, written, text in zip(picked, present, texts, strict=True)
        if text is not None and written != _plain(text)
    ]


def _tell(form: Form, sheet: str, column: int, different: Differences) -> None:
    for found in different.cells:
        place = Place(sheet, found.row, found.column)
        told = {"diketik": found.written or "(kosong)", "seharusnya": found.right or "(kosong)"}
        form.tell("sel_terkunci_berubah", place, **told)
    for kode, lines in (("baris_disisipkan", different.inserted), ("baris_berpindah", different.moved)):
        if lines:
            form.tell(kode, Place(sheet, lines[0], column), baris_kata=_row_words(lines))
    gone = [right.label for right in different.gone if not right.slot]  # an isian that is gone is told on its own
    if gone:
        form.tell_sheet("baris_dihapus", sheet, label=bahasa.listing(f"“{label}”" for label in dict.fromkeys(gone)))


def _row_words(lines: Sequence[int]) -> str:
    return bahasa.listing(bahasa.ranges(line + 1 for line in lines))


# --- a survey --------------------------------------------------------------------------------------------------------


def compare_survey(
    form: Form, sheet: str, key: tuple[int, int], across: Sequence[int], respondents: Sequence[int]
) -> bool:
    """Tell what differs from the template on the sheet of a survey; whether anything does.

    ``key``: where the header of the keys stands; ``across``: the columns of the unsur; ``respondents``: their rows.
    """
    row, column = key
    shift = row - layout.BLOCK_KEY_ROW
    different = Differences(_changed_labels(form, sheet, shift, column), [*range(shift)], [], [])
    lines = set(respondents)
    different.inserted += [line for line in range(respondents[0], respondents[-1]) if line not in lines]
    numbers = [form.workbook.sheets[sheet][line][column + 1] for line in respondents]
    different.moved += _out_of_order(numbers, respondents)
    _tell(form, sheet, column + 1, different)
    if len(respondents) < layout.RESPONDENTS:
        gone = layout.RESPONDENTS - len(respondents)
        form.tell_sheet("baris_dihapus", sheet, label=f"{gone} baris responden")
    has_other_columns = _tell_columns(form, sheet, row, [column, column + 1, *across])
    return bool(different) or has_other_columns or len(respondents) < layout.RESPONDENTS


def _changed_labels(form: Form, sheet: str, shift: int, key_column: int) -> list[Found]:
    rows, column = form.workbook.sheets[sheet], key_column + layout.BLOCK_NUMBER_COLUMN
    labels = {row + shift: right for row, right in layout.BLOCK_ROW_LABELS.items()}
    written = {row: text_of(rows[row][column]) for row in labels}
    return [Found(row, column, written[row], right) for row, right in labels.items() if written[row] != right]


def _out_of_order(numbers: Sequence[Any], lines: Sequence[int]) -> list[int]:
    """The rows whose number is less than that above: sorted, or written over."""
    known = [(number, line) for number, line in zip(numbers, lines, strict=True) if isinstance(number, float)]
    return [line for (before, _), (number, line) in itertools.pairwise(known) if number < before]


# --- columns, merges, what is hidden ---------------------------------------------------------------------------------


def _tell_columns(form: Form, sheet: str, row: int, columns: Sequence[int]) -> bool:
    """Columns that stand elsewhere than side by side from the first."""
    if list(columns) == list(range(len(columns))):
        return False
    if list(columns) != sorted(columns):
        form.tell("kolom_berpindah", Place(sheet, row, columns[0]))
        return True
    inserted = sorted(set(range(columns[-1])) - set(columns))
    letters = bahasa.listing(layout.column_letters(column) for column in inserted)
    form.tell("kolom_disisipkan", Place(sheet, row, inserted[0]), kolom_kata=letters)
    return True


def tell_merges(form: Form, sheet: str, inputs: Callable[[int, int], bool], known: Callable[[int, int], bool]) -> None:
    """Cells that were merged: over a cell to fill nobody can say whose value it is, elsewhere it is a warning.

    ``inputs``: whether a row and column is a cell to fill; ``known``: whether the template itself merges from there.
    """
    for area in form.workbook.package.marks[sheet].merges:
        top, left, bottom, right = openxml.corners(area)
        cells = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        covered = [cell for cell in itertools.islice(cells, MOST_MERGED) if inputs(*cell)]
        if covered:
            form.merged |= {(sheet, *cell) for cell in covered}
        elif not known(top, left):
            form.tell("sel_digabung", Place(sheet, top, left), area=area)


def tell_hidden(form: Form, sheet: str, rows: Iterable[int], columns: Iterable[int], first: Place) -> None:
    """Rows with cells to fill, or the column of values, that nobody sees; one warning a sheet."""
    marks = form.workbook.package.marks[sheet]
    lines = sorted(marks.hidden_rows.intersection(rows))
    letters = [layout.column_letters(column) for column in sorted(marks.hidden_columns.intersection(columns))]
    if lines:
        form.tell("baris_tersembunyi", Place(sheet, lines[0], first.column), baris_kata=_row_words(lines))
    if letters:
        form.tell("kolom_tersembunyi", first, kolom_kata=bahasa.listing(letters))
