"""What one workbook is made from: blank, or with what somebody typed and remarks on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any

from iki_excel.decree import Indikator, Jabatan, Keputusan
from iki_excel.decree.fields import Days
from iki_excel.decree.fingerprint import fingerprint, short
from iki_excel.decree.kinds import Slot
from iki_excel.decree.settings import Settings
from iki_excel.decree.spans import covered
from iki_excel.decree.targets import Target
from iki_excel.forms import layout
from iki_excel.forms.layout import Block, Layout, NoteRow
from iki_excel.language.cells import Condition
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import book

PROTECTION = {"format_cells": True, "format_columns": True, "format_rows": True}
"""What a protected sheet still allows besides selecting: wider columns, higher rows, and another format for a cell in
which Excel made a date of a number."""

UNLOCKED = {"bg_color": book.INPUT, "border_color": book.INPUT_LINE, "locked": False}
"""What makes a cell one to fill."""


@frozen
class Typed:
    """What stands in the cells to fill: number, date or text by slot, keterangan and bukti by slot, by survey its rows,
    and what is said of indikator by the key of its row.

    A row of a survey holds an answer for each slot, None where there is none; rows stand one below the other.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    surveys: Mapping[str, Sequence[Sequence[Any]]] = field(default_factory=dict)
    proofs: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)


@frozen
class Remark:
    """What is to be done at a cell: the tingkat of the worst temuan, the sentences of all, and when it is done.

    ``done``: the condition under which the cell may look like any other again.
    """

    tingkat: str
    sentences: str
    done: Condition


Remarks = Mapping[tuple[str, int], Remark]
"""By slot and row of the survey, from 1; row 0 is the cell on Isian."""


@frozen
class Template:
    """A form of a jabatan for a month. ``last``: last month's value (number, date as serial, or text) by slot.

    ``typed`` is None for a blank form. ``mended``: of a form that goes back, the condition under which its list is
    done. ``replaces``: the SHA-256 of the file that this form takes the place of; ``left``: the cells whose values
    stayed behind in it, by layout.left_name. ``keputusan``: the decree that it is made from.
    """

    jabatan: Jabatan
    periode: Periode
    settings: Settings
    last: Mapping[str, Any]
    typed: Typed | None = None
    remarks: Remarks = field(default_factory=dict)
    mended: Condition | None = None
    replaces: str = ""
    left: tuple[str, ...] = ()
    keputusan: Keputusan = field(default_factory=Keputusan)

    @cached_property
    def layout(self) -> Layout:
        """Where everything stands."""
        return Layout(self.jabatan, layout.title_of(self.keputusan))

    @cached_property
    def fingerprint(self) -> str:
        """That of what it asks and computes."""
        return fingerprint(self.jabatan)

    def kode_formulir(self, lembar: str) -> str:
        """The visible identity of one sheet."""
        versi, unit, sidik = layout.TEMPLATE_VERSION, self.settings.unit.kode, short(self.fingerprint)
        return layout.Identity(versi, unit, self.jabatan.kode, self.periode, lembar.lower(), sidik).kode_formulir

    def value(self, slot: Slot) -> Any:
        """What stands in an input cell: what was typed; in a blank form, working days from the calendar."""
        if self.typed is not None:
            return self.typed.values.get(slot.kode)
        return self.settings.working_days(self.periode, slot.tiap) if slot.kalender else None

    def proposed(self, slot: Slot) -> float | None:
        """Last month's number, of what stays as it was until something changes.

        It is proposed beside the cell, and never put into it: what stands in an answer is what somebody typed, and a
        number of last month that nobody looked at would pass for this month's.
        """
        last = self.last.get(slot.kode)
        return last if slot.berlanjut and isinstance(last, int | float) else None

    def months_of(self, indikator: Indikator) -> list[Periode]:
        """The months that its isian are for, the form's own last: those of its span, where it and the office are there
        and which are not excused."""
        months = (month for month in covered(indikator, self.periode) if self.settings.unit.has_begun(month))
        kode = self.jabatan.kode
        return [month for month in months if month == self.periode or not self.settings.is_excused(kode, month)]

    def note(self, slot: Slot) -> str:
        """What stands in the keterangan of a slot."""
        return self.typed.notes.get(slot.kode, "") if self.typed else ""

    def proof(self, slot: Slot) -> str:
        """What stands in the bukti of a slot."""
        return self.typed.proofs.get(slot.kode, "") if self.typed else ""

    def said(self, note: NoteRow) -> str:
        """What stands on a row for penyebab or tindak lanjut."""
        return self.typed.said.get(note.key, "") if self.typed else ""

    def answers(self, block: Block) -> Sequence[Sequence[Any]]:
        """The rows of a survey that somebody filled."""
        return self.typed.surveys.get(block.isian.kode, ()) if self.typed else ()

    def deadline(self, slot: Slot) -> dt.date:
        """The batas waktu of a document."""
        return self.settings.deadline(slot, self.periode)

    def is_asked_for(self, slot: Slot) -> bool:
        """Whether a document becomes due by its batas waktu."""
        return self.settings.day_asked_for(slot, self.periode) is not None

    def days(self, slot: Slot) -> Days | None:
        """When a document may have been finished; None for what is no date."""
        return Days.of(self.deadline(slot), self.periode) if slot.batas else None

    def target_of(self, indikator: Indikator) -> Target | None:
        """The target of an indikator in the year of the form."""
        return self.settings.target_of(indikator, self.periode.year)

    @property
    def end(self) -> dt.date:
        """The last day of the periode."""
        return self.periode.last_day
