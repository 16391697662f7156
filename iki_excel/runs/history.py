"""The rekap of a periode one after the other: the newest has the plain name, and the earlier ones stay beside it.

What a rekap came to is recorded beside it, so that the next one can tell what changed. The record is written last:
where a run is killed before it, the next finds a workbook that nobody recorded, and keeps that, too. Nothing that was
kept is ever overwritten by something else, and a record that is not there or cannot be read stops nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from iki_excel.forms.reading.folder import RECORD
from iki_excel.judging.batch import Batch
from iki_excel.judging.riwayat import FIRST, Hasil, Riwayat, changes, results
from iki_excel.words.errors import IkiError
from iki_excel.words.folders import RECORDS
from iki_excel.words.frozen import frozen
from iki_excel.words.plain import clean_text
from iki_excel.workbooks import saving

Build = Callable[[Riwayat], bytes]


@frozen
class Recorded:
    """What is recorded of a rekap: its ``riwayat``, the time that it says (``waktu``), the SHA-256 of its workbook, and
    what its periode came to, by indikator.
    """

    periode: str
    riwayat: Riwayat
    waktu: str
    sha256: str
    hasil: dict[str, Hasil]


@frozen
class Saved:
    """The rekap that stands there now. ``kept``: where the one before it is now, None where there was none;
    ``is_same``: whether it stood there already.
    """

    riwayat: Riwayat
    kept: Path | None = None
    is_same: bool = False


def save_next(path: Path, batch: Batch, waktu: dt.datetime, build: Build) -> Saved:
    """Save the workbook of a periode under its plain name, and keep what had that name. ``build``: its bytes."""
    build, last, there = functools.cache(build), _recorded(path, batch), saving.read(path)
    for riwayat in _which_may_stand_there(last, batch, waktu) if there is not None else ():
        if build(riwayat) == there:
            _record(path, batch, riwayat, waktu, there)
            return Saved(riwayat, is_same=True)
    number = _number_of(path, there, last)
    riwayat = Riwayat(number + 1, _changed(last, batch) if last else None if number else ())
    content = build(riwayat)
    kept = _keep(path, there, number) if there is not None else None
    saving.save_workbook(path, content)
    _record(path, batch, riwayat, waktu, content)
    return Saved(riwayat, kept)


def _which_may_stand_there(last: Recorded | None, batch: Batch, waktu: dt.datetime) -> Iterator[Riwayat]:
    """As which rekap the same may have been written before: the one recorded, or the next where a run was killed."""
    if last is None:
        yield FIRST
        return
    if last.waktu == waktu.isoformat():
        yield last.riwayat
    yield Riwayat(last.riwayat.nomor + 1, _changed(last, batch))


def _changed(last: Recorded, batch: Batch) -> tuple[str, ...]:
    known = {kode: indikator for kode, (_, indikator) in batch.catalog.indikator.items()}
    return changes(last.hasil, results(batch.hasil), known)


def _number_of(path: Path, there: bytes | None, last: Recorded | None) -> int:
    """The number of the rekap that stands there: the first, from that of the record on, under which nothing else is
    kept; 0 where there was none yet.
    """
    first = last.riwayat.nomor if last else 1
    free = next(number for number in count(first) if saving.read(numbered(path, number)) in (None, there))
    return free if there is not None or last else free - 1


# --- what is kept -----------------------------------------------------------------------------------------------------


def numbered(path: Path, nomor: int) -> Path:
    """The name of an earlier one: ``IKI_2019-03_ngronggot.ke-1.xlsx``."""
    return path.with_name(f"{path.stem}.ke-{nomor}{path.suffix}")


def _keep(path: Path, content: bytes, nomor: int) -> Path:
    """Save what stands there under the name of its number, too; where that is."""
    kept = numbered(path, nomor)
    saving.save(kept, content)
    return kept


# --- what is recorded -------------------------------------------------------------------------------------------------


def record_of(path: Path) -> Path:
    """Where it is recorded what a workbook came to."""
    return path.parent / RECORDS / f"{path.stem}{RECORD}"


def _record(path: Path, batch: Batch, riwayat: Riwayat, waktu: dt.datetime, content: bytes) -> None:
    hasil = results(batch.hasil)
    told = Recorded(batch.periode, riwayat, waktu.isoformat(), hashlib.sha256(content).hexdigest(), hasil)
    text = json.dumps(dataclasses.asdict(told), ensure_ascii=False, indent=1) + "\n"
    saving.save(record_of(path), text.encode())


def _recorded(path: Path, batch: Batch) -> Recorded | None:
    """What is recorded; None where nothing is, or what nobody can read."""
    try:
        told = json.loads((saving.read(record_of(path)) or b"").decode())
        nomor, berubah = int(told["riwayat"]["nomor"]), told["riwayat"]["berubah"]
        riwayat = Riwayat(nomor, None if berubah is None else tuple(map(str, berubah)))
        hasil = {str(kode): _hasil(**one) for kode, one in told["hasil"].items()}
        found = Recorded(told["periode"], riwayat, str(told["waktu"]), str(told["sha256"]), hasil)
    except (IkiError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found if found.periode == batch.periode and nomor > 0 else None


def _hasil(realisasi: float | None, capaian: float | None, predikat: str, status: str) -> Hasil:
    return Hasil(_number(realisasi), _number(capaian), clean_text(str(predikat)), clean_text(str(status)))


def _number(number: float | None) -> float | None:
    return None if number is None else float(number)
