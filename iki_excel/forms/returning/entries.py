"""What whoever filled a form has to do, entry by entry, at the cells of the fresh form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from iki_excel.decree import Jabatan
from iki_excel.decree.fields import KOSONG, Slot
from iki_excel.forms import layout
from iki_excel.forms.layout import Block, Layout
from iki_excel.forms.reading.isian import ANCHORS_CHANGED
from iki_excel.forms.reading.survey import MORE_THAN_ROOM, NO_RESPONDENT
from iki_excel.forms.returning.carrying import Carried
from iki_excel.judging.telling import alike, sentence_of
from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT

MEND, LOOK_AT, SETTLED = "perbaiki", "periksa", "beres"
"""The groups: what must be mended, what is to be looked at, and what the fresh form has settled already."""

COLUMNS = ["kelompok", "slot", "baris_survei", "tujuan", "label", "sebab", "pesan", "diketik", "nilai", "dipindahkan",
           "kosong"]  # fmt: skip
TYPE_AGAIN = "Ketik lagi di sel ini."
TYPE_SCORE_AGAIN = "Ketik lagi di sel ini; bila bukan jawaban siapa pun, biarkan kosong dan kirim apa adanya."
NOT_ASKED = "“{label}” belum ditanyakan di berkas lama. Isi di sel ini."
NO_ROOM = "Di formulir tidak ada baris yang kosong lagi untuknya."
NOT_ASKED_YET, NOT_CARRIED = "belum ditanyakan di berkas lama", "tidak dapat dipindahkan dari berkas lama"
"""The same in short."""
NOWHERE = {"slot": "", "baris_survei": 0, "tujuan": None, "label": "", "sebab": "", "diketik": "", "nilai": None,
           "dipindahkan": True, "kosong": False}  # fmt: skip


def entries_of(temuan: pd.DataFrame, carried: Carried, jabatan: Jabatan) -> pd.DataFrame:
    """The temuan of one file as entries (COLUMNS), one a cell: also for each that had to be left behind without a
    temuan, and for each that the form, made from an older decree, did not ask.

    ``tujuan``: the cell of the fresh form (a Place), None where the entry is about none; ``label``: what it asks;
    ``sebab``: what is wrong, in short; ``nilai``: what stands there, or None. ``diketik``: what stood in the old form;
    ``dipindahkan``: whether that was carried; ``kosong``: whether it was blank.
    """
    cells = carried.cells.assign(kosong=carried.cells["keadaan"] == KOSONG)
    by_key = {(cell["slot"], cell["baris_survei"]): cell for cell in cells.to_dict("records")}
    keys = {cell["asal"]: key for key, cell in by_key.items() if cell["asal"]}
    map_ = Layout(jabatan)
    on_isian = map_.slot_rows
    unread = {block.sheet.casefold(): _first_cell(block) for block in map_.blocks.values()
              if block.isian.slots[0].kode in carried.unread}  # fmt: skip
    found_entries, told = [], set()
    for found in temuan.to_dict("records"):
        slot = found["isian"]
        key = (slot, 0) if slot in on_isian else keys.get(Place(found["sheet"], found["baris"], found["kolom"]))
        cell = by_key.get(key) if key else unread.get(found["sheet"].casefold())
        if not _is_blank_and_may_be(cell, found):
            found_entries.append((found, _entry(found, cell, map_)))
        told.add(key)
    left = cells[~cells["dipindahkan"] & (cells["alasan"] != MORE_THAN_ROOM.kode)]  # told once for all of them
    rows = [*_settled_together(found_entries)]
    rows += [
        {**cell, "kelompok": MEND, "sebab": NOT_CARRIED, "pesan": _left_sentence(cell)}
        for cell in left.to_dict("records")
        if (cell["slot"], cell["baris_survei"]) not in told
    ]
    rows += _of_unasked(carried, jabatan)
    return _once_a_cell(_sorted(pd.DataFrame(rows, columns=COLUMNS, dtype=object)))


def _settled_together(entries: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """The entries, each with its temuan: what asks for nothing and is alike is one; what does is ticked off cell by
    cell."""
    groups: dict[Any, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for number, (found, entry) in enumerate(entries):
        likeness = alike(found) if entry["kelompok"] == SETTLED else None
        groups.setdefault(likeness or number, []).append((found, entry))
    for group in groups.values():
        _, first = group[0]
        yield first | {"pesan": sentence_of([found for found, _ in group])} if len(group) > 1 else first


def _is_blank_and_may_be(cell: dict[str, Any] | None, found: dict[str, Any]) -> bool:
    """Whether nothing stood, nor has to stand, where the anchors were not certain: there is nothing to type again."""
    if cell is None or found["aturan"] != ANCHORS_CHANGED:
        return False
    return cell["diketik"] == "" and cell["dipindahkan"] and not cell["wajib"]


def _of_unasked(carried: Carried, jabatan: Jabatan) -> Iterator[dict[str, Any]]:
    """What the fresh form asks and the old one did not; of a survey its first new unsur only."""
    map_ = Layout(jabatan)
    for slot in (row.slot for row in map_.slot_rows.values() if row.slot.kode in carried.unasked):
        group = MEND if slot.wajib else LOOK_AT
        yield _unasked(slot, map_.slot_rows[slot.kode].at(layout.VALUE)) | {"kelompok": group}
    for block in map_.blocks.values():
        new = [(slot, column) for slot, column in block.columns if slot.kode in carried.unasked]
        for slot, column in new[:1]:
            place = Place(block.sheet, layout.BLOCK_FIRST_ROW, column)
            yield _unasked(slot, place) | {"baris_survei": 1, "kelompok": MEND}


def _unasked(slot: Slot, place: Place) -> dict[str, Any]:
    said = {"label": slot.label, "sebab": NOT_ASKED_YET, "pesan": NOT_ASKED.format(label=slot.label)}
    return NOWHERE | {"slot": slot.kode, "tujuan": place, "kosong": True} | said


def _first_cell(block: Block) -> dict[str, Any]:
    """Where a survey of which nothing could be read is to be typed again."""
    place = Place(block.sheet, layout.BLOCK_FIRST_ROW, layout.BLOCK_FIRST_COLUMN)
    return NOWHERE | {"slot": block.isian.slots[0].kode, "baris_survei": 1, "tujuan": place, "kosong": True}


def _entry(found: dict[str, Any], cell: dict[str, Any] | None, map_: Layout) -> dict[str, Any]:
    group = _group(found, cell is not None)
    sebab = found["aturan"].in_short(found["diketahui"])
    told = {"kelompok": group, "sebab": sebab, "pesan": _sentence(found, cell, group)}
    if cell is None:
        return NOWHERE | told
    note = _of_the_note(cell, map_) if found["aturan"].tentang_keterangan else {}
    return {**cell, **note, **told}


def _sentence(found: dict[str, Any], cell: dict[str, Any] | None, group: str) -> str:
    if cell is None and group == MEND:  # nothing on the fresh form can be pointed to
        return str(found["pesan"])
    if cell is not None and found["aturan"] == NO_RESPONDENT:
        return _left_sentence(cell)
    said: str = found["aturan"].sentence_on_copy(found["diketahui"])
    return said


def _of_the_note(cell: dict[str, Any], map_: Layout) -> dict[str, Any]:
    """The keterangan on the row of a cell, or of its survey, and what stands there."""
    return {
        "tujuan": Place(layout.ISIAN, map_.row_of(cell["slot"]), layout.NOTE),
        **dict.fromkeys(("nilai", "diketik"), cell["keterangan"]),
    }


def _group(found: dict[str, Any], has_cell: bool) -> str:
    if found["aturan"].beres_di_salinan:
        return SETTLED
    if found["tingkat"] == GALAT:
        return MEND
    return LOOK_AT if has_cell else SETTLED


def _left_sentence(cell: dict[str, Any]) -> str:
    typed = f"tertulis “{bahasa.brief(cell['diketik'])}”" if cell["diketik"] else "isinya"
    where = f" di sel {cell['asal'].address}" if cell["asal"] else ""
    why = "yang bukan baris responden" if cell["alasan"] == NO_RESPONDENT.kode else "dan tidak dapat dipindahkan"
    what = (TYPE_SCORE_AGAIN if cell["baris_survei"] else TYPE_AGAIN) if cell["tujuan"] else NO_ROOM
    return f"“{cell['label']}”: di berkas lama {typed}{where}, {why}. {what}"


def _sorted(entries: pd.DataFrame) -> pd.DataFrame:
    """What must be mended first; each group in the order in which it came, which is that of the sheet."""
    order = entries["kelompok"].map({MEND: 0, LOOK_AT: 1, SETTLED: 2})
    return entries.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def _once_a_cell(entries: pd.DataFrame) -> pd.DataFrame:
    """What is told of one cell, and asks for something, is one entry: the gravest, with all sentences, also in
    short.
    """
    asks = entries["tujuan"].notna() & (entries["kelompok"] != SETTLED)
    key = entries["tujuan"].where(asks, pd.Series(entries.index, entries.index, dtype=object))
    together = entries.groupby(key, sort=False)
    sentences = together["pesan"].transform(lambda said: " ".join(dict.fromkeys(said)))
    reasons = together["sebab"].transform(lambda said: bahasa.listing(dict.fromkeys(said)))
    return entries.assign(pesan=sentences, sebab=reasons)[~key.duplicated()].reset_index(drop=True)
