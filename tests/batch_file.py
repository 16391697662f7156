"""A small cmd: it runs the lines that ``Mulai IKI.bat`` uses, and refuses every other.

What an ampersand, an angle bracket or a parenthesis outside of quotes would do to a command is not played. It is
refused after the variables were put in, so that a path that is not quoted shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Run = Callable[[Sequence[str]], int]

NOT_FOUND = 9009
WORD = re.compile(r'"[^"]*"|[^\s"]+')
REDIRECTED = re.compile(r' (?:[12]?>{1,2}(?:nul|"[^"]*")|2>&1)')
LOCKED = re.compile(r'\(call :(\w+) 9>"([^"]*)"\) 2>nul')
SPECIAL = re.compile(r"[&|<>^()]")


@dataclass
class Disk:
    """Names of files and folders, as Windows knows them: whatever their case. ``closed``: where nobody may write."""

    names: set[str] = field(default_factory=set)
    closed: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        plain = name.lower().rstrip("\\")
        return any(one == plain or one.startswith(plain + "\\") for one in self.names)

    def add(self, name: str) -> bool:
        plain = name.lower().rstrip("\\")
        if any(plain.startswith(one.lower()) for one in self.closed):
            return False
        self.names.add(plain)
        return True

    def remove(self, name: str) -> None:
        plain = name.lower().rstrip("\\")
        self.names -= {one for one in self.names if one == plain or one.startswith(plain + "\\")}


@dataclass
class Cmd:
    """One run of a file. ``run``: the programs there are; ``said``: what its window shows."""

    text: str
    here: str
    disk: Disk
    run: Run
    variables: dict[str, str]
    said: list[str] = field(default_factory=list)
    errorlevel: int = 0
    steps: int = 0

    def __post_init__(self) -> None:
        self.lines = self.text.split("\r\n")
        self.labels = {line[1:].lower(): n for n, line in enumerate(self.lines) if line.startswith(":")}

    def start(self) -> int:
        """From the first line to the end; what the whole file ends with."""
        return self._from(0)

    def _from(self, at: int) -> int:
        """Until an exit."""
        while True:
            self.steps += 1
            assert self.steps < 1000, "it does not end"
            went = self._do(self._expanded(self.lines[at]))
            if isinstance(went, str):
                at = self.labels[went.lower()]
            elif went is not None:
                self.errorlevel = went
                return went
            at += 1

    def _expanded(self, line: str) -> str:
        line = line.replace("%~dp0", self.here)
        known = {**self.variables, "ERRORLEVEL": str(self.errorlevel)}
        return re.sub(r"%(\w+)%", lambda name: known.get(name[1], ""), line)

    def _do(self, line: str) -> str | int | None:
        """None to go on, a label to go to, a number to end with."""
        if not line or line.startswith((":", "rem ", "@echo off", "setlocal EnableExtensions Disable", "title ")):
            return None
        for shape, does in (
            (r'set "(\w+)=(.*)"', self._set),
            (r'if (not )?exist "([^"]*)" (.+)', self._if_exist),
            (r'if (not )?"([^"]*)"=="([^"]*)" (.+)', self._if_same),
            (r'>"([^"]*)" echo (.+)', self._write),
            (r"echo (.+)", self._echo),
            (r"call :(\w+)", self._call),
            (LOCKED.pattern, self._call_locked),
        ):
            if found := re.fullmatch(shape, line):
                return does(*found.groups())
        if found := re.fullmatch(r"goto (\w+)", line):
            return found[1]
        if found := re.fullmatch(r"exit /b (\d)", line):
            return int(found[1])
        return self._program(line)

    def _set(self, name: str, value: str) -> None:
        self.variables[name] = value

    def _if_exist(self, negated: str | None, path: str, then: str) -> str | int | None:
        return self._do(then) if self.disk.has(path) != bool(negated) else None

    def _if_same(self, negated: str | None, left: str, right: str, then: str) -> str | int | None:
        return self._do(then) if (left == right) != bool(negated) else None

    def _write(self, path: str, _: str) -> None:
        self.disk.add(path)

    def _echo(self, text: str) -> None:
        assert not SPECIAL.search(text), text
        self.said.append(text)

    def _call(self, label: str) -> None:
        self._from(self.labels[label.lower()])

    def _call_locked(self, label: str, path: str) -> None:
        if path.lower() not in map(str.lower, self.disk.locked) and self.disk.add(path):
            self._call(label)

    def _program(self, line: str) -> None:
        line = REDIRECTED.sub("", line)
        assert not SPECIAL.search(re.sub(r'"[^"]*"', "", line)), f"outside of quotes: {line}"
        words = [word.strip('"') for word in WORD.findall(line)]
        match words[0]:
            case "pause":
                self.said.append("(pause)")
            case "mkdir":
                self.errorlevel = 0 if self.disk.add(words[1]) else 1
            case "del":
                self.disk.remove(words[1])
            case _:
                self.errorlevel = self.run(words)
