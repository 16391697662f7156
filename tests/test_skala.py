"""Steps by which a number counts as another: in the catalogue, on the form, in the scores and the report."""

from __future__ import annotations

import functools
import random
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import absolute_coordinate

from iki_excel import katalog
from iki_excel.cli.saying import catalog_lines
from iki_excel.decree import Catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.decree.sifat import is_ratio
from iki_excel.forms.layout import ISIAN
from iki_excel.katalog.rows import rows_of
from iki_excel.katalog.writing import write_katalog
from iki_excel.language import formula
from iki_excel.language.cells.columns import Columns, of_numbers
from iki_excel.language.formula import Langkah, Skala
from iki_excel.language.formula.evaluating import evaluate
from iki_excel.runs.checking import check_files
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from tests.gnumeric import need_gnumeric, recalculated
from tests.office import Office
from tests.random_years import KINDS_BY_STEPS, Year, random_year
from tests.result_tables import cells, columns, records
from tests.seeds import seeds
from tests.small_catalog import HEAD, SETTINGS, changed, filled, loaded, without_lines
from tests.test_report_formulas import opened, unlike_spreadsheets
from tests.test_report_of_time import shown
from tests.test_years import reported
from tests.years import play

ISIAN_OF = """
[[indikator.isian]]
kode = "{kode}"
label = "{label}"
satuan = "{satuan}"
akumulasi = "jumlah"
"""
MEETINGS = ISIAN_OF.format(kode="rapat", label="Jumlah rapat", satuan="kegiatan")
PRESENT = ISIAN_OF.format(kode="hadir", label="Jumlah yang hadir", satuan="orang")
INVITED = ISIAN_OF.format(kode="undangan", label="Jumlah undangan", satuan="orang")

OF_MEETINGS = """
[[indikator.skala]]
kode = "nilai_rapat"
label = "Nilai rapat"
langkah = [{ dari = 0, nilai = 0 }, { dari = 1, nilai = 4 }, { dari = 5, nilai = 7 }, { dari = 9, nilai = 10 }]
"""
OF_PRESENCE = """
[[indikator.skala]]
kode = "nilai_hadir"
label = "Nilai kehadiran"
langkah = [{ dari = 50, nilai = 2 }, { dari = 62.5, nilai = 2.5 }, { dari = 80, nilai = 5 }]
"""
COUNTED = f"""{HEAD}rumus = "skala(rapat, nilai_rapat)"
{OF_MEETINGS}{MEETINGS}
[[indikator.contoh]]
isian = {{ rapat = 5 }}
hasil = 7
"""
PRESENCE_HEAD = HEAD[HEAD.index("\n[[indikator]]") :].replace("PMD-1", "PMD-2")
PRESENCE = f"""{PRESENCE_HEAD}rumus = "skala(hadir / undangan * 100, nilai_hadir)"
{OF_PRESENCE}{PRESENT}{INVITED}
[[indikator.contoh]]
isian = {{ hadir = 40, undangan = 50 }}
hasil = 5
"""
BOTH = COUNTED + PRESENCE

FROM_APRIL = """
[[indikator.versi]]
berlaku_mulai = "2019-04"
skala = [
  { kode = "nilai_rapat", label = "Nilai rapat", langkah = [{ dari = 0, nilai = 1 }, { dari = 5, nilai = 8 }] },
]
contoh = [{ isian = { rapat = 5 }, hasil = 8 }]
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    (tmp_path / "katalog").mkdir()
    return loaded(tmp_path / "katalog", BOTH)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(CatalogError) as caught:
        loaded(folder, text)
    return without_lines(caught.value).replace(f"{folder}/", "")


# --- what a catalogue says -------------------------------------------------------------------------------------------


def test_each_indikator_has_its_own_steps(catalog: Catalog) -> None:
    assert [one.skala for _, one in catalog.indikator.values()] == [
        (Skala("nilai_rapat", "Nilai rapat", (Langkah(0, 0), Langkah(1, 4), Langkah(5, 7), Langkah(9, 10))),),
        (Skala("nilai_hadir", "Nilai kehadiran", (Langkah(50, 2), Langkah(62.5, 2.5), Langkah(80, 5))),),
    ]


def test_steps_are_said_in_words(catalog: Catalog) -> None:
    lines = [line.strip() for line in catalog_lines(catalog)]
    assert [line for line in lines if line.startswith("=")] == [
        "= skala Nilai rapat (di bawah 1: 0; mulai 1: 4; mulai 5: 7; mulai 9: 10) dari (Jumlah rapat)",
        "= skala Nilai kehadiran (di bawah 62,5: 2; mulai 62,5: 2,5; mulai 80: 5) dari (Jumlah yang hadir ÷ Jumlah "
        "undangan × 100)",
    ]


def test_what_steps_give_is_a_state_which_grows_with_what_they_judge(catalog: Catalog) -> None:
    sifat = {kode: (one.sifat, is_ratio(one)) for kode, (_, one) in catalog.indikator.items()}
    assert sifat == {"PMD-1": ("keadaan", False), "PMD-2": ("keadaan", True)}


def test_only_their_values_give_decimals(catalog: Catalog, tmp_path: Path) -> None:
    whole = loaded(tmp_path, changed("nilai = 2.5", "nilai = 3", BOTH))
    assert [one.has_decimals for _, one in catalog.indikator.values()] == [False, True]
    assert [one.has_decimals for _, one in whole.indikator.values()] == [False, False]
    assert whole.indikator["PMD-2"][1].counts


@pytest.mark.parametrize(
    ("number", "counts_as"),
    [(-3, 0), (0, 0), (0.9999994, 0), (0.9999996, 4), (1, 4), (4.99, 4), (5, 7), (8.9, 7), (9, 10), (1e9, 10)],
)
def test_a_step_reaches_from_its_number_to_below_the_next(catalog: Catalog, number: float, counts_as: float) -> None:
    rumus = catalog.indikator["PMD-1"][1].rumus
    columns: Columns = {"rapat": of_numbers([number])}
    assert evaluate(rumus, columns, {}, {}).value.item() == counts_as


def test_what_comes_to_a_limit_but_for_a_rounding_has_reached_it() -> None:
    tenths = Skala("s", "S", (Langkah(0, 1), Langkah(0.3, 2)))
    rumus = formula.parse("skala(a - b, s)", {}, {}, [tenths])
    columns: Columns = {"a": of_numbers([0.7]), "b": of_numbers([0.4])}  # 0.29999999999999993
    assert evaluate(rumus, columns, {}, {}).value.item() == 2


STEPS_OF_MEETINGS = (
    "[{ dari = 0, nilai = 0 }, { dari = 1, nilai = 4 }, { dari = 5, nilai = 7 }, { dari = 9, nilai = 10 }]"
)

TOO_MANY = ", ".join(f"{{ dari = {n}, nilai = {n} }}" for n in range(21))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            changed("dari = 5,", "dari = 1,", COUNTED),
            "indikator PMD-1, skala nilai_rapat, langkah ke-3: langkah skala “nilai_rapat” tidak naik: dari 1, lalu "
            "dari 1. Urutkan dari yang terkecil, masing-masing sekali.",
            id="not rising",
        ),
        pytest.param(
            changed(STEPS_OF_MEETINGS, "[{ dari = 0, nilai = 0 }]", COUNTED),
            "indikator PMD-1, skala nilai_rapat: skala “nilai_rapat” berisi 1 langkah, padahal 2 sampai 20. Tulis "
            "langkah = [{ dari = 0, nilai = 0 }, { dari = 1, nilai = 4 }].",
            id="one step",
        ),
        pytest.param(
            changed(STEPS_OF_MEETINGS, f"[{TOO_MANY}]", COUNTED),
            "indikator PMD-1, skala nilai_rapat: skala “nilai_rapat” berisi 21 langkah, padahal 2 sampai 20. Tulis "
            "langkah = [{ dari = 0, nilai = 0 }, { dari = 1, nilai = 4 }].",
            id="too many steps",
        ),
        pytest.param(
            changed("dari = 5,", "dari = 4.1234567,", COUNTED),
            "indikator PMD-1, skala nilai_rapat, langkah ke-3: “dari” berisi 4.1234567: paling banyak 6 angka di "
            "belakang koma. Bulatkan.",
            id="too many digits",
        ),
        pytest.param(
            changed("nilai = 10 }", "nilai = 2e12 }", COUNTED),
            "indikator PMD-1, skala nilai_rapat, langkah ke-4: “nilai” berisi 2.000.000.000.000, padahal paling besar "
            "1.000.000.000.000. Perbaiki.",
            id="too large",
        ),
        pytest.param(
            changed("(rapat, nilai_rapat)", "(rapat, nilai_rpat)", COUNTED),
            "indikator PMD-1: rumus memakai skala “nilai_rpat”, yang tidak dikenal; maksudnya “nilai_rapat”?",
            id="mistyped",
        ),
        pytest.param(
            changed("(rapat, nilai_rapat)", "(rapat, zz)", COUNTED),
            "indikator PMD-1: rumus memakai skala “zz”, yang tidak dikenal; yang ada: nilai_rapat.",
            id="unknown",
        ),
        pytest.param(
            changed(OF_MEETINGS, "", COUNTED),
            "indikator PMD-1: rumus memakai skala “nilai_rapat”, yang tidak dikenal; tulis langkahnya sebagai skala.",
            id="none",
        ),
        pytest.param(
            changed("(rapat, nilai_rapat)", "(rapat)", COUNTED),
            "indikator PMD-1: “skala(rapat)” harus berisi sebuah bilangan dan nama skalanya, misalnya skala(rapat; "
            "nilai_rapat).",
            id="without its name",
        ),
        pytest.param(
            changed("(rapat, nilai_rapat)", "(rpat, nilai_rapat)", COUNTED),
            "indikator PMD-1: rumus memakai “rpat”, yang bukan bilangan pada indikator ini. Maksudnya “rapat”?",
            id="of an unknown isian",
        ),
        pytest.param(
            changed("skala(rapat, nilai_rapat)", "rapat", COUNTED).replace("hasil = 7", "hasil = 5"),
            "indikator PMD-1, skala nilai_rapat: skala “nilai_rapat” tidak dipakai rumus mana pun. Pakai dalam "
            "rumus, atau hapus.",
            id="unused",
        ),
        pytest.param(
            changed(OF_MEETINGS, OF_MEETINGS + OF_MEETINGS.replace("Nilai", "Skor"), COUNTED),
            "indikator PMD-1, skala nilai_rapat: kode skala “nilai_rapat” dipakai dua kali (sudah dipakai di "
            "pmd.toml). Ganti salah satunya.",
            id="twice",
        ),
        pytest.param(
            changed('label = "Nilai rapat"\n', "", COUNTED),
            "indikator PMD-1, skala nilai_rapat: kunci “label” tidak ada. Tambahkan label = … (teks dalam "
            "tanda kutip).",
            id="without a label",
        ),
        pytest.param(
            changed("hasil = 7", "hasil = 4", COUNTED),
            "indikator PMD-1, contoh ke-1: contoh memberi 7, padahal tertulis hasil 4. Perbaiki rumus atau contohnya.",
            id="a wrong example",
        ),
    ],
)
def test_what_cannot_be_a_skala_is_refused(tmp_path: Path, text: str, told: str) -> None:
    assert refusal(tmp_path, text) == f"pmd.toml, {told}"


# --- the Katalog workbook --------------------------------------------------------------------------------------------


def test_steps_and_their_versions_stand_in_a_workbook_as_they_stand_in_toml(tmp_path: Path) -> None:
    toml = loaded(tmp_path, COUNTED + FROM_APRIL + PRESENCE)
    book = tmp_path / "katalog.xlsx"
    book.write_bytes(write_katalog(rows_of(katalog.read(tmp_path))))
    assert katalog.load(book) == toml
    sheet = load_workbook(book)["Skala"]
    said = [tuple(cell.value for cell in row[1:7]) for row in sheet.iter_rows(min_row=5, max_row=14)]
    assert said == [
        ("nilai_rapat", "PMD-1", None, "Nilai rapat", 0, 0),
        ("nilai_rapat", "PMD-1", None, None, 1, 4),
        ("nilai_rapat", "PMD-1", None, None, 5, 7),
        ("nilai_rapat", "PMD-1", None, None, 9, 10),
        ("nilai_rapat", "PMD-1", "2019-04", "Nilai rapat", 0, 1),
        ("nilai_rapat", "PMD-1", "2019-04", None, 5, 8),
        ("nilai_hadir", "PMD-2", None, "Nilai kehadiran", 50, 2),
        ("nilai_hadir", "PMD-2", None, None, 62.5, 2.5),
        ("nilai_hadir", "PMD-2", None, None, 80, 5),
        (None, None, None, None, None, None),
    ]


# --- the fingerprint -------------------------------------------------------------------------------------------------


def test_steps_are_part_of_what_a_form_asks_and_their_label_is_not(catalog: Catalog, tmp_path: Path) -> None:
    own = fingerprint(catalog["pmd"])
    assert (
        fingerprint(loaded(tmp_path, changed("nilai = 7", "nilai = 8", BOTH.replace("hasil = 7", "hasil = 8")))["pmd"])
        != own
    )
    assert fingerprint(loaded(tmp_path, changed('"Nilai rapat"', '"Skor rapat"', BOTH))["pmd"]) == own


# --- the form --------------------------------------------------------------------------------------------------------


def form(folder: Path, catalog: Catalog, month: str, typed: dict[str, Any]) -> Any:
    return load_workbook(filled(folder, catalog, month, typed))[ISIAN]


def test_steps_stand_on_the_form_in_cells_that_formulas_point_to(catalog: Catalog, tmp_path: Path) -> None:
    sheet = form(tmp_path, catalog, "2019-03", {})
    assert [tuple(sheet[f"{column}{row}"].value for column in "CIFJ") for row in range(9, 13)] == [
        ("Nilai rapat, langkah 1", 0, 0, "ditetapkan keputusan"),
        ("Nilai rapat, langkah 2", 1, 4, "ditetapkan keputusan"),
        ("Nilai rapat, langkah 3", 5, 7, "ditetapkan keputusan"),
        ("Nilai rapat, langkah 4", 9, 10, "ditetapkan keputusan"),
    ]
    assert [sheet[f"I{row}"].number_format for row in (9, 10)] == [
        '"di bawah 1";"di bawah 1";"di bawah 1"', '"mulai "General;"mulai −"General'
    ]  # fmt: skip
    assert sheet["I9"].protection.locked
    assert sheet["F9"].protection.locked
    assert sheet["F13"].value == '=IF(AND(D13=0,COUNT(D8)=1),LOOKUP(MAX(ROUND(D8,6),I9),I9:I12,F9:F12),"")'
    assert sheet["F21"].value == (
        '=IF(AND(D21=0,COUNT(D16,D17)=2),IFERROR(LOOKUP(MAX(ROUND(D16/D17*100,6),I18),I18:I20,F18:F20),""),"")'
    )


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("typed", "results"),
    [
        ({"rapat": 0, "hadir": 0, "undangan": 10}, [0, 2]),  # below the first step, too
        ({"rapat": 4, "hadir": 5, "undangan": 8}, [4, 2.5]),  # exactly 62,5 %
        ({"rapat": 9, "hadir": 4, "undangan": 5}, [10, 5]),  # exactly 80 %
        ({"rapat": "nihil", "hadir": 0, "undangan": 0}, [0, ""]),
        ({"rapat": "TB", "hadir": "TB", "undangan": 5}, ["", ""]),
        ({"rapat": "x", "hadir": 1}, ["", ""]),
    ],
)
def test_the_form_shows_what_spreadsheets_calculate(
    catalog: Catalog, office: Office, tmp_path: Path, typed: dict[str, Any], results: list[Any]
) -> None:
    need_gnumeric()
    path = filled(tmp_path, catalog, "2019-03", typed)
    for values in (office.values(path)[ISIAN], recalculated(path)[ISIAN]):
        assert ["" if values.get(cell) is None else values[cell] for cell in ("F13", "F21")] == results


def temuan(catalog: Catalog, path: Path) -> list[tuple[str, str, str]]:
    found = check_files([path], catalog, SETTINGS).temuan
    return [(row["kode"], f"{row['sheet']}!{row['sel']}", row["pesan"]) for row in found.to_dict("records")]


WHOLE = {"rapat": 5, "hadir": 5, "undangan": 8}


@pytest.mark.parametrize(("cell", "was"), [("I11", "5"), ("F11", "7")])
def test_a_step_that_was_typed_over_is_told_and_changes_nothing(
    catalog: Catalog, tmp_path: Path, cell: str, was: str
) -> None:
    path = filled(tmp_path, catalog, "2019-03", WHOLE)
    workbook = load_workbook(path)
    workbook[ISIAN][cell] = 6
    workbook.save(path)
    assert temuan(catalog, path) == [
        (
            "sel_terkunci_berubah", f"Isian!{cell}",
            f"Sel terkunci berisi “6”, padahal seharusnya “{was}”. Nilai di barisnya tetap dibaca; periksa apakah "
            "barisnya benar.",
        ),
    ]  # fmt: skip
    hasil = process([path], catalog, SETTINGS, "2019-03").scores.hasil
    assert hasil.loc[hasil["periode"] == "2019-03", "realisasi_bulan"].tolist() == [7.0, 2.5]


def test_a_form_that_calls_them_otherwise_is_read(catalog: Catalog, tmp_path: Path) -> None:
    path = filled(tmp_path, catalog, "2019-03", WHOLE)
    renamed = loaded(tmp_path, changed('"Nilai rapat"', '"Skor rapat"', BOTH))
    assert temuan(catalog, path) == temuan(renamed, path) == []
    other = loaded(tmp_path, changed("dari = 9,", "dari = 10,", BOTH))
    assert [kode for kode, _, _ in temuan(other, path)] == ["keputusan_lain"]


AT_LEAST = """
[[indikator.syarat]]
rumus = "skala(rapat, nilai_rapat) >= 4"
pesan = "Paling sedikit satu rapat. Periksa daftar hadirnya."
"""


def test_a_condition_may_be_about_what_a_number_counts_as(tmp_path: Path) -> None:
    strict = loaded(tmp_path, COUNTED + AT_LEAST)
    path = filled(tmp_path, strict, "2019-03", {"rapat": 0})
    assert temuan(strict, path) == [
        ("syarat", "Isian!F8", "“Jumlah rapat” berisi 0. Paling sedikit satu rapat. Periksa daftar hadirnya."),
    ]
    assert temuan(strict, filled(tmp_path, strict, "2019-03", {"rapat": 1})) == []


# --- scores and report -----------------------------------------------------------------------------------------------

YEAR: dict[str, dict[str, Any]] = {
    "2019-01": {"rapat": 0, "hadir": 40, "undangan": 50},
    "2019-02": {"rapat": 4, "hadir": 1, "undangan": 30},
    "2019-03": {"rapat": "TB", "hadir": "TB", "undangan": "TB"},
    "2019-04": {"rapat": 5, "hadir": 31, "undangan": 36},
}
"""Meetings so far 0, 4, 4, 9; present so far 40 / 50 = 80 %, 41 / 80 = 51,25 %, the same, 72 / 116 = 62,07 %."""


def processed(folder: Path, catalog: Catalog, periode: str, year: dict[str, dict[str, Any]] = YEAR) -> Any:
    forms = [filled(folder, catalog, month, typed) for month, typed in year.items()]
    return process(forms, catalog, SETTINGS, periode)


def told(batch: Any, indikator: str = "") -> list[tuple[Any, ...]]:
    hasil = batch.scores.hasil[["periode", "indikator", "realisasi_bulan", "realisasi", "status"]]
    lines = [*hasil.fillna(-1).itertuples(index=False, name=None)]
    return [line for line in lines if indikator in line[1]]


def test_so_far_the_accumulated_number_is_judged(catalog: Catalog, tmp_path: Path) -> None:
    assert told(processed(tmp_path, catalog, "2019-04")) == [
        ("2019-01", "PMD-1", 0.0, 0.0, "lengkap"),
        ("2019-01", "PMD-2", 5.0, 5.0, "lengkap"),
        ("2019-02", "PMD-1", 4.0, 4.0, "lengkap"),
        ("2019-02", "PMD-2", 2.0, 2.0, "lengkap"),
        ("2019-03", "PMD-1", -1.0, 4.0, "lengkap"),
        ("2019-03", "PMD-2", -1.0, 2.0, "lengkap"),
        ("2019-04", "PMD-1", 7.0, 10.0, "lengkap"),
        ("2019-04", "PMD-2", 5.0, 2.0, "lengkap"),
    ]


MONTHLY = """
[[indikator.hitung]]
kode = "nilai_bulan"
label = "Nilai rapat bulan ini"
satuan = "nilai"
rumus = "skala(rapat, nilai_rapat)"
akumulasi = "rata"
"""


def test_the_values_of_the_months_may_be_what_is_accumulated(tmp_path: Path) -> None:
    text = changed('rumus = "skala(rapat, nilai_rapat)"', 'rumus = "nilai_bulan"', COUNTED) + MONTHLY
    monthly = loaded(tmp_path, text)
    year = {month: {"rapat": typed["rapat"]} for month, typed in YEAR.items()}
    assert [line[3] for line in told(processed(tmp_path, monthly, "2019-04", year))] == [0, 2, 2, pytest.approx(11 / 3)]


STEP = ("Skala", "Bilangan", "Nilai", "Dipakai")


def test_a_month_is_judged_by_the_steps_of_its_version(tmp_path: Path) -> None:
    versions = loaded(tmp_path, COUNTED + FROM_APRIL)
    year = {month: {"rapat": typed["rapat"]} for month, typed in YEAR.items()}
    batch = processed(tmp_path, versions, "2019-04", year)
    assert [line[2:4] for line in told(batch)] == [(0, 0), (4, 4), (-1, 4), (8, 8)]
    workbook = shown(batch, tmp_path)
    assert columns(workbook, "tblSkala", *STEP) == [
        ("Nilai rapat", 0, 1, "PMD-1"),
        ("Nilai rapat", 5, 8, "PMD-1"),
        ("Nilai rapat", 0, 0, "PMD-1"),
        ("Nilai rapat", 1, 4, "PMD-1"),
        ("Nilai rapat", 5, 7, "PMD-1"),
        ("Nilai rapat", 9, 10, "PMD-1"),
    ]


def test_the_report_lists_the_steps_and_says_the_formula_with_them(catalog: Catalog, tmp_path: Path) -> None:
    workbook = shown(processed(tmp_path, catalog, "2019-04"), tmp_path)
    assert workbook["Rumus"]["B3"].value == "Skala (ditetapkan keputusan)"
    assert tuple(records(workbook, "tblSkala")[0]) == STEP
    assert columns(workbook, "tblSkala", *STEP) == [
        ("Nilai rapat", 0, 0, "PMD-1"),
        ("Nilai rapat", 1, 4, "PMD-1"),
        ("Nilai rapat", 5, 7, "PMD-1"),
        ("Nilai rapat", 9, 10, "PMD-1"),
        ("Nilai kehadiran", 50, 2, "PMD-2"),
        ("Nilai kehadiran", 62.5, 2.5, "PMD-2"),
        ("Nilai kehadiran", 80, 5, "PMD-2"),
    ]
    assert columns(workbook, "tblRumus", "Kode", "Perhitungan s.d. bulan ini") == [
        ("PMD-1", "skala (9) = 10"),
        ("PMD-2", "skala (72 ÷ 116 × 100) = 2"),
    ]
    live = opened(tmp_path / "rekap.xlsx")
    first, *_, last = [row for row in cells(live, "tblSkala") if row["Skala"].value == "Nilai rapat"]
    lowest = absolute_coordinate(first["Bilangan"].coordinate)
    limits, values = (
        absolute_coordinate(f"{first[head].coordinate}:{last[head].coordinate}") for head in ("Bilangan", "Nilai")
    )
    of_month = cells(live, "tblData")[0]
    number = of_month["Angka"].coordinate
    assert of_month["Realisasi"].value == (
        f"=IF(COUNT({number})=1,LOOKUP(MAX(ROUND({number},bilangan_6),Rumus!{lowest}),Rumus!{limits},Rumus!{values}),"
        '"")'
    )
    assert records(workbook, "tblAturan")[0] == {
        "Aturan": "Bilangan 6", "Nilai": 6, "Nama dalam rumus": "bilangan_6", "Sebutan": None,
    }  # fmt: skip


@pytest.mark.panjang
@pytest.mark.libreoffice
def test_the_report_is_what_spreadsheets_calculate(catalog: Catalog, office: Office, tmp_path: Path) -> None:
    wrong = YEAR | {"2019-02": {"rapat": "x", "hadir": 5, "undangan": 0}}
    del wrong["2019-03"]
    for number, year in enumerate((YEAR, wrong)):
        folder = tmp_path / str(number)
        folder.mkdir()
        shown(processed(folder, catalog, "2019-04", year), folder)
        path = folder / "rekap.xlsx"
        assert unlike_spreadsheets(path, office) == []


# --- random years ----------------------------------------------------------------------------------------------------


SEEDS = (1, 2, 4, 7, 10, 11, 12, 16, 19)
"""Random years that together have all that the first twenty have."""


@functools.cache
def year_of(seed: int) -> Year:
    return random_year(random.Random(seed), KINDS_BY_STEPS)


@pytest.mark.parametrize("seed", seeds(SEEDS, 1))
def test_a_random_year_is_judged_as_the_rules_say(seed: int, tmp_path: Path) -> None:
    assert play(year_of(seed), tmp_path).differences == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", seeds([1, 4, 9], 0))
def test_the_report_of_a_random_year_is_what_spreadsheets_calculate(seed: int, office: Office, tmp_path: Path) -> None:
    path = reported(play(year_of(seed), tmp_path))
    assert unlike_spreadsheets(path, office) == []
