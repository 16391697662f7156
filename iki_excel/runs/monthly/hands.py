"""What changes hands with a new name: months of a jabatan whose forms came while somebody else held it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from iki_excel.delivery.letters import HASIL
from iki_excel.delivery.outbox import TOLD
from iki_excel.runs import outbox
from iki_excel.runs.monthly.cards import NOT_COUNTED
from iki_excel.runs.monthly.kept import Kept
from iki_excel.runs.office import Office
from iki_excel.words.periods import Periode


def unfinished_of(kode: str, folder: Path, office: Office, kept: Kept) -> Sequence[Periode]:
    """The months, in order, whose form of a jabatan came and of whose result nobody told its holder yet."""
    told = {
        row.periode
        for row in outbox.look(folder)
        if (row.jenis, row.kepada) == (HASIL, kode) and row.keadaan in TOLD
    }  # fmt: skip
    return sorted({*_came(kode, folder, office, kept)} - {*map(Periode, told)})


def _came(kode: str, folder: Path, office: Office, kept: Kept) -> Iterator[Periode]:
    for record in kept.records(folder, office):
        row = record.row
        if row["jabatan"] == kode and row["periode"] and row["alasan"] not in NOT_COUNTED:
            yield Periode(row["periode"])
