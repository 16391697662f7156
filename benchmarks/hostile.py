"""What hostile files cost before they are refused or read: beside reading an ordinary form, in the same repeat.

Run: python -m benchmarks.hostile [repeats]
"""

from __future__ import annotations

import statistics
import sys
import time

from iki_excel.decree import load_catalog
from iki_excel.decree.settings import load_settings
from iki_excel.forms import writing
from tests.hostile import files, kode_of

SHOWN = 15


def seconds(content: bytes) -> float:
    """The processor's seconds for one file."""
    started = time.process_time()
    kode_of(content)
    return time.process_time() - started


def main(repeats: int = 3) -> None:
    """Print the costliest, each as a multiple of a form with a survey."""
    form = writing.build(load_catalog()["tata_usaha"], "2019-03", load_settings(None, load_catalog()))
    ratios: dict[str, list[float]] = {}
    for _ in range(repeats):
        usual = statistics.median(seconds(form) for _ in range(20))
        for name, content in files().items():
            ratios.setdefault(name, []).append(seconds(content) / usual)
    costs = {name: statistics.median(found) for name, found in ratios.items()}
    for name, cost in sorted(costs.items(), key=lambda pair: -pair[1])[:SHOWN]:
        print(f"{cost:8.1f} forms  {name}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
