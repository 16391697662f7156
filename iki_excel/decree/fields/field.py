"""What a field is: all that depends on the type of a cell to fill."""

from __future__ import annotations

import datetime as dt
import functools
from abc import ABC, abstractmethod
from typing import Any

from iki_excel.decree.batas_waktu import BatasWaktu
from iki_excel.decree.fields.reading import (
    BLANK,
    DASHES,
    KOSONG,
    NOT_APPLICABLE,
    TIDAK_BERLAKU,
    Reading,
    refused,
    unreadable,
)
from iki_excel.language.akumulasi import OF_ITS_MONTH
from iki_excel.language.cells import Cell, Condition, Expression, Trim, Upper
from iki_excel.words import bahasa, periods
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import BULAN, Periode
from iki_excel.words.plain import as_seen
from iki_excel.words.rules import Rule

TB = "TB"
"""What is typed where an isian does not apply: tidak berlaku."""


@frozen
class Days:
    """The days that a document may have been finished on, when a month is reported."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, deadline: dt.date, periode: Periode) -> Days:
        """From twelve months before the batas waktu to the end of the periode."""
        return cls(periods.deadline(deadline.year - 1, (deadline.month, deadline.day)), periode.last_day)


class Field(ABC):
    """One type of cell: how it is read, allowed, said, shown, used in formulas and carried into another form.

    Of a type that has one object it is that one in another process, too (``__reduce__``): one asks for it by ``is``.
    """

    nama: str
    """How the table of answers calls it."""

    form_format: str = "General"
    """The number format of its cells on a form."""

    fraction_format: str = "General"
    """The same where it need not be whole."""

    report_style: str = "report_number"
    """The style of its numbers in the result."""

    is_of_document = False
    """Whether it tells of a document, which stays as it was told until another month tells otherwise."""

    other_kind: Rule
    """What something of another kind breaks."""

    only_a_sign: Rule
    """What a dash or a question mark breaks."""

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be chosen from a list; nothing else is allowed then."""
        return ()

    @property
    def meaning(self) -> Any:
        """What the fingerprint of a decree has of it."""
        return self.nama

    def read(self, value: Any, satuan: str) -> Reading:
        """Read what stands in a cell; anything doubtful is ``salah`` with its rule."""
        if value is None or value == "":
            return BLANK
        if isinstance(value, str):
            return unreadable(value) or _read_text(self, value, satuan)
        if isinstance(value, bool):
            return refused(self.other_kind)
        if isinstance(value, dt.date | dt.time | dt.timedelta):
            return self.read_moment(value)
        return self.read_number(float(value))

    @abstractmethod
    def read_text(self, text: str, satuan: str) -> Reading:
        """Read a text as it is seen, which is neither blank nor TB nor a mere sign."""

    def read_number(self, value: float) -> Reading:
        """Read a number that was typed as one."""
        return refused(self.other_kind)

    def read_moment(self, value: dt.date | dt.time | dt.timedelta) -> Reading:
        """Read a date, a time or a duration that was typed as one."""
        return refused(self.other_kind)

    @abstractmethod
    def allows(self, cell: Cell, slot: Slot, days: Days | None) -> Condition:
        """Whether a cell that is not empty holds what it should."""

    @abstractmethod
    def allows_text(self, cell: Cell) -> Condition:
        """Whether a cell with a text holds one that counts as it stands."""

    def accepts(self, cell: Cell, counted: Cell, slot: Slot, days: Days | None) -> Condition:
        """The same where a form has the cell already as formulas count it (``counted``)."""
        return self.allows(cell, slot, days)

    @abstractmethod
    def allowed_words(self, slot: Slot, days: Days | None) -> str:
        """The same in words."""

    def number_of(self, cell: Cell) -> Expression:
        """The cell as formulas count it."""
        return cell

    def typed(self, number: float) -> Any:
        """What somebody would type to give this number."""
        return int(number) if number.is_integer() else number

    def said(self, number: float) -> str:
        """How a sentence says it."""
        return bahasa.number(number, 10)


@frozen
class Slot:
    """One cell to fill, or one column of a block of answers.

    ``field``: all that depends on its type. ``akumulasi``: a name in :mod:`iki_excel.language.akumulasi`; ``leader`` is
    the slot that is followed. ``butir``: the document of a checklist that it tells of, ``batas`` its default batas
    waktu, and ``sejak`` the month since which it is asked for, where it was not always. ``fakta``: what it tells of, in
    order, where others may tell of it too (see :mod:`iki_excel.decree.facts`). ``bobot``: how much of the whole an
    unsur weighs, where not all weigh the same. ``berlanjut``: it stays as it was until something changes, so that a
    form proposes last month's number. ``kode`` is its key on the sheet and, behind ``isian.``, its defined name.
    ``tiap``: of which span it is asked at once (one of periods.LENGTHS).
    """

    kode: str
    isian: str
    label: str
    satuan: str
    field: Field
    akumulasi: str
    petunjuk: str = ""
    wajib: bool = True
    bulat: bool = True
    minimum: float | None = 0.0
    maksimum: float | None = None
    kalender: bool = False
    berlanjut: bool = False
    leader: str | None = None
    butir: str = ""
    batas: BatasWaktu | None = None
    fakta: tuple[str, ...] = ()
    sejak: Periode | None = None
    blok: bool = False
    tiap: str = BULAN
    bobot: float | None = None

    @property
    def tipe(self) -> str:
        """What the table of answers calls its field."""
        return self.field.nama

    @property
    def form_format(self) -> str:
        """The number format of its cell on a form."""
        return self.field.form_format if self.bulat else self.field.fraction_format

    @property
    def is_of_document(self) -> bool:
        """Whether it tells of a document: when it was finished, or how good it is."""
        return self.field.is_of_document

    @property
    def is_monthly(self) -> bool:
        """Whether it tells of a document of every month: each form asks for the one of its month, and for no other."""
        return self.akumulasi == OF_ITS_MONTH

    @property
    def a_year(self) -> int:
        """How many documents of a year it tells of."""
        return 12 if self.is_monthly else 1

    @property
    def kode_dokumen(self) -> str:
        """The full code of its document, by which a deadline can be set: ``akip.lkjip``."""
        return f"{self.isian}.{self.butir}"


@functools.lru_cache(maxsize=4096)
def _read_text(field: Field, text: str, satuan: str) -> Reading:
    seen = as_seen(text)
    word = seen.casefold()
    if not word:
        return Reading(KOSONG, catatan="hanya spasi")
    if word in NOT_APPLICABLE:
        return Reading(TIDAK_BERLAKU)
    return refused(field.only_a_sign) if word in DASHES else field.read_text(seen, satuan)


def is_empty(cell: Cell) -> Condition:
    """Whether nothing is seen in a cell: it is blank, holds spaces, or a formula that gives an empty text."""
    return Trim(cell).equals("")


def is_tb(cell: Cell) -> Condition:
    """Whether a cell says that it does not apply."""
    return Upper(Trim(cell)).equals(TB)
