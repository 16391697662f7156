"""What somebody typed in one form, carried into a fresh one: cell by cell, or not at all.

A value is carried only where the fresh form will be read as the old one was: a number as that very number, what was no
number as no number. What cannot be carried so is left, and listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from iki_excel.decree import Jabatan, Keputusan
from iki_excel.decree.fields import ISI, KOSONG, NOT_A_SCORE, SALAH, TB, TIDAK_BERLAKU
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout
from iki_excel.forms.layout import Layout, NoteRow
from iki_excel.forms.layout.notes import LABELS
from iki_excel.forms.reading.isian import ANCHORS_CHANGED
from iki_excel.forms.reading.outside import SCORES_BESIDE
from iki_excel.forms.reading.structure import FORMULAS_LOST
from iki_excel.forms.writing import Template, Typed
from iki_excel.judging.checks.absent import CONTRADICTED
from iki_excel.language.places import Place
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

REFUSED_TB = (*CONTRADICTED, NOT_A_SCORE)
"""What a TB may be wrong for that stands as it should be typed."""


@frozen
class Carried:
    """``typed`` and ``last`` fill a template; ``cells`` tells it cell by cell.

    ``cells``: a row a cell of the old form that was asked for, with the columns of the answers and: ``asal`` and
    ``tujuan``, where it stood and where it stands now (a Place, None where nowhere); ``baris_survei``, the row of the
    survey from 1, or 0; ``nilai``, what stands in the fresh form, or None; ``dipindahkan``, whether all of it does.
    ``unread``: the slots of which nothing could be read, because their sheet could not; ``unasked``: those that the
    fresh form asks and the old one, made before, did not.
    """

    typed: Typed
    last: dict[str, float]
    cells: pd.DataFrame
    unread: tuple[str, ...]
    unasked: tuple[str, ...]

    @property
    def left(self) -> tuple[str, ...]:
        """Every cell to be typed again, as the hidden record names it."""
        cells = self.cells[~self.cells["dipindahkan"] & self.cells["tujuan"].notna()]
        return tuple(map(layout.left_name, cells["slot"], cells["baris_survei"]))

    def may_replace(self, jabatan: Jabatan) -> bool:
        """Whether the fresh form may take the place of the old one: not where nothing of Isian could be read.

        There a blank cell may be one that nobody filled or one that was lost, and nothing tells which.
        """
        return not any(slot.kode in self.unread for slot in jabatan.asked if not slot.blok)

    def filled_template(
        self, jabatan: Jabatan, periode: str, settings: Settings, sha256: str, keputusan: Keputusan
    ) -> Template:
        """The fresh form with what was carried; ``sha256``: that of the old file."""
        replaces = sha256 if self.may_replace(jabatan) else ""
        template = Template(jabatan, Periode(periode), settings, self.last, self.typed, keputusan=keputusan)
        return replace(template, replaces=replaces, left=self.left)


def carry(
    cells: pd.DataFrame, jabatan: Jabatan, unasked: Sequence[str] = (), written: pd.DataFrame | None = None
) -> Carried:
    """Carry the answers of one file (with ``terbaca``, the number as it was read) into a fresh form of the jabatan.

    ``unasked``: the slots that the file, made from an older decree, does not have. ``written``: what it says of its
    indikator (notes.COLUMNS).
    """
    read = cells[cells["alasan"] != SCORES_BESIDE.kode].reset_index(drop=True)
    told = read.assign(baris_survei=_survey_rows(read))
    told["nilai"] = _objects(told, [_value(row) for row in told.to_dict("records")])
    told["tujuan"] = _objects(told, _targets(told, Layout(jabatan)))
    told["asal"] = _objects(told, _sources(told))
    told["dipindahkan"] = _was_blank(told) | (told["nilai"].notna() & told["tujuan"].notna())
    unread = tuple(slot.kode for slot in jabatan.asked if slot.kode not in {*told["slot"], *unasked})
    typed = replace(_typed(told, jabatan), said={} if written is None else _said(written))
    return Carried(typed, _last(told, jabatan), told, unread, tuple(unasked))


def _objects(told: pd.DataFrame, values: list[Any]) -> pd.Series:
    return pd.Series(values, index=told.index, dtype=object)


def _was_blank(told: pd.DataFrame) -> pd.Series:
    """Cells in which nothing stood, so that nothing is left behind; also where their anchors were not certain."""
    states = told["keadaan"].isin([KOSONG, TIDAK_BERLAKU])
    seen = told["alasan"].isin([ANCHORS_CHANGED.kode, FORMULAS_LOST.kode]) & (told["sel"] != "")
    return (told["diketik"] == "") & (states | seen)


def _survey_rows(cells: pd.DataFrame) -> pd.Series:
    """The row of each survey answer, from 1: its old one where all of them fit, else one row below the other."""
    row = (cells["baris"] - layout.BLOCK_FIRST_ROW + 1).where(cells["responden"] > 0)
    fits = row.between(1, layout.RESPONDENTS).groupby(cells["isian"]).transform("all")
    packed = row.groupby(cells["isian"]).rank(method="dense")
    return row.where(fits, packed).fillna(0).astype(int)


def _value(row: dict[str, Any]) -> Any:
    """What the fresh cell holds, so that it is read as the old one was; None where nothing does that."""
    candidate = _candidate(row)
    if row["keadaan"] == KOSONG or candidate == "":
        return None
    if _is_refused_tb(row):
        return TB
    result = row["field"].read(candidate, row["satuan"])
    right = (ISI, row["terbaca"]) if pd.notna(row["terbaca"]) else (row["keadaan"], None)
    return candidate if (result.keadaan, result.angka if right[1] is not None else None) == right else None


def _is_refused_tb(row: dict[str, Any]) -> bool:
    """A TB that is read as one, and is wrong for what stands in other cells."""
    of_others = row["keadaan"] == SALAH and row["alasan"] in [rule.kode for rule in REFUSED_TB]
    return of_others and row["field"].read(row["diketik"], row["satuan"]).keadaan == TIDAK_BERLAKU


def _candidate(row: dict[str, Any]) -> Any:
    if row["keadaan"] == TIDAK_BERLAKU and row["diketik"]:
        return TB  # however it was written: the form itself knows no other word
    number = row["terbaca"]
    return row["diketik"] if pd.isna(number) else row["field"].typed(float(number))


def _sources(told: pd.DataFrame) -> list[Place | None]:
    cells = told[["sheet", "sel", "baris", "kolom"]].itertuples(index=False)
    return [Place(sheet, int(row), int(column)) if sel else None for sheet, sel, row, column in cells]


def _targets(told: pd.DataFrame, map_: Layout) -> list[Place | None]:
    columns = {slot.kode: (block.sheet, column) for block in map_.blocks.values() for slot, column in block.columns}
    return [_target(map_, columns, slot, row) for slot, row in zip(told["slot"], told["baris_survei"], strict=True)]


def _target(map_: Layout, columns: dict[str, tuple[str, int]], slot: str, row: int) -> Place | None:
    if slot in map_.slot_rows:
        return map_.slot_rows[slot].at(layout.VALUE)
    sheet, column = columns[slot]
    return Place(sheet, layout.BLOCK_FIRST_ROW + row - 1, column) if row <= layout.RESPONDENTS else None


def _typed(told: pd.DataFrame, jabatan: Jabatan) -> Typed:
    single = told[told["baris_survei"] == 0]
    values = {slot: nilai for slot, nilai in zip(single["slot"], single["nilai"], strict=True) if nilai is not None}
    notes, proofs = (
        {slot: text for slot, text in zip(told["slot"], told[column], strict=True) if text}
        for column in ("keterangan", "bukti")
    )
    surveys = {isian.kode: _survey(told, isian) for isian in jabatan.isian if isian.blok}
    return Typed(values, notes, surveys, proofs)


def _said(written: pd.DataFrame) -> dict[str, str]:
    """Penyebab and tindak lanjut by the keys of their rows."""
    texts = {NoteRow(note["indikator"], asked, 0).key: note[asked] for note in written.to_dict("records")
             for asked in LABELS}  # fmt: skip
    return {key: text for key, text in texts.items() if text}


def _survey(told: pd.DataFrame, isian: Any) -> list[list[Any]]:
    """The rows of a survey up to the last that is filled."""
    filled = told[(told["isian"] == isian.kode) & told["nilai"].notna() & told["tujuan"].notna()]
    rows: list[list[Any]] = [
        [None] * len(isian.slots) for _ in range(filled["baris_survei"].max() if len(filled) else 0)
    ]
    across = {slot.kode: n for n, slot in enumerate(isian.slots)}
    for slot, row, nilai in zip(filled["slot"], filled["baris_survei"], filled["nilai"], strict=True):
        rows[row - 1][across[slot]] = nilai
    return rows


def _last(told: pd.DataFrame, jabatan: Jabatan) -> dict[str, float]:
    known = told[told["bulan_lalu"].notna()]
    last: dict[str, float] = dict(zip(known["slot"], known["bulan_lalu"], strict=True))
    return last | {slot: last[home] for slot, home in jabatan.homes.items() if home in last}
