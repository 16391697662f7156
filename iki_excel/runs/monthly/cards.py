"""A card a jabatan that is asked in a month: how its form stands, and what was told to whoever fills it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pandas as pd

from iki_excel.delivery.letters import FORMULIR, INGATKAN, PERBAIKAN
from iki_excel.delivery.outbox import Row
from iki_excel.forms.gathering.duplicates import DIFFERENT
from iki_excel.forms.layout import form_path
from iki_excel.forms.returning import forms_to_mark
from iki_excel.judging import arrival, findings_table
from iki_excel.judging.batch import BELUM_MASUK as NOT_IN
from iki_excel.judging.batch import DIKECUALIKAN as EXCUSED
from iki_excel.judging.batch import SAH as SOUND
from iki_excel.judging.batch import Batch
from iki_excel.judging.files import REPLACED, SAME_COPY, UNFILLED, USED
from iki_excel.language.places import Place
from iki_excel.runs.monthly import sentences
from iki_excel.runs.monthly.told import Told, told_of
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT

BELUM_DIBUAT, BELUM_MASUK, TERLAMBAT = "Belum dibuat", "Belum masuk", "Terlambat"
PERLU_PERBAIKAN, DUA_VERSI, TIDAK_TERBACA = "Perlu perbaikan", "Dua versi", "Tidak terbaca"
SAH, DIKECUALIKAN = "Sah", "Dikecualikan"
STATES = (BELUM_DIBUAT, BELUM_MASUK, TERLAMBAT, PERLU_PERBAIKAN, DUA_VERSI, TIDAK_TERBACA, SAH, DIKECUALIKAN)

AWAITED, FAULTY = (BELUM_MASUK, TERLAMBAT), (PERLU_PERBAIKAN, TIDAK_TERBACA)
NOT_COUNTED = (REPLACED.kode, SAME_COPY.kode, UNFILLED.kode)


@frozen
class Card:
    """How the form of a jabatan stands in a month.

    ``pejabat``: who holds it, "" where nobody says (``disebut``: with how, "Nama Contoh (Plt.)"); ``keadaan``: one of
    STATES, ``kalimat`` what it means here;
    ``batas``: the last day. ``salah`` and ``lihat``: the cells at fault, and those to look at besides, each once.
    ``file`` and ``sha256``: the form that it tells of, "" where none came. ``is_markable``: whether a marked copy of
    that can be made; ``is_late``: whether the form came, or is still awaited, after its day. ``told``: what the person
    was told of this very content.
    """

    kode: str
    nama: str
    pejabat: str
    keadaan: str
    kalimat: str
    batas: dt.date
    salah: tuple[Place, ...] = ()
    lihat: tuple[Place, ...] = ()
    file: str = ""
    sha256: str = ""
    is_markable: bool = False
    is_late: bool = False
    told: tuple[Told, ...] = ()
    disebut: str = ""

    def is_told(self, jenis: str) -> bool:
        """Whether the person was told so (a kind of letter), or may have been."""
        return any(one.jenis == jenis and one.is_told for one in self.told)

    def is_refused(self, jenis: str) -> bool:
        """Whether a letter of this kind was refused at the address that the person still has."""
        return any(one.jenis == jenis and one.is_refused for one in self.told)

    @property
    def is_asked(self) -> bool:
        """Whether its form is waited for, or came."""
        return self.keadaan != DIKECUALIKAN

    @property
    def is_awaited(self) -> bool:
        """Whether its blank form lies there and has not come back."""
        return self.keadaan in AWAITED

    @property
    def is_to_mend(self) -> bool:
        """Whether a marked copy of it is due that nobody was sent yet."""
        return self.keadaan in FAULTY and self.is_markable and not self.is_told(PERBAIKAN)

    @property
    def is_to_hand_out(self) -> bool:
        """Whether nobody was given its blank form yet, also not with a reminder."""
        return self.is_awaited and not self.is_told(FORMULIR) and not self.is_told(INGATKAN)

    @property
    def is_to_remind(self) -> bool:
        """Whether its day is over and the person got nothing since: no reminder, nor the blank form."""
        since = (one for one in self.told if one.is_told and (one.jenis == INGATKAN or one.day > self.batas))
        return self.keadaan == TERLAMBAT and not any(since)


@frozen
class Found:
    """What was found in a form: the cells with something wrong, those that are only blank, how much is at fault that is
    about no cell, and the cells to look at.
    """

    salah: tuple[Place, ...]
    kosong: tuple[Place, ...]
    lain: int
    lihat: tuple[Place, ...]


def cards_of(
    batch: Batch, forms: Any, today: dt.date, rows: Sequence[Row], two_versions: Collection[str] = ()
) -> tuple[Card, ...]:
    """The cards of the month of a batch. ``forms``: the folder of forms; ``rows``: of the outbox, of the month;
    ``two_versions``: the jabatan of which another version waits to be chosen.
    """
    month = batch.periode
    arrived = {form.jabatan: form for form in arrival.of_forms(batch).itertuples() if form.periode == month}
    markable = {file for file, _ in forms_to_mark(batch.checked)}
    own = batch.forms[batch.forms["periode"] == month]
    return tuple(
        _card(batch, form, arrived[form.jabatan], forms, today, rows, markable, form.jabatan in two_versions)
        for form in own.itertuples()
    )


def _card(
    batch: Batch, form: Any, came: Any, folder: Any, today: dt.date, rows: Iterable[Row], markable: Collection[str],
    waits: bool,
) -> Card:  # fmt: skip
    kode, month, unit = form.jabatan, Periode(form.periode), batch.settings.unit
    file = file_of(batch, kode, month)
    is_written = form_path(folder, unit.kode, kode, month).exists()
    state = DUA_VERSI if waits else _state(form.keadaan, file, is_written, today > came.batas)
    found = found_in(batch, kode, file)
    sha256 = str(file["sha256"]) if file else ""
    return Card(
        kode=kode,
        nama=batch.catalog[kode].nama,
        pejabat=batch.settings.official(kode).nama,
        disebut=batch.settings.official(kode).disebut,
        keadaan=state,
        kalimat=_sentence(batch, state, came, today, found, file),
        batas=came.batas,
        salah=found.salah + found.kosong,
        lihat=found.lihat,
        file=str(file["file"]) if file else "",
        sha256=sha256,
        is_markable=bool(file) and file["file"] in markable,
        is_late=state == TERLAMBAT or came.kiriman == arrival.TERLAMBAT,
        told=told_of(rows, unit.kode, kode, sha256, batch.settings.surel.alamat.get(kode, "")),
    )


def _state(keadaan: str, file: dict[str, Any], is_written: bool, is_over: bool) -> str:
    if keadaan == EXCUSED:
        return DIKECUALIKAN
    if keadaan == NOT_IN:
        return (TERLAMBAT if is_over else BELUM_MASUK) if is_written else BELUM_DIBUAT
    if keadaan == SOUND:
        return SAH
    if file.get("alasan") == DIFFERENT.kode:
        return DUA_VERSI
    return PERLU_PERBAIKAN if file.get("nasib") == USED else TIDAK_TERBACA


def _sentence(batch: Batch, state: str, came: Any, today: dt.date, found: Found, file: dict[str, Any]) -> str:
    if state == BELUM_DIBUAT:
        return sentences.not_written(batch.periode)
    if state in AWAITED:
        return sentences.awaited(came.batas, today)
    if state == PERLU_PERBAIKAN:
        return sentences.to_mend(found.salah, found.kosong, found.lain, found.lihat)
    if state == DUA_VERSI:
        return sentences.TWO_VERSIONS
    if state == TIDAK_TERBACA:
        return _why_unread(batch, file)
    if state == SAH:
        return sentences.sound(came.tiba, came.batas, found.lihat)
    return sentences.excused(batch.settings.pengecualian, came.jabatan, batch.periode)


def _why_unread(batch: Batch, file: dict[str, Any]) -> str:
    """The short form of what was found, and on which sheets: the name of the form stands beside it."""
    temuan = batch.checked.temuan
    told = temuan[(temuan["file"] == file.get("file")) & (temuan["kode"] == file.get("alasan"))]
    said = [one.ringkas for one in findings_table.sentences(told)]
    sheets = [sheet for sheet in dict.fromkeys(told["sheet"]) if sheet]
    return sentences.unread(said[0] if said else str(file.get("alasan_kata", "")), sheets)


# --- what stands behind a card ----------------------------------------------------------------------------------------


def file_of(batch: Batch, kode: str, month: Periode) -> dict[str, Any]:
    """The row of the file that tells most of a form: one that counts, else one of which cells could be read, else any
    that came; {} where none did.
    """
    files = batch.checked.files
    own = files[(files["jabatan"] == kode) & (files["periode"] == month) & ~files["alasan"].isin(NOT_COUNTED)]
    partly = {*batch.checked.partial["file"]} if len(batch.checked.partial) else set()
    rows: list[dict[str, Any]] = own.to_dict("records")
    return max(rows, key=lambda row: (row["nasib"] == USED, row["file"] in partly), default={})


def found_in(batch: Batch, kode: str, file: dict[str, Any]) -> Found:
    """What was found in a form: each cell once, and where it is at fault nowhere else."""
    temuan = batch.checked.temuan
    own = temuan[(temuan["periode"] == batch.periode) & (temuan["jabatan"] == kode)]
    own = own[own["file"] == file.get("file", "")]
    galat, in_cell = own["tingkat"] == GALAT, own["sel"] != ""
    wrong = _places(own[galat & in_cell])
    blank = _places(own[galat & in_cell & own["kode"].isin(sentences.BLANK)])
    look = _places(own[~galat & in_cell])
    return Found(
        tuple(one for one in wrong if one not in blank),
        blank,
        int((galat & ~in_cell).sum()),
        tuple(one for one in look if one not in wrong),
    )


def _places(temuan: pd.DataFrame) -> tuple[Place, ...]:
    rows = temuan[["sheet", "baris", "kolom"]].itertuples(index=False, name=None)
    return tuple(dict.fromkeys(Place(str(sheet), int(row), int(column)) for sheet, row, column in rows))
