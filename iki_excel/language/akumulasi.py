"""How the months of a year add up to "s.d. bulan ini", month by month: each from its own entry and the sum before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from iki_excel.language.cells import BLANK, Contents, Count, Expression, If, IsNumber, Name, Sum, over_columns

OF_ITS_MONTH = "sendiri"
"""The akumulasi of what stands for its own month alone."""

OWN, LEADER, BEFORE = Name("own"), Name("leader"), Name("before")


@dataclass(frozen=True)
class Akumulasi:
    """``first``: what January comes to; ``following``: what any later month does. Both are expressions over names.

    OWN is the month's own entry, BEFORE what the month before came to, LEADER the entry that is followed.
    """

    first: Expression
    following: Expression


def _number_or_nothing(entry: Expression) -> Expression:
    return If(IsNumber(entry), entry, BLANK)


_ENTRY = If(OWN.equals(""), BLANK, OWN)

AKUMULASI = {
    "jumlah": Akumulasi(_number_or_nothing(OWN), If(Count(OWN, BEFORE).equals(0), BLANK, Sum(OWN, BEFORE))),
    "terakhir": Akumulasi(_number_or_nothing(OWN), If(IsNumber(OWN), OWN, BEFORE)),
    "ikut": Akumulasi(
        If(IsNumber(LEADER), _number_or_nothing(OWN), BLANK),
        If(IsNumber(LEADER), _number_or_nothing(OWN), BEFORE),
    ),
    "catatan_terakhir": Akumulasi(_ENTRY, If(OWN.equals(""), BEFORE, OWN)),
    OF_ITS_MONTH: Akumulasi(_ENTRY, _ENTRY),
}
"""By name: the sum; the last number; what stood where ``leader`` had its last number; the last entry, TB too; and the
month's own entry, of what each month has one of."""


def accumulated(kind: Akumulasi, own: Contents, leader: Contents) -> Contents:
    """What each month comes to; months stand along the last axis."""
    months: list[Contents] = []
    for month in range(own.number.shape[-1]):
        columns = {"own": _month(own, month), "leader": _month(leader, month)}
        if months:
            columns["before"] = months[-1]
        months.append(over_columns(kind.following if month else kind.first, columns))
    return Contents(
        np.stack([month.number for month in months], axis=-1),
        np.stack([month.text for month in months], axis=-1),
        np.stack([month.error for month in months], axis=-1),
    )


def _month(contents: Contents, month: int) -> Contents:
    return Contents(contents.number[..., month], contents.text[..., month], contents.error[..., month])
