"""The parts of the README that are made from the code. ``python -m tests.readme`` writes them again."""

from __future__ import annotations

import re
from pathlib import Path

from iki_excel.cli import cli
from iki_excel.decree import load_catalog
from iki_excel.decree.kinds import MEASURES
from iki_excel.judging.scoring import STATUS_WORDS
from iki_excel.language import formula
from iki_excel.runs.explaining import RULES, in_general
from iki_excel.words import bahasa
from iki_excel.workbooks import gate, opening, zipped
from iki_excel.workbooks.opening.__main__ import MOST_MEMORY
from iki_excel.workbooks.openxml import bounds

README = Path(__file__).parents[1] / "README.md"


def indicators() -> str:
    """The 24 indikator with their formulas."""
    lines = ["| kode | indikator | satuan | rumus |", "| --- | --- | --- | --- |"]
    for _, one in load_catalog().indikator.values():
        lines.append(f"| {one.kode} | {one.indikator} | {one.satuan} | `{one.rumus.text}` |")
    return "\n".join(lines)


def rules() -> str:
    """Every kind of temuan: what is refused or warned of, why, and what is said to whoever sent it."""
    lines = ["| kode | tingkat | artinya | yang dikatakan |", "| --- | --- | --- | --- |"]
    for one in sorted(RULES, key=lambda rule: rule.kode):
        said = in_general(f"{one.pesan} {one.saran}")
        lines.append(f"| `{one.kode}` | {one.tingkat} | {one.arti} | {said} |")
    return "\n".join(lines)


def statuses() -> str:
    """Every status of a result."""
    lines = ["| status | artinya |", "| --- | --- |"]
    return "\n".join(lines + [f"| `{status}` | {words} |" for status, words in STATUS_WORDS.items()])


def commands() -> str:
    """Every command with its first sentence."""
    lines = ["| perintah | kegunaan |", "| --- | --- |"]
    return "\n".join(
        lines + [f"| `iki {name}` | {one.get_short_help_str(200)} |" for name, one in cli.commands.items()]
    )


def language() -> str:
    """What a formula may say."""
    return f"`+ - * / ( )`, numbers, names, and {', '.join(f'`{name}(…)`' for name in (*formula.FUNCTIONS, *MEASURES))}"


LIMITS = (
    ("bita sebuah berkas", gate.LARGEST_FILE),
    ("bagian dalam sebuah arsip", zipped.MOST_ENTRIES),
    ("bita semua bagian setelah mengembang", zipped.LARGEST_INFLATED),
    ("kali sebuah bagian mengembang", zipped.LARGEST_RATIO),
    ("bita bagian-bagian yang dibaca", bounds.LARGEST_PARTS),
    ("tanda XML di dalamnya, bila besar", bounds.MOST_TAGS),
    ("lembar", bounds.MOST_SHEETS),
    ("nama sel", bounds.MOST_NAMES),
    ("sel berisi", bounds.MOST_CELLS),
    ("sel dari A1 sampai sel berisi yang terakhir", bounds.LARGEST_AREA),
    ("gabungan sel di selembar", bounds.MOST_MERGES),
    ("teks bersama", bounds.MOST_STRINGS),
    ("huruf di sebuah sel", bounds.LONGEST_TEXT),
    ("huruf di semua sel", bounds.LARGEST_TEXT),
    ("detik untuk membaca sebuah berkas", int(opening.LONGEST)),
    ("bita memori program pembaca", MOST_MEMORY),
)


def limits() -> str:
    """How much a file may hold before it is refused."""
    lines = ["| paling banyak | apa |", "| ---: | --- |"]
    return "\n".join([*lines, *(f"| {bahasa.number(most)} | {what} |" for what, most in LIMITS)])


PARTS = {
    "commands": commands,
    "indicators": indicators,
    "rules": rules,
    "limits": limits,
    "statuses": statuses,
    "language": language,
}


def written(text: str) -> str:
    """The README's text with its made parts as they are now."""
    for name, make in PARTS.items():
        marked = re.compile(rf"(<!-- {name} -->\n)(?:.*?\n)?(<!-- /{name} -->)", re.DOTALL)
        assert marked.search(text), f"README has no part {name}"
        text = marked.sub(lambda found, make=make: f"{found[1]}{make()}\n{found[2]}", text)  # type: ignore[misc]
    return text


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8")
