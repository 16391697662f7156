"""Sheet ``Temuan``: everything that was found, with a link to the file and cell it stands in."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

from xlsxwriter.worksheet import Worksheet

from iki_excel import bahasa, book
from iki_excel.findings import GALAT
from iki_excel.report import places
from iki_excel.report.places import TEMUAN_FIRST
from iki_excel.report.sheets import Report, sheet

HEADERS = ("No.", "Tingkat", "Jabatan", "Periode", "Temuan", "Lembar", "Sel", "Berkas", "Kode")
WIDTHS = (5, 12, 24, 14, 62, 10, 8, 40, 18)
TINGKAT_COLUMN = 1


@sheet(60, places.TEMUAN, WIDTHS, landscape=True)
def write_temuan(report: Report, target: Worksheet) -> None:
    """All temuan, worst first within a file as a person reads it."""
    report.title(target, "Temuan")
    made, temuan = report.book, report.batch.checked.temuan
    if temuan.empty:
        target.write_string(TEMUAN_FIRST - 2, 0, "Tidak ada temuan.", made.style("plain"))
    for column, header in enumerate(HEADERS):
        target.write_string(TEMUAN_FIRST - 1, column, header, made.style("head"))
    for number, row in enumerate(temuan.to_dict("records")):
        _write_row(report, target, TEMUAN_FIRST + number, number + 1, row)
    if len(temuan):
        target.autofilter(TEMUAN_FIRST - 1, 0, TEMUAN_FIRST + len(temuan) - 1, len(HEADERS) - 1)
    target.freeze_panes(TEMUAN_FIRST, 2)
    target.repeat_rows(TEMUAN_FIRST - 1)


def _write_row(report: Report, target: Worksheet, line: int, number: int, row: dict[str, Any]) -> None:
    made, catalog = report.book, report.batch.catalog
    nama = catalog[row["jabatan"]].nama if row["jabatan"] in catalog else ""
    colours = {"font_color": book.BAD} if row["tingkat"] == GALAT else {"font_color": book.WARN}
    book.write_value(made, target, line, 0, number, "cell_center")
    book.write_value(made, target, line, 1, row["tingkat"], "cell_center", bold=True, **colours)
    texts = (nama, bahasa.month(row["periode"]) if row["periode"] else "", row["pesan"], row["sheet"], row["sel"])
    for column, text in enumerate(texts, start=2):
        book.write_value(made, target, line, column, text, "cell")
    _write_link(report, target, line, len(HEADERS) - 2, row)
    book.write_value(made, target, line, len(HEADERS) - 1, row["kode"], "cell_note")
    lines = max(-(-len(row["pesan"]) // 58), -(-len(row["file"]) // 36), -(-len(nama) // 22))
    target.set_row(line, 13.5 * lines + 6)


LONGEST_LINK = 1000


def _write_link(report: Report, target: Worksheet, line: int, column: int, row: dict[str, Any]) -> None:
    made, file = report.book, row["file"]
    address = f"external:{quote(_relative(file, report.folder), safe='/.:-_~()')}"
    cell = f"#{row['sheet']}!{row['sel']}" if row["sel"] else ""
    if not file or len(address) > LONGEST_LINK:
        book.write_value(made, target, line, column, file, "cell")
        return
    text = book.clean_text(file)
    target.write_url(line, column, address + cell, made.style("link"), text, "Buka berkasnya")


def _relative(file: str, folder: str) -> str:
    """The way from the report to the file, so that the link works wherever both are moved to together."""
    try:
        return os.path.relpath(file, folder or ".").replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return file
