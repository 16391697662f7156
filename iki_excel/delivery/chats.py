"""What is asked of whoever filled a form that goes back, in short: a paragraph for a chat, lists for a letter."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.forms.returning import Marked
from iki_excel.forms.returning.entries import LOOK_AT, MEND
from iki_excel.forms.returning.perbaikan import ASKS_MORE, NOTHING_TO_MEND
from iki_excel.judging.batch import Checked
from iki_excel.judging.telling import cells_said
from iki_excel.language.places import areas_of
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

TO_MEND, TO_LOOK_AT = "perlu diperbaiki", "harap diperiksa"
MOST_GROUPS = 8
"""How many groups of cells are named."""
LONGEST_LABEL, MOST_LABELS = 60, 2
"""So many letters of a label are told, and so many labels of cells that are told together."""


@frozen
class Asked:
    """What is to be done with a copy, one thing after the other, and in which case it is sent back."""

    di_berkas: tuple[str, ...]
    kembali: str


MENDED = Asked(("betulkan sel yang merah", "simpan"), "kirim kembali")
CHANGED = Asked(("periksa",), "kirim kembali bila ada yang diubah")
ANSWERED = Asked(("isi bila ada",), "kirim kembali, juga bila isian itu tetap kosong")


@frozen
class Group:
    """What is to be done at some cells: how many (``berapa``), what (``apa``), which cells with what they ask, what
    stood there and what is wrong with it, and the sentences of what is about no cell.
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
        """ "1 sel perlu diperbaiki: Isian!F8, Jumlah operasi (“3 kali”): harus bilangan, bukan teks."."""
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


def what_is_asked(marked: Marked) -> Asked:
    """What is to be done with a copy."""
    unmended = ANSWERED if marked.asks_more else CHANGED
    return MENDED if is_to_mend(marked) else unmended


def in_the_copy(asked: Asked, name: str, *further: str) -> str:
    """What is to be done in the copy of that name, and what ``further``, in a sentence."""
    *first, last = (f"Buka lembar Perbaikan di {name}", *asked.di_berkas, *further)
    return f"{', '.join(first)}, lalu {last}."


def chat_text(marked: Marked, name: str, catalog: Catalog) -> str:
    """One paragraph to paste into a chat: whose form, which cells, and what to do with the copy of that name."""
    whose = f"{catalog[marked.jabatan].nama}, {Periode(marked.periode).words}"
    nothing = [] if is_to_mend(marked) else [why_sent_back(marked)]
    told = [*nothing, *(group.sentence for group in groups(marked))]
    asked = what_is_asked(marked)
    return f"{whose}: {' '.join(told)} {in_the_copy(asked, name, asked.kembali)}"


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
    """The cells by sheet, by what stood in them and by what is wrong with it."""
    together: dict[tuple[str, str, str], list[Any]] = {}
    for entry in entries.itertuples():
        stood = _stood(entry.diketik, entry.dipindahkan)
        together.setdefault((entry.tujuan.sheet, stood, entry.sebab), []).append(entry)
    told = [_together(*alike, cells) for alike, cells in together.items()]
    further = sum(map(len, [*together.values()][MOST_GROUPS:]))
    return [*told[:MOST_GROUPS], *([f"dan {further} sel lain"] if further else [])]


def _together(sheet: str, stood: str, reason: str, cells: Sequence[Any]) -> str:
    """ "Isian!F8, Jumlah operasi (“3 kali”): harus bilangan, bukan teks"."""
    where = f"{sheet}!{cells_said(areas_of([cell.tujuan for cell in cells]))}"
    return f"{where}{_labels(cells)}{stood and f' ({stood})'}: {reason}"


def _labels(cells: Sequence[Any]) -> str:
    """What cells ask, in short; "" where they are so many that it would be long."""
    labels = dict.fromkeys(textwrap.shorten(cell.label, LONGEST_LABEL, placeholder=" …") for cell in cells)
    if not any(labels) or len(labels) > MOST_LABELS:
        return ""
    return f", {'yaitu ' if len(labels) > 1 else ''}{bahasa.listing(labels)}"


def _stood(typed: str, is_carried: bool) -> str:
    """What stood in a cell, and whether it has to be typed again; "" for a cell that was blank."""
    quoted = f"“{bahasa.brief(typed)}”" if typed.strip() else ""
    return quoted if is_carried else f"ketik lagi {quoted}".strip()
