"""Sheet ``Kelengkapan``: which forms came in, jabatan × month, and what became of every file."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from iki_excel import bahasa, book
from iki_excel.batch import ADA_KESALAHAN, BELUM_MASUK, SAH, completeness
from iki_excel.findings import RULES
from iki_excel.report.places import KELENGKAPAN, KELENGKAPAN_FIRST
from iki_excel.report.sheets import Report, sheet

WIDTHS = (50, *[13] * 12)
STATES = ((SAH, book.GOOD, book.GOOD_PALE), (ADA_KESALAHAN, book.BAD, book.BAD_PALE),
          (BELUM_MASUK, book.WARN, book.WARN_PALE))  # fmt: skip
FILE_HEADERS = ("Berkas", "Periode", "Jabatan", "Nasib", "Alasan", "SHA-256")
FILE_COLUMNS = (0, 3, 4, 6, 7, 10)
FILE_NAME, FILE_FATE = 0, 6
OTHER_REASONS = {
    "": "",
    "salinan_sama": "Salinan dengan isi yang sama.",
    "di_luar_periode": "Bukan bulan yang diolah.",
}


@sheet(50, KELENGKAPAN, WIDTHS, landscape=True)
def write_kelengkapan(report: Report, target: Worksheet) -> None:
    """Jabatan × month: sah, ada kesalahan, belum masuk; below, the files."""
    report.title(target, "Kelengkapan formulir")
    made, months = report.book, report.batch.months
    book.write_table(made, target, KELENGKAPAN_FIRST - 1, 0, ("Jabatan", *map(bahasa.month, months)), [], ())
    states = {(part.jabatan, part.periode): part.keadaan for part in completeness(report.batch).itertuples()}
    jabatan = report.batch.catalog.jabatan
    for row, one in enumerate(jabatan, start=KELENGKAPAN_FIRST):
        book.write_value(made, target, row, 0, one.nama, "cell")
        target.set_row(row, book.wrapped_height(one.nama, WIDTHS[0]))
        for column, periode in enumerate(months, start=1):
            book.write_value(made, target, row, column, states[one.kode, periode], "cell_center")
    last = KELENGKAPAN_FIRST + len(jabatan) - 1
    for word, ink, paper in STATES:
        look = made.workbook.add_format({"font_color": ink, "bg_color": paper})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        target.conditional_format(KELENGKAPAN_FIRST, 1, last, len(months), rule)
    _write_counts(report, target, last)
    _write_files(report, target)
    target.freeze_panes(KELENGKAPAN_FIRST, 1)


def _write_counts(report: Report, target: Worksheet, last: int) -> None:
    made, full = report.book, completeness(report.batch)
    months = report.batch.months
    chart = made.chart("column", "Formulir per bulan", x="Bulan", y="Banyak formulir", subtype="stacked")
    for row, (word, ink, _) in enumerate(STATES, start=last + 2):
        book.write_value(made, target, row, 0, f"Banyak formulir {word}", "cell_grey")
        for column, periode in enumerate(months, start=1):
            first, end = xl_rowcol_to_cell(KELENGKAPAN_FIRST, column), xl_rowcol_to_cell(last, column)
            count = int(((full["periode"] == periode) & (full["keadaan"] == word)).sum())
            book.write_formula(made, target, row, column, f'=COUNTIF({first}:{end},"{word}")', count, "number")
        chart.add_series(
            {
                "name": word,
                "categories": [KELENGKAPAN, KELENGKAPAN_FIRST - 1, 1, KELENGKAPAN_FIRST - 1, len(months)],
                "values": [KELENGKAPAN, row, 1, row, len(months)],
                "fill": {"color": ink},
                "gap": 80,
            }
        )
    chart.set_size({"width": 760, "height": 300})
    target.insert_chart(last + 6, 0, chart, {"object_position": 2, "x_offset": 4})


def _write_files(report: Report, target: Worksheet) -> None:
    made, first = report.book, report.places.files_first
    target.write_string(first - 3, 0, "Berkas", made.style("section"))
    target.set_h_pagebreaks([first - 3])
    spans = [*zip(FILE_COLUMNS, (*FILE_COLUMNS[1:], 13), strict=True)]
    for (start, end), header in zip(spans, FILE_HEADERS, strict=True):
        _merged(report, target, first - 1, start, end, header, "head")
    for row, file in enumerate(report.batch.checked.files.itertuples(), start=first):
        periode = bahasa.month(file.periode) if file.periode else ""
        nama = report.batch.catalog[file.jabatan].nama if file.jabatan else ""
        texts = (file.file, periode, nama, file.nasib, reason_words(file.alasan), file.sha256)
        for (start, end), text in zip(spans, texts, strict=True):
            _merged(report, target, row, start, end, text, "cell")
        target.set_row(row, max(18, 13.5 * max(-(-len(file.file) // 62), -(-len(nama) // 24)) + 5))


def _merged(report: Report, target: Worksheet, row: int, start: int, end: int, text: str, style: str) -> None:
    look = {"font_size": 7} if start == FILE_COLUMNS[-1] and style == "cell" else {}
    if end - start > 1:
        target.merge_range(row, start, row, end - 1, "", report.book.style(style, **look))
    book.write_value(report.book, target, row, start, text, style, **look)


def reason_words(alasan: str) -> str:
    """Why a file was set aside, in words."""
    return OTHER_REASONS[alasan] if alasan in OTHER_REASONS else RULES[alasan].arti
