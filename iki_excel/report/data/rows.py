"""The rows of ``Data``: a row a name, those of one indikator and month together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from iki_excel.decree import Hitung, Indikator, Jabatan
from iki_excel.decree.fields import ISI, STATE_WORDS, Field, words_of
from iki_excel.decree.kinds import MONTHS_AHEAD, Isian, Slot, group, parts_of
from iki_excel.decree.last_year import a_year_before, is_asked
from iki_excel.judging.batch import ADA_KESALAHAN, BELUM_MASUK, DIKECUALIKAN, SAH
from iki_excel.judging.scoring.columns import parts_of_state
from iki_excel.language.cells import BLANK, Cell, Constant, Many, Range
from iki_excel.language.places import Area, Place
from iki_excel.report.sheets import word_look
from iki_excel.report.tables import Column
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

if TYPE_CHECKING:
    from iki_excel.report.data.sheet import Data

Typed = Mapping[str, Any]
ADDED = "jumlah"
COMPUTED, NOT_ASKED, NOT_COMPARED = "dihitung", "tidak ditanyakan", "tidak dibandingkan"


@frozen(eq=False)
class Side:
    """Of the month by itself, s.d., or of the span that is told: in which columns its numbers stand, how many they are
    of a survey, and what the indikator comes to.

    ``result``: what the table of results calls that. ``words``: what follows a head that all sides have.
    ``is_of_year``: whether it is s.d.; ``is_of_span``: whether it is the span that is told.
    """

    number: Column[Row]
    count: Column[Row]
    realisasi: Column[Row]
    result: str
    words: str
    is_of_year: bool = False
    is_of_span: bool = False


@frozen
class Section:
    """The rows of one indikator in one month: its names, in their order. ``before``: those of the month before.

    ``versi``: which version of the indikator it is. One looks back also over months in which another was valid.
    """

    data: Data = field(repr=False)
    jabatan: Jabatan
    indikator: Indikator
    versi: int
    periode: Periode
    first: int
    before: Section | None = field(repr=False)

    @cached_property
    def so_far(self) -> list[Section]:
        """Those of the same version from its first month to this one."""
        return [*(self.before.so_far if self.before else ()), self]

    def so_far_in(self, side: Side) -> list[Section]:
        """Those of them whose month a side tells of."""
        if not side.is_of_span:
            return self.so_far
        return [section for section in self.so_far if section.is_in(side)]

    @cached_property
    def rows(self) -> list[Row]:
        """A row a name."""
        return [Row(self, name, self.row_of[name.kode]) for name in self.indikator.names]

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """The row of every name."""
        return {name.kode: self.first + n for n, name in enumerate(self.indikator.names)}

    def cell(self, name: str, column: Column[Row]) -> Cell:
        """A cell of a name's row."""
        return self.data.cell(self.row_of[name], column)

    @property
    def tells(self) -> bool:
        """Whether its version is the one that tells the result of the month."""
        return bool(self.outcome["versi"] == self.versi)

    @property
    def outcome(self) -> Typed:
        """What is known of the result of the month."""
        return self.data.report.results[self.indikator.kode, self.periode]

    @property
    def quantities(self) -> Mapping[str, Typed]:
        """What is known of the numbers by name."""
        return self.data.report.quantities[self.indikator.kode, self.versi, self.periode]

    def is_in(self, side: Side) -> bool:
        """Whether its month is one that a side tells of."""
        return not side.is_of_span or self.periode in self.data.report.batch.periode.months

    def before_in(self, side: Side) -> Section | None:
        """The rows of the month before, where what a side adds up did not begin with this month."""
        return self.before if self.before is not None and self.before.is_in(side) else None

    def before_all_of(self, side: Side) -> Section | None:
        """The rows of the month before all that a side tells of: of the month, or of the span."""
        first = self
        while side.is_of_span and (before := first.before_in(side)) is not None:
            first = before
        return first.before

    @cached_property
    def stands_at(self) -> Periode:
        """The month as of whose end its numbers are."""
        versions = self.data.report.batch.catalog.versions[self.indikator.kode]
        valid = next(one for one in versions if one.is_valid_in(self.periode))
        return valid.stands_at(self.periode)

    @cached_property
    def last_day(self) -> dt.date:
        """The last day of that month."""
        return self.stands_at.last_day

    @cached_property
    def bulan(self) -> str:
        """Its month in words."""
        return self.periode.words

    @cached_property
    def parts_of_state(self) -> set[str]:
        """The names of a state for all of which the month speaks."""
        return parts_of_state(self.indikator)

    @property
    def is_between(self) -> bool:
        """Whether no form of the month asks it, as its span is not over."""
        return self.stands_at != self.periode

    def result(self, side: Side) -> Place:
        """Where it stands what the indikator comes to."""
        return self.cell(self.indikator.names[-1].kode, side.realisasi).place

    def deadline(self, name: str) -> Cell:
        """The batas waktu of a document."""
        return self.data.deadline(self.row_of[name])

    def cells_by_name(self, side: Side) -> Mapping[str, Many]:
        """What each name of the indikator's formulas is, of the month or s.d.; told once, as every row asks for it."""
        if side not in self._cells:
            self._cells[side] = {**self._of_names(side), **self._of_parts(side)}
        return self._cells[side]

    @cached_property
    def _cells(self) -> dict[Side, Mapping[str, Many]]:
        return {}

    def _of_names(self, side: Side) -> dict[str, Many]:
        ahead = Constant(self.periode.months_ahead if side.is_of_year else 0)
        cells: dict[str, Many] = {**self.data.konstanta.cells_in(self.periode), MONTHS_AHEAD: ahead}
        cells |= self.data.skala.cells_of(self.indikator)
        for name in self.indikator.names:
            cells[name.kode] = self.cell(name.kode, side.number)
            cells[f"{name.kode}.banyak"] = self.cell(name.kode, side.count)
            if isinstance(name, Slot) and name.batas:
                deadline = self.deadline(name.kode)
                cells[f"{name.kode}.batas"] = deadline
                cells[f"{name.kode}.tagih"] = deadline if self.quantities[name.kode]["ditagih"] else BLANK
        return cells

    def _of_parts(self, side: Side) -> dict[str, Many]:
        return {
            group(part.nama, isian.kode): self.of_isian(isian, self.data.part_columns[part.nama, side])
            for isian in self.indikator.isian
            for part in parts_of(isian)
        }

    def of_isian(self, isian: Isian, column: Column[Row]) -> Range:
        """A column of all rows of an isian."""
        first, last = (self.cell(isian.slots[n].kode, column).place for n in (0, -1))
        return Range(Area(first.sheet, first.row, first.column, last.row, last.column))


@frozen
class Row:
    """One name in one month."""

    section: Section
    name: Slot | Hitung
    row: int

    @property
    def is_last(self) -> bool:
        """Whether it is the last of its indikator and month, where the result stands."""
        return self.name.kode == self.section.indikator.names[-1].kode

    @property
    def is_unsur(self) -> bool:
        """Whether it is an unsur of a survey."""
        return isinstance(self.name, Slot) and self.name.blok

    @property
    def deadline_slot(self) -> Slot | None:
        """The slot itself where it is a document's date."""
        return self.name if isinstance(self.name, Slot) and self.name.batas else None

    @property
    def leader(self) -> str:
        """The name whose entry decides whether its own counts: of what goes with a document's date that date, else its
        own."""
        return (isinstance(self.name, Slot) and self.name.leader) or self.name.kode

    @property
    def style(self) -> str:
        """How its numbers look."""
        return self.name.field.report_style if isinstance(self.name, Slot) else Field.report_style

    def look(self, number: Any, *, adds_up: bool = False) -> Mapping[str, Any]:
        """How a number of it differs from its style: one that stands for a word shows it; a sum of them is no word."""
        words = words_of(self.name.field) if isinstance(self.name, Slot) else None
        is_word = words is not None and not (adds_up and self.name.akumulasi == ADDED)
        return word_look(words, number) if words and is_word else {}

    @cached_property
    def typed(self) -> Typed | None:
        """What was typed; nothing for a computed name, or where no form came in."""
        return self.section.data.typed.get((self.section.jabatan.kode, self.name.kode, self.section.periode))

    def told(self, key: str) -> Any:
        """One thing that is known of what was typed."""
        return self.typed[key] if self.typed else None

    @property
    def is_left_out(self) -> bool:
        """Whether what was typed counts as TB, since its own month of the other year does not apply."""
        return self.told("keadaan") == ISI and bool(self.section.quantities[self.name.kode]["tb"])

    @property
    def state(self) -> str:
        """Its keadaan in words; of what no form asked for, why there is none."""
        if isinstance(self.name, Hitung):
            return COMPUTED
        if self.is_left_out:
            return NOT_COMPARED
        if self.section.data.part(self):
            return self.section.indikator.isian_by_kode[self.name.kode].asal
        if self.typed:
            return STATE_WORDS[self.typed["keadaan"]]
        section = self.section
        other = section.indikator.of_other_forms.get(self.name.kode)
        filler = (other.diisi if other else "") or section.jabatan.kode
        if other is not None and other.setahun_lalu:
            return self._why_not_of_last_year(filler, other.setahun_lalu)
        form = section.data.report.keadaan.get((filler, section.periode), NOT_ASKED)
        return NOT_ASKED if form in (SAH, ADA_KESALAHAN) or section.is_between else form

    def _why_not_of_last_year(self, filler: str, isian: str) -> str:
        """Why last year's form of a jabatan tells nothing of an isian."""
        batch, before = self.section.data.report.batch, a_year_before(self.section.periode)
        if not batch.settings.unit.has_begun(before) or not is_asked(batch.catalog, filler, isian, before):
            return NOT_ASKED
        return DIKECUALIKAN if batch.settings.is_excused(filler, before) else BELUM_MASUK

    def cell(self, column: Column[Row]) -> Cell:
        """A cell of this row."""
        return self.section.data.cell(self.row, column)
