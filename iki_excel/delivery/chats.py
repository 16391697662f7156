"""A short text to paste into a chat, for each form that goes back."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.forms.returning import Marked
from iki_excel.forms.returning.entries import LOOK_AT, MEND
from iki_excel.forms.returning.perbaikan import ASKS_MORE, NOTHING_TO_MEND
from iki_excel.judging.batch import Checked
from iki_excel.judging.telling import cells_said
from iki_excel.language.places import Place, areas_of
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode

MENDED = "betulkan sel yang merah, simpan, lalu kirim kembali"
CHANGED = "periksa, lalu kirim kembali bila ada yang diubah"
ANSWERED = "isi bila ada, lalu kirim kembali, juga bila isian itu tetap kosong"
MOST_GROUPS = 8
"""How many groups of cells a chat names."""


def chat_text(marked: Marked, name: str, catalog: Catalog) -> str:
    """One paragraph to paste into a chat: whose form, which cells, and what to do with the copy of that name."""
    whose = f"{catalog[marked.jabatan].nama}, {Periode(marked.periode).words}"
    mend = marked.entries[marked.entries["kelompok"] == MEND]
    look_at = marked.entries[marked.entries["kelompok"] == LOOK_AT]
    nothing, unmended = (ASKS_MORE, ANSWERED) if marked.asks_more else (NOTHING_TO_MEND, CHANGED)
    told = [_told(mend, "perlu diperbaiki")] if len(mend) else [nothing]
    told += [_told(look_at, "harap diperiksa")] if len(look_at) else []
    what = MENDED if len(mend) else unmended
    return f"{whose}: {' '.join(told)} Buka lembar Perbaikan di {name}, {what}."


def texts_without_copy(checked: Checked, marked: Sequence[Marked]) -> list[str]:
    """What may be told whoever sent a file of which no copy could be made."""
    copied = {one.file for one in marked} | {""}
    return list(checked.told.loc[~checked.told["file"].isin(copied), "pesan"])


def _told(entries: pd.DataFrame, what: str) -> str:
    """ "2 sel perlu diperbaiki: Isian!F8 (“3 kali”); Isian!F14 (kosong)."."""
    cells = entries[entries["tujuan"].notna()]
    others = len(entries) - len(cells)
    counted = bahasa.listing(
        [*([f"{len(cells)} sel"] if len(cells) else []), *([f"{others} hal lain"] if others else [])]
    )
    return f"{counted} {what}{f': {_cells(cells)}' if len(cells) else ''}."


def _cells(entries: pd.DataFrame) -> str:
    """The cells by sheet and by what stood in them."""
    groups: dict[tuple[str, str], list[Place]] = {}
    for entry in entries.itertuples():
        groups.setdefault((entry.tujuan.sheet, _stood(entry.diketik, entry.dipindahkan)), []).append(entry.tujuan)
    told = [f"{sheet}!{cells_said(areas_of(places))} ({stood})" for (sheet, stood), places in groups.items()]
    further = sum(map(len, [*groups.values()][MOST_GROUPS:]))
    return "; ".join([*told[:MOST_GROUPS], *([f"dan {further} sel lain"] if further else [])])


def _stood(typed: str, is_carried: bool) -> str:
    """What stood in a cell, and whether it has to be typed again."""
    quoted = f"“{bahasa.brief(typed)}”" if typed.strip() else ""
    return (quoted or "kosong") if is_carried else f"ketik lagi {quoted}".strip()
