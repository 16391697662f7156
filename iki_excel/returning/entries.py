"""What whoever filled a form has to do, entry by entry, at the cells of the fresh form."""

from __future__ import annotations

import pandas as pd

from iki_excel.answers import SALAH
from iki_excel.catalog import Jabatan
from iki_excel.findings import GALAT
from iki_excel.layout import Layout
from iki_excel.reading.rules import NEW_FORM
from iki_excel.returning.carrying import Carried

MEND, LOOK_AT, SETTLED = "perbaiki", "periksa", "beres"
"""The groups: what must be mended, what is to be looked at, and what the fresh form has settled already."""

COLUMNS = ["kelompok", "slot", "baris_survei", "tujuan", "pesan", "diketik"]
TYPE_AGAIN = "Ketik lagi nilainya di sel ini."
REPLACED_BY_ITS_VALUE = "rumus"


def entries_of(temuan: pd.DataFrame, carried: Carried, jabatan: Jabatan) -> pd.DataFrame:
    """The temuan of one file as entries (COLUMNS), and one for each cell that had to be left behind without one.

    ``tujuan``: the cell of the fresh form ("Isian!F8"), "" where the entry is about none.
    """
    map_ = Layout(jabatan)
    places = {(c.sheet, c.baris, c.kolom): (c.slot, c.baris_survei) for c in carried.cells.itertuples() if c.sel}
    known = {(c.slot, c.baris_survei): (c.tujuan, c.diketik) for c in carried.cells.itertuples()}
    rows = []
    for found in temuan.itertuples():
        key = (found.isian, 0) if found.isian in map_.slot_rows else places.get((found.sheet, found.baris, found.kolom))
        tujuan, diketik = known.get(key, ("", "")) if key else ("", "")
        pesan = found.pesan.replace(NEW_FORM, TYPE_AGAIN) if tujuan else found.pesan
        group = _group(found.tingkat, found.kode, bool(key))
        rows.append((group, *(key or ("", 0)), tujuan, pesan, diketik))
    entries = pd.DataFrame(rows, columns=COLUMNS)
    return _sorted(pd.concat([entries, _left_behind(carried, entries)], ignore_index=True))


def _group(tingkat: str, kode: str, has_cell: bool) -> str:
    if tingkat == GALAT:
        return MEND
    return LOOK_AT if has_cell and kode != REPLACED_BY_ITS_VALUE else SETTLED


def _left_behind(carried: Carried, entries: pd.DataFrame) -> pd.DataFrame:
    """Cells that could not be carried, and that no temuan names on their own."""
    cells = carried.cells
    told = set(zip(entries["slot"], entries["baris_survei"], strict=True))
    left = cells[~cells["dipindahkan"] & ((cells["diketik"] != "") | (cells["keadaan"] == SALAH))]
    rows = [
        (MEND, c.slot, c.baris_survei, c.tujuan, _left_sentence(c.label, c.asal), c.diketik)
        for c in left.itertuples()
        if (c.slot, c.baris_survei) not in told
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _left_sentence(label: str, asal: str) -> str:
    where = f"isi sel {asal} di berkas lama" if asal else "isinya di berkas lama"
    return f"“{label}”: {where} tidak dapat dipindahkan. Ketik lagi di tempatnya."


def _sorted(entries: pd.DataFrame) -> pd.DataFrame:
    """What must be mended first; each group in the order in which it came, which is that of the sheet."""
    order = entries["kelompok"].map({MEND: 0, LOOK_AT: 1, SETTLED: 2})
    return entries.iloc[order.argsort(kind="stable")].reset_index(drop=True)
