"""``iki terima`` of many units: a heap of files is read once, and each form taken to the months of its own unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from iki_excel.decree.office import Office, Offices
from iki_excel.forms import reading
from iki_excel.forms.reading.workers import Readers
from iki_excel.runs.receiving import of_no_form, read_whole, take_read
from iki_excel.runs.receiving.fates import Arrival, Came, Choose, Receipt, Received
from iki_excel.runs.receiving.placing import Places
from iki_excel.words.frozen import frozen
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.opening import Reader


@frozen
class ReceivedUnits:
    """What became of all files that came: of those of each unit by its kode, and of those that are no form of any
    (``of_nobody``). ``others``: how many are forms of units that nobody asked for now, and stay where they are.
    """

    units: Mapping[str, Received]
    of_nobody: tuple[Receipt, ...]
    others: int = 0

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """All of them."""
        return (*(receipt for one in self.units.values() for receipt in one.receipts), *self.of_nobody)

    @property
    def needs_a_person(self) -> bool:
        """Whether anything is left to decide or to mend."""
        return Received(self.receipts).needs_a_person


def take_units(
    arrivals: Sequence[Arrival],
    offices: Offices,
    chosen: Offices,
    folder: Path,
    kept: Path,
    readers: Readers,
    choose: Choose,
    progress: Progress = untold,
) -> ReceivedUnits:
    """Take files that came, of the ``chosen`` units: each filled form into ``folder/<kode>/<periode>/``; what gives way
    to it lies in ``kept/<kode>/<periode>/`` then.
    """
    came: dict[str, list[Came]] = {}
    for one in read_whole(arrivals, offices, readers, progress):
        came.setdefault(one.record.row["unit"], []).append(one)
    of_nobody = tuple(map(of_no_form, came.pop("", [])))
    others = sum(len(forms) for kode, forms in came.items() if kode not in chosen)
    with reading.reader_for(None) as reader:
        units = {
            kode: _taken(came[kode], office, folder / kode, kept / kode, choose, reader)
            for kode, office in chosen.items()
            if kode in came
        }
    return ReceivedUnits(units, of_nobody, others)


def _taken(came: Sequence[Came], office: Office, folder: Path, kept: Path, choose: Choose, reader: Reader) -> Received:
    return take_read(came, office, Places(office.settings.unit.kode, folder, kept), choose, reader)
