"""How the months of a year add up where an indikator is made of more than plain numbers: in hasil, in the consolidated
workbook, and in what LibreOffice calculates of it.

A story is a list of (realisasi of that month, realisasi s.d., status), a line a month from January.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from iki_excel import report
from iki_excel.judging.batch import Batch
from iki_excel.runs.month import process
from tests.office import Office
from tests.small_catalog import HEAD, SETTINGS, filled, loaded

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars

Months = Sequence[Mapping[str, Any] | None]
"""What is typed in each month; None where no form came."""
Story = list[tuple[float | None, float | None, str]]


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


def batch_of(folder: Path, katalog: str, months: Months) -> Batch:
    """A form for each month that came, filled and processed."""
    (folder / "katalog").mkdir()
    catalog = loaded(folder / "katalog", katalog)
    typed = {f"2019-{n:02d}": one for n, one in enumerate(months, start=1)}
    forms = [filled(folder, catalog, periode, one) for periode, one in typed.items() if one is not None]
    return process(forms, catalog, SETTINGS, max(typed))


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
    assert story(batch) == [(None, None, "belum_jatuh_tempo"), (None, 2, "lengkap"), (5, 7, "lengkap")]
    assert reported(batch, tmp_path, office) == [(None, None), (None, 2), (5, 7)]


@pytest.mark.libreoffice
def test_a_month_without_one_checklist_keeps_the_documents_of_the_other(tmp_path: Path, office: Office) -> None:
    months: Months = [{"d.x.selesai": dt.date(2019, 1, 10), "d.x.mutu": "Ya", "e.x.selesai": "TB"},
              {"e.x.selesai": dt.date(2019, 2, 10), "e.x.mutu": "Tidak"}]  # fmt: skip
    batch = batch_of(tmp_path, TWO_CHECKLISTS, months)
    assert story(batch) == [(None, None, "belum_jatuh_tempo"), (0, 1, "lengkap")]
    assert reported(batch, tmp_path, office) == [(None, None), (0, 1)]


@pytest.mark.parametrize("document", [{}, DONE], ids=["not_finished", "finished"])
def test_a_number_that_never_applies_leaves_nothing_to_say_of_the_document(
    document: Mapping[str, Any], tmp_path: Path
) -> None:
    months: Months = [{"a": "TB"}, {"a": "TB", **document}, {"a": "TB"}]
    assert story(batch_of(tmp_path, DOCUMENT_AND_NUMBER, months)) == [(None, None, "tidak_berlaku")] * 3


def test_a_number_that_applies_from_the_second_month_on(tmp_path: Path) -> None:
    months: Months = [{"a": "TB"}, {"a": 1, **DONE}]
    assert story(batch_of(tmp_path, DOCUMENT_AND_NUMBER, months)) == [
        (None, None, "tidak_berlaku"),
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
