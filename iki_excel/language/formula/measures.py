"""What a formula may ask of one whole isian (a checklist, a survey) rather than of a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iki_excel.language.cells import Condition, Expression
from iki_excel.words.frozen import frozen


@frozen
class Measure:
    """A function of one isian, which a kind of isian brings with it.

    ``expression`` gets the isian and speaks of its parts by name (:class:`iki_excel.decree.kinds.Part`); there is a
    value only where ``exists`` holds. ``words`` gets the label of the isian. ``decimals``: it may be no whole number.
    """

    expression: Callable[[Any], Expression]
    exists: Callable[[Any], Condition]
    words: Callable[[str], str]
    decimals: bool = False
