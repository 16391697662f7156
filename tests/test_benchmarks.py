"""How figures are told beside their goals, and how a run is watched from inside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks.country import slope
from benchmarks.figure import Goal, Measured, Row, against, console, markdown, outcome
from benchmarks.ground import Ground
from benchmarks.processes import Failed, ran
from benchmarks.watching import watched
from iki_excel.words.errors import IkiError

pytestmark = pytest.mark.decree

GROUND = Ground(Path())


def refused(ground: Ground) -> Measured:
    raise IkiError("Tidak ada formulir.")


ROWS = (
    Row("baca", "dibaca", Goal(1.8), lambda _: against("ini", "itu", seconds=(3.0, 2.0), ratio=1.5)),
    Row("ulang", "jalan kedua", Goal(5, at_least=True), lambda _: Measured(4.256)),
    Row("memori", "memori", Goal(1024, "MiB"), refused),
)


def test_figures_are_told_beside_their_goals() -> None:
    found = [outcome(row, GROUND) for row in ROWS]
    assert console(found).splitlines() == [
        "ukuran  apa          sasaran      terukur            rinciannya",
        "baca    dibaca       ≤ 1,8 ×      1,5 ×    tercapai  ini 3,00 s, itu 2,00 s",
        "ulang   jalan kedua  ≥ 5 ×        4,26 ×   belum",
        "memori  memori       ≤ 1.024 MiB  –        gagal     Tidak ada formulir.",
    ]
    assert markdown(found).splitlines() == [
        "| apa | sasaran | terukur |  | rinciannya |",
        "| --- | --- | --- | --- | --- |",
        "| dibaca | ≤ 1,8 × | 1,5 × | tercapai | ini 3,00 s, itu 2,00 s |",
        "| jalan kedua | ≥ 5 × | 4,26 × | belum |  |",
        "| memori | ≤ 1.024 MiB | – | gagal | Tidak ada formulir. |",
    ]


def test_a_document_gets_the_figures_between_its_marks() -> None:
    document = "Kata.\n<!-- mulai ukuran -->\nlama\n<!-- selesai ukuran -->\nKata lain.\n"
    assert benchmarks.renewed(document, "ukuran", "baru") == document.replace("lama", "baru")


def test_time_that_doubles_with_the_files_grows_by_the_power_of_one() -> None:
    assert slope([1.0, 2.0, 3.0], [5.0, 6.0, 7.0]) == pytest.approx(1)


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="tidak ada"):
        ran([sys.executable, "-c", "raise SystemExit('tidak ada')"], tmp_path)


OPENS_AND_READS = """
import io, pathlib, python_calamine
for name in ("a.xlsx", "a.xlsx", "b.xlsx"):
    content = pathlib.Path(name).read_bytes()
try:
    python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
except python_calamine.CalamineError:
    pass
"""


def test_it_is_seen_which_workbooks_are_opened_and_read(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(b"")
    opened, read = watched(lambda given: ran([sys.executable, "-c", OPENS_AND_READS], tmp_path, given))
    assert opened == {str(tmp_path / "a.xlsx"): 2, str(tmp_path / "b.xlsx"): 1}
    assert read == {str(tmp_path / "b.xlsx"): 1}


@pytest.mark.panjang
def test_python_m_benchmarks_names_what_can_be_measured() -> None:
    done = subprocess.run([sys.executable, "-m", "benchmarks", "lari"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "unknown: lari; there are bantuan, bulan, tahun, baca," in done.stderr
