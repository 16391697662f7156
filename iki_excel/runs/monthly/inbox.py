"""What came and needs a person: versions to choose from, strangers, what only waits to be taken; and what came before.

Read from the folders alone; nothing is moved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from iki_excel.forms.gathering.duplicates import differing_cells, in_versions
from iki_excel.forms.layout import FORM_NAME
from iki_excel.forms.reading import Record
from iki_excel.forms.reading.archive import arrived
from iki_excel.judging.files import REPLACED, SAME_COPY, UNFILLED
from iki_excel.runs.deciding import PUT_ASIDE
from iki_excel.runs.monthly.kept import Kept
from iki_excel.runs.monthly.state import waiting
from iki_excel.runs.office import Office
from iki_excel.runs.receiving import Receipt
from iki_excel.runs.receiving.fates import (
    ASING,
    BUKAN,
    DUA_VERSI,
    GAGAL,
    KOSONG,
    PLACED,
    Form,
    latest_of,
    version_time,
)
from iki_excel.runs.receiving.recognising import sha256_of
from iki_excel.runs.results import workbook_in
from iki_excel.words.errors import PeriodError
from iki_excel.words.folders import FORMS, KEPT_FORMS, RESULTS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks.hashing import hash_file

MOST_TOLD = 12
"""So many of what came before are told."""


@frozen
class Version:
    """One of two versions: its file, its SHA-256, and when it was saved (moments.kept)."""

    file: str
    sha256: str
    disimpan: str


@frozen(eq=False)
class Two:
    """Two versions of a form. ``beda``: where they differ (duplicates.DIFFERING_COLUMNS); ``terakhir``: PILIH_LAMA or
    PILIH_BARU, whichever was saved later, "" where nobody knows. ``is_new``: ``baru`` came just now, and ``lama``
    stands in its month; else both stand there. ``sebab``: why nobody can choose yet; ``rekap``: the months,
    from its own to the end of the year, that have a recap in which it counts.
    """

    form: Form
    lama: Version
    baru: Version
    beda: pd.DataFrame
    terakhir: str
    is_new: bool
    sebab: str = ""
    rekap: tuple[Periode, ...] = ()


@frozen
class Stranger:
    """A file that is no form, or is none that can be taken. ``sebab``: why; ``fate``: what became of it; ``sha256``: of
    the file as it lies there, "" where it cannot be put aside by itself.
    """

    nama: str
    fate: str
    sebab: str
    form: Form
    sha256: str = ""


@frozen
class Before:
    """What came before: when (moments.kept), which form ("" and "" where it is none), its file, and what it is now."""

    kapan: str
    form: Form
    nama: str
    keadaan: str


IN_ITS_MONTH, GAVE_WAY, ASIDE = "masuk", "digantikan versi lain, tersimpan di riwayat", "disisihkan"


@frozen
class Inbox:
    """All of it. ``menunggu``: what only waits to be taken."""

    versi: tuple[Two, ...]
    menunggu: tuple[Receipt, ...]
    asing: tuple[Stranger, ...]
    sebelum: tuple[Before, ...]

    @property
    def undecided(self) -> int:
        """How much needs a person: what plainly is no form, and what nobody filled, needs none."""
        return len(self.versi) + sum(one.fate in (ASING, GAGAL) for one in self.asing)


def inbox_of(folder: Path, office: Office, kept: Kept) -> Inbox:
    """What lies in the folder for what comes in and in the months, and what is to be decided of it."""
    with kept.lock:
        receipts, records = waiting(folder, office, kept), kept.records(folder, office)
        return Inbox(
            versi=tuple(_versions(receipts, records, folder, office)),
            menunggu=tuple(one for one in receipts if one.fate in PLACED),
            asing=tuple(_strangers(receipts)),
            sebelum=tuple(_before(folder, records, office.catalog.kode)),
        )


def undecided(folder: Path, office: Office, kept: Kept) -> int:
    """How much came that is not settled yet."""
    inbox = inbox_of(folder, office, kept)
    return inbox.undecided + len(inbox.menunggu)


# --- two versions -----------------------------------------------------------------------------------------------------


def _versions(receipts: Iterable[Receipt], records: Sequence[Record], folder: Path, office: Office) -> Iterator[Two]:
    """Those that stand in a month first: as long as there are two of them, none of them counts."""
    several = in_versions(records)
    for lama, baru, *_ in several:
        yield _two(lama, baru, differing_cells(lama, baru, office.catalog), folder, office, is_new=False)
    for one in receipts:
        if one.fate == DUA_VERSI and one.lama is not None and one.beda is not None:
            is_new = Path(one.lama.record.row["file"]).is_relative_to(folder / FORMS)
            yield _two(one.lama.record, one.came.record, one.beda, folder, office, is_new=is_new, sebab=one.sebab)


def _two(
    lama: Record, baru: Record, beda: pd.DataFrame, folder: Path, office: Office, *, is_new: bool, sebab: str = ""
) -> Two:
    month = str(baru.row["periode"])
    return Two(
        (month, baru.row["jabatan"]),
        _version(lama),
        _version(baru),
        beda,
        latest_of(lama, baru),
        is_new,
        sebab,
        rekap_from(Periode(month), folder, office),
    )


def rekap_from(month: Periode, folder: Path, office: Office) -> tuple[Periode, ...]:
    """The months from one to the end of its year that have a recap: a form counts in all of them."""
    rest, unit = Periode(str(month.year)).months[month.month_number - 1 :], office.settings.unit.kode
    return tuple(one for one in rest if workbook_in(folder / RESULTS, one, unit).exists())


def _version(record: Record) -> Version:
    return Version(Path(record.row["file"]).name, sha256_of(record), version_time(record))


# --- strangers --------------------------------------------------------------------------------------------------------


def _strangers(receipts: Sequence[Receipt]) -> Iterator[Stranger]:
    """What needs a person first."""
    needed = {_place(one) for one in receipts if one.fate in (*PLACED, DUA_VERSI)}
    for fates in ((ASING, GAGAL), (BUKAN, KOSONG)):
        for one in receipts:
            if one.fate in fates:
                place = _place(one)
                sha256 = "" if place in needed else _sha256(place)
                yield Stranger(Path(one.file).name, one.fate, one.sebab, one.came.form, sha256)


def _place(one: Receipt) -> Path:
    """The file itself, or the archive that it is in."""
    row = one.came.record.row
    return Path(row["arsip"] or row["file"])


def _sha256(path: Path) -> str:
    try:
        return hash_file(path).sha256
    except OSError:
        return ""


# --- what came before -------------------------------------------------------------------------------------------------


def _before(folder: Path, records: Iterable[Record], kodes: Collection[str]) -> list[Before]:
    """The latest of all that came, whatever became of it."""
    found = [*_in_months(records), *_given_way(folder / KEPT_FORMS, kodes), *_aside(folder / KEPT_FORMS / PUT_ASIDE)]
    return sorted(found, key=lambda one: (one.kapan, one.nama), reverse=True)[:MOST_TOLD]


def _in_months(records: Iterable[Record]) -> Iterator[Before]:
    for record in records:
        row = record.row
        if row["jabatan"] and row["alasan"] not in (UNFILLED.kode, REPLACED.kode, SAME_COPY.kode):
            yield Before(row["tiba"], (row["periode"], row["jabatan"]), Path(row["file"]).name, IN_ITS_MONTH)


def _given_way(kept: Path, kodes: Collection[str]) -> Iterator[Before]:
    for path in sorted(kept.glob("*/*.xlsx")):
        match = FORM_NAME.match(path.stem)
        if match and path.parent.name != PUT_ASIDE and _is_month(match["periode"]):
            yield Before(arrived(path), (match["periode"], _jabatan(match["jabatan"], kodes)), path.name, GAVE_WAY)


def _jabatan(named: str, kodes: Collection[str]) -> str:
    """Without the time that stands behind it (receiving/placing); "" for one that nobody knows any more."""
    return max((kode for kode in kodes if f"{named.lower()}_".startswith(f"{kode}_")), key=len, default="")


def _is_month(text: str) -> bool:
    try:
        Periode.month(text)
    except PeriodError:
        return False
    return True


def _aside(aside: Path) -> Iterator[Before]:
    for path in sorted(aside.glob("*")):
        if not path.name.startswith("."):
            yield Before(arrived(path), ("", ""), path.name, ASIDE)
