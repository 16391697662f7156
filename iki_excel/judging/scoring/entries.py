"""What the entries of the months come to, of many names at once: what adds up alike is added up in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from iki_excel.language.accumulating import accumulated
from iki_excel.language.akumulasi import AKUMULASI
from iki_excel.language.cells.columns import Contents, of_numbers


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
        own, leader = (_on_top([getattr(entries[name], of) for name in names]) for of in ("own", "leader"))
        found |= dict(zip(names, _apart(accumulated(AKUMULASI[akumulasi], own, leader)), strict=True))
    return {name: found[name] for name in entries}


def _on_top(several: Sequence[Contents]) -> Contents:
    """Contents of one shape, along a new first axis."""
    number, error = np.stack([one.number for one in several]), np.stack([one.error for one in several])
    if any(one.may_have_text for one in several):
        return Contents(number, np.stack([one.text for one in several]), error)
    return of_numbers(number, error=error)


def _apart(together: Contents) -> list[Contents]:
    return [Contents(*arrays) for arrays in zip(together.number, together.text, together.error, strict=True)]
