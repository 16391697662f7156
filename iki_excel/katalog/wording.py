"""How a sentence about a catalogue speaks of a sheet: of columns where TOML has keys, of sheets where it has lists."""

from __future__ import annotations

import functools

from iki_excel.decree.units import COLUMNS
from iki_excel.katalog import sheets
from iki_excel.katalog.sheets import Sheet

LISTS = {
    "indikator": "Indikator", "isian": "Isian", "butir": "Butir", "unsur": "Butir", "hitung": "Hitung",
    "syarat": "Syarat", "contoh": "Contoh", "tugas": "Uraian", "pilihan": "Butir", "target": "Target",
    "konstanta": "Konstanta", "skala": "Skala", "langkah": "Skala",
}  # fmt: skip
"""By the key of a list the sheet in which it stands."""


class _Cells:
    """A sheet, by its columns."""

    def __init__(self, headings: dict[str, str], hints: dict[str, str]) -> None:
        self._headings, self._hints = headings, hints

    def key(self, key: str) -> str:
        return f"kolom “{self._headings[key]}”" if key in self._headings else f"lembar {LISTS.get(key, key)}"

    def missing(self, key: str, kind: str) -> str:
        if key in self._headings:
            return f"kolom “{self._headings[key]}” masih kosong. {self._hints[key]}".rstrip()
        return f"belum ada {key}. Tambahkan barisnya di lembar {LISTS.get(key, key)}."

    def unknown(self, key: str, meant: str) -> str:
        return f"{self.key(key)} tidak dipakai di baris ini. Kosongkan selnya, atau ganti jenisnya."

    def codes(self, key: str) -> str:
        return "huruf kecil, angka dan garis bawah, misalnya lkjip; beberapa dengan koma, misalnya renja, rkt"

    def write(self, file: str, sheet: str) -> str:
        return sheet


CELLS = _Cells(
    {entry.key: entry.heading for entry in sheets.ENTRIES}, {entry.key: entry.hint for entry in sheets.ENTRIES}
)
"""Of the sheet Keputusan, whose lines are like columns."""


UNIT_CELLS = _Cells(
    {entry.key.removeprefix("unit."): entry.heading for entry in sheets.ENTRIES},
    {entry.key.removeprefix("unit."): entry.hint for entry in sheets.ENTRIES},
)
"""Of its lines about the office."""


LIST_OF_UNITS = _Cells({key: key for key in COLUMNS}, dict.fromkeys(COLUMNS, "Isi selnya."))
"""Of a list of units, whose columns are called as the keys are."""


@functools.cache
def of_sheet(sheet: Sheet) -> _Cells:
    """Of a sheet with a table."""
    headings = {column.key: column.heading for column in sheet.columns}
    hints = {column.key: column.hint for column in sheet.columns}
    if sheet is sheets.BUTIR_SHEET:  # the word of a choice is the name of its row
        headings["kata"], hints["kata"] = headings["label"], hints["label"]
    return _Cells(headings, hints)
