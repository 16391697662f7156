"""A form as whoever filled it knows it: its rows by indikator, and at each what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from iki_excel.decree.fields import ISI, KOSONG, SALAH
from iki_excel.decree.fields.date import DateField
from iki_excel.decree.fields.words import WordField
from iki_excel.judging import findings_table
from iki_excel.judging.batch import Batch
from iki_excel.language.places import Place
from iki_excel.runs.monthly.cards import file_of
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.rules import GALAT


@frozen
class Message:
    """What is said in a row: what, without label and value, and what to do. ``is_wrong``: it must be mended.

    ``pesan``: all of it with where and what, for where no row stands beside it.
    """

    ringkas: str
    saran: str
    is_wrong: bool
    pesan: str

    @property
    def kalimat(self) -> str:
        """ "Salah: Harus bilangan. Ketik angkanya saja."."""
        return f"{self._begins}: {self.ringkas} {self.saran}"

    @property
    def kalimat_utuh(self) -> str:
        """ "Salah: Lembar KEPUASAN tidak ditemukan. …"."""
        return f"{self._begins}: {self.pesan}"

    @property
    def _begins(self) -> str:
        return "Salah" if self.is_wrong else "Perlu dilihat"


@frozen
class FormRow:
    """A cell that is asked, or a survey (``sel`` is then its first cell).

    ``satuan``: "" for a day and for a word, which have none; ``tertulis``: what stands there, "" for a blank cell;
    ``bulan_lalu`` in words, "" where nobody knows; ``keterangan``: what was written beside it.
    """

    sel: Place
    label: str
    satuan: str
    tertulis: str
    keadaan: str
    bulan_lalu: str = ""
    keterangan: str = ""
    pesan: tuple[Message, ...] = ()
    responden: int = 0

    @property
    def is_wrong(self) -> bool:
        """Whether it must be mended."""
        return any(one.is_wrong for one in self.pesan)

    @property
    def needs_a_look(self) -> bool:
        """Whether anything is said of it."""
        return bool(self.pesan)


@frozen
class Group:
    """The rows of an indikator, in the order of the form."""

    kode: str
    nama: str
    rows: tuple[FormRow, ...]


@frozen
class FormRows:
    """A form: ``groups``, and what is said that is about none of its cells (``lain``). ``file``: where it stands, ""
    where none came; then there are no groups.
    """

    kode: str
    nama: str
    file: str
    groups: tuple[Group, ...] = ()
    lain: tuple[Message, ...] = ()

    @property
    def rows(self) -> tuple[FormRow, ...]:
        """All rows."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def perlu(self) -> int:
        """How many of them need a look."""
        return sum(row.needs_a_look for row in self.rows)

    @property
    def has_errors(self) -> bool:
        """Whether anything must be mended: then only what needs a look is shown first."""
        return any(row.is_wrong for row in self.rows) or any(one.is_wrong for one in self.lain)

    @property
    def to_look_at(self) -> FormRows:
        """The same with only the rows that need a look."""
        left = (replace(one, rows=tuple(row for row in one.rows if row.needs_a_look)) for one in self.groups)
        return replace(self, groups=tuple(one for one in left if one.rows))


At = tuple[str, int, int]
"""Sheet, row and column of a cell."""


def form_rows(batch: Batch, kode: str) -> FormRows:
    """The form of a jabatan for the month of a batch, as it stands; of one that cannot be read in part what can be."""
    jabatan, file = batch.catalog.at(batch.periode)[kode], file_of(batch, kode, batch.periode)
    if not file:
        return FormRows(kode, jabatan.nama, "")
    cells, messages = _cells(batch, file["file"]), _messages(batch, file["file"])
    labels = {one.kode: one.label for one in jabatan.isian}
    groups = tuple(
        Group(one.kode, one.singkat, tuple(rows))
        for one in jabatan.indikator
        if (rows := [*_rows(cells[cells["indikator"] == one.kode], labels, messages)])
    )
    asked = {_at(cell) for cell in cells.itertuples()}
    others = tuple(one for at, said in messages.items() if at not in asked for one in said)
    return FormRows(kode, jabatan.nama, file["file"], groups, others)


def _cells(batch: Batch, file: str) -> pd.DataFrame:
    """The cells of a form that counts, or those of one that had to be set aside."""
    tables = (batch.checked.answers, batch.checked.partial)
    return next((own for table in tables if len(own := table[table["file"] == file])), batch.checked.answers.iloc[:0])


def _messages(batch: Batch, file: str) -> Mapping[At, list[Message]]:
    """By cell what is said of it, what is wrong first; one mistake is one message."""
    temuan = batch.checked.temuan
    own = temuan[temuan["file"] == file]
    said: dict[At, list[Message]] = {}
    for found, words in zip(own.itertuples(), findings_table.sentences(own), strict=True):
        told = said.setdefault(_at(found), [])
        message = Message(words.ringkas, words.saran, found.tingkat == GALAT, words.pesan)
        told += [] if message in told else [message]
    return {at: sorted(several, key=lambda one: not one.is_wrong) for at, several in said.items()}


def _rows(cells: pd.DataFrame, labels: Mapping[str, str], messages: Mapping[At, list[Message]]) -> Iterator[FormRow]:
    for isian, own in cells.groupby("isian", sort=False):
        of_survey = own[own["responden"] > 0]
        for cell in own[own["responden"] == 0].itertuples():
            yield _row(cell, messages)
        if len(of_survey):
            yield from _survey(labels[str(isian)], of_survey, messages)


def _survey(label: str, cells: pd.DataFrame, messages: Mapping[At, list[Message]]) -> Iterator[FormRow]:
    """One row for all of it, and one for each cell of which something is said."""
    filled = cells.loc[cells["keadaan"] != KOSONG, "responden"].nunique()
    first = next(cells.itertuples())
    sel = Place(first.sheet, first.baris, first.kolom)
    worst = SALAH if (cells["keadaan"] == SALAH).any() else ISI if filled else KOSONG
    yield FormRow(sel, label, "", f"{filled} responden terisi", worst, keterangan=first.keterangan)
    at_fault = (cell for cell in cells.itertuples() if _at(cell) in messages)
    yield from (replace(_row(cell, messages), responden=int(cell.responden)) for cell in at_fault)


def _row(cell: Any, messages: Mapping[At, Iterable[Message]]) -> FormRow:
    before = "" if pd.isna(cell.bulan_lalu) else str(cell.field.said(cell.bulan_lalu))
    return FormRow(
        sel=Place(cell.sheet, cell.baris, cell.kolom),
        label=cell.label,
        satuan="" if isinstance(cell.field, DateField | WordField) else cell.satuan,
        tertulis=bahasa.brief(cell.diketik),
        keadaan=cell.keadaan,
        bulan_lalu=before,
        keterangan=cell.keterangan,
        pesan=tuple(messages.get(_at(cell), ())),
    )


def _at(one: Any) -> At:
    return one.sheet, int(one.baris), int(one.kolom)
