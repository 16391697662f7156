"""From what came and what stands there to what becomes of each file; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from iki_excel.decree import Catalog
from iki_excel.forms.gathering.duplicates import differing_cells
from iki_excel.forms.reading import Record
from iki_excel.runs.receiving.fates import (
    DIPILIH,
    DISIMPAN,
    DUA_VERSI,
    GAGAL,
    MASUK,
    PERBAIKAN,
    PILIH_BARU,
    PILIH_LAMA,
    PLACED,
    SAMA,
    Came,
    Choose,
    Form,
    Receipt,
    Standing,
    is_readable,
    version_time,
)

LAST = "~"
"""Sorts behind every moment."""

IN_HEAP = "isinya sama dengan {file}"
KNOWN = "sudah pernah diterima, dan tersimpan di folder riwayat"
MENDED = "sudah digantikan salinan perbaikannya"
UNREADABLE = "menggantikan yang tidak terbaca seluruhnya"
IN_ARCHIVE = "Yang sudah masuk ada di dalam {arsip}. Keluarkan dahulu dari arsip itu, lalu ulangi."


class Known(NamedTuple):
    """What is known of a place before anything is put there: ``there`` what stands in it, ``path`` where a form of it
    is to stand, ``kept`` the SHA-256 of all that others took the place of, ``mended`` of all that has a mended copy.
    """

    there: Sequence[Standing]
    path: Path
    kept: frozenset[str]
    mended: frozenset[str]


def known_of(there: Sequence[Standing], path: Path, kept: Sequence[Record]) -> Known:
    """The same from what stands in a place, and from what is kept of its form."""
    records = [*kept, *(one.record for one in there)]
    return Known(there, path, frozenset(map(sha256_of, kept)), _made_from(records))


def _made_from(records: Iterable[Record]) -> frozenset[str]:
    """The SHA-256 of what these were made from to be mended."""
    return frozenset(str(one.row["menggantikan"]) for one in records if is_readable(one)) - {""}


def recognise(came: Sequence[Came], known: Callable[[Form], Known], catalog: Catalog, choose: Choose) -> list[Receipt]:
    """What becomes of every filled form that came, month by month, in the order in which they are to be placed."""
    rank = {kode: place for place, kode in enumerate(catalog.kode)}
    in_order = sorted(came, key=lambda one: (one.form[0], rank[one.form[1]]))
    groups = groupby(in_order, key=lambda one: one.form)
    return [receipt for form, own in groups for receipt in _of_form([*own], known(form), catalog, choose)]


def _of_form(came: Sequence[Came], known: Known, catalog: Catalog, choose: Choose) -> Iterator[Receipt]:
    """What becomes of each file of one form; what stands there may be another one after each of them."""
    own, copies = _without_copies(came)
    known = known._replace(mended=known.mended | _made_from(one.record for one in own))
    pending = sorted(own, key=lambda one: (version_time(one.record), is_readable(one.record), file_of(one)))
    while pending:
        one = _next(pending, known)
        pending.remove(one)
        receipt = _fate(one, known, catalog)
        receipt = _decided(receipt, choose) if receipt.fate == DUA_VERSI and not receipt.sebab else receipt
        known = _after(receipt, known)
        yield receipt
    yield from (Receipt(copy, SAMA, IN_HEAP.format(file=file_of(like))) for copy, like in copies)


def _without_copies(came: Sequence[Came]) -> tuple[list[Came], list[tuple[Came, Came]]]:
    """Of files with the same content the one that came first; and each of the others with that one."""
    own: list[Came] = []
    copies = []
    for one in sorted(came, key=lambda one: (one.record.row["tiba"] or LAST, file_of(one))):
        like = next((other for other in own if _is_copy(one.record, other.record)), None)
        if like is None:
            own.append(one)
        else:
            copies.append((one, like))
    return own, copies


def _is_copy(one: Record, other: Record) -> bool:
    """Whether they are alike, and made from the same."""
    return is_alike(one, other) and one.row["menggantikan"] == other.row["menggantikan"]


def _next(pending: Sequence[Came], known: Known) -> Came:
    """What mends the one that stands there goes first, and nothing before what it was made from."""
    current, waiting = current_of(known.there), {sha256_of(one.record) for one in pending}
    mends = (one for one in pending if current and _mends(one.record, current.record))
    begins = (one for one in pending if one.record.row["menggantikan"] not in waiting)
    return next(mends, None) or next(begins, pending[0])


# --- one file ---------------------------------------------------------------------------------------------------------


def _fate(one: Came, known: Known, catalog: Catalog) -> Receipt:
    """What becomes of it as things stand; of two versions nothing is decided yet."""
    current, was_here = current_of(known.there), sha256_of(one.record) in known.kept
    if current is not None and _mends(one.record, current.record) and not was_here:
        return _mending(one, current, known)
    alike = next((there for there in filled_of(known.there) if is_alike(one.record, there.record)), None)
    if alike is not None:
        return Receipt(one, SAMA, lama=alike)
    if was_here:
        return Receipt(one, SAMA, KNOWN)
    if current is None:
        return Receipt(one, MASUK, "" if is_readable(one.record) else reason_of(one.record), stood=_giving_way(known))
    if sha256_of(one.record) in known.mended:
        return Receipt(one, SAMA, MENDED)
    if is_readable(one.record) and not is_readable(current.record):
        return Receipt(one, MASUK, UNREADABLE, current, stood=_giving_way(known, current))
    return _two_versions(one, current, known, catalog)


def _mending(one: Came, current: Standing, known: Known) -> Receipt:
    """It takes the place of what it mends, which may stay in an archive; what that mended itself would count again."""
    mending = Receipt(one, PERBAIKAN, lama=current, stood=_giving_way(known, current))
    archive = _archive_of(there for there in mending.stood if there is not current)
    return replace(mending, fate=GAGAL, sebab=in_archive(archive), stood=()) if archive else mending


def _archive_of(stood: Iterable[Standing]) -> Path | None:
    """The archive that something stands in that cannot give way."""
    return next((there.path.parent for there in stood if there.is_in_archive), None)


def in_archive(archive: Path) -> str:
    """Why what stands in an archive cannot give way."""
    return IN_ARCHIVE.format(arsip=archive.as_posix())


def _two_versions(one: Came, current: Standing, known: Known, catalog: Catalog) -> Receipt:
    """Somebody has to choose; what stands in an archive, whoever chooses has to take out of it first."""
    beda = differing_cells(current.record, one.record, catalog)
    two = Receipt(one, DUA_VERSI, lama=current, beda=beda, stood=_giving_way(known))
    archive = _archive_of(two.stood)
    return replace(two, sebab=in_archive(archive), stood=()) if archive else two


def _decided(two: Receipt, choose: Choose) -> Receipt:
    chosen = choose(two)
    if chosen == PILIH_BARU:
        return replace(two, fate=DIPILIH)
    return replace(two, fate=DISIMPAN if chosen == PILIH_LAMA else DUA_VERSI, stood=())


def _after(receipt: Receipt, known: Known) -> Known:
    """What is known once a file is where it goes."""
    if receipt.fate == DISIMPAN:
        return known._replace(kept=known.kept | {sha256_of(receipt.came.record)})
    if receipt.fate not in PLACED:
        return known
    there = [one for one in known.there if one not in receipt.stood]
    kept = known.kept | {sha256_of(one.record) for one in receipt.stood}
    return known._replace(there=[*there, Standing(known.path, receipt.came.record)], kept=kept)


# --- what stands there ------------------------------------------------------------------------------------------------


def filled_of(there: Sequence[Standing]) -> list[Standing]:
    """Those that somebody filled."""
    return [one for one in there if not one.is_blank]


def current_of(there: Sequence[Standing]) -> Standing | None:
    """What counts of all that stands in a place: what can be read before what cannot, and the latest of several."""
    filled = filled_of(there)
    replaced = {one.record.row["menggantikan"] for one in filled}
    left = [one for one in filled if sha256_of(one.record) not in replaced] or filled
    return max(left, key=lambda one: (is_readable(one.record), version_time(one.record)), default=None)


def _giving_way(known: Known, current: Standing | None = None) -> tuple[Standing, ...]:
    """All that stands there, or what is like one of it and what that mended: of what differs nobody decided anything.

    Of blank ones only the one in the very place: others are in nobody's way.
    """
    blank = [one for one in known.there if one.is_blank and one.path == known.path]
    gone = [one for one in filled_of(known.there) if current is None or _goes_with(one.record, current.record)]
    return (*blank, *gone)


def _goes_with(one: Record, current: Record) -> bool:
    return is_alike(one, current) or _mends(current, one)


def _mends(one: Record, other: Record) -> bool:
    return is_readable(one) and one.row["menggantikan"] == sha256_of(other)


def is_alike(one: Record, other: Record) -> bool:
    """Whether the same bytes, or the same content."""
    same_content = bool(one.row["sidik"]) and one.row["sidik"] == other.row["sidik"]
    return sha256_of(one) == sha256_of(other) or (is_readable(one) and is_readable(other) and same_content)


def reason_of(record: Record) -> str:
    """Why a file was set aside, as reading tells it."""
    told = (found["pesan"] for found in record.temuan if found["kode"] == record.row["alasan"])
    return str(next(told, record.row["alasan_kata"]))


def sha256_of(record: Record) -> str:
    """The mark of its bytes."""
    return str(record.row["sha256"])


def file_of(came: Came) -> str:
    """The file, as people are told of it."""
    return str(came.record.row["file"])
