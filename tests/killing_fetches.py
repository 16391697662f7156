"""Kills a run that fetches mail at many moments: python -m tests.killing_fetches FOLDER TIMES prints how many it hit.

Everything is imported once; each moment is a forked child that fetches into FOLDER and goes on where the last one died.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import sys
import time
from pathlib import Path

from iki_excel.decree.office import Offices
from iki_excel.runs import fetching, office
from tests import kecil

WAKTU = dt.datetime(2019, 4, 5, 9, tzinfo=dt.UTC)


def is_killed(folder: Path, loaded: office.Office, after: float) -> bool:
    """Whether a child was still at work when it was killed."""
    child = os.fork()
    if child == 0:
        fetching.fetch(folder, Offices.one(loaded), WAKTU)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(folder: Path, times: int) -> None:
    """Kill that many times."""
    chance, loaded = random.Random(20190401), office.load(kecil.KATALOG, folder)
    print(sum(is_killed(folder, loaded, chance.uniform(0.02, 0.25)) for _ in range(times)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
