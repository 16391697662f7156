"""Numbers that the decree sets by name: in keputusan.toml, on the form, in the check, the scores and the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import absolute_coordinate

from iki_excel.cli.saying import catalog_lines
from iki_excel.decree import Catalog, Konstanta, load_catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.decree.sifat import is_ratio
from iki_excel.forms.layout import ISIAN
from iki_excel.runs.checking import check_files
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode
from tests import docs
from tests.gnumeric import need_gnumeric, recalculated
from tests.office import Office
from tests.result_tables import cells, columns, records
from tests.small_catalog import HEAD, SETTINGS, changed, filled, without_lines, written
from tests.test_report_formulas import opened, unlike_spreadsheets
from tests.test_report_of_time import shown

DAYS = """
[[konstanta]]
kode = "hari_efektif"
label = "Hari efektif sebulan"
satuan = "hari"
nilai = 20
berlaku_sampai = "2019-02"

[[konstanta]]
kode = "hari_efektif"
label = "Hari efektif sebulan"
satuan = "hari"
nilai = 22
berlaku_mulai = "2019-03"
"""
PEOPLE = """
[[konstanta]]
kode = "penduduk"
label = "Jumlah penduduk"
satuan = "orang"
nilai = 12500
"""
DECREE = DAYS + PEOPLE

ISIAN_OF = """
[[indikator.isian]]
kode = "{kode}"
label = "{label}"
satuan = "{satuan}"
akumulasi = "{akumulasi}"
"""
PATROLS = ISIAN_OF.format(kode="patroli", label="Jumlah hari patroli", satuan="hari", akumulasi="jumlah")
TEAMS = ISIAN_OF.format(kode="regu", label="Jumlah regu", satuan="regu", akumulasi="terakhir")
THEFTS = ISIAN_OF.format(kode="pencurian", label="Jumlah pencurian", satuan="kejadian", akumulasi="jumlah")
FIGHTS = ISIAN_OF.format(kode="perkelahian", label="Jumlah perkelahian", satuan="kejadian", akumulasi="jumlah")

PATROLLED = f"""{HEAD}rumus = "patroli / hari_regu * 100"
{PATROLS}{TEAMS}
[[indikator.hitung]]
kode = "hari_regu"
label = "Regu × hari efektif"
satuan = "hari"
rumus = "regu * hari_efektif"
akumulasi = "jumlah"

[[indikator.syarat]]
rumus = "patroli <= regu * hari_efektif"
pesan = "Hari patroli tidak boleh melebihi regu × hari efektif. Periksa keduanya."

[[indikator.contoh]]
periode = "2019-02"
isian = {{ patroli = 40, regu = 4 }}
hasil = 50
"""
CRIME_HEAD = (
    HEAD[HEAD.index("\n[[indikator]]") :].replace("PMD-1", "PMD-2").replace('"kegiatan"', '"per 1.000 penduduk"')
)
CRIME = f"""{CRIME_HEAD}rumus = "(pencurian + perkelahian) / penduduk * 1000"
{THEFTS}{FIGHTS}
[[indikator.contoh]]
isian = {{ pencurian = 20, perkelahian = 5 }}
hasil = 2
"""
BOTH = PATROLLED + CRIME


def loaded(folder: Path, text: str = BOTH, decree: str = DECREE) -> Catalog:
    folder.mkdir(exist_ok=True)
    return load_catalog(written(folder, pmd=text, keputusan=decree))


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return loaded(tmp_path / "katalog")


def refusal(folder: Path, text: str = BOTH, decree: str = DECREE) -> str:
    with pytest.raises(CatalogError) as caught:
        loaded(folder, text, decree)
    return without_lines(caught.value).replace(f"{folder}/", "")


# --- what a catalogue says -------------------------------------------------------------------------------------------


def test_each_number_has_its_months(catalog: Catalog) -> None:
    assert catalog.keputusan.konstanta == (
        Konstanta("hari_efektif", 20, "hari", "Hari efektif sebulan", None, Periode("2019-02")),
        Konstanta("hari_efektif", 22, "hari", "Hari efektif sebulan", Periode("2019-03"), None),
        Konstanta("penduduk", 12500, "orang", "Jumlah penduduk"),
    )
    months = ("2018-12", "2019-02", "2019-03")
    assert [catalog.at(month).indikator["PMD-1"][1].konstanta_in(month) for month in months] == [
        {"hari_efektif": 20}, {"hari_efektif": 20}, {"hari_efektif": 22}
    ]  # fmt: skip
    assert [one.kode for one in catalog.at("2019-03").indikator["PMD-2"][1].konstanta] == ["penduduk"]


def test_a_number_without_an_end_ends_where_the_next_begins(tmp_path: Path) -> None:
    decree = changed('berlaku_sampai = "2019-02"\n', "", DECREE)
    assert loaded(tmp_path, decree=decree).keputusan == loaded(tmp_path, decree=DECREE).keputusan


def test_months_in_which_the_numbers_are_the_same_share_one_catalogue(catalog: Catalog, tmp_path: Path) -> None:
    assert catalog.at("2019-01") is catalog.at("2019-02")
    assert catalog.at("2019-03") is catalog.at("2019-12") is not catalog.at("2019-01")
    crime = loaded(tmp_path, HEAD[: HEAD.index("\n[[")] + CRIME, PEOPLE)
    assert crime.at("2019-01") is crime


def test_a_number_of_the_decree_is_of_degree_zero(catalog: Catalog) -> None:
    """Twice the incidents are twice the rate, so that it adds up; a percentage of patrols does not."""
    sifat = {kode: (one.sifat, is_ratio(one)) for kode, (_, one) in catalog.indikator.items()}
    assert sifat == {"PMD-1": ("keadaan", True), "PMD-2": ("arus", False)}


def test_a_number_with_decimals_gives_results_with_decimals(tmp_path: Path) -> None:
    text = changed(
        "/ penduduk * 1000", "* penduduk", HEAD[: HEAD.index("\n[[")] + changed("hasil = 2", "hasil = 62.5", CRIME)
    )
    half = loaded(tmp_path, text, changed("nilai = 12500", "nilai = 2.5", PEOPLE))
    whole = loaded(tmp_path, changed("hasil = 62.5", "hasil = 50", text), changed("nilai = 12500", "nilai = 2", PEOPLE))
    assert [one.indikator["PMD-2"][1].has_decimals for one in (half, whole)] == [True, False]


def test_one_that_only_a_condition_uses_gives_none(tmp_path: Path) -> None:
    limit = (
        '\n[[indikator.syarat]]\nrumus = "pencurian <= penduduk"\npesan = "Terlalu banyak."\n\n[[indikator.contoh]]\n'
    )
    text = changed("/ penduduk * 1000", "", HEAD[: HEAD.index("\n[[")] + changed("hasil = 2", "hasil = 25", CRIME))
    half = changed("nilai = 12500", "nilai = 12500.5", PEOPLE)
    counted = loaded(tmp_path, changed("\n[[indikator.contoh]]\n", limit, text), half).indikator["PMD-2"][1]
    assert (counted.has_decimals, counted.counts) == (False, True)


FROM_JUNE = """
[[indikator.versi]]
berlaku_mulai = "2019-06"
rumus = "patroli / hari_regu * cadangan"

[[indikator.versi.contoh]]
periode = "2019-06"
isian = { patroli = 44, regu = 4 }
hasil = 1.5
"""
SPARE = """
[[konstanta]]
kode = "cadangan"
label = "Cadangan"
satuan = "hari"
nilai = 3
berlaku_mulai = "{first}"
"""


@pytest.mark.parametrize(
    ("text", "decree", "told"),
    [
        pytest.param(
            BOTH, changed('"2019-02"', '"2019-03"', DECREE),
            "keputusan.toml, konstanta hari_efektif: “hari_efektif” punya dua nilai untuk Maret 2019: 20 hari dan 22 "
            "hari. Perbaiki berlaku_mulai atau berlaku_sampai salah satunya.",
            id="two in a month",
        ),
        pytest.param(
            BOTH, changed('berlaku_sampai = "2019-02"', "", changed('berlaku_mulai = "2019-03"', "", DECREE)),
            "keputusan.toml, konstanta hari_efektif: “hari_efektif” punya dua nilai untuk bulan pertama: 20 hari dan "
            "22 hari. Perbaiki berlaku_mulai atau berlaku_sampai salah satunya.",
            id="two without months",
        ),
        pytest.param(
            BOTH, changed('berlaku_sampai =', 'berlaku_mulai = "2019-03"\nberlaku_sampai =', DECREE),
            "keputusan.toml, konstanta hari_efektif: berlaku_sampai 2019-02 lebih awal daripada berlaku_mulai 2019-03. "
            "Perbaiki salah satunya.",
            id="an end before its beginning",
        ),
        pytest.param(
            BOTH, DECREE.replace('"hari"', '"jam"', 1),
            "keputusan.toml, konstanta hari_efektif: satuan “hari_efektif” tertulis “jam” dan “hari”. Samakan; yang "
            "artinya lain memerlukan kode sendiri.",
            id="another satuan",
        ),
        pytest.param(
            BOTH, changed("Jumlah penduduk", "Hari efektif sebulan", DECREE),
            "keputusan.toml: konstanta “hari_efektif” dan “penduduk” berlabel sama, “Hari efektif sebulan”. Ganti "
            "salah satunya.",
            id="a label for two",
        ),
        pytest.param(
            BOTH, changed("nilai = 12500", "nilai = 12.500", DECREE),
            "keputusan.toml, konstanta penduduk: “nilai” berisi 12.500. Bila maksudnya dua belas ribu lima "
            "ratus, tulis 12500; bila 12,5, tulis 12.5.",
            id="thousands with a point",
        ),
        pytest.param(
            PATROLLED, DECREE,
            "keputusan.toml, konstanta penduduk: konstanta “penduduk” tidak dipakai rumus mana pun. Pakai dalam "
            "rumus, atau hapus.",
            id="unused",
        ),
        pytest.param(
            BOTH, changed('"2019-03"', '"2019-04"', DECREE),
            "pmd.toml, indikator PMD-1: konstanta “hari_efektif” tidak punya nilai untuk Maret 2019, padahal PMD-1 "
            "memakainya pada "
            "bulan itu. Ubah masa berlakunya, atau tambahkan nilainya.",
            id="a gap between",
        ),
        pytest.param(
            BOTH, changed("nilai = 12500", 'nilai = 12500\nberlaku_mulai = "2019-01"', DECREE),
            "pmd.toml, indikator PMD-2: konstanta “penduduk” tidak punya nilai untuk Desember 2018, padahal PMD-2 "
            "memakainya pada "
            "bulan itu. Ubah masa berlakunya, atau tambahkan nilainya.",
            id="a gap before",
        ),
        pytest.param(
            BOTH, changed("nilai = 12500", 'nilai = 12500\nberlaku_sampai = "2019-12"', DECREE),
            "pmd.toml, indikator PMD-2: konstanta “penduduk” tidak punya nilai untuk Januari 2020, padahal PMD-2 "
            "memakainya pada bulan "
            "itu. Ubah masa berlakunya, atau tambahkan nilainya.",
            id="a gap behind",
        ),
        pytest.param(
            PATROLLED + FROM_JUNE + CRIME, DECREE + SPARE.format(first="2019-06"),
            "pmd.toml, indikator PMD-1, versi 2019-06: konstanta “cadangan” tidak punya nilai untuk Januari 2019, "
            "padahal PMD-1 memakainya pada bulan itu. Ubah masa berlakunya, atau tambahkan nilainya.",
            id="s.d. looks back on months without it",
        ),
        pytest.param(
            BOTH.replace("pencurian", "hari_efektif"), DECREE,
            "pmd.toml, indikator PMD-2: “hari_efektif” adalah konstanta keputusan. Ganti kode isian ini, atau "
            "kode konstantanya.",
            id="an isian of that name",
        ),
        pytest.param(
            BOTH.replace("hari_regu", "penduduk"), DECREE,
            "pmd.toml, indikator PMD-1: “penduduk” adalah konstanta keputusan. Ganti kode isian ini, atau kode "
            "konstantanya.",
            id="a computed name of that name",
        ),
        pytest.param(
            BOTH.replace("/ penduduk", "/ penduduk_"), DECREE,
            "pmd.toml, indikator PMD-2: rumus memakai “penduduk_”, yang tidak dikenal. Maksudnya konstanta “penduduk”?",
            id="mistyped",
        ),
        pytest.param(
            changed("patroli <= regu * hari_efektif", "22 <= hari_efektif", BOTH), DECREE,
            "pmd.toml, indikator PMD-1: rumus “22 <= hari_efektif” hanya memakai konstanta. Pakai sedikitnya satu "
            "isian.",
            id="a condition on nothing that is filled",
        ),
        pytest.param(
            BOTH.replace("(pencurian + perkelahian) / penduduk * 1000", "penduduk * 1000"), DECREE,
            "pmd.toml, indikator PMD-2: rumus tidak memakai isian. Pakai sedikitnya satu isian.",
            id="a rumus of nothing that is filled",
        ),
        pytest.param(
            changed('rumus = "patroli /', 'berlaku_mulai = "2020-01"\nrumus = "patroli /', BOTH),
            changed('berlaku_sampai = "2019-02"', "", DECREE).replace("2019-03", "2021-01").replace(
                "nilai = 20", 'nilai = 20\nberlaku_mulai = "2020-01"'
            ),
            "pmd.toml, indikator PMD-1, contoh ke-1: contoh untuk Februari 2019 memakai konstanta “hari_efektif”, "
            "yang belum atau tidak lagi berlaku pada bulan itu. Tulis bulan contohnya, misalnya 2020-01.",
            id="an example of a month without it",
        ),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(tmp_path: Path, text: str, decree: str, told: str) -> None:
    assert refusal(tmp_path, text, decree) == told


def test_the_catalogue_of_the_document_says_so_in_words(tmp_path: Path) -> None:
    for name, mark in docs.EXAMPLES.items():
        (tmp_path / name).write_text(docs.block(docs.KATALOG.read_text("utf-8"), mark), "utf-8")
    lines = [line.strip() for line in catalog_lines(load_catalog(tmp_path))]
    assert lines[lines.index("SAT-1  Persentase hari patroli yang dilaksanakan (%)") :][:12] == [
        "SAT-1  Persentase hari patroli yang dilaksanakan (%)",
        "= Jumlah hari patroli semua regu bulan ini ÷ (Regu × hari efektif) × 100",
        "Hari efektif patroli sebulan: 20 hari sampai Juni 2019",
        "Hari efektif patroli sebulan: 22 hari mulai Juli 2019",
        "SAT-2  Gangguan ketertiban umum per 1.000 penduduk (per 1.000 penduduk)",
        "= Jumlah gangguan ketertiban umum bulan ini ÷ Jumlah penduduk menurut BPS × 1.000",
        "Jumlah penduduk menurut BPS: 48.250 orang",
        "SAT-3  Persentase regu yang berseragam lengkap (%)",
        "= Jumlah regu yang berseragam lengkap ÷ Jumlah regu patroli × 100",
        "SAT-4  Persentase pengaduan masyarakat yang ditindaklanjuti (%)",
        "= Jumlah pengaduan yang ditindaklanjuti bulan ini ÷ Jumlah pengaduan masyarakat bulan ini × 100",
        "Jumlah pengaduan masyarakat bulan ini: diisi oleh Kepala Seksi Pelayanan (contoh)",
    ]


# --- rates -----------------------------------------------------------------------------------------------------------


def test_a_small_rate_is_not_shown_as_nothing(tmp_path: Path) -> None:
    """One incident among 48.250 people is 0,0207 per 1.000; a target of 0,5 in a year is 0,0417 in a month."""
    decree = changed("nilai = 12500", "nilai = 48250", PEOPLE)
    text = changed("hasil = 2", "hasil = 0.5181347150259067", HEAD[: HEAD.index("\n[[")] + CRIME)
    rate = loaded(tmp_path / "katalog", changed("rumus =", "target = 0.5\nrumus =", text), decree)
    typed = {"pencurian": 1, "perkelahian": 0}
    sheet = form(tmp_path, rate, "2019-01", typed)
    assert [sheet[cell].number_format for cell in ("F11", "I12")] == [
        "#,##0.00##", '"target "#,##0.00##;"target "#,##0.00##;"belum jatuh tempo"'
    ]  # fmt: skip
    workbook = shown(process([filled(tmp_path, rate, "2019-01", typed)], rate, SETTINGS, "2019-01"), tmp_path)
    for table, is_default in (("tblRekap", " (bawaan)"), ("tblRapor_pmd", "*")):
        [row] = cells(workbook, table)
        goals = ("Target setahun", "Target s.d. bulan ini")
        assert {row[head].number_format for head in goals} == {f'#,##0.00##"{is_default}"_0'}
        assert {row[head].number_format for head in ("Bulan ini", "S.d. bulan ini")} == {"#,##0.00##_0"}
    assert columns(workbook, "tblRumus", "Perhitungan s.d. bulan ini", "Target s.d. bulan ini") == [
        ("(1 + 0) ÷ 48.250 × 1.000 = 0,0207", "0,5 × 1/12 = 0,04 (bawaan)"),
    ]


def test_thousands_with_a_point_are_refused_in_a_rumus(tmp_path: Path) -> None:
    assert refusal(tmp_path, changed("* 1000", "* 1.000", BOTH)) == (
        "pmd.toml, indikator PMD-2: rumus memuat “1.000”; tulis tanpa titik ribuan, 1000, atau dengan koma bila itu "
        "pecahan."
    )


# --- the fingerprint -------------------------------------------------------------------------------------------------


def fingerprints(catalog: Catalog, *months: str) -> list[str]:
    return [fingerprint(catalog.at(month)["pmd"]) for month in months]


def test_a_number_is_part_of_what_a_form_asks(catalog: Catalog, tmp_path: Path) -> None:
    months = ("2019-02", "2019-03")
    february, march = fingerprints(catalog, *months)
    assert february != march
    later = loaded(tmp_path, decree=changed("nilai = 22", "nilai = 21", DECREE))
    assert [*map(str.__eq__, fingerprints(later, *months), (february, march))] == [True, False]


def test_its_words_and_its_months_are_none(catalog: Catalog, tmp_path: Path) -> None:
    decree = DECREE.replace("Hari efektif sebulan", "Hari kerja efektif").replace("2019-02", "2019-11")
    other = loaded(tmp_path, decree=decree.replace("2019-03", "2019-12"))
    assert fingerprints(other, "2019-11", "2019-12") == fingerprints(catalog, "2019-02", "2019-03")


# --- the form --------------------------------------------------------------------------------------------------------


def form(folder: Path, catalog: Catalog, month: str, typed: dict[str, Any]) -> Any:
    return load_workbook(filled(folder, catalog, month, typed))[ISIAN]


def on_form(sheet: Any, first: int, last: int) -> list[tuple[Any, ...]]:
    return [tuple(sheet[f"{column}{row}"].value for column in "ABCIFGJ") for row in range(first, last + 1)]


def test_it_stands_on_the_form_in_a_cell_that_formulas_point_to(catalog: Catalog, tmp_path: Path) -> None:
    sheet = form(tmp_path, catalog, "2019-03", {})
    assert on_form(sheet, 10, 10) == [
        (None, None, "Hari efektif sebulan", "hari", 22, None, "ditetapkan keputusan"),
    ]
    assert on_form(sheet, 17, 17) == [(None, None, "Jumlah penduduk", "orang", 12500, None, "ditetapkan keputusan")]
    assert sheet["F10"].protection.locked
    assert sheet["D11"].value == '=IF(COUNT(D9)=1,D9*F10,"")'
    assert sheet["F18"].value == ('=IF(AND(D18=0,COUNT(D15,D16)>0),IFERROR(SUM(D15,D16)/F17*1000,""),"")')
    assert form(tmp_path, catalog, "2019-02", {})["F10"].value == 20


@pytest.mark.libreoffice
def test_the_form_shows_what_spreadsheets_calculate(catalog: Catalog, office: Office, tmp_path: Path) -> None:
    """4 regu × 22 hari = 88, 66 ÷ 88 = 75 %; one thief, and TB is no fight: 1 ÷ 12.500 × 1.000 = 0,08."""
    need_gnumeric()
    path = filled(tmp_path, catalog, "2019-03", {"patroli": 66, "regu": 4, "pencurian": 1, "perkelahian": "TB"})
    for values in (office.values(path)[ISIAN], recalculated(path)[ISIAN]):
        assert [values[cell] for cell in ("F10", "F11", "F12", "F17", "F18")] == [22, 88, 75, 12500, 0.08]
    path = filled(tmp_path, catalog, "2019-03", {"patroli": 89, "regu": 4, "pencurian": "TB", "perkelahian": "TB"})
    for values in (office.values(path)[ISIAN], recalculated(path)[ISIAN]):
        assert [values[cell] or "" for cell in ("G8", "F12")] + [values.get("F18") or ""] == ["periksa", "", ""]


def temuan(catalog: Catalog, path: Path) -> list[tuple[str, str, str]]:
    found = check_files([path], catalog, SETTINGS).temuan
    return [(row["kode"], f"{row['sheet']}!{row['sel']}", row["pesan"]) for row in found.to_dict("records")]


def test_a_condition_names_the_number_that_it_compares_with(catalog: Catalog, tmp_path: Path) -> None:
    text = changed("patroli <= regu * hari_efektif", "regu <= hari_efektif", PATROLLED)
    teams = loaded(tmp_path / "lain", text, DAYS)
    path = filled(tmp_path, teams, "2019-02", {"patroli": 5, "regu": 21})
    assert temuan(teams, path) == [
        (
            "syarat", "Isian!F9",
            "“Jumlah regu” berisi 21, sedangkan “Hari efektif sebulan” (ditetapkan keputusan) 20. Hari patroli tidak "
            "boleh melebihi regu × hari efektif. Periksa keduanya.",
        ),
    ]  # fmt: skip
    assert temuan(teams, filled(tmp_path, teams, "2019-03", {"patroli": 5, "regu": 21})) == []


def test_a_number_that_was_typed_over_is_told_and_changes_nothing(catalog: Catalog, tmp_path: Path) -> None:
    typed = {"patroli": 66, "regu": 4, "pencurian": 1, "perkelahian": 0}
    path = filled(tmp_path, catalog, "2019-03", typed)
    workbook = load_workbook(path)
    workbook[ISIAN]["F10"] = 2
    workbook.save(path)
    assert temuan(catalog, path) == [
        (
            "sel_terkunci_berubah", "Isian!F10",
            "Sel terkunci berisi “2”, padahal seharusnya “22”. Nilai di barisnya tetap dibaca; periksa apakah barisnya "
            "benar.",
        ),
    ]  # fmt: skip
    hasil = process([path], catalog, SETTINGS, "2019-03").scores.hasil
    assert hasil.loc[hasil["periode"] == "2019-03", "realisasi_bulan"].tolist() == [75.0, 0.08]


def test_a_form_that_calls_it_otherwise_is_read(catalog: Catalog, tmp_path: Path) -> None:
    path = filled(tmp_path, catalog, "2019-03", {"patroli": 66, "regu": 4, "pencurian": 1, "perkelahian": 0})
    renamed = loaded(tmp_path / "lain", decree=DECREE.replace("Hari efektif sebulan", "Hari kerja efektif"))
    assert temuan(renamed, path) == []
    other = loaded(tmp_path / "lain", decree=changed("nilai = 22", "nilai = 23", DECREE))
    [(kode, _, _)] = temuan(other, path)
    assert kode == "keputusan_lain"


# --- scores and report -----------------------------------------------------------------------------------------------

YEAR: dict[str, dict[str, Any]] = {
    "2019-01": {"patroli": 60, "regu": 4, "pencurian": 3, "perkelahian": 2},
    "2019-02": {"patroli": 70, "regu": 4, "pencurian": 1, "perkelahian": "TB"},
    "2019-03": {"patroli": 66, "regu": 3, "pencurian": "TB", "perkelahian": "TB"},
    "2019-04": {"patroli": 33, "regu": 3, "pencurian": 0, "perkelahian": 1},
}
"""Regu × hari efektif: 80, 80, 66, 66. Incidents: 5, 1, none to count, 1."""


def processed(folder: Path, catalog: Catalog, periode: str, year: dict[str, dict[str, Any]] = YEAR) -> Any:
    forms = [filled(folder, catalog, month, typed) for month, typed in year.items()]
    return process(forms, catalog, SETTINGS, periode)


def test_a_month_has_its_own_number_and_keeps_it(catalog: Catalog, tmp_path: Path) -> None:
    hasil = processed(tmp_path, catalog, "2019-04").scores.hasil
    told = hasil[["periode", "indikator", "realisasi_bulan", "realisasi", "status"]].round(4)
    nan = float("nan")
    assert [*told.itertuples(index=False, name=None)] == [
        ("2019-01", "PMD-1", 75.0, 75.0, "lengkap"),
        ("2019-01", "PMD-2", 0.4, 0.4, "lengkap"),
        ("2019-02", "PMD-1", 87.5, 81.25, "lengkap"),  # 130 / 160
        ("2019-02", "PMD-2", 0.08, 0.48, "lengkap"),
        ("2019-03", "PMD-1", 100.0, 86.7257, "lengkap"),  # 196 / 226: 4 × 20 + 4 × 20 + 3 × 22
        ("2019-03", "PMD-2", pytest.approx(nan, nan_ok=True), 0.48, "lengkap"),
        ("2019-04", "PMD-1", 50.0, 78.4247, "lengkap"),  # 229 / 292
        ("2019-04", "PMD-2", 0.08, 0.56, "lengkap"),
    ]


def test_the_report_lists_it_and_says_the_formula_with_it(catalog: Catalog, tmp_path: Path) -> None:
    workbook = shown(processed(tmp_path, catalog, "2019-03"), tmp_path)
    assert workbook["Rumus"]["B3"].value == "Konstanta (ditetapkan keputusan)"
    heads = ("Konstanta", "Nilai", "Satuan", "Berlaku", "Dipakai")
    assert tuple(records(workbook, "tblKonstanta")[0]) == heads
    assert columns(workbook, "tblKonstanta", *heads) == [
        ("Hari efektif sebulan", 20, "hari", "sampai Februari 2019", "PMD-1"),
        ("Hari efektif sebulan", 22, "hari", "mulai Maret 2019", "PMD-1"),
        ("Jumlah penduduk", 12500, "orang", "tanpa batas waktu", "PMD-2"),
    ]
    assert columns(workbook, "tblRumus", "Kode", "Rumus dalam kata", "Perhitungan s.d. bulan ini") == [
        ("PMD-1", "Jumlah hari patroli ÷ (Regu × hari efektif) × 100", "196 ÷ 226 × 100 = 86,73"),
        (
            "PMD-2",
            "(Jumlah pencurian + Jumlah perkelahian) ÷ Jumlah penduduk × 1.000",
            "(4 + 2) ÷ 12.500 × 1.000 = 0,48",
        ),
    ]
    live = opened(tmp_path / "rekap.xlsx")
    data, (until_february, since_march, _) = cells(live, "tblData"), cells(live, "tblKonstanta")
    for month, konstanta in enumerate((until_february, until_february, since_march)):
        _, regu, computed = (row["Angka"] for row in data[3 * month : 3 * month + 3])
        number = absolute_coordinate(konstanta["Nilai"].coordinate)
        assert computed.value == f'=IF(COUNT({regu.coordinate})=1,{regu.coordinate}*Rumus!{number},"")'


def test_what_is_decreed_for_later_is_not_in_the_report_of_a_month(catalog: Catalog, tmp_path: Path) -> None:
    year = {month: typed for month, typed in YEAR.items() if month < "2019-03"}
    workbook = shown(processed(tmp_path, catalog, "2019-02", year), tmp_path)
    assert columns(workbook, "tblKonstanta", "Konstanta", "Nilai", "Berlaku") == [
        ("Hari efektif sebulan", 20, "tanpa batas waktu"),
        ("Jumlah penduduk", 12500, "tanpa batas waktu"),
    ]


@pytest.mark.panjang
@pytest.mark.libreoffice
def test_the_report_is_what_spreadsheets_calculate(catalog: Catalog, office: Office, tmp_path: Path) -> None:
    wrong = YEAR | {"2019-02": {"patroli": "x", "regu": 4, "pencurian": None, "perkelahian": 3}}
    del wrong["2019-03"]
    for number, year in enumerate((YEAR, wrong)):
        folder = tmp_path / str(number)
        folder.mkdir()
        shown(processed(folder, catalog, "2019-04", year), folder)
        path = folder / "rekap.xlsx"
        assert unlike_spreadsheets(path, office) == []
