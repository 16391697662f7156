"""A worker that dies or never answers costs the one file it was opening, and the batch goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging.files import SET_ASIDE, USED
from iki_excel.runs.checking import check_files
from iki_excel.words.errors import IkiError
from iki_excel.workbooks import opening
from iki_excel.workbooks.content import EMPTY_FILE, PDF
from iki_excel.workbooks.gate import BROKEN, Unreadable
from iki_excel.workbooks.opening import Reader
from iki_excel.workbooks.opening.inside import open_content
from tests.forms import complete, told
from tests.packages import package

HARMLESS = package('<row r="1"><c r="A1"><v>1</v></c></row>')

DEADLY = "import sys; sys.path[:] = sys.argv[1:]; import tests.deadly; tests.deadly.main()"
"""The real worker, but a file that begins with the name of a death dies of it."""

DEATHS = ("abort", "exit", "kill", "loop", "memory", "panic", "half an answer")


def test_the_worker_says_the_same_as_reading_here() -> None:
    with Reader() as reader:
        assert reader.open(HARMLESS) == open_content(HARMLESS)


def test_what_is_refused_is_told_with_its_rule() -> None:
    with Reader() as reader:
        for content, rule in ((b"", EMPTY_FILE), (b"%PDF", PDF), (b"PK\x03\x04", BROKEN)):
            with pytest.raises(Unreadable) as refused:
                reader.open(content)
            assert refused.value.rule == rule


@pytest.mark.parametrize("death", DEATHS)
def test_a_worker_that_dies_costs_one_file(death: str) -> None:
    with Reader(DEADLY, longest=1 if death == "loop" else 20) as reader:
        assert reader.open(HARMLESS) == open_content(HARMLESS)
        with pytest.raises(Unreadable) as refused:
            reader.open(death.encode())
        assert refused.value.rule.kode == "pembaca_berhenti"
        assert reader.open(HARMLESS) == open_content(HARMLESS)


def test_a_batch_goes_on_after_a_death_and_names_the_file(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    complete(tmp_path, "ketertiban", "2019-01", name="a")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04abort")
    complete(tmp_path, "umum", "2019-01", name="c")
    with Reader(DEADLY) as reader:
        checked = check_files([tmp_path], catalog, settings, reader=reader)
    assert [(Path(f.file).stem, f.nasib) for f in checked.files.itertuples()] == [
        ("b", SET_ASIDE), ("c", USED), ("a", USED),
    ]  # fmt: skip
    assert told(checked.temuan[checked.temuan["file"].str.endswith("b.xlsx")]) == [
        ("b.xlsx", "pembaca_berhenti",
         "b.xlsx membuat program pembaca berhenti, jadi isinya tidak dibaca. Buka di Excel, simpan lagi sebagai "
         ".xlsx, lalu kirim ulang."),
    ]  # fmt: skip


def test_a_worker_that_cannot_start_stops_the_run_with_a_sentence() -> None:
    with Reader("raise SystemExit(3)") as reader, pytest.raises(IkiError) as stopped:
        reader.open(HARMLESS)
    assert str(stopped.value) == ("Program pembaca tidak dapat dijalankan. Pasang iki lagi, atau izinkan di antivirus.")


def test_nothing_starts_before_the_first_file_and_nothing_is_left_after_the_last() -> None:
    with Reader() as reader:
        assert reader._worker is None
        reader.open(HARMLESS)
        worker = reader._worker
        assert worker is not None and worker.poll() is None
    assert worker.returncode is not None


ROOT = Path(opening.__file__).parents[3]
OPENING = f"""
import os, signal, sys, time
from iki_excel.workbooks.opening import Reader
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a test started in the background would not have
with Reader({DEADLY!r}) as reader:
    reader.open({HARMLESS!r})
    print(reader._worker.pid, flush=True)
"""


def ends(pid: int) -> bool:
    """Whether a process ends within some seconds."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def wait_until_it_works(pid: int) -> None:
    """Come back when a process has used some of the processor since the call, however slow the machine is."""

    def ticks() -> int:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11])

    before = ticks()
    while ticks() < before + 5:
        time.sleep(0.01)


def test_a_worker_ends_when_the_other_side_is_killed() -> None:
    script = OPENING + "    os.kill(os.getpid(), 9)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False, timeout=30)
    assert done.returncode == -signal.SIGKILL
    assert ends(int(done.stdout))


def test_ctrl_c_ends_both_while_a_file_never_ends() -> None:
    script = OPENING + "    reader.open(b'loop')"
    command = [sys.executable, "-c", script]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        pid = int(running.stdout.readline())
        wait_until_it_works(pid)
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(timeout=60) == -signal.SIGINT
        assert running.stderr.read().endswith(b"KeyboardInterrupt\n")
    assert ends(pid)


def test_a_module_in_the_present_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "struct.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [path or str(Path(__file__).parents[1]) for path in sys.path])
    with Reader() as reader:
        assert reader.open(HARMLESS) == open_content(HARMLESS)
