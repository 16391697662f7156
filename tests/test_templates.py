"""The blank templates: the same again whenever they are made, and to be filled without being told how."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
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
from iki_excel.forms.gathering import read_files
from iki_excel.forms.layout import ISIAN, PETUNJUK, Layout, parse_kode_formulir
from iki_excel.runs.blanks import write_blanks
from tests.filling import fill
from tests.forms import identity_of
from tests.grounds import EVERY_JABATAN, KECIL, behind, jabatan_of, targets
from tests.workbooks import cells_of, opened

WORKING_DAYS_2019 = [22, 19, 20, 19, 21, 15, 23, 22, 21, 23, 21, 20]

Blank = Callable[..., Workbook]


@pytest.fixture(scope="module")
def blank() -> Blank:
    """The blank template of a jabatan for January 2019, opened once; or of another month or office."""
    made: dict[str, Workbook] = {}

    def give(jabatan: str, periode: str = "2019-01", office: Settings | None = None) -> Workbook:
        key = f"{jabatan} {periode} {id(office)}"
        if key not in made:
            catalog, settings = behind(jabatan)
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


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_the_same_call_gives_the_same_bytes(jabatan: str, settings: Settings) -> None:
    last = {"surat": 12, "laporan.profil.selesai": 43516, "laporan.profil.mutu": 1, "beras": 2.5}
    first, second = (writing.build(jabatan_of(jabatan), "2019-03", settings, last) for _ in range(2))
    assert first == second


# --- the cells to fill -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_every_isian_has_its_unlocked_cell_with_a_title_and_a_message(jabatan: str, blank: Blank) -> None:
    workbook = blank(jabatan)
    slots = [slot for slot in jabatan_of(jabatan).asked if not slot.blok]
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
    rules = {str(r.sqref): r for r in blank("umum", "2019-03")[ISIAN].data_validations.dataValidation}
    workbook = blank("umum", "2019-03")
    shown = {}
    for name in ("hari_kerja", "laporan.profil.selesai", "laporan.profil.mutu"):
        [cell] = cells_of(workbook, f"isian.{name}")
        rule = rules[cell.coordinate]
        shown[name] = (rule.type, rule.promptTitle, rule.prompt, rule.error)
    assert shown == {
        "hari_kerja": (
            "custom",
            "Jumlah hari kerja bulan ini",
            "Sudah terisi menurut kalender. Ubah hanya bila memang berbeda. Isi bilangan bulat mulai 0 sampai 31; 0 "
            "bila nihil, TB bila tidak berlaku.",
            "Jumlah hari kerja bulan ini: Isi bilangan bulat mulai 0 sampai 31; 0 bila nihil, TB bila tidak berlaku.",
        ),
        "laporan.profil.selesai": (
            "custom",
            "Laporan Profil – tanggal selesai",
            "Tanggal dokumen selesai. Kosongkan bila belum selesai; ketik TB bila tahun ini tidak disusun. Ketik "
            "tahun-bulan-hari, misalnya 2019-03-31, antara 28 Februari 2018 dan 31 Maret 2019, atau TB.",
            "Laporan Profil – tanggal selesai: Ketik tahun-bulan-hari, misalnya 2019-03-31, antara 28 Februari 2018 "
            "dan 31 Maret 2019, atau TB.",
        ),
        "laporan.profil.mutu": (
            "list",
            "Laporan Profil – berkualitas…",
            "Pilih Ya bila dokumen yang selesai itu berkualitas baik, Tidak bila belum. Pilih Ya atau Tidak; "
            "TB bila dokumennya TB.",
            "Laporan Profil – berkualitas baik: Pilih Ya atau Tidak; TB bila dokumennya TB.",
        ),
    }


def test_the_message_of_a_number_with_decimals_says_so(blank: Blank) -> None:
    workbook = blank("ketertiban", "2019-03")
    [cell] = cells_of(workbook, "isian.beras")
    [rule] = [r for r in workbook[ISIAN].data_validations.dataValidation if cell.coordinate in r.sqref]
    assert (rule.prompt, rule.error) == (
        "Dari Buku Gudang, sampai dua desimal di belakang koma. Isi bilangan mulai 0; 0 bila nihil, TB bila tidak "
        "berlaku.",
        "Cadangan beras pada akhir bulan: Isi bilangan mulai 0; 0 bila nihil, TB bila tidak berlaku.",
    )


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_all_other_cells_are_locked_except_notes_and_signature(jabatan: str, blank: Blank) -> None:
    workbook, map_ = blank(jabatan), Layout(jabatan_of(jabatan))
    inputs = {cell.coordinate for kode in map_.slot_rows for cell in cells_of(workbook, f"isian.{kode}")}
    rows = [row.row for row in map_.slot_rows.values()] + [row for s in map_.sections for _, row in s.blocks]
    notes = {f"{column}{row + 1}" for row in rows for column in "JK"}
    notes |= {f"{column}{note.row + 1}" for note in map_.notes for column in "FGHIJK"}
    below = {f"F{row}" for row in range(map_.signature_row + 1, map_.signature_row + 9)}
    unlocked = {c.coordinate for row in workbook[ISIAN].iter_rows() for c in row if not c.protection.locked}
    assert unlocked >= inputs | notes
    assert unlocked - below == inputs | notes
    for sheet in (PETUNJUK, layout.IKI):
        assert all(cell.protection.locked for row in workbook[sheet].iter_rows() for cell in row)
    for block in map_.blocks.values():
        scores = {cell.coordinate for cell in cells_of(workbook, f"isian.{block.isian.kode}")}
        assert len(scores) == 1000 * len(block.isian.slots)
        assert {
            c.coordinate for row in workbook[block.sheet].iter_rows() for c in row if not c.protection.locked
        } == scores


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_a_cell_or_block_of_the_workbook_is_named_after_each_isian(jabatan: str, blank: Blank) -> None:
    one = jabatan_of(jabatan)
    expected = {f"isian.{isian.kode}" for isian in one.isian if isian.jenis != "daftar_dokumen"}
    expected |= {f"isian.{slot.kode}" for slot in one.asked if slot.is_of_document}
    expected |= {f"batas.{slot.kode_dokumen}" for slot in one.slots if slot.batas}
    assert set(blank(jabatan).defined_names) == expected


def test_the_names_are_those_that_other_programs_were_promised(blank: Blank) -> None:
    names = blank("umum").defined_names
    assert {name: names[name].attr_text for name in (
        "isian.hadir", "isian.arsip", "isian.laporan.profil.selesai",
        "isian.laporan.profil.mutu", "batas.laporan.profil",
    )} == {
        "isian.hadir": "Isian!$F$13",
        "isian.arsip": "Isian!$F$9",
        "isian.laporan.profil.selesai": "Isian!$F$25",
        "isian.laporan.profil.mutu": "Isian!$F$26",
        "batas.laporan.profil": "Isian!$I$25",
    }  # fmt: skip
    assert blank("pelayanan").defined_names["isian.kepuasan"].attr_text == "KEPUASAN!$C$9:$E$1008"


def test_the_working_days_of_the_month_are_already_there(blank: Blank) -> None:
    months = [f"2019-{month:02d}" for month in range(1, 13)]
    days = [next(cells_of(blank("umum", periode), "isian.hari_kerja")).value for periode in months]
    assert days == WORKING_DAYS_2019
    assert sum(days) == 246


def test_the_calendar_of_the_office_counts(blank: Blank) -> None:
    six_days = replace(KECIL.settings, kalender=Kalender(hari_seminggu=6))
    local = replace(KECIL.settings, kalender=Kalender(libur_tambahan=(dt.date(2019, 3, 14),)))
    fixed = replace(KECIL.settings, kalender=Kalender(hari_kerja={"2019-03": 17}))
    days = [next(cells_of(blank("umum", "2019-03", office), "isian.hari_kerja")).value
            for office in (six_days, local, fixed)]  # fmt: skip
    assert days == [25, 19, 17]


def test_nothing_else_is_filled_in(catalog: Catalog, blank: Blank) -> None:
    filled = [
        slot.kode
        for jabatan in catalog.jabatan
        for slot in jabatan.asked
        for name in [f"isian.{slot.isian if slot.blok else slot.kode}"]
        if any(cell.value is not None for cell in cells_of(blank(jabatan.kode), name))
    ]
    assert filled == ["hari_kerja"]


# --- what is around them ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
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
        looks = {"formatCells", "formatColumns", "formatRows"} if sheet.title == layout.IKI else set()
        assert forbidden == always | looks, sheet.title


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_the_header_and_siap_dikirim_stay_in_view(jabatan: str, blank: Blank) -> None:
    sheet = blank(jabatan)[ISIAN]
    assert sheet.freeze_panes == "A4"
    assert str(sheet["B2"].value).startswith('=IF(L2+M2=0,"Siap dikirim: YA",')
    states = Layout(jabatan_of(jabatan)).states.a1
    assert [sheet[cell].value for cell in ("L2", "M2")] == [f'=COUNTIF({states},"{w}")' for w in ("kosong", "periksa")]
    assert [cell.value for cell in sheet[3] if cell.value] == list(layout.HEADERS)
    for block in Layout(jabatan_of(jabatan)).blocks.values():
        assert blank(jabatan)[block.sheet].freeze_panes == "C9"


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_every_sheet_prints_on_folio_one_page_wide(jabatan: str, blank: Blank) -> None:
    workbook = blank(jabatan)
    for sheet in workbook:
        if sheet.title == layout.IKI:
            continue
        assert int(sheet.page_setup.paperSize) == 14
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        pages = (
            int(sheet.page_setup.fitToWidth or 1),
            1 if sheet.page_setup.fitToHeight is None else int(sheet.page_setup.fitToHeight),
        )
        assert pages == ((1, 0) if sheet.title in (ISIAN, PETUNJUK) else (1, 1))
        assert sheet.oddFooter.right.text == "&A · halaman &P dari &N"
        assert sheet.print_area
    assert workbook[ISIAN].print_title_rows == "$3:$3"


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_the_key_column_is_hidden_and_the_identity_very_hidden(jabatan: str, blank: Blank) -> None:
    workbook, map_ = blank(jabatan), Layout(jabatan_of(jabatan))
    assert workbook.sheetnames == [*map_.sheets, PETUNJUK, "_iki"]
    assert [sheet.sheet_state for sheet in workbook] == ["visible"] * (len(map_.sheets) + 1) + ["veryHidden"]
    for name in map_.sheets:
        assert workbook[name].column_dimensions["A"].hidden


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_every_sheet_to_fill_shows_its_kode_formulir_and_the_hidden_sheet_agrees(jabatan: str, blank: Blank) -> None:
    workbook = blank(jabatan)
    hidden = [text for text in texts(workbook[layout.IKI]) if parse_kode_formulir(text)[1]]
    visible = []
    for name in Layout(jabatan_of(jabatan)).sheets:
        codes = [text for text in texts(workbook[name]) if parse_kode_formulir(text)[1]]
        assert len(codes) == 1, name
        visible += codes
    assert visible == hidden
    for code, name in zip(hidden, Layout(jabatan_of(jabatan)).sheets, strict=True):
        identity, _ = parse_kode_formulir(code)
        unit = behind(jabatan).settings.unit.kode
        assert identity == identity_of(jabatan_of(jabatan), unit, "2019-01", name.lower())


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_there_is_no_macro_no_link_and_nothing_outside(jabatan: str, settings: Settings) -> None:
    with zipfile.ZipFile(io.BytesIO(writing.build(jabatan_of(jabatan), "2019-01", settings))) as archive:
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
    pejabat={"ketertiban": Pejabat("Siti Contoh, S.Sos.", "190007071925072007", "Penata")},
    target=targets({"KT-3": 650.0}),
    batas_waktu={"profil": (2, 15), "buku.profil": (3, 29), "kinerja": (2, 29)},
)


def test_head_and_signature_name_the_pejabat_with_his_nip_in_groups(blank: Blank, catalog: Catalog) -> None:
    workbook = blank("ketertiban", "2019-02", OFFICE)
    ready = workbook[ISIAN]["B2"].value
    head = [cell.value for row in workbook[ISIAN]["B1:I6"] for cell in row if cell.value]
    assert head == [
        "Formulir IKI Februari 2019",
        "Kecamatan Kademangan, Kota Probolinggo",
        ready,
        *layout.HEADERS[1:9],
        "Kepala Seksi Ketertiban",
        "Periode",
        "Februari 2019",
        "Siti Contoh, S.Sos.\nNIP 19000707 192507 2 007",
        "Kode formulir",
        identity_of(catalog["ketertiban"], "kademangan", "2019-02").kode_formulir,
        "Tidak bisa diketik? Tekan “Aktifkan Pengeditan” di atas.\nKuning: isi. Nihil: 0. Tidak berlaku: TB.",
    ]
    assert signature(workbook, "ketertiban", catalog) == [
        ("Kademangan, 28 Februari 2019", False),
        ("Kepala Seksi Ketertiban", False),
        ("Siti Contoh, S.Sos.", True),
        ("Penata", False),
        ("NIP 19000707 192507 2 007", False),
    ]


def test_without_a_pejabat_there_are_dots_to_write_on(blank: Blank, catalog: Catalog) -> None:
    assert signature(blank("ketertiban"), "ketertiban", catalog) == [
        ("Contoh, 31 Januari 2019", False),
        ("Kepala Seksi Ketertiban", False),
        ("(……………………………………)", True),
        ("NIP ………………………………", False),
    ]


def test_deadlines_and_targets_are_those_of_the_office(blank: Blank) -> None:
    places = {
        "laporan.profil": "umum",
        "laporan.kinerja": "umum",
        "laporan.rencana": "umum",
        "buku.profil": "pelayanan",
    }
    deadlines = {
        name: next(cells_of(blank(jabatan, "2019-02", OFFICE), f"batas.{name}")).value.date().isoformat()
        for name, jabatan in places.items()
    }
    assert deadlines == {
        "laporan.profil": "2019-02-15",
        "laporan.kinerja": "2019-02-28",
        "laporan.rencana": "2019-12-31",
        "buku.profil": "2019-03-29",
    }
    units = [row[layout.UNIT].value for row in blank("ketertiban", "2019-02", OFFICE)[ISIAN].iter_rows()]
    assert [unit for unit in units if unit == 650 or unit == "target belum ada"] == [
        "target belum ada", "target belum ada", 650,
    ]  # fmt: skip


@pytest.mark.parametrize("jabatan", EVERY_JABATAN)
def test_petunjuk_says_all_of_the_decree_and_every_isian(jabatan: str, blank: Blank) -> None:
    said = "\n".join(texts(blank(jabatan)[PETUNJUK]))
    decree = jabatan_of(jabatan)
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


def form_of(folder: Path, jabatan: str, periode: str) -> Path:
    return folder / periode / layout.template_name("contoh", jabatan, periode)


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
    profil, rencana = "isian.laporan.profil", "isian.laporan.rencana"
    write_blanks(catalog, settings, ["2019-01"], tmp_path)
    typed = {"isian.surat": 30, f"{rencana}.selesai": dt.date(2019, 1, 7), f"{rencana}.mutu": "Tidak"}
    fill(form_of(tmp_path, "umum", "2019-01"), typed)
    write_blanks(catalog, settings, ["2019-02"], tmp_path)
    typed = {"isian.surat": 41, f"{profil}.selesai": dt.date(2019, 2, 20), f"{profil}.mutu": "Ya"}
    fill(form_of(tmp_path, "umum", "2019-02"), typed)
    typed = {"isian.gangguan": 0, "isian.tahun_lalu": 1250, "isian.beras": 2.5}
    fill(form_of(tmp_path, "ketertiban", "2019-02"), typed)
    write_blanks(catalog, settings, ["2019-03"], tmp_path)
    assert last_values(form_of(tmp_path, "ketertiban", "2019-03")) == {
        "gangguan": (0, "#,##0"),
        "tahun_lalu": (1250, "#,##0"),
        "beras": (2.5, "#,##0.00"),
    }
    date = "[$-421]d mmm yyyy"
    assert last_values(form_of(tmp_path, "umum", "2019-03")) == {
        "surat": (41, "#,##0"),
        "hari_kerja": (19, "#,##0"),
        "laporan.profil.selesai": (dt.datetime(2019, 2, 20), date),
        "laporan.profil.mutu": (1, '"Ya";;"Tidak"'),
        "laporan.rencana.selesai": (dt.datetime(2019, 1, 7), date),
        "laporan.rencana.mutu": (0, '"Ya";;"Tidak"'),
    }


def test_a_new_year_starts_without_the_documents_of_the_old_one(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    write_blanks(catalog, settings, ["2018-12"], tmp_path, only=["umum"])
    form = tmp_path / "2018-12" / "IKI_2018-12_contoh_umum.xlsx"
    fill(form, {"isian.laporan.rencana.selesai": dt.date(2018, 11, 28), "isian.surat": 41})
    write_blanks(catalog, settings, ["2019-01"], tmp_path, only=["umum"])
    assert last_values(tmp_path / "2019-01" / "IKI_2019-01_contoh_umum.xlsx") == {
        "surat": (41, "#,##0"),
        "hari_kerja": (19, "#,##0"),
    }


# --- another catalogue -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unsur", [1, 2, 9])
def test_a_survey_of_few_or_many_unsur_still_shows_its_code_and_can_be_read(
    unsur: int, catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    jabatan = catalog["pelayanan"]
    skm = next(isian for isian in jabatan.isian if isian.blok)
    slots = [replace(skm.slots[0], kode=f"kepuasan.u{n}", label=f"Unsur {n}") for n in range(unsur)]
    survey = replace(skm, slots=tuple(slots))
    changed = [replace(i, isian=tuple(survey if isian.blok else isian for isian in i.isian)) for i in jabatan.indikator]
    other = Catalog((replace(jabatan, indikator=tuple(changed)),))
    path = tmp_path / "form.xlsx"
    path.write_bytes(writing.build(other.jabatan[0], "2019-01", settings))
    fill(path, {"isian.kepuasan": [[4] * unsur, [3] * unsur]})
    read = read_files([path], other, settings)
    scores = read.answers[read.answers["tipe"] == "skor"]
    assert read.temuan.empty
    assert scores["keadaan"].tolist() == [ISI] * (2 * unsur)
    last = max(unsur, 6) + 2
    assert opened(path)["KEPUASAN"].print_area == f"'KEPUASAN'!$B$1:${get_column_letter(last)}$53"
