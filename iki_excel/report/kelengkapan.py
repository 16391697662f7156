"""Sheet ``Kelengkapan``: which forms came in, jabatan × month, and what became of every file."""

from __future__ import annotations

from iki_excel.judging.batch import ADA_KESALAHAN, BELUM_MASUK, SAH
from iki_excel.language.places import a1
from iki_excel.report import charts
from iki_excel.report.places import KELENGKAPAN, KELENGKAPAN_FIRST
from iki_excel.report.sheets import Report, row_height, sheet
from iki_excel.words import bahasa
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Worksheet

WIDTHS = (50, *[13] * 12)
STATES = ((SAH, book.GOOD, book.GOOD_PALE, "#5A8F3C"), (ADA_KESALAHAN, book.BAD, book.BAD_PALE, "#C25450"),
          (BELUM_MASUK, book.WARN, book.WARN_PALE, "#E3AE4A"))  # fmt: skip
"""Each keadaan with its ink, its paper, and its colour in the chart."""
FILE_HEADERS = ("Berkas", "Periode", "Jabatan", "Nasib", "Alasan", "SHA-256")
FILE_SPANS = ((0, 1), (2, 2), (3, 4), (5, 5), (6, 9), (10, 12))
FILE_LOOKS: tuple[dict[str, int], ...] = ({}, {}, {}, {}, {}, {"font_size": 7})
FILE_NAME, FILE_FATE = 0, 5


@sheet(50, KELENGKAPAN, WIDTHS, landscape=True)
def write_kelengkapan(report: Report, target: Worksheet) -> None:
    """Jabatan × month: sah, ada kesalahan, belum masuk; below, the files."""
    report.title(target, "Kelengkapan formulir")
    made, months = report.book, report.batch.months
    book.write_table(made, target, KELENGKAPAN_FIRST - 1, 0, ("Jabatan", *map(_short_month, months)), [], ())
    states = {(part.jabatan, part.periode): part.keadaan for part in report.completeness.itertuples()}
    jabatan = report.batch.catalog.jabatan
    for row, one in enumerate(jabatan, start=KELENGKAPAN_FIRST):
        book.write_value(made, target, row, 0, one.nama, "cell")
        target.set_row(row, row_height((one.nama, WIDTHS[0])))
        for column, periode in enumerate(months, start=1):
            book.write_value(made, target, row, column, states[one.kode, periode], "cell_center")
    last = KELENGKAPAN_FIRST + len(jabatan) - 1
    for word, ink, paper, _ in STATES:
        look = made.workbook.add_format({"font_color": ink, "bg_color": paper})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        target.conditional_format(KELENGKAPAN_FIRST, 1, last, len(months), rule)
    _write_counts(report, target, last)
    _write_files(report, target)
    target.freeze_panes(KELENGKAPAN_FIRST, 1)


def _write_counts(report: Report, target: Worksheet, last: int) -> None:
    made, full = report.book, report.completeness
    months = report.batch.months
    y = {"name": "Banyak formulir", **charts.scale([len(report.batch.catalog.jabatan)])}
    chart = made.chart("column", "Formulir per bulan", x={"name": "Bulan"}, y=y, subtype="stacked")
    for row, (word, _, _, colour) in enumerate(STATES, start=last + 2):
        book.write_value(made, target, row, 0, f"Banyak formulir {word}", "cell_grey")
        for column, periode in enumerate(months, start=1):
            first, end = a1(KELENGKAPAN_FIRST, column), a1(last, column)
            count = int(((full["periode"] == periode) & (full["keadaan"] == word)).sum())
            book.write_formula(made, target, row, column, f'=COUNTIF({first}:{end},"{word}")', count, "report_whole")
        chart.add_series(
            {
                "name": word,
                "categories": [KELENGKAPAN, KELENGKAPAN_FIRST - 1, 1, KELENGKAPAN_FIRST - 1, len(months)],
                "values": [KELENGKAPAN, row, 1, row, len(months)],
                "fill": {"color": colour},
                "gap": 80,
            }
        )
    chart.set_size({"width": 760, "height": 300})
    target.insert_chart(last + 6, 0, chart, {"object_position": 2, "x_offset": 4})


def _write_files(report: Report, target: Worksheet) -> None:
    made, first = report.book, report.places.files_first
    target.write_string(first - 3, 0, "Berkas", made.style("section"))
    target.set_h_pagebreaks([first - 3])
    target.repeat_rows(first - 1)
    for span, header in zip(FILE_SPANS, FILE_HEADERS, strict=True):
        book.write_span(made, target, first - 1, span, header, "head")
    for row, file in enumerate(report.batch.checked.files.itertuples(), start=first):
        periode = _short_month(file.periode) if file.periode else ""
        nama = report.batch.catalog[file.jabatan].nama if file.jabatan else ""
        texts = (file.file, periode, nama, file.nasib, file.alasan_kata, file.sha256)
        for span, text, look in zip(FILE_SPANS, texts, FILE_LOOKS, strict=True):
            book.write_span(made, target, row, span, text, "cell", **look)
        wrapping = [(text, _width(span)) for text, span in zip(texts, FILE_SPANS, strict=True)]
        target.set_row(row, row_height(*wrapping[:-1]))


def _short_month(periode: str) -> str:
    return f"{bahasa.MONTHS[int(periode[5:]) - 1][:3]} {periode[:4]}"


def _width(span: book.Span) -> float:
    return sum(WIDTHS[span[0] : span[1] + 1]) - 2
