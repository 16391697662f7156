"""What came and what was found in it, in the figures that are said first."""

from __future__ import annotations

from pathlib import Path

from iki_excel.cli.saying import summary_lines
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging.found import Found, found_in
from iki_excel.runs.month import process
from tests.forms import complete, form


def test_a_month_in_a_few_figures(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    complete(tmp_path, "umum", "2019-01")
    complete(tmp_path, "umum", "2019-02", "hari_kerja | 21")
    form(tmp_path, "ketertiban", "2019-02", "gangguan | 3 kejadian\ntahun_lalu | 4\ntahun_ini | 3\nberas | 2")
    (tmp_path / "foto.xlsx").write_bytes(b"%PDF-1.7")
    checked = process([tmp_path], catalog, settings, "2019-02").checked
    assert found_in(checked) == Found(berkas=4, dipakai=3, kesalahan=5, peringatan=2)
    assert found_in(checked).disisihkan == 1
    assert [*summary_lines(checked)] == ["4 berkas: 3 dipakai, 1 disisihkan. 5 kesalahan, 2 peringatan."]


def test_a_month_of_nothing_misses_every_form(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    checked = process([tmp_path], catalog, settings, "2019-01").checked
    assert found_in(checked) == Found(berkas=0, dipakai=0, kesalahan=3, peringatan=0)
