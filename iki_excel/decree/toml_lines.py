"""In which line of a TOML file each of its keys stands, which tomllib does not say.

The text is read once more, as loosely as can be: what is no TOML has been refused before.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from iki_excel.decree.placed import Line, Placed, Stands

STRING = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)
BARE = re.compile(r"[\w-]+")
SCALAR = re.compile(r"[^\s,\[\]{}#\"'][^,\[\]{}#\n]*")
SKIPPED = re.compile(r"(?:\s|#[^\n]*)+")
DOT_OR_NOT = re.compile(r"[ \t]*(\.)?[ \t]*")


@dataclass
class _Stand:
    """Where a value begins, and by key or by order where those inside it do."""

    line: int
    inside: dict[str | int, _Stand] = field(default_factory=dict)

    def at(self, keys: list[str], line: int) -> _Stand:
        """The table below this one, through the last of every list on the way."""
        here = self
        for key in keys:
            here = here.inside.setdefault(key, _Stand(line))
            here = here.inside[len(here.inside) - 1] if 0 in here.inside else here
        return here

    @property
    def told(self) -> Stands:
        """The line, and those of the keys."""
        return Line(self.line), {key: Line(one.line) for key, one in self.inside.items() if isinstance(key, str)}


def placed(data: dict[str, Any], text: str) -> Placed:
    """What tomllib made of a text, each table with its line and those of its keys; the text is gone through when the
    first of them is asked for."""
    return _table(data, functools.cache(lambda: _Scanner(text).scan()))


def _table(data: dict[str, Any], find: Callable[[], _Stand]) -> Placed:
    return Placed({key: _with_lines(one, find, key) for key, one in data.items()}, lambda: find().told)


def _with_lines(value: Any, above: Callable[[], _Stand], key: str | int) -> Any:
    """A value that stands under a key of what is above it."""
    if not isinstance(value, dict | list):
        return value
    find = functools.partial(_inside, above, key)
    if isinstance(value, dict):
        return _table(value, find)
    return [_with_lines(one, find, order) for order, one in enumerate(value)]


def _inside(above: Callable[[], _Stand], key: str | int) -> _Stand:
    stand = above()
    return stand.inside.get(key, stand)


class _Scanner:
    """Goes through a text once, from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.counted, self.lines = 0, 1

    def scan(self) -> _Stand:
        root = table = _Stand(1)
        while not self._is_at_end():
            if self._next() == "[":
                table = self._header(root)
            else:
                self._pair(table)
        return root

    def _is_at_end(self) -> bool:
        self._match(SKIPPED)
        return self.position >= len(self.text)

    def _next(self) -> str:
        return self.text[self.position : self.position + 1]

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.position)
        if found:
            self.position = found.end()
        return found

    @property
    def _line(self) -> int:
        self.lines += self.text.count("\n", self.counted, self.position)
        self.counted = self.position
        return self.lines

    def _header(self, root: _Stand) -> _Stand:
        line, is_list = self._line, self.text.startswith("[[", self.position)
        self.position += 1 + is_list
        self._match(DOT_OR_NOT)
        *above, last = self._keys()
        self.position += 1 + is_list
        parent = root.at(above, line)
        if not is_list:
            return parent.at([last], line)
        every = parent.inside.setdefault(last, _Stand(line)).inside
        return every.setdefault(len(every), _Stand(line))

    def _keys(self) -> list[str]:
        """A key with dots, and the dots and spaces behind it."""
        keys = []
        while found := self._match(STRING) or self._match(BARE):
            keys.append(found[0].strip("\"'"))
            dot = self._match(DOT_OR_NOT)
            if dot is None or not dot[1]:
                break
        return keys

    def _pair(self, table: _Stand) -> None:
        """A key and the value behind it; what is neither is passed over."""
        line, keys = self._line, self._keys()
        if not keys or self._next() != "=":
            self.position += 1
            return
        self.position += 1
        self._match(SKIPPED)
        table.at(keys[:-1], line).inside[keys[-1]] = self._value(line)

    def _value(self, line: int) -> _Stand:
        stand, opened = _Stand(line), self._next()
        if opened not in ("[", "{"):
            if not (self._match(STRING) or self._match(SCALAR)):
                self.position += 1
            return stand
        self.position += 1
        while not self._is_at_end() and self._next() not in ("]", "}"):
            if self._next() == ",":
                self.position += 1
            elif opened == "{":
                self._pair(stand)
            else:
                stand.inside[len(stand.inside)] = self._value(self._line)
        self.position += 1
        return stand
