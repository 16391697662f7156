"""A short text to paste into a chat, for each form that goes back."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.forms.returning import Marked
from iki_excel.forms.returning.entries import LOOK_AT, MEND
from iki_excel.judging.batch import Checked
from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode

MENDED = "betulkan sel yang merah, simpan, lalu kirim kembali"
CHANGED = "periksa, lalu kirim kembali bila ada yang diubah"
ANSWERED = "isi bila ada, lalu kirim kembali, juga bila isian itu tetap kosong"
NOTHING_TO_MEND = "Tidak ada yang harus diperbaiki."
ASKS_MORE = "Salinan ini menanyakan isian baru yang belum ada di formulir yang dikirim."
MOST_CELLS = 10
"""How many cells a chat names one by one."""


def chat_text(marked: Marked, name: str, catalog: Catalog) -> str:
    """One paragraph to paste into a chat: whose form, which cells, and what to do with the copy of that name."""
    whose = f"{catalog[marked.jabatan].nama}, {Periode(marked.periode).words}"
    mend = marked.entries[marked.entries["kelompok"] == MEND]
    look_at = marked.entries[marked.entries["kelompok"] == LOOK_AT]
    nothing, unmended = (ASKS_MORE, ANSWERED) if marked.asks_more else (NOTHING_TO_MEND, CHANGED)
    told = [f"{len(mend)} sel perlu diperbaiki: {_cells(mend)}."] if len(mend) else [nothing]
    told += [f"{len(look_at)} sel harap diperiksa: {_cells(look_at)}."] if len(look_at) else []
    what = MENDED if len(mend) else unmended
    return f"{whose}: {' '.join(told)} Buka lembar Perbaikan di {name}, {what}."


def texts_without_copy(checked: Checked, marked: Sequence[Marked]) -> list[str]:
    """What may be told whoever sent a file of which no copy could be made."""
    copied = {one.file for one in marked} | {""}
    return list(checked.told.loc[~checked.told["file"].isin(copied), "pesan"])


def _cells(entries: pd.DataFrame) -> str:
    named = [_cell(entry.tujuan, entry.diketik, entry.dipindahkan) for entry in entries.head(MOST_CELLS).itertuples()]
    further = len(entries) - len(named)
    return ", ".join(named) + (f", dan {further} lainnya" if further else "")


def _cell(tujuan: Place | None, diketik: str, is_carried: bool) -> str:
    if tujuan is None:
        return "satu hal tanpa sel"
    typed = f"“{bahasa.brief(diketik)}”" if diketik.strip() else "kosong"
    return f"{tujuan.address} ({typed})" if is_carried else f"{tujuan.address} (ketik lagi {typed})"
