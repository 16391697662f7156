"""A class that is frozen is what ``dataclass(frozen=True)`` makes of it."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

import pytest

from iki_excel.words.frozen import frozen


class Place:
    sheet: str
    rows: list[int] = field(default_factory=list)
    column: int = 0
    seen: bool = field(default=False, compare=False, repr=False)


class Named:
    _: KW_ONLY
    name: str
    marks: tuple[str, ...] = ()


class Nothing:
    pass


class One:
    number: float


class WithItsOwn:
    number: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int)

    def __repr__(self) -> str:
        return "own"


GIVEN: list[tuple[type, Callable[[Any], object]]] = [
    (Place, lambda made: made("Isian")),
    (Place, lambda made: made("Isian", [3], column=2, seen=True)),
    (Place, lambda made: made()),
    (Place, lambda made: made("Isian", [], 0, True, 5)),
    (Place, lambda made: made("Isian") == made("Isian", seen=True)),
    (Place, lambda made: made("Isian") == made("Data")),
    (Place, lambda made: made("Isian") == Nothing()),
    (Place, lambda made: hash(made("Isian", ()))  == hash(made("Isian", (), seen=True))),
    (Place, lambda made: hash(made("Isian"))),
    (Place, lambda made: made("Isian").rows is made("Isian").rows),
    (Place, lambda made: dataclasses.replace(made("Isian"), column=7)),
    (Place, lambda made: dataclasses.asdict(made("Isian", [1]))),
    (Place, lambda made: made.__match_args__),
    (Place, lambda made: setattr(made("Isian"), "column", 2)),
    (Place, lambda made: delattr(made("Isian"), "column")),
    (Named, lambda made: made("a")),
    (Named, lambda made: made(name="a")),
    (Nothing, lambda made: (made(), made() == made())),
    (One, lambda made: made(float("nan")) == made(float("nan"))),
    (One, lambda made: {made(1.0): "one"}[made(1)]),
    (WithItsOwn, lambda made: (made(1), made(1) == 7, made(1) == made(1), hash(made(1)) == hash((1,)))),
]  # fmt: skip


def said(make: Callable[[Any], object], made: type) -> str:
    try:
        return repr(make(made))
    except (TypeError, dataclasses.FrozenInstanceError) as reason:
        return type(reason).__name__


@pytest.mark.parametrize(("plain", "make"), GIVEN)
def test_it_does_what_a_frozen_dataclass_does(plain: type, make: Callable[[Any], object]) -> None:
    one, other = (
        decorate(type(plain.__name__, (), dict(vars(plain)))) for decorate in (dataclass(frozen=True), frozen)
    )
    assert said(make, other) == said(make, one)


@frozen
class Above:
    first: int


@frozen
class Below(Above):
    second: str = "b"


def test_one_below_another_has_the_fields_of_both() -> None:
    below = Below(1)
    assert repr(below) == "Below(first=1, second='b')"
    assert below != Above(1)
    assert pickle.loads(pickle.dumps(below)) == below
