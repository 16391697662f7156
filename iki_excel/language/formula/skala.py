"""Steps by which a number counts as another: 0 for less than 1, 4 from 1, 7 from 5, 10 from 9.

A formula names them, ``skala(rapat, nilai_rapat)``. What is below the second limit counts as the first step says, also
what is below its own limit. A number is rounded before it is compared, so that 0.1 + 0.2 has reached 0.3.
"""

from __future__ import annotations

from typing import TypeVar

from iki_excel.language.cells import Expression, LookUp, Max, Name, Round
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

SKALA = "skala"
"""What the function is called."""

DIGITS = 6
"""Behind the decimal comma, to which a number is rounded before it is compared."""


Where = TypeVar("Where")
"""Cells, or columns."""


@frozen
class Langkah:
    """A step: from which number on it counts, and as what."""

    dari: float
    nilai: float


@frozen
class Skala:
    """Steps with a name, in rising order."""

    kode: str
    label: str
    langkah: tuple[Langkah, ...]

    @property
    def name(self) -> str:
        """What it is called beside isian, which may have the same kode."""
        return named(self.kode)

    def named(self, limits: Where, first: Where, values: Where) -> dict[str, Where]:
        """Its limits, the first of them, and its values, by what expressions call them; no isian can be called so."""
        return {f"{self.kode}.dari": limits, f"{self.kode}.awal": first, f"{self.kode}.nilai": values}

    @property
    def limit_formats(self) -> list[str]:
        """How the limit of each step looks in a cell that holds the number: in words."""
        below = f'"{self.limit_words(0)}"'
        return [";".join([below] * 3), *['"mulai "General;"mulai −"General'] * (len(self.langkah) - 1)]

    @property
    def decimals(self) -> bool:
        """Whether one of its values is no whole number."""
        return not all(float(one.nilai).is_integer() for one in self.langkah)

    @property
    def words(self) -> str:
        """ "Nilai rapat (di bawah 1: 0; mulai 1: 4; mulai 5: 7)"."""
        steps = (f"{self.limit_words(n)}: {_said(one.nilai)}" for n, one in enumerate(self.langkah))
        return f"{self.label} ({'; '.join(steps)})"

    def limit_words(self, number: int) -> str:
        """For which numbers a step counts: "di bawah 1" for the first, "mulai 5" for another."""
        return f"mulai {_said(self.langkah[number].dari)}" if number else f"di bawah {_said(self.langkah[1].dari)}"

    def of(self, value: Expression) -> Expression:
        """What a number counts as."""
        limits, first, values = map(Name, self.named("", "", ""))
        return LookUp(Max(Round(value, DIGITS), first), limits, values)


def named(kode: str) -> str:
    """What the steps of a kode are called beside isian."""
    return f"{SKALA} {kode}"


def _said(number: float) -> str:
    return bahasa.number(number, DIGITS)
