"""What comes in, and what becomes of it, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

import pandas as pd

from iki_excel.forms.reading import Record
from iki_excel.judging.files import USED
from iki_excel.words.frozen import frozen
from iki_excel.words.moments import UNTOLD
from iki_excel.words.periods import Periode

MASUK, PERBAIKAN, DIPILIH, DISIMPAN = "masuk", "perbaikan masuk", "dipilih", "disimpan"
"""It lies in its month now: its place was free; it is the mended copy of what stood there; it was chosen before what
stood there. Or what stood there was chosen, and it lies in the folder of the others."""

SAMA, DUA_VERSI, KOSONG, BUKAN, ASING, GAGAL = "sama", "dua versi", "kosong", "bukan", "asing", "gagal"
"""It stays where it is: it is here already; another one stands in its place and somebody has to choose; nobody filled
it; it plainly is no form; it may be one and cannot be taken; it could not be written, or is being worked on."""

PLACED = (MASUK, PERBAIKAN, DIPILIH)
FOR_A_PERSON = (DUA_VERSI, ASING, GAGAL)
"""What somebody has to do something about."""

Form = tuple[str, str]
"""Month and jabatan."""


@frozen
class Arrival:
    """A file that came. ``dari``: who sent it, "" where nobody knows; ``tiba``: when it came (moments.kept), where that
    is known better than by the time of the file: then it is that of all files in it, too.
    """

    path: Path
    dari: str = ""
    tiba: str = UNTOLD


@frozen
class Came:
    """What was read of a file that came, and who sent it."""

    record: Record
    dari: str = ""

    @property
    def form(self) -> Form:
        """Which form it is; ("", "") for what is none."""
        return self.record.row["periode"], self.record.row["jabatan"]


@frozen(eq=False)
class Standing:
    """A form that stands in its month, at ``path``. ``is_blank``: nobody filled it; ``is_untouched``: nor wrote
    anything beside its cells. ``is_in_archive``: it is no file of its own, and cannot give way.
    """

    path: Path
    record: Record
    is_blank: bool = False
    is_untouched: bool = False
    is_in_archive: bool = False


@frozen
class Receipt:
    """What becomes of a file that came: ``fate``, and ``sebab`` in words where its fate needs some.

    ``lama``: what stood in its place; ``beda``: in which cells it differs from that (duplicates.DIFFERING_COLUMNS).
    ``stood``: all that gives way to it. ``tujuan``: where it lies now; ``riwayat``: where what gave way lies.
    """

    came: Came
    fate: str
    sebab: str = ""
    lama: Standing | None = None
    beda: pd.DataFrame | None = None
    stood: tuple[Standing, ...] = ()
    tujuan: Path | None = None
    riwayat: tuple[Path, ...] = ()

    @property
    def file(self) -> str:
        """The file, as people are told of it."""
        return str(self.came.record.row["file"])


@frozen
class Received:
    """What became of all files that came; ``catatan``: what whoever runs this is to know of the settings.

    ``ditunggu``: by each month in which something came in, in order, the jabatan whose forms are still awaited.
    """

    receipts: tuple[Receipt, ...]
    catatan: tuple[str, ...] = ()
    ditunggu: Mapping[Periode, tuple[str, ...]] = field(default_factory=dict)

    @property
    def needs_a_person(self) -> bool:
        """Whether anything is left to decide or to mend."""
        return any(receipt.fate in FOR_A_PERSON for receipt in self.receipts)


# --- choosing ---------------------------------------------------------------------------------------------------------

PILIH_LAMA, PILIH_BARU, BELUM = "lama", "baru", ""
"""The one that stands there, the one that came, neither yet."""

Choose = Callable[[Receipt], str]
"""Decides between two versions, told as a receipt with ``lama`` and ``beda``."""


def leave(_: Receipt) -> str:
    """Nobody decides."""
    return BELUM


def latest(receipt: Receipt) -> str:
    """The version that was saved later; neither where that is not known, or the same."""
    assert receipt.lama is not None
    return latest_of(receipt.lama.record, receipt.came.record)


def latest_of(lama: Record, baru: Record) -> str:
    """The same of two records."""
    times = version_time(lama), version_time(baru)
    if times[0] == times[1] or UNTOLD in times:
        return BELUM
    return PILIH_BARU if times[1] > times[0] else PILIH_LAMA


def version_time(record: Record) -> str:
    """When a version was saved, as its document says, else when it arrived (moments.kept)."""
    return str(record.row["disimpan"] or record.row["tiba"])


def is_readable(record: Record) -> bool:
    """Whether all of a form could be read."""
    return bool(record.row["nasib"] == USED)
