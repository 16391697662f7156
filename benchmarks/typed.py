"""What invented clerks type into the forms of the built-in decree: plausible, the same for the same seed, all in order.

The numbers are those of the three months of ``iki contoh``, as large as the unit is: a number that may not be above
another is not above it when both are made larger alike.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from iki_excel.decree import Jabatan
from iki_excel.decree.kinds import Isian, Slot
from iki_excel.decree.settings import Kalender
from iki_excel.forms import layout
from iki_excel.runs.example.figures import FIGURES, RESPONDENTS
from iki_excel.words.periods import Periode

SMALLEST, LARGEST = 0.7, 1.4
"""The size of a unit, as a multiple of the one in the example."""
SCORES = {1: 2, 2: 10, 3: 55, 4: 33}
"""How often each score is given, in a hundred."""
FURTHER = 3
"""Respondents more than in the example: of fewer people a larger share has to be asked."""
PRESENT, QUALITY = 0.95, 0.9
"""How many of the days somebody is in time; how many documents are good."""


@dataclass(frozen=True)
class Clerk:
    """Who fills the form of a jabatan of a unit for a month; ``seed``: that of the whole country."""

    seed: int
    unit: str
    jabatan: Jabatan
    periode: Periode

    def chance(self, what: str = "") -> random.Random:
        """Chances that are drawn alike in every run, whatever else is drawn."""
        return random.Random(f"{self.seed} {self.unit} {self.jabatan.kode} {self.periode} {what}")


def typed(clerk: Clerk) -> dict[str, Any]:
    """By defined name a number, a date, Ya or Tidak, or a list of respondents; what is not in it stays blank."""
    chance = clerk.chance()
    size = random.Random(f"{clerk.seed} {clerk.unit}").uniform(SMALLEST, LARGEST) * chance.uniform(0.95, 1.05)
    found: dict[str, Any] = {}
    for isian in clerk.jabatan.isian:
        if isian.blok:
            found[isian.kode] = _respondents(isian, round(_of_month(RESPONDENTS, clerk) * size) + FURTHER, chance)
        elif isian.dokumen:
            found |= dict(_documents(isian, clerk))
        else:
            found |= {slot.kode: _number(slot, clerk, size) for slot in isian.slots if not slot.kalender}
    own = {kode: value for kode, value in found.items() if kode not in clerk.jabatan.homes}
    return {layout.name_of(kode): value for kode, value in _in_time(own, clerk).items()}


def _number(slot: Slot, clerk: Clerk, size: float) -> int:
    return int(_of_month(FIGURES[slot.kode], clerk) * size)


def _of_month(figures: tuple[int, ...], clerk: Clerk) -> int:
    return figures[(clerk.periode.month_number - 1) % len(figures)]


def _in_time(found: dict[str, Any], clerk: Clerk) -> dict[str, Any]:
    """Who came in time, of all working days of this month, of which each has its own."""
    if "hadir_tepat_waktu" not in found:
        return found
    return found | {"hadir_tepat_waktu": int(found["jumlah_pns"] * _working_days(clerk.periode) * PRESENT)}


_working_days = functools.cache(Kalender().working_days)


def _respondents(isian: Isian, rows: int, chance: random.Random) -> list[list[int]]:
    columns = len(isian.slots)
    scores = chance.choices([*SCORES], [*SCORES.values()], k=rows * columns)
    return [scores[row * columns : (row + 1) * columns] for row in range(rows)]


def _documents(isian: Isian, clerk: Clerk) -> Iterator[tuple[str, Any]]:
    """Those that were finished in this month."""
    for date, quality in isian.dokumen:
        day, is_good = _finished(date, clerk)
        if Periode.of_day(day) == clerk.periode:
            yield date.kode, day
            if quality:
                yield quality.kode, "Ya" if is_good else "Tidak"


def _finished(slot: Slot, clerk: Clerk) -> tuple[dt.date, bool]:
    """When a document is finished in this year, up to a month too late; the same for each official who tells of it."""
    fact = slot.fakta[0] if slot.fakta else slot.kode
    chance = random.Random(f"{clerk.seed} {clerk.unit} {clerk.periode.year} {fact}")
    due = slot.batas[0] if slot.batas else 12
    month = chance.randint(1, min(due + 1, 12))
    day = chance.randint(1, calendar.monthrange(clerk.periode.year, month)[1])
    return dt.date(clerk.periode.year, month, day), chance.random() < QUALITY
