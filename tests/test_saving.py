"""One door for every file: whole or not there, one run at a time, and one sentence where it cannot be."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from iki_excel import saving
from iki_excel.book import Book
from iki_excel.errors import OutputError
from iki_excel.settings import Settings

NOON = dt.datetime(2019, 4, 2, 12)


def test_saving_makes_the_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "hasil.csv"
    saving.save(path, b"lama")
    saving.save(path, b"baru")
    assert path.read_bytes() == b"baru"
    assert os.listdir(path.parent) == ["hasil.csv"]


FULL = "tidak dapat ditulis karena cakram penuh. Kosongkan ruang atau pilih tempat lain"
FAILURES = [
    (28, FULL),
    (30, "ada di cakram yang hanya dapat dibaca. Pilih folder lain"),
    (5, "tidak dapat ditulis (galat sistem 5). Periksa ruang dan hak tulisnya"),
]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(("number", "why"), FAILURES)
def test_the_old_file_stays_whole_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, why: str
) -> None:
    path = tmp_path / "hasil.csv"
    saving.save(path, b"lama")

    def fail(*_: object) -> None:
        raise OSError(number, "told in another language")

    owner: Any = os if step == "fsync" else Path
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(OutputError) as refusal:
        saving.save(path, b"baru")
    assert str(refusal.value) == f"{path}: {why}. Berkas yang lama, bila ada, tetap utuh."
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"lama", ["hasil.csv"])


def test_a_file_in_use_or_read_only_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(OutputError) as refusal:
        saving.save(tmp_path / "rekap.xlsx", b"baru")
    assert str(refusal.value) == (
        f"{tmp_path / 'rekap.xlsx'}: tidak boleh ditulis. Tutup berkas itu bila sedang dibuka di Excel, atau pilih "
        "folder lain. Berkas yang lama, bila ada, tetap utuh."
    )
    assert os.listdir(tmp_path) == []


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "rekap.xlsx").mkdir()
    with pytest.raises(OutputError) as refusal:
        saving.save(tmp_path / "rekap.xlsx", b"baru")
    assert str(refusal.value) == (
        f"{tmp_path / 'rekap.xlsx'}: adalah folder. Pindahkan folder itu atau pilih tempat lain. "
        "Berkas yang lama, bila ada, tetap utuh."
    )
    assert os.listdir(tmp_path) == ["rekap.xlsx"]


def test_a_saved_file_can_be_read_by_others(tmp_path: Path) -> None:
    saving.save(tmp_path / "rekap.csv", b"x")
    assert stat.S_IMODE((tmp_path / "rekap.csv").stat().st_mode) & 0o444


def test_a_broken_workbook_is_never_saved(tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    whole = Book("Uji", Settings(), NOON)
    whole.sheet("Lembar", (10,))
    content = whole.to_bytes()
    saving.save_workbook(path, content)
    for broken in (content[:-40], content[:200] + b"\x00" * 40 + content[240:], b""):
        with pytest.raises(OutputError) as refusal:
            saving.save_workbook(path, broken)
        assert str(refusal.value) == f"{path}: buku kerja yang dibuat rusak. Jalankan perintah ini sekali lagi."
    assert path.read_bytes() == content
