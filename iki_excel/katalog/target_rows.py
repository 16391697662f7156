"""The target of an indikator as rows: what each is for, and how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from iki_excel.katalog.columns import Misread, month_said
from iki_excel.katalog.read_rows import ReadRow, Tell
from iki_excel.words import bahasa
from iki_excel.words.errors import PeriodError
from iki_excel.words.periods import NAMES, ROMAN, Periode
from iki_excel.words.plain import as_seen

MAY_BE_WORDS = ("angka", "tetap", "dari", "sampai")
"""The parts of a target that may be told in a word of the isian."""

SPANS = {"triwulan": 4, "semester": 2}
WORDS = {"bulan": "tiap bulan", "tetap": "tetap", "dari": "dari", "sampai": "sampai"}
MEANT = {"": "angka", "setahun": "angka", "kapan saja": "angka", "setiap bulan": "bulan", "sebulan": "bulan"} | {
    words: key for key, words in WORDS.items()
}
"""By what a row says it is for, the key of the target."""


class Incomplete(Misread):
    """A part of a series is not there."""


Part = tuple[str, Any]
"""A key of a target, and which part of it: the number of a span, a month."""


def rows_of(target: Any) -> Iterator[dict[str, Any]]:
    """The rows of a target as TOML holds it; of several years those of each."""
    if isinstance(target, dict) and target and all(key.isdecimal() for key in target):
        for year, own in target.items():
            yield from ({"tahun": int(year), **row} for row in _of_one(own))
    else:
        yield from _of_one(target)


def _of_one(target: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(target, dict):
        yield {"nilai": target}
        return
    for key, value in target.items():
        match value:
            case list():
                yield from (
                    {"bagian": f"{NAMES[12 // SPANS[key]]} {ROMAN[order]}", "nilai": one}
                    for order, one in enumerate(value)
                )
            case dict():
                yield from ({"bagian": Periode(month).words, "nilai": one} for month, one in value.items())
            case _:
                yield {"bagian": WORDS[key], "nilai": value}


def part_of(bagian: str) -> Part:
    """What a row is for; Misread where nobody can know."""
    words = as_seen(bagian).casefold()
    if words in MEANT:
        return MEANT[words], None
    name, _, number = words.partition(" ")
    if name in SPANS:
        order = [roman.casefold() for roman in ROMAN[: SPANS[name]]]
        found = order.index(number) if number in order else int(number) - 1 if number.isdecimal() else -1
        if 0 <= found < SPANS[name]:
            return name, found
    try:
        return "jadwal", str(month_said(words))
    except PeriodError:
        known = [*WORDS.values(), *(f"{span} I" for span in SPANS), "setahun"]
        told = f"“{bahasa.brief(bagian)}” tidak dikenal. {bahasa.nearest(words, known)}"
        raise Misread(f"{told} Bulan ditulis misalnya Agustus 2019.") from None


def joined(parts: Sequence[tuple[Part, float]]) -> Any:
    """The target as TOML holds it; Misread where its rows do not belong together."""
    ways = dict.fromkeys("rentang" if key in ("dari", "sampai") else key for (key, _), _ in parts)
    if len(ways) > 1:
        raise Misread("target ditulis dengan satu cara saja: semua baris sebuah indikator untuk hal yang sejenis.")
    if len({part for part, _ in parts}) < len(parts):
        raise Misread("baris target yang sama ada dua kali. Hapus salah satunya.")
    (key, _), value = parts[0]
    if key == "angka":
        return value
    if key in SPANS:
        return {key: _series(key, {order: one for (_, order), one in parts})}
    if key == "jadwal":
        return {key: {month: one for (_, month), one in parts}}
    return {one: value for (one, _), value in parts}


def _series(key: str, values: dict[int, float]) -> list[float]:
    missing = [f"{NAMES[12 // SPANS[key]]} {ROMAN[order]}" for order in range(SPANS[key]) if order not in values]
    if missing:
        raise Incomplete(f"target {bahasa.listing(missing)} belum ada. Tambahkan barisnya; bila tidak ada, isi 0.")
    return [values[order] for order in range(SPANS[key])]


def told_part(row: ReadRow, tell: Tell) -> tuple[Part, float] | None:
    """What a row is for, and how much; None where one cannot know, which is told."""
    if "nilai" in row.misread:
        return None
    if "nilai" not in row.said:
        tell(row, "kolom “Target” masih kosong. Isi bilangannya, atau hapus barisnya.", "nilai")
        return None
    try:
        part, value = part_of(row.said.get("bagian", "")), row.said["nilai"]
        if not isinstance(value, str) or part[0] in MAY_BE_WORDS:
            return part, value
        told = f"kolom “Target” berisi “{bahasa.brief(value)}”, padahal harus bilangan."
        tell(row, f"{told} Ketik bilangannya saja, dengan angka.", "nilai")
        return None
    except Misread as reason:
        tell(row, reason.sentence, "bagian")
        return None


def by_year(parts: Sequence[tuple[int | None, tuple[Part, float]]]) -> Any:
    """The target of some rows; where they name years, one for each."""
    years = dict.fromkeys(year for year, _ in parts)
    own = {year: joined([part for of, part in parts if of == year]) for year in years}
    if None in years and len(years) > 1:
        raise Misread("sebagian baris targetnya menyebut tahun dan sebagian tidak. Sebut tahunnya di semua baris.")
    return own[None] if None in years else {str(year): target for year, target in own.items()}
