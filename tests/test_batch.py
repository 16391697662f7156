"""Reading, checking and scoring in one call: it adds up, it says what is missing, and every rule is provoked."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from iki_excel import report
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging import batch
from iki_excel.judging.batch import Checked
from iki_excel.runs.checking import check_files
from iki_excel.runs.month import process
from iki_excel.words.errors import IkiError
from tests.forms import complete, form, kodes, rounded, told


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What came for January and February, and what did not belong."""
    tmp_path = tmp_path_factory.mktemp("sent")
    for jabatan in ("umum", "ketertiban"):
        complete(tmp_path / "2019-01", jabatan, "2019-01")
    complete(tmp_path / "2019-02", "ketertiban", "2019-02", "gangguan | 3 kejadian")
    complete(tmp_path / "2019-02", "pelayanan", "2019-02", name="a")
    complete(tmp_path / "2019-02", "pelayanan", "2019-02", "penerima_layanan | 20", name="b")
    form(tmp_path / "2019-01", "pelayanan", "2019-01")
    complete(tmp_path, "ketertiban", "2019-03", "gangguan | banyak")
    complete(tmp_path, "ketertiban", "2018-12", "gangguan | banyak")
    (tmp_path / "~$kunci.xlsx").write_bytes(b"x")
    return tmp_path


def test_files_of_other_months_are_no_part_of_the_run(sent: Path, catalog: Catalog, settings: Settings) -> None:
    checked = check_files([sent], catalog, settings, "2019-02")
    fates = {Path(f.file).name: (f.nasib, f.alasan) for f in checked.files.itertuples()}
    assert fates == {
        "umum_2019-01.xlsx": ("dipakai", ""),
        "ketertiban_2019-01.xlsx": ("dipakai", ""),
        "ketertiban_2019-02.xlsx": ("dipakai", ""),
        "a.xlsx": ("disisihkan", "ganda_berbeda"),
        "b.xlsx": ("disisihkan", "ganda_berbeda"),
        "pelayanan_2019-01.xlsx": ("disisihkan", "belum_diisi"),
    }
    assert set(checked.answers["periode"]) == {"2019-01", "2019-02"}


def test_the_report_of_a_month_is_the_same_whatever_comes_in_for_later_months(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    def january() -> bytes:
        return report.build(process([tmp_path], catalog, settings, "2019-01"), dt.datetime(2019, 2, 1, 9))

    complete(tmp_path, "umum", "2019-01")
    before = january()
    complete(tmp_path, "umum", "2019-02")
    complete(tmp_path, "ketertiban", "2019-03", "gangguan | tiga")
    assert january() == before


def test_what_is_missing_or_wrong_is_told_once(sent: Path, catalog: Catalog, settings: Settings) -> None:
    checked = check_files([sent], catalog, settings, "2019-02")
    assert sorted(kodes(checked.temuan)) == [
        ("", "belum_masuk"),  # umum in February
        ("Isian!F8", "angka_bersatuan"),
        ("a.xlsx", "ganda_berbeda"),
        ("pelayanan_2019-01.xlsx", "belum_diisi"),
        ("~$kunci.xlsx", "sedang_dibuka"),
    ]
    assert checked.has_errors


def test_what_is_missing_is_told_by_month_and_by_jabatan_as_in_the_catalogue(
    tmp_path: Path, catalog: Catalog, settings: Settings
) -> None:
    form(tmp_path, "ketertiban", "2019-01", "gangguan | 3 kejadian\ntahun_lalu | 4\ntahun_ini | 3\nberas | 2")
    form(tmp_path, "pelayanan", "2019-02")
    temuan = check_files([tmp_path], catalog, settings, "2019-02").temuan
    assert list(zip(temuan["periode"], temuan["jabatan"], temuan["kode"], strict=True)) == [
        ("2019-01", "umum", "belum_masuk"),
        ("2019-01", "pelayanan", "belum_masuk"),
        ("2019-02", "umum", "belum_masuk"),
        ("2019-02", "ketertiban", "belum_masuk"),
        ("2019-01", "ketertiban", "angka_bersatuan"),
        ("2019-02", "pelayanan", "belum_diisi"),
    ]


def test_without_a_periode_every_file_is_checked_and_nothing_is_missed(
    sent: Path, catalog: Catalog, settings: Settings
) -> None:
    found = kodes(check_files([sent], catalog, settings).temuan)
    assert "belum_masuk" not in {kode for _, kode in found}
    assert found.count(("Isian!F8", "bukan_bilangan")) == 2


def test_warnings_alone_are_no_errors(tmp_path: Path, catalog: Catalog, settings: Settings) -> None:
    checked = check_files([complete(tmp_path, "umum", "2019-01", "hari_kerja | 21")], catalog, settings)
    assert (kodes(checked.temuan), checked.has_errors) == ([("Isian!F15", "hari_kerja_berbeda")], False)


def test_the_forms_are_a_row_a_jabatan_a_month(sent: Path, catalog: Catalog, settings: Settings) -> None:
    forms = process([sent], catalog, settings, "2019-02").forms
    assert forms[["jabatan", "periode", "keadaan", "sel"]].to_numpy().tolist() == [
        ["umum", "2019-01", "sah", 0],
        ["umum", "2019-02", "belum masuk", 0],
        ["pelayanan", "2019-01", "belum masuk", 0],
        ["pelayanan", "2019-02", "ada kesalahan", 0],
        ["ketertiban", "2019-01", "sah", 0],
        ["ketertiban", "2019-02", "ada kesalahan", 1],
    ]


def test_the_results_of_the_month_stand_in_the_order_of_the_catalogue(
    sent: Path, catalog: Catalog, settings: Settings
) -> None:
    made = process([sent], catalog, settings, "2019-02")
    assert made.months == ["2019-01", "2019-02"]
    rows = made.hasil
    assert rows["indikator"].tolist() == [*catalog.indikator]
    assert [(r.indikator, rounded(r.realisasi), r.status) for r in rows.itertuples()] == [
        ("UM-1", 2, "sebagian"), ("UM-2", 4.55, "sebagian"), ("UM-3", 100, "sebagian"), ("UM-4", 0, "sebagian"),
        ("PL-1", None, "belum_masuk"), ("PL-2", None, "belum_masuk"),
        ("KT-1", None, "salah_isi"), ("KT-2", 0, "lengkap"), ("KT-3", 1, "lengkap"),
    ]  # fmt: skip


def test_a_month_of_nothing_is_processed(tmp_path: Path, catalog: Catalog, settings: Settings) -> None:
    made = process([tmp_path], catalog, settings, "2019-01")
    assert set(made.hasil["status"]) == {"belum_masuk"}
    assert [kode for _, kode, _ in told(made.checked.temuan)] == ["belum_masuk"] * len(catalog.jabatan)
    assert set(made.forms["keadaan"]) == {"belum masuk"}


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
