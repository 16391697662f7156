"""Forms as rare programs write them: read as every program reads them, or set aside; never a number of our own."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import SET_ASIDE
from iki_excel.runs.checking import check_files
from iki_excel.workbooks import zipped as zips
from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.openxml import bounds, look
from tests.forms import complete, edited, patched, told
from tests.meanings import parts_of
from tests.packages import RELATIONS, SHEET, STRINGS, STYLES, TYPES, WORKBOOK, package, strings, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SAVE_AGAIN = "Buka di Excel, simpan lagi, lalu kirim ulang."
NEVER_WRITTEN = f"umum.xlsx memuat bagian yang tidak pernah ditulis Excel. {SAVE_AGAIN}"
BROKEN = "umum.xlsx rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang."

Read = Callable[[Path], Checked]


@pytest.fixture
def read(catalog: Catalog, settings: Settings) -> Read:
    """Reads and checks one file."""
    return lambda path: check_files([path], catalog, settings)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form of which F8 holds 419 and F25 the day 31 January 2019, as another program saves it."""
    table = "surat | 419\nlaporan.profil.selesai | 2019-01-31\nlaporan.profil.mutu | Ya\n"
    return edited(complete(tmp_path, "umum", "2019-01", table, name="umum"), lambda _: None)


F8, F25 = '<c r="F8"{s} t="n"><v>419</v></c>', '<c r="F25"{s} t="n"><v>43496</v></c>'
"""The cells as they stand there; ``{s}`` is the style of the cell, ``{day}`` that of a cell of a day."""


def put(path: Path, cell: str, sheet: str = SHEET) -> Path:
    """The file with a cell written in another way, in place."""
    xml = parts_of(path.read_bytes())[sheet].decode()
    address = re.search(r"""\br=['"]([A-Z]+[0-9]+)""", cell)
    assert address, cell
    found, style = _cell(xml, address[1])
    new = cell.replace("{s}", style)
    return patched(path, sheet, found, new.replace("{day}", _cell(xml, "F25")[1]) if "{day}" in new else new)


def _cell(xml: str, address: str) -> tuple[str, str]:
    """A cell as it stands there, and its style."""
    found = re.search(rf'<c r="{address}"( s="[0-9]+")[^<>]*?(?:/>|>.*?</c>)', xml)
    assert found, address
    return found[0], found[1]


PROPERTIES = "<workbookPr />"
WITH_EXTENSION = (
    '<workbookPr {}/><extLst><ext uri="{{1}}"><x15:workbookPr chartTrackingRefBase="1" '
    'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"/></ext></extLst>'
)
"""As Excel writes it beside its own."""

USUAL = [("419", 419.0, "isi"), ("31 Januari 2019", 43496.0, "isi")]


def typed(checked: Checked) -> list[tuple[str, float | None, str]]:
    """What was read in F8 and F25: what was typed, the number that it counts as, its state."""
    cells = checked.answers[checked.answers["sel"].isin(["F8", "F25"])]
    rows = cells[["diketik", "angka", "keadaan"]].itertuples(index=False)
    return [(said, None if pd.isna(number) else number, state) for said, number, state in rows]


def as_usual(checked: Checked) -> bool:
    """Whether the form was read as if nothing were strange about it."""
    return (typed(checked), told(checked.temuan)) == (USUAL, [])


def set_aside(checked: Checked) -> list[tuple[str, str, str]]:
    """The temuan of a file of which nothing was read."""
    assert (list(checked.files["nasib"]), len(checked.answers)) == ([SET_ASIDE], 0)
    return told(checked.temuan)


def test_the_form_itself(read: Read, form: Path) -> None:
    assert as_usual(read(form))


# --- what is read as any other ----------------------------------------------------------------------------------------

HARMLESS = {
    "an extension in a cell": F8.replace("</c>", '<extLst><ext uri="x"/></extLst></c>'),
    "a comment before a cell": f"<!-- dari pusat -->{F8}",
    "a comment in a cell": F8.replace("<v>", "<!-- dari pusat --><v>"),
    "a number in scientific notation": F8.replace("419", "4.19E2"),
    "a number with spaces": F8.replace("419", "\n  419\n"),
    "a number in entities": F8.replace("419", "4&#49;9"),
    "attributes in quotes of the other kind": F8.replace('"', "'"),
    "a prefix of the same namespace": f"<x:c xmlns:x='{MAIN}' r='F8'{{s}}><x:v>419</x:v></x:c>",
    "a kind in another namespace": F8.replace(' t="n"', ' x:t="str" xmlns:x="y"'),
    "an ISO day of the clock's zone": '<c r="F25"{s} t="d"><v>2019-01-31T00:00:00.000Z</v></c>',
    "an ISO day without a time": '<c r="F25"{s} t="d"><v>2019-01-31</v></c>',
    "an ISO day without a format": '<c r="F25" t="d"><v>2019-01-31T00:00:00Z</v></c>',
}


@pytest.mark.parametrize("cell", HARMLESS.values(), ids=list(HARMLESS))
def test_a_cell_that_every_program_reads_alike_is_read(read: Read, form: Path, cell: str) -> None:
    assert as_usual(read(put(form, cell)))


HARMLESS_PARTS = {
    "a comment in the styles": (STYLES, "<cellXfs", "<!-- <cellXfs><xf numFmtId='14'/></cellXfs> --><cellXfs"),
    "what Excel says of the year beside it": (WORKBOOK, PROPERTIES, WITH_EXTENSION.format("")),
    "a format that is a day by its letters": (STYLES, 'formatCode="[$-421]d mmm yyyy"', 'formatCode="dd/mm/yyyy;@"'),
}


@pytest.mark.parametrize(("part", "old", "new"), HARMLESS_PARTS.values(), ids=list(HARMLESS_PARTS))
def test_what_every_program_reads_alike_is_read(read: Read, form: Path, part: str, old: str, new: str) -> None:
    assert as_usual(read(patched(form, part, old, new)))


def test_cells_that_do_not_say_where_they_stand_are_read_in_their_order(read: Read, form: Path) -> None:
    xml = parts_of(form.read_bytes())[SHEET].decode()
    row = re.search(r'<row r="8".*?</row>', xml)
    assert row
    whole = re.sub(r"<c r=\"([B-R])8\"", _with_those_left_out(row[0]), row[0])
    assert as_usual(read(patched(form, SHEET, row[0], re.sub(r'<c r="[A-Z]+8"', "<c", whole))))


def _with_those_left_out(row: str) -> Callable[[re.Match[str]], str]:
    """Puts a blank cell before a cell of the row for each column before it that the row does not have."""
    there = set(re.findall(r'<c r="([A-Z])8"', row))
    missing = [column for column in "ABCDEFGHIJKLMNOPQR" if column not in there]

    def put(found: re.Match[str]) -> str:
        before = [column for column in missing if column < found[1]]
        missing[:] = missing[len(before) :]
        return "".join(f'<c r="{column}8"/>' for column in before) + found[0]

    return put


# --- days -------------------------------------------------------------------------------------------------------------


def test_a_workbook_that_counts_from_1904_shows_its_numbers_four_years_later(read: Read, form: Path) -> None:
    checked = read(patched(form, WORKBOOK, PROPERTIES, WITH_EXTENSION.format('date1904="1"')))
    assert typed(checked) == [USUAL[0], ("1 Februari 2023", None, "salah")]
    assert told(checked.temuan) == [
        (
            "Isian!F25",
            "tanggal_di_luar",
            "“Laporan Profil – tanggal selesai” berisi 1 Februari 2023, padahal harus antara 28 Februari 2018 dan "
            "31 Januari 2019. Periksa hari, bulan dan tahunnya.",
        )
    ]


def test_days_that_were_typed_in_a_workbook_from_1904_are_read_as_they_are_shown(read: Read, form: Path) -> None:
    put(form, F25.replace("43496", "42034"))
    assert as_usual(read(patched(form, WORKBOOK, PROPERTIES, WITH_EXTENSION.format('date1904="1"'))))


def test_an_iso_day_is_the_same_from_whenever_days_count(read: Read, form: Path) -> None:
    put(form, '<c r="F25"{s} t="d"><v>2019-01-31T00:00:00</v></c>')
    assert as_usual(read(patched(form, WORKBOOK, PROPERTIES, '<workbookPr date1904="true"/>')))


@pytest.mark.parametrize("number", ["-5", "2958466", "1E300"])
def test_a_number_that_is_no_day_shows_no_number(read: Read, form: Path, number: str) -> None:
    checked = read(put(form, f'<c r="F8"{{day}}><v>{number}</v></c>'))
    assert typed(checked) == [("#####", None, "salah"), USUAL[1]]


# --- formulas without anything to see ---------------------------------------------------------------------------------

NOTHING = ' t="str"><f>IF(1=2,5,"")</f><v></v></c>'
"""As Excel, LibreOffice, Google Sheets and xlsxwriter store an empty text; openpyxl stores no result, and no kind."""


def test_a_required_formula_that_shows_nothing_is_blank_and_said_to_be_a_formula(read: Read, form: Path) -> None:
    checked = read(put(form, '<c r="F8"{s}' + NOTHING))
    assert typed(checked) == [("", None, "kosong"), USUAL[1]]
    assert told(checked.temuan) == [
        (
            "Isian!F8",
            "kosong",
            "“Jumlah surat yang ditangani bulan ini” masih kosong, karena rumusnya menghasilkan teks kosong. "
            "Isi angkanya: 0 atau nihil bila tidak ada, TB bila tidak berlaku.",
        )
    ]


def test_a_formula_that_shows_nothing_in_a_cell_that_may_be_blank_is_blank(read: Read, tmp_path: Path) -> None:
    form = complete(tmp_path, "umum", "2019-01", "surat | 419", name="umum")
    checked = read(put(form, '<c r="F25"{s}' + NOTHING))
    assert (typed(checked), told(checked.temuan)) == ([USUAL[0], ("", None, "kosong")], [])


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="F8"{s}><f>SUM(F9:F9)</f><v></v></c>',
        '<c r="F8"{s}><f>SUM(F9:F9)</f></c>',
        '<c r="F8"{s} t="str"><f>SUM(F9:F9)</f></c>',
    ],
)
def test_a_formula_of_which_no_result_is_stored_is_told(read: Read, form: Path, cell: str) -> None:
    assert told(read(put(form, cell)).temuan) == [
        (
            "Isian!F8",
            "rumus_tanpa_hasil",
            "“Jumlah surat yang ditangani bulan ini” berisi rumus yang hasilnya tidak tersimpan. "
            "Ketik angkanya, atau buka di Excel dan simpan lagi.",
        )
    ]


def test_formulas_that_show_nothing_in_a_survey_and_in_a_keterangan_are_no_answers(read: Read, tmp_path: Path) -> None:
    form = complete(tmp_path, "pelayanan", "2019-01", "penerima_layanan | 2\n", survey="4 4 4\n3 4 4", name="pelayanan")
    before, survey = read(form), SHEET.replace("1.", "2.")
    for cell, sheet in (("C11", survey), ("D12", survey), ("H8", SHEET)):
        put(form, f'<c r="{cell}"{{s}}{NOTHING}', sheet)
    checked = read(form)
    assert told(checked.temuan) == told(before.temuan)
    assert list(checked.answers["diketik"]) == list(before.answers["diketik"])


# --- what programs read differently -----------------------------------------------------------------------------------

ALTERNATIVE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback>{}'
    "</mc:Fallback></mc:AlternateContent>"
)
RELATION = (
    '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}" Id="{}" />'
)
TWO_WAYS = {
    "a cell of shared text with a text of its own": '<c r="F8"{s} t="s"><is><t>77</t></is></c>',
    "a number with a text of its own": '<c r="F8"{s}><is><t>77</t></is></c>',
    "an inline text with a value": '<c r="F8"{s} t="inlineStr"><v>77</v></c>',
    "a text in two pieces": '<c r="F8" t="inlineStr"><is><t>7</t><t>8</t></is></c>',
    "a text in a foreign namespace": '<c r="F8" t="inlineStr"><is><x:t xmlns:x="y">7</x:t></is></c>',
    "a letter as its number": '<c r="F8" t="inlineStr"><is><t>_x0037_</t></is></c>',
    "a value in a foreign namespace": '<c r="F8"{s}><x:v xmlns:x="y">77</x:v></c>',
    "a cell in a foreign namespace": '<x:c xmlns:x="y" r="F8"><x:v>77</x:v></x:c>',
    "a cell in no namespace": F8.replace("<c ", '<c xmlns="" '),
    "a cell for programs that do not know better": ALTERNATIVE.replace("{}", F8),
    "half a letter as its number": '<c r="F8" t="inlineStr"><is><t>_xD800_</t></is></c>',
    "a formula of shared text": '<c r="F8"{s} t="s"><f>1+1</f><v>0</v></c>',
    "a comment in a number": F8.replace("419", "4<!-- 1 -->19"),
    "an ISO day of another zone": '<c r="F25"{s} t="d"><v>2019-01-31T00:00:00+07:00</v></c>',
}


@pytest.mark.parametrize("cell", TWO_WAYS.values(), ids=list(TWO_WAYS))
def test_a_cell_that_programs_read_differently_sets_the_form_aside(read: Read, form: Path, cell: str) -> None:
    assert set_aside(read(put(form, cell))) == [("umum.xlsx", "xml_terlarang", NEVER_WRITTEN)]


TWO_WAYS_OF_PARTS = {
    "rows behind the rows": (SHEET, "</sheetData>", '</sheetData><x><row r="8"><c r="F8"><v>7</v></c></row></x>'),
    "days in two systems": (WORKBOOK, PROPERTIES, '<workbookPr date1904="1"/><workbookPr/>'),
    "days in a foreign namespace": (WORKBOOK, PROPERTIES, '<x:workbookPr xmlns:x="y" date1904="1"/>'),
    "days for programs that do not know better": (WORKBOOK, PROPERTIES, ALTERNATIVE.format("<workbookPr/>")),
    "days from 1904 in other words": (WORKBOOK, PROPERTIES, '<workbookPr date1904="on"/>'),
    "a name in a foreign namespace": (WORKBOOK, "<definedNames>", "<definedNames><x:definedName xmlns:x='y'/>"),
    "two relations of one name": (RELATIONS, "</Rel", RELATION.format("styles", "styles.xml", "rId1") + "</Rel"),
    "two styles": (RELATIONS, "</Rel", RELATION.format("styles", "styles.xml", "rId77") + "</Rel"),
    "two workbooks": ("_rels/.rels", "</Rel", RELATION.format("officeDocument", "xl/workbook.xml", "rId77") + "</Rel"),
    "a sheet on a way with a dot": (RELATIONS, "/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml"),
    "a workbook of another type": (TYPES, "sheet.main+xml", "worksheet+xml"),
    "two lists of styles": (STYLES, "<cellXfs", "<cellXfs/><cellXfs"),
    "styles in a foreign namespace": (STYLES, "<cellXfs", '<x:cellXfs xmlns:x="y"/><cellXfs'),
    "styles for programs that do not know better": (STYLES, "<cellXfs", ALTERNATIVE.format("<cellXfs/>") + "<cellXfs"),
    "a format that is a day to some": (STYLES, 'formatCode="[$-421]d mmm yyyy"', 'formatCode="0 d"'),
    "a later version of xml": (SHEET, "<worksheet ", '<?xml version="1.1"?><worksheet '),
}  # fmt: skip


@pytest.mark.parametrize(("part", "old", "new"), TWO_WAYS_OF_PARTS.values(), ids=list(TWO_WAYS_OF_PARTS))
def test_what_programs_read_differently_is_set_aside(read: Read, form: Path, part: str, old: str, new: str) -> None:
    assert set_aside(read(patched(form, part, old, new))) == [("umum.xlsx", "xml_terlarang", NEVER_WRITTEN)]


CONFUSED = {
    "a style that there is not": '<c r="F8" s="9999"><v>419</v></c>',
    "a number that is none": F8.replace("419", "NaN"),
    "a number without end": F8.replace("419", "INF"),
    "a number with an underline": F8.replace("419", "4_19"),
    "yes in other words": '<c r="F8"{s} t="b"><v>true</v></c>',
    "an error that is a number": '<c r="F8"{s} t="e"><v>7</v></c>',
    "a kind that there is not": '<c r="F8"{s} t="number"><v>7</v></c>',
    "a formula that shares none": '<c r="F8"{s}><f t="shared" si="7"/><v>7</v></c>',
    "a formula of nothing": '<c r="F8"{s}><f/><v>7</v></c>',
}


@pytest.mark.parametrize("cell", CONFUSED.values(), ids=list(CONFUSED))
def test_a_cell_that_no_program_writes_sets_the_form_aside(read: Read, form: Path, cell: str) -> None:
    assert set_aside(read(put(form, cell))) == [("umum.xlsx", "berkas_rusak", BROKEN)]


def test_a_sheet_whose_cells_are_all_in_a_foreign_namespace_is_set_aside(read: Read, form: Path) -> None:
    checked = read(patched(form, SHEET, MAIN, "urn:lain"))
    assert set_aside(checked) == [("umum.xlsx", "xml_terlarang", NEVER_WRITTEN)]


def test_the_strict_kind_of_workbook_is_told_how_to_be_saved(read: Read, form: Path) -> None:
    checked = read(patched(form, WORKBOOK, MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"))
    assert set_aside(checked) == [
        (
            "umum.xlsx",
            "xlsx_ketat",
            "umum.xlsx adalah buku kerja “Strict Open XML”. Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook "
            "(.xlsx)”.",
        )
    ]


def test_parts_under_names_that_only_some_programs_find_are_told(read: Read, form: Path) -> None:
    parts = {name.replace("xl/workbook", "xl/Workbook"): part for name, part in parts_of(form.read_bytes()).items()}
    form.write_bytes(zipped(parts))
    assert set_aside(read(form)) == [
        (
            "umum.xlsx",
            "nama_bagian",
            f"umum.xlsx diarsipkan dengan nama bagian yang tidak dipakai Excel. {SAVE_AGAIN}",
        )
    ]


# --- texts that cells share -------------------------------------------------------------------------------------------

ONE_CELL = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def kode_of(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        look(content)
    return refused.value.rule.kode


@pytest.mark.parametrize(
    "inside",
    [
        "<si><t>7</t><t>8</t></si>",
        '<si><x:t xmlns:x="y">7</x:t></si>',
        "<si><t>7<!-- 8 -->9</t></si>",
        "<si><t>_x0037_</t></si>",
    ],
)
def test_a_shared_text_that_programs_read_differently_is_refused(inside: str) -> None:
    assert kode_of(package(ONE_CELL, **{STRINGS: strings(inside)})) == "xml_terlarang"


def test_shared_texts_that_relations_and_types_do_not_both_know_are_refused() -> None:
    whole = package(ONE_CELL, **{STRINGS: strings("<si><t>7</t></si>")})
    assert look(whole).marks["A"].errors == {}
    parts = parts_of(whole)
    without = {name: part.replace(b"sharedStrings", b"x") for name, part in parts.items() if name in (RELATIONS, TYPES)}
    for name, part in without.items():
        assert kode_of(zipped({**parts, name: part})) == "xml_terlarang"


# --- the zip ----------------------------------------------------------------------------------------------------------

PICTURE = "xl/media/image1.bmp"


def test_a_large_picture_that_is_almost_white_is_no_bomb(read: Read, form: Path) -> None:
    form.write_bytes(zipped({**parts_of(form.read_bytes()), PICTURE: bytes(30_000_000)}))
    assert as_usual(read(form))


def test_a_picture_beyond_all_bounds_is_named_with_its_size(
    read: Read, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.write_bytes(zipped({**parts_of(form.read_bytes()), PICTURE: bytes(80 * 2**20)}))
    assert set_aside(read(form)) == [
        (
            "umum.xlsx",
            "berkas_terlalu_besar",
            f"umum.xlsx terlalu besar untuk sebuah formulir: {PICTURE} memuat 80 MB, paling banyak 64 MB. "
            "Hapus yang tidak diminta formulir, atau salin isiannya saja ke formulir yang baru.",
        )
    ]


def test_a_sheet_with_too_many_cells_is_named_with_their_number(read: Read, form: Path) -> None:
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{letter}{row}"><v>1</v></c>' for letter in "ABCDEFGHIJKLMNO") + "</row>"
        for row in range(101, 8_001)
    )
    checked = read(patched(form, SHEET, "</sheetData>", f"{rows}</sheetData>"))
    ((_, kode, sentence),) = set_aside(checked)
    assert kode == "berkas_terlalu_besar"
    assert sentence.startswith("umum.xlsx terlalu besar untuk sebuah formulir: lembar Isian memuat 118.")
    assert " sel berisi, paling banyak 100.000. Hapus yang tidak diminta formulir" in sentence


def test_as_many_cells_with_formulas_as_may_be_are_not_too_many_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_CELLS", 2_000)
    monkeypatch.setattr(bounds, "MOST_TAGS", bounds.MOST_TAGS // 50)
    monkeypatch.setattr(bounds, "TAGS_COUNT_FROM", 0)
    cells = "".join(f'<row r="{row}"><c r="A{row}"><f>1+1</f><v>2</v></c></row>' for row in range(1, 2_001))
    assert len(look(package(cells)).marks["A"].formulas) == 2_000


def in_64_bits(content: bytes, *, lies: int = 0) -> bytes:
    """The zip as a program writes it that streams: sizes of 64 bits in the local headers and at the end."""
    parts, written, directory = parts_of(content), bytearray(), bytearray()
    for name, part in parts.items():
        packing = zlib.compressobj(wbits=-15)
        packed = packing.compress(part) + packing.flush()
        known = (45, 0, 8, 0, 33, zlib.crc32(part))
        sizes = struct.pack("<HHQQ", 1, 16, len(part) + lies, len(packed))
        at = len(written)
        written += zips.LOCAL.pack(zips.LOCAL_START, *known, zips.IN_64_BITS, zips.IN_64_BITS, len(name), len(sizes))
        written += name.encode() + sizes + packed
        place = struct.pack("<HHQ", 1, 8, at)
        directory += zips.CENTRAL.pack(
            zips.CENTRAL_START, 45, *known, len(packed), len(part), len(name), len(place), 0, 0, 0, 0, zips.IN_64_BITS
        )
        directory += name.encode() + place
    counts = (len(parts), len(parts), len(directory), len(written))
    end = zips.END_64.pack(zips.END_64_START, 44, 45, 45, 0, 0, *counts)
    locator = zips.LOCATOR_64.pack(zips.LOCATOR_64_START, 0, len(written) + len(directory), 1)
    return (
        bytes(written + directory)
        + end
        + locator
        + zips.END.pack(zips.END_START, 0, 0, len(parts), len(parts), zips.IN_64_BITS, zips.IN_64_BITS, 0)
    )


def test_a_zip_with_sizes_of_64_bits_is_read(read: Read, form: Path) -> None:
    form.write_bytes(in_64_bits(form.read_bytes()))
    assert zipfile.is_zipfile(form)
    assert as_usual(read(form))


def test_a_zip_whose_sizes_of_64_bits_say_something_else_is_broken(read: Read, form: Path) -> None:
    form.write_bytes(in_64_bits(form.read_bytes(), lies=1))
    assert set_aside(read(form)) == [("umum.xlsx", "berkas_rusak", BROKEN)]
