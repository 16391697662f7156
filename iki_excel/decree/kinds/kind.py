"""What a kind of isian is, and which kinds there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from iki_excel.decree.toml import Table
from iki_excel.language.formula import Measure

AKUMULASI = ("jumlah", "terakhir")
PERIOD_END = "akhir.periode"
"""The name of the column with the last day of each periode; no code has a dot, so that no isian can take it."""


@dataclass(frozen=True)
class Slot:
    """One cell to fill, or one column of a block of answers.

    ``tipe``: bilangan, tanggal, ya_tidak or skor. ``akumulasi``: jumlah, terakhir or ikut (the entry that ``leader``
    takes its last value from). ``batas``: default deadline (month, day) of a document. ``kode`` is its key on the sheet
    and, behind ``isian.``, its defined name.
    """

    kode: str
    isian: str
    label: str
    satuan: str
    tipe: str
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


@dataclass(frozen=True)
class Isian:
    """What is asked for under one code: one slot for a number, several for a checklist or a survey."""

    kode: str
    jenis: str
    label: str
    slots: tuple[Slot, ...]
    petunjuk: str = ""
    pendukung: bool = False
    populasi: str | None = None

    @property
    def blok(self) -> bool:
        """Whether it is answered on a sheet of its own, a row a respondent."""
        return any(slot.blok for slot in self.slots)

    @property
    def dokumen(self) -> tuple[tuple[Slot, Slot | None], ...]:
        """The pairs (date finished, quality) of a checklist; none for other kinds."""
        quality = {slot.leader: slot for slot in self.slots if slot.leader}
        return tuple((slot, quality.get(slot.kode)) for slot in self.slots if slot.batas)


@dataclass(frozen=True)
class Kind:
    """``expand`` reads the catalogue's table; ``example`` turns the input of a contoh into numbers by name.

    ``example`` raises CatalogError, with a sentence of its own, for an input that does not fit the isian.
    """

    nama: str
    expand: Callable[[Table], Isian]
    example: Callable[[Isian, Any], Mapping[str, float]]
    measures: Mapping[str, Measure] = field(default_factory=dict)


KINDS: dict[str, Kind] = {}
MEASURES: dict[str, Measure] = {}


def register(kind: Kind) -> None:
    """Make a kind known to catalogues and its measures known to formulas."""
    KINDS[kind.nama] = kind
    MEASURES.update(kind.measures)
