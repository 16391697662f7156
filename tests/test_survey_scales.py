"""Surveys of other scales than 1 to 4, and with unsur that do not all weigh the same."""

from __future__ import annotations

import functools
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from iki_excel import report
from iki_excel.forms import layout
from iki_excel.forms.layout import Layout
from iki_excel.language.places import Place
from iki_excel.runs.mending import check_and_mark
from iki_excel.words.errors import CatalogError
from tests.gnumeric import need_gnumeric, recalculated
from tests.office import Office
from tests.random_years import KINDS_OF_SURVEYS, Year, random_year
from tests.result_tables import below, columns
from tests.seeds import seeds
from tests.small_catalog import HEAD, SETTINGS, changed, loaded, without_lines
from tests.test_length import OF_FORM, OF_RESULT, too_long
from tests.test_monthly import batch_of, column, form_of, sentences
from tests.test_report_formulas import unlike_spreadsheets
from tests.test_report_of_time import shown
from tests.test_versions import SECOND
from tests.test_years import NOON, reported
from tests.years import play

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars


def survey(ends: str, factor: int, hasil: float, weights: Sequence[float | None] = (None, None)) -> str:
    """Two unsur, answered by one respondent with the lowest and the highest score."""
    lowest, highest = ends.strip("[]").split(", ")
    unsur = ", ".join(
        f'{{ kode = "{kode}", label = "{kode.title()}"{f", bobot = {bobot}" if bobot else ""} }}'
        for kode, bobot in zip(("waktu", "biaya"), weights, strict=True)
    )
    return (
        HEAD
        + f"""\
rumus = "bulat(nrr(skm) * {factor}, 2)"

[[indikator.isian]]
kode = "skm"
jenis = "survei"
label = "Survei kepuasan"
skala = {ends}
unsur = [{unsur}]

[[indikator.contoh]]
isian.skm = [[{lowest}, {highest}]]
hasil = {hasil!r}
"""
    )


TO_FIVE, TO_TEN = survey("[1, 5]", 20, 60.0), survey("[0, 10]", 10, 50.0)
WEIGHTED = survey("[1, 4]", 25, 43.75, (0.75, 0.25))

# --- the score -------------------------------------------------------------------------------------------------------


def scored(*months: list[list[Any]]) -> list[dict[str, Any]]:
    return [{"skm": rows} for rows in months]


def test_scores_of_five_and_of_ten_are_pooled_and_times_their_own_factor(tmp_path: Path) -> None:
    for number, text in enumerate((TO_FIVE, TO_TEN)):
        (tmp_path / str(number)).mkdir()
        batch = batch_of(tmp_path / str(number), scored([[5, 3], [4, 2]], [[1, 1]]), text)
        factor = (20, 10)[number]
        assert column(batch, "realisasi_bulan") == [(4.5 + 2.5) / 2 * factor, 1 * factor]
        assert column(batch, "realisasi") == [70 if number == 0 else 35, round((10 / 3 + 2) / 2 * factor, 2)]


def test_zero_is_a_score_where_the_scale_has_it(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, scored([[0, 0], [0, 10]]), TO_TEN)
    assert column(batch, "realisasi") == [25]
    assert sentences(batch) == []


@pytest.mark.parametrize(
    ("text", "score", "words"),
    [
        (TO_FIVE, 6, "1, 2, 3, 4 atau 5"),
        (TO_FIVE, 0, "1, 2, 3, 4 atau 5"),
        (TO_FIVE, 4.5, "1, 2, 3, 4 atau 5"),
        (TO_TEN, 11, "bilangan bulat 0 sampai 10"),
        (TO_TEN, -1, "bilangan bulat 0 sampai 10"),
        (WEIGHTED, 5, "1, 2, 3 atau 4"),
    ],
    ids=["six", "zero", "a_half", "eleven", "below_zero", "five_of_four"],
)
def test_a_score_outside_of_the_scale_is_wrong(text: str, score: float, words: str, tmp_path: Path) -> None:
    batch = batch_of(tmp_path, scored([[3, 3], [score, 2]]), text)
    diketik = f"{score:g}".replace(".", ",")
    assert sentences(batch) == [
        f"“Waktu”, baris 10, berisi “{diketik}”, padahal skor hanya {words}. Perbaiki, atau kosongkan bila tidak "
        "dijawab."
    ]
    assert column(batch, "status") == ["salah_isi"]


# --- weights ---------------------------------------------------------------------------------------------------------


def test_the_nrr_of_each_unsur_weighs_what_the_catalogue_says(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, scored([[4, 1], [4, 3]], [[1, None], [None, 4]]), WEIGHTED)
    assert column(batch, "realisasi_bulan") == [(4 * 0.75 + 2 * 0.25) * 25, (1 * 0.75 + 4 * 0.25) * 25]
    assert sentences(batch) == []  # nothing of the form's own is a stray
    assert column(batch, "realisasi") == [87.5, pytest.approx((3 * 0.75 + 8 / 3 * 0.25) * 25, abs=0.005)]


def test_an_unsur_that_nobody_answered_leaves_no_value(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, scored([[4, None], [4, None]]), WEIGHTED)
    assert column(batch, "status") == ["belum_lengkap"]
    assert below(shown(batch, tmp_path), "PMD", "PMD-1: NRR tiap unsur", 5) == [
        ("Waktu", None, None, 4, 4),
        ("Biaya",),
        ("NRR tertimbang",),
        ("Nilai",),
        ("Mutu pelayanan",),
    ]


def test_a_survey_of_an_indikator_that_ended_has_no_numbers_of_this_month(tmp_path: Path) -> None:
    text = WEIGHTED.replace("rumus =", 'berlaku_sampai = "2019-01"\nrumus =') + SECOND
    batch = batch_of(tmp_path, [{"skm": [[4, 1], [4, 3]], "lomba": 1}, None], text)
    assert below(shown(batch, tmp_path), "PMD", "PMD-1: NRR tiap unsur", 5) == [
        ("Waktu", None, None, None, 4),
        ("Biaya", None, None, None, 2),
        ("NRR tertimbang", None, None, None, 3.5),
        ("Nilai", None, None, None, 87.5),
        ("Mutu pelayanan", None, None, None, "B"),
    ]


def test_weights_may_be_parts_of_a_hundred(tmp_path: Path) -> None:
    of_one, of_hundred = tmp_path / "1", tmp_path / "100"
    of_one.mkdir(), of_hundred.mkdir()
    one = loaded(of_one, WEIGHTED)
    other = loaded(of_hundred, survey("[1, 4]", 25, 43.75, (75, 25)))
    assert [slot.bobot for slot in other["pmd"].slots] == [slot.bobot for slot in one["pmd"].slots] == [0.75, 0.25]


def test_weights_are_told_where_the_survey_is_filled_and_where_its_rumus_stands(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, scored([[4, 1]]), WEIGHTED)
    form = load_workbook(form_of("2019-01", tmp_path))
    told = "Bobot unsur: Waktu 75% dan Biaya 25%."
    assert [cell.value for cell in form["SKM"][8]][2:4] == ["Waktu (bobot 75%)", "Biaya (bobot 25%)"]
    guide = {row[1].value: row[2].value for row in form[layout.PETUNJUK].iter_rows()}
    assert guide["Isian: Survei kepuasan"] == told
    assert columns(shown(batch, tmp_path), "tblRumus", "Rumus dalam kata") == [
        ("pembulatan desimal (NRR tertimbang (Survei kepuasan (unsur berbobot)) × 25; 2)",)
    ]


# --- what a catalogue may say ----------------------------------------------------------------------------------------

SKM = "pmd.toml, indikator PMD-1, isian skm: "
NO_SCALE = (
    "tidak dapat dipakai: skor terendah dahulu, tidak kurang dari 0, dan paling banyak 11 skor, misalnya [1, 5] atau "
    "[0, 10]."
)
NO_ENDS = "kunci “skala” harus dua bilangan bulat, skor terendah dan tertinggi, misalnya [1, 5]."
ALL_OR_NONE = "tulis bobot pada semua unsur, masing-masing di atas 0, atau tidak pada satu pun."


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("skala = [1, 4]", "skala = [4, 1]", f"skala [4, 1] {NO_SCALE}"),
        ("skala = [1, 4]", "skala = [-1, 4]", f"skala [-1, 4] {NO_SCALE}"),
        ("skala = [1, 4]", "skala = [0, 100]", f"skala [0, 100] {NO_SCALE}"),
        ("skala = [1, 4]", "skala = [1, 2, 3, 4]", NO_ENDS),
        ("skala = [1, 4]", "skala = [1, 4.5]", NO_ENDS),
        ("bobot = 0.75", "bobot = 0.7", "bobot unsur berjumlah 0,95, padahal harus 1 atau 100. Periksa bobotnya."),
        ("bobot = 0.75", "bobot = 0", ALL_OR_NONE),
        (", bobot = 0.75", "", ALL_OR_NONE),
    ],
)
def test_a_scale_or_weight_that_cannot_be_is_refused(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, changed(old, new, WEIGHTED))
    assert without_lines(caught.value).endswith(f"{SKM}{sentence}")


def test_an_example_has_scores_of_the_scale(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="skor harus 1, 2, 3, 4 atau 5, atau “” untuk jawaban kosong"):
        loaded(tmp_path, changed("[[1, 5]]", "[[0, 5]]", TO_FIVE))


def test_the_scale_of_a_survey_does_not_change_in_the_year(tmp_path: Path) -> None:
    versi = """
[[indikator.versi]]
berlaku_mulai = "2019-03"
isian = [{ kode = "skm", jenis = "survei", label = "Survei kepuasan", unsur = [{ kode = "waktu", label = "Waktu" }] }]
contoh = [{ isian = { skm = [[4]] }, hasil = 80 }]
"""
    with pytest.raises(CatalogError, match=r"“skm\.waktu” berganti satuan di antara versi-versinya"):
        loaded(tmp_path, TO_FIVE + versi)


def test_a_long_kode_goes_with_few_scores_only(tmp_path: Path) -> None:
    text = TO_FIVE.replace("skm", "survei_warga_kabupaten")
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, text)
    assert without_lines(caught.value).endswith(
        "kode survei “survei_warga_kabupaten” terlalu panjang untuk skala [1, 5]: paling banyak 20 huruf bila skornya "
        "lebih dari 4."
    )


# --- spreadsheets ----------------------------------------------------------------------------------------------------

ANSWERS = [
    ([[5, 3], [4, 2]], "ya"),
    ([[0, 3], [4, 2]], None),
    ([[None, None], [3, None], [2, 4]], "ya"),
    ([["TB", None]], "ya"),
    ([[3, None]], "kosong"),
    ([[11, 3]], "periksa"),
    ([[2.5, 3]], "periksa"),
    ([["x", 3]], "periksa"),
]


@pytest.mark.panjang
@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("text", "with_zero"), seeds([(TO_TEN, "ya"), (TO_FIVE, "periksa")], 1), ids=["to_ten", "to_five"]
)
def test_a_form_knows_the_scores_of_its_scale(text: str, with_zero: str, tmp_path: Path, office: Office) -> None:
    need_gnumeric()
    batch = batch_of(tmp_path, scored(*(rows for rows, _ in ANSWERS)), text)
    map_ = Layout(batch.catalog["pmd"])
    result = Place(layout.ISIAN, map_.sections[0].realisasi_row, layout.VALUE).a1
    for month, (_, word), value in zip(batch.months, ANSWERS, column(batch, "realisasi_bulan"), strict=True):
        path = form_of(month, tmp_path)
        for values in (office.values(path), recalculated(path)):
            assert (month, values["SKM"][map_.blocks["skm"].state_place.a1]) == (month, word or with_zero)
            assert values[layout.ISIAN].get(result, "") == ("" if value is None else value)


@pytest.mark.libreoffice
def test_a_form_weighs_as_the_result_does(tmp_path: Path, office: Office) -> None:
    need_gnumeric()
    batch = batch_of(tmp_path, scored([[4, 1], [4, 3], [3, None]]), WEIGHTED)
    result = Place(layout.ISIAN, Layout(batch.catalog["pmd"]).sections[0].realisasi_row, layout.VALUE).a1
    path = form_of("2019-01", tmp_path)
    for values in (office.values(path), recalculated(path)):
        assert values[layout.ISIAN][result] == values["SKM"]["E2"] == column(batch, "realisasi")[0]
        assert values["SKM"]["G2"] == "B – Baik"


def test_only_the_scale_of_the_regulation_has_its_bands(tmp_path: Path) -> None:
    batch_of(tmp_path, scored([[5, 3]]), TO_FIVE)
    sheet = load_workbook(form_of("2019-01", tmp_path))["SKM"]
    assert [sheet[cell].value for cell in ("D2", "G2")] == ["NRR", None]
    assert sheet["B4"].value.split("\n", 1)[1].replace("\n", " ") == (
        "Ruang untuk 1.000 responden: satu baris satu orang, skor 1 (tidak baik) sampai 5 (sangat baik). Yang tidak "
        "dijawab dibiarkan kosong. Bila bulan ini tidak ada survei, ketik TB di sel kuning pertama."
    )
    [rule] = sheet.data_validations.dataValidation
    assert rule.prompt == "Dari 1 (tidak baik) sampai 5 (sangat baik). Kosongkan bila tidak dijawab."
    assert rule.error == "Skor hanya 1, 2, 3, 4 atau 5. Kosongkan bila tidak dijawab."


@pytest.mark.panjang
def test_no_formula_is_too_long_with_the_longest_scale_weights_and_name(tmp_path: Path) -> None:
    unsur = ", ".join(f'{{ kode = "u{n}", label = "Unsur {n}", bobot = {bobot} }}' for n, bobot in enumerate(PARTS, 1))
    text = TO_TEN.replace("skm", "survei_warga_se_kabu")
    text = changed("[{ kode" + text.partition("unsur = [{ kode")[2].partition("\n")[0], f"[{unsur}]", text)
    text = changed("[[0, 10]]", f"[{[5] * len(PARTS)}]", text)
    batch = batch_of(tmp_path, [{"survei_warga_se_kabu": [[5] * len(PARTS)]}] * 2, text)
    assert too_long(form_of("2019-02", tmp_path).read_bytes()) == {}
    assert too_long(report.build(batch, NOON), OF_RESULT) == {}


@pytest.mark.panjang
@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("typed", "word"),
    seeds(
        [(0, "ya"), (10, "ya"), (11, "periksa"), (7, "ya"), (2.5, "periksa"), ("x", "periksa"), ("TB", "periksa")], 3
    ),
)
def test_a_form_that_goes_back_knows_when_a_score_is_right(
    typed: Any, word: str, tmp_path: Path, office: Office
) -> None:
    need_gnumeric()
    kode = "survei_warga_se_kabu"
    batch = batch_of(tmp_path, [{kode: [[3, 3], [99, 2]]}], TO_TEN.replace("skm", kode))
    source = form_of("2019-01", tmp_path)
    returned = check_and_mark([source], batch.catalog, SETTINGS, batch.periode, tmp_path / "perbaikan").returned
    assert returned
    [marked] = (copy.path for copy in returned.copies)
    book = load_workbook(marked)
    assert len(book[layout.PERBAIKAN]["E8"].value) <= OF_FORM
    book[kode.upper()]["C10"].value = typed
    book.save(marked)
    for values in (office.values(marked), recalculated(marked)):
        assert values[layout.PERBAIKAN]["E8"] == word


PARTS = [7.14] * 13 + [7.18]


SEEDS = (0, 1, 2, 4, 5, 8, 10, 12, 13, 15, 18, 19)
"""Random years that together have all that the first twenty have."""


@functools.cache
def year_of(seed: int) -> Year:
    return random_year(random.Random(seed), KINDS_OF_SURVEYS)


@pytest.mark.parametrize("seed", seeds(SEEDS, 1))
def test_a_random_year_is_judged_as_the_rules_say(seed: int, tmp_path: Path) -> None:
    assert play(year_of(seed), tmp_path).differences == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", seeds([1, 4], 0))
def test_the_report_of_a_random_year_is_what_spreadsheets_calculate(seed: int, office: Office, tmp_path: Path) -> None:
    path = reported(play(year_of(seed), tmp_path))
    assert unlike_spreadsheets(path, office) == []
