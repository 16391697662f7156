"""Reading, checking and scoring in one call: it adds up, it says what is missing, and every rule is provoked."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging import batch
from iki_excel.judging.batch import Checked, completeness
from iki_excel.runs.checking import check_files
from iki_excel.runs.month import process
from iki_excel.words.errors import IkiError
from tests.forms import complete, form, kodes, rounded, told

pytestmark = pytest.mark.decree


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What came for January and February, and what did not belong."""
    tmp_path = tmp_path_factory.mktemp("sent")
    for jabatan in ("sekretaris", "tata_usaha", "program_keuangan", "tata_pemerintahan", "trantib"):
        complete(tmp_path / "2019-01", jabatan, "2019-01")
    complete(tmp_path / "2019-02", "trantib", "2019-02", "operasi_keamanan | 3 operasi")
    complete(tmp_path / "2019-02", "tata_pemerintahan", "2019-02", name="a")
    complete(tmp_path / "2019-02", "tata_pemerintahan", "2019-02", "banner | 2", name="b")
    form(tmp_path / "2019-02", "pmd", "2019-02")
    complete(tmp_path, "pmd", "2019-03", "koordinasi | banyak")
    complete(tmp_path, "pmd", "2018-12", "koordinasi | banyak")
    (tmp_path / "~$kunci.xlsx").write_bytes(b"x")
    return tmp_path


def test_files_of_other_months_are_set_aside_in_silence(sent: Path, catalog: Catalog, settings: Settings) -> None:
    checked = check_files([sent], catalog, settings, "2019-02")
    fates = {Path(f.file).name: (f.nasib, f.alasan) for f in checked.files.itertuples()}
    assert fates == {
        **{f"{name}_2019-01.xlsx": ("dipakai", "") for name in
           ("sekretaris", "tata_usaha", "program_keuangan", "tata_pemerintahan", "trantib")},
        "trantib_2019-02.xlsx": ("dipakai", ""),
        "a.xlsx": ("disisihkan", "ganda_berbeda"),
        "b.xlsx": ("disisihkan", "ganda_berbeda"),
        "pmd_2019-02.xlsx": ("disisihkan", "belum_diisi"),
        "pmd_2019-03.xlsx": ("disisihkan", "di_luar_periode"),
        "pmd_2018-12.xlsx": ("disisihkan", "di_luar_periode"),
        "~$kunci.xlsx": ("disisihkan", "sedang_dibuka"),
    }  # fmt: skip
    assert set(checked.answers["periode"]) == {"2019-01", "2019-02"}


def test_what_is_missing_or_wrong_is_told_once(sent: Path, catalog: Catalog, settings: Settings) -> None:
    checked = check_files([sent], catalog, settings, "2019-02")
    assert sorted(kodes(checked.temuan)) == [
        ("", "belum_masuk"),  # pmd in January
        ("", "belum_masuk"),  # sekretaris in February
        ("", "belum_masuk"),  # tata_usaha in February
        ("", "belum_masuk"),  # program_keuangan in February
        ("Isian!F8", "angka_bersatuan"),
        ("a.xlsx", "ganda_berbeda"),
        ("pmd_2019-02.xlsx", "belum_diisi"),
        ("~$kunci.xlsx", "sedang_dibuka"),
    ]
    assert checked.has_errors


def test_without_a_periode_every_file_is_checked_and_nothing_is_missed(
    sent: Path, catalog: Catalog, settings: Settings
) -> None:
    found = kodes(check_files([sent], catalog, settings).temuan)
    assert "belum_masuk" not in {kode for _, kode in found}
    assert found.count(("Isian!F8", "bukan_bilangan")) == 2


def test_warnings_alone_are_no_errors(tmp_path: Path, catalog: Catalog, settings: Settings) -> None:
    checked = check_files([complete(tmp_path, "sekretaris", "2019-01", "hari_kerja | 21")], catalog, settings)
    assert (kodes(checked.temuan), checked.has_errors) == ([("Isian!F10", "hari_kerja_berbeda")], False)


def test_completeness_is_a_row_a_jabatan_a_month(sent: Path, catalog: Catalog, settings: Settings) -> None:
    table = completeness(process([sent], catalog, settings, "2019-02"))
    assert [(r.jabatan, r.periode, r.keadaan, Path(r.file).name) for r in table.itertuples()] == [
        ("sekretaris", "2019-01", "sah", "sekretaris_2019-01.xlsx"),
        ("sekretaris", "2019-02", "belum masuk", ""),
        ("tata_usaha", "2019-01", "sah", "tata_usaha_2019-01.xlsx"),
        ("tata_usaha", "2019-02", "belum masuk", ""),
        ("program_keuangan", "2019-01", "sah", "program_keuangan_2019-01.xlsx"),
        ("program_keuangan", "2019-02", "belum masuk", ""),
        ("tata_pemerintahan", "2019-01", "sah", "tata_pemerintahan_2019-01.xlsx"),
        ("tata_pemerintahan", "2019-02", "ada kesalahan", "b.xlsx"),
        ("trantib", "2019-01", "sah", "trantib_2019-01.xlsx"),
        ("trantib", "2019-02", "ada kesalahan", "trantib_2019-02.xlsx"),
        ("pmd", "2019-01", "belum masuk", ""),
        ("pmd", "2019-02", "belum masuk", ""),
    ]


def test_the_results_of_the_month_stand_in_the_order_of_the_catalogue(
    sent: Path, catalog: Catalog, settings: Settings
) -> None:
    made = process([sent], catalog, settings, "2019-02")
    assert made.months == ["2019-01", "2019-02"]
    rows = made.hasil
    assert rows["indikator"].tolist() == [*catalog.indikator]
    shown = rows[rows["jabatan"].isin(["trantib", "pmd", "tata_usaha"])]
    assert [(r.indikator, rounded(r.realisasi), r.status) for r in shown.itertuples()] == [
        ("TU-1", 3, "sebagian"), ("TU-2", 2, "sebagian"), ("TU-3", 100, "sebagian"), ("TU-4", 1, "sebagian"),
        ("TU-5", 1, "sebagian"), ("TU-6", 1, "sebagian"), ("TU-7", 1, "sebagian"), ("TRA-1", None, "salah_isi"),
        ("TRA-2", 0, "lengkap"), ("PMD-1", None, "belum_masuk"), ("PMD-2", None, "belum_masuk"),
        ("PMD-3", None, "belum_masuk"), ("PMD-4", None, "belum_masuk"),
    ]  # fmt: skip


def test_a_month_of_nothing_is_processed(tmp_path: Path, catalog: Catalog, settings: Settings) -> None:
    made = process([tmp_path], catalog, settings, "2019-01")
    assert set(made.hasil["status"]) == {"belum_masuk"}
    assert [kode for _, kode, _ in told(made.checked.temuan)] == ["belum_masuk"] * 6
    assert set(completeness(made)["keadaan"]) == {"belum masuk"}


def test_a_table_that_does_not_add_up_is_refused(sent: Path, catalog: Catalog, settings: Settings) -> None:
    checked = check_files([sent], catalog, settings, "2019-02")

    def refused(broken: Checked) -> None:
        with pytest.raises(
            IkiError, match=r"^Pencocokan tidak tepat .*; laporan tidak dibuat\. Laporkan kepada pembuatnya\.$"
        ):
            batch.refuse_unless_it_adds_up(broken)

    batch.refuse_unless_it_adds_up(checked)
    refused(dataclasses.replace(checked, files=checked.files.assign(nasib="hilang")))
    refused(dataclasses.replace(checked, answers=checked.answers.assign(keadaan="entah")))
    refused(dataclasses.replace(checked, files=checked.files.assign(nasib="disisihkan")))
