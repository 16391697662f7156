"""The examples of the built-in decree hold, and are run again once anybody changed a file of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from iki_excel.decree import BUILT_IN, load_catalog, loading, proven
from iki_excel.words.errors import CatalogError
from tests.proven import mark, proved
from tests.small_catalog import without_lines

pytestmark = pytest.mark.decree


def test_every_example_of_the_built_in_decree_holds() -> None:
    assert proved() == load_catalog(BUILT_IN)


def test_what_holds_is_known_by_its_mark() -> None:
    assert mark() == proven.MARK, "python -m tests.proven"


def test_the_mark_does_not_ask_how_lines_end(tmp_path: Path) -> None:
    for path in BUILT_IN.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert proven.mark_of(tmp_path.glob("*.toml")) == proven.MARK


def test_a_decree_that_was_changed_is_proven_when_it_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "data"
    shutil.copytree(BUILT_IN, changed)
    text = (changed / "pmd.toml").read_text("utf-8")
    (changed / "pmd.toml").write_text(text.replace("\nhasil = ", "\nhasil = 1", 1), "utf-8")
    monkeypatch.setattr(loading, "BUILT_IN", changed)
    with pytest.raises(CatalogError) as caught:
        loading._built_in.__wrapped__()
    assert "padahal tertulis hasil 1" in without_lines(caught.value)
