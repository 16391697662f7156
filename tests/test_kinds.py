"""The kinds of isian: their slots and measures, and a fourth kind that no stage has heard of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook

from iki_excel import report
from iki_excel.decree import Catalog, batas_waktu
from iki_excel.decree.fields import NUMBER
from iki_excel.decree.kinds import KINDS, MEASURES, PERIOD_END, PROFILES, Isian, Kind, Part, Slot, group
from iki_excel.decree.kinds.over_columns import with_all_parts
from iki_excel.decree.settings import Settings, load_settings
from iki_excel.decree.toml import Table
from iki_excel.forms import layout, writing
from iki_excel.forms.gathering import read_files
from iki_excel.forms.writing.template import Template, Typed
from iki_excel.judging import scoring
from iki_excel.language import formula
from iki_excel.language.cells import BLANK, And, Condition, Count, Expression, If, IsNumber, Name, Sum
from iki_excel.language.cells.columns import of_numbers
from iki_excel.language.formula import Measure
from iki_excel.language.formula.evaluating import evaluate
from iki_excel.language.places import column_letters
from iki_excel.runs.month import process
from iki_excel.words import bahasa
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode
from tests.grounds import KECIL
from tests.kecil import PENGATURAN
from tests.result_tables import cells, columns
from tests.small_catalog import HEAD, SETTINGS, filled, loaded, without_lines
from tests.workbooks import opened


def isian_of(table: dict[str, Any]) -> Isian:
    return KINDS[table.get("jenis", "bilangan")].expand(Table(table, "pmd.toml", CatalogError))


def refusal(table: dict[str, Any]) -> str:
    with pytest.raises(CatalogError) as caught:
        isian_of(table)
    return without_lines(caught.value)


def measured(text: str, isian: Isian, columns: Mapping[str, Any]) -> list[float]:
    contents = {name: contents_of(values) for name, values in columns.items()}
    known = with_all_parts(contents, {isian.kode: isian})
    result: list[float] = evaluate(formula.parse(text, MEASURES), known, {isian.kode: isian}, MEASURES).value.tolist()
    return result


def contents_of(values: list[Any]) -> Any:
    """A column of numbers, None for nothing, and texts."""
    numbers = [np.nan if value is None or isinstance(value, str) else value for value in values]
    return of_numbers(numbers, np.array([value if isinstance(value, str) else None for value in values], dtype=object))


# --- a number --------------------------------------------------------------------------------------------------------


def test_a_number_is_one_cell_whole_and_not_negative_unless_the_catalogue_says_so() -> None:
    plain = {"kode": "rapat", "label": "Jumlah rapat", "satuan": "kegiatan", "akumulasi": "jumlah"}
    assert isian_of(plain).slots == (Slot("rapat", "rapat", "Jumlah rapat", "kegiatan", NUMBER, "jumlah"),)
    other = plain | {
        "bulat": False,
        "minimum": -5,
        "maksimum": 31,
        "wajib": False,
        "kalender": True,
        "petunjuk": " P. ",
    }
    [slot] = isian_of(other).slots
    assert (slot.bulat, slot.minimum, slot.maksimum, slot.wajib, slot.kalender) == (False, -5.0, 31.0, False, True)
    assert isian_of(other).petunjuk == slot.petunjuk == "P."


# --- a checklist -----------------------------------------------------------------------------------------------------

MARCH, APRIL = (bahasa.serial(dt.date(2019, month, day)) for month, day in ((3, 31), (4, 1)))


def checklist(*, mutu: bool) -> Isian:
    items = [{"kode": "lkjip", "label": "LKjIP", "batas": "31 Maret"}, {"kode": "iki", "label": "IKI"}]
    return isian_of({"jenis": "daftar_dokumen", "kode": "akip", "label": "AKIP", "mutu": mutu, "butir": items})


def test_a_document_is_a_date_and_where_it_is_asked_a_word_on_its_quality() -> None:
    slots = checklist(mutu=True).slots
    assert [(slot.kode, slot.label, slot.tipe, slot.akumulasi, slot.leader, slot.batas) for slot in slots] == [
        ("akip.lkjip.selesai", "LKjIP – tanggal selesai", "tanggal", "catatan_terakhir", None, (3, 31)),
        ("akip.lkjip.mutu", "LKjIP – berkualitas baik", "ya_tidak", "ikut", "akip.lkjip.selesai", None),
        ("akip.iki.selesai", "IKI – tanggal selesai", "tanggal", "catatan_terakhir", None, (12, 31)),
        ("akip.iki.mutu", "IKI – berkualitas baik", "ya_tidak", "ikut", "akip.iki.selesai", None),
    ]
    assert not any(slot.wajib for slot in slots)
    assert [slot.kode for slot in checklist(mutu=False).slots] == ["akip.lkjip.selesai", "akip.iki.selesai"]
    assert checklist(mutu=True).dokumen == ((slots[0], slots[1]), (slots[2], slots[3]))


@pytest.mark.parametrize(
    ("selesai", "batas", "end", "due", "met"),
    [
        pytest.param(MARCH, MARCH, MARCH, 1, 1, id="on_the_last_day"),
        pytest.param(MARCH + 0.5, MARCH, APRIL, 1, 0, id="in_the_afternoon_after"),
        pytest.param(APRIL, MARCH, APRIL, 1, 0, id="a_day_late"),
        pytest.param(MARCH - 60, MARCH, MARCH - 31, 1, 1, id="early"),
        pytest.param(APRIL, APRIL + 90, MARCH, None, None, id="after_the_period_and_not_due"),
        pytest.param(APRIL, MARCH, MARCH, 1, 0, id="after_the_period_and_due"),
        pytest.param(None, MARCH, MARCH, 1, 0, id="due_on_the_last_day"),
        pytest.param(None, APRIL, MARCH, None, None, id="not_yet_due"),
        pytest.param("TB", MARCH, MARCH, None, None, id="not_drawn_up"),
    ],
)
def test_a_document_is_due_and_met_by_its_date_its_deadline_and_the_end_of_the_period(
    selesai: float | str | None, batas: float, end: float, due: float | None, met: float | None
) -> None:
    columns = {
        PERIOD_END: [end],
        "akip.lkjip.selesai": [selesai],
        "akip.lkjip.selesai.batas": [batas],
        "akip.lkjip.selesai.tagih": [batas],
        "akip.iki.selesai": ["TB"],
        "akip.iki.selesai.batas": [MARCH],
        "akip.iki.selesai.tagih": [MARCH],
    }
    expected = [np.nan if value is None else float(value) for value in (due, met)]
    found = [measured(f"{name}(akip)", checklist(mutu=False), columns)[0] for name in ("jatuh_tempo", "memenuhi")]
    np.testing.assert_array_equal(found, expected)


def test_a_finished_document_is_met_only_when_its_quality_is_good() -> None:
    columns = {
        PERIOD_END: [MARCH] * 3,
        "akip.lkjip.selesai": [MARCH] * 3,
        "akip.lkjip.selesai.batas": [MARCH] * 3,
        "akip.lkjip.selesai.tagih": [MARCH] * 3,
        "akip.lkjip.mutu": [1, 0, None],
        "akip.iki.selesai": [MARCH, MARCH, None],
        "akip.iki.selesai.batas": [APRIL] * 3,
        "akip.iki.selesai.tagih": [APRIL] * 3,
        "akip.iki.mutu": [1, 1, 1],
    }
    assert measured("memenuhi(akip)", checklist(mutu=True), columns) == [2, 1, 0]
    assert measured("jatuh_tempo(akip)", checklist(mutu=True), columns) == [2, 2, 1]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28 Februari", (2, 28)), ("29 Februari", (2, 29)), (" 1  januari ", (1, 1)), ("5 nopember", (11, 5)),
        ("31 Des", (12, 31)), ("31 Januari tahun berikutnya", (1, 31)), ("31 jan Tahun  Berikutnya", (1, 31)),
        ("31 Januari tahun depan", None), ("tahun berikutnya", None), ("30 Februari", None), ("31 April", None),
        ("0 Mei", None), ("Mei", None), ("", None), ("5 May", None), ("28 Februari 2019", None), ("28-02", None),
        ("lima Mei", None), ("tiap tanggal 5", (0, 5)), ("Setiap  tanggal 31", (0, 31)), ("tiap tanggal 0", None),
        ("tiap tanggal 32", None), ("tiap 5", None), ("tiap tanggal 5 Mei", None), ("tiap bulan", None),
    ],
)  # fmt: skip
def test_a_batas_waktu_is_a_day_of_the_year_or_of_every_month(text: str, day: tuple[int, int] | None) -> None:
    assert batas_waktu.read(text) == day


def test_a_deadline_in_the_next_year_is_that_day_of_the_year_whose_forms_ask_for_it(tmp_path: Path) -> None:
    written = "31 Januari tahun berikutnya"
    butir = [{"kode": "iki", "label": "IKI", "batas": written}]
    [slot] = isian_of({"jenis": "daftar_dokumen", "kode": "akip", "label": "AKIP", "butir": butir}).slots
    assert Settings().deadline(slot, "2020-03") == dt.date(2020, 1, 31)
    (tmp_path / "iki.toml").write_text(f'{PENGATURAN.read_text("utf-8")}\n[batas_waktu]\ntamu = "{written}"\n', "utf-8")
    office = load_settings(tmp_path / "iki.toml", KECIL.catalog)
    [tamu] = (one for one in KECIL.catalog["pelayanan"].slots if one.kode == "buku.tamu.selesai")
    assert office.deadline(tamu, "2020-03") == dt.date(2020, 1, 31)


# --- a survey --------------------------------------------------------------------------------------------------------


def survey(**more: Any) -> Isian:
    return isian_of({"jenis": "survei", "kode": "skm", "label": "SKM", **more})


def test_a_survey_is_a_block_with_a_column_an_unsur_and_scores_from_one_to_four() -> None:
    isian = survey(unsur=[{"kode": "waktu", "label": "Waktu"}], populasi="tamu", pendukung=True)
    assert [(slot.kode, slot.label, slot.tipe, slot.minimum, slot.maksimum) for slot in isian.slots] == [
        ("skm.waktu", "Waktu", "skor", 1.0, 4.0)
    ]
    assert (isian.blok, isian.dokumen, isian.populasi, isian.pendukung) == (True, (), "tamu", True)


@pytest.mark.parametrize(("profil", "first", "eighth"), [
    ("permenpanrb-14-2017", "Persyaratan", "Penanganan Pengaduan, Saran, Masukan"),
    ("permenpanrb-16-2014", "Persyaratan", "Maklumat Pelayanan"),
])  # fmt: skip
def test_a_profile_is_the_nine_unsur_of_its_regulation(profil: str, first: str, eighth: str) -> None:
    labels = [slot.label for slot in survey(profil=profil).slots]
    assert (len(labels), labels[0], labels[7]) == (9, first, eighth)
    assert tuple(label for _, label in PROFILES[profil]) == tuple(labels)


def test_the_mean_of_the_unsur_counts_answers_and_not_respondents() -> None:
    isian = survey(unsur=[{"kode": "waktu", "label": "Waktu"}, {"kode": "biaya", "label": "Biaya"}])
    columns = {
        "skm.waktu": [7, 7, None], "skm.waktu.banyak": [2, 2, 0],
        "skm.biaya": [4, None, None], "skm.biaya.banyak": [1, 0, 0],
    }  # fmt: skip
    np.testing.assert_array_equal(measured("nrr(skm)", isian, columns), [(3.5 + 4) / 2, np.nan, np.nan])


@pytest.mark.parametrize("kode", ["isian", "petunjuk", "perbaikan", "history", "a" * 32])
def test_a_survey_whose_code_can_be_no_sheet_is_refused(kode: str) -> None:
    assert refusal({"jenis": "survei", "kode": kode, "label": "SKM"}) == (
        f"pmd.toml: kode survei “{kode}” menjadi nama lembar: paling panjang 31 huruf, dan bukan “isian”, “petunjuk”, "
        "“perbaikan” atau “history”."
    )


# --- a fourth kind ---------------------------------------------------------------------------------------------------


def expand_pair(table: Table) -> Isian:
    """How many there are, and how many of them are on time: two cells."""
    kode, label, satuan = table.kode(), table.text("label"), table.text("satuan")
    slots = tuple(
        Slot(f"{kode}.{part}", kode, f"{label}: {words}", satuan, NUMBER, "jumlah", petunjuk=f"Hitung {words}.")
        for part, words in (("jumlah", "seluruhnya"), ("tepat", "yang tepat waktu"))
    )
    return Isian(kode, "pasangan", label, slots)


def example_of_pair(isian: Isian, value: Any) -> Mapping[str, float]:
    return {slot.kode: float(value[slot.kode.split(".")[1]]) for slot in isian.slots}


def ratio(isian: Isian) -> Expression:
    total, on_time = (Name(slot.kode) for slot in isian.slots)
    return on_time / total


def has_ratio(isian: Isian) -> Condition:
    total, on_time = (Name(slot.kode) for slot in isian.slots)
    return And(Count(total, on_time).equals(2), total > 0)


PAIR = Kind(
    "pasangan",
    expand_pair,
    example_of_pair,
    {"rasio": Measure(ratio, has_ratio, lambda label: f"bagian yang tepat waktu ({label})", decimals=True)},
)

REPORTS = HEAD + """\
rumus = "rasio(laporan) * 100"
target = 80

[[indikator.isian]]
kode = "laporan"
jenis = "pasangan"
label = "Laporan kependudukan"
satuan = "laporan"

[[indikator.contoh]]
isian.laporan = { jumlah = 8, tepat = 6 }
hasil = 75
"""  # fmt: skip


@pytest.fixture
def pair_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, PAIR.nama, PAIR)
    monkeypatch.setitem(MEASURES, "rasio", PAIR.measures["rasio"])


@pytest.fixture
def reports(pair_kind: None, tmp_path: Path) -> Catalog:
    folder = tmp_path / "katalog"
    folder.mkdir()
    return loaded(folder, REPORTS)


def test_a_fourth_kind_goes_through_all_stages_untouched(reports: Catalog, tmp_path: Path) -> None:
    months = ["2019-01", "2019-02", "2019-03"]
    figures = [(8, 6), (0, 0), (2, 1)]
    forms = [
        filled(tmp_path, reports, month, {"laporan.jumlah": total, "laporan.tepat": on_time})
        for month, (total, on_time) in zip(months, figures, strict=True)
    ]
    read = read_files(forms, reports, SETTINGS)
    hasil = scoring.score(read.answers, reports, SETTINGS, months, [SETTINGS.unit.kode]).hasil
    assert read.temuan.empty
    assert read.answers[["slot", "angka"]].to_numpy().tolist() == [
        ["laporan.jumlah", 8.0], ["laporan.tepat", 6.0], ["laporan.jumlah", 0.0], ["laporan.tepat", 0.0],
        ["laporan.jumlah", 2.0], ["laporan.tepat", 1.0],
    ]  # fmt: skip
    np.testing.assert_array_equal(hasil["realisasi_bulan"], [75.0, np.nan, 50.0])
    assert hasil[["realisasi", "capaian", "predikat", "status"]].to_numpy().tolist() == [
        [75.0, 93.75, "Sangat Baik", "lengkap"],
        [75.0, 93.75, "Sangat Baik", "lengkap"],
        [70.0, 87.5, "Baik", "lengkap"],
    ]


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # data bars and sparklines
def test_a_fourth_kind_is_live_in_the_report(reports: Catalog, tmp_path: Path) -> None:
    form = filled(tmp_path, reports, "2019-01", {"laporan.jumlah": 8, "laporan.tepat": 6})
    batch = process([form], reports, SETTINGS, "2019-01")
    content = report.build(batch, dt.datetime(2019, 2, 1))
    assert columns(opened(content, cached=True), "tblData", "Jabatan", "Kode", "Isian", "Realisasi") == [
        ("PMD", "PMD-1", "Laporan kependudukan: seluruhnya", None),
        ("PMD", "PMD-1", "Laporan kependudukan: yang tepat waktu", 75),
    ]
    whole, in_time = cells(opened(content), "tblData")
    assert not {"Memenuhi", "NRR per unsur"} & {*whole}
    total, part = (row["Angka"].coordinate for row in (whole, in_time))
    assert in_time["Realisasi"].value == f'=IF(AND(COUNT({total},{part})=2,{total}>0),{part}/{total}*persen,"")'


@pytest.mark.libreoffice
def test_a_fourth_kind_is_live_in_the_template(reports: Catalog, tmp_path: Path, office: Any) -> None:
    names = {"laporan.jumlah": 8, "laporan.tepat": 6}
    sheets = office.values(filled(tmp_path, reports, "2019-01", names))
    assert [sheets["Isian"][f"F{row}"] for row in (8, 9, 10, 11)] == [8, 6, 75, 93.75]


# --- a kind with one part of each slot -------------------------------------------------------------------------------


def expand_three(table: Table) -> Isian:
    """Three numbers that count twice each."""
    kode, label = table.kode(), table.text("label")
    slots = tuple(Slot(f"{kode}.s{n}", kode, f"{label} {n}", "laporan", NUMBER, "jumlah") for n in (1, 2, 3))
    return Isian(kode, "tiga", label, slots)


OWN = Name("nilai")


def multiples(**times: int) -> Callable[[Isian], tuple[Part, ...]]:
    """Parts of these names, each of every slot: so many times its number."""
    return lambda isian: tuple(
        Part(nama, nama.title(), slot.kode, If(IsNumber(OWN), OWN * factor, BLANK), ((OWN.name, slot.kode),))
        for nama, factor in times.items()
        for slot in isian.slots
    )


def sum_of_doubled(isian: Isian) -> Expression:
    return Sum(Name(group("ganda", isian.kode)))


def all_are_doubled(isian: Isian) -> Condition:
    return Count(Name(group("ganda", isian.kode))).equals(3)


THREE = Kind(
    "tiga",
    expand_three,
    lambda isian, value: {slot.kode: float(value) for slot in isian.slots},
    {"dua_kali": Measure(sum_of_doubled, all_are_doubled, lambda label: f"dua kali {label}")},
    multiples(ganda=2),
)

DOUBLED = HEAD + """\
rumus = "dua_kali(laporan)"
target = 24

[[indikator.isian]]
kode = "laporan"
jenis = "tiga"
label = "Laporan"

[[indikator.contoh]]
isian.laporan = 5
hasil = 30
"""  # fmt: skip


@pytest.mark.libreoffice
@pytest.mark.parametrize("times", [{"ganda": 2}, {"lain": 7, "ganda": 2}], ids=["one_name", "name_after_name"])
def test_the_parts_of_one_name_stand_in_one_column_of_the_form(
    times: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, office: Any
) -> None:
    monkeypatch.setitem(KINDS, "tiga", replace(THREE, parts=multiples(**times)))
    monkeypatch.setitem(MEASURES, "dua_kali", THREE.measures["dua_kali"])
    (tmp_path / "katalog").mkdir()
    catalog = loaded(tmp_path / "katalog", DOUBLED)
    typed = Typed({"laporan.s1": 1, "laporan.s2": 2, "laporan.s3": 3})
    template = Template(catalog["pmd"], Periode("2019-01"), SETTINGS, {}, typed=typed)
    made = writing.new_book(template)
    writing.write_form(made, template).activate()
    form = tmp_path / "2019-01.xlsx"
    form.write_bytes(made.to_bytes())
    column = column_letters(layout.PART_COLUMNS[[*times].index("ganda")][0])
    cells = [*(f"{column}{row}" for row in (8, 9, 10)), "F11", "F12"]
    saved, calculated = load_workbook(form, data_only=True)["Isian"], office.values(form)["Isian"]
    assert [saved[cell].value for cell in cells] == [calculated[cell] for cell in cells] == [2, 4, 6, 12, 50]
    hasil = process([form], catalog, SETTINGS, "2019-01").hasil
    assert hasil[["realisasi", "capaian"]].to_numpy().tolist() == [[12, 50]]


def test_a_kind_with_more_names_of_parts_than_a_form_has_columns_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "tiga", replace(THREE, parts=multiples(ganda=2, lain=3, pula=4, juga=5, lagi=6)))
    monkeypatch.setitem(MEASURES, "dua_kali", THREE.measures["dua_kali"])
    with pytest.raises(AssertionError, match="tiga: room for 4 names of parts, not 5"):
        writing.build(loaded(tmp_path, DOUBLED)["pmd"], "2019-01", SETTINGS)


# --- a kind in words, and gone again ---------------------------------------------------------------------------------


def test_a_fourth_kind_is_said_in_words(reports: Catalog) -> None:
    [indikator] = reports["pmd"].indikator
    said = formula.words(indikator.rumus, indikator.labels, MEASURES)
    assert said == "bagian yang tepat waktu (Laporan kependudukan) × 100"
    assert indikator.has_decimals


def test_a_kind_that_was_removed_is_unknown_again(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, REPORTS)
    assert "indikator PMD-1, isian laporan: kunci “jenis” berisi “pasangan”. Maksudnya “bilangan”?" in without_lines(
        caught.value
    )
