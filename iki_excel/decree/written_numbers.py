"""Numbers as people write them where TOML has its own way: what to type instead."""

from __future__ import annotations

import re

from iki_excel.words import bahasa

THOUSANDS = re.compile(r"\+?([1-9]\d{0,2})\.(\d{3})", re.ASCII)
"""A number of TOML that reads like thousands; 0.125 does not."""

ONE_NUMBER = re.compile(r"\D*?(?P<sign>[+-]?)(?P<digits>\d(?:[\d., ]*\d)?)\D*", re.ASCII | re.DOTALL)
SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?", re.ASCII)
POINTED = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?|\d+(?:[.,]\d+)?", re.ASCII)

LEADING = re.compile(r"[+-]?(?=[.,]\d)", re.ASCII)
"""In front of a fraction without its zero, such as ",5"."""

TIME = re.compile(r"bulan|triwulan|semester|tahun|minggu|bln", re.IGNORECASE)
PER_MONTH = re.compile(r"(?P<number>[^a-z]+?)\s*(?:(?:/|per|setiap|tiap)\s*(?:bulan|bln)|sebulan)", re.IGNORECASE)
MAGNITUDE = re.compile(r"ribu|juta|mili?ar|triliun|lusin|kodi|\d\s*(?:rb|jt|k)\b", re.IGNORECASE)


def both_readings(text: str) -> str | None:
    """What to type instead of a number that reads like thousands, by what was meant; None where it does not."""
    match = THOUSANDS.fullmatch(text)
    if not match:
        return None
    thousands, number = int("".join(match.groups())), float(text)
    typed = f"{number:g}" if text.endswith("0") else f"{text}0"
    meant = bahasa.number(number, 3)
    return f"Bila maksudnya {bahasa.spelled(thousands)}, tulis {thousands}; bila {meant}, tulis {typed}."


def number_in(text: str) -> str | None:
    """What to type instead of a text that holds a number, such as "Rp1.200,50" or "120 dokumen"; None where it holds
    no number or several, or words that make another number of it.
    """
    written = _written_in(text)
    if written is None:
        return None
    sign, digits = written
    return both_readings(digits.replace(",", ".")) or f"Tulis bilangannya saja: {_typed(sign, digits)}."


def per_month(text: str) -> str | None:
    """What to type instead of a target in words such as "10 per bulan"; None for a number with two readings."""
    match = PER_MONTH.fullmatch(text)
    written = _written_in(match["number"]) if match else None
    if written is None or both_readings(written[1].replace(",", ".")):
        return None
    return f"Untuk target setiap bulan tulis {{ bulan = {_typed(*written)} }}."


def _written_in(text: str) -> tuple[str, str] | None:
    """Sign and digits of the one number of a text, as they stand there."""
    seen = LEADING.sub(r"\g<0>0", " ".join(text.split()), count=1) if LEADING.match(text.strip()) else text
    match = ONE_NUMBER.fullmatch(" ".join(seen.split()))
    if not match or not _is_alone(seen, match):
        return None
    digits = match["digits"].replace(" ", "") if SPACED.fullmatch(match["digits"]) else match["digits"]
    return (match["sign"], digits) if POINTED.fullmatch(digits) else None


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Whether nothing around the digits changes their value: no time, no thousands in words, no ½, no sign that may be
    the dash of a code, no fraction behind a word.
    """
    before = match.string[: match.start("digits")]
    is_code = bool(match["sign"]) and before[:-1][-1:].isalnum()
    is_fraction = bool(re.search(r"\s[.,]$", before))
    has_odd_digit = any(sign.isnumeric() and not sign.isascii() for sign in text)
    return not (TIME.search(text) or MAGNITUDE.search(text) or is_code or is_fraction or has_odd_digit)


def _typed(sign: str, digits: str) -> str:
    """A number as TOML has it, which knows no zero in front."""
    return sign + re.sub(r"^0+(?=\d)", "", as_toml(digits))


def as_toml(number: str) -> str:
    """A number as Indonesians write it, as TOML has it: "1.200,5" as "1200.5"; a lone point stays a point."""
    if "," in number or number.count(".") > 1:
        return number.replace(".", "").replace(",", ".")
    return number
