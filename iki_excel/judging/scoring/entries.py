"""What the entries of the months come to, of many names at once: what adds up alike is added up in one go."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import NamedTuple, TypeVar

from iki_excel.language.accumulating import accumulated
from iki_excel.language.akumulasi import AKUMULASI
from iki_excel.language.cells.columns import Contents, apart, stacked

Key = TypeVar("Key", bound=Hashable)


class Entry(NamedTuple):
    """How the entries of a name add up (``akumulasi``), the ``own`` ones, and those of the name that it follows."""

    akumulasi: str
    own: Contents
    leader: Contents


def accumulated_together(entries: Mapping[Key, Entry]) -> dict[Key, Contents]:
    """By name, or whatever they are known by, what each month comes to."""
    alike: dict[tuple[str, tuple[int, ...]], list[Key]] = {}
    for name, entry in entries.items():
        alike.setdefault((entry.akumulasi, entry.own.number.shape), []).append(name)
    found: dict[Key, Contents] = {}
    for (akumulasi, _), names in alike.items():
        own, leader = (stacked([getattr(entries[name], of) for name in names]) for of in ("own", "leader"))
        found |= dict(zip(names, apart(accumulated(AKUMULASI[akumulasi], own, leader)), strict=True))
    return {name: found[name] for name in entries}
