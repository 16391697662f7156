"""Frozen dataclasses that cost next to nothing before somebody uses them.

``@dataclass(frozen=True)`` writes six methods for each class as text and has Python compile them: a millisecond a
class, and a month loads 250 classes, of whose methods it calls a tenth. Here the standard decorator reads the fields,
so that ``fields``, ``replace``, ``asdict`` and ``match`` find what they know; five methods are the same for all
classes; and ``__init__`` is compiled when the first object of its class is made.

As with the standard decorator a method that the class itself has stays. Otherwise than with it: values are compared as
tuples are, on every Python; no object ever takes an attribute, also one of a subclass; and nothing computes a field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform, overload

Class = TypeVar("Class", bound=type)


@overload
def frozen(cls: Class) -> Class: ...
@overload
def frozen(*, eq: bool) -> Callable[[Class], Class]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Any = None, *, eq: bool = True) -> Any:
    """The class as a frozen dataclass; with ``eq=False`` an object of it equals none but itself."""
    return _frozen(cls, eq) if cls else lambda given: _frozen(given, eq)


def _frozen(cls: Any, eq: bool) -> Any:
    made: Any = dataclass(init=False, repr=False, eq=False)(cls)
    _refuse_computed_fields(made)
    _give(made, "__init__", _compiled_when_called(made))
    _give(made, "__repr__", _shown)
    if eq:
        made.__compared__ = staticmethod(_values_of([each.name for each in fields(made) if each.compare]))
        _give(made, "__hash__", _hashed)
        _give(made, "__eq__", _equal)
    made.__setattr__ = _refuse_to_set
    made.__delattr__ = _refuse_to_delete
    return made


def _refuse_computed_fields(cls: Any) -> None:
    if hasattr(cls, "__post_init__") or not all(each.init for each in fields(cls)):
        raise TypeError(f"{cls.__qualname__} would compute a field: have a function make its objects")


def _give(cls: Any, name: str, method: Callable[..., Any]) -> None:
    """The method, where the class has none of its own; Python itself puts None for ``__hash__`` beside ``__eq__``."""
    if vars(cls).get(name) is None:
        setattr(cls, name, method)


def _values_of(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    alone = [attrgetter(name) for name in names]  # of one name it gives no tuple
    return lambda one: tuple([value(one) for value in alone])


def _hashed(self: Any) -> int:
    return hash(self.__compared__(self))


def _equal(self: Any, other: Any) -> Any:
    return self.__compared__(self) == self.__compared__(other) if other.__class__ is self.__class__ else NotImplemented


@recursive_repr()
def _shown(self: Any) -> str:
    said = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({said})"


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _compiled_when_called(cls: Any) -> Callable[..., None]:
    def first(self: Any, *args: Any, **named: Any) -> None:
        cls.__init__ = _init(cls)
        cls.__init__(self, *args, **named)

    return first


def _init(cls: Any) -> Callable[..., None]:
    """Takes the fields in their order, those for names alone behind a star, and puts each into the object."""
    own = fields(cls)
    known: dict[str, Any] = {"_put": object.__setattr__, "_MISSING": MISSING}
    for each in own:
        known |= {f"_default_{each.name}": each.default, f"_made_{each.name}": each.default_factory}
    taken = ", ".join(_parameters(own))
    lines = "".join(f"\n _put(self, {each.name!r}, {_value(each)})" for each in own)
    exec(f"def __init__(self, {taken}):{lines or ' pass'}", known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _parameters(own: Iterable[Field[Any]]) -> Iterable[str]:
    in_order = [each for each in own if not each.kw_only]
    by_name = [each for each in own if each.kw_only]
    return [*map(_parameter, in_order), *(["*"] if by_name else []), *map(_parameter, by_name)]


def _parameter(one: Field[Any]) -> str:
    if one.default_factory is not MISSING:
        return f"{one.name}=_MISSING"
    return one.name if one.default is MISSING else f"{one.name}=_default_{one.name}"


def _value(one: Field[Any]) -> str:
    made_if_missing = f"_made_{one.name}() if {one.name} is _MISSING else {one.name}"
    return one.name if one.default_factory is MISSING else made_if_missing
