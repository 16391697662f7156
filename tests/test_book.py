"""The house style: what is typed stays text."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.worksheet import Worksheet as Written

from iki_excel.decree.settings import Pejabat, Settings, Unit
from iki_excel.decree.signature import signature_lines
from iki_excel.language.cells import BLANK, Cell, Expression, If
from iki_excel.language.cells.functions import FUNCTIONS
from iki_excel.language.places import Place
from iki_excel.words.errors import IkiError
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book

NOON = dt.datetime(2019, 4, 2, 12)


def one_sheet(write: Any) -> Worksheet:
    """What a function that writes to a sheet has written."""
    made = Book("Uji", "Kecamatan Contoh", NOON)
    write(made, made.sheet("Lembar", (20, 20)))
    return load_workbook(io.BytesIO(made.to_bytes()))["Lembar"]


# --- values ----------------------------------------------------------------------------------------------------------

TYPED = ["=HYPERLINK(\"http://x\",\"y\")", "=1+1", "+1", "-1", "@x", "{=A1}", "http://x.id", "mailto:a@b.id", "1.250",
         "007", "internal:Data!A1", "TRUE", "2019-03-01", "'=1"]  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_what_was_typed_stays_text(text: str) -> None:
    sheet = one_sheet(lambda made, sheet: book.write_value(made, sheet, 0, 0, text, "cell"))
    cell = sheet["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("text", [*TYPED, "\t=1", "\r=1"])
def test_a_text_like_a_formula_is_quoted_so_that_enter_does_not_make_it_one(text: str) -> None:
    sheet = one_sheet(lambda made, sheet: book.write_value(made, sheet, 0, 0, text, "number"))
    assert sheet["A1"].quotePrefix == (text[0] in "=+-@\t\r")
    assert (sheet["A1"].alignment.horizontal, sheet["A1"].border.left.style) == ("right", "thin")


def test_values_are_written_as_what_they_are() -> None:
    values = [12, 1.5, dt.date(2019, 3, 31), None, float("nan"), "", 0]
    sheet = one_sheet(
        lambda made, sheet: [book.write_value(made, sheet, row, 0, v, "number") for row, v in enumerate(values)]
    )
    assert [cell.value for cell in sheet["A"]] == [12, 1.5, 43555, None, None, None, 0]


def test_a_formula_is_saved_with_what_it_comes_to_of_the_cells_as_they_are_in_the_end() -> None:
    made = Book("Uji", "Kecamatan Contoh", NOON)
    sheet = made.sheet("Lembar", (20, 20))
    below = [Cell(Place("Lembar", row, 0)) for row in range(4)]
    formulas = (below[0] + 1, If(below[1].equals(""), "kosong", below[1]), below[2], below[0] / below[3])
    for row, formula in enumerate(formulas):
        book.write_live(made, sheet, row, 1, formula, "number")
    for row, value in enumerate((3, None, "Baik", 0)):
        book.write_value(made, sheet, row, 0, value, "number")
    content = made.to_bytes()
    cached = load_workbook(io.BytesIO(content), data_only=True)["Lembar"]
    assert [cell.value for cell in cached["B"]] == [4, "kosong", "Baik", "#DIV/0!"]
    live = load_workbook(io.BytesIO(content))["Lembar"]
    assert [cell.value for cell in live["B"]] == ["=A1+1", '=IF(A2="","kosong",A2)', "=A3", "=A1/A4"]


# --- charts ----------------------------------------------------------------------------------------------------------

BEHIND = (3, None, 0, "12", "belum", Cell(Place("Lembar", 0, 0)) * 2, BLANK)
"""A number, a blank, a zero, two texts, a formula that gives 6, and one that gives nothing."""


def saved_behind(kind: str, *, combined: bool = False) -> list[list[tuple[str | None, str | None]]]:
    """The points that are saved behind the values of each series of a chart."""
    made = Book("Uji", "Kecamatan Contoh", NOON)
    sheet = made.sheet("Lembar", (20,))
    for row, content in enumerate(BEHIND):
        write = book.write_live if isinstance(content, Expression) else book.write_value
        write(made, sheet, row, 0, content, "number")  # type: ignore[arg-type]
        book.write_value(made, sheet, row, 1, f"ke-{row}", "cell")
    chart = made.workbook.add_chart({"type": kind})
    names, values = (["Lembar", 0, column, len(BEHIND) - 1, column] for column in (1, 0))
    chart.add_series({"categories": names, "values": values})
    if combined:
        other = made.workbook.add_chart({"type": "line"})
        other.add_series({"values": "=Lembar!$A$1:$A$2"})
        chart.combine(other)
    sheet.insert_chart(0, 2, chart)
    with zipfile.ZipFile(io.BytesIO(made.to_bytes())) as archive:
        root = ElementTree.fromstring(archive.read("xl/charts/chart1.xml"))
    return [
        [(point.get("idx"), point.findtext("{*}v")) for point in series.findall(".//{*}numCache/{*}pt")]
        for series in root.findall(".//{*}ser")
    ]


@pytest.mark.parametrize("kind", ["area", "bar", "column", "doughnut", "line", "pie", "radar", "scatter"])
def test_a_chart_of_any_kind_is_saved_with_numbers_only_where_there_are_some(kind: str) -> None:
    assert saved_behind(kind) == [[("0", "3"), ("2", "0"), ("5", "6")]]


def test_so_is_a_chart_upon_a_chart() -> None:
    assert saved_behind("column", combined=True) == [[("0", "3"), ("2", "0"), ("5", "6")], [("0", "3")]]


def test_what_a_series_is_called_by_stays_text() -> None:
    made = Book("Uji", "Kecamatan Contoh", NOON)
    sheet = made.sheet("Lembar", (20, 20))
    for row, (name, value) in enumerate((("Jan", 1), ("Feb", None))):
        book.write_value(made, sheet, row, 0, name, "cell")
        book.write_value(made, sheet, row, 1, value, "number")
    chart = made.workbook.add_chart({"type": "line"})
    chart.add_series({"categories": ["Lembar", 0, 0, 1, 0], "values": ["Lembar", 0, 1, 1, 1]})
    sheet.insert_chart(0, 2, chart)
    with zipfile.ZipFile(io.BytesIO(made.to_bytes())) as archive:
        root = ElementTree.fromstring(archive.read("xl/charts/chart1.xml"))
    assert [point.findtext("{*}v") for point in root.findall(".//{*}pt")] == ["Jan", "Feb", "1"]


# --- texts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("biasa\nbaris dua\ttab", "biasa\nbaris dua\ttab"),
        ("nol\x00bel\x07hapus\x7f", "nol�bel�hapus�"),
        ("setengah \ud800 huruf", "setengah � huruf"),
        ("bukan huruf \uffff", "bukan huruf �"),
        ("emoji 😀", "emoji 😀"),
        ("x" * 40_000, "x" * 32_767),
        ("😀" * 20_000, "😀" * 16_383),
    ],
)
def test_texts_are_made_fit_for_a_cell(text: str, clean: str) -> None:
    assert book.clean_text(text) == clean
    sheet = one_sheet(lambda made, sheet: book.write_value(made, sheet, 0, 0, text, "cell"))
    assert sheet["A1"].value == clean


def test_a_span_is_one_cell_and_a_span_of_one_is_none() -> None:
    def write(made: Book, sheet: Any) -> None:
        book.write_span(made, sheet, 0, (0, 2), "judul", "head")
        book.write_span(made, sheet, 1, (1, 1), 5, "number")

    sheet = one_sheet(write)
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:C1"]
    assert (sheet["A1"].value, sheet["B2"].value) == ("judul", 5)


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [("pendek", 20, 18.5), ("", 20, 18.5), ("kata " * 12, 20, 45.5), ("a\nb\nc", 20, 45.5), ("x" * 9000, 10, 400.0)],
)
def test_a_row_is_as_high_as_its_longest_text(text: str, width: float, height: float) -> None:
    assert book.row_height((text, width), ("", 5)) == height


def test_every_sheet_is_folio_and_one_page_wide() -> None:
    sheet = one_sheet(lambda made, sheet: None)
    assert (sheet.page_setup.paperSize, sheet.sheet_properties.pageSetUpPr.fitToPage) == (14, True)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is what no number means


def test_the_same_book_has_the_same_bytes() -> None:
    assert Book("Uji", "Kecamatan Contoh", NOON).to_bytes() == Book("Uji", "Kecamatan Contoh", NOON).to_bytes()


OFFICE = Settings(unit=Unit("contoh", "Kelurahan Contoh", "Kota Contoh", "Contoh"))


def test_the_signature_block_has_name_pangkat_and_nip_in_groups() -> None:
    pejabat = Pejabat("Contoh, S.Sos.", "190002021925021002", "Pembina")
    assert signature_lines(OFFICE, "Sekretaris", pejabat, dt.date(2019, 4, 2)) == [
        ("Contoh, 2 April 2019", "plain"),
        ("Sekretaris", "plain"),
        ("", "plain"),
        ("", "plain"),
        ("", "plain"),
        ("Contoh, S.Sos.", "bold"),
        ("Pembina", "plain"),
        ("NIP 19000202 192502 1 002", "plain"),
    ]
    unknown = signature_lines(OFFICE, "Sekretaris", Pejabat(), dt.date(2019, 4, 2))
    assert unknown[-2:] == [("(……………………………………)", "bold"), ("NIP ………………………………", "plain")]


# --- nothing is dropped silently -------------------------------------------------------------------------------------

REFUSED: list[tuple[str, tuple[Any, ...], int]] = [
    ("write_string", (0, 16_384, "teks"), -1),
    ("write_string", (0, 0, "x" * 32_768), -2),
    ("write_number", (1_048_576, 0, 1), -1),
    ("write_blank", (0, 16_384, None, "plain"), -1),
    ("write_formula", (0, 16_384, "=1"), -1),
    ("write_url", (0, 16_384, "https://contoh.id"), -1),
    ("write_comment", (0, 16_384, "catatan"), -1),
    ("merge_range", (0, 0, 0, 16_384, ""), -1),
    ("data_validation", (0, 16_384, 0, 16_384, {"validate": "any"}), -1),
    ("conditional_format", (0, 16_384, 0, 16_384, {"type": "no_blanks"}), -1),
    ("insert_chart", (0, 16_384, None), -1),
    ("autofilter", (0, 0, 0, 16_384), -1),
    ("print_area", (0, 0, 1_048_575, 16_383), -1),
    ("set_column", (0, 16_384, 10), -1),
    ("set_row", (1_048_576, 10), -1),
]


@pytest.mark.parametrize(("method", "arguments", "code"), REFUSED, ids=[f"{m} {c}" for m, _, c in REFUSED])
def test_what_xlsxwriter_would_drop_silently_stops_the_run(method: str, arguments: tuple[Any, ...], code: int) -> None:
    made = Book("Uji", "Kecamatan Contoh", NOON)
    sheet = made.sheet("Lembar", (20,))
    with warnings.catch_warnings(), pytest.raises(IkiError) as refusal:
        warnings.simplefilter("ignore")
        getattr(sheet, method)(*(made.style("plain") if value == "plain" else value for value in arguments))
    assert str(refusal.value) == (
        f"{method} di lembar “Lembar” tidak menulis yang diminta (kode {code}); berkas tidak dibuat. "
        "Laporkan kepada pembuatnya."
    )


def test_a_name_that_is_no_name_stops_the_run() -> None:
    made = Book("Uji", "Kecamatan Contoh", NOON)
    made.sheet("Lembar", (20,))
    with warnings.catch_warnings(), pytest.raises(IkiError) as refusal:
        warnings.simplefilter("ignore")
        made.workbook.define_name("bukan nama", "=Lembar!$A$1")
    assert str(refusal.value) == (
        "define_name di buku kerja tidak menulis yang diminta (kode -1); berkas tidak dibuat. "
        "Laporkan kepada pembuatnya."
    )


def test_texts_of_every_kind_are_clean() -> None:
    odd = "Kec.\x07 \ud800"
    made = Book(odd, odd, NOON)
    sheet = made.sheet("Lembar", (20,))
    sheet.write_string(0, 0, odd)
    sheet.write_comment(0, 0, odd)
    sheet.merge_range(1, 0, 1, 1, odd)
    book.footer(sheet, odd * 50)
    book.write_value(made, sheet, 3, 0, odd, "head")
    book.write_value(made, sheet, 4, 0, odd, "cell")
    written = load_workbook(io.BytesIO(made.to_bytes()))
    properties, found = written.properties, written["Lembar"]
    clean = "Kec.� �"
    assert (properties.title, properties.creator) == (clean, clean)
    assert [found[cell].value for cell in ("A1", "A2", "A4", "A5")] == [clean] * 4
    assert found["A1"].comment.text == clean
    assert found.oddFooter.left.text == (clean * 50)[:100]


def test_no_function_of_ours_is_one_that_a_workbook_has_to_mark_as_new() -> None:
    """Only so may a formula be written without a look for those."""
    formulas = [f"{name}(A1)" for name in FUNCTIONS]
    assert [Written()._prepare_formula(f"={formula}", True) for formula in formulas] == formulas
