"""``iki template`` of many units: the blank forms of each in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from iki_excel.decree.office import Office, Offices
from iki_excel.decree.unit import Unit
from iki_excel.forms import reading
from iki_excel.runs.blanks import Outcome, write_blanks
from iki_excel.runs.office import refuse_unknown
from iki_excel.runs.units.pool import each_done, some_at_once, usual_workers
from iki_excel.words.errors import IkiError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.opening import Reader

NONE_BEGUN = "{bulan}: belum ada unit yang mulai. Pilih bulan lain, atau ubah mulai dalam daftar unit."


@frozen
class Outcomes:
    """What became of the forms of each unit, by its kode; ``waiting``: the units that begin later than all months that
    were asked for.
    """

    folder: Path
    months: list[Periode]
    of_units: Mapping[str, Outcome]
    waiting: tuple[Unit, ...] = ()

    @property
    def as_one(self) -> Outcome:
        """All of it, as if it were of one office."""
        each = self.of_units.values()
        fates = {path: fate for one in each for path, fate in one.fates.items()}
        unasked = {(jabatan.kode, month): (jabatan, month) for one in each for jabatan, month in one.unasked}
        return Outcome(self.folder, self.months, fates, tuple(unasked.values()))


def write_all(
    offices: Offices,
    asked_for: Sequence[str],
    folder: Path,
    *,
    only: Sequence[str] = (),
    pekerja: int | None = None,
    progress: Progress = untold,
) -> Outcomes:
    """Write a form for each unit, month and jabatan into ``folder/<kode>/<periode>/``; IkiError for a jabatan that no
    unit has, and where no unit has begun. ``pekerja``: processes; usually one a core, for a few units this one.
    """
    refuse_unknown_to_all(only, offices.values())
    months = [Periode(month) for month in asked_for]
    workers = pekerja or usual_workers(len(offices))
    waiting = tuple(one.settings.unit for one in offices.values() if not _begun(one, months))
    begun = {kode: one for kode, one in offices.items() if _begun(one, months)}
    tasks = some_at_once(begun, workers)
    if not tasks:
        raise IkiError(NONE_BEGUN.format(bulan=months[-1].words))
    written: dict[str, Outcome] = {}
    for some in each_done(partial(_write_some, months, folder, only), tasks, workers):
        written.update(some)
        progress(len(written), len(begun), [*some][-1])
    return Outcomes(folder, months, written, waiting)


def refuse_unknown_to_all(only: Sequence[str], offices: Iterable[Office]) -> None:
    """IkiError for a code of a jabatan that is in none of their decrees."""
    refuse_unknown(only, [*dict.fromkeys(kode for office in offices for kode in office.catalog.kode)])


def known_of(only: Sequence[str], office: Office) -> list[str]:
    """Of some codes of jabatan those that the decree of a unit has."""
    return [kode for kode in only if kode in office.catalog]


def _begun(office: Office, months: Sequence[Periode]) -> list[Periode]:
    return [month for month in months if office.settings.unit.has_begun(month)]


def _write_some(
    months: Sequence[Periode], folder: Path, only: Sequence[str], offices: Mapping[str, Office]
) -> dict[str, Outcome]:
    with reading.reader_for(None) as reader:
        return {
            kode: _write(office, _begun(office, months), folder / kode, only, reader)
            for kode, office in offices.items()
        }


def _write(office: Office, months: Sequence[Periode], folder: Path, only: Sequence[str], reader: Reader) -> Outcome:
    """Of a unit whose decree has none of the jabatan that are asked for nothing is written."""
    own = known_of(only, office)
    if only and not own:
        return Outcome(folder, [*months], {})
    return write_blanks(*office, months, folder, only=own, reader=reader)
