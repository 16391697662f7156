"""Frozen dataclasses as JSON, and back: of what somebody may have edited nothing is believed but what has its type."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
import math
import types
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from iki_excel.words.errors import IkiError
from iki_excel.words.periods import Periode

T = TypeVar("T")

OF_TEXT = {Periode: Periode, dt.date: dt.date.fromisoformat}
"""What stands in JSON as a text, and how it is read."""

SIDIK = "sidik"
"""The key of the SHA-256 over all the others."""


def as_json(told: Any) -> bytes:
    """A dataclass as JSON, with a mark over all of it; equal ones give equal bytes."""
    fields = json.loads(json.dumps(dataclasses.asdict(told), default=str))
    return _text({**fields, SIDIK: _mark(fields)}, indent=1).encode()


def from_json(kind: type[T], content: bytes) -> T | None:
    """The dataclass of this kind that JSON says, every field checked; None where it says anything else."""
    try:
        told = json.loads(content)
        mark = told.pop(SIDIK)
        found: T = _read(kind, told)
        return found if mark == _mark(told) else None
    except (IkiError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _mark(fields: Any) -> str:
    return hashlib.sha256(_text(fields).encode()).hexdigest()


def _text(fields: Any, indent: int | None = None) -> str:
    return json.dumps(fields, ensure_ascii=False, indent=indent, allow_nan=False, sort_keys=False) + "\n"


def _read(kind: Any, value: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, value)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value)
    if isinstance(kind, types.UnionType):
        return None if value is None else _read(next(one for one in get_args(kind) if one is not type(None)), value)
    return OF_TEXT[kind](_plain(str, value)) if kind in OF_TEXT else _plain(kind, value)


def _dataclass(kind: Any, value: Any) -> Any:
    hints = _hints(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise ValueError(kind)
    return kind(**{name: _read(hint, value[name]) for name, hint in hints.items()})


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    """Of one kind and any length: that is all the dataclasses have."""
    if not isinstance(value, list):
        raise ValueError(value)
    return tuple(_read(kinds[0], one) for one in value)


def _plain(kind: Any, value: Any) -> Any:
    number = float(value) if kind is float and type(value) is int else value
    if type(number) is not kind or (kind is float and not math.isfinite(number)):
        raise ValueError(value)
    return number
