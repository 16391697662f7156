"""Files of ours, opened by whatever program this computer has for them; and “iki buka”."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_excel.runs import showing
from iki_excel.words.errors import IkiError
from tests.console import Iki


def opener(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A computer with a screen on which xdg-open does this."""
    program = folder / "program" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")


@pytest.fixture
def rekap(tmp_path: Path) -> Path:
    path = tmp_path / "output" / "2019-03" / "IKI_2019-03_ngronggot.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    return path


def test_a_file_is_given_to_the_program_for_it(tmp_path: Path, rekap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener(tmp_path, monkeypatch, f'printf "%s" "$1" > {tmp_path}/dibuka')
    showing.show(rekap)
    assert (tmp_path / "dibuka").read_text() == str(rekap)


def test_a_program_that_stays_has_opened_it(tmp_path: Path, rekap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener(tmp_path, monkeypatch, "sleep 1")
    monkeypatch.setattr(showing, "ANSWER_SECONDS", 0.05)
    showing.show(rekap)


@pytest.mark.parametrize("script", ["exit 3", "exit 4"])
def test_where_no_program_wants_it_that_is_told(
    tmp_path: Path, rekap: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    opener(tmp_path, monkeypatch, script)
    with pytest.raises(IkiError, match=r"IKI_2019-03_ngronggot\.xlsx tidak dapat dibuka dari sini"):
        showing.show(rekap)


def test_without_a_screen_nothing_is_tried(tmp_path: Path, rekap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener(tmp_path, monkeypatch, f"touch {tmp_path}/dicoba")
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(IkiError, match="tidak ada program yang mau membukanya"):
        showing.show(rekap)
    assert not (tmp_path / "dicoba").exists()


def test_the_command_opens_the_recap_of_a_month_or_its_folder(
    iki: Iki, rekap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(showing, "show", shown.append)
    told = [iki("buka", "--periode", "2019-03", *more).out for more in ([], ["--folder"])]
    assert told == ["2019-03/IKI_2019-03_ngronggot.xlsx dibuka.\n", "2019-03 dibuka.\n"]
    assert shown == [Path("output/2019-03/IKI_2019-03_ngronggot.xlsx"), Path("output/2019-03")]
    assert iki("buka", "--periode", "2019-02").err == "Rekap Februari 2019 belum dibuat.\n"
