"""The second opinion of :mod:`tests.independent`, held against cases that were computed by hand from the text."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from iki_excel.words.periods import Periode
from tests.independent import (
    TB,
    WRONG,
    Aturan,
    Bilangan,
    Daftar,
    Dokumen,
    Hitung,
    Indikator,
    Kantor,
    Row,
    Survei,
    Tahun,
    Versi,
    compare,
    exact,
    expected,
    half_up,
)
from tests.random_years import random_year

MONTHS = Periode("2019").months


def results(versi: Versi | Indikator, forms: list[dict[str, Any] | None], **kantor: Any) -> list[Row]:
    """The rows of an indikator whose forms of January, February and so on are these; later ones are missing."""
    indikator = versi if isinstance(versi, Indikator) else Indikator("X-1", (versi,))
    return expected(Tahun(indikator, Kantor(**kantor), dict(zip(MONTHS, forms, strict=False))))


def column(rows: list[Row], name: str) -> list[Any]:
    """A column of the rows, numbers as they are read in Excel."""
    return [float(half_up(value)) if isinstance(value := getattr(row, name), Fraction) else value for row in rows]


def numbers(kode: str, *values: Any) -> list[dict[str, Any] | None]:
    """Forms of one isian."""
    return [{kode: value} for value in values]


FLOW = Versi("n", (Bilangan("n"),))
STATE = Versi("n", (Bilangan("n", "terakhir"),))
SUM = Versi(("+", ("+", "a", "b"), "c"), tuple(map(Bilangan, "abc")))
KINDS = ("panjar", "verifikasi", "spp_spm", "sp2d")
SEK_1 = Versi(
    ("*", ("/", "hadir", "hari_pns"), 100),
    (Bilangan("hadir"), Bilangan("pns", "terakhir"), Bilangan("hari")),
    (Hitung("hari_pns", ("*", "pns", "hari")),),
    target=100,
)
SEK_2 = Versi(("*", ("/", "baik", "semua"), 100), (Bilangan("baik", "terakhir"), Bilangan("semua", "terakhir")))
TRA_2 = Versi(
    ("*", ("/", ("-", "lalu", "ini"), "pelanggaran"), 100), tuple(map(Bilangan, ("lalu", "ini", "pelanggaran")))
)


def _added(end: str) -> Any:
    first, *rest = [f"{kind}_{end}" for kind in KINDS]
    for kode in rest:
        first = ("+", first, kode)
    return first


SEK_4 = Versi(
    ("*", ("/", _added("tepat"), _added("jumlah")), 100),
    tuple(Bilangan(f"{kind}_{end}") for kind in KINDS for end in ("jumlah", "tepat")),
    target=100,
)


def sek_4(*pairs: tuple[Any, Any]) -> dict[str, Any]:
    """A form of SEK-4: of each kind how many, and how many in time."""
    cells = [f"{kind}_{end}" for kind in KINDS for end in ("jumlah", "tepat")]
    return dict(zip(cells, [n for pair in pairs for n in pair], strict=True))


# --- tidak berlaku in one part ---------------------------------------------------------------------------------------


def test_sp2d_that_does_not_apply_leaves_the_other_three_kinds() -> None:
    """4 + 2 + 2 of 7 + 4 + 3: 8 / 14 = 57,14; in February 1 / 1 and SP2D 5 / 5 are added: 14 / 20 = 70."""
    rows = results(SEK_4, [sek_4((7, 4), (4, 2), (3, 2), (TB, TB)), sek_4((1, 1), (0, 0), (0, 0), (5, 5))])
    assert column(rows[:2], "realisasi_bulan") == [57.14, 100]
    assert column(rows[:2], "realisasi") == [57.14, 70]
    assert column(rows[:2], "capaian") == [57.14, 70]
    assert column(rows[:2], "predikat") == ["Kurang", "Cukup"]


def test_tb_in_only_one_of_a_pair_is_wrong_unless_the_other_is_blank() -> None:
    one_tb = results(SEK_4, [sek_4((7, 4), (4, 2), (3, 2), (TB, 5))])
    beside_a_blank = results(SEK_4, [sek_4((7, 4), (4, 2), (3, 2), (TB, None))])
    assert [rows[0].status for rows in (one_tb, beside_a_blank)] == ["salah_isi", "belum_lengkap"]


def test_all_parts_tb_is_tb_and_a_month_of_tb_adds_nothing() -> None:
    """Jan 5 + 2 (c TB) = 7; Feb all TB; Mar 1 + 1 + 1 = 3: 7, 7, 10."""
    rows = results(SUM, [{"a": 5, "b": 2, "c": TB}, {"a": TB, "b": TB, "c": TB}, {"a": 1, "b": 1, "c": 1}])[:3]
    assert column(rows, "realisasi_bulan") == [7, None, 3]
    assert column(rows, "realisasi") == [7, 7, 10]
    assert column(rows, "status") == ["lengkap"] * 3


def test_tb_for_the_days_of_a_month_takes_the_month_out_of_presence() -> None:
    """Jan 80 of 5 × 20 = 80 %; Feb days TB: its 90 present are not added; Mar 100 of 5 × 20: 180 / 200 = 90 %."""
    rows = results(SEK_1, [{"hadir": h, "pns": 5, "hari": d} for h, d in ((80, 20), (90, TB), (100, 20))])[:3]
    assert column(rows, "realisasi_bulan") == [80, None, 100]
    assert column(rows, "realisasi") == [80, 80, 90]


def test_tb_in_a_difference_is_tb() -> None:
    rows = results(TRA_2, [{"lalu": TB, "ini": 3, "pelanggaran": 8}])
    assert (rows[0].realisasi, rows[0].status) == (None, "tidak_berlaku")


def test_a_blank_beside_tb_still_is_a_blank() -> None:
    rows = results(SEK_1, [{"hadir": None, "pns": 5, "hari": TB}])
    assert (rows[0].realisasi, rows[0].status) == (None, "belum_lengkap")


# --- states ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "realisasi", "status"),
    [
        ((14, None), 14, "sebagian"),  # falls back on January
        ((14, WRONG), None, "salah_isi"),
        ((WRONG, 15), 15, "lengkap"),  # a later number replaced it
        ((WRONG, TB), None, "salah_isi"),
        ((14, TB), 14, "lengkap"),
        ((None, TB), None, "belum_lengkap"),
        ((TB, TB), None, "tidak_berlaku"),
        ((None, 15), 15, "lengkap"),
    ],
)
def test_a_state_is_its_last_known_value(typed: tuple[Any, Any], realisasi: float | None, status: str) -> None:
    row = results(STATE, numbers("n", *typed))[1]
    assert (row.realisasi, row.status) == (realisasi, status)


def test_isian_of_different_months_are_never_mixed() -> None:
    """Jan 18 of 24 = 75 %; Feb 20 of blank: s.d. stays 75 %, not 20 / 24."""
    rows = results(SEK_2, [{"baik": 18, "semua": 24}, {"baik": 20, "semua": None}])
    assert column(rows[:2], "realisasi") == [75, 75]
    assert column(rows[:3], "status") == ["lengkap", "sebagian", "sebagian"]


def test_a_state_of_two_parts_leaves_out_the_tb_part_as_in_its_month() -> None:
    """Jan 4 + 3; Feb 5 + TB = 5, not 5 + 3."""
    versi = Versi(("+", "a", "b"), (Bilangan("a", "terakhir"), Bilangan("b", "terakhir")))
    assert column(results(versi, [{"a": 4, "b": 3}, {"a": 5, "b": TB}])[:2], "realisasi") == [7, 5]


# --- what stands first -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("forms", "status"),
    [
        ([None, None], "belum_masuk"),
        ([None, {"n": WRONG}], "salah_isi"),
        ([{"n": WRONG}, {"n": None}], "salah_isi"),
        ([{"n": None}, None], "belum_lengkap"),
        ([{"n": TB}, {"n": TB}], "tidak_berlaku"),
        ([{"n": 3}, None], "sebagian"),
        ([{"n": 3}, {"n": 0}], "lengkap"),
    ],
)
def test_the_status_of_a_flow(forms: list[Any], status: str) -> None:
    assert results(FLOW, forms)[1].status == status


def test_nothing_last_year_divides_by_nothing() -> None:
    assert results(TRA_2, [{"lalu": 0, "ini": 2, "pelanggaran": 0}])[0].status == "pembagi_nol"


def test_what_is_partial_shows_realisasi_and_capaian_but_no_predikat() -> None:
    """Jan 10, Feb missing; 120 × 2/12 = 20 due: 50 %."""
    row = results(FLOW, [{"n": 10}], target={"X-1": 120})[1]
    assert (row.realisasi, row.target, row.capaian, row.predikat, row.status) == (10, 20, 50, None, "sebagian")


# --- capaian ---------------------------------------------------------------------------------------------------------


def test_tra_2_below_nothing_has_capaian_0() -> None:
    """(4 − 7) / 8 = −37,5 %; against 20: below 0, so 0."""
    row = results(TRA_2, [{"lalu": 4, "ini": 7, "pelanggaran": 8}], target={"X-1": 20})[0]
    assert (float(row.realisasi), row.capaian, row.predikat) == (-37.5, 0, "Sangat Kurang")


@pytest.mark.parametrize(
    ("realisasi", "capaian"),
    [(40, 50), (80, 100), (85, 100), (90, 100), (120, 75), (0, 0)],  # 40/80; inside; 90/120
)
def test_a_range(realisasi: int, capaian: int) -> None:
    row = results(STATE, numbers("n", realisasi), target={"X-1": {"dari": 80, "sampai": 90}})[0]
    assert (row.target, row.target_tahun, row.capaian) == ((80, 90), (80, 90), capaian)


@pytest.mark.parametrize(("realisasi", "capaian"), [(10, 100), (5, 120), (15, 50), (25, 0)])
def test_less_is_better(realisasi: int, capaian: int) -> None:
    """Target 120, of which 10 in January: (20 − 5) / 10 = 150, cut to 120; (20 − 15) / 10 = 50; (20 − 25) / 10 < 0."""
    assert results(replace(FLOW, arah="turun", target=120), numbers("n", realisasi))[0].capaian == capaian


@pytest.mark.parametrize(("realisasi", "capaian"), [(10, 100), (7.5, 75), (12.5, 75), (0, 0), (20, 0), (25, 0)])
def test_exactly_the_target_is_best(realisasi: float, capaian: int) -> None:
    """Target 120, of which 10 in January: 7,5 is a quarter below it, and 12,5 a quarter above."""
    row = results(replace(FLOW, arah="stabil", target=120), numbers("n", realisasi))[0]
    assert row.capaian == capaian


def test_a_target_of_0() -> None:
    down, up = replace(FLOW, arah="turun", target=0), replace(FLOW, target=0)
    assert [results(down, numbers("n", n))[0].capaian for n in (0, 1)] == [100, 0]
    assert [results(replace(down, arah="stabil"), numbers("n", n))[0].capaian for n in (0, 1)] == [100, 0]
    assert [results(up, numbers("n", n))[0].capaian for n in (0, 1)] == [None, None]
    assert results(up, numbers("n", 1))[0].status == "lengkap"
    assert results(down, numbers("n", 0), aturan=Aturan(target_nol=False))[0].capaian is None


def test_a_band_is_closed_below_at_what_is_shown() -> None:
    """91 of 100, 90,99 of 100, and 90,996, which is shown as 91,00."""
    typed = [91, 90.99, 90.996]
    assert [results(replace(STATE, target=100), numbers("n", n))[0].predikat for n in typed] == [
        "Sangat Baik", "Baik", "Sangat Baik",
    ]  # fmt: skip


# --- surveys ---------------------------------------------------------------------------------------------------------

TU_3 = Versi(("*", ("nrr", "skm"), 25), (Survei("skm", ("satu", "dua", "tiga")),))


def test_respondents_are_pooled_and_the_value_is_rounded_before_capaian() -> None:
    """The sum of NRR / 3 × 25, of January, and pooled: 72,9166… is 72,92, and that against 80 is 91,15.

    Jan (4, 3, –), (3, 3, 4): 3,5 + 3 + 4 = 10,5 → 87,5. Feb (1, 1, 1): 8/3 + 7/3 + 5/2 = 7,5 → 62,5.
    Mar (4, 4, 4): 12/4 + 11/4 + 9/3 = 8,75 → 72,9166…
    """
    rows = results(TU_3, numbers("skm", [[4, 3, None], [3, 3, 4]], [[1, 1, 1]], [[4, 4, 4]]), target={"X-1": 80})[:3]
    assert column(rows, "realisasi_bulan") == [87.5, 25, 100]
    assert [row.realisasi for row in rows] == [exact(87.5), exact(62.5), exact(72.92)]
    assert rows[2].capaian == exact(91.15)


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        (TB, "tidak_berlaku"),
        ([[TB, None, None]], "tidak_berlaku"),
        ([[TB, None, None], [3, 3, 3]], "salah_isi"),
        ([[3, TB, 3]], "salah_isi"),
        ([[3, 5, 3]], "salah_isi"),
        ([], "belum_lengkap"),
        (None, "belum_lengkap"),
    ],
)
def test_tb_in_a_survey(typed: Any, status: str) -> None:
    assert results(TU_3, [{"skm": typed}])[0].status == status


# --- documents -------------------------------------------------------------------------------------------------------

SIX = (
    Dokumen("lkjip", (2, 28)),
    Dokumen("lppd", (3, 31)),
    *map(Dokumen, ("renstra", "renja", "dpa_rka", "rkt")),
)
RATIO = ("*", ("/", ("memenuhi", "daftar"), ("jatuh_tempo", "daftar")), 100)
SEK_3 = Versi(RATIO, (Daftar("daftar", SIX, mutu=True),), target=100)
PEK_1 = Versi(("memenuhi", "daftar"), (Daftar("daftar", SIX[:3]),))


def done(*documents: tuple[str, int, int], mutu: str | None = "Ya") -> dict[str, Any]:
    """What a form says of documents finished on a day and month."""
    cells = {f"daftar.{kode}.selesai": dt.date(2019, month, day) for kode, day, month in documents}
    return cells | ({f"daftar.{kode}.mutu": mutu for kode, _, _ in documents} if mutu else {})


def year_of(**by_month: dict[str, Any]) -> list[dict[str, Any] | None]:
    """Twelve forms, those that are not named (m3 for March) blank."""
    return [by_month.get(f"m{month}", {}) for month in range(1, 13)]


def test_a_year_of_sek_3_with_everything_in_time_reads_100_where_something_became_due() -> None:
    """LKjIP early in January, LPPD in March, Renja in June, the other three in December."""
    forms = year_of(
        m1=done(("lkjip", 30, 1)), m3=done(("lppd", 31, 3)), m6=done(("renja", 3, 6)),
        m12=done(("renstra", 1, 12), ("dpa_rka", 2, 12), ("rkt", 31, 12)),
    )  # fmt: skip
    rows = results(SEK_3, forms)
    assert column(rows, "realisasi_bulan") == [100, None, 100, None, None, 100, None, None, None, None, None, 100]
    assert column(rows, "realisasi") == column(rows, "capaian") == [100] * 12
    assert column(rows, "status") == ["lengkap"] * 12


def test_nothing_due_is_neither_0_nor_100() -> None:
    row = results(SEK_3, year_of())[0]
    assert (row.realisasi_bulan, row.realisasi, row.capaian, row.status) == (None, None, None, "belum_jatuh_tempo")


def test_a_document_that_is_late() -> None:
    """LKjIP in time; LPPD, due on 31 March, finished on 2 April: 1 of 2 from March on, nothing new in April."""
    rows = results(SEK_3, year_of(m2=done(("lkjip", 20, 2)), m4=done(("lppd", 2, 4))))
    assert column(rows[:5], "realisasi_bulan") == [None, 100, 0, None, None]
    assert column(rows[:5], "realisasi") == [None, 100, 50, 50, 50]


def test_a_document_that_is_not_good_does_not_meet() -> None:
    rows = results(SEK_3, year_of(m2=done(("lkjip", 20, 2), mutu="Tidak")))
    assert (rows[1].realisasi, rows[1].realisasi_bulan, rows[1].predikat) == (0, 0, "Sangat Kurang")


def test_an_entry_that_was_wrong_stands_until_a_later_form_puts_it_right() -> None:
    forms = year_of(m2={"daftar.lkjip.selesai": WRONG, "daftar.lkjip.mutu": "Ya"}, m4=done(("lkjip", 20, 2)))
    rows = results(SEK_3, forms)[1:5]
    assert column(rows, "status") == ["salah_isi", "salah_isi", "lengkap", "lengkap"]
    # March: LPPD is newly due and unfinished; February's wrong entry is of another document
    assert column(rows, "realisasi_bulan") == [None, 0, None, None]
    assert column(rows, "realisasi") == [None, None, 50, 50]


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        (done(("lkjip", 1, 3)), "salah_isi"),  # of a day that is still to come
        ({"daftar.lkjip.selesai": dt.date(2018, 2, 27), "daftar.lkjip.mutu": "Ya"}, "salah_isi"),  # too early
        ({"daftar.lkjip.selesai": dt.date(2018, 2, 28), "daftar.lkjip.mutu": "Ya"}, "lengkap"),
        ({"daftar.lkjip.mutu": "Ya"}, "salah_isi"),
        (done(("lkjip", 1, 2), mutu=None), "belum_lengkap"),
    ],
)
def test_what_a_form_may_say_of_a_document(cells: dict[str, Any], status: str) -> None:
    assert results(SEK_3, year_of(m2=cells))[1].status == status


def test_pek_1_is_100_where_all_that_is_due_was_done() -> None:
    """LKjIP in February: 1 of 1; LPPD missed in March: 1 of 2; of three in the year."""
    rows = results(PEK_1, year_of(m2=done(("lkjip", 20, 2), mutu=None)))[:3]
    assert column(rows, "realisasi") == [None, 1, 1]
    assert column(rows, "target") == [None, 1, 2]
    assert column(rows, "target_tahun") == [3, 3, 3]
    assert column(rows, "capaian") == [None, 100, 50]
    assert column(rows, "status") == ["belum_jatuh_tempo", "lengkap", "lengkap"]


def test_a_count_exactly_on_schedule_is_100_in_every_month_but_before_the_first_deadline() -> None:
    finished = {"m2": ("lkjip", 28, 2), "m3": ("lppd", 31, 3), "m12": ("renstra", 31, 12)}
    forms = year_of(**{month: done(one, mutu=None) for month, one in finished.items()})
    for target in ({}, {"X-1": 3}, {"X-1": {"jadwal": {"2019-02": 1, "2019-03": 1, "2019-12": 1}}}):
        assert column(results(PEK_1, forms, target=target), "capaian") == [None] + [100] * 11


def test_a_count_is_measured_against_at_most_the_number() -> None:
    """Two of three documents are the target: in March both are due; in December three are, and 2 of them suffice."""
    forms = year_of(m2=done(("lkjip", 20, 2), mutu=None), m3=done(("lppd", 20, 3), mutu=None))
    rows = results(PEK_1, forms, target={"X-1": 2})
    assert column([rows[1], rows[2], rows[11]], "target") == [1, 2, 2]
    assert (rows[11].capaian, rows[11].target_tahun) == (100, 2)


def test_tb_takes_a_document_out_of_all_three() -> None:
    """LPPD TB in March: of LKjIP alone; all TB: tidak berlaku."""
    rows = results(PEK_1, year_of(m2=done(("lkjip", 20, 2), mutu=None), m3={"daftar.lppd.selesai": TB}))
    assert (rows[2].realisasi, rows[2].target, rows[2].target_tahun, rows[2].capaian) == (1, 1, 2, 100)
    all_tb = {f"daftar.{one.kode}.selesai": TB for one in SIX[:3]}
    assert results(PEK_1, year_of(m1=all_tb))[3].status == "tidak_berlaku"


def test_a_missing_form_says_nothing_of_the_month_and_makes_the_state_partial() -> None:
    forms = year_of(m2=done(("lkjip", 20, 2)))
    forms[2] = None
    rows = results(SEK_3, forms)
    assert column(rows[1:4], "realisasi_bulan") == [100, None, None]
    assert column(rows[1:4], "realisasi") == [100, 50, 50]
    assert column(rows[1:4], "status") == ["lengkap", "sebagian", "sebagian"]


def test_a_document_from_before_the_office_began_is_due_only_where_it_is_reported() -> None:
    """From May: LKjIP and LPPD are not due; LPPD, reported in June as finished in March, is, and in time."""
    forms = year_of(m6=done(("lppd", 30, 3)))
    rows = results(SEK_3, forms, mulai="2019-05")
    assert [str(row.periode) for row in rows][:2] == ["2019-05", "2019-06"]
    assert column(rows[:2], "status") == ["belum_jatuh_tempo", "lengkap"]
    assert column(rows[:2], "realisasi") == [None, 100]


def test_an_excused_month_says_nothing_of_documents() -> None:
    """February's date stays through March; LPPD falls due all the same; no value of the month itself."""
    forms = year_of(m2=done(("lkjip", 20, 2)))
    forms[2] = None
    rows = results(SEK_3, forms, pengecualian=frozenset({("pmd", "2019-03")}))
    assert (rows[2].realisasi_bulan, rows[2].realisasi, rows[2].status) == (None, 50, "lengkap")


def test_a_document_of_every_month_is_one_a_month() -> None:
    """Due on each 5th: January's in time, February's late, March's never: 1 of 1, 1 of 2, 1 of 3."""
    versi = Versi(RATIO, (Daftar("daftar", (Dokumen("spj", setiap=5),)),))
    forms = year_of(m1=done(("spj", 5, 1), mutu=None), m2=done(("spj", 6, 2), mutu=None))
    rows = results(versi, forms)[:3]
    assert column(rows, "realisasi") == [100, 50, 33.33]
    assert column(rows, "realisasi_bulan") == [100, 0, 0]


def test_a_fact_counts_in_each_list_by_that_list_s_deadline() -> None:
    """Finished on 20 March, asked under "pelaporan": late for 28 February, in time for 31 March."""
    forms = dict(zip(MONTHS, year_of(m3={"pelaporan.lkjip.selesai": dt.date(2019, 3, 20)}), strict=True))
    pelaporan = list_of("pelaporan", Dokumen("lkjip", fakta=frozenset({"lkjip"})))
    for batas, met in (((2, 28), 0), ((3, 31), 1)):
        akip = list_of("akip", Dokumen("lkjip", batas, fakta=frozenset({"lkjip"})))
        assert expected(Tahun(akip, Kantor(), forms, semua=(pelaporan, akip)))[2].realisasi == met


def list_of(kode: str, *dokumen: Dokumen) -> Indikator:
    return Indikator(kode, (Versi(("memenuhi", kode), (Daftar(kode, dokumen),)),))


# --- targets ---------------------------------------------------------------------------------------------------------

ON_SCHEDULE: dict[str, tuple[Versi, Any, list[Any]]] = {
    "setahun": (FLOW, 120, [10] * 12),
    "bulan": (FLOW, {"bulan": 10}, [10] * 12),
    "triwulan": (FLOW, {"triwulan": [30, 60, 90, 30]}, [10] * 3 + [20] * 3 + [30] * 3 + [10] * 3),
    "semester": (FLOW, {"semester": [60, 120]}, [10] * 6 + [20] * 6),
    "keadaan": (STATE, 14, [14] * 12),
    "keadaan tetap": (STATE, {"tetap": 14}, [14] * 12),
    "rentang": (STATE, {"dari": 80, "sampai": 90}, [80, 90] * 6),
    "turun": (replace(FLOW, arah="turun"), 120, [10] * 12),
    "stabil": (replace(FLOW, arah="stabil"), 120, [10] * 12),
}


@pytest.mark.parametrize("kind", ON_SCHEDULE)
def test_an_office_exactly_on_schedule_has_capaian_100_in_every_month(kind: str) -> None:
    versi, target, typed = ON_SCHEDULE[kind]
    rows = results(versi, numbers("n", *typed), target={"X-1": target})
    assert column(rows, "capaian") == [100] * 12
    assert {row.predikat for row in rows} == {"Sangat Baik"}


def test_on_schedule_by_a_jadwal_is_100_from_its_first_month_on() -> None:
    """2 in March, 3 more in August."""
    typed = [0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0]
    rows = results(FLOW, numbers("n", *typed), target={"X-1": {"jadwal": {"2019-03": 2, "2019-08": 3}}})
    assert column(rows, "target") == [None, None] + [2] * 5 + [5] * 5
    assert column(rows, "capaian") == [None, None] + [100] * 10
    assert column(rows, "status") == ["belum_jatuh_tempo"] * 2 + ["lengkap"] * 10
    assert column(rows, "realisasi")[:3] == [0, 0, 2]
    assert {row.target_tahun for row in rows} == {5}


def test_before_the_first_of_a_jadwal_a_missing_month_is_not_what_is_said() -> None:
    row = results(FLOW, [{"n": 4}], target={"X-1": {"jadwal": {"2019-03": 2}}})[1]
    assert (row.realisasi, row.target, row.status) == (4, None, "belum_jatuh_tempo")


def test_tetap_of_a_flow_fills_up() -> None:
    """10 a month of 120 at any time: 8,33 … 100."""
    rows = results(FLOW, numbers("n", *[10] * 12), target={"X-1": {"tetap": 120}})
    assert column([rows[0], rows[11]], "capaian") == [8.33, 100]


def test_months_before_the_office_began_and_excused_months_lessen_a_yearly_target() -> None:
    """From May; July excused: May 10, June 20, July 20, August 30 of 120; triwulan III [30]: July out, August 10."""
    forms: list[Any] = [None] * 4 + numbers("n", 10, 10) + [None] + numbers("n", 10)
    excused = frozenset({("pmd", "2019-07")})
    rows = results(FLOW, forms, mulai="2019-05", pengecualian=excused, target={"X-1": 120})[:4]
    assert column(rows, "target") == [10, 20, 20, 30]
    assert column(rows, "capaian") == [100] * 4
    assert column(rows, "realisasi_bulan") == [10, 10, None, 10]
    assert column(rows, "status") == ["lengkap"] * 4
    of_triwulan = {"triwulan": [30, 60, 30, 0]}  # May, June: 20 each; July none; August 10
    rows = results(FLOW, forms, mulai="2019-05", pengecualian=excused, target={"X-1": of_triwulan})[:4]
    assert column(rows, "target") == [20, 40, 40, 50]


def test_an_exception_excuses_nothing_where_the_form_came() -> None:
    rows = results(FLOW, numbers("n", 10), pengecualian=frozenset({("pmd", "2019-01")}), target={"X-1": 120})
    assert (rows[0].target, rows[0].realisasi_bulan) == (10, 10)


def test_all_months_excused_is_tidak_berlaku() -> None:
    excused = frozenset(("pmd", str(month)) for month in MONTHS[:2])
    for versi in (FLOW, STATE, SEK_3, TU_3):
        rows = results(versi, [None, None], pengecualian=excused)
        assert column(rows[:3], "status") == ["tidak_berlaku", "tidak_berlaku", "belum_masuk"]


def test_a_triwulan_of_nothing_is_not_due_yet() -> None:
    rows = results(FLOW, numbers("n", 0, 0, 0, 5), target={"X-1": {"triwulan": [0, 30, 0, 0]}})
    assert column(rows[:4], "target") == [None, None, None, 10]
    assert column(rows[:4], "status") == ["belum_jatuh_tempo"] * 3 + ["lengkap"]


# --- versions --------------------------------------------------------------------------------------------------------


def test_a_formula_that_changes_in_july_applies_from_july_over_isian_that_live_on() -> None:
    """a + b until June, then a + c: June s.d. 6 × (2 + 3) = 30; July s.d. 7 × 2 + 4 = 18. June stays 30."""
    old = Versi(("+", "a", "b"), (Bilangan("a"), Bilangan("b")))
    new = Versi(("+", "a", "c"), (Bilangan("a"), Bilangan("c")), mulai="2019-07")
    forms: list[Any] = [{"a": 2, "b": 3}] * 6 + [{"a": 2, "c": 4}]
    rows = results(Indikator("X-1", (old, new)), forms)
    assert column(rows[5:7], "realisasi") == [30, 18]
    assert column(rows[5:7], "realisasi_bulan") == [5, 6]
    assert column(rows[5:7], "status") == ["lengkap", "lengkap"]


def test_a_ratio_leaves_out_the_months_that_were_not_asked() -> None:
    """a / b until February, then a / c: March is 3 / 4 = 75 % alone, not (2 + 2 + 3) / 4."""
    old = Versi(("*", ("/", "a", "b"), 100), (Bilangan("a"), Bilangan("b")))
    new = Versi(("*", ("/", "a", "c"), 100), (Bilangan("a"), Bilangan("c")), mulai="2019-03")
    rows = results(Indikator("X-1", (old, new)), [{"a": 2, "b": 4}, {"a": 2, "b": 4}, {"a": 3, "c": 4}])
    assert column(rows[:3], "realisasi") == [50, 50, 75]


def test_of_a_version_with_new_isian_alone_the_months_before_are_neither_come_nor_missing() -> None:
    """n until February, of which February is missing; k from March, missing in March, 7 in April."""
    new = Versi("k", (Bilangan("k"),), mulai="2019-03")
    rows = results(Indikator("X-1", (FLOW, new)), [{"n": 3}, None, None, {"k": 7}])
    assert column(rows[:4], "status") == ["lengkap", "sebagian", "belum_masuk", "sebagian"]
    assert column(rows[:4], "realisasi") == [3, 3, None, 7]
    rows = results(Indikator("X-1", (FLOW, new)), [{"n": 3}, None, {"k": 7}])
    assert (rows[2].realisasi, rows[2].status) == (7, "lengkap")


def test_an_indikator_added_in_march_begins_in_march() -> None:
    """120 a year, 10 a month from March on; nothing is missing before."""
    rows = results(
        Indikator("X-1", (replace(FLOW, mulai="2019-03"),)), [{}, {}, {"n": 10}, {"n": 10}], target={"X-1": 120}
    )
    assert str(rows[0].periode) == "2019-03"
    assert column(rows[:2], "target") == [10, 20]
    assert column(rows[:2], "capaian") == [100, 100]
    assert column(rows[:2], "status") == ["lengkap", "lengkap"]


def test_a_retired_indikator_stays_with_its_last_month() -> None:
    rows = results(Indikator("X-1", (FLOW,), sampai="2019-02"), numbers("n", 10, 10) + [{}] * 10, target={"X-1": 120})
    assert len(rows) == 12
    assert {(row.realisasi, row.target, row.capaian, row.status) for row in rows[1:]} == {(20, 20, 100, "lengkap")}
    assert column(rows[:3], "realisasi_bulan") == [10, 10, None]


def test_a_document_added_by_a_later_version_is_asked_from_then_on() -> None:
    """From April also a document due on 30 June: it is not TB for January to March, and not due before June."""
    old = Versi(RATIO, (Daftar("daftar", (Dokumen("lama", (2, 28)),)),))
    new = Versi(RATIO, (Daftar("daftar", (Dokumen("lama", (2, 28)), Dokumen("baru", (6, 30)))),), mulai="2019-04")
    rows = results(Indikator("X-1", (old, new)), year_of(m2=done(("lama", 1, 2), mutu=None)))
    assert column(rows[1:7], "realisasi") == [100, 100, 100, 100, 50, 50]


# --- random years, and the comparison --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(60))
def test_a_random_year_holds_to_what_is_true_of_every_year(seed: int) -> None:
    year = random_year(random.Random(seed))
    katalog, iki = tomllib.loads(year.katalog_toml), tomllib.loads(year.iki_toml)
    assert [one["kode"] for one in katalog["indikator"]] == [one.kode for one in year.indikator]
    assert iki["unit"].get("mulai") == year.kantor.mulai
    for row in year.expected:
        assert (row.realisasi is not None) <= (row.status in ("lengkap", "sebagian", "belum_jatuh_tempo")), row
        assert (row.predikat is not None) == (row.capaian is not None and row.status == "lengkap"), row
        assert row.capaian is None or row.capaian >= 0, row


def test_the_same_chance_gives_the_same_year() -> None:
    assert random_year(random.Random(3)) == random_year(random.Random(3))


def test_a_difference_is_told_by_place_column_and_both_values() -> None:
    rows = results(replace(STATE, target={"dari": 80, "sampai": 90}), numbers("n", 40))[:1]
    same = {**vars(rows[0]), "target": "80–90", "target_tahun": "80–90"}
    assert compare(rows, [same]) == []
    other = same | {"capaian": 57.142857142857, "predikat": None, "status": "sebagian", "target": float("nan")}
    assert compare(rows, [other]) == [
        "contoh 2019-01 pmd X-1 target: kosong, seharusnya 80–90",
        "contoh 2019-01 pmd X-1 capaian: 57,142857, seharusnya 50",
        "contoh 2019-01 pmd X-1 predikat: kosong, seharusnya Sangat Kurang",
        "contoh 2019-01 pmd X-1 status: sebagian, seharusnya lengkap",
    ]
    assert compare(rows, [same | {"indikator": "X-2"}]) == [
        "contoh 2019-01 pmd X-1: baris tidak ada",
        "contoh 2019-01 pmd X-2: baris yang tidak diharapkan",
    ]
