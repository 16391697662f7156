"""From what a catalogue says to the rows of its sheets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from iki_excel.decree import Source
from iki_excel.katalog import sheets, target_rows
from iki_excel.katalog.sheets import (
    BUTIR_SHEET,
    CATATAN_SHEET,
    CONTOH_SHEET,
    ENTRIES,
    HITUNG_SHEET,
    INDIKATOR_SHEET,
    ISIAN_SHEET,
    JABATAN_SHEET,
    KONSTANTA_SHEET,
    LAST_YEAR,
    NUMBER_KEY,
    SKALA_SHEET,
    SYARAT_SHEET,
    TARGET_SHEET,
    UNIT,
    URAIAN_SHEET,
    Column,
    Sheet,
)
from iki_excel.language.formula.last_year import TAHUN_LALU
from iki_excel.words.errors import CatalogError

Row = dict[str, Any]
"""What stands in the cells of a row, by the key of the column; nothing for a blank cell."""

Rows = dict[str, list[Row]]
"""By the name of a sheet; of Keputusan there is one row, with a value for each of its lines."""

BROKEN = object()
"""Stands in a cell that shows an error, as a formula that cannot be computed does."""

ITEMS = {"daftar_dokumen": "butir", "survei": "unsur", "pilihan": "pilihan"}
"""By jenis of an isian the key under which the list of its parts stands."""

WORD_IN_TOML = {"kata": "label"}
"""The key of a choice that stands under another heading than in TOML."""

EMPTIED = ("isian", "skala", "hitung", "syarat", "contoh", "catatan")
"""What a version can take away from its indikator."""


def rows_of(source: Source) -> Rows:
    """The rows of a catalogue that can be loaded; CatalogError for what no sheet has room for."""
    rows: Rows = {sheet.name: [] for sheet in sheets.SHEETS}
    said = source.keputusan.data
    own = {f"unit.{key}": value for key, value in said.get("unit", {}).items()} | {
        key: value for key, value in said.items() if key != "unit"
    }
    rows[sheets.KEPUTUSAN] = [_cells(own, ENTRIES, ("konstanta", "isian"))]
    for sheet, row in _of_decree(said):
        rows[sheet.name].append({NUMBER_KEY: len(rows[sheet.name]) + 1, **row})
    for table in sorted(source.jabatan, key=lambda one: (one.data.get("urutan", 0), one.data["kode"])):
        for sheet, row in _of_jabatan(table.data):
            rows[sheet.name].append({NUMBER_KEY: len(rows[sheet.name]) + 1, **row})
    return rows


Found = Iterator[tuple[Sheet, Row]]


def _of_decree(said: Mapping[str, Any]) -> Found:
    """What the decree says for all jabatan."""
    yield from ((KONSTANTA_SHEET, _cells(part, KONSTANTA_SHEET.typed, ())) for part in said.get("konstanta", []))
    for isian in said.get("isian", []):
        yield from _of_isian(isian, {"indikator": UNIT})


def _of_jabatan(said: Mapping[str, Any]) -> Found:
    kode = said["kode"]
    lists = ("tugas", "fungsi", "catatan", "indikator", "versi", "isian")
    yield JABATAN_SHEET, _cells(said, JABATAN_SHEET.typed, lists)
    for jenis in ("tugas", "fungsi"):
        yield from ((URAIAN_SHEET, {"jabatan": kode, "jenis": jenis, "teks": text}) for text in said.get(jenis, []))
    yield from ((CATATAN_SHEET, {"untuk": kode, "teks": text}) for text in said.get("catatan", []))
    for isian in said.get("isian", []):
        yield from _of_isian(isian, {"indikator": kode})
    for indikator in said["indikator"]:
        yield from _of_indikator(indikator, indikator["kode"], kode)
        for versi in indikator.get("versi", []):
            yield from _of_indikator(versi, indikator["kode"], kode, versi["berlaku_mulai"])


def _of_indikator(said: Mapping[str, Any], kode: str, jabatan: str, versi: str = "") -> Found:
    """An indikator, or a version of it, and all its parts."""
    whose = {"indikator": kode, "versi": versi} if versi else {"indikator": kode}
    own = {key: value for key, value in said.items() if not (versi and key == "berlaku_mulai")}
    row = _cells(own, INDIKATOR_SHEET.typed, (*EMPTIED, "versi", "target"))
    emptied = [key for key in EMPTIED if versi and said.get(key) == []]
    row |= {"kode": kode, "jabatan": jabatan} | ({"versi": versi} if versi else {})
    yield INDIKATOR_SHEET, row | ({"tanpa": ", ".join(emptied)} if emptied else {})
    for isian in said.get("isian", []):
        yield from _of_isian(isian, whose)
    for skala in said.get("skala", []):
        yield from ((SKALA_SHEET, whose | row) for row in _of_skala(skala))
    for sheet, key in ((HITUNG_SHEET, "hitung"), (SYARAT_SHEET, "syarat")):
        yield from ((sheet, whose | _cells(part, sheet.typed, ())) for part in said.get(key, []))
    if "target" in said:
        yield from ((TARGET_SHEET, whose | part) for part in target_rows.rows_of(said["target"]))
    for order, contoh in enumerate(said.get("contoh", []), start=1):
        yield from ((CONTOH_SHEET, whose | row) for row in _of_contoh(contoh, order))
    untuk = {"untuk": kode, **({"versi": versi} if versi else {})}
    yield from ((CATATAN_SHEET, untuk | {"teks": text}) for text in said.get("catatan", []))


def _of_isian(said: Mapping[str, Any], whose: Row) -> Found:
    items = ITEMS.get(said.get("jenis", ""), "")
    yield ISIAN_SHEET, whose | _cells(said, ISIAN_SHEET.typed, (items,))
    for item in said.get(items, []):
        called = {WORD_IN_TOML.get(key, key): value for key, value in item.items()}
        yield BUTIR_SHEET, whose | {"isian": said["kode"]} | _cells(called, BUTIR_SHEET.typed, ())


def _of_skala(said: Mapping[str, Any]) -> Iterator[Row]:
    """A row for each step; what the skala is called stands in the first."""
    own = {key: value for key, value in said.items() if key != "langkah"}
    for step in said["langkah"]:
        yield _cells(own | step, SKALA_SHEET.typed, ())
        own.pop("label", None)


def _of_contoh(said: Mapping[str, Any], order: int) -> Iterator[Row]:
    """A row for each thing that an example gives; month and result stand in the first."""
    own = {key: CONTOH_SHEET.column(key).type.write(said[key]) for key in ("periode", "hasil") if key in said}
    head = {"contoh": order} | own
    given = [row for isian, value in said["isian"].items() for row in _given(isian, value)]
    given += [
        row | {"butir": LAST_YEAR} for isian, value in said.get(TAHUN_LALU, {}).items() for row in _given(isian, value)
    ]
    for row in given or [Row()]:
        yield head | row
        head = {"contoh": order}


def _given(isian: str, value: Any) -> Iterator[Row]:
    match value:
        case dict():
            for butir, entry in value.items():
                own = {"nilai": entry.get("selesai"), "mutu": entry.get("mutu")}
                yield {"isian": isian, "butir": butir} | {key: one for key, one in own.items() if one is not None}
            if not value:
                yield {"isian": isian}
        case list():
            for respondent in value:
                scores = [str(score) if score != "" else "-" for score in respondent]
                yield {"isian": isian, "nilai": " ".join(scores)}
        case _:
            yield {"isian": isian, "nilai": CONTOH_SHEET.column("nilai").type.write(value)}


def _cells(said: Mapping[str, Any], columns: Collection[Any], elsewhere: Collection[str]) -> Row:
    """What stands in the cells for the keys of a table; ``elsewhere``: keys that have a sheet of their own."""
    known: dict[str, Column] = {column.key: column for column in columns}
    lost = [key for key in said if key not in known and key not in elsewhere]
    if lost:
        raise CatalogError(f"kunci “{lost[0]}” belum dapat ditulis di buku kerja Katalog. Pakai folder TOML.")
    cells = {key: known[key].type.write(value) for key, value in said.items() if key in known and key not in elsewhere}
    return {key: value.strip() if isinstance(value, str) else value for key, value in cells.items() if value != ""}
