"""The texts to paste into a chat, written into a folder of their own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from iki_excel.delivery.letters import Letter
from iki_excel.delivery.pasting import texts
from iki_excel.workbooks import saving


def write_texts(folder: Path, letters: Iterable[Letter]) -> list[Path]:
    """Write what may be pasted, ``<folder>/<periode>/<jabatan>.txt``; where each stands. The same letters give the same
    bytes, and what a letter said before is no longer there.
    """
    told = {folder / place: text.encode() for place, text in texts(letters).items()}
    with saving.turn(folder):
        for path, content in told.items():
            saving.save(path, content)
    return [*told]
