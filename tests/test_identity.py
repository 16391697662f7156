"""A form says which decree it was made from, and is read by that one or not at all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from iki_excel.cli.saying import catalog_lines, migrated_lines
from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.fingerprint import fingerprint, short
from iki_excel.forms import layout, writing
from iki_excel.forms.reading.renewal import DECREE_CHANGED, UNSURE
from iki_excel.judging import scoring
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import SET_ASIDE, UNFILLED, USED
from iki_excel.judging.scoring import HASIL_COLUMNS
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.checking import check_files
from iki_excel.runs.mending import write_marked
from iki_excel.runs.migrating import migrate
from iki_excel.runs.month import process_to
from tests import kecil
from tests.forms import as_first_version, complete, edited, told, without_record
from tests.small_catalog import SETTINGS, SMALL, changed, filled, loaded, written
from tests.test_versions import FROM_JULY, FROM_OCTOBER, SECOND, with_time
from tests.workbooks import opened

WORDED = SMALL.replace("Jumlah rapat", "Banyaknya rapat").replace(
    "Jumlah koordinasi", "Banyaknya koordinasi yang dilaksanakan"
)
ASKS_MORE = SMALL + FROM_JULY
"""From July it asks one number more, and calls another by another name."""
KUNJUNGAN = """
[[indikator.isian]]
kode = "kunjungan"
label = "Jumlah kunjungan"
satuan = "kegiatan"
akumulasi = "jumlah"
"""
ASKS_LESS = SMALL.replace(KUNJUNGAN, "").replace("rapat + kunjungan", "rapat").replace(", kunjungan = 3", "")
ASKS_LESS = ASKS_LESS.replace("hasil = 5", "hasil = 2")
TYPED = {"rapat": 4, "kunjungan": 7}


def sidik(catalog: Catalog, periode: str = "2019-07") -> str:
    return short(fingerprint(catalog.at(periode)["pmd"]))


def in_folder(folder: Path, name: str, text: str) -> Catalog:
    """A catalogue of one file in a folder of its own."""
    place = folder / name
    place.mkdir()
    return loaded(place, text)


def check(path: Path, catalog: Catalog) -> Checked:
    return check_files([path], catalog, SETTINGS)


def numbers(checked: Checked) -> list[tuple[str, float]]:
    return list(checked.answers[["slot", "angka"]].itertuples(index=False, name=None))


def fates(checked: Checked) -> list[tuple[str, str]]:
    return list(checked.files[["nasib", "alasan"]].itertuples(index=False, name=None))


# --- the fingerprint -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Jumlah rapat dan", "Banyaknya rapat dan", id="a text of the decree"),
        pytest.param('label = "Jumlah rapat"', 'label = "Rapat"', id="a label"),
        pytest.param('"rapat + kunjungan"', '"(rapat)+kunjungan"', id="how a formula is written"),
        pytest.param("isian = { rapat = 2, kunjungan = 3 }", "isian = { rapat = 1, kunjungan = 4 }", id="an example"),
        pytest.param('singkat = "Koordinasi"', 'singkat = "K"\njarang = true', id="what iki mulai proposes"),
        pytest.param('kode = "PMD-1"', 'kode = "PMD-1"\nberlaku_mulai = "2019-02"', id="since when"),
        pytest.param('nama = "Kepala Seksi PMD"', 'nama = "Kasi PMD"\nurutan = 3', id="how the jabatan is called"),
    ],
)
def test_what_changes_no_question_and_no_number_does_not_change_the_fingerprint_of_a_form(
    tmp_path: Path, old: str, new: str
) -> None:
    before, after = in_folder(tmp_path, "a", SMALL), in_folder(tmp_path, "b", changed(old, new))
    assert fingerprint(before["pmd"]) == fingerprint(after["pmd"])


def test_nor_does_the_order_of_what_is_asked(tmp_path: Path) -> None:
    head, first, second = SMALL.partition("\n[[indikator]]")[0], *map(indikator_in, (SMALL, SECOND))
    one, other = (
        in_folder(tmp_path, name, head + text) for name, text in (("a", first + second), ("b", second + first))
    )
    assert [i.kode for i in one["pmd"].indikator] == [i.kode for i in other["pmd"].indikator][::-1]
    assert (fingerprint(one["pmd"]), fingerprint(one)) == (fingerprint(other["pmd"]), fingerprint(other))


def indikator_in(text: str) -> str:
    return text[text.index("\n[[indikator]]") :]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"rapat + kunjungan"', '"rapat + kunjungan + 0"', id="a formula"),
        pytest.param('kode = "PMD-1"', 'kode = "PMD-01"', id="a code"),
        pytest.param('sumber_data = ["Seksi PMD"]\nsatuan = "kegiatan"', 'sumber_data = ["Seksi PMD"]\nsatuan = "x"',
                     id="the unit of the result"),
        pytest.param("\n[[indikator.contoh]]", "minimum = 1\n\n[[indikator.contoh]]", id="a bound"),
        pytest.param('singkat = "Koordinasi"', 'singkat = "K"\narah = "turun"', id="which way it should go"),
        pytest.param('singkat = "Koordinasi"', 'singkat = "K"\ntarget = 3', id="the target of the catalogue"),
        pytest.param("\n[[indikator.contoh]]", "wajib = false\n\n[[indikator.contoh]]", id="whether it may stay blank"),
        pytest.param("\n[[indikator.contoh]]",
                     '\n[[indikator.syarat]]\nrumus = "rapat >= 0"\npesan = "x"\n\n[[indikator.contoh]]',
                     id="a condition"),
    ],
)  # fmt: skip
def test_what_changes_a_question_or_a_number_changes_it(tmp_path: Path, old: str, new: str) -> None:
    before, after = in_folder(tmp_path, "a", SMALL), in_folder(tmp_path, "b", changed(old, new))
    assert fingerprint(before["pmd"]) != fingerprint(after["pmd"])


def test_that_of_a_catalogue_changes_so_too(tmp_path: Path) -> None:
    catalogs = [
        in_folder(tmp_path, name, text)
        for name, text in (("a", SMALL), ("b", WORDED), ("c", changed("rumus =", "target = 3\nrumus =")))
    ]
    plain, worded, with_target = map(fingerprint, catalogs)
    assert (plain == worded, plain == with_target) == (True, False)


def test_it_is_the_same_on_every_machine_and_in_every_version_of_the_program(tmp_path: Path) -> None:
    """Were it not, filled forms would be set aside after an update."""
    catalog = loaded(tmp_path, SMALL)
    assert fingerprint(catalog["pmd"]) == "5d07f9e32a7fe3d41a1558a6a26a508c9726c80b7453e5a0ab09c6b4fc338131"
    assert fingerprint(catalog) == "d30577286136285238c64438587f55391354c951ccfb121063bc6d90d057d149"

    sidik_of = {jabatan.kode: short(fingerprint(jabatan)) for jabatan in kecil.catalog().jabatan}
    assert sidik_of == {"umum": "112106", "pelayanan": "e47f1c", "ketertiban": "da982a"}


def test_a_later_version_leaves_the_months_before_as_they_were(tmp_path: Path) -> None:
    alone, with_july = in_folder(tmp_path, "a", SMALL), in_folder(tmp_path, "b", ASKS_MORE)
    assert [fingerprint(with_july.at(month)) == fingerprint(alone) for month in ("2019-06", "2019-07")] == [True, False]


# --- what a form carries ---------------------------------------------------------------------------------------------


def test_a_form_carries_its_fingerprint_its_decree_and_its_words(tmp_path: Path) -> None:
    catalog = load_catalog(written(tmp_path, pmd=SMALL, keputusan='nomor = "188/1/2019"'))
    [path] = write_blanks(catalog, SETTINGS, ["2019-07"], tmp_path / "formulir").written
    record = opened(path)[layout.IKI]
    assert record.sheet_state == "veryHidden"
    columns = [[cell.value for cell in column if cell.value] for column in record.iter_cols()]
    kode = opened(path)["Isian"]["I5"].value
    assert kode.startswith(f"IKI.3-{sidik(catalog)}.contoh.pmd.2019-07.isian.")
    assert columns == [
        [kode],
        [],
        [],
        [fingerprint(catalog["pmd"]), "188/1/2019"],
        ["jabatan", "indikator PMD-1", "isian rapat", "sel rapat", "isian kunjungan", "sel kunjungan"],
        ["Kepala Seksi PMD", "Jumlah koordinasi", "Jumlah rapat", "Jumlah rapat", "Jumlah kunjungan",
         "Jumlah kunjungan"],
        ["H1", "I11"],
        ["Kelurahan Contoh, Kota Contoh", "target belum ada"],
    ]  # fmt: skip


def test_a_decree_of_july_does_not_touch_the_form_of_january(tmp_path: Path) -> None:
    before, after = in_folder(tmp_path, "a", SMALL), in_folder(tmp_path, "b", ASKS_MORE)
    january, july = (
        [writing.build(catalog.at(month)["pmd"], month, SETTINGS) for catalog in (before, after)]
        for month in ("2019-01", "2019-07")
    )
    assert january[0] == january[1]
    assert july[0] != july[1]


def test_nor_what_was_filled_in_january_or_comes_of_it(tmp_path: Path) -> None:
    before, after = in_folder(tmp_path, "a", SMALL), in_folder(tmp_path, "b", ASKS_MORE)
    path = filled(tmp_path, before, "2019-01", TYPED)
    one, other = check(path, before), check(path, after)
    pd.testing.assert_frame_equal(one.answers, other.answers)
    hasil = [
        scoring.score(checked.answers, catalog.at("2019-01"), SETTINGS, ["2019-01"], ["contoh"]).hasil
        for checked, catalog in ((one, before), (other, after))
    ]
    pd.testing.assert_frame_equal(*hasil)


# --- only the words changed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wrote", "reads"), [(SMALL, WORDED), (WORDED, SMALL)], ids=["before", "after"])
def test_a_form_in_other_words_is_read_without_a_word(tmp_path: Path, wrote: str, reads: str) -> None:
    path = filled(tmp_path, in_folder(tmp_path, "a", wrote), "2019-07", TYPED)
    checked = check(path, in_folder(tmp_path, "b", reads))
    assert told(checked.temuan) == []
    assert numbers(checked) == [("rapat", 4.0), ("kunjungan", 7.0)]


def test_its_temuan_speak_the_words_of_today(tmp_path: Path) -> None:
    path = filled(tmp_path, in_folder(tmp_path, "a", SMALL), "2019-07", {"kunjungan": 7})
    assert told(check(path, in_folder(tmp_path, "b", WORDED)).temuan) == [
        ("Isian!F8", "kosong",
         "“Banyaknya rapat” masih kosong. Isi angkanya: 0 atau nihil bila tidak ada, TB bila tidak berlaku."),
    ]  # fmt: skip


def test_a_label_that_somebody_wrote_over_is_still_no_anchor(tmp_path: Path) -> None:
    path = filled(tmp_path, in_folder(tmp_path, "a", SMALL), "2019-07", TYPED)
    edited(path, lambda workbook: setattr(workbook["Isian"]["C8"], "value", "Banyaknya rapat"))
    assert [kode for _, kode, _ in told(check(path, in_folder(tmp_path, "b", WORDED)).temuan)] == ["jangkar_berubah"]


def test_a_form_that_asks_the_same_in_another_order_is_read_without_a_word(tmp_path: Path) -> None:
    head, first, second = SMALL.partition("\n[[indikator]]")[0], *map(indikator_in, (SMALL, SECOND))
    path = filled(tmp_path, in_folder(tmp_path, "a", head + first + second), "2019-07", TYPED | {"lomba": 1})
    checked = check(path, in_folder(tmp_path, "b", head + second + first))
    assert told(checked.temuan) == []
    assert numbers(checked) == [("rapat", 4.0), ("kunjungan", 7.0), ("lomba", 1.0)]


def test_a_survey_in_other_words_is_read_without_a_word(tmp_path: Path) -> None:
    for path in kecil.KATALOG.glob("*.toml"):
        text = path.read_text("utf-8").replace('label = "Waktu"', 'label = "Lamanya"')
        (tmp_path / path.name).write_text(text.replace("Survei", "Jajak pendapat"), "utf-8")
    reworded = load_catalog(tmp_path)
    assert reworded["pelayanan"] != kecil.catalog()["pelayanan"]
    path = complete(tmp_path, "pelayanan", "2019-03")
    checked = check_files([path], reworded, kecil.settings())
    assert told(checked.temuan) == told(check_files([path], kecil.catalog(), kecil.settings()).temuan)
    assert fates(checked) == [(USED, "")]


REWORDED_FROM_JULY = (
    SMALL
    + """
[[indikator.versi]]
berlaku_mulai = "2019-07"
indikator = "Banyaknya koordinasi"

[[indikator.versi.isian]]
kode = "rapat"
label = "Banyaknya rapat"
satuan = "kegiatan"
akumulasi = "jumlah"

[[indikator.versi.isian]]
kode = "kunjungan"
label = "Jumlah kunjungan"
satuan = "kegiatan"
akumulasi = "jumlah"
"""
)


@pytest.mark.parametrize("lost", [without_record, as_first_version])
def test_a_form_without_a_record_of_its_words_may_have_those_of_any_version(
    tmp_path: Path, lost: Callable[[Path], Path]
) -> None:
    path = lost(filled(tmp_path, in_folder(tmp_path, "a", SMALL), "2019-07", TYPED))
    checked = check(path, in_folder(tmp_path, "b", REWORDED_FROM_JULY))
    assert [kode for _, kode, _ in told(checked.temuan) if kode != "catatan_hilang"] == []
    assert numbers(checked) == [("rapat", 4.0), ("kunjungan", 7.0)]


# --- another version of the same catalogue ---------------------------------------------------------------------------


@pytest.fixture
def old(tmp_path: Path) -> Catalog:
    """The catalogue before anybody knew of the decree of July."""
    return in_folder(tmp_path, "old", SMALL)


def test_a_form_of_july_that_was_made_before_july_changed(tmp_path: Path, old: Catalog) -> None:
    path, now = filled(tmp_path, old, "2019-07", TYPED), in_folder(tmp_path, "now", ASKS_MORE)
    checked = check(path, now)
    assert told(checked.temuan) == [
        ("2019-07.xlsx", "keputusan_lama",
         "2019-07.xlsx dibuat sebelum keputusan untuk Juli 2019 berubah, jadi belum menanyakan “Jumlah pembinaan”. "
         "Minta formulir yang baru kepada kantor, lalu pindahkan isinya ke situ."),
    ]  # fmt: skip
    assert numbers(checked) == [("rapat", 4.0), ("kunjungan", 7.0)]
    assert checked.answers["label"].tolist() == ["Jumlah rapat", "Jumlah kunjungan lapangan"]
    assert fates(checked) == [(USED, "")]


def test_a_formula_that_changed_takes_nothing_from_a_form(tmp_path: Path, old: Catalog) -> None:
    path = filled(tmp_path, old, "2019-10", TYPED)
    checked = check(path, in_folder(tmp_path, "now", SMALL + FROM_OCTOBER))
    assert told(checked.temuan) == []
    assert numbers(checked) == [("rapat", 4.0), ("kunjungan", 7.0)]


LESS_FROM_JULY = SMALL + FROM_JULY.replace(
    '[[indikator.versi.isian]]\nkode = "kunjungan"\nlabel = "Jumlah kunjungan lapangan"\nsatuan = "kegiatan"\n'
    'akumulasi = "jumlah"\n\n', "").replace("rapat + kunjungan + pembinaan", "rapat + pembinaan").replace(
    "rapat = 2, kunjungan = 3, pembinaan = 1", "rapat = 5, pembinaan = 1")  # fmt: skip


def test_what_is_not_asked_any_more_is_no_answer(tmp_path: Path, old: Catalog) -> None:
    path = filled(tmp_path, old, "2019-07", {"rapat": 4, "kunjungan": "banyak"})
    checked = check(path, in_folder(tmp_path, "now", LESS_FROM_JULY))
    assert [kode for _, kode, _ in told(checked.temuan)] == ["keputusan_lama"]
    assert numbers(checked) == [("rapat", 4.0)]


def test_a_form_of_an_older_version_that_nobody_filled_is_unfilled_and_may_be_written_anew(
    tmp_path: Path, old: Catalog
) -> None:
    now, folder = in_folder(tmp_path, "now", ASKS_MORE), tmp_path / "formulir"
    [path] = write_blanks(old, SETTINGS, ["2019-07"], folder).written
    assert fates(check(path, now)) == [(SET_ASIDE, UNFILLED.kode)]
    assert write_blanks(now, SETTINGS, ["2019-07"], folder).renewed == {path: (DECREE_CHANGED,)}
    assert sidik(now) in opened(path)["Isian"]["I5"].value


def test_migrasi_carries_what_lives_on_and_tells_the_rest(tmp_path: Path, old: Catalog) -> None:
    path, now = filled(tmp_path, old, "2019-07", TYPED), in_folder(tmp_path, "now", LESS_FROM_JULY)
    migrated = migrate(path, now, SETTINGS, tmp_path / "baru")
    fresh = migrated.path.as_posix()
    assert list(migrated_lines(migrated)) == [
        f"1 sel dipindahkan ke {fresh}:",
        "  Isian!F8  Jumlah rapat: 4",
        "0 sel tidak dapat dipindahkan.",
        "1 isian tidak ditanyakan lagi, jadi tidak dipindahkan:",
        "  Jumlah kunjungan: 7",
        "1 isian belum ditanyakan di berkas lama; isi di formulir yang baru:",
        "  Jumlah pembinaan",
    ]
    assert not migrated.is_complete
    checked = check(migrated.path, now)
    assert [kode for _, kode, _ in told(checked.temuan)] == ["kosong"]
    assert checked.answers["diketik"].tolist() == ["4", ""]


def test_migrasi_is_complete_where_nothing_is_lost(tmp_path: Path, old: Catalog) -> None:
    path, now = filled(tmp_path, old, "2019-07", TYPED), in_folder(tmp_path, "now", ASKS_MORE)
    assert migrate(path, now, SETTINGS, tmp_path / "baru").is_complete


def test_a_marked_copy_is_a_form_of_today_and_asks_what_the_old_one_did_not(tmp_path: Path, old: Catalog) -> None:
    path, now = filled(tmp_path, old, "2019-07", TYPED), in_folder(tmp_path, "now", ASKS_MORE)
    [copy] = write_marked(check(path, now), now, SETTINGS, tmp_path / "perbaikan").copies
    entries = copy.marked.entries
    assert entries[["kelompok", "slot", "pesan"]].to_numpy().tolist() == [
        ["perbaiki", "pembinaan", "“Jumlah pembinaan” belum ditanyakan di berkas lama. Isi di sel ini."],
        ["beres", "", "2019-07.xlsx dibuat sebelum keputusan untuk Juli 2019 berubah, jadi belum menanyakan “Jumlah "
         "pembinaan”. Formulir ini sudah yang baru."],
    ]  # fmt: skip
    edited(copy.path, lambda workbook: setattr(workbook["Isian"]["F10"], "value", 2))
    checked = check_files([path, copy.path], now, SETTINGS)
    assert fates(checked) == [(SET_ASIDE, "digantikan"), (USED, "")]
    assert numbers(checked) == [("rapat", 4.0), ("kunjungan", 7.0), ("pembinaan", 2.0)]
    assert told(checked.temuan) == []


def test_a_decree_with_time_is_listed_with_its_months(tmp_path: Path, old: Catalog) -> None:
    now = in_folder(tmp_path, "now", SMALL + FROM_OCTOBER)
    assert list(catalog_lines(now)) == [
        f"Kepala Seksi PMD (pmd, sidik {sidik(old)} dan {sidik(now, '2019-10')})",
        "  PMD-1  Jumlah koordinasi (kegiatan)",
        "         = Jumlah rapat + Jumlah kunjungan",
        "         berlaku sampai September 2019",
        "  PMD-1  Jumlah koordinasi (kegiatan)",
        "         = Jumlah rapat × 2 + Jumlah kunjungan",
        "         berlaku mulai Oktober 2019",
    ]


def test_of_many_new_questions_only_the_first_are_named(tmp_path: Path, old: Catalog) -> None:
    more = "".join(
        with_time(SECOND, berlaku_mulai="2019-07")
        .replace("PMD-2", f"PMD-{n}")
        .replace('"lomba"', f'"lomba_{n}"')
        .replace("lomba = 2", f"lomba_{n} = 2")
        .replace('label = "Jumlah lomba"', f'label = "Lomba {n}"')
        for n in range(2, 7)
    )
    path = filled(tmp_path, old, "2019-07", TYPED)
    [(_, _, sentence)] = told(check(path, in_folder(tmp_path, "now", SMALL + more)).temuan)
    assert "belum menanyakan “Lomba 2”, “Lomba 3”, dan 3 isian lain." in sentence


# --- another decree --------------------------------------------------------------------------------------------------


def test_a_form_of_a_decree_that_the_catalogue_does_not_hold(tmp_path: Path, old: Catalog) -> None:
    path, other = filled(tmp_path, old, "2019-07", TYPED), in_folder(tmp_path, "other", ASKS_LESS)
    checked = check(path, other)
    assert told(checked.temuan) == [
        ("2019-07.xlsx", "keputusan_lain",
         f"2019-07.xlsx dibuat dari keputusan lain (sidik {sidik(old)}), sedangkan yang dipakai sidik {sidik(other)}. "
         "Minta formulir yang baru kepada kantor, lalu pindahkan isinya ke situ."),
    ]  # fmt: skip
    assert fates(checked) == [(SET_ASIDE, "keputusan_lain")]
    assert numbers(checked) == []


def test_decrees_are_named_by_their_nomor_where_they_have_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    first = load_catalog(written(tmp_path / "a", pmd=SMALL, keputusan='nomor = "188/1/2019"'))
    path, other = filled(tmp_path, first, "2019-07", TYPED), in_folder(tmp_path, "other", ASKS_LESS)
    [(_, _, sentence)] = told(check(path, other).temuan)
    assert f"(nomor 188/1/2019, sidik {sidik(first)}), sedangkan yang dipakai sidik {sidik(other)}." in sentence


def test_an_office_that_forgot_its_catalogue_is_told_so(tmp_path: Path) -> None:
    path = complete(tmp_path, "ketertiban", "2019-03")
    sidik_of_form = short(fingerprint(kecil.catalog()["ketertiban"]))
    assert told(check_files([path], load_catalog(), kecil.settings()).temuan) == [
        ("ketertiban_2019-03.xlsx", "keputusan_lain",
         f"ketertiban_2019-03.xlsx dibuat dari keputusan lain (sidik {sidik_of_form}), sedangkan yang dipakai tidak "
         "memuat jabatan “ketertiban”. Minta formulir yang baru kepada kantor, lalu pindahkan "
         "isinya ke situ."),
    ]  # fmt: skip


def test_a_form_of_another_decree_is_never_written_over(tmp_path: Path, old: Catalog) -> None:
    folder = tmp_path / "formulir"
    [path] = write_blanks(old, SETTINGS, ["2019-07"], folder).written
    filled(path.parent, old, "2019-07", TYPED).replace(path)
    other = in_folder(tmp_path, "other", ASKS_LESS)
    assert write_blanks(other, SETTINGS, ["2019-07"], folder).kept == {path: UNSURE}


def test_a_blank_one_is(tmp_path: Path) -> None:
    for path in kecil.KATALOG.glob("*.toml"):
        text = path.read_text("utf-8").replace('satuan = "', 'satuan = "banyak ')
        (tmp_path / path.name).write_text(text, "utf-8")
    other, folder = load_catalog(tmp_path), tmp_path / "formulir"
    blank = write_blanks(kecil.catalog(), kecil.settings(), ["2019-07"], folder).written
    fresh = write_blanks(other, kecil.settings(), ["2019-07"], folder)
    assert fresh.renewed == dict.fromkeys(blank, (DECREE_CHANGED,))


@pytest.mark.parametrize("cell", ["Isian!F8", "Isian!J8", "KEPUASAN!C10", "KEPUASAN!E400"])
def test_not_where_a_single_cell_of_it_is_filled(tmp_path: Path, cell: str) -> None:
    sheet, address = cell.split("!")
    folder, settings = tmp_path / "formulir", kecil.settings()
    text = (kecil.KATALOG / "pelayanan.toml").read_text("utf-8")
    other = loaded_as(tmp_path, "pelayanan", text.replace("wajib = false", "wajib = true"))
    [path] = write_blanks(kecil.catalog(), settings, ["2019-07"], folder, only=["pelayanan"]).written
    edited(path, lambda workbook: setattr(workbook[sheet][address], "value", 3))
    assert write_blanks(other, settings, ["2019-07"], folder).kept == {path: UNSURE}


def loaded_as(folder: Path, name: str, text: str) -> Catalog:
    return load_catalog(written(folder, **{name: text}))


def test_a_form_of_the_first_version_is_read_by_the_decree_of_its_month(tmp_path: Path, old: Catalog) -> None:
    now = in_folder(tmp_path, "now", ASKS_MORE)
    june, july = (as_first_version(filled(tmp_path, old, month, TYPED)) for month in ("2019-06", "2019-07"))
    assert (told(check(june, now).temuan), numbers(check(june, now))) == ([], [("rapat", 4.0), ("kunjungan", 7.0)])
    assert [kode for _, kode, _ in told(check(july, now).temuan)] == ["jangkar_berubah"]


def test_a_form_of_a_month_in_which_nothing_is_asked(tmp_path: Path) -> None:
    path = filled(tmp_path, in_folder(tmp_path, "a", SMALL), "2019-01", TYPED)
    assert told(check(path, in_folder(tmp_path, "b", with_time(SMALL, berlaku_mulai="2019-03"))).temuan) == [
        ("2019-01.xlsx", "jabatan_tak_berlaku",
         "2019-01.xlsx untuk Kepala Seksi PMD, Januari 2019, padahal pada bulan itu tidak ada indikatornya yang "
         "berlaku. Periksa bulannya; bila memang benar, formulir ini tidak perlu dikirim."),
    ]  # fmt: skip


# --- the companion of an export --------------------------------------------------------------------------------------


def test_an_export_says_by_which_decree_it_was_computed(tmp_path: Path) -> None:
    said = 'nomor = "188/1/2019"\ntanggal = 2019-01-31\ntahun = 2019'
    catalog = load_catalog(written(tmp_path, pmd=SMALL, keputusan=said))
    path, export = filled(tmp_path, catalog, "2019-01", TYPED), tmp_path / "hasil.csv"
    made = []
    for _ in range(2):
        process_to(tmp_path / "out", [path], catalog, SETTINGS, "2019-01", dt.datetime(2019, 2, 1), export)
        made.append((tmp_path / "hasil.keputusan.json").read_bytes())
    companion = json.loads(made[0])
    assert made[0] == made[1]
    assert companion["keputusan"] == {
        "nomor": "188/1/2019", "tentang": "", "tanggal": "2019-01-31", "tahun": 2019, "berlaku_mulai": None,
    }  # fmt: skip
    assert companion["sidik"] == {"2019-01": fingerprint(catalog)}
    assert (companion["periode"], companion["unit"]) == ("2019-01", {"kode": "contoh", "nama": "Kelurahan Contoh"})
    assert list(companion["kolom"]) == HASIL_COLUMNS


# --- a survey that a version adds, and one that it drops -------------------------------------------------------------

SURVEY_FROM_JULY = """
[[indikator]]
kode = "PMD-2"
berlaku_mulai = "2019-07"
singkat = "Kepuasan"
kinerja = "Meningkatnya kepuasan"
indikator = "Nilai kepuasan"
penjelasan = "Hasil survei"
sumber_data = ["Survei"]
satuan = "nilai"
rumus = "nrr(skm) * 25"

[[indikator.isian]]
kode = "skm"
jenis = "survei"
label = "Survei desa"
unsur = [{ kode = "waktu", label = "Waktu" }, { kode = "petugas", label = "Petugas" }]

[[indikator.contoh]]
isian = { skm = [[4, 4]] }
hasil = 100
"""


ASKS_MORE_THAT_MAY_STAY_BLANK = SMALL + FROM_JULY.replace(
    'label = "Jumlah pembinaan"', 'label = "Jumlah pembinaan"\nwajib = false'
)


def test_a_survey_that_is_new_is_named_once_and_asked_on_the_marked_copy(tmp_path: Path, old: Catalog) -> None:
    path, now = filled(tmp_path, old, "2019-07", TYPED), in_folder(tmp_path, "now", SMALL + SURVEY_FROM_JULY)
    checked = check(path, now)
    [(_, kode, sentence)] = told(checked.temuan)
    assert kode == "keputusan_lama"
    assert "jadi belum menanyakan “Survei desa”. " in sentence
    [copy] = write_marked(checked, now, SETTINGS, tmp_path / "perbaikan").copies
    entries = copy.marked.entries
    assert [(kind, place and place.address) for kind, place in zip(entries["kelompok"], entries["tujuan"], strict=True)
            ] == [("perbaiki", "SKM!C9"), ("beres", None)]  # fmt: skip
    edited(copy.path, lambda workbook: [setattr(workbook["SKM"][cell], "value", 4) for cell in ("C9", "D9")])
    mended = check_files([path, copy.path], now, SETTINGS)
    assert (told(mended.temuan), fates(mended)) == ([], [(SET_ASIDE, "digantikan"), (USED, "")])


def test_a_copy_that_asks_what_may_stay_blank_has_to_come_back_all_the_same(tmp_path: Path, old: Catalog) -> None:
    path, now = filled(tmp_path, old, "2019-07", TYPED), in_folder(tmp_path, "now", ASKS_MORE_THAT_MAY_STAY_BLANK)
    [copy] = write_marked(check(path, now), now, SETTINGS, tmp_path / "perbaikan").copies
    assert copy.text == (
        "Kepala Seksi PMD, Juli 2019: Salinan ini menanyakan isian baru yang belum ada di formulir yang dikirim. 1 sel "
        "harap diperiksa: Isian!F10, Jumlah pembinaan: belum ditanyakan di berkas lama. Buka lembar Perbaikan di "
        "IKI_2019-07_contoh_pmd_perbaikan.xlsx, isi bila ada, lalu kirim kembali, juga bila isian itu tetap kosong."
    )
    assert load_workbook(copy.path)["Perbaikan"]["A4"].value == (
        "Salinan ini menanyakan isian baru yang belum ada di formulir yang dikirim."
    )
    mended = check_files([path, copy.path], now, SETTINGS)
    assert (told(mended.temuan), fates(mended)) == ([], [(SET_ASIDE, "digantikan"), (USED, "")])


def test_a_survey_that_is_not_asked_any_more_is_told_by_migrasi(tmp_path: Path) -> None:
    text = SURVEY_FROM_JULY.replace('berlaku_mulai = "2019-07"\n', "")
    path = filled(tmp_path, in_folder(tmp_path, "old", SMALL + text), "2019-07", TYPED)
    edited(path, lambda workbook: [setattr(workbook["SKM"][cell], "value", 3) for cell in ("C9", "D9")])
    retired = text.replace('kode = "PMD-2"', 'kode = "PMD-2"\nberlaku_sampai = "2019-06"')
    migrated = migrate(path, in_folder(tmp_path, "now", SMALL + retired), SETTINGS, tmp_path / "baru")
    assert list(migrated.unasked[["label", "diketik"]].itertuples(index=False, name=None)) == [
        ("Waktu", "3"), ("Petugas", "3"),
    ]  # fmt: skip
    assert migrated.temuan.empty
