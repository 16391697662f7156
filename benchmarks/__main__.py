"""Every figure beside its goal, measured on this machine in one run: python -m benchmarks [NAME…]."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import country, machine, picture, stages
from benchmarks.figure import Outcome, Row, console, markdown, outcome
from benchmarks.ground import Ground
from benchmarks.rows import ROWS
from iki_excel.words import bahasa

PICTURE = "Waktu dan memori terhadap banyaknya formulir, dengan lantainya"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for; 0 where every goal is reached."""
    said = _asked(arguments)
    rows = [row for row in ROWS if not said.names or row.name in said.names]
    with _folder(said.folder) as folder:
        ground = Ground.small(folder) if said.cepat else Ground(folder, rounds=said.putaran)
        found = [_told(row, ground) for row in rows]
        print(_report(found))
        if said.gambar:
            print(picture.told(said.gambar, lambda: country.points(ground)))
        if said.tulis:
            _write(said.tulis, found, said.gambar, ground.rounds)
    return 0 if all(one.is_reached for one in found) else 1


def _told(row: Row, ground: Ground) -> Outcome:
    print(f"… {row.what}", file=sys.stderr, flush=True)
    return outcome(row, ground)


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


def _write(document: Path, found: Sequence[Outcome], drawn: Path | None, rounds: int) -> None:
    """Put the figures, the picture and the steps between the marks of a document."""
    shown = f"\n\n![{PICTURE}]({os.path.relpath(drawn, document.parent)})" if drawn and drawn.exists() else ""
    figures = f"{markdown(found)}\n\nDiukur dalam satu jalan di: {machine.named()}.{shown}"
    text = renewed(document.read_text("utf-8"), "ukuran", figures)
    document.write_text(renewed(text, "langkah", stages.markdown(stages.milliseconds(rounds))), "utf-8")


def renewed(document: str, mark: str, made: str) -> str:
    """A document with what was made between the two marks of this name."""
    begin, end = f"<!-- mulai {mark} -->\n", f"<!-- selesai {mark} -->"
    before, _, rest = document.partition(begin)
    _, found, behind = rest.partition(end)
    if not found:
        raise SystemExit(f"Tidak ada “{begin.strip()}” dan “{end}” di dokumen itu.")
    return f"{before}{begin}{made}\n{end}{behind}"


if __name__ == "__main__":
    sys.exit(main())
