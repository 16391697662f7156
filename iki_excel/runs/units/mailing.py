"""``iki kirim`` of many units: which letters of each are due, and how all of them leave by one account."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from iki_excel.decree.office import Office, Offices
from iki_excel.delivery.letters import Letter
from iki_excel.delivery.outbox import Row
from iki_excel.forms.reading.workers import Packed
from iki_excel.judging.batch import Batch
from iki_excel.runs import outbox
from iki_excel.runs.mailing import Asked, Pasted, Proposal, asked_for, paste, propose
from iki_excel.runs.mailing.proposing import recipients_of
from iki_excel.runs.office import refuse_unknown
from iki_excel.runs.units.blocks import Block
from iki_excel.runs.units.judging import judged
from iki_excel.runs.units.pool import each_done, some_at_once, usual_workers
from iki_excel.words import bahasa
from iki_excel.words.errors import CatalogError
from iki_excel.words.folders import TEXTS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold


@frozen
class Wish:
    """What is asked for of all units: a periode that somebody said, kinds of letters and jabatan; empty for all."""

    periode: Periode | None
    kinds: tuple[str, ...]
    jabatan: tuple[str, ...]
    today: dt.date


@frozen
class Due:
    """What is due of a unit."""

    office: Office
    asked: Asked
    proposal: Proposal


@frozen
class _Own:
    """A unit, and what was read of its forms."""

    office: Office
    forms: Sequence[Packed]

    def batch_of(self, periode: Periode) -> Batch:
        """The forms up to a periode, checked and scored."""
        alone = Block(Offices({self.office.settings.unit.kode: self.office}))
        return dataclasses.replace(judged(alone, [form.record for form in self.forms], periode), units=())


def propose_all(
    forms: Mapping[str, Sequence[Packed]],
    offices: Offices,
    wish: Wish,
    folder: Path,
    pekerja: int | None = None,
    progress: Progress = untold,
) -> list[Due]:
    """The letters that are due of each of these units that has begun, by what was read of its forms. Marked copies of
    forms that go back are written.

    IkiError for a jabatan that is asked for and that no unit knows.
    """
    refuse_unknown(wish.jabatan, [*dict.fromkeys(kode for one in offices.values() for kode in recipients_of(one))])
    workers = pekerja or usual_workers(len(offices))
    own = {kode: _Own(office, forms.get(kode, ())) for kode, office in offices.items()}
    tasks, found, told = some_at_once(own, workers), list[Due](), 0
    for task, due in zip(tasks, each_done(partial(_propose_some, wish, folder), tasks, workers), strict=True):
        found += due
        told += len(task)
        progress(told, len(offices), [*task][-1])
    return found


def _propose_some(wish: Wish, folder: Path, units: Mapping[str, _Own]) -> list[Due]:
    return [due for unit in units.values() for due in _propose(unit, wish, folder)]


def _propose(unit: _Own, wish: Wish, folder: Path) -> Iterator[Due]:
    """Nothing of a unit that begins later, or that has none of the jabatan that are asked for."""
    office = unit.office
    own = [kode for kode in wish.jabatan if kode in recipients_of(office)]
    asked = asked_for(wish.periode, wish.kinds, own, office.settings, folder, wish.today)
    if not office.settings.months(asked.periode[-1]) or (wish.jabatan and not own):
        return
    try:
        yield Due(office, asked, propose(asked, office, folder, wish.today, batch_of=unit.batch_of))
    except CatalogError as reason:  # its decree asks nothing in these months, and says so
        yield Due(office, asked, Proposal(asked.periode, (), remarks=(str(reason),)))


def letters_of(due: Iterable[Due]) -> list[Letter]:
    """The letters of all units."""
    return [letter for one in due for letter in one.proposal.letters]


def again_of(due: Iterable[Due]) -> list[Row]:
    """What a person asked for once more."""
    return [row for one in due for row in one.proposal.again]


def shared_addresses(due: Iterable[Due]) -> Iterator[str]:
    """That an address is one of two units: whoever reads there sees what is the other's."""
    at: dict[str, dict[str, str]] = {}
    for one in due:
        for letter in one.proposal.letters:
            if letter.kepada.alamat and not letter.kepada.is_copied:
                at.setdefault(letter.kepada.alamat.casefold(), {})[letter.unit] = one.office.settings.unit.nama
    for alamat, names in at.items():
        if len(names) > 1:
            yield f"{alamat} dipakai {bahasa.listing(names.values())}. Periksa [surel.alamat] di file setiap unit."


# --- what becomes of them ---------------------------------------------------------------------------------------------


def paste_all(due: Sequence[Due], folder: Path, *, drafts: bool) -> Pasted:
    """The texts, and drafts, of the letters of every unit, each in a folder of its own."""
    each = [
        paste(
            one.proposal.letters,
            folder,
            one.office.settings,
            drafts=drafts,
            all_of=one.proposal.needed.periode if one.asked.is_for_all else (),
        )
        for one in due
    ]
    texts = tuple(path for one in each for path in one.texts)
    drafted = tuple(path for one in each for path in one.drafts)
    return Pasted(folder / TEXTS, texts, drafted)


def close_others(due: Iterable[Due], folder: Path, waktu: dt.datetime) -> None:
    """Close the letters of each unit that never arrived and are needed no more."""
    for one in due:
        if one.asked.is_for_all:
            outbox.close_others(folder, one.proposal.needed, waktu)


def hand_over_all(due: Iterable[Due], letters: Sequence[Letter], folder: Path, waktu: dt.datetime) -> list[Row]:
    """Note these letters as handed over by a person."""
    rows: list[Row] = []
    for one in due:
        own = [letter for letter in one.proposal.letters if letter in letters]
        rows += outbox.hand_over(own, folder, one.office.settings, waktu) if own else []
    return rows
