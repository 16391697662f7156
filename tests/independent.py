"""A second opinion: what the results of a year must be, computed from the text of the rules and from nothing else.

Nothing of the application stands in here but the name of a month. Numbers are exact fractions, a year is walked month
by month, and every rule is written as plainly as it is said, however slow. Where this and the application differ, one
of them has read the rules wrongly.

What is typed is given by the kode of its cell, as in the names of a form: ``surat``, ``laporan.profil.selesai``,
``laporan.profil.mutu``, ``skm``. A cell holds a number, a date, "Ya" or "Tidak", a list of rows of scores, ``TB``,
``WRONG`` (a text that no cell takes) or None; a month without a form is None.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from iki_excel.words.periods import Periode

TB, WRONG = "TB", "entah"
BLANK, MISSING, DIV0 = "kosong", "belum masuk", "dibagi nol"

OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
COUNTED, OF_YEAR = ("memenuhi", "selesai"), "banyak"
OF_DOCUMENTS, OF_SURVEY = (*COUNTED, "jatuh_tempo", OF_YEAR), "nrr"
BY_STEPS = "skala"
MEASURES = (*OF_DOCUMENTS, OF_SURVEY)

PITA = ((91, "Sangat Baik"), (76, "Baik"), (66, "Cukup"), (51, "Kurang"), (None, "Sangat Kurang"))

Tree = Any
"""A number, a name, ("+", tree, tree) and so for - * /, ("memenuhi", list) and so for the other measures of a list,
("nrr", survey), ("skala", tree, kode, ((limit, value), …))."""

Form = Mapping[str, Any] | None


# --- what the decree and the office say ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bilangan:
    """A number that is asked for; ``akumulasi`` is "jumlah", "terakhir", "rata", "tertinggi" or "terendah"."""

    kode: str
    akumulasi: str = "jumlah"
    bulat: bool = True


@dataclass(frozen=True)
class Hitung:
    """A name computed in every month and then accumulated."""

    kode: str
    formula: Tree
    akumulasi: str = "jumlah"


@dataclass(frozen=True)
class Dokumen:
    """A document with its deadline (month, day).

    ``setiap``: the day of a document of every month, which the form of a month asks for the one due in it. ``fakta``:
    what it tells of, where other checklists may tell of it too.
    """

    kode: str
    batas: tuple[int, int] = (12, 31)
    setiap: int | None = None
    month: int | None = None
    fakta: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Daftar:
    """A checklist."""

    kode: str
    dokumen: tuple[Dokumen, ...]
    mutu: bool = False

    @property
    def all_dokumen(self) -> Iterator[Dokumen]:
        """Its documents; one of every month is twelve."""
        for one in self.dokumen:
            if one.setiap is None:
                yield one
            else:
                yield from (replace(one, batas=(month, one.setiap), month=month) for month in range(1, 13))


@dataclass(frozen=True)
class Survei:
    """A survey by its unsur; ``skala``: lowest and highest score; ``bobot``: what each unsur weighs, if not alike."""

    kode: str
    unsur: tuple[str, ...]
    skala: tuple[int, int] = (1, 4)
    bobot: tuple[Fraction, ...] = ()


@dataclass(frozen=True)
class Versi:
    """What an indikator says from a month on (None: from ever)."""

    formula: Tree
    isian: tuple[Bilangan | Daftar | Survei, ...]
    hitung: tuple[Hitung, ...] = ()
    mulai: str | None = None
    target: Any = None
    arah: str = "naik"
    sifat: str | None = None

    @property
    def lists(self) -> dict[str, Daftar]:
        """Its checklists by kode."""
        return {one.kode: one for one in self.isian if isinstance(one, Daftar)}

    @property
    def surveys(self) -> dict[str, Survei]:
        """Its surveys by kode."""
        return {one.kode: one for one in self.isian if isinstance(one, Survei)}

    @property
    def numbers(self) -> dict[str, Bilangan | Hitung]:
        """All that has an akumulasi, by kode."""
        own = {one.kode: one for one in (*self.isian, *self.hitung) if isinstance(one, Bilangan | Hitung)}
        return own | {last_year(kode): one for kode, one in own.items() if isinstance(one, Bilangan)}

    @property
    def is_of_documents(self) -> bool:
        """Whether it is a checklist's."""
        return any(name[0] in OF_DOCUMENTS for name in leaves(self.formula) if isinstance(name, tuple))

    @property
    def is_state(self) -> bool:
        """Whether all in its formula is the last known value."""
        names = leaves(self.formula)
        return all(isinstance(name, str) and self.numbers[name].akumulasi == "terakhir" for name in names)


@dataclass(frozen=True)
class Indikator:
    """An indikator with its versions, in order; ``sampai`` is its last month. The first version says when it begins."""

    kode: str
    versi: tuple[Versi, ...]
    sampai: str | None = None
    satuan: str = "%"

    @property
    def mulai(self) -> str | None:
        """Its first month, if it has one."""
        return self.versi[0].mulai

    def at(self, month: str) -> Versi:
        """The version valid in the month."""
        return [one for one in self.versi if one.mulai is None or one.mulai <= month][-1]


@dataclass(frozen=True)
class Aturan:
    """How an office scores: ``batas`` None is no cap; ``target_nol`` False leaves a target of 0 without capaian."""

    batas: int | None = 120
    pita: tuple[tuple[int | None, str], ...] = PITA
    target_nol: bool = True
    arah: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kantor:
    """An office: when it begins, which (jabatan, month) are excused, and its targets by indikator."""

    mulai: str | None = None
    pengecualian: frozenset[tuple[str, str]] = frozenset()
    target: Mapping[str, Any] = field(default_factory=dict)
    aturan: Aturan = Aturan()
    kode: str = "contoh"


@dataclass(frozen=True)
class Row:
    """The result of an indikator in a month; a target that is a range is (dari, sampai)."""

    periode: Periode
    indikator: str
    realisasi_bulan: Any = None
    realisasi: Any = None
    target: Any = None
    target_tahun: Any = None
    capaian: Any = None
    predikat: str | None = None
    status: str = ""
    jabatan: str = ""
    unit: str = ""
    satuan: str = ""
    berlubang: bool = False
    """Whether months are missing from it, also where nothing of its target is due."""


# --- formulas --------------------------------------------------------------------------------------------------------


def leaves(tree: Tree) -> list[Any]:
    """The names of a formula, and its measures as (measure, isian), in order."""
    if isinstance(tree, str):
        return [tree]
    if not isinstance(tree, tuple):
        return []
    if tree[0] == BY_STEPS:
        return leaves(tree[1])
    return [tree] if tree[0] in MEASURES else [name for part in tree[1:] for name in leaves(part)]


def evaluate(tree: Tree, values: Mapping[Any, Any]) -> Any:
    """The value of a formula where every name has a number or TB: a number, TB or DIV0."""
    if isinstance(tree, str) or (isinstance(tree, tuple) and tree[0] in MEASURES):
        return values[tree]
    if not isinstance(tree, tuple):
        return exact(tree)
    if tree[0] == BY_STEPS:
        return _stepped(evaluate(tree[1], values), tree[3])
    return _applied(tree[0], *(evaluate(part, values) for part in tree[1:]))


def _stepped(value: Any, steps: Sequence[tuple[Any, Any]]) -> Any:
    """The value of the last step whose limit was reached; of the first where none was."""
    if value in (TB, DIV0):
        return value
    return exact(([counts for limit, counts in steps if value >= exact(limit)] or [steps[0][1]])[-1])


def _applied(sign: str, left: Any, right: Any) -> Any:
    """A plus sign adds what applies; every other operation with TB is TB."""
    if sign == "+" and TB in (left, right):
        return right if left == TB else left
    for state in (TB, DIV0):
        if state in (left, right):
            return state
    return DIV0 if sign == "/" and right == 0 else OPERATORS[sign](left, right)


def exact(number: Any) -> Fraction:
    """A number as it is written: 2.75 is 11/4."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


def half_up(number: Fraction, decimals: int = 2) -> Fraction:
    """Rounded, halves away from zero."""
    scaled = math.floor(abs(number) * 10**decimals + Fraction(1, 2))
    return Fraction(scaled if number >= 0 else -scaled, 10**decimals)


def degree(tree: Tree, versi: Versi) -> int | None:
    """Of which degree a formula is in what accumulates by jumlah; None where it is of none."""
    if not isinstance(tree, tuple) or tree[0] in MEASURES:
        return int(isinstance(tree, str) and versi.numbers[tree].akumulasi == "jumlah")
    if tree[0] == BY_STEPS:
        return 0
    left, right = (degree(part, versi) for part in tree[1:])
    if left is None or right is None:
        return None
    if tree[0] in "+-":
        return left if left == right else None
    return left + right if tree[0] == "*" else left - right


def nature(versi: Versi) -> str:
    """ "dokumen" (so many documents), "arus" or "keadaan": what decides which target is due by when."""
    if versi.is_of_documents and all(name[0] in COUNTED for name in leaves(versi.formula)):
        return "dokumen"
    if versi.sifat:
        return versi.sifat
    return {1: "arus", 0: "keadaan"}[degree(versi.formula, versi)]


# --- a year of one indikator -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tahun:
    """An indikator of a jabatan in an office, and the forms of its year. ``semua``: all that they ask, in order;
    ``lalu``: the forms of the year before."""

    indikator: Indikator
    kantor: Kantor
    forms: Mapping[str, Form]
    jabatan: str = "pmd"
    tahun: int = 2019
    semua: tuple[Indikator, ...] = ()
    lalu: Mapping[str, Form] = field(default_factory=dict)

    @property
    def first(self) -> Periode:
        """The first month that counts: of the year, of the office, of the indikator."""
        january = f"{self.tahun}-01"
        return Periode(max(january, self.kantor.mulai or january, self.indikator.mulai or january))

    def up_to(self, month: Periode) -> list[Periode]:
        """The months from the first to this one."""
        return [one for one in Periode(str(self.tahun)).months if self.first <= one <= month]

    def is_excused(self, month: Periode) -> bool:
        """Whether no form came and none had to."""
        return self.forms.get(month) is None and (self.jabatan, month) in self.kantor.pengecualian

    def was_asked(self, month: Periode, versi: Versi) -> bool:
        """Whether the form of the month, by the version valid in it, asks for anything that this version needs."""
        return not asked_by(versi).isdisjoint(one.kode for one in self.indikator.at(month).isian)

    def is_missing(self, month: Periode, versi: Versi) -> bool:
        """Whether a form that asks for it had to come and did not."""
        return self.forms.get(month) is None and not self.is_excused(month) and self.was_asked(month, versi)

    def never_came(self, month: Periode, versi: Versi) -> bool:
        """Whether no form at all that asks for it came so far."""
        return all(self.forms.get(one) is None for one in self.up_to(month) if self.was_asked(one, versi))

    def covered(self, months: Iterable[Periode], up_to: Periode) -> int:
        """How many of these months are covered so far."""
        return sum(one in months and not self.is_excused(one) for one in self.up_to(up_to))


def expected(year: Tahun) -> list[Row]:
    """What is to be reported of the indikator, from its first month to December."""
    rows: list[Row] = []
    if year.indikator.sampai and year.indikator.sampai < year.first:
        return rows
    for month in year.up_to(Periode(f"{year.tahun}-12")):
        if year.indikator.sampai and month > year.indikator.sampai:
            rows.append(replace(rows[-1], periode=month, realisasi_bulan=None))
        else:
            rows.append(_row(year, month))
    return rows


def _row(year: Tahun, month: Periode) -> Row:
    versi = year.indikator.at(month)
    results = _of_documents if versi.is_of_documents else _of_numbers
    this_month, so_far, status = results(year, versi, month)
    part, whole, is_due = target_of(year, versi, month)
    in_part = status == "sebagian"
    if not is_due and status in ("lengkap", "sebagian"):
        status = "belum_jatuh_tempo"
    arah = year.kantor.aturan.arah.get(year.indikator.kode, versi.arah)
    reached = capaian(so_far, part, arah, year.kantor.aturan)
    return Row(
        month, year.indikator.kode, this_month, so_far, part, whole, reached,
        predikat(reached, year.kantor.aturan) if status == "lengkap" else None,
        status, year.jabatan, year.kantor.kode, year.indikator.satuan, in_part,
    )  # fmt: skip


def _status(year: Tahun, versi: Versi, month: Periode, wrong: bool, blank: bool, value: Any) -> str:
    """What stands first of all that could be said: of sums, surveys and documents."""
    missing = any(year.is_missing(one, versi) for one in year.up_to(month))
    if year.never_came(month, versi):
        return "belum_masuk" if missing else "tidak_berlaku"
    said = (
        (wrong, "salah_isi"),
        (blank, "belum_lengkap"),
        (value == TB, "tidak_berlaku"),
        (value == DIV0, "pembagi_nol"),
        (value is None, "belum_jatuh_tempo"),
        (missing, "sebagian"),
    )
    return next((status for holds, status in said if holds), "lengkap")


def _number(value: Any) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


# --- numbers and surveys ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bulan:
    """A month's value by one version: a number or what it is instead; and the names behind it."""

    value: Any
    names: Mapping[Any, Any] = field(default_factory=dict)


def _of_numbers(year: Tahun, versi: Versi, month: Periode) -> tuple[Any, Any, str]:
    months = [_bulan(year, versi, one) for one in year.up_to(month)]
    value, status = (_last_state if versi.is_state else _sum)(year, versi, month, months)
    usable = status in ("lengkap", "sebagian")
    return _shown(versi, months[-1].value), _shown(versi, value) if usable else None, status


def _shown(versi: Versi, value: Any) -> Fraction | None:
    """The value of a survey is the rounded one."""
    of_survey = any(isinstance(name, tuple) for name in leaves(versi.formula))
    number = _number(value)
    return half_up(number) if number is not None and of_survey else number


def _bulan(year: Tahun, versi: Versi, month: Periode) -> Bulan:
    form = year.forms.get(month)
    if form is None:
        return Bulan(MISSING if year.is_missing(month, versi) else TB)
    typed = _typed(year.indikator.at(month), form)
    names: dict[Any, Any] = {one.kode: typed.get(one.kode, TB) for one in versi.isian}  # what was not asked is TB
    names |= {last_year(one.kode): _of_last_year(year, one.kode, month) for one in versi.isian}
    names |= dict(_not_compared(names, asked_by(versi)))
    used = {names[kode] for kode in asked_by(versi)}
    for state in (WRONG, BLANK):
        if state in used:
            return Bulan(state)
    for part in versi.hitung:
        if set(leaves(part.formula)) <= asked_by(versi):
            names[part.kode] = evaluate(part.formula, names)
    names |= {(OF_SURVEY, kode): nrr(names[kode], versi.surveys[kode].bobot) for kode in _measured_isian(versi)}
    return Bulan(evaluate(versi.formula, names), names)


def _not_compared(names: Mapping[Any, Any], asked: set[str]) -> Iterator[tuple[str, str]]:
    """A number whose month of the other year is TB counts as TB, where the formula has both."""
    for kode in [kode for kode in names if last_year(kode) in asked and kode in asked]:
        both = (kode, last_year(kode))
        if TB in [names[one] for one in both]:
            yield from ((one, TB) for one in both if names[one] not in (TB, BLANK, WRONG))


def last_year(kode: str) -> str:
    """The name of last year's number of an isian."""
    return f"tahun_lalu({kode})"


def _of_last_year(year: Tahun, kode: str, month: Periode) -> Any:
    """What the form of the same month said a year before; TB where none had to, or where either month did not ask."""
    before = Periode(f"{year.tahun - 1}{month[4:]}")
    begins = max(year.kantor.mulai or "", year.indikator.mulai or "")
    if before < begins or not all(_has(year.indikator.at(one), kode) for one in (before, month)):
        return TB
    form = year.lalu.get(before)
    if form is None:
        return TB if (year.jabatan, before) in year.kantor.pengecualian else BLANK
    return _typed(year.indikator.at(before), form)[kode]


def _has(versi: Versi, kode: str) -> bool:
    return any(one.kode == kode and isinstance(one, Bilangan) for one in versi.isian)


def _measured_isian(versi: Versi) -> list[str]:
    return [name[1] for name in leaves(versi.formula) if isinstance(name, tuple)]


def asked_by(versi: Versi) -> set[str]:
    """The isian that the formula needs, itself or through what is computed; supporting ones are none of them."""
    computed = {part.kode: part.formula for part in versi.hitung}
    names = {name for name in leaves(versi.formula) if isinstance(name, str)}
    return {one for name in names for one in leaves(computed.get(name, name))} | set(_measured_isian(versi))


def _typed(versi: Versi, form: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says in each cell that it asked."""
    read = {one.kode: _of_cell(one, form.get(one.kode)) for one in versi.isian if not isinstance(one, Daftar)}
    return read | dict(_half_pairs(read))


def _half_pairs(read: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """TB in only one of …_jumlah and …_tepat is wrong, unless the other is blank: then only the blank is told."""
    for jumlah in read:
        tepat = jumlah.removesuffix("_jumlah") + "_tepat"
        if not jumlah.endswith("_jumlah") or tepat not in read:
            continue
        for one, other in ((jumlah, tepat), (tepat, jumlah)):
            if read[one] == TB and read[other] not in (TB, BLANK):
                yield one, WRONG


def _of_cell(isian: Bilangan | Survei, value: Any) -> Any:
    if value is None:
        return BLANK
    if isinstance(isian, Survei):
        return _of_scores(isian, value)
    return value if value in (TB, WRONG) else exact(value)


def _of_scores(survei: Survei, typed: Any) -> Any:
    """The rows of a survey: an unsur that nobody answered leaves the month blank."""
    rows = [[typed]] if isinstance(typed, str) else typed
    cells = [cell for row in rows for cell in row if cell is not None]
    if cells == [TB] and rows[0][0] == TB:
        return TB
    if any(cell not in range(survei.skala[0], survei.skala[1] + 1) for cell in cells):
        return WRONG
    answered = all(any(row[at] is not None for row in rows) for at in range(len(survei.unsur)))
    return tuple(tuple(row) for row in rows) if answered else BLANK


def nrr(rows: Any, bobot: Sequence[Fraction] = ()) -> Any:
    """The mean over unsur of the mean of its answers, each as much as it weighs."""
    if rows == TB:
        return TB
    columns = [[score for score in column if score is not None] for column in zip(*rows, strict=True)]
    weights = bobot or [Fraction(1)] * len(columns)
    means = [Fraction(sum(column), len(column)) for column in columns]
    return sum(mean * weight for mean, weight in zip(means, weights, strict=True)) / sum(weights)


def _sum(year: Tahun, versi: Versi, month: Periode, months: Sequence[Bulan]) -> tuple[Any, str]:
    """S.d. of what adds up: the formula over the accumulated names."""
    values = [one.value for one in months]
    wrong, blank = WRONG in values, BLANK in values
    value = None if wrong or blank else evaluate(versi.formula, _accumulated(versi, months))
    return value, _status(year, versi, month, wrong, blank, value)


def _accumulated(versi: Versi, months: Sequence[Bulan]) -> dict[Any, Any]:
    """A month whose value is TB adds nothing; of the others each name adds what it has."""
    counted = [one.names for one in months if one.value not in (TB, MISSING)]
    return {name: _over_months(versi, name, counted) for name in leaves(versi.formula)}


def _over_months(versi: Versi, name: Any, counted: Sequence[Mapping[Any, Any]]) -> Any:
    if isinstance(name, tuple):
        rows = [row for names in counted if names[name[1]] != TB for row in names[name[1]]]
        return nrr(rows or TB, versi.surveys[name[1]].bobot)
    values = [names[name] for names in counted if names[name] != TB]
    if not values:
        return TB
    akumulasi = versi.numbers[name].akumulasi
    if akumulasi == "terakhir":
        return values[-1]
    if DIV0 in values:
        return DIV0
    total = sum(values, Fraction(0))
    return {"jumlah": total, "rata": total / len(values), "tertinggi": max(values), "terendah": min(values)}[akumulasi]


def _last_state(year: Tahun, versi: Versi, month: Periode, months: Sequence[Bulan]) -> tuple[Any, str]:
    """S.d. of a state: its value of the last month that has one, as a whole."""
    values = [one.value for one in months]
    known = [at for at, value in enumerate(values) if isinstance(value, Fraction) or value == DIV0]
    since = values[known[-1] + 1 :] if known else values
    if not known:
        return TB, _status(year, versi, month, WRONG in since, BLANK in since, TB)
    value = values[known[-1]]
    said = (
        (WRONG in since, "salah_isi"),
        (value == DIV0, "pembagi_nol"),
        (BLANK in since or MISSING in since, "sebagian"),
    )
    return value, next((status for holds, status in said if holds), "lengkap")


# --- documents -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entri:
    """What stands of a document: "selesai" on a day and of good quality or not, or TB, WRONG, BLANK (unanswered)."""

    state: str
    day: dt.date | None = None
    good: bool = False


def day_of(year: int, batas: tuple[int, int]) -> dt.date:
    """A deadline in a year; a day that its month does not have is the month's last."""
    month, day = batas
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


Asked = tuple[Daftar, Dokumen]


def asked_together(semua: Iterable[Indikator], daftar: Daftar, one: Dokumen, month: Periode) -> list[Asked]:
    """What the form of a month asks of the same fact, in its order; a document that is no fact is alone."""
    valid = [each for each in semua if (each.mulai or "") <= month <= (each.sampai or "9999")]
    lists = [other for each in valid for other in each.at(month).lists.values()]
    same = [(other, each) for other in lists for each in other.all_dokumen
            if one.fakta and each.fakta == one.fakta and each.month == one.month]  # fmt: skip
    return same or [(daftar, one)]


def entry(year: Tahun, daftar: Daftar, one: Dokumen, form: Mapping[str, Any], month: Periode) -> Entri | None:
    """What a form says of a document; None where it says nothing.

    A fact is asked under the first checklist that names it, its mutu under the first that asks for that.
    """
    together = asked_together(year.semua, daftar, one, month)
    home, asked = together[0]
    rated = next((f"{other.kode}.{each.kode}" for other, each in together if other.mutu), None)
    day = form.get(f"{home.kode}.{asked.kode}.selesai")
    mutu = form.get(f"{rated}.mutu") if daftar.mutu else None
    if day is None and mutu is None:
        return None
    if WRONG in (day, mutu) or day is None:  # a mutu alone is wrong
        return Entri(WRONG)
    if TB in (day, mutu):
        return Entri(TB)
    batas = day_of(month.year, asked.batas)
    if not day_of(month.year - 1, (batas.month, batas.day)) <= day <= month.last_day:
        return Entri(WRONG)
    return Entri(BLANK, day) if daftar.mutu and mutu is None else Entri("selesai", day, mutu != "Tidak")


def _asks(versi: Versi, daftar: Daftar, one: Dokumen, month: Periode) -> bool:
    """Whether the form of the month, by the version valid in it, asks for the document."""
    of_month = one.month is None or one.month == int(month[5:])
    listed = versi.lists.get(daftar.kode)
    return of_month and listed is not None and any(other.kode == one.kode for other in listed.dokumen)


def standing(year: Tahun, daftar: Daftar, one: Dokumen, month: Periode) -> Entri | None:
    """What the latest form that says something says."""
    entries = [
        entry(year, year.indikator.at(past).lists[daftar.kode], one, form, past)
        for past in year.up_to(month)
        if (form := year.forms.get(past)) is not None and _asks(year.indikator.at(past), daftar, one, past)
    ]
    said = [each for each in entries if each]
    return said[-1] if said else None


def is_due(year: Tahun, daftar: Daftar, one: Dokumen, month: Periode) -> bool:
    """Whether the document is jatuh tempo: its deadline has come since it can be asked, or it is finished already."""
    if month < year.first:
        return False
    stands = standing(year, daftar, one, month)
    if stands and stands.state in (TB, "selesai", BLANK):
        return stands.state != TB
    return is_asked_for(year, daftar, one) and day_of(year.tahun, one.batas) <= month.last_day


def is_asked_for(year: Tahun, daftar: Daftar, one: Dokumen) -> bool:
    """Whether it is asked for by its deadline."""
    asking = [
        past for past in year.up_to(Periode(f"{year.tahun}-12")) if _asks(year.indikator.at(past), daftar, one, past)
    ]
    return bool(asking) and asking[0].first_day <= day_of(year.tahun, one.batas)


def is_met(year: Tahun, daftar: Daftar, one: Dokumen, month: Periode) -> bool:
    """Whether the document is finished in time and good."""
    stands = standing(year, daftar, one, month)
    in_time = stands is not None and stands.state == "selesai" and stands.day <= day_of(year.tahun, one.batas)
    return in_time and stands.good


def _documents(versi: Versi) -> list[tuple[Daftar, Dokumen]]:
    """The documents of the checklists in its formula."""
    kode = dict.fromkeys(name[1] for name in leaves(versi.formula))
    return [(versi.lists[one], document) for one in kode for document in versi.lists[one].all_dokumen]


def is_finished(year: Tahun, daftar: Daftar, one: Dokumen, month: Periode) -> bool:
    """Whether the document is finished, in time or not."""
    stands = standing(year, daftar, one, month)
    return stands is not None and stands.state in ("selesai", BLANK)


def is_of_year(year: Tahun, daftar: Daftar, one: Dokumen, month: Periode) -> bool:
    """Whether it is one of the documents of the year, as far as is known in the month: each month that comes has its
    own, what is TB is none, and what was due before anybody asked for it is one where it was finished all the same."""
    if one.month and one.month > month.month_number:
        return True
    stands = standing(year, daftar, one, month)
    told = stands is not None and stands.state in (TB, "selesai", BLANK)
    return stands.state != TB if told else is_asked_for(year, daftar, one)


def _measured(
    year: Tahun,
    versi: Versi,
    month: Periode,
    due: Sequence[tuple[Daftar, Dokumen]],
    of_year: Sequence[tuple[Daftar, Dokumen]],
) -> Fraction | None:
    """The formula over the documents that are due and those of the year; nothing while there are none of them."""
    tests = {"memenuhi": is_met, "jatuh_tempo": is_due, "selesai": is_finished}
    counts = {}
    for name in leaves(versi.formula):
        measure, kode = name
        own = [one for one in (of_year if measure == OF_YEAR else due) if one[0].kode == kode]
        if not own:
            return None
        counts[name] = Fraction(
            len(own) if measure == OF_YEAR else sum(tests[measure](year, *one, month) for one in own)
        )
    return evaluate(versi.formula, counts)


def _of_documents(year: Tahun, versi: Versi, month: Periode) -> tuple[Any, Any, str]:
    documents = _documents(versi)
    stands = [standing(year, *one, month) for one in documents]
    states = [one.state if one else None for one in stands]
    due = [one for one in documents if is_due(year, *one, month)]
    value: Any = _measured(year, versi, month, due, [one for one in documents if is_of_year(year, *one, month)])
    if all(state == TB for state in states):
        value = TB
    status = _status(year, versi, month, WRONG in states, BLANK in states, value)
    so_far = _number(value) if status in ("lengkap", "sebagian") else None
    return _documents_of_month(year, versi, month, due), so_far, status


def _documents_of_month(
    year: Tahun, versi: Versi, month: Periode, due: Sequence[tuple[Daftar, Dokumen]]
) -> Fraction | None:
    """What became due in the month, and how much of it meets; nothing where an entry says too little."""
    form = year.forms.get(month)
    newly = [one for one in due if not is_due(year, *one, month.previous)]
    if form is None or not newly:
        return None
    asked = [one for one in _documents(versi) if _asks(versi, *one, month)]
    of_form = [entry(year, *one, form, month) for one in asked]
    concerned = [*of_form, *(standing(year, *one, month) for one in newly)]
    if any(one and one.state in (WRONG, BLANK) for one in concerned):
        return None
    return _measured(year, versi, month, newly, newly)


# --- targets, capaian, predikat --------------------------------------------------------------------------------------


def target_of(year: Tahun, versi: Versi, month: Periode) -> tuple[Any, Any, bool]:
    """The part of the target that is due by the month, the whole of it, and whether any of it is due."""
    written = year.kantor.target.get(year.indikator.kode, versi.target)
    if nature(versi) == "dokumen" and not isinstance(written, Mapping):
        return _of_documents_due(year, versi, month, written)
    if written is None:
        return None, None, True
    part, whole = _part_and_whole(year, versi, month, written)
    if isinstance(part, tuple) or part > 0 or not _waits(written, whole, month):
        return part, whole, True
    return None, whole, False


def _waits(written: Any, whole: Fraction, month: Periode) -> bool:
    """Whether a part of nothing means that nothing is due yet, rather than a target of 0."""
    if isinstance(written, Mapping) and "jadwal" in written:
        return whole > 0 or month < min(written["jadwal"])
    return whole > 0


def _of_documents_due(year: Tahun, versi: Versi, month: Periode, most: Any) -> tuple[Any, Any, bool]:
    documents = _documents(versi)
    states = [standing(year, *one, month) for one in documents]
    left = sum(not (one and one.state == TB) for one in states)
    due = sum(is_due(year, *one, month) for one in documents)
    if not left:
        return None, None, False
    limit = Fraction(left) if most is None else exact(most)
    part, whole = min(Fraction(due), limit), min(Fraction(left), limit)
    return (None, whole, False) if part == 0 < whole else (part, whole, True)


def _part_and_whole(year: Tahun, versi: Versi, month: Periode, written: Any) -> tuple[Any, Any]:
    if not isinstance(written, Mapping):
        whole = exact(written)
        months = Periode(str(year.tahun)).months
        return (whole * year.covered(months, month) / 12 if nature(versi) == "arus" else whole), whole
    if "dari" in written:
        return ((exact(written["dari"]), exact(written["sampai"])),) * 2
    [(form, value)] = written.items()
    if form == "tetap":
        return exact(value), exact(value)
    if form == "jadwal":
        return _scheduled(year, value, month), _scheduled(year, value, Periode(f"{year.tahun}-12"))
    return _by_spans(year, [value] * 12 if form == "bulan" else value, month)


def _scheduled(year: Tahun, jadwal: Mapping[str, Any], month: Periode) -> Fraction:
    return sum((exact(x) for due, x in jadwal.items() if f"{year.tahun}-01" <= due <= month), Fraction(0))


def _by_spans(year: Tahun, values: Sequence[Any], month: Periode) -> tuple[Fraction, Fraction]:
    """Of each span (a month, a triwulan, a semester) its value by its months covered."""
    months, length = Periode(str(year.tahun)).months, 12 // len(values)
    spans = [months[at : at + length] for at in range(0, 12, length)]
    parts = [exact(x) * year.covered(span, month) / length for x, span in zip(values, spans, strict=True)]
    return sum(parts, Fraction(0)), sum(map(exact, values), Fraction(0))


def part_of_month(year: Tahun, month: Periode) -> Any:
    """The month's own part of the target, which its form is measured against: of a flow what falls due in the month, of
    a checklist count the documents that became due in it; of everything else all that is due by then.
    """
    versi = year.indikator.at(month)
    written = year.kantor.target.get(year.indikator.kode, versi.target)
    form = {*written} if isinstance(written, Mapping) else set()
    if nature(versi) == "dokumen":
        newly = sum(is_due(year, *one, month) and not is_due(year, *one, month.previous) for one in _documents(versi))
        most = written.get("tetap") if isinstance(written, Mapping) else written
        return Fraction(newly) if most is None else min(Fraction(newly), exact(most))
    if written is None:
        return None
    part, _ = _part_and_whole(year, versi, month, written)
    if nature(versi) != "arus" or form & {"tetap", "dari"}:
        return part
    before, _ = _part_and_whole(year, versi, month.previous, written)
    return part - before


def capaian_of_month(year: Tahun, row: Row) -> Fraction | None:
    """The capaian of the month by itself, as the form shows it."""
    versi = year.indikator.at(row.periode)
    arah = year.kantor.aturan.arah.get(year.indikator.kode, versi.arah)
    return capaian(row.realisasi_bulan, part_of_month(year, row.periode), arah, year.kantor.aturan)


def capaian(realisasi: Any, target: Any, arah: str, aturan: Aturan) -> Fraction | None:
    """Realisasi against target in percent, never below 0 and never above the cap."""
    if realisasi is None or target is None:
        return None
    reached = _within(realisasi, *target) if isinstance(target, tuple) else _against(realisasi, target, arah, aturan)
    if reached is None:
        return None
    return max(Fraction(0), reached if aturan.batas is None else min(reached, Fraction(aturan.batas)))


def _against(realisasi: Fraction, target: Fraction, arah: str, aturan: Aturan) -> Fraction | None:
    if target == 0:
        if arah == "naik" or not aturan.target_nol:
            return None
        return Fraction(0 if realisasi > 0 or (arah == "stabil" and realisasi < 0) else 100)
    if arah == "stabil":
        return 100 - abs(target - realisasi) / target * 100
    return (realisasi if arah == "naik" else 2 * target - realisasi) / target * 100


def _within(realisasi: Fraction, dari: Fraction, sampai: Fraction) -> Fraction:
    if realisasi < dari:
        return realisasi / dari * 100 if dari > 0 else Fraction(0)
    return sampai / realisasi * 100 if realisasi > sampai else Fraction(100)


def predikat(reached: Fraction | None, aturan: Aturan) -> str | None:
    """The first band that the capaian reaches, as it is shown with two decimals."""
    if reached is None:
        return None
    return next(name for least, name in aturan.pita if least is None or half_up(reached) >= least)


# --- a comparison that can be read -----------------------------------------------------------------------------------

COMPARED = ("satuan", "realisasi_bulan", "realisasi", "target", "target_tahun", "capaian", "predikat", "status")


def compare(
    expected_rows: Iterable[Row], hasil: Any, columns: Sequence[str] = COMPARED, tolerance: float = 1e-6
) -> list[str]:
    """Where a frame of results says something else, a line each: place, column, what it says, what it should say.

    Only the months that stand in the frame are compared. ``hasil`` may be a frame or a list of mappings.
    """
    found = {_place(row): row for row in (hasil if isinstance(hasil, list) else hasil.to_dict("records"))}
    periods = {place[1] for place in found}
    wanted = {_place(vars(row)): row for row in expected_rows if str(row.periode) in periods}
    lines = [f"{' '.join(place)}: baris tidak ada" for place in wanted if place not in found]
    lines += [f"{' '.join(place)}: baris yang tidak diharapkan" for place in found if place not in wanted]
    for place, row in wanted.items():
        for column in columns:
            is_, should = found.get(place, {}).get(column), getattr(row, column)
            if place in found and not _alike(is_, should, tolerance):
                lines.append(f"{' '.join(place)} {column}: {_said(is_)}, seharusnya {_said(should)}")
    return lines


def _place(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(row[column]) for column in ("unit", "periode", "jabatan", "indikator"))


def _is_empty(value: Any) -> bool:
    return not isinstance(value, tuple | list) and str(value) in ("None", "nan", "NaT", "<NA>", "")


def _alike(is_: Any, should: Any, tolerance: float) -> bool:
    if _is_empty(is_) or _is_empty(should):
        return _is_empty(is_) and _is_empty(should)
    if isinstance(should, Fraction):
        return not isinstance(is_, str) and math.isclose(is_, should, rel_tol=tolerance, abs_tol=tolerance)
    return _said(is_) == _said(should)


def _said(value: Any) -> str:
    """A value for people: 57,14; "80–90"; "kosong"."""
    if _is_empty(value):
        return "kosong"
    if isinstance(value, tuple | list):
        return "–".join(map(_said, value))
    if isinstance(value, str):
        return str(value)
    return f"{float(value):.6f}".rstrip("0").rstrip(".").replace(".", ",")
