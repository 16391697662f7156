"""The recap of many units as a command: the same one in every figure."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ground import MONTH, Forms
from benchmarks.processes import CACHE, DONE_WITH_ERRORS, IKI, WELL, Ran, ran

WORKERS = 2
DONE = (WELL, DONE_WITH_ERRORS)


@dataclass(frozen=True)
class Recap:
    """A command to run in the folder of some forms; ``given``: its own cache, as cold as its folder is new."""

    forms: Forms
    folder: Path

    @property
    def command(self) -> list[str]:
        """The forms of all units to one recap, and a table of the results beside it."""
        places = [path.name for path in sorted(self.forms.folder.glob("Provinsi *"))]
        asked = ["--periode", MONTH, "--hanya-rekap", "--waktu", "2019-04-20T09:00", "--pekerja", f"{WORKERS}"]
        return [*IKI, "proses", *asked, "--ke", str(self.folder), "--ekspor", str(self.exported), *places]

    @property
    def exported(self) -> Path:
        """Every result, every answer and what became of every file, as SQLite."""
        return self.folder / "hasil.sqlite"

    @property
    def given(self) -> dict[str, str]:
        """What the command is given besides."""
        return {CACHE: str(self.folder / "simpanan")}

    def ran(self, given: Mapping[str, str] | None = None, *, look: bool = False) -> Ran:
        """Run it until it ends; ``given``: what else it is given; ``look``: at its memory."""
        return ran(self.command, self.forms.folder, {**self.given, **(given or {})}, look=look, done=DONE)


@contextmanager
def recap(forms: Forms) -> Iterator[Recap]:
    """The recap of some forms, into a folder that is there for this long."""
    with tempfile.TemporaryDirectory() as name:
        yield Recap(forms, Path(name))
