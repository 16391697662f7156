"""The locked cells of Isian that the office's settings and earlier months fill, and how the hidden record has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from iki_excel.decree.fields import shown
from iki_excel.forms import layout
from iki_excel.forms.layout import Layout
from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.plain import as_seen

DAYS_TO_1904 = 1_462
OF_STEP = (layout.UNIT, layout.VALUE, layout.NOTE)
LAST_DAY = 2_958_465
"""The number by which Excel counts the last day that it knows."""


def days(map_: Layout) -> Iterator[Place]:
    """The batas waktu of each document, and when it was finished by what earlier months told."""
    for row in (row for section in map_.sections for row in (*section.slots, *section.mirrors)):
        if row.slot.batas:
            yield row.at(layout.LAST)
            yield row.at(layout.UNIT)


def others(map_: Layout) -> Iterator[Place]:
    """The office's name, values of last month and last year, where a result of another indikator would be, konstanta,
    skala and targets, and what is said of them.

    Some may hold a formula or nothing. The name of the pejabat is none of them: people write it in.
    """
    yield map_.arrangement.unit
    for section in map_.sections:
        yield from (row.at(layout.LAST) for row in (*section.slots, *section.mirrors) if not row.slot.batas)
        shown = (row for isian, row in section.theirs if isian.setahun_lalu or isian.dari)
        yield from (Place(layout.ISIAN, row, layout.VALUE) for row in shown)
        for _, row in section.konstanta:
            yield from (Place(layout.ISIAN, row, column) for column in (layout.VALUE, layout.NOTE))
        for skala, first in section.skala:
            rows = range(first, first + len(skala.langkah))
            yield from (Place(layout.ISIAN, row, column) for row in rows for column in OF_STEP)
        yield Place(layout.ISIAN, section.realisasi_row, layout.NOTE)
        yield Place(layout.ISIAN, section.capaian_row, layout.UNIT)
        yield Place(layout.ISIAN, section.capaian_row, layout.NOTE)


def said(value: Any) -> str:
    """What such a cell says, as the record has it; a day as the number by which Excel counts it."""
    return as_seen(shown(float(bahasa.serial(value)) if isinstance(value, dt.date) else value))


def since_1904(text: str) -> str:
    """What the record has of a day, as the day that the same number is where they count from 1904."""
    return said(float(text) + DAYS_TO_1904) if _is_day(text) else text


def as_day(text: str) -> str:
    """What the record has of a day, as people say it."""
    return bahasa.date(bahasa.from_serial(float(text))) if _is_day(text) else text


def _is_day(text: str) -> bool:
    """A record may say anything, once somebody spoilt it."""
    return text.isdecimal() and text.isascii() and len(text) < 8 and int(text) <= LAST_DAY
