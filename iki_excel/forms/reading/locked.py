"""Locked cells that the catalogue alone does not know: the office's own, and formulas.

What the office put there the form says itself, in its hidden record; in a form that was written before there was such
a record they are not compared. Of a formula only that it is one: whatever it comes to is computed anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from iki_excel.forms import layout
from iki_excel.forms.layout import Layout, office_cells
from iki_excel.forms.reading.differences import Found, Standing, text_of
from iki_excel.forms.reading.form import Form
from iki_excel.language.places import Place
from iki_excel.words.sameness import kept_for

A_FORMULA = "rumus"


def changed_by_hand(form: Form, sheet: str, map_: Layout, standing: Standing) -> Iterator[Found]:
    """The office's cells of Isian that say something else than the record of the form."""
    if not form.workbook.office_cells:
        return
    rows, formulas = form.workbook.sheets[sheet], form.workbook.package.marks[sheet].formulas
    for one in _of_the_office(map_, sheet, standing):
        right, value = form.workbook.office_cells.get(one.recorded, ""), rows[one.now.row][one.now.column]
        is_blank = value == "" == right  # as most of them are
        if not is_blank and one.address not in formulas and not _is_said(value, right):
            yield Found(one.now, text_of(value), one.in_words(right))


class _OfTheOffice(NamedTuple):
    """A cell of Isian that the office fills: where it stands ``now``, and its address there; its address in the record,
    and how what stands there is said."""

    now: Place
    address: str
    recorded: str
    in_words: Callable[[str], str]


@kept_for(64)
def _of_the_office(map_: Layout, sheet: str, standing: Standing) -> list[_OfTheOffice]:
    """All of them whose place is known."""
    cells = ((office_cells.others(map_), str), (office_cells.days(map_), office_cells.as_day))
    found = ((place, standing.place_of(sheet, place), say) for places, say in cells for place in places)
    return [_OfTheOffice(now, now.a1, map_.arrangement.as_written(at).a1, say) for at, now, say in found if now]


def _is_said(value: object, right: str) -> bool:
    """A workbook that was made to count from 1904 shows all days four years later: that is told where one counts."""
    later = office_cells.since_1904(right) if isinstance(value, dt.date) else right
    return office_cells.said(value) in (right, later)


def typed_over(form: Form, places: Iterable[Place]) -> Iterator[Found]:
    """Those cells that should hold a formula, and hold something else."""
    for place in places:
        if not _is_formula(form, place) and (now := text_of(_value(form, place))):
            yield Found(place, now, A_FORMULA)


@kept_for(64)
def states(map_: Layout, sheet: str, standing: Standing) -> list[Place]:
    """The cells of Isian that say how it is: above the headers, and on the row of each isian."""
    rows = [row.row for section in map_.sections for row in (*section.slots, *section.mirrors)]
    rows += [row for section in map_.sections for _, row in section.blocks]
    ready = Place(layout.ISIAN, map_.arrangement.ready_row, layout.NUMBER)
    found = (ready, *(Place(layout.ISIAN, row, layout.STATE) for row in rows))
    return [*filter(None, (standing.place_of(sheet, place) for place in found))]


def _value(form: Form, place: Place) -> object:
    return form.workbook.sheets[place.sheet][place.row][place.column]


def _is_formula(form: Form, place: Place) -> bool:
    return place.a1 in form.workbook.package.marks[place.sheet].formulas
