"""Words that count as numbers, ya_tidak and pilihan: from the catalogue to the result, and shown back as words."""

from __future__ import annotations

import datetime as dt
import json
import math
import random
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from iki_excel import report
from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.fields import ISI, KOSONG, SALAH, TIDAK_BERLAKU, YES_NO, YES_OR_NO, Slot, WordField, words_of
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.decree.settings import Pengecualian, load_settings
from iki_excel.forms import layout
from iki_excel.forms.layout import Layout
from iki_excel.judging.batch import Batch
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.checking import check_files
from iki_excel.runs.companion import companion
from iki_excel.runs.mending import write_marked
from iki_excel.runs.migrating import migrate
from iki_excel.runs.month import process
from iki_excel.runs.starting import commented
from iki_excel.words.errors import CatalogError, SettingsError
from iki_excel.words.periods import Periode
from tests import keys
from tests.forms import told
from tests.gnumeric import need_gnumeric, recalculated
from tests.office import Office
from tests.result_tables import columns
from tests.seeds import seeds
from tests.small_catalog import HEAD, SETTINGS, changed, filled, loaded, without_lines, written
from tests.test_report_formulas import differences

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars

# --- a catalogue of words --------------------------------------------------------------------------------------------

OPINION = HEAD + """\
rumus = "opini"
target = "WTP"

[[indikator.isian]]
kode = "opini"
jenis = "pilihan"
label = "Opini pemeriksa"
pilihan = [
  { kata = "WTP", nilai = 4 },
  { kata = "WDP", nilai = 3 },
  { kata = "TW", nilai = 2 },
  { kata = "TMP", nilai = 0 },
]

[[indikator.contoh]]
isian = { opini = "wdp" }
hasil = 3
"""  # fmt: skip
HEAD_OF_MORE = HEAD[HEAD.index("[[indikator]]") :]
BOARDS = HEAD_OF_MORE.replace("PMD-1", "PMD-2") + """\
rumus = "papan + situs"
target = 1
arah = "stabil"

[[indikator.isian]]
kode = "papan"
jenis = "ya_tidak"
label = "Papan informasi"
kata = ["Ada", "Tidak ada"]

[[indikator.isian]]
kode = "situs"
jenis = "ya_tidak"
label = "Situs web diperbarui"
wajib = false

[[indikator.syarat]]
rumus = "situs <= papan"
pesan = "Situs memuat foto papan. Periksa keduanya."

[[indikator.contoh]]
isian = { papan = "Ada", situs = "Tidak" }
hasil = 1
"""  # fmt: skip
ROLL_CALL = HEAD_OF_MORE.replace("PMD-1", "PMD-3") + """\
rumus = "apel"
target = 12

[[indikator.isian]]
kode = "apel"
jenis = "ya_tidak"
label = "Apel dilaksanakan"
akumulasi = "jumlah"

[[indikator.contoh]]
isian = { apel = "Ya" }
hasil = 1
"""  # fmt: skip
LEVEL = HEAD_OF_MORE.replace("PMD-1", "PMD-4") + """\
rumus = "tingkat"
target = { dari = "3", sampai = "3" }

[[indikator.isian]]
kode = "tingkat"
jenis = "pilihan"
label = "Tingkat kematangan"
pilihan = [{ kata = "1", nilai = 1 }, { kata = "2", nilai = 2 }, { kata = "3", nilai = 3 }]

[[indikator.contoh]]
isian = { tingkat = 2 }
hasil = 2
"""  # fmt: skip
ALL = "\n".join((OPINION, BOARDS, ROLL_CALL, LEVEL))

MONTHS: dict[str, dict[str, Any]] = {
    "2019-01": {"opini": "WDP", "papan": "Ada", "situs": "Ya", "apel": "Ya", "tingkat": 3},
    "2019-02": {"opini": "TB", "papan": "tidak ada", "situs": "Tidak", "apel": "ya", "tingkat": "2"},
    "2019-03": {"opini": " wtp", "papan": "Ada", "situs": "Tidak", "apel": "Tidak", "tingkat": 1},
}


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    folder = tmp_path / "katalog"
    folder.mkdir()
    return loaded(folder, ALL)


def batch_of(catalog: Catalog, months: Mapping[str, Mapping[str, Any]], folder: Path) -> Batch:
    forms = [filled(folder, catalog, periode, typed) for periode, typed in months.items()]
    return process(forms, catalog, SETTINGS, list(months)[-1])


@pytest.fixture
def batch(catalog: Catalog, tmp_path: Path) -> Batch:
    return batch_of(catalog, MONTHS, tmp_path)


# --- reading ---------------------------------------------------------------------------------------------------------

FIELD = WordField((("WTP", 4.0), ("Sangat Baik", 3.0), ("12", 12.0), ("1/4", 1.0), ("2-5", 2.0), ("5/2", 0.5)))


@pytest.mark.parametrize(
    ("typed", "keadaan", "angka"),
    [
        ("WTP", ISI, 4), ("wtp", ISI, 4), (" Wtp\u00a0", ISI, 4), ("ＷＴＰ", ISI, 4), ("sangat  baik", ISI, 3),
        ("12", ISI, 12), (12, ISI, 12), (12.0, ISI, 12), ("012", SALAH, math.nan), (12.5, SALAH, math.nan),
        (4, SALAH, math.nan), ("4", SALAH, math.nan), ("W T P", SALAH, math.nan), (True, SALAH, math.nan),
        ("1/4", ISI, 1), (dt.date(2019, 4, 1), ISI, 1), (dt.datetime(2019, 1, 4), ISI, 1),
        (dt.date(2019, 5, 2), SALAH, math.nan), (dt.date(2019, 4, 2), SALAH, math.nan),
        (dt.time(1, 4), SALAH, math.nan),
        ("TB", TIDAK_BERLAKU, math.nan), ("tidak berlaku", TIDAK_BERLAKU, math.nan), (None, KOSONG, math.nan),
        (" ", KOSONG, math.nan), ("-", SALAH, math.nan), (math.nan, SALAH, math.nan),
    ],
)  # fmt: skip
def test_a_word_is_read_in_whatever_capitals_and_nothing_else_is(typed: Any, keadaan: str, angka: float) -> None:
    reading = FIELD.read(typed, "")
    assert reading.keadaan == keadaan
    np.testing.assert_equal(reading.angka, float(angka))


def test_a_word_that_excel_made_a_date_of_is_noted() -> None:
    assert FIELD.read(dt.date(2019, 4, 1), "").catatan == "tanggal 1 April 2019 dibaca “1/4”"


def test_the_quality_of_a_document_is_a_field_of_two_words_with_a_name_of_its_own() -> None:
    assert (YES_NO.values, YES_NO.choices) == (YES_OR_NO, ("Ya", "Tidak", "TB"))
    assert WordField(YES_OR_NO) != YES_NO


@pytest.mark.parametrize(
    ("number", "shown"),
    [(4.0, '[=4]"WTP";General'), (0.5, '[=0.5]"5/2";General'), (7.0, "General"), (None, "General"), ("TB", "General")],
)
def test_a_number_is_shown_as_its_word_by_a_format_that_holds_for_it_alone(number: Any, shown: str) -> None:
    assert FIELD.format_of(number) == shown


# --- what the catalogue may say --------------------------------------------------------------------------------------

CHOICES = OPINION[OPINION.index("pilihan = [") : OPINION.index("[[indikator.contoh]]")]
PLACE = "pmd.toml, indikator PMD-1, isian opini: "


def choices(*pairs: tuple[str, float]) -> str:
    items = ", ".join(f'{{ kata = "{word}", nilai = {value} }}' for word, value in pairs)
    return f"pilihan = [{items}]\n\n"


AS_WRITTEN = 'Tulis pilihan = [{ kata = "WTP", nilai = 4 }, { kata = "WDP", nilai = 3 }].'
TAKEN = "sudah berarti lain di formulir (tidak berlaku, atau tidak jelas). Pakai kata lain."
SIGNS = "memuat koma, titik koma atau tanda kutip, atau diawali =, +, - atau @. Tulis kata saja."
NO_NUMBER = "sebuah bilangan, jadi nilainya harus bilangan bulat itu juga, ditulis tanpa nol di depan."
A_NUMBER = f"{NO_NUMBER} Pakai kata lain, misalnya"


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(CatalogError) as refused:
        loaded(folder, text)
    return without_lines(refused.value).removeprefix(f"{folder}/")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (choices(("WTP", 4)), f"pilihan berisi 1 kata, padahal 2 sampai 12. {AS_WRITTEN}"),
        (choices(*((f"kata {n}", n) for n in range(13))), f"pilihan berisi 13 kata, padahal 2 sampai 12. {AS_WRITTEN}"),
        (choices(("WTP", 4), ("wtp", 3)),
         "kata “wtp” ada dua kali; huruf besar dan kecil tidak dibedakan. Ganti salah satunya."),
        (choices(("TW", 0), ("TMP", 0)),
         "“TW” dan “TMP” bernilai sama, 0, sehingga tidak dapat ditampilkan kembali sebagai katanya. Beri nilai yang "
         "lain, atau gabungkan."),
        (choices(("WTP", 4), ("tb", 0)), f"kata “tb” {TAKEN}"),
        (choices(("WTP", 4), ("x", 0)), f"kata “x” {TAKEN}"),
        (choices(("WTP", 4), ("-", 0)), f"kata “-” {SIGNS}"),
        (choices(("baik, sekali", 4), ("WDP", 0)), f"kata “baik, sekali” {SIGNS}"),
        (choices(("baik  sekali", 4), ("WDP", 0)),
         "kata “baik sekali” memuat spasi rangkap atau huruf yang tidak terlihat. Ketik ulang."),
        (choices(("a" * 31, 4), ("WDP", 0)), f"kata “{'a' * 31}” lebih panjang dari 30 huruf. Singkatkan."),
        (choices(("3", 4), ("4", 3)), f"kata “3” {A_NUMBER} “Level 3”."),
        (choices(("03", 3), ("4", 4)), f"kata “03” {A_NUMBER} “Level 03”."),
        (choices(("WTP", -1), ("WDP", 3)), "nilai “WTP” -1, padahal harus 0 sampai 1.000.000.000.000."),
        (choices(*((f"{n} kata yang panjang sekali", n) for n in range(7))),
         "kata-kata pilihan terlalu panjang untuk Excel: 332 huruf di rumus atau daftarnya, paling banyak 255. "
         "Singkatkan katanya, atau kurangi."),
    ],
)  # fmt: skip
def test_words_that_could_not_be_told_apart_in_a_cell_are_refused(said: str, sentence: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, changed(CHOICES, said, OPINION)) == PLACE + sentence


def test_a_choice_without_its_value_is_refused_at_its_place(tmp_path: Path) -> None:
    text = changed('{ kata = "WDP", nilai = 3 }', '{ kata = "WDP" }', OPINION)
    assert refusal(tmp_path, text) == (
        "pmd.toml, indikator PMD-1, isian opini, pilihan ke-2: kunci “nilai” tidak ada. Tambahkan nilai = … (bilangan)."
    )


def test_two_words_stand_for_yes_and_no(tmp_path: Path) -> None:
    text = changed('kata = ["Ada", "Tidak ada"]', 'kata = ["Ada"]', HEAD[: HEAD.index("[[indikator]]")] + BOARDS)
    assert refusal(tmp_path, text) == (
        "pmd.toml, indikator PMD-2, isian papan: kunci “kata” harus dua kata, dahulu untuk ya lalu untuk tidak, "
        'misalnya kata = ["Ada", "Tidak ada"].'
    )


def test_an_example_takes_the_word(tmp_path: Path) -> None:
    assert refusal(tmp_path, changed('opini = "wdp"', 'opini = "wajar"', OPINION)) == (
        "pmd.toml, indikator PMD-1, contoh ke-1: contoh “opini”: nilainya harus WTP, WDP, TW, atau TMP. Yang "
        "dikenal: WTP, WDP, TW, TMP."
    )


def test_words_are_no_population_of_a_survey(tmp_path: Path) -> None:
    survey = '\n[[indikator.isian]]\nkode = "skm"\njenis = "survei"\nlabel = "Survei"\npopulasi = "opini"\n' \
             'unsur = [{ kode = "a", label = "A" }]\npendukung = true\n'  # fmt: skip
    assert refusal(tmp_path, changed("\n[[indikator.contoh]]", f"{survey}\n[[indikator.contoh]]", OPINION)) == (
        "pmd.toml, indikator PMD-1, isian skm: populasi “opini” tidak dikenal. Bilangan pada indikator ini: tidak ada."
    )


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [('label = "Opini pemeriksa"', 'label = "Opini"', True), ("nilai = 3", "nilai = 3.5", False),
     ('kata = "WDP"', 'kata = "Wajar"', False)],
)  # fmt: skip
def test_words_and_values_are_part_of_what_a_decree_asks(old: str, new: str, is_same: bool, tmp_path: Path) -> None:
    text = (
        OPINION[: OPINION.index("\n[[indikator.contoh]]")] + '\n[[indikator.contoh]]\nisian.opini = "WTP"\nhasil = 4\n'
    )
    before = fingerprint(loaded(tmp_path, text))
    assert (fingerprint(loaded(tmp_path, changed(old, new, text))) == before) == is_same


def test_words_do_not_change_under_a_code_that_lives_on(tmp_path: Path) -> None:
    isian = OPINION[OPINION.index("[[indikator.isian]]") :].replace("[[indikator.", "[[indikator.versi.")
    version = f'\n[[indikator.versi]]\nberlaku_mulai = "2019-02"\n{isian}'
    loaded(tmp_path, OPINION + version)
    assert refusal(tmp_path, OPINION + version.replace("nilai = 2", "nilai = 1")) == (
        "pmd.toml, indikator PMD-1, versi 2019-02, isian opini: “opini” berganti pilihan di antara versi-versinya. "
        "Isian yang artinya berubah memerlukan kode baru."
    )


# --- targets ---------------------------------------------------------------------------------------------------------

OFFICE = '[unit]\nkode = "contoh"\nnama = "Kelurahan"\nkabupaten = "Kota"\ntempat = "Contoh"\n\n[target]\n'


def target_words(catalog: Catalog, kode: str, said: str, folder: Path) -> str:
    """How a target that iki.toml has is told, or why it is refused."""
    path = folder / "iki.toml"
    path.write_text(f"{OFFICE}{kode} = {said}\n", "utf-8")
    try:
        settings = load_settings(path, catalog)
    except SettingsError as reason:
        return str(reason).removeprefix(f"{path}, ")
    _, indikator = catalog.indikator[kode]
    return indikator.words_of_target(settings.target[kode])


@pytest.mark.parametrize(
    ("kode", "said", "told_as"),
    [
        ("PMD-1", '"WTP"', "WTP"),
        ("PMD-1", '"wdp"', "WDP"),
        ("PMD-1", "3", "WDP"),
        ("PMD-1", '"TMP"', "TMP"),
        ("PMD-1", '{ tetap = "WDP" }', "tetap WDP"),
        ("PMD-1", '{ dari = "WDP", sampai = "WTP" }', "WDP–WTP"),
        ("PMD-4", "3", "3"),
        ("PMD-4", '"3"', "3"),
        ("PMD-1", '"WTPP"', "[target]: “PMD-1” berisi “WTPP”. Maksudnya “WTP”?"),
        ("PMD-1", "1", "[target]: “PMD-1” berisi 1, yang bukan nilai pilihannya. Tulis katanya dalam tanda kutip: "
                       "WTP, WDP, TW, atau TMP."),
        ("PMD-1", '{ jadwal = { "2019-08" = 3 } }',
         "[target]: “PMD-1” memakai { jadwal = { … } }, padahal realisasinya tidak dijumlahkan dari bulan ke bulan. "
         "Yang dapat ditulis: bilangan, { tetap = … }, atau { dari = …, sampai = … }."),
        ("PMD-2", '"Ada"', '[target]: kunci “PMD-2” berisi "Ada", padahal harus bilangan.'),
        ("PMD-3", '"Ya"', '[target]: kunci “PMD-3” berisi "Ya", padahal harus bilangan.'),
    ],
)  # fmt: skip
def test_a_target_may_be_a_word_where_the_realisasi_is_one(
    kode: str, said: str, told_as: str, catalog: Catalog, tmp_path: Path
) -> None:
    assert target_words(catalog, kode, said, tmp_path) == told_as


def test_iki_mulai_proposes_words_and_all_that_it_proposes_is_taken(catalog: Catalog, tmp_path: Path) -> None:
    text = commented(catalog, Periode("2019-03"))
    assert '# PMD-1 = "WTP"  # Koordinasi, kegiatan (bawaan)' in text
    assert '# PMD-4 = { dari = "3", sampai = "3" }  # Koordinasi, kegiatan (bawaan)' in text
    path = tmp_path / "iki.toml"
    path.write_text(keys.uncommented(text), "utf-8")
    assert load_settings(path, catalog).target["PMD-1"].angka == 4


def test_stabil_is_no_direction_of_a_range(tmp_path: Path) -> None:
    assert refusal(
        tmp_path, changed('target = "WTP"', 'target = { dari = 3, sampai = 4 }\narah = "stabil"', OPINION)
    ) == (
        "pmd.toml, indikator PMD-1: “arah” berisi “stabil”, padahal targetnya rentang 3–4, yang tidak naik dan tidak "
        "turun. Hapus salah satunya."
    )


# --- the checks ------------------------------------------------------------------------------------------------------


NO_OPINION = "“Opini pemeriksa” berisi “{}”, padahal harus WTP, WDP, TW, atau TMP. {}Pilih dari daftar di selnya."


def findings(catalog: Catalog, typed: Mapping[str, Any], folder: Path) -> list[tuple[str, str, str]]:
    usual = {"opini": "WTP", "papan": "Ada", "situs": "Tidak", "apel": "Ya", "tingkat": 1}
    path = filled(folder, catalog, "2019-01", usual | typed)
    return told(check_files([path], catalog, SETTINGS).temuan)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({}, []),
        ({"situs": None}, []),
        ({"opini": None}, [("Isian!F8", "belum_dipilih", "“Opini pemeriksa” belum dipilih. Pilih dari daftar di "
                                                         "selnya; TB bila tidak berlaku.")]),
        ({"opini": "WTPP"}, [("Isian!F8", "bukan_pilihan", NO_OPINION.format("WTPP", "Maksudnya “WTP”? "))]),
        ({"opini": 3}, [("Isian!F8", "bukan_pilihan", NO_OPINION.format("3", "Maksudnya “WDP”? "))]),
        ({"opini": "-"}, [("Isian!F8", "bukan_pilihan", NO_OPINION.format("-", ""))]),
        ({"papan": "Ya"}, [("Isian!F12", "bukan_pilihan", "“Papan informasi” berisi “Ya”, padahal harus Ada atau Tidak "
                                                          "ada. Pilih dari daftar di selnya.")]),
        ({"opini": "wtp\u00a0"}, [("Isian!F8", "dibaca_lain", "“Opini pemeriksa” berisi teks “wtp”, yang dibaca WTP. "
                                                              "Ketik ulang sebagai katanya, dipilih dari daftar.")]),
        ({"opini": "TB"}, [("Isian!F8", "tb_tanpa_keterangan", "“Opini pemeriksa” berisi TB tanpa keterangan. Tulis "
                                                               "alasannya di kolom keterangan lembar Isian.")]),
        ({"papan": "Tidak ada", "situs": "Ya"},
         [("Isian!F13", "syarat", "“Situs web diperbarui” berisi Ya, sedangkan “Papan informasi” di F12 berisi Tidak "
                                  "ada. Situs memuat foto papan. Periksa keduanya.")]),
        ({"opini": "WTPP", "papan": "Adaa"},
         [("Isian!F8", "bukan_pilihan", NO_OPINION.format("WTPP", "Maksudnya “WTP”? ")),
          ("Isian!F12", "bukan_pilihan", "“Papan informasi” berisi “Adaa”, padahal harus Ada atau Tidak ada. Maksudnya "
                                         "“Ada”? Pilih dari daftar di selnya.")]),
    ],
)  # fmt: skip
def test_what_is_told_of_a_cell_of_words(
    typed: dict[str, Any], found: list[Any], catalog: Catalog, tmp_path: Path
) -> None:
    assert findings(catalog, typed, tmp_path) == found


# --- the form --------------------------------------------------------------------------------------------------------


def form(path: Path, **options: Any) -> Any:
    return load_workbook(path, **options)["Isian"]


def test_the_form_has_a_list_and_shows_last_month_and_the_target_as_words(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "2019-01").mkdir()
    filled(tmp_path / "2019-01", catalog, "2019-01", MONTHS["2019-01"])
    [path] = write_blanks(catalog, SETTINGS, ["2019-02"], tmp_path).written
    sheet = form(path)
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
    assert lists == {
        "F8": '"WTP,WDP,TW,TMP,TB"', "F12": '"Ada,Tidak ada,TB"', "F13": '"Ya,Tidak,TB"', "F17": '"Ya,Tidak,TB"',
        "F21": '"1,2,3,TB"',
    }  # fmt: skip
    last = [(sheet[cell].value, sheet[cell].number_format) for cell in ("H8", "H12", "H13", "H17", "H21")]
    assert last == [
        (3, '[=3]"WDP";General'), (1, '[=1]"Ada";General'), (1, '[=1]"Ya";General'), (1, '[=1]"Ya";General'),
        (3, '[=3]"3";General'),
    ]  # fmt: skip
    assert (sheet["I10"].value, sheet["I10"].number_format) == (4, '[=4]"target WTP";"target "General')
    asked = next(one for one in sheet.data_validations.dataValidation if str(one.sqref) == "F8")
    assert asked.prompt == "Pilih WTP (4), WDP (3), TW (2), atau TMP (0); TB bila tidak berlaku."


LIVE = {
    "2019-01": {"F9": 3, "J9": "WDP", "F10": 75, "F14": 2, "F15": 0, "F18": 1, "F22": 3, "J22": "3", "F23": 100},
    "2019-02": {"F9": "", "J9": "", "F10": "", "F14": 0, "F15": 0, "F18": 1, "F22": 2, "J22": "2", "F23": 200 / 3},
    "2019-03": {"F9": 4, "J9": "WTP", "F10": 100, "F14": 1, "F15": 100, "F18": 0, "F22": 1, "J22": "1", "F23": 100 / 3},
}
"""Realisasi, its word, and capaian of each month, by hand."""


@pytest.mark.libreoffice
@pytest.mark.parametrize("periode", LIVE)
def test_the_form_counts_words_alike_in_other_programs(
    periode: str, catalog: Catalog, tmp_path: Path, office: Office
) -> None:
    need_gnumeric()
    path = filled(tmp_path, catalog, periode, MONTHS[periode])
    for sheets in (office.values(path), recalculated(path)):
        shown = {cell: sheets["Isian"].get(cell, "") for cell in LIVE[periode]}
        assert shown == pytest.approx(LIVE[periode])
        assert sheets["Isian"]["B2"] == "Siap dikirim: YA"


# --- the scores ------------------------------------------------------------------------------------------------------


def scores_of(batch: Batch, kode: str) -> list[tuple[Any, ...]]:
    rows = batch.scores.hasil[batch.scores.hasil["indikator"] == kode]
    shown = rows[["realisasi_bulan", "realisasi", "target", "capaian", "status"]]
    return [
        tuple(None if value != value else value for value in row) for row in shown.itertuples(index=False, name=None)
    ]


def test_words_are_scored_month_by_month(batch: Batch) -> None:
    assert scores_of(batch, "PMD-1") == [
        (3, 3, 4, 75, "lengkap"),
        (None, 3, 4, 75, "lengkap"),
        (4, 4, 4, 100, "lengkap"),
    ]
    assert scores_of(batch, "PMD-2") == [(2, 2, 1, 0, "lengkap"), (0, 0, 1, 0, "lengkap"), (1, 1, 1, 100, "lengkap")]
    assert scores_of(batch, "PMD-3") == [
        (1, 1, 1, 100, "lengkap"), (1, 2, 2, 100, "lengkap"), (0, 2, 3, pytest.approx(200 / 3), "lengkap"),
    ]  # fmt: skip
    assert [row[-2] for row in scores_of(batch, "PMD-4")] == [100, pytest.approx(200 / 3), pytest.approx(100 / 3)]


def test_a_blank_is_blank_and_a_wrong_word_is_wrong_and_both_are_waited_for(catalog: Catalog, tmp_path: Path) -> None:
    months = {
        "2019-01": MONTHS["2019-01"],
        "2019-02": {**MONTHS["2019-02"], "opini": None, "apel": None},
        "2019-03": {**MONTHS["2019-03"], "opini": "wajar", "apel": "mungkin"},
    }
    batch = batch_of(catalog, months, tmp_path)
    assert scores_of(batch, "PMD-1") == [
        (3, 3, 4, 75, "lengkap"), (None, 3, 4, 75, "sebagian"), (None, None, 4, None, "salah_isi"),
    ]  # fmt: skip
    assert scores_of(batch, "PMD-3") == [
        (1, 1, 1, 100, "lengkap"), (None, None, 2, None, "belum_lengkap"), (None, None, 3, None, "salah_isi"),
    ]  # fmt: skip


# --- the same in numbers ----------------------------------------------------------------------------------------------

AS_NUMBER = """[[indikator.isian]]
kode = "{kode}"
label = "{label}"
satuan = "nilai"
akumulasi = "{akumulasi}"
wajib = {wajib}
"""


def in_numbers(text: str, catalog: Catalog) -> str:
    """The same catalogue, asking for the numbers that the words count as."""
    for slot in catalog["pmd"].slots:
        block = AS_NUMBER.format(
            kode=slot.kode, label=slot.label, akumulasi=slot.akumulasi, wajib=str(slot.wajib).lower()
        )
        own = re.escape(f'kode = "{slot.kode}"')
        text = re.sub(rf"\[\[indikator\.isian\]\]\n{own}\n(?:(?!\n\[\[).|\n(?!\[\[))*", block, text)
    for word, number in {'"wdp"': 3, '"Ada"': 1, '"Tidak"': 0, '"Ya"': 1, '"WTP"': 4, '"3"': 3}.items():
        text = text.replace(word, str(number))
    return text


def typed_by_chance(chance: random.Random, catalog: Catalog) -> dict[str, Any]:
    """A number that a word counts as, TB, nothing, or what is neither word nor number."""
    typed: dict[str, Any] = {}
    for slot in catalog["pmd"].slots:
        field = words_of(slot.field)
        assert field is not None
        numbers = [number for _, number in field.values]
        typed[slot.kode] = chance.choice([*numbers * 3, "TB", None, "belum ada"])
    return typed


def said(slot: Slot, number: Any) -> Any:
    return slot.field.typed(number) if isinstance(number, float) else number


COMPARED = ["periode", "indikator", "realisasi_bulan", "realisasi", "target", "target_tahun", "capaian", "predikat",
            "status"]  # fmt: skip
EXCUSED = (Pengecualian("pmd", "2019-03", "Cuti", "Lurah"),)
OFFICES = {
    "usual": SETTINGS,
    "begun_in_february": replace(SETTINGS, unit=replace(SETTINGS.unit, mulai=Periode("2019-02"))),
    "excused_in_march": replace(SETTINGS, pengecualian=EXCUSED),
}


@pytest.mark.panjang
@pytest.mark.parametrize("seed", seeds(range(2), 1))
@pytest.mark.parametrize("office", OFFICES)
def test_words_are_scored_as_the_numbers_that_they_count_as(
    seed: int, office: str, catalog: Catalog, tmp_path: Path
) -> None:
    (tmp_path / "bilangan").mkdir()
    numbers = loaded(tmp_path / "bilangan", in_numbers(ALL, catalog))
    assert all(words_of(slot.field) is None for slot in numbers["pmd"].slots)
    chance, slots = random.Random(seed), {slot.kode: slot for slot in catalog["pmd"].slots}
    results = []
    months = {f"2019-0{n}": typed_by_chance(chance, catalog) for n in range(1, 7) if n != 3 and chance.random() < 0.9}
    in_words = {month: {kode: said(slots[kode], one) for kode, one in typed.items()} for month, typed in months.items()}
    for name, one, typed in (("kata", catalog, in_words), ("angka", numbers, months)):
        folder = tmp_path / f"formulir_{name}"
        folder.mkdir()
        for month, cells in typed.items():
            filled(folder, one, month, cells)
        results.append(process([folder], one, OFFICES[office], "2019-06").scores.hasil[COMPARED])
    pd.testing.assert_frame_equal(*results)


# --- a target of 0 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("arah", "capaian"), [("naik", [None, None]), ("turun", [100, 0]), ("stabil", [100, 0])])
def test_a_target_whose_word_counts_as_0(arah: str, capaian: list[Any], tmp_path: Path) -> None:
    folder = tmp_path / "katalog"
    folder.mkdir()
    catalog = loaded(folder, changed('target = "WTP"', f'target = "TMP"\narah = "{arah}"', OPINION))
    months = {"2019-01": {"opini": "TMP"}, "2019-02": {"opini": "TW"}}
    assert [row[-2] for row in scores_of(batch_of(catalog, months, tmp_path), "PMD-1")] == capaian


# --- the result ------------------------------------------------------------------------------------------------------


@pytest.fixture
def rekap(batch: Batch, tmp_path: Path) -> Path:
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(report.build(batch, dt.datetime(2019, 4, 2)))
    return path


def looks(workbook: Workbook, name: str, kode: str, *heads: str) -> list[tuple[tuple[Any, str], ...]]:
    """Of each row of a table that is of an indikator what some columns hold, and how that is shown."""
    sheet = next(sheet for sheet in workbook if name in sheet.tables)
    top, *rows = sheet[sheet.tables[name].ref]
    at = {cell.value: number for number, cell in enumerate(top)}
    own = [row for row in rows if row[at["Kode"]].value == kode]
    return [tuple((row[at[head]].value, row[at[head]].number_format) for head in heads) for row in own]


def test_the_result_shows_words_for_the_numbers_that_it_computes_with(rekap: Path) -> None:
    workbook = load_workbook(rekap, data_only=True)
    before, word, none = (3, '[=3]"WDP"_0;General_0'), (4, '[=4]"WTP"_0;General_0'), (None, "General_0")
    target = (4, '[=4]"WTP (bawaan)"_0;#,##0" (bawaan)"_0')
    results, goals = ("Bulan ini", "S.d. bulan ini"), ("Target s.d. bulan ini", "Target setahun")
    assert looks(workbook, "tblRekap", "PMD-1", *results, *goals) == [(word, word, target, target)]
    in_rapor = (4, '[=4]"WTP (bawaan)"_0;#,##0"*"_0')
    assert looks(workbook, "tblRapor_pmd", "PMD-1", *results, *goals) == [(word, word, in_rapor, in_rapor)]
    assert looks(workbook, "tblData", "PMD-1", "Angka") == [(before,), (("TB", "General_0"),), (word,)]
    assert looks(workbook, "tblHitungan", "PMD-1", *results) == [(before, before), (none, before), (word, word)]
    assert looks(workbook, "tblHitungan", "PMD-1", "Target s.d. bulan ini", "Target bulan itu") == [(word, word)] * 3
    whole = [(word, word, word), ((None, word[1]), word, word)]
    assert looks(workbook, "tblTarget", "PMD-1", "Nilai", *goals) == whole
    said = columns(workbook, "tblTarget", "Kode", "Cara dan asal")
    assert [text for kode, text in said if kode == "PMD-1"] == [None, "WTP (bawaan)"]


def test_a_sum_of_words_is_a_number(rekap: Path) -> None:
    workbook = load_workbook(rekap, data_only=True)
    number, words = (
        "#,##0_0",
        [(1, '[=1]"Ya"_0;General_0'), (1, '[=1]"Ya"_0;General_0'), (0, '[=0]"Tidak"_0;General_0')],
    )
    assert looks(workbook, "tblData", "PMD-3", "Angka") == [(one,) for one in words]
    for name in ("tblRekap", "tblRapor_pmd"):
        assert looks(workbook, name, "PMD-3", "Bulan ini", "S.d. bulan ini") == [((0, number), (2, number))]


def test_rumus_says_what_each_word_counts_as(rekap: Path) -> None:
    rows = load_workbook(rekap, data_only=True)["Rumus"].iter_rows(values_only=True)
    told_of = {str(row[0]): row[2:6] for row in rows if str(row[0]).startswith("PMD-")}
    assert told_of == {
        "PMD-1": ("Opini pemeriksa (WTP = 4, WDP = 3, TW = 2, TMP = 0)", "WTP (4) = 4", "WTP (bawaan)", "naik"),
        "PMD-2": (
            "Papan informasi (Ada = 1, Tidak ada = 0) + Situs web diperbarui (Ya = 1, Tidak = 0)",
            "Ada (1) + Tidak (0) = 1", "1 (bawaan)", "stabil",
        ),
        "PMD-3": ("Apel dilaksanakan (Ya = 1, Tidak = 0)", "2 = 2", "12 × 3/12 = 3 (bawaan)", "naik"),
        "PMD-4": ("Tingkat kematangan", "1 = 1", "3–3 (bawaan)", "rentang"),
    }  # fmt: skip


@pytest.mark.libreoffice
def test_the_result_is_alike_in_other_programs(rekap: Path, office: Office) -> None:
    need_gnumeric()
    assert differences(rekap, office.values(rekap)) == []
    assert differences(rekap, recalculated(rekap)) == []


def test_the_companion_of_an_export_says_which_number_is_which_word(batch: Batch) -> None:
    assert json.loads(companion(batch))["pilihan"] == {
        "PMD-1": {"WTP": 4, "WDP": 3, "TW": 2, "TMP": 0},
        "PMD-4": {"1": 1, "2": 2, "3": 3},
    }


# --- what goes back, and what moves ----------------------------------------------------------------------------------


def values_in(path: Path, catalog: Catalog) -> dict[str, Any]:
    sheet = form(path)
    rows = Layout(catalog["pmd"]).slot_rows
    return {kode: sheet[row.at(layout.VALUE).a1].value for kode, row in rows.items()}


def test_a_marked_copy_holds_the_words(catalog: Catalog, tmp_path: Path) -> None:
    typed = {"opini": "wtp\u00a0", "papan": "mungkin", "situs": "TB", "apel": " tidak", "tingkat": 2}
    path = filled(tmp_path, catalog, "2019-01", typed)
    checked = check_files([path], catalog, SETTINGS)
    [copy] = write_marked(checked, catalog, SETTINGS, tmp_path / "perbaikan").copies
    assert values_in(copy.path, catalog) == {
        "opini": "WTP", "papan": "mungkin", "situs": "TB", "apel": "Tidak", "tingkat": "2",
    }  # fmt: skip
    again = check_files([copy.path], catalog, SETTINGS)
    before, after = (one.answers.set_index("slot")["angka"] for one in (checked, again))
    assert after.equals(before)


def test_a_form_moves_into_a_new_one_word_by_word(catalog: Catalog, tmp_path: Path) -> None:
    old = filled(tmp_path, catalog, "2019-01", MONTHS["2019-01"])
    moved = migrate(old, catalog, SETTINGS, tmp_path / "baru")
    assert values_in(moved.path, catalog) == {
        "opini": "WDP",
        "papan": "Ada",
        "situs": "Ya",
        "apel": "Ya",
        "tingkat": "3",
    }


# --- a date of a word -------------------------------------------------------------------------------------------------

QUARTERS = changed(CHOICES, choices(("1/4", 1), ("2/4", 2)), OPINION).replace('"WTP"', '"2/4"')


def test_what_excel_made_a_date_of_is_read_and_told(tmp_path: Path) -> None:
    catalog = loaded(written(tmp_path), QUARTERS.replace('"wdp" }\nhasil = 3', '"1/4" }\nhasil = 1'))
    path = filled(tmp_path, catalog, "2019-01", {"opini": dt.date(2019, 4, 1)})
    checked = check_files([path], catalog, SETTINGS)
    assert list(checked.answers["angka"]) == [1]
    assert told(checked.temuan) == [
        ("Isian!F8", "dibaca_lain", "“Opini pemeriksa” berisi tanggal “1 April 2019”, yang dibaca 1/4. Ketik ulang "
                                    "sebagai katanya, dipilih dari daftar."),
    ]  # fmt: skip


@pytest.mark.decree
def test_the_decree_has_the_fingerprint_it_always_had() -> None:
    assert fingerprint(load_catalog()).startswith("45658f")


# --- as long as Excel takes it ----------------------------------------------------------------------------------------

LONGEST = choices(*((f"Predikat ke-{n} ini", n / 4) for n in range(1, 7)))


@pytest.mark.libreoffice
def test_the_longest_words_that_are_taken_make_no_formula_too_long(tmp_path: Path, office: Office) -> None:
    text = changed('"wdp" }\nhasil = 3', '"predikat ke-6 ini" }\nhasil = 1.5', changed(CHOICES, LONGEST, OPINION))
    catalog = loaded(tmp_path, text.replace('"WTP"', '"Predikat ke-5 ini"'))
    path = filled(tmp_path, catalog, "2019-01", {"opini": "Predikat ke-3 ini"})
    formulas = [cell.value for row in form(path).iter_rows() for cell in row if cell.data_type == "f"]
    assert 200 < max(map(len, formulas)) <= 256
    shown = office.values(path)["Isian"]
    assert [shown[cell] for cell in ("F9", "J9", "F10", "B2")] == [0.75, "Predikat ke-3 ini", 60, "Siap dikirim: YA"]
