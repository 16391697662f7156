"""A target for each of several years, as a renstra has it: read, measured in its year, and shown for its year alone."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from iki_excel.cli.saying import catalog_lines
from iki_excel.decree import Catalog
from iki_excel.decree.fingerprint import fingerprint, short
from iki_excel.decree.settings import Settings, load_settings
from iki_excel.decree.targets import PerTahun, Rentang, Target
from iki_excel.forms import layout, writing
from iki_excel.judging.batch import Batch
from iki_excel.judging.notices import notices
from iki_excel.report import build
from iki_excel.runs.checking import check_files
from iki_excel.runs.month import process
from iki_excel.runs.starting import commented
from iki_excel.words.errors import CatalogError, SettingsError
from iki_excel.words.periods import Periode
from tests.forms import told
from tests.result_tables import columns
from tests.small_catalog import SETTINGS, SMALL, changed, filled, loaded

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars

RENSTRA = "target = { 2019 = 120, 2020 = { triwulan = [10, 20, 30, 40] } }\n"
UNIT = '[unit]\nkode = "contoh"\nnama = "Kelurahan Contoh"\nkabupaten = "Kota Contoh"\ntempat = "Contoh"\n'


def with_target(folder: Path, target: str, name: str = "katalog") -> Catalog:
    """The small catalogue, whose indikator has this target."""
    (folder / name).mkdir()
    return loaded(folder / name, changed("rumus =", f"{target}rumus ="))


def settings_of(folder: Path, catalog: Catalog, target: str = "") -> Settings:
    """What an office decides that writes this into its iki.toml."""
    path = folder / "iki.toml"
    path.write_text(f"{UNIT}\n{target}", "utf-8")
    return load_settings(path, catalog)


def batch_of(folder: Path, catalog: Catalog, settings: Settings, *months: str) -> Batch:
    """The last month, where 4 rapat and 11 kunjungan were reported in each."""
    forms = [filled(folder, catalog, month, {"rapat": 4, "kunjungan": 11}) for month in months]
    return process(forms, catalog, settings, months[-1])


def result(batch: Batch) -> tuple[float, float, float, str]:
    """Realisasi, target and capaian so far, and the status."""
    [row] = batch.hasil.to_dict("records")
    return row["realisasi"], row["target"], round(row["capaian"], 2), row["status_kata"]


# --- as it is written ------------------------------------------------------------------------------------------------


def test_each_year_has_a_target_of_its_own_in_any_way(tmp_path: Path) -> None:
    years = "{ 2020 = { bulan = 10 }, 2019 = 120, 2021 = { dari = 80, sampai = 90 } }"
    catalog = with_target(tmp_path, f"target = {years}\n")
    written = catalog.indikator["PMD-1"][1].target
    assert written == PerTahun(
        (
            (2019, Target("angka", 120.0)),
            (2020, Target("bulan", 10.0)),
            (2021, Target("rentang", rentang=Rentang(80.0, 90.0))),
        )
    )
    assert [catalog.at(f"{year}-03").indikator["PMD-1"][1].target for year in (2019, 2020, 2022)] == [
        Target("angka", 120.0), Target("bulan", 10.0), None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("{ 2019 = 90, bulan = 10 }",
         "“bulan” bukan tahun. Target menurut tahun hanya berisi tahun, misalnya { 2019 = 90, 2020 = 95 }."),
        ("{ 19 = 90 }", "“19” bukan tahun dari 1990 sampai 2100."),
        ("{ 2019 = { 2020 = 90 } }", "tahun 2019 memuat tahun lagi. Tulis satu target setiap tahun."),
        ('{ 2019 = { jadwal = { "2020-08" = 2 } } }',
         "jadwal tahun 2019 memuat Agustus 2020. Pindahkan bulan itu ke tahunnya."),
        ("{ 2019 = 90, 2020 = 90.5 }",
         "“target” berisi 90.5, padahal realisasinya bilangan bulat (kegiatan). Bulatkan: 90 atau 91."),
        ("{ 2019 = 1.200 }",
         "“2019” berisi 1.200. Bila maksudnya seribu dua ratus, tulis 1200; bila 1,2, tulis 1.2."),
        ("{ 2019 = -1 }", "target “2019” berisi -1, padahal harus dari 0 sampai 1.000.000.000.000."),
    ],
)  # fmt: skip
def test_what_is_no_target_of_a_year_is_refused(tmp_path: Path, target: str, sentence: str) -> None:
    with pytest.raises(CatalogError) as caught:
        with_target(tmp_path, f"target = {target}\n")
    assert [one.sentence for one in caught.value.all] == [sentence]


def test_the_same_is_refused_in_iki_toml(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, SMALL)
    with pytest.raises(SettingsError) as caught:
        settings_of(tmp_path, catalog, "[target]\nPMD-1 = { 2019 = 90, 2020 = { 2021 = 3 } }")
    assert str(caught.value) == (
        f"{tmp_path}/iki.toml, [target], [PMD-1]: tahun 2020 memuat tahun lagi. Tulis satu target setiap tahun."
    )


def test_an_arah_goes_with_the_target_of_every_year(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, SMALL)
    both = "[target]\nPMD-1 = { 2019 = 90, 2020 = { dari = 80, sampai = 90 } }\n"
    settings = settings_of(tmp_path, catalog, both)
    indikator = catalog.indikator["PMD-1"][1]
    assert [settings.arah_of(indikator, year) for year in (2019, 2020, 2021)] == ["naik", "rentang", "naik"]
    with pytest.raises(SettingsError) as caught:
        settings_of(tmp_path, catalog, f'{both}[aturan.arah]\nPMD-1 = "turun"')
    assert "padahal targetnya rentang 80–90" in str(caught.value)


def test_mulai_writes_it_as_the_catalogue_has_it(tmp_path: Path) -> None:
    text = commented(with_target(tmp_path, RENSTRA), Periode("2019-11"))
    assert "# PMD-1 = { 2019 = 120, 2020 = { triwulan = [10, 20, 30, 40] } }  # Koordinasi, kegiatan (bawaan)\n" in text
    assert "# - { 2019 = 90, 2020 = 95 }: satu target setiap tahun, dengan salah satu cara di atas.\n" in text


# --- as it is measured -----------------------------------------------------------------------------------------------


def test_a_month_is_measured_against_the_target_of_its_year(tmp_path: Path) -> None:
    """In February 30 of 120 × 2/12 = 20 were done in 2019, and of 10 × 2/3 = 6,67 in 2020."""
    catalog = with_target(tmp_path, RENSTRA)
    settings = settings_of(tmp_path, catalog, "[aturan]\nbatas_capaian = 0")
    assert result(batch_of(tmp_path, catalog, settings, "2019-01", "2019-02")) == (30.0, 20.0, 150.0, "lengkap")
    realisasi, target, capaian, _ = result(batch_of(tmp_path, catalog, settings, "2020-01", "2020-02"))
    assert (realisasi, round(target, 4), capaian) == (30.0, 6.6667, 450.0)


def test_a_year_without_a_target_has_none_and_is_told(tmp_path: Path) -> None:
    catalog = with_target(tmp_path, RENSTRA)
    settings = settings_of(tmp_path, catalog)
    batch = batch_of(tmp_path, catalog, settings, "2021-01")
    [row] = batch.hasil.to_dict("records")
    assert (row["realisasi"], row["predikat"], row["status_kata"]) == (15.0, "", "lengkap")
    assert np.isnan([row["target"], row["target_tahun"], row["capaian"]]).all()
    assert notices(batch) == ["PMD-1: targetnya ditulis menurut tahun, tanpa 2021. Tambahkan di iki.toml."]


def test_what_iki_toml_says_of_a_year_goes_before_the_catalogue_and_leaves_the_other_years(tmp_path: Path) -> None:
    catalog = with_target(tmp_path, RENSTRA)
    settings = settings_of(tmp_path, catalog, "[target]\nPMD-1 = { 2019 = 60, 2021 = 90 }")
    indikator = catalog.indikator["PMD-1"][1]
    assert [settings.target_of(indikator, year) for year in (2019, 2020, 2021, 2022)] == [
        Target("angka", 60.0), Target("triwulan", deret=(10.0, 20.0, 30.0, 40.0)), Target("angka", 90.0), None,
    ]  # fmt: skip
    plain = settings_of(tmp_path, catalog, "[target]\nPMD-1 = 60")
    assert [plain.target_of(indikator, year) for year in (2019, 2022)] == [Target("angka", 60.0)] * 2


# --- as it is shown --------------------------------------------------------------------------------------------------


def target_row(catalog: Catalog, settings: Settings, periode: str) -> tuple[str, object, object]:
    """Beside the capaian of the form: the look and the number of the month's part, and how the target is told."""
    workbook = load_workbook(io.BytesIO(writing.build(catalog.at(periode)["pmd"], periode, settings)))
    rows = workbook[layout.ISIAN].iter_rows()
    [row] = [row for row in rows if str(row[layout.LABEL].value).startswith("Capaian bulan ini")]
    return row[layout.UNIT].number_format.partition(";")[0], row[layout.UNIT].value, row[layout.NOTE].value


def test_a_form_shows_the_target_of_its_year(tmp_path: Path) -> None:
    catalog = with_target(tmp_path, RENSTRA)
    settings = settings_of(tmp_path, catalog)
    assert target_row(catalog, settings, "2019-02") == ('"target "General', 10, "target 120 setahun")
    assert target_row(catalog, settings, "2020-04")[2] == "target 10, 20, 30, 40 per triwulan"
    assert target_row(catalog, settings, "2021-02")[1:] == ("target belum ada", None)


def sheets_of(batch: Batch) -> dict[str, str]:
    """All texts of Target and Rumus."""
    workbook = load_workbook(io.BytesIO(build(batch, dt.datetime(2021, 3, 2, 9))), data_only=True)
    return {
        name: "\n".join(str(cell.value) for row in workbook[name].iter_rows() for cell in row if cell.value is not None)
        for name in ("Target", "Rumus")
    }


def test_the_result_shows_the_target_of_its_year_alone(tmp_path: Path) -> None:
    catalog = with_target(tmp_path, RENSTRA)
    settings = settings_of(tmp_path, catalog)
    of_2019 = sheets_of(batch_of(tmp_path, catalog, settings, "2019-01", "2019-02"))
    assert "120 setahun (bawaan)" in of_2019["Target"]
    assert "120 × 2/12 = 20 (bawaan)" in of_2019["Rumus"]
    assert "triwulan" not in of_2019["Target"] + of_2019["Rumus"]
    of_2021 = sheets_of(batch_of(tmp_path, catalog, settings, "2021-01"))
    assert "belum ditetapkan" in of_2021["Target"]
    assert "belum ditetapkan" in of_2021["Rumus"]


# --- what both say ---------------------------------------------------------------------------------------------------


BOTH_SAY = [
    ("90", "120", "120 setahun; target dari iki.toml (katalog: 90 setahun)",
     "120 × 2/12 = 20; target dari iki.toml (katalog: 90 setahun)"),
    ("{ 2019 = 90, 2020 = 95 }", "{ bulan = 10 }", "10 tiap bulan; target dari iki.toml (katalog: 90 setahun)",
     "10 × 2 = 20; target dari iki.toml (katalog: 90 setahun)"),
    ("{ triwulan = [1, 2, 3, 4] }", "{ dari = 5, sampai = 6 }",
     "5–6; target dari iki.toml (katalog: 1, 2, 3, 4 per triwulan)",
     "5–6; target dari iki.toml (katalog: 1, 2, 3, 4 per triwulan)"),
    ("120", "120", "120 setahun (iki.toml)", "120 × 2/12 = 20"),
    ("{ 2020 = 90 }", "120", "120 setahun (iki.toml)", "120 × 2/12 = 20"),
    ("120", "{ 2020 = 90 }", "120 setahun (bawaan)", "120 × 2/12 = 20 (bawaan)"),
]  # fmt: skip
"""Of each indikator the target of the catalogue and that of iki.toml, and what Target and Rumus say of them."""


def numbered(number: int, target: str) -> str:
    """The indikator of SMALL with a number and a target of its own."""
    text = changed("rumus =", f"target = {target}\nrumus =")[SMALL.index("[[indikator]]") :]
    for name in ("rapat", "kunjungan"):
        text = text.replace(f"{name} =", f"{name}_{number} =").replace(f'kode = "{name}"', f'kode = "{name}_{number}"')
    text = text.replace("rapat + kunjungan", f"rapat_{number} + kunjungan_{number}")
    return text.replace("PMD-1", f"PMD-{number}").replace("Jumlah", f"Jumlah ke-{number}")


def test_where_catalogue_and_iki_toml_both_say_a_target_the_result_says_both(tmp_path: Path) -> None:
    numbers = range(1, len(BOTH_SAY) + 1)
    asked = [numbered(number, in_catalogue) for number, (in_catalogue, *_) in enumerate(BOTH_SAY, 1)]
    (tmp_path / "katalog").mkdir()
    catalog = loaded(tmp_path / "katalog", SMALL[: SMALL.index("[[indikator]]")] + "\n".join(asked))
    decided = [f"PMD-{number} = {in_toml}" for number, (_, in_toml, *_) in enumerate(BOTH_SAY, 1)]
    settings = settings_of(tmp_path, catalog, "\n".join(["[target]", *decided]))
    typed = {f"{name}_{number}": value for name, value in (("rapat", 4), ("kunjungan", 11)) for number in numbers}
    forms = [filled(tmp_path, catalog, month, typed) for month in ("2019-01", "2019-02")]
    batch = process(forms, catalog, settings, "2019-02")
    workbook = load_workbook(io.BytesIO(build(batch, dt.datetime(2019, 3, 2, 9))), data_only=True)
    whole = [{"Kode": f"PMD-{n}", "Indikator / bagian target": f"Jumlah ke-{n} koordinasi"} for n in numbers]
    assert [columns(workbook, "tblTarget", "Cara dan asal", where=row) for row in whole] == [
        [(target,)] for _, _, target, _ in BOTH_SAY
    ]
    assert columns(workbook, "tblRumus", "Kode", "Target s.d. bulan ini") == [
        (f"PMD-{number}", rumus) for number, (*_, rumus) in enumerate(BOTH_SAY, 1)
    ]


# --- forms of the years ----------------------------------------------------------------------------------------------

LATER = RENSTRA.replace(" }\n", ", 2021 = 200 }\n")


def test_a_target_of_a_later_year_changes_no_fingerprint_of_this_one(tmp_path: Path) -> None:
    before, after = with_target(tmp_path, RENSTRA, "a"), with_target(tmp_path, LATER, "b")
    plain = with_target(tmp_path, "target = 120\n", "c")
    assert fingerprint(before.at("2019-03")) == fingerprint(after.at("2019-03")) == fingerprint(plain.at("2019-03"))
    assert fingerprint(before.at("2021-03")) != fingerprint(after.at("2021-03"))


@pytest.mark.parametrize("periode", ["2019-03", "2020-03"])
def test_a_form_from_before_a_later_year_got_its_target_is_read(tmp_path: Path, periode: str) -> None:
    path = filled(tmp_path, with_target(tmp_path, RENSTRA, "a"), periode, {"rapat": 4, "kunjungan": 7})
    checked = check_files([path], with_target(tmp_path, LATER, "b"), SETTINGS)
    assert told(checked.temuan) == []
    assert checked.answers["angka"].tolist() == [4.0, 7.0]


def test_a_version_of_the_middle_of_a_year_keeps_the_targets_of_the_years(tmp_path: Path) -> None:
    (tmp_path / "katalog").mkdir()
    text = changed("rumus =", f"{RENSTRA}rumus =") + (
        '\n[[indikator.versi]]\nberlaku_mulai = "2019-07"\nrumus = "rapat + 2 * kunjungan"\n'
        "\n[[indikator.versi.contoh]]\nisian = { rapat = 2, kunjungan = 3 }\nhasil = 8\n"
    )
    catalog = loaded(tmp_path / "katalog", text)
    path = filled(tmp_path, catalog, "2019-08", {"rapat": 4, "kunjungan": 7})
    batch = process([path], catalog, SETTINGS, "2019-08")
    assert (batch.hasil["realisasi"].tolist(), batch.hasil["target"].tolist()) == ([18.0], [80.0])


def test_the_catalogue_lists_the_fingerprint_of_each_year(tmp_path: Path) -> None:
    catalog = with_target(tmp_path, RENSTRA)
    sidik = [short(fingerprint(catalog.at(f"{year}-03")["pmd"])) for year in (2019, 2020)]
    assert next(iter(catalog_lines(catalog))) == f"Kepala Seksi PMD (pmd, sidik {sidik[0]} dan {sidik[1]})"
