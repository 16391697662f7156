"""Hundreds of months of mail with breaks and kills at random moments: nothing twice, nothing lost, nothing astray."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

MONTHS, AT_ONCE = 120, 8
MEMORY = Path("/dev/shm")
"""Where a file is on the disk as soon as it is written: what is killed is a program, and no power is cut."""


@pytest.mark.panjang
def test_hundreds_of_months_with_breaks_and_kills_send_each_letter_once() -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        playing = [start(Path(folder) / f"{seed}", seed) for seed in range(AT_ONCE)]
        counted = Counter[str]()
        for one in playing:
            told, _ = one.communicate()
            assert one.returncode == 0
            counted.update(json.loads(told))
    assert counted["uncertain"]
    settled = 1 - counted["asked"] / counted["uncertain"]
    print(f"\n{MONTHS} months: {dict(sorted(counted.items()))}; {settled:.2%} of the uncertain settled without asking")
    wrong = ("duplicates", "lost", "sent unknown", "wrong person", "left open", "asked though it arrived")
    assert {name: counted[name] for name in wrong} == dict.fromkeys(wrong, 0)
    assert counted["kill"] > MONTHS / 2


def start(folder: Path, seed: int) -> subprocess.Popen[bytes]:
    """A share of the months, in a process of its own."""
    folder.mkdir()
    count = str(MONTHS // AT_ONCE)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.months", count, str(seed), str(folder)], stdout=subprocess.PIPE
    )
