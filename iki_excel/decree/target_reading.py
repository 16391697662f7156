"""A target as iki.toml or a catalogue has it: read, and refused where it fits no such indikator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from iki_excel.decree.fields import ISI, WordField
from iki_excel.decree.sifat import ARUS, DOKUMEN, KEADAAN, is_ratio
from iki_excel.decree.targets import RENTANG, PerTahun, Rentang, Target, Written, of_all_years
from iki_excel.decree.toml import Table
from iki_excel.words import bahasa
from iki_excel.words.errors import PeriodError
from iki_excel.words.periods import FIRST_YEAR, LAST_YEAR, Periode

if TYPE_CHECKING:
    from iki_excel.decree.model import Indikator

LARGEST_TARGET = 1e12

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

ON_SHEET = {
    "angka": "bilangan saja",
    "bulan": "tiap bulan",
    "triwulan": "Triwulan I sampai IV",
    "semester": "Semester I dan II",
    "jadwal": "bulan-bulannya",
    "tetap": "tetap",
    "rentang": "dari dan sampai",
}
"""The same in the column of a sheet."""

SPANS = {"triwulan": 4, "semester": 2}
KEYS = ("bulan", "triwulan", "semester", "jadwal", "tetap", "dari", "sampai")


YEAR = re.compile("[0-9]+")
YEARS_EXAMPLE = "{ 2019 = 90, 2020 = 95 }"


def read_target(table: Table, key: str, words: WordField | None = None) -> Written:
    """The target that stands under a key, or one of each of several years; refused is what is none.

    ``words``: those that realisasi is told in, where it is; a number of the target may be written as its word.
    """
    value = table.data[key]
    if isinstance(value, dict) and any(map(YEAR.fullmatch, value)):
        return _read_years(table.table(key), words)
    return _read_one(table, key, words)


def _read_years(table: Table, words: WordField | None) -> PerTahun:
    for key, value in table.data.items():
        if not YEAR.fullmatch(key):
            raise table.refuse(
                f"“{key}” bukan tahun. Target menurut tahun hanya berisi tahun, misalnya {YEARS_EXAMPLE}.", key
            )
        if not (len(key) == 4 and FIRST_YEAR <= int(key) <= LAST_YEAR):
            raise table.refuse(f"“{key}” bukan tahun dari {FIRST_YEAR} sampai {LAST_YEAR}.", key)
        if isinstance(value, dict) and any(map(YEAR.fullmatch, value)):
            raise table.refuse(f"tahun {key} memuat tahun lagi. Tulis satu target setiap tahun.", key)
    found = tuple(sorted((int(key), _read_one(table, key, words)) for key in table.data))
    for year, target in found:
        _refuse_other_years(table, year, target)
    return PerTahun(found)


def _refuse_other_years(table: Table, year: int, target: Target) -> None:
    """A schedule lies in its year."""
    for month, _ in target.jadwal:
        if month.year != year:
            told = f"jadwal tahun {year} memuat {month.words}. Pindahkan bulan itu ke tahunnya."
            raise table.refuse(told, str(year))


def _read_one(table: Table, key: str, words: WordField | None) -> Target:
    match table.data[key]:
        case dict():
            return _read_table(table.table(key), words)
        case list():
            raise table.refuse(
                f"“{key}” berisi daftar. Tulis {{ triwulan = [30, 30, 30, 30] }} atau {{ semester = [60, 60] }}."
            )
    value = _amount(table, key, words)
    if not 0 <= value <= LARGEST_TARGET:
        raise table.refuse(f"target “{key}” berisi {bahasa.number(value)}, padahal harus {ALLOWED_NUMBERS}.", key)
    return Target("angka", value)


ALLOWED_NUMBERS = f"dari 0 sampai {bahasa.number(LARGEST_TARGET)}"


def _amount(table: Table, key: str, words: WordField | None) -> float:
    """A number, or the word that counts as one."""
    if words is None:
        return table.number(key)
    if not isinstance(table.data.get(key), str):
        number = table.number(key)
        if isinstance(words.typed(number), str):
            return number
        raise table.refuse(
            f"“{key}” berisi {bahasa.number(number, 10)}, yang bukan nilai pilihannya. Tulis katanya"
            f"{table.manner.write(' dalam tanda kutip', '')}: {words.briefly}.",
            key,
        )
    text = table.text(key)
    reading = words.read(text, "")
    if reading.keadaan != ISI:
        raise table.refuse(f"“{key}” berisi “{bahasa.brief(text)}”. {bahasa.nearest(text, words.words)}", key)
    return reading.angka


def _read_table(table: Table, words: WordField | None) -> Target:
    for key in table.data:
        if key not in KEYS:
            raise table.refuse(f"“{key}” tidak dikenal. {bahasa.nearest(key, KEYS)}")
    ways = dict.fromkeys("rentang" if key in ("dari", "sampai") else key for key in table.data)
    if len(ways) != 1:
        known = _either([*WRITTEN.values()][1:])
        raise table.refuse(f"target ditulis dengan satu cara saja: {known}.")
    [way] = ways
    target = _read_way(table, way, words)
    for value in target.numbers:
        if not 0 <= value <= LARGEST_TARGET:
            raise table.refuse(f"target berisi {bahasa.number(value)}, padahal harus {ALLOWED_NUMBERS}.")
    return target


def _read_way(table: Table, way: str, words: WordField | None) -> Target:
    match way:
        case "bulan":
            return Target(way, table.number("bulan"))
        case "tetap":
            return Target(way, _amount(table, "tetap", words))
        case "triwulan":
            return Target(way, deret=_read_series(table, way, table.numbers("triwulan")))
        case "semester":
            return Target(way, deret=_read_series(table, way, table.numbers("semester")))
        case "jadwal":
            return Target(way, jadwal=_read_schedule(table.table("jadwal")))
    return Target(way, rentang=_read_range(table, words))


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


def _read_range(table: Table, words: WordField | None) -> Rentang:
    found = Rentang(_amount(table, "dari", words), _amount(table, "sampai", words))
    if found.dari > found.sampai and not table.is_faulty:
        raise table.refuse("“sampai” tidak boleh kurang dari “dari”.")
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


def refuse_misfit(indikator: Indikator, written: Written, table: Table, key: str) -> None:
    """Raise the table's error where such a target is none for this indikator; ``key`` is where it was written."""
    for target in of_all_years(written):
        _refuse_misfit(indikator, target, table, key)


def _refuse_misfit(indikator: Indikator, target: Target, table: Table, key: str) -> None:
    if not indikator.sifat:
        raise table.refuse(
            f"“{indikator.kode}” belum dapat diberi target, karena rumusnya tidak menunjukkan apakah realisasinya "
            "dijumlahkan. "
            + table.manner.write(
                'Tambahkan pada indikator itu di katalog: sifat = "arus" (dijumlahkan dari bulan ke bulan) atau '
                'sifat = "keadaan".',
                "Pilih di kolom “Sifat”: arus (dijumlahkan dari bulan ke bulan) atau keadaan.",
            ),
            key,
        )
    fitting = ways_for(indikator)
    if target.cara not in fitting:
        said = {way: table.manner.write(WRITTEN[way], ON_SHEET[way]) for way in WRITTEN}
        raise table.refuse(
            f"“{key}” memakai {said[target.cara]}, padahal {MISFIT[indikator.sifat]}. "
            f"Yang dapat ditulis: {_either([said[way] for way in fitting])}.",
            key,
        )
    if indikator.counts:
        _refuse_fractions(indikator, target, table, key)


def ways_for(indikator: Indikator) -> list[str]:
    """Every ``cara`` in which its target may be written; none where nothing says what its realisasi is."""
    return [way for way in FITTING.get(indikator.sifat, ()) if way != "jadwal" or not _is_fixed_state(indikator)]


def _is_fixed_state(indikator: Indikator) -> bool:
    """A percentage, a nilai or a word does not grow by what a schedule adds."""
    return indikator.sifat == KEADAAN and (is_ratio(indikator) or indikator.pilihan is not None)


def _refuse_fractions(indikator: Indikator, target: Target, table: Table, key: str) -> None:
    """None of them reads like thousands: Table.number has refused what does, with both readings."""
    for value in target.numbers:
        if not value.is_integer():
            below = int(value)
            raise table.refuse(
                f"“{key}” berisi {value!r}, padahal realisasinya bilangan bulat ({indikator.satuan}). Bulatkan: "
                f"{below} atau {below + 1}.",
                key,
            )


def refuse_arah(target: Target | None, arah: str, table: Table, key: str) -> None:
    """Raise the table's error where an arah was written (``key``) that does not go with the target.

    A range has its own, which nothing else has.
    """
    has_range = target is not None and target.rentang is not None
    if arah == RENTANG and not has_range:
        raise table.refuse(
            f"“{key}” berisi “{RENTANG}”, padahal targetnya bukan rentang. Tulis targetnya "
            + table.manner.write("{ dari = …, sampai = … }", "dalam dua baris, dari dan sampai")
            + ", atau arahnya naik, turun, atau stabil.",
            key,
        )
    if target and has_range and arah != RENTANG:
        raise table.refuse(
            f"“{key}” berisi “{arah}”, padahal targetnya rentang {target.words()}, yang tidak naik dan tidak turun. "
            "Hapus salah satunya.",
            key,
        )


def _either(words: Sequence[str]) -> str:
    """ "a, b, atau c"."""
    return f"{', '.join(words[:-1])}, atau {words[-1]}"
