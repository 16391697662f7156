"""What was made of the same thing once is not made again: memos whose keys are the very objects, not what they say.

A jabatan is large, and to compare two of them takes longer than most of what is made of one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
Made = TypeVar("Made")

BY_WHAT_IT_SAYS = (str, int, tuple)
"""What is small, and is told apart by what it says."""


class _Same:
    """An object as a key. It holds the object, so that no other comes to stand at its address meanwhile."""

    __slots__ = ("one",)

    def __init__(self, one: Any) -> None:
        self.one = one

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.one is other.one

    def __hash__(self) -> int:
        return id(self.one)


Of = TypeVar("Of")


def kept_with(make: Callable[[Of], Made]) -> Callable[[Of], Made]:
    """Keep what a function makes of an object with that object, and as long: as a cached property of it would be.

    It is for objects that never change, of a class that knows nothing of the function.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @functools.wraps(make)
    def made(of: Of) -> Made:
        kept: dict[str, Any] = vars(of)
        if name not in kept:
            kept[name] = make(of)
        found: Made = kept[name]
        return found

    return made


def kept_for(most: int) -> Callable[[Callable[P, Made]], Callable[P, Made]]:
    """Keep what a function makes of its arguments, for so many of them as were asked last.

    It is for functions of things that never change, and nobody may change what they give.
    """

    def keeping(make: Callable[P, Made]) -> Callable[P, Made]:
        @functools.lru_cache(maxsize=most)
        def kept(*keys: Any) -> Made:
            return make(*(key.one if isinstance(key, _Same) else key for key in keys))  # type: ignore[call-arg]

        @functools.wraps(make)
        def made(*arguments: P.args, **_: P.kwargs) -> Made:
            return kept(*(one if isinstance(one, BY_WHAT_IT_SAYS) else _Same(one) for one in arguments))

        return made

    return keeping
