"""What people type into a TOML file that is no TOML, or not what they mean: for each slip what to type instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from iki_excel.words import bahasa

THOUSANDS = re.compile(r"\+?([1-9]\d{0,2})\.(\d{3})", re.ASCII)
"""A number of TOML that reads like thousands; 0.125 does not."""

QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
CURLY = "“”„‟‘’‚‛"
KEY = r"[\w-]+|\"[^\"]*\"|'[^']*'"
PAIR = re.compile(rf"\s*(?P<key>(?:{KEY})(?:\s*\.\s*(?:{KEY}))*)\s*=\s*(?P<value>.*?)\s*")
SECTION = re.compile(r"\s*(?P<name>\[+[^\[\]]+\]+)\s*")
NUMBER_BEHIND = r"(?<![\w.,+-])"


# --- a number with two readings --------------------------------------------------------------------------------------


def both_readings(text: str) -> str | None:
    """What to type instead of a number that reads like thousands, by what was meant; None where it does not."""
    match = THOUSANDS.fullmatch(text)
    if not match:
        return None
    thousands, number = int("".join(match.groups())), float(text)
    typed = f"{number:g}" if text.endswith("0") else f"{text}0"
    meant = bahasa.number(number, 3)
    return f"Bila maksudnya {bahasa.spelled(thousands)}, tulis {thousands}; bila {meant}, tulis {typed}."


# --- a line that is no TOML ------------------------------------------------------------------------------------------


def told(text: str, complaint: str) -> str | None:
    """The line at which tomllib stopped, and what to type there: "baris 3: …"; None for a slip that is not known."""
    lines = text.splitlines()
    found = re.search(r"at line (\d+)", complaint)
    number = int(found[1]) if found else len(text.rstrip().splitlines())
    if not 0 < number <= len(lines):
        return None
    if match := re.search(r"Duplicate inline table key '(.+)'", complaint):
        return f"baris {number}: kunci “{match[1]}” tertulis dua kali di dalam {{ }}. Hapus salah satunya."
    if re.search("overwrite|twice", complaint):
        return _twice(lines[:number])
    sentence = next((told for slip in SLIPS if (told := slip(lines[number - 1]))), None)
    return f"baris {number}: {sentence}" if sentence else None


def _bare(line: str) -> str:
    """A line without its quoted texts and its comment."""
    return QUOTED.sub('""', line).partition("#")[0]


def _pair(line: str) -> tuple[str, str] | None:
    """The key and the value of a line, without its comment; None where it has none."""
    hidden = QUOTED.sub(lambda quoted: quoted[0].replace("#", "\0"), line)
    match = PAIR.fullmatch(hidden.partition("#")[0].replace("\0", "#"))
    return (match["key"], match["value"]) if match else None


def _curly_quotes(line: str) -> str | None:
    if not set(CURLY) & set(_bare(line)):
        return None
    straight = bahasa.brief(line.translate(dict.fromkeys(map(ord, CURLY), '"')).strip())
    return f"tanda kutipnya miring (“ ”). Pakai tanda kutip lurus: {straight}"


def _percent_sign(line: str) -> str | None:
    match = re.search(NUMBER_BEHIND + r"([+-]?\d[\d.,]*)\s*%", _bare(line))
    if not match:
        return None
    return f"“{match[0]}” memuat tanda persen. Tulis bilangannya saja: {_as_toml(match[1])}."


def _thousands_points(line: str) -> str | None:
    match = re.search(NUMBER_BEHIND + r"[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?![\w.])", _bare(line))
    if not match:
        return None
    return f"“{match[0]}” memakai titik ribuan. Tulis tanpa titik ribuan: {_as_toml(match[0])}."


def _decimal_comma(line: str) -> str | None:
    """A comma between digits is none in a list, where tomllib does not stop at it."""
    match = re.search(NUMBER_BEHIND + r"[+-]?\d[\d.]*,\d+(?![\w.])", _bare(line))
    if not match or not _pair(line):
        return None
    readings = both_readings(match[0].replace(",", ".")) or f"Tulis dengan titik: {_as_toml(match[0])}."
    return f"“{match[0]}” memakai koma. {readings}"


def _unquoted_text(line: str) -> str | None:
    pair = _pair(line)
    if not pair or not re.fullmatch(r"[^\W\d_][^\"'\[\]{}=]*|\d+\s[^\"'\[\]{}=]*", pair[1]):
        return None
    value = bahasa.brief(pair[1])
    return f'teks “{value}” tanpa tanda kutip. Tulis: {pair[0]} = "{value}"'


SLIPS: tuple[Callable[[str], str | None], ...] = (
    _curly_quotes,
    _percent_sign,
    _thousands_points,
    _decimal_comma,
    _unquoted_text,
)


def _as_toml(number: str) -> str:
    """A number as Indonesians write it, as TOML has it: "1.200,5" as "1200.5"; a lone point stays a point."""
    if "," in number or number.count(".") > 1:
        return number.replace(".", "").replace(",", ".")
    return number


# --- a key that stands twice -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Begun:
    """A section that begins, or (``key``) a key of one."""

    line: int
    section: str
    key: str = ""


def _twice(lines: Sequence[str]) -> str | None:
    """What the last of the lines ends stands there for the second time."""
    begun = [*_begun(lines)]
    if not begun:
        return None
    *before, last = begun
    same = [one.line for one in before if (one.section, one.key) == (last.section, last.key)]
    first = f" (juga di baris {same[-1]})" if same else ""
    if not last.key:
        return f"baris {last.line}: bagian {last.section} tertulis dua kali{first}. Gabungkan keduanya."
    return f"baris {last.line}: kunci “{last.key}” tertulis dua kali{first}. Hapus salah satunya."


def _begun(lines: Sequence[str]) -> Iterator[_Begun]:
    section = ""
    for number, line in enumerate(lines, start=1):
        if match := SECTION.fullmatch(line.partition("#")[0]):
            section = match["name"]
            yield _Begun(number, section)
        elif pair := _pair(line):
            yield _Begun(number, section, pair[0])
