"""What people type into a TOML file that is no TOML, or not what they mean: for each slip what to type instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from iki_excel.decree import passwords, written_numbers
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
CURLY = "“”„‟‘’‚‛"
KEY = r"[\w-]+|\"[^\"]*\"|'[^']*'"
SECTION = re.compile(r"\s*(?P<name>\[+[^\[\]]+\]+)\s*")
NUMBER_BEHIND = r"(?<![\w.,+-])"
DOTTED = rf"(?:{KEY})(?:\s*\.\s*(?:{KEY}))*"
PAIR = re.compile(rf"\s*(?P<key>{DOTTED})\s*=\s*(?P<value>.*?)\s*")


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
    sentence = _slip(lines[number - 1], _section(lines[:number]))
    return f"baris {number}: {sentence}" if sentence else None


def _slip(line: str, section: str) -> str | None:
    """What is wrong with a line of a section, and what to type there."""
    if refused := passwords.in_line(line, section):
        return refused
    other = (told for slip in SLIPS if (told := slip(line)))
    told = _colon(line, section) or _no_equals(line, section) or _in_braces(line, section)
    return told or _no_number(line, section) or next(other, None)


def _section(lines: Sequence[str]) -> str:
    """The name of the section that the last of the lines stands in; "" before the first."""
    return next((match["name"].strip("[] ") for line in reversed(lines) if (match := _header(line))), "")


def _header(line: str) -> re.Match[str] | None:
    return SECTION.fullmatch(line.partition("#")[0])


def _bare(line: str) -> str:
    """A line without its quoted texts and its comment."""
    return QUOTED.sub('""', line).partition("#")[0]


def _uncommented(line: str) -> str:
    hidden = QUOTED.sub(lambda quoted: quoted[0].replace("#", "\0"), line)
    return hidden.partition("#")[0].replace("\0", "#").strip()


def _pair(line: str) -> tuple[str, str] | None:
    """The key and the value of a line, without its comment; None where it has none."""
    match = PAIR.fullmatch(_uncommented(line))
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
    return f"“{match[0]}” memuat tanda persen. Tulis bilangannya saja: {written_numbers.as_toml(match[1])}."


def _thousands_points(line: str) -> str | None:
    match = re.search(NUMBER_BEHIND + r"[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?![\w.])", _bare(line))
    if not match:
        return None
    return f"“{match[0]}” memakai titik ribuan. Tulis tanpa titik ribuan: {written_numbers.as_toml(match[0])}."


def _decimal_comma(line: str) -> str | None:
    """A comma between digits is none in a list, where tomllib does not stop at it."""
    match = re.search(NUMBER_BEHIND + r"[+-]?\d[\d.]*,\d+(?![\w.])", _bare(line))
    if not match or not _pair(line) or _is_in_list(_bare(line)[: match.start()]):
        return None
    readings = (
        written_numbers.both_readings(match[0].replace(",", "."))
        or f"Tulis dengan titik: {written_numbers.as_toml(match[0])}."
    )
    return f"“{match[0]}” memakai koma. {readings}"


def _is_in_list(before: str) -> bool:
    return before.count("[") > before.count("]")


def _comma_in_front(line: str) -> str | None:
    match = re.search(r"=\s*(?P<written>,(?P<digits>\d+))\s*(?=[,}\]]|$)", _bare(line), re.ASCII)
    return f"“{match['written']}” memakai koma. Tulis dengan titik: 0.{match['digits']}." if match else None


def _unquoted_month(line: str) -> str | None:
    pair = _pair(line)
    match = re.fullmatch(r"(\d{4})-(\d{1,2})", pair[1], re.ASCII) if pair else None
    if not pair or not match or pair[0].rpartition(".")[2].strip() not in OF_MONTHS:
        return None
    return f'bulan “{match[0]}” tanpa tanda kutip. Tulis: {pair[0]} = "{match[1]}-{match[2]:0>2}"'


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
    _comma_in_front,
    _unquoted_month,
    _unquoted_text,
)
OF_MONTHS = ("mulai", "berlaku_mulai", "berlaku_sampai", "periode")


def _colon(line: str, section: str) -> str | None:
    """A colon where TOML has an equals sign; what else is wrong behind it is told with it."""
    match = re.fullmatch(rf"(?P<key>{DOTTED})\s*:\s*(?P<value>.*)", _uncommented(line))
    if not match:
        return None
    first = f"sesudah “{match['key']}” pakai tanda sama dengan (=), bukan titik dua"
    return _and_other(first, f"{match['key']} = {match['value']}", section)


def _and_other(first: str, meant: str, section: str) -> str:
    """What is wrong, with what else is wrong in the line that is meant; or that line."""
    other = _slip(meant, section)
    return f"{first}. {other[0].upper()}{other[1:]}" if other else f"{first}. Tulis: {bahasa.brief(meant)}"


def _no_equals(line: str, section: str) -> str | None:
    """A code and its number with nothing between them, in a section of numbers."""
    match = re.fullmatch(r"(?P<key>[\w-]+|\"[\w-]+\")\s+(?P<value>[\d.,\"'“{].*)", _uncommented(line).rstrip(" ,;"))
    if not match or not _is_of_numbers(section) or not _is_key(match["key"].strip('"')):
        return None
    if "=" in match["value"] and not match["value"].startswith("{"):
        return None
    key = match["key"].strip('"')
    first = f"sesudah “{key}” belum ada tanda sama dengan (=)"
    return _and_other(first, f"{match['key']} = {match['value']}", section)


def _is_key(word: str) -> bool:
    """Whether a word is a key of a section of numbers rather than something in front of a number, such as Rp."""
    is_code = bool(re.search(r"[^\W\d_]", word) and re.search(r"\d", word))
    return is_code or word in NUMBER_KEYS or bool(re.fullmatch(r"\d{4}-\d{2}", word, re.ASCII))


IN_BRACES = re.compile(r"(?<=[{,])(?P<space>\s*)(?P<key>[\w-]+|\"\0*\"|'\0*')(?P<between>\s*:\s*|\s+(?=[\d.“\"'\[{]))")


def _in_braces(line: str, section: str) -> str | None:
    """Keys inside { } with a colon or nothing where TOML has an equals sign."""
    text = _uncommented(line)
    masked = QUOTED.sub(lambda quoted: quoted[0][0] + "\0" * (len(quoted[0]) - 2) + quoted[0][-1], text)
    found = [match for match in IN_BRACES.finditer(masked) if _is_in_braces(masked[: match.start()])]
    found = [match for match in found if ":" in match["between"] or match["key"] in NUMBER_KEYS]
    if not found or len(line) > LONGEST_LINE:
        return None
    meant = text
    for match in reversed(found):
        meant = f"{meant[: match.start('between')]} = {meant[match.end('between') :]}"
    key = text[found[0].start("key") : found[0].end("key")].strip("\"'")
    wrong = ", bukan titik dua" if ":" in found[0]["between"] else ""
    return _and_other(f"di dalam {{ }} pakai tanda sama dengan (=) sesudah “{key}”{wrong}", meant, section)


def _is_in_braces(before: str) -> bool:
    """Whether what stands behind this text stands in { } and in no list inside."""
    while before != (inner := re.sub(r"\{[^{}\[\]]*\}|\[[^{}\[\]]*\]", "", before)):
        before = inner
    return before.rfind("{") > before.rfind("[")


# --- what stands where a number should -------------------------------------------------------------------------------

OF_NUMBERS = ("target", "kalender.hari_kerja")
"""Sections in which all values are numbers."""

LONGEST_LINE = 1000
"""Letters; in a longer one values are looked for too slowly."""

NUMBER_KEYS = (
    "target", "bulan", "tetap", "dari", "sampai", "triwulan", "semester", "batas_capaian", "minimal", "hari_seminggu",
    "tahun", "urutan", "hasil", "hari",
)  # fmt: skip
TOML_NUMBER = re.compile(
    r"[+-]?(?:inf|nan|(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?)|0[xob]\w+", re.ASCII
)
PLAIN = re.compile(r"(?=.*[.,%])[+-]?\d(?:[\d.,]*\d)?\s*%?", re.ASCII)
"""What the other slips tell of a number, by the sign that is wrong in it."""

WHOLE = r"(?:\"[^\"]*\"|'[^']*')(?=\s*(?:[,}\]]|$))"
BARE = r"[^\s,{}\[\]=]"
VALUE = re.compile(
    rf"(?P<key>{DOTTED})\s*=\s*(?P<behind>{WHOLE}|{BARE}(?:[^,{{}}\[\]=]|,(?=[\d-]))*)?"
    rf"|(?P<alone>{WHOLE}|{BARE}[^,{{}}\[\]=]*)(?![^,{{}}\[\]])"
)
"""A key with the value behind it, if that is no table and no list; or a value alone, in a list."""


def _no_number(line: str, section: str) -> str | None:
    """The first value of the line that stands where a number should, and is none."""
    if len(line) > LONGEST_LINE or _is_words(line):
        return None
    for path, value in _values(line, section):
        if _takes_number(path) and not PLAIN.fullmatch(value) and not TOML_NUMBER.fullmatch(value):
            bare = value.strip(f"\"'{CURLY} ")
            if path.startswith("target.") and bare.isalpha():
                if value == f'"{bare}"':
                    continue
                word = bahasa.brief(bare)
                return f'“{word}” bukan bilangan. Tulis dengan angka; bila kata sebuah pilihan, tulis "{word}".'
            what = "bukan bilangan" if bare == value else "ditulis dalam tanda kutip"
            is_target = path.count(".") == 1 and path.startswith("target.")
            told = (
                (is_target and written_numbers.per_month(bare))
                or written_numbers.number_in(bare)
                or "Tulis bilangannya saja, dengan angka."
            )
            return f"“{bahasa.brief(bare)}” {what}. {told}"
    return None


def _is_words(line: str) -> bool:
    """Whether a line has no key and begins with a word: what number it means cannot be said."""
    return "=" not in _bare(line) and bool(re.match(r"\s*[^\W\d_]", line))


def _values(line: str, section: str) -> Iterator[tuple[str, str]]:
    """Every value of a line that is no table and no list, behind its path: section, key of the line, own key."""
    keys = list[str]()
    for match in VALUE.finditer(_uncommented(line)):
        if match["key"]:
            keys = [*keys[:1], match["key"]]
        value = match["behind"] or match["alone"]
        if value:
            yield ".".join([*([section] if section else []), *keys]), value.strip()


def _takes_number(path: str) -> bool:
    return _is_of_numbers(path) or path.rpartition(".")[2] in NUMBER_KEYS


def _is_of_numbers(path: str) -> bool:
    return any(path == section or path.startswith(f"{section}.") for section in OF_NUMBERS)


# --- a key that stands twice -----------------------------------------------------------------------------------------


@frozen
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
        if match := _header(line):
            section = match["name"]
            yield _Begun(number, section)
        elif pair := _pair(line):
            yield _Begun(number, section, pair[0])
