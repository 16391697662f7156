"""Sheet ``Temuan``: everything that was found, with a link to the file and cell it stands in."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

from iki_excel.language.places import sheet_in_formula
from iki_excel.report import places
from iki_excel.report.places import TEMUAN_FIRST
from iki_excel.report.sheets import Report, row_height, sheet
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Worksheet

HEADERS = ("No.", "Tingkat", "Jabatan", "Periode", "Temuan", "Lembar", "Sel", "Berkas", "Kode")
WIDTHS = (5, 12, 26, 15, 62, 10, 8, 48, 20)
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
    wrapping = ((nama, 2), (row["pesan"], 4), (row["sheet"], 5), (row["kode"], 8))
    target.set_row(line, row_height(*((text, WIDTHS[column] - 2) for text, column in wrapping)))


LONGEST_LINK, MOST_LINKS = 1000, 60_000
"""A sheet holds no more links than 65,530."""


def _write_link(report: Report, target: Worksheet, line: int, column: int, row: dict[str, Any]) -> None:
    made, file = report.book, row["file"]
    address = f"external:{quote(os.fsencode(_relative(file, report.folder)), safe='/.:-_~()')}"
    cell = f"#{sheet_in_formula(row['sheet'])}!{row['sel']}" if row["sel"] else ""
    text = book.clean_text(_short(file, report))
    if not file or len(address + cell) > LONGEST_LINK or line > MOST_LINKS:
        book.write_value(made, target, line, column, text, "cell")
        return
    target.write_url(line, column, address + cell, made.style("link", font_size=9), text, "Buka berkasnya")


def _short(file: str, report: Report) -> str:
    """The file without the folder that all files share."""
    folders = {os.path.dirname(path) for path in report.batch.checked.files["file"]} | {os.path.dirname(file)}
    try:
        return os.path.relpath(file, os.path.commonpath(folders) or ".").replace(os.sep, "/") if file else ""
    except ValueError:  # another drive on Windows
        return file


def _relative(file: str, folder: str) -> str:
    """The way from the report to the file, so that the link works wherever both are moved to together."""
    try:
        return os.path.relpath(file, folder or ".").replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return file
