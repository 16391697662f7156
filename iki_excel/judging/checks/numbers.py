"""Numbers that cannot be, that contradict another, or that are unlike all earlier ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from iki_excel.decree import Indikator
from iki_excel.decree.fields import NUMBER
from iki_excel.decree.kinds import MEASURES
from iki_excel.judging.checks.check import NAMED, Answers, Given, is_any_of, rows_where, unexplained
from iki_excel.language.cells import And, Condition, Expression, Name, Or
from iki_excel.language.cells.columns import Column, Contents, Mask, of_numbers, over_columns
from iki_excel.language.formula.evaluating import evaluate
from iki_excel.language.rounding import is_whole
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, PERINGATAN, Rule

FRACTION = Rule(
    "pecahan",
    GALAT,
    arti="Pecahan di isian yang harus bilangan bulat.",
    pesan="“{label}” berisi {angka_kata}, padahal harus bilangan bulat (di selnya mungkin tampil dibulatkan).",
    saran="Ketik bilangan bulat; ribuan tanpa titik dan koma.",
    ringkas="harus bilangan bulat",
    contoh="Isian!F8 berisi 1,5",
    bersama="{banyak_sel} isian berisi pecahan, padahal harus bilangan bulat",
)


def fraction(answers: Answers, given: Given) -> pd.DataFrame:
    """A fraction where whole things are counted."""
    numbers = answers.numbers
    return rows_where(numbers.table, numbers.column("bulat").astype(bool) & ~is_whole(numbers.column("angka")))


NEGATIVE = Rule(
    "negatif",
    GALAT,
    arti="Bilangan negatif.",
    pesan="“{label}” berisi {angka_kata}, padahal tidak boleh negatif.",
    saran="Ketik angkanya tanpa tanda minus.",
    ringkas="tidak boleh negatif",
    contoh="Isian!F8 berisi -3",
    bersama="{banyak_sel} isian berisi bilangan negatif",
)


def negative(answers: Answers, given: Given) -> pd.DataFrame:
    """Below zero where zero is the least."""
    return rows_where(answers.numbers.table, _is_negative(answers.numbers))


def _is_negative(numbers: Answers) -> Mask:
    is_so: Mask = (numbers.column("angka") < 0) & (numbers.column("minimum") >= 0)
    return is_so


OUT_OF_BOUNDS = Rule(
    "di_luar_batas",
    GALAT,
    arti="Bilangan di luar batas isian.",
    pesan="“{label}” berisi {angka_kata}, padahal harus {batas_kata}.",
    saran="Periksa lagi angkanya.",
    ringkas="harus {batas_kata}",
    contoh="Isian!F10 untuk hari kerja berisi 45, padahal harus 0 sampai 31",
    bersama="{banyak_sel} isian di luar batasnya",
    butir="“{label}” {angka_kata} (harus {batas_kata})",
)


def out_of_bounds(answers: Answers, given: Given) -> pd.DataFrame:
    """Outside the isian's own bounds (a negative number has its own check)."""
    numbers, angka = answers.numbers, answers.numbers.column("angka")
    below = (angka < numbers.column("minimum")) & ~_is_negative(numbers)
    rows = rows_where(numbers.table, below | (angka > numbers.column("maksimum")))
    words = [_bounds(low, high) for low, high in zip(rows["minimum"], rows["maksimum"], strict=True)]
    return rows.assign(batas_kata=words)


def _bounds(low: float, high: float) -> str:
    if np.isnan(high):
        return f"{bahasa.number(low)} atau lebih"
    return f"{bahasa.number(low)} sampai {bahasa.number(high)}" if low == low else f"paling besar {bahasa.number(high)}"


CONDITION_BROKEN = Rule(
    "syarat",
    GALAT,
    arti="Syarat antara dua isian tidak dipenuhi.",
    pesan="“{label}” berisi {angka_kata}{bandingan}.",
    saran="{pesan_syarat}",
    ringkas="bertentangan dengan isian lain",
    contoh="Isian!F15 untuk sarana yang baik berisi 3, sedangkan Isian!F16 untuk seluruh sarana 2",
)


TOLD = ("bandingan", "pesan_syarat")
"""What is said of a broken condition; two indikator may have the same one between isian that they share."""


def condition_broken(answers: Answers, given: Given) -> pd.DataFrame:
    """The catalogue's own conditions on the figures of one month; told at the first figure that the condition names."""
    figures = answers.figures
    whose, told = figures.column("jabatan"), {*figures.column("jabatan")}
    parts: list[pd.DataFrame] = []
    with_conditions = (one for one in given.catalog.jabatan if any(each.syarat for each in one.indikator))
    for jabatan in (one for one in with_conditions if one.kode in told):
        own = Answers(rows_where(figures.table, whose == jabatan.kode))
        for indikator in (one for one in jabatan.indikator if one.syarat):
            parts += _broken(_used_by(indikator, own), indikator)
    return pd.concat(parts).drop_duplicates(["file", "slot", *TOLD]) if parts else pd.DataFrame()


def _used_by(indikator: Indikator, figures: Answers) -> pd.DataFrame:
    """The rows of its isian in the months in which this version of an indikator is valid."""
    months = figures.column("periode")
    is_used = is_any_of(figures.column("slot"), [slot.kode for slot in indikator.slots])
    for month in {*months}:
        if not indikator.is_valid_in(month):
            is_used &= months != month
    return rows_where(figures.table, is_used)


def _broken(rows: pd.DataFrame, indikator: Indikator) -> Iterator[pd.DataFrame]:
    """For each condition of an indikator the rows that break it; a figure that broke one is held against no other."""
    if rows.empty:
        return
    files, columns = _columns(rows, indikator)
    free = {kode: np.full(len(files), True) for kode in columns}
    for syarat in indikator.syarat:
        behind, told_at = indikator.isian_behind(syarat), indikator.told_at(syarat)
        is_asked = np.all([columns[kode].is_number & free[kode] for kode in behind], axis=0)
        holds = np.where(is_asked, evaluate(syarat.rumus, columns, {}, MEASURES).value, np.nan)
        if not (holds == 0).any():
            continue
        free[told_at] &= holds != 0
        position = {file: n for n, file in enumerate(files) if holds[n] == 0}
        at_fault = rows[rows["file"].isin(position) & (rows["slot"] == told_at)]
        others = [*(name for name in syarat.rumus.names if name != told_at), *syarat.rumus.konstanta]
        compared = [
            _compared(indikator, others, columns, position[file], rows[rows["file"] == file])
            for file in at_fault["file"]
        ]
        named = {NAMED: [list(behind)] * len(at_fault)}
        yield at_fault.assign(**dict(zip(TOLD, (compared, syarat.pesan), strict=True)), **named)


def _columns(rows: pd.DataFrame, indikator: Indikator) -> tuple[list[str], dict[str, Contents]]:
    """The files, and the numbers of an indikator by name, a place a file."""
    at, files = pd.factorize(rows["file"].to_numpy(dtype=object))
    slots, numbers = rows["slot"].to_numpy(), rows["angka"].to_numpy()
    columns = {slot.kode: np.full(len(files), np.nan) for slot in indikator.slots}
    for kode, column in columns.items():
        own = slots == kode
        column[at[own]] = numbers[own]
    contents = {kode: of_numbers(column) for kode, column in columns.items()}
    if indikator.konstanta:
        contents |= _konstanta(rows["periode"][~rows["file"].duplicated()], indikator)
    for part in indikator.hitung:
        contents[part.kode] = of_numbers(evaluate(part.rumus, contents, {}, MEASURES).value)
    return list(files), contents


def _konstanta(months: pd.Series, indikator: Indikator) -> dict[str, Contents]:
    """What each konstanta is in the month of each file."""
    numbers = pd.DataFrame([indikator.konstanta_in(month) for month in months])
    return {kode: of_numbers(numbers[kode].to_numpy(dtype=float)) for kode in numbers}


def _compared(
    indikator: Indikator, others: Sequence[str], columns: dict[str, Contents], at: int, form: pd.DataFrame
) -> str:
    """The figures of a form that the first one is held against, each with its label and its cell."""
    cells = dict(zip(form["slot"], form["sel"], strict=True))
    labels = {part.kode: part.label for part in (*indikator.names, *indikator.konstanta)}
    behind = {part.kode: part.rumus.names for part in indikator.hitung}
    fields, told = {slot.kode: slot.field for slot in indikator.slots}, []
    for name in others:
        number = fields.get(name, NUMBER).said(float(columns[name].number[at]))
        of = bahasa.listing(cells[kode] for kode in behind.get(name, ()) if kode in cells)
        computed = f"(dihitung dari {of})" if name in behind else "(ditetapkan keputusan)"
        where = f"di {cells[name]} berisi" if name in cells else computed
        told.append(f"“{labels[name]}” {where} {number}")
    return f", sedangkan {bahasa.listing(told)}" if told else ""


WORKING_DAYS_DIFFER = Rule(
    "hari_kerja_berbeda",
    PERINGATAN,
    arti="Hari kerja tidak sama dengan kalender.",
    pesan="“{label}” berisi {angka_kata}, sedangkan menurut kalender {kalender_kata}.",
    saran="Periksa; bila memang benar, jelaskan di kolom keterangan.",
    ringkas="menurut kalender {kalender_kata}",
    contoh="Isian!F10 untuk hari kerja berisi 21, sedangkan menurut kalender 20",
)


def working_days_differ(answers: Answers, given: Given) -> pd.DataFrame:
    """Working days unlike the office's calendar, and no word why."""
    rows = unexplained(rows_where(answers.numbers.table, answers.numbers.column("kalender").astype(bool)))
    spans = [*zip(rows["periode"], rows["tiap"], strict=True)]
    within = {span: given.settings.working_days(*span) for span in {*spans}}
    days = np.array([within[span] for span in spans], dtype=int)
    differ = rows["angka"].to_numpy() != days
    return rows_where(rows, differ).assign(kalender_kata=days[differ])


FAR = 3.0
LEAST_DIFFERENCE = 10.0
MONTHS_TO_COMPARE = 2
MANY, LAST = "{tiap}-{tiap} sebelumnya", "{tiap} lalu"


FAR_FROM_EARLIER = Rule(
    "jauh_berbeda",
    PERINGATAN,
    arti="Angka jauh dari bulan-bulan sebelumnya.",
    pesan="“{label}” berisi {angka_kata}, jauh dari {sebelumnya}.",
    saran="Periksa; bila memang benar, jelaskan di kolom keterangan.",
    ringkas="jauh dari {sebelumnya}",
    contoh="Isian!F8 berisi 900, bulan-bulan sebelumnya 80 sampai 95",
    bersama="{banyak_sel} isian jauh dari bulan-bulan sebelumnya",
    butir="“{label}” {angka_kata} (sebelumnya {rentang})",
)


def is_far(number: Expression, low: Expression, high: Expression) -> Condition:
    """Over three times the highest or under a third of the lowest of earlier months, and 10 away."""
    above = And(number > high * FAR, number - high >= LEAST_DIFFERENCE)
    return Or(above, And(number < low / FAR, low - number >= LEAST_DIFFERENCE))


def far_from_earlier(answers: Answers, given: Given) -> pd.DataFrame:
    """Far from all of at least two earlier months, or from last month as it stands on the form, and no word why."""
    rows = _with_ends_of_earlier(answers.numbers.table.sort_values("periode", kind="stable"))
    number, last = rows["angka"].to_numpy(), rows["bulan_lalu"].to_numpy(dtype=float)
    from_all = _are_far(number, rows["low"].to_numpy(), rows["high"].to_numpy())
    from_last = _are_far(number, last, last)
    rows = rows_where(rows.assign(dari_semua=from_all), from_all | from_last)
    if rows.empty:
        return rows
    ends = rows[["dari_semua", "low", "high", "bulan_lalu"]].itertuples(index=False)
    spans = [_range(low, high) if of_all else _range(last, last) for of_all, low, high, last in ends]
    words = [(MANY if of_all else LAST).format(tiap=tiap) for of_all, tiap in rows[["dari_semua", "tiap"]].to_numpy()]
    told = [f"{word} ({span})" for word, span in zip(words, spans, strict=True)]
    return unexplained(rows.assign(sebelumnya=told, rentang=spans))


def _with_ends_of_earlier(rows: pd.DataFrame) -> pd.DataFrame:
    """With the lowest and the highest number of earlier months (``low``, ``high``), where there are enough of them."""
    if rows["periode"].nunique() <= MONTHS_TO_COMPARE:
        return rows.assign(low=np.nan, high=np.nan)
    keys = ["unit", "jabatan", "slot"]
    rows["before"] = rows.groupby(keys, sort=False)["angka"].shift()
    earlier = rows.groupby(keys, sort=False)["before"]
    enough = earlier.cumcount() >= MONTHS_TO_COMPARE
    return rows.assign(low=earlier.cummin().where(enough), high=earlier.cummax().where(enough))


def _are_far(number: Column, low: Column, high: Column) -> Mask:
    """Whether each number is far from these; not where nothing is known of earlier months."""
    are_far = ~np.isnan(low) & ~np.isnan(high)
    if are_far.any():
        told = {"angka": number, "low": low, "high": high}
        columns = {name: of_numbers(column[are_far]) for name, column in told.items()}
        are_far[are_far] = over_columns(is_far(*map(Name, told)), columns).number == 1
    return are_far


def _range(low: float, high: float) -> str:
    return bahasa.number(low) if low == high else f"{bahasa.number(low)} sampai {bahasa.number(high)}"


LIKE_A_DAY = Rule(
    "seperti_tanggal",
    PERINGATAN,
    arti="Bilangan yang mungkin sebuah tanggal: yang diketik 12/3, misalnya, dihitung Excel sebagai 43536.",
    pesan="“{label}” berisi {angka_kata}, yang juga cara Excel menghitung {hari_kata}. Apakah yang diketik {ketikan}?",
    saran="Periksa; bila memang benar, jelaskan di kolom keterangan.",
    ringkas="juga cara Excel menghitung {hari_kata}",
    contoh="Isian!F8 berisi 43.536, karena yang diketik 12/3",
    bersama="{banyak_sel} bilangan mungkin tanggal",
    butir="“{label}” {angka_kata} (mungkin {ketikan})",
)


def is_like_day(number: Expression, periode: Periode) -> Condition:
    """Whether a number is what Excel makes of a day without its year, typed in the year of the month or the next."""
    first, last = dt.date(periode.year, 1, 1), dt.date(periode.year + 1, 12, 31)
    return And(number >= bahasa.serial(first), number <= bahasa.serial(last))


def like_a_day(answers: Answers, given: Given) -> pd.DataFrame:
    """A number that a day comes to, where no number of last month stands beside it, and no word why."""
    numbers, months = answers.numbers, answers.numbers.column("periode")
    are_alike = numbers.table["bulan_lalu"].isna().to_numpy() & is_whole(numbers.column("angka"))
    for month in {*months}:
        own = are_alike & (months == month)
        are_alike[own] = _are_like_a_day(numbers.column("angka")[own], month)
    rows = unexplained(rows_where(numbers.table, are_alike)).sort_values("periode", kind="stable")
    days = [bahasa.from_serial(number) for number in rows["angka"]]
    typed = [f"{day.day}/{day.month}" for day in days]
    return rows.assign(hari_kata=[bahasa.date(day) for day in days], ketikan=typed)


def _are_like_a_day(numbers: Column, month: str) -> Mask:
    condition = is_like_day(Name("angka"), Periode(month))
    are_so: Mask = over_columns(condition, {"angka": of_numbers(numbers)}).number == 1
    return are_so
