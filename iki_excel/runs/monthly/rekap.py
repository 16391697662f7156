"""The rekap of a month, as it stands in the folder of results, and whether it went out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from iki_excel.delivery.letters import HASIL, Letter
from iki_excel.delivery.outbox import Row
from iki_excel.delivery.results import Result
from iki_excel.judging.asal import differs_until
from iki_excel.judging.batch import Batch
from iki_excel.runs import outbox
from iki_excel.runs.mailing.proposing import kantor_of
from iki_excel.runs.mailing.results import left_behind_by, letters_telling
from iki_excel.runs.monthly.kept import Kept, seen
from iki_excel.runs.monthly.told import is_refused
from iki_excel.runs.outbox import told_before
from iki_excel.runs.results import Sendable, asal_in, read_result, workbook_in
from iki_excel.words.errors import ResultError
from iki_excel.words.folders import RESULTS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode


@frozen
class Rekap:
    """A rekap that is there. ``dibuat``: when, in words; ``is_final``: else it is SEMENTARA; ``is_older``: forms
    or settings changed since, or it is no longer what was written, so that it is to be made again.

    ``told``: the letters that told of what it says; ``waits``: the codes of those who were not told of it yet,
    ``refused``: of these whose letter was refused at the address that they still have. ``result``: what it says, None
    where it is no longer what was written; ``berubah``: what changed since, in words ("formulir", "pengaturan").
    """

    path: Path
    dibuat: str
    is_final: bool
    is_older: bool
    told: tuple[Row, ...] = ()
    waits: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    result: Result | None = None
    berubah: str = ""

    @property
    def due(self) -> tuple[str, ...]:
        """The codes of those whom it can be sent to."""
        return tuple(kode for kode in self.waits if kode not in self.refused)

    @property
    def is_sent(self) -> bool:
        """Whether everybody was told of it, or may have been."""
        return bool(self.told) and not self.waits


def rekap_of(batch: Batch, folder: Path, kept: Kept) -> Rekap | None:
    """The rekap of the month of a batch; None where none was made."""
    path = workbook_in(folder / RESULTS, batch.periode, batch.settings.unit.kode)
    if not path.exists():
        return None
    made = seen([path.parent])
    sendable = kept.once(("rekap", str(path)), made, lambda: _sendable(path))
    if sendable is None:
        return Rekap(path, "", is_final=False, is_older=True)
    said, (told, waits, refused) = sendable.result.ringkasan, _told(batch, sendable, folder)
    is_told = bool(told) and not waits
    now = (made, _Same(batch), is_told)
    changed = kept.once(("rekap lama", str(path)), now, lambda: left_behind_by(sendable, batch, is_told=is_told))
    return Rekap(path, said.dibuat, said.is_final, bool(changed), told, waits, refused, sendable.result, changed)


def older_of(batch: Batch, folder: Path, kept: Kept) -> frozenset[Periode]:
    """The months of the year of a batch whose rekap is older than forms or settings, as far as the batch can tell: it
    has no forms of later months.
    """
    paths = {month: workbook_in(folder / RESULTS, month, batch.settings.unit.kode) for month in _year_of(batch)}
    there = {month: path for month, path in paths.items() if path.exists()}
    now = (seen(path.parent for path in there.values()), _Same(batch))
    return kept.once(("rekap setahun", str(folder), batch.periode), now, lambda: _older(there, batch))


def _year_of(batch: Batch) -> list[Periode]:
    return batch.settings.months(Periode(f"{batch.months[-1].year}-12"))


def _older(there: Mapping[Periode, Path], batch: Batch) -> frozenset[Periode]:
    made = {month: asal_in(path) for month, path in there.items()}
    return frozenset(month for month, asal in made.items() if asal is None or differs_until(asal, batch, month))


class _Same:
    """A batch as a thing: equal only to itself."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.batch is self.batch

    def __hash__(self) -> int:
        return id(self.batch)


def _sendable(path: Path) -> Sendable | None:
    """What letters say of it; None where somebody changed it, and nothing may be said."""
    try:
        return read_result(path)
    except ResultError:
        return None


def _told(batch: Batch, sendable: Sendable, folder: Path) -> tuple[tuple[Row, ...], tuple[str, ...], tuple[str, ...]]:
    """The letters by which people were told of this result, who was not, and of these whose letter was refused."""
    letters = [*letters_telling(batch, kantor_of(batch), sendable)]
    told = told_before(folder, letters)
    known = {letter.kepada.kode for letter, _ in told}
    waits = tuple(one.kepada.kode for one in letters if one.kepada.kode not in known)
    refused = {row.kepada for row in outbox.look(folder, batch.periode) if _is_refused(row, letters)}
    return tuple(row for _, row in told), waits, tuple(kode for kode in waits if kode in refused)


def _is_refused(row: Row, letters: Sequence[Letter]) -> bool:
    return row.jenis == HASIL and any(
        (row.kepada, row.pokok) == (one.kepada.kode, one.pokok) and is_refused(row, one.kepada.alamat)
        for one in letters
    )
