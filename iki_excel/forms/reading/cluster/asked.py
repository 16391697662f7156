"""A chunk of files that a computer of a cluster is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from iki_excel import __version__
from iki_excel.forms.reading.cluster.chunks import Chunk, lent_with_bytes
from iki_excel.forms.reading.cluster.connecting import Connection
from iki_excel.forms.reading.cluster.tasks import read_chunk
from iki_excel.forms.reading.record import unopened
from iki_excel.forms.reading.workbook import SetAside
from iki_excel.forms.reading.workers import Packed


class Asked:
    """It is asked for at once; what nobody could read, wherever it were, is told here.

    ``offices``: those of the files, as the cluster has them.
    """

    def __init__(self, connection: Connection, offices: Any, chunk: Chunk) -> None:
        self._connection, self._offices, self._chunk = connection, offices, dict(chunk)
        self._told: dict[Path, list[Packed]] = {}
        self._ask()

    def found(self) -> dict[Path, list[Packed]]:
        """What its files hold, in their order, once it is there; what was not seen over there is sent first."""
        while (answer := self._connection.answer(self._asked)).unseen:
            self._send([self._paths[number] for number in answer.unseen])
            self._ask()
        read = dict(zip(self._paths, answer.found, strict=True))
        return {path: self._told.get(path) or [Packed(*one) for one in read[path]] for path in self._chunk}

    def _ask(self) -> None:
        self._paths = [path for path in self._chunk if path not in self._told]
        files = [self._chunk[path] for path in self._paths]
        self._asked = self._connection.ask(read_chunk, files, self._offices, __version__)

    def _send(self, paths: Iterable[Path]) -> None:
        for path in paths:
            try:
                self._chunk[path] = lent_with_bytes(path)
            except SetAside as reason:
                self._told[path] = [Packed.of(unopened(path, reason))]
