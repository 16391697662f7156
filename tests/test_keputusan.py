"""What a catalogue says of the decree itself, in keputusan.toml."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from iki_excel.decree import Keputusan, load_catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.decree.named_unit import NamedUnit
from iki_excel.decree.settings import Settings, Unit, load_settings
from iki_excel.report import build
from iki_excel.runs.companion import companion
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError, SettingsError
from iki_excel.words.periods import Periode
from tests.result_tables import below
from tests.small_catalog import SMALL, without_lines, written
from tests.workbooks import opened

WHOLE = """\
nomor = "188/12/2019"
tentang = "Indikator Kinerja Individu"
tanggal = 2019-01-31
tahun = 2019
berlaku_mulai = "2019-02"
pimpinan = "Lurah Contoh"
dasar_hukum = ["Perpres 29/2014 (contoh)", " PermenPANRB 53/2014 (contoh) "]

[unit]
kode = "contoh"
nama = "Kelurahan Contoh"
kabupaten = "Kota Contoh"
tempat = "Contoh"
"""


def test_a_decree_says_which_one_it_is(tmp_path: Path) -> None:
    catalog = load_catalog(written(tmp_path, pmd=SMALL, keputusan=WHOLE))
    assert catalog.kode == ["pmd"]
    assert catalog.keputusan == Keputusan(
        "188/12/2019", "Indikator Kinerja Individu", dt.date(2019, 1, 31), 2019, Periode("2019-02"), "Lurah Contoh",
        NamedUnit("contoh", "Kelurahan Contoh", "Kota Contoh", "Contoh"),
        ("Perpres 29/2014 (contoh)", "PermenPANRB 53/2014 (contoh)"),
    )  # fmt: skip
    assert (catalog.pimpinan, catalog.at("2019-03").pimpinan) == ("Lurah Contoh", "Lurah Contoh")


def test_a_catalogue_need_not_say_it(tmp_path: Path) -> None:
    catalog = load_catalog(written(tmp_path, pmd=SMALL))
    assert (catalog.keputusan, catalog.pimpinan) == (Keputusan(), "")


def test_the_decree_of_ngronggot_says_no_more_than_it_says_itself_and_who_heads_such_an_office() -> None:
    said = "Indikator Kinerja Individu Kecamatan Ngronggot, Kabupaten Nganjuk"
    unit = NamedUnit("ngronggot", "Kecamatan Ngronggot", "Kabupaten Nganjuk", "Ngronggot")
    assert load_catalog().keputusan == Keputusan(tentang=said, tahun=2019, pimpinan="Camat {tempat}", unit=unit)


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


# --- the office that it is for ---------------------------------------------------------------------------------------

NAMED = Unit("contoh", "Kelurahan Contoh", "Kota Contoh", "Contoh")


def office_of(folder: Path, keputusan: str, settings: str = "") -> Settings:
    """What an office goes by whose catalogue and iki.toml say this."""
    (folder / "iki.toml").write_text(settings, "utf-8")
    katalog = folder / "katalog"
    katalog.mkdir()
    return load_settings(folder / "iki.toml", load_catalog(written(katalog, pmd=SMALL, keputusan=keputusan)))


def test_an_office_need_not_say_what_its_decree_says_of_it(tmp_path: Path) -> None:
    assert office_of(tmp_path, WHOLE) == Settings(unit=NAMED)
    assert load_settings(None, load_catalog(tmp_path / "katalog")) == Settings(unit=NAMED)


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ('nama = "Kelurahan Lain"', replace(NAMED, nama="Kelurahan Lain", tempat="Lain")),
        ('nama = "Puskesmas Lain"', replace(NAMED, nama="Puskesmas Lain", tempat="Puskesmas Lain")),
        ('nama = "Kelurahan Lain"\ntempat = "Kota Lain"', replace(NAMED, nama="Kelurahan Lain", tempat="Kota Lain")),
        ('kode = "lain"\nkabupaten = "Kota Lain"', replace(NAMED, kode="lain", kabupaten="Kota Lain")),
        ('nama = ""\npimpinan = "Lurah"', replace(NAMED, pimpinan="Lurah")),
    ],
)
def test_what_iki_toml_says_goes_before_it_key_by_key(tmp_path: Path, said: str, unit: Unit) -> None:
    assert office_of(tmp_path, WHOLE, f"[unit]\n{said}").unit == unit


def test_the_place_of_a_decree_that_is_not_in_the_name_stays(tmp_path: Path) -> None:
    there = WHOLE.replace('tempat = "Contoh"', 'tempat = "Kota Contoh"')
    assert office_of(tmp_path, there, '[unit]\nnama = "Kelurahan Lain"').unit.tempat == "Kota Contoh"


def test_what_neither_says_is_asked_for_with_both_places(tmp_path: Path) -> None:
    without = WHOLE.replace('kabupaten = "Kota Contoh"\n', "")
    with pytest.raises(SettingsError) as asked:
        office_of(tmp_path, without, '[unit]\nkode = "lain"')
    assert str(asked.value) == (
        f"{tmp_path}/iki.toml: kabupaten di [unit] belum ditulis. Tulis di iki.toml (“iki mulai” menulis contohnya), "
        "atau di [unit] keputusan.toml bila katalognya untuk satu kantor."
    )


def test_all_that_cannot_be_said_of_an_office_is_told_at_once(tmp_path: Path) -> None:
    text = """\
dasar_hukum = "Perpres 29/2014"

[unit]
kode = "Puskesmas-1"
nama = "Nama Unit"
kabupaten = "Kota\\nContoh"
mulai = "2019-01"
"""
    with pytest.raises(CatalogError) as caught:
        load_catalog(written(tmp_path, pmd=SMALL, keputusan=text))
    path = f"{tmp_path}/keputusan.toml"
    assert [str(one) for one in caught.value.all] == [
        f"{path}, baris 7, [unit]: kunci “mulai” tidak dikenal. Yang dikenal: nama, kode, kabupaten, tempat.",
        f"{path}, baris 4, [unit]: kode “Puskesmas-1” harus huruf kecil dan angka saja, misalnya “contoh”.",
        f"{path}, baris 5, [unit]: nama “Nama Unit” masih contoh dari “iki mulai”. Ketik nama yang sebenarnya, atau "
        "hapus baris itu.",
        f"{path}, baris 6, [unit]: kabupaten “Kota Contoh” harus satu baris teks biasa, paling banyak 100 huruf.",
        f'{path}, baris 1: kunci “dasar_hukum” berisi "Perpres 29/2014", padahal harus daftar dalam kurung siku [ ].',
    ]


@pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars
def test_the_sheet_tentang_and_the_export_say_what_the_decree_stands_on(tmp_path: Path) -> None:
    settings = office_of(tmp_path, WHOLE)
    batch = process([tmp_path], load_catalog(tmp_path / "katalog"), settings, "2019-03")
    workbook = opened(build(batch, dt.datetime(2019, 4, 2, 9)))
    assert below(workbook, "Tentang", "Keputusan", 8) == [
        ("Nomor", "188/12/2019"),
        ("Tentang", "Indikator Kinerja Individu"),
        ("Tanggal", "31 Januari 2019"),
        ("Tahun", "2019"),
        ("Berlaku mulai", "Februari 2019"),
        ("Dasar hukum", "Perpres 29/2014 (contoh)"),
        (None, "PermenPANRB 53/2014 (contoh)"),
        ("Sidik", fingerprint(batch.catalog.at("2019-03"))),
    ]
    assert json.loads(companion(batch))["keputusan"]["dasar_hukum"] == [
        "Perpres 29/2014 (contoh)",
        "PermenPANRB 53/2014 (contoh)",
    ]
