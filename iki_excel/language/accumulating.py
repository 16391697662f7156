"""How the months of a year come to "s.d. bulan ini" over columns (numpy is needed here, not where they are named)."""

from __future__ import annotations

import functools

from iki_excel.language.akumulasi import BEFORE, LEADER, OWN, Akumulasi
from iki_excel.language.cells import Expression, Name
from iki_excel.language.cells.columns import Contents, over_columns, stacked


def accumulated(kind: Akumulasi, own: Contents, leader: Contents) -> Contents:
    """What each month comes to; months stand along the last axis."""
    entries: dict[str, Contents] = {}
    months: list[Contents] = []
    for month, after in enumerate(_after_each(kind, own.number.shape[-1])):
        entries[_entry(month)] = own.months(month)
        columns = entries | {LEADER.name: leader.months(month)}
        if months:
            columns[BEFORE.name] = months[-1]
        months.append(over_columns(after, columns))
    return stacked(months, axis=-1)


@functools.cache
def _after_each(kind: Akumulasi, months: int) -> list[Expression]:
    """What stands after each of so many months, of the entries so far by name."""
    own = [Name(_entry(month)) for month in range(months)]
    return [kind.after(own[: month + 1], LEADER, BEFORE if month else None) for month in range(months)]


def _entry(month: int) -> str:
    return f"{OWN.name}.{month}"
