"""Every figure beside its goal, measured on this machine in one run: python -m benchmarks [NAME…]."""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import country, machine, picture
from benchmarks.figure import Outcome, console, markdown, outcome
from benchmarks.ground import Ground
from benchmarks.rows import ROWS
from iki_excel.words import bahasa

BEGIN, END = "<!-- mulai ukuran -->\n", "<!-- selesai ukuran -->"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for; 0 where every goal is reached."""
    said = _asked(arguments)
    rows = [row for row in ROWS if not said.names or row.name in said.names]
    with _folder(said.folder) as folder:
        ground = Ground.small(folder) if said.cepat else Ground(folder, rounds=said.putaran)
        found = []
        for row in rows:
            print(f"… {row.what}", file=sys.stderr, flush=True)
            found.append(outcome(row, ground))
        print(_report(found))
        if said.tulis:
            said.tulis.write_text(renewed(said.tulis.read_text("utf-8"), found, machine.named()), "utf-8")
        if said.gambar:
            print(picture.told(said.gambar, lambda: country.points(ground)))
    return 0 if all(one.is_reached for one in found) else 1


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = [row.name for row in ROWS]
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    asked.add_argument("--cepat", action="store_true", help="with a few forms, to see whether it can be measured")
    asked.add_argument("--putaran", type=int, default=5, help="rounds of what is compared")
    asked.add_argument("--folder", type=Path, help="where the forms are kept for the next run; else they are removed")
    asked.add_argument("--tulis", type=Path, metavar="FILE", help="the document between whose marks the table goes")
    asked.add_argument("--gambar", type=Path, metavar="FILE", help="where to draw time and memory against forms")
    said = asked.parse_args(arguments)
    if unknown := set(said.names) - set(names):
        asked.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    return said


@contextlib.contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def _report(found: Sequence[Outcome]) -> str:
    reached = sum(one.is_reached for one in found)
    count = f"{bahasa.number(reached)} dari {bahasa.number(len(found))} sasaran tercapai."
    return f"{machine.named()}\n\n{console(found)}\n\n{count}"


def renewed(document: str, found: Sequence[Outcome], where: str) -> str:
    """A document with the table of these figures between its marks."""
    before, _, rest = document.partition(BEGIN)
    _, end, behind = rest.partition(END)
    if not end:
        raise SystemExit(f"Tidak ada “{BEGIN.strip()}” dan “{END}” di dokumen itu.")
    return f"{before}{BEGIN}{markdown(found)}\n\nDiukur dalam satu jalan di: {where}.\n{end}{behind}"


if __name__ == "__main__":
    sys.exit(main())
