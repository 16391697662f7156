"""What became of the rows of a form: its locked cells, compared with the template.

Nothing here decides on a number. Where something locked differs, a warning names it, and from then on a value of that
sheet needs all of its anchors, the defined name too (:mod:`iki_excel.forms.reading.isian`).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from operator import itemgetter
from typing import Any

from iki_excel.forms import layout
from iki_excel.forms.layout import Layout, LockedRow, Section
from iki_excel.forms.reading import locked
from iki_excel.forms.reading.differences import Differences, Found, Standing, as_written, text_of
from iki_excel.forms.reading.form import Form
from iki_excel.forms.reading.head import Part, compare_head
from iki_excel.forms.reading.shape import COLUMNS_INSERTED, COLUMNS_MOVED, merges_of, row_words, tell_columns
from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.rules import GALAT, PERINGATAN, Rule
from iki_excel.words.sameness import kept_for, kept_with

Rows = Sequence[Sequence[Any]]
Columns = Mapping[int, int]
"""Where each column of Isian stands."""

MOST_ABOVE = 20
"""How many rows further down than it should be the first indikator is looked for."""
MOST_FURTHER_ROWS = 200
"""How many rows beyond those of the template are looked at."""
UNCERTAIN = "Isian yang tidak pasti tidak dibaca. Kembalikan urutannya, atau salin isinya ke formulir yang baru."
NO_MATTER = "Skornya tetap dibaca, karena urutan responden tidak berpengaruh."
"""What comes of rows that moved."""

LOCKED_CHANGED = Rule(
    "sel_terkunci_berubah",
    PERINGATAN,
    arti="Teks di sel terkunci berubah; nilainya tetap dibaca.",
    pesan="Sel terkunci berisi “{diketik}”, padahal seharusnya “{seharusnya}”.",
    saran="Nilai di barisnya tetap dibaca; periksa apakah barisnya benar.",
    ringkas="seharusnya “{seharusnya}”",
    contoh="Isian!I8 berisi “buah”, padahal seharusnya “dokumen”",
    bersama="{banyak_sel} sel terkunci berubah",
    butir="“{diketik}” (seharusnya “{seharusnya}”)",
)
ROWS_INSERTED = Rule(
    "baris_disisipkan",
    PERINGATAN,
    arti="Baris yang disisipkan di antara baris formulir; isian lain tetap dibaca.",
    pesan="Baris {baris_kata} di lembar {lembar} disisipkan dan tidak dibaca.",
    saran="Hapus barisnya.",
    ringkas="disisipkan dan tidak dibaca",
    contoh="Baris kosong yang disisipkan di atas Isian!B10",
)
ROWS_GONE = Rule(
    "baris_dihapus",
    PERINGATAN,
    arti="Baris formulir yang bukan isian dihapus; isian tetap dibaca.",
    pesan="Di lembar {lembar} ada yang dihapus: {label}.",
    saran="Isian yang masih ada tetap dibaca. Jangan menghapus baris formulir.",
    ringkas="ada baris formulir yang dihapus",
    contoh="Baris “Realisasi bulan ini” sebuah indikator dihapus",
)
ROWS_MOVED = Rule(
    "baris_berpindah",
    PERINGATAN,
    arti="Baris formulir berpindah atau diurutkan.",
    pesan="Baris di lembar {lembar} berpindah, mungkin diurutkan: {baris_kata}.",
    saran="{akibat}",
    ringkas="barisnya berpindah, mungkin diurutkan",
    contoh="Baris Isian diurutkan menurut abjad",
)
FORMULAS_LOST = Rule(
    "rumus_ditimpa",
    GALAT,
    arti="Rumus di kolom isian hilang atau tertimpa, mungkin isiannya bergeser atau diurutkan.",
    pesan="Rumus di sel terkunci {sel_kata} tertimpa, mungkin isiannya bergeser atau diurutkan. Isian {indikator_kata} "
    "tidak dapat dipastikan dan tidak dibaca.",
    saran="Salin isinya ke formulir yang baru.",
    ringkas="rumusnya tertimpa, mungkin isiannya bergeser",
    contoh="Angka Isian!F8 sampai Isian!F12 digeser ke bawah sehingga menimpa rumus di Isian!F13",
    saran_salinan="Formulir ini sudah yang baru.",
    beres_di_salinan=True,
)

WARNINGS = (LOCKED_CHANGED, ROWS_INSERTED, ROWS_GONE, ROWS_MOVED, COLUMNS_INSERTED, COLUMNS_MOVED)
"""What is told of a sheet that differs, unless nothing can be read for it: then that is told."""


# --- the rows of Isian -----------------------------------------------------------------------------------------------


@frozen
class Comparison:
    """What comparing Isian leaves for its values: whether they need their names, and which are not to be read.

    ``needs_names``: something locked differs. ``uncertain``: the kode of each indikator whose formulas were lost.
    ``rows``: where everything stands now.
    """

    needs_names: bool
    uncertain: frozenset[str]
    rows: Standing


def compare_isian(form: Form, sheet: str, header: int, columns: Columns, map_: Layout) -> Comparison:
    """Tell what differs from the template on Isian."""
    rows = form.workbook.sheets[sheet]
    first = _first_row(rows, header, columns, map_)
    head = _parts_of_head(rows, header, first, map_)
    different = compare_head(sheet, head, columns, map_.head(form.identity.periode))
    _compare_below(sheet, rows, first, columns, map_, different)
    is_usual = all(len(part.rows) == len(part.own) for part in head)
    standing = Standing(header, columns, first, different.places, different.moved, is_usual)
    written = as_written(map_, form.identity.periode)
    standing = written if standing == written else standing  # what is made of the same object is made once
    lost = _lost_formulas(form, sheet, map_, standing)
    different.cells += locked.changed_by_hand(form, sheet, map_, standing)
    if not lost:  # where all formulas went that is told of those that matter
        different.cells += locked.typed_over(form, locked.states(map_, sheet, standing))
    _tell(form, sheet, columns[layout.LABEL], different, UNCERTAIN)
    _tell_lost(form, lost)
    has_other_columns = tell_columns(form, sheet, header, [*columns.values()])
    needs_names = bool(different or lost) or has_other_columns
    return Comparison(needs_names, frozenset(kode for _, kode in lost), standing)


def _first_row(rows: Rows, header: int, columns: Columns, map_: Layout) -> int:
    """The first row below the head, which may have rows between the headers and it.

    It follows the last one there. Where that is gone, it is the first that has a key, or says what a row below says;
    and else the one that is as far from the headers as it should be.
    """
    usual = header + 1 + map_.arrangement.rows_below_header
    if usual == header + 1:
        return usual
    looked_at = range(header + 1, min(usual + MOST_ABOVE, len(rows)))
    last, labels = text_of(layout.HOW), _labels(map_)
    ends = (line + 1 for line in looked_at if text_of(rows[line][columns[layout.NUMBER]]) == last)
    known = (
        line
        for line in looked_at
        if rows[line][columns[layout.KEY]] or text_of(rows[line][columns[layout.LABEL]]) in labels
    )
    return next(itertools.chain(ends, known), min(usual, len(rows)))


@kept_with
def _labels(map_: Layout) -> set[str]:
    return {text_of(right.label) for right in map_.locked}


def _parts_of_head(rows: Rows, header: int, first: int, map_: Layout) -> list[Part]:
    at_header = map_.arrangement.header_row
    below = Part(rows[header + 1 : first], header + 1, range(at_header + 1, layout.FIRST_ROW))
    return [Part(rows[:header], 0, range(at_header)), below]


def _compare_below(sheet: str, rows: Rows, first: int, columns: Columns, map_: Layout, different: Differences) -> None:
    expected = map_.locked
    picked = [columns[column] for column in (layout.KEY, layout.NUMBER, layout.LABEL, layout.UNIT)]
    below = rows[first : first + 2 * len(expected) + MOST_FURTHER_ROWS]
    pick = itemgetter(*picked)
    if _is_as_written([pick(row) for row in below], map_):
        different.places.update((right.row, first + at) for at, right in enumerate(expected))
        return
    present = [tuple(map(text_of, pick(row))) for row in below]
    while present and not any(present[-1][:3]):
        present.pop()
    for right, at in _aligned(map_, present, different, first):
        if right is None:
            different.inserted.append(first + at)
        elif at is None:
            different.gone.append(right)
        else:
            different.places[right.row] = first + at
            different.cells += [
                Found(Place(sheet, first + at, picked[n]), present[at][n], text)
                for n, text in _changed_in_row(right, present[at])
            ]
    last = max(different.places.values())
    different.inserted = [line for line in different.inserted if line < last]  # nothing below moves anything


def _is_as_written(below: Sequence[tuple[Any, ...]], map_: Layout) -> bool:
    """Whether key, number, label and satuan of every row are what was written there, to the letter, and none is new."""
    rights = _written(map_)
    return (
        rights is not None
        and len(below) >= len(rights)
        and all(map(_says, below, rights))
        and not any(row[:3] != NOTHING_THERE for row in below[len(rights) :])
    )


NOTHING_THERE = ("", "", "")
"""Key, number and label of a row that is none of the form's."""


def _says(row: tuple[Any, ...], right: tuple[Any, ...]) -> bool:
    is_said = row == right or (right[3] is None and row[:3] == right[:3])
    return is_said and row[1] is not True  # which is the number 1 to Python


@kept_with
def _written(map_: Layout) -> list[tuple[Any, ...]] | None:
    """What is written into key, number, label and satuan of every row, None where it is the office's; None for a form
    with rows that its own satuan tells apart, and which the office decides."""
    _, by_satuan = _rights(map_)
    is_told = all(right.unit is not None or right.key or text_of(right.label) not in by_satuan for right in map_.locked)
    return [_row_written(right) for right in map_.locked] if is_told else None


def _row_written(right: LockedRow) -> tuple[Any, ...]:
    number = float(right.number) if right.number.isdecimal() else right.number
    return right.key, number, right.label, right.unit


def _lost_formulas(form: Form, sheet: str, map_: Layout, standing: Standing) -> list[tuple[Place, str]]:
    """Cells in the column of values that hold no formula any more, each with its indikator.

    Where one is overwritten, the values beside it may have been shifted or sorted, and no anchor would tell.
    """
    formulas = form.workbook.package.marks[sheet].formulas
    return [(place, kode) for address, place, kode in _computed(map_, sheet, standing) if address not in formulas]


@kept_for(64)
def _computed(map_: Layout, sheet: str, standing: Standing) -> list[tuple[str, Place, str]]:
    """The cells in the column of values that are formulas, each with its address and its indikator."""
    here = [
        (Place(sheet, standing.places[row], standing.columns[layout.VALUE]), section.indikator.kode)
        for section in map_.sections
        for row in _computed_rows(section)
        if row in standing.places
    ]
    return [(place.a1, place, kode) for place, kode in here]


def _computed_rows(section: Section) -> list[int]:
    """The rows of an indikator whose value is a formula."""
    others = (*section.blocks, *section.hitung)
    mirrors = (mirror.row for mirror in section.mirrors)
    return [*mirrors, *(row for _, row in others), section.realisasi_row, section.capaian_row]


def _tell_lost(form: Form, lost: Sequence[tuple[Place, str]]) -> None:
    if lost:
        form.take_back(lost[0][0].sheet, [ROWS_MOVED])
        cells, kode = (dict.fromkeys(names) for names in ((place.a1 for place, _ in lost), (kode for _, kode in lost)))
        form.tell(FORMULAS_LOST, lost[0][0], sel_kata=bahasa.listing(cells), indikator_kata=bahasa.listing(kode))


Present = tuple[str, ...]
"""Key, number, label and unit of a row."""


def _aligned(map_: Layout, present: Sequence[Present], different: Differences, first: int) -> Iterator[Any]:
    """Each expected row with the place where it stands now; None on either side where the other has none.

    Rows that stand at another place are put down as moved.
    """
    expected, (rights, by_satuan) = map_.locked, _rights(map_)
    now = [_known_by(key, label, unit, by_satuan) for key, _, label, unit in present]
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


@kept_with
def _rights(map_: Layout) -> tuple[list[tuple[str, str, str]], set[str]]:
    """What each row of a map is found again by, and the labels of those that are by their satuan, too."""
    named = [(right.key, text_of(right.label), text_of(right.unit)) for right in map_.locked]
    by_satuan = {label for key, label, unit in named if unit and not key}
    return [_known_by(*one, by_satuan) for one in named], by_satuan


def _known_by(key: str, label: str, unit: str, by_satuan: Container[str]) -> tuple[str, str, str]:
    """What a row is found again by: rows that are called alike in every indikator by their satuan, too."""
    return key, label, unit if not key and label in by_satuan else ""


def _changed_in_row(right: LockedRow, present: Present) -> list[tuple[int, str]]:
    """Of number, label and satuan of a row those that differ, with what they should say; key and label of an isian are
    its anchors, which are told on their own.
    """
    texts = (None, right.number, None if right.slot else right.label, right.unit)
    if right.slot and present[0] != right.key and present[2] != text_of(right.label):
        return []
    return [(n, text) for n, text in enumerate(texts) if text is not None and present[n] != text_of(text)]


def _tell(form: Form, sheet: str, column: int, different: Differences, moved: str) -> None:
    """A warning for each locked cell, and one each for rows inserted, moved and gone; ``moved``: what comes of it.

    Of rows that were inserted with something in them that is told, cell by cell.
    """
    merges, rows = merges_of(form, sheet), form.workbook.sheets[sheet]
    inserted = [line for line in different.inserted if not any(map(text_of, rows[line]))]
    for found in different.cells:
        if not any(found.place in area and found.place != area.first for area in merges):  # it is told with its merge
            told = {"diketik": found.written or "(kosong)", "seharusnya": found.right or "(kosong)"}
            form.tell(LOCKED_CHANGED, found.place, **told)
    for rule, lines in ((ROWS_INSERTED, inserted), (ROWS_MOVED, different.moved)):
        if lines:
            form.tell(rule, Place(sheet, lines[0], column), baris_kata=row_words(lines), akibat=moved)
    gone = [right.label for right in different.gone if not right.slot]  # an isian that is gone is told on its own
    if gone:
        form.tell_sheet(ROWS_GONE, sheet, label=bahasa.listing(f"“{label}”" for label in dict.fromkeys(gone)))


# --- a survey --------------------------------------------------------------------------------------------------------


def compare_survey(
    form: Form, key: Place, across: Sequence[int], respondents: Sequence[int], strays: Sequence[int]
) -> bool:
    """Tell what differs from the template on the sheet of a survey; whether anything does.

    ``key``: where the header of the keys stands; ``across``: the columns of the unsur; ``respondents``: their rows;
    ``strays``: rows with answers and without a key, which are told on their own.
    """
    rows, shift = form.workbook.sheets[key.sheet], key.row - layout.BLOCK_KEY_ROW
    beside = number_column(rows, shift, key.column)
    blank_above = [line for line in range(key.row) if not any(map(text_of, rows[line]))]
    different = Differences(_changed_labels(key.sheet, rows, shift, beside), blank_above[: max(shift, 0)])
    different.cells += locked.typed_over(form, _computed_cells(key, across))
    without_key = sorted({*range(respondents[0], respondents[-1]), *strays} - {*respondents})
    numbered = [line for line in without_key if isinstance(rows[line][beside], float)]
    different.inserted += [line for line in without_key if line not in numbered and line not in strays]
    different.moved += _out_of_order([rows[line][beside] for line in respondents], respondents)
    _tell(form, key.sheet, beside, different, NO_MATTER)
    gone = _room(rows[respondents[-1]][beside], len(respondents)) - len(respondents) - len(numbered)
    if gone > 0:
        form.tell_sheet(ROWS_GONE, key.sheet, label=f"{gone} baris responden")
    has_other_columns = tell_columns(form, key.sheet, key.row, [key.column, beside, *across])
    return bool(different or without_key) or has_other_columns or gone > 0 or shift != 0


def _computed_cells(key: Place, across: Sequence[int]) -> Iterator[Place]:
    """The counts and the means above the answers."""
    for row in (layout.BLOCK_COUNT_ROW, layout.BLOCK_MEAN_ROW):
        yield from (Place(key.sheet, key.row + row - layout.BLOCK_KEY_ROW, column) for column in across)


def _room(last: Any, found: int) -> int:
    """For how many respondents the form was made, by the number of the last one; where that is gone, by how many."""
    return layout.room_of(last if isinstance(last, float) else found)


def number_column(rows: Rows, shift: int, key_column: int) -> int:
    """The column of the respondents' numbers, by its header; where that is gone, the one beside the keys."""
    row, header = layout.BLOCK_LABEL_ROW, layout.BLOCK_ROW_LABELS[layout.BLOCK_LABEL_ROW]
    found = [column for column, value in enumerate(rows[row + shift]) if text_of(value) == header]
    return found[0] if found else key_column + layout.BLOCK_NUMBER_COLUMN


def _changed_labels(sheet: str, rows: Rows, shift: int, column: int) -> list[Found]:
    labels = {Place(sheet, row + shift, column): right for row, right in layout.BLOCK_ROW_LABELS.items()}
    written = {place: text_of(rows[place.row][place.column]) for place in labels}
    return [Found(place, written[place], right) for place, right in labels.items() if written[place] != right]


def _out_of_order(numbers: Sequence[Any], lines: Sequence[int]) -> list[int]:
    """The rows whose number is less than that above: sorted, or written over."""
    if numbers == [*range(1, len(lines) + 1)]:  # as they were written, almost always
        return []
    known = [(number, line) for number, line in zip(numbers, lines, strict=True) if isinstance(number, float)]
    return [line for (before, _), (number, line) in itertools.pairwise(known) if number < before]
