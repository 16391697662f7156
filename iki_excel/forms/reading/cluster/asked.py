"""A chunk of files that a cluster is asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from iki_excel import __version__
from iki_excel.forms.reading.cluster.chunks import Chunk, Lent, lent_with_bytes
from iki_excel.forms.reading.cluster.connecting import Connection
from iki_excel.forms.reading.cluster.tasks import Answer, read_chunk
from iki_excel.forms.reading.record import unopened
from iki_excel.forms.reading.workbook import SetAside
from iki_excel.forms.reading.workers import Packed


class Asked:
    """It is asked for at once; what nobody could read, wherever it were, is told here.

    ``offices``: those of the files, as the cluster has them; ``sends``: whether all files are sent with their bytes.
    """

    def __init__(self, connection: Connection, offices: Any, chunk: Chunk, *, sends: bool = False) -> None:
        self._connection, self._offices, self._chunk = connection, offices, chunk
        self._ask(sends=sends)

    @property
    def is_seen(self) -> bool:
        """Whether its files could be read where it was asked for; waits for it."""
        return self._answer.is_seen

    def send(self) -> None:
        """Ask for it once more, with the bytes of its files."""
        self.__dict__.pop("_answer", None)
        self._ask(sends=True)

    def found(self) -> dict[Path, list[Packed]]:
        """What its files hold, in their order; waits for it."""
        read = dict(zip(self._paths, self._answer.found, strict=True))
        return {path: self._told.get(path) or [Packed(*one) for one in read[path]] for path in self._chunk}

    @cached_property
    def _answer(self) -> Answer:
        answer: Answer = self._connection.answer(self._asked)
        return answer

    def _ask(self, *, sends: bool) -> None:
        files, self._told = dict[Path, Lent](), dict[Path, list[Packed]]()
        for path, one in self._chunk.items():
            try:
                files[path] = lent_with_bytes(path) if sends or one.mark is None else one
            except SetAside as reason:
                self._told[path] = [Packed.of(unopened(path, reason))]
        self._paths = [*files]
        self._asked = self._connection.ask(read_chunk, [*files.values()], self._offices, __version__)
