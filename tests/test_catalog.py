"""The catalogue: the decree's own examples run, and what contradicts itself is refused with its place."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from iki_excel.decree import Catalog, Contoh, load_catalog
from iki_excel.decree.example_results import example_result
from iki_excel.words.errors import CatalogError
from tests import kecil
from tests.small_catalog import HEAD, SMALL, changed, loaded, without_lines, written


def refusal(folder: Path, text: str) -> str:
    """Why a catalogue of one file is refused, without the folder's name."""
    with pytest.raises(CatalogError) as caught:
        loaded(folder, text)
    return without_lines(caught.value).replace(f"{folder}/", "")


# --- the small catalogue ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kode", kecil.catalog().indikator)
def test_every_example_gives_its_result(kode: str, catalog: Catalog) -> None:
    _, indikator = catalog.indikator[kode]
    [contoh] = indikator.contoh
    assert example_result(indikator, contoh) == pytest.approx(contoh.hasil)


def test_a_deadline_is_set_by_document_or_by_document_of_a_checklist(catalog: Catalog) -> None:
    assert catalog.dokumen == [
        "profil", "kinerja", "rencana", "tamu",
        "laporan.profil", "laporan.kinerja", "laporan.rencana", "buku.tamu", "buku.profil",
    ]  # fmt: skip


def test_percentages_and_means_have_decimals_and_counts_have_none(catalog: Catalog) -> None:
    assert [(kode, i.has_decimals, i.counts) for kode, (_, i) in catalog.indikator.items()] == [
        ("UM-1", False, True), ("UM-2", True, False), ("UM-3", True, False), ("UM-4", True, False),
        ("PL-1", True, False), ("PL-2", False, True),
        ("KT-1", False, True), ("KT-2", True, False), ("KT-3", False, False),
    ]  # fmt: skip


# --- a catalogue of one's own ----------------------------------------------------------------------------------------


def test_a_jabatan_is_one_file(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, SMALL)
    indikator = catalog["pmd"].indikator[0]
    assert [slot.kode for slot in catalog["pmd"].slots] == ["rapat", "kunjungan"]
    assert (indikator.arah, indikator.target, indikator.counts) == ("naik", None, True)
    assert indikator.contoh == (Contoh({"rapat": 2, "kunjungan": 3}, 5.0, "2019-03"),)
    assert "pmd" in catalog
    assert "camat" not in catalog


def test_files_may_begin_with_the_mark_that_windows_editors_write(tmp_path: Path) -> None:
    assert loaded(tmp_path, f"\ufeff{SMALL}").kode == ["pmd"]


def test_jabatan_stand_in_the_order_they_say_and_then_of_their_codes(tmp_path: Path) -> None:
    def file(kode: str, urutan: int) -> str:
        return changed("PMD-1", f"{kode}-1", changed('kode = "pmd"', f'kode = "{kode}"\nurutan = {urutan}'))

    folder = written(tmp_path, one=file("camat", 2), two=file("pmd", 1), three=file("arsip", 2))
    assert load_catalog(folder).kode == ["pmd", "arsip", "camat"]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    assert loaded(tmp_path, SMALL)["pmd"].nama == "Kepala Seksi PMD"
    assert loaded(tmp_path, changed("Kepala Seksi PMD", "Kasi PMD"))["pmd"].nama == "Kasi PMD"


@pytest.mark.parametrize(
    ("rumus", "more", "has_decimals"),
    [
        ("rapat + kunjungan", "", False),
        ("rata(rapat, kunjungan)", "", True),
        ("rapat * 0.5 + kunjungan", "", True),
        ("rapat + kunjungan", "bulat = false", False),
    ],
)
def test_a_realisasi_counts_when_whole_figures_can_only_give_whole_numbers(
    rumus: str, more: str, has_decimals: bool, tmp_path: Path
) -> None:
    text = changed('rumus = "rapat + kunjungan"', f'rumus = "{rumus}"')
    text = changed('label = "Jumlah rapat"', f'label = "Jumlah rapat"\n{more}', text)
    text = changed("rapat = 2, kunjungan = 3", "rapat = 0, kunjungan = 0", changed("hasil = 5", "hasil = 0", text))
    [indikator] = loaded(tmp_path, text)["pmd"].indikator
    assert indikator.has_decimals is has_decimals
    assert indikator.counts is not (has_decimals or bool(more))


# --- an example is run -----------------------------------------------------------------------------------------------

COMPUTED = (
    HEAD
    + """\
rumus = "hadir / hari_pns * 100"

[[indikator.isian]]
kode = "hadir"
label = "Hadir"
satuan = "orang-hari"
akumulasi = "jumlah"

[[indikator.isian]]
kode = "pns"
label = "PNS"
satuan = "orang"
akumulasi = "terakhir"

[[indikator.hitung]]
kode = "hari_pns"
label = "PNS × 20 hari"
satuan = "orang-hari"
rumus = "pns * 20"
akumulasi = "jumlah"

[[indikator.syarat]]
rumus = "hadir <= hari_pns"
pesan = "Hadir tidak boleh lebih banyak."

[[indikator.contoh]]
isian = { hadir = 300, pns = 20 }
hasil = 75
"""
)


def test_an_example_goes_through_the_computed_names(tmp_path: Path) -> None:
    [indikator] = loaded(tmp_path, COMPUTED)["pmd"].indikator
    assert example_result(indikator, indikator.contoh[0]) == 75
    assert example_result(indikator, Contoh({"hadir": 100, "pns": 10}, 0, "2019-03")) == 50


def test_an_example_that_is_added_is_run_without_new_code(tmp_path: Path) -> None:
    added = "\n[[indikator.contoh]]\nisian = { hadir = 100, pns = 20 }\nhasil = 30\n"
    assert refusal(tmp_path, COMPUTED + added) == (
        "pmd.toml, indikator PMD-1, contoh ke-2: contoh memberi 25, padahal tertulis hasil 30. "
        "Perbaiki rumus atau contohnya."
    )


DOCUMENTS = (
    HEAD
    + """\
rumus = "memenuhi(akip)"

[[indikator.isian]]
kode = "akip"
jenis = "daftar_dokumen"
label = "Dokumen AKIP"
mutu = true
butir = [{ kode = "iku", label = "IKU", batas = "31 Maret" }, { kode = "iki", label = "IKI" }]

[[indikator.contoh]]
isian.akip.iku = { selesai = 2019-03-31, mutu = "Ya" }
hasil = 1
"""
)

BOTH_DOCUMENTS = '[{ kode = "iku", label = "IKU", batas = "31 Maret" }, { kode = "iki", label = "IKI" }]'
BOTH_UNSUR = 'unsur = [{ kode = "waktu", label = "Waktu" }, { kode = "biaya", label = "Biaya" }]'

SURVEY = (
    HEAD
    + """\
rumus = "nrr(skm) * 25"

[[indikator.isian]]
kode = "skm"
jenis = "survei"
label = "SKM"
unsur = [{ kode = "waktu", label = "Waktu" }, { kode = "biaya", label = "Biaya" }]

[[indikator.contoh]]
isian = { skm = [[4, 3], [3, ""]] }
hasil = 81.25
"""
)

EXAMPLE = "pmd.toml, indikator PMD-1, contoh ke-1: "


@pytest.mark.parametrize(
    ("text", "old", "new", "sentence"),
    [
        (SMALL, "hasil = 5", "hasil = 6",
         "contoh memberi 5, padahal tertulis hasil 6. Perbaiki rumus atau contohnya."),
        (SMALL, "rapat = 2", "rapaat = 2",
         "contoh mengisi “rapaat” yang tidak dikenal. Maksudnya “rapat”?"),
        (SMALL, "rapat = 2, ", "",
         "contoh tidak mengisi “rapat”. Tambahkan nilainya."),
        (SMALL, "rapat = 2", 'rapat = "dua"',
         "contoh “rapat”: nilainya harus bilangan."),
        (SMALL, "rapat = 2", "rapat = true",
         "contoh “rapat”: nilainya harus bilangan."),
        (SMALL, "hasil = 5", "hasil = 5\nperiode = '2019-13'",
         "Periode “2019-13” tidak dikenal. Tulis tahun dan bulan, misalnya 2019-03."),
        (SMALL, "hasil = 5", "",
         "kunci “hasil” tidak ada. Tambahkan hasil = … (bilangan)."),
        (SMALL, "hasil = 5", "hasil = nan",
         "kunci “hasil” berisi nan, padahal harus bilangan."),
        (SMALL, "hasil = 5", "hasil = 5\nkeluaran = 5",
         "kunci “keluaran” tidak dikenal. Yang dikenal: periode, isian, tahun_lalu, hasil."),
        (COMPUTED, "pns = 20", "pns = 0",
         "contoh tidak memberi hasil, padahal tertulis hasil 75. Perbaiki rumus atau contohnya."),
        (DOCUMENTS, "isian.akip.iku =", "isian.akip.ikuu =",
         "contoh “akip”: tidak ada butir “ikuu”. Maksudnya “iku”?"),
        (DOCUMENTS, "selesai =", "selessai =",
         "contoh “akip”: kunci “selessai” pada butir “iku” tidak dikenal. Maksudnya “selesai”?"),
        (DOCUMENTS, "2019-03-31", '"31 Maret"',
         "contoh “akip”: selesai pada butir “iku” harus tanggal seperti 2019-02-28."),
        (DOCUMENTS, '"Ya"', '"ya"',
         "contoh “akip”: mutu pada butir “iku” harus “Ya” atau “Tidak”."),
        (DOCUMENTS, "mutu = true", "mutu = false",
         "contoh “akip”: kunci “mutu” pada butir “iku” tidak dikenal. Yang dikenal: selesai."),
        (DOCUMENTS, "isian.akip.iku = {", "isian.akip = 5 # {",
         "contoh “akip”: nilainya harus dokumen dengan tanggalnya, misalnya { lkjip = { selesai = 2019-02-20 } }."),
        (DOCUMENTS, "2019-03-31", "2019-04-01",
         "contoh memberi 0, padahal tertulis hasil 1. Perbaiki rumus atau contohnya."),
        (SURVEY, "[4, 3]", "[4, 3, 2]",
         "contoh “skm”: nilainya harus baris responden, masing-masing 2 skor."),
        (SURVEY, "[[4, 3], [3, \"\"]]", "[]",
         "contoh “skm”: nilainya harus baris responden, masing-masing 2 skor."),
        (SURVEY, "[4, 3]", "[5, 3]",
         "contoh “skm”: skor harus 1, 2, 3 atau 4, atau “” untuk jawaban kosong."),
    ],
)  # fmt: skip
def test_a_wrong_example_is_refused(text: str, old: str, new: str, sentence: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, changed(old, new, text)) == f"{EXAMPLE}{sentence}"


def test_a_supporting_figure_may_be_left_out_of_an_example(tmp_path: Path) -> None:
    text = changed('rumus = "rapat + kunjungan"', 'rumus = "rapat"', changed(", kunjungan = 3", ""))
    text = changed('label = "Jumlah kunjungan"', 'label = "Jumlah kunjungan"\npendukung = true', text)
    assert loaded(tmp_path, changed("hasil = 5", "hasil = 2", text)).kode == ["pmd"]


# --- what is refused -------------------------------------------------------------------------------------------------

INDIKATOR = "pmd.toml, indikator PMD-1: "
RAPAT = "pmd.toml, indikator PMD-1, isian rapat: "
AKIP = "pmd.toml, indikator PMD-1, isian akip: "
KUNJUNGAN = "pmd.toml, indikator PMD-1, isian kunjungan: "
TWICE = " dipakai dua kali (sudah dipakai di pmd.toml). Ganti salah satunya."
HARI_PNS = "pmd.toml, indikator PMD-1, hitung hari_pns: "
SKM = "pmd.toml, indikator PMD-1, isian skm: "
TWICE = " dipakai dua kali (sudah dipakai di pmd.toml). Ganti salah satunya."
LANGUAGE = (
    "bilangan, nama isian, + - * / ( ), dan min, max, jumlah, rata, bulat, skala, tahun_lalu, memenuhi, jatuh_tempo, "
    "selesai, banyak, nrr"
)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param('"rapat + kunjungan"', '"rapat + kunjungn"',
            INDIKATOR + "rumus memakai “kunjungn”, yang bukan bilangan pada indikator ini. "
            "Maksudnya “kunjungan”?", id="unknown_name"),
        pytest.param('"rapat + kunjungan"', '"rapat"',
            KUNJUNGAN + "“kunjungan” tidak dipakai rumus mana pun. Pakai dalam rumus, hapus, atau tandai pendukung "
            "= true.", id="unused_name"),
        pytest.param('label = "Jumlah rapat"', 'label = "Jumlah rapat"\npendukung = true',
            RAPAT + "“rapat” dipakai rumus, jadi tidak boleh pendukung = true. Hapus tanda itu.",
            id="supporting_yet_used"),
        pytest.param('"rapat + kunjungan"', '"rapat <= kunjungan"',
            INDIKATOR + "rumus tidak boleh berupa perbandingan; perbandingan ditulis pada “syarat”.",
            id="comparison_as_rumus"),
        pytest.param('"rapat + kunjungan"', '"memenuhi(rapat) + kunjungan"',
            INDIKATOR + "“memenuhi” tidak dapat ditanyakan kepada “rapat”. Yang cocok pada indikator ini: tidak ada.",
            id="measure_of_a_number"),
        pytest.param('"rapat + kunjungan"', '"nrr(rapaat)"',
            INDIKATOR + "“nrr” tidak dapat ditanyakan kepada “rapaat”. Yang cocok pada indikator ini: tidak ada.",
            id="measure_of_an_unknown_name"),
        pytest.param('"rapat + kunjungan"', '"rapat ** 2"',
            INDIKATOR + f"rumus “rapat ** 2” memuat “rapat ** 2” yang tidak dikenal; yang boleh: {LANGUAGE}.",
            id="outside_of_the_language"),
        pytest.param('rumus = "rapat + kunjungan"\n', "",
            INDIKATOR + "kunci “rumus” tidak ada. Tambahkan rumus = … (teks dalam tanda kutip).", id="missing_rumus"),
        pytest.param('satuan = "kegiatan"\nrumus', "rumus",
            INDIKATOR + "kunci “satuan” tidak ada. Tambahkan satuan = … (teks dalam tanda kutip).", id="missing_key"),
        pytest.param('singkat = "Koordinasi"', 'singkat = " "',
            INDIKATOR + "kunci “singkat” masih kosong. Isi teksnya.", id="empty_text"),
        pytest.param('singkat = "Koordinasi"', "singkat = 12",
            INDIKATOR + "kunci “singkat” berisi 12, padahal harus teks dalam tanda kutip.", id="number_for_text"),
        pytest.param('singkat = "Koordinasi"', "singkat = 2019-01-31",
            INDIKATOR + "kunci “singkat” berisi 2019-01-31, padahal harus teks dalam tanda kutip.", id="date_for_text"),
        pytest.param('kode = "pmd"', 'kode = "pmd"\nurutan = "satu"',
            'pmd.toml: kunci “urutan” berisi "satu", padahal harus bilangan bulat.', id="text_for_number"),
        pytest.param('kode = "pmd"', 'kode = "pmd"\nurutan = true',
            "pmd.toml: kunci “urutan” berisi true, padahal harus bilangan bulat.", id="truth_for_number"),
        pytest.param('sumber_data = ["Seksi PMD"]', 'sumber_data = "Seksi PMD"',
            INDIKATOR + 'kunci “sumber_data” berisi "Seksi PMD", padahal harus daftar dalam kurung siku [ ].',
            id="text_for_list"),
        pytest.param('sumber_data = ["Seksi PMD"]', "sumber_data = [1, 2]",
            INDIKATOR + "kunci “sumber_data” harus daftar teks dalam tanda kutip.", id="list_of_numbers"),
        pytest.param('singkat = "Koordinasi"', 'singkat = ["Koordinasi"]',
            INDIKATOR + "kunci “singkat” berisi daftar, padahal harus teks dalam tanda kutip.", id="list_for_text"),
        pytest.param('singkat = "Koordinasi"', 'singkat = { a = 1 }',
            INDIKATOR + "kunci “singkat” berisi bagian, padahal harus teks dalam tanda kutip.", id="table_for_text"),
        pytest.param("isian = { rapat = 2, kunjungan = 3 }", "isian = 5",
            "pmd.toml, indikator PMD-1, contoh ke-1: kunci “isian” berisi 5, padahal harus bagian (tabel).",
            id="number_for_table"),
        pytest.param('singkat = "Koordinasi"', 'singkta = "Koordinasi"\nsingkat = "Koordinasi"',
            INDIKATOR + "kunci “singkta” tidak dikenal. Maksudnya “singkat”?", id="unknown_key"),
        pytest.param('kode = "pmd"', 'kode = "pmd"\nTugas = []',
            "pmd.toml: kunci “Tugas” tidak dikenal. Maksudnya “tugas”?", id="key_in_capitals"),
        pytest.param('kode = "rapat"', 'kode = "rapat"\nbutir = []',
            RAPAT + "kunci “butir” tidak dikenal. Maksudnya “bulat”?", id="key_of_another_kind"),
        pytest.param('kode = "rapat"', 'kode = "rapat"\njenis = "bilangn"',
            RAPAT + "kunci “jenis” berisi “bilangn”. Maksudnya “bilangan”?", id="unknown_jenis"),
        pytest.param('akumulasi = "jumlah"\n\n[[indikator.isian]]', 'akumulasi = "jumlha"\n\n[[indikator.isian]]',
            RAPAT + "kunci “akumulasi” berisi “jumlha”. Maksudnya “jumlah”?", id="unknown_akumulasi"),
        pytest.param('akumulasi = "jumlah"\n\n[[indikator.isian]]', 'akumulasi = "semua"\n\n[[indikator.isian]]',
            RAPAT + "kunci “akumulasi” berisi “semua”. Yang dikenal: jumlah, terakhir, rata, tertinggi, terendah.",
            id="akumulasi_near_nothing"),
        pytest.param('label = "Jumlah rapat"', 'label = "Jumlah rapat"\nminimum = 5\nmaksimum = 4',
            RAPAT + "“rapat”: minimum lebih besar daripada maksimum. Perbaiki salah satunya.", id="empty_range"),
        pytest.param('satuan = "kegiatan"\nrumus', 'satuan = "kegiatan"\narah = "turn"\nrumus',
            INDIKATOR + "kunci “arah” berisi “turn”. Maksudnya “turun”?", id="unknown_arah"),
        pytest.param('satuan = "kegiatan"\nrumus', 'satuan = "kegiatan"\ntarget = 1.200\nrumus',
            INDIKATOR + "“target” berisi 1.200. Bila maksudnya seribu dua ratus, tulis 1200; bila 1,2, tulis 1.2.",
            id="target_of_thousands"),
        pytest.param('satuan = "kegiatan"\nrumus',
            'satuan = "kegiatan"\narah = "turun"\ntarget = { dari = 2, sampai = 4 }\nrumus',
            INDIKATOR + "“arah” berisi “turun”, padahal targetnya rentang 2–4, yang tidak naik dan tidak turun. Hapus "
            "salah satunya.", id="arah_of_a_range"),
        pytest.param('satuan = "kegiatan"\nrumus', 'satuan = "kegiatan"\ntagret = 12\nrumus',
            INDIKATOR + "kunci “tagret” tidak dikenal. Maksudnya “target”?", id="target_mistyped"),
        pytest.param('satuan = "kegiatan"\nrumus', 'satuan = "kegiatan"\nsifat = "keadan"\nrumus',
            INDIKATOR + "kunci “sifat” berisi “keadan”. Maksudnya “keadaan”?", id="unknown_sifat"),
        pytest.param('kode = "kunjungan"', 'kode = "rapat"',
            RAPAT + "kode isian “rapat”" + TWICE, id="isian_code_twice"),
        pytest.param('label = "Jumlah kunjungan"', 'label = "Jumlah rapat"',
            KUNJUNGAN + "label isian “Jumlah rapat”" + TWICE, id="label_twice"),
        pytest.param('kode = "pmd"', 'kode = "Kasi PMD"',
            "pmd.toml: kode “Kasi PMD” harus huruf kecil, angka dan garis bawah, misalnya “kasi_pmd”.",
            id="bad_jabatan_code"),
        pytest.param('kode = "rapat"', 'kode = "rapat.1"',
            "pmd.toml, indikator PMD-1, isian rapat.1: kode “rapat.1” harus huruf kecil, angka dan garis bawah, "
            "misalnya “rapat_1”.", id="bad_isian_code"),
        pytest.param('[[indikator.contoh]]\nisian = { rapat = 2, kunjungan = 3 }\nhasil = 5\n', "",
            INDIKATOR + "kunci “contoh” tidak ada. Tambahkan contoh = … (daftar dalam kurung siku [ ]).",
            id="no_example"),
        pytest.param('rumus = "rapat + kunjungan"', 'rumus = "rapat + kunjungan"\nsyarat = [{ rumus = "rapat + 1", '
            'pesan = "Periksa." }]',
            "pmd.toml, indikator PMD-1, syarat ke-1: rumus pada “syarat” harus perbandingan antara isian bilangan, "
            "misalnya a <= b.", id="condition_that_compares_nothing"),
        pytest.param('rumus = "rapat + kunjungan"', 'rumus = "rapat + kunjungan"\nsyarat = [{ rumus = "1 < 2", '
            'pesan = "Periksa." }]',
            "pmd.toml, indikator PMD-1, syarat ke-1: rumus pada “syarat” harus perbandingan antara isian bilangan, "
            "misalnya a <= b.", id="condition_on_nothing"),
        pytest.param('rumus = "rapat + kunjungan"', 'rumus = "rapat + kunjungan"\nsyarat = [{ rumus = "rapt < 2", '
            'pesan = "Periksa." }]',
            "pmd.toml, indikator PMD-1, syarat ke-1: rumus memakai “rapt”, yang bukan bilangan pada indikator ini. "
            "Maksudnya “rapat”?", id="condition_on_an_unknown_name"),
        pytest.param('rumus = "rapat + kunjungan"', 'rumus = "rapat + kunjungan"\nsyarat = [5]',
            INDIKATOR + "kunci “syarat” harus daftar bagian.", id="list_of_no_tables"),
    ],
)  # fmt: skip
def test_a_catalogue_is_refused_for(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, changed(old, new)) == sentence


@pytest.mark.parametrize(
    ("text", "old", "new", "sentence"),
    [
        pytest.param(COMPUTED, '"pns * 20"', '"pns * 20 + hari_pns"',
            HARI_PNS + "rumus memakai “hari_pns”, yang bukan bilangan pada indikator ini. "
            "Yang ada: hadir, pns.", id="computed_of_itself"),
        pytest.param(COMPUTED, '"pns * 20"', '"pns <= 20"',
            HARI_PNS + "rumus pada “hitung” hanya boleh memakai isian bilangan dan + - * /.", id="computed_condition"),
        pytest.param(COMPUTED, '"pns * 20"', '"nrr(pns) * 20"',
            HARI_PNS + "rumus pada “hitung” hanya boleh memakai isian bilangan dan + - * /.", id="computed_measure"),
        pytest.param(COMPUTED, '"pns * 20"', '"20"',
            HARI_PNS + "rumus pada “hitung” tidak memakai isian. Pakai sedikitnya satu isian.",
            id="computed_of_nothing"),
        pytest.param(COMPUTED, 'kode = "hari_pns"', 'kode = "hari pns"',
            "pmd.toml, indikator PMD-1, hitung hari pns: kode “hari pns” harus huruf kecil, angka dan garis bawah, "
            "misalnya “hari_pns”.", id="bad_computed_code"),
        pytest.param(COMPUTED, 'kode = "hari_pns"', 'kode = "hadir"',
            "pmd.toml, indikator PMD-1, hitung hadir: kode isian “hadir”" + TWICE, id="computed_name_of_an_isian"),
        pytest.param(COMPUTED, '"hadir / hari_pns * 100"', '"hadir"',
            HARI_PNS + "“hari_pns” tidak dipakai rumus mana pun. Pakai dalam rumus, hapus, atau tandai pendukung = "
            "true.", id="computed_for_nobody"),
        pytest.param(DOCUMENTS, BOTH_DOCUMENTS, "[]",
            AKIP + "daftar dokumen tanpa butir. Tambahkan butir = [{ kode = …, label = …, batas = … }].",
            id="checklist_without_documents"),
        pytest.param(DOCUMENTS, '{ kode = "iki", label = "IKI" }',
            ", ".join(f'{{ kode = "d{n}", label = "D{n}" }}' for n in range(40)),
            AKIP + "daftar dokumen berisi 41 butir, paling banyak 40. Pecah menjadi dua.",
            id="checklist_too_long"),
        pytest.param(DOCUMENTS, '"31 Maret"', '"31 Februari"',
            AKIP[:-2] + ", butir iku: kunci “batas” berisi “31 Februari”. Tulis tanggal dan bulan, misalnya "
            "“28 Februari”; untuk dokumen setiap bulan, misalnya “tiap tanggal 5”.", id="bad_deadline"),
        pytest.param(DOCUMENTS, 'label = "IKU"', 'nama = "IKU"',
            AKIP[:-2] + ", butir iku: kunci “nama” tidak dikenal. Yang belum ada: label.",
            id="document_without_label"),
        pytest.param(DOCUMENTS, 'label = "IKU"', 'label = "IKU", bats = "1 Juni"',
            AKIP[:-2] + ", butir iku: kunci “bats” tidak dikenal. Maksudnya “batas”?", id="unknown_document_key"),
        pytest.param(DOCUMENTS, 'kode = "iki"', 'kode = "iku"',
            AKIP[:-2] + ", butir iku: kode butir “iku”" + TWICE, id="document_twice"),
        pytest.param(DOCUMENTS, 'label = "IKI"', 'label = "IKU"',
            AKIP[:-2] + ", butir iki: label butir “IKU”" + TWICE,
            id="document_label_twice"),
        pytest.param(DOCUMENTS, 'kode = "iki"', 'kode = "I.K.I"',
            AKIP[:-2] + ", butir I.K.I: kode “I.K.I” harus huruf kecil, angka dan garis bawah, misalnya “i_k_i”.",
            id="bad_document_code"),
        pytest.param(DOCUMENTS, '"memenuhi(akip)"', '"akip"',
            INDIKATOR + "rumus memakai “akip”, yang bukan bilangan pada indikator ini. Yang ada: tidak ada.",
            id="checklist_as_a_number"),
        pytest.param(DOCUMENTS, '"memenuhi(akip)"', '"nrr(akip)"',
            INDIKATOR + "“nrr” tidak dapat ditanyakan kepada “akip”. Yang cocok pada indikator ini: tidak ada.",
            id="measure_of_another_kind"),
        pytest.param(SURVEY, BOTH_UNSUR, "",
            SKM + "tulis salah satu: unsur = [{ kode = …, label = … }], atau profil (permenpanrb-14-2017, "
            "permenpanrb-16-2014).", id="survey_without_unsur"),
        pytest.param(SURVEY, 'label = "SKM"', 'label = "SKM"\nprofil = "permenpanrb-14-2017"',
            SKM + "tulis salah satu: unsur = [{ kode = …, label = … }], atau profil (permenpanrb-14-2017, "
            "permenpanrb-16-2014).", id="survey_with_both"),
        pytest.param(SURVEY, BOTH_UNSUR, 'profil = "permenpanrb-14-2007"',
            SKM + "kunci “profil” berisi “permenpanrb-14-2007”. Maksudnya “permenpanrb-14-2017”?",
            id="unknown_profile"),
        pytest.param(SURVEY, 'label = "SKM"', 'label = "SKM"\npopulasi = "penduduk"',
            SKM + "populasi “penduduk” tidak dikenal. Bilangan pada indikator ini: tidak ada.",
            id="unknown_population"),
        pytest.param(SURVEY.replace("skm", "isian"), 'label = "SKM"', 'label = "Survei"',
            "pmd.toml, indikator PMD-1, isian isian: kode survei “isian” menjadi nama lembar: paling panjang 31 huruf, "
            "dan bukan “isian”, “petunjuk”, “perbaikan” atau “history”.", id="survey_named_as_another_sheet"),
    ],
)  # fmt: skip
def test_a_catalogue_with_more_than_numbers_is_refused_for(
    text: str, old: str, new: str, sentence: str, tmp_path: Path
) -> None:
    assert refusal(tmp_path, changed(old, new, text)) == sentence


def test_a_jabatan_without_indikator_is_refused(tmp_path: Path) -> None:
    text = 'kode = "pmd"\nnama = "PMD"\ntugas = []\nindikator = []\n'
    assert refusal(tmp_path, text) == "pmd.toml: belum ada indikator. Tambahkan bagian [[indikator]]."


def test_an_indikator_with_an_empty_list_of_examples_is_refused(tmp_path: Path) -> None:
    text = SMALL[: SMALL.index("[[indikator.contoh]]")].replace("satuan", "contoh = []\nsatuan", 1)
    assert refusal(tmp_path, text) == (
        INDIKATOR + "belum ada contoh. Tambahkan bagian [[indikator.contoh]] dengan isian dan hasil."
    )


def test_a_rumus_that_asks_for_nothing_is_refused(tmp_path: Path) -> None:
    text = HEAD + 'rumus = "5"\nisian = []\ncontoh = [{ isian = {}, hasil = 5 }]\n'
    assert refusal(tmp_path, text) == INDIKATOR + "rumus tidak memakai isian. Pakai sedikitnya satu isian."


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        (SMALL, "b.toml: kode jabatan “pmd” dipakai dua kali (sudah dipakai di a.toml). Ganti salah satunya."),
        (
            changed('kode = "pmd"', 'kode = "lain"'),
            "b.toml, indikator PMD-1: kode indikator “PMD-1” dipakai dua kali (sudah dipakai di a.toml). "
            "Ganti salah satunya.",
        ),
    ],
    ids=["jabatan", "indikator"],
)
def test_a_code_that_two_files_share_is_refused(second: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        load_catalog(written(tmp_path, a=SMALL, b=second))
    assert without_lines(caught.value).replace(f"{tmp_path}/", "") == sentence


@pytest.mark.parametrize(
    ("kode", "sheet"),
    [
        ("ringkasan", "Ringkasan"), ("rekap", "Rekap"), ("tren", "Tren"), ("kelengkapan", "Kelengkapan"),
        ("temuan", "Temuan"), ("data", "Data"), ("rumus", "Rumus"),
    ],
)  # fmt: skip
def test_a_jabatan_may_not_take_the_sheet_of_another_part_of_the_result(kode: str, sheet: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, changed('kode = "pmd"', f'kode = "{kode}"')) == (
        f"pmd.toml: kode jabatan “{kode}” tidak dapat dipakai, karena “{sheet}” adalah lembar lain di rekap. "
        f"Ganti kodenya, misalnya “seksi_{kode}”."
    )


def test_a_jabatan_may_not_take_the_sheet_that_excel_keeps_for_itself(tmp_path: Path) -> None:
    assert refusal(tmp_path, changed('kode = "pmd"', 'kode = "history"')) == (
        "pmd.toml: kode jabatan “history” tidak dapat dipakai, karena “History” nama lembar yang dipakai Excel "
        "sendiri. Ganti kodenya, misalnya “seksi_history”."
    )


def test_two_jabatan_may_not_have_sheets_of_one_name(tmp_path: Path) -> None:
    first, second = "kepala_seksi_pemberdayaan_masyarakat", "kepala_seksi_pemberdayaan_masyarakat_desa"
    a, b = (changed('kode = "pmd"', f'kode = "{kode}"') for kode in (first, second))
    folder = written(tmp_path, a=a, b=b.replace("PMD-1", "PMD-2"))
    with pytest.raises(CatalogError) as caught:
        load_catalog(folder)
    assert without_lines(caught.value) == (
        f"{folder / 'b.toml'}: kode jabatan “{second}” dan “{first}” menjadi nama lembar yang sama di rekap, yang "
        "paling panjang 31 huruf. Ganti salah satunya."
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rapat", "rapat", [("rapat", "kode isian “rapat”"), ("tamu", "label isian “Jumlah kunjungan”")]),
        ("rapat", "pertemuan", [("tamu", "label isian “Jumlah kunjungan”")]),
    ],
    ids=["isian", "label"],
)
def test_a_code_or_label_that_two_indikator_of_a_jabatan_share_is_refused(
    old: str, new: str, told: list[tuple[str, str]], tmp_path: Path
) -> None:
    second = SMALL[SMALL.index("[[indikator]]") :].replace("PMD-1", "PMD-2").replace(old, new)
    second = second.replace('"kunjungan"', '"tamu"').replace("kunjungan =", "tamu =").replace("+ kunjungan", "+ tamu")
    assert refusal(tmp_path, SMALL + second).splitlines() == [
        f"pmd.toml, indikator PMD-2, isian {kode}: {what}{TWICE}" for kode, what in told
    ]


def test_a_folder_without_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        load_catalog(tmp_path)
    assert without_lines(caught.value) == (
        f"{tmp_path}: tidak ada berkas katalog (.toml) di folder ini. Periksa nama foldernya."
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('kode = "pmd', " pada akhir berkas"),
        ("[[[indikator]]]", " pada baris 1, kolom 3"),
        ("a = " + "[" * 5000, ""),
    ],
    ids=["open_quote", "three_brackets", "too_deep"],
)
def test_a_file_that_is_no_toml_is_refused_with_its_line(text: str, where: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, text) == (
        f"pmd.toml: bukan TOML yang benar{where}. "
        "Periksa tanda kutip, tanda kurung, tanda = dan kunci yang tertulis dua kali."
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kode = pmd\n", 'baris 1: teks “pmd” tanpa tanda kutip. Tulis: kode = "pmd"'),
        (
            'kode = "a"\nkode = "b"\n',
            "baris 2: kunci “kode” tertulis dua kali (juga di baris 1). Hapus salah satunya.",
        ),
    ],
    ids=["no_quotes", "key_twice"],
)
def test_a_slip_in_a_file_is_told_with_what_to_type_instead(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, text)
    assert str(caught.value) == f"{tmp_path}/pmd.toml, {sentence}"


def test_a_number_of_an_example_is_what_it_says(tmp_path: Path) -> None:
    """Nobody types an example as an office types its targets: 1.250 there is one and a quarter."""
    text = changed("rapat = 2, kunjungan = 3", "rapat = 1.250, kunjungan = 3", changed("hasil = 5", "hasil = 4.250"))
    [indikator] = loaded(tmp_path, text)["pmd"].indikator
    assert indikator.contoh == (Contoh({"rapat": 1.25, "kunjungan": 3}, 4.25, "2019-03"),)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pmd.toml").write_bytes("nama = “PMD”".encode("cp1252"))
    with pytest.raises(CatalogError) as caught:
        load_catalog(tmp_path)
    assert str(caught.value) == f"{tmp_path}/pmd.toml: bukan teks UTF-8. Simpan lagi dengan pengodean UTF-8."


def test_a_folder_with_the_name_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pmd.toml").mkdir()
    with pytest.raises(CatalogError) as caught:
        load_catalog(tmp_path)
    assert without_lines(caught.value) == f"{tmp_path}/pmd.toml: tidak dapat dibaca (berupa folder)."


def test_a_catalogue_is_frozen(catalog: Catalog) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        catalog.jabatan[0].nama = "Camat"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("kode", "sentence"),
    [
        ("is", "kode “is” tidak dapat dipakai dalam rumus. Pakai kode lain, misalnya “is_1”."),
        ("a" * 61, "kode “aaaaaaaaaaaaaaaaaaaa…” terlalu panjang: paling banyak 60 huruf."),
    ],
)
def test_a_kode_is_no_word_of_formulas_and_not_too_long(kode: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, SMALL.replace("rapat", kode))
    assert without_lines(caught.value).endswith(sentence)
