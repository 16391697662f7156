"""One workbook that is being read: its cells go into the table of answers, what is wrong into temuan."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from iki_excel.decree import Indikator
from iki_excel.decree.fields import SALAH, Field, Reading, scale_of, shown
from iki_excel.decree.fields.reading import ERROR_IN_CELL
from iki_excel.decree.kinds import Slot
from iki_excel.forms.layout import Identity
from iki_excel.forms.reading.workbook import Workbook
from iki_excel.judging.findings import cell_of, of_file, whole
from iki_excel.language.places import Place, column_letters
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT, Rule
from iki_excel.words.sameness import kept_for
from iki_excel.workbooks import openxml
from iki_excel.workbooks.openxml import Marks

MERGED = Rule(
    "isian_digabung",
    GALAT,
    arti="Sel isian yang digabung dengan sel lain.",
    pesan="“{label}” digabung dengan sel lain, jadi tidak pasti milik siapa angkanya.",
    saran="Pisahkan selnya, lalu ketik ulang angkanya.",
    ringkas="digabung dengan sel lain",
    contoh="Isian!F8 dan Isian!F9 digabung menjadi satu sel",
    bersama="{banyak_sel} isian digabung dengan sel lain, jadi tidak pasti milik siapa angkanya",
    saran_bersama="Pisahkan sel-selnya, lalu ketik ulang angkanya.",
    saran_salinan="Ketik angkanya di sel ini.",
)
OUTSIDE_FORMULA = Rule(
    "rumus_luar",
    GALAT,
    arti="Rumus yang mengambil angka dari berkas lain.",
    pesan="“{label}” berisi rumus yang mengambil angka dari berkas lain, jadi tidak dapat diperiksa.",
    saran="Ganti rumusnya dengan angka.",
    ringkas="rumusnya mengambil angka dari berkas lain",
    contoh="Isian!F8 berisi =[rekap.xlsx]Maret!B4",
    bersama="{banyak_sel} isian mengambil angka dari berkas lain, jadi tidak dapat diperiksa",
    saran_salinan="Ketik angkanya di sel ini.",
)
NO_RESULT = Rule(
    "rumus_tanpa_hasil",
    GALAT,
    arti="Rumus yang hasilnya tidak tersimpan.",
    pesan="“{label}” berisi rumus yang hasilnya tidak tersimpan.",
    saran="Ketik angkanya, atau buka di Excel dan simpan lagi.",
    ringkas="hasil rumusnya tidak tersimpan",
    contoh="Isian!F8 berisi =SUM(F9:F12) dari program yang tidak menghitungnya",
    bersama="{banyak_sel} isian berisi rumus yang hasilnya tidak tersimpan",
    saran_salinan="Ketik angkanya di sel ini.",
)

BESIDE_NOTHING = (False, "", "", math.nan)
"""Of a cell of a survey: it holds no formula, and neither keterangan nor bukti nor last month's value is beside it."""


@dataclass
class Form:
    """One workbook that is being read: ``rows`` of the table of answers and ``temuan`` as they are found.

    ``asked``: of what the month asks, by the code of its slot, the indikator. ``unasked``: rows of what it does not ask
    any more, and the label that they have in the form.
    """

    file: str
    workbook: Workbook
    identity: Identity
    asked: Mapping[str, str]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    temuan: list[dict[str, Any]] = field(default_factory=list)
    unasked: list[tuple[Any, ...]] = field(default_factory=list)
    merged: set[Place] = field(default_factory=set)
    """Cells to fill that were merged."""
    survey_notes: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By survey the keterangan and the bukti on its row of Isian."""
    notes: list[tuple[str, ...]] = field(default_factory=list)
    """What was written of its indikator, as judging.notes has it."""

    @cached_property
    def names(self) -> dict[str, set[Place | None]]:
        """Every defined name with the cells it begins at."""
        return _first_cells(self.workbook.package.names)

    @property
    def owner(self) -> dict[str, str]:
        """Whose form it is, as temuan say it."""
        return {"unit": self.identity.unit, "periode": self.identity.periode, "jabatan": self.identity.jabatan}

    def points_elsewhere(self, name: str, place: Place) -> bool:
        """Whether a defined name survived and points to another cell."""
        targets = self.names.get(name.casefold())
        return targets is not None and targets != {place}

    def tell(self, rule: Rule, place: Place, **known: Any) -> None:
        """A temuan at a place of this form."""
        self.temuan.append(of_file(rule, self.file, place, **self.owner, **known))

    def tell_sheet(self, rule: Rule, sheet: str, **known: Any) -> None:
        """A temuan about a whole sheet of this form."""
        self.tell(rule, whole(sheet), **known)

    def take_back(self, sheet: str, rules: Collection[Rule], rows: Collection[int] | None = None) -> bool:
        """Drop what these rules told of a sheet (of these rows), as what follows from it is told; whether any did."""
        kept = [
            found
            for found in self.temuan
            if found["sheet"] != sheet
            or found["aturan"] not in rules
            or (rows is not None and found["baris"] not in rows)
        ]
        was_told = len(kept) < len(self.temuan)
        self.temuan[:] = kept
        return was_told

    def take(self, slot: Slot, indikator: Indikator, place: Place, responden: int = 0, **beside: Any) -> None:
        """Read one cell."""
        value = self.workbook.sheets[place.sheet][place.row][place.column]
        marks, address = self.workbook.package.marks[place.sheet], place.a1
        is_merged = bool(self.merged) and place in self.merged
        result = _refused(marks, address, is_merged=is_merged) or slot.field.read(value, slot.satuan)
        typed = marks.errors.get(address) or shown(value)
        self.put(slot, indikator, place, responden, typed, result, is_formula=address in marks.formulas, **beside)

    def put(
        self,
        slot: Slot,
        indikator: Indikator,
        place: Place,
        responden: int,
        typed: str,
        result: Reading,
        *,
        note: str = "",
        proof: str = "",
        last: float = math.nan,
        is_formula: bool = False,
    ) -> None:
        """Put down one cell of the table of answers."""
        told = (typed, *_counted(result), is_formula, note, proof, last)
        stands = (self.file, place.sheet, cell_of(place), place.row, place.column)
        self._add(slot, (*self._who_and_what(slot, indikator), responden, *told, *stands))

    def take_answers(
        self, slots: Sequence[tuple[Slot, int]], indikator: Indikator, sheet: str, lines: Sequence[int]
    ) -> None:
        """Read the cells of a survey on these lines, a respondent each: each slot in its column, as :meth:`take`."""
        # by far the most cells of a form are these: what is the same in all of them is asked once
        rows, rare = self.workbook.sheets[sheet], self._rare_lines(sheet)
        known = [
            (slot, column, column_letters(column), self._who_and_what(slot, indikator), _scores(slot))
            for slot, column in slots
        ]
        for responden, line in enumerate(lines, start=1):
            if line in rare:
                for slot, column in slots:
                    self.take(slot, indikator, Place(sheet, line, column), responden)
                continue
            values = rows[line]
            for slot, column, letters, who_and_what, scores in known:
                value, stands = values[column], (sheet, f"{letters}{line + 1}", line, column)
                score = None if value is True else scores.get(value)  # True is 1 to a dictionary
                told = score or (shown(value), *_counted(slot.field.read(value, slot.satuan)))
                self._add(slot, (*who_and_what, responden, *told, *BESIDE_NOTHING, self.file, *stands))

    def _rare_lines(self, sheet: str) -> set[int]:
        """Those with an error, a formula or a merged cell to fill: there a value is not all that counts."""
        marks = self.workbook.package.marks[sheet]
        marked = {openxml.corners(address)[0] for address in (*marks.errors, *marks.formulas)}
        return marked | {place.row for place in self.merged if place.sheet == sheet}

    def _who_and_what(self, slot: Slot, indikator: Indikator) -> tuple[str, ...]:
        """How a row of the table of answers begins: whose it is, and what is asked."""
        who = self.identity
        asked = self.asked.get(slot.kode, indikator.kode)
        return who.unit, who.periode, who.jabatan, asked, slot.isian, slot.kode

    def _add(self, slot: Slot, row: tuple[Any, ...]) -> None:
        if slot.kode in self.asked:
            self.rows.append(row)
        else:
            self.unasked.append((*row, slot.label))


@kept_for(64)  # the very same in form after form, by the gate
def _first_cells(names: Mapping[str, frozenset[str]]) -> dict[str, set[Place | None]]:
    return {name: {openxml.first_cell(target) for target in found} for name, found in names.items()}


def _counted(result: Reading) -> tuple[Any, ...]:
    """What a cell counts as, as it stands in the table of answers."""
    return result.angka, result.keadaan, result.alasan.kode if result.alasan else "", result.catatan, result.jam


def _scores(slot: Slot) -> Mapping[Any, tuple[Any, ...]]:
    return _told_scores(slot.field, slot.satuan, scale_of(slot))


@lru_cache(maxsize=64)
def _told_scores(field: Field, satuan: str, scale: range) -> Mapping[Any, tuple[Any, ...]]:
    """What stands in the table of answers of a blank cell and of each of these scores, as almost all cells are."""
    usual = ["", *(float(score) for score in scale if score)]  # 0 is -0 to a dictionary
    return {value: (shown(value), *_counted(field.read(value, satuan))) for value in usual}


def _refused(marks: Marks, address: str, *, is_merged: bool) -> Reading | None:
    """What makes a cell ``salah`` whatever value stands in it."""
    if is_merged:
        return Reading(SALAH, alasan=MERGED)
    if address in marks.errors:
        return Reading(SALAH, alasan=ERROR_IN_CELL)
    if address in marks.external:
        return Reading(SALAH, alasan=OUTSIDE_FORMULA)
    return Reading(SALAH, alasan=NO_RESULT) if marks.formulas.get(address) is False else None


MOST_NAMED = 3


def some_of(labels: Iterable[str]) -> str:
    """What isian are called, of many only the first ones."""
    named = [f"“{label}”" for label in labels]
    if len(named) > MOST_NAMED:
        named[MOST_NAMED - 1 :] = [f"{len(named) - MOST_NAMED + 1} isian lain"]
    return bahasa.listing(named)


def as_last(value: Any) -> float:
    """Last month's value that stands beside a cell: a number, a date as serial; NaN for anything else."""
    if isinstance(value, dt.datetime):  # which is a date, too, but none that counts days
        value = value.date()
    if isinstance(value, dt.date):
        return float(bahasa.serial(value))
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
