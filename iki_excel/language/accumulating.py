"""How the months of a year come to "s.d. bulan ini" over columns (numpy is needed here, not where they are named)."""

from __future__ import annotations

import numpy as np

from iki_excel.language.akumulasi import BEFORE, LEADER, OWN, Akumulasi
from iki_excel.language.cells import Name
from iki_excel.language.cells.columns import Contents, over_columns


def accumulated(kind: Akumulasi, own: Contents, leader: Contents) -> Contents:
    """What each month comes to; months stand along the last axis."""
    entries: dict[str, Contents] = {}
    months: list[Contents] = []
    for month in range(own.number.shape[-1]):
        entries[f"{OWN.name}.{month}"] = own.months(month)
        columns = entries | {LEADER.name: leader.months(month)}
        if months:
            columns[BEFORE.name] = months[-1]
        after = kind.after([*map(Name, entries)], LEADER, BEFORE if months else None)
        months.append(over_columns(after, columns))
    return Contents(
        np.stack([month.number for month in months], axis=-1),
        np.stack([month.text for month in months], axis=-1),
        np.stack([month.error for month in months], axis=-1),
    )
