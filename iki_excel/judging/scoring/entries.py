"""What the entries of the months come to, of many names at once: what adds up alike is added up in one go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from iki_excel.language.accumulating import accumulated
from iki_excel.language.akumulasi import AKUMULASI
from iki_excel.language.cells.columns import Contents, apart, stacked


class Entry(NamedTuple):
    """How the entries of a name add up (``akumulasi``), the ``own`` ones, and those of the name that it follows."""

    akumulasi: str
    own: Contents
    leader: Contents


def accumulated_together(entries: Mapping[str, Entry]) -> dict[str, Contents]:
    """By name what each month comes to; all are over one grid."""
    alike: dict[str, list[str]] = {}
    for name, entry in entries.items():
        alike.setdefault(entry.akumulasi, []).append(name)
    found: dict[str, Contents] = {}
    for akumulasi, names in alike.items():
        own, leader = (stacked([getattr(entries[name], of) for name in names]) for of in ("own", "leader"))
        found |= dict(zip(names, apart(accumulated(AKUMULASI[akumulasi], own, leader)), strict=True))
    return {name: found[name] for name in entries}
