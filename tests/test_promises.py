"""To add one thing, touch one place: each promise is kept here by adding one, using it, and taking it away again."""

from __future__ import annotations

import ast
import datetime as dt
import io
import math
import operator
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from xlsxwriter import Workbook

from iki_excel import report
from iki_excel.cli import cli
from iki_excel.decree import Catalog
from iki_excel.decree.fields import YES_NO, Slot
from iki_excel.decree.kinds import KINDS, MEASURES, Isian, Kind
from iki_excel.decree.toml import Table
from iki_excel.judging.batch import Batch
from iki_excel.language import formula
from iki_excel.language.cells import Calculation, Cell, columns, excel, values
from iki_excel.language.cells.columns import COMPUTED, of_numbers
from iki_excel.language.cells.functions import ALL, FUNCTIONS, OPERATORS, Function
from iki_excel.language.formula.evaluating import evaluate
from iki_excel.language.places import Place
from iki_excel.report.sheets import Report, Sheet
from iki_excel.runs.month import process
from iki_excel.words.errors import FormulaError
from iki_excel.workbooks.book import Book, Worksheet
from tests.forms import told
from tests.gnumeric import need_gnumeric, recalculated
from tests.office import Office
from tests.result_tables import columns as columns_of
from tests.small_catalog import HEAD, SETTINGS, changed, filled, loaded

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars


# --- a kind of isian: ada or tidak, whose blank stays blank -----------------------------------------------------------


def expand_presence(table: Table) -> Isian:
    kode, label = table.kode(), table.text("label")
    return Isian(kode, "ada_tidak", label, (Slot(kode, kode, label, "Ya / Tidak", YES_NO, "terakhir"),))


def example_of_presence(isian: Isian, value: Any) -> Mapping[str, float]:
    return {isian.kode: {"Ya": 1.0, "Tidak": 0.0}[value]}


PRESENCE = Kind("ada_tidak", expand_presence, example_of_presence)

BOARDS = HEAD + """\
rumus = "papan + situs"
target = 2

[[indikator.isian]]
kode = "papan"
jenis = "ada_tidak"
label = "Papan informasi tersedia"

[[indikator.isian]]
kode = "situs"
jenis = "ada_tidak"
label = "Situs web tersedia"

[[indikator.contoh]]
isian = { papan = "Ya", situs = "Tidak" }
hasil = 1
"""  # fmt: skip


@pytest.fixture
def boards(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Catalog:
    monkeypatch.setitem(KINDS, PRESENCE.nama, PRESENCE)
    folder = tmp_path / "katalog"
    folder.mkdir()
    return loaded(folder, BOARDS)


MONTHS: dict[str, dict[str, Any]] = {
    "2019-01": {"papan": "Ya", "situs": "Tidak"},
    "2019-02": {"papan": "Tidak"},
    "2019-03": {"papan": "ya", "situs": "mungkin"},
}


@pytest.fixture
def batch(boards: Catalog, tmp_path: Path) -> Batch:
    forms = [filled(tmp_path, boards, periode, typed) for periode, typed in MONTHS.items()]
    return process(forms, boards, SETTINGS, "2019-03")


def test_a_new_kind_is_read_and_checked_cell_by_cell(batch: Batch) -> None:
    assert told(batch.checked.temuan) == [
        ("Isian!F9", "kosong", "“Situs web tersedia” masih kosong. Isi angkanya: 0 atau nihil bila tidak ada, TB bila "
                               "tidak berlaku."),
        ("Isian!F9", "bukan_ya_tidak", "“Situs web tersedia” berisi “mungkin”, padahal harus Ya atau Tidak. Pilih dari "
                                       "daftar di selnya."),
    ]  # fmt: skip


def test_a_blank_of_a_new_kind_stays_blank_in_the_scores(batch: Batch) -> None:
    shown = batch.scores.hasil[["periode", "realisasi_bulan", "realisasi", "capaian", "status"]]
    np.testing.assert_array_equal(shown["realisasi_bulan"], [1, math.nan, math.nan])
    assert shown[["periode", "status"]].to_numpy().tolist() == [
        ["2019-01", "lengkap"],
        ["2019-02", "sebagian"],
        ["2019-03", "salah_isi"],
    ]


@pytest.mark.libreoffice
def test_a_new_kind_is_live_on_the_form_and_its_blank_is_no_zero(
    boards: Catalog, tmp_path: Path, office: Office
) -> None:
    need_gnumeric()
    for periode, result in (("2019-01", 1), ("2019-02", "")):
        path = filled(tmp_path, boards, periode, MONTHS[periode])
        for sheets in (office.values(path), recalculated(path)):
            assert (sheets["Isian"].get("F10") or "") == result


def test_a_new_kind_stands_in_the_result(batch: Batch) -> None:
    rekap = load_workbook(io.BytesIO(report.build(batch, dt.datetime(2019, 4, 2))), data_only=True)["Data"]
    head, *rows = [[cell.value for cell in row] for row in rekap.iter_rows(min_row=4)]
    typed = [(row[head.index("Diketik")], row[head.index("Angka")], row[head.index("Keadaan")]) for row in rows]
    assert typed == [
        ("Ya", 1, "isi"), ("Tidak", 0, "isi"), ("Tidak", 0, "isi"), (None, None, "kosong"),
        ("ya", 1, "isi"), ("mungkin", None, "salah"),
    ]  # fmt: skip


def test_a_kind_that_was_taken_away_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="ada_tidak"):
        loaded(tmp_path, BOARDS)


# --- an operator: to the power of ------------------------------------------------------------------------------------


@pytest.fixture
def power(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Function(values.arithmetic(operator.pow), rank=5, formula=ast.Pow, words="pangkat", most=2)
    monkeypatch.setitem(OPERATORS, "^", row)
    monkeypatch.setitem(COMPUTED, "^", columns.arithmetic(np.power))


A, B = Cell(Place("Isian", 0, 5)), Cell(Place("Isian", 1, 5))


@pytest.mark.parametrize(
    ("text", "number", "live", "said"),
    [
        ("a ** 2", 9, "F1^2", "a pangkat 2"),
        ("-a ** 2", -9, "-(F1^2)", "(-(a pangkat 2))"),
        ("(-a) ** 2", 9, "-F1^2", "(-a) pangkat 2"),
        ("a ** b ** 2", 3**16, "F1^(F2^2)", "a pangkat (b pangkat 2)"),
        ("2 * a ** b", 162, "2*F1^F2", "2 × a pangkat b"),
    ],
)
def test_a_new_operator_is_right_in_all_readings(power: None, text: str, number: float, live: str, said: str) -> None:
    parsed = formula.parse(text, MEASURES)
    columns_ = {"a": of_numbers([3.0]), "b": of_numbers([4.0])}
    assert evaluate(parsed, columns_, {}, MEASURES).value.tolist() == [number]
    assert live in excel(formula.live(parsed, {"a": A, "b": B}, {}, MEASURES), "Isian")
    assert formula.words(parsed, {"a": "a", "b": "b"}, MEASURES) == said


@pytest.mark.libreoffice
def test_a_new_operator_binds_in_other_programs_as_it_does_here(power: None, tmp_path: Path, office: Office) -> None:
    need_gnumeric()
    path = tmp_path / "pangkat.xlsx"
    workbook = Workbook(path)
    sheet = workbook.add_worksheet("Isian")
    for row, (number, text) in enumerate([(3, "a ** 2"), (4, "-a ** 2"), (0, "(-a) ** 2"), (0, "a ** b ** 2")]):
        live = formula.live(formula.parse(text, MEASURES), {"a": A, "b": B}, {}, MEASURES)
        sheet.write_number(row, 5, number)
        sheet.write_formula(row, 0, f"={excel(live, 'Isian')}", None, -1)
    workbook.close()
    for sheets in (office.values(path), recalculated(path)):
        assert [sheets["Isian"][f"A{row}"] for row in (1, 2, 3, 4)] == [9, -9, 9, 3**16]


def test_an_operator_without_a_row_is_refused() -> None:
    with pytest.raises(FormulaError, match=r"“a \*\* 2” yang tidak dikenal"):
        formula.parse("a ** 2", MEASURES)


def test_whatever_a_formula_may_write_is_computed_over_columns() -> None:
    assert {name for name, row in ALL.items() if row.formula} <= {*COMPUTED} <= {*ALL}


# --- a function: the median ------------------------------------------------------------------------------------------


def median(*arguments: values.Values) -> values.Value:
    numbers = list(values.numbers_in(arguments))
    if not numbers:
        raise values.Failed(values.TOO_LARGE)
    return statistics.median(numbers)


def medians(numbers: columns.Column, known: columns.Mask) -> Any:
    found = np.ma.median(np.ma.masked_array(numbers, ~known), axis=0)  # type: ignore[no-untyped-call]
    return np.ma.filled(found, np.nan)


@pytest.fixture
def middle(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Function(median, many=True, formula="tengah", words="nilai tengah dari", decimals=True)
    monkeypatch.setitem(FUNCTIONS, "MEDIAN", row)
    monkeypatch.setitem(COMPUTED, "MEDIAN", columns.over_numbers(medians))


@pytest.mark.parametrize(
    ("text", "number", "live", "said"),
    [
        ("tengah(a, b)", 3.5, "MEDIAN(F1,F2)", "nilai tengah dari (a; b)"),
        ("tengah(a, b, 10) * 2", 8, "MEDIAN(F1,F2,10)*2", "nilai tengah dari (a; b; 10) × 2"),
        ("tengah(a - b, max(a, b))", 1.5, "MEDIAN(F1-F2,MAX(F1,F2))",
         "nilai tengah dari (a − b; yang terbesar dari (a; b))"),
    ],
)  # fmt: skip
def test_a_new_function_is_right_in_all_readings(middle: None, text: str, number: float, live: str, said: str) -> None:
    parsed = formula.parse(text, MEASURES)
    columns_ = {"a": of_numbers([3.0, math.nan]), "b": of_numbers([4.0, 4.0])}
    found = evaluate(parsed, columns_, {}, MEASURES).value
    np.testing.assert_array_equal(found, [number, math.nan])
    sheet = Calculation()
    for place, value in zip((A.place, B.place), (3, 4), strict=True):
        sheet.put(place, value)
    written = formula.live(parsed, {"a": A, "b": B}, {}, MEASURES)
    assert sheet.of(written) == number
    assert excel(written, "Isian") == f'IF(COUNT(F1,F2)=2,{live},"")'
    assert formula.words(parsed, {"a": "a", "b": "b"}, MEASURES) == said
    assert parsed.decimals


def test_a_function_without_a_row_is_refused() -> None:
    with pytest.raises(FormulaError, match=r"“tengah\(a, b\)” yang tidak dikenal"):
        formula.parse("tengah(a, b)", MEASURES)


# --- both, from the catalogue to the report --------------------------------------------------------------------------

TWO_MONTHS = {"2019-01": {"rapat": 4, "kunjungan": 6}, "2019-02": {"rapat": 1, "kunjungan": 2}}
SHOWN = ("Bulan ini", "S.d. bulan ini")
"""What Rekap has of the last month, and of all of them."""


@pytest.fixture(params=[("rapat ** 2 + kunjungan", 7, 22, 3, 33), ("tengah(rapat, kunjungan, 10)", 3, 6, 2, 8)])
def added(request: pytest.FixtureRequest, power: None, middle: None, tmp_path: Path) -> tuple[Catalog, Any]:
    """The small catalogue with a formula that uses what was added; what two months and both together come to."""
    text, example, *results = request.param
    folder = tmp_path / "katalog"
    folder.mkdir()
    return loaded(folder, changed("hasil = 5", f"hasil = {example}", changed("rapat + kunjungan", text))), results


@pytest.mark.libreoffice
def test_what_was_added_is_alike_on_the_form_in_the_scores_and_in_the_report(
    added: tuple[Catalog, Any], tmp_path: Path, office: Office
) -> None:
    need_gnumeric()
    catalog, (first, second, both) = added
    forms = [filled(tmp_path, catalog, periode, typed) for periode, typed in TWO_MONTHS.items()]
    batch = process(forms, catalog, SETTINGS, "2019-02")
    assert batch.scores.hasil[["realisasi_bulan", "realisasi"]].to_numpy().tolist() == [[first, first], [second, both]]
    rekap = tmp_path / "rekap.xlsx"
    rekap.write_bytes(report.build(batch, dt.datetime(2019, 3, 2)))
    cached = load_workbook(rekap, data_only=True)
    assert columns_of(cached, "tblRekap", *SHOWN) == [(second, both)]
    heads = {cell.value: cell.column_letter for cell in cached["Rekap"][4]}
    for values_of in (office.values, recalculated):
        assert [values_of(form)["Isian"]["F10"] for form in forms] == [first, second]
        sheet = values_of(rekap)["Rekap"]
        assert [sheet[f"{heads[head]}5"] for head in SHOWN] == [second, both]


# --- a sheet, and a command ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Thanks(Sheet):
    """A sheet that says thank you."""

    name: str = "Terima kasih"
    widths: tuple[float, ...] = (30,)
    landscape: bool = False

    def write(self, made: Book, target: Worksheet) -> None:
        target.write_string(0, 0, "Terima kasih", made.style("title"))


def test_a_new_sheet_is_one_more_in_the_list(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = report.sheets_of
    monkeypatch.setattr(report, "sheets_of", lambda whole: [*usual(whole), Thanks()])
    sheets = load_workbook(io.BytesIO(report.build(batch, dt.datetime(2019, 4, 2)))).sheetnames
    assert sheets == [*(one.name for one in usual(Report(batch, dt.datetime(2019, 4, 2)))), "Terima kasih"]


@pytest.fixture
def greeting() -> Iterator[None]:
    @cli.command()
    def sapa() -> None:
        """Sapa pemakai."""
        click.echo("Selamat pagi.")

    yield
    del cli.commands["sapa"]


def test_a_new_command_is_helped_and_run(greeting: None) -> None:
    assert "sapa" in CliRunner().invoke(cli, ["--help"]).output
    assert CliRunner().invoke(cli, ["sapa"]).output == "Selamat pagi.\n"
