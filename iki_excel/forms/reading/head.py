"""What stands locked above the headers of Isian: title, jabatan and periode, compared with the template."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Container, Mapping, Sequence
from typing import Any

from iki_excel.forms import layout
from iki_excel.forms.layout import LockedRow
from iki_excel.forms.reading.differences import Differences, Found, text_of
from iki_excel.forms.reading.form import Form
from iki_excel.forms.reading.workbook import SetAside
from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, Rule

Head = Sequence[Sequence[Any]]
Locked = Mapping[Place, str]
OTHER_ROW = "baris kepala formulir"

MONTH_DIFFERS = Rule(
    "periode_berbeda",
    GALAT,
    arti="Periode yang tertulis berbeda dari Kode formulirnya.",
    pesan="Di {file} tertulis periode {tertulis}, padahal Kode formulirnya untuk {menurut_kode}, jadi tidak pasti "
    "bulan mana.",
    saran="Salin isinya ke formulir bulan yang benar.",
    ringkas="tertulis periode {tertulis}, padahal Kode formulirnya untuk {menurut_kode}",
    contoh="Isian!I4 di formulir Maret 2019 diganti menjadi April 2019",
)


def refuse_other_month(form: Form, sheet: str) -> None:
    """A form whose periode was overwritten by hand belongs to no month for certain."""
    written = _written_month(form.workbook.sheets[sheet][: layout.FIRST_ROW])
    right = form.identity.periode
    if written and written != right:
        words = {"tertulis": Periode(written).words, "menurut_kode": Periode(right).words}
        raise SetAside(MONTH_DIFFERS, sheet, **words)


def _written_month(head: Head) -> str | None:
    """The month beside the word Periode, where one stands there."""
    for row in head:
        for label, value in itertools.pairwise(row):
            if label == layout.PERIODE_LABEL:
                return _as_month(value)
    return None


def _as_month(value: Any) -> str | None:
    if isinstance(value, dt.date):  # "April 2019", typed into Excel, is a date
        return f"{value:%Y-%m}"
    name, _, year = text_of(value).partition(" ")
    month = bahasa.MONTH_NUMBERS.get(name.casefold())
    return f"{year}-{month:02d}" if month and year.isdecimal() and len(year) == 4 else None


@frozen
class Part:
    """Rows above or below the headers as they are now, the first of them, and which rows of the template they were."""

    rows: Head
    start: int
    own: range


def compare_head(sheet: str, parts: Sequence[Part], columns: Mapping[int, int], expected: Locked) -> Differences:
    """The rows of the head, each where it says most of what it should; rows too many there, or too few."""
    different = Differences()
    for part in parts:
        lines = {row: right for row, right in _by_row(columns, expected).items() if row in part.own}
        _compare_part(sheet, part, lines, different)
    return different


def _compare_part(sheet: str, part: Part, lines: Mapping[int, Mapping[int, str]], different: Differences) -> None:
    gone, places = len(different.gone), []
    for row, right in lines.items():
        line = _best_line(part.rows, right)
        if line is None and len(part.rows) < len(part.own):
            different.gone.append(LockedRow(row, "", next(iter(right.values()))))
            continue
        line = min(row - part.own.start, len(part.rows) - 1) if line is None else line
        places.append(line)
        different.places[row] = part.start + line
        different.cells += _changed(sheet, part.rows[line], part.start + line, right)
    surplus = len(part.rows) + len(different.gone) - gone - len(part.own)
    different.inserted += [part.start + line for line in _likely_inserted(part.rows, places, surplus)]
    different.gone += [LockedRow(part.own.start, "", OTHER_ROW)] * -surplus


def _by_row(columns: Mapping[int, int], expected: Locked) -> dict[int, dict[int, str]]:
    lines: dict[int, dict[int, str]] = {}
    for place, text in expected.items():
        lines.setdefault(place.row, {})[columns[place.column]] = text_of(text)
    return lines


def _best_line(head: Head, right: Mapping[int, str]) -> int | None:
    said = [sum(text_of(row[column]) == text for column, text in right.items()) for row in head]
    return said.index(max(said)) if any(said) else None


def _changed(sheet: str, values: Sequence[Any], line: int, right: Mapping[int, str]) -> list[Found]:
    written = {Place(sheet, line, column): (text_of(values[column]), text) for column, text in right.items()}
    return [Found(place, now, text) for place, (now, text) in written.items() if now != text]


def _likely_inserted(head: Head, own: Container[int], surplus: int) -> list[int]:
    """So many rows that are not the form's own, blank ones before others."""
    free = [line for line in range(len(head)) if line not in own]
    blank_first = sorted(free, key=lambda line: any(map(text_of, head[line])))
    return sorted(blank_first[: max(surplus, 0)])
