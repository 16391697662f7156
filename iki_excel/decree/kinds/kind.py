"""What a kind of isian is, and what an isian is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Any

from iki_excel.decree.fields import Slot
from iki_excel.decree.toml import Table
from iki_excel.language.cells import Expression, Many, bound
from iki_excel.language.formula import Measure
from iki_excel.words.frozen import frozen

AKUMULASI = ("jumlah", "terakhir", "rata", "tertinggi", "terendah")
PERIOD_END = "akhir.periode"
"""The name of the column with the last day of each periode; no code has a dot, so that no isian can take it."""
MONTHS_AHEAD = "bulan.menyusul"
"""The name of the column that tells how many months of the year come after each; of a month by itself none does."""


@frozen
class Isian:
    """What is asked for under one code: one slot for a number, several for a checklist or a survey.

    ``diisi``: the kode of the jabatan on whose form it is asked, ``pengisi`` what that is called; empty for an isian of
    the jabatan's own. ``setahun_lalu``: the kode of the isian whose number of last year it is (decree/last_year.py).
    ``dari``: the kode of the indikator whose result it is (decree/indeks.py), ``ukuran``: which number of that, and
    ``pecahan``: whether it has decimals.
    ``kata_mutu``: the catalogue's own word for the quality of a document. ``measures``: what the rumus asks of it.
    """

    kode: str
    jenis: str
    label: str
    slots: tuple[Slot, ...]
    petunjuk: str = ""
    pendukung: bool = False
    populasi: str | None = None
    diisi: str = ""
    pengisi: str = ""
    kata_mutu: str = ""
    measures: tuple[str, ...] = ()
    setahun_lalu: str = ""
    dari: str = ""
    ukuran: str = ""
    pecahan: bool = False

    @property
    def is_of_other_form(self) -> bool:
        """Whether no cell of the jabatan's own form of the month asks it."""
        return bool(self.diisi or self.setahun_lalu or self.dari)

    @property
    def asal(self) -> str:
        """ "capaian SEK-1": which number of which other indikator it is."""
        return f"{self.ukuran} {self.dari}"

    @property
    def is_number(self) -> bool:
        """Whether it is one number that formulas use by its own code."""
        return [slot.kode for slot in self.slots] == [self.kode]

    @property
    def blok(self) -> bool:
        """Whether it is answered on a sheet of its own, a row a respondent."""
        return any(slot.blok for slot in self.slots)

    @cached_property
    def dokumen(self) -> tuple[tuple[Slot, Slot | None], ...]:
        """The pairs (date finished, quality) of a checklist; none for other kinds."""
        quality = {slot.leader: slot for slot in self.slots if slot.leader}
        return tuple((slot, quality.get(slot.kode)) for slot in self.slots if slot.batas)


@frozen
class Part:
    """A number that a measure is made of, one for each of some slots; on a sheet each has a cell of its own.

    ``template`` is what parts of different slots have in common; ``names``: what each of its names stands for here: a
    slot, of a document ``<slot>.batas`` or ``<slot>.tagih``, of a survey ``<slot>.banyak``, or PERIOD_END. All that one
    isian has of a ``nama`` are known together as :func:`group`. ``label`` heads their cells. A measure may also speak
    of MONTHS_AHEAD.

    ``of_month``: what it comes to in a month by itself, where that is not the template over the month's own entries;
    over :func:`so_far`, :func:`before` and :func:`of_month` of the parts of the same slot that stand before it. All
    parts of a ``nama`` that have one have the same one, and they are of the same slots for every ``nama``.
    ``adds_up``: it is of each month by itself, and what it comes to so far is the sum.
    """

    nama: str
    label: str
    slot: str
    template: Expression
    names: tuple[tuple[str, str], ...]
    of_month: Expression | None = None
    adds_up: bool = False

    def over(self, names: Mapping[str, Many]) -> Expression:
        """It over what the names of slots stand for."""
        return bound(self.template, {own: names[stands_for] for own, stands_for in self.names})


def asked(isian: Sequence[Isian], measures: Sequence[tuple[str, str]]) -> tuple[Isian, ...]:
    """The isian, each with the measures that are asked of it, of all pairs (measure, isian) of a rumus."""
    return tuple(
        replace(one, measures=tuple(measure for measure, kode in measures if kode == one.kode)) for one in isian
    )


def so_far(nama: str) -> str:
    """The name of what a part comes to at the end of the month."""
    return f"{nama}.sd"


def before(nama: str) -> str:
    """The name of what a part came to at the end of the month before; 0 in the first month."""
    return f"{nama}.lalu"


def of_month(nama: str) -> str:
    """The name of what a part comes to in the month by itself."""
    return f"{nama}.bulan"


def group(nama: str, isian: str) -> str:
    """The name of all parts of a kind that an isian has; no code has parentheses, so that none can take it."""
    return f"{nama}({isian})"


@frozen
class Misfit:
    """What does not fit in the input of a contoh, in a sentence; ``within``: the way to it from the isian, through the
    document to its key, or to the respondent.
    """

    sentence: str
    within: tuple[str | int, ...] = ()


@frozen
class Kind:
    """A kind of isian.

    ``expand`` reads the catalogue's table. Of the input of a contoh, ``misfits`` says what of it does not fit the
    isian; where nothing does not, ``example`` turns it into the contents of slots. ``measures`` are asked in formulas,
    of the numbers that ``parts`` tells.
    """

    nama: str
    expand: Callable[[Table], Isian]
    example: Callable[[Isian, Any], Mapping[str, float]]
    measures: Mapping[str, Measure] = field(default_factory=dict)
    parts: Callable[[Isian], tuple[Part, ...]] = lambda _: ()
    misfits: Callable[[Isian, Any], Iterable[Misfit]] = lambda *_: ()
