"""What became of the form itself: locked cells, rows, columns, merges and sheets, compared with the template.

Nothing here decides on a number. Where something locked differs, a warning names it, and from then on a value of that
sheet needs all of its anchors, the defined name too (:mod:`iki_excel.reading.cells`).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from iki_excel.forms import layout
from iki_excel.forms.layout import Layout, LockedRow, Section
from iki_excel.forms.reading.differences import Differences, Found, text_of
from iki_excel.forms.reading.form import Form
from iki_excel.forms.reading.head import compare_head
from iki_excel.language.places import Place, column_letters
from iki_excel.words import bahasa
from iki_excel.workbooks import openxml

Rows = Sequence[Sequence[Any]]
Columns = Mapping[str, int]
"""Where each header of Isian stands."""
Cell = tuple[int, int]
Area = tuple[int, int, int, int]
"""First row and column, last row and column."""

NUMBER, LABEL, UNIT, LAST, VALUE = (
    layout.HEADERS[column] for column in (layout.NUMBER, layout.LABEL, layout.UNIT, layout.LAST, layout.VALUE)
)
KEY = layout.HEADERS[layout.KEY]
MOST_FURTHER_ROWS = 200
"""How many rows beyond those of the template are looked at."""
MOST_MERGED = 20_000
"""How many cells of one merged area are looked at: more than a form has."""
UNCERTAIN = "Isian yang tidak pasti tidak dibaca. Kembalikan urutannya, atau salin isinya ke formulir yang baru."
NO_MATTER = "Skornya tetap dibaca, karena urutan responden tidak berpengaruh."
"""What comes of rows that moved."""


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


# --- the rows of Isian -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Comparison:
    """What comparing Isian leaves for its values: whether they need their names, and which are not to be read.

    ``needs_names``: something locked differs. ``uncertain``: the kode of each indikator whose formulas were lost.
    """

    needs_names: bool
    uncertain: frozenset[str]


def compare_isian(form: Form, sheet: str, header: int, columns: Columns, map_: Layout) -> Comparison:
    """Tell what differs from the template on Isian."""
    rows = form.workbook.sheets[sheet]
    different = compare_head(rows[:header], columns, map_.head(form.identity.periode))
    _compare_below(rows, header, columns, map_, different)
    lost = _lost_formulas(form, sheet, columns[VALUE], map_, different.places)
    _tell(form, sheet, columns[LABEL], different, UNCERTAIN)
    _tell_lost(form, lost)
    has_other_columns = _tell_columns(form, sheet, header, [columns[text] for text in layout.HEADERS])
    return Comparison(bool(different or lost) or has_other_columns, frozenset(kode for _, kode in lost))


def _compare_below(rows: Rows, header: int, columns: Columns, map_: Layout, different: Differences) -> None:
    expected, first = map_.locked, header + 1
    picked = [columns[text] for text in (KEY, NUMBER, LABEL, UNIT)]
    below = rows[first : first + 2 * len(expected) + MOST_FURTHER_ROWS]
    present = [tuple(text_of(row[column]) for column in picked) for row in below]
    while present and not any(present[-1][:3]):
        present.pop()
    for right, at in _aligned(expected, present, different, first):
        if right is None:
            different.inserted.append(first + at)
        elif at is None:
            different.gone.append(right)
        else:
            different.places[right.row] = first + at
            different.cells += _changed_in_row(right, present[at], first + at, picked)


def _lost_formulas(
    form: Form, sheet: str, value: int, map_: Layout, places: Mapping[int, int]
) -> list[tuple[Place, str]]:
    """Cells in the column of values that hold no formula any more, each with its indikator.

    Where one is overwritten, the values beside it may have been shifted or sorted, and no anchor would tell.
    """
    formulas = form.workbook.package.marks[sheet].formulas
    here = [
        (Place(sheet, places[row], value), section.indikator.kode)
        for section in map_.sections
        for row in _computed_rows(section)
        if row in places
    ]
    return [(place, kode) for place, kode in here if place.a1 not in formulas]


def _computed_rows(section: Section) -> list[int]:
    """The rows of an indikator whose value is a formula."""
    return [*(row for _, row in (*section.blocks, *section.hitung)), section.realisasi_row, section.capaian_row]


def _tell_lost(form: Form, lost: Sequence[tuple[Place, str]]) -> None:
    if lost:
        cells, kode = (dict.fromkeys(names) for names in ((place.a1 for place, _ in lost), (kode for _, kode in lost)))
        form.tell("rumus_ditimpa", lost[0][0], sel_kata=bahasa.listing(cells), indikator_kata=bahasa.listing(kode))


Present = tuple[str, ...]
"""Key, number, label and unit of a row."""
Pair = tuple[LockedRow | None, int | None]


def _aligned(
    expected: Sequence[LockedRow], present: Sequence[Present], different: Differences, first: int
) -> Iterator[Any]:
    """Each expected row with the place where it stands now; None on either side where the other has none.

    Rows that stand at another place are put down as moved.
    """
    rights = [(right.key, text_of(right.label)) for right in expected]
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
    if right.slot and present[0] != right.key and present[2] != text_of(right.label):
        return []
    return [
        Found(line, column, written, text)
        for column, written, text in zip(picked, present, texts, strict=True)
        if text is not None and written != text_of(text)
    ]


def _tell(form: Form, sheet: str, column: int, different: Differences, moved: str) -> None:
    """A warning for each locked cell, and one each for rows inserted, moved and gone; ``moved``: what comes of it."""
    under = _under_merges(form, sheet) if different.cells else set()
    for found in different.cells:
        if (found.row, found.column) not in under:  # it is told with its merge
            told = {"diketik": found.written or "(kosong)", "seharusnya": found.right or "(kosong)"}
            form.tell("sel_terkunci_berubah", Place(sheet, found.row, found.column), **told)
    for kode, lines in (("baris_disisipkan", different.inserted), ("baris_berpindah", different.moved)):
        if lines:
            form.tell(kode, Place(sheet, lines[0], column), baris_kata=_row_words(lines), akibat=moved)
    gone = [right.label for right in different.gone if not right.slot]  # an isian that is gone is told on its own
    if gone:
        form.tell_sheet("baris_dihapus", sheet, label=bahasa.listing(f"“{label}”" for label in dict.fromkeys(gone)))


def _under_merges(form: Form, sheet: str) -> set[Cell]:
    """Cells that lost what they said because they were merged into another."""
    areas = form.workbook.package.marks[sheet].merges
    return {cell for area in areas for cell in itertools.islice(_cells_of(openxml.corners(area)), 1, MOST_MERGED)}


def _row_words(lines: Sequence[int]) -> str:
    return bahasa.listing(bahasa.ranges(line + 1 for line in lines))


# --- a survey --------------------------------------------------------------------------------------------------------


def compare_survey(
    form: Form, sheet: str, key: Cell, across: Sequence[int], respondents: Sequence[int], strays: Sequence[int]
) -> bool:
    """Tell what differs from the template on the sheet of a survey; whether anything does.

    ``key``: where the header of the keys stands; ``across``: the columns of the unsur; ``respondents``: their rows;
    ``strays``: rows with answers and without a key, which are told on their own.
    """
    row, column = key
    rows, shift = form.workbook.sheets[sheet], row - layout.BLOCK_KEY_ROW
    beside = _number_column(rows, shift, column)
    blank_above = [line for line in range(row) if not any(map(text_of, rows[line]))]
    different = Differences(_changed_labels(rows, shift, beside), blank_above[: max(shift, 0)])
    without_key = sorted({*range(respondents[0], respondents[-1]), *strays} - {*respondents})
    numbered = [line for line in without_key if isinstance(rows[line][beside], float)]
    different.inserted += [line for line in without_key if line not in numbered and line not in strays]
    different.moved += _out_of_order([rows[line][beside] for line in respondents], respondents)
    _tell(form, sheet, beside, different, NO_MATTER)
    gone = layout.RESPONDENTS - len(respondents) - len(numbered)
    if gone > 0:
        form.tell_sheet("baris_dihapus", sheet, label=f"{gone} baris responden")
    has_other_columns = _tell_columns(form, sheet, row, [column, beside, *across])
    return bool(different or without_key) or has_other_columns or gone > 0 or shift != 0


def _number_column(rows: Rows, shift: int, key_column: int) -> int:
    """The column of the respondents' numbers, by its header; where that is gone, the one beside the keys."""
    row, header = layout.BLOCK_LABEL_ROW, layout.BLOCK_ROW_LABELS[layout.BLOCK_LABEL_ROW]
    found = [column for column, value in enumerate(rows[row + shift]) if text_of(value) == header]
    return found[0] if found else key_column + layout.BLOCK_NUMBER_COLUMN


def _changed_labels(rows: Rows, shift: int, column: int) -> list[Found]:
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
    letters = bahasa.listing(column_letters(column) for column in inserted)
    form.tell("kolom_disisipkan", Place(sheet, row, inserted[0]), kolom_kata=letters)
    return True


def _cells_of(area: Area) -> Iterator[Cell]:
    top, left, bottom, right = area
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def tell_merges(form: Form, sheet: str, inputs: Callable[[Cell], bool], known: Callable[[Area], bool]) -> None:
    """Cells that were merged: over a cell to fill nobody can say whose value it is, elsewhere it is a warning.

    ``inputs``: whether it is a cell to fill; ``known``: whether the template itself merges these.
    """
    for written in form.workbook.package.marks[sheet].merges:
        area = openxml.corners(written)
        covered = [cell for cell in itertools.islice(_cells_of(area), MOST_MERGED) if inputs(cell)]
        if covered:
            form.merged |= {(sheet, *cell) for cell in covered}
        elif not known(area):
            form.tell("sel_digabung", Place(sheet, *area[:2]), area=written)


def tell_hidden(form: Form, sheet: str, rows: Iterable[int], columns: Iterable[int], first: Place) -> None:
    """Rows with cells to fill, or the column of values, that nobody sees; one warning a sheet."""
    marks = form.workbook.package.marks[sheet]
    lines = sorted(marks.hidden_rows.intersection(rows))
    letters = [column_letters(column) for column in sorted(marks.hidden_columns.intersection(columns))]
    if lines:
        form.tell("baris_tersembunyi", Place(sheet, lines[0], first.column), baris_kata=_row_words(lines))
    if letters:
        form.tell("kolom_tersembunyi", first, kolom_kata=bahasa.listing(letters))
