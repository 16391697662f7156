"""Files that came, with what the journal knows of who sent them and when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from iki_excel.delivery.incoming import known_senders
from iki_excel.forms.reading.workbook import SetAside, content_of
from iki_excel.judging.senders import Sender
from iki_excel.runs.receiving.fates import Arrival


def arrivals(paths: Iterable[Path], folder: Path) -> list[Arrival]:
    """``folder``: that of the office."""
    known = known_senders(folder)
    return [_arrival(path, known) if known else Arrival(path) for path in paths]


def _arrival(path: Path, known: Mapping[str, Sender]) -> Arrival:
    """A file that cannot be read is told as such where it is sorted."""
    try:
        sender = known.get(hashlib.sha256(content_of(path)).hexdigest())
    except SetAside:
        return Arrival(path)
    return Arrival(path, sender.dari, sender.tiba) if sender else Arrival(path)
