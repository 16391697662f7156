"""Weights of indikator: in the catalogue, in the mean of a jabatan and of the unit, and wherever that is said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from iki_excel import katalog
from iki_excel.cli.saying import catalog_lines
from iki_excel.decree import Catalog, catalog_from, load_catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.forms import writing
from iki_excel.judging import means
from iki_excel.judging.batch import Batch
from iki_excel.judging.means import Mean
from iki_excel.katalog.rows import rows_of
from iki_excel.katalog.sheets import INDIKATOR_SHEET
from iki_excel.katalog.writing import FIRST_ROW, write_katalog
from iki_excel.language.places import Place
from iki_excel.runs.companion import companion
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from tests import katalog_books
from tests.katalog_books import faults_in, right
from tests.office import Office
from tests.result_tables import columns, on_ringkasan, records
from tests.seeds import seeds
from tests.small_catalog import SETTINGS, without_lines, written
from tests.test_report_formulas import unlike_spreadsheets
from tests.test_report_of_time import shown

HEAD = """\
kode = "{kode}"
urutan = {urutan}
nama = "{nama} (contoh)"
tugas = ["Membina desa."]
"""
INDIKATOR = """
[[indikator]]
kode = "{kode}"
singkat = "{kode}"
kinerja = "Terlaksananya kegiatan"
indikator = "Jumlah kegiatan {kode}"
penjelasan = "Jumlah kegiatan"
sumber_data = ["Arsip"]
satuan = "kegiatan"
rumus = "{isian}"
target = {{ tetap = 10 }}
{more}
[[indikator.isian]]
kode = "{isian}"
label = "Jumlah {isian}"
satuan = "kegiatan"
akumulasi = "jumlah"

[[indikator.contoh]]
isian = {{ {isian} = 5 }}
hasil = 5
{versi}"""


def indikator(kode: str, bobot: float | None, more: str = "", versi: str = "") -> str:
    weighs = "" if bobot is None else f"bobot = {bobot}\n"
    return INDIKATOR.format(kode=kode, isian=kode.lower().replace("-", "_"), more=f"{weighs}{more}", versi=versi)


def jabatan(kode: str, *own: str, urutan: int = 1) -> str:
    return "".join([HEAD.format(kode=kode, nama=f"Seksi {kode.upper()}", urutan=urutan), *own])


WEIGHTED = jabatan("pmd", indikator("P-1", 50), indikator("P-2", 30), indikator("P-3", 20))
OTHER = jabatan("umum", indikator("U-1", 60), indikator("U-2", 40), urutan=2)
PLAIN = jabatan("umum", indikator("U-1", None), indikator("U-2", None), urutan=2)


def loaded(folder: Path, **files: str) -> Catalog:
    folder.mkdir(exist_ok=True)
    return load_catalog(written(folder, **files))


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(CatalogError) as caught:
        loaded(folder, pmd=text)
    return without_lines(caught.value).replace(f"{folder}/", "")


def processed(folder: Path, catalog: Catalog, typed: Mapping[str, Any], periode: str = "2019-01") -> Batch:
    """A month of forms in which somebody typed these values."""
    folder.mkdir(exist_ok=True)
    for one in catalog.at(periode).jabatan:
        path = folder / f"{one.kode}-{periode}.xlsx"
        path.write_bytes(writing.build(one, periode, SETTINGS, keputusan=catalog.keputusan))
        workbook = load_workbook(path)
        for slot in one.slots:
            [(sheet, cell)] = workbook.defined_names[f"isian.{slot.kode}"].destinations
            workbook[sheet][cell.replace("$", "")] = typed.get(slot.kode)
        workbook.save(path)
    return process([folder], catalog, SETTINGS, periode)


FULL = {"p_1": 10, "p_2": 5, "p_3": 0, "u_1": 8, "u_2": 4}
"""Capaian 100, 50 and 0; 80 and 40."""

# --- what a catalogue says -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bobot", [(50, 30, 20), (0.5, 0.3, 0.2)], ids=["of_a_hundred", "of_one"])
def test_weights_are_parts_of_a_hundred_or_of_one(tmp_path: Path, bobot: tuple[float, ...]) -> None:
    catalog = loaded(tmp_path, pmd=jabatan("pmd", *(indikator(f"P-{n}", one) for n, one in enumerate(bobot, 1))))
    assert [one.bobot for one in catalog["pmd"].indikator] == [50, 30, 20]


def test_thirds_come_to_a_hundred_exactly(tmp_path: Path) -> None:
    thirds = [indikator("P-1", 33.33), indikator("P-2", 33.33), indikator("P-3", 33.34)]
    assert loaded(tmp_path, pmd=jabatan("pmd", *thirds))["pmd"].indikator[2].bobot == 33.34


FIRST = "pmd.toml, indikator P-1: "


@pytest.mark.parametrize(
    ("own", "told"),
    [
        pytest.param(
            [indikator("P-1", 50), indikator("P-2", 40)],
            FIRST + "bobot indikator berjumlah 90 (P-1 50 dan P-2 40), padahal harus 1 atau 100. Periksa bobotnya.",
            id="another_sum",
        ),
        pytest.param(
            [indikator("P-1", 50), indikator("P-2", None)],
            "pmd.toml, indikator P-2: “P-2” tidak punya bobot, padahal “P-1” punya. Tulis bobot pada semua indikator "
            "jabatan ini yang ada di rekap yang sama, atau tidak pada satu pun.",
            id="one_without",
        ),
        pytest.param(
            [indikator("P-1", 0), indikator("P-2", -5)],
            "pmd.toml, indikator P-1: kunci “bobot” harus bilangan di atas 0, misalnya 30.\n"
            "pmd.toml, indikator P-2: kunci “bobot” harus bilangan di atas 0, misalnya 30.",
            id="nothing_or_less",
        ),
        pytest.param(
            [indikator("P-1", 100), indikator("P-2", None, 'berlaku_sampai = "2019-03"'),
             indikator("P-3", None, 'berlaku_mulai = "2020-01"')],
            "pmd.toml, indikator P-2: “P-2” tidak punya bobot, padahal “P-1” punya. Tulis bobot pada semua indikator "
            "jabatan ini yang ada di rekap yang sama, atau tidak pada satu pun.",
            id="one_without_that_ended",
        ),
        pytest.param(
            [indikator("P-1", 100), indikator("P-2", 20, 'berlaku_mulai = "2019-07"')],
            FIRST + "bobot indikator mulai 2019-07 berjumlah 120 (P-1 100 dan P-2 20), padahal harus 100. "
            "Periksa bobotnya.",
            id="another_sum_of_later_months",
        ),
    ],
)  # fmt: skip
def test_refused_is(own: list[str], told: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, jabatan("pmd", *own)) == told


def test_weights_begin_with_a_year(tmp_path: Path) -> None:
    """What ended in the year before stands in no report beside one that weighs."""
    begun = '[[indikator.versi]]\nberlaku_mulai = "2020-01"\nbobot = 100\n'
    ended = indikator("P-2", None, 'berlaku_sampai = "2019-06"')
    catalog = loaded(tmp_path, pmd=jabatan("pmd", indikator("P-1", None, versi=begun), ended))
    assert [one.bobot for one in catalog["pmd"].indikator] == [None, 100, None]


def test_a_weight_is_part_of_the_fingerprint_as_a_target_is(tmp_path: Path) -> None:
    plain = loaded(tmp_path / "a", umum=PLAIN)
    weighted, of_one = loaded(tmp_path / "b", umum=OTHER), loaded(tmp_path / "c", umum=jabatan(
        "umum", indikator("U-1", 0.6), indikator("U-2", 0.4), urutan=2))  # fmt: skip
    assert fingerprint(plain) != fingerprint(weighted) == fingerprint(of_one)


@pytest.mark.panjang
def test_the_katalog_workbook_holds_it(tmp_path: Path) -> None:
    loaded(tmp_path / "toml", pmd=WEIGHTED)
    source = katalog.read(tmp_path / "toml")
    path = tmp_path / "katalog.xlsx"
    path.write_bytes(write_katalog(rows_of(source), catalog_from(source)))
    back = catalog_from(katalog.read(path))
    assert [one.bobot for one in back["pmd"].indikator] == [50, 30, 20]
    assert fingerprint(back) == fingerprint(catalog_from(source))


def test_a_wrong_weight_is_told_at_its_cell(tmp_path: Path) -> None:
    rows = right("bilangan", "surat")
    first, second = rows["Indikator"]
    first["bobot"], second["bobot"] = 60, 30
    column = INDIKATOR_SHEET.index("bobot")
    cells = [Place("Indikator", FIRST_ROW + row, column).address for row in (0, 1)]
    assert faults_in(katalog_books.written(tmp_path / "a.xlsx", rows)) == [
        f"{cells[0]}: bobot indikator berjumlah 90 (B-1 60 dan S-2 30), padahal harus 1 atau 100. Periksa bobotnya."
    ]
    del second["bobot"]
    assert faults_in(katalog_books.written(tmp_path / "b.xlsx", rows)) == [
        f"{cells[1]}: “S-2” tidak punya bobot, padahal “B-1” punya. Tulis bobot pada "
        "semua indikator jabatan ini yang ada di rekap yang sama, atau tidak pada satu pun."
    ]


def test_the_catalogue_in_words_says_it(tmp_path: Path) -> None:
    assert [*catalog_lines(loaded(tmp_path, umum=OTHER))][1:4] == [
        "  U-1  Jumlah kegiatan U-1 (kegiatan)",
        "         = Jumlah u_1",
        "         Bobot: 60 dari 100",
    ]


# --- the means -------------------------------------------------------------------------------------------------------


def test_the_mean_of_a_jabatan_is_weighted(tmp_path: Path) -> None:
    """0,5 × 100 + 0,3 × 50 + 0,2 × 0 = 65; 0,6 × 80 + 0,4 × 40 = 64; together (65 + 64) ÷ 2."""
    batch = processed(tmp_path / "f", loaded(tmp_path / "k", pmd=WEIGHTED, umum=OTHER), FULL)
    assert means.of_jabatan(batch, "pmd") == Mean(65, 3, 3, 100, 100)
    assert means.of_jabatan(batch, "umum") == Mean(64, 2, 2, 100, 100)
    assert means.of_unit(batch) == Mean(64.5, 5, 5, 200, 200)


def test_it_is_of_what_has_a_predikat(tmp_path: Path) -> None:
    """(50 × 100 + 20 × 0) ÷ 70: P-2 was left blank."""
    batch = processed(tmp_path / "f", loaded(tmp_path / "k", pmd=WEIGHTED), {"p_1": 10, "p_3": 0})
    assert means.of_jabatan(batch, "pmd") == Mean(pytest.approx(5000 / 70), 2, 3, 70, 100)


def test_it_is_none_where_nothing_has(tmp_path: Path) -> None:
    batch = processed(tmp_path / "f", loaded(tmp_path / "k", pmd=WEIGHTED), {})
    assert means.of_jabatan(batch, "pmd") == Mean(None, 0, 3, 0, 100)


def test_beside_a_jabatan_without_weights_all_indikator_count_alike_in_the_unit(tmp_path: Path) -> None:
    """(100 + 50 + 0 + 80 + 40) ÷ 5."""
    batch = processed(tmp_path / "f", loaded(tmp_path / "k", pmd=WEIGHTED, umum=PLAIN), FULL)
    assert means.of_unit(batch) == Mean(54, 5, 5)
    assert means.of_jabatan(batch, "umum") == Mean(60, 2, 2)
    assert means.of_jabatan(batch, "pmd") == Mean(65, 3, 3, 100, 100)


def test_each_month_weighs_by_what_is_valid_in_it(tmp_path: Path) -> None:
    """January 50 and 50: (100 + 0) ÷ 2. From February 90 and 10: (90 × 100 + 10 × 0) ÷ 100."""
    versi = '[[indikator.versi]]\nberlaku_mulai = "2019-02"\nbobot = {}\n'
    own = [indikator("P-1", 50, versi=versi.format(90)), indikator("P-2", 50, versi=versi.format(10))]
    catalog = loaded(tmp_path / "k", pmd=jabatan("pmd", *own))
    january = processed(tmp_path / "f", catalog, {"p_1": 10, "p_2": 0})
    february = processed(tmp_path / "f", catalog, {"p_1": 0, "p_2": 0}, "2019-02")
    assert [means.of_unit(one).capaian for one in (january, february)] == [50, 90]


def test_one_that_ended_keeps_its_weight_until_the_year_ends(tmp_path: Path) -> None:
    """P-2 ended in January with 0, P-3 began in February with 10 of 10: (50 × 100 + 50 × 0 + 50 × 100) ÷ 150."""
    own = [indikator("P-1", 50), indikator("P-2", 50, 'berlaku_sampai = "2019-01"'),
           indikator("P-3", 50, 'berlaku_mulai = "2019-02"')]  # fmt: skip
    catalog = loaded(tmp_path / "k", pmd=jabatan("pmd", *own))
    processed(tmp_path / "f", catalog, {"p_1": 10, "p_2": 0})
    batch = processed(tmp_path / "f", catalog, {"p_1": 0, "p_3": 10}, "2019-02")
    assert means.of_unit(batch) == Mean(pytest.approx(10000 / 150), 3, 3, 150, 150)


def test_a_triwulan_has_the_mean_of_its_last_month(tmp_path: Path) -> None:
    catalog = loaded(tmp_path / "k", pmd=WEIGHTED)
    for month in ("2019-01", "2019-02"):
        processed(tmp_path / "f", catalog, dict.fromkeys(FULL, 0), month)
    month = processed(tmp_path / "f", catalog, FULL, "2019-03")
    triwulan = process([tmp_path / "f"], catalog, SETTINGS, "2019-TW1")
    assert means.of_unit(triwulan) == means.of_unit(month) == Mean(65, 3, 3, 100, 100)
    said = on_ringkasan(shown(triwulan, tmp_path))
    assert ("Rata-rata tertimbang capaian 3 indikator", None, 65, "dari 100") in said
    assert ("Bobot 100 dari 100",) in said


# --- where it is said ------------------------------------------------------------------------------------------------


def texts(workbook: Workbook, sheet: str) -> list[str]:
    return [cell.value for row in workbook[sheet].iter_rows() for cell in row if isinstance(cell.value, str)]


def means_on_ringkasan(workbook: Workbook) -> list[tuple[Any, ...]]:
    """The lines that say what the office comes to, and what each jabatan does."""
    said = on_ringkasan(workbook)
    (office,) = (number for number, line in enumerate(said) if line[0].startswith("Rata-rata"))
    (jabatan,) = (number for number, line in enumerate(said) if line[0] == "Per jabatan (rata-rata)")
    return [*said[office : office + 2], *said[jabatan + 1 :]]


def test_ringkasan_says_of_how_much_a_mean_is(tmp_path: Path) -> None:
    """(5000 + 0 + 60 × 80 + 40 × 40) ÷ 170; of a jabatan that waits no mean is told."""
    batch = processed(tmp_path / "f", loaded(tmp_path / "k", pmd=WEIGHTED, umum=OTHER), FULL | {"p_2": None})
    assert means_on_ringkasan(shown(batch, tmp_path)) == [
        ("Rata-rata tertimbang capaian 4 dari 5 indikator", None, 67.06, "dari 100"),
        ("Bobot 170 dari 200",),
        ("PMD", None, "–"),
        ("perlu diperbaiki",),
        ("Umum", None, 64),
        ("Kurang · 2 dari 2 indikator, bobot 100 dari 100",),
    ]


def test_ringkasan_says_of_how_much_the_mean_of_a_jabatan_is(tmp_path: Path) -> None:
    """What does not apply weighs nothing: 5000 ÷ 70, and (5000 + 0 + 4800 + 1600) ÷ 170."""
    batch = processed(tmp_path / "f", loaded(tmp_path / "k", pmd=WEIGHTED, umum=OTHER), FULL | {"p_2": "TB"})
    assert means_on_ringkasan(shown(batch, tmp_path)) == [
        ("Rata-rata tertimbang capaian 4 dari 5 indikator", None, 67.06, "dari 100"),
        ("Bobot 170 dari 200",),
        ("PMD", None, 71.43),
        ("Cukup · 2 dari 3 indikator, bobot 70 dari 100",),
        ("Umum", None, 64),
        ("Kurang · 2 dari 2 indikator, bobot 100 dari 100",),
    ]


def test_ringkasan_says_which_mean_is_weighted(tmp_path: Path) -> None:
    batch = processed(tmp_path / "f", loaded(tmp_path / "k", pmd=WEIGHTED, umum=PLAIN), FULL)
    assert means_on_ringkasan(shown(batch, tmp_path)) == [
        ("Rata-rata capaian 5 indikator", None, 54, "dari 100"),
        ("1 dari 5 indikator sudah mencapai target.",),
        ("PMD", None, 65),
        ("Kurang · 3 dari 3 indikator, bobot 100 dari 100",),
        ("Umum", None, 60),
        ("Kurang · 2 dari 2 indikator",),
    ]


def test_rekap_shows_what_the_mean_is_made_of(tmp_path: Path) -> None:
    batch = processed(tmp_path / "f", loaded(tmp_path / "k", pmd=WEIGHTED), {"p_1": 10, "p_3": 4})
    workbook = shown(batch, tmp_path)
    assert columns(workbook, "tblRekap", "Kode", "Ikut rata-rata", "Bobot", "Bobot yang ikut", "Bobot × capaian") == [
        ("P-1", 100, 50, 50, 5000),
        ("P-2", None, 30, None, None),
        ("P-3", 40, 20, 20, 800),
    ]
    assert "Rata-rata tertimbang = jumlah “Bobot × capaian” ÷ jumlah “Bobot yang ikut”." in texts(workbook, "Rekap")


def test_rekap_of_a_catalogue_without_weights_has_no_such_column(tmp_path: Path) -> None:
    """On Hitungan and Grafik each indikator weighs 1, so that months are summed in one way."""
    workbook = shown(processed(tmp_path / "f", loaded(tmp_path / "k", umum=PLAIN), FULL), tmp_path)
    assert [head for head in records(workbook, "tblRekap")[0] if "bobot" in head.lower()] == []
    others = [name for name in workbook.sheetnames if name not in ("Hitungan", "Grafik")]
    assert not [text for sheet in others for text in texts(workbook, sheet) if "bobot" in text.lower()]


def test_ringkasan_says_what_the_mean_of_a_jabatan_changed_by_the_weights_of_each_month(tmp_path: Path) -> None:
    """January (50 × 100 + 50 × 0) ÷ 100 = 50, February (90 × 100 + 10 × 0) ÷ 100 = 90."""
    versi = '[[indikator.versi]]\nberlaku_mulai = "2019-02"\nbobot = {}\n'
    own = [indikator("P-1", 50, versi=versi.format(90)), indikator("P-2", 50, versi=versi.format(10))]
    catalog = loaded(tmp_path / "k", pmd=jabatan("pmd", *own))
    processed(tmp_path / "f", catalog, {"p_1": 10, "p_2": 0})
    february = processed(tmp_path / "f", catalog, {"p_1": 0, "p_2": 0}, "2019-02")
    assert means_on_ringkasan(shown(february, tmp_path))[-2:] == [
        ("PMD", None, 90, 40),
        ("Baik · 2 dari 2 indikator, bobot 100 dari 100",),
    ]


def test_the_sheet_of_the_jabatan_and_rumus_say_the_weight(tmp_path: Path) -> None:
    workbook = shown(processed(tmp_path / "f", loaded(tmp_path / "k", pmd=WEIGHTED), FULL), tmp_path)
    assert [name for (name,) in columns(workbook, "tblRapor_pmd", "Indikator kinerja")] == [
        "P-1\nbobot 50", "P-2\nbobot 30", "P-3\nbobot 20",
    ]  # fmt: skip
    assert [name for (name,) in columns(workbook, "tblRumus", "Indikator")] == [
        f"Jumlah kegiatan P-{number}\nBobot: {bobot} dari 100" for number, bobot in ((1, 50), (2, 30), (3, 20))
    ]
    assert (
        "Rata-rata tertimbang capaian = jumlah (bobot × capaian) ÷ jumlah bobot, dari indikator yang berpredikat. "
        "Rata-rata kantor tertimbang bila semua jabatan berbobot; bila tidak, semua indikator sama beratnya."
    ) in texts(workbook, "Rumus")


def below_table(workbook: Workbook, name: str) -> list[Any]:
    """What stands in the row below a table of a rapor: what it says, capaian and predikat."""
    sheet = next(sheet for sheet in workbook if name in sheet.tables)
    heads, *rows = sheet[sheet.tables[name].ref]
    at = {cell.value: cell.column_letter for cell in heads}
    below = rows[-1][0].row + 1
    return [sheet[f"{at[head]}{below}"].value for head in ("Kode", "Capaian (%)", "Predikat")]


def test_the_sheet_of_the_jabatan_ends_in_its_mean(tmp_path: Path) -> None:
    """(50 × 100 + 20 × 40) ÷ 70, and (80 + 40) ÷ 2."""
    catalog = loaded(tmp_path / "k", pmd=WEIGHTED, umum=PLAIN)
    workbook = shown(processed(tmp_path / "f", catalog, FULL | {"p_2": "TB", "p_3": 4}), tmp_path)
    assert below_table(workbook, "tblRapor_pmd") == [
        "Rata-rata tertimbang capaian 2 dari 3 indikator, bobot 70 dari 100", pytest.approx(5800 / 70), "Baik",
    ]  # fmt: skip
    assert below_table(workbook, "tblRapor_umum") == ["Rata-rata capaian 2 indikator", 60, "Kurang"]


def test_the_mean_of_a_jabatan_that_waits_is_not_told(tmp_path: Path) -> None:
    batch = processed(tmp_path / "f", loaded(tmp_path / "k", pmd=WEIGHTED), FULL | {"p_2": None})
    said = ["Rata-rata belum ada: perlu diperbaiki", None, None]
    assert below_table(shown(batch, tmp_path), "tblRapor_pmd") == said


def test_the_form_says_it_in_its_petunjuk(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, pmd=WEIGHTED)
    path = tmp_path / "form.xlsx"
    path.write_bytes(writing.build(catalog["pmd"], "2019-01", SETTINGS))
    sheet = load_workbook(path)["Petunjuk"]
    told = [(row[1].value, row[2].value) for row in sheet.iter_rows() if row[1].value == "Bobot"]
    assert told == [("Bobot", "50 dari 100"), ("Bobot", "30 dari 100"), ("Bobot", "20 dari 100")]


def test_the_file_beside_the_export_says_it(tmp_path: Path) -> None:
    weighted = processed(tmp_path / "f", loaded(tmp_path / "k", umum=OTHER), FULL)
    assert json.loads(companion(weighted))["bobot"] == {"U-1": 60, "U-2": 40}
    plain = processed(tmp_path / "g", loaded(tmp_path / "l", umum=PLAIN), FULL)
    assert "bobot" not in json.loads(companion(plain))


@pytest.mark.panjang
@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "typed", [FULL, FULL | {"p_2": None, "u_1": None, "u_2": None}, {}], ids=["all", "some", "none"]
)
@pytest.mark.parametrize("beside", seeds([OTHER, PLAIN], 1), ids=["weighted", "plain"])
def test_the_report_is_what_spreadsheets_calculate(
    typed: dict[str, Any], beside: str, office: Office, tmp_path: Path
) -> None:
    shown(processed(tmp_path / "f", loaded(tmp_path / "k", pmd=WEIGHTED, umum=beside), typed), tmp_path)
    path = tmp_path / "rekap.xlsx"
    assert unlike_spreadsheets(path, office) == []
