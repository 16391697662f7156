"""What a decree says of one indikator over the months: the versions of it, and what must not change between them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from iki_excel.decree.fields import words_of
from iki_excel.decree.kinds import Slot
from iki_excel.decree.konstanta import Konstanta
from iki_excel.decree.model import Indikator, Jabatan
from iki_excel.decree.months import month_in
from iki_excel.decree.parts import Written
from iki_excel.decree.placed import Placed
from iki_excel.decree.toml import Table
from iki_excel.words import bahasa
from iki_excel.words.periods import LENGTHS, Periode

OF_TIME = ("versi", "berlaku_mulai", "berlaku_sampai")
PERIODE = "periode"
"""The span that an indikator is asked of."""

KEYS = {"indikatornya": "dari", "ukurannya": "ukuran"}
"""Where it is written what is called otherwise when it changes."""


class Span(NamedTuple):
    """A version of an indikator as one whole table, and its first and last month; None where there is no end."""

    table: Table
    first: Periode | None
    last: Periode | None


def versions_in(table: Table) -> list[Span]:
    """An indikator as it is written and every later version of it, each a table of its own, in order.

    A version is what the indikator says, but for what the version itself says; it ends where the next begins.
    """
    later = [(versi, first) for versi in table.tables("versi", []) if (first := _first_month(versi))]
    firsts = [month_in(table, "berlaku_mulai"), *(first for _, first in later)]
    end = month_in(table, "berlaku_sampai")
    _refuse_wrong_order(table, firsts, end)
    lasts = [*(first.previous for first in firsts[1:] if first), end]
    tables = [_version(table, {}, table.where)]
    tables += [_version(table, versi.data, f"{table.where}, versi {first}") for versi, first in later]
    return [Span(*span) for span in zip(tables, firsts, lasts, strict=True)]


def _version(table: Table, replaced: dict[str, Any], where: str) -> Table:
    if isinstance(table.data, Placed):
        return Table(table.data.with_others(replaced, OF_TIME), where, table.error, table.faults)
    said = {key: value for key, value in (table.data | replaced).items() if key not in OF_TIME}
    return Table(said, where, table.error, table.faults)


def _first_month(versi: Table) -> Periode | None:
    """The month in which a version begins; None where what stands there is none, which is told."""
    for key in ("kode", "versi", "berlaku_sampai"):
        if key in versi.data:
            told = f"{versi.manner.key(key)} ditulis pada indikatornya, bukan pada versinya. Pindahkan atau hapus."
            raise versi.refuse(told, key)
    first = month_in(versi, "berlaku_mulai")
    if "berlaku_mulai" not in versi.data:
        raise versi.refuse(
            'kunci “berlaku_mulai” tidak ada. Tambahkan bulan mulainya, misalnya berlaku_mulai = "2019-07".'
        )
    return first


def _refuse_wrong_order(table: Table, firsts: Sequence[Periode | None], end: Periode | None) -> None:
    """Every version begins later than the one before, and the last ends no earlier than it begins."""
    for before, after in itertools.pairwise(firsts):
        if before and after == before:
            raise table.refuse(f"dua versi berlaku mulai bulan yang sama, {after}. Ganti bulan mulai salah satunya.")
        if before and after and after < before:
            raise table.refuse(
                f"versi yang berlaku mulai {after} ditulis sesudah yang berlaku mulai {before}. "
                "Urutkan versi dari yang paling awal, masing-masing dengan bulan mulai sendiri."
            )
    if end and firsts[-1] and end < firsts[-1]:
        raise table.refuse(
            f"berlaku_sampai {end} lebih awal daripada bulan mulainya, {firsts[-1]}. Perbaiki salah satunya."
        )


# --- the months of a jabatan -----------------------------------------------------------------------------------------


def valid_sets(indikator: Sequence[Indikator]) -> Iterator[list[Indikator]]:
    """Every set of indikator that is valid together in some month, as they are in it, in the order of the months."""
    timed: list[Indikator | Konstanta] = [*indikator, *(konstanta for one in indikator for konstanta in one.konstanta)]
    begun = {one.berlaku_mulai for one in timed if one.berlaku_mulai}
    ended = {one.berlaku_sampai.following for one in timed if one.berlaku_sampai}
    turns = sorted(begun | ended)
    before = [turns[0].previous] if turns else [Periode("2019-01")]  # where nothing changes, any month will do
    for month in [*before, *turns]:
        yield [one.at(month) for one in indikator if one.is_valid_in(month)]


def versions_of(jabatan: Jabatan, year: int) -> list[Jabatan]:
    """A jabatan as its forms ask it, in the order of the months: each stretch of months with the same indikator, with
    targets of a year.
    """
    stretches = (replace(jabatan, indikator=tuple(together)) for together in _asked_sets(jabatan.indikator))
    return [
        replace(one, indikator=tuple(part.in_year(year) for part in one.indikator)) for one in stretches if one.has_form
    ]


def _asked_sets(indikator: Sequence[Indikator]) -> Iterator[list[Indikator]]:
    """Of every set that is valid together what its months ask together, each once."""
    for together in valid_sets(indikator):
        ends = sorted({LENGTHS[one.periode] for one in together}) or [1]
        # the months of a year that end a span of some length, from those that end the fewest
        yield from ([one for one in together if LENGTHS[one.periode] <= length] for length in ends)


def tell_of_changed_meaning(versions: Iterable[Written]) -> None:
    """A code that lives on means the same: its months are added up, whatever version asked for each of them.

    Told is each that means something else, at what it says differently; all that only changed with the span of its
    indikator at that.
    """
    known: dict[str, dict[str, str]] = {}
    for written in versions:
        of_other_span = []
        for isian, kode, meaning in _meanings(written.indikator):
            first = known.setdefault(kode, meaning)
            changed = [name for name in meaning if first.get(name, meaning[name]) != meaning[name]]
            if changed == [PERIODE]:
                of_other_span.append(f"“{kode}”")
            elif changed:
                _tell_of_change(written.table_of(isian), f"“{kode}”", changed)
        if of_other_span:
            _tell_of_change(written.table, bahasa.listing(of_other_span), [PERIODE])


def _tell_of_change(table: Table, named: str, changed: Sequence[str]) -> None:
    table.tell(
        f"{named} berganti {bahasa.listing(changed)} di antara versi-versinya. "
        "Isian yang artinya berubah memerlukan kode baru.",
        KEYS.get(changed[0], changed[0]),
    )


def _meanings(indikator: Indikator) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What must not change of each code: of an isian, of what stands in its cells, and of a computed name; with the
    isian or computed name that it is of.
    """
    for isian in indikator.isian:
        if not isian.is_number:
            yield isian.kode, isian.kode, {"jenis": isian.jenis}
        of_result = {"indikatornya": isian.dari, "ukurannya": isian.ukuran} if isian.dari else {}
        yield from ((isian.kode, slot.kode, _meaning(isian.jenis, slot) | of_result) for slot in isian.slots)
    for part in indikator.hitung:
        told = {"jenis": "hitung", "satuan": part.satuan, "akumulasi": part.akumulasi}
        yield part.kode, part.kode, told | {PERIODE: indikator.periode}


def _meaning(jenis: str, slot: Slot) -> dict[str, str]:
    told = {"jenis": jenis, "satuan": slot.satuan, "akumulasi": slot.akumulasi, PERIODE: slot.tiap}
    words = words_of(slot.field)
    if words is None:
        return told
    return {key: value for key, value in told.items() if key != "satuan"} | {"pilihan": str(words.values)}
