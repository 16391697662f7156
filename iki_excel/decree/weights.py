"""How much each indikator weighs in the mean of its jabatan: all that are valid together weigh, or none does.

Weights are written as parts of one or of a hundred, as those of the unsur of a survey are, and are kept as parts of a
hundred. What they come to is asked of the decree, so that a weight mistyped is no silent other mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from iki_excel.decree.model import Indikator, Jabatan
from iki_excel.decree.toml import Table
from iki_excel.decree.versions import valid_sets
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode

WHOLE = 100
"""What the weights of a jabatan come to, as they are shown."""

WHOLES = (Decimal(1), Decimal(WHOLE))
"""What they may come to as they are written."""

Tables = Mapping[tuple[str, Periode | None], Table]
"""The table of each version, by kode and first month."""


def read_bobot(table: Table) -> float | None:
    """The key ``bobot`` of an indikator; None where it has none, or none above 0, which is told."""
    bobot: float | None = table.take("bobot", float, None)
    if bobot is not None and bobot <= 0:
        table.tell(f"{table.manner.key('bobot')} harus bilangan di atas 0, misalnya 30.", "bobot")
        return None
    return bobot


def words(bobot: float) -> str:
    """A weight, or what some come to, as it is said."""
    return bahasa.number(bobot)


def with_whole(jabatan: Jabatan, tables: Tables) -> Jabatan:
    """The jabatan with weights that are parts of a hundred; CatalogError where they come to no whole, or some miss."""
    if all(one.bobot is None for one in jabatan.indikator):
        return jabatan
    for together in valid_sets([*_as_told(jabatan.indikator)]):
        _refuse_some(together, tables)
    sets = [together for together in valid_sets(jabatan.indikator) if _weighing(together)]
    first = _whole(sets[0])
    for together in sets:
        _refuse_other_whole(together, (first,) if first in WHOLES else WHOLES, tables)
    scale = WHOLE / first
    return replace(jabatan, indikator=tuple(_scaled(one, scale) for one in jabatan.indikator))


def _as_told(indikator: Sequence[Indikator]) -> Iterator[Indikator]:
    """Each in all months that tell of it: one that ends stands in the report, and in its means, until December."""
    last = {one.kode: one for one in indikator}
    for one in indikator:
        ends = one.berlaku_sampai if last[one.kode] is one else None
        yield replace(one, berlaku_sampai=Periode(f"{ends.year}-12")) if ends else one


def _weighing(indikator: Iterable[Indikator]) -> list[Indikator]:
    return [one for one in indikator if one.bobot is not None]


def _whole(indikator: Iterable[Indikator]) -> Decimal:
    return sum((Decimal(str(one.bobot)) for one in _weighing(indikator)), Decimal(0))


def _scaled(one: Indikator, scale: Decimal) -> Indikator:
    return one if one.bobot is None else replace(one, bobot=float(Decimal(str(one.bobot)) * scale))


def _table(one: Indikator, tables: Tables) -> Table:
    return tables[one.kode, one.berlaku_mulai]


def _refuse_some(together: Sequence[Indikator], tables: Tables) -> None:
    """Raise CatalogError where one weighs beside one that does not."""
    weighing, without = _weighing(together), [one for one in together if one.bobot is None]
    if weighing and without:
        raise _table(without[0], tables).refuse(
            f"“{without[0].kode}” tidak punya bobot, padahal “{weighing[0].kode}” punya. Tulis bobot pada semua "
            "indikator jabatan ini yang ada di rekap yang sama, atau tidak pada satu pun.",
            "bobot",
        )


def _refuse_other_whole(together: Sequence[Indikator], wholes: Sequence[Decimal], tables: Tables) -> None:
    """Raise CatalogError where the weights of what is valid together come to something else."""
    if _whole(together) in wholes:
        return
    told = bahasa.listing(f"{one.kode} {bahasa.number(one.bobot, 10)}" for one in together if one.bobot is not None)
    allowed = " atau ".join(bahasa.number(float(whole)) for whole in wholes)
    begun = max((one.berlaku_mulai for one in together if one.berlaku_mulai), default=None)
    since = f" mulai {begun}" if begun else ""
    raise _table(together[0], tables).refuse(
        f"bobot indikator{since} berjumlah {bahasa.number(float(_whole(together)), 10)} ({told}), padahal harus "
        f"{allowed}. Periksa bobotnya.",
        "bobot",
    )
