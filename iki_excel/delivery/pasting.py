"""Letters as texts to paste into a chat, for whoever has no mail: one a jabatan and month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from iki_excel.delivery.bodies import as_chat
from iki_excel.delivery.letters import Letter

BETWEEN = f"\n{'–' * 24}\n\n"
"""Between two letters to one jabatan."""


def texts(letters: Iterable[Letter]) -> Mapping[PurePosixPath, str]:
    """By its place in the folder of texts what is pasted for each jabatan and month: ``2019-03/trantib.txt``."""
    told: dict[PurePosixPath, list[str]] = {}
    for letter in letters:
        told.setdefault(PurePosixPath(letter.periode, f"{letter.kepada.kode}.txt"), []).append(as_chat(letter.body))
    return {place: BETWEEN.join(several) for place, several in told.items()}
