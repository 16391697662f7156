"""What the page remembers between two looks at the folder, so that only what changed is read again; and what was typed
in steps of which the last one writes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from iki_excel.words.frozen import frozen

if TYPE_CHECKING:
    from iki_excel.decree.surel import Surel
    from iki_excel.runs.account import Trial
    from iki_excel.runs.catalogues import Dropped
    from iki_excel.runs.monthly.kept import Kept

MOST_QUESTIONS = 20
"""So many questions are remembered, for whoever goes back to one."""


@frozen
class FirstSteps:
    """What was typed in the first steps of an office. ``katalog``: a catalogue of its own, None for the built-in."""

    kantor: Mapping[str, str] = field(default_factory=dict)
    pejabat: Mapping[str, str] = field(default_factory=dict)
    katalog: Dropped | None = None


@frozen
class Awaited:
    """A code that was sent to the office itself; ``left``: how often it may still be typed."""

    account: Surel
    trial: Trial
    left: int


class Memory:
    """What it remembers is made when it is first asked for: what it needs is loaded behind the first page."""

    def __init__(self) -> None:
        self.first_steps = FirstSteps()
        self.awaited: Awaited | None = None
        self.questions: dict[str, tuple[str, ...]] = {}

    def ask(self, about: str, keys: Iterable[str]) -> None:
        """Remember of which letters it is asked whether they are to go: the question has an address of its own."""
        self.questions = dict([*self.questions.items()][1 - MOST_QUESTIONS :]) | {about: tuple(keys)}

    @functools.cached_property
    def kept(self) -> Kept:
        """What was read and computed before."""
        from iki_excel.runs.monthly.kept import Kept

        return Kept()
