"""The worker: reads whole forms, one message each, and writes what they say. It needs no pandas and no numpy."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Collection

from iki_excel.decree.office import Offices
from iki_excel.forms.reading.workers import asking
from iki_excel.forms.reading.workers.known import Known
from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.opening import READER_STOPPED, Sheets, guarded
from iki_excel.workbooks.opening.frames import receive, send
from iki_excel.workbooks.opening.inside import open_content
from iki_excel.workbooks.openxml import Package

OpenOne = Callable[[bytes], tuple[Sheets, Package]]


def main(open_one: OpenOne = open_content) -> None:
    """Answer until the input ends, as it does when the other process ends in whatever way."""
    asked, answers = guarded.begin()
    known = Known(Offices({}))
    while (message := receive(asked)) is not None:
        if message.startswith(asking.GO_BY):
            folder, offices, simpanan = pickle.loads(message[1:])
            os.chdir(folder)
            known = Known(offices, simpanan)
        else:
            file, refused = asking.asked_for(message)
            opener = Opener(open_one, refused, lambda: send(answers, asking.OPENING))
            guarded.set_alarm()
            send(answers, asking.answer(known.answer(file, opener)))
            guarded.set_alarm(0)


class Opener:
    """Opens the workbooks of one file, of an archive several, and says so before each but the first: what kills it is
    known then."""

    def __init__(self, open_one: OpenOne, refused: Collection[int], say: Callable[[], None]) -> None:
        self._open, self._refused, self._say = open_one, frozenset(refused), say
        self._opened = 0

    @property
    def is_refusing(self) -> bool:
        """Whether something is not opened."""
        return bool(self._refused)

    def open(self, content: bytes) -> tuple[Sheets, Package]:
        """As a Reader does; what was found to kill its reader is told as that."""
        number, self._opened = self._opened, self._opened + 1
        if number:
            self._say()
        if number in self._refused:
            raise Unreadable(READER_STOPPED)
        guarded.set_alarm()
        return self._open(content)


if __name__ == "__main__":
    main()
