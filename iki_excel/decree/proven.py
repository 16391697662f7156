"""Which content of a decree needs no proof: its examples were run when this program was made, and hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

MARK = "a6e23d042e559389c545799270721c3bf4140653038a56c15152ab78544f8d3b"
"""The mark of the built-in decree whose examples the tests have run (``python -m tests.proven``). Files that anybody
changed have another one, and their examples are run whenever they are loaded."""


def mark_of(paths: Iterable[Path]) -> str:
    """A SHA-256 over files, their names and what stands in them, however their lines end."""
    told = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        told.update(f"{path.name} {len(content)}\n".encode() + content)
    return told.hexdigest()
