"""Two versions of a form, cell by cell: the table that somebody chooses by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms.gathering.duplicates import differing_cells
from iki_excel.forms.layout import Layout
from iki_excel.forms.reading import Record, read_one, reader_for
from tests.damaging import put
from tests.forms import complete, edited

Read = Callable[[Path], Record]


@pytest.fixture
def read(catalog: Catalog, settings: Settings) -> Read:
    def one(path: Path) -> Record:
        with reader_for(None) as reader:
            return read_one(path, reader, catalog, settings)

    return one


def rows(dulu: Record, baru: Record, catalog: Catalog) -> list[tuple[str, str, str, str]]:
    table = differing_cells(dulu, baru, catalog)
    return [(row.sel.address, row.label, row.dulu, row.baru) for row in table.itertuples()]


def test_numbers_what_stands_beside_them_and_what_was_written_are_told_where_they_differ(
    read: Read, catalog: Catalog, tmp_path: Path
) -> None:
    texts = {note.key: note.place.a1 for note in Layout(catalog["ketertiban"]).notes}

    def change(workbook: Any) -> None:
        put("Isian", texts["penyebab KT-1"], "Malam tahun baru.")(workbook)
        put("Isian", "K8", "buku kejadian.pdf")(workbook)

    dulu = complete(tmp_path, "ketertiban", "2019-01", "gangguan | 12\ntahun_ini | 3 | dua di pasar", name="dulu")
    baru = edited(complete(tmp_path, "ketertiban", "2019-01", "gangguan | TB\ntahun_ini | 3", name="baru"), change)
    assert rows(read(dulu), read(baru), catalog) == [
        ("Isian!F8", "Jumlah gangguan ketertiban bulan ini", "12", "TB"),
        ("Isian!F13", "Keterangan: Jumlah pelanggaran bulan ini", "dua di pasar", ""),
        ("Isian!F8", "Bukti: Jumlah gangguan ketertiban bulan ini", "", "buku kejadian.pdf"),
        ("Isian!F21", "Penyebab KT-1", "", "Malam tahun baru."),
    ]
    assert rows(read(dulu), read(dulu), catalog) == []


def test_a_survey_is_told_respondent_by_respondent(read: Read, catalog: Catalog, tmp_path: Path) -> None:
    dulu = complete(tmp_path, "pelayanan", "2019-01", survey="4 4 4\n3 3 3", name="dulu")
    baru = complete(tmp_path, "pelayanan", "2019-01", survey="4 4 2\n3 3 3\n1 . 1", name="baru")
    assert rows(read(dulu), read(baru), catalog) == [
        ("KEPUASAN!E9", "Responden 1: Petugas", "4", "2"),
        ("KEPUASAN!C11", "Responden 3: Prosedur", "", "1"),
        ("KEPUASAN!E11", "Responden 3: Petugas", "", "1"),
    ]
