"""Kills a batch at many moments and says what was left: python -m tests.killing FORMS FOLDER prints a JSON list.

Everything is imported once; each moment is a forked child that runs the batch into FOLDER, over an old result.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from iki_excel.forms.reading.folder import SIDIK
from iki_excel.runs import history
from iki_excel.runs.month import process_to
from iki_excel.workbooks import saving
from iki_excel.workbooks.opening import Reader
from iki_excel.workbooks.saving import PART
from tests.grounds import KECIL

PERIODE, BEFORE, NOW = "2019-01", dt.datetime(2019, 2, 1, 9), dt.datetime(2019, 2, 4, 9)
STEPS = ("opened", "written", "flushed", "before the move", "moved")
SAVES = ("kept", "new", "record")
"""What a run saves that has an old result before it, in this order."""
AT_STEPS = [*((SAVES[0], step) for step in STEPS), *((save, step) for save in SAVES[1:] for step in STEPS[-2:])]
"""Of the first save every step; of the others the last two, as all steps before the move leave the same."""
AT_RANDOM, WHILE_SAVING = 12, 9


def die(*_: Any) -> None:
    """What pulling the plug is."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(save: str, step: str) -> None:
    """Make this process die at a step of one of its saves."""
    save_, before = saving.save, [*SAVES[: SAVES.index(save)]]

    def save_or_die(*arguments: Any) -> None:
        if before:
            before.pop()
        else:
            die_at_next(step)
        save_(*arguments)

    saving.save = save_or_die


def die_at_next(step: str) -> None:
    """Make this process die at a step of the save that it is at."""
    open_, flush, replace = Path.open, os.fsync, Path.replace

    def then_die(step_: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *arguments: die(step_(*arguments))

    def die_when_opened(path: Path, mode: str = "r", **options: Any) -> Any:
        file = open_(path, mode, **options)
        return die() if path.name.endswith(PART) else file

    owner, name, instead = {
        "opened": (Path, "open", die_when_opened),
        "written": (os, "fsync", die),
        "flushed": (os, "fsync", then_die(flush)),
        "before the move": (Path, "replace", die),
        "moved": (Path, "replace", then_die(replace)),
    }[step]
    setattr(owner, name, instead)


def moments(duration: float, of_saving: float) -> Iterator[tuple[str, float]]:
    """Steps of each save, moments of a whole run, and some counted from where the saving begins: 30 in all."""
    chance = random.Random(20190401)
    yield from ((" ".join(step), 0.0) for step in AT_STEPS)
    yield from (("run", chance.uniform(0, duration)) for _ in range(AT_RANDOM))
    yield from (("saving", chance.uniform(0, of_saving)) for _ in range(WHILE_SAVING))


class Batch:
    """The run that is killed, and what it leaves."""

    def __init__(self, forms: Path, folder: Path, reader: Reader) -> None:
        self.forms, self.folder, self.reader = forms, folder, reader
        self.old = self.run(BEFORE)
        self.before = {path: path.read_bytes() for path in self.files}
        self.new = self.run(NOW)

    def run(self, waktu: dt.datetime, *, reads_alone: bool = False) -> bytes:
        """One run to its end; its reconciliation adds up or it raises.

        ``reads_alone``: with workers of its own, as it may be killed while they read; to start some costs as much as
        all else.
        """
        reader = None if reads_alone else self.reader
        self.path = process_to(self.folder, [self.forms], *KECIL, PERIODE, waktu, reader=reader).path
        return self.path.read_bytes()

    def start(self, kind: str) -> int:
        """A child that runs over the old result; it has begun (with the run or the saving) when this returns."""
        for path in self.files:
            path.unlink()
        for path, content in self.before.items():
            path.write_bytes(content)
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            self.be_killed(kind, tell)
        os.read(told, 1)
        os.close(told)
        os.close(tell)
        return child

    def be_killed(self, kind: str, tell: int) -> NoReturn:
        """What the child does."""
        save = saving.save

        def begin_saving(*arguments: Any) -> None:
            os.write(tell, b"!")
            save(*arguments)

        if kind == "saving":
            saving.save = begin_saving
        else:
            os.write(tell, b"!")
        if kind not in ("run", "saving"):
            die_at(*kind.split(" ", 1))
        self.run(NOW, reads_alone=kind == "run")
        os._exit(0)

    def duration(self, kind: str) -> float:
        """The seconds that a child takes which nobody kills."""
        child = self.start(kind)
        started = time.perf_counter()
        os.waitpid(child, 0)
        return time.perf_counter() - started

    def killed(self, kind: str, after: float) -> dict[str, Any]:
        """A child that dies at a step, or some seconds after it began, and what it left."""
        child = self.start(kind)
        if kind in ("run", "saving"):
            time.sleep(after)
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        parts = [path for path in self.folder.rglob("*") if path.name.endswith(PART)]
        return {"kind": kind, "left": self.left(), "parts": len(parts)}

    @property
    def files(self) -> list[Path]:
        """All that stands in the folder."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    def left(self) -> str:
        """What stands in the place of the result."""
        content = self.path.read_bytes() if self.path.exists() else b""
        return {self.old: "old", self.new: "new", b"": "missing"}.get(content, "broken")

    def next_run(self) -> dict[str, Any]:
        """The next run after a kill: what it gives, and all files there are then."""
        is_right = self.run(NOW) == self.new
        kept = history.numbered(self.path, 1)
        is_right = is_right and kept.read_bytes() == self.old
        proofs = [path for path in self.files if path.name.endswith(SIDIK)]
        others = [path.name for path in self.files if path not in proofs]
        return {"is_right": is_right, "files": others, "kept": len(proofs)}


def main(forms: Path, folder: Path) -> None:
    """Print the moments, each with what was left; after each step, and at the end, also the next run."""
    told = []
    with Reader() as reader:
        batch = Batch(forms, folder, reader)
        for kind, after in moments(batch.duration("run"), batch.duration("saving")):
            told.append(batch.killed(kind, after))
            if len(told) <= len(AT_STEPS):
                told[-1]["next"] = batch.next_run()
        told[-1]["next"] = batch.next_run()
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
