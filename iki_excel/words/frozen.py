"""Frozen dataclasses that are made quickly: there are hundreds of them, and each start of Python makes them anew.

``dataclass(frozen=True)`` compiles six functions for each class, which all together took a tenth of a month's run. Here
only ``__init__`` is compiled; what compares, shows and refuses to change is the same for every class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

Made = TypeVar("Made")

NOT_GIVEN: Any = object()


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(made: type[Made]) -> type[Made]:
    """The class as a dataclass whose fields nobody changes: what ``dataclass(frozen=True)`` is, made in a fifth of the
    time. It takes no ``__post_init__``, no ``InitVar`` and no field that is not given to ``__init__``."""
    made.__doc__ = made.__doc__ or made.__name__  # else dataclass asks for a signature, which costs more than all else
    dataclass(init=False, repr=False, eq=False)(made)
    own = fields(made)  # type: ignore[arg-type]
    compared = _values_of([one.name for one in own if one.compare])
    methods = {
        "__init__": _init(own),
        "__repr__": _repr([one.name for one in own if one.repr]),
        "__eq__": _eq(compared),
        "__hash__": lambda self: hash(compared(self)),
    }
    for name, method in methods.items():
        if made.__dict__.get(name) is None:
            setattr(made, name, method)
    made.__setattr__ = made.__delattr__ = _refuse_change  # type: ignore[method-assign]
    return made


def _refuse_change(self: object, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _values_of(names: Sequence[str]) -> Callable[[object], tuple[Any, ...]]:
    """What reads these attributes of an object."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _eq(compared: Callable[[object], tuple[Any, ...]]) -> Callable[[object, object], bool]:
    def equal(self: object, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _repr(names: Sequence[str]) -> Callable[[object], str]:
    return lambda self: f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


def _init(own: Sequence[Field[Any]]) -> Callable[..., None]:
    """What takes each field by its place or its name, and puts it where ``__setattr__`` is not asked."""
    by_place, by_name = ([one for one in own if one.kw_only is is_by_name] for is_by_name in (False, True))
    taken = [*map(_parameter, by_place), *(["*"] if by_name else []), *map(_parameter, by_name)]
    lines = [f"def __init__(self, {', '.join(taken)}):", *(map(_line, own) if own else ["pass"])]
    known = {"put": object.__setattr__, "NOT_GIVEN": NOT_GIVEN, **dict(_defaults(own))}
    exec("\n ".join(lines), known)
    init: Callable[..., None] = known["__init__"]
    return init


def _parameter(one: Field[Any]) -> str:
    if one.default is not MISSING:
        return f"{one.name}=default_{one.name}"
    return one.name if one.default_factory is MISSING else f"{one.name}=NOT_GIVEN"


def _line(one: Field[Any]) -> str:
    given = one.name
    if one.default_factory is not MISSING:
        given = f"default_{one.name}() if {one.name} is NOT_GIVEN else {one.name}"
    return f"put(self, {one.name!r}, {given})"


def _defaults(own: Sequence[Field[Any]]) -> Iterator[tuple[str, Any]]:
    for one in own:
        if one.default is not MISSING or one.default_factory is not MISSING:
            yield f"default_{one.name}", one.default if one.default is not MISSING else one.default_factory
