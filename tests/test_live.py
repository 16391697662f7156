"""The live words and numbers of a template, as LibreOffice calculates them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from iki_excel.decree import Catalog, Indikator
from iki_excel.decree.kinds import MUTU_PELAYANAN
from iki_excel.decree.settings import Aturan, Settings
from iki_excel.decree.targets import ARUS
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import ISIAN, Layout
from iki_excel.language.places import Place
from iki_excel.runs.checking import check_files
from tests.gnumeric import need_gnumeric, recalculated
from tests.grounds import DECREE, decree_office, targets
from tests.office import Office
from tests.seeds import seeds
from tests.workbooks import cached_formulas, typed

pytestmark = [pytest.mark.libreoffice, pytest.mark.decree]

JABATAN = ["sekretaris", "tata_usaha", "program_keuangan", "tata_pemerintahan", "trantib", "pmd"]
Sheets = dict[str, dict[str, Any]]
Filled = Callable[..., Sheets]


@pytest.fixture
def filled(office: Office, catalog: Catalog, settings: Settings, tmp_path: Path) -> Filled:
    """What a template of a jabatan shows after values were typed by their defined names (without ``isian.``)."""

    def fill(
        jabatan: str,
        names: Mapping[str, Any],
        blocks: Mapping[str, Any] | None = None,
        periode: str = "2019-03",
        given: Settings | None = None,
    ) -> Sheets:
        blank, target = tmp_path / "blank.xlsx", tmp_path / "filled.xlsx"
        blank.write_bytes(writing.build(catalog[jabatan], periode, given or settings))
        office.fill(
            blank,
            target,
            names={layout.name_of(kode): value for kode, value in names.items()},
            blocks={layout.name_of(kode): rows for kode, rows in (blocks or {}).items()},
        )
        return office.values(target)

    return fill


def words(sheets: Sheets, map_: Layout) -> dict[str, str]:
    """By slot the word in the column Keadaan."""
    return {kode: sheets[ISIAN][row.at(layout.STATE).a1] for kode, row in map_.slot_rows.items()}


def shown(sheets: Sheets, row: int, sheet: str = ISIAN, column: int = layout.VALUE) -> Any:
    return sheets[sheet].get(Place(sheet, row, column).a1)


def ready(sheets: Sheets) -> str:
    return sheets[ISIAN]["B2"]


# --- what the file was saved with ------------------------------------------------------------------------------------

LAST = {"surat": 154, "hari_kerja": 19, "perencanaan_laporan.lkjip.selesai": 43516, "perencanaan_laporan.lkjip.mutu": 1,
        "pelaporan.lkjip.selesai": 43516, "koordinasi": 0}  # fmt: skip


@pytest.mark.parametrize(
    ("periode", "last"),
    [
        pytest.param("2019-01", {}, id="first_month", marks=pytest.mark.panjang),
        pytest.param("2019-12", LAST, id="with_last_month"),
    ],
)
@pytest.mark.parametrize("jabatan", JABATAN)
def test_the_values_saved_in_a_blank_template_are_those_that_are_calculated(
    jabatan: str, periode: str, last: dict[str, float], catalog: Catalog, office: Office, tmp_path: Path
) -> None:
    need_gnumeric()
    office_settings = decree_office(
        target=targets({"TU-3": 85.0, "PMD-3": 0.0}), aturan=Aturan(batas_capaian=None, arah={"TRA-2": "turun"})
    )
    content = writing.build(catalog[jabatan], periode, office_settings, last)
    path = tmp_path / "blank.xlsx"
    path.write_bytes(content)
    assert differing(content, office.values(path)) == {}
    assert differing(content, recalculated(path)) == {}


def differing(content: bytes, sheets: Sheets) -> dict[str, tuple[Any, Any]]:
    """By address what a formula was saved with, and what another program makes of it, where they are not the same."""
    found = {}
    for address, cached in cached_formulas(content).items():
        sheet, cell = address.split("!")
        calculated = sheets[sheet].get(cell)
        if ("" if calculated is None else calculated) != pytest.approx("" if cached is None else cached):
            found[address] = (cached, calculated)
    return found


# --- the word on each row --------------------------------------------------------------------------------------------


def test_a_number_is_ya_and_what_is_no_such_number_is_to_be_looked_at(filled: Filled, catalog: Catalog) -> None:
    typed_values = {
        "surat": 12,
        "dokumen_kepegawaian": 12.5,
        "dokumen_arsip": -1,
        "anjab": "12 dokumen",
        "abk": "TB",
        "dokumen_sop": " tb ",
        "area_bersih": "nihil",
        "pelayanan_rumah_tangga": 0,
    }
    sheets = filled("tata_usaha", typed_values)
    assert words(sheets, Layout(catalog["tata_usaha"])) == {
        "surat": "ya",
        "dokumen_kepegawaian": "periksa",
        "dokumen_arsip": "periksa",
        "anjab": "periksa",
        "abk": "ya",
        "dokumen_sop": "ya",
        "area_bersih": "ya",
        "pelayanan_rumah_tangga": "ya",
        "evaluasi": "kosong",
        "penerima_layanan": "tidak wajib",
    }
    assert ready(sheets) == "Siap dikirim: BELUM, 2 kosong, 3 periksa"


def test_an_error_in_a_cell_is_to_be_looked_at_and_spaces_are_blank(filled: Filled, catalog: Catalog) -> None:
    blank = {"kriminalitas_tahun_ini": "  ", "pelanggaran_tahun_lalu": {"formula": '=""'}}
    sheets = filled("trantib", {"operasi_keamanan": {"formula": "=1/0"}, **blank})
    assert words(sheets, Layout(catalog["trantib"])) == {
        "operasi_keamanan": "periksa",
        "kriminalitas_tahun_lalu": "kosong",
        "kriminalitas_tahun_ini": "kosong",
        "pelanggaran_tahun_lalu": "kosong",
    }
    assert ready(sheets) == "Siap dikirim: BELUM, 3 kosong, 1 periksa"


def test_documents_say_what_is_missing_and_what_is_out_of_range(filled: Filled, catalog: Catalog) -> None:
    document = "perencanaan_laporan.{}.selesai".format
    quality = "perencanaan_laporan.{}.mutu".format
    sheets = filled(
        "sekretaris",
        {
            document("lkjip"): dt.date(2019, 3, 31),
            quality("lkjip"): "Ya",
            document("lppd"): dt.date(2019, 4, 1),
            quality("lppd"): "Tidak",
            document("renstra"): dt.date(2018, 12, 31),
            document("renja"): dt.date(2018, 12, 30),
            quality("renja"): "Ya",
            document("dpa_rka"): "TB",
            quality("rkt"): "Ya",
        },
    )
    told = words(sheets, Layout(catalog["sekretaris"]))
    assert {kode: word for kode, word in told.items() if kode.startswith("perencanaan_laporan")} == {
        document("lkjip"): "ya",
        quality("lkjip"): "ya",
        document("lppd"): "periksa",
        quality("lppd"): "ya",
        document("renstra"): "ya",
        quality("renstra"): "kosong",
        document("renja"): "periksa",
        quality("renja"): "ya",
        document("dpa_rka"): "ya",
        quality("dpa_rka"): "ya",
        document("rkt"): "belum",
        quality("rkt"): "periksa",
    }


def test_a_document_that_an_earlier_month_reported_says_so(
    catalog: Catalog, settings: Settings, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "reported.xlsx"
    last = {"perencanaan_laporan.lkjip.selesai": 43516.0, "perencanaan_laporan.lkjip.mutu": 1.0}
    path.write_bytes(writing.build(catalog["sekretaris"], "2019-03", settings, last))
    told = words(office.values(path), Layout(catalog["sekretaris"]))
    documents = [f"perencanaan_laporan.{kode}.{part}" for kode in ("lkjip", "renja") for part in ("selesai", "mutu")]
    assert [told[kode] for kode in documents] == ["sudah", "sudah", "belum", "belum"]


def test_a_text_for_a_date_and_a_number_for_a_quality_are_to_be_looked_at(filled: Filled, catalog: Catalog) -> None:
    kode = "perencanaan_laporan"
    sheets = filled(
        "sekretaris",
        {
            f"{kode}.lkjip.selesai": "Maret",
            f"{kode}.lppd.selesai": dt.date(2019, 3, 1),
            f"{kode}.lppd.mutu": 1,
            f"{kode}.renja.selesai": 3,
            f"{kode}.rkt.selesai": 43555.75,
            f"{kode}.rkt.mutu": "baik",
        },
    )
    told = words(sheets, Layout(catalog["sekretaris"]))
    places = ("lkjip.selesai", "lkjip.mutu", "lppd.mutu", "renja.selesai", "rkt.selesai", "rkt.mutu")
    assert {place: told[f"{kode}.{place}"] for place in places} == {
        "lkjip.selesai": "periksa",
        "lkjip.mutu": "di atas",
        "lppd.mutu": "periksa",
        "renja.selesai": "periksa",
        "rkt.selesai": "ya",
        "rkt.mutu": "periksa",
    }


def test_a_broken_condition_is_told_at_the_figure_that_the_checks_name(filled: Filled, catalog: Catalog) -> None:
    numbers = {slot.kode: 5 for slot in catalog["sekretaris"].slots if slot.tipe == "bilangan"}
    sheets = filled("sekretaris", numbers | {"hadir_tepat_waktu": 101, "jumlah_pns": 5, "hari_kerja": 20})
    assert [kode for kode, word in words(sheets, Layout(catalog["sekretaris"])).items() if word == "periksa"] == [
        "hadir_tepat_waktu"
    ]
    assert ready(sheets) == "Siap dikirim: BELUM, 1 periksa"
    sheets = filled(
        "sekretaris", numbers | {"hadir_tepat_waktu": 100, "hari_kerja": 20, "sarpras_baik": 6, "sp2d_tepat": 7}
    )
    assert [kode for kode, word in words(sheets, Layout(catalog["sekretaris"])).items() if word == "periksa"] == [
        "sarpras_baik",
        "sp2d_tepat",
    ]
    assert ready(sheets) == "Siap dikirim: BELUM, 2 periksa"


@pytest.mark.panjang
@pytest.mark.parametrize(
    ("beside", "both"),
    [
        (5, ("periksa", "ya")),
        ("nihil", ("periksa", "ya")),
        (None, ("ya", "kosong")),
        (1.5, ("ya", "periksa")),
        ("ada", ("ya", "periksa")),
        ("TB", ("ya", "ya")),
        ({"formula": "=1/0"}, ("ya", "periksa")),
    ],
)
@pytest.mark.parametrize(("one", "other"), seeds([("sp2d_jumlah", "sp2d_tepat"), ("sp2d_tepat", "sp2d_jumlah")], 1))
def test_tb_in_only_one_of_a_pair_is_to_be_looked_at_as_the_checks_say(
    one: str, other: str, beside: Any, both: tuple[str, str], filled: Filled, catalog: Catalog, tmp_path: Path
) -> None:
    told = words(filled("sekretaris", {one: "TB", other: beside}), Layout(catalog["sekretaris"]))
    assert (told[one], told[other]) == both
    found = check_files([tmp_path / "filled.xlsx"], catalog, DECREE.settings).temuan
    assert ("tb_sendiri" in set(found[found["isian"] == one]["kode"])) == (told[one] == "periksa")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(dt.date(2018, 2, 28), dt.date(2018, 2, 27)), (dt.date(2019, 3, 31), dt.date(2019, 4, 1))],
    ids=["first_day", "last_day"],
)
def test_the_days_of_a_document_are_those_of_the_checks(
    right: dt.date, wrong: dt.date, filled: Filled, catalog: Catalog, tmp_path: Path
) -> None:
    """LKjIP is due on 28 February: from twelve months before it to the end of the month."""
    kode, jabatan = "pelaporan.lkjip.selesai", "program_keuangan"
    for day, word in ((right, "ya"), (wrong, "periksa")):
        told = words(filled(jabatan, {kode: day}), Layout(catalog[jabatan]))
        found = check_files([tmp_path / "filled.xlsx"], catalog, DECREE.settings).temuan
        assert told[kode] == word
        assert ("tanggal_di_luar" in set(found[found["isian"] == kode]["kode"])) == (word == "periksa")


def test_more_than_31_working_days_are_to_be_looked_at(filled: Filled, catalog: Catalog) -> None:
    told = words(filled("sekretaris", {"hari_kerja": 32}), Layout(catalog["sekretaris"]))
    assert (told["hari_kerja"], told["jumlah_pns"]) == ("periksa", "kosong")


@pytest.mark.parametrize("jabatan", ["sekretaris", "tata_usaha", "trantib"])
def test_a_form_with_zeros_everywhere_is_ready_to_be_sent(jabatan: str, filled: Filled, catalog: Catalog) -> None:
    numbers = {slot.kode: 0 for slot in catalog[jabatan].slots if slot.tipe == "bilangan"}
    blocks = {kode: [[4] * 7] for kode in Layout(catalog[jabatan]).blocks}
    assert ready(filled(jabatan, numbers, blocks)) == "Siap dikirim: YA"


# --- the survey ------------------------------------------------------------------------------------------------------


@pytest.mark.panjang
@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([], "kosong"),
        ([[4, 3, 2, 1, 4, 3, None], [None, None, None, None, None, None, 4]], "ya"),
        ([[4, 3, 2, 1, 4, 3, None]], "kosong"),
        ([[4, 3, 2, 1, 4, 3, 5]], "periksa"),
        ([[4, 3, 2, 1, 4, 3, "baik"]], "periksa"),
        ([["TB"]], "ya"),
        ([[None, "TB"]], "periksa"),
        ([["TB", 4, 4, 4, 4, 4, 4]], "periksa"),
        *seeds(
            [
                ([[4, 3, 2, 1, 4, 3, 2]], "ya"),
                ([[4, 3, 2, 1, 4, 3, 0]], "periksa"),
                ([[4, 3, 2, 1, 4, 3, 2.5]], "periksa"),
                ([[4, 3, 2, 1, 4, 3, "3"]], "periksa"),
                ([[4, 3, 2, 1, 4, 3, {"formula": "=1/0"}]], "periksa"),
                ([["tb", "TB"]], "ya"),
                ([[None] * 7, ["TB"]], "periksa"),
                ([["TB"], [None, 4]], "periksa"),
                ([[4, 4, 4, 4, 4, 4, 4], ["TB"]], "periksa"),
                ([["nihil"]], "periksa"),
            ],
            0,
        ),
    ],
)
def test_the_row_of_a_survey_says_what_is_the_matter(rows: Any, word: str, filled: Filled, catalog: Catalog) -> None:
    [(_, row)] = [block for section in Layout(catalog["tata_usaha"]).sections for block in section.blocks]
    sheets = filled("tata_usaha", {}, {"skm": rows})
    assert shown(sheets, row, column=layout.STATE) == word


def block_of_sum(total: int) -> list[list[int]]:
    """400 × 7 scores that add up to this."""
    least, more = divmod(total, 2800)
    flat = [least + 1] * more + [least] * (2800 - more)
    return [flat[n : n + 7] for n in range(0, 2800, 7)]


@pytest.mark.parametrize(
    ("total", "nilai", "mutu"),
    [
        (11200, 100.0, "A – Sangat Baik"),
        (9891, 88.31, "A – Sangat Baik"),
        (9890, 88.30, "B – Baik"),
        (8580, 76.61, "B – Baik"),
        (8579, 76.60, "C – Kurang Baik"),
        (7280, 65.0, "C – Kurang Baik"),
        (7279, 64.99, "D – Tidak Baik"),
        (2800, 25.0, "D – Tidak Baik"),
    ],
)
def test_nilai_and_mutu_of_the_survey_fall_into_the_published_bands(
    total: int, nilai: float, mutu: str, filled: Filled, catalog: Catalog
) -> None:
    [block] = Layout(catalog["tata_usaha"]).blocks.values()
    rows = block_of_sum(total)
    sheets = filled("tata_usaha", {}, {"skm": rows})
    assert sheets["SKM"][block.nilai_place.a1] == pytest.approx(nilai)
    assert sheets["SKM"][block.mutu_place.a1] == mutu
    for number, (_, column) in enumerate(block.columns):
        scores = [row[number] for row in rows]
        assert shown(sheets, layout.BLOCK_COUNT_ROW, "SKM", column) == 400
        assert shown(sheets, layout.BLOCK_MEAN_ROW, "SKM", column) == pytest.approx(sum(scores) / 400)


def test_the_bands_above_are_those_of_the_catalogue() -> None:
    assert MUTU_PELAYANAN == (
        (88.31, "A", "Sangat Baik"),
        (76.61, "B", "Baik"),
        (65.0, "C", "Kurang Baik"),
        (25.0, "D", "Tidak Baik"),
    )


def test_a_survey_without_all_unsur_has_no_nilai(filled: Filled, catalog: Catalog) -> None:
    [block] = Layout(catalog["tata_usaha"]).blocks.values()
    sheets = filled("tata_usaha", {}, {"skm": [[4, 3, 2, 1, 4, 3]]})
    assert [sheets["SKM"][place.a1] for place in (block.nilai_place, block.mutu_place)] == ["", ""]
    assert shown(sheets, layout.BLOCK_MEAN_ROW, "SKM", block.last_column) == ""


# --- realisasi and capaian -------------------------------------------------------------------------------------------


def rounds(catalog: Catalog, jabatan: str) -> list[tuple[str, list[tuple[Indikator, Any]]]]:
    """The examples of a jabatan, as few forms as they fit in: month and (indikator, example)."""
    forms: dict[tuple[int, str], list[tuple[Indikator, Any]]] = {}
    for indikator in catalog[jabatan].indikator:
        for number, example in enumerate(indikator.contoh):
            forms.setdefault((number, example.periode), []).append((indikator, example))
    return [(periode, examples) for (_, periode), examples in forms.items()]


@pytest.mark.panjang
@pytest.mark.parametrize("jabatan", seeds(JABATAN, 3))
def test_realisasi_and_capaian_are_live_by_the_formula_of_the_catalogue(
    jabatan: str, office: Office, catalog: Catalog, tmp_path: Path
) -> None:
    target, cap = 40.0, 120.0
    given = decree_office(target=targets({indikator.kode: target for indikator in catalog[jabatan].indikator}))
    sections = {section.indikator.kode: section for section in Layout(catalog[jabatan]).sections}
    of_documents = {kode for kode, section in sections.items() if any(one.dokumen for one in section.indikator.isian)}
    for number, (periode, examples) in enumerate(rounds(catalog, jabatan)):
        names, blocks = {}, {}
        examples = [one for one in examples if one[0].kode not in of_documents]  # they count what became due in a month
        for indikator, example in examples:
            more_names, more_blocks = typed(indikator, example)
            names, blocks = names | more_names, blocks | more_blocks
        blank, target_path = tmp_path / f"{number}.xlsx", tmp_path / f"{number} filled.xlsx"
        blank.write_bytes(writing.build(catalog[jabatan], periode, given))
        sheets = office.values(office.fill(blank, target_path, names=names, blocks=blocks))
        for indikator, example in examples:
            section = sections[indikator.kode]
            of_month = target / 12 if indikator.sifat == ARUS else target
            expected = (example.hasil, min(max(example.hasil / of_month * 100, 0), cap))
            found = (shown(sheets, section.realisasi_row), shown(sheets, section.capaian_row))
            assert found == pytest.approx(expected), (indikator.kode, example)


def test_an_indikator_where_less_is_better_has_its_capaian_turned(filled: Filled, catalog: Catalog) -> None:
    given = decree_office(target=targets({"TRA-1": 48.0}), aturan=Aturan(arah={"TRA-1": "turun"}))
    row = Layout(catalog["trantib"]).sections[0].capaian_row
    found = [shown(filled("trantib", {"operasi_keamanan": n}, given=given), row) for n in (0, 3, 4, 6, 9)]
    assert found == pytest.approx([120.0, 120.0, 100.0, 50.0, 0.0])


def test_realisasi_and_capaian_are_blank_while_a_figure_is_missing_or_does_not_apply(
    filled: Filled, catalog: Catalog
) -> None:
    section = Layout(catalog["trantib"]).sections[1]
    for typed_values in (
        {"kriminalitas_tahun_lalu": 4, "kriminalitas_tahun_ini": 3},
        {"kriminalitas_tahun_lalu": 4, "kriminalitas_tahun_ini": 3, "pelanggaran_tahun_lalu": "TB"},
        {"kriminalitas_tahun_lalu": 4, "kriminalitas_tahun_ini": 3, "pelanggaran_tahun_lalu": 0},
    ):
        sheets = filled("trantib", typed_values, given=decree_office(target=targets({"TRA-2": 20.0})))
        assert (shown(sheets, section.realisasi_row), shown(sheets, section.capaian_row)) == ("", "")


def test_documents_that_are_not_due_yet_give_no_realisasi(filled: Filled, catalog: Catalog) -> None:
    row = Layout(catalog["sekretaris"]).sections[2].realisasi_row
    kode = "perencanaan_laporan"
    good = {f"{kode}.lkjip.selesai": dt.date(2019, 1, 31), f"{kode}.lkjip.mutu": "Ya"}
    assert shown(filled("sekretaris", {}, periode="2019-01"), row) == ""
    assert shown(filled("sekretaris", good, periode="2019-01"), row) == 100
    assert shown(filled("sekretaris", good | {f"{kode}.lkjip.mutu": "Tidak"}, periode="2019-01"), row) == 0
    late = {f"{kode}.lkjip.selesai": dt.date(2019, 3, 1), f"{kode}.lkjip.mutu": "Ya"}
    assert shown(filled("sekretaris", late), row) == 0
    absent = {f"{kode}.lkjip.selesai": "TB"}
    assert shown(filled("sekretaris", good | {f"{kode}.lppd.selesai": "TB"}), row) == ""
    assert shown(filled("sekretaris", absent), row) == 0
