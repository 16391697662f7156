"""A target as people fill it in: of the whole year, and up to the end of each triwulan; and as iki.toml has it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from iki_excel.decree import Indikator
from iki_excel.decree.sifat import ARUS
from iki_excel.decree.target_reading import read_target
from iki_excel.decree.targets import PerTahun
from iki_excel.decree.toml import Table
from iki_excel.decree.written_numbers import both_readings
from iki_excel.runs.settings_text import as_key, as_text
from iki_excel.words import bahasa
from iki_excel.words.errors import SettingsError
from iki_excel.words.periods import ROMAN

TARGET, SETAHUN = "target", "setahun"
QUARTERS = ("tw1", "tw2", "tw3", "tw4")
"""What has been reached by the end of each triwulan, counted from January."""

NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)", re.ASCII)
THOUSANDS = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
DECIMALS = 10
LONGEST_NUMBER = 25
"""Letters, points among them; what is longer is a slip of the hand."""

YEARS_KEPT = 2
"""Of an office that does not say when it began so many years keep what was their target."""

UNREADABLE = "belum dapat dibaca"
NO_NUMBER = "“{typed}” bukan bilangan. Tulis angkanya saja, misalnya 1.200 atau 82,5."
FRACTION = "{this} tidak bulat, padahal realisasinya bilangan bulat ({satuan}). Bulatkan: {below} atau {above}."
FOUR = "Isi keempat triwulan, atau kosongkan semuanya."
FALLING = (
    "{this} s.d. Triwulan {roman} kurang dari {before} s.d. Triwulan {earlier}. Tulis jumlahnya sejak Januari, yang "
    "tidak pernah turun."
)
OTHER_YEAR = "{this} s.d. Triwulan IV tidak sama dengan {setahun} setahun. Samakan keduanya."

Parts = Mapping[str, str]
"""What stands or is typed in the fields of one target, by SETAHUN and QUARTERS."""


def parts_of(indikator: Indikator) -> tuple[str, ...]:
    """The fields of a target: only what adds up over the months can be parted by triwulan."""
    return (SETAHUN, *QUARTERS) if indikator.sifat == ARUS else (SETAHUN,)


def in_words(value: Any, indikator: Indikator) -> str:
    """A target that has no fields, as every report tells it; where it is wrong, that it cannot be read."""
    table = Table({TARGET: value}, TARGET, SettingsError)
    try:
        target = read_target(table, TARGET, indikator.pilihan)
    except SettingsError:
        return UNREADABLE
    years = target.tahun if isinstance(target, PerTahun) else ((None, target),)
    return "; ".join(f"{f'{year}: ' if year else ''}{indikator.words_of_target(one)}" for year, one in years)


def shown(value: Any, indikator: Indikator) -> dict[str, str] | None:
    """What the fields show of a target of iki.toml; None where it is written in a way that has no fields."""
    empty = dict.fromkeys(parts_of(indikator), "")
    match value:
        case None:
            return empty
        case str():
            return empty | {SETAHUN: value}
        case bool():
            return None
        case int() | float():
            return empty | {SETAHUN: _shown(_exact(value))}
        case {"triwulan": [_, _, _, _] as parts, **others} if not others and len(empty) > 1 and _are_numbers(parts):
            sums = [*_sums(map(_exact, parts))]
            return dict(zip((SETAHUN, *QUARTERS), map(_shown, (sums[-1], *sums)), strict=True))
    return None


def _are_numbers(values: Sequence[Any]) -> bool:
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _exact(value: float) -> Decimal:
    return Decimal(repr(float(value)) if isinstance(value, float) else value)


def _sums(parts: Iterator[Decimal]) -> Iterator[Decimal]:
    total = Decimal(0)
    for part in parts:
        total += part
        yield total


def _shown(value: Decimal) -> str:
    return bahasa.number(float(value), DECIMALS)


# --- what was typed --------------------------------------------------------------------------------------------------


def problems(typed: Parts, indikator: Indikator) -> dict[str, str]:
    """What is wrong in the fields themselves, by field; whether it fits the indikator iki.toml's own reading says."""
    if indikator.pilihan:
        return {}
    filled = {part: text for part, text in typed.items() if text}
    unread = {part: text for part, text in filled.items() if not _is_number(text)}
    if unread:
        return {part: NO_NUMBER.format(typed=bahasa.brief(text)) for part, text in unread.items()}
    fractions = _fractions(filled, indikator)
    if fractions or not any(part in filled for part in QUARTERS):
        return fractions
    missing = [part for part in QUARTERS if part not in filled]
    return dict.fromkeys(missing, FOUR) if missing else _of_series(filled)


def _fractions(filled: Parts, indikator: Indikator) -> dict[str, str]:
    """Each field told apart: of a whole target iki.toml's reading tells only one."""
    typed = {part: number(text) for part, text in filled.items()} if indikator.counts else {}
    return {part: _fraction(value, indikator.satuan) for part, value in typed.items() if value % 1}


def _fraction(value: Decimal, satuan: str) -> str:
    below = value.to_integral_value(ROUND_FLOOR)
    return FRACTION.format(this=_shown(value), satuan=satuan, below=_shown(below), above=_shown(below + 1))


def _is_number(typed: str) -> bool:
    return len(typed) <= LONGEST_NUMBER and bool(NUMBER.fullmatch(typed))


def _of_series(filled: Parts) -> dict[str, str]:
    sums, found = [number(filled[part]) for part in QUARTERS], dict[str, str]()
    for order in range(1, len(QUARTERS)):
        if sums[order] < sums[order - 1]:
            this, before = _shown(sums[order]), _shown(sums[order - 1])
            found[QUARTERS[order]] = FALLING.format(
                this=this, roman=ROMAN[order], before=before, earlier=ROMAN[order - 1]
            )
    setahun = filled.get(SETAHUN)
    if not found and setahun and number(setahun) != sums[-1]:
        found[QUARTERS[-1]] = OTHER_YEAR.format(this=_shown(sums[-1]), setahun=_shown(number(setahun)))
    return found


def number(typed: str) -> Decimal:
    """A number as Indonesians write it: "1.200" is 1200, "82,5" and "82.5" are the same."""
    plain = typed.replace(".", "") if THOUSANDS.fullmatch(typed) else typed
    return Decimal(plain.replace(",", "."))


def as_toml(typed: Parts, indikator: Indikator) -> str | None:
    """What was typed without a problem, as iki.toml has it: each triwulan's own part; None where all is blank."""
    setahun = typed.get(SETAHUN, "")
    if not any(typed.values()):
        return None
    if not NUMBER.fullmatch(setahun) and setahun:
        return as_text(setahun)
    if not any(typed.get(part) for part in QUARTERS):
        return _literal(number(setahun))
    sums = [Decimal(0), *(number(typed[part]) for part in QUARTERS)]
    own = (_literal(later - earlier) for earlier, later in itertools.pairwise(sums))
    return _in_braces({"triwulan": f"[{', '.join(own)}]"})


def of_year(value: str | None, written: Any, years: range, first: int | None) -> str | None:
    """The whole target of an indikator where that of a year becomes ``value`` (TOML): what stood there for all years
    stays that of the others. ``years``: this one, and those after it that have begun; ``first``: the office's first
    year, before which nothing is kept; None where it does not say.
    """
    year, last = years[0], years[-1]
    start = year - YEARS_KEPT if first is None else min(first, year)
    if start == last:
        return value
    others = {one: _own_part(written, one) for one in range(start, last + 1) if one != year}
    of_each = {one: _as_it_was(own) for one, own in others.items() if own is not None}
    of_each |= {year: value} if value else {}
    return _in_braces({str(one): of_each[one] for one in sorted(of_each)}) if of_each else None


def _own_part(written: Any, year: int) -> Any:
    """What of a target of all years is that of one: of a schedule its months, None where there are none."""
    months = written.get("jadwal") if isinstance(written, Mapping) else None
    if not isinstance(months, Mapping):
        return written
    own = {month: value for month, value in months.items() if month[:4] == str(year)}
    return {"jadwal": own} if own else None


def _as_it_was(value: Any) -> str:
    if isinstance(value, Mapping):
        return _in_braces({key: _as_it_was(part) for key, part in value.items()})
    if isinstance(value, list):
        return f"[{', '.join(map(_as_it_was, value))}]"
    return as_text(value) if isinstance(value, str) else _literal(_exact(value))


def _in_braces(parts: Mapping[str, str]) -> str:
    return f"{{ {', '.join(f'{as_key(key)} = {part}' for key, part in parts.items())} }}"


def _literal(value: Decimal) -> str:
    """A number as TOML has it; one that reads like thousands gets a zero more."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}0" if both_readings(text) else text
