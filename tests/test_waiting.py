"""How far a run is, on the terminal of whoever waits for it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from iki_excel.cli import commands, waiting
from iki_excel.cli.waiting import Waiting
from iki_excel.runs import mending
from tests import kecil
from tests.console import Iki


class Terminal(io.StringIO):
    """A terminal: what is seen on it is what was written last at each place of its one line."""

    def isatty(self) -> bool:
        return True

    @property
    def seen(self) -> str:
        line: list[str] = []
        for part in self.getvalue().split("\r"):
            line[: len(part)] = part
        return "".join(line).rstrip()


class Clock:
    """Seconds that pass when a test says so."""

    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("TERM", raising=False)
    return Terminal()


def test_after_a_second_it_is_told_which_file_of_how_many_is_read(terminal: Terminal) -> None:
    clock = Clock()
    read = Waiting(terminal, clock).of("Membaca berkas")
    for seconds, done, seen in (
        (0.0, 1, ""),
        (0.9, 2, ""),
        (0.2, 3, "Membaca berkas 3 dari 48: IKI.xlsx"),
        (0.05, 4, "Membaca berkas 3 dari 48: IKI.xlsx"),
        (0.1, 5, "Membaca berkas 5 dari 48: IKI.xlsx"),
    ):
        clock.seconds += seconds
        read(done, 48, "IKI.xlsx")
        assert terminal.seen == seen, done


def test_a_shorter_line_leaves_nothing_of_a_longer_one(terminal: Terminal) -> None:
    clock = Clock()
    line = Waiting(terminal, clock)
    clock.seconds += 2
    line.of("Membaca berkas")(47, 48, "IKI_2019-03_contoh_pelayanan.xlsx")
    clock.seconds += 1
    line.of("Menulis lembar")(1, 9, "Tren")
    assert terminal.seen == "Menulis lembar 1 dari 9: Tren"
    line.erase()
    assert terminal.seen == ""


def test_a_name_is_cut_where_the_line_is_full_and_harmless(terminal: Terminal) -> None:
    clock = Clock()
    line = Waiting(terminal, clock)
    clock.seconds += 2
    line.of("Membaca berkas")(1, 2, f"\x1b[2J{'panjang ' * 20}.xlsx")
    assert terminal.seen == "Membaca berkas 1 dari 2: �[2Jpanjang panjang panjang panjang panjang panjang…"
    assert len(terminal.seen) == waiting.COLUMNS - waiting.ROOM


@pytest.mark.parametrize("stream", [None, io.StringIO()])
def test_where_nobody_looks_on_nothing_is_written(stream: io.StringIO | None) -> None:
    clock = Clock()
    line = Waiting(stream, clock)
    clock.seconds += 10
    line.of("Membaca berkas")(1, 2, "a.xlsx")
    line.erase()
    assert stream is None or stream.getvalue() == ""


def test_a_terminal_that_knows_no_way_back_is_left_alone(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    clock = Clock()
    line = Waiting(terminal, clock)
    clock.seconds += 10
    line.of("Membaca berkas")(1, 2, "a.xlsx")
    assert terminal.getvalue() == ""


def test_a_terminal_that_is_gone_stops_nothing(terminal: Terminal) -> None:
    clock = Clock()
    line = Waiting(terminal, clock)
    clock.seconds += 10
    terminal.close()
    line.is_watched = True
    line.of("Membaca berkas")(1, 2, "a.xlsx")
    line.erase()


def test_what_takes_less_than_a_second_shows_nothing_at_all(terminal: Terminal) -> None:
    line = Waiting(terminal, Clock())
    line.of("Membaca berkas")(2, 2, "a.xlsx")
    line.erase()
    assert terminal.getvalue() == ""


# --- in a command -----------------------------------------------------------------------------------------------------


def test_a_command_that_is_stopped_leaves_a_clean_line(
    iki: Iki, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A terminal writes ^C by itself where its cursor stands."""

    def stopped(*_: object, progress: commands.Progress, **__: object) -> None:
        progress(12, 48, "a.xlsx")
        assert terminal.seen == "Membaca berkas 12 dari 48: a.xlsx"
        terminal.write("^C")
        raise KeyboardInterrupt

    kecil.move_into(tmp_path)
    (tmp_path / "input_templates").mkdir()
    monkeypatch.setattr(waiting, "AT_ONCE", 0.0)
    monkeypatch.setattr(mending, "check_and_mark", stopped)
    monkeypatch.setattr(sys, "stderr", terminal)
    said = iki("periksa", *kecil.OPTION)
    assert (said.status, said.out) == (2, "")
    assert terminal.seen == "Dihentikan."
