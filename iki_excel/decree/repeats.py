"""What stands twice where it may stand once."""

from __future__ import annotations

from collections.abc import Iterable

from iki_excel.decree.toml import Table


def tell_of(tables: Iterable[Table], key: str, what: str) -> list[Table]:
    """What stands under a key of these tables stands there once; gives those that are the first to say it."""
    seen: dict[str, Table] = {}
    firsts = list[Table]()
    for table in tables:
        said = table.data.get(key)
        if not isinstance(said, str) or not said:
            continue
        first = seen.setdefault(said.strip(), table)
        if first is table:
            firsts.append(table)
        else:
            where = f" (sudah dipakai di {first.place_of(key).partition(', indikator')[0]})"
            table.tell(f"{what} “{said.strip()}” dipakai dua kali{where}. Ganti salah satunya.", key)
    return firsts
