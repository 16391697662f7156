"""What somebody typed outside of the cells to fill: beside them, below them, in a row or column put in between.

Nothing of it is read, so all of it is told, with its address and its text: it may be the correction of a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from iki_excel.decree.fields import scale_of, shown
from iki_excel.decree.kinds import Slot
from iki_excel.forms import layout
from iki_excel.forms.layout import Block, Layout, own_cells
from iki_excel.forms.layout.arrangement import OwnColumns
from iki_excel.forms.reading.differences import Standing
from iki_excel.forms.reading.form import Form
from iki_excel.forms.reading.sheets import TYPE_ALL_AGAIN
from iki_excel.forms.reading.structure import Comparison
from iki_excel.language.places import Area, Place, a1
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.plain import as_seen
from iki_excel.words.rules import GALAT, PERINGATAN, Rule
from iki_excel.words.sameness import kept_for
from iki_excel.workbooks import openxml

OUTSIDE = Rule(
    "sel_di_luar",
    PERINGATAN,
    arti="Isi di luar sel yang diisi, misalnya di sampingnya; tidak dibaca.",
    pesan="Sel {sel_kata} bukan sel yang diisi, tetapi berisi {isi_kata}{tempat}; tidak dibaca.",
    saran="Bila itu isian, ketik di sel kuningnya; bila catatan, pindahkan ke kolom keterangan.",
    ringkas="sel {sel_kata} di luar sel kuning berisi {isi_kata} dan tidak dibaca",
    contoh="Isian!L8 berisi 15, di samping kolom bukti dukung",
    bersama="{banyak_sel} tempat bukan sel yang diisi, tetapi ada isinya; tidak dibaca",
    butir="{sel_kata} {isi_kata}{tempat}",
    saran_salinan="Isi itu tidak ikut di salinan ini. Bila itu isian yang benar, ketik di sel kuningnya.",
)
SCORES_BESIDE = Rule(
    "skor_di_luar",
    GALAT,
    arti="Skor di kolom yang tidak dimiliki survei; surveinya tidak dibaca.",
    pesan="Di lembar {lembar} ada skor di luar {banyak} kolom unsurnya, di {sel_kata}, jadi tidak pasti skor "
    "mana milik unsur mana; surveinya tidak dibaca.",
    saran="Tempelkan skor tepat di bawah unsurnya, kosongkan kolom di sampingnya.",
    ringkas="ada skor di luar kolom unsurnya, di {sel_kata}",
    contoh="Survei tujuh unsur yang ditempeli sembilan kolom skor, sampai SKM!K57",
    saran_salinan=TYPE_ALL_AGAIN,
)

MOST_QUOTED = 3
"""Of how many cells that stand together the texts are quoted."""

IsOwn = Callable[[int, int], bool]
"""Whether the form itself has something in a cell of a row and a column, or asks for it."""

Cell = tuple[int, int]


def _is_never(row: int, column: int) -> bool:
    return False


@frozen
class Stray:
    """Cells side by side, in the order in which they are read, with what stands in each."""

    sheet: str
    texts: Mapping[Cell, str]

    @property
    def first(self) -> Place:
        """The first of them."""
        return Place(self.sheet, *next(iter(self.texts)))

    @property
    def area(self) -> str:
        """The range that holds them all, as people say it."""
        rows, columns = zip(*self.texts, strict=True)
        return Area(self.sheet, min(rows), min(columns), max(rows), max(columns)).a1

    @property
    def quoted(self) -> str:
        """What stands in the first of them, and how many there are besides."""
        texts = [f"“{bahasa.brief(text)}”" for text in self.texts.values()]
        further = len(texts) - MOST_QUOTED
        return bahasa.listing([*texts[:MOST_QUOTED], *([f"{further} sel lain"] if further > 0 else [])])


def strays(form: Form, sheet: str, own: Sequence[frozenset[int]], is_own: IsOwn = _is_never) -> list[Stray]:
    """All that stands on a sheet in cells that are not the form's own. ``own``: by row the columns that are, whatever
    stands there; of other cells with anything in them it is asked (``is_own``)."""
    rows, marks = form.workbook.sheets[sheet], form.workbook.package.marks[sheet]
    found = {
        (row, column): shown(values[column])
        for row, (values, columns) in enumerate(zip(rows, own, strict=True))
        for column in _others(columns, len(values))
        if values[column] != "" and values[column] is not None and not is_own(row, column) and _is_seen(values[column])
    }
    errors = {_cell(address): text for address, text in marks.errors.items()}
    found |= {(row, column): text for (row, column), text in errors.items()
              if not (column in own[row] or is_own(row, column))}  # fmt: skip
    return [Stray(sheet, {cell: found[cell] for cell in group}) for group in _side_by_side(found)]


@lru_cache(maxsize=1024)
def _others(columns: frozenset[int], width: int) -> tuple[int, ...]:
    """The columns of a row besides these."""
    return tuple(column for column in range(width) if column not in columns)


def _is_seen(value: Any) -> bool:
    return not isinstance(value, str) or bool(as_seen(value))


def _cell(address: str) -> Cell:
    top, left, _, _ = openxml.corners(address)
    return top, left


def _side_by_side(cells: Mapping[Cell, Any]) -> Iterator[list[Cell]]:
    """The cells in groups of those that touch, also at a corner."""
    left = dict.fromkeys(sorted(cells))
    while left:
        first = next(iter(left))
        group, waiting = [], [first]
        del left[first]
        while waiting:
            row, column = waiting.pop()
            group.append((row, column))
            around = [(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
            for cell in [cell for cell in around if cell in left]:
                del left[cell]
                waiting.append(cell)
        yield sorted(group)


def _tell(form: Form, stray: Stray, slot: Slot | None) -> None:
    place = f", di baris “{slot.label}”" if slot else ""
    told = {"sel_kata": stray.area, "isi_kata": stray.quoted, "tempat": place}
    form.tell(OUTSIDE, stray.first, isian=slot.kode if slot else "", **told)


# --- Isian -----------------------------------------------------------------------------------------------------------


def tell_outside_isian(form: Form, sheet: str, map_: Layout, compared: Comparison) -> None:
    """A warning for all that stands together outside of the form's own cells, with the isian of its row."""
    rows, formulas = compared.rows, form.workbook.package.marks[sheet].formulas
    standing = _standing(rows, map_)
    own, hidden, below = standing.own, standing.hidden, standing.below
    values, keys = form.workbook.sheets[sheet], rows.columns[layout.KEY]

    def is_own(row: int, column: int) -> bool:
        if column == keys and values[row][column] in map_.slot_rows:
            return True  # where a key stands is told with its isian
        if below <= row:
            return _is_of_signature(form, sheet, row - below, Place(sheet, row, column), rows)
        if column in hidden and row != rows.header and not compared.uncertain:  # all of it computed
            return column in own.get(row, ()) and a1(row, column) in formulas
        return column in own.get(row, ())

    certain = [standing.certain.get(row, frozenset()) for row in range(len(values))]
    for stray in strays(form, sheet, certain, is_own):
        _tell(form, stray, standing.slots.get(stray.first.row))


def _is_of_signature(form: Form, sheet: str, below: int, place: Place, rows: Standing) -> bool:
    """People write their names there, and never a number alone."""
    value = form.workbook.sheets[sheet][place.row][place.column]
    is_there = place.column == rows.columns[layout.VALUE] and below <= own_cells.SIGNATURE_ROWS
    return is_there and isinstance(value, str)


@frozen
class _Standing:
    """Where the form's own cells of Isian stand now: by row the columns that are its ``own``, and those of them that
    are whatever stands there (``certain``); the columns that nobody sees; the slots; the first row ``below`` all that
    it asks."""

    own: Mapping[int, frozenset[int]]
    certain: Mapping[int, frozenset[int]]
    hidden: frozenset[int]
    slots: Mapping[int, Slot]
    below: int


@kept_for(64)
def _standing(rows: Standing, map_: Layout) -> _Standing:
    own, hidden = _own_columns(rows, map_), _hidden(rows, map_)
    below = rows.places.get(map_.end_row, map_.end_row) + 1
    certain = {row: columns - hidden for row, columns in own.items() if row < below}
    asked = {row.row: row.slot for row in map_.slot_rows.values()}
    slots = {now: asked[row] for row, now in rows.places.items() if row in asked}
    return _Standing(own, certain, hidden, slots, below)


def _own_columns(rows: Standing, map_: Layout) -> dict[int, frozenset[int]]:
    """By row as it stands now the columns as they stand now."""
    now, at_header = _columns_now(rows, map_), map_.arrangement.header_row
    usual = own_cells.on_isian(map_)
    stand = {columns: frozenset(now[column] for column in columns if column in now) for columns in {*usual.values()}}
    own = {row: stand[columns] for row, columns in usual.items()}
    anywhere = frozenset(now.values())
    in_head = frozenset().union(*(own[row] for row in map_.arrangement.own_head if row != at_header))
    head = {row: own[row] if rows.has_usual_head else in_head for row in range(rows.first)}
    below = {at: own[row] for row, at in rows.places.items() if row >= layout.FIRST_ROW}
    return head | {rows.header: own[at_header]} | dict.fromkeys(rows.moved, anywhere) | below


def _columns_now(rows: Standing, map_: Layout) -> dict[int, int]:
    """Where each column stands now; hidden ones without a header as far from the last as the form was written."""
    written = map_.arrangement.as_written
    last = max(written(Place(layout.ISIAN, 0, column)).column for column in rows.columns)
    beyond = {column: written(Place(layout.ISIAN, 0, column)).column - last for column in map_.computed}
    behind = {column: max(rows.columns.values()) + far for column, far in beyond.items() if far > 0}
    return {**behind, **rows.columns}


def _hidden(rows: Standing, map_: Layout) -> frozenset[int]:
    """The columns that nobody sees, as they stand now."""
    now = _columns_now(rows, map_)
    return frozenset(now[column] for column in map_.computed)


# --- a survey --------------------------------------------------------------------------------------------------------


def tell_outside_survey(form: Form, block: Block, key: Place, number: int, across: Sequence[int]) -> bool:
    """A warning for all that stands together outside; scores there are an error, and then the survey cannot be read.

    ``key``: where the header of the keys stands; ``number``: the column of the respondents' numbers; ``across``: those
    of the unsur. Gives whether there are scores.
    """
    rows = form.workbook.sheets[key.sheet]
    usual = own_cells.above_respondents(block, layout.arrangement_of(form.identity.versi))
    above = _own_above(usual, block, key, number, across)
    asked = frozenset({key.column, *across})
    of_respondent = asked | {number}
    own = [
        above[row] if row in above else of_respondent if isinstance(values[number], float) else asked
        for row, values in enumerate(rows)
    ]
    found = strays(form, key.sheet, own)
    first = key.row + layout.BLOCK_FIRST_ROW - layout.BLOCK_KEY_ROW
    scores = scale_of(block.isian.slots[0])
    scored = [stray for stray in found if any(row >= first and rows[row][c] in scores for row, c in stray.texts)]
    if scored:
        kode, areas = block.isian.slots[0].kode, bahasa.listing(stray.area for stray in scored)
        form.tell(SCORES_BESIDE, scored[0].first, isian=kode, sel_kata=areas, banyak=len(across))
    for stray in found:
        if stray not in scored:
            _tell(form, stray, None)
    return bool(scored)


def _own_above(
    usual: OwnColumns, block: Block, key: Place, number: int, across: Sequence[int]
) -> dict[int, frozenset[int]]:
    """By row as it stands now; where columns moved, the cells of the head may stand in any of its columns."""
    shift = key.row - layout.BLOCK_KEY_ROW
    if [key.column, number, *across] == list(range(len(across) + 2)):
        own = {row + shift: columns for row, columns in usual.items()}
    else:
        moved = max(across) - block.last_column
        anywhere = frozenset().union(*usual.values(), across, (c + moved for c in frozenset().union(*usual.values())))
        own = dict.fromkeys((row + shift for row in usual), anywhere)
    return {row: own.get(row, frozenset()) for row in range(layout.BLOCK_FIRST_ROW + shift)}


# --- the sheets that nobody fills -------------------------------------------------------------------------------------


def tell_outside_further(form: Form) -> None:
    """A warning for what was written on Petunjuk and on Perbaikan, where nobody would look for it."""
    own = {layout.PETUNJUK.casefold(): _of_guide, layout.PERBAIKAN.casefold(): _of_list}
    for sheet, rows in form.workbook.sheets.items():
        if sheet.casefold() in own:
            for stray in strays(form, sheet, own[sheet.casefold()](rows)):
                _tell(form, stray, None)


def _of_guide(rows: Sequence[Sequence[Any]]) -> list[frozenset[int]]:
    """By row its own columns: a line has a label and a text, and above the first of them stands a heading."""
    label, text = own_cells.GUIDE
    lines = [len(row) > text and bool(row[label] and row[text]) for row in rows]
    heads = [is_line or number < own_cells.GUIDE_HEAD_ROWS for number, is_line in enumerate([*lines[1:], False])]
    of_line, of_head, of_none = frozenset({label, text}), frozenset({label}), frozenset[int]()
    return [of_line if is_line else of_head if is_head else of_none
            for is_line, is_head in zip(lines, heads, strict=True)]  # fmt: skip


def _of_list(rows: Sequence[Sequence[Any]]) -> list[frozenset[int]]:
    """By row its own columns: an entry has its number, and above the first stand the headers and a title."""
    whole, first = frozenset(range(len(own_cells.LIST))), frozenset({0})
    lines = [isinstance(row[0], float) or row[0] == own_cells.LIST[0] for row in rows]
    heads = [row[0] == own_cells.LIST[0] for row in rows[1:]]
    titles = [is_head or number < own_cells.LIST_HEAD_ROWS for number, is_head in enumerate([*heads, False])]
    return [whole if is_line else first if is_title else frozenset()
            for is_line, is_title in zip(lines, titles, strict=True)]  # fmt: skip
