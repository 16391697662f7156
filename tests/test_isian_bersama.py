"""Isian that several indikator of a jabatan use: asked once on its form, read once, and counted in each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from iki_excel.decree import Catalog
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.forms import layout
from iki_excel.forms.layout import ISIAN
from iki_excel.runs.checking import check_files
from iki_excel.runs.mending import write_marked
from iki_excel.runs.migrating import migrate
from iki_excel.runs.month import process
from iki_excel.words.errors import CatalogError
from tests.gnumeric import need_gnumeric, recalculated
from tests.office import Office
from tests.result_tables import cells, columns
from tests.small_catalog import HEAD, SETTINGS, changed, filled, loaded, without_lines
from tests.test_report_formulas import opened, unlike_spreadsheets
from tests.test_report_of_time import shown

TOP = HEAD[: HEAD.index("\n[[indikator]]")]


def indikator(kode: str, rumus: str, rest: str) -> str:
    head = (
        HEAD[HEAD.index("\n[[indikator]]") :].replace("PMD-1", kode).replace("Jumlah koordinasi", f"Indikator {kode}")
    )
    return f"{head}rumus = {rumus!r}\n{rest}"


def isian(of: str, kode: str, label: str, akumulasi: str, satuan: str = "kegiatan") -> str:
    said = {"kode": kode, "label": label, "satuan": satuan, "akumulasi": akumulasi}
    return "\n".join(["", f"[[{of}]]", *(f'{key} = "{text}"' for key, text in said.items()), ""])


VILLAGES = isian("isian", "desa", "Jumlah desa", "terakhir", "desa")
MEETINGS = isian("isian", "rapat", "Jumlah rapat", "jumlah")
REPORTS = """
[[isian]]
kode = "laporan"
jenis = "daftar_dokumen"
label = "Laporan"
mutu = true
butir = [{ kode = "tahunan", label = "Laporan tahunan", batas = "28 Februari" }]
"""
SHARED = VILLAGES + MEETINGS + REPORTS
CONDITION = """
[[indikator.syarat]]
rumus = "aktif <= desa"
pesan = "Desa aktif tidak boleh lebih banyak daripada seluruh desa."
"""
ACTIVE = indikator(
    "PMD-1", "aktif / desa * 100",
    isian("indikator.isian", "aktif", "Jumlah desa aktif", "terakhir", "desa") + CONDITION + """
[[indikator.contoh]]
isian = { desa = 10, aktif = 5 }
hasil = 50
""",
)  # fmt: skip
PER_VILLAGE = indikator("PMD-2", "rapat / desa_bulan", """
[[indikator.hitung]]
kode = "desa_bulan"
label = "Desa setiap bulan"
satuan = "desa"
rumus = "desa"
akumulasi = "jumlah"

[[indikator.syarat]]
rumus = "desa <= 20"
pesan = "Desa di kecamatan ini paling banyak 20."

[[indikator.contoh]]
isian = { desa = 10, rapat = 20 }
hasil = 2
""")  # fmt: skip
IN_TIME = """
[[indikator.contoh]]
isian.laporan.tahunan = { selesai = 2019-02-20, mutu = "Ya" }
hasil = 100
"""
ALL_RESULTS = """sifat = "arus"

[[indikator.contoh]]
isian.rapat = 3
isian.laporan.tahunan = { selesai = 2019-02-20, mutu = "Ya" }
hasil = 4
"""
TEXT = (
    TOP + SHARED + ACTIVE + PER_VILLAGE
    + indikator("PMD-3", "memenuhi(laporan) / jatuh_tempo(laporan) * 100", IN_TIME)
    + indikator("PMD-4", "rapat + memenuhi(laporan)", ALL_RESULTS)
)  # fmt: skip
JANUARY: dict[str, Any] = {"desa": 10, "aktif": 5, "rapat": 20}
FEBRUARY: dict[str, Any] = {
    "desa": 12, "aktif": 6, "rapat": 4, "laporan.tahunan.selesai": dt.date(2019, 2, 20), "laporan.tahunan.mutu": "Ya"
}  # fmt: skip


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    folder = tmp_path / "katalog"
    folder.mkdir()
    return loaded(folder, TEXT)


def told(catalog: Catalog, path: Path) -> list[tuple[str, str, str]]:
    temuan = check_files([path], catalog, SETTINGS).temuan
    return [(row["kode"], row["sel"], row["pesan"]) for row in temuan.to_dict("records")]


def results(folder: Path, catalog: Catalog, year: dict[str, dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Of each indikator what it comes to in the last month by itself and so far, and how that stands."""
    forms = [filled(folder, catalog, month, typed) for month, typed in year.items()]
    hasil = process(forms, catalog, SETTINGS, max(year)).scores.hasil
    last = hasil[hasil["periode"] == max(year)].round(4).astype(object)
    columns = ["indikator", "realisasi_bulan", "realisasi", "status"]
    return [*last[columns].where(last.notna(), None).itertuples(index=False, name=None)]


# --- what a catalogue says -------------------------------------------------------------------------------------------


def test_each_indikator_has_the_shared_isian_that_it_uses_in_front_of_its_own(catalog: Catalog) -> None:
    assert [[one.kode for one in part.isian] for part in catalog["pmd"].indikator] == [
        ["desa", "aktif"], ["desa", "rapat"], ["laporan"], ["rapat", "laporan"]
    ]  # fmt: skip
    assert [slot.kode for slot in catalog["pmd"].asked] == [
        "desa", "aktif", "rapat", "laporan.tahunan.selesai", "laporan.tahunan.mutu"
    ]  # fmt: skip


def test_an_isian_that_one_indikator_uses_is_as_if_it_were_its_own(tmp_path: Path) -> None:
    shared, own = tmp_path / "bersama", tmp_path / "sendiri"
    shared.mkdir()
    own.mkdir()
    alone = ACTIVE.replace(
        "\n[[indikator.isian]]", f"{VILLAGES.replace('[[isian]]', '[[indikator.isian]]')}\n[[indikator.isian]]"
    )
    assert fingerprint(loaded(shared, TOP + VILLAGES + ACTIVE)) == fingerprint(loaded(own, TOP + alone))


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        pytest.param(
            TOP + VILLAGES + MEETINGS + ACTIVE,
            "pmd.toml, isian rapat: “rapat” tidak dipakai rumus mana pun. Pakai dalam rumus, atau hapus.",
            id="unused",
        ),
        pytest.param(
            TOP + VILLAGES + ACTIVE.replace('"aktif"', '"desa"'),
            "pmd.toml, indikator PMD-1: “desa” sudah ada di bagian [[isian]] jabatan ini atau keputusan.toml. Hapus "
            "di sini, atau ganti kodenya.",
            id="a code of its own",
        ),
        pytest.param(
            TOP + VILLAGES + ACTIVE.replace("Jumlah desa aktif", "Jumlah desa"),
            "pmd.toml, indikator PMD-1, isian aktif: label isian “Jumlah desa” dipakai dua kali (sudah dipakai di "
            "pmd.toml, isian desa). Ganti salah satunya.",
            id="a label of its own",
        ),
        pytest.param(
            TOP + VILLAGES + VILLAGES + ACTIVE,
            "pmd.toml, isian desa: kode isian “desa” dipakai dua kali (sudah dipakai di pmd.toml, isian "
            "desa). Ganti salah satunya.",
            id="twice",
        ),
        pytest.param(
            changed('satuan = "desa"\n', 'satuan = "desa"\npendukung = true\n', TOP + VILLAGES) + ACTIVE,
            "pmd.toml, isian desa: isian bersama tidak dapat pendukung = true. Hapus tanda itu dan pakai isiannya "
            "dalam rumus, atau pindahkan ke bagian [[indikator.isian]].",
            id="supporting",
        ),
        pytest.param(
            TOP + '\n[[isian]]\nkode = "skm"\njenis = "survei"\nlabel = "SKM"\nprofil = "permenpanrb-14-2017"\n'
            + ACTIVE,
            "pmd.toml, isian skm: survei tidak dapat dipakai bersama. Pindahkan ke bagian [[indikator.isian]] satu "
            "indikator.",
            id="a survey",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_shared_is_refused(tmp_path: Path, text: str, refused: str) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, text)
    assert without_lines(caught.value).replace(f"{tmp_path}/", "") == refused


# --- the form --------------------------------------------------------------------------------------------------------


def test_it_is_asked_under_the_first_indikator_and_the_others_say_where(catalog: Catalog, tmp_path: Path) -> None:
    sheet = load_workbook(filled(tmp_path, catalog, "2019-02", FEBRUARY))[ISIAN]
    rows = [[sheet[f"{column}{row}"].value for column in "ABCF"] for row in range(7, 29)]
    assert [row for row in rows if row[1] is not None] == [
        [None, "PMD-1", "Indikator PMD-1", None],
        ["desa", 1, "Jumlah desa", 12],
        ["aktif", 2, "Jumlah desa aktif", 6],
        [None, "PMD-2", "Indikator PMD-2", None],
        [None, 1, "Jumlah desa: diisi di F8", '=IF(ISBLANK(F8),"",F8)'],
        ["rapat", 2, "Jumlah rapat", 4],
        [None, "PMD-3", "Indikator PMD-3", None],
        ["laporan.tahunan.selesai", 1, "Laporan tahunan – tanggal selesai", dt.datetime(2019, 2, 20)],
        ["laporan.tahunan.mutu", 2, "Laporan tahunan – berkualitas baik", "Ya"],
        [None, "PMD-4", "Indikator PMD-4", None],
        [None, 1, "Jumlah rapat: diisi di F14", '=IF(ISBLANK(F14),"",F14)'],
        [None, 2, "Laporan tahunan – tanggal selesai: diisi di F19", '=IF(ISBLANK(F19),"",F19)'],
        [None, 3, "Laporan tahunan – berkualitas baik: diisi di F20", '=IF(ISBLANK(F20),"",F20)'],
    ]


def test_the_guide_explains_it_once(catalog: Catalog, tmp_path: Path) -> None:
    guide = load_workbook(filled(tmp_path, catalog, "2019-02", FEBRUARY))[layout.PETUNJUK]
    lines = [(row[1], row[2]) for row in guide.iter_rows(values_only=True) if row[1]]
    assert [text for label, text in lines if label == "Isian: Jumlah desa"] == [
        "Isi bilangan bulat mulai 0; 0 bila nihil, TB bila tidak berlaku.", "Diisi pada PMD-1.",
    ]  # fmt: skip
    assert [text for label, text in lines if label == "Langkah 9"] == [
        "Isian yang dipakai beberapa indikator cukup diisi sekali, di indikator yang pertama. Di indikator lain "
        "barisnya menunjukkan sel tempat mengisinya dan ikut berubah sendiri; bila di sana tertulis “di atas”, "
        "betulkan di sel itu."
    ]


@pytest.mark.libreoffice
def test_every_indikator_of_the_form_shows_what_was_typed_once(
    catalog: Catalog, office: Office, tmp_path: Path
) -> None:
    """6 of 12 desa; 4 rapat in 12 desa; the report in time, and 4 rapat with it. Then 21 desa, which PMD-2 forbids."""
    need_gnumeric()
    path = filled(tmp_path, catalog, "2019-02", FEBRUARY)
    for values in (office.values(path)[ISIAN], recalculated(path)[ISIAN]):
        assert values["B2"] == "Siap dikirim: YA"
        assert [values[cell] for cell in ("F10", "F16", "F21", "F27")] == [50, pytest.approx(4 / 12), 100, 5]
    path = filled(tmp_path, catalog, "2019-02", FEBRUARY | {"desa": 21, "rapat": None})
    for values in (office.values(path)[ISIAN], recalculated(path)[ISIAN]):
        assert values["B2"] == "Siap dikirim: BELUM, 1 kosong, 1 periksa"
        assert [values[cell] for cell in ("G8", "G13", "G14", "G24")] == ["periksa", "di atas", "kosong", "di atas"]
        assert [values.get(cell) or "" for cell in ("F10", "F16", "F27")] == ["", "", ""]


# --- what is told ----------------------------------------------------------------------------------------------------


def test_what_is_wrong_with_it_is_told_once(catalog: Catalog, tmp_path: Path) -> None:
    assert told(catalog, filled(tmp_path, catalog, "2019-02", FEBRUARY | {"rapat": None})) == [
        (
            "kosong", "F14",
            "“Jumlah rapat” masih kosong. Isi angkanya: 0 atau nihil bila tidak ada, TB bila tidak berlaku.",
        ),
    ]  # fmt: skip
    assert told(catalog, filled(tmp_path, catalog, "2019-02", FEBRUARY | {"desa": 21})) == [
        ("syarat", "F8", "“Jumlah desa” berisi 21. Desa di kecamatan ini paling banyak 20."),
    ]
    assert told(catalog, filled(tmp_path, catalog, "2019-02", FEBRUARY | {"desa": 5})) == [
        (
            "syarat", "F9",
            "“Jumlah desa aktif” berisi 6, sedangkan “Jumlah desa” di F8 berisi 5. Desa aktif tidak boleh lebih banyak "
            "daripada seluruh desa.",
        ),
    ]  # fmt: skip


def test_a_condition_that_two_indikator_have_is_told_once(tmp_path: Path) -> None:
    limit = PER_VILLAGE[PER_VILLAGE.index("[[indikator.syarat]]") : PER_VILLAGE.index("[[indikator.contoh]]")]
    both = loaded(
        tmp_path,
        TOP
        + VILLAGES
        + MEETINGS
        + changed("\n[[indikator.contoh]]", f"\n{limit}\n[[indikator.contoh]]", ACTIVE)
        + PER_VILLAGE,
    )
    [(kode, cell, _)] = told(both, filled(tmp_path, both, "2019-02", {"desa": 21, "aktif": 6, "rapat": 4}))
    assert (kode, cell) == ("syarat", "F8")


def test_a_condition_alone_may_name_it(tmp_path: Path) -> None:
    """Then no result stands on it there: it need not stand in the example, and a blank leaves the result."""
    text = indikator(
        "PMD-1", "rapat", """
[[indikator.syarat]]
rumus = "rapat <= desa"
pesan = "Rapat paling banyak satu di setiap desa."

[[indikator.contoh]]
isian = { rapat = 3 }
hasil = 3
""",
    )  # fmt: skip
    (tmp_path / "katalog").mkdir()
    catalog = loaded(tmp_path / "katalog", TOP + VILLAGES + MEETINGS + text + PER_VILLAGE)
    assert [(one.kode, one.pendukung) for one in catalog["pmd"].indikator[0].isian] == [
        ("desa", True),
        ("rapat", False),
    ]
    assert told(catalog, filled(tmp_path, catalog, "2019-01", {"rapat": 13, "desa": 12})) == [
        (
            "syarat", "F9",
            "“Jumlah rapat” berisi 13, sedangkan “Jumlah desa” di F8 berisi 12. Rapat paling banyak satu di setiap "
            "desa.",
        ),
    ]  # fmt: skip
    assert results(tmp_path, catalog, {"2019-01": {"rapat": 13, "desa": None}}) == [
        ("PMD-1", 13.0, 13.0, "lengkap"), ("PMD-2", None, None, "belum_lengkap")
    ]  # fmt: skip


def test_it_may_be_the_population_of_a_survey(tmp_path: Path) -> None:
    survey = indikator("PMD-3", "nrr(skm) * 25", """
[[indikator.isian]]
kode = "skm"
jenis = "survei"
label = "SKM"
unsur = [{ kode = "u1", label = "Persyaratan" }]
populasi = "desa"

[[indikator.contoh]]
isian.skm = [[4], [2]]
hasil = 75
""")  # fmt: skip
    catalog = loaded(tmp_path, TOP + VILLAGES + MEETINGS + PER_VILLAGE + survey)
    assert [one.kode for one in catalog["pmd"].indikator[1].isian] == ["desa", "skm"]


def test_a_marked_copy_and_a_fresh_form_ask_for_it_once(catalog: Catalog, tmp_path: Path) -> None:
    path = filled(tmp_path, catalog, "2019-02", FEBRUARY | {"desa": 21})
    [copy] = write_marked(check_files([path], catalog, SETTINGS), catalog, SETTINGS, tmp_path / "kembali").copies
    [entry] = [row for row in opened(copy.path)[layout.PERBAIKAN].iter_rows(min_row=5, values_only=True) if row[0] == 1]
    assert entry[1] == "Isian!F8"
    moved = migrate(path, catalog, SETTINGS, tmp_path / "baru")
    assert moved.is_complete
    assert told(catalog, moved.path) == told(catalog, path)


def test_a_form_in_other_words_and_another_order_is_read(catalog: Catalog, tmp_path: Path) -> None:
    path = filled(tmp_path, catalog, "2019-02", FEBRUARY)
    (tmp_path / "lain").mkdir()
    text = changed(SHARED, REPORTS + MEETINGS + VILLAGES, TEXT).replace('"Jumlah desa"', '"Banyak desa"')
    assert told(loaded(tmp_path / "lain", text), path) == []


# --- scores and report -----------------------------------------------------------------------------------------------


def test_it_counts_in_each(catalog: Catalog, tmp_path: Path) -> None:
    assert results(tmp_path, catalog, {"2019-01": JANUARY, "2019-02": FEBRUARY}) == [
        ("PMD-1", 50.0, 50.0, "lengkap"),
        ("PMD-2", 0.3333, 1.0909, "lengkap"),  # 24 / (10 + 12)
        ("PMD-3", 100.0, 100.0, "lengkap"),
        ("PMD-4", 5.0, 25.0, "lengkap"),
    ]


def test_each_stands_as_its_shared_isian_does(catalog: Catalog, tmp_path: Path) -> None:
    year = {"2019-01": JANUARY, "2019-02": FEBRUARY | {"rapat": None}}
    assert results(tmp_path, catalog, year) == [
        ("PMD-1", 50.0, 50.0, "lengkap"),
        ("PMD-2", None, None, "belum_lengkap"),
        ("PMD-3", 100.0, 100.0, "lengkap"),
        ("PMD-4", None, None, "belum_lengkap"),
    ]
    assert [row[::3] for row in results(tmp_path, catalog, year | {"2019-02": FEBRUARY | {"desa": "dua"}})] == [
        ("PMD-1", "salah_isi"), ("PMD-2", "salah_isi"), ("PMD-3", "lengkap"), ("PMD-4", "lengkap")
    ]  # fmt: skip


def test_where_the_first_indikator_ends_the_next_asks_for_it(tmp_path: Path) -> None:
    text = changed("rumus = 'aktif / desa * 100'", 'berlaku_sampai = "2019-01"\nrumus = "aktif / desa * 100"', TEXT)
    (tmp_path / "katalog").mkdir()
    retired = loaded(tmp_path / "katalog", text)
    february = {kode: value for kode, value in FEBRUARY.items() if kode != "aktif"}
    sheet = load_workbook(filled(tmp_path, retired, "2019-02", february))[ISIAN]
    assert [sheet[cell].value for cell in ("A8", "C8", "F8")] == ["desa", "Jumlah desa", 12]
    assert results(tmp_path, retired, {"2019-01": JANUARY, "2019-02": february}) == [
        ("PMD-1", None, 50.0, "lengkap"),
        ("PMD-2", 0.3333, 1.0909, "lengkap"),
        ("PMD-3", 100.0, 100.0, "lengkap"),
        ("PMD-4", 5.0, 25.0, "lengkap"),
    ]


def test_its_number_stands_once_on_data_and_the_others_lead_to_it(catalog: Catalog, tmp_path: Path) -> None:
    batch = process([filled(tmp_path, catalog, "2019-01", JANUARY)], catalog, SETTINGS, "2019-01")
    shown(batch, tmp_path)
    live = opened(tmp_path / "rekap.xlsx")
    told = [
        columns(live, "tblData", "Kode", "Diketik", "Angka", "Sel", where={"Kode isian": kode})
        for kode in ("desa", "rapat")
    ]
    (desa, *_), (rapat, *_) = (
        [row["Angka"].coordinate for row in cells(live, "tblData") if row["Kode isian"].value == kode]
        for kode in ("desa", "rapat")
    )
    assert told == [
        [("PMD-1", "10", 10, "F8"), ("PMD-2", "10", f"={desa}", "F8")],
        [("PMD-2", "20", 20, "F14"), ("PMD-4", "20", f"={rapat}", "F14")],
    ]


@pytest.mark.panjang
@pytest.mark.libreoffice
def test_the_report_is_what_spreadsheets_calculate(catalog: Catalog, office: Office, tmp_path: Path) -> None:
    wrong = {"2019-01": JANUARY | {"rapat": "TB"}, "2019-03": FEBRUARY | {"desa": None, "laporan.tahunan.mutu": "x"}}
    for number, year in enumerate(({"2019-01": JANUARY, "2019-02": FEBRUARY}, wrong)):
        folder = tmp_path / str(number)
        folder.mkdir()
        forms = [filled(folder, catalog, month, typed) for month, typed in year.items()]
        shown(process(forms, catalog, SETTINGS, max(year)), folder)
        path = folder / "rekap.xlsx"
        assert unlike_spreadsheets(path, office) == []
