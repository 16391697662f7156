"""Indikator with a time: several versions of one, and what is valid in a month."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.runs.blanks import write_blanks
from iki_excel.words.errors import CatalogError
from tests.small_catalog import SETTINGS, SMALL, loaded, without_lines

FROM_JULY = """
[[indikator.versi]]
berlaku_mulai = "2019-07"
indikator = "Jumlah koordinasi dan pembinaan"
rumus = "rapat + kunjungan + pembinaan"

[[indikator.versi.isian]]
kode = "rapat"
label = "Jumlah rapat"
satuan = "kegiatan"
akumulasi = "jumlah"

[[indikator.versi.isian]]
kode = "kunjungan"
label = "Jumlah kunjungan lapangan"
satuan = "kegiatan"
akumulasi = "jumlah"

[[indikator.versi.isian]]
kode = "pembinaan"
label = "Jumlah pembinaan"
satuan = "kegiatan"
akumulasi = "jumlah"

[[indikator.versi.contoh]]
isian = { rapat = 2, kunjungan = 3, pembinaan = 1 }
hasil = 6
"""
FROM_OCTOBER = """
[[indikator.versi]]
berlaku_mulai = "2019-10"
rumus = "rapat * 2 + kunjungan"

[[indikator.versi.contoh]]
isian = { rapat = 2, kunjungan = 3 }
hasil = 7
"""
SECOND = """
[[indikator]]
kode = "PMD-2"
singkat = "Lomba"
kinerja = "Terlaksananya lomba"
indikator = "Jumlah lomba"
penjelasan = "Jumlah lomba"
sumber_data = ["Seksi PMD"]
satuan = "lomba"
rumus = "lomba"

[[indikator.isian]]
kode = "lomba"
label = "Jumlah lomba"
satuan = "lomba"
akumulasi = "jumlah"

[[indikator.contoh]]
isian = { lomba = 2 }
hasil = 2
"""


def with_time(text: str, **months: str) -> str:
    """An indikator with the months it is valid from and until."""
    said = "".join(f'{key} = "{month}"\n' for key, month in months.items())
    return text.replace("rumus = ", f"{said}rumus = ", 1)


def formulas(catalog: Catalog, periode: str) -> list[tuple[str, str]]:
    return [(kode, one.rumus.text) for kode, (_, one) in catalog.at(periode).indikator.items()]


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(CatalogError) as caught:
        loaded(folder, text)
    return without_lines(caught.value).replace(f"{folder}/", "")


# --- what is valid ---------------------------------------------------------------------------------------------------


def test_a_catalogue_without_time_is_the_same_in_every_month(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, SMALL)
    assert catalog.at("2019-01") is catalog
    assert [one.kode for one in catalog.versions["PMD-1"]] == ["PMD-1"]


def test_a_month_has_the_version_valid_in_it(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, SMALL + FROM_JULY + FROM_OCTOBER)
    assert [formulas(catalog, month) for month in ("2018-12", "2019-06", "2019-07", "2019-09", "2019-10")] == [
        [("PMD-1", "rapat + kunjungan")],
        [("PMD-1", "rapat + kunjungan")],
        [("PMD-1", "rapat + kunjungan + pembinaan")],
        [("PMD-1", "rapat + kunjungan + pembinaan")],
        [("PMD-1", "rapat * 2 + kunjungan")],
    ]
    assert [(one.berlaku_mulai, one.berlaku_sampai) for one in catalog.versions["PMD-1"]] == [
        (None, "2019-06"), ("2019-07", "2019-09"), ("2019-10", None),
    ]  # fmt: skip


def test_months_in_which_the_same_is_valid_share_one_catalogue(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, SMALL + FROM_JULY)
    assert catalog.at("2019-01") is catalog.at("2019-06")
    assert catalog.at("2019-TW3") is catalog.at("2019-07")


def test_a_version_is_its_indikator_but_for_what_it_says_itself(tmp_path: Path) -> None:
    first, second = loaded(tmp_path, SMALL + FROM_JULY).versions["PMD-1"]
    assert (second.kode, second.singkat, second.satuan) == (first.kode, first.singkat, first.satuan)
    assert [isian.label for isian in second.isian] == [
        "Jumlah rapat", "Jumlah kunjungan lapangan", "Jumlah pembinaan",
    ]  # fmt: skip


def test_an_indikator_is_added_in_a_month_and_another_retired(tmp_path: Path) -> None:
    text = with_time(SMALL, berlaku_sampai="2019-06") + with_time(SECOND, berlaku_mulai="2019-03")
    catalog = loaded(tmp_path, text)
    assert [list(catalog.at(month).indikator) for month in ("2019-02", "2019-03", "2019-06", "2019-07")] == [
        ["PMD-1"], ["PMD-1", "PMD-2"], ["PMD-1", "PMD-2"], ["PMD-2"],
    ]  # fmt: skip
    assert list(catalog.indikator) == ["PMD-1", "PMD-2"]


def test_a_jabatan_without_a_valid_indikator_is_not_there(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, with_time(SMALL, berlaku_mulai="2019-03"))
    assert (catalog.kode, catalog.at("2019-02").kode, catalog.at("2019-03").kode) == (["pmd"], [], ["pmd"])


def test_no_form_is_written_for_a_month_in_which_nothing_is_asked(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, with_time(SMALL, berlaku_mulai="2019-03"))
    done = write_blanks(catalog, SETTINGS, ["2019-02", "2019-03"], tmp_path / "formulir")
    assert [path.name for path in done.written] == ["IKI_2019-03_contoh_pmd.xlsx"]


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            SMALL + FROM_OCTOBER + FROM_JULY,
            "pmd.toml, indikator PMD-1: versi yang berlaku mulai 2019-07 ditulis sesudah yang berlaku mulai 2019-10. "
            "Urutkan versi dari yang paling awal, masing-masing dengan bulan mulai sendiri.",
            id="not in order",
        ),
        pytest.param(
            SMALL + FROM_JULY + FROM_JULY,
            "pmd.toml, indikator PMD-1: dua versi berlaku mulai bulan yang sama, 2019-07. Ganti bulan mulai salah "
            "satunya.",
            id="the same month twice",
        ),
        pytest.param(
            with_time(SMALL, berlaku_mulai="2019-07") + FROM_JULY,
            "pmd.toml, indikator PMD-1: dua versi berlaku mulai bulan yang sama, 2019-07. Ganti bulan mulai salah "
            "satunya.",
            id="the same month as the indikator itself",
        ),
        pytest.param(
            with_time(SMALL, berlaku_mulai="2019-08") + FROM_JULY,
            "pmd.toml, indikator PMD-1: versi yang berlaku mulai 2019-07 ditulis sesudah yang berlaku mulai 2019-08. "
            "Urutkan versi dari yang paling awal, masing-masing dengan bulan mulai sendiri.",
            id="before the indikator itself",
        ),
        pytest.param(
            with_time(SMALL, berlaku_mulai="2019-08", berlaku_sampai="2019-07"),
            "pmd.toml, indikator PMD-1: berlaku_sampai 2019-07 lebih awal daripada bulan mulainya, 2019-08. "
            "Perbaiki salah satunya.",
            id="ends before it begins",
        ),
        pytest.param(
            with_time(SMALL, berlaku_sampai="2019-06") + FROM_JULY,
            "pmd.toml, indikator PMD-1: berlaku_sampai 2019-06 lebih awal daripada bulan mulainya, 2019-07. "
            "Perbaiki salah satunya.",
            id="ends before its last version",
        ),
        pytest.param(
            SMALL + FROM_JULY.replace('berlaku_mulai = "2019-07"', 'berlaku_mulai = "2019-07"\nkode = "PMD-9"'),
            "pmd.toml, indikator PMD-1, versi PMD-9: kunci “kode” ditulis pada indikatornya, bukan pada versinya. "
            "Pindahkan atau hapus.",
            id="a code of its own",
        ),
        pytest.param(
            SMALL + FROM_JULY.replace('berlaku_mulai = "2019-07"\n', ""),
            "pmd.toml, indikator PMD-1, versi ke-1: kunci “berlaku_mulai” tidak ada. Tambahkan bulan mulainya, "
            'misalnya berlaku_mulai = "2019-07".',
            id="no first month",
        ),
        pytest.param(
            SMALL + FROM_JULY.replace('"2019-07"', '"Juli"'),
            "pmd.toml, indikator PMD-1, versi ke-1: kunci “berlaku_mulai”: Periode “Juli” tidak dikenal. "
            "Tulis tahun dan bulan, misalnya 2019-03.",
            id="no month",
        ),
        pytest.param(
            with_time(SMALL, berlaku_mulia="2019-07"),
            "pmd.toml, indikator PMD-1: kunci “berlaku_mulia” tidak dikenal. Maksudnya “berlaku_mulai”?",
            id="a key that is nearly one",
        ),
        pytest.param(
            SMALL + FROM_OCTOBER.replace("hasil = 7", "hasil = 5"),
            "pmd.toml, indikator PMD-1, versi 2019-10, contoh ke-1: contoh memberi 7, padahal tertulis hasil 5. "
            "Perbaiki rumus atau contohnya.",
            id="an example of a version that is wrong",
        ),
        pytest.param(
            SMALL + FROM_JULY.replace('"kegiatan"\nakumulasi = "jumlah"', '"orang"\nakumulasi = "terakhir"', 1),
            "pmd.toml, indikator PMD-1, versi 2019-07, isian rapat: “rapat” berganti satuan dan akumulasi di antara "
            "versi-versinya. "
            "Isian yang artinya berubah memerlukan kode baru.",
            id="a code that means something else",
        ),
        pytest.param(
            SMALL + FROM_JULY + SECOND.replace("lomba = 2", "pembinaan = 2")
            .replace('rumus = "lomba"', 'rumus = "pembinaan"').replace('kode = "lomba"', 'kode = "pembinaan"'),
            "pmd.toml, indikator PMD-2, isian pembinaan: kode isian “pembinaan” dipakai dua kali "
            "(sudah dipakai di pmd.toml). Ganti salah satunya.",
            id="a code twice in one month",
        ),
        pytest.param(
            SMALL + SECOND.replace("PMD-2", "PMD-1"),
            "pmd.toml, indikator PMD-1: kode indikator “PMD-1” dipakai dua kali "
            "(sudah dipakai di pmd.toml). Ganti salah satunya.",
            id="an indikator twice",
        ),
    ],
)  # fmt: skip
def test_what_contradicts_itself_over_time_is_refused(tmp_path: Path, text: str, told: str) -> None:
    assert refusal(tmp_path, text) == told


def test_a_code_may_be_used_again_once_it_is_retired(tmp_path: Path) -> None:
    again = with_time(SMALL[SMALL.index("[[indikator]]") :].replace("PMD-1", "PMD-3"), berlaku_mulai="2019-07")
    catalog = loaded(tmp_path, with_time(SMALL, berlaku_sampai="2019-06") + "\n" + again)
    assert [list(catalog.at(month).indikator) for month in ("2019-06", "2019-07")] == [["PMD-1"], ["PMD-3"]]
