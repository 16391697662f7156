"""How a result looks, rule by rule: what makes a workbook readable on a phone, on paper, in grey, aloud, and in a year.

They are the rules that published guides for workbooks share. One of these is not kept, on purpose: that nothing be
frozen and nothing filtered. The heads of long tables are frozen, with one narrow column, and their rows may be chosen.
"""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from iki_excel.decree import sheet_names
from iki_excel.report import predikat
from iki_excel.workbooks import book
from tests.golden import workbooks
from tests.workbooks import opened

NAMES = ("rekap", pytest.param("rekap_keputusan", marks=pytest.mark.decree))
every_result = pytest.mark.parametrize("name", NAMES)
SMALLEST = 9
NARROW = 60
"""Pixels of all that is frozen at the left."""


@dataclass(frozen=True)
class Result:
    """A finished workbook: its bytes, its formulas and what they were saved with."""

    content: bytes

    @functools.cached_property
    def live(self) -> Any:
        """The workbook with its formulas."""
        return opened(self.content)

    @functools.cached_property
    def shown(self) -> Any:
        """The workbook as it shows without being calculated."""
        return opened(self.content, cached=True)

    def parts(self, like: str) -> dict[str, str]:
        """The files of its archive whose names look so."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist() if re.fullmatch(like, name)}

    def cells(self) -> Iterator[Any]:
        """Every cell that holds anything, with its formula."""
        for sheet in self.live:
            for row in sheet.iter_rows():
                yield from (cell for cell in row if cell.value is not None)


@functools.cache
def result(name: str) -> Result:
    """The result of the small office, or that of the decree."""
    return Result(workbooks.made(name))


def pixels(sheet: Worksheet, letter: str) -> int:
    """How wide a column is."""
    return round(sheet.column_dimensions[letter].width * 7)


# --- one thing in one cell -------------------------------------------------------------------------------------------


@every_result
def test_no_cells_are_merged(name: str) -> None:
    assert {sheet.title: sheet.merged_cells.ranges for sheet in result(name).live if sheet.merged_cells.ranges} == {}


@every_result
def test_no_row_inside_a_sheet_is_empty(name: str) -> None:
    """Room is the height of rows: a blank row ends a sheet for whoever hears it. A chart stands in a row as well."""
    blank = {}
    for sheet in result(name).live:
        filled = {cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None or _is_dotted(cell)}
        filled |= {chart.anchor._from.row + 1 for chart in sheet._charts}
        rows = sorted({*range(1, max(filled) + 1)} - filled - _of_signatures(sheet))
        blank |= {sheet.title: rows} if rows else {}
    assert blank == {}


def _is_dotted(cell: Any) -> bool:
    """A line to write on."""
    return cell.border.bottom.style == "dotted"


def _of_signatures(sheet: Worksheet) -> set[int]:
    """The rows that are left for signatures."""
    found: set[int] = set()
    for row in range(1, sheet.max_row + 1):
        if str(sheet.cell(row, 6).value or "").startswith(("Ngronggot, ", "Contoh, ")):
            found |= {row + 2, row + 3, row + 4}
    return found


@every_result
def test_nothing_is_hidden(name: str) -> None:
    live = result(name).live
    hidden = [sheet.title for sheet in live if sheet.sheet_state != "visible"]
    for sheet in live:
        hidden += [f"{sheet.title}!{key}" for key, column in sheet.column_dimensions.items() if column.hidden]
        hidden += [f"{sheet.title}!{key}" for key, row in sheet.row_dimensions.items() if row.hidden]
    assert hidden == []


@every_result
def test_every_sheet_says_what_it_is_and_when_it_was_made(name: str) -> None:
    told = {sheet.title: (bool(sheet["A1"].value), str(sheet["A2"].value)) for sheet in result(name).live}
    assert {title for title, (is_told, _) in told.items() if not is_told} == set()
    assert {title for title, (_, line) in told.items() if not line.endswith("dibuat 2 April 2019 09.00")} == set()


@every_result
def test_what_is_data_is_a_table_with_a_name(name: str) -> None:
    tables = {table.name: sheet.title for sheet in result(name).live for table in sheet.tables.values()}
    assert tables | {"tblRekap": "Rekap", "tblHitungan": "Hitungan", "tblData": "Data", "tblTarget": "Target"} == tables
    assert (
        tables | {"tblGrafik": "Grafik", "tblRumus": "Rumus", "tblAturan": "Rumus", "tblBerkas": "Kelengkapan"}
        == tables
    )
    rapor = [sheet for table, sheet in tables.items() if table.startswith("tblRapor_")]
    assert rapor == [title for title in result(name).live.sheetnames if title not in OTHERS]


OTHERS = {*sheet_names.OF_RESULT}


@every_result
def test_the_heads_of_a_table_are_texts_that_differ(name: str) -> None:
    for sheet in result(name).live:
        for table in sheet.tables.values():
            heads = [cell.value for cell in sheet[table.ref][0]]
            assert len({*heads}) == len(heads) and all(heads), table.name


# --- letters, colours, paper -----------------------------------------------------------------------------------------


@every_result
def test_no_letter_is_smaller_than_nine_points(name: str) -> None:
    sizes = {cell.font.sz for cell in result(name).cells()}
    assert min(sizes) >= SMALLEST
    charts = result(name).parts(r"xl/charts/chart\d+\.xml")
    assert {int(size) for text in charts.values() for size in re.findall(r' sz="(\d+)"', text)} - {900, 1100} == set()
    footers = {sheet.oddFooter.left.text + sheet.oddFooter.right.text for sheet in result(name).live}
    assert len(footers) == 1
    sizes_below = {sheet.oddFooter.left.size for sheet in result(name).live}
    assert sizes_below == {SMALLEST}


WHITE = "#FFFFFF"
INKS = {
    book.INK,
    book.GREY,
    book.TEAL,
    book.TYPED,
    book.LINKED,
    book.LINK,
    book.GOOD,
    book.WARN_INK,
    book.BAD,
    "#FFFFFF",
}
PAPERS = {book.TEAL, book.PALE, book.INPUT, book.GOOD_PALE, book.WARN_PALE, book.BAD_PALE, WHITE}


@every_result
def test_only_the_colours_of_the_house_are_used(name: str) -> None:
    inks, papers = set(), set()
    for cell in result(name).cells():
        inks |= {f"#{cell.font.color.rgb[2:]}"} if cell.font.color is not None and cell.font.color.rgb else set()
        papers |= {f"#{cell.fill.fgColor.rgb[2:]}"} if cell.fill.fill_type == "solid" else set()
    assert inks - INKS == set()
    assert papers - PAPERS == set()


def _light(colour: str) -> float:
    """How light a colour is, as the guides for readable pages reckon it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well a colour is told from another: 1 is not at all, 21 black on white."""
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_ink_can_be_read_on_its_paper() -> None:
    looks = predikat.LOOKS
    pairs = {(look.ink, look.paper) for look in looks} | {(look.bar, "#FFFFFF") for look in looks}
    pairs |= {(ink, "#FFFFFF") for ink in INKS - {WHITE}} | {("#FFFFFF", book.TEAL), (book.TYPED, book.INPUT)}
    pairs |= {(book.GOOD, book.GOOD_PALE), (book.WARN_INK, book.WARN_PALE), (book.BAD, book.BAD_PALE)}
    assert {pair: round(contrast(*pair), 1) for pair in pairs if contrast(*pair) < 4.5} == {}


@every_result
def test_every_predikat_is_a_word_and_what_is_provisional_is_hatched(name: str) -> None:
    shown = result(name).shown
    words = {row[3].value for row in shown["Rekap"][shown["Rekap"].tables["tblRekap"].ref][1:]}
    assert None not in words and "" not in words
    bars = next(text for text in result(name).parts(r"xl/charts/chart\d+\.xml").values() if "barDir" in text)
    assert bars.count('<a:pattFill prst="wdUpDiag">') == 1
    assert {"sementara"} <= {*re.findall(r"&quot;  ([A-Za-z ]+)&quot;", bars)}


ONE_PAGE = ("Ringkasan", "Rekap", "Tren", "Tentang")


@every_result
def test_paper_is_folio_and_what_is_signed_is_one_page(name: str) -> None:
    live = result(name).live
    assert {sheet.page_setup.paperSize for sheet in live} == {14}
    rapor = [title for title in live.sheetnames if title not in OTHERS]
    pages = {
        title: (live[title].page_setup.fitToWidth, live[title].page_setup.fitToHeight) for title in live.sheetnames
    }
    assert {pages[title] for title in (*ONE_PAGE, *rapor)} == {(None, None)}  # 1 and 1 are what is not written
    assert {pages[title] for title in ("Hitungan", "Data", "Rumus", "Target")} == {(None, 0)}
    appendix = [title for title in live.sheetnames if live[title].oddHeader.right.text == "Lampiran"]
    assert appendix == ["Target", "Rumus", "Hitungan", "Data", "Grafik"]


# --- on a screen, on a phone -----------------------------------------------------------------------------------------


@every_result
def test_no_more_is_frozen_at_the_left_than_one_narrow_column(name: str) -> None:
    wide = {}
    for sheet in result(name).live:
        column, _ = re.fullmatch(r"([A-Z]+)(\d+)", sheet.freeze_panes).groups() if sheet.freeze_panes else ("A", "1")
        assert column in "AB", sheet.title
        if column == "B":
            wide[sheet.title] = pixels(sheet, "A")
    assert {title: width for title, width in wide.items() if width > NARROW} == {}


@every_result
def test_the_message_of_the_first_sheet_fits_a_phone(name: str) -> None:
    sheet = result(name).live["Ringkasan"]
    assert sum(pixels(sheet, letter) for letter in "ABCD") <= 360
    words = [cell for row in sheet.iter_rows(min_col=5) for cell in row if cell.value is not None]
    assert words == []
    assert sheet.sheet_view.showRowColHeaders is False


# --- formulas --------------------------------------------------------------------------------------------------------

NUMBER = re.compile(r"(?<![A-Za-z0-9_$.])\d+(?:\.\d+)?(?![\d:.]*[A-Za-z(])")
OWN_SHAPE = re.compile(r"COUNT\([^()]*\)=\d+")
TEXT = re.compile(r'"[^"]*"')
SHEET = re.compile(r"'[^']*'!")


def formulas(name: str) -> dict[str, str]:
    """Every formula by its place."""
    return {f"{cell.parent.title}!{cell.coordinate}": cell.value
            for cell in result(name).cells() if cell.data_type == "f"}  # fmt: skip


def too_long(found: Mapping[str, str]) -> dict[str, str]:
    """Those of some formulas that are longer than one looks at."""
    return {place: text for place, text in found.items() if len(text) > 120}


def with_numbers(found: Mapping[str, str]) -> dict[str, str]:
    """Those that hold a number but 0 and 1, and how many cells they count: that is their own shape."""
    bare = {place: OWN_SHAPE.sub("", SHEET.sub("", TEXT.sub("", text))) for place, text in found.items()}
    return {place: found[place] for place, text in bare.items() if {*NUMBER.findall(text)} - {"0", "1"}}


@every_result
def test_no_formula_is_longer_than_one_looks_at(name: str) -> None:
    assert too_long(formulas(name)) == {}


@every_result
def test_no_number_stands_in_a_formula_but_0_and_1(name: str) -> None:
    assert with_numbers(formulas(name)) == {}


@every_result
def test_no_formula_writes_numbers_as_text(name: str) -> None:
    """Reader and writer may have different decimal signs."""
    assert [place for place, text in formulas(name).items() if re.search(r"\b(TEXT|FIXED|VALUE)\(", text)] == []


@every_result
def test_no_number_is_shown_with_a_bare_comma(name: str) -> None:
    formats = {cell.number_format for cell in result(name).cells() if cell.data_type in "nf"}
    assert {shape for shape in formats if re.search(r"[0#]\.#", shape)} == set()


@every_result
def test_the_numbers_that_formulas_use_are_cells_with_names(name: str) -> None:
    live = result(name).live
    names = {one: next(iter(live.defined_names[one].destinations)) for one in live.defined_names}
    assert {"persen", "desimal", "batas_capaian", "geser_akhir", "pita_batas", "pita_kata"} <= {*names}
    value = {one: live[sheet][cells].value for one, (sheet, cells) in names.items() if ":" not in cells}
    assert (value["persen"], value["desimal"], value["batas_capaian"]) == (100, 2, 120)


@every_result
def test_the_capaian_of_each_indikator_has_a_name(name: str) -> None:
    shown = result(name).shown
    rekap = shown["Rekap"]
    rows = rekap[rekap.tables["tblRekap"].ref][1:]
    named = {
        one: next(iter(shown.defined_names[one].destinations)) for one in shown.defined_names if one[:6] == "hasil."
    }
    wanted = {f"hasil.{row[0].value.replace('-', '_')}": row[2] for row in rows}
    assert {one: cells.replace("$", "") for one, (_, cells) in named.items()} == {
        one: cell.coordinate for one, cell in wanted.items()
    }


# --- inks ------------------------------------------------------------------------------------------------------------


@every_result
def test_what_was_typed_is_blue_what_comes_from_elsewhere_green_and_what_is_computed_black(name: str) -> None:
    live = result(name).live
    data = live["Data"]
    heads = {cell.value: cell.column for cell in data[4]}
    angka = [row[heads["Angka"] - 1] for row in data[data.tables["tblData"].ref][1:]]
    typed = {cell.font.color.rgb for cell in angka if cell.data_type == "n" and cell.value is not None}
    assert typed == {f"FF{book.TYPED[1:]}"}
    rekap = live["Rekap"]
    capaian = {row[2].font.color.rgb for row in rekap[rekap.tables["tblRekap"].ref][1:]}
    assert capaian == {f"FF{book.LINKED[1:]}"}
    assert {cell.font.color.rgb for cell in data["AB"][4:] if cell.data_type == "f"} <= {f"FF{book.INK[1:]}"}


# --- doors -----------------------------------------------------------------------------------------------------------


def doors(sheet: Worksheet) -> dict[str, tuple[str, str]]:
    """By its cell where each link leads: sheet and cell."""
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.hyperlink is not None:
                assert cell.hyperlink.location, f"{sheet.title}!{cell.coordinate} leads out of the workbook"
                there, _, place = cell.hyperlink.location.rpartition("!")
                found[cell.coordinate] = (there.strip("'").replace("''", "'"), place)
    return found


@every_result
def test_every_link_stays_in_the_workbook_and_leads_to_something(name: str) -> None:
    live = result(name).live
    for sheet in live:
        for cell, (there, place) in doors(sheet).items():
            assert live[there][place].value is not None, f"{sheet.title}!{cell}"
    assert result(name).parts(r"xl/externalLinks/.*") == {}
    assert [text for text in result(name).parts(r".*\.rels").values() if 'TargetMode="External"' in text] == []


@every_result
def test_a_code_leads_from_rekap_to_its_rapor_to_its_isian_and_back(name: str) -> None:
    live = result(name).live
    for row in live["Rekap"][live["Rekap"].tables["tblRekap"].ref][1:]:
        kode, at, sheet = row[0].value, row[0].coordinate, live["Rekap"]
        for _ in ("rapor", "data", "rapor"):
            there, at = doors(sheet)[at]
            sheet = live[there]
            assert sheet[at].value == kode, (there, at)
        assert doors(sheet)[at][0] == "Data"


@every_result
def test_every_sheet_can_be_reached_from_the_first_and_from_tentang(name: str) -> None:
    live = result(name).live
    every = {*live.sheetnames}
    assert {there for there, _ in doors(live["Ringkasan"]).values()} == every - {"Ringkasan"}
    assert {there for there, _ in doors(live["Tentang"]).values()} == every - {"Tentang"}


# --- charts ----------------------------------------------------------------------------------------------------------


@every_result
def test_every_chart_is_told_in_words_with_its_numbers(name: str) -> None:
    drawings = "".join(result(name).parts(r"xl/drawings/drawing\d+\.xml").values())
    told = re.findall(r'<xdr:cNvPr id="\d+" name="Chart \d+"(?: descr="([^"]*)")?', drawings)
    assert len(told) == len(result(name).parts(r"xl/charts/chart\d+\.xml"))
    assert [text for text in told if not re.match(r"(Batang|Garis) .*\d|\S+ .*: (capaian|belum)", text)] == []


@every_result
def test_charts_are_bars_columns_and_lines_on_one_scale(name: str) -> None:
    for text in result(name).parts(r"xl/charts/chart\d+\.xml").values():
        kinds = {*re.findall(r"<c:(\w+Chart)>", text)}
        assert kinds <= {"barChart", "lineChart"}
        assert text.count("<c:valAx>") == 1 and "<c:legend>" not in text and "3D" not in text
        assert re.search(r'<c:max val="(125|130|140)"/><c:min val="0"/>', text)
        assert text.count("<c:majorGridlines>") == 1 and '<c:majorUnit val="100"/>' in text


@every_result
def test_no_chart_draws_a_zero_where_nothing_is_known(name: str) -> None:
    """Behind a line stand numbers or nothing: an empty text would be drawn as 0."""
    live, shown = result(name).live, result(name).shown
    lines = [text for text in result(name).parts(r"xl/charts/chart\d+\.xml").values() if "lineChart" in text]
    for text in lines:
        for area in re.findall(r"<c:val><c:numRef><c:f>([^<]+)</c:f>", text.partition("<c:lineChart>")[2]):
            sheet, _, cells = area.rpartition("!")
            rows = live[sheet.strip("'")][cells.replace("$", "")]
            for (cell,) in rows if isinstance(rows, tuple) else ((rows,),):
                value = shown[cell.parent.title][cell.coordinate].value
                assert (value is None) == (cell.value is None), f"{cell.parent.title}!{cell.coordinate}"


# --- the file --------------------------------------------------------------------------------------------------------


@every_result
def test_the_language_of_the_document_and_of_its_charts_is_indonesian(name: str) -> None:
    assert "<dc:language>id-ID</dc:language>" in result(name).parts(r"docProps/core\.xml")["docProps/core.xml"]
    charts = "".join(result(name).parts(r"xl/charts/chart\d+\.xml").values())
    assert {*re.findall(r'lang="([^"]+)"', charts)} == {"id-ID"}


@every_result
def test_every_sheet_is_kept_from_a_slip_without_a_password(name: str) -> None:
    for sheet in result(name).live:
        kept = sheet.protection
        assert kept.sheet and kept.password is None, sheet.title
        assert not (kept.autoFilter or kept.formatColumns or kept.formatRows or kept.sort), sheet.title


@every_result
def test_only_the_reasons_on_a_rapor_may_be_filled(name: str) -> None:
    open_ = {}
    for sheet in result(name).live:
        cells = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
        if cells:
            open_[sheet.title] = {f"#{cell.fill.fgColor.rgb[2:]}" for cell in cells}
    assert {*open_} <= {*result(name).live.sheetnames} - OTHERS
    assert all(papers == {book.INPUT} for papers in open_.values())


def test_a_number_leads_to_the_form_its_sheet_its_cell_and_when_that_came() -> None:
    data = result("rekap").shown["Data"]
    heads = [cell.value for cell in data[4]]
    row = dict(zip(heads, (cell.value for cell in data[5]), strict=False))
    wanted = ("Kode", "Bulan", "Kode isian", "Diketik", "Angka", "Berkas", "Lembar", "Sel", "Waktu berkas")
    assert {head: row[head] for head in wanted} == {
        "Kode": "UM-1",
        "Bulan": "Januari 2019",
        "Kode isian": "surat",
        "Diketik": "40",
        "Angka": 40,
        "Berkas": "masuk/2019-01/IKI_2019-01_contoh_umum.xlsx",
        "Lembar": "Isian",
        "Sel": "F8",
        "Waktu berkas": "4 Februari 2019 pukul 10.00 WIB",
    }
