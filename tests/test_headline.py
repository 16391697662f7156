"""The figures that are said first are those that Ringkasan shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging.headline import Found, Headline, headline
from iki_excel.judging.means import Mean
from iki_excel.runs.month import process
from iki_excel.words.periods import Periode
from tests.forms import complete, form
from tests.test_report_formulas import Story, empty, example, hard, opened

FIGURES, LABELS = 4, 5
"""Rows of Ringkasan."""


def test_a_month_in_a_few_figures(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    complete(tmp_path, "umum", "2019-01")
    complete(tmp_path, "umum", "2019-02", "hari_kerja | 21")
    form(tmp_path, "ketertiban", "2019-02", "gangguan | 3 kejadian\ntahun_lalu | 4\ntahun_ini | 3\nberas | 2")
    (tmp_path / "foto.xlsx").write_bytes(b"%PDF-1.7")
    told = headline(process([tmp_path], catalog, settings, "2019-02"))
    mean = pytest.approx((100 * 2 / 43 + 100 + 0) / 3)  # UM-2, UM-3, UM-4; the others have no target
    assert told == Headline(
        months=(Periode("2019-01"), Periode("2019-02")),
        rata_rata=Mean(mean, 3, 9),
        terhitung=6,
        indikator=9,
        sah=2,
        formulir=6,
        found=Found(berkas=4, dipakai=3, kesalahan=5, peringatan=2),
        sementara="SEMENTARA: 1 dari 3 formulir Februari 2019 sah; belum: Pelayanan (belum masuk), Ketertiban (1 sel "
        "perlu diperbaiki); Januari 2019: Pelayanan (belum masuk), Ketertiban (belum masuk).",
    )


def test_a_month_of_nothing_has_no_mean(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    assert headline(process([tmp_path], catalog, settings, "2019-01")) == Headline(
        (Periode("2019-01"),),
        rata_rata=Mean(None, 0, 9),
        terhitung=0,
        indikator=9,
        sah=0,
        formulir=3,
        found=Found(0, 0, 3, 0),
        sementara="SEMENTARA: 0 dari 3 formulir Januari 2019 sah; belum: Umum (belum masuk), Pelayanan (belum masuk), "
        "Ketertiban (belum masuk).",
    )


@pytest.mark.decree
@pytest.mark.parametrize("story", [example, hard, empty], ids=["contoh", "sulit", "kosong"])
def test_ringkasan_shows_them(story: Callable[[], Story]) -> None:
    told, sheet = headline(story().batch), opened(story().path, cached=True)["Ringkasan"]
    assert [(sheet.cell(LABELS, column).value, sheet.cell(FIGURES, column).value) for column in (1, 4, 7, 10, 13)] == [
        (
            f"Rata-rata {told.rata_rata.counted} dari {told.indikator} indikator (%)",
            pytest.approx(told.rata_rata.capaian),
        ),
        (f"Indikator terhitung dari {told.indikator}", told.terhitung),
        (f"Formulir sah dari {told.formulir}", told.sah),
        ("Kesalahan", told.found.kesalahan),
        ("Peringatan", told.found.peringatan),
    ]
