"""Pages of an office with long names, or with more indikator than a page has room for: nothing is cut or hidden."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl.workbook import Workbook

from iki_excel import report
from iki_excel.runs.month import process
from tests.small_catalog import SETTINGS, SMALL, changed, filled, loaded
from tests.test_report_formulas import opened
from tests.test_report_of_time import MARCH, MEETINGS, NOON
from tests.test_versions import SECOND

LONG = "Dinas Pemberdayaan Masyarakat dan Desa Contoh"
MANY = SMALL + "".join(SECOND.replace("PMD-2", f"PMD-{n}").replace("lomba", f"lomba_{n}") for n in range(2, 31))


def result(folder: Path, text: str, nama: str = SETTINGS.unit.nama) -> Workbook:
    """The result of a March in which a form of SMALL, with or without more indikator, came alone."""
    (folder / "katalog").mkdir()
    catalog = loaded(folder / "katalog", text)
    settings = replace(SETTINGS, unit=replace(SETTINGS.unit, nama=nama))
    path = folder / "rekap.xlsx"
    path.write_bytes(report.build(process([filled(folder, catalog, MARCH, MEETINGS)], catalog, settings, MARCH), NOON))
    return opened(path)


def tops(workbook: Workbook) -> list[int]:
    """In which row each chart of Ringkasan begins."""
    return [chart.anchor._from.row for chart in workbook["Ringkasan"]._charts]


def test_a_title_wider_than_the_message_stands_above_the_charts(tmp_path: Path) -> None:
    (tmp_path / "pendek").mkdir()
    (tmp_path / "panjang").mkdir()
    assert tops(result(tmp_path / "pendek", SMALL))[0] == 0
    assert tops(result(tmp_path / "panjang", SMALL, LONG))[0] == 1


def test_a_satuan_of_several_words_is_not_cut(tmp_path: Path) -> None:
    text = changed('satuan = "kegiatan"\nrumus', 'satuan = "kegiatan per 1.000 penduduk"\nrumus')
    assert result(tmp_path, text)["Rekap"].row_dimensions[5].height == 45.75


def test_no_page_ends_between_a_chart_and_its_name(tmp_path: Path) -> None:
    assert [page.id for page in result(tmp_path, MANY)["Tren"].row_breaks.brk] == [18]
