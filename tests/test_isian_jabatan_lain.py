"""Isian that one jabatan fills and the indikator of others use: asked on its form only, and counted wherever used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from iki_excel.cli.saying import catalog_lines
from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.decree.settings import Settings
from iki_excel.decree.unit import Pengecualian
from iki_excel.forms import layout
from iki_excel.forms.layout import ISIAN
from iki_excel.runs.checking import check_files
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from tests.gnumeric import need_gnumeric, recalculated
from tests.office import Office
from tests.result_tables import cells, columns
from tests.small_catalog import SETTINGS, changed, filled_of, without_lines, written
from tests.test_isian_bersama import TOP, indikator, isian
from tests.test_report_formulas import opened, unlike_spreadsheets
from tests.test_report_of_time import shown

PEOPLE = isian("isian", "penduduk", "Jumlah penduduk", "terakhir", "orang") + 'diisi = "umum"\n'
DAYS = isian("isian", "hari", "Jumlah hari layanan", "jumlah", "hari") + 'diisi = "umum"\n'
DECREE = PEOPLE + DAYS

LETTERS = indikator(
    "UM-1", "surat", isian("indikator.isian", "surat", "Jumlah surat", "jumlah", "surat")
    + "\n[[indikator.contoh]]\nisian = { surat = 5 }\nhasil = 5\n",
)  # fmt: skip
QUEUE = indikator(
    "UM-2", "antrean / hari", isian("indikator.isian", "antrean", "Jumlah antrean", "jumlah", "orang")
    + "\n[[indikator.contoh]]\nisian = { antrean = 50, hari = 20 }\nhasil = 2.5\n",
)  # fmt: skip
GENERAL = TOP.replace("pmd", "umum").replace("PMD", "Umum") + LETTERS + QUEUE

INCIDENTS = indikator(
    "TIB-1", "kejadian / penduduk * 1000",
    isian("indikator.isian", "kejadian", "Jumlah kejadian", "jumlah", "kejadian")
    + "\n[[indikator.contoh]]\nisian = { kejadian = 5, penduduk = 10000 }\nhasil = 0.5\n",
)  # fmt: skip
GUARDS = indikator(
    "TIB-2", "jaga / seharusnya * 100",
    isian("indikator.isian", "jaga", "Jumlah jaga", "jumlah", "orang")
    + isian("indikator.isian", "regu", "Jumlah regu", "terakhir", "regu") + """
[[indikator.hitung]]
kode = "seharusnya"
label = "Regu × hari layanan"
satuan = "orang"
rumus = "regu * hari"
akumulasi = "jumlah"

[[indikator.contoh]]
isian = { jaga = 30, regu = 3, hari = 20 }
hasil = 50
""",
)  # fmt: skip
SUM = indikator(
    "TIB-3", "kegiatan + hari", isian("indikator.isian", "kegiatan", "Jumlah kegiatan", "jumlah")
    + "\n[[indikator.contoh]]\nisian = { kegiatan = 4, hari = 20 }\nhasil = 24\n",
)  # fmt: skip
ORDER = TOP.replace("pmd", "tib").replace("PMD", "Ketertiban") + INCIDENTS + GUARDS + SUM


def loaded(folder: Path, umum: str = GENERAL, tib: str = ORDER, decree: str = DECREE) -> Catalog:
    folder.mkdir(exist_ok=True)
    return load_catalog(written(folder, umum=umum, tib=tib, keputusan=decree))


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return loaded(tmp_path / "katalog")


OF_GENERAL: dict[str, Any] = {"surat": 5, "antrean": 44, "hari": 22, "penduduk": 10000}
OF_ORDER: dict[str, Any] = {"kejadian": 3, "jaga": 60, "regu": 3, "kegiatan": 4}
JANUARY = {"umum": OF_GENERAL, "tib": OF_ORDER}
FEBRUARY = {
    "umum": {"surat": 6, "antrean": 20, "hari": 20, "penduduk": 10100},
    "tib": {"kejadian": 2, "jaga": 50, "regu": 3, "kegiatan": 5},
}
Year = dict[str, dict[str, dict[str, Any]]]
BOTH: Year = {"2019-01": JANUARY, "2019-02": FEBRUARY}


def filled(folder: Path, catalog: Catalog, year: Year) -> list[Path]:
    """The forms of each month that came in, filled by the kode of their cells."""
    return [
        filled_of(kode, folder / f"{month}-{kode}.xlsx", catalog, month, typed)
        for month, forms in year.items()
        for kode, typed in forms.items()
    ]


def results(folder: Path, catalog: Catalog, year: Year, settings: Settings = SETTINGS) -> list[tuple[Any, ...]]:
    """Of each indikator of Ketertiban what it comes to so far in the last month, and how that stands."""
    hasil = process(filled(folder, catalog, year), catalog, settings, max(year)).scores.hasil
    last = hasil[(hasil["periode"] == max(year)) & (hasil["jabatan"] == "tib")].round(4).astype(object)
    columns = ["indikator", "realisasi", "status_kata"]
    return [*last[columns].where(last.notna(), None).itertuples(index=False, name=None)]


def with_general(**typed: Any) -> Year:
    """Both months, and in February something else on the form of Umum."""
    return {**BOTH, "2019-02": {**FEBRUARY, "umum": FEBRUARY["umum"] | typed}}


# --- what a catalogue says -------------------------------------------------------------------------------------------


def test_its_owner_asks_for_it_and_the_others_know_whose_it_is(catalog: Catalog) -> None:
    assert [slot.kode for slot in catalog["umum"].asked] == ["surat", "penduduk", "hari", "antrean"]
    assert [slot.kode for slot in catalog["tib"].asked] == ["kejadian", "jaga", "regu", "kegiatan"]
    lines = [line.strip() for line in catalog_lines(catalog)]
    assert [line for line in lines if "diisi oleh" in line] == [
        "Jumlah penduduk: diisi oleh Kepala Seksi Umum",
        "Jumlah hari layanan: diisi oleh Kepala Seksi Umum",
        "Jumlah hari layanan: diisi oleh Kepala Seksi Umum",
    ]


def test_where_its_owner_does_not_always_use_it_it_is_supporting(tmp_path: Path) -> None:
    until = changed("rumus = 'antrean", 'berlaku_sampai = "2019-06"\nrumus = \'antrean', GENERAL)
    catalog = loaded(tmp_path, until)
    assert [slot.kode for slot in catalog.at("2019-07")["umum"].asked] == ["surat", "penduduk", "hari"]
    assert [one.kode for one in catalog["umum"].indikator[0].isian if one.pendukung] == ["penduduk", "hari"]


def test_who_fills_it_is_part_of_what_a_form_asks_and_their_name_is_not(catalog: Catalog, tmp_path: Path) -> None:
    renamed = loaded(tmp_path / "lain", GENERAL.replace("Kepala Seksi Umum", "Sekretaris"))
    assert fingerprint(renamed) == fingerprint(catalog)
    turned = loaded(tmp_path / "lain", decree=DECREE.replace('"umum"', '"tib"'))
    assert fingerprint(turned["tib"]) != fingerprint(catalog["tib"])


NOTHING_OF_ITS_OWN = indikator("TIB-1", "hari * 2", """
[[indikator.contoh]]
isian = { hari = 20 }
hasil = 40
""")  # fmt: skip
CONDITION = """
[[indikator.syarat]]
rumus = "kejadian <= penduduk"
pesan = "Kejadian paling banyak sebanyak penduduk."

[[indikator.contoh]]
"""
DOCUMENTS = """
[[isian]]
kode = "lap"
jenis = "daftar_dokumen"
label = "Laporan"
diisi = "umum"
butir = [{ kode = "tahunan", label = "Laporan tahunan" }]
"""


@pytest.mark.parametrize(
    ("files", "refused"),
    [
        pytest.param(
            {"decree": DECREE.replace('"umum"', '"umun"')},
            "keputusan.toml, isian penduduk: diisi “umun”. Maksudnya “umum”?\n"
            "keputusan.toml, isian hari: diisi “umun”. Maksudnya “umum”?",
            id="no such jabatan",
        ),
        pytest.param(
            {"decree": DECREE.replace('diisi = "umum"\n', "", 1)},
            'keputusan.toml, isian penduduk: kunci “diisi” tidak ada. Tambahkan diisi = … (teks dalam tanda kutip).',
            id="nobody",
        ),
        pytest.param(
            {"tib": TOP.replace("pmd", "tib") + GUARDS},
            "keputusan.toml, isian penduduk: “penduduk” tidak dipakai rumus mana pun. Pakai dalam rumus, atau hapus.",
            id="unused",
        ),
        pytest.param(
            {"umum": GENERAL.replace('kode = "surat"', 'kode = "penduduk"').replace("'surat'", "'penduduk'")},
            "umum.toml, indikator UM-1: “penduduk” sudah ada di bagian [[isian]] jabatan ini atau keputusan.toml. "
            "Hapus di sini, atau ganti kodenya.",
            id="a code of its own",
        ),
        pytest.param(
            {"umum": GENERAL.replace("Jumlah surat", "Jumlah penduduk")},
            "umum.toml, indikator UM-1, isian surat: label isian “Jumlah penduduk” dipakai dua kali (sudah dipakai di "
            "keputusan.toml, isian penduduk). Ganti salah satunya.",
            id="a label of its own",
        ),
        pytest.param(
            {"tib": TOP.replace("pmd", "tib") + NOTHING_OF_ITS_OWN},
            "tib.toml, indikator TIB-1: semua isian yang dipakai rumus diisi di formulir jabatan lain. Pakai "
            "sedikitnya satu isian jabatan ini sendiri.",
            id="nothing of its own",
        ),
        pytest.param(
            {"tib": changed("\n[[indikator.contoh]]\nisian = { kejadian", f"{CONDITION}isian = {{ kejadian", ORDER)},
            "tib.toml, indikator TIB-1: syarat “kejadian <= penduduk” memakai “penduduk”, yang diisi di formulir "
            "jabatan lain. Syarat hanya membandingkan isian di formulir yang sama.",
            id="a condition",
        ),
        pytest.param(
            {"decree": DECREE + DOCUMENTS},
            "keputusan.toml, isian lap: hanya isian bilangan dapat dipakai jabatan lain. Pindahkan yang lain ke berkas "
            "jabatannya sendiri.",
            id="documents",
        ),
        pytest.param(
            {"umum": GENERAL.replace("rumus =", 'berlaku_mulai = "2019-01"\nrumus =')},
            "\n".join(
                f"keputusan.toml, isian {kode}: jabatan “umum” tidak punya indikator yang berlaku di semua bulan, jadi "
                "ada bulan yang tidak menanyakannya. Pilih jabatan lain."
                for kode in ("penduduk", "hari")
            ),
            id="no indikator that is always valid",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(tmp_path: Path, files: dict[str, str], refused: str) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, **files)
    assert without_lines(caught.value).replace(f"{tmp_path}/", "") == refused


# --- the forms -------------------------------------------------------------------------------------------------------


def test_the_other_form_says_who_fills_it_and_shows_no_number(catalog: Catalog, tmp_path: Path) -> None:
    [path] = filled(tmp_path, catalog, {"2019-01": {"tib": OF_ORDER}})
    sheet = load_workbook(path)[ISIAN]
    assert [[sheet[f"{column}{row}"].value for column in "ABCIFG"] for row in (8, 10)] == [
        [None, 1, "Jumlah penduduk: diisi oleh Kepala Seksi Umum", "orang", None, None],
        [None, None, "Realisasi bulan ini", "kegiatan", '="lihat rekap"', None],
    ]
    assert sheet["F8"].protection.locked
    guide = [(row[1], row[2]) for row in load_workbook(path)[layout.PETUNJUK].iter_rows(values_only=True)]
    assert ("Isian: Jumlah penduduk", "Diisi oleh Kepala Seksi Umum.") in guide


@pytest.mark.libreoffice
def test_no_form_shows_a_number_that_leans_on_another(catalog: Catalog, office: Office, tmp_path: Path) -> None:
    need_gnumeric()
    tib, umum = filled(tmp_path, catalog, {"2019-01": {"tib": OF_ORDER, "umum": OF_GENERAL}})
    for values in (office.values(tib)[ISIAN], recalculated(tib)[ISIAN]):
        assert values["B2"] == "Siap dikirim: YA"
        shown_there = [(cell, value) for cell, value in values.items() if cell[0] == "F" and int(cell[1:]) > 7]
        assert [(cell, value) for cell, value in shown_there if value and int(cell[1:]) < 25] == [
            ("F9", 3), ("F10", "lihat rekap"), ("F14", 60), ("F15", 3), ("F17", "lihat rekap"), ("F21", 4),
            ("F22", "lihat rekap"),
        ]  # fmt: skip
    for values in (office.values(umum)[ISIAN], recalculated(umum)[ISIAN]):
        assert [values[cell] for cell in ("F9", "F10", "F15")] == [10000, 5, 2]


def test_both_forms_are_read_and_wrong_entries_told_to_whom_they_belong(catalog: Catalog, tmp_path: Path) -> None:
    assert check_files(filled(tmp_path, catalog, BOTH), catalog, SETTINGS).temuan.empty
    year = with_general(penduduk=None)
    temuan = check_files(filled(tmp_path, catalog, year), catalog, SETTINGS).temuan
    assert [(Path(row.file).name, row.sel, row.kode) for row in temuan.itertuples()] == [
        ("2019-02-umum.xlsx", "F9", "kosong"),
    ]


def test_a_form_that_calls_its_owner_otherwise_is_read(catalog: Catalog, tmp_path: Path) -> None:
    paths = filled(tmp_path, catalog, BOTH)
    renamed = loaded(tmp_path / "lain", GENERAL.replace("Kepala Seksi Umum", "Sekretaris"))
    assert check_files(paths, renamed, SETTINGS).temuan.empty


# --- scores ----------------------------------------------------------------------------------------------------------


def test_it_counts_where_it_is_used(catalog: Catalog, tmp_path: Path) -> None:
    assert results(tmp_path, catalog, BOTH) == [
        ("TIB-1", 0.495, "lengkap"),  # 5 / 10.100 × 1.000
        ("TIB-2", 87.3016, "lengkap"),  # 110 / (3 × 22 + 3 × 20)
        ("TIB-3", 51.0, "lengkap"),  # 4 + 5 + 22 + 20
    ]


WAITS = "belum lengkap (isian dari Kepala Seksi Umum belum ada)"


def test_where_the_owners_form_is_missing_the_others_wait_for_it(catalog: Catalog, tmp_path: Path) -> None:
    assert results(tmp_path, catalog, {**BOTH, "2019-02": {"tib": FEBRUARY["tib"]}}) == [
        ("TIB-1", None, WAITS), ("TIB-2", None, WAITS), ("TIB-3", None, WAITS)
    ]  # fmt: skip


def test_what_is_blank_or_wrong_there_is_so_here(catalog: Catalog, tmp_path: Path) -> None:
    wrong = "salah isi (isian dari Kepala Seksi Umum perlu diperbaiki)"
    assert results(tmp_path, catalog, with_general(penduduk="banyak", hari=None)) == [
        ("TIB-1", None, wrong), ("TIB-2", None, WAITS), ("TIB-3", None, WAITS)
    ]  # fmt: skip


def test_a_blank_of_its_own_form_is_told_before(catalog: Catalog, tmp_path: Path) -> None:
    year = with_general(penduduk=None)
    year["2019-02"]["tib"] = FEBRUARY["tib"] | {"kejadian": None}
    assert results(tmp_path, catalog, year)[0] == ("TIB-1", None, "belum lengkap (ada isian kosong)")


def test_tb_there_is_tb_here(catalog: Catalog, tmp_path: Path) -> None:
    """A ratio leaves the month out; a sum adds what applies."""
    assert results(tmp_path, catalog, with_general(penduduk="TB", hari="TB")) == [
        ("TIB-1", 0.3, "lengkap"), ("TIB-2", 90.9091, "lengkap"), ("TIB-3", 31.0, "lengkap")
    ]  # fmt: skip


def test_a_month_without_the_own_form_counts_nothing_of_the_other(catalog: Catalog, tmp_path: Path) -> None:
    partly = "sebagian (ada bulan yang belum masuk)"
    assert results(tmp_path, catalog, {**BOTH, "2019-01": {"umum": OF_GENERAL}}) == [
        ("TIB-1", 0.198, partly), ("TIB-2", 83.3333, partly), ("TIB-3", 25.0, partly)
    ]  # fmt: skip


def test_while_its_owner_is_excused_it_does_not_apply(catalog: Catalog, tmp_path: Path) -> None:
    year = {**BOTH, "2019-02": {"tib": FEBRUARY["tib"]}}
    excused = Settings(unit=SETTINGS.unit, pengecualian=(Pengecualian("umum", "2019-02", "Jabatan kosong", "Lurah"),))
    assert results(tmp_path, catalog, year, excused) == [
        ("TIB-1", 0.3, "lengkap"), ("TIB-2", 90.9091, "lengkap"), ("TIB-3", 31.0, "lengkap")
    ]  # fmt: skip


POSTS = indikator(
    "TIB-1", "pos / penduduk * 1000", isian("indikator.isian", "pos", "Jumlah pos", "terakhir", "pos")
    + "\n[[indikator.contoh]]\nisian = { pos = 5, penduduk = 10000 }\nhasil = 0.5\n",
)  # fmt: skip


def test_a_state_stays_as_it_was_while_its_owner_is_awaited(tmp_path: Path) -> None:
    state = loaded(tmp_path / "katalog", tib=ORDER.replace(INCIDENTS, POSTS))
    own = {"pos": 20, "jaga": 50, "regu": 3, "kegiatan": 5}
    year: Year = {"2019-01": {"umum": OF_GENERAL, "tib": own}, "2019-02": {"tib": own}}
    assert results(tmp_path, state, year)[0] == (
        "TIB-1", 2.0, "sebagian (isian bulan ini dari Kepala Seksi Umum belum ada)"
    )  # fmt: skip


# --- the report ------------------------------------------------------------------------------------------------------


def test_its_row_leads_to_the_one_of_its_owner(catalog: Catalog, tmp_path: Path) -> None:
    workbook = shown(process(filled(tmp_path, catalog, {"2019-01": JANUARY}), catalog, SETTINGS, "2019-01"), tmp_path)
    every = columns(workbook, "tblData", "Jabatan", "Kode", "Kode isian", "Angka", "Keadaan", "Berkas", "Sel")
    umum = (tmp_path / "2019-01-umum.xlsx").as_posix()
    assert [row for row in every if row[2] in ("penduduk", "hari")] == [
        ("TIB", "TIB-1", "penduduk", 10000, "isi", umum, "F9"),
        ("TIB", "TIB-2", "hari", 22, "isi", umum, "F13"),
        ("TIB", "TIB-3", "hari", 22, "isi", umum, "F13"),
        ("Umum", "UM-1", "penduduk", 10000, "isi", umum, "F9"),
        ("Umum", "UM-2", "hari", 22, "isi", umum, "F13"),
    ]
    live = cells(opened(tmp_path / "rekap.xlsx"), "tblData")
    angka = {(row["Kode"].value, row["Kode isian"].value): row["Angka"] for row in live}
    own = {"penduduk": angka["UM-1", "penduduk"], "hari": angka["UM-2", "hari"]}
    assert [own[kode].value for kode in ("penduduk", "hari")] == [10000, 22]
    for kode, name in (("TIB-1", "penduduk"), ("TIB-2", "hari"), ("TIB-3", "hari")):
        assert angka[kode, name].value == f"={own[name].coordinate}"


def test_a_row_without_the_owners_form_says_what_became_of_that(catalog: Catalog, tmp_path: Path) -> None:
    batch = process(filled(tmp_path, catalog, {"2019-01": {"tib": OF_ORDER}}), catalog, SETTINGS, "2019-01")
    workbook = shown(batch, tmp_path)
    assert columns(workbook, "tblData", "Kode", "Kode isian", "Angka", "Keadaan")[:2] == [
        ("TIB-1", "penduduk", None, "belum masuk"),
        ("TIB-1", "kejadian", 3, "isi"),
    ]


@pytest.mark.panjang
@pytest.mark.libreoffice
def test_the_report_is_what_spreadsheets_calculate(catalog: Catalog, office: Office, tmp_path: Path) -> None:
    years = (
        BOTH,
        with_general(penduduk="TB", hari=None),
        {"2019-01": {"umum": OF_GENERAL}, "2019-02": {"tib": OF_ORDER}},
    )
    for number, year in enumerate(years):
        folder = tmp_path / str(number)
        folder.mkdir()
        shown(process(filled(folder, catalog, year), catalog, SETTINGS, "2019-02"), folder)
        path = folder / "rekap.xlsx"
        assert unlike_spreadsheets(path, office) == []
