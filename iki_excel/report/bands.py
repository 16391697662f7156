"""Which of the five looks a predikat has, whatever the bands of an office are called."""

from __future__ import annotations

from iki_excel.decree.settings import Aturan
from iki_excel.words import bahasa

LOOKS = 5
SECOND = 1
"""The look of what is good enough to need no word on its reasons."""


def looks(aturan: Aturan) -> dict[str, int]:
    """By predikat its look, from 0 for the best to 4 for the worst: those of fewer bands lie apart."""
    words = [word for _, word in aturan.pita]
    return {word: round(place * (LOOKS - 1) / max(len(words) - 1, 1)) for place, word in enumerate(words)}


def good_enough(aturan: Aturan) -> str:
    """The last predikat that needs no word on its reasons, as the built-in Baik."""
    return [word for word, look in looks(aturan).items() if look <= SECOND][-1]


def legend(aturan: Aturan) -> str:
    """What each predikat begins at: "91 Sangat Baik, 76 Baik, di bawahnya Cukup"."""
    said = [f"{bahasa.number(limit)} {word}" for limit, word in aturan.pita if limit is not None]
    lowest = aturan.pita[-1][1]
    return ", ".join([*said, f"di bawahnya {lowest}" if said else lowest])
