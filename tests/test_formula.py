"""The small language of formulas: what it refuses, and its readings one by one (that they agree: three readings)."""

from __future__ import annotations

import ast
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iki_excel.decree.fields import DATE, YES_NO
from iki_excel.decree.kinds import MEASURES, Isian, Slot, group
from iki_excel.language import formula
from iki_excel.language.cells import Cell, Constant, Expression, Many, Range, excel
from iki_excel.language.cells.columns import of_numbers
from iki_excel.language.formula import Formula
from iki_excel.language.formula.evaluating import Evaluation, evaluate
from iki_excel.language.formula.parsing import DEEPEST_FORMULA, LARGEST_NUMBER, LONGEST_FORMULA
from iki_excel.language.places import Area, Place
from iki_excel.language.rounding import round_half_away
from iki_excel.words.errors import FormulaError

LANGUAGE = (
    "bilangan, nama isian, + - * / ( ), dan min, max, jumlah, rata, bulat, skala, tahun_lalu, memenuhi, "
    "jatuh_tempo, selesai, banyak, nrr"
)


def parse(text: str) -> Formula:
    return formula.parse(text, MEASURES)


def refusal(text: object) -> str:
    with pytest.raises(FormulaError) as caught:
        formula.parse(text, MEASURES)  # type: ignore[arg-type]
    return str(caught.value)


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "outsider"),
    [
        ("a.b", "a.b"),
        ("a.__class__", "a.__class__"),
        ("a[0]", "a[0]"),
        ("'abc'", "'abc'"),
        ("a + 'x' * 2", "'x'"),
        ("a ** 2", "a ** 2"),
        ("a // 2", "a // 2"),
        ("a % 2", "a % 2"),
        ("a & b", "a & b"),
        ("+a", "+a"),
        ("~a", "~a"),
        ("not a", "not a"),
        ("a and b", "a and b"),
        ("a if b else c", "a if b else c"),
        ("(a := 1)", "(a := 1)"),
        ("[a, b]", "[a, b]"),
        ("a, b", "(a, b)"),
        ("{a: b}", "{a: b}"),
        ("[x for x in a]", "[x for x in a]"),
        ("f'{a}'", "f'{a}'"),
        ("...", "..."),
        ("True", "True"),
        ("None + 1", "None"),
        ("1j", "1j"),
        ("1e999", "1e309"),
        ("a * 1e15", "1000000000000000.0"),
        ("9" * 400, "9" * 80 + "…"),
        ("(a < b) + 1", "a < b"),
        ("a < (b < c)", "b < c"),
        ("min()", "min()"),
        ("min(*a)", "*a"),
        ("min(a, key=b)", "min(a, key=b)"),
        ("sqrt(a)", "sqrt(a)"),
        ("__import__('os')", "__import__('os')"),
        ("a(b)", "a(b)"),
        ("min(a)(b)", "min(a)(b)"),
        ("nrr(1)", "nrr(1)"),
        ("nrr(a, b)", "nrr(a, b)"),
        ("nrr(min(a))", "nrr(min(a))"),
        ("memenuhi()", "memenuhi()"),
        ("bulat(a)", "bulat(a)"),
        ("bulat(a, b)", "bulat(a, b)"),
        ("bulat(a, 2, 1)", "bulat(a, 2, 1)"),
        ("bulat(a, -1)", "bulat(a, -1)"),
        ("bulat(a, 1.5)", "bulat(a, 1.5)"),
        ("bulat(a, True)", "bulat(a, True)"),
        ("bulat(a, 7)", "bulat(a, 7)"),
    ],
)
def test_what_has_no_row_in_the_language_is_refused_by_name(text: str, outsider: str) -> None:
    shown = text if len(text) <= 80 else f"{text[:80]}…"
    assert refusal(text) == f"rumus “{shown}” memuat “{outsider}” yang tidak dikenal; yang boleh: {LANGUAGE}"


@pytest.mark.parametrize("text", ["a < b < c", "a in b", "a is b", "a not in b", "a == b == c"])
def test_only_one_comparison_of_numbers_is_known(text: str) -> None:
    assert refusal(text) == (f"rumus “{text}” memakai perbandingan yang tidak dikenal; pakai satu <=, <, >=, >, ==, !=")


@pytest.mark.parametrize(
    "text",
    ["a +", "(a", "a)", "a; b", "1..2", "0777", "“a”", "in + 1", "\x00", "(" * 300],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    shown = text if len(text) <= 80 else f"{text[:80]}…"
    assert refusal(text) == f"rumus “{shown}” tidak dapat dibaca; periksa tanda kurung dan tanda hitungnya"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a × b ÷ c − 1", "a * b / c - 1"),
        ("a / b × 100", "a / b * 100"),
        ("= a / b", "a / b"),
        ("a : b", "a / b"),
        ("0,5 * a", "0.5 * a"),
        ("(a + 1,25) / b", "(a + 1.25) / b"),
        ("min(a; b)", "min(a, b)"),
        ("bulat(a, 2)", "bulat(a, 2)"),
        ("a ≤ b", "a <= b"),
        ("a <> b", "a != b"),
        ("a * 0.125", "a * 0.125"),
    ],
)
def test_the_signs_that_people_write_are_read(text: str, same: str) -> None:
    assert ast.unparse(parse(text).tree) == same


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a x b", "“x” dipakai sebagai tanda kali; tulis * atau ×"),
        ("a / b * 100%", "“100%” memuat tanda persen; tulis bilangannya saja, 100"),
        (
            "IF(a > 1; 1; 0)",
            "“IF” tidak ada di sini; pakai min(a; b) atau max(a; b), dan tulis yang harus benar sebagai syarat",
        ),
        ("SUM(a, b)", "“SUM” tidak dikenal; pakai jumlah(…)"),
        ("a = b", "“=” dipakai membandingkan; tulis ==, atau hapus bila itu awal rumus Excel"),
        (
            "jumlah pns * 2",
            "di antara “jumlah” dan “pns” tidak ada tanda hitung; satu kode ditulis tanpa spasi, jumlah_pns",
        ),
    ],
)
def test_what_is_written_as_elsewhere_is_refused_with_what_to_write(text: str, told: str) -> None:
    assert refusal(text) == f"rumus “{text}” tidak dapat dibaca; {told}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a / b * 1.000", "rumus memuat “1.000”; tulis tanpa titik ribuan, 1000, atau dengan koma bila itu pecahan"),
        (
            "min(1,5)",
            "rumus memuat “1,5” di dalam fungsi; tulis 1.5 bila itu pecahan, atau 1; 5 bila itu dua bilangan",
        ),
    ],
)
def test_a_number_with_two_readings_is_refused(text: str, told: str) -> None:
    assert refusal(text) == told


def test_letters_of_a_decree_stand_for_codes() -> None:
    found = formula.parse("A / B × 100", MEASURES, {"A": "hadir", "B": "hari_pns"})
    assert (found.names, ast.unparse(found.tree)) == (("hadir", "hari_pns"), "hadir / hari_pns * 100")
    assert formula.parse("memenuhi(D)", MEASURES, {"D": "laporan"}).measures == (("memenuhi", "laporan"),)


@pytest.mark.parametrize("text", ["", "  ", "\n\t", None, 5, 2.5, True, b"a", ["a"]])
def test_an_empty_formula_and_one_that_is_no_text_are_refused(text: object) -> None:
    assert refusal(text) == "rumus kosong; tulis rumusnya, misalnya “a / b * 100”"


@pytest.mark.parametrize("text", ["a+" * 500 + "a", "(" * 10_000 + "a" + ")" * 10_000], ids=["terms", "parentheses"])
def test_a_formula_of_more_than_a_thousand_letters_is_refused(text: str) -> None:
    assert refusal(text) == "rumus lebih panjang dari 1000 huruf; pecah dengan bagian “hitung”"


@pytest.mark.parametrize("text", ["-" * 100 + "a", "min(" * 40 + "a" + ")" * 40, "+".join("a" * 60)])
def test_a_formula_of_too_many_layers_is_refused(text: str) -> None:
    assert (
        refusal(text)
        == f"rumus “{text[:80]}{'…' if len(text) > 80 else ''}” terlalu berlapis; pecah dengan bagian “hitung”"
    )


def named(count: int) -> str:
    """A formula of so many letters, with a name that long."""
    return "a + " + "b" * (count - 4)


@pytest.mark.parametrize(
    ("allowed", "refused_"),
    [
        (named(LONGEST_FORMULA), named(LONGEST_FORMULA + 1)),
        ("-" * (DEEPEST_FORMULA - 2) + "a", "-" * (DEEPEST_FORMULA - 1) + "a"),
        (f"a * {LARGEST_NUMBER - 1:.0f}", f"a * {LARGEST_NUMBER:.0f}"),
    ],
    ids=["letters", "layers", "number"],
)
def test_a_formula_may_be_as_long_as_deep_and_as_large_as_the_bound_and_no_more(allowed: str, refused_: str) -> None:
    assert parse(allowed).text == allowed
    assert refusal(refused_).startswith("rumus ")


def test_the_bounds_are_these() -> None:
    assert (LONGEST_FORMULA, DEEPEST_FORMULA, LARGEST_NUMBER) == (1000, 40, 1e15)


SCRAPS = ["a", "b1", "_", "nrr", "memenuhi", "min", "rata", "(", ")", ",", "+", "-", "*", "/", "<=", "==", "1", "0.5",
          "1e400", "0x", "'", '"', "\\", "#", "\n", " ", "not ", "lambda", ":", "[", "]", "{", "}", "*", "**", "f'",
          "1if", "\\d", ".", ":=", "yield ", "await "]  # fmt: skip


@settings(deadline=None, derandomize=True)
@given(st.one_of(st.text(), st.lists(st.sampled_from(SCRAPS), max_size=30).map("".join)))
def test_nothing_but_a_formula_error_ever_comes_out(text: str) -> None:
    try:
        parsed = parse(text)
    except FormulaError as error:
        assert str(error).startswith("rumus ")
    else:
        assert isinstance(formula.live(parsed, _Any(), _Any(), _MEASURED), Expression)


class _Any(dict[str, Many]):
    """Knows every name."""

    def __missing__(self, key: str) -> Many:
        return Constant(0)


_MEASURED = {name: formula.Measure(lambda _: Constant(0), lambda _: Constant(0) > 0, str) for name in MEASURES}


# --- what it needs ---------------------------------------------------------------------------------------------------


def test_a_formula_knows_its_names_and_measures_in_the_order_of_its_text() -> None:
    parsed = parse("(z + a) / max(nrr(skm), z, jatuh_tempo(akip)) * nrr(skm) + memenuhi(akip) - min")
    assert parsed.names == ("z", "a", "min")
    assert parsed.measures == (("nrr", "skm"), ("jatuh_tempo", "akip"), ("memenuhi", "akip"))


def test_a_name_may_be_that_of_a_function_or_of_the_isian_of_a_measure() -> None:
    parsed = parse("nrr + nrr(nrr) + jumlah(jumlah, 2)")
    assert (parsed.names, parsed.measures) == (("nrr", "jumlah"), (("nrr", "nrr"),))


@pytest.mark.parametrize(
    ("text", "is_condition"), [("a < b", True), ("a <= b", True), ("a != 0", True), ("a - b", False)]
)
def test_a_comparison_is_a_condition(text: str, is_condition: bool) -> None:
    assert parse(text).is_condition is is_condition


@pytest.mark.parametrize(
    ("text", "decimals"),
    [
        ("a + b * 2", False),
        ("min(a, 100.0)", False),
        ("memenuhi(akip)", False),
        ("a / b", True),
        ("rata(a, b)", True),
        ("a * 0.5", True),
        ("nrr(skm) * 25", True),
        ("bulat(a, 0)", True),
    ],
)
def test_a_formula_knows_whether_whole_numbers_may_give_decimals(text: str, decimals: bool) -> None:
    assert parse(text).decimals is decimals


# --- numbers ---------------------------------------------------------------------------------------------------------


def evaluated(text: str, **columns: list[float]) -> Evaluation:
    return evaluate(parse(text), {name: of_numbers(c) for name, c in columns.items()}, {}, MEASURES)


@pytest.mark.parametrize("text", ["a * b", "a - b", "a / b", "max(a, b)", "rata(a, b)", "a * 2 - b * 0"])
def test_what_is_no_sum_has_a_value_only_where_every_name_has_a_number(text: str) -> None:
    result = evaluated(text, a=[1, math.nan, 3, math.nan], b=[1, 2, math.nan, math.nan])
    assert np.isnan(result.value).tolist() == [False, True, True, True]
    assert not result.divided_by_zero.any()


@pytest.mark.parametrize("text", ["a + b", "jumlah(a, b)", "b + jumlah(a, 0)", "a * 1 + b"])
def test_a_sum_adds_what_applies_and_is_nothing_where_nothing_does(text: str) -> None:
    result = evaluated(text, a=[1, math.nan, 3, math.nan], b=[1, 2, math.nan, math.nan])
    np.testing.assert_array_equal(result.value, [2, 2, 3, math.nan])


def test_a_part_that_does_not_apply_is_left_out_above_and_below_the_line() -> None:
    result = evaluated("(a + b) / (c + d) * 100", a=[4, 4], b=[5, math.nan], c=[7, 7], d=[10, math.nan])
    np.testing.assert_allclose(result.value, [900 / 17, 400 / 7])


def test_a_sum_in_a_product_or_a_difference_counts_for_one_part_of_it() -> None:
    result = evaluated(
        "(a + b) * c - (a + d)", a=[1, math.nan, 1], b=[2, 2, math.nan], c=[10, 10, math.nan], d=[4, 4, 4]
    )
    np.testing.assert_array_equal(result.value, [25, 16, math.nan])


def test_what_is_left_out_of_a_sum_divides_nothing() -> None:
    result = evaluated("a / b + c", a=[math.nan, 6, 6], b=[0, 0, 3], c=[5, 5, 5])
    np.testing.assert_array_equal(result.value, [5, math.nan, 7])
    assert result.divided_by_zero.tolist() == [False, True, False]


def test_a_result_is_rounded_to_so_many_digits_halves_away_from_zero() -> None:
    np.testing.assert_array_equal(evaluated("bulat(a, 2)", a=[1.005, -1.005, math.nan]).value, [1.01, -1.01, math.nan])
    np.testing.assert_array_equal(evaluated("bulat(a / 4, 0)", a=[2, 1, 0]).value, [1, 0, 0])


def test_a_condition_is_not_asked_of_a_sum_in_part() -> None:
    np.testing.assert_array_equal(evaluated("a + b <= c", a=[1, 1], b=[1, math.nan], c=[2, 2]).value, [1, math.nan])


def test_dividing_by_zero_gives_no_value_and_its_reason() -> None:
    result = evaluated("min(a / b, 120)", a=[1, 1, 0, math.nan], b=[0, 2, 0, 0])
    np.testing.assert_array_equal(result.value, [math.nan, 0.5, math.nan, math.nan])
    assert result.divided_by_zero.tolist() == [True, False, True, False]


COMPARED = [("<", [1, 0, 0]), ("<=", [1, 1, 0]), (">", [0, 0, 1]), (">=", [0, 1, 1]), ("==", [0, 1, 0]),
            ("!=", [1, 0, 1])]  # fmt: skip
"""Of 1, 2 and 3, which stand so to 2."""


@pytest.mark.parametrize(("sign", "holds"), COMPARED)
def test_every_comparison_is_exact_at_its_bound(sign: str, holds: list[float]) -> None:
    np.testing.assert_array_equal(evaluated(f"a {sign} b", a=[1, 2, 3], b=[2, 2, 2]).value, holds)


def test_a_condition_gives_one_zero_or_nothing() -> None:
    result = evaluated("a <= b", a=[1, 2, 3, math.nan], b=[2, 2, 2, 2])
    np.testing.assert_array_equal(result.value, [1, 1, 0, math.nan])


def test_there_is_no_minus_zero() -> None:
    assert [str(value) for value in evaluated("a * (0 - 3)", a=[0, 2]).value] == ["0.0", "-6.0"]


def test_what_no_number_can_hold_is_no_value() -> None:
    np.testing.assert_array_equal(evaluated("a * a", a=[1e200, -2]).value, [math.nan, 4])


@pytest.mark.parametrize(
    ("text", "names", "said"),
    [
        ("(a - tahun_lalu(a)) / tahun_lalu(a)", ("a", "tahun_lalu(a)"), "(A − A lalu) ÷ A lalu"),
        ("a - tahun_lalu(a / b * 2)", ("a", "tahun_lalu(a)", "tahun_lalu(b)"), "A − A lalu ÷ B lalu × 2"),
        ("a * tahun_lalu(a + b)", ("a", "tahun_lalu(a)", "tahun_lalu(b)"), "A × (A lalu + B lalu)"),
        ("a + tahun_lalu(max(max; b))", ("a", "tahun_lalu(max)", "tahun_lalu(b)"),
         "A + yang terbesar dari (M lalu; B lalu)"),
    ],
)  # fmt: skip
def test_last_years_numbers_are_names_of_their_own(text: str, names: tuple[str, ...], said: str) -> None:
    labels = {"a": "A", "b": "B", "max": "M"}
    labels |= {f"tahun_lalu({kode})": f"{label} lalu" for kode, label in labels.items()}
    found = parse(text)
    assert (found.names, formula.words(found, labels, MEASURES)) == (names, said)


@pytest.mark.parametrize("text", ["(a - tahun_lalu(a)) / b", "(tahun_lalu(a) - a) / tahun_lalu(a)"])
def test_last_year_was_before_this_one_wherever_it_stands(text: str) -> None:
    assert parse(text).compared == ("tahun_lalu(a)", "a")


def test_a_formula_without_names_has_the_shape_of_the_columns() -> None:
    np.testing.assert_array_equal(evaluated("2 * 3", a=[1, 2]).value, [6, 6])
    assert evaluated("1 / 0").value.shape == ()


def test_units_and_months_are_evaluated_at_once() -> None:
    months = np.arange(6.0).reshape(2, 3)
    result = evaluate(parse("rata(a, 1) - -a"), {"a": of_numbers(months)}, {}, MEASURES)
    np.testing.assert_array_equal(result.value, (months + 1) / 2 + months)


# --- Excel -----------------------------------------------------------------------------------------------------------


def on_row(row: int) -> Cell:
    return Cell(Place("Isian", row - 1, 5))


def said_live(text: str, cells: formula.Cells, isian: dict[str, Isian] | None = None) -> str:
    return excel(formula.live(parse(text), cells, isian or {}, MEASURES), "Isian")


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("a", 'IF(COUNT(F1)=1,F1,"")'),
        ("a + b + a", 'IF(COUNT(F1,F2)>0,SUM(F1,F2,F1),"")'),
        ("(a - b) / c * 100", 'IF(COUNT(F1,F2,F3)=3,IFERROR((F1-F2)/F3*100,""),"")'),
        ("a - (b - c)", 'IF(COUNT(F1,F2,F3)=3,F1-(F2-F3),"")'),
        ("a / (b / c)", 'IF(COUNT(F1,F2,F3)=3,IFERROR(F1/(F2/F3),""),"")'),
        ("(a * b) / c", 'IF(COUNT(F1,F2,F3)=3,IFERROR(F1*F2/F3,""),"")'),
        ("-(a + b) - -c", 'IF(AND(COUNT(F3)=1,COUNT(F1,F2)>0),-SUM(F1,F2)--F3,"")'),
        ("min(a, max(b, 1e-7), 0.25)", 'IF(COUNT(F1,F2)=2,MIN(F1,MAX(F2,1E-07),0.25),"")'),
        (
            "jumlah(a) + rata(b, c)",
            'IF(OR(COUNT(F1)>0,COUNT(F2,F3)=2),SUM(F1,IF(COUNT(F2,F3)=2,AVERAGE(F2,F3),0)),"")',
        ),
        ("a + b * c", 'IF(OR(COUNT(F1)>0,COUNT(F2,F3)=2),SUM(F1,IF(COUNT(F2,F3)=2,F2*F3,0)),"")'),
        ("(a + b) / (b + c)", 'IF(AND(COUNT(F1,F2)>0,COUNT(F2,F3)>0),IFERROR(SUM(F1,F2)/SUM(F2,F3),""),"")'),
        ("bulat(a / b, 2)", 'IF(COUNT(F1,F2)=2,IFERROR(ROUND(F1/F2,2),""),"")'),
        ("a < b", 'IF(COUNT(F1,F2)=2,F1<F2,"")'),
        ("a <= b", 'IF(COUNT(F1,F2)=2,F1<=F2,"")'),
        ("a > b", 'IF(COUNT(F1,F2)=2,F1>F2,"")'),
        ("a >= b", 'IF(COUNT(F1,F2)=2,F1>=F2,"")'),
        ("a == b", 'IF(COUNT(F1,F2)=2,F1=F2,"")'),
        ("a != b * 2", 'IF(COUNT(F1,F2)=2,F1<>F2*2,"")'),
        ("1 + 2", "SUM(1,2)"),
        ("1 / 0", 'IFERROR(1/0,"")'),
    ],
)
def test_a_formula_is_live_excel_with_an_empty_text_for_no_value(text: str, live: str) -> None:
    assert said_live(text, {"a": on_row(1), "b": on_row(2), "c": on_row(3)}) == live


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("a <= b", "IF(COUNT(F1,F2)=2,NOT(F1<=F2),FALSE)"),
        ("a + 1 < b * 2", "IF(COUNT(F1,F2)=2,NOT(SUM(F1,1)<F2*2),FALSE)"),
    ],
)
def test_a_condition_is_broken_only_where_all_its_names_have_numbers(text: str, live: str) -> None:
    assert excel(formula.broken(parse(text), {"a": on_row(1), "b": on_row(2)}), "Isian") == live


AKIP = Isian(
    kode="akip",
    jenis="daftar_dokumen",
    label="Dokumen AKIP",
    slots=(
        Slot("akip.iki.selesai", "akip", "IKI", "tanggal", DATE, "catatan_terakhir", batas=(12, 31)),
        Slot("akip.iki.mutu", "akip", "IKI baik", "Ya / Tidak", YES_NO, "ikut", leader="akip.iki.selesai"),
    ),
)


def test_a_measure_is_counted_over_its_parts_and_brings_its_condition_once() -> None:
    parts = {group(nama, "akip"): Range(Area("Isian", 6, column, 17, column)) for nama, column in
             (("memenuhi", 8), ("jatuh_tempo", 9))}  # fmt: skip
    live = said_live("memenuhi(akip) / jatuh_tempo(akip)", parts, {"akip": AKIP})
    assert live == 'IF(SUM(J7:J18)>0,IFERROR(SUM(I7:I18)/SUM(J7:J18),""),"")'


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a / b * 100", "tepat ÷ seluruh × 100"),
        ("a - (b - 2)", "tepat − (seluruh − 2)"),
        ("(a + b) / 2.5", "(tepat + seluruh) ÷ 2,5"),
        ("-a * 1234567", "(-tepat) × 1.234.567"),
        ("a * 0.123456789", "tepat × 0,123456789"),
        ("min(a, b, 1e-7)", "yang terkecil dari (tepat; seluruh; 0,0000001)"),
        ("max(a, 1e3)", "yang terbesar dari (tepat; 1.000)"),
        ("jumlah(a, b) - rata(a, b)", "jumlah dari (tepat; seluruh) − rata-rata dari (tepat; seluruh)"),
        ("bulat(a / b, 2)", "pembulatan desimal (tepat ÷ seluruh; 2)"),
        ("a < b", "tepat < seluruh"),
        ("a <= b", "tepat ≤ seluruh"),
        ("a > b", "tepat > seluruh"),
        ("a >= b", "tepat ≥ seluruh"),
        ("a == b", "tepat = seluruh"),
        ("a != b - 1", "tepat ≠ seluruh − 1"),
        ("memenuhi(akip) / jatuh_tempo(akip)", "dokumen yang memenuhi syarat (AKIP) ÷ dokumen yang jatuh tempo (AKIP)"),
        ("nrr(skm) * 25", "NRR tertimbang (SKM) × 25"),
    ],
)
def test_a_formula_is_said_in_words(text: str, said: str) -> None:
    labels = {"a": "tepat", "b": "seluruh", "akip": "AKIP", "skm": "SKM"}
    assert formula.words(parse(text), labels, MEASURES) == said


def test_a_formula_is_said_with_its_numbers_filled_in() -> None:
    numbers = {"memenuhi(akip)": "2", "jatuh_tempo(akip)": "3", "akip": "AKIP"}
    said = formula.words(parse("memenuhi(akip) / jatuh_tempo(akip) * 100"), numbers, MEASURES)
    assert said == "2 ÷ 3 × 100"


def test_a_part_that_does_not_apply_is_said_as_it_is_typed() -> None:
    assert formula.words(parse("(a + b) / c * 100"), {"a": "4", "b": "TB", "c": "7"}, MEASURES) == "(4 + TB) ÷ 7 × 100"


# --- rounding --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (0.125, 0.13), (-0.125, -0.13), (2.675, 2.68), (-2.675, -2.68), (1.005, 1.01), (90.995, 91.0), (0.285, 0.29),
        (0.1249, 0.12), (90.9949, 90.99), (0.0, 0.0), (7.0, 7.0), (-0.004, 0.0), (1e12 + 0.125, 1e12 + 0.13),
        (math.nan, math.nan),
    ],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero_as_excel_does(value: float, rounded: float) -> None:
    np.testing.assert_equal(float(round_half_away(value, 2)), rounded)


def test_a_half_is_what_prints_as_one_in_fifteen_digits_and_nothing_less() -> None:
    """Excel keeps fifteen digits: the number just below a half is a half to it, one of fifteen digits is not."""
    just_below, of_fifteen_digits = float(np.nextafter(0.125, 0)), 0.124999999999999
    assert (f"{just_below:.15g}", f"{of_fifteen_digits:.15g}") == ("0.125", "0.124999999999999")
    np.testing.assert_array_equal(round_half_away(np.array([just_below, of_fifteen_digits]), 2), [0.13, 0.12])


def test_every_half_of_three_digits_is_rounded_up() -> None:
    """The binary fractions of many are a little less than the half that they print as."""
    thousandths = np.arange(5, 200_000, 10)
    np.testing.assert_array_equal(round_half_away(thousandths / 1000, 2), (thousandths + 5) / 10 / 100)


def test_a_whole_column_is_rounded_at_once() -> None:
    np.testing.assert_array_equal(
        round_half_away(np.array([[0.5, 1.5], [-2.5, math.nan]]), 0), [[1, 2], [-3, math.nan]]
    )
