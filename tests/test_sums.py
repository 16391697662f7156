"""How the months of a year add up where an indikator is made of more than plain numbers: in hasil, in the consolidated
workbook, and in what LibreOffice calculates of it.

A story is a list of (realisasi of that month, realisasi s.d., status), a line a month from January. What is typed is
shown as a table: a line a cell, a column a month from January; a month in which nothing is typed did not come in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from iki_excel import report
from iki_excel.decree.settings import Pengecualian, Settings
from iki_excel.judging.batch import Batch
from iki_excel.runs.month import process
from tests.forms import meant
from tests.office import Office
from tests.small_catalog import HEAD, SETTINGS, SMALL, filled, loaded

pytestmark = [
    pytest.mark.panjang,
    pytest.mark.filterwarnings("ignore:.* extension is not supported"),
]  # sparklines, data bars

Months = Sequence[Mapping[str, Any] | None]
"""What is typed in each month; None where no form came."""
Story = list[tuple[float | None, float | None, str]]


def typed(table: str) -> Months:
    """What a table says was typed, month by month."""
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    columns = zip(*(cells for _, *cells in lines), strict=True)
    said = [{kode: meant(cell) for (kode, *_), cell in zip(lines, column, strict=True) if cell} for column in columns]
    return [month or None for month in said]


def number(kode: str, akumulasi: str = "jumlah") -> str:
    return f"""
[[indikator.isian]]
kode = "{kode}"
label = "Banyak {kode}"
satuan = "kegiatan"
akumulasi = "{akumulasi}"
"""


def ratio(akumulasi: str) -> str:
    """A computed name that divides the numbers of each month."""
    return (
        HEAD
        + f"""\
rumus = "r"
target = 4
{number("a", akumulasi)}{number("b", akumulasi)}
[[indikator.hitung]]
kode = "r"
label = "a per b"
satuan = "kegiatan"
rumus = "a / b"
akumulasi = "{akumulasi}"

[[indikator.contoh]]
isian = {{ a = 3, b = 2 }}
hasil = 1.5
"""
    )


def with_rumus(rumus: str, example: str, hasil: float, names: str = "abc") -> str:
    """A catalogue whose indikator is made of numbers that are added up from month to month."""
    isian = "".join(map(number, names))
    return f'{HEAD}rumus = "{rumus}"\n{isian}\n[[indikator.contoh]]\nisian = {{ {example} }}\nhasil = {hasil}\n'


SUM = with_rumus("a + b + c", "a = 1, b = 2, c = 3", 6)
RATIO = with_rumus("(a + b) / (c + d) * 100", "a = 1, b = 2, c = 2, d = 4", 50, "abcd")
DIFFERENCE = with_rumus("(a - b) / c * 100", "a = 3, b = 1, c = 4", 50)
PRODUCT_IN_SUM = with_rumus("a * b + c", "a = 2, b = 3, c = 4", 10)


def batch_of(folder: Path, katalog: str, months: Months, settings: Settings = SETTINGS) -> Batch:
    """A form for each month that came, filled and processed."""
    (folder / "katalog").mkdir()
    catalog = loaded(folder / "katalog", katalog)
    said = {f"2019-{n:02d}": one for n, one in enumerate(months, start=1)}
    forms = [filled(folder, catalog, periode, one) for periode, one in said.items() if one is not None]
    return process(forms, catalog, settings, max(said))


def story(batch: Batch) -> Story:
    hasil = batch.scores.hasil[["realisasi_bulan", "realisasi", "status"]].itertuples(index=False, name=None)
    return [(known(month), known(year), status) for month, year, status in hasil]


def known(number: float) -> float | None:
    return None if pd.isna(number) else number


def shown(data: Mapping[str, Any], heads: Mapping[str, str], batch: Batch) -> list[tuple[Any, Any]]:
    """What ``Data`` shows on the last row of each month: realisasi of the month and s.d."""
    [indikator] = batch.catalog["pmd"].indikator
    lasts = [4 + len(indikator.names) * n for n in range(1, len(batch.months) + 1)]
    cells = [[data.get(f"{heads[head]}{row}") for head in ("Realisasi", "Realisasi s.d.")] for row in lasts]
    return [tuple(None if value == "" else value for value in pair) for pair in cells]  # type: ignore[misc]


def reported(batch: Batch, folder: Path, office: Office) -> list[tuple[Any, Any]]:
    """What ``Data`` shows as it was saved, where LibreOffice calculates the same."""
    path = folder / "rekap.xlsx"
    path.write_bytes(report.build(batch, dt.datetime(2019, 4, 1)))
    sheet = load_workbook(path, data_only=True)["Data"]
    heads = {str(cell.value): cell.column_letter for cell in sheet[4]}
    saved = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}
    assert shown(office.values(path)["Data"], heads, batch) == shown(saved, heads, batch)
    return shown(saved, heads, batch)


# --- tidak berlaku in one part ----------------------------------------------------------------------------------------


@pytest.mark.libreoffice
def test_a_part_of_a_sum_that_does_not_apply_is_left_out(tmp_path: Path, office: Office) -> None:
    months = typed(
        """
        a | 5  | TB | 1 | 4
        b | 2  | TB | 1 | 4
        c | TB | TB | 1 |
        """
    )
    batch = batch_of(tmp_path, SUM, months)
    assert story(batch) == [(7, 7, "lengkap"), (None, 7, "lengkap"), (3, 10, "lengkap"), (None, None, "belum_lengkap")]
    assert reported(batch, tmp_path, office)[:3] == [(7, 7), (None, 7), (3, 10)]


@pytest.mark.libreoffice
def test_a_part_that_does_not_apply_is_left_out_above_and_below_the_line(tmp_path: Path, office: Office) -> None:
    months = typed(
        """
        a | 4  | 1
        b | TB | 5
        c | 7  | 1
        d | TB | 5
        """
    )
    batch = batch_of(tmp_path, RATIO, months)
    assert story(batch) == [(pytest.approx(400 / 7), pytest.approx(400 / 7), "lengkap"),
                            (100, pytest.approx(1000 / 13), "lengkap")]  # fmt: skip
    assert reported(batch, tmp_path, office) == [(pytest.approx(400 / 7),) * 2, (100, pytest.approx(1000 / 13))]


@pytest.mark.libreoffice
def test_a_month_in_which_a_ratio_does_not_apply_adds_none_of_its_isian(tmp_path: Path, office: Office) -> None:
    months = typed(
        """
        a | 4 | 90 | 1
        b | 0 | 90 | 0
        c | 4 | TB | 4
        d | 4 | TB | 4
        """
    )
    batch = batch_of(tmp_path, RATIO, months)
    assert story(batch) == [(50, 50, "lengkap"), (None, 50, "lengkap"), (12.5, 31.25, "lengkap")]
    assert reported(batch, tmp_path, office) == [(50, 50), (None, 50), (12.5, 31.25)]


@pytest.mark.libreoffice
def test_a_difference_with_a_part_that_does_not_apply_is_none(tmp_path: Path, office: Office) -> None:
    months = typed(
        """
        a | TB | 8 | 8
        b | 3  | 2 | TB
        c | 8  | 8 | 8
        """
    )
    batch = batch_of(tmp_path, DIFFERENCE, months)
    assert story(batch) == [(None, None, "tidak_berlaku"), (75, 75, "lengkap"), (None, 75, "lengkap")]
    assert reported(batch, tmp_path, office) == [(None, None), (75, 75), (None, 75)]


def test_a_product_that_does_not_apply_is_left_out_of_its_sum(tmp_path: Path) -> None:
    months = typed("a | 2 | TB\nb | 3 | 5\nc | 4 | 10")
    both = 2 * (3 + 5) + 4 + 10
    assert story(batch_of(tmp_path, PRODUCT_IN_SUM, months)) == [(10, 10, "lengkap"), (10, both, "lengkap")]


def test_a_missing_month_is_no_month_that_does_not_apply(tmp_path: Path) -> None:
    months = typed("a | TB | | 1\nb | TB | | 1\nc | TB | | 1")
    assert story(batch_of(tmp_path, SUM, months)) == [
        (None, None, "tidak_berlaku"),
        (None, None, "tidak_berlaku"),
        (3, 3, "sebagian"),
    ]


@pytest.mark.libreoffice
def test_a_result_is_rounded_where_its_rumus_rounds_it(tmp_path: Path, office: Office) -> None:
    katalog = with_rumus("bulat(a / b, 1)", "a = 1, b = 4", 0.3, "ab")
    batch = batch_of(tmp_path, katalog, typed("a | 1 | 1\nb | 4 | 12"))
    assert story(batch) == [(0.3, 0.3, "lengkap"), (0.1, 0.1, "lengkap")]
    assert reported(batch, tmp_path, office) == [(0.3, 0.3), (0.1, 0.1)]


# --- a computed name that divides by zero -----------------------------------------------------------------------------


def test_a_sum_with_a_month_divided_by_zero_has_no_value_for_the_rest_of_the_year(tmp_path: Path) -> None:
    months: Months = [{"a": 3, "b": 2}, {"a": 4, "b": 0}, {"a": 4, "b": 2}]
    batch = batch_of(tmp_path, ratio("jumlah"), months)
    assert story(batch) == [(1.5, 1.5, "lengkap"), (None, None, "pembagi_nol"), (2, None, "pembagi_nol")]
    assert batch.scores.hasil["predikat"].tolist()[1:] == ["", ""]


def test_a_first_month_that_divides_by_zero_is_not_said_to_be_blank(tmp_path: Path) -> None:
    months: Months = [{"a": 4, "b": 0}, None]
    batch = batch_of(tmp_path, ratio("jumlah"), months)
    assert story(batch) == [(None, None, "pembagi_nol"), (None, None, "pembagi_nol")]


def test_a_last_known_ratio_that_divides_by_zero_is_forgotten_with_the_next_one(tmp_path: Path) -> None:
    months: Months = [{"a": 3, "b": 2}, {"a": 4, "b": 0}, None, {"a": 4, "b": 2}]
    assert story(batch_of(tmp_path, ratio("terakhir"), months)) == [
        (1.5, 1.5, "lengkap"),
        (None, None, "pembagi_nol"),
        (None, None, "pembagi_nol"),
        (2, 2, "lengkap"),
    ]


def test_a_month_that_is_left_out_divides_nothing(tmp_path: Path) -> None:
    katalog = ratio("jumlah").replace('rumus = "r"', 'rumus = "r + c"').replace("b = 2 }", "b = 2, c = 0 }")
    katalog = katalog.replace("\n[[indikator.hitung]]", number("c") + "\n[[indikator.hitung]]")
    months: Months = [{"a": 3, "b": 2, "c": 1}, {"a": 4, "b": 0, "c": "TB"}, {"a": 4, "b": 2, "c": 1}]
    assert story(batch_of(tmp_path, katalog, months)) == [
        (2.5, 2.5, "lengkap"),
        (None, 2.5, "lengkap"),
        (3, 5.5, "lengkap"),
    ]


@pytest.mark.libreoffice
def test_the_report_shows_no_sum_over_a_division_by_zero(tmp_path: Path, office: Office) -> None:
    months: Months = [{"a": 3, "b": 2}, {"a": 4, "b": 0}, {"a": 4, "b": 2}]
    batch = batch_of(tmp_path, ratio("jumlah"), months)
    assert reported(batch, tmp_path, office) == [(1.5, 1.5), (None, None), (2, None)]


# --- documents beside numbers -----------------------------------------------------------------------------------------


def checklist(kode: str, more: str = "") -> str:
    return f"""
[[indikator.isian]]
kode = "{kode}"
jenis = "daftar_dokumen"
label = "Dokumen {kode}"
mutu = true
butir = [{{ kode = "x", label = "Laporan {kode}", batas = "28 Februari" }}]
{more}"""


DOCUMENT_AND_NUMBER = (
    HEAD
    + f"""\
rumus = "memenuhi(d) + a"
{checklist("d")}{number("a")}
[[indikator.contoh]]
periode = "2019-03"
isian.d.x = {{ selesai = 2019-02-10, mutu = "Ya" }}
isian.a = 2
hasil = 3
"""
)
TWO_CHECKLISTS = (
    HEAD
    + f"""\
rumus = "memenuhi(d) + memenuhi(e)"
{checklist("d")}{checklist("e")}
[[indikator.contoh]]
periode = "2019-03"
isian.d.x = {{ selesai = 2019-02-10, mutu = "Ya" }}
isian.e.x = {{ selesai = 2019-02-10, mutu = "Ya" }}
hasil = 2
"""
)
DONE = {"d.x.selesai": dt.date(2019, 2, 10), "d.x.mutu": "Ya"}


@pytest.mark.libreoffice
def test_a_month_without_the_number_keeps_the_document_with_its_quality(tmp_path: Path, office: Office) -> None:
    months: Months = [{"a": 1}, {"a": "TB", **DONE}, {"a": 5}]
    batch = batch_of(tmp_path, DOCUMENT_AND_NUMBER, months)
    assert story(batch) == [(1, 1, "lengkap"), (1, 2, "lengkap"), (5, 7, "lengkap")]
    assert reported(batch, tmp_path, office) == [(1, 1), (1, 2), (5, 7)]


@pytest.mark.libreoffice
def test_a_month_without_one_checklist_keeps_the_documents_of_the_other(tmp_path: Path, office: Office) -> None:
    months: Months = [{"d.x.selesai": dt.date(2019, 1, 10), "d.x.mutu": "Ya", "e.x.selesai": "TB"},
              {"e.x.selesai": dt.date(2019, 2, 10), "e.x.mutu": "Tidak"}]  # fmt: skip
    batch = batch_of(tmp_path, TWO_CHECKLISTS, months)
    assert story(batch) == [(1, 1, "lengkap"), (0, 1, "lengkap")]
    assert reported(batch, tmp_path, office) == [(1, 1), (0, 1)]


@pytest.mark.parametrize(("document", "meets"), [({}, 0), (DONE, 1)], ids=["not_finished", "finished"])
def test_where_a_number_never_applies_the_document_alone_is_counted(
    document: Mapping[str, Any], meets: int, tmp_path: Path
) -> None:
    months: Months = [{"a": "TB"}, {"a": "TB", **document}, {"a": "TB"}]
    assert story(batch_of(tmp_path, DOCUMENT_AND_NUMBER, months)) == [
        (None, None, "belum_jatuh_tempo"),
        (meets, meets, "lengkap"),
        (None, meets, "lengkap"),
    ]


def test_a_number_that_applies_from_the_second_month_on(tmp_path: Path) -> None:
    months: Months = [{"a": "TB"}, {"a": 1, **DONE}]
    assert story(batch_of(tmp_path, DOCUMENT_AND_NUMBER, months)) == [
        (None, None, "belum_jatuh_tempo"),
        (2, 2, "lengkap"),
    ]


def test_a_supporting_checklist_says_nothing_of_the_numbers(tmp_path: Path) -> None:
    katalog = f"""{HEAD}rumus = "a"
{checklist("d", "pendukung = true")}{number("a")}
[[indikator.contoh]]
isian.a = 2
hasil = 2
"""
    months: Months = [{"a": "TB"}, {"a": 1, "d.x.selesai": "TB"}]
    assert story(batch_of(tmp_path, katalog, months)) == [(None, None, "tidak_berlaku"), (1, 1, "lengkap")]


# --- an indikator with a time -----------------------------------------------------------------------------------------


def told(batch: Batch, kode: str) -> list[tuple[str, float | None, float | None, str]]:
    """The story of one of several indikator, with its months."""
    rows = batch.scores.hasil[batch.scores.hasil["indikator"] == kode]
    return [(row.periode, known(row.realisasi_bulan), known(row.realisasi), row.status) for row in rows.itertuples()]


def version(mulai: str, rumus: str, example: str, hasil: float, names: str) -> str:
    """A version of the indikator from a month on, with isian of its own."""
    isian = "".join(map(number, names)).replace("[[indikator.isian]]", "[[indikator.versi.isian]]")
    return (
        f'\n[[indikator.versi]]\nberlaku_mulai = "{mulai}"\nrumus = "{rumus}"\n{isian}'
        f"\n[[indikator.versi.contoh]]\nisian = {{ {example} }}\nhasil = {hasil}\n"
    )


def second(berlaku: str) -> str:
    """Another indikator, valid as said."""
    text = SMALL[SMALL.index("[[indikator]]") :].replace("PMD-1", "PMD-2")
    text = text.replace("rapat + kunjungan", "lomba").replace(
        'kode = "rapat"\nlabel = "Jumlah rapat', 'kode = "lomba"\nlabel = "Lomba'
    )
    end, example = text.index('[[indikator.isian]]\nkode = "kunjungan"'), text.index("[[indikator.contoh]]")
    text = text[:end] + text[example:]
    text = text.replace("rapat = 2, kunjungan = 3", "lomba = 5")
    return "\n" + text.replace("rumus = ", f"{berlaku}\nrumus = ")


def test_an_indikator_added_in_march_begins_in_march(tmp_path: Path) -> None:
    months = typed(
        """
        rapat     | 2 | 2 | 2 | 2
        kunjungan | 3 | 3 | 3 | 3
        lomba     |   |   | 4 | 1
        """
    )
    batch = batch_of(tmp_path, SMALL + second('berlaku_mulai = "2019-03"'), months)
    assert told(batch, "PMD-2") == [("2019-03", 4, 4, "lengkap"), ("2019-04", 1, 5, "lengkap")]
    assert batch.checked.temuan.empty


def test_a_retired_indikator_stays_with_its_last_month(tmp_path: Path) -> None:
    months = typed(
        """
        rapat     | 2 | 2 | 2 | 2
        kunjungan | 3 | 3 | 3 | 3
        lomba     | 4 | 1 |   |
        """
    )
    batch = batch_of(tmp_path, SMALL + second('berlaku_sampai = "2019-02"'), months)
    assert told(batch, "PMD-2") == [
        ("2019-01", 4, 4, "lengkap"),
        ("2019-02", 1, 5, "lengkap"),
        ("2019-03", None, 5, "lengkap"),
        ("2019-04", None, 5, "lengkap"),
    ]


def test_a_sum_with_a_new_isian_goes_on_from_what_lives_on(tmp_path: Path) -> None:
    months = typed(
        """
        a | 2 | 2 | 2 | 2
        b | 3 | 3 |   |
        c |   |   | 4 | 4
        """
    )
    katalog = with_rumus("a + b", "a = 1, b = 2", 3, "ab") + version("2019-03", "a + c", "a = 1, c = 2", 3, "ac")
    assert story(batch_of(tmp_path, katalog, months)) == [
        (5, 5, "lengkap"),
        (5, 10, "lengkap"),
        (6, 10, "lengkap"),  # three months of a, and c of March
        (6, 16, "lengkap"),
    ]


def test_a_ratio_with_a_new_isian_leaves_the_months_before_out(tmp_path: Path) -> None:
    months = typed(
        """
        a | 2 | 2 | 3
        b | 4 | 4 |
        c |   |   | 4
        """
    )
    katalog = with_rumus("a / b * 100", "a = 1, b = 2", 50, "ab")
    katalog += version("2019-03", "a / c * 100", "a = 1, c = 2", 50, "ac")
    assert story(batch_of(tmp_path, katalog, months)) == [
        (50, 50, "lengkap"),
        (50, 50, "lengkap"),
        (75, 75, "lengkap"),
    ]


def test_what_earlier_months_gave_is_the_same_after_the_rumus_has_changed(tmp_path: Path) -> None:
    months = typed("a | 2 | 2 | 2\nb | 3 | 3 | 3")
    katalog = with_rumus("a + b", "a = 1, b = 2", 3, "ab")
    changed = katalog + version("2019-03", "a * 2 + b", "a = 1, b = 2", 4, "ab")
    folders = [tmp_path / name for name in ("before", "after")]
    for folder in folders:
        folder.mkdir()
    before, after = (
        story(batch_of(folder, text, months)) for folder, text in zip(folders, (katalog, changed), strict=True)
    )
    assert before[:2] == after[:2] == [(5, 5, "lengkap"), (5, 10, "lengkap")]
    assert (before[2], after[2]) == ((5, 15, "lengkap"), (7, 21, "lengkap"))


# --- a state ----------------------------------------------------------------------------------------------------------

STATE = (
    HEAD
    + f"""\
rumus = "a / b * 100"
{number("a", "terakhir")}{number("b", "terakhir")}
[[indikator.contoh]]
isian = {{ a = 1, b = 2 }}
hasil = 50
"""
)


@pytest.mark.libreoffice
def test_a_state_is_that_of_the_last_month_that_has_one_as_a_whole(tmp_path: Path, office: Office) -> None:
    months = typed(
        """
        a | 18 |    | 27 | TB | 30
        b | 24 | 30 | 30 | 30 | 30
        """
    )
    batch = batch_of(tmp_path, STATE, months)
    assert story(batch) == [
        (75, 75, "lengkap"),
        (None, 75, "sebagian"),
        (90, 90, "lengkap"),
        (None, 90, "lengkap"),
        (100, 100, "lengkap"),
    ]
    assert reported(batch, tmp_path, office) == [(75, 75), (None, 75), (90, 90), (None, 90), (100, 100)]


@pytest.mark.libreoffice
def test_a_wrong_entry_of_a_state_stands_until_a_number_comes(tmp_path: Path, office: Office) -> None:
    months = typed(
        """
        a | 18 | dua | TB | | 30
        b | 24 | 30  | 30 | | 30
        """
    )
    batch = batch_of(tmp_path, STATE, months)
    assert story(batch) == [
        (75, 75, "lengkap"),
        (None, None, "salah_isi"),
        (None, None, "salah_isi"),
        (None, None, "salah_isi"),
        (100, 100, "lengkap"),
    ]
    assert reported(batch, tmp_path, office)[-1] == (100, 100)


@pytest.mark.libreoffice
def test_a_part_of_a_state_that_does_not_apply_is_left_out_as_in_its_month(tmp_path: Path, office: Office) -> None:
    katalog = with_rumus("a + b", "a = 1, b = 2", 3, "ab").replace('"jumlah"', '"terakhir"')
    batch = batch_of(tmp_path, katalog, typed("a | 3 | 4 |\nb | 2 | TB |"))
    assert story(batch)[:2] == [(5, 5, "lengkap"), (4, 4, "lengkap")]
    assert reported(batch, tmp_path, office)[:2] == [(5, 5), (4, 4)]


# --- months that are excused ------------------------------------------------------------------------------------------


@pytest.mark.libreoffice
def test_an_excused_month_adds_nothing_and_is_not_missing(tmp_path: Path, office: Office) -> None:
    excused = Pengecualian("pmd", "2019-02", "Jabatan kosong", "Lurah")
    office_settings = replace(SETTINGS, pengecualian=(excused,))
    months = typed("a | 5 | | 1\nb | 2 | | 1\nc | 1 | | 1")
    batch = batch_of(tmp_path, SUM, months, office_settings)
    assert story(batch) == [(8, 8, "lengkap"), (None, 8, "lengkap"), (3, 11, "lengkap")]
    assert reported(batch, tmp_path, office) == [(8, 8), (None, 8), (3, 11)]
