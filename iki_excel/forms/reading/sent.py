"""A file that another computer has: it is told as it is called there, wherever its bytes lie here."""

from __future__ import annotations

from pathlib import Path

from iki_excel.words.frozen import frozen


@frozen
class Sent:
    """``path``: how it is called there; ``at``: where its bytes lie here; ``tiba``: when it arrived there
    (moments.kept); ``archive``: the one that it is in."""

    path: Path
    at: Path
    tiba: str
    archive: Path | None

    @property
    def name(self) -> str:
        """The last part of what it is called."""
        return self.path.name


File = Path | Sent
"""What is read: a file of this computer, or of another."""


def place_of(file: File) -> Path:
    """Where the bytes of a file lie here."""
    return file.at if isinstance(file, Sent) else file
