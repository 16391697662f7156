"""What a catalogue says of the decree itself, in keputusan.toml."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from iki_excel.decree import Keputusan, load_catalog
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode
from tests.small_catalog import SMALL, without_lines, written

WHOLE = """\
nomor = "188/12/2019"
tentang = "Indikator Kinerja Individu"
tanggal = 2019-01-31
tahun = 2019
berlaku_mulai = "2019-02"
pimpinan = "Lurah Contoh"
"""


def test_a_decree_says_which_one_it_is(tmp_path: Path) -> None:
    catalog = load_catalog(written(tmp_path, pmd=SMALL, keputusan=WHOLE))
    assert catalog.kode == ["pmd"]
    assert catalog.keputusan == Keputusan(
        "188/12/2019", "Indikator Kinerja Individu", dt.date(2019, 1, 31), 2019, Periode("2019-02"), "Lurah Contoh"
    )
    assert (catalog.pimpinan, catalog.at("2019-03").pimpinan) == ("Lurah Contoh", "Lurah Contoh")


def test_a_catalogue_need_not_say_it(tmp_path: Path) -> None:
    catalog = load_catalog(written(tmp_path, pmd=SMALL))
    assert (catalog.keputusan, catalog.pimpinan) == (Keputusan(), "")


def test_the_decree_of_ngronggot_says_no_more_than_it_says_itself_and_who_heads_such_an_office() -> None:
    said = "Indikator Kinerja Individu Kecamatan Ngronggot, Kabupaten Nganjuk"
    assert load_catalog().keputusan == Keputusan(tentang=said, tahun=2019, pimpinan="Camat {tempat}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'tanggal = "31 Januari"',
            'kunci “tanggal” berisi "31 Januari", padahal harus tanggal tanpa tanda kutip, misalnya 2019-01-31.',
        ),
        ("tahun = 19", "kunci “tahun” berisi 19. Tulis tahun empat angka, misalnya 2019."),
        (
            'pimpinan = "Lurah {kelurahan}"',
            "pimpinan “Lurah {kelurahan}” memuat kurung kurawal. Yang dikenal di dalamnya hanya {tempat}, yang diganti "
            "dengan tempat kantornya.",
        ),
        ('nomer = "1"', "kunci “nomer” tidak dikenal. Maksudnya “nomor”?"),
    ],
)
def test_what_it_cannot_say_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CatalogError) as caught:
        load_catalog(written(tmp_path, pmd=SMALL, keputusan=text))
    assert without_lines(caught.value) == f"{tmp_path}/keputusan.toml: {told}"
