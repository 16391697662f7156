"""When an office begins, which months are excused, who answers for what, and where its settings are found."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from pathlib import Path

import pytest

from iki_excel.cli import cli
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Pejabat, Pengecualian, Settings, Unit, load_settings
from iki_excel.decree.signature import countersignature, signature_lines
from iki_excel.decree.targets import Target
from iki_excel.judging.batch import Batch
from iki_excel.judging.notices import notices
from iki_excel.report.kelengkapan import Kelengkapan
from iki_excel.report.sheets import Report
from iki_excel.runs import office
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.checking import check_files
from iki_excel.runs.month import process, process_to
from iki_excel.words.errors import IkiError, SettingsError
from iki_excel.words.periods import Periode
from tests import kecil
from tests.console import sentences
from tests.forms import complete, form, kodes, told
from tests.small_catalog import SMALL, changed, loaded
from tests.workbooks import opened

UNIT = kecil.PENGATURAN.read_text("utf-8")
DAY = dt.date(2019, 4, 2)


def settings_of(folder: Path, text: str, catalog: Catalog | None = None) -> Settings:
    """What Kelurahan Contoh's iki.toml says with this added to it."""
    path = folder / "iki.toml"
    path.write_text(f"{UNIT}\n{text}", "utf-8")
    return load_settings(path, catalog or kecil.catalog())


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as refused:
        settings_of(folder, text)
    return str(refused.value).replace(f"{folder}/", "")


def begun(settings: Settings, month: str) -> Settings:
    """The same office, which begins in a month."""
    return dataclasses.replace(settings, unit=dataclasses.replace(settings.unit, mulai=Periode(month)))


def excusing(settings: Settings, *excused: tuple[str, str]) -> Settings:
    """The same office with these forms excused."""
    exceptions = tuple(Pengecualian(*one, "Jabatan kosong", "Lurah Contoh") for one in excused)
    return dataclasses.replace(settings, pengecualian=exceptions)


# --- when it begins --------------------------------------------------------------------------------------------------


def test_the_months_of_an_office_begin_with_its_first(settings: Settings) -> None:
    late = begun(settings, "2019-05")
    assert late.months(Periode("2019-06")) == ["2019-05", "2019-06"]
    assert late.months(Periode("2019-04")) == []
    assert late.months(Periode("2020-03")) == settings.months(Periode("2020-03")) == ["2020-01", "2020-02", "2020-03"]


def test_the_first_month_is_read_and_any_other_word_refused(tmp_path: Path) -> None:
    assert settings_of(tmp_path, 'mulai = "2019-05"').unit.mulai == "2019-05"
    assert refusal(tmp_path, 'mulai = "Mei"') == (
        "iki.toml, [unit]: mulai: Periode “Mei” tidak dikenal. Tulis tahun dan bulan, misalnya 2019-03."
    )


EARLY = "April 2019 sebelum Kelurahan Contoh mulai, Mei 2019. Pilih bulan lain, atau ubah mulai di [unit], iki.toml."


def test_a_periode_before_it_is_refused(tmp_path: Path, catalog: Catalog, settings: Settings) -> None:
    late, target = begun(settings, "2019-05"), tmp_path / "output"
    for refused in (
        lambda: check_files([tmp_path], catalog, late, "2019-04"),
        lambda: process_to(target, [tmp_path], catalog, late, "2019-04", dt.datetime(2019, 5, 2)),
        lambda: write_blanks(catalog, late, ["2019-05", "2019-04"], target),
    ):
        with pytest.raises(SettingsError) as caught:
            refused()
        assert str(caught.value) == EARLY
    assert not target.exists()


def test_months_before_it_are_neither_missing_nor_shown(tmp_path: Path, catalog: Catalog, settings: Settings) -> None:
    made = process([tmp_path], catalog, begun(settings, "2019-05"), "2019-06")
    assert made.months == ["2019-05", "2019-06"]
    assert [(f.periode, f.kode) for f in made.checked.temuan.itertuples()] == [
        (month, "belum_masuk") for month in ("2019-05", "2019-06") for _ in catalog.jabatan
    ]
    assert set(made.forms["periode"]) == set(made.scores.hasil["periode"]) == {"2019-05", "2019-06"}


def test_a_form_from_before_it_is_set_aside_and_told(tmp_path: Path, catalog: Catalog, settings: Settings) -> None:
    complete(tmp_path, "umum", "2019-02", "hari_kerja | banyak")
    late = begun(settings, "2019-05")
    for periode in (None, "2019-06"):
        checked = check_files([tmp_path], catalog, late, periode)
        assert (checked.files["alasan"].tolist(), len(checked.answers)) == (["sebelum_mulai"], 0)
        found = checked.temuan[checked.temuan["kode"] != "belum_masuk"]
        assert kodes(found) == [("umum_2019-02.xlsx", "sebelum_mulai")]
        assert found["pesan"].tolist() == [
            "umum_2019-02.xlsx untuk Februari 2019, sedangkan unit ini mulai Mei 2019. Periksa apakah bulan pada "
            "formulirnya benar."
        ]


def test_a_document_that_was_due_before_it_is_not_asked_for(
    tmp_path: Path, catalog: Catalog, settings: Settings
) -> None:
    path = complete(tmp_path, "umum", "2019-06")
    without = check_files([path], catalog, settings)
    late = check_files([path], catalog, begun(settings, "2019-04"))
    assert "lewat_batas" in set(without.temuan["kode"])
    assert "lewat_batas" not in set(late.temuan["kode"])


def test_a_first_form_does_not_look_back(tmp_path: Path, catalog: Catalog, settings: Settings) -> None:
    complete(tmp_path / "2019-04", "umum", "2019-04")
    seen = write_blanks(catalog, begun(settings, "2019-05"), ["2019-05"], tmp_path, only=["umum"])
    plain = write_blanks(catalog, begun(settings, "2019-05"), ["2019-05"], tmp_path / "baru", only=["umum"])
    assert seen.written[0].read_bytes() == plain.written[0].read_bytes()


# --- months that are excused -----------------------------------------------------------------------------------------

VACANT = """
[[pengecualian]]
jabatan = "umum"
periode = "2019-02..2019-03"
alasan = "Jabatan kosong"
oleh = "Lurah Contoh"
"""


def test_a_month_or_a_range_is_excused(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, VACANT)
    assert settings.pengecualian == (Pengecualian("umum", "2019-02..2019-03", "Jabatan kosong", "Lurah Contoh"),)
    excused = [month for month in ("2019-01", "2019-02", "2019-03", "2019-04") if settings.is_excused("umum", month)]
    assert excused == ["2019-02", "2019-03"]
    assert not settings.is_excused("pelayanan", "2019-02")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"umum"', '"umun"', "iki.toml, pengecualian ke-1: kunci “jabatan” berisi “umun”. Maksudnya “umum”?"),
        ('"2019-02..2019-03"', '"Maret"', "iki.toml, pengecualian ke-1: Periode “Maret” tidak dikenal. Tulis tahun dan "
                                          "bulan, misalnya 2019-03."),
        ('"2019-02..2019-03"', '"2019-03..2019-02"', "iki.toml, pengecualian ke-1: Rentang “2019-03..2019-02” "
                                                     "terbalik. Tulis bulan yang lebih awal di depan: "
                                                     "2019-02..2019-03."),
        ('oleh = "Lurah Contoh"', "", "iki.toml, pengecualian ke-1: kunci “oleh” tidak ada. Tambahkan oleh = … (teks "
                                      "dalam tanda kutip)."),
        ('"Jabatan kosong"', '" "', "iki.toml, pengecualian ke-1: kunci “alasan” masih kosong. Isi teksnya."),
        ('"Lurah Contoh"', '"Nama Pejabat, S.Sos."',
         "iki.toml, pengecualian ke-1: oleh “Nama Pejabat, S.Sos.” masih contoh dari “iki mulai”. Ketik nama yang "
         "memutuskan, atau hapus baris itu."),
        ("[[pengecualian]]", "[pengecualian]", "iki.toml: pengecualian ditulis dengan kurung siku rangkap: "
                                               "[[pengecualian]]."),
    ],
)  # fmt: skip
def test_an_exception_that_cannot_be_is_refused(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, VACANT.replace(old, new)) == sentence


def test_a_month_is_excused_once(tmp_path: Path) -> None:
    again = VACANT.replace("2019-02..2019-03", "2019-03")
    assert refusal(tmp_path, VACANT + again) == (
        "iki.toml, pengecualian ke-2: umum, Maret 2019, sudah dikecualikan di atasnya. Hapus salah satunya."
    )


def test_a_month_before_the_first_needs_no_exception(tmp_path: Path) -> None:
    assert refusal(tmp_path, f'mulai = "2019-03"\n{VACANT}') == (
        "iki.toml, pengecualian ke-1: Februari 2019 sebelum unit mulai, Maret 2019. Perbaiki periode atau [unit] mulai."
    )


@pytest.fixture(scope="module")
def vacant(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, settings: Settings) -> Batch:
    """February of an office: umum excused in January and February, pelayanan in February, when a form came all the
    same; umum's blank form of February lies there."""
    folder = tmp_path_factory.mktemp("vacant")
    complete(folder, "pelayanan", "2019-01")
    complete(folder, "pelayanan", "2019-02")
    complete(folder, "ketertiban", "2019-01")
    form(folder, "umum", "2019-02")
    excused = excusing(settings, ("umum", "2019-01..2019-02"), ("pelayanan", "2019-02"))
    return process([folder], catalog, excused, "2019-02")


def test_what_is_excused_is_not_missing_and_what_came_counts(vacant: Batch) -> None:
    assert [(r.jabatan, r.periode, r.keadaan) for r in vacant.forms.itertuples()] == [
        ("umum", "2019-01", "dikecualikan"),
        ("umum", "2019-02", "dikecualikan"),
        ("pelayanan", "2019-01", "sah"),
        ("pelayanan", "2019-02", "sah"),
        ("ketertiban", "2019-01", "sah"),
        ("ketertiban", "2019-02", "belum masuk"),
    ]
    assert [kode for _, kode, _ in told(vacant.checked.temuan)] == ["belum_masuk"]
    assert [*vacant.expected_forms["keadaan"]] == ["sah", "sah", "sah", "belum masuk"]


def test_whoever_runs_it_is_told_of_an_exception_that_excuses_nothing(vacant: Batch, settings: Settings) -> None:
    assert notices(vacant) == [
        "Pengecualian Kepala Seksi Pelayanan untuk Februari 2019 tidak berlaku, karena formulirnya masuk dan dihitung. "
        "Hapus bulan itu dari pengecualian di iki.toml, atau sisihkan formulirnya."
    ]
    assert notices(dataclasses.replace(vacant, settings=settings)) == []


def test_whoever_runs_it_is_told_of_a_target_that_is_a_schedule_of_other_years(
    vacant: Batch, settings: Settings
) -> None:
    def said(year: int) -> list[str]:
        target = Target("jadwal", jadwal=((Periode("2018-03"), 2.0), (Periode(f"{year}-08"), 3.0)))
        of_years = dict.fromkeys(("UM-1", "KT-1", "KT-3"), target)
        return notices(dataclasses.replace(vacant, settings=dataclasses.replace(settings, target=of_years)))

    assert said(2019) == []
    assert said(2018) == [
        "UM-1, KT-1, dan KT-3: jadwal targetnya tidak memuat bulan di tahun 2019, jadi tidak ada yang dinilai. "
        "Tambahkan di iki.toml."
    ]


def test_exceptions_stand_below_the_forms_with_reason_and_name(vacant: Batch, settings: Settings) -> None:
    sheet = Kelengkapan(Report(vacant, dt.datetime(2019, 3, 2)))
    table = sheet.exceptions
    assert [[column.shown(one).content for column in table.columns] for one in table.records] == [
        ["Kepala Subbagian Umum", "Januari 2019 sampai Februari 2019", "ya", "Lurah Contoh", "Jabatan kosong"],
        ["Kepala Seksi Pelayanan", "Februari 2019", "tidak: formulirnya masuk", "Lurah Contoh", "Jabatan kosong"],
    ]
    assert [column.header for column in table.columns] == ["Jabatan", "Bulan", "Dipakai", "Oleh", "Alasan"]
    counted = [f"Banyak formulir {word}" for word in ("sah", "ada kesalahan", "belum masuk", "dikecualikan")]
    assert [one.label for one in sheet.counts.records] == counted
    assert sheet.counts_in_time.last + 1 < table.head
    assert table.last < sheet.files.head
    plain = Kelengkapan(Report(dataclasses.replace(vacant, settings=settings), dt.datetime(2019, 3, 2)))
    assert [one.label for one in plain.counts.records] == counted[:-1]


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # data bars and sparklines
def test_the_whole_result_of_an_office_that_begins_late_and_has_a_vacant_post_is_written(
    tmp_path: Path, catalog: Catalog, settings: Settings
) -> None:
    complete(tmp_path, "pelayanan", "2019-03")
    office_of_march = excusing(begun(settings, "2019-02"), ("umum", "2019-02..2019-03"))
    made = process_to(tmp_path / "output", [tmp_path], catalog, office_of_march, "2019-03", dt.datetime(2019, 4, 2, 9))
    workbook = opened(made.path, cached=True)
    assert [workbook["Kelengkapan"][cell].value for cell in ("A7", "B7", "C7", "B8", "C8", "C9")] == [
        "Jabatan", "Feb 2019", "Mar 2019", "dikecualikan", "dikecualikan", "sah",
    ]  # fmt: skip
    assert [workbook["Ringkasan"].cell(row, 1).value for row in range(3, 18)] == [
        "SEMENTARA: 1 dari 2 formulir Maret 2019 sah",
        "Belum final. Yang masih ditunggu:",
        "– Ketertiban: formulir belum masuk",
        "– Februari 2019: Pelayanan, Ketertiban",
        "Belum ada rata-rata: belum ada indikator yang lengkap",
        "dan mempunyai target.",
        "Terlambat: Pelayanan. Ditunggu sampai 5 April",
        "2019: Ketertiban.",
        "Per jabatan (rata-rata)",
        "Umum", "dikecualikan", "Pelayanan", "Februari 2019 belum masuk", "Ketertiban", "belum masuk",
    ]  # fmt: skip


# --- who answers -----------------------------------------------------------------------------------------------------


def signed(settings: Settings, catalog: Catalog, jabatan: str) -> list[str]:
    """The lines of whoever countersigns that say something."""
    return [line for line, _ in countersignature(settings, catalog, jabatan, DAY) if line and "…" not in line]


def headed(pimpinan: str, catalog: Catalog) -> Catalog:
    """The catalogue with this head."""
    return dataclasses.replace(catalog, keputusan=dataclasses.replace(catalog.keputusan, pimpinan=pimpinan))


def test_the_head_is_whoever_the_office_says_else_the_catalogue(tmp_path: Path, catalog: Catalog) -> None:
    settings = settings_of(tmp_path, "")
    assert signed(settings, catalog, "umum") == ["Mengetahui,", "Pimpinan Kelurahan Contoh"]
    told_so = headed("Kepala {tempat}", catalog)
    assert signed(settings, told_so, "umum") == ["Mengetahui,", "Kepala Contoh"]
    own = settings_of(tmp_path, 'pimpinan = "Lurah Contoh"\n[pejabat.pimpinan]\nnama = "Siti"')
    assert signed(own, told_so, "umum") == ["Mengetahui,", "Lurah Contoh", "Siti"]


def test_a_head_whom_the_office_names_in_words_is_not_the_jabatan_that_the_catalogue_names(
    tmp_path: Path, catalog: Catalog
) -> None:
    told_so = headed("umum", catalog)
    path = tmp_path / "iki.toml"
    path.write_text(f'{UNIT}pimpinan = "Walikota {{tempat}}"\n[pejabat.pimpinan]\nnama = "Siti"', "utf-8")
    own = load_settings(path, told_so)
    assert (own.unit.head(told_so), own.official("pimpinan"), own.official("umum")) == (
        "pimpinan", Pejabat("Siti"), Pejabat(),
    )  # fmt: skip
    assert signed(own, told_so, "umum") == ["Mengetahui,", "Walikota Contoh", "Siti"]
    assert settings_of(tmp_path, "").unit.head(told_so) == "umum"


@pytest.mark.parametrize("text", ["Walikota {nama}", "Walikota { tempat }", "Walikota {tempat", "Walikota {}"])
def test_a_pimpinan_has_no_gap_but_the_place(text: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        settings_of(tmp_path, f'pimpinan = "{text}"')
    assert str(refused.value).endswith(
        f"[unit]: pimpinan “{text}” memuat kurung kurawal. Yang dikenal di dalamnya hanya {{tempat}}, yang diganti "
        "dengan tempat kantornya."
    )


def test_a_head_in_words_is_refused_where_a_jabatan_is_called_pimpinan(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, changed('kode = "pmd"', 'kode = "pimpinan"'))
    path = tmp_path / "kantor.toml"
    path.write_text(f'{UNIT}pimpinan = "Walikota Contoh"', "utf-8")
    with pytest.raises(SettingsError) as refused:
        load_settings(path, catalog)
    assert str(refused.value) == (
        f"{path}, [unit]: pimpinan “Walikota Contoh” tidak dapat dipakai, karena katalog menilai jabatan “pimpinan”. "
        'Tulis pimpinan = "pimpinan", atau hapus baris itu.'
    )


@pytest.mark.decree
def test_the_head_of_the_first_decree_is_a_camat(decree: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "iki.toml"
    path.write_text('[pejabat.camat]\nnama = "Drs. Contoh"', "utf-8")
    settings = load_settings(path, decree)
    assert signed(settings, decree, "pmd") == ["Mengetahui,", "Camat Ngronggot", "Drs. Contoh"]
    path.write_text('[unit]\nkode = "patianrowo"\nnama = "Kecamatan Patianrowo"', "utf-8")
    assert signed(load_settings(path, decree), decree, "pmd") == ["Mengetahui,", "Camat Patianrowo"]


def test_a_head_who_is_measured_signs_alone(tmp_path: Path, catalog: Catalog) -> None:
    settings = settings_of(tmp_path, 'pimpinan = "umum"\n[pejabat.pimpinan]\nnama = "Siti"')
    assert settings.official("umum") == Pejabat("Siti")
    assert signed(settings, catalog, "umum") == []
    assert signed(settings, catalog, "pelayanan") == ["Mengetahui,", "Kepala Subbagian Umum", "Siti"]


@pytest.mark.parametrize("said", ["Kepala Subbagian Umum", "KEPALA subbagian  umum"])
def test_the_nama_of_a_jabatan_means_it_as_its_kode_does(said: str, tmp_path: Path, catalog: Catalog) -> None:
    settings = settings_of(tmp_path, f'pimpinan = "{said}"\n[pejabat.umum]\nnama = "Siti"')
    head = settings.unit.head(catalog)
    assert (head, settings.unit.title(head, catalog)) == ("umum", "Kepala Subbagian Umum")
    assert signed(settings, catalog, "umum") == []
    assert signed(settings, catalog, "pelayanan") == ["Mengetahui,", "Kepala Subbagian Umum", "Siti"]


def test_the_nama_of_a_jabatan_is_no_head_in_words(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, changed('kode = "pmd"', 'kode = "pimpinan"'))
    [jabatan] = catalog.jabatan
    settings = settings_of(tmp_path, f'pimpinan = "{jabatan.nama.upper()}"', catalog)
    assert settings.unit.head(catalog) == "pimpinan"


def test_somebody_may_stand_in_and_another_countersign(tmp_path: Path, catalog: Catalog) -> None:
    settings = settings_of(
        tmp_path,
        """
        [pejabat.umum]
        nama = "Siti"
        sebutan = "Plt."
        [pejabat.pelayanan]
        atasan = "umum"
        [pejabat.ketertiban]
        atasan = "pimpinan"
        """,
    )
    own = signature_lines(settings, "Kepala Subbagian Umum", settings.official("umum"), DAY)
    assert own[1] == ("Plt. Kepala Subbagian Umum", "plain")
    assert signed(settings, catalog, "pelayanan") == ["Mengetahui,", "Plt. Kepala Subbagian Umum", "Siti"]
    assert signed(settings, catalog, "ketertiban") == ["Mengetahui,", "Pimpinan Kelurahan Contoh"]


def test_nobody_countersigns_himself(tmp_path: Path, catalog: Catalog) -> None:
    settings = settings_of(
        tmp_path,
        """
        [pejabat.pimpinan]
        nama = "Siti"
        sebutan = "Plh."
        [pejabat.umum]
        nama = "Siti"
        [pejabat.pelayanan]
        atasan = "pelayanan"
        """,
    )
    assert [signed(settings, catalog, kode) for kode in ("umum", "pelayanan")] == [[], []]
    assert signed(settings, catalog, "ketertiban") == ["Mengetahui,", "Plh. Pimpinan Kelurahan Contoh", "Siti"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('umum.atasan = "camatt"', "iki.toml, [pejabat], [umum], atasan: “camatt” tidak dikenal. Yang dikenal: "
                                   "pimpinan, umum, pelayanan, ketertiban."),
        ('umum.atasan = "pelayanan"\npelayanan.atasan = "umum"',
         "iki.toml, [pejabat]: atasan berputar: umum → pelayanan → umum. Perbaiki atasan salah satunya."),
        ('pimpinan.atasan = "umum"', "iki.toml, [pejabat]: atasan berputar: pimpinan → umum → pimpinan. Perbaiki "
                                     "atasan salah satunya."),
        ('umum.sebutan = "Pelaksana Tugas"', "iki.toml, [pejabat], [umum]: sebutan “Pelaksana Tugas” harus satu "
                                             "baris teks biasa, paling banyak 10 huruf."),
        ('umum.nama = "a\\nb"', "iki.toml, [pejabat], [umum]: nama “a b” harus satu baris teks biasa, paling banyak "
                                "100 huruf."),
        ('camat.nama = "A"\npimpinan.nama = "B"', "iki.toml, [pejabat]: “camat” dan “pimpinan” adalah orang yang sama. "
                                                  "Hapus salah satunya."),
    ],
)  # fmt: skip
def test_officials_that_cannot_be_are_refused(text: str, sentence: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, f"[pejabat]\n{text}") == sentence


# --- where the settings are found ------------------------------------------------------------------------------------


def test_a_file_whose_name_ends_in_txt_is_told(tmp_path: Path) -> None:
    hidden = tmp_path / "iki.toml.txt"
    hidden.write_text("", "utf-8")
    with pytest.raises(SettingsError) as refused:
        office.load(None, tmp_path)
    assert str(refused.value) == (
        f"{hidden}: pengaturan ini tidak terbaca karena berkasnya bernama iki.toml.txt; ganti namanya menjadi iki.toml "
        "(di Windows tampilkan dulu akhiran nama berkas)."
    )
    (tmp_path / "iki.toml").write_text("", "utf-8")
    assert office.load(None, tmp_path).settings.catatan == (
        f"{hidden} tidak dibaca; yang dipakai iki.toml. Hapus yang tidak diperlukan.",
    )


@pytest.mark.parametrize(
    "name",
    ["iki (1).toml", "iki.toml.toml", "Iki.toml", "IKI.TOML", "iki - Copy.toml", "iki.toml.TXT", "ikitoml.toml.txt"],
)
def test_settings_under_any_such_name_are_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("", "utf-8")
    if (tmp_path / "iki.toml").exists():
        pytest.skip("here capitals make no other name")
    with pytest.raises(SettingsError) as refused:
        office.load(None, tmp_path)
    assert str(refused.value) == (
        f"{tmp_path / name}: pengaturan ini tidak terbaca karena berkasnya bernama {name}; ganti namanya menjadi "
        "iki.toml (di Windows tampilkan dulu akhiran nama berkas)."
    )


@pytest.mark.parametrize(
    "name", ["lain/iki (1).toml", "iki.xlsx", "kiriman iki.toml", "iki.toml.d/x", "keputusan.toml"]
)
def test_what_is_named_otherwise_are_no_settings(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("", "utf-8")
    assert office.load(None, tmp_path).settings.ada_berkas is False


def test_beside_the_right_name_the_others_do_not_matter(tmp_path: Path) -> None:
    for name in ("iki.toml", "iki (1).toml"):
        (tmp_path / name).write_text("", "utf-8")
    assert office.load(None, tmp_path).settings.catatan == ()


NO_FILE = (
    "Perhatikan: Tidak ada iki.toml di folder ini: target, pejabat dan batas waktu memakai bawaan. Jalankan “iki "
    "mulai” untuk membuatnya, atau jalankan perintah ini di folder yang memuatnya."
)


@pytest.mark.decree
def test_whoever_runs_without_settings_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("masuk").mkdir()
    cli.main(["proses", "masuk", "--periode", "2019-02", "--waktu", "2019-03-02T09:00"], standalone_mode=False)
    assert sentences(capsys.readouterr().out)[:2] == [
        "0 berkas: 0 dipakai, 0 disisihkan. 12 kesalahan, 0 peringatan.", NO_FILE,
    ]  # fmt: skip
    cli.main(["periksa", "masuk", "--format", "json"], standalone_mode=False)
    said = capsys.readouterr()
    assert (said.out, said.err.splitlines()[1:]) == ("[]\n", [NO_FILE])


def test_mulai_writes_nothing_beside_such_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("iki.toml.txt").write_text("", "utf-8")
    with pytest.raises(SettingsError, match=r"^iki\.toml\.txt: pengaturan ini tidak terbaca "):
        cli.main(["mulai"], standalone_mode=False)
    assert not Path("iki.toml").exists()


def test_proses_says_what_whoever_runs_it_is_to_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("iki.toml").write_text(f"katalog = {str(kecil.KATALOG)!r}\n{UNIT}{VACANT}", "utf-8")
    Path("iki.toml.txt").write_text("", "utf-8")
    complete(Path("masuk"), "umum", "2019-02")
    cli.main(["proses", "masuk", "--periode", "2019-02", "--waktu", "2019-03-02T09:00"], standalone_mode=False)
    assert sentences(capsys.readouterr().out)[1:3] == [
        "Perhatikan: iki.toml.txt tidak dibaca; yang dipakai iki.toml. Hapus yang tidak diperlukan.",
        "Perhatikan: Pengecualian Kepala Subbagian Umum untuk Februari 2019 tidak berlaku, karena formulirnya masuk "
        "dan dihitung. Hapus bulan itu dari pengecualian di iki.toml, atau sisihkan formulirnya.",
    ]


@pytest.mark.decree
def test_forms_of_another_unit_alone_say_once_that_the_settings_were_left_behind(
    tmp_path: Path, decree: Catalog
) -> None:
    other = Settings(unit=Unit("kertosono", "Kecamatan Kertosono"))
    write_blanks(decree, other, ["2019-03"], tmp_path)
    catalog, settings = office.load(None, tmp_path)
    with pytest.raises(SettingsError) as refused:
        check_files([tmp_path], catalog, settings)
    assert str(refused.value) == (
        "iki.toml tidak ada di folder ini, sehingga yang diolah unit “ngronggot”, padahal 6 formulir yang masuk milik "
        "unit “kertosono”. Salin iki.toml unit itu ke folder ini, atau jalankan perintahnya di folder yang memuatnya."
    )
    write_blanks(decree, settings, ["2019-03"], tmp_path, only=["pmd"])
    checked = check_files([tmp_path], catalog, settings)
    assert checked.files["alasan"].value_counts().to_dict() == {"unit_lain": 6, "belum_diisi": 1}


def test_the_catalogue_may_be_named_in_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(kecil.KATALOG, tmp_path / "katalog kita")
    (tmp_path / "iki.toml").write_text(f'katalog = "katalog kita"\n{UNIT}', "utf-8")
    catalog, settings = office.load(None, tmp_path)
    assert (catalog.kode, settings.unit.kode) == (["umum", "pelayanan", "ketertiban"], "contoh")
    monkeypatch.chdir(tmp_path)
    cli.main(["katalog"], standalone_mode=False)
    assert capsys.readouterr().out.startswith("Kepala Subbagian Umum (umum, sidik ")
    small = tmp_path / "kecil"
    small.mkdir()
    loaded(small, SMALL)
    assert office.load(small, tmp_path).catalog.kode == ["pmd"]


def test_a_catalogue_that_is_not_there_is_told_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "iki.toml").write_text(f'katalog = "hilang"\n{UNIT}', "utf-8")
    with pytest.raises(IkiError) as refused:
        office.load(None, tmp_path)
    assert str(refused.value) == (f"{tmp_path}/hilang: katalog ini tidak ada. Periksa nama folder atau berkasnya.")


def test_a_catalogue_stands_in_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "iki.toml").write_text(f'katalog = "."\n{UNIT}', "utf-8")
    with pytest.raises(SettingsError) as refused:
        office.load(None, tmp_path)
    assert str(refused.value) == (
        f"{tmp_path}/iki.toml: katalog “.” folder berkas ini sendiri. Pindahkan katalognya ke folder lain."
    )


def test_another_catalogue_asks_what_the_office_is_called(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(None, kecil.catalog())
    assert str(refused.value) == (
        "iki.toml: kode, nama, kabupaten, dan tempat di [unit] belum ditulis. Tulis di iki.toml (“iki mulai” menulis "
        "contohnya), atau di [unit] keputusan.toml bila katalognya untuk satu kantor."
    )
    path = tmp_path / "iki.toml"
    path.write_text(UNIT.replace('kabupaten = "Kota Contoh"\n', ""), "utf-8")
    with pytest.raises(SettingsError) as part:
        load_settings(path, kecil.catalog())
    assert str(part.value) == (
        f"{path}: kabupaten di [unit] belum ditulis. Tulis di iki.toml (“iki mulai” menulis contohnya), atau di [unit] "
        "keputusan.toml bila katalognya untuk satu kantor."
    )


# --- codes that can be typed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kode", ["PMD\\\\1", "PMD\\u00071", "PMD\\n1", 'PMD\\"1', "PMD'1", "PMD  1", "PMD\\u200b1"])
def test_a_kode_of_an_indikator_that_nobody_can_type_is_refused(kode: str, tmp_path: Path) -> None:
    with pytest.raises(IkiError) as refused:
        loaded(tmp_path, changed('"PMD-1"', f'"{kode}"'))
    assert str(refused.value).endswith(
        " tidak dapat ditulis di iki.toml. Tulis di satu baris, tanpa tanda kutip, garis miring terbalik, spasi "
        "rangkap, dan huruf yang tidak terlihat, misalnya “TU-1”."
    )


@pytest.mark.parametrize("kode", ["PMD 1", "PMÄ-1", "PMD/1", "PMD_1"])
def test_a_kode_of_an_indikator_that_can_be_typed_in_quotes_is_one(kode: str, tmp_path: Path) -> None:
    catalog = loaded(tmp_path, changed('"PMD-1"', f'"{kode}"'))
    path = tmp_path / "kantor.toml"
    path.write_text(f'{UNIT}[target]\n"{kode}" = 5\n', "utf-8")
    assert load_settings(path, catalog).target.keys() == {kode}


def test_a_kode_of_an_indikator_is_not_endless(tmp_path: Path) -> None:
    assert loaded(tmp_path, changed('"PMD-1"', f'"{"K" * 30}"')).indikator.keys() == {"K" * 30}
    with pytest.raises(IkiError, match="terlalu panjang: paling banyak 30 huruf"):
        loaded(tmp_path, changed('"PMD-1"', f'"{"K" * 31}"'))


# --- nothing that stands in the file ends in a traceback -------------------------------------------------------------

VALUES = ("3", "1.5", "true", "nan", "2019-03-01", "07:30:00", '""', '"x"', "[]", "[1]", "[[]]", "[{}]", "{}",
          "{ x = 1 }", "{ x = { x = 1 } }", '"\\u0007"', '"' + "n" * 40_000 + '"')  # fmt: skip
PLACES = (
    "katalog", "unit", "unit.kode", "unit.nama", "unit.mulai", "unit.pimpinan", "pejabat", "pejabat.umum",
    "pejabat.camat", "pejabat.umum.nip", "pejabat.umum.nama", "pejabat.umum.atasan", "batas_waktu",
    "batas_waktu.profil", "kalender", "kalender.hari_kerja", "kalender.libur_tambahan", "kalender.hari_kerja.2019-03",
    "aturan", "aturan.pita", "aturan.arah", "batas_kirim", "batas_kirim.hari", "pengecualian", "entah",
)  # fmt: skip
OF_THE_OFFICE = {"katalog": None, "unit": kecil.KATALOG}
"""What says which catalogue there is, and whether there are many units, is asked before any other setting."""


@pytest.mark.parametrize("place", PLACES)
def test_whatever_stands_in_the_settings_is_read_or_refused_in_a_sentence(place: str, tmp_path: Path) -> None:
    shutil.copytree(kecil.KATALOG, tmp_path / "x")
    path, catalog = tmp_path / "iki.toml", kecil.catalog()
    for value in VALUES:
        path.write_text(f"{place} = {value}", "utf-8")
        with pytest.raises(IkiError, match=r"\.$|\?$"):
            if place in OF_THE_OFFICE:
                office.load(OF_THE_OFFICE[place], tmp_path)
            else:
                load_settings(path, catalog)
