"""Puts what came into its month, and what gave way to it into the folder of the others; nothing is ever lost.

What gives way is kept first, and the new one takes its place in one move: whenever a run is killed, all bytes are in
their place or in the folder of the others, and the next run goes on.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from iki_excel.forms import layout
from iki_excel.forms.reading import Record
from iki_excel.forms.reading.archive import content_at
from iki_excel.forms.reading.folder import is_open_elsewhere
from iki_excel.forms.reading.workbook import SetAside
from iki_excel.runs.receiving.fates import DIPILIH, DISIMPAN, GAGAL, PLACED, Came, Form, Receipt, Standing
from iki_excel.words import moments
from iki_excel.words.errors import OutputError
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import saving
from iki_excel.workbooks.hashing import hash_file

AS_TIME = "%Y%m%d-%H%M%S"
"""How a moment stands in the name of what is kept, by the clock of WIB."""
NO_TIME = "tanpa-waktu"

OPEN = "sedang dibuka di Excel atau LibreOffice. Simpan dan tutup dahulu, lalu ulangi"
CHANGED = "baru saja berubah. Ulangi sekali lagi"
TAKEN = "tempat ini dipakai berkas lain. Ulangi sekali lagi; bila tetap begitu, pindahkan berkas itu"


@frozen
class Places:
    """Where forms of a unit stand, and where those are kept that others took the place of."""

    unit: str
    folder: Path
    kept: Path

    def of(self, form: Form) -> Path:
        """Where a form stands under its right name."""
        periode, jabatan = form
        return layout.form_path(self.folder, self.unit, jabatan, periode)


def place(receipts: Sequence[Receipt], places: Places) -> list[Receipt]:
    """Do what was recognised, in its order; what cannot be done is told, and all others are done."""
    folders = _folders(receipts, places)
    if not folders:
        return [*receipts]
    done: list[Receipt] = []
    failed: dict[Form, str] = {}
    with saving.turn(*folders):
        for receipt in receipts:
            done.append(_done(receipt, places, failed))
    return done


def _folders(receipts: Iterable[Receipt], places: Places) -> list[Path]:
    """Where something is to be written."""
    is_placed = any(receipt.fate in PLACED for receipt in receipts)
    is_kept = any(receipt.fate == DISIMPAN or _gives_way(receipt) for receipt in receipts)
    return [*([places.folder] if is_placed else []), *([places.kept] if is_kept else [])]


def keep_one(chosen: Standing, others: Sequence[Standing], blank: Standing | None, places: Places) -> tuple[Path, ...]:
    """Of versions that stand in a month keep one, under its right name where that is free; the others lie in the folder
    of the others then, which is told. OutputError where one of them is being worked on, or changed meanwhile.
    """
    target, gone = places.of(_form_of(chosen)), (*others, *([blank] if blank else []))
    with saving.turn(places.folder, places.kept):
        there = {one: _content(one.record, one.path) for one in (chosen, *others)}
        _refuse_open([one.path for one in there])
        is_taken = os.path.lexists(target) and target not in [one.path for one in gone]
        if chosen.path == target or is_taken:
            return tuple(_cleared(one, there[one], places) for one in others)
        first = next((one for one in others if one.path == target), others[0])
        moved = _put(Receipt(Came(chosen.record), DIPILIH, lama=first, stood=gone), places)
        if not chosen.is_in_archive:
            saving.remove(chosen.path, _mark(chosen))
    return moved.riwayat


def _form_of(one: Standing) -> Form:
    return one.record.row["periode"], one.record.row["jabatan"]


def _gives_way(receipt: Receipt) -> bool:
    return receipt.fate in PLACED and any(not one.is_untouched for one in receipt.stood)


def _done(receipt: Receipt, places: Places, failed: dict[Form, str]) -> Receipt:
    """``failed``: why an earlier file of the same form could not be placed, on which this one may rest."""
    if receipt.fate not in (*PLACED, DISIMPAN):
        return receipt
    form = receipt.came.form
    try:
        if form in failed:
            raise OutputError(failed[form])
        return _keep_new(receipt, places) if receipt.fate == DISIMPAN else _put(receipt, places)
    except OutputError as reason:
        failed[form] = str(reason)
        return replace(receipt, fate=GAGAL, sebab=str(reason))


def _keep_new(receipt: Receipt, places: Places) -> Receipt:
    record = receipt.came.record
    return replace(receipt, tujuan=_keep(record, _content(record, Path(receipt.file)), places))


def _put(receipt: Receipt, places: Places) -> Receipt:
    """Keep what gives way, and put the new one into its place."""
    record, target = receipt.came.record, places.of(receipt.came.form)
    content = _content(record, Path(receipt.file))
    there = {one: _content(one.record, one.path) for one in receipt.stood if not one.is_in_archive}
    _refuse_in_use(target, there, Path(receipt.file))
    main = receipt.lama if receipt.lama in there else None
    blank = next((one for one in there if one.is_untouched), None)
    kept = [_cleared(one, there[one], places) for one in there if one not in (main, blank)]
    if main is not None:
        kept.append(_brought_home(main, there[main], target, blank, places))
    saving.save(target, content, _mark(main or blank), _moment(record.row["tiba"]))
    return replace(receipt, tujuan=target, riwayat=tuple(kept))


def _refuse_in_use(target: Path, there: Iterable[Standing], source: Path) -> None:
    """What somebody is working on is not taken and does not give way, nor does what nobody looked at."""
    paths = [one.path for one in there]
    if os.path.lexists(target) and target not in paths:
        raise OutputError(f"{target}: {TAKEN}.")
    _refuse_open([source, target, *paths])


def _refuse_open(paths: Iterable[Path]) -> None:
    for path in paths:
        if is_open_elsewhere(path):
            raise OutputError(f"{path}: {OPEN}.")


def _cleared(one: Standing, content: bytes, places: Places) -> Path:
    """Keep what stands there, and take it away."""
    kept = _keep(one.record, content, places)
    saving.remove(one.path, _mark(one))
    return kept


def _brought_home(main: Standing, content: bytes, target: Path, blank: Standing | None, places: Places) -> Path:
    """Keep what counted, and let it stand in the very place, so that the new one takes it in one move."""
    kept = _keep(main.record, content, places)
    if main.path != target:
        saving.save(target, content, _mark(blank), _moment(main.record.row["tiba"]))
        saving.remove(main.path, _mark(main))
    return kept


def _keep(record: Record, content: bytes, places: Places) -> Path:
    """Save a version under its right name with its time, unless it is kept already; where that is."""
    row = record.row
    folder, mark = places.kept / row["periode"], hashlib.sha256(content).hexdigest()
    there = next((path for path, sha256 in kept_in(folder).items() if sha256 == mark), None)
    if there is None:
        there = _free(folder, row)
        saving.save(there, content, saving.NOTHING, _moment(row["tiba"]))
    return there


def kept_in(folder: Path) -> dict[Path, str]:
    """The SHA-256 of all that is kept of a month, as far as it can be read."""
    found = {}
    for path in sorted(folder.glob("*.xlsx")):
        with contextlib.suppress(OSError):
            found[path] = hash_file(path).sha256
    return found


def _free(folder: Path, row: dict[str, Any]) -> Path:
    stem = Path(layout.template_name(row["unit"], row["jabatan"], row["periode"])).stem
    time = f"{moments.told(row['tiba']):{AS_TIME}}" if row["tiba"] else NO_TIME
    names = (f"{stem}_{time}{'' if number == 1 else f'_{number}'}.xlsx" for number in count(1))
    return next(folder / name for name in names if not os.path.lexists(folder / name))


def _content(record: Record, path: Path) -> bytes:
    """The bytes that were read before; OutputError where others stand there by now."""
    try:
        content = content_at(path)
    except SetAside:
        content = b""
    if hashlib.sha256(content).hexdigest() != record.row["sha256"]:
        raise OutputError(f"{path}: {CHANGED}.")
    return content


def _mark(one: Standing | None) -> str:
    """The SHA-256 of what stands there."""
    return str(one.record.row["sha256"]) if one else saving.NOTHING


def _moment(tiba: str) -> dt.datetime | None:
    return moments.told(tiba) if tiba else None
