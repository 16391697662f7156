"""What figures are measured on: how many forms, how often, and the folder in which these are kept between runs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generating import Generated, generate

MONTH = "2019-03"
YEAR = tuple(f"2019-{month:02}" for month in range(1, 13))
KEPT = "dibuat.json"


@dataclass(frozen=True)
class Ground:
    """``folder``: where forms are kept; ``rounds``: how often what is compared is measured side by side.

    ``many``: units of some 5,000 forms of a month; ``countries``: units of a month of growing countries, the last one
    the whole of it; ``province``: units of a roll-up, ``months`` of it; ``few``: units over which workers are killed.
    """

    folder: Path
    rounds: int = 5
    many: int = 834
    countries: tuple[int, ...] = (455, 1820, 7280)
    province: int = 660
    months: tuple[str, ...] = YEAR
    few: int = 40

    @classmethod
    def small(cls, folder: Path) -> Ground:
        """To see whether everything can be measured, in minutes; its figures say nothing."""
        return cls(folder, 1, 10, (4, 8, 16), 10, YEAR[:2], 10)

    def forms(self, units: int) -> Forms:
        """The forms of a month of so many units, made where they are not there yet."""
        folder = self.folder / f"{units}"
        kept = folder / KEPT
        if not kept.exists():
            made = generate(folder / "kantor", units=units, months=[MONTH])
            kept.write_text(json.dumps(_said(made)), "utf-8")
        return Forms(folder / "kantor", **json.loads(kept.read_text("utf-8")))


@dataclass(frozen=True)
class Forms:
    """Forms that lie in a folder with their iki.toml: how many files, and how many cells are asked in them."""

    folder: Path
    files: int
    cells: int
    bytes: int

    @property
    def paths(self) -> list[Path]:
        """The files, in order."""
        return sorted(self.folder.rglob("*.xlsx"))


def _said(made: Generated) -> dict[str, int]:
    size = sum(path.stat().st_size for path in made.paths)
    return {"files": len(made.paths), "cells": made.cells, "bytes": size}
