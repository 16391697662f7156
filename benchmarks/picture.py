"""Time and memory against the number of forms, with the floor in it, as a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.country import MIB, Point

OURS, FLOOR, LIMIT = "#1f4e79", "#8c8c8c", "#b04a2f"
WANTED = (
    "Gambar memerlukan matplotlib, yang bukan bagian program ini. Pasang dengan “pip install matplotlib”, lalu ulangi."
)
LARGEST = 1024
"""MiB: the goal."""


def is_possible() -> bool:
    """Whether what draws it is installed."""
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        return False
    return True


def draw(path: Path, points: Sequence[Point]) -> None:
    """Write the picture; ``points``: a run over each country."""
    from matplotlib.figure import Figure

    files = [one.files for one in points]
    figure = Figure(figsize=(8, 3.4), layout="constrained")
    time, memory = figure.subplots(1, 2)
    time.plot(files, [one.seconds for one in points], "o-", color=OURS, label="iki proses, dua pekerja")
    time.plot(files, [one.bare for one in points], "s--", color=FLOOR, label="calamine saja, satu proses")
    memory.plot(files, [one.peak / MIB for one in points], "o-", color=OURS, label="semua proses bersama")
    memory.axhline(LARGEST, color=LIMIT, linestyle=":", label="batas 1 GiB")
    for axes, title in ((time, "Waktu (detik)"), (memory, "Memori (MiB)")):
        axes.set(title=title, xlabel="banyak formulir", xlim=(0, None), ylim=(0, None))
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}".replace(",", "."))
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False)
    figure.savefig(path, dpi=110, metadata={"Software": None})


def told(path: Path, points: Callable[[], Sequence[Point]]) -> str:
    """Draw it where that is possible, and say so; else what is missing, and nothing is measured for it."""
    if not is_possible():
        return WANTED
    draw(path, points())
    return f"Gambar: {path}"
