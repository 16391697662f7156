"""What the form says while it is filled, what periksa says, and the marked copy: the same, at the same cell."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from iki_excel.decree import Catalog
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import Layout
from iki_excel.forms.writing import Template, Typed
from iki_excel.runs.checking import check_files
from iki_excel.runs.mending import write_marked
from iki_excel.words.periods import Periode
from tests.forms import told
from tests.small_catalog import HEAD, SETTINGS, loaded


def typed_form(
    catalog: Catalog,
    typed: Mapping[str, Any],
    last: Mapping[str, Any] | None = None,
    notes: Mapping[str, str] | None = None,
) -> bytes:
    """A form of March with these values, as our own program writes what was carried into one."""
    template = Template(catalog["pmd"], Periode("2019-03"), SETTINGS, last or {}, Typed(typed, notes or {}))
    made = writing.new_book(template)
    writing.write_form(made, template)
    return made.to_bytes()


def words(content: bytes, catalog: Catalog) -> dict[str, str]:
    """What every isian of a form says of itself."""
    sheet = load_workbook(io.BytesIO(content), data_only=True)[layout.ISIAN]
    return {kode: sheet[row.at(layout.STATE).a1].value for kode, row in Layout(catalog["pmd"]).slot_rows.items()}


def checked(content: bytes, catalog: Catalog, folder: Path) -> list[tuple[str, str, str]]:
    path = folder / "form.xlsx"
    path.write_bytes(content)
    return told(check_files([path], catalog, SETTINGS).temuan)


# --- a broken condition is told at one cell --------------------------------------------------------------------------

ATTENDANCE = HEAD + """\
rumus = "hadir / orang_hari * 100"

[[indikator.isian]]
kode = "hadir"
label = "Hadir"
satuan = "orang-hari"
akumulasi = "jumlah"

[[indikator.isian]]
kode = "pegawai"
label = "Pegawai"
satuan = "orang"
akumulasi = "jumlah"

[[indikator.isian]]
kode = "hari"
label = "Hari kerja"
satuan = "hari"
akumulasi = "jumlah"

[[indikator.hitung]]
kode = "orang_hari"
label = "Pegawai × hari kerja"
satuan = "orang-hari"
rumus = "pegawai * hari"
akumulasi = "jumlah"

[[indikator.syarat]]
rumus = "SYARAT"
pesan = "Yang hadir tidak mungkin lebih banyak."

[[indikator.contoh]]
isian = { hadir = 9, pegawai = 2, hari = 5 }
hasil = 90
"""  # fmt: skip


def attendance(syarat: str) -> str:
    return ATTENDANCE.replace("SYARAT", syarat)


@pytest.mark.parametrize(
    ("syarat", "first", "cell"),
    [("hadir <= orang_hari", "hadir", "Isian!F8"), ("orang_hari >= hadir", "pegawai", "Isian!F9")],
)
def test_a_broken_condition_is_told_at_the_first_isian_that_it_uses(
    syarat: str, first: str, cell: str, tmp_path: Path
) -> None:
    catalog = loaded(tmp_path, attendance(syarat))
    form = typed_form(catalog, {"hadir": 11, "pegawai": 2, "hari": 5})
    assert words(form, catalog) == dict.fromkeys(("hadir", "pegawai", "hari"), "ya") | {first: "periksa"}
    assert [(where, kode) for where, kode, _ in checked(form, catalog, tmp_path)] == [(cell, "syarat")]


def test_the_list_of_a_copy_is_done_only_when_the_condition_holds(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, attendance("hadir <= orang_hari"))
    path = tmp_path / "form.xlsx"
    path.write_bytes(typed_form(catalog, {"hadir": 11, "pegawai": 2, "hari": 5}))
    [marked] = write_marked(check_files([path], catalog, SETTINGS), catalog, SETTINGS, tmp_path / "perbaikan").copies
    sheet = load_workbook(marked.path, data_only=True)[layout.PERBAIKAN]
    assert sheet["A4"].value == "1 isian masih perlu diperbaiki."
    assert [sheet[cell].value for cell in ("B8", "D8", "E8")] == ["Isian!F8", "11", "periksa"]


# --- a limit of zero -------------------------------------------------------------------------------------------------

LIMITED = HEAD + """\
rumus = "pelanggaran"

[[indikator.isian]]
kode = "pelanggaran"
label = "Pelanggaran"
satuan = "kejadian"
akumulasi = "jumlah"
minimum = -3
maksimum = 0

[[indikator.contoh]]
isian = { pelanggaran = 0 }
hasil = 0
"""  # fmt: skip


@pytest.mark.parametrize(("value", "word", "kodes"), [(0, "ya", []), (-3, "ya", []), (1, "periksa", ["di_luar_batas"])])
def test_a_limit_of_zero_is_a_limit_to_form_and_checker(
    value: int, word: str, kodes: list[str], tmp_path: Path
) -> None:
    catalog = loaded(tmp_path, LIMITED)
    form = typed_form(catalog, {"pelanggaran": value})
    assert words(form, catalog) == {"pelanggaran": word}
    assert [kode for _, kode, _ in checked(form, catalog, tmp_path)] == kodes


# --- what the form calls “ya” is accepted, and counted as it is shown -------------------------------------------------

TOO_LARGE = ["angka_terlalu_besar"]

PAIR = HEAD + """\
rumus = "tepat / seluruh * 100"

[[indikator.isian]]
kode = "tepat"
label = "Tepat waktu"
satuan = "laporan"
akumulasi = "jumlah"
bulat = false

[[indikator.isian]]
kode = "seluruh"
label = "Seluruhnya"
satuan = "laporan"
akumulasi = "jumlah"
bulat = false

[[indikator.syarat]]
rumus = "tepat <= seluruh"
pesan = "Yang tepat waktu tidak mungkin lebih banyak."

[[indikator.contoh]]
isian = { tepat = 3, seluruh = 4 }
hasil = 75
"""  # fmt: skip


def realisasi(content: bytes, catalog: Catalog) -> Any:
    sheet = load_workbook(io.BytesIO(content), data_only=True)[layout.ISIAN]
    return sheet.cell(Layout(catalog["pmd"]).sections[0].realisasi_row + 1, layout.VALUE + 1).value


@pytest.mark.parametrize(
    ("typed", "said", "result", "kodes"),
    [
        pytest.param({"tepat": "nihil", "seluruh": 5}, ["ya", "ya"], 0, [], id="nihil_is_zero"),
        pytest.param({"tepat": 5, "seluruh": "Nihil"}, ["periksa", "ya"], None, ["syarat"], id="nihil_breaks_it"),
        pytest.param({"tepat": 0.1 + 0.2, "seluruh": 0.3}, ["ya", "ya"], 100, [], id="three_tenths_are_three_tenths"),
        pytest.param({"tepat": 5e12, "seluruh": 6e12}, ["periksa"] * 2, None, TOO_LARGE * 2, id="too_large"),
    ],
)  # fmt: skip
def test_numbers_are_to_the_form_what_they_are_to_the_checker(
    typed: Mapping[str, Any], said: list[str], result: Any, kodes: list[str], tmp_path: Path
) -> None:
    catalog = loaded(tmp_path, PAIR)
    form = typed_form(catalog, typed)
    assert [*words(form, catalog).values()] == said
    assert realisasi(form, catalog) == (pytest.approx(result) if result is not None else None)
    assert [kode for _, kode, _ in checked(form, catalog, tmp_path)] == kodes


# --- what may be wrong all the same is asked by both ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "value", "word", "kodes"),
    [
        pytest.param(90, 271, "periksa: jauh?", ["jauh_berbeda"], id="over_three_times_last_month"),
        pytest.param(90, 270, "ya", [], id="three_times_last_month"),
        pytest.param(90, 29, "periksa: jauh?", ["jauh_berbeda"], id="under_a_third"),
        pytest.param(3, 12, "ya", [], id="not_ten_away"),
        pytest.param(0, 10, "periksa: jauh?", ["jauh_berbeda"], id="from_nothing"),
        pytest.param(None, 900, "ya", [], id="no_last_month"),
        pytest.param("TB", 900, "ya", [], id="no_number_last_month"),
        pytest.param(None, 43536, "periksa: tanggal?", ["seperti_tanggal"], id="twelve_march_as_a_number"),
        pytest.param(43500, 43536, "ya", [], id="a_number_as_large_as_last_month"),
    ],
)  # fmt: skip
def test_what_the_form_asks_to_look_at_again_the_checker_asks_too(
    last: Any, value: float, word: str, kodes: list[str], tmp_path: Path
) -> None:
    catalog = loaded(tmp_path, PAIR)
    stood = {} if last is None else {"seluruh": last}
    form = typed_form(catalog, {"tepat": 1, "seluruh": value}, stood)
    assert words(form, catalog) == {"tepat": "ya", "seluruh": word}
    assert ready(form) == "Siap dikirim: YA"
    assert [kode for _, kode, _ in checked(form, catalog, tmp_path)] == kodes


@pytest.mark.parametrize(("last", "value"), [(90, 900), (None, 43536)])
def test_a_keterangan_explains_it_to_both(last: float | None, value: float, tmp_path: Path) -> None:
    catalog = loaded(tmp_path, PAIR)
    stood = {} if last is None else {"seluruh": last}
    form = typed_form(catalog, {"tepat": 1, "seluruh": value}, stood, {"seluruh": "pendataan ulang"})
    assert words(form, catalog) == {"tepat": "ya", "seluruh": "ya"}
    assert checked(form, catalog, tmp_path) == []


def ready(content: bytes) -> str:
    said: str = load_workbook(io.BytesIO(content), data_only=True)[layout.ISIAN].cell(layout.READY_ROW + 1, 2).value
    return said
