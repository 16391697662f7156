"""The rekap of a month, as it stands in the folder of results, and whether it went out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from iki_excel.delivery.letters import HASIL, Letter
from iki_excel.delivery.outbox import Row
from iki_excel.delivery.results import Result
from iki_excel.judging.batch import Batch
from iki_excel.runs import outbox
from iki_excel.runs.mailing.proposing import kantor_of
from iki_excel.runs.mailing.results import is_left_behind, letters_telling
from iki_excel.runs.monthly.kept import Kept, seen
from iki_excel.runs.monthly.told import is_refused
from iki_excel.runs.outbox import told_before
from iki_excel.runs.results import Sendable, read_result, workbook_in
from iki_excel.words.errors import ResultError
from iki_excel.words.folders import RESULTS


@dataclass(frozen=True)
class Rekap:
    """A rekap that is there. ``dibuat``: when, in words; ``is_final``: else it is SEMENTARA; ``is_older``: forms
    changed since, or it is no longer what was written, so that it is to be made again.

    ``told``: the letters that told of what it says; ``waits``: the codes of those who were not told of it yet,
    ``refused``: of these whose letter was refused at the address that they still have. ``result``: what it says, None
    where it is no longer what was written.
    """

    path: Path
    dibuat: str
    is_final: bool
    is_older: bool
    told: tuple[Row, ...] = ()
    waits: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    result: Result | None = None

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
    older = kept.once(("rekap lama", str(path)), (made, _Same(batch)), lambda: is_left_behind(sendable, path, batch))
    said = sendable.result.ringkasan
    return Rekap(path, said.dibuat, said.is_final, older, *_told(batch, sendable, folder), sendable.result)


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
