"""Kills ``iki terima`` at each of its writes: python -m tests.killing_terima FOLDER prints a JSON list.

Everything is imported once; each moment is a forked child that takes the same heap, over the same forms.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from iki_excel.runs.receiving import Arrival, fates, heap, take
from iki_excel.words.folders import FORMS, KEPT_FORMS
from iki_excel.workbooks import saving
from iki_excel.workbooks.opening import Reader
from iki_excel.workbooks.saving import LOCK, PART
from tests.grounds import KECIL
from tests.killing import STEPS, die, die_at_next
from tests.kiriman import lay, seen

PLACE = "input_templates/2019-01/IKI_2019-01_contoh"
HEAP = f"""
    {PLACE}_umum.xlsx                  | kosong umum 2019-01                            | 2019-02-01 07:00
    input_templates/2019-01/a (1).xlsx | umum 2019-01 "tujuh"                           | 2019-02-02 07:00
    {PLACE}_ketertiban.xlsx            | ketertiban 2019-01 3 disimpan 2019-02-02 08:00 | 2019-02-02 08:00
    input_templates/2019-01/k (1).xlsx | ketertiban 2019-01 4 disimpan 2019-02-02 09:00 | 2019-02-02 09:00
    kotak_masuk/a.xlsx                 | perbaikan 7 dari umum 2019-01 "tujuh"          | 2019-02-03 07:00
    kotak_masuk/b.xlsx                 | ketertiban 2019-01 5 disimpan 2019-02-03 08:00 | 2019-02-03 08:00
    kotak_masuk/c.xlsx                 | umum 2019-01 9 disimpan 2019-01-31 15:00       | 2019-02-03 09:00
    kotak_masuk/d.zip                  | zip(d: ketertiban 2019-02, e: foto)            | 2019-02-03 10:00
    """
"""A blank one gives way, a correction takes the place of one with another name, of three versions the last is chosen,
of two the one that is in, and one takes a free place."""

SAVES, REMOVALS, AT_RANDOM = 9, 3, 10
"""How many files such a run writes, and takes away; and how often it is killed at any time."""
AT_STEPS = [*((0, step) for step in STEPS), *((number, step) for number in range(1, SAVES) for step in STEPS[-2:])]
"""Of the first write every step; of the others the last two, as all steps before the move leave the same."""


class Heap:
    """The run that is killed, and what it leaves; in the present folder."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        lay(HEAP)
        self.before = seen()
        self.run(reader)
        self.after = there()

    def run(self, reader: Reader | None = None) -> None:
        """One run to its end."""
        came = heap([Path("kotak_masuk")], Path(FORMS), Path(KEPT_FORMS))
        take([*map(Arrival, came)], *KECIL, choose=fates.latest, reader=reader)

    def lay_again(self) -> None:
        """All as it was before any run."""
        for path in Path().iterdir():
            shutil.rmtree(path)
        for name, (content, moment) in self.before.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(content)
            os.utime(name, (moment, moment))

    def killed(self, prepare: Callable[[], None], after: float | None = None) -> dict[str, Any]:
        """What a run left that died at a step, or some seconds after it began; and what the next run made of that."""
        self.lay_again()
        child = os.fork()
        if child == 0:
            prepare()
            self.run()
            os._exit(0)
        if after is not None:
            time.sleep(after)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        left = {name: told for name, told in there().items() if not name.endswith(PART)}
        died, lost = os.WIFSIGNALED(status), [*self.lost(left)]
        self.run(self.reader)
        return {"died": died, "lost": lost, "strange": [*self.strange(left)], "is_right": there() == self.after}

    def lost(self, left: dict[str, tuple[bytes, int]]) -> Iterator[str]:
        """What is nowhere any more with its bytes and its time, but for a blank form that gave way."""
        there = [*left.values()]
        yield from (name for name, told in self.before.items() if told not in there and name != f"{PLACE}_umum.xlsx")

    def strange(self, left: dict[str, tuple[bytes, int]]) -> Iterator[str]:
        """What is neither a file of before nor one of after."""
        known = {content for content, _ in (*self.before.values(), *self.after.values())}
        yield from (name for name, (content, _) in left.items() if content not in known)


def there() -> dict[str, tuple[bytes, int]]:
    """All files but for the lock that a killed run leaves, which keeps nobody out."""
    return {name: told for name, told in seen().items() if not name.endswith(LOCK)}


def at_save(number: int, step: str) -> Callable[[], None]:
    """Makes this process die at a step of one of its saves."""

    def prepare() -> None:
        save, begun = saving.save, [*range(number)]

        def save_or_die(*arguments: Any, **options: Any) -> None:
            if begun:
                begun.pop()
            else:
                die_at_next(step)
            save(*arguments, **options)

        saving.save = save_or_die

    return prepare


def at_removal(number: int, *, is_done: bool) -> Callable[[], None]:
    """Makes this process die before or after it takes a file away."""

    def prepare() -> None:
        remove, begun = saving.remove, [*range(number)]

        def remove_or_die(*arguments: Any) -> None:
            if begun or is_done:
                remove(*arguments)
            if not begun:
                die()
            begun.pop()

        saving.remove = remove_or_die

    return prepare


def main(folder: Path) -> None:
    """Print what each kill left."""
    os.chdir(folder)
    chance = random.Random(20190204)
    with Reader() as reader:
        heap = Heap(reader)
        heap.lay_again()
        started = time.perf_counter()
        heap.run()
        duration = time.perf_counter() - started
        told = [heap.killed(at_save(number, step)) for number, step in AT_STEPS]
        told += [heap.killed(at_removal(number, is_done=done)) for number in range(REMOVALS) for done in (False, True)]
        told += [heap.killed(lambda: None, chance.uniform(0, duration)) for _ in range(AT_RANDOM)]
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
