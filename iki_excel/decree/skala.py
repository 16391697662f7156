"""The steps by which a number of an indikator counts as another, as a catalogue writes them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from iki_excel.decree import repeats
from iki_excel.decree.fields.number import LARGEST
from iki_excel.decree.toml import Table, each
from iki_excel.language.formula import Formula, Langkah, Skala
from iki_excel.language.formula.skala import DIGITS
from iki_excel.language.rounding import is_whole
from iki_excel.words import bahasa

MOST_STEPS = 20


def read_skala(tables: Sequence[Table]) -> tuple[Skala, ...]:
    """Those of an indikator, in their order; what is wrong with one is told, and it is left out."""
    repeats.tell_of(tables, "kode", "kode skala")
    repeats.tell_of(tables, "label", "label skala")
    return tuple(one for one in each(_skala, tables) if one.langkah)


def _skala(table: Table) -> Skala:
    kode, label = table.kode(), table.text("label")
    steps = table.tables("langkah")
    langkah = each(_langkah, steps)
    table.done()
    if table.is_faulty or table.is_misread:
        return Skala(kode, label, ())
    if not 2 <= len(langkah) <= MOST_STEPS:
        raise table.refuse(
            f"skala “{kode}” berisi {len(langkah)} langkah, padahal 2 sampai {MOST_STEPS}. "
            + table.manner.write(
                "Tulis langkah = [{ dari = 0, nilai = 0 }, { dari = 1, nilai = 4 }].",
                "Tulis satu baris setiap langkah.",
            )
        )
    _refuse_falling(kode, langkah, steps)
    return Skala(kode, label, langkah)


def _langkah(table: Table) -> Langkah:
    langkah = Langkah(table.number("dari"), table.number("nilai"))
    table.done()
    for key, number in (("dari", langkah.dari), ("nilai", langkah.nilai)):
        if abs(number) > LARGEST:
            largest = bahasa.number(LARGEST)
            table.tell(f"“{key}” berisi {bahasa.number(number)}, padahal paling besar {largest}. Perbaiki.", key)
        elif not is_whole(number * 10**DIGITS):
            table.tell(f"“{key}” berisi {number!r}: paling banyak {DIGITS} angka di belakang koma. Bulatkan.", key)
    return langkah


def _refuse_falling(kode: str, langkah: Sequence[Langkah], tables: Sequence[Table]) -> None:
    for (before, after), table in zip(itertools.pairwise(langkah), tables[1:], strict=True):
        if after.dari <= before.dari:
            first, second = bahasa.number(before.dari, DIGITS), bahasa.number(after.dari, DIGITS)
            raise table.refuse(
                f"langkah skala “{kode}” tidak naik: dari {first}, lalu dari {second}. Urutkan dari yang terkecil, "
                "masing-masing sekali.",
                "dari",
            )


def tell_of_unused(skala: Iterable[Skala], tables: Sequence[Table], formulas: Sequence[Formula]) -> None:
    """Tell of steps that no formula names: a name in it was mistyped, or they are left over."""
    used = {one.kode for formula in formulas for one in formula.skala}
    by_kode = {table.data.get("kode"): table for table in tables}
    for one in skala:
        if one.kode not in used:
            told = f"skala “{one.kode}” tidak dipakai rumus mana pun. Pakai dalam rumus, atau hapus."
            by_kode[one.kode].tell(told, "kode")
