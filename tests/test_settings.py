"""iki.toml: what an office may decide, what stands where it says nothing, and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from iki_excel.decree import Catalog, is_built_in
from iki_excel.decree.settings import Aturan, Kalender, Pejabat, Settings, Unit, load_settings
from iki_excel.decree.targets import Rentang, Target
from iki_excel.words import bahasa
from iki_excel.words.errors import SettingsError
from tests import kecil

DEFAULT_BANDS = (
    (91.0, "Sangat Baik"),
    (76.0, "Baik"),
    (66.0, "Cukup"),
    (51.0, "Kurang"),
    (None, "Sangat Kurang"),
)
HUNDRED = Target("angka", 100.0)
INDIKATOR = "UM-1, UM-2, UM-3, UM-4, PL-1, PL-2, KT-1, KT-2, KT-3"


class Office:
    """An office with its iki.toml."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        self.path = folder / "iki.toml"
        self.catalog = catalog

    def settings(self, text: str) -> Settings:
        """What is read; an office that says nothing of itself is Kelurahan Contoh."""
        named = "unit" in text or is_built_in(self.catalog)
        self.path.write_text(text if named else f"{text}\n{kecil.PENGATURAN.read_text('utf-8')}", "utf-8")
        return load_settings(self.path, self.catalog)

    def refusal(self, text: str) -> str:
        with pytest.raises(SettingsError) as caught:
            self.settings(text)
        return str(caught.value).replace(str(self.path), "iki.toml")


@pytest.fixture
def office(tmp_path: Path, catalog: Catalog) -> Office:
    return Office(tmp_path, catalog)


# --- what stands where it says nothing -------------------------------------------------------------------------------


@pytest.mark.decree
def test_an_office_without_iki_toml_has_the_defaults(decree: Catalog, tmp_path: Path) -> None:
    office = Office(tmp_path, decree)
    expected = Settings(
        unit=Unit("ngronggot", "Kecamatan Ngronggot", "Kabupaten Nganjuk", "Ngronggot", None, ""),
        pejabat={},
        target={},
        batas_waktu={},
        kalender=Kalender(5, (), {}),
        aturan=Aturan(120.0, DEFAULT_BANDS, {}, bawaan=True, target_nol="dinilai"),
        batas_kirim=5,
    )
    assert load_settings(None, decree) == expected
    assert office.settings("") == expected
    assert office.settings("[unit]\n[pejabat]\n[target]\n[batas_waktu]\n[kalender.hari_kerja]\n[aturan]") == expected


@pytest.mark.parametrize(
    ("kode", "target"),
    [("UM-1", None), ("UM-2", HUNDRED), ("UM-4", HUNDRED), ("PL-1", None), ("KT-1", None)],
)
def test_the_default_targets_are_those_of_the_catalogue(kode: str, target: Target | None, catalog: Catalog) -> None:
    assert Settings().target_of(catalog.indikator[kode][1], 2019) == target


# --- each section ----------------------------------------------------------------------------------------------------


def test_the_unit_is_named(office: Office) -> None:
    settings = office.settings("""
        [unit]
        kode = "patianrowo2"
        nama = "Kecamatan Patianrowo"
        kabupaten = "Kabupaten Nganjuk"
        tempat = "Patianrowo"
    """)
    assert settings.unit == Unit("patianrowo2", "Kecamatan Patianrowo", "Kabupaten Nganjuk", "Patianrowo")


def test_officials_are_the_head_and_those_of_the_catalogue(office: Office) -> None:
    settings = office.settings("""
        [pejabat.pimpinan]
        nama = " Contoh Camat, S.Sos. "
        nip = "19700101 199503 1 001"
        pangkat = "Pembina"
        [pejabat.umum]
        nama = "Contoh Kasi"
    """)
    assert settings.official("pimpinan") == Pejabat("Contoh Camat, S.Sos.", "197001011995031001", "Pembina")
    assert settings.official("umum") == Pejabat("Contoh Kasi")
    assert settings.official("pelayanan") == Pejabat("", "", "")


def test_targets_are_set_by_indikator(office: Office, catalog: Catalog) -> None:
    settings = office.settings("target = { UM-2 = 95, PL-1 = 80.5, KT-1 = 0 }")
    found = [settings.target_of(catalog.indikator[kode][1], 2019) for kode in ("UM-2", "PL-1", "KT-1", "UM-3", "KT-2")]
    assert found == [Target("angka", 95.0), Target("angka", 80.5), Target("angka", 0.0), HUNDRED, None]


def test_a_target_may_be_a_range_which_is_then_its_arah(office: Office, catalog: Catalog) -> None:
    settings = office.settings("target = { KT-1 = { dari = 2, sampai = 4 } }")
    indikator = catalog.indikator["KT-1"][1]
    assert settings.target_of(indikator, 2019) == Target("rentang", rentang=Rentang(2.0, 4.0))
    assert (settings.arah_of(indikator, 2019), indikator.arah) == ("rentang", "turun")


def test_a_deadline_is_set_by_document_and_more_closely_by_checklist_and_document(
    office: Office, catalog: Catalog
) -> None:
    settings = office.settings("""
        [batas_waktu]
        profil = "15 Januari"
        buku.profil = "31 Mei"
        "laporan.rencana" = "29 Februari"
    """)
    slots = {slot.kode: slot for jabatan in catalog.jabatan for slot in jabatan.slots}

    def deadlines(kode: str) -> list[str]:
        return [settings.deadline(slots[f"{kode}.selesai"], periode).isoformat() for periode in ("2019-11", "2020-01")]

    assert deadlines("laporan.profil") == ["2019-01-15", "2020-01-15"]
    assert deadlines("buku.profil") == ["2019-05-31", "2020-05-31"]
    assert deadlines("laporan.rencana") == ["2019-02-28", "2020-02-29"]
    assert deadlines("laporan.kinerja") == ["2019-03-31", "2020-03-31"]
    assert deadlines("buku.tamu") == ["2019-03-31", "2020-03-31"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("", [21, 15, 23], id="five_days_a_week"),
        pytest.param("hari_seminggu = 6", [25, 19, 27], id="six_days_a_week"),
        pytest.param("libur_tambahan = [2019-06-25, 2019-06-23, 2020-06-25]", [21, 14, 23], id="a_local_holiday"),
        pytest.param("hari_kerja = { 2019-06 = 16, 2019-07 = 0 }", [21, 16, 0], id="a_fixed_number"),
    ],
)
def test_working_days_are_as_the_office_counts_them(text: str, days: list[int], office: Office) -> None:
    kalender = office.settings(f"[kalender]\n{text}").kalender
    assert [kalender.working_days(month) for month in ("2019-05", "2019-06", "2019-07")] == days


def test_the_rules_of_scoring_are_the_offices_own(office: Office, catalog: Catalog) -> None:
    settings = office.settings("""
        [aturan]
        batas_capaian = 100
        target_nol = "tanpa_capaian"
        pita = [
          { minimal = 85, predikat = "Tinggi" },
          { minimal = 60.5, predikat = "Sedang" },
          { predikat = "Rendah" },
        ]
        arah.KT-3 = "turun"
    """)
    bands = ((85.0, "Tinggi"), (60.5, "Sedang"), (None, "Rendah"))
    assert settings.aturan == Aturan(100.0, bands, {"KT-3": "turun"}, bawaan=False, target_nol="tanpa_capaian")
    found = [settings.arah_of(catalog.indikator[kode][1], 2019) for kode in ("KT-1", "KT-2", "KT-3")]
    assert found == ["turun", "naik", "turun"]


def test_a_cap_of_zero_is_no_cap(office: Office) -> None:
    assert office.settings("aturan.batas_capaian = 0").aturan.batas_capaian is None


def test_one_band_is_enough(office: Office) -> None:
    assert office.settings('aturan.pita = [{ predikat = "Dinilai" }]').aturan.pita == ((None, "Dinilai"),)


def test_the_day_by_which_forms_are_due_is_set(office: Office) -> None:
    assert office.settings("batas_kirim.hari = 10").due_day("2019-03") == dt.date(2019, 4, 10)


# --- what is refused -------------------------------------------------------------------------------------------------

SEVEN_BANDS = (
    "aturan.pita = ["
    + "".join(f"{{ minimal = {n}, predikat = 'P{n}' }}, " for n in range(9, 3, -1))
    + ("{ predikat = 'P' }]")
)
BANDS = "iki.toml, [aturan]: pita harus urut dari minimal tertinggi, dan pita terakhir tanpa “minimal”."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[targt]", "iki.toml: kunci “targt” tidak dikenal. Maksudnya “target”?"),
        ("warna = 1", "iki.toml: kunci “warna” tidak dikenal. Yang dikenal: katalog, unit, pejabat, target, "
                      "batas_waktu, batas_kirim, kalender, aturan, pengecualian, surel."),
        ("unit = 5", "iki.toml: kunci “unit” berisi 5, padahal harus bagian (tabel)."),
        ("unit.nmaa = 'X'", "iki.toml, [unit]: kunci “nmaa” tidak dikenal. Maksudnya “nama”?"),
        ("unit.kode = 'Ngronggot'", "iki.toml, [unit]: kode “Ngronggot” harus huruf kecil dan angka saja, misalnya "
                                    "“contoh”."),
        ("unit.kode = 'kec_a'", "iki.toml, [unit]: kode “kec_a” harus huruf kecil dan angka saja, misalnya "
                                "“contoh”."),
        ("unit.kode = ''", "iki.toml, [unit]: kode “” harus huruf kecil dan angka saja, misalnya “contoh”."),
        ("unit.nama = 12", "iki.toml, [unit]: kunci “nama” berisi 12, padahal harus teks dalam tanda kutip."),
        ("pejabat.pimpnan.nama = 'X'", "iki.toml, [pejabat]: “pimpnan” tidak dikenal. Maksudnya “pimpinan”?"),
        ("pejabat.umum = 'X'", 'iki.toml, [pejabat]: kunci “umum” berisi "X", padahal harus bagian (tabel).'),
        ("pejabat.umum.NIP = '1'", "iki.toml, [pejabat], [umum]: kunci “NIP” tidak dikenal. Maksudnya “nip”?"),
        ("pejabat.umum.nip = 197001011995031001",
         "iki.toml, [pejabat], [umum]: kunci “nip” berisi 197001011995031001, padahal harus teks dalam tanda kutip."),
        ("pejabat.umum.nip = '19700101199503100'",
         "iki.toml, [pejabat], [umum]: nip “19700101199503100” harus 18 angka dalam tanda kutip."),
        ("pejabat.umum.nip = '1970010119950310012'",
         "iki.toml, [pejabat], [umum]: nip “1970010119950310012” harus 18 angka dalam tanda kutip."),
        ("pejabat.umum.nip = '19700101199503100x'",
         "iki.toml, [pejabat], [umum]: nip “19700101199503100x” harus 18 angka dalam tanda kutip."),
        ("pejabat.umum.nip = '١٩٧٠٠١٠١١٩٩٥٠٣١٠٠١'",
         "iki.toml, [pejabat], [umum]: nip “١٩٧٠٠١٠١١٩٩٥٠٣١٠٠١” harus 18 angka dalam tanda kutip."),
        ("target.um-2 = 1", "iki.toml, [target]: “um-2” tidak dikenal. Maksudnya “UM-2”?"),
        ("target.kehadiran = 1", f"iki.toml, [target]: “kehadiran” tidak dikenal. Yang dikenal: {INDIKATOR}."),
        ("target.UM-2 = '100'", 'iki.toml, [target]: kunci “UM-2” berisi "100", padahal harus bilangan '
         "tanpa tanda kutip. Tulis bilangannya saja: 100."),
        ("target.UM-2 = true", "iki.toml, [target]: kunci “UM-2” berisi true, padahal harus bilangan."),
        ("target.UM-2 = nan", "iki.toml, [target]: kunci “UM-2” berisi nan, padahal harus bilangan."),
        ("target.UM-2 = inf", "iki.toml, [target]: kunci “UM-2” berisi inf, padahal harus bilangan."),
        ("target.UM-2 = -1", "iki.toml, [target]: target “UM-2” berisi -1, padahal harus dari 0 "
         "sampai 1.000.000.000.000."),
        ("target.UM-2 = 2e12", "iki.toml, [target]: target “UM-2” berisi 2.000.000.000.000, padahal harus dari 0 "
         "sampai 1.000.000.000.000."),
        ("batas_waktu.profl = '1 Mei'", "iki.toml, [batas_waktu]: “profl” tidak dikenal. Maksudnya “profil”?"),
        ("batas_waktu.buku.profl = '1 Mei'",
         "iki.toml, [batas_waktu]: “buku.profl” tidak dikenal. Maksudnya “buku.profil”?"),
        ("batas_waktu.profil = '30 Februari'",
         "iki.toml, [batas_waktu]: “profil” berisi “30 Februari”. Tulis tanggal dan bulan, misalnya “28 Februari”."),
        ("batas_waktu.profil = 2019-02-28",
         "iki.toml, [batas_waktu]: kunci “profil” berisi 2019-02-28, padahal harus teks dalam tanda kutip."),
        ("batas_kirim = 5", "iki.toml: kunci “batas_kirim” berisi 5, padahal harus bagian (tabel)."),
        ("batas_kirim.tanggal = 5", "iki.toml, [batas_kirim]: kunci “tanggal” tidak dikenal. Yang dikenal: hari."),
        ("batas_kirim.hari = 0",
         "iki.toml, [batas_kirim]: hari berisi 0, padahal harus tanggal 1 sampai 31 bulan berikutnya."),
        ("batas_kirim.hari = '5'",
         'iki.toml, [batas_kirim]: kunci “hari” berisi "5", padahal harus bilangan bulat tanpa tanda kutip. '
         "Tulis bilangannya saja: 5."),
        ("kalender.hari_semingu = 5", "iki.toml, [kalender]: kunci “hari_semingu” tidak dikenal. Maksudnya "
                                      "“hari_seminggu”?"),
        ("kalender.hari_seminggu = 7",
         "iki.toml, [kalender]: hari_seminggu berisi 7, padahal harus 5 (Senin–Jumat) atau 6 (Senin–Sabtu)."),
        ("kalender.hari_seminggu = 5.0", "iki.toml, [kalender]: kunci “hari_seminggu” berisi 5.0, padahal harus "
                                         "bilangan bulat."),
        ("kalender.libur_tambahan = ['2019-04-10']",
         "iki.toml, [kalender]: libur_tambahan harus daftar tanggal tanpa tanda kutip, misalnya [2019-04-10]."),
        ("kalender.libur_tambahan = [2019-04-10T08:00:00]",
         "iki.toml, [kalender]: libur_tambahan harus daftar tanggal tanpa tanda kutip, misalnya [2019-04-10]."),
        ("kalender.libur_tambahan = 2019-04-10",
         "iki.toml, [kalender]: kunci “libur_tambahan” berisi 2019-04-10, padahal harus daftar dalam kurung siku [ ]."),
        ("kalender.hari_kerja.2019-13 = 5",
         "iki.toml, [kalender], [hari_kerja]: Periode “2019-13” tidak dikenal. Tulis tahun dan bulan, misalnya "
         "2019-03."),
        ("kalender.hari_kerja.2019-03 = 32",
         "iki.toml, [kalender], [hari_kerja]: “2019-03” berisi 32, padahal harus 0 sampai 31 hari."),
        ("kalender.hari_kerja.2019-03 = 20.5",
         "iki.toml, [kalender], [hari_kerja]: kunci “2019-03” berisi 20.5, padahal harus bilangan bulat."),
        ("aturan.cap = 5", "iki.toml, [aturan]: kunci “cap” tidak dikenal. Yang dikenal: batas_capaian, pita, arah, "
                           "target_nol."),
        ("aturan.batas_capaian = -1", "iki.toml, [aturan]: batas_capaian harus 0 (tanpa batas) atau lebih."),
        ("aturan.batas_capaian = inf", "iki.toml, [aturan]: kunci “batas_capaian” berisi inf, padahal harus "
                                       "bilangan."),
        ("aturan.batas_capaian = nan", "iki.toml, [aturan]: kunci “batas_capaian” berisi nan, padahal harus "
                                       "bilangan."),
        ("aturan.batas_capaian = 120.000",
         "iki.toml, [aturan]: “batas_capaian” berisi 120.000. Bila maksudnya seratus dua puluh ribu, tulis 120000; "
         "bila 120, tulis 120."),
        ("aturan.pita = [{ minimal = 82.755, predikat = 'A' }, { predikat = 'B' }]",
         "iki.toml, [aturan], pita ke-1: “minimal” berisi 82.755. Bila maksudnya delapan puluh dua ribu tujuh ratus "
         "lima puluh lima, tulis 82755; bila 82,755, tulis 82.7550."),
        ("aturan.target_nol = 'dinilay'",
         "iki.toml, [aturan]: kunci “target_nol” berisi “dinilay”. Maksudnya “dinilai”?"),
        ("target.KT-1 = { dari = 2, sampai = 4 }\naturan.arah.KT-1 = 'turun'",
         "iki.toml, [aturan], [arah]: “KT-1” berisi “turun”, padahal targetnya rentang 2–4, yang tidak naik dan tidak "
         "turun. Hapus salah satunya."),
        ("aturan.arah.KT-3 = 'turn'", "iki.toml, [aturan], [arah]: kunci “KT-3” berisi “turn”. Maksudnya “turun”?"),
        ("aturan.arah.KT3 = 'turun'", "iki.toml, [aturan], [arah]: “KT3” tidak dikenal. Maksudnya “KT-3”?"),
        ("aturan.pita = []",
         "iki.toml, [aturan]: pita tanpa predikat. Isi sedikitnya satu, atau hapus kuncinya agar yang bawaan berlaku."),
        ("aturan.pita = [{ minimal = 5, predikat = 'A' }]", BANDS),
        ("aturan.pita = [{ predikat = 'A' }, { predikat = 'B' }]", BANDS),
        ("aturan.pita = [{ minimal = 5, predikat = 'A' }, { minimal = 9, predikat = 'B' }, { predikat = 'C' }]", BANDS),
        ("aturan.pita = [{ minimal = 5, predikat = 'A' }, { minimal = 5, predikat = 'B' }, { predikat = 'C' }]", BANDS),
        (SEVEN_BANDS,
         "iki.toml, [aturan]: pita berisi 7 predikat, paling banyak 6. Gabungkan beberapa."),
        ("aturan.pita = [{ minimal = 5, predikat = 'Baik' }, { predikat = 'BAIK' }]",
         "iki.toml, [aturan]: predikat “BAIK” ada dua kali di pita. Beri setiap pita predikat yang lain."),
        ("aturan.pita = [{ minimal = 5, predikat = 'A' }, { predikat = 'Sementara' }]",
         "iki.toml, [aturan]: predikat “Sementara” dipakai rekap untuk hal lain. Beri pita itu predikat yang lain."),
        *((f"aturan.pita = [{{ minimal = 5, predikat = 'A' }}, {{ predikat = '{word}' }}]",
           f"iki.toml, [aturan]: predikat “{word}” memuat tanda *, ? atau ~, atau diawali <, = atau >. "
           "Tulis kata saja.") for word in ("B*", "B?", "~B", "<B", "=B", "> B")),
        ("aturan.pita = [{ minimal = nan, predikat = 'A' }, { predikat = 'B' }]",
         "iki.toml, [aturan], pita ke-1: kunci “minimal” berisi nan, padahal harus bilangan."),
        ("aturan.pita = [{ minimal = 5 }, { predikat = 'B' }]",
         "iki.toml, [aturan], pita ke-1: kunci “predikat” tidak ada. Tambahkan predikat = … (teks dalam tanda kutip)."),
        ("aturan.pita = [{ minimum = 5, predikat = 'A' }, { predikat = 'B' }]",
         "iki.toml, [aturan], pita ke-1: kunci “minimum” tidak dikenal. Maksudnya “minimal”?"),
        ("aturan.pita = [5]", "iki.toml, [aturan]: kunci “pita” harus daftar bagian."),
        ("[unit", "iki.toml: bukan TOML yang benar pada akhir berkas. Periksa tanda kutip, tanda kurung, tanda = dan "
                  "kunci yang tertulis dua kali."),
    ],
)  # fmt: skip
def test_a_wrong_key_or_value_is_refused(text: str, sentence: str, office: Office) -> None:
    assert office.refusal(text) == sentence


OWN_CATALOGUE = (
    ' Bila kantor ini memakai katalog sendiri, tambahkan katalog = "katalog.xlsx" di baris teratas iki.toml.'
)


@pytest.mark.decree
@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ("[target]\nBER-1 = 2\nBER-2 = 3", "[target]", OWN_CATALOGUE),
        ("[aturan.arah]\nBER-1 = 'naik'", "[aturan], [arah]", OWN_CATALOGUE),
        ("[target]\nBER-1 = 2\nPMD-1 = 3", "[target]", ""),
        ("[target]\nPMD-1 = 3\n[aturan.arah]\nBER-1 = 'naik'", "[aturan], [arah]", ""),
        ("katalog = 'x'\n[target]\nBER-1 = 2", "[target]", ""),
    ],
)
def test_where_no_indikator_is_known_the_catalogue_may_not_be_named(
    text: str, where: str, hint: str, tmp_path: Path, decree: Catalog
) -> None:
    known = bahasa.nearest("BER-1", [*decree.indikator])
    assert Office(tmp_path, decree).refusal(text) == f"iki.toml, {where}: “BER-1” tidak dikenal. {known}{hint}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("PL-1 = 82,5",
            "“82,5” memakai koma. Tulis dengan titik: 82.5.", id="a_comma"),
        pytest.param("PL-1 = 82,500  # nilai",
            "“82,500” memakai koma. Bila maksudnya delapan puluh dua ribu lima ratus, tulis 82500; bila 82,5, tulis "
            "82.5.", id="a_comma_with_two_readings"),
        pytest.param("KT-1 = { bulan = 82,5 }",
            "“82,5” memakai koma. Tulis dengan titik: 82.5.", id="a_comma_in_a_table"),
        pytest.param("UM-2 = 95%",
            "“95%” memuat tanda persen. Tulis bilangannya saja: 95.", id="a_percent_sign"),
        pytest.param("UM-2 = 95,5 %",
            "“95,5 %” memuat tanda persen. Tulis bilangannya saja: 95.5.", id="a_comma_and_a_percent_sign"),
        pytest.param("PL-2 = 1.200.000",
            "“1.200.000” memakai titik ribuan. Tulis tanpa titik ribuan: 1200000.", id="points_of_thousands"),
        pytest.param("KT-1 = { triwulan = [1.200.000, 2, 3, 4] }",
            "“1.200.000” memakai titik ribuan. Tulis tanpa titik ribuan: 1200000.", id="points_in_a_list"),
        pytest.param("UM-1 = 5",
            "kunci “UM-1” tertulis dua kali (juga di baris 2). Hapus salah satunya.", id="a_key_twice"),
        pytest.param("UM-3 = { dari = 1, dari = 2 }",
            "kunci “dari” tertulis dua kali di dalam { }. Hapus salah satunya.", id="a_key_twice_in_a_table"),
        pytest.param("[target]",
            "bagian [target] tertulis dua kali (juga di baris 1). Gabungkan keduanya.", id="a_section_twice"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("after", ["", "\nUM-4 = 100\n"], ids=["at_the_end", "in_the_middle"])
def test_what_is_no_toml_is_told_with_what_to_type_instead(
    text: str, sentence: str, after: str, office: Office
) -> None:
    assert office.refusal(f"[target]\nUM-1 = 4 # a\n\n{text}{after}") == f"iki.toml, baris 4: {sentence}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("nama = “Kecamatan A”",
            "tanda kutipnya miring (“ ”). Pakai tanda kutip lurus: nama = \"Kecamatan A\"", id="curly_quotes"),
        pytest.param("nama = \"Kecamatan A”",
            "tanda kutipnya miring (“ ”). Pakai tanda kutip lurus: nama = \"Kecamatan A\"", id="one_curly_quote"),
        pytest.param("nama = Budi Contoh, S.Sos. # kasi",
            "teks “Budi Contoh, S.Sos.” tanpa tanda kutip. Tulis: nama = \"Budi Contoh, S.Sos.\"", id="no_quotes"),
        pytest.param("lkjip = 15 Februari",
            "teks “15 Februari” tanpa tanda kutip. Tulis: lkjip = \"15 Februari\"", id="a_day_without_quotes"),
        pytest.param("nip = 19700101 199503 1 001",
            "teks “19700101 199503 1 001” tanpa tanda kutip. Tulis: nip = \"19700101 199503 1 001\"",
            id="a_nip_without_quotes"),
        pytest.param("mulai = 2019-11",
            "bulan “2019-11” tanpa tanda kutip. Tulis: mulai = \"2019-11\"", id="a_month_without_quotes"),
        pytest.param("mulai = 2019-3",
            "bulan “2019-3” tanpa tanda kutip. Tulis: mulai = \"2019-03\"", id="a_short_month_without_quotes"),
        pytest.param("nama : \"x: y\"  # a",
            "sesudah “nama” pakai tanda sama dengan (=), bukan titik dua. Tulis: nama = \"x: y\"", id="a_colon"),
        pytest.param("nama: Budi",
            "sesudah “nama” pakai tanda sama dengan (=), bukan titik dua. Teks “Budi” tanpa tanda kutip. Tulis: "
            "nama = \"Budi\"", id="a_colon_and_no_quotes"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_toml_is_told_with_its_quotes(text: str, sentence: str, office: Office) -> None:
    assert office.refusal(f"[unit]\n{text}\n") == f"iki.toml, baris 2: {sentence}"


NUMBER, QUOTES = "bukan bilangan. Tulis bilangannya saja", "ditulis dalam tanda kutip. Tulis bilangannya saja"
MONTHLY = "bukan bilangan. Untuk target setiap bulan tulis"
IN_BRACES = "di dalam { } pakai tanda sama dengan (=) sesudah"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("UM-1 = “95”", f"“95” {QUOTES}: 95."),
        ("UM-1 = \"95", f"“95” {QUOTES}: 95."),
        ("UM-1 = “1.200”", "“1.200” ditulis dalam tanda kutip. Bila maksudnya seribu dua ratus, tulis 1200; bila 1,2, "
                           "tulis 1.2."),
        ("UM-1 = 1 200 # setahun", f"“1 200” {NUMBER}: 1200."),
        ("UM-1 = 1 200 %", f"“1 200 %” {NUMBER}: 1200."),
        ("UM-1 = 120 dokumen", f"“120 dokumen” {NUMBER}: 120."),
        ("UM-1 = Rp120", f"“Rp120” {NUMBER}: 120."),
        ("UM-1 = Rp120,-", f"“Rp120,-” {NUMBER}: 120."),
        ("UM-1 = Rp 1.200.000,50", f"“Rp 1.200.000,50” {NUMBER}: 1200000.50."),
        ("UM-1 = 05", f"“05” {NUMBER}: 5."),
        ("UM-1 = 10 x 12", f"“10 x 12” {NUMBER}, dengan angka."),
        ("UM-1 = .5", f"“.5” {NUMBER}: 0.5."),
        ("UM-1 = -,5", f"“-,5” {NUMBER}: -0.5."),
        ("UM-1 = ,5", "“,5” memakai koma. Tulis dengan titik: 0.5."),
        ("UM-1 = 240.", f"“240.” {NUMBER}: 240."),
        ("UM-1 = Rp. 240", f"“Rp. 240” {NUMBER}: 240."),
        ("UM-1 = Rp .5", f"“Rp .5” {NUMBER}, dengan angka."),
        ("UM-1 = 10 ribu", f"“10 ribu” {NUMBER}, dengan angka."),
        ("UM-1 = 10½", f"“10½” {NUMBER}, dengan angka."),
        ("UM-1 = LAY-1 240", f"“LAY-1 240” {NUMBER}, dengan angka."),
        ("UM-1 = 10 per bulan", f"“10 per bulan” {MONTHLY} {{ bulan = 10 }}."),
        ("UM-1 = 2,5 / Bulan", f"“2,5 / Bulan” {MONTHLY} {{ bulan = 2.5 }}."),
        ("UM-1 = 1.200 per bulan", f"“1.200 per bulan” {NUMBER}, dengan angka."),
        ("UM-1 = 120 per tahun", f"“120 per tahun” {NUMBER}, dengan angka."),
        ("UM-1 = { bulan = 10 per bulan }", f"“10 per bulan” {NUMBER}, dengan angka."),
        ("UM-1 240", "sesudah “UM-1” belum ada tanda sama dengan (=). Tulis: UM-1 = 240"),
        ("\"UM-1\" 240 # a", "sesudah “UM-1” belum ada tanda sama dengan (=). Tulis: \"UM-1\" = 240"),
        ("UM-1 2,5", "sesudah “UM-1” belum ada tanda sama dengan (=). “2,5” memakai koma. Tulis dengan titik: 2.5."),
        ("[kalender.hari_kerja]\n2019-03 20",
         "sesudah “2019-03” belum ada tanda sama dengan (=). Tulis: 2019-03 = 20"),
        ("UM-1 = { bulan: 10 }", f"{IN_BRACES} “bulan”, bukan titik dua. Tulis: UM-1 = {{ bulan = 10 }}"),
        ("UM-1 = { bulan 10 }", f"{IN_BRACES} “bulan”. Tulis: UM-1 = {{ bulan = 10 }}"),
        ("UM-1 = { dari: 8, sampai 9 }",
         f"{IN_BRACES} “dari”, bukan titik dua. Tulis: UM-1 = {{ dari = 8, sampai = 9 }}"),
        ("UM-1 = { triwulan: [1,2,3,4] }",
         f"{IN_BRACES} “triwulan”, bukan titik dua. Tulis: UM-1 = {{ triwulan = [1,2,3,4] }}"),
        ("UM-1 = { jadwal = { \"2019-08\": 2 } }",
         f"{IN_BRACES} “2019-08”, bukan titik dua. Tulis: UM-1 = {{ jadwal = {{ \"2019-08\" = 2 }} }}"),
        ("UM-1 = { bulan: 2,5 }",
         f"{IN_BRACES} “bulan”, bukan titik dua. “2,5” memakai koma. Tulis dengan titik: 2.5."),
        ("[aturan]\npita = [{ minimal: 91, predikat: \"A: 5\" }]",
         f"{IN_BRACES} “minimal”, bukan titik dua. Tulis: pita = [{{ minimal = 91, predikat = \"A: 5\" }}]"),
        ("UM-1 = seratus", "“seratus” bukan bilangan. Tulis dengan angka; bila kata sebuah pilihan, tulis "
                           "\"seratus\"."),
        ('UM-1 = "WTP', "“WTP” bukan bilangan. Tulis dengan angka; bila kata sebuah pilihan, tulis \"WTP\"."),
        ("UM-1: 120 dokumen",
         f"sesudah “UM-1” pakai tanda sama dengan (=), bukan titik dua. “120 dokumen” {NUMBER}: 120."),
        ("UM-1: 3", "sesudah “UM-1” pakai tanda sama dengan (=), bukan titik dua. Tulis: UM-1 = 3"),
        ("UM-1: \"3\"", f"sesudah “UM-1” pakai tanda sama dengan (=), bukan titik dua. “3” {QUOTES}: 3."),
        ("UM-1 = { bulan = 1 200 }", f"“1 200” {NUMBER}: 1200."),
        ("UM-1 = { dari = 80, sampai = 90 dokumen }", f"“90 dokumen” {NUMBER}: 90."),
        ("UM-1 = { triwulan = [30, “30”, 30, 30] }", f"“30” {QUOTES}: 30."),
        ("UM-1 = { jadwal = { “2019-08” = 2 } }",
         "tanda kutipnya miring (“ ”). Pakai tanda kutip lurus: UM-1 = { jadwal = { \"2019-08\" = 2 } }"),
        ("[target.UM-1]\ntetap = 3 buku", f"“3 buku” {NUMBER}: 3."),
        ("[kalender.hari_kerja]\n2019-03 = 20 hari", f"“20 hari” {NUMBER}: 20."),
        ("[kalender]\nhari_kerja = { 2019-03 = “20” }", f"“20” {QUOTES}: 20."),
        ("[aturan]\nbatas_capaian = 120 persen", f"“120 persen” {NUMBER}: 120."),
        ("[aturan]\npita = [{ minimal = “91”, predikat = \"A, 5\" }]", f"“91” {QUOTES}: 91."),
        ("[aturan]\npita = [{ minimal = 91, predikat = “A 1” }]",
         "tanda kutipnya miring (“ ”). Pakai tanda kutip lurus: pita = [{ minimal = 91, predikat = \"A 1\" }]"),
    ],
)  # fmt: skip
def test_what_stands_for_a_number_is_told_as_the_number(text: str, sentence: str, office: Office) -> None:
    line = 2 + text.count("\n")
    assert office.refusal(f"[target]\n{text}\n") == f"iki.toml, baris {line}: {sentence}"


@pytest.mark.parametrize(("text", "where"), [("UM-1 4", "baris 1, kolom 6"), ("UM-1 = 2019-3", "baris 1, kolom 12")])
def test_another_slip_is_told_with_its_line(text: str, where: str, office: Office) -> None:
    assert office.refusal(f"{text}\nb = 1") == (
        f"iki.toml: bukan TOML yang benar pada {where}. "
        "Periksa tanda kutip, tanda kurung, tanda = dan kunci yang tertulis dua kali."
    )


@pytest.mark.parametrize("line", ["UM-1", "UM-1 -240", "UM 1 240", "Rp 240"])
def test_a_line_without_a_key_is_advised_no_number(line: str, office: Office) -> None:
    refusal = office.refusal(f"[target]\n{line}\n")
    assert refusal.endswith("Periksa tanda kutip, tanda kurung, tanda = dan kunci yang tertulis dua kali.")


@pytest.mark.parametrize("digits", [400, 5000])
def test_a_number_without_end_is_refused(digits: int, office: Office) -> None:
    refusal = office.refusal(f"target.UM-1 = {'9' * digits}")
    assert refusal.startswith("iki.toml")


def test_a_file_that_is_not_there_is_told(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path / "iki.toml", catalog)
    assert str(caught.value) == f"{tmp_path}/iki.toml: tidak dapat dibaca (tidak ada)."


def test_a_day_off_of_another_office_is_not_shared() -> None:
    closed = Kalender(libur_tambahan=(dt.date(2019, 3, 1),))
    assert (closed.working_days("2019-03"), Kalender().working_days("2019-03")) == (19, 20)
