"""What is said of what goes back: a short text for a chat, and the list of what was carried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from iki_excel import bahasa
from iki_excel.batch import Checked
from iki_excel.catalog import Catalog
from iki_excel.returning.entries import LOOK_AT, MEND
from iki_excel.returning.marking import Marked
from iki_excel.returning.migrasi import Migrated

MENDED = "betulkan sel yang merah, simpan, lalu kirim kembali"
CHANGED = "periksa, lalu kirim kembali bila ada yang diubah"
MOST_CELLS = 10
"""How many cells a chat names one by one."""


def chat_text(marked: Marked, catalog: Catalog) -> str:
    """One paragraph to paste into a chat: whose form, which cells, and what to do with the copy."""
    whose = f"{catalog[marked.jabatan].nama}, {bahasa.month(marked.periode)}"
    mend = marked.entries[marked.entries["kelompok"] == MEND]
    look_at = marked.entries[marked.entries["kelompok"] == LOOK_AT]
    told = [f"{len(mend)} sel perlu diperbaiki: {_cells(mend)}."] if len(mend) else ["Tidak ada yang harus diperbaiki."]
    told += [f"{len(look_at)} sel harap diperiksa: {_cells(look_at)}."] if len(look_at) else []
    what = MENDED if len(mend) else CHANGED
    return f"{whose}: {' '.join(told)} Buka lembar Perbaikan di {marked.path.name}, {what}."


def texts_without_copy(checked: Checked, marked: Sequence[Marked]) -> list[str]:
    """What may be told whoever sent a file of which no copy could be made."""
    copied = {one.file for one in marked} | {""}
    return list(checked.temuan.loc[~checked.temuan["file"].isin(copied), "pesan"])


def _cells(entries: pd.DataFrame) -> str:
    named = [_cell(entry.tujuan, entry.diketik, entry.dipindahkan) for entry in entries.head(MOST_CELLS).itertuples()]
    further = len(entries) - len(named)
    return ", ".join(named) + (f", dan {further} lainnya" if further else "")


def _cell(tujuan: str, diketik: str, is_carried: bool) -> str:
    if not tujuan:
        return "satu hal tanpa sel"
    typed = f"“{bahasa.brief(diketik)}”" if diketik.strip() else "kosong"
    return f"{tujuan} ({typed})" if is_carried else f"{tujuan} (ketik lagi {typed})"


def migrated_lines(migrated: Migrated) -> Iterator[str]:
    """Every value that was carried, every one that was not, and what was found besides."""
    cells = migrated.cells
    is_filled = (cells["diketik"].str.strip() != "") | (cells["keterangan"].str.strip() != "")
    moved, left = cells[is_filled & cells["dipindahkan"]], cells[~cells["dipindahkan"]]
    yield f"{len(moved)} sel dipindahkan ke {migrated.path.as_posix()}:"
    yield from _lines(moved)
    yield f"{len(left)} sel tidak dapat dipindahkan" + (":" if len(left) else ".")
    yield from _lines(left)
    if migrated.unread:
        yield f"{len(migrated.unread)} isian tidak terbaca sama sekali; ketik sendiri dari berkas lama:"
        yield from (f"  {label}" for label in migrated.unread)
    if len(migrated.temuan):
        yield "Temuan pada berkas lama:"
        for found in migrated.temuan.itertuples():
            yield f"  {found.tingkat}  {f'{found.sheet}!{found.sel}  ' if found.sel else ''}{found.pesan}"


def _lines(cells: pd.DataFrame) -> Iterator[str]:
    for cell in cells[cells["baris_survei"] == 0].itertuples():
        note = f" (keterangan: {bahasa.brief(cell.keterangan)})" if cell.keterangan.strip() else ""
        typed = bahasa.brief(cell.diketik) or ("kosong" if cell.dipindahkan else "tidak terbaca")
        yield f"  {_way(cell.asal, cell.tujuan, cell.dipindahkan)}  {cell.label}: {typed}{note}"
    survey = cells[cells["baris_survei"] > 0]
    for (_, row), answers in survey.groupby(["isian", "baris_survei"], sort=False):
        first = answers.iloc[0]
        typed = ", ".join(f"{cell.label} {bahasa.brief(cell.diketik)}" for cell in answers.itertuples())
        yield f"  {_way(first['asal'], first['tujuan'], first['dipindahkan'])}  Responden {row}: {typed}"


def _way(asal: str, tujuan: str, is_moved: bool) -> str:
    """Where it stood, and where it stands now where that is elsewhere."""
    return f"{asal} -> {tujuan}" if is_moved and asal != tujuan else asal or "–"
