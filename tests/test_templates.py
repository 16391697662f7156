"""The blank templates: the same again as those in the repository, and made to be filled without being told how."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from iki_excel.decree import Catalog
from iki_excel.decree.fields import ISI
from iki_excel.decree.kinds import Slot
from iki_excel.decree.settings import Kalender, Pejabat, Settings, Unit
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import ISIAN, PETUNJUK, Layout, parse_kode_formulir
from iki_excel.forms.reading import read_files
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.example.filling import fill, fill_month
from tests.workbooks import cells_of, differences, facts, opened

REPOSITORY = Path(__file__).parents[1] / "input_templates" / "2019-01"
JABATAN = ["sekretaris", "tata_usaha", "program_keuangan", "tata_pemerintahan", "trantib", "pmd"]
WORKING_DAYS_2019 = [22, 19, 20, 19, 21, 15, 23, 22, 21, 23, 21, 20]

Blank = Callable[..., Workbook]


@pytest.fixture(scope="module")
def blank(catalog: Catalog, settings: Settings) -> Blank:
    """The blank template of a jabatan for January 2019, opened once; or of another month or office."""
    made: dict[str, Workbook] = {}

    def give(jabatan: str, periode: str = "2019-01", office: Settings | None = None) -> Workbook:
        key = f"{jabatan} {periode} {id(office)}"
        if key not in made:
            made[key] = opened(writing.build(catalog[jabatan], periode, office or settings))
        return made[key]

    return give


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def signature(workbook: Workbook, jabatan: str, catalog: Catalog) -> list[tuple[str, bool]]:
    """The lines of the signature block, and which are bold."""
    first = Layout(catalog[jabatan]).signature_row + 1
    column = [workbook[ISIAN][f"F{row}"] for row in range(first, first + 9)]
    return [(cell.value, bool(cell.font.b)) for cell in column if cell.value]


# --- the same again --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jabatan", JABATAN)
def test_the_code_writes_the_templates_of_the_repository_again(
    jabatan: str, catalog: Catalog, settings: Settings
) -> None:
    kept = REPOSITORY / layout.template_name("ngronggot", jabatan, "2019-01")
    built = writing.build(catalog[jabatan], "2019-01", settings)
    assert differences(facts(kept), facts(built)) == []


def test_the_repository_has_one_template_for_each_jabatan_of_the_catalogue(catalog: Catalog) -> None:
    assert catalog.kode == JABATAN
    names = [layout.template_name("ngronggot", jabatan, "2019-01") for jabatan in JABATAN]
    assert sorted(path.name for path in REPOSITORY.iterdir()) == sorted(names)


@pytest.mark.parametrize("jabatan", JABATAN)
def test_the_same_call_gives_the_same_bytes(jabatan: str, catalog: Catalog, settings: Settings) -> None:
    last = {"surat": 12, "perencanaan_laporan.lkjip.selesai": 43516, "perencanaan_laporan.lkjip.mutu": 1}
    first, second = (writing.build(catalog[jabatan], "2019-03", settings, last) for _ in range(2))
    assert first == second


# --- the cells to fill -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jabatan", JABATAN)
def test_every_isian_has_its_unlocked_cell_with_a_title_and_a_message(
    jabatan: str, catalog: Catalog, blank: Blank
) -> None:
    workbook = blank(jabatan)
    slots = [slot for slot in catalog[jabatan].slots if not slot.blok]
    for slot in slots:
        [cell] = cells_of(workbook, f"isian.{slot.kode}")
        row = workbook[ISIAN][cell.row]
        assert not cell.protection.locked, slot.kode
        assert (row[layout.KEY].value, row[layout.LABEL].value) == (slot.kode, slot.label)
        [rule] = [r for r in workbook[ISIAN].data_validations.dataValidation if cell.coordinate in r.sqref]
        assert rule.promptTitle == _title(slot)
        assert 0 < len(rule.promptTitle) <= 32
        assert 0 < len(rule.prompt) <= 255
        assert rule.prompt.startswith(slot.petunjuk[:60])
        assert (rule.errorTitle, rule.errorStyle or "stop") == ("Isian belum sesuai", "stop")
        assert 0 < len(rule.error) <= 255
        assert rule.showInputMessage
        assert rule.showErrorMessage


def _title(slot: Slot) -> str:
    if len(slot.label) <= 32:
        return slot.label
    return slot.label[:31].rsplit(" ", 1)[0].rstrip(" ,.;–") + "…"


def test_the_message_of_each_kind_of_cell_says_what_is_allowed(blank: Blank) -> None:
    rules = {str(r.sqref): r for r in blank("sekretaris", "2019-03")[ISIAN].data_validations.dataValidation}
    workbook = blank("sekretaris", "2019-03")
    shown = {}
    for name in ("hari_kerja", "perencanaan_laporan.lkjip.selesai", "perencanaan_laporan.lkjip.mutu"):
        [cell] = cells_of(workbook, f"isian.{name}")
        rule = rules[cell.coordinate]
        shown[name] = (rule.type, rule.promptTitle, rule.prompt, rule.error)
    assert shown == {
        "hari_kerja": (
            "custom",
            "Jumlah hari kerja bulan ini",
            "Sudah terisi menurut kalender: hari kerja tanpa hari libur nasional dan cuti bersama. Ubah hanya bila "
            "hari kerja kantor bulan ini memang berbeda. Isi bilangan bulat mulai 0 sampai 31; 0 bila nihil, TB bila "
            "tidak berlaku.",
            "Jumlah hari kerja bulan ini: Isi bilangan bulat mulai 0 sampai 31; 0 bila nihil, TB bila tidak berlaku.",
        ),
        "perencanaan_laporan.lkjip.selesai": (
            "custom",
            "Dokumen LKjIP – tanggal selesai",
            "Tanggal dokumen selesai. Kosongkan bila belum selesai; ketik TB bila tahun ini tidak disusun. Ketik "
            "tahun-bulan-hari, misalnya 2019-03-31, antara 1 Januari 2018 dan 31 Maret 2019, atau TB.",
            "Dokumen LKjIP – tanggal selesai: Ketik tahun-bulan-hari, misalnya 2019-03-31, antara 1 Januari 2018 dan "
            "31 Maret 2019, atau TB.",
        ),
        "perencanaan_laporan.lkjip.mutu": (
            "list",
            "Dokumen LKjIP – berkualitas baik",
            "Pilih Ya bila dokumen yang selesai itu berkualitas baik, Tidak bila belum. Pilih Ya atau Tidak.",
            "Dokumen LKjIP – berkualitas baik: Pilih Ya atau Tidak.",
        ),
    }


@pytest.mark.parametrize("jabatan", JABATAN)
def test_all_other_cells_are_locked_except_notes_and_signature(jabatan: str, catalog: Catalog, blank: Blank) -> None:
    workbook, map_ = blank(jabatan), Layout(catalog[jabatan])
    inputs = {cell.coordinate for kode in map_.slot_rows for cell in cells_of(workbook, f"isian.{kode}")}
    rows = [row.row for row in map_.slot_rows.values()] + [row for s in map_.sections for _, row in s.blocks]
    notes = {f"H{row + 1}" for row in rows}
    below = {f"F{row}" for row in range(map_.signature_row + 1, map_.signature_row + 9)}
    unlocked = {c.coordinate for row in workbook[ISIAN].iter_rows() for c in row if not c.protection.locked}
    assert unlocked >= inputs | notes
    assert unlocked - below == inputs | notes
    for sheet in (PETUNJUK, layout.IDENTITY):
        assert all(cell.protection.locked for row in workbook[sheet].iter_rows() for cell in row)
    for block in map_.blocks.values():
        scores = {cell.coordinate for cell in cells_of(workbook, f"isian.{block.isian.kode}")}
        assert len(scores) == 400 * len(block.isian.slots)
        assert {
            c.coordinate for row in workbook[block.sheet].iter_rows() for c in row if not c.protection.locked
        } == scores


@pytest.mark.parametrize("jabatan", JABATAN)
def test_a_cell_or_block_of_the_workbook_is_named_after_each_isian(
    jabatan: str, catalog: Catalog, blank: Blank
) -> None:
    every = catalog[jabatan].isian
    expected = {f"isian.{isian.kode}" for isian in every if isian.jenis != "daftar_dokumen"}
    for isian in every:
        for date, quality in isian.dokumen:
            document = date.kode.removesuffix(".selesai")
            expected |= {f"isian.{date.kode}", f"batas.{document}"} | ({f"isian.{quality.kode}"} if quality else set())
    assert set(blank(jabatan).defined_names) == expected


def test_the_names_are_those_that_other_programs_were_promised(blank: Blank) -> None:
    names = blank("sekretaris").defined_names
    assert {name: names[name].attr_text for name in (
        "isian.hadir_tepat_waktu", "isian.panjar_tepat", "isian.perencanaan_laporan.lkjip.selesai",
        "isian.perencanaan_laporan.lkjip.mutu", "batas.perencanaan_laporan.lkjip",
    )} == {
        "isian.hadir_tepat_waktu": "Isian!$F$8",
        "isian.panjar_tepat": "Isian!$F$36",
        "isian.perencanaan_laporan.lkjip.selesai": "Isian!$F$20",
        "isian.perencanaan_laporan.lkjip.mutu": "Isian!$F$21",
        "batas.perencanaan_laporan.lkjip": "Isian!$D$20",
    }  # fmt: skip
    assert blank("tata_usaha").defined_names["isian.skm"].attr_text == "SKM!$C$9:$I$408"


def test_the_working_days_of_the_month_are_already_there(blank: Blank) -> None:
    months = [f"2019-{month:02d}" for month in range(1, 13)]
    days = [next(cells_of(blank("sekretaris", periode), "isian.hari_kerja")).value for periode in months]
    assert days == WORKING_DAYS_2019
    assert sum(days) == 246


def test_the_calendar_of_the_office_counts(blank: Blank) -> None:
    six_days = Settings(kalender=Kalender(hari_seminggu=6))
    local = Settings(kalender=Kalender(libur_tambahan=(dt.date(2019, 3, 14),)))
    fixed = Settings(kalender=Kalender(hari_kerja={"2019-03": 17}))
    days = [next(cells_of(blank("sekretaris", "2019-03", office), "isian.hari_kerja")).value
            for office in (six_days, local, fixed)]  # fmt: skip
    assert days == [25, 19, 17]


def test_nothing_else_is_filled_in(catalog: Catalog, blank: Blank) -> None:
    filled = [
        slot.kode
        for jabatan in catalog.jabatan
        for slot in jabatan.slots
        for name in [f"isian.{slot.isian if slot.blok else slot.kode}"]
        if any(cell.value is not None for cell in cells_of(blank(jabatan.kode), name))
    ]
    assert filled == ["hari_kerja"]


# --- what is around them ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jabatan", JABATAN)
def test_protection_allows_selecting_sizing_and_formats_but_no_sorting_or_inserting(jabatan: str, blank: Blank) -> None:
    for sheet in blank(jabatan):
        protection = sheet.protection
        assert protection.sheet, sheet.title
        assert protection.password is None
        forbidden = {name for name, value in dict(protection).items() if value == "1"} - {
            "sheet",
            "objects",
            "scenarios",
        }
        always = {"sort", "autoFilter", "pivotTables", "insertColumns", "insertRows", "insertHyperlinks",
                  "deleteColumns", "deleteRows"}  # fmt: skip
        looks = {"formatCells", "formatColumns", "formatRows"} if sheet.title == layout.IDENTITY else set()
        assert forbidden == always | looks, sheet.title


@pytest.mark.parametrize("jabatan", JABATAN)
def test_the_header_and_siap_dikirim_stay_in_view(jabatan: str, catalog: Catalog, blank: Blank) -> None:
    sheet = blank(jabatan)[ISIAN]
    assert sheet.freeze_panes == "D7"
    assert str(sheet["B5"].value).startswith("=IF(COUNTIF($G$7:")
    assert [cell.value for cell in sheet[6]] == list(layout.HEADERS)
    for block in Layout(catalog[jabatan]).blocks.values():
        assert blank(jabatan)[block.sheet].freeze_panes == "C9"


@pytest.mark.parametrize("jabatan", JABATAN)
def test_every_sheet_prints_on_folio_one_page_wide(jabatan: str, blank: Blank) -> None:
    workbook = blank(jabatan)
    for sheet in workbook:
        if sheet.title == layout.IDENTITY:
            continue
        assert int(sheet.page_setup.paperSize) == 14
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (int(sheet.page_setup.fitToWidth or 1), int(sheet.page_setup.fitToHeight)) == (1, 0)
        assert "Halaman &P dari &N" in sheet.oddFooter.right.text
        assert sheet.print_area
    assert workbook[ISIAN].print_title_rows == "$6:$6"


@pytest.mark.parametrize("jabatan", JABATAN)
def test_the_key_column_is_hidden_and_the_identity_very_hidden(jabatan: str, catalog: Catalog, blank: Blank) -> None:
    workbook, map_ = blank(jabatan), Layout(catalog[jabatan])
    assert workbook.sheetnames == [*map_.sheets, PETUNJUK, "_iki"]
    assert [sheet.sheet_state for sheet in workbook] == ["visible"] * (len(map_.sheets) + 1) + ["veryHidden"]
    for name in map_.sheets:
        assert workbook[name].column_dimensions["A"].hidden


@pytest.mark.parametrize("jabatan", JABATAN)
def test_every_sheet_to_fill_shows_its_kode_formulir_and_the_hidden_sheet_agrees(
    jabatan: str, catalog: Catalog, blank: Blank
) -> None:
    workbook = blank(jabatan)
    hidden = texts(workbook[layout.IDENTITY])
    visible = []
    for name in Layout(catalog[jabatan]).sheets:
        codes = [text for text in texts(workbook[name]) if parse_kode_formulir(text)[1]]
        assert len(codes) == 1, name
        visible += codes
    assert visible == hidden
    for code, name in zip(hidden, Layout(catalog[jabatan]).sheets, strict=True):
        identity, _ = parse_kode_formulir(code)
        assert identity == layout.Identity(1, "ngronggot", jabatan, "2019-01", name.lower())


@pytest.mark.parametrize("jabatan", JABATAN)
def test_there_is_no_macro_no_link_and_nothing_outside(jabatan: str, catalog: Catalog, settings: Settings) -> None:
    with zipfile.ZipFile(io.BytesIO(writing.build(catalog[jabatan], "2019-01", settings))) as archive:
        names = archive.namelist()
        relations = [archive.read(name).decode() for name in names if name.endswith(".rels")]
        formulas = "".join(archive.read(name).decode() for name in names if name.startswith("xl/worksheets/sheet"))
    assert [
        name for name in names if "vba" in name.lower() or "external" in name.lower() or "embed" in name.lower()
    ] == []
    assert [text for text in relations if "TargetMode" in text] == []
    assert "[1]" not in formulas
    assert "<hyperlink" not in formulas
    assert "_xlfn" not in formulas


# --- the office on the form ------------------------------------------------------------------------------------------

OFFICE = Settings(
    unit=Unit("kademangan", "Kecamatan Kademangan", "Kota Probolinggo", "Kademangan"),
    pejabat={"pmd": Pejabat("Siti Contoh, S.Sos.", "190007071925072007", "Penata")},
    target={"PMD-3": 650.0},
    batas_waktu={"lkjip": (2, 15), "akip.lkjip": (3, 29), "lppd": (2, 29)},
)


def test_head_and_signature_name_the_pejabat_with_his_nip_in_groups(blank: Blank, catalog: Catalog) -> None:
    workbook = blank("pmd", "2019-02", OFFICE)
    head = [cell.value for row in workbook[ISIAN]["B1:H4"] for cell in row if cell.value]
    assert head == [
        "Isian Indikator Kinerja Individu (IKI)",
        "Kecamatan Kademangan, Kota Probolinggo",
        "Jabatan:  Kepala Seksi Pemberdayaan Masyarakat Desa",
        "Periode",
        "Februari 2019",
        "Nama:  Siti Contoh, S.Sos.  ·  NIP 19000707 192507 2 007",
        "Kode formulir",
        layout.Identity(1, "kademangan", "pmd", "2019-02", "isian").kode_formulir,
    ]
    assert signature(workbook, "pmd", catalog) == [
        ("Kademangan, 28 Februari 2019", False),
        ("Kepala Seksi Pemberdayaan Masyarakat Desa", False),
        ("Siti Contoh, S.Sos.", True),
        ("Penata", False),
        ("NIP 19000707 192507 2 007", False),
    ]


def test_without_a_pejabat_there_are_dots_to_write_on(blank: Blank, catalog: Catalog) -> None:
    assert signature(blank("pmd"), "pmd", catalog) == [
        ("Ngronggot, 31 Januari 2019", False),
        ("Kepala Seksi Pemberdayaan Masyarakat Desa", False),
        ("(……………………………………)", True),
        ("NIP ………………………………", False),
    ]


def test_deadlines_and_targets_are_those_of_the_office(blank: Blank) -> None:
    workbook = blank("program_keuangan", "2019-02", OFFICE)
    deadlines = {name: next(cells_of(workbook, f"batas.{name}")).value.date().isoformat()
                 for name in ("pelaporan.lkjip", "akip.lkjip", "pelaporan.lppd", "perencanaan.rka")}  # fmt: skip
    assert deadlines == {
        "pelaporan.lkjip": "2019-02-15",
        "akip.lkjip": "2019-03-29",
        "pelaporan.lppd": "2019-02-28",
        "perencanaan.rka": "2019-12-31",
    }
    units = [row[layout.UNIT].value for row in blank("pmd", "2019-02", OFFICE)[ISIAN].iter_rows()]
    assert [unit for unit in units if unit == 650 or unit == "target belum ada"] == [
        "target belum ada", "target belum ada", 650, "target belum ada",
    ]  # fmt: skip


@pytest.mark.parametrize("jabatan", JABATAN)
def test_petunjuk_says_all_of_the_decree_and_every_isian(jabatan: str, catalog: Catalog, blank: Blank) -> None:
    said = "\n".join(texts(blank(jabatan)[PETUNJUK]))
    decree = catalog[jabatan]
    expected = [*decree.tugas, *decree.fungsi]
    for indikator in decree.indikator:
        expected += [
            indikator.kode,
            indikator.kinerja,
            indikator.indikator,
            indikator.penjelasan,
            *indikator.sumber_data,
        ]
        expected += [syarat.pesan for syarat in indikator.syarat]
        expected += [isian.label for isian in indikator.isian if isian.petunjuk]
        expected += [isian.petunjuk for isian in indikator.isian]
    assert [text for text in expected if text not in said] == []


# --- last month ------------------------------------------------------------------------------------------------------


def last_values(path: Path) -> dict[str, tuple[object, str]]:
    """By code the grey value of last month and the way it is shown."""
    rows = opened(path)[ISIAN].iter_rows(min_row=layout.FIRST_ROW + 1)
    return {
        str(row[layout.KEY].value): (row[layout.LAST].value, row[layout.LAST].number_format)
        for row in rows
        if row[layout.KEY].value and row[layout.LAST].value is not None
    }


def test_last_months_values_stand_in_grey_beside_the_cells(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    for periode in ("2019-01", "2019-02"):
        write_blanks(catalog, settings, [periode], tmp_path)
        fill_month(tmp_path, catalog, "ngronggot", periode)
    write_blanks(catalog, settings, ["2019-03"], tmp_path)
    form = tmp_path / "2019-03" / "IKI_2019-03_ngronggot_pmd.xlsx"
    assert last_values(form) == {
        "koordinasi": (2, "General"),
        "pembinaan_lkd": (1, "General"),
        "sosialisasi_umkm": (1, "General"),
        "musrenbang_peserta": (286, "General"),
        "musrenbang_kegiatan": (6, "General"),
        "desa_peserta_lomba": (0, "General"),
    }
    form = tmp_path / "2019-03" / "IKI_2019-03_ngronggot_sekretaris.xlsx"
    date = "[$-421]d mmm yyyy"
    documents = {kode: told for kode, told in last_values(form).items() if kode.startswith("perencanaan_laporan")}
    assert documents == {
        "perencanaan_laporan.lkjip.selesai": (dt.datetime(2019, 2, 20), date),
        "perencanaan_laporan.lkjip.mutu": (1, '"Ya";;"Tidak"'),
        "perencanaan_laporan.dpa_rka.selesai": (dt.datetime(2019, 1, 7), date),
        "perencanaan_laporan.dpa_rka.mutu": (1, '"Ya";;"Tidak"'),
    }


def test_a_new_year_starts_without_the_documents_of_the_old_one(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    write_blanks(catalog, settings, ["2018-12"], tmp_path, only=["program_keuangan"])
    form = tmp_path / "2018-12" / "IKI_2018-12_ngronggot_program_keuangan.xlsx"
    fill(form, {"isian.perencanaan.rka.selesai": dt.date(2018, 11, 28), "isian.administrasi_keuangan": 41})
    write_blanks(catalog, settings, ["2019-01"], tmp_path, only=["program_keuangan"])
    assert last_values(tmp_path / "2019-01" / "IKI_2019-01_ngronggot_program_keuangan.xlsx") == {
        "administrasi_keuangan": (41, "General")
    }


# --- another catalogue -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unsur", [1, 2, 9])
def test_a_survey_of_few_or_many_unsur_still_shows_its_code_and_can_be_read(
    unsur: int, catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    jabatan = catalog["tata_usaha"]
    skm = next(isian for isian in jabatan.isian if isian.blok)
    slots = [dataclasses.replace(skm.slots[0], kode=f"skm.u{n}", label=f"Unsur {n}") for n in range(unsur)]
    survey = dataclasses.replace(skm, slots=tuple(slots))
    changed = [
        dataclasses.replace(i, isian=tuple(survey if isian.blok else isian for isian in i.isian))
        for i in jabatan.indikator
    ]
    other = Catalog((dataclasses.replace(jabatan, indikator=tuple(changed)),))
    path = tmp_path / "form.xlsx"
    path.write_bytes(writing.build(other.jabatan[0], "2019-01", settings))
    fill(path, {"isian.skm": [[4] * unsur, [3] * unsur]})
    read = read_files([path], other, settings)
    scores = read.answers[read.answers["tipe"] == "skor"]
    assert read.temuan.empty
    assert scores["keadaan"].tolist() == [ISI] * (2 * unsur)
    last = max(unsur, 6) + 2
    assert opened(path)["SKM"].print_area == f"'SKM'!$B$1:${get_column_letter(last)}$408"
