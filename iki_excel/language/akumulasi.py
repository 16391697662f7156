"""How the months of a year come to "s.d. bulan ini", month by month."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from iki_excel.language.cells import (
    BLANK,
    Average,
    Count,
    Expression,
    If,
    IsNumber,
    Many,
    Max,
    Min,
    Name,
    Sum,
    bound,
)
from iki_excel.words.frozen import frozen

OF_ITS_MONTH = "sendiri"
"""The akumulasi of what stands for its own month alone."""

OWN, LEADER, BEFORE = Name("own"), Name("leader"), Name("before")


class Akumulasi(ABC):
    """What stands after a month, of the entries of the months so far.

    ``looks_back``: whether it needs all of these entries, not the last alone.
    """

    looks_back = False

    @abstractmethod
    def after(self, own: Sequence[Expression], leader: Expression, before: Expression | None) -> Expression:
        """What stands after the last of these months.

        ``own``: the entry of each month from the first; ``leader``: the entry that is followed, of the last of them;
        ``before``: what stands after the month before, which the first month has not.
        """


@frozen
class Stepwise(Akumulasi):
    """Each month from its own entry and what stands after the month before.

    ``first``: what January comes to; ``following``: what any later month does. Both are expressions over names: OWN is
    the month's own entry, BEFORE what the month before came to, LEADER the entry that is followed.
    """

    first: Expression
    following: Expression

    def after(self, own: Sequence[Expression], leader: Expression, before: Expression | None) -> Expression:
        """From the last entry and what stands after the month before."""
        names: dict[str, Many] = {OWN.name: own[-1], LEADER.name: leader}
        return bound(self.first, names) if before is None else bound(self.following, names | {BEFORE.name: before})


@frozen
class OfAllMonths(Akumulasi):
    """Every month from the entries of all months so far; nothing where none of them is a number."""

    of_all: Callable[..., Expression]
    looks_back = True

    def after(self, own: Sequence[Expression], leader: Expression, before: Expression | None) -> Expression:
        """From all entries."""
        return If(Count(*own).equals(0), BLANK, self.of_all(*own))


def _number_or_nothing(entry: Expression) -> Expression:
    return If(IsNumber(entry), entry, BLANK)


def _of_both(join: Callable[..., Expression]) -> Expression:
    """The entry and what stands before it, of both only numbers."""
    return If(Count(OWN, BEFORE).equals(0), BLANK, join(OWN, BEFORE))


_ENTRY = If(OWN.equals(""), BLANK, OWN)

AKUMULASI: dict[str, Akumulasi] = {
    "jumlah": Stepwise(_number_or_nothing(OWN), _of_both(Sum)),
    "terakhir": Stepwise(_number_or_nothing(OWN), If(IsNumber(OWN), OWN, BEFORE)),
    "rata": OfAllMonths(Average),
    "tertinggi": Stepwise(_number_or_nothing(OWN), _of_both(Max)),
    "terendah": Stepwise(_number_or_nothing(OWN), _of_both(Min)),
    "ikut": Stepwise(
        If(IsNumber(LEADER), _number_or_nothing(OWN), BLANK),
        If(IsNumber(LEADER), _number_or_nothing(OWN), BEFORE),
    ),
    "catatan_terakhir": Stepwise(_ENTRY, If(OWN.equals(""), BEFORE, OWN)),
    OF_ITS_MONTH: Stepwise(_ENTRY, _ENTRY),
}
"""By name: the sum; the last number; the mean of the months that have a number, the largest of them, the smallest; what
stood where ``leader`` had its last number; the last entry, TB too; and the month's own entry, of what each month has
one of."""

WORDS = {"rata": "rata-rata bulanan", "tertinggi": "bulan tertinggi", "terendah": "bulan terendah"}
"""What is said beside the name of a number that is neither added up nor as it was last."""
