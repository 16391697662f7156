"""The numbers behind an indikator by name, of each month and s.d."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from iki_excel.decree import Indikator
from iki_excel.decree.fields import SALAH, TB
from iki_excel.decree.kinds import MEASURES, MONTHS_AHEAD, PERIOD_END, Slot, checklist, group
from iki_excel.decree.kinds.over_columns import Groups, parts_of_documents, with_all_parts, with_all_parts_of_month
from iki_excel.judging.scoring.entries import Entry, accumulated_together
from iki_excel.judging.scoring.grid import Forms, Grid, SlotArrays
from iki_excel.judging.scoring.status import Months, Standing, is_state, months_of, standing_of, stands_open
from iki_excel.language.cells.columns import NO_TEXT, Columns, Contents, Mask, of_numbers
from iki_excel.language.formula.evaluating import Evaluation, evaluate
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

Numbers = dict[str, Contents]
"""By name what stands in every cell of the grid: slots, of those of a survey ``<slot>.banyak``, of documents
``<slot>.batas`` and ``<slot>.tagih``, computed names."""

NEVER = ""
"""The day on which a document is asked for that is never asked for."""


@frozen
class Version:
    """A version of an indikator, the months of the grid that it looks back over, and which of them asked what.

    ``number``: which of the versions it is, from 0. ``valid``: the months in which it is the one that counts.
    ``asked``: the slots that each month's form asks; ``stands``: as of which month's end the numbers of each month are.
    """

    number: int
    indikator: Indikator
    grid: Grid
    valid: list[bool]
    asked: list[frozenset[str]]
    stands: list[Periode]

    def asks(self, slot: Slot) -> Mask:
        """In which months the form asks for a slot."""
        return self.grid.of_months([slot.kode in asked for asked in self.asked])

    @cached_property
    def asks_any(self) -> Mask:
        """In which months the form asks for anything of it."""
        own = {slot.kode for slot in self.indikator.slots}
        return self.grid.of_months([bool(own & asked) for asked in self.asked])

    @property
    def asks_now(self) -> list[bool]:
        """In which months a form asks for anything at all: those that end a span."""
        return [bool(asked) for asked in self.asked]

    @cached_property
    def has_asked(self) -> Mask:
        """In which months a form of this year has asked for anything of it."""
        has_asked: Mask = np.logical_or.accumulate(self.asks_any, axis=-1)
        return has_asked

    def day_asked_for(self, slot: Slot, month: Periode) -> float | str:
        """When a document becomes due by itself; one of every month never in a month that does not ask it."""
        if slot.is_monthly and slot.kode not in self.asked[self.grid.months.index(month)]:
            return NEVER
        day = self.grid.settings.day_asked_for(slot, month)
        return NEVER if day is None else float(bahasa.serial(day))


@frozen
class Reckoned:
    """What an indikator comes to in each month by itself and s.d., with the numbers behind it.

    ``month``, ``counted`` and ``so_far`` are by name; ``counted`` is what goes into the accumulation. ``year``: as
    ``so_far``, with the parts of its isian. ``divided``: where a computed name stands on a division by zero.
    """

    months: Months
    standing: Standing
    month: Numbers
    counted: Numbers
    so_far: Numbers
    of_month: Evaluation
    of_year: Evaluation
    divided: Mask
    year: Columns
    doubtful_now: Mask


def reckon(looked: Iterable[tuple[Version, Forms]]) -> Iterator[Reckoned]:
    """All numbers of versions of indikator, each over the forms of its jabatan; what adds up alike is added up in one
    go."""
    several = [_counted(version, forms) for version, forms in looked]
    entries = {
        (number, name): entry
        for number, one in enumerate(several)
        for name, entry in _entries(one.indikator, one.counted, one.months).items()
    }
    added_up: list[Numbers] = [{} for _ in several]
    for (number, name), contents in accumulated_together(entries).items():
        added_up[number][name] = contents
    return map(_reckoned, several, added_up)


@frozen
class _Counted:
    """What is known of an indikator before its months are added up: its slots (``arrays``), what does not depend on
    them (``fixed``), of its documents the latest ``entries`` and what their parts come to (``documents``), and the rest
    as in Reckoned."""

    indikator: Indikator
    arrays: Mapping[str, SlotArrays]
    fixed: Numbers
    entries: Numbers
    documents: Groups
    by_itself: Columns
    months: Months
    month: Numbers
    counted: Numbers
    of_month: Evaluation


def _counted(version: Version, forms: Forms) -> _Counted:
    indikator = version.indikator
    arrays, fixed = slots_asked(version, forms), fixed_columns(version)
    month = _month_columns(version, arrays, fixed)
    entries = _documents_so_far(indikator, month)
    documents = parts_of_documents(fixed | entries, indikator.isian_by_kode)
    by_itself = with_all_parts_of_month(month, documents, indikator.isian_by_kode)
    of_month = _evaluated(indikator, by_itself)
    months = months_of(indikator, arrays, forms.where(version.asks_any), of_month)
    counted = _counted_columns(indikator, month, months)
    return _Counted(indikator, arrays, fixed, entries, documents, by_itself, months, month, counted, of_month)


def _reckoned(one: _Counted, added_up: Numbers) -> Reckoned:
    indikator, arrays, months, counted = one.indikator, one.arrays, one.months, one.counted
    so_far = one.fixed | added_up | one.entries
    year = with_all_parts(so_far, indikator.isian_by_kode, one.documents)
    of_year = _evaluated(indikator, year)
    divided, doubtful = divided_of(indikator, counted, months), doubtful_now(indikator, arrays, one.by_itself)
    standing = standing_of(indikator, arrays, so_far)
    return Reckoned(months, standing, one.month, counted, so_far, one.of_month, of_year, divided, year, doubtful)


def slots_asked(version: Version, forms: Forms) -> dict[str, SlotArrays]:
    """Its slots over the grid, by kode."""
    indikator = version.indikator
    arrays = {slot.kode: _as_asked(slot, forms, version.asks(slot)) for slot in indikator.slots}
    needed = {isian.kode for isian in indikator.needed}
    for isian in indikator.needed:
        if isian.setahun_lalu in needed:
            arrays |= _comparable(isian.kode, isian.setahun_lalu, arrays)
    return arrays


def _comparable(kode: str, other: str, arrays: Mapping[str, SlotArrays]) -> dict[str, SlotArrays]:
    """Two numbers that are held against each other: where one of them does not apply, the other does not either."""
    one, two = arrays[kode], arrays[other]
    return {kode: _without(one, two.absent), other: _without(two, one.absent)}


def _without(slot: SlotArrays, absent: Mask) -> SlotArrays:
    left_out = absent & ~np.isnan(slot.angka)
    return replace(slot, angka=np.where(left_out, np.nan, slot.angka), absent=slot.absent | left_out)


def doubtful_now(indikator: Indikator, arrays: Mapping[str, SlotArrays], by_itself: Columns) -> Mask:
    """In which months a document became due whose latest entry is wrong, or says nothing on its quality.

    Of a document of every month that entry is the month's own, which makes the month no usable one.
    """
    doubtful = np.zeros_like(next(iter(arrays.values())).came)
    for isian in indikator.isian:
        for number, pair in enumerate(isian.dokumen):
            if pair[0].is_monthly:
                continue
            parts = by_itself[group(checklist.DUE, isian.kode)]
            assert isinstance(parts, tuple)
            doubtful = doubtful | ((parts[number].number == 1) & stands_open(arrays, *pair))
    return doubtful


def _as_asked(slot: Slot, forms: Forms, asked: Mask) -> SlotArrays:
    """A slot where no form asked for it, or no form was due, does not apply; of a document nothing is said there."""
    own = forms.slots[slot.kode]
    unasked = forms.came & asked & ~own.came
    if slot.is_of_document:
        return replace(own, unasked=unasked)
    return replace(own, unasked=unasked, kosong=own.kosong | unasked, absent=own.absent | ~asked | forms.excused)


def _evaluated(indikator: Indikator, columns: Columns) -> Evaluation:
    return evaluate(indikator.rumus, columns, indikator.isian_by_kode, MEASURES)


# --- the month -------------------------------------------------------------------------------------------------------


def _month_columns(version: Version, arrays: Mapping[str, SlotArrays], fixed: Numbers) -> Numbers:
    """What each name is in each month by itself; TB as a text, and a computed name that divides by zero as an error."""
    columns = fixed | {MONTHS_AHEAD: of_numbers(np.zeros(version.grid.shape))}
    for slot in version.indikator.slots:
        own = arrays[slot.kode]
        columns[slot.kode] = of_numbers(own.angka, *_words(slot, own))
        if slot.blok:
            columns[f"{slot.kode}.banyak"] = of_numbers(own.banyak)
    for part in version.indikator.hitung:
        computed = evaluate(part.rumus, columns, {}, MEASURES)
        columns[part.kode] = of_numbers(computed.value, error=computed.divided_by_zero)
    return columns


def _words(slot: Slot, own: SlotArrays) -> Iterator[npt.NDArray[np.object_]]:
    """TB as a text; of a document, that its entry is wrong, which is no word on when it was finished; if any."""
    wrong = own.salah & bool(slot.batas)
    if own.absent.any() or wrong.any():
        words = np.where(wrong, np.array(SALAH, dtype=object), NO_TEXT)
        yield np.where(own.absent, np.array(TB, dtype=object), words)


def fixed_columns(version: Version) -> Numbers:
    """The day as of which each month's numbers are, how many months of the year come after it, what the konstanta are
    then, and the deadlines of its documents.
    """
    grid = version.grid
    columns = {
        PERIOD_END: _by_month(grid, [float(bahasa.serial(month.last_day)) for month in version.stands]),
        MONTHS_AHEAD: _by_month(grid, [float(month.months_ahead) for month in grid.months]),
    }
    set_by_decree = [version.indikator.konstanta_in(month) for month in version.stands]
    for kode in dict.fromkeys(one.kode for one in version.indikator.konstanta):
        columns[kode] = _by_month(grid, [numbers.get(kode, np.nan) for numbers in set_by_decree])
    for slot in version.indikator.slots:
        if slot.batas:
            deadlines = [float(bahasa.serial(grid.settings.deadline(slot, month))) for month in grid.months]
            columns[f"{slot.kode}.batas"] = _by_month(grid, deadlines)
            columns[f"{slot.kode}.tagih"] = _by_month(
                grid, [version.day_asked_for(slot, month) for month in grid.months]
            )
    return columns


def _by_month(grid: Grid, told: list[float] | list[float | str]) -> Contents:
    numbers = np.array([np.nan if isinstance(one, str) else one for one in told])
    if not any(isinstance(one, str) for one in told):
        return of_numbers(np.broadcast_to(numbers, grid.shape))
    texts = np.array([one if isinstance(one, str) else None for one in told], dtype=object)
    return of_numbers(np.broadcast_to(numbers, grid.shape), np.broadcast_to(texts, grid.shape))


# --- what adds up ----------------------------------------------------------------------------------------------------


def _counted_columns(indikator: Indikator, month: Numbers, months: Months) -> Numbers:
    """What goes into the accumulation: a month that does not apply is left out with all its parts.

    Of a state only a month with all its parts counts: isian of different months are never mixed.
    """
    left_out = ~months.usable if is_state(indikator) else months.absent
    kept = {slot.kode for isian in indikator.isian if isian.pendukung for slot in isian.slots}
    counted = {}
    for name in (part.kode for part in indikator.names):
        absent = np.zeros_like(left_out) if name in kept else left_out
        counted[name] = of_numbers(np.where(absent, np.nan, month[name].number), error=month[name].error & ~absent)
        if f"{name}.banyak" in month:
            counted[f"{name}.banyak"] = of_numbers(np.where(absent, 0.0, month[f"{name}.banyak"].number))
    return counted


def columns_so_far(indikator: Indikator, counted: Numbers, months: Months) -> Numbers:
    """What each name comes to after each month."""
    return accumulated_together(_entries(indikator, counted, months))


def _entries(indikator: Indikator, counted: Numbers, months: Months) -> dict[str, Entry]:
    """What adds up of each name, and how."""
    entries: dict[str, Entry] = {}
    for name in indikator.names:
        if isinstance(name, Slot) and name.is_of_document:
            continue
        entries[name.kode] = _entry(indikator, name.kode, name.akumulasi, counted[name.kode], months)
        banyak = counted.get(f"{name.kode}.banyak")
        if banyak is not None:
            entries[f"{name.kode}.banyak"] = Entry("jumlah", banyak, banyak)
    return entries


def _entry(indikator: Indikator, kode: str, akumulasi: str, own: Contents, months: Months) -> Entry:
    """Of a state the latest month that has a value speaks for all its parts, also for one that did not apply in it."""
    if kode in parts_of_state(indikator):
        return Entry("ikut", own, of_numbers(np.where(months.usable, 1.0, np.nan)))
    return Entry(akumulasi, own, own)


def parts_of_state(indikator: Indikator) -> set[str]:
    """The names of a state that its formula uses; none for what adds up."""
    if not is_state(indikator):
        return set()
    supporting = {slot.kode for isian in indikator.isian if isian.pendukung for slot in isian.slots}
    return {name.kode for name in indikator.names} - supporting


def _documents_so_far(indikator: Indikator, month: Numbers) -> Numbers:
    """Of each document its latest entry, TB as a text, and the quality that was told with it."""
    documents = [slot for slot in indikator.slots if slot.is_of_document]
    entries = {
        slot.kode: Entry(slot.akumulasi, month[slot.kode], month[slot.leader or slot.kode]) for slot in documents
    }
    return accumulated_together(entries)


def divided_of(indikator: Indikator, counted: Numbers, months: Months) -> Mask:
    """After which months a computed name has no number, since a month of what it comes to divides by zero.

    A last known value keeps such a month until the next one, all else for the rest of the year.
    """
    divided = np.zeros_like(months.came)
    for part in (one for one in indikator.hitung if counted[one.kode].error.any()):
        own = counted[part.kode]
        divisions = of_numbers(np.where(own.error, 1.0, np.where(own.is_number, 0.0, np.nan)))
        kept = part.akumulasi if part.akumulasi == "terakhir" else "jumlah"
        entry = _entry(indikator, part.kode, kept, divisions, months)
        divided = divided | (accumulated_together({part.kode: entry})[part.kode].number > 0)
    return divided
