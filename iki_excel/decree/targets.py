"""A target and its time: what of it falls due with which months, and how that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from iki_excel.decree.sifat import ARUS, DOKUMEN, KEADAAN
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import NAMES, ROMAN, Periode

NAIK, TURUN, RENTANG, STABIL = "naik", "turun", "rentang", "stabil"
"""Which way a realisasi should go: up, down, between the two ends of its target, or exactly to it."""

YEAR = tuple(range(1, 13))

DECIMALS = 4
"""As many decimals of a target are told; of what is due only where it is smaller than SMALL."""
SMALL = 0.01


@frozen
class Bagian:
    """One part of a target: an amount that falls due with the months that pass.

    Due is ``nilai`` × months passed among ``bulan`` / ``pembagi``. ``dihitung``: only covered months pass (excused ones
    and those before the unit began do not); else the calendar alone says.
    """

    label: str
    nilai: float
    bulan: tuple[int, ...]
    pembagi: int
    dihitung: bool


@frozen
class Rentang:
    """Realisasi between the two is on target."""

    dari: float
    sampai: float


def said_number(value: float) -> str:
    """A number of a target in words."""
    return bahasa.number(value, DECIMALS)


@frozen
class Target:
    """A target as it was written; ``cara`` is one of target_reading.WRITTEN, and says which of the others it has."""

    cara: str
    angka: float | None = None
    deret: tuple[float, ...] = ()
    jadwal: tuple[tuple[Periode, float], ...] = ()
    rentang: Rentang | None = None

    def bagian(self, sifat: str, year: int) -> tuple[Bagian, ...]:
        """Its parts in a year; none for a range, and for a number of documents, whose deadlines say what is due."""
        match self.cara:
            case "angka" if sifat == DOKUMEN:
                return ()
            case "angka" if sifat == ARUS:
                return (Bagian("Setahun", self._angka, YEAR, 12, True),)
            case "angka" | "tetap":
                return (Bagian("Tetap", self._angka, YEAR[:1], 1, False),)
            case "bulan":
                return (Bagian("Tiap bulan", self._angka, YEAR, 1, True),)
            case "triwulan" | "semester":
                return tuple(_spans(self.deret))
        return tuple(
            Bagian(month.words, value, (month.month_number,), 1, False)
            for month, value in self.jadwal
            if month.year == year
        )

    @property
    def _angka(self) -> float:
        assert self.angka is not None, self
        return self.angka

    def setahun(self, sifat: str, year: int) -> float | None:
        """The whole of it in a year; None where its parts do not say."""
        if self.cara == "rentang" or (self.cara == "angka" and sifat == DOKUMEN):
            return None
        return sum((part.nilai * len(part.bulan) / part.pembagi for part in self.bagian(sifat, year)), 0.0)

    def of_months(self, sifat: str, months: Sequence[Periode]) -> float:
        """The own part of a month, or of some: of what adds up what falls due in them, of a state all that is due by
        the last."""
        year, numbers = months[-1].year, {month.month_number for month in months}
        parts = self.bagian(sifat, year)
        if self.cara == "tetap" or sifat == KEADAAN:
            return sum((part.nilai for part in parts if part.bulan[0] <= max(numbers)), 0.0)
        return sum((part.nilai / part.pembagi * len(numbers & {*part.bulan}) for part in parts), 0.0)

    @property
    def numbers(self) -> tuple[float, ...]:
        """All numbers that it is made of."""
        ends = (self.rentang.dari, self.rentang.sampai) if self.rentang else ()
        own = () if self.angka is None else (self.angka,)
        return (*own, *self.deret, *(value for _, value in self.jadwal), *ends)

    def words(self, sifat: str = ARUS, said: Callable[[float], str] = said_number) -> str:
        """How it is told: "120 setahun", "10 tiap bulan", "2 mulai Agustus 2019", "80–90".

        ``said``: how its numbers are, where realisasi is told in words.
        """
        numbers = [said(value) for value in self.numbers]
        match self.cara:
            case "angka":
                return {ARUS: f"{numbers[0]} setahun", DOKUMEN: f"paling banyak {numbers[0]}"}.get(sifat, numbers[0])
            case "bulan":
                return f"{numbers[0]} tiap bulan"
            case "tetap":
                return f"tetap {numbers[0]}"
            case "rentang":
                return "–".join(numbers)
            case "jadwal":
                months = [month.words for month, _ in self.jadwal]
                return ", ".join(f"{number} mulai {month}" for number, month in zip(numbers, months, strict=True))
        return f"{', '.join(numbers)} per {self.cara}"


@frozen
class PerTahun:
    """Targets of several years, each of its year alone: what is measured in a year asks :func:`in_year`."""

    tahun: tuple[tuple[int, Target], ...]


Written = Target | PerTahun
"""A target as iki.toml or a catalogue has it."""


def in_year(written: Written | None, year: int) -> Target | None:
    """The target of a year; None where there is none, or none in this year."""
    return dict(written.tahun).get(year) if isinstance(written, PerTahun) else written


def of_all_years(written: Written) -> tuple[Target, ...]:
    """Every target of which it is made."""
    return tuple(target for _, target in written.tahun) if isinstance(written, PerTahun) else (written,)


def years_of(written: Written | None) -> tuple[int, ...]:
    """The years that it names."""
    return tuple(year for year, _ in written.tahun) if isinstance(written, PerTahun) else ()


def _spans(series: Sequence[float]) -> Iterator[Bagian]:
    """A year in spans of equal length."""
    length = 12 // len(series)
    for order, (roman, value) in enumerate(zip(ROMAN, series, strict=False)):
        months = YEAR[order * length : (order + 1) * length]
        yield Bagian(f"{NAMES[length]} {roman}", value, months, length, True)


def due_words(parts: Sequence[tuple[Bagian, int]], due: float) -> str:
    """The arithmetic of what is due of parts with so many months passed: "30 × 3/3 + 30 × 1/3 = 40"."""
    terms = [(part, months) for part, months in parts if months]
    if not terms:
        return "0"
    told = " + ".join(_term(part, months) for part, months in terms)
    is_number = len(terms) == 1 and len(terms[0][0].bulan) == 1
    return told if is_number else f"{told} = {bahasa.number(due, 2 if due >= SMALL else DECIMALS)}"


def _term(part: Bagian, months: int) -> str:
    value = bahasa.number(part.nilai, DECIMALS)
    if part.pembagi > 1:
        return f"{value} × {months}/{part.pembagi}"
    return value if len(part.bulan) == 1 else f"{value} × {months}"
