"""Numbers that the decree sets by name, such as 240 hari efektif: each with its satuan, and from when to when.

They stand in keputusan.toml, a ``[[konstanta]]`` for each number. Several of one kode follow each other: one that does
not say until when it is valid ends where the next begins.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from iki_excel.decree.months import month_in
from iki_excel.decree.toml import Table, each
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode


@frozen
class Konstanta:
    """A number that formulas use by its kode, in the months from the first to the last; None for no such end."""

    kode: str
    nilai: float
    satuan: str
    label: str
    berlaku_mulai: Periode | None = None
    berlaku_sampai: Periode | None = None

    def is_valid_in(self, periode: str) -> bool:
        """Whether it is the number of this month."""
        begins, ends = self.berlaku_mulai, self.berlaku_sampai
        return (begins is None or begins <= periode) and (ends is None or periode <= ends)

    @property
    def words(self) -> str:
        """The number with its satuan: "240 hari"."""
        return f"{bahasa.number(self.nilai, ALL_DIGITS)} {self.satuan}"

    @property
    def number_format(self) -> str:
        """How the number looks in a cell: whole with thousands, or with all its digits."""
        return "#,##0" if self.nilai.is_integer() else "General"

    @property
    def validity(self) -> str:
        """From when to when it is valid, in words; "" for always."""
        return _span_words(self.berlaku_mulai, self.berlaku_sampai)

    def validity_known_in(self, month: str) -> str:
        """The same; an end is told once it has come, as what is decreed for later changes no report of a month."""
        ends = self.berlaku_sampai
        return _span_words(self.berlaku_mulai, ends if ends and ends < month else None)


def _span_words(begins: Periode | None, ends: Periode | None) -> str:
    return " ".join([*([f"mulai {begins.words}"] if begins else []), *([f"sampai {ends.words}"] if ends else [])])


ALL_DIGITS = 10
"""Behind the decimal comma, where such a number is said in words."""


def read_konstanta(table: Table) -> tuple[Konstanta, ...]:
    """What a catalogue says under ``konstanta``, in its order, those of one kode by their months."""
    rows = each(lambda part: (_row(part), part), table.tables("konstanta", []))
    kode = [*dict.fromkeys(one.kode for one, _ in rows)]
    found = [one for name in kode for one in _one_after_the_other([row for row in rows if row[0].kode == name])]
    _refuse_shared_labels(found, table)
    return tuple(found)


def _row(table: Table) -> Konstanta:
    konstanta = Konstanta(
        kode=table.kode(),
        nilai=table.number("nilai"),
        satuan=table.text("satuan"),
        label=table.text("label"),
        berlaku_mulai=month_in(table, "berlaku_mulai"),
        berlaku_sampai=month_in(table, "berlaku_sampai"),
    )
    table.done()
    begins, ends = konstanta.berlaku_mulai, konstanta.berlaku_sampai
    if begins and ends and ends < begins:
        raise table.refuse(f"berlaku_sampai {ends} lebih awal daripada berlaku_mulai {begins}. Perbaiki salah satunya.")
    return konstanta


def _one_after_the_other(rows: Sequence[tuple[Konstanta, Table]]) -> list[Konstanta]:
    """What one kode is over the months; what leaves its end open ends where the next begins."""
    ordered = sorted(rows, key=lambda row: row[0].berlaku_mulai or "")
    found = [one for one, _ in ordered]
    for number, ((one, _), (after, table)) in enumerate(itertools.pairwise(ordered)):
        _refuse_changed_meaning(one, after, table)
        begins = after.berlaku_mulai
        if begins is None or one.berlaku_mulai == begins or (one.berlaku_sampai and one.berlaku_sampai >= begins):
            month = begins.words if begins else "bulan pertama"
            raise table.refuse(
                f"“{one.kode}” punya dua nilai untuk {month}: {one.words} dan {after.words}. Perbaiki berlaku_mulai "
                "atau berlaku_sampai salah satunya."
            )
        found[number] = replace(one, berlaku_sampai=one.berlaku_sampai or begins.previous)
    return found


def _refuse_changed_meaning(one: Konstanta, after: Konstanta, table: Table) -> None:
    for what in ("label", "satuan"):
        first, second = getattr(one, what), getattr(after, what)
        if first != second:
            raise table.refuse(
                f"{what} “{one.kode}” tertulis “{first}” dan “{second}”. Samakan; yang artinya lain memerlukan kode "
                "sendiri."
            )


def _refuse_shared_labels(konstanta: Sequence[Konstanta], table: Table) -> None:
    seen: dict[str, str] = {}
    for one in konstanta:
        other = seen.setdefault(one.label, one.kode)
        if other != one.kode:
            raise table.refuse(
                f"konstanta “{other}” dan “{one.kode}” berlabel sama, “{one.label}”. Ganti salah satunya."
            )
