"""A target and its time: what of it falls due with which months, how that is told, and which target fits what."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import load_settings
from iki_excel.decree.sifat import ARUS, DOKUMEN, KEADAAN, sifat_of
from iki_excel.decree.target_reading import read_target
from iki_excel.decree.targets import Bagian, Rentang, Target, due_words
from iki_excel.decree.toml import Table
from iki_excel.decree.toml_values import Written
from iki_excel.words.errors import CatalogError, SettingsError
from iki_excel.words.periods import Periode
from tests.small_catalog import HEAD, changed, loaded, without_lines

YEAR = tuple(range(1, 13))


def target(text: str) -> Target:
    """The target that is written so."""
    found = read_target(Table(tomllib.loads(f"x = {text}", parse_float=Written), "iki.toml", SettingsError), "x")
    assert isinstance(found, Target)
    return found


def refusal(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        target(text)
    return without_lines(caught.value)


# --- its parts -------------------------------------------------------------------------------------------------------

TRIWULAN = [
    Bagian("Triwulan I", 10, (1, 2, 3), 3, True),
    Bagian("Triwulan II", 20, (4, 5, 6), 3, True),
    Bagian("Triwulan III", 30, (7, 8, 9), 3, True),
    Bagian("Triwulan IV", 40, (10, 11, 12), 3, True),
]
SEMESTER = [
    Bagian("Semester I", 60, (1, 2, 3, 4, 5, 6), 6, True),
    Bagian("Semester II", 70, (7, 8, 9, 10, 11, 12), 6, True),
]
JADWAL = '{ jadwal = { "2019-10" = 3, 2019-08 = 2, "2020-01" = 9 } }'
JADWAL_2019 = [Bagian("Agustus 2019", 2, (8,), 1, False), Bagian("Oktober 2019", 3, (10,), 1, False)]
TETAP = [Bagian("Tetap", 120, (1,), 1, False)]


@pytest.mark.parametrize(
    ("text", "sifat", "parts", "whole"),
    [
        pytest.param("120", ARUS, [Bagian("Setahun", 120, YEAR, 12, True)], 120, id="a_number_of_a_flow"),
        pytest.param("120", KEADAAN, TETAP, 120, id="a_number_of_a_state"),
        pytest.param("120", DOKUMEN, [], None, id="a_number_of_documents"),
        pytest.param("{ bulan = 10 }", ARUS, [Bagian("Tiap bulan", 10, YEAR, 1, True)], 120, id="months"),
        pytest.param("{ triwulan = [10, 20, 30, 40] }", ARUS, TRIWULAN, 100, id="triwulan"),
        pytest.param("{ semester = [60, 70] }", ARUS, SEMESTER, 130, id="semester"),
        pytest.param(JADWAL, ARUS, JADWAL_2019, 5, id="a_schedule_of_a_flow"),
        pytest.param(JADWAL, DOKUMEN, JADWAL_2019, 5, id="a_schedule_of_documents"),
        pytest.param('{ jadwal = { "2020-08" = 2 } }', ARUS, [], 0, id="a_schedule_of_another_year"),
        pytest.param("{ tetap = 120 }", ARUS, TETAP, 120, id="a_whole_of_a_flow"),
        pytest.param("{ tetap = 120 }", DOKUMEN, TETAP, 120, id="a_whole_of_documents"),
        pytest.param("{ dari = 80, sampai = 90 }", KEADAAN, [], None, id="a_range"),
    ],
)
def test_a_target_has_its_parts_in_a_year(text: str, sifat: str, parts: Sequence[Bagian], whole: float | None) -> None:
    assert target(text).bagian(sifat, 2019) == tuple(parts)
    assert target(text).setahun(sifat, 2019) == whole


def test_a_schedule_stands_in_the_order_of_its_months() -> None:
    months = ((Periode("2019-08"), 2.0), (Periode("2019-10"), 3.0), (Periode("2020-01"), 9.0))
    assert target(JADWAL) == Target("jadwal", jadwal=months)
    assert target("{ dari = 80, sampai = 90.5 }") == Target("rentang", rentang=Rentang(80.0, 90.5))
    assert target("{ dari = 0, sampai = 0 }") == Target("rentang", rentang=Rentang(0.0, 0.0))


# --- in words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1200", "1.200 setahun"),
        ("{ bulan = 10 }", "10 tiap bulan"),
        ("{ triwulan = [30, 30, 30, 30] }", "30, 30, 30, 30 per triwulan"),
        ("{ semester = [60, 60.5] }", "60, 60,5 per semester"),
        ('{ jadwal = { "2019-08" = 2, "2019-10" = 3 } }', "2 mulai Agustus 2019, 3 mulai Oktober 2019"),
        ("{ tetap = 120 }", "tetap 120"),
        ("{ dari = 80, sampai = 90 }", "80–90"),
    ],
)
def test_a_target_is_told(text: str, words: str) -> None:
    assert target(text).words() == words


def test_a_number_is_told_by_what_it_is_of() -> None:
    assert [target("3").words(sifat) for sifat in (ARUS, KEADAAN, DOKUMEN)] == ["3 setahun", "3", "paling banyak 3"]


@pytest.mark.parametrize(
    ("text", "months", "due", "words"),
    [
        pytest.param("120", [3], 30, "120 × 3/12 = 30", id="of_a_year"),
        pytest.param("120", [12], 120, "120 × 12/12 = 120", id="a_whole_year"),
        pytest.param("100", [1], 100 / 12, "100 × 1/12 = 8,33", id="with_decimals"),
        pytest.param("{ bulan = 10 }", [3], 30, "10 × 3 = 30", id="of_months"),
        pytest.param("{ bulan = 10 }", [1], 10, "10 × 1 = 10", id="of_one_month"),
        pytest.param("{ triwulan = [30, 30, 30, 30] }", [3, 1, 0, 0], 40, "30 × 3/3 + 30 × 1/3 = 40", id="of_spans"),
        pytest.param("{ tetap = 120 }", [1], 120, "120", id="a_whole"),
        pytest.param(JADWAL, [1, 0], 2, "2", id="one_of_a_schedule"),
        pytest.param(JADWAL, [1, 1], 5, "2 + 3 = 5", id="all_of_a_schedule"),
        pytest.param(JADWAL, [0, 0], 0, "0", id="nothing_of_a_schedule"),
        pytest.param("120", [0], 0, "0", id="no_month_covered"),
    ],
)
def test_the_arithmetic_of_what_is_due_is_told(text: str, months: Sequence[int], due: float, words: str) -> None:
    assert due_words([*zip(target(text).bagian(ARUS, 2019), months, strict=True)], due) == words


# --- what a target cannot be -----------------------------------------------------------------------------------------

WAYS = (
    "iki.toml, [x]: target ditulis dengan satu cara saja: { bulan = … }, { triwulan = [ … ] }, { semester = [ … ] }, "
    "{ jadwal = { … } }, { tetap = … }, atau { dari = …, sampai = … }."
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.700", "iki.toml: “x” berisi 1.700. Bila maksudnya seribu tujuh ratus, tulis 1700; bila 1,7, tulis 1.7."),
        ("12.000", "iki.toml: “x” berisi 12.000. Bila maksudnya dua belas ribu, tulis 12000; bila 12, tulis 12."),
        ("{ bulan = 1.700 }",
         "iki.toml, [x]: “bulan” berisi 1.700. Bila maksudnya seribu tujuh ratus, tulis 1700; bila 1,7, tulis 1.7."),
        ("{ triwulan = [1, 2, 1.115, 4] }",
         "iki.toml, [x]: “triwulan” berisi 1.115. Bila maksudnya seribu seratus lima belas, tulis 1115; bila 1,115, "
         "tulis 1.1150."),
        ('{ jadwal = { "2019-08" = 2.500 } }',
         "iki.toml, [x], [jadwal]: “2019-08” berisi 2.500. Bila maksudnya dua ribu lima ratus, tulis 2500; bila 2,5, "
         "tulis 2.5."),
        ("-1", "iki.toml: target “x” berisi -1, padahal harus dari 0 sampai 1.000.000.000.000."),
        ("{ semester = [1, -1] }", "iki.toml, [x]: target berisi -1, padahal harus dari 0 sampai 1.000.000.000.000."),
        ("{ tetap = 2e12 }",
         "iki.toml, [x]: target berisi 2.000.000.000.000, padahal harus dari 0 sampai 1.000.000.000.000."),
        ("[30, 30, 30, 30]",
         "iki.toml: “x” berisi daftar. Tulis { triwulan = [30, 30, 30, 30] } atau { semester = [60, 60] }."),
        ("{ triwulan = [30, 30, 30] }",
         "iki.toml, [x]: triwulan berisi 3 bilangan, padahal harus 4, satu setiap triwulan."),
        ("{ semester = [30, 30, 30] }",
         "iki.toml, [x]: semester berisi 3 bilangan, padahal harus 2, satu setiap semester."),
        ('{ triwulan = [1, 2, 3, "4"] }',
         'iki.toml, [x]: kunci “triwulan” harus daftar bilangan. Di dalamnya ada "4", padahal harus bilangan tanpa '
         "tanda kutip. Tulis bilangannya saja: 4."),
        ("{ semester = [true, 4] }",
         "iki.toml, [x]: kunci “semester” harus daftar bilangan. Di dalamnya ada true, padahal harus bilangan."),
        ('"1.200"',
         'iki.toml: kunci “x” berisi "1.200", padahal harus bilangan tanpa tanda kutip. Bila maksudnya seribu dua '
         "ratus, tulis 1200; bila 1,2, tulis 1.2."),
        ('"120 dokumen"',
         'iki.toml: kunci “x” berisi "120 dokumen", padahal harus bilangan tanpa tanda kutip. Tulis bilangannya saja: '
         "120."),
        ('"seratus"', 'iki.toml: kunci “x” berisi "seratus", padahal harus bilangan.'),
        ("{ triwulan = 30 }",
         "iki.toml, [x]: kunci “triwulan” berisi 30, padahal harus daftar dalam kurung siku [ ]."),
        ("{ jadwal = {} }",
         'iki.toml, [x], [jadwal]: jadwal masih kosong. Isi sedikitnya satu bulan, misalnya "2019-08" = 2.'),
        ("{ jadwal = { Agustus = 2 } }",
         "iki.toml, [x], [jadwal]: Periode “Agustus” tidak dikenal. Tulis tahun dan bulan, misalnya 2019-03."),
        ("{ jadwal = { 2019-TW1 = 2 } }",
         "iki.toml, [x], [jadwal]: Periode “2019-TW1” tidak dikenal. Tulis tahun dan bulan, misalnya 2019-03."),
        ("{ bulanan = 2 }", "iki.toml, [x]: “bulanan” tidak dikenal. Maksudnya “bulan”?"),
        ("{ bulan = 2, tetap = 3 }", WAYS),
        ("{}", WAYS),
        ("{ dari = 80 }", "iki.toml, [x]: kunci “sampai” tidak ada. Tambahkan sampai = … (bilangan)."),
        ("{ dari = 90, sampai = 80 }", "iki.toml, [x]: “sampai” tidak boleh kurang dari “dari”."),
    ],
)  # fmt: skip
def test_what_is_no_target_is_refused(text: str, sentence: str) -> None:
    assert refusal(text) == sentence


@pytest.mark.parametrize("text", ["0.125", "1.7", "95.22", "1700.500", "0.000"])
def test_what_reads_one_way_only_is_a_number(text: str) -> None:
    assert target(text) == Target("angka", float(text))


# --- what a realisasi is ---------------------------------------------------------------------------------------------


SUPPORTING = "\npendukung = true"


def flow_and_state(rumus: str) -> str:
    """A catalogue with a flow, a state, a checklist, a survey, and this rumus; what it does not use is supporting."""
    isian = [
        ('kode = "rapat"\nlabel = "Rapat"\nsatuan = "kali"\nakumulasi = "jumlah"', "rapat"),
        ('kode = "hadir"\nlabel = "Hadir"\nsatuan = "kali"\nakumulasi = "jumlah"', "hadir"),
        ('kode = "desa"\nlabel = "Desa"\nsatuan = "desa"\nakumulasi = "terakhir"', "desa"),
        ('kode = "akip"\nlabel = "AKIP"\njenis = "daftar_dokumen"\nbutir = [{ kode = "iku", label = "IKU" }]', "akip"),
        ('kode = "skm"\nlabel = "SKM"\njenis = "survei"\nunsur = [{ kode = "waktu", label = "Waktu" }]', "skm"),
    ]
    used = f"{rumus} desa" if "orang" in rumus else rumus
    parts = [f"[[indikator.isian]]\n{text}{'' if kode in used else SUPPORTING}" for text, kode in isian]
    computed = '[[indikator.hitung]]\nkode = "orang"\nlabel = "Orang"\nsatuan = "orang"\nrumus = "desa * 2"\n'
    parts += [f'{computed}akumulasi = "jumlah"'] if "orang" in rumus else []
    return "\n".join([f'{HEAD}rumus = "{rumus}"', *parts])


@pytest.mark.parametrize(
    ("rumus", "hasil", "sifat"),
    [
        ("rapat", 2, ARUS),
        ("rapat + hadir", 6, ARUS),
        ("-rapat + 2 * hadir", 6, ARUS),
        ("max(rapat, hadir)", 4, ARUS),
        ("rata(rapat, hadir)", 3, ARUS),
        ("rapat * desa", 8, ARUS),
        ("rapat * hadir / hadir", 2, ARUS),
        ("orang", 8, ARUS),
        ("rapat / hadir * 100", 50, KEADAAN),
        ("desa", 4, KEADAAN),
        ("desa + 1", 5, KEADAAN),
        ("nrr(skm) * 25", 75, KEADAAN),
        ("memenuhi(akip) / jatuh_tempo(akip) * 100", 100, KEADAAN),
        ("memenuhi(akip) * 1", 1, KEADAAN),
        ("jatuh_tempo(akip)", 1, KEADAAN),
        ("memenuhi(akip)", 1, DOKUMEN),
        ("memenuhi(akip) + memenuhi(akip)", 2, DOKUMEN),
        ("rapat + 1", 3, None),
        ("rapat + desa", 6, None),
        ("max(rapat, desa)", 4, None),
        ("rapat * hadir", 8, None),
        ("desa / rapat", 2, None),
        ("(rapat + 1) / hadir", 0.75, None),
    ],
)
def test_the_rumus_says_what_a_realisasi_is(rumus: str, hasil: float, sifat: str | None, tmp_path: Path) -> None:
    example = (
        "[[indikator.contoh]]\nisian = { rapat = 2, hadir = 4, desa = 4, skm = [[3]], "
        f"akip = {{ iku = {{ selesai = 2019-01-05 }} }} }}\nhasil = {hasil}"
    )
    [indikator] = loaded(tmp_path, f"{flow_and_state(rumus)}\n{example}\n")["pmd"].indikator
    assert sifat_of(indikator) == sifat
    assert indikator.sifat == (sifat or "")


def test_what_the_catalogue_says_wins_over_the_rumus(tmp_path: Path) -> None:
    [indikator] = loaded(tmp_path, changed("rumus =", 'sifat = "keadaan"\nrumus ='))["pmd"].indikator
    assert (sifat_of(indikator), indikator.sifat) == (ARUS, KEADAAN)


@pytest.mark.decree
def test_the_decree_says_of_all_its_indikator_what_they_are(decree: Catalog) -> None:
    by_sifat = {sifat: [k for k, (_, i) in decree.indikator.items() if i.sifat == sifat] for sifat in (ARUS, DOKUMEN)}
    assert by_sifat == {
        ARUS: ["TU-1", "TU-2", "TU-6", "TU-7", "PEK-4", "PEM-2", "TRA-1", "PMD-1", "PMD-2", "PMD-3", "PMD-4"],
        DOKUMEN: ["PEK-1", "PEK-2", "PEK-3"],
    }
    assert [kode for kode, (_, i) in decree.indikator.items() if not i.sifat] == []


# --- which target fits which indikator --------------------------------------------------------------------------------

FORMS = {
    "bilangan": "3",
    "bulan": "{ bulan = 3 }",
    "triwulan": "{ triwulan = [3, 3, 3, 3] }",
    "semester": "{ semester = [3, 3] }",
    "jadwal": '{ jadwal = { "2019-08" = 3 } }',
    "tetap": "{ tetap = 3 }",
    "rentang": "{ dari = 3, sampai = 4 }",
}
FLOW = [*FORMS]
RATIO = ["bilangan", "tetap", "rentang"]
STATE = ["bilangan", "jadwal", "tetap", "rentang"]
DOCUMENTS = ["bilangan", "jadwal", "tetap"]
SENTENCES = {
    "UM-2": "padahal realisasinya tidak dijumlahkan dari bulan ke bulan. Yang dapat ditulis: bilangan, "
    "{ tetap = … }, atau { dari = …, sampai = … }.",
    "KT-3": "padahal realisasinya tidak dijumlahkan dari bulan ke bulan. Yang dapat ditulis: bilangan, "
    "{ jadwal = { … } }, { tetap = … }, atau { dari = …, sampai = … }.",
    "PL-2": "padahal realisasinya banyaknya dokumen, yang jatuh tempo menurut batas waktunya. Yang dapat ditulis: "
    "bilangan, { jadwal = { … } }, atau { tetap = … }.",
}


OF_AN_OFFICE = '[unit]\nkode = "contoh"\nnama = "Kelurahan"\nkabupaten = "Kota"\ntempat = "Contoh"\n\n'


def settings_refusal(folder: Path, catalog: Catalog, text: str) -> str:
    """Why a [target] is refused; empty where it is not."""
    path = folder / "kantor" / "iki.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{OF_AN_OFFICE}[target]\n{text}\n", "utf-8")
    try:
        load_settings(path, catalog)
    except SettingsError as reason:
        return str(reason).replace(f"{path}, ", "")
    return ""


def test_rentang_may_be_written_beside_a_range_and_beside_nothing_else(catalog: Catalog, tmp_path: Path) -> None:
    arah = '\n[aturan.arah]\nUM-2 = "rentang"\n'
    assert settings_refusal(tmp_path, catalog, "UM-2 = { dari = 80, sampai = 90 }" + arah) == ""
    assert settings_refusal(tmp_path, catalog, "UM-2 = 90" + arah).endswith(
        "“UM-2” berisi “rentang”, padahal targetnya bukan rentang. Tulis targetnya { dari = …, sampai = … }, "
        "atau arahnya naik, turun, atau stabil."
    )


@pytest.mark.parametrize(
    ("kode", "fitting"),
    [("UM-1", FLOW), ("KT-1", FLOW), ("UM-2", RATIO), ("UM-3", RATIO), ("UM-4", RATIO), ("PL-1", RATIO),
     ("KT-2", RATIO), ("KT-3", STATE), ("PL-2", DOCUMENTS)],
)  # fmt: skip
def test_each_form_fits_some_indikator(kode: str, fitting: Sequence[str], catalog: Catalog, tmp_path: Path) -> None:
    refused = {form: settings_refusal(tmp_path, catalog, f"{kode} = {text}") for form, text in FORMS.items()}
    assert [form for form, sentence in refused.items() if not sentence] == fitting
    assert all(sentence.startswith(f"[target]: “{kode}” memakai {{ ") for sentence in refused.values() if sentence)


@pytest.mark.parametrize("kode", SENTENCES)
def test_a_form_that_does_not_fit_is_refused_with_those_that_do(kode: str, catalog: Catalog, tmp_path: Path) -> None:
    sentence = settings_refusal(tmp_path, catalog, f"{kode} = {{ triwulan = [3, 3, 3, 3] }}")
    assert sentence == f"[target]: “{kode}” memakai {{ triwulan = [ … ] }}, {SENTENCES[kode]}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("UM-1 = 82.5",
         "“UM-1” berisi 82.5, padahal realisasinya bilangan bulat (dokumen). Bulatkan: 82 atau 83."),
        ("UM-1 = 1.7", "“UM-1” berisi 1.7, padahal realisasinya bilangan bulat (dokumen). Bulatkan: 1 atau 2."),
        ("UM-1 = 1.2000", "“UM-1” berisi 1.2, padahal realisasinya bilangan bulat (dokumen). Bulatkan: 1 atau 2."),
        ("UM-1 = 10.5", "“UM-1” berisi 10.5, padahal realisasinya bilangan bulat (dokumen). Bulatkan: 10 atau 11."),
        ("UM-1 = 0.125", "“UM-1” berisi 0.125, padahal realisasinya bilangan bulat (dokumen). Bulatkan: 0 atau 1."),
        ("UM-1 = { triwulan = [1, 2, 3.5, 4] }",
         "“UM-1” berisi 3.5, padahal realisasinya bilangan bulat (dokumen). Bulatkan: 3 atau 4."),
        ("PL-2 = 1.5",
         "“PL-2” berisi 1.5, padahal realisasinya bilangan bulat (buku). Bulatkan: 1 atau 2."),
    ],
)  # fmt: skip
def test_a_fraction_of_what_is_counted_is_refused(text: str, sentence: str, catalog: Catalog, tmp_path: Path) -> None:
    assert settings_refusal(tmp_path, catalog, text) == f"[target]: {sentence}"


@pytest.mark.parametrize("text", ["UM-2 = 82.5", "KT-3 = 2.5", "PL-1 = 80.25", "KT-2 = 0.5", "UM-1 = 82.0"])
def test_a_fraction_of_what_is_measured_is_a_target(text: str, catalog: Catalog, tmp_path: Path) -> None:
    assert settings_refusal(tmp_path, catalog, text) == ""


def test_where_nobody_says_what_a_realisasi_is_no_target_can_be_set(tmp_path: Path) -> None:
    text = changed('"rapat + kunjungan"', '"rapat + kunjungan + 1"', changed("hasil = 5", "hasil = 6"))
    sentence = (
        "“PMD-1” belum dapat diberi target, karena rumusnya tidak menunjukkan apakah realisasinya dijumlahkan. "
        'Tambahkan pada indikator itu di katalog: sifat = "arus" (dijumlahkan dari bulan ke bulan) atau '
        'sifat = "keadaan".'
    )
    assert settings_refusal(tmp_path, loaded(tmp_path, text), "PMD-1 = 5") == f"[target]: {sentence}"
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, changed("rumus =", "target = 5\nrumus =", text))
    assert without_lines(caught.value) == f"{tmp_path / 'pmd.toml'}, indikator PMD-1: {sentence}"
    declared = loaded(tmp_path, changed("rumus =", 'sifat = "arus"\nrumus =', text))
    assert settings_refusal(tmp_path, declared, "PMD-1 = { bulan = 5 }") == ""
