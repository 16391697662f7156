"""A month of many units: what the console says, whose files are whose, and that each unit is judged as if alone."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pandas as pd
import pytest

from iki_excel.decree.office import Offices
from iki_excel.forms.reading.workers import Packed, Readers
from iki_excel.judging.batch import Batch
from iki_excel.judging.found import found_by_unit, found_in
from iki_excel.judging.gabungan import joined, part_of
from iki_excel.runs import exporting, office
from iki_excel.runs.units.blocks import Block, blocks_of
from iki_excel.runs.units.judging import judged, of_unit, unit_by_unit
from iki_excel.runs.units.reading import read_units
from iki_excel.words.periods import Periode
from tests.console import Iki
from tests.forms import complete, form
from tests.kecil import KATALOG

LAIN = Path(__file__).with_name("keputusan_lain") / "puskesmas"
LISTED = """\
kode,nama,kabupaten,provinsi,katalog,mulai,tempat
mawar,Kelurahan Mawar,Kabupaten Contoh,Jawa Contoh,,,Mawar
melati,Kelurahan Melati,Kabupaten Contoh,Jawa Contoh,,,Melati
pkm,Puskesmas Contoh,Kota Contoh,Jawa Contoh,lain,,Puskesmas Contoh
baru,Kelurahan Baru,Kota Contoh,Jawa Contoh,,2019-06,Baru
"""
JANUARY = Periode("2019-01")


def tree(folder: Path) -> Path:
    """Four units of two decrees: of Mawar all forms of January came, of Melati two, one of them with a blank cell; the
    Puskesmas sent nothing, and Kelurahan Baru begins in June."""
    shutil.copytree(KATALOG, folder / "katalog")
    shutil.copytree(LAIN, folder / "lain")
    (folder / "iki.toml").write_text('katalog = "katalog"\nunit = "unit.csv"\n', "utf-8")
    (folder / "unit.csv").write_text(LISTED, "utf-8")
    (folder / "unit").mkdir()
    (folder / "unit" / "melati.toml").write_text("[target]\nUM-1 = 12\n", "utf-8")
    offices, forms = office.load_all(None, folder), folder / "input_templates"
    mawar, melati = offices["mawar"].settings, offices["melati"].settings
    for jabatan in ("umum", "pelayanan", "ketertiban"):
        complete(forms / "dari surel", jabatan, "2019-01", name=f"mawar {jabatan}", settings=mawar)
    complete(forms / "melati" / "2019-01", "ketertiban", "2019-01", settings=melati)
    form(forms / "melati" / "2019-01", "pelayanan", "2019-01", "", "4 4 4", settings=melati)
    other = dataclasses.replace(mawar, unit=dataclasses.replace(mawar.unit, kode="asing"))
    complete(forms / "melati", "ketertiban", "2019-01", name="salah alamat", settings=other)
    (forms / "melati" / "2019-01" / "rusak.xlsx").write_bytes(b"PK\x03\x04 terpotong")
    return folder


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tree(tmp_path_factory.mktemp("kabupaten"))


@pytest.fixture(scope="module")
def offices(kantor: Path) -> Offices:
    return office.load_all(None, kantor)


@pytest.fixture(scope="module")
def forms(kantor: Path, offices: Offices) -> dict[str, list[Packed]]:
    with pytest.MonkeyPatch.context() as patch, Readers(1) as readers:
        patch.chdir(kantor)
        return read_units([Path("input_templates")], offices, readers)


def test_a_form_is_of_the_unit_that_it_says_and_a_broken_one_of_that_whose_folder_it_lies_in(
    forms: dict[str, list[Packed]],
) -> None:
    assert {kode: [Path(one.file).name for one in own] for kode, own in forms.items()} == {
        "mawar": ["mawar ketertiban.xlsx", "mawar pelayanan.xlsx", "mawar umum.xlsx"],
        "melati": ["ketertiban_2019-01.xlsx", "pelayanan_2019-01.xlsx", "rusak.xlsx", "salah alamat.xlsx"],
    }


def test_of_a_form_of_another_unit_it_is_told_that_nobody_listed_it(forms: dict[str, list[Packed]]) -> None:
    assert [(found["kode"], found["sheet"]) for one in forms["melati"] for found in one.record.temuan] == [
        ("berkas_rusak", ""),
        ("unit_tidak_terdaftar", "Isian"),
    ]


def test_units_with_the_same_decree_targets_and_first_month_are_judged_together(offices: Offices) -> None:
    assert [block.kodes for block in blocks_of(offices)] == [("mawar",), ("melati",), ("pkm",), ("baru",)]
    alike = dict.fromkeys(("satu", "dua", "tiga"), offices["mawar"])
    assert [block.kodes for block in blocks_of(Offices(alike), most=2)] == [("satu", "dua"), ("tiga",)]


def test_of_a_block_each_unit_gets_the_tables_that_it_gets_alone(
    kantor: Path, forms: dict[str, list[Packed]], offices: Offices
) -> None:
    both = Offices({kode: offices[kode] for kode in ("mawar", "melati")})
    own = [one for kode in both for one in forms[kode]]
    owners = {one.file: one.unit for one in own}
    together = judged(Block(both), [one.record for one in own], JANUARY)
    found = found_by_unit(together.checked, both, owners)
    for kode, one in both.items():
        apart = one._replace(settings=dataclasses.replace(offices["mawar"].settings, unit=one.settings.unit))
        alone = judged(Block(Offices({kode: apart})), [form.record for form in forms[kode]], JANUARY)
        part = of_unit(together, apart, owners)
        for name in ("answers", "files", "temuan", "written"):
            pd.testing.assert_frame_equal(getattr(part.checked, name), getattr(alone.checked, name), check_dtype=False)
        pd.testing.assert_frame_equal(part.scores.hasil, alone.scores.hasil)
        assert found[kode] == found_in(alone.checked)


PERIKSA = """\
Belum masuk
  galat  Kelurahan Melati, Kepala Subbagian Umum, Januari 2019: formulir belum masuk. Minta diisi dan dikirim.
  galat  Puskesmas Contoh, Koordinator Loket (contoh), Januari 2019: formulir belum masuk. Minta diisi dan dikirim.
  galat  Puskesmas Contoh, Apoteker (contoh), Januari 2019: formulir belum masuk. Minta diisi dan dikirim.
input_templates/melati/2019-01/rusak.xlsx
  galat  rusak.xlsx rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang.
input_templates/melati/salah alamat.xlsx
  galat  salah alamat.xlsx milik unit “asing”, yang tidak ada dalam daftar unit. Periksa kodenya, atau tambahkan \
unitnya ke daftar unit.
7 berkas: 5 dipakai, 2 disisihkan. 5 kesalahan, 0 peringatan.
"""


@pytest.fixture
def here(kantor: Path, iki: Iki, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A terminal in the folder of the four units."""
    monkeypatch.chdir(kantor)
    return kantor


def test_iki_periksa_tells_what_is_wrong_in_all_units_and_of_which_unit_a_form_did_not_come(
    iki: Iki, here: Path
) -> None:
    assert iki("periksa", "--periode", "2019-01") == (1, PERIKSA, "")


@pytest.mark.panjang
def test_iki_periksa_of_one_unit_tells_of_its_forms_alone(iki: Iki, here: Path) -> None:
    assert iki("periksa", "--periode", "2019-01", "--unit", "mawar") == (
        0,
        "3 berkas: 3 dipakai, 0 disisihkan. 0 kesalahan, 0 peringatan.\n",
        "",
    )


@pytest.mark.panjang
def test_marked_copies_go_into_a_folder_for_each_unit(iki: Iki, here: Path, tmp_path: Path) -> None:
    form(here / "titipan", "umum", "2019-01", "", settings=office.load_all(None, here)["melati"].settings)
    assert iki("periksa", "titipan", "input_templates", "--tandai", "--ke", str(tmp_path / "salinan")).status == 1
    assert written(tmp_path / "salinan") == []


PROSES = """\
3 unit, 7 berkas: 5 dipakai. 5 kesalahan, 0 peringatan.
Belum lengkap, atau perlu diperbaiki: 2 unit (melati dan pkm). Rinciannya: “iki
  periksa”.
Rekap gabungan ditulis di {hasil}/2019-01/IKI_2019-01_rekap.xlsx.
"""
ASKED = ("proses", "--periode", "2019-01", "--waktu", "2019-02-01T08:00", "--tanpa-rapor")


@pytest.mark.panjang
def test_iki_proses_may_write_the_roll_up_alone(iki: Iki, here: Path, tmp_path: Path) -> None:
    hasil = tmp_path / "hasil"
    assert iki(*ASKED, "--hanya-rekap", "--ke", str(hasil)) == (1, PROSES.format(hasil=hasil.as_posix()), "")
    assert written(hasil) == ["2019-01/IKI_2019-01_rekap.xlsx"]


def test_a_roll_up_is_of_every_unit_or_of_none(iki: Iki, here: Path) -> None:
    assert iki(*ASKED, "--hanya-rekap", "--unit", "melati") == (
        2,
        "",
        "Rekap gabungan memuat semua unit. Hapus “--unit”, atau hapus “--hanya-rekap”.\n",
    )


@pytest.mark.panjang
def test_a_workbook_that_cannot_be_written_stops_no_other_unit(iki: Iki, here: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "2019-01" / "Kabupaten_Contoh" / "IKI_2019-01_mawar.xlsx"
    in_the_way.mkdir(parents=True)
    said = iki(*ASKED, "--ke", str(tmp_path))
    assert (said.status, said.err.partition(":")[0]) == (2, "mawar")
    assert [path.stem for path in sorted(tmp_path.rglob("*.xlsx")) if path.is_file()] == [
        "IKI_2019-01_rekap",
        "IKI_2019-01_melati",
        "IKI_2019-01_pkm",
    ]


def test_the_order_of_all_rows_does_not_tell_how_many_units_a_block_had(
    forms: dict[str, list[Packed]], offices: Offices
) -> None:
    mawar = offices["mawar"]
    alike = {
        kode: mawar._replace(settings=dataclasses.replace(mawar.settings, unit=offices[kode].settings.unit))
        for kode in ("melati", "mawar")
    }
    own = [one for kode in alike for one in forms[kode]]
    owners = {one.file: one.unit for one in own}

    def told(block: Block) -> Batch:
        records = [one.record for one in own if one.unit in block.kodes]
        return unit_by_unit(judged(block, records, JANUARY), block.kodes, owners)

    names = {kode: one.settings.unit.nama for kode, one in alike.items()}
    units = [one.settings.unit for one in alike.values()]
    together = told(Block(Offices(alike)))
    apart = [told(Block(Offices({kode: one}))) for kode, one in alike.items()]
    for name, table in exporting.tables_of(together, names).items():
        rows = [exporting.tables_of(one, names)[name] for one in apart]
        assert table.to_csv() == pd.concat(rows, ignore_index=True).to_csv()
    slots = joined([part_of(one, [unit]) for one, unit in zip(apart, units, strict=True)]).slots
    pd.testing.assert_frame_equal(part_of(together, units).slots, slots)


def test_what_was_named_on_its_own_is_told_also_where_it_is_no_form_of_any_unit(iki: Iki, here: Path) -> None:
    (here / "catatan.pdf").write_bytes(b"%PDF-1.4 contoh")
    said = iki("periksa", "catatan.pdf")
    assert (said.status, said.out.splitlines()[0]) == (1, "catatan.pdf")


@pytest.mark.panjang
def test_one_or_two_workers_write_the_same_bytes_and_the_workbook_of_a_unit_is_that_which_it_writes_alone(
    iki: Iki, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = {"satu": ("--pekerja", "1"), "dua": ("--pekerja", "2")}
    for name, way in ways.items():
        assert (
            iki(*ASKED, *way, "--ekspor", str(tmp_path / name / "a.sqlite"), "--ke", str(tmp_path / name)).status == 1
        )
    one, two = (contents(tmp_path / name) for name in ways)
    assert one == two
    assert {"2019-01/Kabupaten_Contoh/IKI_2019-01_mawar.xlsx", "2019-01/Kota_Contoh/IKI_2019-01_pkm.xlsx"} <= {*one}
    alone = tmp_path / "mawar"
    shutil.copytree(here / "katalog", alone / "katalog")
    shutil.copytree(here / "input_templates" / "dari surel", alone / "input_templates" / "dari surel")
    unit = 'kode = "mawar"\nnama = "Kelurahan Mawar"\nkabupaten = "Kabupaten Contoh"\ntempat = "Mawar"\n'
    (alone / "iki.toml").write_text(f'katalog = "katalog"\n[unit]\n{unit}provinsi = "Jawa Contoh"\n', "utf-8")
    monkeypatch.chdir(alone)
    assert iki(*ASKED).status == 0
    own = (alone / "output" / "2019-01" / "IKI_2019-01_mawar.xlsx").read_bytes()
    assert own == one["2019-01/Kabupaten_Contoh/IKI_2019-01_mawar.xlsx"]


def written(folder: Path) -> list[str]:
    """The workbooks in a folder of results."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.xlsx"))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
