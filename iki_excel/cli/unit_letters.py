"""What ``iki kirim`` says of many units: letter by letter where there are a few, and counted where there are more."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from iki_excel.cli.proposals import NOTHING_DUE, WIDTH, letter_lines
from iki_excel.cli.units import MOST_NAMED, counted
from iki_excel.delivery.letters import FORMULIR, HASIL, INGATKAN, KINDS, PERBAIKAN, Letter
from iki_excel.runs.units.mailing import Due, again_of, letters_of, shared_addresses
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode

MOST_LETTERS = 12
"""So many letters are told one by one."""

MOST_UNITS = 20
"""Of so many units it is told what each gets: a line each fits on one screen."""

CALLED = {FORMULIR: "formulir", PERBAIKAN: "perbaikan", INGATKAN: "pengingat", HASIL: "hasil"}
ONE_BY_ONE = "Surat satu unit disebut satu per satu oleh “iki kirim --unit KODE”."


def proposal_lines(due: Sequence[Due], *, has_mail: bool) -> Iterator[str]:
    """Which letters are due, by unit; then what else is to be known."""
    letters, months = letters_of(due), sorted({month for one in due for month in one.asked.periode})
    span = bahasa.listing(month.words for month in months)
    own = [one for one in due if one.proposal.letters]
    if letters:
        yield from _wrapped(f"{_number(letters)} surat perlu dikirim dari {counted(_kodes(own))} ({span}):")
        yield from _by_unit(own, has_mail=has_mail) if len(letters) <= MOST_LETTERS else _counted(own)
        yield ""
    elif not again_of(due):
        yield NOTHING_DUE.format(span)
    for text in _further(due):
        yield from _wrapped(text)


def _by_unit(due: Iterable[Due], *, has_mail: bool) -> Iterator[str]:
    number = 0
    for one in due:
        unit = one.office.settings.unit
        yield from ("", f"{unit.nama} ({unit.kode})")
        for letter in one.proposal.letters:
            number += 1
            yield from letter_lines(number, letter, one.office.settings, has_mail=has_mail)


def _counted(due: Sequence[Due]) -> Iterator[str]:
    if len(due) <= MOST_UNITS:
        for one in due:
            unit = one.office.settings.unit
            yield from _wrapped(f"  {unit.nama} ({unit.kode}): {_kinds(one.proposal.letters)}", 4)
    else:
        yield from _wrapped(f"  {_kinds(letters_of(due))}", 4)
    yield ONE_BY_ONE


def _kinds(letters: Sequence[Letter]) -> str:
    """ "6 formulir dan 1 pengingat"."""
    counts = Counter(letter.jenis for letter in letters)
    return bahasa.listing(f"{bahasa.number(counts[kind])} {CALLED[kind]}" for kind in KINDS if counts[kind])


def _further(due: Sequence[Due]) -> Iterator[str]:
    again = again_of(due)
    if again:
        yield f"{_number(again)} surat Anda minta dikirim lagi."
    told = [row for one in due for row in one.proposal.told]
    undecided = [row for one in due for row in one.proposal.undecided]
    if len(told) > len(undecided):
        many = bahasa.number(len(told) - len(undecided))
        yield f"{many} surat lain sudah disampaikan dan tidak dikirim lagi; lihat “iki kotak-keluar”."
    if undecided:
        yield f"{_number(undecided)} surat tidak pasti sampai. Jawab dengan “iki kotak-keluar”."
    yield from _awaited(due)
    remarks = [*_remarks(due), *shared_addresses(due)]
    yield from (f"Perhatikan: {remark}" for remark in remarks[:MOST_NAMED])
    if len(remarks) > MOST_NAMED:
        yield f"Ada {bahasa.number(len(remarks) - MOST_NAMED)} catatan lagi; lihat dengan --unit KODE."


def _awaited(due: Iterable[Due]) -> Iterator[str]:
    by_month: dict[Periode, dict[str, int]] = {}
    for one in due:
        for month, awaited in one.proposal.awaited.items():
            by_month.setdefault(month, {})[one.office.settings.unit.kode] = len(awaited)
    for month in sorted(by_month):
        units = by_month[month]
        yield f"Formulir {month.words} yang belum masuk: {bahasa.number(sum(units.values()))} dari {counted([*units])}."


def _remarks(due: Iterable[Due]) -> Iterator[str]:
    """What is to be known of units; what is the same of several of them once."""
    units: dict[str, list[str]] = {}
    for one in due:
        for remark in one.proposal.remarks:
            units.setdefault(remark, []).append(one.office.settings.unit.nama)
    for remark, names in units.items():
        yield f"{names[0] if len(names) == 1 else counted(names)}: {remark}"


def _kodes(due: Iterable[Due]) -> list[str]:
    return [one.office.settings.unit.kode for one in due]


def _number(things: Sequence[object]) -> str:
    return bahasa.number(len(things))


def _wrapped(text: str, indent: int = 0) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
