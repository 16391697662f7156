"""What a field is: all that depends on the type of a cell to fill."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from iki_excel.language.cells import Cell, Condition, Expression, Trim, Upper

TB = "TB"
"""What is typed where an isian does not apply: tidak berlaku."""


@dataclass(frozen=True)
class Days:
    """The days that a document may have been finished on, when a month is reported."""

    first: dt.date
    last: dt.date


class Field(ABC):
    """One type of cell: how it is allowed, said, shown, used in formulas and carried into another form."""

    nama: str
    """How the table of answers calls it."""

    form_format: str = "General"
    """The number format of its cells on a form."""

    report_style: str = "report_number"
    """The style of its numbers in the result."""

    choices: tuple[str, ...] = ()
    """What may be chosen from a list; nothing else is allowed then."""

    is_of_document = False
    """Whether it tells of a document, which stays as it was told until another month tells otherwise."""

    @abstractmethod
    def allows(self, cell: Cell, slot: Slot, days: Days) -> Condition:
        """Whether a cell that is not empty holds what it should."""

    @abstractmethod
    def allowed_words(self, slot: Slot, days: Days) -> str:
        """The same in words."""

    def number_of(self, cell: Cell) -> Expression:
        """The cell as formulas count it."""
        return cell

    def typed(self, number: float) -> Any:
        """What somebody would type to give this number."""
        return int(number) if number.is_integer() else number


@dataclass(frozen=True)
class Slot:
    """One cell to fill, or one column of a block of answers.

    ``field``: all that depends on its type. ``akumulasi``: a name in :mod:`iki_excel.language.akumulasi`; ``leader`` is
    the slot that is followed. ``batas``: default deadline (month, day) of a document. ``kode`` is its key on the sheet
    and, behind ``isian.``, its defined name.
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
    leader: str | None = None
    batas: tuple[int, int] | None = None
    blok: bool = False

    @property
    def tipe(self) -> str:
        """What the table of answers calls its field."""
        return self.field.nama


def is_tb(cell: Cell) -> Condition:
    """Whether a cell says that it does not apply."""
    return Upper(Trim(cell)).equals(TB)
