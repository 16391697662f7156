"""A mark of all that a catalogue or settings say, wording and order included: what has the same cannot be told apart.

The fingerprint of a decree leaves out what changes no number; this leaves out nothing.
"""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from iki_excel.decree.fields.field import Field


def mark_of_all(said: Any) -> str:
    """A SHA-256 of anything that consists of what a catalogue or settings consist of, as 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(_plain(said)).encode()).hexdigest()


class Marks:
    """The same of many things that share most of what they consist of: what is the very same is marked once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, str]] = {}

    def of(self, one: Any) -> str:
        """The mark of one thing."""
        known = self._known.get(id(one))
        if known is None:
            known = self._known[id(one)] = (one, mark_of_all(one))  # held, so that no other comes to its address
        return known[1]

    def of_parts(self, one: Any) -> str:
        """That of a dataclass, by the marks of its fields."""
        return mark_of_all([self.of(getattr(one, field.name)) for field in dataclasses.fields(one)])


def _plain(value: Any) -> Any:
    """A value as JSON has it, with the type of what JSON does not know."""
    match value:
        case None | bool() | str() | int() | float():
            return value
        case dt.date():
            return _typed(value, [value.isoformat()])
        case ast.AST():
            return ast.dump(value)
        case Mapping():
            return _typed(value, [part for pair in value.items() for part in pair])
        case tuple() | list():
            return [_plain(one) for one in value]
        case Field() if not dataclasses.is_dataclass(value):
            return _typed(value, vars(value).items())
    return _typed(value, [getattr(value, field.name) for field in dataclasses.fields(value)])


def _typed(value: Any, parts: Iterable[Any]) -> Any:
    return {type(value).__name__: [_plain(one) for one in parts]}
