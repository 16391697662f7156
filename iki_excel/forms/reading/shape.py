"""What became of the shape of a sheet: columns inserted or moved, cells merged, rows and columns hidden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from iki_excel.forms.reading.differences import text_of
from iki_excel.forms.reading.form import Form
from iki_excel.language.places import Area, Place, column_letters
from iki_excel.words import bahasa
from iki_excel.words.rules import PERINGATAN, Rule
from iki_excel.workbooks import openxml

COLUMNS_INSERTED = Rule(
    "kolom_disisipkan",
    PERINGATAN,
    arti="Kolom yang disisipkan; isian tetap dibaca.",
    pesan="Kolom {kolom_kata} di lembar {lembar} disisipkan dan tidak dibaca.",
    saran="Isian tetap dibaca; hapus kolom itu.",
    ringkas="disisipkan dan tidak dibaca",
    contoh="Kolom kosong disisipkan di antara C dan D",
)
COLUMNS_MOVED = Rule(
    "kolom_berpindah",
    PERINGATAN,
    arti="Kolom formulir berpindah; isian tetap dibaca.",
    pesan="Urutan kolom di lembar {lembar} berubah.",
    saran="Isian tetap dibaca; kembalikan urutannya.",
    ringkas="urutan kolomnya berubah",
    contoh="Kolom keterangan dipindahkan ke depan kolom isian",
)
LOCKED_MERGED = Rule(
    "sel_digabung",
    PERINGATAN,
    arti="Sel terkunci digabung; isian tetap dibaca.",
    pesan="Sel {area} di lembar {lembar} digabung.",
    saran="Isian tetap dibaca; pisahkan lagi selnya.",
    ringkas="selnya digabung",
    contoh="Isian!B8:C8 digabung menjadi satu sel",
    bersama="Sel terkunci di lembar {lembar} digabung di {banyak_sel} tempat",
    butir="{area}",
)
ROWS_HIDDEN = Rule(
    "baris_tersembunyi",
    PERINGATAN,
    arti="Baris isian tersembunyi; nilainya tetap dibaca.",
    pesan="Baris {baris_kata} di lembar {lembar} tersembunyi.",
    saran="Isinya tetap dibaca; tampilkan lagi dan periksa.",
    ringkas="barisnya tersembunyi",
    contoh="Baris 12 di lembar Isian disembunyikan",
)
COLUMNS_HIDDEN = Rule(
    "kolom_tersembunyi",
    PERINGATAN,
    arti="Kolom isian tersembunyi; nilainya tetap dibaca.",
    pesan="Kolom {kolom_kata} di lembar {lembar} tersembunyi.",
    saran="Isinya tetap dibaca; tampilkan lagi dan periksa.",
    ringkas="kolomnya tersembunyi",
    contoh="Kolom F di lembar Isian disembunyikan",
)


def tell_columns(form: Form, sheet: str, row: int, columns: Sequence[int]) -> bool:
    """Columns that stand elsewhere than side by side from the first; whether any does.

    Of columns that were inserted with something in them that is told, cell by cell.
    """
    if list(columns) == list(range(len(columns))):
        return False
    if list(columns) != sorted(columns):
        form.tell(COLUMNS_MOVED, Place(sheet, row, columns[0]))
        return True
    rows = form.workbook.sheets[sheet]
    blank = [column for column in inserted(columns) if not any(text_of(values[column]) for values in rows)]
    if blank:
        letters = bahasa.listing(map(column_letters, blank))
        form.tell(COLUMNS_INSERTED, Place(sheet, row, blank[0]), kolom_kata=letters)
    return True


def inserted(columns: Sequence[int]) -> list[int]:
    """The columns that stand between those of the form, or before them."""
    return sorted({*range(max(columns))} - {*columns})


def merges_of(form: Form, sheet: str) -> Sequence[Area]:
    """What is merged on a sheet."""
    return _areas(sheet, form.workbook.package.marks[sheet].merges)


@lru_cache(maxsize=64)
def _areas(sheet: str, merges: tuple[str, ...]) -> Sequence[Area]:
    return [Area(sheet, *openxml.corners(written)) for written in merges]


def tell_merges(
    form: Form, sheet: str, rows: Collection[int], columns: Collection[int], known: Callable[[Area], bool]
) -> None:
    """Cells that were merged: over a cell to fill nobody can say whose value it is, elsewhere it is a warning.

    ``rows``, ``columns``: of the cells to fill; ``known``: whether the template itself merges these.
    """
    covering = []
    for area in merges_of(form, sheet):
        if _covers(area, rows, columns):
            covering.append(area)
        elif not known(area):
            form.tell(LOCKED_MERGED, area.first, area=area.a1)
    if covering:
        inputs = (Place(sheet, row, column) for row in rows for column in columns)
        form.merged |= {place for place in inputs if any(place in area for area in covering)}


def _covers(area: Area, rows: Collection[int], columns: Collection[int]) -> bool:
    within_columns = any(area.left <= column <= area.right for column in columns)
    if not within_columns or area.top == area.bottom:  # as almost all are
        return within_columns and area.top in rows
    return any(area.top <= row <= area.bottom for row in rows)


def tell_hidden(form: Form, sheet: str, rows: Iterable[int], columns: Iterable[int], first: Place) -> None:
    """Rows with cells to fill, or the column of values, that nobody sees; one warning a sheet."""
    marks = form.workbook.package.marks[sheet]
    lines = sorted(marks.hidden_rows.intersection(rows))
    letters = [column_letters(column) for column in sorted(marks.hidden_columns.intersection(columns))]
    if lines:
        form.tell(ROWS_HIDDEN, Place(sheet, lines[0], first.column), baris_kata=row_words(lines))
    if letters:
        form.tell(COLUMNS_HIDDEN, first, kolom_kata=bahasa.listing(letters))


def row_words(lines: Sequence[int]) -> str:
    """Rows as people say them: "3–5 dan 9"."""
    return bahasa.listing(bahasa.ranges(line + 1 for line in lines))
