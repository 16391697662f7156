"""The measurement behind the anchors: many ways to treat a form, twelve inputs each, and no number silently wrong.

Read: the number comes out as it was typed. Refused: the file is set aside, or the cell is ``salah``, with a temuan.
Anything else, a blank where a number was typed too, is silently wrong. And each way, being one mistake, has one line.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from iki_excel.decree import Catalog
from iki_excel.decree.fields import ISI, SALAH
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout
from iki_excel.runs.checking import check_files
from tests.damaging import (
    Spoil,
    book,
    by_office,
    do,
    in_another_workbook,
    put,
    shift_values_down,
    swap_columns,
    swap_rows,
    without_names,
)
from tests.forms import complete, kode_cell
from tests.office import Office

pytestmark = pytest.mark.decree

TYPED = {
    "profil_kecamatan": 14.0, "media_sosial": 9.0, "banner": 5.0, "papan_informasi": 3.0, "perangkat_desa_dibina": 41.0,
    "desa_disupervisi": 13.0, "kelahiran_jumlah": 60.0, "kelahiran_tepat": 52.0, "ktp_kk_jumlah": 110.0,
    "ktp_kk_tepat": 97.0, "kewarganegaraan_jumlah": 8.0, "kewarganegaraan_tepat": 6.0,
}  # fmt: skip
ALL, NONE = (12, 0), (0, 12)

# --- ways that change no cell -----------------------------------------------------------------------------------------


def filled_by_name(as_what: Callable[[float], Any]) -> Spoil:
    """By LibreOffice, each number typed again, found by its defined name."""
    names = {layout.name_of(kode): as_what(value) for kode, value in TYPED.items()}
    return lambda path, running: running.fill(path, path, names=names)


def names_of_the_sheet(workbook: Any) -> None:
    """An edit that moves every name into its sheet and writes it in capitals, as other programs save them."""
    for name, defined in [*workbook.defined_names.items()]:
        del workbook.defined_names[name]
        sheet = defined.attr_text.split("!")[0]
        workbook[sheet].defined_names.add(DefinedName(name.upper(), attr_text=defined.attr_text))


def with_parts(change: Callable[[str], str]) -> Spoil:
    """The XML of every sheet changed."""

    def spoil(path: Path, _: Office) -> Path:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                is_sheet = name.startswith("xl/worksheets/sheet")
                archive.writestr(name, change(content.decode()) if is_sheet else content)
        return path

    return spoil


def numbers_as_inline_texts(xml: str) -> str:
    """As programs write what was typed into a cell that is formatted as text."""
    return re.sub(r'(<c r="F\d+" s="\d+") t="n"><v>(\d+)</v></c>', r'\1 t="inlineStr"><is><t>\2</t></is></c>', xml)


def without_dimension_and_spans(xml: str) -> str:
    """As lean writers do."""
    return re.sub(r' spans="[^"]*"|<dimension [^>]*>', "", xml)


def with_a_million_styled_rows(xml: str) -> str:
    """As real LibreOffice files end: rows that hold a style and nothing else."""
    return xml.replace(
        "</sheetData>", '<row r="1048576" s="1" customFormat="1"><c r="A1048576" s="1"/></row></sheetData>'
    )


def copied_cells(formulas: bool) -> Spoil:
    """All cells of Isian in a fresh workbook: without names, merges, formats and hidden record."""

    def spoil(path: Path, _: Office) -> Path:
        source, target = load_workbook(path), Workbook()
        target.active.title = "Isian"
        for row in source["Isian"].iter_rows():
            for cell in row:
                is_formula = isinstance(cell.value, str) and cell.value.startswith("=")
                target.active[cell.coordinate].value = cell.value if formulas or not is_formula else 1
        target.save(path)
        source.close()
        target.close()
        return path

    return spoil


def one_after_the_other(*spoils: Spoil) -> Spoil:
    """Several ways in their order."""

    def spoil(path: Path, running: Office) -> Path:
        for one in spoils:
            path = one(path, running)
        return path

    return spoil


def clear(*cells: str) -> list[Callable[[Any], None]]:
    return [put("Isian", cell, None) for cell in cells]


# --- the measurement --------------------------------------------------------------------------------------------------

WAYS: dict[str, tuple[Spoil, tuple[int, int], str]] = {
    "nothing": (lambda path, _: path, ALL, ""),
    "saved by openpyxl": (book(), ALL, ""),
    "saved by LibreOffice": (by_office(), ALL, ""),
    "typed by name in LibreOffice": (filled_by_name(lambda value: value), ALL, ""),
    "typed as at the keyboard": (filled_by_name(lambda value: {"typed": f"{value:.0f}"}), ALL, ""),
    "typed as texts": (filled_by_name(lambda value: f"{value:.0f}"), ALL, "dibaca_lain"),
    "typed as formulas": (filled_by_name(lambda value: {"formula": f"={value:.0f}+0"}), ALL, "rumus"),
    "numbers as inline texts": (with_parts(numbers_as_inline_texts), ALL, "dibaca_lain"),
    "a lean writer": (with_parts(without_dimension_and_spans), ALL, ""),
    "a million styled rows": (with_parts(with_a_million_styled_rows), ALL, ""),
    "names in capitals, of their sheets": (book(names_of_the_sheet), ALL, ""),
    "no names": (book(without_names), ALL, ""),
    "one name deleted": (by_office({"do": "delete_name", "name": "isian.banner"}), ALL, ""),
    "the hidden record removed": (book(lambda workbook: workbook.remove(workbook["_iki"])), ALL, "catatan_hilang"),
    "a sheet of one's own": (book(lambda workbook: workbook.create_sheet("Catatan", 0)), ALL, "lembar_lain"),
    "renamed": (by_office(do("rename_sheet", name="Pak Camat's")), ALL, "lembar_berganti_nama"),
    "copied within its workbook": (by_office(do("copy_sheet", name="Isian (2)")), NONE, "kode_ganda"),
    "cells copied into a fresh workbook": (copied_cells(formulas=True), ALL, "catatan_hilang"),
    "values copied into a fresh workbook": (copied_cells(formulas=False), NONE, "rumus_ditimpa"),
    "the sheet in another workbook": (in_another_workbook(*TYPED), ALL, "catatan_hilang"),
    "the sheet in another workbook, names of the old one": (in_another_workbook(), NONE, "jangkar_berubah"),
    "rows hidden": (by_office(do("hide_rows", row=8, count=12)), ALL, "baris_tersembunyi"),
    "a row inserted among the isian": (by_office(do("insert_rows", row=9)), ALL, "baris_disisipkan"),
    "rows inserted above the headers": (by_office(do("insert_rows", row=6, count=3)), ALL, "baris_disisipkan"),
    "a row inserted at the top": (by_office(do("insert_rows", row=1)), ALL, "baris_disisipkan"),
    "a row inserted, no names": (
        one_after_the_other(book(without_names), by_office(do("insert_rows", row=9))), NONE, "jangkar_berubah"),
    "the row of an isian deleted": (by_office(do("delete_rows", row=9)), (11, 1), "jangkar_berubah"),
    "the row of a realisasi deleted": (by_office(do("delete_rows", row=12)), ALL, "baris_dihapus"),
    "an indikator deleted": (by_office(do("delete_rows", row=14, count=5)), (10, 2), "jangkar_berubah"),
    "the title deleted": (by_office(do("delete_rows", row=1)), ALL, "baris_dihapus"),
    "the headers deleted": (by_office(do("delete_rows", row=3)), NONE, "judul_berubah"),
    "a column inserted at the left": (by_office(do("insert_columns", column="A")), ALL, "kolom_disisipkan"),
    "a column inserted before the values": (by_office(do("insert_columns", column="F")), ALL, "kolom_disisipkan"),
    "the keys deleted": (by_office(do("delete_columns", column="A")), NONE, "judul_berubah"),
    "the labels deleted": (by_office(do("delete_columns", column="C")), NONE, "judul_berubah"),
    "last month deleted": (by_office(do("delete_columns", column="H")), NONE, "judul_berubah"),
    "the values deleted": (by_office(do("delete_columns", column="F")), NONE, "judul_berubah"),
    "columns exchanged": (book(swap_columns), ALL, "kolom_berpindah"),
    "rows sorted": (by_office(do("sort", range="A8:K11", column=5)), (8, 4), "jangkar_berubah"),
    "rows exchanged": (book(lambda workbook: swap_rows(workbook, 8, 9)), (10, 2), "jangkar_berubah"),
    "rows exchanged, no names": (
        book(lambda workbook: swap_rows(workbook, 8, 9), without_names), NONE, "jangkar_berubah"),
    "labels and values sorted": (by_office(do("sort", range="C8:F11", column=3)), (8, 4), "jangkar_berubah"),
    "values sorted": (by_office(do("sort", range="F8:F13", column=0, descending=True)), (8, 4), "rumus_ditimpa"),
    "values shifted down": (book(shift_values_down), NONE, "rumus_ditimpa"),
    "values shifted down, no names": (book(shift_values_down, without_names), NONE, "rumus_ditimpa"),
    "cells to fill merged": (by_office(do("merge", range="F8:F9")), (10, 2), "isian_digabung"),
    "locked cells merged": (by_office(do("merge", range="C12:E12")), ALL, "sel_digabung"),
    "all keys cleared": (book(*clear(*(f"A{row}" for row in range(7, 28)))), NONE, "jangkar_berubah"),
    "a key doubled": (by_office(do("set", cell="A12", value="banner")), (11, 1), "jangkar_berubah"),
    "a label retyped": (by_office(do("set", cell="C8", value="Profil")), (11, 1), "jangkar_berubah"),
    "a satuan retyped": (by_office(do("set", cell="I8", value="buku")), ALL, "sel_terkunci_berubah"),
    "a satuan retyped, no names": (book(put("Isian", "I8", "buku"), without_names), NONE, "jangkar_berubah"),
    "the code cleared": (
        book(lambda workbook: setattr(kode_cell(workbook, "Isian"), "value", None)), NONE, "kode_hilang"),
}  # fmt: skip


@pytest.mark.libreoffice
@pytest.mark.panjang
def test_no_way_of_treating_a_form_gives_another_number(
    office: Office, tmp_path: Path, catalog: Catalog, settings: Settings
) -> None:
    table = "".join(f"{kode} | {value}\n" for kode, value in TYPED.items())
    whole = complete(tmp_path, "tata_pemerintahan", "2019-01", table)
    counted = {}
    for number, (way, (spoil, *_)) in enumerate(WAYS.items()):
        path = tmp_path / str(number) / "pemerintahan.xlsx"
        path.parent.mkdir()
        shutil.copy(whole, path)
        counted[way] = outcome(spoil(path, office), catalog, settings)
    assert counted == {way: (*read, told) for way, (_, read, told) in WAYS.items()}


def outcome(path: Path, catalog: Catalog, settings: Settings) -> tuple[int, int, str]:
    """How many of the twelve were read rightly, and how many refused; together they are all of them. And what is told:
    the kode of each line."""
    checked = check_files([path], catalog, settings)
    cells = checked.answers[checked.answers["slot"].isin(TYPED)]
    read = {row.slot: row.angka for row in cells[cells["keadaan"] == ISI].itertuples()}
    refused = len(TYPED) if cells.empty else int((cells["keadaan"] == SALAH).sum())
    assert read.items() <= TYPED.items()
    assert not refused or checked.has_errors
    return len(read), refused, " ".join(checked.told["kode"])
