"""What is measured, how it stands to its goal, and how that is shown: in a console, and in a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from benchmarks.ground import Ground
from iki_excel.words import bahasa

REACHED, BEHIND, FAILED = "tercapai", "belum", "gagal"
HEAD = ("ukuran", "apa", "sasaran", "terukur", "", "rinciannya")


@dataclass(frozen=True)
class Goal:
    """Up to which number a figure is good, and in what it is counted; ``at_least``: from which on."""

    limit: float
    counted: str = "×"
    at_least: bool = False

    def reached(self, value: float) -> bool:
        """Whether a figure is good."""
        return value >= self.limit if self.at_least else value <= self.limit

    @property
    def words(self) -> str:
        """ "≤ 1,5 ×"."""
        return f"{'≥' if self.at_least else '≤'} {self.said(self.limit)}"

    def said(self, value: float) -> str:
        """ "1,36 ×"."""
        return f"{bahasa.number(value)} {self.counted}"


@dataclass(frozen=True)
class Measured:
    """A figure, and what it was made of, in words."""

    value: float
    told: str = ""


@dataclass(frozen=True)
class Row:
    """A figure by the name by which it is asked for."""

    name: str
    what: str
    goal: Goal
    measure: Callable[[Ground], Measured]


@dataclass(frozen=True)
class Outcome:
    """What a row came to; ``measured`` is None where it could not be measured, for a ``reason``."""

    row: Row
    measured: Measured | None
    reason: str = ""

    @property
    def is_reached(self) -> bool:
        """Whether the goal is reached."""
        return self.measured is not None and self.row.goal.reached(self.measured.value)

    @property
    def cells(self) -> tuple[str, ...]:
        """Its line of the table, as HEAD names it."""
        row, found = self.row, self.measured
        if found is None:
            return row.name, row.what, row.goal.words, "–", FAILED, self.reason
        said = row.goal.said(found.value)
        return row.name, row.what, row.goal.words, said, REACHED if self.is_reached else BEHIND, found.told


def outcome(row: Row, ground: Ground) -> Outcome:
    """Measure a row; whatever goes wrong there is told in its line, and stops no other."""
    try:
        return Outcome(row, row.measure(ground))
    except Exception as reason:
        return Outcome(row, None, (str(reason) or type(reason).__name__).splitlines()[0])


def against(works: str, other: str, *, seconds: tuple[float, float], ratio: float) -> Measured:
    """A ratio, and the seconds behind it."""
    said = partial(bahasa.fixed, least=2)
    return Measured(ratio, f"{works} {said(seconds[0])} s, {other} {said(seconds[1])} s")


def console(outcomes: Iterable[Outcome]) -> str:
    """A line a row, the columns one below the other."""
    lines = [HEAD, *(one.cells for one in outcomes)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def markdown(outcomes: Iterable[Outcome]) -> str:
    """The table of a document, without the names of the rows."""
    lines: list[Sequence[str]] = [HEAD[1:], ["---"] * (len(HEAD) - 1), *(one.cells[1:] for one in outcomes)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
