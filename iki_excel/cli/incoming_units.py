"""``iki terima`` of many units, and what the console says of it."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from iki_excel.cli import receipts
from iki_excel.cli.group import READING, say
from iki_excel.cli.reasons import WIDTH
from iki_excel.cli.waiting import waiting
from iki_excel.words import bahasa
from iki_excel.words.folders import FORMS, INBOX, KEPT_FORMS
from iki_excel.words.periods import Periode

if TYPE_CHECKING:
    from iki_excel.decree.office import Office, Offices
    from iki_excel.forms.reading.workers import Readers
    from iki_excel.runs.receiving.fates import Choose, Receipt
    from iki_excel.runs.units.receiving import ReceivedUnits

MOST_TOLD = 20
"""So many files are told one by one, and so many units have a line of their own."""

MORE = "dan {} berkas lagi; lihat dengan --unit KODE."


def receive_of_many(
    places: Sequence[Path], offices: Offices, chosen: Offices, choose: Choose, readers: Readers
) -> bool:
    """Take what came, and tell of it; whether anything needs a person."""
    from iki_excel.runs import receiving
    from iki_excel.runs.fetching import known
    from iki_excel.runs.units.receiving import take_units

    with waiting() as line:
        arrivals = known.arrivals(receiving.heap(places, Path(FORMS), Path(KEPT_FORMS)), Path())
        received = take_units(
            arrivals, offices, chosen, Path(FORMS), Path(KEPT_FORMS), readers, choose, line.of(READING)
        )
    is_empty_inbox = not arrivals and [*places] == [Path(INBOX)]
    say(receipts.empty_lines() if is_empty_inbox else received_lines(received, offices))
    return received.needs_a_person


def received_lines(received: ReceivedUnits, offices: Offices) -> Iterator[str]:
    """What became of every file: unit by unit where there are a few, else counted, but for what needs a person."""
    is_short = len(received.receipts) <= MOST_TOLD
    yield from _each(received, offices) if is_short else _counted(received, offices)
    yield from receipts.fate_lines(received.of_nobody[:MOST_TOLD], next(iter(offices.values())).catalog)
    yield from _further(len(received.of_nobody) - MOST_TOLD)
    if received.others:
        yield f"{bahasa.number(received.others)} formulir milik unit lain dalam daftar dibiarkan."
    yield from _wrapped(receipts.sum_line(received.receipts))
    yield from _next(received)


def _each(received: ReceivedUnits, offices: Offices) -> Iterator[str]:
    for kode, one in received.units.items():
        yield f"{_called(offices[kode])}"
        yield from receipts.fate_lines(one.receipts, offices[kode].catalog)


def _counted(received: ReceivedUnits, offices: Offices) -> Iterator[str]:
    """A line a unit where they fit on a screen; then what somebody has to look at."""
    if len(received.units) <= MOST_TOLD:
        for kode, one in received.units.items():
            yield from _wrapped(f"{_called(offices[kode])}: {_fates(one.receipts)}", 2)
    open_ones = {kode: receipts.for_a_person(one.receipts) for kode, one in received.units.items()}
    left = MOST_TOLD
    for kode, own in open_ones.items():
        if own and left > 0:
            yield f"{_called(offices[kode])}"
            yield from receipts.fate_lines(own[:left], offices[kode].catalog)
        left -= len(own)
    yield from _further(-left)


def _called(office: Office) -> str:
    unit = office.settings.unit
    return f"{unit.nama} ({unit.kode})"


def _fates(told: Sequence[Receipt]) -> str:
    """ "5 masuk, 1 perlu dipilih"."""
    return receipts.sum_line(told).partition(": ")[2].rstrip(".")


def _further(more: int) -> Iterator[str]:
    if more > 0:
        yield MORE.format(bahasa.number(more))


def _next(received: ReceivedUnits) -> Iterator[str]:
    """What comes next, and how many forms are still awaited of the units of which something came."""
    awaited: dict[Periode, Counter[str]] = {}
    for kode, one in received.units.items():
        for month, jabatan in one.ditunggu.items():
            awaited.setdefault(month, Counter())[kode] += len(jabatan)
    months = sorted(awaited)[-receipts.MOST_MONTHS :]
    yield from receipts.next_commands(months)
    for month in months:
        yield from _wrapped(_awaited(month, awaited[month]))


def _awaited(month: Periode, units: Mapping[str, int]) -> str:
    waiting_for = [kode for kode, many in units.items() if many]
    if not waiting_for:
        return f"Semua formulir {month.words} dari {bahasa.number(len(units))} unit itu sudah masuk."
    return (
        f"Belum masuk {month.words}: {bahasa.number(sum(units.values()))} formulir dari "
        f"{bahasa.number(len(waiting_for))} unit."
    )


def _wrapped(text: str, indent: int = 0) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
