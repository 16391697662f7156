"""A target and its time: how it is written, what of it falls due with which months, and how that is told."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iki_excel.decree.kinds.checklist import MET
from iki_excel.decree.toml import Table
from iki_excel.words import bahasa
from iki_excel.words.errors import PeriodError
from iki_excel.words.periods import NAMES, ROMAN, Periode

if TYPE_CHECKING:
    from iki_excel.decree.model import Indikator

ARUS, KEADAAN, DOKUMEN = "arus", "keadaan", "dokumen"
"""What a realisasi is: it adds up over the months; it is what it is at a time; or it counts documents."""

NAIK, TURUN, RENTANG = "naik", "turun", "rentang"
"""Which way a realisasi should go: up, down, or between the two ends of its target."""

LARGEST_TARGET = 1e12
YEAR = tuple(range(1, 13))


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Rentang:
    """Realisasi between the two is on target."""

    dari: float
    sampai: float


@dataclass(frozen=True)
class Target:
    """A target as it was written; ``cara`` is one of WRITTEN, and says which of the others it has."""

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

    def of_month(self, sifat: str, year: int, month: int) -> float:
        """A month's own part of it: of what adds up what falls due in the month, of a state all that is due by then."""
        if self.cara == "tetap" or sifat == KEADAAN:
            return sum((part.nilai for part in self.bagian(sifat, year) if part.bulan[0] <= month), 0.0)
        return sum((part.nilai / part.pembagi for part in self.bagian(sifat, year) if month in part.bulan), 0.0)

    @property
    def numbers(self) -> tuple[float, ...]:
        """All numbers that it is made of."""
        ends = (self.rentang.dari, self.rentang.sampai) if self.rentang else ()
        own = () if self.angka is None else (self.angka,)
        return (*own, *self.deret, *(value for _, value in self.jadwal), *ends)

    def words(self, sifat: str = ARUS) -> str:
        """How it is told: "120 setahun", "10 tiap bulan", "2 mulai Agustus 2019", "80–90"."""
        numbers = [bahasa.number(value) for value in self.numbers]
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
    return told if is_number else f"{told} = {bahasa.number(due)}"


def _term(part: Bagian, months: int) -> str:
    value = bahasa.number(part.nilai)
    if part.pembagi > 1:
        return f"{value} × {months}/{part.pembagi}"
    return value if len(part.bulan) == 1 else f"{value} × {months}"


# --- what a realisasi is ---------------------------------------------------------------------------------------------


def sifat_of(indikator: Indikator) -> str | None:
    """What the formula of an indikator makes its realisasi; None where it does not say."""
    tree = indikator.rumus.tree
    if _counts_documents(tree):
        return DOKUMEN
    added = {slot.kode: slot.akumulasi for slot in indikator.slots}
    added |= {part.kode: part.akumulasi for part in indikator.hitung}
    degree = _degree(tree, {kode: int(akumulasi == "jumlah") for kode, akumulasi in added.items()})
    return {0: KEADAAN, 1: ARUS}.get(degree) if degree is not None else None


def _counts_documents(tree: ast.expr) -> bool:
    match tree:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _counts_documents(left) and _counts_documents(right)
        case ast.Call(func=ast.Name(id=name)):
            return name == MET
    return False


def _is_ratio(indikator: Indikator) -> bool:
    """Whether it stays the same where all its numbers double: a percentage or the nilai of a survey."""
    return _degree(indikator.rumus.tree, dict.fromkeys(indikator.rumus.names, 1)) == 0


def _degree(tree: ast.expr, names: Mapping[str, int]) -> int | None:
    """The degree of a formula in names that have these degrees; None where it has none."""
    match tree:
        case ast.Constant():
            return 0
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(operand=operand):
            return _degree(operand, names)
        case ast.Call(args=[ast.Name(id=name)]) if name not in names:  # a measure, asked of a whole isian
            return 0
        case ast.Call(args=args):
            return _one_degree([_degree(part, names) for part in args])
        case ast.BinOp(left=left, op=op, right=right):
            return _joined_degree(op, _degree(left, names), _degree(right, names))
    return None


def _one_degree(degrees: Sequence[int | None]) -> int | None:
    return degrees[0] if len(set(degrees)) == 1 else None


def _joined_degree(op: ast.operator, left: int | None, right: int | None) -> int | None:
    if left is None or right is None:
        return None
    match op:
        case ast.Mult():
            return left + right
        case ast.Div():
            return left - right
    return _one_degree([left, right])


# --- reading ---------------------------------------------------------------------------------------------------------

WRITTEN = {
    "angka": "bilangan",
    "bulan": "{ bulan = … }",
    "triwulan": "{ triwulan = [ … ] }",
    "semester": "{ semester = [ … ] }",
    "jadwal": "{ jadwal = { … } }",
    "tetap": "{ tetap = … }",
    "rentang": "{ dari = …, sampai = … }",
}
"""Every ``cara``, and how it is written."""

SPANS = {"triwulan": 4, "semester": 2}
KEYS = ("bulan", "triwulan", "semester", "jadwal", "tetap", "dari", "sampai")


def read_target(table: Table, key: str) -> Target:
    """The target that stands under a key: a number or a table; refused is what is none."""
    match table.data[key]:
        case dict():
            return _read_table(table.table(key))
        case list():
            raise table.refuse(
                f"“{key}” berisi daftar. Tulis {{ triwulan = [30, 30, 30, 30] }} atau {{ semester = [60, 60] }}."
            )
    value = table.number(key)
    if not 0 <= value <= LARGEST_TARGET:
        raise table.refuse(f"target “{key}” berisi {bahasa.number(value)}, padahal harus {ALLOWED_NUMBERS}.")
    return Target("angka", value)


ALLOWED_NUMBERS = f"dari 0 sampai {bahasa.number(LARGEST_TARGET)}"


def _read_table(table: Table) -> Target:
    for key in table.data:
        if key not in KEYS:
            raise table.refuse(f"“{key}” tidak dikenal. {bahasa.nearest(key, KEYS)}")
    ways = dict.fromkeys("rentang" if key in ("dari", "sampai") else key for key in table.data)
    if len(ways) != 1:
        known = _either([*WRITTEN.values()][1:])
        raise table.refuse(f"target ditulis dengan satu cara saja: {known}.")
    target = _read_way(table, *ways)
    for value in target.numbers:
        if not 0 <= value <= LARGEST_TARGET:
            raise table.refuse(f"target berisi {bahasa.number(value)}, padahal harus {ALLOWED_NUMBERS}.")
    return target


def _read_way(table: Table, way: str) -> Target:
    match way:
        case "bulan":
            return Target(way, table.number("bulan"))
        case "tetap":
            return Target(way, table.number("tetap"))
        case "triwulan":
            return Target(way, deret=_read_series(table, way, table.numbers("triwulan")))
        case "semester":
            return Target(way, deret=_read_series(table, way, table.numbers("semester")))
        case "jadwal":
            return Target(way, jadwal=_read_schedule(table.table("jadwal")))
    return Target(way, rentang=_read_range(table))


def _read_series(table: Table, way: str, series: tuple[float, ...]) -> tuple[float, ...]:
    if len(series) != SPANS[way]:
        raise table.refuse(f"{way} berisi {len(series)} bilangan, padahal harus {SPANS[way]}, satu setiap {way}.")
    return series


def _read_schedule(table: Table) -> tuple[tuple[Periode, float], ...]:
    if not table.data:
        raise table.refuse('jadwal masih kosong. Isi sedikitnya satu bulan, misalnya "2019-08" = 2.')
    try:
        return tuple(sorted((Periode.month(key), table.number(key)) for key in table.data))
    except PeriodError as reason:
        raise table.refuse(str(reason)) from None


def _read_range(table: Table) -> Rentang:
    found = Rentang(table.number("dari"), table.number("sampai"))
    if found.dari > found.sampai or not found.sampai:
        raise table.refuse("“sampai” harus di atas 0 dan tidak kurang dari “dari”.")
    return found


# --- what fits which indikator ---------------------------------------------------------------------------------------

FITTING = {
    ARUS: tuple(WRITTEN),
    KEADAAN: ("angka", "jadwal", "tetap", "rentang"),
    DOKUMEN: ("angka", "jadwal", "tetap"),
}
MISFIT = {
    KEADAAN: "realisasinya tidak dijumlahkan dari bulan ke bulan",
    DOKUMEN: "realisasinya banyaknya dokumen, yang jatuh tempo menurut batas waktunya",
}


def refuse_misfit(indikator: Indikator, target: Target, table: Table, key: str) -> None:
    """Raise the table's error where such a target is none for this indikator; ``key`` is where it was written."""
    if not indikator.sifat:
        raise table.refuse(
            f"“{indikator.kode}” belum dapat diberi target, karena rumusnya tidak menunjukkan apakah realisasinya "
            'dijumlahkan. Tambahkan pada indikator itu di katalog: sifat = "arus" (dijumlahkan dari bulan ke bulan) '
            'atau sifat = "keadaan".'
        )
    fitting = [way for way in FITTING[indikator.sifat] if way != "jadwal" or not _is_ratio_state(indikator)]
    if target.cara not in fitting:
        raise table.refuse(
            f"“{key}” memakai {WRITTEN[target.cara]}, padahal {MISFIT[indikator.sifat]}. "
            f"Yang dapat ditulis: {_either([WRITTEN[way] for way in fitting])}."
        )
    if indikator.counts:
        _refuse_fractions(indikator, target, table, key)


def _is_ratio_state(indikator: Indikator) -> bool:
    """A percentage or a nilai does not grow by what a schedule adds."""
    return indikator.sifat == KEADAAN and _is_ratio(indikator)


def _refuse_fractions(indikator: Indikator, target: Target, table: Table, key: str) -> None:
    """None of them reads like thousands: Table.number has refused what does, with both readings."""
    for value in target.numbers:
        if not value.is_integer():
            below = int(value)
            raise table.refuse(
                f"“{key}” berisi {value!r}, padahal realisasinya bilangan bulat ({indikator.satuan}). Bulatkan: "
                f"{below} atau {below + 1}."
            )


def refuse_arah(target: Target | None, arah: str, table: Table, key: str) -> None:
    """Raise the table's error where an arah was written (``key``) that does not go with the target.

    A range has its own, which nothing else has.
    """
    has_range = target is not None and target.rentang is not None
    if arah == RENTANG and not has_range:
        raise table.refuse(
            f"“{key}” berisi “{RENTANG}”, padahal targetnya bukan rentang. Tulis targetnya "
            "{ dari = …, sampai = … }, atau arahnya naik atau turun."
        )
    if target and has_range and arah != RENTANG:
        raise table.refuse(
            f"“{key}” berisi “{arah}”, padahal targetnya rentang {target.words()}, yang tidak naik dan tidak turun. "
            "Hapus salah satunya."
        )


def _either(words: Sequence[str]) -> str:
    """ "a, b, atau c"."""
    return f"{', '.join(words[:-1])}, atau {words[-1]}"
