"""What is asked of whoever filled a form that goes back, in short: a paragraph for a chat, lists for a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

TO_MEND, TO_LOOK_AT = "perlu diperbaiki", "harap diperiksa"
MENDED = "betulkan sel yang merah, simpan, lalu kirim kembali"
CHANGED = "periksa, lalu kirim kembali bila ada yang diubah"
ANSWERED = "isi bila ada, lalu kirim kembali, juga bila isian itu tetap kosong"
MOST_GROUPS = 8
"""How many groups of cells a chat names."""


@dataclass(frozen=True)
class Group:
    """What is to be done at some cells: how many (``berapa``), what (``apa``), which cells with what stood there, and
    the sentences of what is about no cell.
    """

    berapa: str
    apa: str
    sel: tuple[str, ...]
    lain: tuple[str, ...]

    @property
    def title(self) -> str:
        """ "2 sel perlu diperbaiki"."""
        return f"{self.berapa} {self.apa}"

    @property
    def sentence(self) -> str:
        """ "2 sel perlu diperbaiki: Isian!F8 (“3 kali”); Isian!F14 (kosong)."."""
        which = f": {'; '.join(self.sel)}" if self.sel else ""
        return f"{self.title}{which}."


def groups(marked: Marked) -> list[Group]:
    """What is asked of whoever filled a form: what to mend first, then what to look at; each where there is any."""
    asked = ((MEND, TO_MEND), (LOOK_AT, TO_LOOK_AT))
    entries = ((marked.entries[marked.entries["kelompok"] == kelompok], what) for kelompok, what in asked)
    return [_group(some, what) for some, what in entries if len(some)]


def is_to_mend(marked: Marked) -> bool:
    """Whether anything must be mended; else the copy goes back only to be looked at, or to be filled further."""
    return bool((marked.entries["kelompok"] == MEND).any())


def why_sent_back(marked: Marked) -> str:
    """Why a form goes back in which nothing must be mended."""
    return ASKS_MORE if marked.asks_more else NOTHING_TO_MEND


def what_to_do(marked: Marked, name: str) -> str:
    """What is to be done with the copy of that name."""
    unmended = ANSWERED if marked.asks_more else CHANGED
    return f"Buka lembar Perbaikan di {name}, {MENDED if is_to_mend(marked) else unmended}."


def chat_text(marked: Marked, name: str, catalog: Catalog) -> str:
    """One paragraph to paste into a chat: whose form, which cells, and what to do with the copy of that name."""
    whose = f"{catalog[marked.jabatan].nama}, {Periode(marked.periode).words}"
    nothing = [] if is_to_mend(marked) else [why_sent_back(marked)]
    told = [*nothing, *(group.sentence for group in groups(marked))]
    return f"{whose}: {' '.join(told)} {what_to_do(marked, name)}"


def texts_without_copy(checked: Checked, marked: Sequence[Marked]) -> list[str]:
    """What may be told whoever sent a file of which no copy could be made."""
    copied = {one.file for one in marked} | {""}
    return list(checked.told.loc[~checked.told["file"].isin(copied), "pesan"])


def _group(entries: pd.DataFrame, what: str) -> Group:
    is_of_cell = entries["tujuan"].notna()
    cells, others = entries[is_of_cell], entries[~is_of_cell]
    counted = [f"{len(cells)} sel"] * bool(len(cells)) + [f"{len(others)} hal lain"] * bool(len(others))
    return Group(bahasa.listing(counted), what, tuple(_cells(cells)), tuple(map(str, others["pesan"])))


def _cells(entries: pd.DataFrame) -> list[str]:
    """The cells by sheet and by what stood in them."""
    together: dict[tuple[str, str], list[Place]] = {}
    for entry in entries.itertuples():
        together.setdefault((entry.tujuan.sheet, _stood(entry.diketik, entry.dipindahkan)), []).append(entry.tujuan)
    told = [f"{sheet}!{cells_said(areas_of(places))} ({stood})" for (sheet, stood), places in together.items()]
    further = sum(map(len, [*together.values()][MOST_GROUPS:]))
    return [*told[:MOST_GROUPS], *([f"dan {further} sel lain"] if further else [])]


def _stood(typed: str, is_carried: bool) -> str:
    """What stood in a cell, and whether it has to be typed again."""
    quoted = f"“{bahasa.brief(typed)}”" if typed.strip() else ""
    return (quoted or "kosong") if is_carried else f"ketik lagi {quoted}".strip()
